//! What is found in a file, put together from its parts: numbers, each once at its best place, and what was not read.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::base::document::{Active, FileKind, Inspected, Location, OwnNumber, Part, Planted, Unread};
use crate::base::national::Number;
use crate::base::personal::{Around, Certainty, Column};
use crate::base::private::{Heads, private};
use crate::base::table::Table;
use crate::base::web_words::WebWords;
use crate::io::inspect::limits::{Budget, MAX_DEPTH, MAX_NAMED, MAX_NUMBERS};
use crate::io::inspect::packed::{Packed, packed};
use crate::io::inspect::{raw, signature};

/// The texts of one file, whose numbers vouch for each other.
#[derive(Default)]
pub(super) struct Found {
    column: Column,
    places: Vec<Location>,
    web: WebWords,
    pub inspected: Inspected,
}

impl Found {
    /// Nothing yet, and nothing unread.
    pub(super) fn new() -> Found {
        let inspected = Inspected { unread: Vec::new(), ..Inspected::default() };
        Found { inspected, ..Found::default() }
    }

    /// Searches a text; `place` says where its line of a number stands, from 0.
    pub(super) fn text(&mut self, text: &str, place: impl Fn(usize) -> Location) {
        let own = private(text, &Heads::default())
            .into_iter()
            .take(MAX_NAMED.saturating_sub(self.inspected.own_numbers.len()));
        self.inspected.own_numbers.extend(own.map(|own| OwnNumber {
            kind: own.kind,
            number: own.number,
            place: place(text[..own.at.start].matches('\n').count()),
        }));
        let (addresses, mut seen, mut line) = (&mut self.inspected.addresses, 0, 0);
        self.web.of(text, |at, word| {
            line += text[seen..at].matches('\n').count();
            seen = at;
            addresses.push((word.to_owned(), place(line)));
        });
        (seen, line) = (0, 0);
        let places = &mut self.places;
        self.column.text(text, Around::default(), |at| {
            line += text[seen..at].matches('\n').count();
            seen = at;
            places.push(place(line));
            places.len() - 1
        });
    }

    /// Searches cells that are parted by tabs, for numbers that are spread over several; `place` says where a byte stands.
    pub(super) fn cells(&mut self, text: &str, place: impl Fn(usize) -> Location) {
        let places = &mut self.places;
        self.column.row(
            text,
            || false,
            |_| Cow::Borrowed(""),
            |at| {
                places.push(place(at));
                places.len() - 1
            },
        );
    }

    /// Takes the numbers of a table; `place` says where a row and a column stand.
    pub(super) fn rows(&mut self, mut table: Table, place: impl Fn(usize, usize) -> Location) {
        if table.is_cut {
            self.not_read(Unread::Rest);
        }
        let own = std::mem::take(&mut table.own).into_iter();
        self.inspected.own_numbers.extend(own.map(|((row, column), kind, number)| OwnNumber {
            kind,
            number,
            place: place(row, column),
        }));
        let addresses = &mut self.inspected.addresses;
        for ((row, column), cell) in std::mem::take(&mut table.addresses) {
            self.web.of(&cell, |_, word| addresses.push((word.to_owned(), place(row, column))));
        }
        self.inspected.numbers.extend(table.hits().into_iter().map(|((row, column), hit)| Planted {
            number: hit.number,
            certainty: hit.certainty,
            place: place(row, column),
        }));
    }

    /// All that was found. A number in the text is not told again of what stands beside it.
    pub(super) fn end(mut self) -> Inspected {
        if self.column.is_cut || self.web.is_cut {
            self.not_read(Unread::Rest);
        }
        let hits = self.column.hits().into_iter();
        let places = &self.places;
        self.inspected.numbers.extend(hits.map(|(at, hit)| Planted {
            number: hit.number,
            certainty: hit.certainty,
            place: places[at].clone(),
        }));
        let numbers = std::mem::take(&mut self.inspected.numbers);
        let (shown, beside): (Vec<_>, Vec<_>) =
            numbers.into_iter().partition(|planted| !matches!(planted.place, Location::Part(_)));
        let mut known: BTreeSet<(Number, Certainty)> = BTreeSet::new();
        for planted in shown.into_iter().chain(beside) {
            let number = planted.number;
            let again = matches!(planted.place, Location::Part(_))
                && known.range((number, planted.certainty)..).next().is_some_and(|(known, _)| *known == number);
            known.insert((number, planted.certainty));
            if !again {
                self.inspected.numbers.push(planted);
            }
        }
        self.inspected.numbers.dedup();
        self.inspected
    }

    pub(super) fn unread(&mut self, name: &str) {
        self.not_read(Unread::Part(name.to_owned()));
    }

    pub(super) fn not_read(&mut self, what: Unread) {
        tell(&mut self.inspected.unread, what);
    }

    /// Inspects a file that stands within this one. Tells its kind, and whether it says nothing.
    pub(super) fn within(&mut self, name: &str, bytes: Vec<u8>, budget: &mut Budget) -> (FileKind, bool) {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        budget.depth += 1;
        let inner = if budget.depth > MAX_DEPTH {
            Inspected { kind: signature::kind(&bytes), ..Inspected::default() }
        } else {
            (budget.read)(bytes, &ending, budget)
        };
        budget.depth -= 1;
        let told = (inner.kind, inner.says_nothing());
        self.take(name, inner);
        told
    }

    /// Inspects the files that stand in a text as letters; `part` is what of this file the text is.
    pub(super) fn all_packed(&mut self, part: &str, text: &str, budget: &mut Budget) {
        for (at, own) in packed(text).into_iter().enumerate() {
            self.packed(format!("{part} base64 {}", at + 1).trim_start(), own, budget);
        }
    }

    /// Inspects bytes that were letters of a text: a file of a known kind or one that the text says it is, or a signature or
    /// the like, which is searched as it is.
    fn packed(&mut self, name: &str, packed: Packed, budget: &mut Budget) {
        let Packed { bytes, announced } = packed;
        match signature::kind(&bytes) {
            FileKind::Unknown if !announced => self.text(&raw::texts(&bytes), |_| Location::Part(Part::Markup)),
            FileKind::Empty => {}
            _ => _ = self.within(name, bytes, budget),
        }
    }

    /// Takes in what was found in a file within this one.
    fn take(&mut self, name: &str, inner: Inspected) {
        if inner.fault.is_some() && inner.unread.is_empty() {
            self.unread(name);
        }
        for unread in inner.unread {
            self.not_read(match unread {
                Unread::Picture(None) => Unread::Picture(Some(name.to_owned())),
                Unread::Picture(Some(part)) => Unread::Picture(Some(format!("{name}/{part}"))),
                Unread::Part(part) => Unread::Part(format!("{name}/{part}")),
                Unread::Whole | Unread::PicturePages(_) | Unread::Letters | Unread::Rest => {
                    Unread::Part(name.to_owned())
                }
            });
        }
        let own = &mut self.inspected;
        own.more_numbers += inner.more_numbers;
        own.numbers.extend(
            inner.numbers.into_iter().map(|planted| Planted {
                place: Location::Within(name.to_owned(), Box::new(planted.place)),
                ..planted
            }),
        );
        // Of thousands of members each may have as many as a whole file.
        if own.numbers.len() > 2 * MAX_NUMBERS {
            own.more_numbers += cut(&mut own.numbers);
        }
        let private = inner.own_numbers.into_iter().take(MAX_NAMED.saturating_sub(own.own_numbers.len()));
        own.own_numbers.extend(
            private.map(|private| OwnNumber {
                place: Location::Within(name.to_owned(), Box::new(private.place)),
                ..private
            }),
        );
        for (address, place) in inner.addresses {
            let within = || Location::Within(name.to_owned(), Box::new(place.clone()));
            self.web.of(&address, |_, word| own.addresses.push((word.to_owned(), within())));
        }
        let active = inner.active.map(|active| match active {
            Active::Cell(place) => Active::Cell(Location::Within(name.to_owned(), Box::new(place))),
            other => other,
        });
        own.active = own.active.take().or(active);
    }
}

/// Tells what was not read: each once, and no more than anybody reads.
pub(super) fn tell(unread: &mut Vec<Unread>, what: Unread) {
    if unread.len() < MAX_NAMED && !unread.contains(&what) {
        unread.push(what);
    }
}

/// Leaves as many numbers as anybody reads, those that are surely somebody's before those that could be. Tells how many are
/// gone.
pub(super) fn cut(numbers: &mut Vec<Planted>) -> usize {
    let more = numbers.len().saturating_sub(MAX_NUMBERS);
    if more > 0 {
        numbers.sort_by_key(|planted| Reverse(planted.certainty));
        numbers.truncate(MAX_NUMBERS);
        numbers.shrink_to_fit();
    }
    more
}

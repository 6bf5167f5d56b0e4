//! Personal data in a text: the national numbers of people, and mobile telephones. What is a number and what only looks
//! like one is decided here, once for pages and for documents.
//!
//! One random number of thirteen digits in ten has a check digit that holds, and every barcode has thirteen digits. So a
//! number counts only with a reason: words near it, the grouping of the card, or company of its like.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use serde::{Deserialize, Serialize};

use crate::base::alike::looks;
use crate::base::candidate::{Thirteens, thirteens};
use crate::base::cues::{Label, Words, label, label_at_end};
use crate::base::lines::{Lines, head, line_at_end, tail};
use crate::base::national::{Bearer, Number};
use crate::base::numeral::value;
use crate::base::thirteen::{Candidate, Shape};

/// So many characters before and after a number are searched for words that tell what it is.
const NEAR: usize = 40;

/// So many different numbers in one file or column speak for each other.
const MANY: usize = 3;

/// A heading is no longer than so many bytes, nor is an address.
const MAX_HEADING: usize = 400;
const MAX_LINK: usize = 1024;

/// So many numbers of a file or column are judged. More than that are more than anybody reads, and each takes its time.
const MOST: usize = 50_000;

/// Thousandths of a second since 1970 that programs write as an ID: from 2014 to 2033.
const MOMENTS: RangeInclusive<u64> = 1_400_000_000_000..=1_999_999_999_999;

/// A national number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub number: Number,
    /// From its first digit to its last.
    pub at: Range<usize>,
    pub certainty: Certainty,
}

/// How sure it is that a number is somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Certainty {
    /// The first digit is 0: an agency or a company.
    Body,
    /// The digits could be, and nothing near says so.
    Possible,
    /// Words near it, its grouping or its like in the same text say so.
    Sure,
}

/// What stands around a text: before and after it, and what its column is called.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around<'a> {
    pub before: &'a str,
    pub after: &'a str,
    pub heading: &'a str,
    /// Whether it is a row of a list of people.
    pub people: bool,
}

/// Every number of a text that is somebody's, or could be.
pub fn find(text: &str) -> Vec<Hit> {
    let mut column = Column::default();
    column.cell(text, "", 0);
    column.hits().into_iter().map(|(_, hit)| hit).collect()
}

/// Every number of the name of a file. There a number needs no words: little else has thirteen digits whose last one holds,
/// and a name is easily changed.
pub(crate) fn find_in_name(name: &str) -> Vec<Hit> {
    let mut hits = find(name);
    for hit in hits.iter_mut().filter(|hit| hit.certainty == Certainty::Possible && !hit.number.is_thai_goods()) {
        hit.certainty = Certainty::Sure;
    }
    hits
}

/// Texts whose numbers vouch for each other: the cells of one column, the parts of one file.
#[derive(Debug, Default)]
pub struct Column {
    found: Vec<Found>,
    runs: usize,
    /// Rows of thirteen boxes, and cells with thirteen digits, whether the last one holds or not.
    boxes: usize,
    cells: usize,
    judged: usize,
    /// Whether there may be more than were judged.
    pub is_cut: bool,
}

impl Column {
    /// Adds a text; `place` is given back with its hits.
    pub fn cell(&mut self, text: &str, heading: &str, place: usize) {
        self.text(text, Around { heading, ..Around::default() }, |_| place);
    }

    /// Adds a text; `place` gives for the byte that a hit begins at what is given back with it.
    pub(crate) fn text(&mut self, text: &str, around: Around<'_>, place: impl FnMut(usize) -> usize) {
        self.runs += self.add(text, around, |_| (Cow::Borrowed(around.heading), around.people), |_| true, place);
    }

    /// Adds the cells of rows, parted by tabs: only numbers that are spread over several of them. `heading` gives those of the
    /// columns that stand between two bytes.
    pub(crate) fn row<'h>(
        &mut self,
        text: &str,
        people: impl Fn() -> bool,
        heading: impl Fn(&Range<usize>) -> Cow<'h, str>,
        place: impl FnMut(usize) -> usize,
    ) {
        // Most rows have no such number, and telling of whom they are takes its time.
        self.add(text, Around::default(), |at| (heading(at), people()), |own| own.contains(['\t', '\n']), place);
    }

    fn add<'h>(
        &mut self,
        text: &str,
        around: Around<'_>,
        above: impl Fn(&Range<usize>) -> (Cow<'h, str>, bool),
        wanted: impl Fn(&str) -> bool,
        mut place: impl FnMut(usize) -> usize,
    ) -> usize {
        let Thirteens { candidates, runs, boxes, cells, alike, more } = thirteens(text, MOST - self.judged);
        self.boxes += boxes;
        self.cells += cells;
        self.judged = MOST.min(self.judged + candidates.len());
        self.is_cut |= more;
        let all = &mut self.found;
        let mut judge = |candidates: Vec<Candidate>, alike| {
            let mut lines = Lines::new(text);
            for candidate in candidates.iter().filter(|candidate| wanted(&text[candidate.at.clone()])) {
                let inside = lines.heading(candidate.at.start);
                let (heading, people) = above(&candidate.at);
                let around = Around { heading: &heading, people, ..around };
                let own = found(&Seen { text, candidate, around, inside, alike });
                all.extend(own.map(|(hit, counts)| {
                    let place = place(hit.at.start);
                    Found { shape: candidate.shape, hit, counts, place }
                }));
            }
        };
        judge(candidates, false);
        if alike {
            let looks = looks(text);
            let mut alike = thirteens(&looks, MOST - self.judged).candidates;
            alike.retain(|own| text[own.at.clone()] != looks[own.at.clone()]);
            judge(alike, true);
        }
        runs
    }

    /// Adds what another column has, after each has been judged by itself.
    pub fn join(&mut self, mut other: Column) {
        together(&mut other.found, other.runs);
        self.found.append(&mut other.found);
        self.runs += other.runs;
        self.boxes += other.boxes;
        self.cells += other.cells;
        self.is_cut |= other.is_cut;
    }

    /// What was found, with the places of the cells.
    pub(crate) fn hits(mut self) -> Vec<(usize, Hit)> {
        together(&mut self.found, self.runs);
        // Answers of a questionnaire stand in rows of single digits too; in one row of ten the last one holds. So it is with
        // the figures of two columns.
        for (shape, all) in [(Shape::Boxes, self.boxes), (Shape::Cells, self.cells)] {
            let own = |found: &Found| found.shape == shape;
            let chance = self.found.iter().filter(|found| own(found)).count() * 2 < all;
            self.found.retain(|found| !(own(found) && chance && found.hit.certainty == Certainty::Possible));
        }
        self.found.into_iter().map(|found| (found.place, found.hit)).collect()
    }
}

/// A hit before its company is known.
#[derive(Debug)]
struct Found {
    hit: Hit,
    /// Whether it may count as one of many.
    counts: bool,
    shape: Shape,
    place: usize,
}

/// A candidate with all that is seen from it.
struct Seen<'a> {
    text: &'a str,
    candidate: &'a Candidate,
    around: Around<'a>,
    /// The heading of its column, where it stands in a table of the text.
    inside: Option<&'a str>,
    /// Whether letters that look like digits are among its own.
    alike: bool,
}

/// A number of a text, judged by its own looks and by the words near it, and whether it may count as one of many.
fn found(seen: &Seen<'_>) -> Option<(Hit, bool)> {
    let Candidate { number, at, shape, .. } = seen.candidate;
    let (certainty, counts) = match (number.bearer(), shape) {
        (Bearer::Person, _) => seen.judge()?,
        (Bearer::Body, Shape::Plain | Shape::Card) if !seen.alike => (Certainty::Body, false),
        (Bearer::Body | Bearer::Nobody, _) => return None,
    };
    Some((Hit { number: *number, at: at.clone(), certainty }, counts))
}

impl Seen<'_> {
    /// How sure a person's number is by itself, and whether it counts as one of many.
    fn judge(&self) -> Option<(Certainty, bool)> {
        let Candidate { number, at, shape, .. } = self.candidate;
        if *shape == Shape::Card && !self.alike {
            return Some((Certainty::Sure, true));
        }
        if let Some(link) = link(self.text, at) {
            let own = &self.text[link.start..at.start];
            return match shape {
                _ if Words::new(&self.text[link]).announce() => Some((Certainty::Sure, false)),
                Shape::Plain if !number.is_thai_goods() && !self.is_moment(own) => Some((Certainty::Possible, false)),
                _ => None,
            };
        }
        let words = Words::new(&self.near());
        let plain = *shape == Shape::Plain;
        let told = words.announce() || self.labelled() || (plain && !number.is_barcode() && words.name_somebody());
        let goods = number.is_barcode() && (number.is_thai_goods() || words.are_of_goods());
        match shape {
            Shape::Thousands if words.are_of_money() => None,
            Shape::Plain if self.has_cents() && words.are_of_money() => None,
            _ if told && !goods => Some((Certainty::Sure, plain)),
            _ if self.alike => None,
            Shape::List | Shape::Cells if words.are_of_money() => None,
            Shape::Plain => Some((Certainty::Possible, !number.is_thai_goods())),
            Shape::Boxes | Shape::Thousands | Shape::List => Some((Certainty::Possible, false)),
            Shape::Cells if self.is_cut(&words) => Some((Certainty::Possible, false)),
            Shape::Row | Shape::Loose | Shape::Cells | Shape::Broken | Shape::Card => None,
        }
    }

    /// Whether it is written as an amount: spreadsheets write `.00` behind any figure.
    fn has_cents(&self) -> bool {
        let behind = self.text[self.candidate.at.end..].strip_prefix('.').unwrap_or_default();
        behind.chars().map_while(value).take(2).eq([0, 0])
    }

    /// Whether cells look like pieces of one number: in a row of a person, or because no figure begins with a nought.
    fn is_cut(&self, words: &Words) -> bool {
        let digits = &self.candidate.digits;
        let begins = digits.windows(2).filter(|pair| pair[0].end < pair[1].start).map(|pair| pair[1].clone());
        let mut begins = begins.peekable();
        // The count of a row stands before many a number.
        let counted = begins.peek().is_some_and(|second| second.start == digits[1].start);
        let nought = |at: Range<usize>| self.text[at].chars().next().and_then(value) == Some(0);
        !counted && (self.around.people || words.name_somebody() || begins.any(nought))
    }

    /// What stands near a number: forty characters on both sides, the heading of its column in a table, and what is known
    /// to be around the text. For digits that could as well be a row of a table only their own line speaks.
    fn near(&self) -> String {
        let at = &self.candidate.at;
        let (before, after) = (tail(&self.text[..at.start], NEAR), head(&self.text[at.end..], NEAR));
        let of_line = |before| (line_at_end(before), after.split('\n').next().unwrap_or(after));
        let (before, after) = match self.candidate.shape {
            Shape::Row | Shape::Loose | Shape::Cells => of_line(before),
            // The line that it begins in, or the one above where it has nothing else.
            Shape::Broken => of_line(before.trim_end_matches(|c: char| c.is_whitespace() || c == '|')),
            _ => (before, after),
        };
        let Around { before: earlier, after: later, heading, .. } = self.around;
        let inside = self.inside.unwrap_or_default();
        let headings = format!("{}\n{}", head(inside, MAX_HEADING), head(heading, MAX_HEADING));
        format!("{}\n{before}\n{after}\n{}\n{headings}", tail(earlier, NEAR), head(later, NEAR))
    }

    /// Whether it is the moment that programs put into addresses, so that browsers fetch a file again: `?v=…`. `before` is
    /// the address before it.
    fn is_moment(&self, before: &str) -> bool {
        let name = before.strip_suffix('=').and_then(|words| words.rsplit(['?', '&', ';']).next());
        let known = |name: &str| ["v", "t", "ts", "_", "time", "timestamp"].contains(&name);
        MOMENTS.contains(&self.candidate.number.value()) && name.is_some_and(known)
    }

    /// Whether the heading of its column is a label, or one stands directly before it.
    fn labelled(&self) -> bool {
        let Candidate { number, at, shape, .. } = self.candidate;
        let before = tail(&self.text[..at.start], NEAR);
        let own = if before.contains(char::is_alphanumeric) { before } else { self.around.before };
        let headings = self.inside.into_iter().chain(self.around.heading.lines());
        let heading = headings.filter(|heading| heading.len() <= MAX_HEADING).find_map(label);
        let direct = label_at_end(own).filter(|label| *label == Label::Person || !MOMENTS.contains(&number.value()));
        match heading.or(direct) {
            Some(Label::Person) => true,
            // An ID may be anything; rows of single figures and amounts are mostly something else.
            Some(Label::Bare) => *shape == Shape::Plain,
            None => false,
        }
    }
}

/// Numbers that vouch for each other: three different ones, where at least half of all runs of thirteen digits hold. Of
/// random runs one in ten does; barcodes count only where they are the fewer.
fn together(found: &mut [Found], runs: usize) {
    let distinct = |wanted: &dyn Fn(&Found) -> bool| {
        found.iter().filter(|found| wanted(found)).map(|found| found.hit.number).collect::<BTreeSet<_>>().len()
    };
    let all = distinct(&|found| found.counts);
    let barcodes = distinct(&|found| found.counts && found.hit.number.is_barcode());
    let as_goods = barcodes * 2 > all;
    let voices = if as_goods { all - barcodes } else { all };
    let plain = found.iter().filter(|found| found.counts).count();
    if voices < MANY || plain * 2 < runs {
        return;
    }
    for found in found.iter_mut().filter(|found| found.counts && !(as_goods && found.hit.number.is_barcode())) {
        found.hit.certainty = Certainty::Sure;
    }
}

/// The link that the bytes `at` stand in: an address of the Web, or the target of a link of Markdown.
fn link(text: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let (first, last) = (at.start.saturating_sub(MAX_LINK), (at.end + MAX_LINK).min(text.len()));
    let (before, after) =
        (&text[text.ceil_char_boundary(first)..at.start], &text[at.end..text.floor_char_boundary(last)]);
    // Most numbers stand in no address, and this is told quickly.
    if !["://", "www.", "mailto:", "]("].iter().any(|mark| before.contains(mark)) {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '(' | ')' | '[' | ']' | '|' | ',');
    let begins = before.rfind(ends).map_or(0, |end| end + before[end..].chars().next().map_or(1, char::len_utf8));
    let start = at.start - before.len() + begins;
    let end = at.end + after.find(ends).unwrap_or(after.len());
    let target = text[..start].ends_with("](") && text[end..].starts_with(')');
    let own = &text[start..end];
    // A file of somebody's own computer is named as its owner likes.
    let web = own.contains("://") && !own.starts_with("file:");
    (target || web || own.starts_with("www.") || own.starts_with("mailto:")).then_some(start..end)
}

#[cfg(test)]
mod tests;

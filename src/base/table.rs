//! Personal numbers in a table that is read row by row: a cell is judged by the heading of its column, by its neighbours
//! and by its column; a number may also be spread over the cells of a row.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::alike::is_beside;
use crate::base::candidate::{digits, may_hold};
use crate::base::lines::head;
use crate::base::national::LENGTH;
use crate::base::personal::{Around, Certainty, Column, Hit};
use crate::base::private::{Heads, LEAST, Own, cut_mobile, private};
use crate::base::stack::{Stack, Stacks};
use crate::base::web_words::WebWords;

/// The first rows of a table are its headings.
const HEADINGS: usize = 3;

/// Headings are kept for so many columns, and so many bytes of each cell and of all in a column.
const MAX_COLUMNS: usize = 1000;
const MAX_HEADING: usize = 400;
const MAX_HEADINGS: usize = HEADINGS * MAX_HEADING;

/// So many numbers are judged, as of any text.
const MOST: usize = 50_000;

/// So many numbers of people's own are kept, found by the headings of so many columns.
const MOST_OWN: usize = 50;
const MAX_OWN_COLUMNS: usize = 40;

/// A cell: its column from 0, and its text.
pub(crate) type Cell<'a> = (usize, Cow<'a, str>);

/// The rows seen so far.
#[derive(Debug, Default)]
pub(crate) struct Table {
    headings: BTreeMap<usize, String>,
    /// What they say together, once it is asked.
    heads: Option<Heads>,
    seen: usize,
    columns: BTreeMap<usize, Column>,
    /// What stands by itself in a row above.
    title: String,
    /// Numbers spread over several cells of a row or of a column.
    spread: Column,
    stacks: Stacks,
    web: WebWords,
    /// Row and column of each number; of one that is spread those of its first cell.
    places: Vec<(usize, usize)>,
    /// Numbers that are somebody's own, with their rows and columns.
    pub own: Vec<((usize, usize), Own, String)>,
    /// Cells that could hold addresses of the Web, with their rows and columns.
    pub addresses: Vec<((usize, usize), String)>,
    /// Whether there are more numbers than were judged.
    pub is_cut: bool,
}

impl Table {
    /// Adds a row; empty ones count for nothing.
    pub(crate) fn row(&mut self, row: usize, cells: &[Cell<'_>]) {
        if cells.iter().all(|(_, text)| text.trim().is_empty()) {
            return;
        }
        if self.seen < HEADINGS {
            self.heads = None;
            for (column, text) in cells.iter().filter(|(column, _)| *column < MAX_COLUMNS) {
                let text = &text[..text.floor_char_boundary(MAX_HEADING)];
                let heading = self.headings.entry(*column).or_default();
                if heading.len() < MAX_HEADINGS {
                    heading.push_str(&format!("{text}\n"));
                }
            }
        }
        if self.seen < HEADINGS
            && let [title] = cells.iter().filter(|(_, text)| !text.trim().is_empty()).collect::<Vec<_>>()[..]
        {
            self.title.push_str(&format!("{}\n", head(&title.1, MAX_HEADING)));
        }
        self.seen += 1;
        for (column, text) in cells.iter().filter(|(column, _)| *column < MAX_COLUMNS) {
            if let Some(stack) = self.stacks.cell(row, *column, text) {
                self.stack(*column, &stack);
            }
        }
        self.own(row, cells);
        for (column, text) in cells.iter().filter(|(_, text)| text.contains('.') && text.contains(['/', '%'])) {
            self.addresses_of(row, *column, text);
        }
        let digits: usize = cells.iter().map(|(_, text)| digits(text)).sum();
        let alike = |text: &str| digits >= LEAST && is_beside(text);
        if digits < LENGTH && !cells.iter().any(|(_, text)| text.contains("&#") || alike(text)) {
            return;
        }
        if self.places.len() >= MOST {
            self.is_cut = true;
            return;
        }
        let line: String = cells.iter().map(|(_, text)| &**text).collect::<Vec<_>>().join("\t");
        let (mut start, mut starts) = (0, Vec::with_capacity(cells.len()));
        for (column, text) in cells {
            starts.push(start);
            if may_hold(text) || alike(text) {
                let heading = self.headings.get(column).map_or("", String::as_str);
                let end = start + text.len();
                let around = Around { before: &line[..start], after: &line[end..], heading, people: false };
                let place = here(&mut self.places, (row, *column));
                self.columns.entry(*column).or_default().text(text, around, place);
            }
            start += text.len() + 1;
        }
        let heads = heads(&mut self.heads, &self.headings);
        let people = || heads.are_of_people(&line);
        let (headings, title, places) = (&self.headings, &self.title, &mut self.places);
        let cell = |at: usize| starts.partition_point(|&start| start <= at).saturating_sub(1);
        // What is written over the cells of a number, and over the whole table.
        let heading = |at: &Range<usize>| {
            let own = cells[cell(at.start)..=cell(at.end)].iter().filter_map(|(column, _)| headings.get(column));
            own.chain([title]).map(String::as_str).collect::<Vec<_>>().join("\n").into()
        };
        self.spread.row(&line, people, heading, |at| here(places, (row, cells[cell(at)].0))(at));
    }

    fn addresses_of(&mut self, row: usize, column: usize, text: &str) {
        let addresses = &mut self.addresses;
        self.web.of(text, |_, word| addresses.push(((row, column), word.to_owned())));
        self.is_cut |= self.web.is_cut;
    }

    /// Finds the numbers of a row that are somebody's own. The cells around a number tell whose, and the headings what it is.
    fn own(&mut self, row: usize, cells: &[Cell<'_>]) {
        let line = cells.iter().map(|(_, text)| head(text, MAX_HEADING)).collect::<Vec<_>>().join("\t");
        if self.own.len() >= MOST_OWN || digits(&line) < LEAST {
            return;
        }
        let heads = heads(&mut self.heads, &self.headings);
        self.own.extend(private(&line, heads).into_iter().map(|own| {
            let column = line[..own.at.start].matches('\t').count();
            ((row, cells.get(column).map_or(0, |(column, _)| *column)), own.kind, own.number)
        }));
        let heading = |column: &usize| self.headings.get(column).map_or("", String::as_str);
        let cut = cells.iter().filter_map(|(column, text)| Some((*column, cut_mobile(text, heading(column))?)));
        let mut cut = cut.peekable();
        if cut.peek().is_some() && heads.are_of_people(&line) {
            self.own.extend(cut.map(|(column, number)| ((row, column), Own::Mobile, number)));
        }
    }

    /// Finds the numbers whose digits stood below each other.
    fn stack(&mut self, column: usize, stack: &Stack) {
        let heading = self.headings.get(&column).map_or("", String::as_str);
        for (before, text) in stack.texts(heading) {
            let heading = format!("{heading}\n{}", self.title);
            let around = Around { before: &stack.above, heading: &heading, ..Around::default() };
            self.spread.text(&text, around, here(&mut self.places, (stack.row + before, column)));
        }
    }

    /// Every number with its row and column.
    pub(crate) fn hits(mut self) -> Vec<((usize, usize), Hit)> {
        for (column, stack) in std::mem::take(&mut self.stacks).end() {
            self.stack(column, &stack);
        }
        let mut all = Column::default();
        self.columns.into_values().for_each(|column| all.join(column));
        let spread = self.spread.hits().into_iter().filter(|(_, hit)| hit.certainty != Certainty::Body);
        let hits = all.hits().into_iter().chain(spread);
        let mut hits: Vec<_> = hits.map(|(place, hit)| (self.places[place], hit)).collect();
        hits.sort_by_key(|(place, _)| *place);
        hits
    }
}

/// What the headings say together.
fn heads<'h>(heads: &'h mut Option<Heads>, headings: &BTreeMap<usize, String>) -> &'h Heads {
    heads.get_or_insert_with(|| {
        let headings = headings.values().take(MAX_OWN_COLUMNS).map(|own| head(own, MAX_HEADING));
        Heads::new(&headings.collect::<Vec<_>>().join("\n"))
    })
}

/// Enters a place when it is asked for.
fn here(places: &mut Vec<(usize, usize)>, place: (usize, usize)) -> impl FnMut(usize) -> usize {
    move |_| {
        places.push(place);
        places.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Cell, Table};
    use crate::base::personal::Certainty;

    fn row<'a>(cells: &[&'a str]) -> Vec<Cell<'a>> {
        cells.iter().enumerate().map(|(column, text)| (column, Cow::Borrowed(*text))).collect()
    }

    fn sure(rows: &[&[&str]]) -> Vec<(usize, usize)> {
        let mut table = Table::default();
        for (at, cells) in rows.iter().enumerate() {
            table.row(at, &row(cells));
        }
        let hits = table.hits().into_iter().filter(|(_, hit)| hit.certainty == Certainty::Sure);
        hits.map(|(place, _)| place).collect()
    }

    #[test]
    fn headings_columns_and_rows_tell() {
        let far = ["", "", "ก", "ข", "ค", "ง"];
        let head: &[&str] = &["ที่", "เลขประจำตัวประชาชน"];
        assert_eq!(sure(&[head, &far, &far, &["1", "1100100000000"]]), [(3, 1)]);
        assert_eq!(sure(&[&["ที่", "เลขที่"], &["1", "1100100000000"]]), []);
        let three: Vec<&[&str]> = vec![&["1", "1100100000000"], &["2", "1100100000018"], &["3", "1100100000026"]];
        assert_eq!(sure(&three), [(0, 1), (1, 1), (2, 1)]);
        let heads: &[&str] = &["เลขบัตร", "เลขบัตรคู่สมรส"];
        let pairs = [heads, &["1100100000000", "1100100000018"], &["1100100000026", "1100100000034"]];
        assert_eq!(sure(&pairs), [(1, 0), (1, 1), (2, 0), (2, 1)], "row by row");
        assert_eq!(sure(&[&["ก", "1", "1001", "00000", "00", "0"]]), [(0, 1)]);
        assert_eq!(sure(&[&["ชื่อ", "เลขบัตร", ""], &["ก", "1100100", "000000"]]), [(1, 1)], "over two cells");
        assert_eq!(sure(&[&["เลขบัตร", "รหัส", "ยอด"], &["-", "1100100", "000000"]]), [], "of other columns");
        assert_eq!(sure(&[&["รายชื่อและเลขประจำตัวประชาชน"], &["ก", "11001", "00000", "000"]]), [(1, 1)], "by the title");
    }

    #[test]
    fn digits_below_each_other() {
        let told = |head: &str, digits: &str| {
            let mut table = Table::default();
            let cells = std::iter::once(head.to_owned()).chain(digits.split(' ').map(str::to_owned));
            for (at, cell) in cells.enumerate() {
                table.row(at, &row(&["ก", &cell]));
            }
            table.hits().into_iter().map(|(place, hit)| (place.0, hit.certainty)).collect::<Vec<_>>()
        };
        let boxes = "1 1 0 0 1 0 0 0 0 0 0 0 0";
        assert_eq!(told("เลขบัตร", boxes), [(1, Certainty::Sure)]);
        assert_eq!(told("เลขบัตร", &format!("{boxes} {boxes}")), [(1, Certainty::Sure), (14, Certainty::Sure)]);
        assert_eq!(told("เลขบัตร", "1 1001 00000 00 0"), [(1, Certainty::Sure)]);
        assert_eq!(told("", boxes), [(1, Certainty::Possible)]);
        assert_eq!(told("เลข", boxes), [(1, Certainty::Possible)]);
        assert_eq!(told("คะแนน", boxes), []);
        assert_eq!(told("", "1 1001 00000 00 0"), []);
        assert_eq!(told("", &format!("{boxes} 1")), []);
    }

    #[test]
    fn words_in_the_cells_beside_count_within_forty_characters() {
        let (cue, number) = ("บัตรประชาชน", "1100100000000");
        for (distance, expected) in [(35, 1), (40, 1), (41, 0), (45, 0)] {
            // The border of the cells is one of them.
            let filler = "ก".repeat(distance - cue.chars().count() - 1);
            let (before, after) = (format!("{cue}{filler}"), format!("{filler}{cue}"));
            assert_eq!(sure(&[&[&before, number]]).len(), expected, "{distance} before");
            assert_eq!(sure(&[&[number, &after]]).len(), expected, "{distance} after");
        }
    }
}

//! Digits that stand below each other in a column of a table, one or a few a row: the boxes of a form that somebody turned.

use std::collections::BTreeMap;

use crate::base::lines::head;
use crate::base::national::LENGTH;
use crate::base::numeral::value;

/// So many cells below each other are kept: the numbers of eight people.
const MOST: usize = 8 * LENGTH;

/// Of the cell above so many characters.
const ABOVE: usize = 40;

/// What a heading of such a column begins with, if it says nothing else of it.
const NEUTRAL: &[&str] = &["เลข", "หลัก", "ตัวเลข", "no", "digit"];

/// The columns of a table, and the pieces that each ends with.
#[derive(Debug, Default)]
pub(crate) struct Stacks(BTreeMap<usize, Stack>);

/// Cells of digits below each other.
#[derive(Debug, Default)]
pub(crate) struct Stack {
    /// The row of the first.
    pub row: usize,
    pieces: Vec<String>,
    /// The cell above the first.
    pub above: String,
}

impl Stacks {
    /// Adds a cell; gives what it ends.
    pub(crate) fn cell(&mut self, row: usize, column: usize, text: &str) -> Option<Stack> {
        let text = text.trim();
        let piece =
            text.len() < 4 * LENGTH && text.chars().count() < LENGTH && text.chars().all(|c| value(c).is_some());
        if text.is_empty() || text == "-" {
            return None;
        }
        if !piece {
            let next = Stack { above: head(text, ABOVE).to_owned(), ..Stack::default() };
            return self.0.insert(column, next).filter(Stack::may_hold);
        }
        let own = self.0.entry(column).or_default();
        if own.pieces.is_empty() {
            own.row = row;
        }
        if own.pieces.len() <= MOST {
            own.pieces.push(text.to_owned());
        }
        None
    }

    /// What the columns end with.
    pub(crate) fn end(self) -> impl Iterator<Item = (usize, Stack)> {
        self.0.into_iter().filter(|(_, own)| own.may_hold())
    }
}

impl Stack {
    /// Most are one short figure, or the figures of many rows.
    fn may_hold(&self) -> bool {
        self.pieces.len() > 1 && self.pieces.len() <= MOST && (self.pieces.len() <= LENGTH || self.are_single())
    }

    fn are_single(&self) -> bool {
        self.pieces.len().is_multiple_of(LENGTH) && self.pieces.iter().all(|piece| piece.chars().count() == 1)
    }

    /// Its digits as texts, and how many cells before each: below a heading that says what else they are they need words of a
    /// number; else thirteen of them are boxes in a row.
    pub(crate) fn texts(&self, heading: &str) -> Vec<(usize, String)> {
        let said: String =
            heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() && value(*c).is_none()).collect();
        let neutral = said.is_empty() || NEUTRAL.iter().any(|word| said.starts_with(word));
        let border = if neutral && self.are_single() { "\t" } else { "\n" };
        self.pieces.chunks(LENGTH).enumerate().map(|(at, own)| (at * LENGTH, own.join(border))).collect()
    }
}

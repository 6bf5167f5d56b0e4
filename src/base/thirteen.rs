//! Thirteen digits of a text that could be a number: where they stand, and how they are put together.

use std::ops::Range;

use crate::base::digits::Gap;
use crate::base::national::Number;

/// The groups in which the national number is printed on the card.
pub(crate) const GROUPS: [usize; 5] = [1, 4, 5, 2, 1];

/// Thirteen digits with a check digit that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub number: Number,
    /// From the first digit to the last.
    pub at: Range<usize>,
    pub shape: Shape,
    /// The bytes of each digit.
    pub digits: Vec<Range<usize>>,
}

/// How the digits of a number are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One run.
    Plain,
    /// 1-4-5-2-1, as on the card.
    Card,
    /// 1-4-5-2-1 with nothing but spaces or the borders of cells between, where the second group could be a recent year: as
    /// likely a row of a table.
    Row,
    /// Each digit by itself, as in the boxes of a form, and no other digit beside them.
    Boxes,
    /// 1-3-3-3-3 with commas: as likely an amount.
    Thousands,
    /// 1-4-5-2-1 with commas.
    List,
    /// Two or three cells of a row, and no digit beside them in those cells.
    Cells,
    /// Other groups.
    Loose,
    /// On more than one line.
    Broken,
}

/// Dots and slashes between groups of any length make days, versions and numbers of letters.
pub(crate) fn may_part(gap: Gap) -> bool {
    !matches!(gap, Gap::Mark('.' | '/') | Gap::LooseMark('.' | '/') | Gap::Comma | Gap::Sign)
}

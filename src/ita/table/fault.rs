//! What can be wrong with a table, as data. Its words are in `check/tables.rs`.

use crate::base::document::{self, FileKind};

/// What is wrong with a table, or odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file is not among those of the site.
    Missing,
    /// It is no file of rows.
    Kind(FileKind),
    /// It could not be read, and why if that is known.
    Unread(Option<document::Fault>),
    /// It has more rows or columns than are read.
    Cut,
    /// No sheet has this name or number; these there are.
    NoSheet(Vec<String>),
    /// No row looks like heads.
    NoHeads,
    /// The row that should have the heads is empty or not there; this is the last one.
    HeadsOutside(usize),
    /// Two rows look like heads.
    TwoHeads(usize, usize),
    /// There is nothing below the heads.
    NoRows,
    /// Columns with something in them and no head, by their letters.
    Headless(Vec<String>),
    /// Columns with one head, by their letters.
    SameHead(String, Vec<String>),
    /// Formulas without a stored result.
    Unsolved(Vec<String>),
    /// Errors, as the workbook shows them.
    Errors(Vec<String>),
    /// Merged cells below the heads.
    Merged(Vec<String>),
    HiddenSheet,
    /// Hidden columns with something in them, by their letters.
    HiddenColumns(Vec<String>),
    /// Hidden rows with something in them.
    HiddenRows(Vec<usize>),
}

impl Fault {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Fault::Unsolved(cells) | Fault::Errors(cells) | Fault::Merged(cells) | Fault::HiddenColumns(cells) => {
                cells.is_empty()
            }
            Fault::HiddenRows(rows) => rows.is_empty(),
            _ => false,
        }
    }
}

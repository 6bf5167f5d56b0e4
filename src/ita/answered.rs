//! The addresses of the last answer sheet of a year, as `itas.yaml` keeps them: what was told to the assessor.

use crate::base::date::Day;
use crate::base::path::RelPath;
use crate::base::span::Spanned;

/// The file's name in the folder of the year.
pub(crate) const FILE: &str = "itas.yaml";

#[derive(Clone, Debug)]
pub struct Answered {
    pub path: RelPath,
    /// The day of the sheet.
    pub date: Option<Day>,
    pub items: Vec<AnsweredItem>,
}

/// The addresses that were given for an item, the main one first.
#[derive(Clone, Debug)]
pub struct AnsweredItem {
    pub code: Spanned<String>,
    pub addresses: Vec<Spanned<String>>,
}

impl Answered {
    pub(crate) fn item(&self, code: &str) -> Option<&AnsweredItem> {
        self.items.iter().find(|item| item.code.value == code)
    }
}

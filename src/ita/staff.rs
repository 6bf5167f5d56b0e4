//! What the content says to the agency's own people: working notes, and marks of what is guessed, owed or not yet verified.
//! Pages, open data, feeds and the search never ask here (`tests/suite/canary.rs`); `status` and the preview do.

use crate::base::lang::Text;
use crate::base::path::RelPath;

/// What one staff field of the content says.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its key: `staff_note`, `confidence`, `verify`, `sources`.
    pub key: &'static str,
    /// The entries that it stands in, from the outermost.
    pub beside: Vec<Entry>,
    /// What was written; of a mark its word.
    pub text: Text,
}

/// An entry of a list or a table of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key of the list.
    pub list: &'static str,
    /// What tells the entry from its neighbours: its id, its number, its name.
    pub name: String,
}

impl Note {
    pub fn path(&self) -> &RelPath {
        &self.text.span.path
    }

    /// The item of a catalogue that it stands beside, and the requirement where it stands beside one.
    pub(crate) fn item(&self) -> Option<(&str, Option<&str>)> {
        let name = |list: &str| self.beside.iter().find(|entry| entry.list == list).map(|entry| entry.name.as_str());
        Some((name("items")?, name("requirements")))
    }

    /// Where it stands in its file, in the words of the file: `items O12, requirements 3`.
    pub(crate) fn place(&self) -> String {
        let entries = self.beside.iter().map(|entry| format!("{} {}", entry.list, entry.name));
        entries.collect::<Vec<_>>().join(", ")
    }
}

//! Which notes to the staff are told with a year: beside its items, and elsewhere. Only `status` and the preview ask here.

use std::collections::HashMap;

use crate::base::path::RelPath;
use crate::ita::assessment::Assessment;
use crate::ita::item_code::ItemCode;
use crate::ita::portal::Portal;
use crate::ita::staff::Note;
use crate::ita::year::FiscalYear;

/// What is said to the staff of one year, and of what has no report of its own: beside its items, and elsewhere.
#[derive(Debug, Default)]
pub(crate) struct Notes<'a> {
    /// By the code of the item; with the requirement that a note stands beside.
    items: HashMap<&'a str, Vec<(Option<&'a str>, &'a Note)>>,
    /// In the order of the files.
    pub elsewhere: Vec<&'a Note>,
}

impl<'a> Notes<'a> {
    pub(crate) fn of(portal: &'a Portal, assessment: &'a Assessment) -> Notes<'a> {
        let files: HashMap<&RelPath, &str> =
            assessment.items.iter().map(|item| (&item.path, item.code.value.as_str())).collect();
        let catalogue = assessment.catalogue.as_deref().map(|catalogue| &catalogue.path);
        // Who has no catalogue has no report of its own.
        let own = |year: FiscalYear| {
            year == assessment.year || portal.years.get(&year).is_none_or(|own| own.catalogue.is_none())
        };
        let is_told = |note: &Note| FiscalYear::of_file(note.path()).is_none_or(own);
        let mut notes = Notes::default();
        for note in &portal.notes {
            let entry = note.item().filter(|_| catalogue == Some(note.path()));
            match entry.or_else(|| Some((*files.get(note.path())?, None))) {
                Some((code, requirement)) => notes.items.entry(code).or_default().push((requirement, note)),
                None if is_told(note) => notes.elsewhere.push(note),
                None => {}
            }
        }
        notes
    }

    /// What is said of an item as a whole, or of one of its requirements.
    pub(crate) fn beside(&self, code: &ItemCode, requirement: Option<&str>) -> Vec<&'a Note> {
        let own = self.items.get(code.as_str()).into_iter().flatten();
        own.filter(|(of, _)| *of == requirement).map(|(_, note)| *note).collect()
    }
}

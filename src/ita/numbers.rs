//! Numbers of items in earlier years, and what they became: a text of last year cites last year's numbers.

use std::collections::HashMap;

use crate::base::span::Spanned;
use crate::ita::catalogue::Catalogue;
use crate::ita::ids::skeleton;
use crate::ita::year::FiscalYear;

/// What the numbers of earlier years are in one year's catalogue.
pub(crate) struct OldNumbers<'a> {
    /// By the skeleton of the old number: the latest year that had it, the number there, and the numbers now.
    now: HashMap<String, Old<'a>>,
    removed: &'a [Spanned<String>],
}

/// An old number.
pub(crate) struct Old<'a> {
    pub year: FiscalYear,
    pub code: &'a str,
    pub now: Vec<&'a str>,
}

impl<'a> OldNumbers<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue) -> OldNumbers<'a> {
        let mut now: HashMap<String, Old<'a>> = HashMap::new();
        for (_, _, spec) in catalogue.items() {
            for (year, code) in &spec.was {
                let (year, code, new) = (*year, code.value.as_str(), spec.code.value.as_str());
                let old = now.entry(skeleton(code)).or_insert_with(|| Old { year, code, now: Vec::new() });
                if year > old.year {
                    *old = Old { year, code, now: Vec::new() };
                }
                if year == old.year {
                    old.now.push(new);
                }
            }
        }
        OldNumbers { now, removed: &catalogue.removed }
    }

    /// Where the site's own catalogue takes a number away; it may be written there without its letter.
    pub(crate) fn removed(&self, number: &str) -> Option<&'a Spanned<String>> {
        let own = skeleton(number);
        let bare = own.trim_start_matches(|c: char| c.is_alphabetic());
        self.removed.iter().find(|removed| [own.as_str(), bare].contains(&skeleton(&removed.value).as_str()))
    }

    /// What `number` was, and what it is now.
    pub(crate) fn get(&self, number: &str) -> Option<&Old<'a>> {
        self.now.get(&skeleton(number))
    }
}

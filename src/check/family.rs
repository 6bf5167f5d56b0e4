//! A family of rules, and what it looks at.

use std::cell::Cell;

use crate::base::date::Day;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::source::Sources;
use crate::base::thai::nearest;
use crate::check::acceptance::Accepted;
use crate::ita::portal::Portal;

/// A family of rules.
pub(super) struct Family {
    pub rules: &'static [&'static Rule],
    pub apply: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

/// How many wrong names are told with what was meant: who has more has moved a folder, and each of them would be compared
/// with every page.
const SOUGHT: usize = 300;

/// What every family may look at.
pub(super) struct Subject<'a> {
    pub portal: &'a Portal,
    pub sources: &'a Sources,
    /// The day of the check.
    pub today: Day,
    /// What a person has accepted.
    pub accepted: &'a Accepted<'a>,
    /// How many names were sought by their likeness.
    sought: Cell<usize>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(portal: &'a Portal, sources: &'a Sources, today: Day, accepted: &'a Accepted<'a>) -> Subject<'a> {
        Subject { portal, sources, today, accepted, sought: Cell::new(0) }
    }

    /// The one of many names that was probably meant.
    pub(super) fn nearest<'n>(&self, wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
        let sought = self.sought.replace(self.sought.get() + 1);
        (sought < SOUGHT).then(|| nearest(wanted, names)).flatten()
    }
}

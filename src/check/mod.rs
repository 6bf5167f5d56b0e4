//! Portal to findings. Each family of rules is a file that holds its rules, their words and the function that applies
//! them; `FAMILIES` is the one place that lists them.

use std::cell::Cell;

use rayon::prelude::*;

use crate::base::date::Day;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::source::Sources;
use crate::base::thai::nearest;
use crate::ita;
use crate::ita::portal::Portal;

mod advice;
mod claims;
mod dates;
mod documents;
mod evidence;
mod files;
mod front;
mod identity;
mod issues;
mod language;
mod links;
mod names;
pub mod outside;
mod privacy;
mod scores;
mod text;

/// How many wrong names are told with what was meant: who has more has moved a folder, and each of them would be compared
/// with every page.
const SOUGHT: usize = 300;

/// What every family may look at.
pub struct Subject<'a> {
    pub portal: &'a Portal,
    pub sources: &'a Sources,
    /// The day of the check.
    pub today: Day,
    /// How many names were sought by their likeness.
    sought: Cell<usize>,
}

impl Subject<'_> {
    /// The one of many names that was probably meant.
    fn nearest<'n>(&self, wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
        let sought = self.sought.replace(self.sought.get() + 1);
        (sought < SOUGHT).then(|| nearest(wanted, names)).flatten()
    }
}

/// A family of rules.
struct Family {
    rules: &'static [&'static Rule],
    apply: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

static FAMILIES: &[Family] = &[
    text::FAMILY,
    assessment(),
    scores::FAMILY,
    issues::FAMILY,
    claims::FAMILY,
    advice::FAMILY,
    identity::FAMILY,
    names::FAMILY,
    dates::FAMILY,
    evidence::FAMILY,
    language::FAMILY,
    files::FAMILY,
    documents::FAMILY,
    links::FAMILY,
    outside::FAMILY,
    privacy::FAMILY,
    front::FAMILY,
];

/// The rules of every family.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.rules.iter().copied())
}

/// Everything that is wrong with a portal that could be read.
pub fn check(portal: &Portal, sources: &Sources, today: Day) -> Vec<Diagnostic> {
    let findings = FAMILIES.par_iter().flat_map_iter(|family| {
        // Each family counts for itself, so that its findings do not hang on which one is quicker.
        (family.apply)(&Subject { portal, sources, today, sought: Cell::new(0) })
    });
    findings.collect()
}

/// What the parts of each year owe each other.
const fn assessment() -> Family {
    Family {
        rules: ita::rules::RULES,
        apply: |subject| {
            let portal = subject.portal;
            portal.years.values().flat_map(|year| ita::rules::assess(year, &portal.faulty)).collect()
        },
    }
}

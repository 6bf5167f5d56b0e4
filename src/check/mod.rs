//! Portal to findings. Each family of rules is a file that holds its rules, their words and the function that applies
//! them; `FAMILIES` is the one place that lists them.

use crate::base::diag::{Diagnostic, Rule};
use crate::base::source::Sources;
use crate::ita;
use crate::ita::portal::Portal;

mod documents;
mod files;
mod front;
mod identity;
mod links;
pub mod outside;
mod privacy;

/// What every family may look at.
pub struct Subject<'a> {
    pub portal: &'a Portal,
    pub sources: &'a Sources,
}

/// A family of rules.
struct Family {
    rules: &'static [&'static Rule],
    apply: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

static FAMILIES: &[Family] = &[
    assessment(),
    identity::FAMILY,
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
pub fn check(portal: &Portal, sources: &Sources) -> Vec<Diagnostic> {
    let subject = Subject { portal, sources };
    FAMILIES.iter().flat_map(|family| (family.apply)(&subject)).collect()
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

//! Portal to findings. Each family of rules is a file that holds its rules, their words and the function that applies
//! them; `FAMILIES` is the one place that lists them.

use rayon::prelude::*;

use crate::base::date::Day;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::source::Sources;
use crate::check::acceptance::Accepted;
use crate::check::family::{Family, Subject};
use crate::ita::portal::Portal;

mod acceptance;
mod advice;
mod catalogue;
mod claims;
mod contacts;
mod copied;
mod dates;
mod documents;
mod duplicates;
mod evidence;
mod family;
mod figures;
mod files;
mod front;
mod identity;
mod issues;
mod kinds;
mod language;
mod life;
mod links;
mod measures;
mod media;
mod origin;
pub(crate) mod outside;
mod own_numbers;
mod pictures;
mod privacy;
pub(crate) mod published;
mod references;
mod scores;
mod submitted;
mod tables;
mod text;
mod unknown;
mod unread;

static FAMILIES: &[Family] = &[
    text::FAMILY,
    catalogue::FAMILY,
    references::FAMILY,
    figures::FAMILY,
    scores::FAMILY,
    issues::FAMILY,
    claims::FAMILY,
    advice::FAMILY,
    identity::FAMILY,
    duplicates::FAMILY,
    dates::FAMILY,
    copied::FAMILY,
    evidence::FAMILY,
    measures::FAMILY,
    language::FAMILY,
    files::FAMILY,
    pictures::FAMILY,
    kinds::FAMILY,
    documents::FAMILY,
    tables::FAMILY,
    links::FAMILY,
    media::FAMILY,
    outside::FAMILY,
    privacy::FAMILY,
    front::FAMILY,
    contacts::FAMILY,
    life::FAMILY,
    submitted::FAMILY,
];

/// The rules of every family.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.rules.iter().copied())
}

/// Everything that is wrong with a portal that could be read, together with what was `found` in its files, but for what a
/// person has accepted.
pub fn check(found: Vec<Diagnostic>, portal: &Portal, sources: &Sources, today: Day) -> Vec<Diagnostic> {
    let accepted = Accepted::of(portal, sources);
    let findings: Vec<Diagnostic> = FAMILIES
        .par_iter()
        // Each family counts for itself, so that its findings do not hang on which one is quicker.
        .flat_map_iter(|family| (family.apply)(&Subject::new(portal, sources, today, &accepted)))
        .collect();
    let mut findings: Vec<Diagnostic> = accepted.left(found.into_iter().chain(findings)).collect();
    findings.extend(accepted.unused());
    findings
}

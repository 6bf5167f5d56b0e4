//! An item as the agency answers it. How far its evidence goes is in `state`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::body::Bodies;
use crate::ita::document::{Evidence, Facts, Proof};
use crate::ita::evidence::verdict::Verdicts;
use crate::ita::year::Period;

/// The agency's answer to one item (ข้อ) of the catalogue: one file of the content.
#[derive(Clone, Debug)]
pub struct Item {
    pub path: RelPath,
    /// The code as it was written; `rules` holds it against the catalogue.
    pub code: Spanned<String>,
    pub period: Option<Spanned<Period>>,
    pub facts: Arc<Facts>,
    pub evidence: Arc<[Evidence]>,
    pub bodies: Bodies,
    /// What the answer sheet says of it, in the agency's words; not on any page.
    pub answer: Option<Text>,
    /// What was found of its evidence; nothing before it was judged.
    pub verdicts: Verdicts,
}

impl Item {
    /// The evidence for one requirement, in the order of the file.
    pub fn evidence_for<'a>(&'a self, requirement: &'a str) -> impl Iterator<Item = &'a Evidence> {
        self.evidence.iter().filter(move |evidence| evidence.requirements.is_for(requirement))
    }

    /// Finds out which of its evidence is there: a document must be among the site's `files`.
    pub fn complete(&mut self, files: &BTreeMap<RelPath, String>) {
        let there = |file: Option<&Spanned<Option<RelPath>>>| {
            file.and_then(|file| file.value.as_ref()).is_some_and(|file| files.contains_key(file))
        };
        let lost = |one: &Evidence| match &one.proof {
            Proof::Document(id) => !there(self.facts.document(&id.value).map(|document| &document.file)),
            Proof::Table(id) => !there(self.facts.table(&id.value).map(|table| &table.file)),
            _ => false,
        };
        if self.evidence.iter().any(lost) {
            self.evidence = self.evidence.iter().map(|one| Evidence { there: !lost(one), ..one.clone() }).collect();
        }
    }
}

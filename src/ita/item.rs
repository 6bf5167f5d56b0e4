//! An item as the agency answers it, and how far its evidence goes.

use std::sync::Arc;

use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::body::Bodies;
use crate::ita::catalogue::{ItemSpec, Requirement};
use crate::ita::document::{Claimed, Evidence, Facts, Proof};
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
}

/// Whether a requirement is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Met,
    NotApplicable,
    Awaiting,
}

impl State {
    /// The word that templates and machine-readable reports know it by.
    pub fn word(self) -> &'static str {
        match self {
            State::Met => "met",
            State::NotApplicable => "not_applicable",
            State::Awaiting => "awaiting",
        }
    }
}

impl Item {
    /// The evidence for one requirement, in the order of the file.
    pub fn evidence_for<'a>(&'a self, requirement: &'a str) -> impl Iterator<Item = &'a Evidence> {
        self.evidence.iter().filter(move |evidence| match &evidence.requirements {
            Claimed::All => true,
            Claimed::Some(ids) => ids.iter().any(|id| id.value == requirement),
        })
    }

    pub fn state_of(&self, requirement: &Requirement) -> State {
        let mut proofs = self.evidence_for(&requirement.id.value).map(|evidence| &evidence.proof).peekable();
        if proofs.peek().is_none() {
            State::Awaiting
        } else if proofs.all(|proof| matches!(proof, Proof::NotApplicable(_))) {
            State::NotApplicable
        } else {
            State::Met
        }
    }
}

/// How far an item is answered: every requirement met or not applicable, or still awaiting evidence. An item whose
/// catalogue lists no requirement is met by any evidence.
pub fn state(spec: &ItemSpec, item: Option<&Item>) -> State {
    let Some(item) = item else { return State::Awaiting };
    let awaiting = spec.requirements.iter().any(|requirement| item.state_of(requirement) == State::Awaiting);
    if awaiting || item.evidence.is_empty() { State::Awaiting } else { State::Met }
}

//! What "met" means: how far a requirement, and an item, is answered by the evidence that is there. Whoever counts, shows or
//! exports it asks here.

use crate::ita::catalogue::{ItemSpec, Requirement};
use crate::ita::document::{Evidence, Proof};
use crate::ita::item::Item;

/// How far a requirement or an item is answered.
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

/// How far a requirement is answered; not at all where nobody has written the item's file yet.
pub(crate) fn of_requirement(requirement: &Requirement, item: Option<&Item>) -> State {
    item.map_or(State::Awaiting, |item| of_evidence(item.evidence_for(&requirement.id.value)))
}

/// How far an item is answered: every requirement is met or does not apply, and something is there. An item whose catalogue
/// lists no requirement is met by any evidence.
pub(crate) fn of_item(spec: &ItemSpec, item: Option<&Item>) -> State {
    let nothing = item.is_none_or(|item| of_evidence(item.evidence.iter()) == State::Awaiting);
    if nothing || answered(spec, item) < spec.requirements.len() { State::Awaiting } else { State::Met }
}

/// How many of an item's requirements are met or do not apply.
pub(crate) fn answered(spec: &ItemSpec, item: Option<&Item>) -> usize {
    spec.requirements.iter().filter(|one| of_requirement(one, item) != State::Awaiting).count()
}

fn of_evidence<'a>(evidence: impl Iterator<Item = &'a Evidence>) -> State {
    let mut proofs = evidence.filter(|one| one.there).map(|one| &one.proof).peekable();
    if proofs.peek().is_none() {
        State::Awaiting
    } else if proofs.all(|proof| matches!(proof, Proof::NotApplicable(_))) {
        State::NotApplicable
    } else {
        State::Met
    }
}

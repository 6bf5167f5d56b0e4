//! The requirements of an item with the evidence that answers them.

use serde::Serialize;

use crate::ita::catalogue::{ItemSpec, Requirement};
use crate::ita::document::{Evidence, Proof};
use crate::ita::item::Item;
use crate::ita::state;
use crate::render::look::{Link, Look, Phrase};
use crate::render::parts::proof::{self, Offer};

/// A requirement with what answers it.
#[derive(Serialize)]
pub(crate) struct RequirementView<'a> {
    id: &'a str,
    text: Phrase<'a>,
    state: &'static str,
    evidence: Vec<EvidenceView<'a>>,
}

#[derive(Serialize)]
pub(crate) struct EvidenceView<'a> {
    kind: &'static str,
    link: Option<Link<'a>>,
    /// Why the requirement does not apply.
    reason: Option<Phrase<'a>>,
    note: Option<Phrase<'a>>,
}

/// The requirements of an item with the agency's evidence.
pub(crate) fn requirements<'p>(
    look: &Look<'_, 'p>,
    spec: &'p ItemSpec,
    item: Option<&'p Item>,
) -> Vec<RequirementView<'p>> {
    let view = |one: &'p Requirement| RequirementView {
        id: &one.id.value,
        text: look.phrase(&one.text),
        state: state::of_requirement(one, item).shown(),
        evidence: item
            .iter()
            .flat_map(|item| item.evidence_for(&one.id.value).map(|found| evidence(look, item, found)))
            .collect(),
    };
    spec.requirements.iter().map(view).collect()
}

/// What the agency offers, with its link or the reason why the requirement does not apply.
pub(crate) fn evidence<'p>(look: &Look<'_, 'p>, item: &'p Item, evidence: &'p Evidence) -> EvidenceView<'p> {
    let reason = match &evidence.proof {
        Proof::NotApplicable(reason) => Some(look.phrase(reason)),
        _ => None,
    };
    let offer =
        Offer { path: &item.path, documents: &item.facts.documents, tables: &item.facts.tables, bodies: &item.bodies };
    let link = proof::link(look, &evidence.proof, &offer);
    EvidenceView {
        kind: evidence.proof.key(),
        link,
        reason,
        note: evidence.note.as_ref().map(|text| look.phrase(text)),
    }
}

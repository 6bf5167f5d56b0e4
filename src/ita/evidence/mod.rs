//! Whether evidence holds: judges, a file a kind, which look at what an item offers and say how far it answers a
//! requirement. The pipeline asks once a run; checks, pages, data and reports read the verdicts in the portal's items.

use crate::base::source::Sources;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::ItemSpec;
use crate::ita::document::{Evidence, Proof};
use crate::ita::evidence::lack::Lack;
use crate::ita::evidence::verdict::{Reason, Verdict, Verdicts};
use crate::ita::item::Item;
use crate::ita::portal::Portal;
use crate::ita::state::State;

pub mod lack;
pub mod verdict;

/// What a judge may look at.
pub(crate) struct Case<'a> {
    pub portal: &'a Portal,
    pub sources: &'a Sources,
    pub assessment: &'a Assessment,
    pub spec: &'a ItemSpec,
    pub item: &'a Item,
}

/// Judges all that the items of a portal offer, and writes the verdicts into them.
pub(crate) fn judge(portal: &mut Portal, sources: &Sources) {
    let of_year = |assessment: &Assessment| -> Vec<Verdicts> {
        let verdicts = |item: &Item| {
            let spec = assessment.catalogue.as_ref().and_then(|catalogue| catalogue.spec(&item.code.value));
            spec.map(|spec| of_item(&Case { portal, sources, assessment, spec, item })).unwrap_or_default()
        };
        assessment.items.iter().map(verdicts).collect()
    };
    let verdicts: Vec<Vec<Verdicts>> = portal.years.values().map(of_year).collect();
    for (assessment, verdicts) in portal.years.values_mut().zip(verdicts) {
        assessment.items.iter_mut().zip(verdicts).for_each(|(item, verdicts)| item.verdicts = verdicts);
    }
}

fn of_item(case: &Case<'_>) -> Verdicts {
    let of = |id: &str| of_evidence(case.item.evidence_for(id));
    Verdicts {
        requirements: case.spec.requirements.iter().map(|one| (one.id.value.clone(), of(&one.id.value))).collect(),
        whole: if case.spec.requirements.is_empty() {
            of_evidence(case.item.evidence.iter())
        } else {
            Verdict::default()
        },
        held_back: false,
    }
}

fn of_evidence<'a>(evidence: impl Iterator<Item = &'a Evidence>) -> Verdict {
    let offered: Vec<&Evidence> = evidence.collect();
    let (there, gone): (Vec<&Evidence>, Vec<&Evidence>) = offered.into_iter().partition(|one| one.there);
    let state = match there.as_slice() {
        [] if gone.is_empty() => State::Awaiting,
        [] => State::Short,
        there if there.iter().all(|one| matches!(one.proof, Proof::NotApplicable(_))) => State::NotApplicable,
        there if there.iter().any(|one| one.checked.is_some()) => State::Checked,
        _ => State::Given,
    };
    let reasons = gone.iter().filter(|_| state == State::Short);
    Verdict { state, reasons: reasons.map(|one| Reason { lack: Lack::File, at: one.span.clone() }).collect() }
}

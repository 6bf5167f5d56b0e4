//! What "met" means: how far a requirement, and an item, is answered. Whoever counts, shows or exports it asks here; how it
//! was judged is in `evidence`.

use crate::ita::catalogue::{ItemSpec, Requirement};
use crate::ita::document::Evidence;
use crate::ita::item::Item;
use crate::ita::progress::{Completeness, State};

/// How far a requirement is answered; not at all where nobody has written the item's file yet.
pub(crate) fn of_requirement(requirement: &Requirement, item: Option<&Item>) -> State {
    item.and_then(|item| item.verdicts.of(&requirement.id.value)).map_or(State::Awaiting, |verdict| verdict.state)
}

/// How far an item is answered. One whose catalogue lists no requirement is answered by any evidence that has substance.
pub(crate) fn of_item(spec: &ItemSpec, item: Option<&Item>) -> Completeness {
    let Some(item) = item else { return Completeness::Awaiting };
    let (done, asked) = match spec.requirements.len() {
        0 => (usize::from(item.verdicts.whole.state.is_settled()), 1),
        asked => (answered(spec, Some(item)), asked),
    };
    match done {
        0 => Completeness::Awaiting,
        // Evidence that falls short is taken away or mended, also beside another that is sound.
        _ if done < asked || !item.verdicts.reasons.is_empty() => Completeness::Partial,
        _ => Completeness::Complete,
    }
}

/// How many of an item's requirements are met or do not apply.
pub(crate) fn answered(spec: &ItemSpec, item: Option<&Item>) -> usize {
    spec.requirements.iter().filter(|one| of_requirement(one, item).is_settled()).count()
}

/// How many of an item's requirements are in one of `states`.
pub(crate) fn count(spec: &ItemSpec, item: Option<&Item>, states: &[State]) -> usize {
    spec.requirements.iter().filter(|one| states.contains(&of_requirement(one, item))).count()
}

/// What readers are shown as the evidence for a requirement: nothing before it is settled.
pub(crate) fn shown<'a>(requirement: &'a Requirement, item: Option<&'a Item>) -> Vec<&'a Evidence> {
    let settled = item.filter(|_| of_requirement(requirement, item).is_settled()).into_iter();
    settled.flat_map(|item| item.evidence_for(&requirement.id.value)).filter(|one| one.there).collect()
}

/// What readers are shown as the evidence for all of an item, whose catalogue lists no requirement or some.
pub(crate) fn all_shown<'a>(spec: &'a ItemSpec, item: &'a Item) -> Vec<&'a Evidence> {
    match spec.requirements.as_slice() {
        [] if item.verdicts.whole.state.is_settled() => item.evidence.iter().filter(|one| one.there).collect(),
        asked => asked.iter().flat_map(|one| shown(one, Some(item))).collect(),
    }
}

//! The requirements of an item, those that the same evidence answers together, so that each thing is named once.

use serde::Serialize;

use crate::ita::catalogue::{ItemSpec, Requirement};
use crate::ita::document::{Evidence, Proof};
use crate::ita::item::Item;
use crate::ita::state;
use crate::render::look::{Link, Look, Phrase};
use crate::render::parts::exhibits::Exhibit;
use crate::render::parts::proof::{self, Offer};

/// Requirements that the same evidence answers.
#[derive(Serialize)]
pub(crate) struct GroupView<'a> {
    /// `met`, `not_applicable` or `awaiting`.
    state: &'static str,
    /// Which they are: `1–3, 5`.
    numbers: String,
    evidence: Vec<EvidenceView<'a>>,
    requirements: Vec<RequirementView<'a>>,
}

#[derive(Serialize)]
struct RequirementView<'a> {
    number: usize,
    /// Where it stands on the item's page.
    anchor: String,
    text: Phrase<'a>,
}

#[derive(Serialize)]
pub(crate) struct EvidenceView<'a> {
    kind: &'static str,
    link: Option<Link<'a>>,
    /// Whether it stands as a link further up already.
    again: bool,
    /// The number of the exhibit, on a page that shows them.
    exhibit: Option<usize>,
    /// Why the requirement does not apply.
    reason: Option<Phrase<'a>>,
    note: Option<Phrase<'a>>,
}

/// Requirements in one state with the same evidence, each with its number.
type Alike<'p> = (&'static str, Vec<&'p Evidence>, Vec<(usize, &'p Requirement)>);

/// The requirements of an item, first those that are met; what is awaited comes last, and together.
pub(crate) fn groups<'p>(
    look: &Look<'_, 'p>,
    spec: &'p ItemSpec,
    item: Option<&'p Item>,
    exhibits: &[Exhibit<'p>],
) -> Vec<GroupView<'p>> {
    let mut groups: Vec<Alike<'p>> = Vec::new();
    for (one, number) in spec.requirements.iter().zip(1..) {
        let state = state::of_requirement(one, item);
        let (state, evidence) = (state.shown(), evidence_of(item, one));
        let alike = |known: &[&Evidence]| {
            known.len() == evidence.len() && known.iter().zip(&evidence).all(|(one, other)| is_same(one, other))
        };
        match groups.iter_mut().find(|(known, own, _)| *known == state && alike(own)) {
            Some((_, _, own)) => own.push((number, one)),
            None => groups.push((state, evidence, vec![(number, one)])),
        }
    }
    groups.sort_by_key(|(state, _, _)| *state == "awaiting");
    let mut linked: Vec<&Proof> = Vec::new();
    let view = |(state, found, own): Alike<'p>| GroupView {
        state,
        numbers: ranges(own.iter().map(|(number, _)| *number)),
        evidence: item
            .into_iter()
            .flat_map(|item| found.iter().map(move |one| (item, *one)))
            .map(|(item, one)| {
                let again = linked.iter().any(|known| known.is_same(&one.proof));
                linked.push(&one.proof);
                EvidenceView { again, ..evidence(look, item, one, exhibits) }
            })
            .collect(),
        requirements: own
            .into_iter()
            .map(|(number, one)| RequirementView { number, anchor: one.anchor(), text: look.phrase(&one.text) })
            .collect(),
    };
    groups.into_iter().map(view).collect()
}

/// The evidence for a requirement, what is written twice once.
fn evidence_of<'p>(item: Option<&'p Item>, requirement: &'p Requirement) -> Vec<&'p Evidence> {
    let mut found: Vec<&Evidence> = Vec::new();
    for one in state::shown(requirement, item) {
        if !found.iter().any(|known| is_same(known, one)) {
            found.push(one);
        }
    }
    found
}

/// Whether two entries say the same of different requirements.
fn is_same(one: &Evidence, other: &Evidence) -> bool {
    let note = |of: &Evidence| of.note.as_ref().map(|note| note.th.clone());
    one.proof.is_same(&other.proof) && note(one) == note(other)
}

/// What the agency offers, with its link or the reason why the requirement does not apply.
fn evidence<'p>(
    look: &Look<'_, 'p>,
    item: &'p Item,
    evidence: &'p Evidence,
    exhibits: &[Exhibit<'p>],
) -> EvidenceView<'p> {
    let reason = match &evidence.proof {
        Proof::NotApplicable(reason) => Some(look.phrase(reason)),
        _ => None,
    };
    let link = proof::link(look, &evidence.proof, &Offer::of(item));
    EvidenceView {
        kind: evidence.proof.key(),
        link,
        again: false,
        exhibit: exhibits.iter().find(|one| one.shows(&evidence.proof)).map(|one| one.number),
        reason,
        note: evidence.note.as_ref().map(|text| look.phrase(text)),
    }
}

/// Numbers in their order, in short: `1–3, 5`.
fn ranges(numbers: impl Iterator<Item = usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let run = |(first, last): (usize, usize)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    };
    runs.into_iter().map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn numbers_in_short() {
        for (numbers, expected) in
            [(vec![], ""), (vec![7], "7"), (vec![1, 2], "1, 2"), (vec![1, 2, 3, 5, 8, 9], "1–3, 5, 8, 9")]
        {
            assert_eq!(ranges(numbers.into_iter()), expected);
        }
    }
}

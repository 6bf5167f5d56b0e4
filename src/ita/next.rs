//! What is to be done next about an item, and whether the item is ready to be assessed.

use crate::base::lang::Text;
use crate::ita::evidence::verdict::{Reason, Verdict};
use crate::ita::progress::{Completeness, State};
use crate::ita::readiness::{Answer, Readiness, Standing};
use crate::ita::tally::Tally;

/// What is to be done next about an item; what is easiest to overlook comes first.
#[derive(Clone, Copy, Debug)]
pub enum Next<'a> {
    /// Evidence that is there must be mended: of a requirement, or of the item as a whole.
    Mend(Option<&'a Answer<'a>>),
    /// The item's file must be written.
    Write,
    /// Evidence must be given: for a requirement, or for the item as a whole.
    Give(Option<&'a Answer<'a>>),
    /// What the item says itself that it awaits.
    Await,
    /// Somebody must look at the evidence and sign for it.
    Look(Option<&'a Answer<'a>>),
}

/// What one owner answers for.
#[derive(Debug)]
pub struct Share<'a> {
    /// `None` for the items that nobody is named for.
    pub owner: Option<&'a Text>,
    pub tally: Tally,
    /// What is to be done next, and of which item.
    pub next: Option<(&'a Standing<'a>, Next<'a>)>,
}

impl Next<'_> {
    /// The less, the sooner it is due.
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Next::Mend(_) => 0,
            Next::Write | Next::Give(_) => 1,
            Next::Await => 2,
            Next::Look(_) => 3,
        }
    }
}

impl<'a> Standing<'a> {
    /// What is to be done next; nothing where all is there and somebody, or prongsai, has looked at it.
    pub fn next(&'a self) -> Option<Next<'a>> {
        let Some(item) = self.item else { return Some(Next::Write) };
        let first = |state: State| match self.answers.as_slice() {
            [] => (item.verdicts.whole.state == state).then_some(None),
            answers => answers.iter().find(|answer| answer.state == state).map(Some),
        };
        let mend = first(State::Short).map(Next::Mend);
        let give = || first(State::Awaiting).map(Next::Give);
        let held_back = || {
            let next = if self.awaiting().is_some() { Next::Await } else { Next::Mend(None) };
            (self.state != Completeness::Complete).then_some(next)
        };
        mend.or_else(give).or_else(held_back).or_else(|| first(State::Given).map(Next::Look))
    }

    /// Whether an assessor may come: it is complete and, if `strict`, nothing of it waits for a person to look at it.
    pub(crate) fn is_ready(&self, strict: bool) -> bool {
        let waits = matches!(self.next(), Some(Next::Look(_)));
        self.state == Completeness::Complete && !(strict && waits)
    }

    /// What is wanting of the item as a whole, where its catalogue lists no requirements.
    pub(crate) fn verdict(&self) -> Option<&'a Verdict> {
        self.item.map(|item| &item.verdicts.whole).filter(|_| self.answers.is_empty())
    }

    /// Why the evidence of one of its requirements, or of the whole, does not do.
    pub(crate) fn reasons(&'a self, answer: Option<&'a Answer<'a>>) -> &'a [Reason] {
        match answer {
            Some(answer) => answer.reasons,
            None => self.item.map_or(&[], |item| &item.verdicts.whole.reasons),
        }
    }
}

impl Readiness<'_> {
    /// In the order of the owners' first items; the items without an owner come last.
    pub fn by_owner(&self) -> Vec<Share<'_>> {
        let mut owners: Vec<Share<'_>> = Vec::new();
        for standing in &self.items {
            let owner = standing.owner();
            let known = |share: &Share<'_>| share.owner.map(|text| &text.th) == owner.map(|text| &text.th);
            let at = owners.iter().position(known).unwrap_or_else(|| {
                owners.push(Share { owner, tally: Tally::default(), next: None });
                owners.len() - 1
            });
            let share = &mut owners[at];
            share.tally += standing.tally();
            let sooner = |next: &Next<'_>| share.next.as_ref().is_none_or(|(_, known)| next.rank() < known.rank());
            share.next = standing.next().filter(sooner).map(|next| (standing, next)).or(share.next.take());
        }
        owners.sort_by_key(|share| share.owner.is_none());
        owners
    }

    /// Whether an assessor may come: every item is ready.
    pub(crate) fn is_ready(&self, strict: bool) -> bool {
        self.items.iter().all(|standing| standing.is_ready(strict))
    }
}

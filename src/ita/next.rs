//! What is to be done next about an item, and whether the item is ready to be assessed.

use crate::ita::evidence::verdict::{Reason, Verdict};
use crate::ita::readiness::{Answer, Standing};
use crate::ita::state::{Completeness, State};

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
        let held_back = || (self.state != Completeness::Complete).then_some(Next::Await);
        mend.or_else(give).or_else(held_back).or_else(|| first(State::Given).map(Next::Look))
    }

    /// Whether an assessor may come: it is complete and, if `strict`, nothing of it waits for a person to look at it.
    pub fn is_ready(&self, strict: bool) -> bool {
        let waits = matches!(self.next(), Some(Next::Look(_)));
        self.state == Completeness::Complete && !(strict && waits)
    }

    /// What is wanting of the item as a whole, where its catalogue lists no requirements.
    pub fn verdict(&self) -> Option<&'a Verdict> {
        self.item.map(|item| &item.verdicts.whole).filter(|_| self.answers.is_empty())
    }

    /// Why the evidence of one of its requirements, or of the whole, does not do.
    pub fn reasons(&'a self, answer: Option<&'a Answer<'a>>) -> &'a [Reason] {
        match answer {
            Some(answer) => answer.reasons,
            None => self.verdict().map_or(&[], |verdict| &verdict.reasons),
        }
    }
}

//! What was found of a requirement: its state, and what is wanting.

use std::collections::BTreeMap;

use crate::base::span::Span;
use crate::ita::evidence::lack::Lack;
use crate::ita::progress::State;

/// What was found of all that an item answers.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    /// By the id of the requirement.
    pub requirements: BTreeMap<String, Verdict>,
    /// Of the item as a whole: its state where its catalogue lists no requirements, and what is wanting for none of them.
    pub whole: Verdict,
    /// All that is wanting, each once, in the order of the evidence; also of entries beside which another is sound.
    pub reasons: Vec<Wanting>,
}

impl Verdicts {
    pub fn of(&self, requirement: &str) -> Option<&Verdict> {
        self.requirements.get(requirement)
    }
}

/// What was found of one requirement.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    pub state: State,
    /// Why it is short; empty in every other state.
    pub reasons: Vec<Reason>,
}

/// Something that is wanting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub lack: Lack,
    /// The evidence that was looked at, or the place in its file that tells.
    pub at: Span,
}

/// Something that is wanting, with the ids of the requirements that are short for it.
#[derive(Clone, Debug)]
pub struct Wanting {
    pub reason: Reason,
    pub requirements: Vec<String>,
}

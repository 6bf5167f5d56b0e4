//! A measure: what the agency does about an issue, step by step.

use std::sync::Arc;

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::span::{Span, Spanned};
use crate::ita::body::Bodies;
use crate::ita::document::{Facts, Proof};
use crate::ita::year::{FiscalYear, Period};

/// One measure (มาตรการ) to promote integrity: one file of the content.
#[derive(Clone, Debug)]
pub struct Measure {
    pub path: RelPath,
    /// The file's name without its ending, `m03`.
    pub id: String,
    pub title: Text,
    /// Addresses that it had.
    pub aliases: Vec<Spanned<String>>,
    /// The issue that it answers: the year of its analysis, and its id there.
    pub issue: Option<Spanned<(FiscalYear, String)>>,
    pub period: Option<Spanned<Period>>,
    pub facts: Arc<Facts>,
    pub steps: Vec<Step>,
    /// What came of it, what stood in the way, what should be done next, and what money there was.
    pub result: Option<Text>,
    pub problem: Option<Text>,
    pub suggestion: Option<Text>,
    pub budget: Option<Text>,
    pub bodies: Bodies,
}

impl Measure {
    /// How many of its steps are finished.
    pub(crate) fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.done.is_some()).count()
    }

    /// The newest day of what it tells: its last change, or a step that was finished later.
    pub(crate) fn as_of(&self) -> Option<Day> {
        self.steps.iter().filter_map(|step| step.done).chain(self.facts.updated).max()
    }

    /// How many steps are not finished, as far as is known.
    pub(crate) fn open_steps(&self) -> usize {
        self.steps.len() - self.done()
    }

    /// Whether its time is over, so that what is open of it is late.
    pub(crate) fn ended(&self, today: Day) -> bool {
        self.period.as_ref().is_some_and(|period| period.value.to < today)
    }

    /// Whether every step is finished, so that nothing of it can be late.
    pub(crate) fn is_done(&self) -> bool {
        !self.steps.is_empty() && self.open_steps() == 0
    }
}

#[derive(Clone, Debug)]
pub struct Step {
    pub text: Text,
    /// The day it was finished; `None` while it is open or unknown.
    pub done: Option<Day>,
    pub evidence: Option<Proof>,
    pub span: Span,
}

/// The share of steps that are finished, in whole per cent, rounded down: only all of them are 100.
pub(crate) fn share(done: usize, steps: usize) -> Option<usize> {
    (done * 100).checked_div(steps)
}

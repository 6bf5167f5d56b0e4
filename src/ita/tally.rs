//! Items and requirements counted, for a year, a group or an owner.

use std::iter::Sum;
use std::ops::AddAssign;

use crate::ita::item::State;
use crate::ita::readiness::Standing;

/// How many there are, and how many of them are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub items: usize,
    pub items_met: usize,
    pub requirements: usize,
    pub met: usize,
    pub not_applicable: usize,
    pub documents: usize,
    /// Texts and bodies without English.
    pub untranslated: usize,
}

impl Tally {
    pub fn of(standing: &Standing<'_>) -> Tally {
        let count = |state: State| standing.answers.iter().filter(|answer| answer.state == state).count();
        Tally {
            items: 1,
            items_met: usize::from(standing.state == State::Met),
            requirements: standing.answers.len(),
            met: count(State::Met),
            not_applicable: count(State::NotApplicable),
            documents: standing.documents.len(),
            untranslated: standing.untranslated.len(),
        }
    }

    /// Requirements that nothing answers yet.
    pub fn awaiting(&self) -> usize {
        self.requirements - self.met - self.not_applicable
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.items += other.items;
        self.items_met += other.items_met;
        self.requirements += other.requirements;
        self.met += other.met;
        self.not_applicable += other.not_applicable;
        self.documents += other.documents;
        self.untranslated += other.untranslated;
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        tallies.fold(Tally::default(), |mut sum, one| {
            sum += one;
            sum
        })
    }
}

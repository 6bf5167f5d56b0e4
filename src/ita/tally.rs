//! Items and requirements counted, for a year, a group or an owner.

use std::iter::Sum;
use std::ops::AddAssign;

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

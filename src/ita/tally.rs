//! Items and requirements counted, for a year, a group or an owner.

use std::iter::Sum;
use std::ops::AddAssign;

/// How many there are, and how many of them are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub items: usize,
    /// Items of which nothing more is owed, and those of which only a part is.
    pub complete: usize,
    pub partial: usize,
    pub requirements: usize,
    /// Requirements that evidence answers, in whichever of these states.
    pub met: usize,
    pub holds: usize,
    pub checked: usize,
    pub given: usize,
    pub short: usize,
    pub not_applicable: usize,
    pub documents: usize,
    /// Texts and bodies without English.
    pub untranslated: usize,
}

impl Tally {
    /// Requirements for which nothing is there yet.
    pub(crate) fn awaiting(&self) -> usize {
        self.requirements - self.met - self.short - self.not_applicable
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.items += other.items;
        self.complete += other.complete;
        self.partial += other.partial;
        self.requirements += other.requirements;
        self.met += other.met;
        self.holds += other.holds;
        self.checked += other.checked;
        self.given += other.given;
        self.short += other.short;
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

//! The scores of a year.

use crate::base::date::Day;
use crate::base::path::RelPath;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::open_data::Set;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::places::scores::ScoresPlace;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;

#[derive(Clone, Copy, Debug)]
pub struct YearScoresPlace<'a> {
    pub assessment: &'a Assessment,
}

impl<'a> PageKind<'a> for YearScoresPlace<'a> {
    fn address(&self) -> Address {
        Address::scores_of(self.assessment.year)
    }

    fn title(&self) -> Title<'a> {
        Title::OfYear("scores_title", self.assessment.year)
    }

    fn section(&self) -> Title<'a> {
        ScoresPlace.section()
    }

    fn above(&self) -> Vec<Address> {
        vec![Address::years(), Address::scores()]
    }

    fn year(&self) -> Option<FiscalYear> {
        Some(self.assessment.year)
    }

    fn source(&self) -> Option<&'a RelPath> {
        self.assessment.scores.as_ref().map(|scores| &scores.path)
    }

    fn updated(&self, _: &Portal) -> Option<Day> {
        self.assessment.announced()
    }

    fn sets(&self) -> &'static [Set] {
        &[Set::Scores]
    }
}

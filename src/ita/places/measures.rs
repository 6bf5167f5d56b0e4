//! The measures of a year: by the issue that they answer, and by who is responsible.

use crate::base::date::Day;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::open_data::Set;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::places::year;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;

#[derive(Clone, Copy, Debug)]
pub struct MeasuresPlace<'a> {
    pub assessment: &'a Assessment,
}

#[derive(Clone, Copy, Debug)]
pub struct OwnersPlace<'a> {
    pub assessment: &'a Assessment,
}

/// The title of a year's measures, under which what belongs to them is listed.
pub(crate) fn title<'a>(year: FiscalYear) -> Title<'a> {
    Title::OfYear("measures_title", year)
}

/// The pages above one that stands below the measures of a year.
pub(crate) fn above(year: FiscalYear) -> Vec<Address> {
    let mut above = year::above(year);
    above.push(Address::measures(year));
    above
}

impl<'a> PageKind<'a> for MeasuresPlace<'a> {
    fn address(&self) -> Address {
        Address::measures(self.assessment.year)
    }

    fn title(&self) -> Title<'a> {
        title(self.assessment.year)
    }

    fn section(&self) -> Title<'a> {
        self.title()
    }

    fn above(&self) -> Vec<Address> {
        year::above(self.assessment.year)
    }

    fn year(&self) -> Option<FiscalYear> {
        Some(self.assessment.year)
    }

    fn updated(&self, _: &Portal) -> Option<Day> {
        self.assessment.updated()
    }

    fn sets(&self) -> &'static [Set] {
        &[Set::Measures]
    }
}

impl<'a> PageKind<'a> for OwnersPlace<'a> {
    fn address(&self) -> Address {
        Address::measures_by_owner(self.assessment.year)
    }

    fn title(&self) -> Title<'a> {
        Title::OfYear("owners_title", self.assessment.year)
    }

    fn section(&self) -> Title<'a> {
        title(self.assessment.year)
    }

    fn above(&self) -> Vec<Address> {
        above(self.assessment.year)
    }

    fn year(&self) -> Option<FiscalYear> {
        Some(self.assessment.year)
    }

    fn updated(&self, _: &Portal) -> Option<Day> {
        self.assessment.updated()
    }
}

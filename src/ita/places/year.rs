//! The hub of a year, and the whole year on one page.

use crate::base::date::Day;
use crate::base::path::RelPath;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::open_data::Set;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::portal::Portal;
use crate::ita::staff::Note;
use crate::ita::year::FiscalYear;

#[derive(Clone, Copy, Debug)]
pub struct YearPlace<'a> {
    pub assessment: &'a Assessment,
}

#[derive(Clone, Copy, Debug)]
pub struct WholeYearPlace<'a> {
    pub assessment: &'a Assessment,
}

/// The title of a year's hub, under which what belongs to the year is listed.
pub(crate) fn title<'a>(year: FiscalYear) -> Title<'a> {
    Title::OfYear("year_title", year)
}

/// The pages above one that stands below the hub of a year.
pub(crate) fn above(year: FiscalYear) -> Vec<Address> {
    vec![Address::years(), Address::year(year)]
}

impl<'a> PageKind<'a> for YearPlace<'a> {
    fn address(&self) -> Address {
        Address::year(self.assessment.year)
    }

    fn leads_on(&self) -> bool {
        true
    }

    fn title(&self) -> Title<'a> {
        title(self.assessment.year)
    }

    fn section(&self) -> Title<'a> {
        self.title()
    }

    fn above(&self) -> Vec<Address> {
        vec![Address::years()]
    }

    fn year(&self) -> Option<FiscalYear> {
        Some(self.assessment.year)
    }

    fn source(&self) -> Option<&'a RelPath> {
        self.assessment.catalogue.as_deref().map(|catalogue| &catalogue.path)
    }

    fn is_about(&self, note: &Note) -> bool {
        self.source() == Some(note.path()) && note.item().is_none()
    }

    fn updated(&self, _: &Portal) -> Option<Day> {
        self.assessment.updated()
    }

    fn sets(&self) -> &'static [Set] {
        &[Set::Items, Set::Requirements]
    }
}

impl<'a> PageKind<'a> for WholeYearPlace<'a> {
    fn address(&self) -> Address {
        Address::all(self.assessment.year)
    }

    fn leads_on(&self) -> bool {
        true
    }

    fn title(&self) -> Title<'a> {
        Title::OfYear("all_title", self.assessment.year)
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

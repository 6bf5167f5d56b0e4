//! The issues of a year's analysis.

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::issue::Analysis;
use crate::ita::open_data::Set;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::places::year;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;

#[derive(Clone, Copy, Debug)]
pub struct IssuesPlace<'a> {
    pub assessment: &'a Assessment,
    pub analysis: &'a Analysis,
}

/// The title of a year's issues, under which what belongs to its analysis is listed.
pub(crate) fn title<'a>(year: FiscalYear) -> Title<'a> {
    Title::OfYear("issues_title", year)
}

impl<'a> PageKind<'a> for IssuesPlace<'a> {
    fn address(&self) -> Address {
        Address::issues(self.assessment.year)
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

    fn source(&self) -> Option<&'a RelPath> {
        Some(&self.analysis.path)
    }

    fn owner(&self) -> Option<&'a Text> {
        self.analysis.memo.office.as_ref()
    }

    fn updated(&self, _: &Portal) -> Option<Day> {
        self.analysis.memo.date
    }

    fn sets(&self) -> &'static [Set] {
        &[Set::Issues]
    }
}

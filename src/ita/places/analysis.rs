//! The official document of an analysis, in the year after the one that it looks at.

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::issue::Analysis;
use crate::ita::places::issues;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::places::year;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;

#[derive(Clone, Copy, Debug)]
pub struct AnalysisPlace<'a> {
    /// The year that is analysed.
    pub assessment: &'a Assessment,
    pub analysis: &'a Analysis,
    /// The year in which it is written, and what the content holds of that year.
    pub written_in: FiscalYear,
    pub own: Option<&'a Assessment>,
}

impl<'a> PageKind<'a> for AnalysisPlace<'a> {
    fn address(&self) -> Address {
        Address::analysis(self.written_in)
    }

    fn title(&self) -> Title<'a> {
        Title::OfYear("analysis_title", self.assessment.year)
    }

    fn section(&self) -> Title<'a> {
        issues::title(self.assessment.year)
    }

    fn above(&self) -> Vec<Address> {
        year::above(self.own.unwrap_or(self.assessment).year)
    }

    fn year(&self) -> Option<FiscalYear> {
        Some(self.assessment.year)
    }

    fn owner(&self) -> Option<&'a Text> {
        self.analysis.memo.office.as_ref()
    }

    fn updated(&self, _: &Portal) -> Option<Day> {
        self.analysis.memo.date
    }
}

//! The report on carrying out the measures of a year, to print and to hand in.

use crate::base::date::Day;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::measure::Measure;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::places::measures;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;

#[derive(Clone, Copy, Debug)]
pub struct ReportPlace<'a> {
    pub assessment: &'a Assessment,
}

impl<'a> PageKind<'a> for ReportPlace<'a> {
    fn address(&self) -> Address {
        Address::measures_report(self.assessment.year)
    }

    fn title(&self) -> Title<'a> {
        Title::OfYear("report_title", self.assessment.year)
    }

    fn section(&self) -> Title<'a> {
        measures::title(self.assessment.year)
    }

    fn above(&self) -> Vec<Address> {
        measures::above(self.assessment.year)
    }

    fn year(&self) -> Option<FiscalYear> {
        Some(self.assessment.year)
    }

    fn updated(&self, _: &Portal) -> Option<Day> {
        self.assessment.measures.iter().filter_map(Measure::as_of).max()
    }
}

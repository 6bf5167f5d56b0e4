//! The page of one measure.

use crate::base::date::Day;
use crate::base::lang::{Lang, Text};
use crate::base::path::RelPath;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::body::{self, Bodies};
use crate::ita::document::Facts;
use crate::ita::measure::Measure;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::places::measures;
use crate::ita::year::{FiscalYear, Period};

#[derive(Clone, Copy, Debug)]
pub struct MeasurePlace<'a> {
    pub assessment: &'a Assessment,
    pub measure: &'a Measure,
}

impl<'a> PageKind<'a> for MeasurePlace<'a> {
    fn address(&self) -> Address {
        Address::measure(self.assessment.year, &self.measure.id)
    }

    fn title(&self) -> Title<'a> {
        Title::Text(&self.measure.title)
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

    fn is_in_series(&self) -> bool {
        true
    }

    fn source(&self) -> Option<&'a RelPath> {
        Some(&self.measure.path)
    }

    fn facts(&self) -> Option<&'a Facts> {
        Some(&self.measure.facts)
    }

    fn bodies(&self) -> Option<&'a Bodies> {
        Some(&self.measure.bodies)
    }

    fn has_more(&self) -> bool {
        !self.measure.steps.is_empty() || self.measure.result.is_some()
    }

    fn is_translated(&self, lang: Lang) -> bool {
        body::is_translated(&self.measure.title, self.bodies(), lang)
    }

    fn period(&self) -> Option<Period> {
        let own = self.measure.period.as_ref().map(|period| period.value);
        own.or_else(|| self.assessment.year.period())
    }

    fn feed_entry(&self) -> Option<(Day, &'a Text)> {
        Some((self.measure.facts.updated?, &self.measure.title))
    }
}

//! The page of one issue.

use crate::base::date::Day;
use crate::base::lang::{Lang, Text};
use crate::base::span::Span;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::issue::{Analysis, Issue};
use crate::ita::places::issues;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::places::year;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;

#[derive(Clone, Copy, Debug)]
pub struct IssuePlace<'a> {
    pub assessment: &'a Assessment,
    pub analysis: &'a Analysis,
    pub issue: &'a Issue,
}

impl<'a> PageKind<'a> for IssuePlace<'a> {
    fn address(&self) -> Address {
        Address::issue(self.assessment.year, &self.issue.id.value)
    }

    fn title(&self) -> Title<'a> {
        Title::Numbered(format!("{}.", self.issue.id.value), &self.issue.title)
    }

    fn section(&self) -> Title<'a> {
        issues::title(self.assessment.year)
    }

    fn above(&self) -> Vec<Address> {
        let mut above = year::above(self.assessment.year);
        above.push(Address::issues(self.assessment.year));
        above
    }

    fn year(&self) -> Option<FiscalYear> {
        Some(self.assessment.year)
    }

    fn is_in_series(&self) -> bool {
        true
    }

    fn listed_at(&self) -> Option<&'a Span> {
        Some(&self.issue.id.span)
    }

    fn is_translated(&self, lang: Lang) -> bool {
        let texts = [Some(&self.issue.title), self.issue.findings.as_ref(), self.issue.recommendations.as_ref()];
        lang == Lang::Th || texts.into_iter().flatten().all(|text| text.en.is_some())
    }

    fn owner(&self) -> Option<&'a Text> {
        self.analysis.memo.office.as_ref()
    }

    fn updated(&self, _: &Portal) -> Option<Day> {
        self.analysis.memo.date
    }
}

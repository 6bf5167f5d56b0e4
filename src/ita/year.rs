//! The fiscal year, and periods of days.

use std::fmt;

use crate::base::date::{BUDDHIST_OFFSET, BUDDHIST_YEARS, Day};
use crate::base::path::RelPath;
use crate::base::thai::arabic_digits;

/// A fiscal year (ปีงบประมาณ) in the Buddhist era, 2400 to 2700. Year N runs from 1 October N-1 to 30 September N.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(i16);

impl FiscalYear {
    /// Reads `2568` or `๒๕๖๘`.
    pub fn parse(text: &str) -> Option<FiscalYear> {
        let digits = arabic_digits(text.trim());
        let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let year = digits.parse().ok().filter(|year| plain && BUDDHIST_YEARS.contains(year))?;
        Some(FiscalYear(year))
    }

    /// The fiscal year that a day falls in.
    pub fn of(day: Day) -> Option<FiscalYear> {
        let year = day.buddhist_year() + i16::from(day.month() >= 10);
        BUDDHIST_YEARS.contains(&year).then_some(FiscalYear(year))
    }

    /// The year in whose folder a file of the content stands.
    pub(crate) fn of_file(path: &RelPath) -> Option<FiscalYear> {
        FiscalYear::parse(path.below("content")?.split('/').next()?)
    }

    /// The year as a number of the Buddhist era.
    pub fn buddhist(self) -> i16 {
        self.0
    }

    /// The year as a number of the common era.
    pub fn common(self) -> i16 {
        self.0 - BUDDHIST_OFFSET
    }

    /// The year after this one.
    pub fn next(self) -> Option<FiscalYear> {
        BUDDHIST_YEARS.contains(&(self.0 + 1)).then_some(FiscalYear(self.0 + 1))
    }

    /// The year before this one.
    pub(crate) fn previous(self) -> Option<FiscalYear> {
        BUDDHIST_YEARS.contains(&(self.0 - 1)).then_some(FiscalYear(self.0 - 1))
    }

    /// First and last day.
    pub fn period(self) -> Option<Period> {
        Some(Period { from: Day::new(self.common() - 1, 10, 1)?, to: Day::new(self.common(), 9, 30)? })
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Day,
    pub to: Day,
}

#[cfg(test)]
mod tests {
    use super::{Day, FiscalYear};

    #[test]
    fn year_begins_in_october() {
        let year = |text: &str| FiscalYear::of(Day::parse(text).unwrap()).unwrap().to_string();
        assert_eq!(year("2567-09-30"), "2567");
        assert_eq!(year("2567-10-01"), "2568");
        assert_eq!(year("2568-09-30"), "2568");
    }

    #[test]
    fn only_buddhist_years() {
        assert_eq!(FiscalYear::parse("๒๕๖๘").map(FiscalYear::common), Some(2025));
        for text in ["2025", "25680", "abcd", "2399", "2701", "+568"] {
            assert_eq!(FiscalYear::parse(text), None, "{text}");
        }
    }
}

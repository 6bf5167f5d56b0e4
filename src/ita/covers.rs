//! The time that an item's data covers, as a word of the catalogue.

use crate::base::date::Day;
use crate::ita::year::{FiscalYear, Period};

/// What an item, or one of its requirements, covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// The fiscal year that is assessed.
    Year,
    /// Its first six months, October to March.
    FirstHalf,
    PreviousYear,
    /// What still applies, whatever its date: a plan of several years, a manual, a code.
    InForce,
    /// What is so today.
    Current,
}

impl Covers {
    /// The word in the catalogue.
    pub const WORDS: [(&'static str, Covers); 5] = [
        ("year", Covers::Year),
        ("first-half", Covers::FirstHalf),
        ("previous-year", Covers::PreviousYear),
        ("in-force", Covers::InForce),
        ("current", Covers::Current),
    ];

    /// The first and the last day, under the assessment of `year`; `None` for what hangs on no day.
    pub(crate) fn period(self, year: FiscalYear) -> Option<Period> {
        match self {
            Covers::Year => year.period(),
            Covers::FirstHalf => Some(Period { from: year.period()?.from, to: Day::new(year.common(), 3, 31)? }),
            Covers::PreviousYear => year.previous()?.period(),
            Covers::InForce | Covers::Current => None,
        }
    }
}

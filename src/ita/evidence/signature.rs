//! Whether a person has signed for evidence: somebody with a name, on a day that has come, and not before there was anything to
//! look at.

use crate::base::date::Day;
use crate::base::prose::bare;
use crate::ita::document::Signed;
use crate::ita::evidence::data::is_name;
use crate::ita::year::FiscalYear;

/// Why a signature counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unsigned {
    Nobody,
    /// The day has not come yet.
    NotYet,
    /// Nothing was there to look at on that day.
    Before,
}

/// Who signs in examples, and what is no person.
const NOBODY: &[&str] = &[
    "prongsai",
    "admin",
    "administrator",
    "system",
    "user",
    "test",
    "ระบบ",
    "โปรแกรม",
    "ผู้ดูแลระบบ",
    "ทดสอบ",
    "ผู้ตรวจ",
    "ชื่อผู้ตรวจ",
];

pub(crate) fn fault(signed: &Signed, year: FiscalYear, today: Day) -> Option<Unsigned> {
    let day = signed.on.value;
    match () {
        () if !is_name(&signed.by.th) || NOBODY.contains(&&*bare(&signed.by.th)) => Some(Unsigned::Nobody),
        () if day > today => Some(Unsigned::NotYet),
        () if FiscalYear::of(day) < Some(year.previous().unwrap_or(year)) => Some(Unsigned::Before),
        () => None,
    }
}

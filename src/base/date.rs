//! Days as officers write them: Buddhist or Christian years, Thai digits, Thai month names. Stored as one calendar day.

use std::fmt;

use jiff::civil::Date;

use crate::base::lang::Lang;
use crate::base::thai::{arabic_digits, is_mark, is_thai, normalise};

/// The Buddhist era counts 543 years more than the common era.
pub(crate) const BUDDHIST_OFFSET: i16 = 543;

/// Buddhist years that a site may speak of.
pub(crate) const BUDDHIST_YEARS: std::ops::RangeInclusive<i16> = 2400..=2700;

pub(super) const MONTHS: [[&str; 3]; 12] = [
    ["มกราคม", "ม.ค.", "january"],
    ["กุมภาพันธ์", "ก.พ.", "february"],
    ["มีนาคม", "มี.ค.", "march"],
    ["เมษายน", "เม.ย.", "april"],
    ["พฤษภาคม", "พ.ค.", "may"],
    ["มิถุนายน", "มิ.ย.", "june"],
    ["กรกฎาคม", "ก.ค.", "july"],
    ["สิงหาคม", "ส.ค.", "august"],
    ["กันยายน", "ก.ย.", "september"],
    ["ตุลาคม", "ต.ค.", "october"],
    ["พฤศจิกายน", "พ.ย.", "november"],
    ["ธันวาคม", "ธ.ค.", "december"],
];

/// A calendar day. Its text form is ISO 8601 in the common era, `2025-08-15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayError {
    /// Neither `2568-08-15` nor `15 สิงหาคม 2568`.
    Shape,
    /// The year is neither a Buddhist year from 2400 to 2700 nor the common-era year of one.
    Year,
    /// The year has two digits, and may be of more than one century.
    ShortYear,
    /// There is no such day, as 31 February.
    NoSuchDay,
}

impl Day {
    /// Reads `2568-08-15`, `2025-08-15`, `15 สิงหาคม 2568`, `15 ส.ค. ๒๕๖๘`, `15/8/2568`, `15-08-2568`.
    pub fn parse(text: &str) -> Result<Day, DayError> {
        let text = arabic_digits(text.trim());
        let (year, month, day) = numeric(&text, '-')
            .map(
                |(first, month, last)| {
                    if first < 100 && last > 99 { (last, month, first) } else { (first, month, last) }
                },
            )
            .or_else(|| numeric(&text, '/').filter(|(day, ..)| *day < 100).map(|(day, month, year)| (year, month, day)))
            .or_else(|| worded(&text))
            .ok_or(DayError::Shape)?;
        let year = i16::try_from(year).map_err(|_| DayError::Year)?;
        if (0..100).contains(&year) {
            return Err(DayError::ShortYear);
        }
        let year = if BUDDHIST_YEARS.contains(&year) { year - BUDDHIST_OFFSET } else { year };
        if !BUDDHIST_YEARS.contains(&(year + BUDDHIST_OFFSET)) {
            return Err(DayError::Year);
        }
        let small = |n: u32| i8::try_from(n).map_err(|_| DayError::NoSuchDay);
        Date::new(year, small(month)?, small(day)?).map(Day).map_err(|_| DayError::NoSuchDay)
    }

    /// A day of the common era, if there is one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day)
    }

    /// How many days this one is after another; negative before it.
    pub(crate) fn days_after(self, other: Day) -> i64 {
        self.0.duration_since(other.0).as_hours() / 24
    }

    /// The day so many days after this one, if there is one.
    pub(crate) fn plus(self, days: i64) -> Option<Day> {
        self.0.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Day)
    }

    /// The day after this one.
    pub fn next(self) -> Option<Day> {
        self.0.tomorrow().ok().map(Day)
    }

    /// The year in the Buddhist era, 2568.
    pub fn buddhist_year(self) -> i16 {
        self.0.year() + BUDDHIST_OFFSET
    }

    /// The month, 1 to 12.
    pub fn month(self) -> usize {
        usize::from(self.0.month().unsigned_abs())
    }

    /// How many days from this one to `other`: negative if that was before.
    pub(crate) fn days_until(self, other: Day) -> i32 {
        (other.0 - self.0).get_days()
    }

    /// The day in words with its Buddhist year, `30 เมษายน 2569`, `30 April B.E. 2569`.
    pub(crate) fn in_words(self, lang: Lang) -> String {
        let [thai, _, english] = MONTHS[self.month() - 1];
        let (day, year) = (self.day(), self.buddhist_year());
        match lang {
            Lang::Th => format!("{day} {thai} {year}"),
            Lang::En => format!("{day} {}{} B.E. {year}", english[..1].to_uppercase(), &english[1..]),
        }
    }

    /// The day in a pattern with places for `{day}`, `{month}`, `{year}` and, of the common era, `{common}`; `month` is the
    /// month's name.
    pub(crate) fn filled(self, pattern: &str, month: &str) -> String {
        let words = pattern.replace("{day}", &self.day().to_string()).replace("{month}", month);
        words.replace("{year}", &self.buddhist_year().to_string()).replace("{common}", &self.0.year().to_string())
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The month, 1 to 12, that a text in its normal form begins with the name of, and what follows it. A short name without its
/// dots is a name only where no letter stands beside it (`joined`: one stands before): there is no `มีค` in `ไม่มีคำร้อง`.
pub(crate) fn month_in_front(text: &str, joined: bool) -> Option<(usize, &str)> {
    let alone = |rest: &&str| !joined && !rest.starts_with(|c: char| c.is_alphabetic() || is_mark(c));
    let word = |name: &str| text.strip_prefix(name).filter(alone);
    let first = text.chars().next()?;
    MONTHS.iter().enumerate().find_map(|(at, [thai, short, english])| {
        // All names of a month in a language begin alike.
        if !thai.starts_with(first) && !english.starts_with(first) {
            return None;
        }
        let dotted = text.strip_prefix(short.trim_end_matches('.')).map(|rest| rest.strip_prefix('.').unwrap_or(rest));
        let rest =
            text.strip_prefix(thai).or(dotted).or_else(|| word(&short.replace('.', ""))).or_else(|| word(english));
        Some((at + 1, rest?))
    })
}

/// Every name of a month that a day may be written with, in lower case.
pub(crate) fn month_names() -> impl Iterator<Item = &'static str> {
    MONTHS.iter().flatten().copied()
}

/// The name of a month, 1 to 12, in Thai or in English, or what it is cut short to.
pub(crate) fn month_name(month: usize, english: bool, short: bool) -> String {
    let [thai, cut, name] = MONTHS[month - 1];
    match (english, short) {
        (false, false) => thai.to_owned(),
        (false, true) => cut.to_owned(),
        (true, short) => {
            let name = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
            if short { name[..3].to_owned() } else { name }
        }
    }
}

fn numeric(text: &str, separator: char) -> Option<(u32, u32, u32)> {
    let mut parts = text.split(separator).map(|part| part.trim().parse().ok());
    let numbers = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(numbers)
}

/// `15 สิงหาคม 2568`, with or without `พ.ศ.` before the year.
fn worded(text: &str) -> Option<(u32, u32, u32)> {
    let text = text.replace("พ.ศ.", " ");
    let mut words = text.split_whitespace();
    let (day, month, year) = (words.next()?, normalise(words.next()?), words.next()?);
    let at = MONTHS.iter().position(|names| names.iter().any(|name| normalise(name) == month))?;
    let written: u32 = year.parse().ok()?;
    // Behind a Thai month two digits are of the Buddhist era, unless they may be of this century of the common era too.
    let short = year.len() == 2 && written >= 50 && month.contains(is_thai);
    let year = if short { 2500 + written } else { written };
    (words.next().is_none()).then_some((year, u32::try_from(at).ok()? + 1, day.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Day, DayError};

    #[test]
    fn one_day_in_every_spelling() {
        for text in [
            "2568-08-15",
            "2025-08-15",
            "15 สิงหาคม 2568",
            "๑๕ ส.ค. ๒๕๖๘",
            "15/8/2568",
            "15-08-2568",
            "15 สิงหาคม พ.ศ. 2568",
            "15 August 2025",
            "15 ส.ค. 68",
            "๑๕ สิงหาคม ๖๘",
        ] {
            assert_eq!(Day::parse(text).map(|day| day.to_string()).as_deref(), Ok("2025-08-15"), "{text}");
        }
    }

    #[test]
    fn days_are_counted() {
        let day = |text: &str| Day::parse(text).unwrap();
        assert_eq!(day("2569-01-05").days_after(day("2568-10-01")), 96);
        assert_eq!(day("2568-10-01").days_after(day("2569-01-05")), -96);
        assert_eq!(day("2567-02-28").next(), Some(day("2567-02-29")));
    }

    #[test]
    fn what_is_no_day_says_why() {
        assert_eq!(Day::parse("31 กุมภาพันธ์ 2568"), Err(DayError::NoSuchDay));
        assert_eq!(Day::parse("2568-13-01"), Err(DayError::NoSuchDay));
        assert_eq!(Day::parse("1500-01-01"), Err(DayError::Year));
        for text in ["15/8/68", "15 August 68", "15 ส.ค. 25"] {
            assert_eq!(Day::parse(text), Err(DayError::ShortYear), "{text}");
        }
        assert_eq!(Day::parse("2800-01-01"), Err(DayError::Year));
        assert_eq!(Day::parse("เมื่อวาน"), Err(DayError::Shape));
        assert_eq!(Day::parse("2568/08/15"), Err(DayError::Shape));
        assert_eq!(Day::parse("2568-01-01-01"), Err(DayError::Shape));
    }
}

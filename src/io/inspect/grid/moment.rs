//! Days and times of workbooks, which are numbers there, and how formats show them.

use crate::base::date::{BUDDHIST_OFFSET, Day, month_name};

const WEEK: [(&str, &str); 7] =
    [("อาทิตย์", "อา."), ("จันทร์", "จ."), ("อังคาร", "อ."), ("พุธ", "พ."), ("พฤหัสบดี", "พฤ."), ("ศุกร์", "ศ."), ("เสาร์", "ส.")];

const DAY: i64 = 24 * 60 * 60;

/// Days between the two ways to count them.
const LATE: i64 = 1462;

/// The last day that a workbook knows, of the year 9999.
const LAST: f64 = 2_958_466.0;

/// A moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// `None` for a time without a day.
    pub day: Option<Day>,
    /// The number of the day.
    number: i64,
    /// Of the day.
    pub seconds: i64,
}

/// A piece of a moment as a format shows it, with how many letters it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Year(usize),
    /// Of the Buddhist era, whatever the calendar.
    Buddhist(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute,
    Second,
    /// Hours, minutes or seconds that are counted on beyond the day: so many seconds each.
    Counted(i64),
    /// The half of the day.
    Half,
}

impl Moment {
    /// What a number means; `late` where days count from 1904.
    pub(super) fn of(number: f64, late: bool) -> Option<Moment> {
        if !(0.0..LAST).contains(&number) {
            return None;
        }
        let whole = number.floor();
        let seconds = ((number - whole) * DAY as f64).round() as i64;
        let counted = whole as i64 + seconds / DAY + if late { LATE } else { 0 };
        // The first workbooks took 1900 for a leap year, and so do all since.
        let since = if counted < 60 { Day::new(1899, 12, 31) } else { Day::new(1899, 12, 30) };
        let day = if counted == 0 { None } else { since?.plus(counted) };
        Some(Moment { day, number: counted, seconds: seconds % DAY })
    }
}

impl Step {
    pub(super) fn of(letter: char, count: usize) -> Step {
        match letter {
            'y' | 'e' => Step::Year(count),
            'b' => Step::Buddhist(count),
            'm' => Step::Month(count),
            'd' => Step::Day(count),
            'h' => Step::Hour(count),
            _ => Step::Second,
        }
    }

    /// `[h]`, `[mm]`, `[s]`.
    pub(super) fn counted(inside: &str) -> Option<Step> {
        let first = inside.chars().next()?.to_ascii_lowercase();
        let same = inside.chars().all(|c| c.to_ascii_lowercase() == first);
        let seconds = [('h', 3600), ('m', 60), ('s', 1)].into_iter().find(|(letter, _)| *letter == first)?.1;
        same.then_some(Step::Counted(seconds))
    }

    pub(super) fn is_year(&self) -> bool {
        matches!(self, Step::Year(_) | Step::Buddhist(_))
    }

    pub(super) fn is_month(&self) -> bool {
        matches!(self, Step::Month(_))
    }

    pub(super) fn is_day(&self) -> bool {
        matches!(self, Step::Day(1 | 2))
    }

    pub(super) fn is_hour(&self) -> bool {
        matches!(self, Step::Hour(_) | Step::Counted(3600))
    }

    pub(super) fn is_second(&self) -> bool {
        matches!(self, Step::Second)
    }

    pub(super) fn words(self, moment: &Moment, buddhist: bool, english: bool, half: bool) -> String {
        let day = moment.day;
        let year = |extra: i16| day.map_or(0, |day| day.buddhist_year() - BUDDHIST_OFFSET + extra);
        let two = |number: i64, count: usize| if count > 1 { format!("{number:02}") } else { number.to_string() };
        let short = |year: i16, count: usize| if count > 2 { year.to_string() } else { format!("{:02}", year % 100) };
        let hour = moment.seconds / 3600;
        match self {
            Step::Year(count) => short(year(if buddhist { BUDDHIST_OFFSET } else { 0 }), count),
            Step::Buddhist(count) => short(year(BUDDHIST_OFFSET), count),
            Step::Month(count @ 1..=2) => two(day.map_or(0, |day| day.month() as i64), count),
            Step::Month(count) => day.map(|day| month_name(day.month(), english, count == 3)).unwrap_or_default(),
            Step::Day(count @ 1..=2) => two(day.map_or(0, |day| i64::from(day.day())), count),
            Step::Day(count) => {
                let (long, short) = WEEK[usize::try_from((moment.number + 6).rem_euclid(7)).unwrap_or(0)];
                if count == 3 { short.to_owned() } else { long.to_owned() }
            }
            Step::Hour(count) if half => two(if hour % 12 == 0 { 12 } else { hour % 12 }, count),
            Step::Hour(count) => two(hour, count),
            Step::Minute => format!("{:02}", moment.seconds / 60 % 60),
            Step::Second => format!("{:02}", moment.seconds % 60),
            Step::Counted(unit) => two((moment.number * DAY + moment.seconds) / unit, 1),
            Step::Half => (if hour < 12 { "AM" } else { "PM" }).to_owned(),
        }
    }
}

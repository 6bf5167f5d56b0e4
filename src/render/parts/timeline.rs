//! Periods over a fiscal year, with what was done in them on its day.

use serde::Serialize;

use crate::base::date::Day;
use crate::ita::year::Period;
use crate::render::look::Phrase;
use crate::render::parts::chart::hundredths;

#[derive(Serialize)]
pub(crate) struct Timeline<'a> {
    months: Vec<Month>,
    spans: Vec<Span<'a>>,
}

#[derive(Serialize)]
struct Month {
    number: usize,
    /// Its middle across, in per cent.
    middle: String,
}

#[derive(Serialize)]
struct Span<'a> {
    label: Phrase<'a>,
    x: String,
    width: String,
    /// Where the days of the finished steps are.
    dots: Vec<String>,
    done: usize,
    steps: usize,
}

/// What a timeline shows of one thing.
pub(crate) struct Dated<'a> {
    pub(crate) label: Phrase<'a>,
    pub(crate) period: Period,
    /// The days on which steps were finished.
    pub(crate) done: Vec<Day>,
    pub(crate) steps: usize,
}

/// Periods within `year`; what lies outside it is cut off.
pub(crate) fn timeline<'a>(year: Period, things: Vec<Dated<'a>>) -> Timeline<'a> {
    let days = year.to.days_after(year.from) + 1;
    let across = |day: Day| {
        let past = day.days_after(year.from).clamp(0, days);
        usize::try_from(past * 10_000 / days).unwrap_or(0)
    };
    let months = (0..12).map(|at| Month {
        number: (year.from.month() - 1 + at) % 12 + 1,
        middle: hundredths((at * 2 + 1) * 10_000 / 24),
    });
    let span = |thing: Dated<'a>| {
        let (from, to) = (across(thing.period.from), across(thing.period.to.next().unwrap_or(thing.period.to)));
        let within = thing.done.iter().filter(|day| (year.from..=year.to).contains(day));
        Span {
            label: thing.label,
            x: hundredths(from),
            width: hundredths(to.saturating_sub(from)),
            dots: within.map(|day| hundredths(across(*day))).collect(),
            done: thing.done.len(),
            steps: thing.steps,
        }
    };
    Timeline { months: months.collect(), spans: things.into_iter().map(span).collect() }
}

#[cfg(test)]
mod tests {
    use super::{Dated, Day, Period, Phrase, timeline};

    #[test]
    fn a_period_lies_where_its_days_are_and_a_step_on_its_own() {
        let day = |text: &str| Day::parse(text).unwrap();
        let year = Period { from: day("2568-10-01"), to: day("2569-09-30") };
        let half = Period { from: day("2568-10-01"), to: day("2569-03-31") };
        let label = Phrase { text: "a".into(), lang: None };
        let done = vec![day("2569-01-05"), day("2570-01-05")];
        let drawn = timeline(year, vec![Dated { label, period: half, done, steps: 3 }]);
        let span = &drawn.spans[0];
        // 182 of 365 days; what was finished after the year is counted, and not drawn.
        assert_eq!((span.x.as_str(), span.width.as_str()), ("0", "49.86"));
        assert_eq!((span.dots.as_slice(), span.done, span.steps), (&["26.3".to_owned()][..], 2, 3));
    }
}

//! The geometry of charts. Everything across is in per cent of the width, so that a chart fits a phone and a poster without
//! scaling its letters; everything down is in pixels. Templates draw; nothing here is HTML.

use serde::Serialize;

use crate::base::date::Day;
use crate::base::thai::is_mark;
use crate::ita::score::Score;
use crate::ita::year::Period;
use crate::render::look::Phrase;

/// Bars that lie, one below the other, each under its label.
#[derive(Serialize)]
pub(crate) struct Bars<'a> {
    height: usize,
    bars: Vec<Bar<'a>>,
    target: Option<String>,
    /// Where the target stands across, in per cent.
    target_at: Option<String>,
    /// Everything that the chart shows, in words.
    description: String,
}

#[derive(Serialize)]
struct Bar<'a> {
    /// The line of the label, and the top of the bar.
    label_y: usize,
    y: usize,
    label: Phrase<'a>,
    /// The label as far as a phone has room for it.
    short: String,
    /// The bar from 0 to 100, and the figure beside it.
    value: Option<String>,
    figure: Option<String>,
}

/// Bars that stand, one for each year.
#[derive(Serialize)]
pub(crate) struct Columns {
    columns: Vec<Column>,
    target: Option<usize>,
    description: String,
}

#[derive(Serialize)]
struct Column {
    label: String,
    value: Option<String>,
    /// Left edge, middle and width.
    x: String,
    middle: String,
    width: String,
    y: usize,
    height: usize,
}

/// Periods over a year.
#[derive(Serialize)]
pub(crate) struct Timeline<'a> {
    height: usize,
    months: Vec<Month>,
    /// Where the day of the build stands across, if it is in the year.
    today: Option<String>,
    /// On which side of its line the name of today has room.
    today_end: bool,
    spans: Vec<SpanView<'a>>,
}

#[derive(Serialize)]
struct Month {
    number: usize,
    x: String,
    middle: String,
}

#[derive(Serialize)]
struct SpanView<'a> {
    label_y: usize,
    y: usize,
    label: Phrase<'a>,
    short: String,
    x: String,
    width: String,
    /// How much of the bar is filled.
    filled: String,
}

/// What a timeline shows of one thing.
pub(crate) struct Dated<'a> {
    pub(crate) label: Phrase<'a>,
    pub(crate) period: Period,
    pub(crate) done: usize,
    pub(crate) steps: usize,
}

/// Height of a row with its label, and where in it the label and the bar are.
const ROW: usize = 46;
const LABEL: usize = 16;
const BAR: usize = 24;

/// The plot of standing bars: its top, its height, and how many years it holds at most.
const TOP: usize = 26;
const PLOT: usize = 150;
const YEARS: usize = 8;

/// The room above a timeline for its months.
const MONTHS: usize = 34;

/// How many letters of a label fit beside its figure on a phone, and on a wide screen.
const SHORT: usize = 24;
const LONG: usize = 84;

/// Lying bars of 0 to `full`. `missing` is the word for a figure that there is not.
pub(crate) fn bars<'a>(
    rows: Vec<(Phrase<'a>, Option<String>)>,
    target: Option<Score>,
    full: Score,
    missing: &str,
) -> Bars<'a> {
    let said = rows.iter().map(|(label, value)| said(&label.text, value.as_deref(), missing)).collect::<Vec<_>>();
    let bar = |(at, (label, value)): (usize, (Phrase<'a>, Option<String>))| Bar {
        label_y: at * ROW + LABEL,
        y: at * ROW + BAR,
        short: cut(&label.text, SHORT),
        label: Phrase { text: cut(&label.text, LONG).into(), lang: label.lang },
        value: value.as_deref().map(|value| share(value, full)),
        figure: value,
    };
    Bars {
        height: rows.len() * ROW,
        target: target.map(|score| score.to_string()),
        target_at: target.map(|score| score.share(full).to_string()),
        description: said.join("; "),
        bars: rows.into_iter().enumerate().map(bar).collect(),
    }
}

/// Lying bars of what is done: the label, how many are done, and of how many.
pub(crate) fn progress<'a>(rows: Vec<(Phrase<'a>, usize, usize)>, of_all: impl Fn(usize, usize) -> String) -> Bars<'a> {
    let counts: Vec<String> = rows.iter().map(|(_, done, all)| of_all(*done, *all)).collect();
    let share = |(label, done, all): (Phrase<'a>, usize, usize)| (label, Some(hundredths(done * 10_000 / all.max(1))));
    let mut bars = bars(rows.into_iter().map(share).collect(), None, Score::FULL, "");
    let said = bars.bars.iter().zip(&counts).map(|(bar, count)| format!("{}: {count}", bar.label.text));
    bars.description = said.collect::<Vec<_>>().join("; ");
    for (bar, count) in bars.bars.iter_mut().zip(counts) {
        // Words take more room than a score does.
        bar.short = cut(&bar.label.text, SHORT.saturating_sub(count.chars().count()) + 2);
        bar.figure = Some(count);
    }
    bars
}

/// A year with the words of its score and the part of the full score that it is, or none.
pub(crate) type YearScore = (String, Option<(String, Score)>);

/// Standing bars of the latest years.
pub(crate) fn columns(years: &[YearScore], target: Option<Score>, missing: &str) -> Columns {
    let years = &years[years.len().saturating_sub(YEARS)..];
    let share = 10_000 / years.len().max(1);
    let column = |(at, (label, score)): (usize, &YearScore)| {
        let height = score.as_ref().map_or(PLOT, |(_, share)| down(*share));
        Column {
            label: label.clone(),
            value: score.as_ref().map(|(words, _)| words.clone()),
            x: hundredths(at * share + share / 8),
            middle: hundredths(at * share + share / 2),
            width: hundredths(share - share / 4),
            y: TOP + PLOT - height,
            height,
        }
    };
    let said = years.iter().map(|(label, score)| said(label, score.as_ref().map(|(words, _)| words.as_str()), missing));
    Columns {
        columns: years.iter().enumerate().map(column).collect(),
        target: target.map(|score| TOP + PLOT - down(score)),
        description: said.collect::<Vec<_>>().join("; "),
    }
}

/// Periods within `year`; what lies outside it is cut off.
pub(crate) fn timeline<'a>(year: Period, today: Day, things: Vec<Dated<'a>>) -> Timeline<'a> {
    let days = year.to.days_after(year.from) + 1;
    let across = |day: Day| {
        let past = day.days_after(year.from).clamp(0, days);
        usize::try_from(past * 10_000 / days).unwrap_or(0)
    };
    let months = (0..12).map(|at| Month {
        number: (year.from.month() - 1 + at) % 12 + 1,
        x: hundredths(at * 10_000 / 12),
        middle: hundredths((at * 2 + 1) * 10_000 / 24),
    });
    let span = |(at, thing): (usize, Dated<'a>)| {
        let (from, to) = (across(thing.period.from), across(thing.period.to.next().unwrap_or(thing.period.to)));
        let width = to.saturating_sub(from);
        SpanView {
            label_y: MONTHS + at * ROW + LABEL,
            y: MONTHS + at * ROW + BAR,
            short: cut(&thing.label.text, SHORT + 6),
            label: Phrase { text: cut(&thing.label.text, LONG).into(), lang: thing.label.lang },
            x: hundredths(from),
            width: hundredths(width),
            filled: hundredths(width * thing.done / thing.steps.max(1)),
        }
    };
    let inside = (year.from..=year.to).contains(&today);
    Timeline {
        height: MONTHS + things.len() * ROW + 4,
        months: months.collect(),
        today: inside.then(|| hundredths(across(today))),
        today_end: across(today) > 5_000,
        spans: things.into_iter().enumerate().map(span).collect(),
    }
}

/// The width of a figure's bar in per cent of the full score.
fn share(figure: &str, full: Score) -> String {
    Score::parse(figure).map_or_else(|_| figure.to_owned(), |score| score.share(full).to_string())
}

/// The height of a score, with 100 as the whole, in the plot.
fn down(score: Score) -> usize {
    let pixels = score.exact() * crate::ita::score::Exact::new(i128::try_from(PLOT).unwrap_or(0), 100);
    usize::try_from(pixels.round().to_integer()).unwrap_or(0)
}

/// Hundredths of a per cent as per cent: `12.5`.
fn hundredths(value: usize) -> String {
    let text = format!("{}.{:02}", value / 100, value % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn said(label: &str, value: Option<&str>, missing: &str) -> String {
    format!("{label}: {}", value.unwrap_or(missing))
}

/// The text as far as `room` letters go. Marks above and below Thai letters take none, and are never parted from them.
fn cut(text: &str, room: usize) -> String {
    let letters = text.chars().filter(|&c| !is_mark(c)).count();
    if letters <= room {
        return text.to_owned();
    }
    let mut left = room;
    let mut kept = String::new();
    for c in text.chars() {
        if !is_mark(c) {
            if left == 0 {
                break;
            }
            left -= 1;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Day, Period, Score, columns, cut, timeline};

    #[test]
    fn a_year_without_a_figure_is_a_gap() {
        let score = Score::parse("95.53").ok().map(|score| (score.to_string(), score));
        let drawn = columns(&[("2564".to_owned(), score), ("2565".to_owned(), None)], None, "none");
        assert_eq!(drawn.columns[0].height, 143, "95.53 of 150 pixels");
        assert_eq!(drawn.columns[1].value, None);
        assert_eq!(drawn.description, "2564: 95.53; 2565: none");
    }

    #[test]
    fn a_period_lies_where_its_days_are() {
        let day = |text: &str| Day::parse(text).unwrap();
        let year = Period { from: day("2568-10-01"), to: day("2569-09-30") };
        let half = Period { from: day("2568-10-01"), to: day("2569-03-31") };
        let thing =
            |period| super::Dated { label: super::Phrase { text: "a".into(), lang: None }, period, done: 1, steps: 2 };
        let drawn = timeline(year, day("2569-01-05"), vec![thing(half), thing(year)]);
        // 182 of 365 days.
        assert_eq!((drawn.spans[0].x.as_str(), drawn.spans[0].width.as_str()), ("0", "49.86"));
        assert_eq!((drawn.spans[1].width.as_str(), drawn.spans[1].filled.as_str()), ("100", "50"));
        assert_eq!(drawn.today.as_deref(), Some("26.3"));
        assert_eq!(timeline(year, day("2570-01-05"), Vec::new()).today, None);
    }

    #[test]
    fn cut_texts_keep_their_marks() {
        assert_eq!(cut("น้ำท่วม", 2), "น้ำ…");
        assert_eq!(cut("น้ำ", 2), "น้ำ");
        assert_eq!(cut("ที่นี่", 2), "ที่นี่");
    }
}

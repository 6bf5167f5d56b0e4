//! The geometry of charts. Everything across is in per cent of the width, so that a chart fits a phone and a poster without
//! scaling its letters; everything down is in pixels. Templates draw; nothing here is HTML. Names are text of the page, which
//! wraps; only figures and years are drawn.

use serde::Serialize;

use crate::ita::score::Score;

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
    /// Where its figure stands.
    at: usize,
}

/// The plot of standing bars: its top, its height, and how many years it holds at most.
const TOP: usize = 26;
const PLOT: usize = 150;
const YEARS: usize = 8;
/// How tall a year without a figure is drawn, and how much room a figure takes above its bar.
const STUB: usize = 24;
const FIGURE: usize = 22;

/// A year with the words of its score and the part of the full score that it is, or none.
pub(crate) type YearScore = (String, Option<(String, Score)>);

/// Standing bars of the latest years.
pub(crate) fn columns(years: &[YearScore], target: Option<Score>, missing: &str) -> Columns {
    let years = &years[years.len().saturating_sub(YEARS)..];
    let share = 10_000 / years.len().max(1);
    let target = target.map(|score| TOP + PLOT - down(score));
    let column = |(at, (label, score)): (usize, &YearScore)| {
        let height = score.as_ref().map_or(STUB, |(_, share)| down(*share));
        let y = TOP + PLOT - height;
        // A figure that the line of the target would cross goes above it.
        let crossing = target.filter(|line| (y - FIGURE..y).contains(line));
        Column {
            label: label.clone(),
            value: score.as_ref().map(|(words, _)| words.clone()),
            x: hundredths(at * share + share / 8),
            middle: hundredths(at * share + share / 2),
            width: hundredths(share - share / 4),
            y,
            height,
            at: crossing.unwrap_or(y) - 7,
        }
    };
    let said = years.iter().map(|(label, score)| said(label, score.as_ref().map(|(words, _)| words.as_str()), missing));
    Columns {
        columns: years.iter().enumerate().map(column).collect(),
        target,
        description: said.collect::<Vec<_>>().join("; "),
    }
}

/// The height of a score, with 100 as the whole, in the plot.
fn down(score: Score) -> usize {
    let pixels = score.exact() * crate::ita::score::Exact::new(i128::try_from(PLOT).unwrap_or(0), 100);
    usize::try_from(pixels.round().to_integer()).unwrap_or(0)
}

/// Hundredths of a per cent as per cent: `12.5`.
pub(crate) fn hundredths(value: usize) -> String {
    let text = format!("{}.{:02}", value / 100, value % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn said(label: &str, value: Option<&str>, missing: &str) -> String {
    format!("{label}: {}", value.unwrap_or(missing))
}

#[cfg(test)]
mod tests {
    use super::{Score, columns};

    #[test]
    fn the_line_of_the_target_crosses_no_figure() {
        let score = |text: &str| Score::parse(text).ok().map(|score| (score.to_string(), score));
        let years = ["0", "50", "80", "82.47", "84.99", "85", "86", "90", "100"];
        for year in years {
            let drawn = columns(&[(year.to_owned(), score(year))], Score::parse("85").ok(), "none");
            let (at, line) = (drawn.columns[0].at, drawn.target.unwrap());
            assert!(line > at || line + 15 <= at, "{year}: the figure at {at} is crossed at {line}");
        }
    }

    #[test]
    fn a_year_without_a_figure_is_a_gap() {
        let score = Score::parse("95.53").ok().map(|score| (score.to_string(), score));
        let drawn = columns(&[("2564".to_owned(), score), ("2565".to_owned(), None)], None, "none");
        assert_eq!(drawn.columns[0].height, 143, "95.53 of 150 pixels");
        assert_eq!(drawn.columns[1].value, None);
        assert!(drawn.columns[1].height < 30, "a missing year is a stub, and no bar");
        assert_eq!(drawn.description, "2564: 95.53; 2565: none");
    }
}

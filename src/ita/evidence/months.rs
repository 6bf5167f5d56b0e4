//! The months that the rows of a table are of: by dates, by names in full or short, with a year or without one.

use std::collections::BTreeSet;

use crate::base::date::{BUDDHIST_YEARS, Day, month_in_front};
use crate::base::grid::{Cell, Value};
use crate::base::thai::normalise;
use crate::ita::evidence::lack::TableLack;
use crate::ita::evidence::table::cell_name;
use crate::ita::table::Table;
use crate::ita::year::Period;

/// A month, with its Buddhist year if that was said.
type Month = (usize, Option<i16>);

/// The months of a period that no row of a table is of, and the cells that tell none.
pub(super) fn judge(table: &Table<'_>, column: usize, period: Period, rows: &[usize]) -> Vec<TableLack> {
    let mut there: BTreeSet<Month> = BTreeSet::new();
    let mut faults = Vec::new();
    // A cell that is merged downwards, or left empty below its like, is of the month above it.
    for row in rows {
        let cell = table.cell(*row, column);
        let own = months(cell);
        if own.is_empty() && !cell.is_blank() {
            faults.push(TableLack::NoMonth(cell_name(table, *row, column)));
        }
        there.extend(own);
    }
    let wanted = of(period).into_iter();
    let missing =
        wanted.filter(|(month, year)| !there.contains(&(*month, Some(*year))) && !there.contains(&(*month, None)));
    faults.extend(missing.map(|(month, year)| TableLack::Month(month, year)));
    faults
}

/// The months of a period, each with its Buddhist year.
fn of(period: Period) -> Vec<(usize, i16)> {
    let (mut month, mut year) = (period.from.month(), period.from.buddhist_year());
    let mut months = Vec::new();
    while (year, month) <= (period.to.buddhist_year(), period.to.month()) {
        months.push((month, year));
        (month, year) = if month == 12 { (1, year + 1) } else { (month + 1, year) };
    }
    months
}

/// The months that a cell names; from one to the other where it names a stretch.
fn months(cell: &Cell) -> Vec<Month> {
    match cell.value {
        Value::Day(day) | Value::Month(day) => return vec![(day.month(), Some(day.buddhist_year()))],
        Value::Number(number) if (1.0..=12.0).contains(&number) && number.fract() == 0.0 => {
            return (1..=12).filter(|month| number == f64::from(*month)).map(|month| (month as usize, None)).collect();
        }
        _ => {}
    }
    if let Ok(day) = Day::parse(&cell.text) {
        return vec![(day.month(), Some(day.buddhist_year()))];
    }
    let text: String = normalise(&cell.text).chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let mut found: Vec<Month> = Vec::new();
    let mut stretch = false;
    let mut rest = text.as_str();
    while !rest.is_empty() {
        if let Some((month, after)) = month_in_front(rest) {
            let (year, after) = year(after);
            if let (true, Some((first, _))) = (stretch, found.last().copied()) {
                found.extend(
                    (1..12)
                        .map(|step| (first - 1 + step) % 12 + 1)
                        .take_while(|between| *between != month)
                        .map(|one| (one, None)),
                );
            }
            found.push((month, year));
            (stretch, rest) = (false, after);
            continue;
        }
        let letter = rest.chars().next().map_or(1, char::len_utf8);
        stretch = if rest.starts_with("ถึง") {
            true
        } else {
            stretch && !rest.starts_with(',') || rest.starts_with(['-', '–'])
        };
        rest = &rest[if rest.starts_with("ถึง") { "ถึง".len() } else { letter }..];
    }
    found
}

/// A year behind a month, with two digits or four.
fn year(text: &str) -> (Option<i16>, &str) {
    let text = text.strip_prefix("พศ").unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let year = text[..digits].parse::<i16>().ok().and_then(|year| match digits {
        2 => Some(2500 + year),
        4 if BUDDHIST_YEARS.contains(&year) => Some(year),
        4 => Some(year + 543).filter(|year| BUDDHIST_YEARS.contains(year)),
        _ => None,
    });
    (year, &text[digits..])
}

#[cfg(test)]
mod tests {
    use super::months;
    use crate::base::grid::{Cell, Value};

    #[test]
    fn months_as_officers_write_them() {
        let read = |text: &str| months(&Cell::text(text));
        for text in [
            "ตุลาคม 2567",
            "ต.ค. 67",
            "ต.ค.2567",
            "เดือนตุลาคม พ.ศ. ๒๕๖๗",
            "October 2024",
            "15/10/2567",
            "ประจำเดือน ตุลาคม ๒๕๖๗",
        ] {
            assert_eq!(read(text), [(10, Some(2567))], "{text}");
        }
        assert_eq!(read("ตุลาคม"), [(10, None)]);
        assert_eq!(read("ต.ค. - ธ.ค. 2567"), [(10, None), (11, None), (12, Some(2567))]);
        assert_eq!(read("ไม่มี"), []);
        assert_eq!(months(&Cell { text: "3".to_owned(), value: Value::Number(3.0) }), [(3, None)]);
    }
}

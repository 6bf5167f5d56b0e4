//! The months that the rows of a table are of: by dates, by names in full or short, with a year or without one.

use std::collections::BTreeSet;

use crate::base::date::{BUDDHIST_OFFSET, BUDDHIST_YEARS, Day, month_in_front};
use crate::base::grid::{Cell, Value};
use crate::base::thai::{is_mark, normalise};
use crate::ita::table::Table;
use crate::ita::year::Period;

/// A month, with its Buddhist year if that was said.
type Month = (usize, Option<i16>);

/// What stands before a month, with or without a space.
const BEFORE: &[&str] = &["เดือน", "ถึง"];

/// What was found of a column of months.
pub(super) struct Found {
    /// The rows whose cell tells no month.
    pub unread: Vec<usize>,
    /// The months that no row is of.
    pub missing: Vec<(usize, i16)>,
}

/// Holds the rows of a table against the months of a period. An empty cell tells none, and is told by who asks for cells.
pub(super) fn judge(table: &Table, column: usize, period: Period, rows: &[usize]) -> Found {
    let mut there: BTreeSet<Month> = BTreeSet::new();
    let mut unread = Vec::new();
    for row in rows {
        let cell = table.cell(*row, column);
        let own = months(cell);
        unread.extend((own.is_empty() && !cell.is_blank()).then_some(*row));
        there.extend(own);
    }
    let is_there =
        |(month, year): &(usize, i16)| there.contains(&(*month, Some(*year))) || there.contains(&(*month, None));
    Found { unread, missing: of(period).into_iter().filter(|month| !is_there(month)).collect() }
}

/// Whether a cell begins with a day or a month, and so says when.
pub(super) fn is_time(cell: &Cell) -> bool {
    if let Value::Number(_) = cell.value {
        return false;
    }
    let text = plain(&cell.text);
    let text =
        BEFORE.iter().fold(text.trim_start_matches("ประจำ"), |text, word| text.trim_start_matches(word));
    let day = matches!(cell.value, Value::Day(_) | Value::Month(_)) || Day::parse(&cell.text).is_ok();
    day || month_in_front(text.trim_start(), false).is_some()
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
    let text = plain(&cell.text);
    let (mut found, mut stretch, mut at): (Vec<Month>, _, _) = (Vec::new(), false, 0);
    while let Some(letter) = text[at..].chars().next() {
        let (before, rest) = text.split_at(at);
        let letters = before.ends_with(|c: char| c.is_alphabetic() || is_mark(c));
        let joined = letters && !BEFORE.iter().any(|word| before.ends_with(word));
        if let Some((month, after)) = month_in_front(rest, joined) {
            let (year, after) = year(after);
            let last = found.last().copied().filter(|_| stretch);
            found.extend(last.into_iter().flat_map(|first| between(first, (month, year))));
            found.push((month, year));
            (stretch, at) = (false, text.len() - after.len());
            continue;
        }
        stretch = rest.starts_with("ถึง") || rest.starts_with(['-', '–', '—']) || (stretch && letter != ',');
        at += letter.len_utf8();
    }
    found
}

/// A text with one space between its words, and none behind the dots of `ต. ค.`.
fn plain(text: &str) -> String {
    normalise(text).split_whitespace().collect::<Vec<_>>().join(" ").replace(". ", ".")
}

/// The months between two of them, with their years where both are known. Between two days of a month is none.
fn between((first, from): Month, (last, to): Month) -> Vec<Month> {
    if first == last && (from == to || from.is_none() || to.is_none()) {
        return Vec::new();
    }
    let year = |month: usize| Some(from? + i16::from(month < first)).filter(|_| to.is_some());
    let months = (1..12).map(|step| (first - 1 + step) % 12 + 1).take_while(|month| *month != last);
    months.map(|month| (month, year(month))).collect()
}

/// A year behind a month, with two digits or four.
fn year(text: &str) -> (Option<i16>, &str) {
    let behind = text.trim_start();
    let behind = ["พ.ศ.", "พ.ศ", "พศ", "ค.ศ."].iter().find_map(|era| behind.strip_prefix(era)).unwrap_or(behind);
    let behind = behind.trim_start();
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let year = behind[..digits].parse::<i16>().ok().and_then(|year| match digits {
        2 => Some(2500 + year),
        4 if BUDDHIST_YEARS.contains(&year) => Some(year),
        4 => Some(year + BUDDHIST_OFFSET).filter(|year| BUDDHIST_YEARS.contains(year)),
        _ => None,
    });
    (year, &behind[digits..])
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
        assert_eq!(read("1 ต.ค. 67 - 31 ต.ค. 67"), [(10, Some(2567)), (10, Some(2567))]);
        assert_eq!(
            read("พ.ย. 67 – ก.พ. 68").iter().map(|(_, year)| year.unwrap() % 100).collect::<Vec<_>>(),
            [67, 67, 68, 68]
        );
        for text in ["ไม่มี", "ไม่มีคำร้อง", "ไม่มีค.ศ.", "มีความเห็น", "ผลตค้าง", "mayor"]
        {
            assert_eq!(read(text), [], "{text}");
        }
        for text in ["มีค", "เดือนมีค", "มี. ค.", "ประจำเดือนมี.ค.", "march"]
        {
            assert_eq!(read(text), [(3, None)], "{text}");
        }
        assert_eq!(months(&Cell { text: "3".to_owned(), value: Value::Number(3.0) }), [(3, None)]);
    }
}

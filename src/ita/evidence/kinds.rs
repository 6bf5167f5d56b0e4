//! Whether a cell is what its column holds: an amount, a date of about the time that is asked for, words.

use crate::base::date::Day;
use crate::base::grid::{Cell, Value};
use crate::base::thai::{is_alphanumeric, is_numeric, normalise};
use crate::ita::evidence::months;
use crate::ita::holds::ColumnKind;
use crate::ita::year::Period;

/// Units that stand beside an amount.
const UNITS: &[&str] = &["บาทถ้วน", "บาท", "฿", "thb", "baht", ".-"];

/// So many days before a time and after it something of it may be dated: a contract that goes on, a report that comes later.
const AROUND: i64 = 2 * 366;

/// Whether a cell that says something is of a kind; a date is held against the time that is covered, where that is known.
pub(super) fn fits(cell: &Cell, kind: ColumnKind, period: Option<Period>) -> bool {
    match (kind, cell.value) {
        (ColumnKind::Amount, Value::Number(number)) => number >= 0.0,
        (ColumnKind::Amount, Value::Text) => is_amount(&cell.text),
        (ColumnKind::Date, Value::Day(day) | Value::Month(day)) => is_near(day, period),
        (ColumnKind::Date, Value::Text) => match Day::parse(&cell.text) {
            Ok(day) => is_near(day, period),
            Err(_) => months::is_time(cell),
        },
        (ColumnKind::Words, _) => cell.text.contains(|c| is_alphanumeric(c) && !is_numeric(c)),
        (ColumnKind::Amount | ColumnKind::Date, _) => false,
    }
}

/// Whether a text is a figure with a unit, or a note in brackets behind it: `1,500.- บาท (รวมภาษี)`.
fn is_amount(text: &str) -> bool {
    let text = normalise(text);
    let plain = match text.trim().strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((plain, _)) if plain.contains(|c: char| c.is_ascii_digit()) => plain,
        _ => &text,
    };
    let mut plain: String = plain.split_whitespace().collect();
    plain.retain(|c| c != ',');
    for unit in UNITS {
        plain = plain.trim_start_matches(unit).trim_end_matches(unit).to_owned();
    }
    let figure = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    figure && plain.parse::<f64>().is_ok()
}

fn is_near(day: Day, period: Option<Period>) -> bool {
    let around = |period: Period| {
        let (from, to) = (period.from.plus(-AROUND)?, period.to.plus(AROUND)?);
        Some((from..=to).contains(&day))
    };
    period.and_then(around).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::{fits, is_amount};
    use crate::base::date::Day;
    use crate::base::grid::{Cell, Value};
    use crate::ita::holds::ColumnKind;
    use crate::ita::year::Period;

    #[test]
    fn amounts_as_officers_write_them() {
        for text in ["1,500", "1,500.00 บาท", "๑,๕๐๐", "1500.-", "฿ 20", "9,000 (รวมภาษี)", "0.5"]
        {
            assert!(is_amount(text), "{text}");
        }
        for text in ["ประมาณห้าพัน", "12O0", "1.000.000,00", "5 แสน", "ราคาตามสัญญา", ".", "(1,500)", "มกราคม"]
        {
            assert!(!is_amount(text), "{text}");
        }
    }

    #[test]
    fn dates_of_about_their_time() {
        let day = |text: &str| Day::parse(text).unwrap();
        let year = Some(Period { from: day("2567-10-01"), to: day("2568-09-30") });
        for text in ["15 ม.ค. 2568", "2566-12-01", "ต.ค. 67", "31/03/2569"] {
            assert!(fits(&Cell::text(text), ColumnKind::Date, year), "{text}");
        }
        for text in ["2480-01-01", "1 ม.ค. 2599", "เร็ว ๆ นี้", "45123"] {
            assert!(!fits(&Cell::text(text), ColumnKind::Date, year), "{text}");
        }
        let number = |number: f64| Cell { text: number.to_string(), value: Value::Number(number) };
        assert!(!fits(&number(45123.0), ColumnKind::Date, year) && !fits(&number(5.0), ColumnKind::Words, None));
        assert!(fits(&number(5.0), ColumnKind::Amount, None) && !fits(&number(-5.0), ColumnKind::Amount, None));
    }
}

//! A score as it stands in a cell.

use crate::base::grid::Value;
use crate::base::thai::arabic_digits;
use crate::ita::results::slot::Slot;
use crate::ita::score::{Exact, Score, ScoreError};

/// What a cell says where a score should stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    Score(Score),
    /// It has more than two decimals.
    Rounded(Score),
    /// Nothing, or a sign for nothing.
    Nothing,
    Other,
}

/// Signs and words for a figure that is not there.
const NOTHING: &[&str] = &["", "-", "–", "—", "n/a", "ไม่มี", "ไม่มีข้อมูล", "null"];

/// What may stand around a figure.
const AROUND: &[&str] = &["ร้อยละ", "คะแนน", "percent", "%", "="];

/// Whether a cell looks like a figure.
pub(super) fn is_figure(slot: &Slot) -> bool {
    matches!(read(slot), Read::Score(_) | Read::Rounded(_)) || matches!(slot.value, Value::Number(_))
}

pub(super) fn read(slot: &Slot) -> Read {
    match slot.value {
        // The whole figure, however few decimals are shown; a percentage is kept as a share.
        Value::Number(number) => {
            // A sign that is only shown beside it makes no share of it.
            let share = slot.text.contains('%') && number <= 1.0;
            decimal(&format!("{:.6}", if share { number * 100.0 } else { number }))
        }
        Value::Empty | Value::Text => text(&slot.text),
        _ => Read::Other,
    }
}

fn text(text: &str) -> Read {
    let plain = arabic_digits(text).to_lowercase();
    let mut plain = plain.trim();
    if NOTHING.contains(&plain) {
        return Read::Nothing;
    }
    while let Some(rest) = AROUND.iter().find_map(|word| plain.strip_prefix(word).or_else(|| plain.strip_suffix(word)))
    {
        plain = rest.trim();
    }
    decimal(&plain.replace([',', '·'], "."))
}

fn decimal(text: &str) -> Read {
    match Score::parse(text) {
        // A sheet of results has counts beside its scores.
        Ok(score) if score <= Score::FULL => Read::Score(score),
        Err(ScoreError::TooManyDecimals) => {
            let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
            let scale = u32::try_from(fraction.len()).ok().and_then(|digits| 10_i128.checked_pow(digits));
            let exact = format!("{whole}{fraction}").parse().ok().zip(scale);
            exact.map_or(Read::Other, |(digits, scale)| Read::Rounded(Score::rounded(Exact::new(digits, scale))))
        }
        _ => Read::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Read, Value, read};
    use crate::ita::results::slot::{CellPlace, Slot};
    use crate::ita::score::Score;

    #[test]
    fn scores_are_read_as_people_write_them() {
        let read =
            |text: &str, value| read(&Slot { text: text.to_owned(), value, column: 0, place: CellPlace::default() });
        let score = |text: &str| Read::Score(Score::parse(text).unwrap());
        for text in ["97.78", "๙๗.๗๘", "97,78", "97.78%", "ร้อยละ 97.78", "97.78 คะแนน", " 97.780 %"]
        {
            assert_eq!(read(text, Value::Text), score("97.78"), "{text}");
        }
        assert_eq!(read("98%", Value::Number(0.9778)), score("97.78"));
        assert_eq!(read("100%", Value::Number(1.0)), score("100"));
        assert_eq!(read("1%", Value::Number(0.01)), score("1"));
        assert_eq!(read("97.78", Value::Number(97.78)), score("97.78"));
        assert_eq!(read("97.78%", Value::Number(97.78)), score("97.78"));
        assert_eq!(read("99.64", Value::Number(99.6385)), Read::Rounded(Score::parse("99.64").unwrap()));
        for text in ["-", "", "N/A", "ไม่มี"] {
            assert_eq!(read(text, Value::Text), Read::Nothing, "{text}");
        }
        for text in ["ผ่าน", "420", "-1", "1/2"] {
            assert_eq!(read(text, Value::Text), Read::Other, "{text}");
        }
    }
}

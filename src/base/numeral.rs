//! Digits of every script and form that an office's papers have: Thai, full-width, of neighbours; small ones above or below a
//! line; in rings and with dots.

/// How a digit stands in a text. Those of one form make a number together: a small one may be the mark of a note, one in a
/// ring the number of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Plain,
    Small,
    Ringed,
}

/// The noughts of scripts, each followed by its other digits.
const NOUGHTS: [char; 8] = ['๐', '０', '٠', '۰', '໐', '០', '၀', '०'];

/// Digits in rings, in brackets and with dots, each from one to nine; those that are noughts; and those with commas, from nought.
const ONES: [char; 7] = ['①', '⑴', '⒈', '❶', '➀', '➊', '⓵'];
const RINGS: [char; 5] = ['⓪', '⓿', '\u{1F10B}', '\u{1F10C}', '\u{1F100}'];
const COMMAS: char = '\u{1F101}';

/// The digits of mathematics, in five styles.
const STYLES: std::ops::RangeInclusive<char> = '\u{1D7CE}'..='\u{1D7FF}';

/// The value of a digit, and its form.
pub(crate) fn numeral(c: char) -> Option<(u8, Form)> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| (c as u8 - b'0', Form::Plain));
    }
    let from = |first: char| u32::from(c).checked_sub(u32::from(first)).and_then(|value| u8::try_from(value).ok());
    let below = |first: char, most: u8| from(first).filter(|value| *value < most);
    let plain = || NOUGHTS.into_iter().find_map(|nought| below(nought, 10));
    let style = || STYLES.contains(&c).then(|| from(*STYLES.start()).map(|value| value % 10))?;
    let small = || match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => from('⁰'),
        '₀'..='₉' => from('₀'),
        _ => None,
    };
    let ringed = || {
        let one = || ONES.into_iter().find_map(|one| below(one, 9)).map(|value| value + 1);
        RINGS.contains(&c).then_some(0).or_else(one).or_else(|| below(COMMAS, 10))
    };
    let of = |value: Option<u8>, form| value.map(|value| (value, form));
    of(plain().or_else(style), Form::Plain).or_else(|| of(small(), Form::Small)).or_else(|| of(ringed(), Form::Ringed))
}

pub(crate) fn value(c: char) -> Option<u8> {
    numeral(c).map(|(value, _)| value)
}

/// How many digits a text could have beyond those of ASCII, Thai and full-width ones: counted by their first bytes.
pub(crate) fn others(text: &str) -> usize {
    let bytes = text.as_bytes();
    memchr::memchr3_iter(0xE2, 0xF0, 0xC2, bytes).count() + memchr::memchr3_iter(0xD9, 0xDB, 0xE1, bytes).count()
}

#[cfg(test)]
mod tests {
    use super::{Form, numeral, others};
    use crate::base::digits::groups;

    #[test]
    fn every_digit_has_its_value_and_is_seen_by_its_first_bytes() {
        let rows = [
            "๐๑๒๓๔๕๖๗๘๙",
            "０１２３４５６７８９",
            "٠١٢٣٤٥٦٧٨٩",
            "۰۱۲۳۴۵۶۷۸۹",
            "໐໑໒໓໔໕໖໗໘໙",
            "០១២៣៤៥៦៧៨៩",
            "०१२३४५६७८९",
        ];
        let small = ["⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"];
        let ringed = ["⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾", "⓪⑴⑵⑶⑷⑸⑹⑺⑻⑼", "🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐", "🄁🄂🄃🄄🄅🄆🄇🄈🄉🄊"];
        let forms = [
            (&rows[..], Form::Plain),
            (&["𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴𝟵"], Form::Plain),
            (&small, Form::Small),
            (&ringed, Form::Ringed),
        ];
        for (row, form) in forms.into_iter().flat_map(|(rows, form)| rows.iter().map(move |row| (row, form))) {
            for (value, c) in (0_u8..).zip(row.chars()) {
                assert_eq!(numeral(c), Some((value, form)), "{c}");
                assert_eq!(groups(&format!("ก{c}")).count(), 1, "{c}");
            }
        }
        assert_eq!(others("①²٣𝟗"), 4);
        for c in ['ก', 'a', '⑩', '%', '๚', '½'] {
            assert_eq!(numeral(c), None, "{c}");
        }
    }
}

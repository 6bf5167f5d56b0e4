//! Characters that stand for a plain one: Thai digits, letters of other alphabets that look like Latin ones, spaces and
//! hyphens of every kind, and what cannot be seen. Codes are typed with them, and copied from PDF and Word.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::base::digits::{has_no_width, plain_mark};
use crate::base::thai::{arabic_digits, is_thai};

/// Letters of other alphabets and the Latin ones that they look like.
const LOOKS: &[(&str, &str)] = &[
    ("АВЕЅІЈКМНОРСТУХаеѕіјкморстух", "ABESIJKMHOPCTYXaesijkmopctyx"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧικνορυχ", "ABEZHIKMNOPTYXiknopux"),
    ("ՕօႽı|", "OoSil"),
];

/// A code in plain characters: ASCII and Thai letters, Arabic digits, single spaces, plain hyphens.
pub(crate) fn plain(code: &str) -> Cow<'_, str> {
    if code.is_ascii() && !code.contains('|') && !code.contains("  ") && code.trim() == code {
        return Cow::Borrowed(code);
    }
    let seen = code.chars().filter(|&c| !has_no_width(c));
    // The compatible form of a sara am is two marks.
    let compatible = seen.flat_map(|c| {
        let (thai, other) = if is_thai(c) { (Some(c), None) } else { (None, Some(c)) };
        thai.into_iter().chain(other.into_iter().nfkc())
    });
    let plain: String = compatible.map(letter).collect();
    Cow::Owned(arabic_digits(&plain).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The letter, hyphen or point that `c` looks like.
fn letter(c: char) -> char {
    let look = |(from, to): &(&str, &str)| from.chars().zip(to.chars()).find(|(own, _)| *own == c).map(|(_, to)| to);
    plain_mark(c).or_else(|| LOOKS.iter().find_map(look)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{LOOKS, plain};

    #[test]
    fn codes_are_read_as_they_are_meant() {
        for (written, meant) in [
            ("O๑", "O1"),
            ("Ｏ１２", "O12"),
            ("О1", "O1"),
            ("Ο1", "O1"),
            ("O\u{A0}12", "O 12"),
            ("O\u{200B}12\u{FEFF}", "O12"),
            ("O\u{2011}12", "O-12"),
            ("  MOIT   1 ", "MOIT 1"),
            ("มร.๑.๒", "มร.1.2"),
            ("ทำ ๑", "ทำ 1"),
            ("๒๕๖๘/๑", "2568/1"),
        ] {
            assert_eq!(plain(written), meant, "{written}");
        }
    }

    #[test]
    fn every_letter_has_one_that_it_looks_like() {
        for (from, to) in LOOKS {
            assert_eq!(from.chars().count(), to.chars().count(), "{from}");
            assert!(to.is_ascii() && from.chars().all(|c| c == '|' || !c.is_ascii()), "{from}");
        }
    }
}

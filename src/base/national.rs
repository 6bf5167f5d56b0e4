//! The national number of a Thai citizen: thirteen digits, the last of which checks the others. Printed only in its masked
//! form, whoever prints it and however.

use std::fmt;

/// Digits of a number.
pub(crate) const LENGTH: usize = 13;

/// Which digits are shown: the first, the office that gave the number, and the check digit.
const SHOWN: [bool; LENGTH] = [true, true, true, true, true, false, false, false, false, false, false, false, true];

/// What stands for a digit that is not shown.
pub(crate) const DOT: char = '•';

/// Characters of a `Number::tag`. Twenty-four bits say with 16 million to one that a number is the one that was allowed,
/// and leave some 60,000 numbers that it could be: whoever tries all numbers learns none.
pub(crate) const TAG: usize = 6;

/// Thirteen digits of which the last is the check digit of the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number([u8; LENGTH]);

/// Whose number it is, by its first digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearer {
    /// 1 to 8: a person.
    Person,
    /// 0: an agency, a company, or a person's number as a tax payer of another kind.
    Body,
    /// 9: not given to anybody yet.
    Nobody,
}

impl Number {
    /// The number of these digits, each 0 to 9, if its check digit holds.
    ///
    /// The check digit is `(11 − Σ(14−i)·dᵢ mod 11) mod 10` for i from 1 to 12 (Department of Provincial Administration).
    pub fn new(digits: [u8; LENGTH]) -> Option<Number> {
        let sum: u32 = digits.iter().zip((2..=13).rev()).map(|(&digit, weight)| u32::from(digit) * weight).sum();
        let check = (11 - sum % 11) % 10;
        (u32::from(digits[LENGTH - 1]) == check).then_some(Number(digits))
    }

    pub(crate) fn digits(self) -> [u8; LENGTH] {
        self.0
    }

    pub(crate) fn bearer(self) -> Bearer {
        match self.0[0] {
            0 => Bearer::Body,
            9 => Bearer::Nobody,
            _ => Bearer::Person,
        }
    }

    /// The number as a figure.
    pub(crate) fn value(self) -> u64 {
        self.0.iter().fold(0, |value, &digit| value * 10 + u64::from(digit))
    }

    /// Whether it is as well what is printed below the bars of goods (EAN-13). One number in ten is.
    pub(crate) fn is_barcode(self) -> bool {
        let sum: u32 =
            self.0.iter().zip([1, 3].into_iter().cycle()).map(|(&digit, weight)| u32::from(digit) * weight).sum();
        sum.is_multiple_of(10)
    }

    /// Whether it begins as goods from Thailand do.
    pub(crate) fn is_thai_goods(self) -> bool {
        self.0.starts_with(&[8, 8, 5])
    }

    /// What an allow-list says instead of the number: the beginning of its hash under the site's own key.
    pub fn tag(self, key: &[u8; 32]) -> String {
        let mut tag = blake3::keyed_hash(key, &self.0).to_hex().to_string();
        tag.truncate(TAG);
        tag
    }

    /// Whether the digit at `place`, from 0, may be shown.
    pub fn shows(place: usize) -> bool {
        SHOWN.get(place).copied().unwrap_or(false)
    }
}

/// `1-1001-•••••-••-0`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, &digit) in self.0.iter().enumerate() {
            if matches!(place, 1 | 5 | 10 | 12) {
                f.write_str("-")?;
            }
            if Number::shows(place) { write!(f, "{digit}")? } else { write!(f, "{DOT}")? }
        }
        Ok(())
    }
}

/// The same as shown to people: a number must not come into a log either.
impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bearer, LENGTH, Number};

    fn digits(text: &str) -> [u8; LENGTH] {
        text.bytes().map(|byte| byte - b'0').collect::<Vec<_>>().try_into().unwrap()
    }

    /// Worked by hand: 1·13 + 1·12 + 0 + 0 + 1·9 = 34, 34 mod 11 = 1, 11 − 1 = 10, 10 mod 10 = 0.
    #[test]
    fn the_check_digit_is_worked_out_as_the_law_says() {
        let number = Number::new(digits("1100100000000")).unwrap();
        assert_eq!((number.bearer(), number.to_string().as_str()), (Bearer::Person, "1-1001-•••••-••-0"));
        for wrong in 1..=9 {
            let mut digits = digits("1100100000000");
            digits[12] = wrong;
            assert_eq!(Number::new(digits), None);
        }
        assert!(!format!("{number:?}").contains("00000"));
    }

    /// 0·13 + 9·12 + 9·11 + 4·10 + 0 + 0 + 0 + 1·6 + 6·5 + 5·4 + 8·3 + 8·2 = 343, 343 mod 11 = 2, 11 − 2 = 9.
    #[test]
    fn the_first_digit_tells_whose_it_is() {
        assert_eq!(Number::new(digits("0994000165889")).map(Number::bearer), Some(Bearer::Body));
        let of = |first: u8| {
            let all = |last| Number::new(digits(&format!("{first}10010000000{last}")));
            (0..=9).find_map(all).map(Number::bearer)
        };
        assert!((1..=8).all(|first| of(first) == Some(Bearer::Person)));
        assert_eq!((of(0), of(9)), (Some(Bearer::Body), Some(Bearer::Nobody)));
    }

    #[test]
    fn tags_depend_on_the_key_and_hide_the_number() {
        let number = Number::new(digits("1100100000000")).unwrap();
        assert_eq!(number.tag(&[1; 32]), number.tag(&[1; 32]));
        assert_ne!(number.tag(&[1; 32]), number.tag(&[2; 32]));
        assert_eq!(number.tag(&[1; 32]).len(), super::TAG);
    }
}

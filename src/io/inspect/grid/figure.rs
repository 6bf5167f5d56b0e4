//! Figures as people read them.

use crate::base::grid::{Cell, Value};

/// A number without a format.
pub(super) fn plain(number: f64) -> Cell {
    Cell { text: general(number), value: Value::Number(number) }
}

/// A number as it is seen where nothing is said of it: all digits of a whole one, ten of others.
pub(super) fn general(number: f64) -> String {
    const MOST: usize = 10;
    let size = number.abs();
    if !(1e-9..1e15).contains(&size) && size != 0.0 {
        return number.to_string();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    // Most figures of a table are whole, and simply written.
    if number.fract() == 0.0 {
        return format!("{sign}{size}");
    }
    let before = format!("{size:.0}").len();
    let (whole, fraction) = rounded(size, MOST.saturating_sub(before));
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// A number's digits before the point and so many after it, rounded as people do: by the fifteen digits that workbooks know.
pub(super) fn rounded(number: f64, places: usize) -> (String, String) {
    let written = format!("{number:.14e}");
    let (digits, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let mut digits: Vec<u8> = digits.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    // As many digits before the point as the exponent says, and zeros where there are none.
    let point = usize::try_from(exponent + 1).unwrap_or(0);
    let zeros = usize::try_from(-(exponent + 1)).unwrap_or(0).min(400);
    digits.splice(0..0, std::iter::repeat_n(0, zeros + 1));
    let point = point + 1;
    let end = point + places;
    let up = digits.get(end).is_some_and(|digit| *digit >= 5);
    digits.resize(end, 0);
    let mut at = end;
    let mut carry = up;
    while carry && at > 0 {
        at -= 1;
        carry = digits[at] == 9;
        digits[at] = if carry { 0 } else { digits[at] + 1 };
    }
    let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    let (whole, fraction) = text.split_at(point);
    let whole = whole.trim_start_matches('0');
    (if whole.is_empty() { "0".to_owned() } else { whole.to_owned() }, fraction.to_owned())
}

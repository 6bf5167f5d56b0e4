//! Lines of an address, and of who signs, each of which is a line on the page too.

use crate::base::thai::{is_numeric, is_thai};

/// What lines of an address begin with.
const PLACES: &[&str] =
    &["เลขที่", "หมู่ที่", "ตำบล", "แขวง", "อำเภอ", "เขต", "จังหวัด", "รหัสไปรษณีย์", "โทร", "อีเมล", "เว็บไซต์", "ไลน์"];

/// A line of an address, or `label: value`.
pub(super) fn is_label(line: &str) -> bool {
    let label =
        line.split_once([':', '：']).filter(|(label, value)| !value.starts_with("//") && !label.ends_with(is_numeric));
    let short = label.is_some_and(|(label, _)| label.chars().count() <= 30 && label.contains(is_thai));
    short || PLACES.iter().any(|place| line.starts_with(place)) && line.chars().count() <= 60
}

/// The day below a text that is signed, and the name below the signature, in brackets.
const ON_THE_DAY: &str = "ณ วันที่";

/// `ประกาศ ณ วันที่ …`
pub(super) fn is_dated(line: &str) -> bool {
    line.split_once(ON_THE_DAY).is_some_and(|(word, _)| word.chars().count() <= 12 && !word.trim().contains(' '))
}

/// `(นายหนึ่ง ใจดี)`, or the dots where a name will be.
pub(super) fn is_signer(line: &str) -> bool {
    let name = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or_default();
    let sound = |c: char| is_thai(c) && !is_numeric(c) || c.is_whitespace() || c == '.' || c == '…';
    (5..=60).contains(&name.chars().count()) && name.chars().all(sound) && name.trim().contains([' ', '.', '…'])
}

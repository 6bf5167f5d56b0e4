//! Lines of an address, each of which is a line on the page too.

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

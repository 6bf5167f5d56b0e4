//! Lines of an address, of the head of a letter, and of who signs, each of which is a line on the page too.

use crate::base::thai::{is_numeric, is_thai};

/// What lines of an address begin with.
const PLACES: &[&str] =
    &["เลขที่", "หมู่ที่", "ตำบล", "แขวง", "อำเภอ", "เขต", "จังหวัด", "รหัสไปรษณีย์", "โทร", "อีเมล", "เว็บไซต์", "ไลน์"];

/// The same in short, before a name: `อ.เมือง`, not `ต.ค.`.
const SHORT_PLACES: &[&str] = &["ต.", "อ.", "จ.", "ถ.", "ซ."];

/// What stands behind the number of a house.
const ROADS: &[&str] = &["หมู่", "ม.", "ถนน", "ถ.", "ซอย", "ซ.", "ตำบล", "ต."];

/// What lines at the head of a letter or of an invitation begin with, before a space.
const HEADS: &[&str] =
    &["วันที่", "วัน", "เวลา", "สถานที่", "ส่วนราชการ", "เรื่อง", "เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย", "หน่วยงาน", "ผู้รับ"];

/// How the text below such a head begins.
const OPENINGS: &[&str] = &["ตามที่", "ด้วย", "เนื่องด้วย", "เนื่องจาก", "อนุสนธิ"];

/// A line of an address or of a head, or `label: value`.
pub(super) fn is_label(line: &str) -> bool {
    let label =
        line.split_once([':', '：']).filter(|(label, value)| !value.starts_with("//") && !label.ends_with(is_numeric));
    let short = label.is_some_and(|(label, _)| label.chars().count() <= 30 && label.contains(is_thai));
    short || is_head(line) || is_place(line) && line.chars().count() <= 60
}

/// The first line of the text below a head.
pub(super) fn is_opening(above: &str, line: &str) -> bool {
    is_head(above) && OPENINGS.iter().any(|opening| line.starts_with(opening))
}

fn is_head(line: &str) -> bool {
    let behind = |head: &str| line.strip_prefix(head).filter(|rest| rest.starts_with(char::is_whitespace));
    let number = |rest: &str| rest.split_once('/').is_some_and(|(_, rest)| rest.contains(is_numeric));
    let letter = behind("ที่").is_some_and(number);
    (letter || HEADS.iter().any(|head| behind(head).is_some())) && line.chars().count() <= 100
}

fn is_place(line: &str) -> bool {
    let begins = |rest: &str, words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    let house = line.trim_start_matches(|c| is_numeric(c) || c == '/' || c == '-');
    let postcode = house.is_empty() && line.chars().count() == 5 && line.chars().all(is_numeric);
    let name = SHORT_PLACES.iter().find_map(|place| line.strip_prefix(place));
    let named = name.is_some_and(|name| name.starts_with(is_thai) && name.chars().nth(1).is_some_and(|c| c != '.'));
    begins(line, PLACES) || (house.len() < line.len() && begins(house.trim_start(), ROADS)) || named || postcode
}

/// The day below a text that is signed, and the name below the signature, in brackets.
const ON_THE_DAY: &str = "ณ วันที่";

/// `ประกาศ ณ วันที่ …`
pub(super) fn is_dated(line: &str) -> bool {
    line.split_once(ON_THE_DAY).is_some_and(|(word, _)| word.chars().count() <= 12 && !word.trim().contains(' '))
}

/// `(นายหนึ่ง ใจดี)`, the dots where a name will be, or the line to be signed.
pub(super) fn is_signer(line: &str) -> bool {
    let name = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or_default();
    let sound = |c: char| is_thai(c) && !is_numeric(c) || c.is_whitespace() || c == '.' || c == '…';
    let named =
        (5..=60).contains(&name.chars().count()) && name.chars().all(sound) && name.trim().contains([' ', '.', '…']);
    let signed = line.strip_prefix("ลงชื่อ").or_else(|| line.strip_prefix("(ลงชื่อ)"));
    named || signed.is_some_and(|rest| ["...", "…", "___", "\t", "  "].iter().any(|gap| rest.contains(gap)))
}

#[cfg(test)]
mod tests {
    use super::{is_label, is_opening, is_signer};

    #[test]
    fn lines_of_addresses_and_letters_are_told_from_prose() {
        for line in [
            "99 หมู่ 4 ถนนมิตรภาพ",
            "๑๒๓/๔ ม.๕ ต.ตัวอย่าง",
            "อ.เมือง จ.ตัวอย่าง",
            "๓๔๐๐๐",
            "ที่ อบ ๗๙๓๐๑/ว ๑๒",
            "วันที่ ๕ มกราคม ๒๕๖๙",
            "เรื่อง\tขอเชิญประชุม",
            "เรียน  นายกเทศมนตรี",
            "โทร: 0 2000 0000",
        ] {
            assert!(is_label(line), "{line}");
        }
        for line in [
            "ที่ ต. เมือง เกิดเหตุ",
            "ต.ค. 2568",
            "จ.ส.อ. หนึ่ง ใจดี",
            "อ.บ.ต. ก",
            "99 คน",
            "เรื่องนี้",
            "เวลา",
            "08.30 น.",
            "๒๕๖๙",
            "340000",
        ] {
            assert!(!is_label(line), "{line}");
        }
        assert!(is_opening("เรียน นายก", "ตามที่ได้") && !is_opening("ดังนี้", "ตามที่ได้") && !is_opening("เรียน นายก", "ก"));
        assert!(is_signer("ลงชื่อ........ผู้เสนอ") && is_signer("(นายหนึ่ง ใจดี)") && !is_signer("ลงชื่อเข้าร่วมประชุม"));
    }
}

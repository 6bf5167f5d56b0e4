//! What is published, searched once more as the last step before it is written: nothing that a page, a template or a table
//! puts together is a citizen's number that no source shows, or an address that is not for the public.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::national::Number;
use crate::base::path::RelPath;
use crate::base::personal::{Certainty, find};
use crate::base::source::Sources;
use crate::base::span::Span;
use crate::ita::portal::Portal;
use crate::ita::web::has_like;

pub(super) static PUBLISHED_NUMBER: Rule = Rule::new(
    "published-number",
    Error,
    both("ไฟล์ที่จะเผยแพร่ไม่มีเลขประจำตัวประชาชนที่ไม่มีใครเห็น", "no published file has a citizen's number that nobody saw"),
    both(
        "แม่แบบหรือตารางอาจต่อเลขขึ้นมาเอง จึงค้นอีกครั้งก่อนเขียน",
        "a template or a table may put a number together, so what is written is searched as it is",
    ),
);

pub(super) static PUBLISHED_ADDRESS: Rule = Rule::new(
    "published-address",
    Error,
    both("ไฟล์ที่จะเผยแพร่ไม่มีที่อยู่ที่ไม่ใช่ของสาธารณะ", "no published file has an address that is not for the public"),
    both("คนนอกที่ตอบแบบวัดภายในทำให้ผลการประเมินใช้ไม่ได้", "outsiders who answer the staff survey spoil its result"),
);

/// So many bytes on both sides of digits are looked at for words that tell what they are.
const NEAR: usize = 160;

/// Between two digits of a number stand at most so many bytes: a hyphen, spaces, the first bytes of a Thai digit.
const GAP: usize = 5;

/// The digits of a number.
const LENGTH: usize = 13;

/// The numbers of the sources, which the other checks have judged. Sought when the first number is met.
#[derive(Debug, Default)]
pub(crate) struct Seen(OnceLock<BTreeSet<Number>>);

/// What may not be in a file that is about to be written at `path`.
pub(crate) fn leak(
    seen: &Seen,
    portal: &Portal,
    sources: &Sources,
    path: &RelPath,
    bytes: &[u8],
) -> Option<Diagnostic> {
    for pattern in portal.not_public() {
        if has_like(pattern, bytes) {
            return Some(address(path, pattern.split('*').next().unwrap_or(pattern)));
        }
    }
    let known = || seen.0.get_or_init(|| numbers(sources));
    spots(bytes).into_iter().find_map(|spot| {
        let near = spot.start.saturating_sub(NEAR)..(spot.end + NEAR).min(bytes.len());
        let text = String::from_utf8_lossy(&bytes[near]);
        let surely = find(&text).into_iter().filter(|hit| hit.certainty == Certainty::Sure);
        let number = surely.map(|hit| hit.number).find(|number| !known().contains(number))?;
        Some(finding(path, number))
    })
}

fn numbers(sources: &Sources) -> BTreeSet<Number> {
    let texts = sources.texts.values().flat_map(|text| find(text)).map(|hit| hit.number);
    let files = sources.files.values().filter_map(|file| file.inspected.as_deref());
    texts.chain(files.flat_map(|file| &file.numbers).map(|planted| planted.number)).collect()
}

/// Where thirteen digits or more stand together, Arabic or Thai. The index of the search has Thai in one byte a letter.
fn spots(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut last, mut count) = (0, 0, 0);
    for (at, byte) in bytes.iter().enumerate() {
        let digit = match byte {
            b'0'..=b'9' => true,
            0x90..=0x99 => at > 0 && bytes[at - 1] == 0xB9,
            0xF0..=0xF9 => true,
            // What parts the digits of one number.
            b' ' | b'-' | 0xE0 | 0xB9 => continue,
            _ => {
                if count >= LENGTH {
                    found.push(start..last);
                }
                count = 0;
                continue;
            }
        };
        if digit {
            if count > 0 && at - last > GAP {
                if count >= LENGTH {
                    found.push(start..last);
                }
                count = 0;
            }
            start = if count == 0 { at } else { start };
            (last, count) = (at + 1, count + 1);
        }
    }
    if count >= LENGTH {
        found.push(start..last);
    }
    found
}

fn finding(path: &RelPath, number: Number) -> Diagnostic {
    let th = format!("ไฟล์ที่จะเผยแพร่นี้มีเลขประจำตัวประชาชน {number} ซึ่งไม่มีในไฟล์ต้นทาง");
    let en =
        format!("this file to be published has a citizen's national number {number}, which no source has as a whole");
    Diagnostic::new(&PUBLISHED_NUMBER, &Span::file(path), th, en).hint(
        "ดูแม่แบบใน themes และตารางที่หน้านี้แสดง แล้วลบส่วนที่ต่อกันเป็นเลขนี้",
        "look at the templates in `themes` and at the tables that this page shows, and delete what makes the number",
    )
}

fn address(path: &RelPath, fixed: &str) -> Diagnostic {
    let th = format!("ไฟล์ที่จะเผยแพร่นี้มีที่อยู่ {fixed}… ซึ่งแคตตาล็อกบอกว่าไม่ใช่ของสาธารณะ");
    let en =
        format!("this file to be published has the address {fixed}…, which the catalogue says is not for the public");
    Diagnostic::new(&PUBLISHED_ADDRESS, &Span::file(path), th, en).hint(
        "ลบที่อยู่นี้จากข้อความ ช่องข้อมูล หรือแม่แบบ แล้วส่งให้บุคลากรทางอื่น",
        "delete it from the text, the field or the template, and give it to the staff in another way",
    )
}

#[cfg(test)]
mod tests {
    use super::spots;

    #[test]
    fn digits_that_could_be_a_number() {
        for text in ["x1100100000000y", "1-1001-00000-00-0", "๑๑๐๐๑๐๐๐๐๐๐๐๐", "1 1001 00000 00 0", "1234567890123456"]
        {
            assert_eq!(spots(text.as_bytes()).len(), 1, "{text}");
        }
        for text in ["2568-08-15", "1.1001.00000.00.0", "110010000000", "1100100\n000000", "110010        0000000"] {
            assert_eq!(spots(text.as_bytes()).len(), 0, "{text}");
        }
        assert_eq!(spots(&[0xF1; 13]).len(), 1, "the index of the search");
    }
}

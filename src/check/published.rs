//! What is published, searched once more as the last step before it is written: nothing that a page, a template or a table
//! puts together is a citizen's number that no source shows, or an address that is not for the public.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::base::candidate::thirteens;
use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::national::Number;
use crate::base::path::RelPath;
use crate::base::personal::{Certainty, Hit, find};
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

/// So many numbers of one source are known.
const MOST: usize = 50_000;

/// The digits of a number.
const LENGTH: usize = 13;

/// The numbers of the sources, which the other checks have judged, allowed ones too. Sought when the first number is met.
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
    let patterns = portal.not_public();
    let small = if patterns.is_empty() { Vec::new() } else { bytes.to_ascii_lowercase() };
    if let Some(pattern) = patterns.into_iter().find(|pattern| has_like(pattern, &small)) {
        return Some(address(path, pattern.split('*').next().unwrap_or(pattern)));
    }
    let known = || seen.0.get_or_init(|| numbers(sources));
    spots(bytes).into_iter().find_map(|spot| {
        let near = spot.start.saturating_sub(NEAR)..(spot.end + NEAR).min(bytes.len());
        let text = String::from_utf8_lossy(&bytes[near]);
        let mut somebodys = find(&text).into_iter().filter(is_somebodys).map(|hit| hit.number);
        let number = somebodys.find(|number| !known().contains(number))?;
        Some(finding(path, number))
    })
}

/// A number that no source has was put together, or cut by marks there: that it could be somebody's is enough.
fn is_somebodys(hit: &Hit) -> bool {
    match hit.certainty {
        Certainty::Sure => true,
        Certainty::Possible => !hit.number.is_thai_goods(),
        Certainty::Body => false,
    }
}

/// Every thirteen digits of the sources that check themselves: those of texts and of cells may also be an amount.
fn numbers(sources: &Sources) -> BTreeSet<Number> {
    let files = || sources.files.values().filter_map(|file| file.inspected.as_deref());
    let own = |text: &str| thirteens(text, MOST).candidates.into_iter().map(|own| own.number).collect::<Vec<_>>();
    let texts = sources.texts.values().flat_map(|text| own(text));
    let rows = files().flat_map(|file| file.grids.iter()).flat_map(|grids| grids.iter()).flat_map(|grid| &grid.rows);
    let rows = rows.map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t"));
    let planted = files().flat_map(|file| &file.numbers).map(|planted| planted.number);
    texts.chain(rows.flat_map(|row| own(&row))).chain(planted).collect()
}

/// Whether a byte may stand in a number: a digit, Arabic or Thai, or what parts the digits of one. The index of the search
/// has Thai in one byte a letter.
fn may_stand(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b' ' | b'-' | 0xE0 | 0xB9 | 0x90..=0x99 | 0xF0..=0xF9)
}

/// Where thirteen digits or more stand together.
fn spots(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    // Of any number one byte in so many is looked at, so most of a file is passed over.
    while let Some(byte) = bytes.get(at + LENGTH - 1) {
        if !may_stand(*byte) {
            at += LENGTH;
            continue;
        }
        let before = bytes[at..at + LENGTH].iter().rposition(|byte| !may_stand(*byte)).map_or(at, |last| at + last + 1);
        let after = bytes[at + LENGTH..].iter().position(|byte| !may_stand(*byte));
        let end = after.map_or(bytes.len(), |first| at + LENGTH + first);
        if end - before >= LENGTH {
            within(bytes, before..end, &mut found);
        }
        at = end + 1;
    }
    found
}

/// The same in a run of bytes that may all stand in numbers.
fn within(bytes: &[u8], run: Range<usize>, found: &mut Vec<Range<usize>>) {
    let is_digit = |at: &usize| match bytes[*at] {
        0x90..=0x99 => *at > 0 && bytes[*at - 1] == 0xB9,
        byte => matches!(byte, b'0'..=b'9' | 0xF0..=0xF9),
    };
    let digits: Vec<usize> = run.filter(is_digit).collect();
    let together = digits.chunk_by(|one, next| next - one <= GAP + 1).filter(|digits| digits.len() >= LENGTH);
    found.extend(together.map(|digits| digits[0]..digits[digits.len() - 1] + 1));
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
        for before in 0..40 {
            let text = format!("{}1-1001-00000-00-0<", "x".repeat(before));
            assert_eq!(spots(text.as_bytes()).first(), Some(&(before..before + 17)), "wherever it stands");
        }
        for text in ["2568-08-15", "1.1001.00000.00.0", "110010000000", "1100100\n000000", "110010        0000000"] {
            assert_eq!(spots(text.as_bytes()).len(), 0, "{text}");
        }
        assert_eq!(spots(&[0xF1; 13]).len(), 1, "the index of the search");
    }
}

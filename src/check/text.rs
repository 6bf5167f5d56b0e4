//! Texts whose Thai was read in a wrong encoding and saved again: sound UTF-8, and unreadable.

use std::ops::Range;

use rayon::prelude::*;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::check::family::{Family, Subject};

pub(super) const FAMILY: Family = Family { rules: &[&TEXT_MANGLED], apply };

static TEXT_MANGLED: Rule = Rule::new(
    "text-mangled",
    Error,
    both("ภาษาไทยอ่านได้ ไม่ใช่อักขระต่างด้าว", "Thai text is readable, not strange Latin letters"),
    both(
        "ไฟล์เคยถูกเปิดด้วยรหัสผิดแล้วบันทึกทับ ประชาชนจะอ่านไม่ออก",
        "the file was opened in a wrong encoding and saved; nobody can read it",
    ),
);

/// Words of other languages have fewer letters with marks in a row than this.
const RUN: usize = 4;

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let texts: Vec<_> = subject.sources.texts.iter().filter(|(path, _)| path.below("content").is_some()).collect();
    texts.par_iter().filter_map(|(path, text)| finding(path, text)).collect()
}

/// Thai text read as Thai of Windows: each letter becomes one of these pairs and a third letter.
const PAIRS: [&str; 2] = ["เธ", "เน"];

/// One finding a file: where one word is mangled, most are.
fn finding(path: &RelPath, text: &str) -> Option<Diagnostic> {
    let place = mangled(text).or_else(|| doubled(text))?;
    let shown: String = text[place.clone()].chars().take(20).collect();
    let at = Span::new(path, place);
    let (th, en) = match shown.as_str() {
        "\u{FFFD}" => ("ตรงนี้เคยมีตัวอักษร แต่หายไปแล้ว".to_owned(), "a letter stood here and was lost".to_owned()),
        _ => (
            format!("“{shown}” คือภาษาไทยที่เปิดด้วยรหัสผิด"),
            format!("`{shown}` is Thai text that was read in a wrong encoding"),
        ),
    };
    Some(Diagnostic::new(&TEXT_MANGLED, &at, th, en).hint(
        "กู้ไฟล์เดิมก่อนบันทึก หรือพิมพ์ส่วนนี้ใหม่ แล้วบันทึกเป็น UTF-8",
        "restore the file from before it was saved, or type this again, and save it as UTF-8",
    ))
}

/// The first run of characters that Thai becomes: letters and signs of Western Europe, or the mark for what was lost.
fn mangled(text: &str) -> Option<Range<usize>> {
    // All of them begin with one of these bytes, which Thai text hardly has.
    if !text.bytes().any(|byte| matches!(byte, 0xC2 | 0xC3 | 0xEF)) {
        return None;
    }
    let mut run = 0..0;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let strange = matches!(c, '\u{A1}'..='\u{FF}' | '‚' | '„' | '…' | '†' | '‡' | '€' | '™' | '›' | '‹');
        if c == '\u{FFFD}' {
            return Some(at..at + c.len_utf8());
        }
        if strange {
            run = if run.end == at { run.start..at + c.len_utf8() } else { at..at + c.len_utf8() };
        } else if run.end == at
            && text[run.clone()].chars().filter(|c| ('\u{A1}'..='\u{FF}').contains(c)).count() >= RUN
        {
            return Some(run);
        }
    }
    None
}

/// The first run of letters that Thai becomes where it was read as Windows-874.
fn doubled(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = text[from..].find(PAIRS[0]).map(|at| from + at) {
        let (mut end, mut count) = (start, 0);
        while let Some(pair) = PAIRS.iter().find(|pair| text[end..].starts_with(**pair)) {
            let third = text[end + pair.len()..].chars().next().filter(|c| !c.is_ascii_whitespace());
            end += pair.len() + third.map_or(0, char::len_utf8);
            count += 1;
        }
        if count >= RUN {
            return Some(start..end);
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{doubled, mangled};

    #[test]
    fn thai_in_disguise_is_found_and_other_languages_are_not() {
        for (text, there) in [
            ("title: à¸ªà¸§à¸±à¸ª", true),
            ("สวัสดี ÊÇÑÊ´Õ ครับ", true),
            ("หาย\u{FFFD}ไป", true),
            ("naïve café, Åsgård ½ × 3 «ok»… ÆØÅ", false),
            ("100 ตร.ม.² ± 5 °C", false),
        ] {
            assert_eq!(mangled(text).is_some(), there, "{text}");
        }
        assert!(doubled("title: เธชเธงเธฑเธชเธ”เธต").is_some());
        assert!(doubled("เธอและเธอ เธอเธอ เน้นเนื้อหา").is_none());
    }
}

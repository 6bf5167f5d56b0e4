//! A Markdown file taken apart: the YAML between two lines of three hyphens, and the body after them.

use std::ops::Range;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::path::RelPath;
use crate::base::span::Span;

pub(super) static RULES: &[&Rule] =
    &[&FILE_EMPTY, &FRONT_MATTER_MISSING, &FRONT_MATTER_OPEN, &FRONT_MATTER_SECOND, &FRONT_MATTER_ENGLISH];

static FILE_EMPTY: Rule = Rule::new(
    "file-empty",
    Error,
    both("ไฟล์ต้องไม่ว่าง", "a file is not empty"),
    both("ไฟล์ว่างมักเกิดจากการบันทึกที่ล้มเหลว", "an empty file is mostly a save that failed"),
);

static FRONT_MATTER_MISSING: Rule = Rule::new(
    "front-matter-missing",
    Error,
    both("ไฟล์ Markdown ขึ้นต้นด้วยส่วนหัว", "a Markdown file begins with its front matter"),
    both("ส่วนหัวบอกว่าไฟล์นี้คือข้อใด", "the front matter says which item the file is"),
);

static FRONT_MATTER_OPEN: Rule = Rule::new(
    "front-matter-open",
    Error,
    both("ส่วนหัวปิดด้วย ---", "the front matter is closed by three hyphens"),
    both("ถ้าไม่ปิด เนื้อหาทั้งหมดจะถูกอ่านเป็นส่วนหัว", "unclosed, the whole text would count as front matter"),
);

static FRONT_MATTER_SECOND: Rule = Rule::new(
    "front-matter-second",
    Error,
    both("ส่วนหัวมีชุดเดียว", "there is one front matter"),
    both("ชุดที่สองจะไปโผล่เป็นข้อความบนหน้าเว็บ", "a second one would appear as text on the page"),
);

static FRONT_MATTER_ENGLISH: Rule = Rule::new(
    "front-matter-english",
    Error,
    both("ไฟล์ .en.md มีแต่เนื้อหา", "an .en.md file holds only a body"),
    both("ข้อเท็จจริงอยู่ที่ไฟล์ไทยที่เดียว จะได้ไม่ขัดกัน", "facts stand once, in the Thai file, so that they cannot disagree"),
);

/// The two parts of a file, in bytes of its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub yaml: Range<usize>,
    pub body: Range<usize>,
}

/// Takes a file apart, or says why it cannot be.
pub(super) fn split(path: &RelPath, text: &str, findings: &mut Vec<Diagnostic>) -> Option<Parts> {
    if text.trim().is_empty() {
        findings.push(empty(path));
        return None;
    }
    let Some(opening) = text.split_inclusive('\n').next().filter(|line| is_fence(line)) else {
        findings.push(not_begun(path, text));
        return None;
    };
    let Some(closing) = fence(text, opening.len()) else {
        if let Some(dashes) = lines(text).skip(1).find(|line| is_like_fence(&text[line.clone()])) {
            findings.push(no_hyphens(&FRONT_MATTER_OPEN, path, text, dashes));
            return None;
        }
        let at = Span::new(path, 0..opening.trim_end().len());
        let finding = Diagnostic::new(
            &FRONT_MATTER_OPEN,
            &at,
            both("ส่วนหัวนี้ไม่มีบรรทัด --- ปิดท้าย", "this front matter is never closed"),
        );
        findings
            .push(finding.hint(both("เติมบรรทัด --- ต่อจากข้อมูล ก่อนเนื้อหา", "add a line of three hyphens after the facts")));
        return None;
    };
    let parts = Parts { yaml: opening.len()..closing.start, body: closing.end..text.len() };
    if let Some(second) = second_front_matter(&text[parts.body.clone()]) {
        let start = parts.body.start + second;
        let said = both("มีส่วนหัวชุดที่สองตรงนี้", "a second front matter begins here");
        let at = Span::new(path, start..start + 3);
        let finding = Diagnostic::new(&FRONT_MATTER_SECOND, &at, said);
        findings.push(finding.hint(both("รวมไว้ในส่วนหัวชุดแรก", "move its lines into the first one")));
    }
    Some(parts)
}

/// The finding for a file that does not begin with three hyphens.
fn not_begun(path: &RelPath, text: &str) -> Diagnostic {
    let first = lines(text).find(|line| !text[line.clone()].trim_matches(is_unseen).is_empty()).unwrap_or(0..0);
    let line = &text[first.clone()];
    if is_like_fence(line) {
        return no_hyphens(&FRONT_MATTER_MISSING, path, text, first);
    }
    // Empty lines or signs that nobody sees stand above.
    if is_fence(line.trim_start_matches(is_unseen)) {
        let place = 0..first.end.min(first.start + line.len() - line.trim_start_matches(is_unseen).len());
        let said = both(
            "มีบรรทัดว่างหรืออักขระที่มองไม่เห็นอยู่ก่อน ---",
            "an empty line or a sign that nobody sees stands before the hyphens",
        );
        return Diagnostic::new(&FRONT_MATTER_MISSING, &Span::new(path, place), said).hint(both(
            "ลบออก ให้ --- เป็นบรรทัดแรกของไฟล์",
            "delete it, so that the hyphens are the first line of the file",
        ));
    }
    let at = Span::new(path, 0..text.chars().next().map_or(0, char::len_utf8));
    let said = both("ไฟล์นี้ไม่มีส่วนหัว", "this file does not begin with front matter");
    Diagnostic::new(&FRONT_MATTER_MISSING, &at, said).hint(both(
        "ให้บรรทัดแรกเป็น --- ตามด้วยข้อมูล แล้วปิดด้วย --- อีกบรรทัด",
        "begin with a line of three hyphens, the facts, and another such line",
    ))
}

/// The finding for a line of other dashes, or of more or fewer.
fn no_hyphens(rule: &'static Rule, path: &RelPath, text: &str, line: Range<usize>) -> Diagnostic {
    let shown = text[line.clone()].trim();
    let said = both!("“{shown}” ไม่ใช่ขีดกลางสามขีด", "`{shown}` is not three hyphens");
    let at = Span::new(path, line.start..line.start + text[line.clone()].trim_end().len());
    Diagnostic::new(rule, &at, said).hint(both("พิมพ์ - สามครั้งแทน: ---", "type the hyphen three times in its place: ---"))
}

/// The lines of a text, each with its end.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_inclusive('\n').scan(0, |start, line| {
        let place = *start..*start + line.len();
        *start = place.end;
        Some(place)
    })
}

fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}')
}

/// Whether a line is what Word or a slip of the hand makes of three hyphens: `—`, `--`, `– – –`.
fn is_like_fence(line: &str) -> bool {
    let dashes = line.trim();
    !dashes.is_empty() && dashes != "---" && dashes.chars().all(|c| "-‐‑‒–—―−_ ".contains(c)) && dashes != "-"
}

/// The finding for a file without text.
pub(super) fn empty(path: &RelPath) -> Diagnostic {
    Diagnostic::new(&FILE_EMPTY, &Span::file(path), both("ไฟล์นี้ว่างเปล่า", "this file is empty"))
        .hint(both("กู้ไฟล์เดิมกลับมา หรือลบไฟล์นี้ถ้าไม่ใช้", "restore its content, or delete the file if it is not needed"))
}

/// The finding for an English file that begins with front matter.
pub(super) fn in_english(path: &RelPath, text: &str) -> Option<Diagnostic> {
    let fenced = text.lines().next().is_some_and(|line| line.trim_end() == "---");
    fenced.then(|| {
        let said = both("ไฟล์ภาษาอังกฤษมีส่วนหัว", "this English file has front matter");
        Diagnostic::new(&FRONT_MATTER_ENGLISH, &Span::new(path, 0..3), said)
            .hint(both("ย้ายข้อมูลไปไว้ที่ไฟล์ไทย แล้วลบส่วนหัวนี้", "move its facts to the Thai file and delete it here"))
    })
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// The first line of three hyphens at or after byte `from`.
fn fence(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = from;
    for line in text[from..].split_inclusive('\n') {
        if is_fence(line) {
            return Some(start..start + line.len());
        }
        start += line.len();
    }
    None
}

/// Where a body begins with another front matter: hyphens, lines of `key: value`, hyphens.
fn second_front_matter(body: &str) -> Option<usize> {
    let blank = body.len() - body.trim_start().len();
    let opening = fence(body, blank).filter(|opening| opening.start == blank)?;
    let closing = fence(body, opening.end)?;
    let lines = body[opening.end..closing.start].lines();
    let key = |line: &str| {
        line.split_once(':')
            .is_some_and(|(key, _)| !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
    };
    let mut keys =
        lines.filter(|line| !line.trim().is_empty() && !line.starts_with(' ') && !line.starts_with('-')).peekable();
    (keys.peek().is_some() && keys.all(key)).then_some(blank)
}

#[cfg(test)]
mod tests {
    use super::{RelPath, split};

    #[test]
    fn windows_line_ends_and_parts() {
        let text = "---\r\ncode: O1\r\n---\r\nเนื้อหา\r\n";
        let path = RelPath::new("a.md").unwrap();
        let parts = split(&path, text, &mut Vec::new()).unwrap();
        assert_eq!(&text[parts.yaml], "code: O1\r\n");
        assert_eq!(&text[parts.body], "เนื้อหา\r\n");
    }

    #[test]
    fn a_rule_in_the_body_is_no_second_front_matter() {
        let path = RelPath::new("a.md").unwrap();
        for (text, count) in
            [("---\na: 1\n---\n\n---\n\nText: yes\n\n---\n", 0), ("---\na: 1\n---\n---\ncode: O1\n---\n", 1)]
        {
            let mut findings = Vec::new();
            split(&path, text, &mut findings);
            assert_eq!(findings.len(), count, "{text}");
        }
    }
}

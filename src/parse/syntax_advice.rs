//! What people mistype in YAML, told in their words. The library is asked first; here its complaints are made plain, and
//! slips that cannot be seen, as a tab or a no-break space, are looked for where it stumbled.

use std::ops::Range;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::span::Span;
use crate::parse::tree::{Node, NodeKind};

pub(super) static RULES: &[&Rule] = &[&YAML_SYNTAX];

static YAML_SYNTAX: Rule = Rule::new(
    "yaml-syntax",
    Error,
    both("YAML ต้องอ่านได้", "YAML must be readable"),
    both("ถ้าอ่านไม่ได้ ข้อมูลทั้งไฟล์จะหายไปจากเว็บ", "what cannot be read would vanish from the site"),
);

/// The finding for a text that the library refused at `at`, saying `detail`. The text stands at byte `offset` of its file.
pub(super) fn explain(text: &str, offset: usize, at: &Span, detail: &str) -> Diagnostic {
    let stumbled = (at.start as usize).saturating_sub(offset).min(text.len());
    let start = text[..stumbled].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    if let Some(tab) = tab(text, start, detail) {
        let finding = syntax(at, offset, tab, both("บรรทัดนี้เยื้องด้วยแท็บ", "this line is indented with a tab"));
        return finding.hint("ใช้เว้นวรรคธรรมดาแทนแท็บ", "use spaces instead of the tab");
    }
    // A key glued to its value is noticed only at the next key.
    let before = text[..start].trim_end();
    let above = before.rfind('\n').map_or(0, |newline| newline + 1);
    let lines = [(start, line), (above, &before[above..])];
    let lines = lines.into_iter().take(if detail.contains("mapping values") { 2 } else { 1 });
    if let Some(finding) =
        lines.filter_map(|(start, line)| glue(line).map(|slip| slip.finding(at, offset + start))).next()
    {
        return finding;
    }
    if detail.contains("cannot deserialize null") {
        // At the end of a file nothing stands where the key is missed.
        let mark = text[stumbled..].chars().next().map_or(0, char::len_utf8);
        let finding =
            syntax(at, at.start as usize, 0..mark, both("หน้า : ตรงนี้ไม่มีชื่อช่อง", "there is no key before this colon"));
        return finding.hint("พิมพ์ชื่อช่องไว้หน้า :", "write the key before the colon");
    }
    let detail = plain(detail);
    let (th, en) = (format!("อ่าน YAML ตรงนี้ไม่ได้ ({detail})"), format!("this is not YAML: {detail}"));
    let hint = advice(&detail);
    Diagnostic::new(&YAML_SYNTAX, at, th, en).hint(hint.th, hint.en)
}

/// A key and its value that became one word, where that is sound YAML: in braces, or as the only line.
pub(super) fn glued(document: &Node) -> Option<Diagnostic> {
    match &document.kind {
        NodeKind::Scalar(text) => glue(text).map(|slip| slip.finding(&document.span, document.span.start as usize)),
        _ => glued_key(document),
    }
}

fn glued_key(node: &Node) -> Option<Diagnostic> {
    match &node.kind {
        NodeKind::List(values) => values.iter().find_map(glued_key),
        NodeKind::Map(entries) => entries.iter().find_map(|entry| {
            let lone = matches!(entry.value.kind, NodeKind::Null).then(|| glue(&entry.key.value)).flatten();
            let finding = lone.map(|slip| slip.finding(&entry.key.span, entry.key.span.start as usize));
            finding.or_else(|| glued_key(&entry.value))
        }),
        NodeKind::Scalar(_) | NodeKind::Null => None,
    }
}

/// What stands between a colon and a value in the place of a space.
enum Slip {
    NoBreakSpace(Range<usize>),
    Nothing(Range<usize>),
}

impl Slip {
    fn finding(self, near: &Span, start: usize) -> Diagnostic {
        match self {
            Slip::NoBreakSpace(place) => {
                let th = "หลังเครื่องหมาย : เป็นช่องว่างพิเศษ (no-break space) ซึ่งมองไม่เห็นความต่าง";
                syntax(near, start, place, both(th, "the space after this colon is a no-break space"))
                    .hint("ลบแล้วพิมพ์เว้นวรรคใหม่", "delete it and type a plain space")
            }
            Slip::Nothing(place) => {
                syntax(near, start, place, both("หลังเครื่องหมาย : นี้ไม่มีเว้นวรรค", "there is no space after this colon"))
                    .hint("พิมพ์เว้นวรรคหลัง :", "type a space after the colon")
            }
        }
    }
}

/// The slip in a text that begins with a key and a colon, if there is one.
fn glue(line: &str) -> Option<Slip> {
    let key = line.trim_start_matches([' ', '-']);
    let colon = line.len() - key.len() + key.find(':')?;
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let sound = !key.starts_with(':') && line[line.len() - key.len()..colon].chars().all(word);
    let next = line[colon + 1..].chars().next().filter(|_| sound)?;
    match next {
        '\u{A0}' => Some(Slip::NoBreakSpace(colon + 1..colon + 3)),
        '/' | ' ' | '\t' | '\r' => None,
        _ => Some(Slip::Nothing(colon..colon + 1)),
    }
}

/// A tab that indents the line at `start`, or a later one where the complaint is about a tab.
fn tab(text: &str, mut start: usize, detail: &str) -> Option<Range<usize>> {
    let reach = if detail.contains("a tab") { usize::MAX } else { 1 };
    for line in text[start..].split_inclusive('\n').take(reach) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(start + tab..start + tab + 1);
        }
        start += line.len();
    }
    None
}

fn syntax(near: &Span, start: usize, place: Range<usize>, words: Bilingual<&str>) -> Diagnostic {
    let at = Span::new(&near.path, start + place.start..start + place.end);
    Diagnostic::new(&YAML_SYNTAX, &at, words.th, words.en)
}

/// The library's words without those that only its own users understand.
fn plain(detail: &str) -> String {
    if let Some(breach) = detail.strip_prefix("budget breached: ") {
        let what = breach.split([' ', '{']).next().unwrap_or_default().to_lowercase();
        let what = if what == "nodes" { "values" } else { &what };
        return format!("it has too many {what}, counting what aliases repeat");
    }
    let plain = detail.split("; use ").next().unwrap_or(detail);
    if plain.contains("deserialize") { "this key cannot be read".to_owned() } else { plain.to_owned() }
}

/// What to do about the library's commonest complaints.
fn advice(detail: &str) -> Bilingual<String> {
    if let Some(c) = detail.strip_prefix("unexpected character: `").and_then(|rest| rest.chars().next()) {
        let (th, en) = ("ข้อความที่ขึ้นต้นด้วย", "put quotes around a text that begins with");
        return both(format!("{th} {c} ต้องครอบด้วย \"…\""), format!("{en} {c}"));
    }
    let known = ADVICE.iter().find(|(needles, _)| needles.iter().any(|needle| detail.contains(needle)));
    known
        .map_or(
            both("เทียบกับไฟล์ตัวอย่างใน content/README.md", "compare with the examples in content/README.md"),
            |(_, words)| *words,
        )
        .map(str::to_owned)
}

/// Words of a complaint, and what to do then; the first that fits.
static ADVICE: &[(&[&str], Bilingual<&str>)] = &[
    (
        &["too many", "limit", "depth"],
        both("ไฟล์ซ้อนกันลึกหรือใหญ่เกินไป ให้แบ่งหรือลดชั้น", "the file is nested too deep or too large; make it simpler"),
    ),
    (
        &["mapping values are not allowed", "illegal placement of ':'", "expected ',' or", "bracket"],
        both(
            "ถ้าข้อความมีเครื่องหมาย : ให้ครอบทั้งข้อความด้วย \"…\" และตรวจว่าปิด ] หรือ } แล้ว",
            "put quotes around a text that has a colon, and close every ] and }",
        ),
    ),
    (&["quote"], both("เครื่องหมายคำพูดเปิดแล้วไม่ปิด ให้เติมตัวปิด", "close the quotation mark that was opened")),
    (&["multiple YAML documents"], both("มีบรรทัด --- เกินมา ให้เหลือข้อมูลชุดเดียว", "remove the extra line of three hyphens")),
    (
        &["anchor", "alias"],
        both("ข้อความที่ขึ้นต้นด้วย * หรือ & ต้องครอบด้วย \"…\"", "put quotes around a text that begins with * or &"),
    ),
    (
        &["simple key", "expected"],
        both(
            "ตรวจว่ามี : และเว้นวรรคหลังชื่อช่อง และย่อหน้าตรงกัน",
            "check the colon and space after each key, and the indentation",
        ),
    ),
];

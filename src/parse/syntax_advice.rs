//! What people mistype in YAML, told in their words. The library is asked first; here its complaints are made plain, and
//! slips that cannot be seen, as a tab or a no-break space, are looked for where it stumbled.

use std::ops::Range;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::parse::slips;
use crate::parse::tree::{Node, NodeKind};

pub(super) static RULES: &[&Rule] = &[&YAML_SYNTAX];

static YAML_SYNTAX: Rule = Rule::new(
    "yaml-syntax",
    Error,
    both("YAML ต้องอ่านได้", "YAML must be readable"),
    both("ถ้าอ่านไม่ได้ ข้อมูลทั้งไฟล์จะหายไปจากเว็บ", "what cannot be read would vanish from the site"),
);

/// The findings for the slips in single lines of a text, which stands at byte `offset` of its file.
pub(super) fn slips(path: &RelPath, text: &str, offset: usize) -> Vec<Diagnostic> {
    let finding = |slip: slips::Slip| {
        let at = Span::new(path, offset + slip.place.start..offset + slip.place.end);
        Diagnostic::new(&YAML_SYNTAX, &at, slip.words).hint(slip.hint)
    };
    slips::slips(text).into_iter().map(finding).collect()
}

/// The finding for a text that the library refused at `at`, saying `detail`. The text stands at byte `offset` of its file.
pub(super) fn explain(text: &str, offset: usize, at: &Span, detail: &str) -> Diagnostic {
    let stumbled = (at.start as usize).saturating_sub(offset).min(text.len());
    let start = text[..stumbled].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    if let Some(tab) = tab(text, start, detail) {
        let finding = syntax(at, offset, tab, both("บรรทัดนี้เยื้องด้วยแท็บ", "this line is indented with a tab"));
        return finding.hint(both("ใช้เว้นวรรคธรรมดาแทนแท็บ", "use spaces instead of the tab"));
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
        return finding.hint(both("พิมพ์ชื่อช่องไว้หน้า :", "write the key before the colon"));
    }
    if let Some(finding) = indented(text, start, at, offset).or_else(|| without_colon(line, start, at, offset)) {
        return finding;
    }
    let detail = plain(detail);
    let Advice { said, hint, .. } = advice(&detail);
    let finding = Diagnostic::new(&YAML_SYNTAX, at, both((*said).to_owned(), format!("this is not YAML: {detail}")));
    match line.find(['“', '”']) {
        Some(_) => finding.hint(both(
            "“ ” ที่ Word หรือโทรศัพท์เปลี่ยนให้ไม่ครอบข้อความ พิมพ์ \" ธรรมดาแทนทั้งสองข้าง",
            "“ and ”, which Word and telephones make, are no quotes here: type a plain \" on both sides",
        )),
        None => finding.hint(*hint),
    }
}

/// A key that stands deeper than the one above it, which has its value already; or the first key, deeper than the others.
fn indented(text: &str, start: usize, near: &Span, offset: usize) -> Option<Diagnostic> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let line = text[start..].lines().next().unwrap_or_default();
    let mut lines = text[..start].lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let above = lines.clone().next_back()?;
    let has_value = above.split_once(": ").is_some_and(|(_, value)| !value.trim_start().is_empty());
    let (from, deep) =
        if has_value && is_key(line) && indent(line) > indent(above) && !above.trim_start().starts_with("- ") {
            (start, indent(line))
        } else {
            let first = lines.next()?;
            let place = first.as_ptr() as usize - text.as_ptr() as usize;
            (is_key(first) && is_key(line) && indent(first) > indent(line) && indent(line) == 0)
                .then_some((place, indent(first)))?
        };
    let finding = syntax(
        near,
        offset + from,
        0..deep,
        both("บรรทัดนี้เยื้องเข้าไปเกินบรรทัดข้างเคียง", "this line is indented more than its neighbours"),
    );
    Some(finding.hint(both(
        "ลบเว้นวรรคหน้าบรรทัดให้ตรงกับช่องอื่น",
        "delete the spaces before it, so that it stands as the other keys do",
    )))
}

/// A line that begins with the name of a key, and has no colon.
fn without_colon(line: &str, start: usize, near: &Span, offset: usize) -> Option<Diagnostic> {
    let key = line.trim_start_matches([' ', '-']);
    let from = line.len() - key.len();
    let end = key.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).filter(|end| *end > 1)?;
    let next = key[end..].trim_start().chars().next()?;
    if key.contains(':') || !(key[end..].starts_with(' ') || "=;".contains(next)) {
        return None;
    }
    let name = &key[..end];
    let finding = syntax(
        near,
        offset + start,
        from..from + end,
        both("บรรทัดนี้ไม่มีเครื่องหมาย : หลังชื่อช่อง", "there is no colon after the key of this line"),
    );
    Some(finding.hint(both!("เขียน {name}: แล้วเว้นวรรค ตามด้วยข้อมูล", "write `{name}:`, a space, and the value")))
}

fn is_key(line: &str) -> bool {
    let key = line.trim_start_matches(' ').split(':').next().unwrap_or_default();
    line.contains(':')
        && !key.is_empty()
        && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// A key and its value that became one word, where that is sound YAML: in braces, or as the only line.
pub(super) fn glued(document: &Node) -> Option<Diagnostic> {
    match &document.kind {
        NodeKind::Scalar(text) => {
            let start = document.span.start as usize;
            let slip = glue(text).map(|slip| slip.finding(&document.span, start));
            slip.or_else(|| without_colon(text.lines().next().unwrap_or_default(), 0, &document.span, start))
        }
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
                let said = both(
                    "หลังเครื่องหมาย : เป็นช่องว่างพิเศษ (no-break space) ซึ่งมองไม่เห็นความต่าง",
                    "the space after this colon is a no-break space",
                );
                syntax(near, start, place, said).hint(both("ลบแล้วพิมพ์เว้นวรรคใหม่", "delete it and type a plain space"))
            }
            Slip::Nothing(place) => {
                syntax(near, start, place, both("หลังเครื่องหมาย : นี้ไม่มีเว้นวรรค", "there is no space after this colon"))
                    .hint(both("พิมพ์เว้นวรรคหลัง :", "type a space after the colon"))
            }
        }
    }
}

/// The slip in a text that begins with a key and a colon, if there is one.
fn glue(line: &str) -> Option<Slip> {
    let key = line.trim_start_matches([' ', '-']);
    let colon = line.len() - key.len() + key.find(':')?;
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let sound = !key.starts_with(':') && line[line.len() - key.len()..colon].trim_end().chars().all(word);
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
    Diagnostic::new(&YAML_SYNTAX, &at, words)
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

/// What a complaint of the library means, and what to do then.
struct Advice {
    /// Words of the complaint.
    needles: &'static [&'static str],
    said: &'static str,
    hint: Bilingual<&'static str>,
}

/// The first advice that fits; the last fits everything.
fn advice(detail: &str) -> &'static Advice {
    let fits = |own: &&Advice| own.needles.iter().any(|needle| detail.contains(needle));
    ADVICE.iter().find(fits).unwrap_or(&OTHERWISE)
}

static OTHERWISE: Advice = Advice {
    needles: &[],
    said: "ตรงนี้เขียนไม่ถูกรูปแบบของไฟล์ จึงอ่านไม่ได้",
    hint: both("เทียบกับตัวอย่างใน content/README.md", "compare with the examples in content/README.md"),
};

static ADVICE: &[Advice] = &[
    Advice {
        needles: &["too many", "limit", "depth"],
        said: "ไฟล์นี้ซ้อนกันลึกหรือมีค่ามากเกินไป",
        hint: both("แบ่งไฟล์หรือลดชั้น", "the file is nested too deep or too large; make it simpler"),
    },
    Advice {
        needles: &["mapping values are not allowed", "illegal placement of ':'"],
        said: "มี : กับเว้นวรรคอีกตัวในบรรทัดเดียวกัน",
        hint: both("ถ้าข้อความมีเครื่องหมาย : ให้ครอบทั้งข้อความด้วย \"…\"", "put quotes around a text that has a colon"),
    },
    Advice {
        needles: &["expected ',' or"],
        said: "ใน { } หรือ [ ] ตรงนี้ขาดเครื่องหมาย , คั่น หรือยังไม่ปิด",
        hint: both(
            "คั่นแต่ละช่องด้วย , ปิด ] หรือ } ให้ครบ และครอบข้อความที่มี : หรือ , ด้วย \"…\"",
            "put a comma between the keys, close every ] and }, and put quotes around a text with a colon or a comma",
        ),
    },
    Advice {
        needles: &["bracket", "flow"],
        said: "{ หรือ [ ตรงนี้ยังไม่ปิด",
        hint: both(
            "เติม } หรือ ] ปิดท้าย ถ้าเป็นส่วนของข้อความ ให้ครอบทั้งข้อความด้วย \"…\"",
            "close every ] and }, or put quotes around the text that it belongs to",
        ),
    },
    Advice {
        needles: &["escape"],
        said: "ใน \"…\" เครื่องหมาย \\ มีความหมายพิเศษ จึงอ่านไม่ได้",
        hint: both("ครอบข้อความด้วย '…' แทน \"…\" หรือเขียน / แทน \\", "put single quotes around it, or write / for \\"),
    },
    Advice {
        needles: &["quote"],
        said: "เครื่องหมายคำพูดตรงนี้เปิดแล้วไม่ปิด",
        hint: both("เติมเครื่องหมายคำพูดปิดท้ายข้อความ", "close the quotation mark that was opened"),
    },
    Advice {
        needles: &["multiple YAML documents", "document start"],
        said: "ตรงนี้คล้ายเริ่มข้อมูลอีกชุด",
        hint: both(
            "ลบบรรทัด --- ที่เกินมา และให้ทุกช่องเริ่มตรงกัน",
            "remove the extra line of three hyphens, and begin every key in the same column",
        ),
    },
    Advice {
        needles: &["anchor", "alias"],
        said: "ข้อความนี้ขึ้นต้นด้วย * หรือ & ซึ่งมีความหมายพิเศษ",
        hint: both("ครอบข้อความด้วย \"…\"", "put quotes around a text that begins with * or &"),
    },
    Advice {
        needles: &["unexpected character"],
        said: "ข้อความนี้ขึ้นต้นด้วยเครื่องหมายที่มีความหมายพิเศษ",
        hint: both("ครอบข้อความด้วย \"…\"", "put quotes around the text"),
    },
    Advice {
        needles: &["simple key", "expected"],
        said: "อ่านช่องตรงนี้ไม่ได้",
        hint: both(
            "ตรวจว่ามี : และเว้นวรรคหลังชื่อช่อง มีเว้นวรรคหลัง - และย่อหน้าตรงกัน",
            "check the colon and space after each key, the space after each hyphen, and the indentation",
        ),
    },
];

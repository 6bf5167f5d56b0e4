//! What a sound body still owes its readers: links that say where they lead, images in words, headings in order, tables with
//! headers.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::markdown::{Placed, plain_text};
use crate::base::rows::{BAR, bars};
use crate::base::span::Span;
use crate::base::thai::{arabic_digits, normalise};

pub(super) static RULES: &[&Rule] = &[&LINK_TEXT, &IMAGE_WITHOUT_WORDS, &HEADING_ORDER, &HEADING_NUMBER, &TABLE_HEADER];

static LINK_TEXT: Rule = Rule::new(
    "link-text",
    Warning,
    both("ข้อความลิงก์บอกว่าไปที่ใด", "a link's text says where it leads"),
    both(
        "ผู้ใช้โปรแกรมอ่านหน้าจอฟังแต่ข้อความลิงก์ “คลิกที่นี่” ไม่บอกอะไร",
        "screen readers list links by their text, and “click here” says nothing",
    ),
);

static IMAGE_WITHOUT_WORDS: Rule = Rule::new(
    "image-without-words",
    Warning,
    both("รูปภาพมีคำบรรยาย", "an image is told in words"),
    both("คนที่มองไม่เห็นและเครื่องมือค้นหาอ่านรูปไม่ได้", "who cannot see it, and every search engine, reads the words instead"),
);

static HEADING_ORDER: Rule = Rule::new(
    "heading-order",
    Warning,
    both("หัวข้อลงทีละระดับและไม่ว่าง", "headings go down one level at a time, and are not empty"),
    both("ผู้ใช้โปรแกรมอ่านหน้าจอเดินทางในหน้าด้วยหัวข้อ", "screen readers find their way by the headings"),
);

static HEADING_NUMBER: Rule = Rule::new(
    "heading-number",
    Warning,
    both("เลขหัวข้อไม่ซ้ำ", "no two headings side by side have one number"),
    both("เมื่ออ้างถึงหัวข้อด้วยเลข ผู้อ่านจะไม่รู้ว่าหัวข้อใด", "cited by its number, nobody knows which one is meant"),
);

static TABLE_HEADER: Rule = Rule::new(
    "table-header",
    Warning,
    both("ตารางมีหัวตาราง", "a table has a header"),
    both("ไม่มีหัวตาราง ตัวเลขในตารางไม่มีความหมาย", "without it the figures of a table mean nothing"),
);

/// Texts of links that say nothing, in their normal form.
const VAGUE: &[&str] = &[
    "คลิก",
    "คลิกที่นี่",
    "คลิกที่นี้",
    "คลิ๊กที่นี่",
    "คลิกเลย",
    "กดที่นี่",
    "ที่นี่",
    "ดูที่นี่",
    "อ่านต่อ",
    "อ่านเพิ่มเติม",
    "เพิ่มเติม",
    "ดูเพิ่มเติม",
    "รายละเอียด",
    "ดูรายละเอียด",
    "ลิงก์",
    "ลิงค์",
    "ดาวน์โหลด",
    "click",
    "click here",
    "here",
    "read more",
    "more",
    "link",
    "this link",
    "details",
    "download",
];

/// Everything of this kind that is missing in a text.
pub(super) fn faults(text: &str, events: &[Placed<'_>], span: &dyn Fn(Range<usize>) -> Span) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut headings = Headings::default();
    let (mut above, mut images) = (String::new(), 0);
    for (at, (event, place)) in events.iter().enumerate() {
        let Event::Start(tag) = event else { continue };
        findings.extend(match tag {
            Tag::Link { .. } => link_text(&events[at..], &span(place.clone())),
            Tag::Image { .. } => {
                images += 1;
                without_words(&events[at..], &span(place.clone()), &above, images)
            }
            Tag::Heading { level, .. } => {
                (above, images) = (plain_text(&events[at..]).trim().to_owned(), 0);
                headings.next(*level, &above, &|| span(line(text, place)))
            }
            Tag::TableHead => without_header(&events[at..], &span(line(text, place))),
            Tag::Paragraph => not_a_table(text, place, span),
            _ => None,
        });
    }
    findings
}

fn link_text(events: &[Placed<'_>], at: &Span) -> Option<Diagnostic> {
    let words = plain_text(events);
    let words = words.trim();
    // An image inside that has no words is told as an image.
    let image = events
        .iter()
        .take_while(|(event, _)| *event != Event::End(TagEnd::Link))
        .any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })));
    let said = match words {
        "" if image => return None,
        "" => both!("ลิงก์นี้ไม่มีข้อความให้กด", "this link has no text to follow"),
        _ if VAGUE.contains(&normalise(words).as_str()) => {
            both!("“{words}” ไม่บอกว่าลิงก์ไปที่ใด", "`{words}` does not say where the link leads")
        }
        _ => return None,
    };
    let finding = Diagnostic::new(&LINK_TEXT, at, said);
    Some(finding.hint(both("เขียนชื่อของหน้าหรือเอกสารที่ลิงก์ไป", "write the name of the page or document that it leads to")))
}

/// An image that says nothing, with words for it: those of the heading above, and its number there.
fn without_words(events: &[Placed<'_>], at: &Span, above: &str, number: usize) -> Option<Diagnostic> {
    let silent = plain_text(events).trim().is_empty();
    silent.then(|| {
        let finding = Diagnostic::new(&IMAGE_WITHOUT_WORDS, at, both("รูปนี้ไม่มีคำบรรยาย", "this image has no words"));
        let what = both("เขียนใน [ ] ว่ารูปแสดงอะไร", "write between [ and ] what it shows");
        let Bilingual { th, en } = what;
        finding.hint(match above {
            "" => what.into(),
            _ => both!("{th} เช่น [{above} ภาพที่ {number}]", "{en}, as [{above} ภาพที่ {number}]"),
        })
    })
}

/// The headings so far.
#[derive(Default)]
struct Headings {
    last: Option<HeadingLevel>,
    /// The numbers of those side by side, each with its level.
    numbers: HashSet<(HeadingLevel, String)>,
}

impl Headings {
    fn next(&mut self, level: HeadingLevel, words: &str, at: &dyn Fn() -> Span) -> Option<Diagnostic> {
        let last = self.last.replace(level);
        self.numbers.retain(|(known, _)| *known <= level);
        if words.trim().is_empty() {
            let finding = Diagnostic::new(&HEADING_ORDER, &at(), both("หัวข้อนี้ว่างเปล่า", "this heading is empty"));
            return Some(finding.hint(both("เขียนหัวข้อ หรือลบบรรทัดนี้", "write the heading, or delete the line")));
        }
        if let Some(last) = last.filter(|last| level as usize > *last as usize + 1) {
            let (marks, right) = ("#".repeat(level as usize), "#".repeat(last as usize + 1));
            let said = both!(
                "หัวข้อนี้ข้ามระดับ จาก {} เป็น {marks}",
                "this heading skips a level, from {} to {marks}",
                "#".repeat(last as usize)
            );
            let finding = Diagnostic::new(&HEADING_ORDER, &at(), said);
            return Some(finding.hint(both!("ใช้ {right}", "use {right}")));
        }
        let number = number(words)?;
        let shown = words.split_whitespace().next().unwrap_or_default();
        (!self.numbers.insert((level, number))).then(|| {
            let said = both!("มีหัวข้อ {shown} อยู่แล้ว", "there is a heading {shown} already");
            Diagnostic::new(&HEADING_NUMBER, &at(), said)
                .hint(both("แก้เลขหัวข้อให้เรียงต่อกัน", "number the headings one after the other"))
        })
    }
}

/// The number that a heading begins with, as `3)`, `(๓)` or `2.1`.
fn number(heading: &str) -> Option<String> {
    let words = arabic_digits(heading);
    let first = words.split_whitespace().next()?;
    let digits = first.trim_matches(['(', ')', '.']);
    let sound =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    (sound && digits.len() <= 8 && first.ends_with([')', '.']) || sound && digits.contains('.'))
        .then(|| digits.to_owned())
}

fn without_header(events: &[Placed<'_>], at: &Span) -> Option<Diagnostic> {
    let head = events.iter().take_while(|(event, _)| *event != Event::End(TagEnd::TableHead));
    let silent =
        head.skip(1).all(|(event, _)| matches!(event, Event::Start(Tag::TableCell) | Event::End(TagEnd::TableCell)));
    silent.then(|| {
        let finding = Diagnostic::new(&TABLE_HEADER, at, both("ตารางนี้ไม่มีหัวตาราง", "this table has no header"));
        finding.hint(both("เขียนชื่อคอลัมน์ในแถวแรก", "write the names of the columns into the first row"))
    })
}

/// Lines with bars that did not become a table, or a row that an empty line parts from its own.
fn not_a_table(text: &str, place: &Range<usize>, span: &dyn Fn(Range<usize>) -> Span) -> Option<Diagnostic> {
    let barred = |line: &str| line.trim_start().starts_with('|') && bars(line, BAR).nth(1).is_some();
    let lines = text.get(place.clone())?;
    let two = lines.lines().zip(lines.lines().skip(1)).any(|(a, b)| barred(a) && barred(b));
    let row = lines.trim();
    let one = !row.contains('\n') && row.len() > 1 && barred(row) && row.ends_with('|') && !row.ends_with("\\|");
    (one || two).then(|| {
        let start = place.start + lines.find('|').unwrap_or(0);
        if one {
            let said = both("แถวนี้อยู่นอกตาราง และจะขึ้นตามที่พิมพ์", "this row is in no table, and is shown as it was typed");
            return Diagnostic::new(&TABLE_HEADER, &span(start..start + 1), said).hint(both(
                "ลบบรรทัดว่างระหว่างแถว ตารางต้องมีหัวตารางและบรรทัด |---|---| อยู่ติดกัน",
                "delete the empty lines between rows; a table has its header and a line |---|---| right above them",
            ));
        }
        let said = both(
            "ตรงนี้คล้ายตารางแต่ไม่ใช่ เพราะไม่มีบรรทัด |---|",
            "this looks like a table but is none: the line |---| is missing",
        );
        let finding = Diagnostic::new(&TABLE_HEADER, &span(start..start + 1), said);
        finding.hint(both(
            "ใต้หัวตารางเติมบรรทัด |---|---| ให้ครบทุกคอลัมน์",
            "below the header write a line |---|---| with as many columns",
        ))
    })
}

/// The first line of a place, without its end.
fn line(text: &str, place: &Range<usize>) -> Range<usize> {
    let first = text[place.clone()].lines().next().unwrap_or_default().trim_end();
    place.start..place.start + first.len()
}

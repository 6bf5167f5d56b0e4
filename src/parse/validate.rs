//! The one function that holds a YAML tree against the shape that it must have. All faults are reported.

use crate::base::diag::Severity::{Error, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::span::{Span, Spanned};
use crate::base::thai::{is_thai, nearest};
use crate::parse::placeholder;
use crate::parse::refused::refused;
use crate::parse::renamed::{RENAMED, Renamed, renamed};
use crate::parse::scalar::scalar;
use crate::parse::shape::{Field, LANGS, PERIOD, Shape};
use crate::parse::shapes::pages::{AWAITING, ORDER};
use crate::parse::tree::{Entry, Node, NodeKind};

pub(super) static RULES: &[&Rule] =
    &[&YAML_UNKNOWN_KEY, &YAML_MISSING_KEY, &YAML_WRONG_TYPE, &PERIOD_BACKWARDS, &TEXT_WITHOUT_THAI, &ENGLISH_IN_THAI];

static YAML_UNKNOWN_KEY: Rule = Rule::new(
    "yaml-unknown-key",
    Error,
    both("ใช้เฉพาะชื่อช่องที่ prongsai รู้จัก", "only keys that prongsai knows"),
    both("ชื่อที่พิมพ์ผิดทำให้ข้อมูลไม่ขึ้นเว็บโดยไม่มีใครรู้", "a misspelt key would be left out in silence"),
);

pub(super) static YAML_MISSING_KEY: Rule = Rule::new(
    "yaml-missing-key",
    Error,
    both("ช่องที่จำเป็นต้องมี", "needed keys are there"),
    both("หน้าเว็บทำขึ้นไม่ได้ถ้าไม่มีค่านี้", "the page cannot be made without this value"),
);

static YAML_WRONG_TYPE: Rule = Rule::new(
    "yaml-wrong-type",
    Error,
    both("ค่าต้องเป็นชนิดที่กำหนด", "a value has the type that its key asks for"),
    both("ค่าผิดชนิดไม่มีความหมาย", "a value of another type has no meaning there"),
);

static PERIOD_BACKWARDS: Rule = Rule::new(
    "period-backwards",
    Error,
    both("ช่วงเวลาต้องเริ่มก่อนจบ", "a period begins before it ends"),
    both("มักเกิดจากปี พ.ศ. ที่พิมพ์ผิด", "mostly a mistyped year"),
);

static TEXT_WITHOUT_THAI: Rule = Rule::new(
    "text-without-thai",
    Error,
    both("ทุกข้อความมีภาษาไทย", "every text has Thai"),
    both("ภาษาไทยคือภาษาหลักของเว็บ", "Thai is the site's language of record"),
);

static ENGLISH_IN_THAI: Rule = Rule::new(
    "english-in-thai",
    Warning,
    both("ช่อง en เป็นภาษาอังกฤษ", "`en` is in English"),
    both(
        "หน้าอังกฤษจะบอกโปรแกรมอ่านหน้าจอว่าเป็นภาษาอังกฤษ และมักเกิดจากการสลับช่องกับ th",
        "screen readers would read it as English, and mostly it was exchanged with `th`",
    ),
);

/// Reports everything in `node` that is not as `shape` asks.
pub(super) fn check(node: &Node, shape: &Shape, findings: &mut Vec<Diagnostic>) {
    match shape {
        Shape::Record(fields) | Shape::OneOf(_, fields) => record(node, fields, findings),
        Shape::List(inner) => match &node.kind {
            NodeKind::List(values) => values.iter().for_each(|value| check(value, inner, findings)),
            _ => findings.push(no_list(node)),
        },
        Shape::Table(keys, values) => match &node.kind {
            NodeKind::Map(entries) => entries.iter().for_each(|entry| {
                let key = Node { kind: NodeKind::Scalar(entry.key.value.clone()), span: entry.key.span.clone() };
                check(&key, keys, findings);
                if !matches!(entry.value.kind, NodeKind::Null) {
                    check(&entry.value, values, findings);
                }
            }),
            _ => findings.push(wrong_type(node, both("ชุดของ ชื่อ: ค่า", "a set of `name: value`"))),
        },
        Shape::Either(single, many) => match node.kind {
            NodeKind::Scalar(_) => check(node, single, findings),
            // A list is no attempt at a record: most people write the single value.
            NodeKind::List(_) if matches!(many, Shape::Record(_)) => check(node, single, findings),
            _ => check(node, many, findings),
        },
        Shape::Text => text(node, findings),
        Shape::Period => period(node, findings),
        _ => match &node.kind {
            NodeKind::Scalar(value) => {
                let value = value.trim();
                findings
                    .extend(placeholder::left(value, &node.span, shape).or_else(|| scalar(value, &node.span, shape)));
            }
            NodeKind::Null => findings.push(wrong_type(node, both("ค่า ไม่ใช่ช่องว่าง", "a value, not nothing"))),
            _ => findings.push(wrong_type(node, both("ค่าเดียว", "a single value"))),
        },
    }
}

fn record(node: &Node, fields: &[Field], findings: &mut Vec<Diagnostic>) {
    let NodeKind::Map(entries) = &node.kind else {
        findings.push(no_record(node, fields));
        return;
    };
    for (at, Entry { key, value }) in entries.iter().enumerate() {
        let Some(field) = fields.iter().find(|field| field.key == key.value) else {
            let finding = unknown_key(&key.value, &key.span, fields);
            let before = at.checked_sub(1).and_then(|before| entries[before].value.scalar());
            let cut = before.filter(|_| matches!(value.kind, NodeKind::Null) && !key.value.bytes().all(is_of_key));
            findings.push(match cut {
                Some(before) => finding.hint(after_comma(before, &key.value)),
                None => finding,
            });
            continue;
        };
        if !matches!(value.kind, NodeKind::Null) {
            check(value, &field.shape, findings);
        }
    }
    for field in fields.iter().filter(|field| field.needed && node.get(field.key).is_none()) {
        // An unknown key that looks like this one has been reported with its suggestion.
        let misspelt = entries.iter().any(|entry| {
            let known = fields.iter().any(|field| field.key == entry.key.value);
            let old = || renamed(RENAMED, &entry.key.value, fields).is_some_and(|own| own.new == field.key);
            !known && (old() || nearest(&entry.key.value, [field.key]).is_some())
        });
        if !misspelt {
            let present = entries.iter().find(|entry| entry.key.value == field.key);
            let at = present.map_or(&node.span, |entry| &entry.key.span);
            let name = field.key;
            let finding = Diagnostic::new(&YAML_MISSING_KEY, at, both!("ไม่มี “{name}”", "`{name}` is missing"));
            findings.push(finding.hint(both!("เพิ่มบรรทัด {name}: …", "add a line `{name}: …`")));
        }
    }
}

/// The keys of drafts and of pages that come and go.
const LIFE: &[&str] = &["draft", "publish", "expires"];

fn unknown_key(key: &str, at: &Span, fields: &[Field]) -> Diagnostic {
    if let Some(Renamed { format, new, .. }) = renamed(RENAMED, key, fields) {
        let said = both!("“{key}” ชื่อ “{new}” ตั้งแต่รูปแบบ {format}", "`{key}` is called `{new}` since form {format}");
        return Diagnostic::new(&YAML_UNKNOWN_KEY, at, said)
            .hint(both("สั่ง prongsai upgrade หรือเปลี่ยนชื่อเอง", "run `prongsai upgrade`, or rename it"));
    }
    let finding = Diagnostic::new(
        &YAML_UNKNOWN_KEY,
        at,
        both!("prongsai ไม่รู้จัก “{key}” ตรงนี้", "prongsai does not know `{key}` here"),
    );
    if key == ORDER.key {
        return finding.hint(both("ลบบรรทัดนี้ ข่าวเรียงตามวันที่เอง", "delete this line: news stand by their dates"));
    }
    if LIFE.contains(&key) && fields.iter().any(|field| field.key == AWAITING.key) {
        return finding.hint(both(
            "ข้อและมาตรการเผยแพร่เสมอ สิ่งที่ยังไม่มีเขียนที่ awaiting ถ้าทั้งปียังไม่เผยแพร่ เขียน visibility: hidden ใน catalogue.yaml",
            "items and measures are always public: say under `awaiting` what is missing; `visibility: hidden` in \
             catalogue.yaml keeps a whole year back",
        ));
    }
    let bare = key.trim_matches(['“', '”', '‘', '’', '"', '\'']);
    if bare != key && fields.iter().any(|field| field.key == bare) {
        return finding.hint(both!("เขียน {bare}: โดยไม่มีเครื่องหมายคำพูด", "write `{bare}:` without quotation marks"));
    }
    match nearest(key, fields.iter().map(|field| field.key)) {
        Some(meant) => finding.hint(both!("หมายถึง “{meant}” ใช่หรือไม่", "did you mean `{meant}`?")),
        None => refused(key, at).unwrap_or_else(|| {
            let known = fields.iter().map(|field| field.key).collect::<Vec<_>>().join(", ");
            finding.hint(both!("ที่ใช้ได้คือ {known}", "known here: {known}"))
        }),
    }
}

fn wrong_type(node: &Node, right: Bilingual<&str>) -> Diagnostic {
    let Bilingual { th, en } = right;
    Diagnostic::new(&YAML_WRONG_TYPE, &node.span, both!("ตรงนี้ต้องเป็น{th}", "this must be {en}"))
        .hint(both("ดูตัวอย่างใน content/README.md", "see the examples in content/README.md"))
}

/// A value where a set of keys belongs: as the first key that is needed, which most people mean.
fn no_record(node: &Node, fields: &[Field]) -> Diagnostic {
    let finding = wrong_type(node, both("ชุดของ ชื่อ: ค่า", "a set of `name: value`"));
    let written = node.scalar().map(str::trim).filter(|text| !text.is_empty() && !text.contains(['\n', ':', ',', '{']));
    let needed: Vec<&str> = fields.iter().filter(|field| field.needed).map(|field| field.key).collect();
    match (written, needed.as_slice()) {
        (Some(written), [first, others @ ..]) => {
            let others: String = others.iter().map(|key| format!(", {key}: …")).collect();
            finding.hint(both!("เขียน {{{first}: {written}{others}}}", "write `{{{first}: {written}{others}}}`"))
        }
        _ => finding,
    }
}

/// Whether keys have this letter.
fn is_of_key(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == b'_'
}

/// What follows a comma in braces and is no key: a part of the text before it.
fn after_comma(before: &str, rest: &str) -> Bilingual<String> {
    let whole = format!("\"{}, {rest}\"", before.trim());
    both!("ข้อความที่มี , ต้องครอบด้วยเครื่องหมายคำพูด: {whole}", "a text with a comma needs quotes: {whole}")
}

/// One value where a list belongs, as it is written in one.
fn no_list(node: &Node) -> Diagnostic {
    let finding = wrong_type(node, both("รายการ", "a list"));
    let written = node.scalar().map(str::trim).filter(|text| !text.is_empty() && !text.contains(['\n', '[', ']']));
    match written.map(|text| (text, text.strip_prefix('-'))) {
        Some((_, Some(rest))) => finding.hint(both!(
            "เว้นวรรคหลัง - ทุกบรรทัด: - {}",
            "leave a space after the hyphen of each line: `- {}`",
            rest.trim_start()
        )),
        Some((text, None)) => finding.hint(both!("เขียน [{text}]", "write `[{text}]`")),
        None => finding.hint(both("ขึ้นต้นแต่ละบรรทัดด้วย - และเว้นวรรค", "begin each line with a hyphen and a space")),
    }
}

fn text(node: &Node, findings: &mut Vec<Diagnostic>) {
    let thai = match &node.kind {
        // `{ด่วน}` is a text to whoever wrote it.
        NodeKind::Map(entries)
            if entries
                .iter()
                .all(|own| matches!(own.value.kind, NodeKind::Null) && Lang::from_tag(&own.key.value).is_none())
                && !entries.is_empty() =>
        {
            let written = entries.iter().map(|own| own.key.value.as_str()).collect::<Vec<_>>().join(", ");
            let said =
                both("ข้อความที่ขึ้นต้นด้วย { ต้องครอบด้วยเครื่องหมายคำพูด", "a text that begins with { needs quotes around it");
            let finding = Diagnostic::new(&YAML_WRONG_TYPE, &node.span, said);
            findings.push(finding.hint(both!("เขียน \"{{{written}}}\"", "write \"{{{written}}}\"")));
            return;
        }
        NodeKind::Map(entries) => {
            let mut empty = false;
            for Entry { key, value } in entries {
                let stub = value.scalar().and_then(|text| placeholder::left(text.trim(), &value.span, &Shape::Line));
                match stub {
                    _ if Lang::from_tag(&key.value).is_none() => {
                        findings.push(unknown_key(&key.value, &key.span, LANGS))
                    }
                    // Both languages of one text are one example.
                    Some(stub) => findings.extend(Some(stub).filter(|_| !std::mem::replace(&mut empty, true))),
                    None if is_thai_alone(key, value) => findings.push(not_english(value)),
                    None if matches!(value.kind, NodeKind::Null) => {}
                    None => check(value, &Shape::Line, findings),
                }
            }
            node.get(Lang::Th.tag())
        }
        NodeKind::Scalar(_) => {
            check(node, &Shape::Line, findings);
            Some(node)
        }
        _ => return findings.push(wrong_type(node, both("ข้อความ หรือ {th: …, en: …}", "text, or {th: …, en: …}"))),
    };
    // What is no text at all has been reported as that.
    let blank = |node: &Node| node.scalar().is_some_and(|text| text.trim().is_empty());
    if thai.is_none_or(blank) {
        let finding =
            Diagnostic::new(&TEXT_WITHOUT_THAI, &node.span, both("ข้อความนี้ไม่มีภาษาไทย", "this text has no Thai"));
        findings.push(finding.hint(both("เพิ่ม th: …", "add `th: …`")));
    }
}

/// Whether the English of a text is Thai, without a word of another script.
fn is_thai_alone(key: &Spanned<String>, value: &Node) -> bool {
    let english = Lang::from_tag(&key.value) == Some(Lang::En);
    let thai = |text: &str| text.contains(is_thai) && !text.contains(|c: char| c.is_ascii_alphabetic());
    english && value.scalar().is_some_and(thai)
}

fn not_english(value: &Node) -> Diagnostic {
    let said = both("ข้อความภาษาอังกฤษนี้เป็นภาษาไทย", "the English of this text is Thai");
    Diagnostic::new(&ENGLISH_IN_THAI, &value.span, said).hint(both(
        "ใส่คำแปล หรือลบ en: ระหว่างที่ยังไม่มี หน้าอังกฤษจะแสดงข้อความไทยแทน",
        "translate it, or delete `en:` until there is a translation: the English page then shows the Thai",
    ))
}

fn period(node: &Node, findings: &mut Vec<Diagnostic>) {
    record(node, PERIOD, findings);
    if let Some(period) = node.as_period().filter(|period| period.value.to < period.value.from) {
        let said = both("ช่วงเวลานี้จบก่อนเริ่ม", "this period ends before it begins");
        let finding = Diagnostic::new(&PERIOD_BACKWARDS, &period.span, said);
        findings.push(finding.hint(both("ตรวจปี พ.ศ. ของ from และ to", "check the years of `from` and `to`")));
    }
}

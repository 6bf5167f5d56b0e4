//! The one function that holds a YAML tree against the shape that it must have. All faults are reported.

use crate::base::colour::Colour;
use crate::base::date::{Day, DayError};
use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::names::is_reserved;
use crate::base::span::Span;
use crate::base::thai::nearest;
use crate::ita::agency::BaseUrl;
use crate::ita::item_code::{Forms, ItemCode};
use crate::ita::score::Exact;
use crate::ita::target::{Flaw, flaw};
use crate::ita::web::Parts;
use crate::ita::year::FiscalYear;
use crate::parse::figure;
use crate::parse::placeholder;
use crate::parse::refused::refused;
use crate::parse::renamed::{RENAMED, Renamed, renamed};
use crate::parse::shape::{Field, LANGS, PERIOD, Shape};
use crate::parse::shapes::pages::ORDER;
use crate::parse::targets;
use crate::parse::tree::{Entry, Node, NodeKind, number};

pub(super) static RULES: &[&Rule] = &[
    &YAML_UNKNOWN_KEY,
    &YAML_MISSING_KEY,
    &YAML_WRONG_TYPE,
    &VALUE_INVALID,
    &DATE_INVALID,
    &PERIOD_BACKWARDS,
    &TEXT_WITHOUT_THAI,
];

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

pub(super) static VALUE_INVALID: Rule = Rule::new(
    "value-invalid",
    Error,
    both("ค่าต้องใช้ได้กับช่องนั้น", "a value is one that its key can take"),
    both("ค่าที่ใช้ไม่ได้จะทำให้หน้าเว็บหรือที่อยู่ผิด", "an unusable value would break a page or an address"),
);

static DATE_INVALID: Rule = Rule::new(
    "date-invalid",
    Error,
    both("วันที่ต้องมีจริง", "a date exists"),
    both(
        "ผู้ประเมินดูวันที่เพื่อตัดสินว่าเอกสารอยู่ในปีที่ประเมิน",
        "assessors judge by the date whether a document is of the right year",
    ),
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

// What to write instead, as a finding says it, and an editor before anything is saved.
pub(crate) const COUNT_HELP: Bilingual<&str> = both("เขียน 1, 2, 3 …", "write 1, 2, 3 …");
pub(crate) const YEAR_HELP: Bilingual<&str> = both("ปีงบประมาณ พ.ศ. เช่น 2568", "a Buddhist fiscal year such as 2568");
pub(crate) const ID_HELP: Bilingual<&str> =
    both("ใช้ a–z, 0–9, จุด และขีดกลาง", "use letters a–z, digits, dots and hyphens");
pub(crate) const CODE_HELP: Bilingual<&str> = both(
    "ใช้อักษรไทยหรือโรมัน เลขอารบิก จุด ขีดกลาง และช่องว่าง เช่น O12 หรือ มร.1",
    "use Thai or Latin letters, Arabic digits, dots, hyphens and spaces, as in O12 or มร.1",
);
pub(crate) const SLUG_HELP: Bilingual<&str> =
    both("ใช้ a–z, 0–9 และขีดกลาง เช่น mr-1", "use small letters a–z, digits and hyphens, as in mr-1");
pub(crate) const DATE_HELP: Bilingual<&str> =
    both("เขียนเช่น 2568-08-15 หรือ 15 สิงหาคม 2568", "write 2568-08-15 or 15 สิงหาคม 2568");
pub(crate) const COLOUR_HELP: Bilingual<&str> =
    both("เขียนเช่น \"#0b4f66\" ในเครื่องหมายคำพูด", "write it as \"#0b4f66\", in quotes");
pub(crate) const URL_HELP: Bilingual<&str> = both("ขึ้นต้นด้วย https://", "begin with https://");
pub(crate) const BASE_URL_HELP: Bilingual<&str> =
    both("เช่น https://www.example.go.th/", "for example https://www.example.go.th/");

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
            _ => findings.push(wrong_type(node, "ชุดของ ชื่อ: ค่า", "a set of `name: value`")),
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
            NodeKind::Null => findings.push(wrong_type(node, "ค่า ไม่ใช่ช่องว่าง", "a value, not nothing")),
            _ => findings.push(wrong_type(node, "ค่าเดียว", "a single value")),
        },
    }
}

fn record(node: &Node, fields: &[Field], findings: &mut Vec<Diagnostic>) {
    let NodeKind::Map(entries) = &node.kind else {
        findings.push(wrong_type(node, "ชุดของ ชื่อ: ค่า", "a set of `name: value`"));
        return;
    };
    for Entry { key, value } in entries {
        let Some(field) = fields.iter().find(|field| field.key == key.value) else {
            findings.push(unknown_key(&key.value, &key.span, fields));
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
            let finding =
                Diagnostic::new(&YAML_MISSING_KEY, at, format!("ไม่มี “{name}”"), format!("`{name}` is missing"));
            findings.push(finding.hint(format!("เพิ่มบรรทัด {name}: …"), format!("add a line `{name}: …`")));
        }
    }
}

fn unknown_key(key: &str, at: &Span, fields: &[Field]) -> Diagnostic {
    if let Some(Renamed { format, new, .. }) = renamed(RENAMED, key, fields) {
        let th = format!("“{key}” ชื่อ “{new}” ตั้งแต่รูปแบบ {format}");
        return Diagnostic::new(&YAML_UNKNOWN_KEY, at, th, format!("`{key}` is called `{new}` since form {format}"))
            .hint("สั่ง prongsai upgrade หรือเปลี่ยนชื่อเอง", "run `prongsai upgrade`, or rename it");
    }
    let finding = Diagnostic::new(
        &YAML_UNKNOWN_KEY,
        at,
        format!("prongsai ไม่รู้จัก “{key}” ตรงนี้"),
        format!("prongsai does not know `{key}` here"),
    );
    if key == ORDER.key {
        return finding.hint("ลบบรรทัดนี้ ข่าวเรียงตามวันที่เอง", "delete this line: news stand by their dates");
    }
    match nearest(key, fields.iter().map(|field| field.key)) {
        Some(meant) => finding.hint(format!("หมายถึง “{meant}” ใช่หรือไม่"), format!("did you mean `{meant}`?")),
        None => refused(key, at).unwrap_or_else(|| {
            let known = fields.iter().map(|field| field.key).collect::<Vec<_>>().join(", ");
            finding.hint(format!("ที่ใช้ได้คือ {known}"), format!("known here: {known}"))
        }),
    }
}

fn wrong_type(node: &Node, th: &str, en: &str) -> Diagnostic {
    Diagnostic::new(&YAML_WRONG_TYPE, &node.span, format!("ตรงนี้ต้องเป็น{th}"), format!("this must be {en}"))
        .hint("ดูตัวอย่างใน content/README.md", "see the examples in content/README.md")
}

/// One value where a list belongs, as it is written in one.
fn no_list(node: &Node) -> Diagnostic {
    let finding = wrong_type(node, "รายการ", "a list");
    let written = node.scalar().map(str::trim).filter(|text| !text.is_empty() && !text.contains(['\n', '[', ']']));
    match written.map(|text| (text, text.strip_prefix('-'))) {
        Some((_, Some(rest))) => finding.hint(
            format!("เว้นวรรคหลัง - ทุกบรรทัด: - {}", rest.trim_start()),
            format!("leave a space after the hyphen of each line: `- {}`", rest.trim_start()),
        ),
        Some((text, None)) => finding.hint(format!("เขียน [{text}]"), format!("write `[{text}]`")),
        None => finding.hint("ขึ้นต้นแต่ละบรรทัดด้วย - และเว้นวรรค", "begin each line with a hyphen and a space"),
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
            let (th, en) =
                ("ข้อความที่ขึ้นต้นด้วย { ต้องครอบด้วยเครื่องหมายคำพูด", "a text that begins with { needs quotes around it");
            let finding = Diagnostic::new(&YAML_WRONG_TYPE, &node.span, th, en);
            findings.push(finding.hint(format!("เขียน \"{{{written}}}\""), format!("write \"{{{written}}}\"")));
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
                    None if matches!(value.kind, NodeKind::Null) => {}
                    None => check(value, &Shape::Line, findings),
                }
            }
            node.get(Lang::Th.tag())
        }
        NodeKind::Scalar(text) => {
            findings.extend(placeholder::left(text.trim(), &node.span, &Shape::Line));
            Some(node)
        }
        _ => return findings.push(wrong_type(node, "ข้อความ หรือ {th: …, en: …}", "text, or {th: …, en: …}")),
    };
    // What is no text at all has been reported as that.
    let blank = |node: &Node| node.scalar().is_some_and(|text| text.trim().is_empty());
    if thai.is_none_or(blank) {
        let finding = Diagnostic::new(&TEXT_WITHOUT_THAI, &node.span, "ข้อความนี้ไม่มีภาษาไทย", "this text has no Thai");
        findings.push(finding.hint("เพิ่ม th: …", "add `th: …`"));
    }
}

fn period(node: &Node, findings: &mut Vec<Diagnostic>) {
    record(node, PERIOD, findings);
    if let Some(period) = node.as_period().filter(|period| period.value.to < period.value.from) {
        let th = "ช่วงเวลานี้จบก่อนเริ่ม";
        let finding = Diagnostic::new(&PERIOD_BACKWARDS, &period.span, th, "this period ends before it begins");
        findings.push(finding.hint("ตรวจปี พ.ศ. ของ from และ to", "check the years of `from` and `to`"));
    }
}

fn scalar(value: &str, at: &Span, shape: &Shape) -> Option<Diagnostic> {
    let not = |what: Bilingual<&str>, hint: Bilingual<&str>| {
        let (th, en) = (format!("“{value}” ไม่ใช่{}", what.th), format!("`{value}` is not {}", what.en));
        Some(Diagnostic::new(&VALUE_INVALID, at, th, en).hint(hint.th, hint.en))
    };
    match shape {
        Shape::Id if !is_id(value) => not(both("ชื่อที่ใช้ในที่อยู่เว็บได้", "a name that an address can hold"), ID_HELP),
        Shape::Code if ItemCode::new(value).is_none() => {
            // With one meaning it would have been read as that.
            match Forms::new([value].into_iter()).meant(value).as_slice() {
                [letter, zero] => {
                    let (th, en) = (format!("“{value}” อ่านได้สองอย่าง"), format!("`{value}` can be two codes"));
                    let finding = Diagnostic::new(&VALUE_INVALID, at, th, en);
                    Some(finding.hint(format!("พิมพ์เป็น {letter} หรือ {zero}"), format!("write {letter} or {zero}")))
                }
                _ => not(both("รหัสข้อ", "the number of an item"), CODE_HELP),
            }
        }
        Shape::Slug if !is_slug(value) => not(both("ชื่อสำหรับที่อยู่เว็บ", "a name for an address"), SLUG_HELP),
        Shape::Date => date(value, at),
        Shape::Score => figure::check(value, at),
        Shape::Weight if weight(value).is_none() => not(
            both("น้ำหนักระหว่าง 0 ถึง 1", "a weight from 0 to 1"),
            both("เขียนเป็นทศนิยม เช่น 0.3 แทนร้อยละ 30", "write a decimal, 0.3 for 30 per cent"),
        ),
        Shape::Count if number::<u32>(value).is_none() => not(both("จำนวนนับ", "a whole number"), COUNT_HELP),
        Shape::Flag if !["true", "false"].contains(&value) => {
            not(both(" true หรือ false", "true or false"), both("เขียน true หรือ false", "write true or false"))
        }
        Shape::Year if FiscalYear::parse(value).is_none() => {
            not(YEAR_HELP, both("ถ้าเป็นปี ค.ศ. ให้บวก 543", "add 543 to a year of the common era"))
        }
        // No message repeats a password.
        Shape::Url if flaw(value) == Some(Flaw::Password) => targets::fault(value, at),
        Shape::Url if !is_url(value) => {
            let hint = url_help(value);
            not(both("ที่อยู่เว็บ", "a web address"), both(&hint.th, &hint.en))
        }
        Shape::Target => targets::fault(value, at),
        Shape::Colour if Colour::parse(value).is_none() => not(both("สี", "a colour"), COLOUR_HELP),
        Shape::BaseUrl if BaseUrl::parse(value).is_none() => {
            not(both("ที่อยู่ของเว็บไซต์", "the address of a site"), BASE_URL_HELP)
        }
        Shape::Form(form) if !(form.fits)(value) => not(form.what, form.help),
        Shape::Choice(words) if !words.contains(&value) => {
            let all = words.join(", ");
            let what = Bilingual { th: &*format!("หนึ่งใน {all}"), en: &*format!("one of {all}") };
            match nearest(value, words.iter().copied()) {
                Some(word) => not(what, both(&format!("หมายถึง {word} ใช่หรือไม่"), &format!("did you mean {word}?"))),
                None => not(what, both(&format!("เขียน {all} อย่างใดอย่างหนึ่ง"), &format!("write one of {all}"))),
            }
        }
        _ => None,
    }
}

/// Whether a value is one that the shape can take.
pub(super) fn fits(value: &str, at: &Span, shape: &Shape) -> bool {
    match shape {
        Shape::Issue => value.split_once('/').is_some_and(|(year, _)| FiscalYear::parse(year).is_some()),
        _ => scalar(value, at, shape).is_none(),
    }
}

/// A weight as an exact fraction, if the text is a decimal number from 0 to 1.
pub(super) fn weight(value: &str) -> Option<Exact> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let shaped = matches!(whole, "0" | "1") && fraction.len() <= 9 && digits(fraction);
    let number: i128 = shaped.then(|| format!("{whole}{fraction}").parse().ok())??;
    let weight = Exact::new(number, 10_i128.pow(u32::try_from(fraction.len()).ok()?));
    (weight <= Exact::from(1)).then_some(weight)
}

/// What to write for an address that is none.
fn url_help(value: &str) -> Bilingual<String> {
    let page = value.starts_with(['/', '.']) || value.ends_with(".md") || value.starts_with("pages/");
    match flaw(value).filter(|flaw| *flaw != Flaw::Unsafe) {
        Some(flaw) => targets::help(&flaw),
        None if page => both(
            format!("หน้าของเว็บไซต์นี้เขียน page: {value} ที่อยู่ภายนอกขึ้นต้นด้วย https://"),
            format!("for a page of this site write `page: {value}`; an address elsewhere begins with https://"),
        ),
        None => URL_HELP.map(str::to_owned),
    }
}

/// True for an address of the web outside this site.
pub(super) fn is_url(value: &str) -> bool {
    Parts::of(value).is_some_and(|parts| parts.is_web()) && flaw(value).is_none()
}

fn is_id(value: &str) -> bool {
    let plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    plain && value.contains(|c: char| c.is_ascii_alphanumeric()) && !value.starts_with('.')
}

fn is_slug(value: &str) -> bool {
    let plain = value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    plain && value.starts_with(|c: char| c != '-') && !value.ends_with('-') && !is_reserved(value)
}

fn date(value: &str, at: &Span) -> Option<Diagnostic> {
    let (th, en) = match Day::parse(value).err()? {
        DayError::Shape => ("ไม่ใช่วันที่", "is not a date"),
        DayError::Year => ("เป็นปีที่ไม่น่าใช่", "has a year that cannot be meant"),
        DayError::ShortYear => ("เขียนปีไม่ครบสี่หลัก", "has a year without all of its four digits"),
        DayError::NoSuchDay => ("ไม่มีในปฏิทิน", "is not in the calendar"),
    };
    let finding = Diagnostic::new(&DATE_INVALID, at, format!("“{value}” {th}"), format!("`{value}` {en}"));
    Some(finding.hint(DATE_HELP.th, DATE_HELP.en))
}

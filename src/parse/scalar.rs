//! One value of YAML, held against what it must be.

use crate::base::colour::Colour;
use crate::base::date::{Day, DayError};
use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::names::is_reserved;
use crate::base::span::Span;
use crate::base::thai::{is_thai, nearest};
use crate::ita::agency::BaseUrl;
use crate::ita::item_code::{Forms, ItemCode};
use crate::ita::score::Exact;
use crate::ita::target::{Flaw, flaw};
use crate::ita::web::Parts;
use crate::ita::year::FiscalYear;
use crate::parse::figure;
use crate::parse::shape::Shape;
use crate::parse::targets;
use crate::parse::tree::number;

pub(super) static RULES: &[&Rule] = &[&VALUE_INVALID, &DATE_INVALID];

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

pub(crate) const THAI_HOST_HELP: Bilingual<&str> = both(
    "ใช้ชื่อโดเมนแบบ xn--… ที่ผู้ให้บริการโดเมนแจ้งไว้ แทนชื่อที่เป็นอักษรไทย",
    "write the domain as xn--…, as its registrar tells it, in the place of Thai letters",
);

/// What is wrong with a value.
pub(super) fn scalar(value: &str, at: &Span, shape: &Shape) -> Option<Diagnostic> {
    let not = |what: Bilingual<&str>, hint: Bilingual<&str>| {
        let Bilingual { th, en } = what;
        let said = both!("“{value}” ไม่ใช่{th}", "`{value}` is not {en}");
        Some(Diagnostic::new(&VALUE_INVALID, at, said).hint(hint))
    };
    match shape {
        Shape::Line => targets::mails(value, 0..value.len(), |_| at.clone()).into_iter().next(),
        Shape::Id if !is_id(value) => not(both("ชื่อที่ใช้ในที่อยู่เว็บได้", "a name that an address can hold"), ID_HELP),
        Shape::Code if ItemCode::new(value).is_none() => {
            // With one meaning it would have been read as that.
            match Forms::new([value].into_iter()).meant(value).as_slice() {
                [letter, zero] => {
                    let said = both!("“{value}” อ่านได้สองอย่าง", "`{value}` can be two codes");
                    let finding = Diagnostic::new(&VALUE_INVALID, at, said);
                    Some(finding.hint(both!("พิมพ์เป็น {letter} หรือ {zero}", "write {letter} or {zero}")))
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
        Shape::Url if !is_url(value) => not(both("ที่อยู่เว็บ", "a web address"), url_help(value).as_str()),
        Shape::Target => targets::fault(value, at),
        Shape::Colour if Colour::parse(value).is_none() => not(both("สี", "a colour"), COLOUR_HELP),
        Shape::BaseUrl if BaseUrl::parse(value).is_none() => {
            let whole = BaseUrl::parse(&format!("https://{}", value.trim())).filter(|_| value.contains('.'));
            let (thai, whole) = (value.contains(is_thai), whole.map(|whole| whole.join("")));
            let help = match whole.as_deref() {
                _ if thai => THAI_HOST_HELP.into(),
                Some(whole) => both!("เขียน {whole}", "write {whole}"),
                None => BASE_URL_HELP.into(),
            };
            not(both("ที่อยู่ของเว็บไซต์", "the address of a site"), help.as_str())
        }
        Shape::Form(form) if !(form.fits)(value) => not(form.what, form.help),
        Shape::Choice(words) if !words.contains(&value) => {
            let all = words.join(", ");
            let hint = match nearest(value, words.iter().copied()) {
                Some(word) => both!("หมายถึง {word} ใช่หรือไม่", "did you mean {word}?"),
                None => both!("เขียน {all} อย่างใดอย่างหนึ่ง", "write one of {all}"),
            };
            not(both!("หนึ่งใน {all}", "one of {all}").as_str(), hint.as_str())
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
        None if page => both!(
            "หน้าของเว็บไซต์นี้เขียน page: {value} ที่อยู่ภายนอกขึ้นต้นด้วย https://",
            "for a page of this site write `page: {value}`; an address elsewhere begins with https://"
        ),
        None => URL_HELP.into(),
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
    let Bilingual { th, en } = match Day::parse(value).err()? {
        DayError::Shape => both("ไม่ใช่วันที่", "is not a date"),
        DayError::Year => both("เป็นปีที่ไม่น่าใช่", "has a year that cannot be meant"),
        DayError::ShortYear => both("เขียนปีไม่ครบสี่หลัก", "has a year without all of its four digits"),
        DayError::NoSuchDay => both("ไม่มีในปฏิทิน", "is not in the calendar"),
    };
    let finding = Diagnostic::new(&DATE_INVALID, at, both!("“{value}” {th}", "`{value}` {en}"));
    Some(finding.hint(DATE_HELP))
}

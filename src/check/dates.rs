//! Dates and years that cannot be meant: two eras in one file, days to come, documents and news of another time than the item
//! that offers them.

use crate::base::date::{BUDDHIST_OFFSET, BUDDHIST_YEARS, Day};
use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::span::{Span, Spanned};
use crate::base::thai::{arabic_digits, is_thai};
use crate::check::family::{Family, Subject};
use crate::ita::article::{Article, ArticleKind};
use crate::ita::document::{Document, Facts};
use crate::ita::evidence::lack::Lack;
use crate::ita::evidence::misfit::Misfit;
use crate::ita::evidence::time::{Offer, Times};
use crate::ita::item::Item;
use crate::ita::year::Period;

pub(super) const FAMILY: Family =
    Family { rules: &[&DATE_MIXED, &DATE_FUTURE, &NEWS_DATE, &DOCUMENT_OTHER_PERIOD], apply };

static DATE_MIXED: Rule = Rule::new(
    "date-mixed",
    Warning,
    both("ไฟล์หนึ่งใช้ปี พ.ศ. หรือ ค.ศ. อย่างเดียว", "a file counts its years in one era"),
    both("วันที่ที่ปนกันมักมีตัวหนึ่งพิมพ์ผิด", "where two eras meet, one date is easily mistyped"),
);

static DATE_FUTURE: Rule = Rule::new(
    "date-future",
    Warning,
    both("วันที่ไม่อยู่ในอนาคตไกล", "dates are not far in the future"),
    both("ผู้ประเมินเห็นวันที่ที่ยังไม่ถึงแล้วไม่เชื่อทั้งหน้า", "a day that has not come makes assessors doubt the page"),
);

static NEWS_DATE: Rule = Rule::new(
    "news-date",
    Warning,
    both("ชื่อไฟล์ข่าวขึ้นต้นด้วยวันที่ของข่าว ปี พ.ศ.", "the name of a news file begins with its day, by the Buddhist year"),
    both(
        "ชื่อไฟล์เป็นที่อยู่ถาวรของข่าว วันที่ที่ไม่ตรงกันมีตัวหนึ่งผิด",
        "the name is the permanent address; where the two disagree, one is wrong",
    ),
);

static DOCUMENT_OTHER_PERIOD: Rule = Rule::new(
    "document-other-period",
    Warning,
    both("เอกสารและข่าวอยู่ในรอบเวลาของข้อ", "documents and news are of the item's own period"),
    both("เอกสารของปีอื่นทำให้ข้อนั้นได้ 0 คะแนน", "a document of another year costs the item its whole score"),
);

/// How many years ahead a document or the beginning of something, and the end of a plan, may be.
const SOON: i16 = 1;
const PLANS: i16 = 10;

/// How many days ahead news may be written.
const AHEAD: i32 = 7;

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let items = portal.years.values().flat_map(|year| &year.items);
    let measures = portal.years.values().flat_map(|year| &year.measures);
    let facts = items.clone().map(|item| &item.facts).chain(measures.map(|measure| &measure.facts));
    let mut findings = Vec::new();
    for facts in facts.chain(portal.articles.iter().map(|article| &article.facts)) {
        findings.extend(mixed(subject, facts));
        findings.extend(facts.dates.iter().filter_map(|dated| future(&dated.key, &dated.day, subject.today)));
    }
    findings.extend(
        portal.articles.iter().filter(|own| own.kind == ArticleKind::News).filter_map(|own| news(own, subject.today)),
    );
    let announced = portal.years.values().filter_map(|year| year.scores.as_ref()?.announced.as_ref());
    findings.extend(announced.filter_map(|day| future("announced", day, subject.today)));
    for year in portal.years.values() {
        let specs = year.specs();
        findings.extend(year.items.iter().flat_map(|item| {
            let spec = specs.get(item.code.value.as_str());
            spec.map(|spec| other_period(item, &Times::new(year.year, spec, item))).unwrap_or_default()
        }));
    }
    findings
}

/// Dates of the era that a file uses less, the common era where it is a draw.
fn mixed(subject: &Subject<'_>, facts: &Facts) -> Vec<Diagnostic> {
    let written = facts.dates.iter().filter_map(|dated| {
        let at = &dated.day.span;
        let text = subject.sources.texts.get(&at.path)?.get(at.bytes())?;
        Some((&dated.day, year_in(text)?, text))
    });
    let (buddhist, common): (Vec<_>, Vec<_>) = written.partition(|(_, year, _)| BUDDHIST_YEARS.contains(year));
    let mixed = !buddhist.is_empty() && !common.is_empty();
    let odd = if mixed && common.len() > buddhist.len() { &buddhist } else { &common };
    let wrong =
        |(_, year, text): &&(&Spanned<Day>, i16, &str)| mixed || thai_month(text) && !BUDDHIST_YEARS.contains(year);
    odd.iter().filter(wrong).map(|(day, year, text)| other_era(day, *year, text, mixed)).collect()
}

/// `mixed`: the file has dates of both eras. Without, it is the date itself that mixes them.
fn other_era(day: &Spanned<Day>, year: i16, text: &str, mixed: bool) -> Diagnostic {
    let (is, was) = if BUDDHIST_YEARS.contains(&year) {
        (both("พ.ศ.", "Buddhist"), year - BUDDHIST_OFFSET)
    } else {
        (both("ค.ศ.", "common"), year + BUDDHIST_OFFSET)
    };
    let beside = if mixed {
        both("ต่างจากวันที่อื่นในไฟล์นี้", "unlike the rest of this file")
    } else {
        both("แต่เดือนเป็นภาษาไทย", "behind a Thai month")
    };
    let said = both(
        format!("“{text}” เป็นปี {} {}", is.th, beside.th),
        format!("`{text}` counts in the {} era, {}", is.en, beside.en),
    );
    let meant = arabic_digits(text).replace(&year.to_string(), &was.to_string());
    Diagnostic::new(&DATE_MIXED, &day.span, said)
        .hint(both!("เขียน {meant} ถ้าหมายถึงวันเดียวกัน", "write {meant} if the same day is meant"))
}

/// The year of a date as it is written.
fn year_in(text: &str) -> Option<i16> {
    let text = arabic_digits(text);
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.next()?.parse().ok()
}

fn thai_month(text: &str) -> bool {
    text.chars().any(|c| is_thai(c) && !c.is_numeric())
}

/// Whether a day is further ahead than one with this key may be.
pub(super) fn is_far(key: &str, day: Day, today: Day) -> bool {
    let years = match key {
        "updated" | "done" | "announced" | "on" => 0,
        "to" | "expires" => PLANS,
        _ => SOON,
    };
    let month = i8::try_from(today.month()).unwrap_or(12);
    let limit = Day::new(today.buddhist_year() - BUDDHIST_OFFSET + years, month, today.day().min(28));
    if years == 0 { day > today } else { limit.is_some_and(|limit| day > limit) }
}

fn future(key: &str, day: &Spanned<Day>, today: Day) -> Option<Diagnostic> {
    let Bilingual { th, en } = Bilingual::each(|lang| day.value.in_words(lang));
    is_far(key, day.value, today).then(|| {
        Diagnostic::new(&DATE_FUTURE, &day.span, both!("วันที่นี้ ({th}) ยังมาไม่ถึง", "this day, {en}, has not come yet"))
            .hint(both("ตรวจปี และตรวจวันที่ของเครื่อง", "check the year, and the date of this computer"))
    })
}

/// A piece of news whose day is not that of its name, or has yet to come.
fn news(article: &Article, today: Day) -> Option<Diagnostic> {
    let dated = &article.facts.dates.iter().find(|dated| dated.key == "date")?.day;
    let day = dated.value;
    let Bilingual { th, en } = Bilingual::each(|lang| day.in_words(lang));
    let name = article.path.file_name();
    let written = name.get(..10).filter(|own| own.matches('-').count() == 2);
    let named = written.and_then(|own| Some((own, Day::parse(own).ok()?)));
    if let Some((written, named)) = named {
        let right = format!("{}-{:02}-{:02}{}", day.buddhist_year(), day.month(), day.day(), &name[10..]);
        let common = year_in(written).is_some_and(|year| !BUDDHIST_YEARS.contains(&year));
        if named != day || common {
            let said = match named == day {
                true => both!("ชื่อไฟล์ {name} ใช้ปี ค.ศ.", "the file name {name} counts in the common era"),
                false => both!(
                    "ชื่อไฟล์ {name} เป็นคนละวันกับ date ({th})",
                    "the file name {name} is of another day than `date`, {en}"
                ),
            };
            return Some(
                Diagnostic::new(&NEWS_DATE, &dated.span, said)
                    .hint(both!("เปลี่ยนชื่อไฟล์เป็น {right} หรือแก้ date", "rename the file to {right}, or correct `date`")),
            );
        }
    }
    (article.life.phase.is_published() && today.days_until(day) > AHEAD).then(|| {
        let said = both!("ข่าวนี้ลงวันที่ {th} ซึ่งยังมาไม่ถึง", "this news is of {en}, which has not come yet");
        Diagnostic::new(&NEWS_DATE, &dated.span, said).hint(both(
            "ใส่วันที่ลงข่าว วันจัดงานเขียนในเนื้อข่าว",
            "write the day on which it is published; the day of an event belongs into the text",
        ))
    })
}

/// Documents, tables and pages that an item offers and that are of another time than it covers: those of its evidence as
/// they were judged, and files that no evidence names.
fn other_period(item: &Item, times: &Times<'_>) -> Vec<Diagnostic> {
    let named = |key: &str, id: Option<&str>| {
        let mut proofs = item.evidence.iter().map(|evidence| &evidence.proof);
        proofs.any(|proof| proof.key() == key && proof.written().is_some_and(|own| Some(own.value.as_str()) == id))
    };
    let id = |document: &Document| document.id.as_ref().map(|id| id.value.clone());
    let documents = item.facts.documents.iter().filter(|own| !named("document", id(own).as_deref()));
    let tables = item.facts.tables.iter().filter(|own| !named("table", Some(&own.id.value)));
    let loose = documents.map(|own| (Offer::from(own), DOCUMENT)).chain(tables.map(|own| (Offer::from(own), TABLE)));
    let loose = loose.filter_map(|(offer, what)| Some((times.misfit(&offer, None)?, what)));
    let mut findings: Vec<Diagnostic> = loose.map(|((misfit, at), what)| not_of(&misfit, &at, what)).collect();
    findings.extend(item.verdicts.reasons.iter().filter_map(|wanting| {
        let reason = &wanting.reason;
        let Lack::OtherTime(misfit) = &reason.lack else { return None };
        let is_page = item.evidence.iter().any(|one| one.proof.written().is_some_and(|to| to.span == reason.at));
        let is_table = item.facts.tables.iter().any(|own| [&own.title.span, &own.file.span].contains(&&reason.at));
        let what = if is_page {
            PAGE
        } else if is_table {
            TABLE
        } else {
            DOCUMENT
        };
        Some(not_of(misfit, &reason.at, what))
    }));
    findings
}

const DOCUMENT: Bilingual<&str> = both("เอกสารนี้", "this document");
const TABLE: Bilingual<&str> = both("ตารางนี้", "this table");
const PAGE: Bilingual<&str> = both("หน้านี้", "this page");

fn not_of(misfit: &Misfit, at: &Span, what: Bilingual<&str>) -> Diagnostic {
    let Bilingual { th, en } = what;
    let (said, hint) = match misfit {
        Misfit::Named(named, asked) => {
            let asked = asked.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            (
                both!(
                    "ชื่อของ{th}บอกว่าเป็นของปี {named} แต่ข้อนี้ขอข้อมูลของปี {asked}",
                    "{en} is of {named} by its name, and the item asks for {asked}"
                ),
                both!(
                    "ใช้ฉบับของปี {asked} หรือแก้ชื่อถ้าชื่อผิด",
                    "offer the one of {asked}, or correct the name if that is wrong"
                ),
            )
        }
        Misfit::Dated(day, Period { from, to }) => {
            let words = |lang: Lang| [*day, *from, *to].map(|day| day.in_words(lang));
            let ([own, from, to], [own_en, from_en, to_en]) = (words(Lang::Th), words(Lang::En));
            (
                both!(
                    "{th}ลงวันที่ {own} ข้อนี้รายงานช่วง {from} ถึง {to}",
                    "{en} is of {own_en}, and the item reports {from_en} to {to_en}"
                ),
                both!(
                    "ใช้ฉบับของช่วงนั้น หรือเขียน period ของข้อให้ครอบคลุม",
                    "offer the one of that time, or give the item a `period` that takes it in"
                ),
            )
        }
        Misfit::Folder(other, year) => (
            both!("{th}อยู่ในโฟลเดอร์ของปี {other}", "{en} is in the folder of {other}"),
            both!(
                "ใช้ฉบับของปี {year} หรือเขียนปีไว้ใน title หรือวันที่ของเอกสารใน date",
                "offer the one of {year}, or write the year into its `title`, or the document's `date`"
            ),
        ),
    };
    Diagnostic::new(&DOCUMENT_OTHER_PERIOD, at, said).hint(hint)
}

//! Dates and years that cannot be meant: two eras in one file, days to come, documents and news of another time than the item
//! that offers them.

use std::collections::{HashMap, HashSet};

use crate::base::date::{BUDDHIST_OFFSET, BUDDHIST_YEARS, Day};
use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::base::thai::{arabic_digits, is_thai};
use crate::check::family::{Family, Subject};
use crate::ita::document::{Document, Facts, Proof};
use crate::ita::item::Item;
use crate::ita::target::{Target, target};
use crate::ita::year::{FiscalYear, Period};

pub(super) const FAMILY: Family = Family { rules: &[&DATE_MIXED, &DATE_FUTURE, &DOCUMENT_OTHER_PERIOD], apply };

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

static DOCUMENT_OTHER_PERIOD: Rule = Rule::new(
    "document-other-period",
    Warning,
    both("เอกสารและข่าวอยู่ในรอบเวลาของข้อ", "documents and news are of the item's own period"),
    both("เอกสารของปีอื่นทำให้ข้อนั้นได้ 0 คะแนน", "a document of another year costs the item its whole score"),
);

/// How many years ahead a document or the beginning of something, and the end of a plan, may be.
const SOON: i16 = 1;
const PLANS: i16 = 10;

/// How many months after its end a report of a period may still be dated.
const REPORTED: i32 = 6;

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
    let announced = portal.years.values().filter_map(|year| year.scores.as_ref()?.announced.as_ref());
    findings.extend(announced.filter_map(|day| future("announced", day, subject.today)));
    let news: HashMap<&RelPath, Day> =
        portal.articles.iter().filter_map(|article| Some((&article.path, article.date?))).collect();
    for year in portal.years.values() {
        let specs = year.catalogue.iter().flat_map(|catalogue| catalogue.items()).map(|(_, _, spec)| spec);
        let timed: HashSet<&str> =
            specs.filter(|spec| spec.period.is_some()).map(|spec| spec.code.value.as_str()).collect();
        let timed = |item: &Item| timed.contains(item.code.value.as_str());
        findings.extend(year.items.iter().flat_map(|item| other_period(item, timed(item), year.year, &news)));
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
    let th = format!("“{text}” เป็นปี {} {}", is.th, beside.th);
    let en = format!("`{text}` counts in the {} era, {}", is.en, beside.en);
    let meant = arabic_digits(text).replace(&year.to_string(), &was.to_string());
    Diagnostic::new(&DATE_MIXED, &day.span, th, en)
        .hint(format!("เขียน {meant} ถ้าหมายถึงวันเดียวกัน"), format!("write {meant} if the same day is meant"))
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

fn future(key: &str, day: &Spanned<Day>, today: Day) -> Option<Diagnostic> {
    let years = match key {
        "updated" | "done" | "announced" => 0,
        "to" => PLANS,
        _ => SOON,
    };
    let day_after = Day::new(
        today.buddhist_year() - BUDDHIST_OFFSET + years,
        i8::try_from(today.month()).ok()?,
        today.day().min(28),
    );
    let late = if years == 0 { day.value > today } else { day_after.is_some_and(|limit| day.value > limit) };
    let [th, en] = [Lang::Th, Lang::En].map(|lang| day.value.in_words(lang));
    late.then(|| {
        let (th, en) = (format!("วันที่นี้ ({th}) ยังมาไม่ถึง"), format!("this day, {en}, has not come yet"));
        Diagnostic::new(&DATE_FUTURE, &day.span, th, en)
            .hint("ตรวจปี และตรวจวันที่ของเครื่อง", "check the year, and the date of this computer")
    })
}

/// Documents and news that an item offers and that are not of its time: its own period, or the fiscal year where the
/// catalogue asks for one (`timed`). What stands for years, as a code of ethics, has neither.
fn other_period(item: &Item, timed: bool, year: FiscalYear, news: &HashMap<&RelPath, Day>) -> Vec<Diagnostic> {
    let own = item.period.as_ref().map(|period| Time { period: period.value, later: REPORTED });
    let fiscal = || timed.then(|| Some(Time { period: year.period()?, later: 0 })).flatten();
    let time = own.or_else(fiscal);
    let mut findings: Vec<Diagnostic> =
        item.facts.documents.iter().filter_map(|document| of_document(document, year, time)).collect();
    for evidence in item.evidence.iter() {
        let Proof::Page(page) = &evidence.proof else { continue };
        let Target::File { path, .. } = target(&page.span.path, &page.value, false) else { continue };
        let Some(time) = time else { continue };
        let day = news.get(&path).filter(|day| time.excludes(**day));
        findings
            .extend(day.map(|day| not_of(&page.clone().map(|_| *day), both("ข่าวนี้", "this news item"), time.period)));
    }
    findings
}

fn of_document(document: &Document, year: FiscalYear, time: Option<Time>) -> Option<Diagnostic> {
    if let Some(day) = &document.date {
        let time = time.filter(|time| time.excludes(day.value))?;
        return Some(not_of(day, both("เอกสารนี้", "this document"), time.period));
    }
    let path = document.file.value.as_ref()?;
    let folder = path.below("content")?.split('/').next()?;
    let other = FiscalYear::parse(folder).filter(|other| *other != year)?;
    let (th, en) = (format!("เอกสารนี้อยู่ในโฟลเดอร์ของปี {other}"), format!("this document is in the folder of {other}"));
    let finding = Diagnostic::new(&DOCUMENT_OTHER_PERIOD, &document.file.span, th, en);
    Some(finding.hint(
        format!("ใช้เอกสารของปี {year} หรือเขียน date ของเอกสาร"),
        format!("offer one of {year}, or write the document's `date`"),
    ))
}

/// The time that an item's documents are of.
#[derive(Clone, Copy)]
struct Time {
    period: Period,
    /// How many months later they may be dated.
    later: i32,
}

impl Time {
    fn excludes(self, day: Day) -> bool {
        let months = |day: Day| i32::from(day.buddhist_year()) * 12 + i32::try_from(day.month()).unwrap_or(0);
        day < self.period.from || months(day) > months(self.period.to) + self.later
    }
}

fn not_of(day: &Spanned<Day>, what: Bilingual<&str>, Period { from, to }: Period) -> Diagnostic {
    let words = |lang: Lang| [day.value, from, to].map(|day| day.in_words(lang));
    let ([own, from, to], [own_en, from_en, to_en]) = (words(Lang::Th), words(Lang::En));
    let th = format!("{}ลงวันที่ {own} ข้อนี้รายงานช่วง {from} ถึง {to}", what.th);
    let en = format!("{} is of {own_en}, and the item reports {from_en} to {to_en}", what.en);
    Diagnostic::new(&DOCUMENT_OTHER_PERIOD, &day.span, th, en).hint(
        "ใช้ฉบับของช่วงนั้น หรือเขียน period ของข้อให้ครอบคลุม",
        "offer the one of that time, or give the item a `period` that takes it in",
    )
}

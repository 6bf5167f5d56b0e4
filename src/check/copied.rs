//! A year whose folder is a copy of another year's: what it says is of that year.

use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Text, both};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::thai::arabic_digits;
use crate::check::family::{Family, Subject};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Catalogue, ItemSpec};
use crate::ita::covers::Covers;
use crate::ita::item::Item;
use crate::ita::year::FiscalYear;

pub(super) const FAMILY: Family = Family { rules: &[&YEAR_COPIED], apply };

static YEAR_COPIED: Rule = Rule::new(
    "year-copied",
    Warning,
    both("ปีหนึ่งไม่ใช่สำเนาของอีกปี", "a year is no copy of another"),
    both(
        "ช่วงเวลา ชื่อข้อ และเอกสารของปีก่อนทำให้ทั้งข้อได้ 0 คะแนน",
        "periods, titles and documents of the year before cost an item its whole score",
    ),
);

/// How many years around its own a catalogue speaks of. What is further away is the year of a law.
const NEAR: std::ops::RangeInclusive<i16> = -3..=1;

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let years = &subject.portal.years;
    let with_last = years.values().filter_map(|own| {
        let earlier = years.range(..own.year).rev().map(|(_, earlier)| earlier);
        Some((own, earlier.clone().find(|earlier| earlier.catalogue.is_some())?))
    });
    with_last
        .flat_map(|(own, earlier)| {
            let catalogues = own.catalogue.as_deref().zip(earlier.catalogue.as_deref());
            let texts = catalogues.and_then(|(new, old)| texts(own.year, new, earlier.year, old));
            let files = files(subject, own, earlier).or_else(|| carried(subject, own, earlier));
            texts.into_iter().chain(files)
        })
        .collect()
}

/// Texts of a catalogue that name a year and are those of the year before, word for word. What comes from the program is
/// of its year.
fn texts(year: FiscalYear, new: &Catalogue, before: FiscalYear, old: &Catalogue) -> Option<Diagnostic> {
    if new.from.is_some() {
        return None;
    }
    let same = |spec: &ItemSpec| -> Option<Span> {
        let then = old.item(&spec.code.value)?;
        let pairs = [(Some(&spec.title), Some(&then.title)), (spec.period.as_ref(), then.period.as_ref())];
        let copied = |(new, old): &(Option<&Text>, Option<&Text>)| {
            new.zip(*old).is_some_and(|(new, old)| new.th == old.th && names_a_year(&new.th, before))
        };
        pairs.into_iter().find(copied).and_then(|(new, _)| Some(new?.span.clone()))
    };
    let specs = new.items().map(|(_, _, spec)| spec);
    let copied: Vec<(&str, Span)> = specs.filter_map(|spec| Some((spec.code.value.as_str(), same(spec)?))).collect();
    let (codes, at) = (codes(copied.iter().map(|(code, _)| *code)), &copied.first()?.1);
    let said = both!(
        "ชื่อหรือช่วงเวลาของ {codes} ยังเป็นปีตามแคตตาล็อกปี {before}",
        "the title or the period of {codes} still has the years of the catalogue of {before}"
    );
    Some(
        Diagnostic::new(&YEAR_COPIED, at, said)
            .hint(both!("แก้ให้เป็นของปี {year} ตามประกาศ", "write those of {year}, as announced")),
    )
}

/// The number of a year around this one.
fn names_a_year(text: &str, around: FiscalYear) -> bool {
    let text = arabic_digits(text);
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter_map(FiscalYear::parse);
    numbers.any(|year| NEAR.contains(&(year.buddhist() - around.buddhist())))
}

/// Items that say something and are those of the year before, letter for letter, where they are half of the year or more.
fn files(subject: &Subject<'_>, own: &Assessment, earlier: &Assessment) -> Option<Diagnostic> {
    let says = |item: &Item| {
        let body = item.bodies.th.as_ref().is_some_and(|body| !body.text().trim().is_empty());
        body || item.evidence.len() + item.facts.documents.len() > 0
    };
    let text = |item: &Item| subject.sources.texts.get(&item.path);
    let then = |item: &Item| earlier.items.iter().find(|then| then.path.file_name() == item.path.file_name());
    let same = |item: &&Item| says(item) && then(item).is_some_and(|then| text(then) == text(item));
    let copied: Vec<&Item> = own.items.iter().filter(same).collect();
    let first = copied.first().filter(|_| copied.len() > 1 && copied.len() * 2 >= own.items.len())?;
    let (codes, year, before) = (codes(copied.iter().map(|item| item.code.value.as_str())), own.year, earlier.year);
    let said = both!(
        "ไฟล์ของ {codes} เหมือนของปี {before} ทุกตัวอักษร",
        "the files of {codes} are those of {before}, letter for letter"
    );
    Some(Diagnostic::new(&YEAR_COPIED, &first.code.span, said).hint(both!(
        "ใส่ข้อมูลของปี {year} หรือลบไฟล์ที่สำเนามา แล้วสั่ง prongsai new year {year}",
        "write what is of {year}, or delete the copies and run `prongsai new year {year}`"
    )))
}

/// Items whose period, summary or documents are those of the year before, where they are of that year.
fn carried(subject: &Subject<'_>, own: &Assessment, earlier: &Assessment) -> Option<Diagnostic> {
    let begins = own.year.period()?.from;
    let specs = own.specs();
    let hashes = |item: &Item| -> Vec<(RelPath, String)> {
        let files = item.facts.documents.iter().map(|document| &document.file);
        let files =
            files.chain(item.facts.tables.iter().map(|table| &table.file)).filter_map(|file| file.value.clone());
        files
            .filter_map(|path| {
                let hash = subject.sources.files.get(&path)?.inspected.as_ref()?.hash.clone()?;
                Some((path, hash))
            })
            .collect()
    };
    let is_carried = |item: &&Item| {
        let Some(then) = earlier.items.iter().find(|then| then.code.value == item.code.value) else { return false };
        let period = item.period.as_ref().zip(then.period.as_ref());
        let period = period.is_some_and(|(now, then)| now.value == then.value && now.value.to < begins);
        let summary = item.facts.summary.as_ref().zip(then.facts.summary.as_ref());
        let summary = summary.is_some_and(|(now, then)| {
            now.th == then.th && names_a_year(&now.th, earlier.year) && !names_later(&now.th, own.year)
        });
        let stands = matches!(
            specs.get(item.code.value.as_str()).and_then(|spec| spec.covers),
            Some(Covers::Year | Covers::FirstHalf | Covers::PreviousYear)
        );
        let old = if stands { hashes(then) } else { Vec::new() };
        let same = |(path, hash): &(RelPath, String)| old.iter().any(|(then, own)| own == hash && then != path);
        period || summary || (!old.is_empty() && hashes(item).iter().any(same))
    };
    let copied: Vec<&Item> = own.items.iter().filter(is_carried).collect();
    let (first, year, before) = (copied.first()?, own.year, earlier.year);
    let codes = codes(copied.iter().map(|item| item.code.value.as_str()));
    let said = both!(
        "ช่วงเวลา คำสรุป หรือไฟล์ของ {codes} ยังเป็นของปี {before}",
        "the period, the summary or the files of {codes} are still those of {before}"
    );
    Some(Diagnostic::new(&YEAR_COPIED, &first.code.span, said).hint(both!(
        "แก้ period และ summary และใส่เอกสารของปี {year}",
        "correct `period` and `summary`, and offer the documents of {year}"
    )))
}

/// Whether a text has the number of this year or of a later one.
fn names_later(text: &str, year: FiscalYear) -> bool {
    let text = arabic_digits(text);
    text.split(|c: char| !c.is_ascii_digit()).filter_map(FiscalYear::parse).any(|own| own >= year)
}

fn codes<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.collect::<Vec<_>>().join(", ")
}

//! The answer sheet of the open data form (แบบตรวจการเปิดเผยข้อมูลสาธารณะ): a row an item, and a second sheet with a row for
//! each further address, so that each is a link.

use serde_json::{Value, json};

use crate::base::date::Day;
use crate::base::lang::{Bilingual, Lang, Text, both};
use crate::base::words::Words;
use crate::export::column::Table;
use crate::export::csv;
use crate::export::papers::Form;
use crate::export::workbook::{LONGEST, Sheet, length, paper};
use crate::ita::answer_sheet::{AnswerSheet, Further, Row};
use crate::ita::cell_type::CellType;
use crate::ita::document::Claimed;
use crate::ita::evidence::words::sentence;
use crate::ita::progress::{Completeness, State};
use crate::ita::readiness::Answer;
use crate::ita::way::MOST;

/// The version of the JSON form.
const VERSION: u32 = 1;

/// The heads of the sheet, with the widths of the columns.
const HEADS: [(Bilingual<&str>, u16); 11] = [
    (both("ข้อ", "Item"), 6),
    (both("ข้อมูลที่ต้องเปิดเผย", "What is to be disclosed"), 22),
    (both("มีหรือไม่มี", "Published"), 11),
    (both("ครบ", "Met"), 8),
    (both("ที่อยู่ (URL)", "Address (URL)"), 34),
    (both("เส้นทางจากหน้าแรก", "Way from the home page"), 24),
    (both("คำอธิบาย", "Explanation"), 30),
    (both("ผู้รับผิดชอบ", "Owner"), 14),
    (both("สิ่งที่ยังขาด", "What is still short"), 54),
    (both("ที่อยู่เพิ่มเติม", "Further addresses"), 44),
    (both("หมายเหตุ", "Remarks"), 40),
];

/// So many columns are printed: further addresses have a sheet of their own, and the remarks are for the office.
const PRINTED: u16 = 9;

/// The same of the sheet of further addresses.
const FURTHER: [(Bilingual<&str>, u16); 4] = [
    (both("ข้อ", "Item"), 7),
    (both("องค์ประกอบ", "Requirements"), 16),
    (both("ชนิด", "Kind"), 16),
    (both("ที่อยู่ (URL)", "Address (URL)"), 90),
];

/// The paper in one of its forms; `None` for a form that it does not have, or if the workbook cannot be made.
pub(crate) fn answer_sheet(sheet: &AnswerSheet<'_>, form: Form, lang: Lang, words: &Words) -> Option<Vec<u8>> {
    Some(match form {
        Form::Csv => csv(&table(sheet, lang, words)),
        Form::Json => format!("{:#}\n", value(sheet, lang, words)).into_bytes(),
        Form::Xlsx => book(sheet, lang, words)?,
        Form::Docx => return None,
    })
}

/// The title of the paper.
fn title(sheet: &AnswerSheet<'_>, lang: Lang) -> String {
    let (year, agency) = (sheet.assessment.year, sheet.portal.agency.name.get(lang).0);
    match lang {
        Lang::Th => format!("ใบตอบการเปิดเผยข้อมูลสาธารณะ ปีงบประมาณ พ.ศ. {year} {agency}"),
        Lang::En => format!("Answer sheet of what is disclosed, Fiscal Year B.E. {year}, {agency}"),
    }
}

fn book(sheet: &AnswerSheet<'_>, lang: Lang, words: &Words) -> Option<Vec<u8>> {
    let title = title(sheet, lang);
    let further = further(sheet, lang);
    let (own, others) = (HEADS.map(|(_, width)| width), FURTHER.map(|(_, width)| width));
    let mut pages = vec![
        Sheet {
            name: lang.choose("ใบตอบ", "Answers"),
            title: title.clone(),
            table: table(sheet, lang, words),
            widths: &own,
            printed: PRINTED,
        },
        Sheet {
            name: lang.choose("ที่อยู่เพิ่มเติม", "Further addresses"),
            title,
            table: further,
            widths: &others,
            printed: 4,
        },
    ];
    // A sheet without a row would be printed as an empty page.
    pages.retain(|page| !page.table.rows.is_empty());
    paper(&pages).ok()
}

/// The items that have a text longer than a cell of a workbook holds, where it would be cut.
pub(crate) fn cut<'a>(sheet: &'a AnswerSheet<'_>, lang: Lang, words: &Words) -> Vec<&'a str> {
    let rows = sheet.rows.iter().zip(table(sheet, lang, words).rows);
    let long = rows.filter(|(_, cells)| cells.iter().flatten().any(|text| length(text) > LONGEST));
    long.map(|(row, _)| row.standing.spec.code.value.as_str()).collect()
}

fn columns<const N: usize>(heads: &[(Bilingual<&'static str>, u16); N], address: usize, lang: Lang) -> Table {
    let kind = |at: usize| if at == address { CellType::Address } else { CellType::Text };
    let columns = heads.iter().enumerate().map(|(at, (head, _))| ((*head.get(lang)).into(), kind(at)));
    Table { columns: columns.collect(), rows: Vec::new() }
}

/// The rows of the first sheet, and of the CSV form.
fn table(sheet: &AnswerSheet<'_>, lang: Lang, words: &Words) -> Table {
    let lines = |lines: Vec<String>| Some(lines.join("\n")).filter(|text| !text.is_empty());
    let row = |row: &Row<'_>| {
        let standing = &row.standing;
        vec![
            Some(standing.spec.code.value.as_str().to_owned()),
            Some(said(&standing.spec.title, lang)),
            Some(have(row, lang).to_owned()),
            (!standing.answers.is_empty()).then(|| format!("{}/{}", row.settled(), standing.answers.len())),
            Some(row.address.clone()),
            row.way.is_some().then(|| path(row, lang, words)),
            row.explanation().map(|(text, _)| said(text, lang)),
            standing.owner().map(|text| said(text, lang)),
            lines(short(row, lang)),
            lines(row.further.iter().map(|one| one.address.clone()).collect()),
            lines(remarks(row).into_iter().map(|own| own.pick(lang)).collect()),
        ]
    };
    Table { rows: sheet.rows.iter().map(row).collect(), ..columns(&HEADS, 4, lang) }
}

fn further(sheet: &AnswerSheet<'_>, lang: Lang) -> Table {
    let line = |row: &Row<'_>, one: &Further<'_>| {
        let ids = match &one.evidence.requirements {
            Claimed::All => lang.choose("ทุกองค์ประกอบ", "all").to_owned(),
            Claimed::Some(ids) => ids.iter().map(|id| id.value.as_str()).collect::<Vec<_>>().join(", "),
        };
        let code = row.standing.spec.code.value.as_str().to_owned();
        [code, ids, kind(one.evidence.proof.key(), lang).to_owned(), one.address.clone()].map(Some).to_vec()
    };
    let rows = sheet.rows.iter().flat_map(|row| row.further.iter().map(move |one| line(row, one)));
    Table { rows: rows.collect(), ..columns(&FURTHER, 3, lang) }
}

/// What a kind of proof is called.
fn kind(key: &str, lang: Lang) -> &'static str {
    let words = match key {
        "document" => both("เอกสาร", "document"),
        "page" => both("หน้าเว็บ", "page"),
        "section" => both("หัวข้อ", "section"),
        "table" => both("ตาราง", "table"),
        _ => both("เว็บไซต์อื่น", "another site"),
    };
    words.pick(lang)
}

/// Whether the item is there, as the form asks it.
fn have(row: &Row<'_>, lang: Lang) -> &'static str {
    let answers = &row.standing.answers;
    let idle = !answers.is_empty() && answers.iter().all(|answer| answer.state == State::NotApplicable);
    let words = match row.standing.state {
        _ if idle => both("ไม่เกี่ยวข้อง", "not applicable"),
        Completeness::Complete => both("มี", "yes"),
        Completeness::Partial => both("มีไม่ครบ", "in part"),
        Completeness::Awaiting => both("ไม่มี", "no"),
    };
    words.pick(lang)
}

/// `หน้าแรก > แผนและผลงาน > จัดซื้อจัดจ้าง`.
fn path(row: &Row<'_>, lang: Lang, words: &Words) -> String {
    let home = words.get(lang).get("home").cloned().unwrap_or_default();
    let steps = row.way.iter().flat_map(|way| &way.steps).map(|step| step.title.said(words, lang).0.into_owned());
    std::iter::once(home).chain(steps).collect::<Vec<_>>().join(" > ")
}

/// What is still short, a line a requirement, and what the item itself awaits.
fn short(row: &Row<'_>, lang: Lang) -> Vec<String> {
    let line = |answer: &Answer<'_>| {
        let asked = format!("{}. {}", answer.requirement.id.value, said(&answer.requirement.text, lang));
        match why(answer, lang) {
            Some(why) => format!("{asked}: {why}"),
            None => asked,
        }
    };
    let whole = row.standing.verdict().filter(|verdict| !verdict.reasons.is_empty());
    let whole = whole.map(|own| sentence(&own.reasons.iter().map(|own| &own.lack).collect::<Vec<_>>()).pick(lang));
    let awaits = row.standing.awaiting().map(|text| said(text, lang));
    row.short().map(line).chain(whole).chain(awaits).collect()
}

fn why(answer: &Answer<'_>, lang: Lang) -> Option<String> {
    let lacks: Vec<_> = answer.reasons.iter().map(|own| &own.lack).collect();
    (!lacks.is_empty()).then(|| sentence(&lacks).pick(lang))
}

/// What whoever hands the sheet in must know of a row.
pub(crate) fn remarks(row: &Row<'_>) -> Vec<Bilingual<String>> {
    let mut found = Vec::new();
    if row.is_changed() {
        let old = row.gone.join(" ");
        found.push(match old.is_empty() {
            true => both!("มีที่อยู่ที่ใบตอบครั้งก่อนไม่มี", "has an address that the last sheet has not"),
            false => {
                both!("ที่อยู่เปลี่ยนจากใบตอบครั้งก่อน เดิม {old}", "the address has changed since the last sheet; it was {old}")
            }
        });
    }
    match row.way.as_ref() {
        None => found.push(both!("ไม่มีเมนูหรือหน้าแรกที่พามาถึงหน้านี้", "neither menu nor home page leads to this page")),
        Some(way) if way.clicks() > MOST => {
            let clicks = way.clicks();
            found.push(both!("ต้องคลิก {clicks} ครั้ง เกิน {MOST} ครั้ง", "takes {clicks} clicks, more than {MOST}"));
        }
        Some(way) if !way.by_menu => {
            found.push(both!("เมนูไม่มีหน้านี้ มีทางจากหน้าแรกเท่านั้น", "the menu leaves it out; only the home page leads there"))
        }
        Some(_) => {}
    }
    match row.explanation() {
        Some((_, true)) => found.push(both!(
            "คำอธิบายร่างจาก summary เขียน answer ในไฟล์ของข้อ",
            "the explanation is a draft, from the summary: write `answer` in the item's file"
        )),
        None if row.standing.state != Completeness::Awaiting => found.push(both!(
            "ยังไม่มีคำอธิบาย เขียน answer ในไฟล์ของข้อ",
            "no explanation yet: write `answer` in the item's file"
        )),
        _ => {}
    }
    for (_, reason) in row.standing.not_applicable() {
        found.push(both(format!("ไม่เกี่ยวข้อง: {}", reason.th), format!("not applicable: {}", said(reason, Lang::En))));
    }
    if !row.holds() {
        found.push(both!("หลักฐานที่อ้างยังไม่ผ่าน", "evidence that is claimed does not hold"));
    }
    found
}

fn said(text: &Text, lang: Lang) -> String {
    text.get(lang).0.to_owned()
}

fn texts(text: &Text) -> Value {
    json!({"th": text.th, "en": text.en})
}

/// The paper as a value, also for the preview.
pub(crate) fn value(sheet: &AnswerSheet<'_>, lang: Lang, words: &Words) -> Value {
    let heads = HEADS.map(|(head, _)| *head.get(lang));
    let items: Vec<Value> = sheet.rows.iter().map(|row| item(row, lang, words)).collect();
    let name = &sheet.portal.agency.name;
    json!({
        "version": VERSION,
        "lang": lang.tag(),
        "title": title(sheet, lang),
        "agency": {"th": name.th, "en": name.en},
        "year": sheet.assessment.year.buddhist(),
        "heads": heads,
        "items": items,
    })
}

fn item(row: &Row<'_>, lang: Lang, words: &Words) -> Value {
    let standing = &row.standing;
    let steps = row.way.iter().flat_map(|way| &way.steps);
    let steps = steps.map(|step| json!({"label": step.title.said(words, lang).0, "to": step.to}));
    let short = row.short().map(|answer| {
        let text = &answer.requirement.text;
        json!({"requirement": answer.requirement.id.value, "text": texts(text), "state": answer.state.word(), "why": why(answer, lang)})
    });
    let explanation = row.explanation().map(|(text, draft)| json!({"text": texts(text), "draft": draft}));
    let remarks = remarks(row).into_iter().map(|own| own.pick(lang));
    json!({
        "code": standing.spec.code.value.as_str(),
        "title": texts(&standing.spec.title),
        "state": standing.state.word(),
        "have": have(row, lang),
        "requirements": standing.answers.len(),
        "settled": row.settled(),
        "address": row.address,
        "further": row.further.iter().map(|one| &*one.address).collect::<Vec<_>>(),
        "path": row.way.as_ref().map(|_| path(row, lang, words)),
        "steps": steps.collect::<Vec<_>>(),
        "explanation": explanation,
        "owner": standing.owner().map(texts),
        "short": short.collect::<Vec<_>>(),
        "awaiting": standing.awaiting().map(texts),
        "changed": row.is_changed(),
        "gone": row.gone,
        "holds": row.holds(),
        "remarks": remarks.collect::<Vec<_>>(),
    })
}

/// The text of `itas.yaml`: the addresses of this sheet.
pub(crate) fn kept(sheet: &AnswerSheet<'_>, today: Day) -> String {
    let quoted = |text: &str| json!(text).to_string();
    let year = sheet.assessment.year;
    let day = format!("{}-{:02}-{:02}", today.buddhist_year(), today.month(), today.day());
    let mut text = format!(
        "# ที่อยู่ในใบตอบล่าสุดของปี {year} โปรแกรมเขียนเองเมื่อสั่ง prongsai export itas ไม่ต้องแก้\n\
         # The addresses of the last answer sheet of {year}; `prongsai export itas` writes them.\n\
         date: {day}\nitems:\n"
    );
    for row in &sheet.rows {
        let code = quoted(row.standing.spec.code.value.as_str());
        text += &format!("  - code: {code}\n    addresses:\n");
        text.extend(row.addresses().map(|address| format!("      - {}\n", quoted(address))));
    }
    text
}

//! The check list of those who are responsible: a sheet each, with what is asked of them, by when, and empty places for what
//! they hand in. It is for the office and no page of the site, so its words stand here.

use crate::base::lang::{Bilingual, Lang, Text, both};
use crate::export::papers::paper::{Block, Cell, Paper, Run, Style, Table, unbroken};
use crate::ita::assessment::Assessment;
use crate::ita::document::Facts;
use crate::ita::measure::{Measure, Step};
use crate::ita::portal::Portal;
use crate::ita::progress::{Completeness, State};
use crate::ita::state;
use crate::ita::year::FiscalYear;

const TITLE: Bilingual<&str> = both("แบบส่งข้อมูลสำหรับการประเมินคุณธรรมและความโปร่งใส", "Check list for the assessment");
const OF: Bilingual<&str> = both("ปีงบประมาณ พ.ศ. {year} ของ{owner}", "Fiscal year B.E. {year}: {owner}");
const OF_NOBODY: Bilingual<&str> =
    both("ปีงบประมาณ พ.ศ. {year} (ยังไม่ได้ระบุผู้รับผิดชอบ)", "Fiscal year B.E. {year} (nobody named yet)");
const DUE: Bilingual<&str> = both("กำหนดส่ง", "Due");
const LATEST: Bilingual<&str> = both("ภายในวันที่", "by");
const ITEMS: Bilingual<&str> = both("ข้อมูลที่ต้องเปิดเผย", "What must be published");
const STEPS: Bilingual<&str> = both("ขั้นตอนของมาตรการที่ยังไม่มีรายงานว่าแล้วเสร็จ", "Steps of measures not reported as done");
const READY: Bilingual<&str> = both("ข้อที่มีครบแล้ว", "Items that are complete");
const NOTHING: Bilingual<&str> = both("ไม่มีรายการค้าง", "Nothing is open.");
const CODE: Bilingual<&str> = both("ข้อ", "Item");
const ASKED: Bilingual<&str> = both("สิ่งที่ขอ", "What is asked");
const STATE: Bilingual<&str> = both("สถานะ", "State");
const HANDED_IN: Bilingual<&str> = both("ไฟล์หรือที่อยู่ที่ส่ง", "File or address handed in");
const DAY: Bilingual<&str> = both("วันที่ส่ง", "Day");
const MEASURE: Bilingual<&str> = both("มาตรการและขั้นตอน", "Measure and step");
const DONE: Bilingual<&str> = both("วันที่แล้วเสร็จ", "Done on");
const PROOF: Bilingual<&str> = both("หลักฐาน", "Evidence");
const REPORT: [Bilingual<&str>; 3] =
    [both("ผลที่เกิดขึ้น", "Result"), both("ปัญหาและอุปสรรค", "Problems"), both("ข้อเสนอแนะ", "Suggestions")];
const SIGN: Bilingual<&str> = both("ลงชื่อ", "Signed");
const SENDER: Bilingual<&str> = both("ผู้ส่งข้อมูล", "(sender)");
const AWAITED: Bilingual<&str> = both("ยังไม่มี", "none");
const SHORT: Bilingual<&str> = both("ยังไม่ครบ", "in part");

/// Everybody who is responsible for something of a year, in the order in which the year names them.
pub(crate) fn owners(portal: &Portal, year: FiscalYear) -> Vec<&Text> {
    let mut owners: Vec<&Text> = Vec::new();
    let items = portal.years.get(&year).into_iter().flat_map(|own| &own.items).map(|item| &*item.facts);
    let measures = measures(portal, year).map(|measure| &*measure.facts);
    for owner in items.chain(measures).filter_map(|facts| facts.owner.as_ref()) {
        if owners.iter().all(|known| known.th != owner.th) {
            owners.push(owner);
        }
    }
    owners
}

/// The Thai names of all who have a sheet, the empty one last, under which stands what nobody is responsible for.
pub(crate) fn everybody(portal: &Portal, year: FiscalYear) -> Vec<String> {
    owners(portal, year).into_iter().map(|own| own.th.clone()).chain(unowned(portal, year)).collect()
}

/// The empty name, if nobody is responsible for something.
fn unowned(portal: &Portal, year: FiscalYear) -> Option<String> {
    let own = portal.years.get(&year)?;
    let mut asked = own.catalogue.iter().flat_map(|catalogue| catalogue.items());
    let items = asked.any(|(_, _, spec)| owner(own.item(&spec.code.value).map(|item| &*item.facts)).is_empty());
    let measures = measures(portal, year).any(|measure| owner(Some(&measure.facts)).is_empty());
    (items || measures).then(String::new)
}

/// Who is responsible, by the Thai name; nobody is the empty one.
fn owner(facts: Option<&Facts>) -> &str {
    facts.and_then(|facts| facts.owner.as_ref()).map_or("", |owner| &owner.th)
}

/// The measures of a year and of the one after, which answer its analysis.
fn measures(portal: &Portal, year: FiscalYear) -> impl Iterator<Item = &Measure> {
    [Some(year), year.next()]
        .into_iter()
        .flatten()
        .filter_map(|year| portal.years.get(&year))
        .flat_map(|own| &own.measures)
}

/// A sheet for each of the owners, who are named as the Thai texts name them.
pub(crate) fn check_list(portal: &Portal, year: FiscalYear, owners: &[String], lang: Lang) -> Paper {
    let mut blocks = Vec::new();
    for owner in owners {
        if !blocks.is_empty() {
            blocks.push(Block::NewPage);
        }
        sheet(portal, year, owner, lang, &mut blocks);
    }
    let author = portal.agency.name.get(lang).0.to_owned();
    Paper { title: format!("{} {year}", TITLE.pick(lang)), lang, author, blocks }.in_own_digits()
}

fn sheet(portal: &Portal, year: FiscalYear, owner: &str, lang: Lang, blocks: &mut Vec<Block>) {
    let say = |style, text: String| Block::Text(style, vec![Run::plain(text)]);
    let known = self::owners(portal, year).into_iter().find(|own| own.th == owner);
    let of =
        known.map_or_else(|| OF_NOBODY.pick(lang).to_owned(), |own| OF.pick(lang).replace("{owner}", own.get(lang).0));
    let of = of.replace("{year}", &year.to_string());
    blocks.push(say(Style::Heading(1), format!("{}\n{of}", TITLE.pick(lang))));
    let due = portal.agency.deadlines.iter().filter(|own| own.year == year);
    let mut lines: Vec<Vec<Run>> = due
        .map(|own| {
            let title = own.title.as_ref().map(|title| format!(" {}", title.get(lang).0)).unwrap_or_default();
            vec![
                Run::bold(DUE.pick(lang)),
                Run::plain(format!(" {} {}{title}", LATEST.pick(lang), unbroken(&own.day.in_words(lang)))),
            ]
        })
        .collect();
    if lines.is_empty() {
        lines.push(vec![Run::bold(DUE.pick(lang)), Run::plain(format!(" {} \t", LATEST.pick(lang)))]);
    }
    blocks.extend(lines.into_iter().map(|runs| Block::Text(Style::Dots, runs)));
    let (items, ready) = portal.years.get(&year).map(|own| items(own, owner, lang)).unwrap_or_default();
    let steps = steps(portal, year, owner, lang);
    if items.is_empty() && steps.is_empty() {
        blocks.push(say(Style::Body, NOTHING.pick(lang).to_owned()));
    }
    for (title, heads, rows) in
        [(ITEMS, &[CODE, ASKED, STATE, HANDED_IN, DAY][..], items), (STEPS, &[MEASURE, DONE, PROOF][..], steps)]
    {
        if !rows.is_empty() {
            blocks.push(say(Style::Heading(2), title.pick(lang).to_owned()));
            blocks.push(Block::Table(table(title.pick(lang), heads, rows, lang)));
        }
    }
    if !ready.is_empty() {
        blocks.push(say(Style::Body, format!("{}: {}", READY.pick(lang), ready.join(", "))));
    }
    let dots = "…………………………";
    let sign = format!("{} {dots} {}\n({dots})", SIGN.pick(lang), SENDER.pick(lang));
    blocks.push(say(Style::Sign, sign));
}

/// A row that begins with these texts, the rest of its cells to be written in.
fn row(texts: &[&str]) -> Vec<Cell> {
    texts.iter().map(|text| Cell::of(vec![Run::plain(*text)])).collect()
}

fn table(caption: &str, heads: &[Bilingual<&str>], rows: Vec<Vec<Cell>>, lang: Lang) -> Table {
    let head = heads.iter().map(|head| Cell::of(vec![Run::bold(head.pick(lang))])).collect();
    Table { caption: caption.to_owned(), heads: 1, rows: std::iter::once(head).chain(rows).collect() }
}

/// What the items of an owner still want, a row a requirement, and the codes of those that want nothing.
fn items(own: &Assessment, owner: &str, lang: Lang) -> (Vec<Vec<Cell>>, Vec<String>) {
    let (mut rows, mut ready) = (Vec::new(), Vec::new());
    for (_, _, spec) in own.catalogue.iter().flat_map(|catalogue| catalogue.items()) {
        let item = own.item(&spec.code.value);
        if self::owner(item.map(|item| &*item.facts)) != owner {
            continue;
        }
        let code = spec.code.value.to_string();
        let before = rows.len();
        let line = |asked: &str, state: Bilingual<&str>, first: bool| {
            row(&[if first { &code } else { "" }, asked, state.pick(lang), "", ""])
        };
        let title = spec.title.get(lang).0;
        for requirement in &spec.requirements {
            let state = state::of_requirement(requirement, item);
            if !state.is_settled() {
                let text = requirement.text.get(lang).0;
                let short = if state == State::Short { SHORT } else { AWAITED };
                let first = rows.len() == before;
                let text = if first { format!("{title}\n– {text}") } else { format!("– {text}") };
                rows.push(line(&text, short, first));
            }
        }
        if spec.requirements.is_empty() && state::of_item(spec, item) != Completeness::Complete {
            rows.push(line(title, AWAITED, true));
        }
        if rows.len() == before {
            ready.push(code.clone());
        }
    }
    (rows, ready)
}

/// The open steps of the measures of an owner below the name of each, and a place for what came of it.
fn steps(portal: &Portal, year: FiscalYear, owner: &str, lang: Lang) -> Vec<Vec<Cell>> {
    let own = |measure: &&Measure| self::owner(Some(&measure.facts)) == owner;
    let across = |runs| vec![Cell { span: 3, ..Cell::of(runs) }];
    let rows = measures(portal, year).filter(own).flat_map(|measure| {
        let open = measure.steps.iter().zip(1..).filter(|(step, _)| step.done.is_none());
        let line = |(step, number): (&Step, i32)| row(&[&format!("{number}) {}", step.text.get(lang).0), "", ""]);
        let mut rows: Vec<Vec<Cell>> = open.map(line).collect();
        if measure.result.is_none() {
            rows.push(across(vec![Run::plain(REPORT.map(|own| format!("{}:\n", own.pick(lang))).join("\n"))]));
        }
        let until = measure.period.as_ref().map(|period| unbroken(&period.value.to.in_words(lang)));
        let until = until.map(|day| format!(" ({} {day})", LATEST.pick(lang))).unwrap_or_default();
        let name = across(vec![Run::bold(measure.title.get(lang).0), Run::plain(until)]);
        (!rows.is_empty()).then_some(name).into_iter().chain(rows).collect::<Vec<_>>()
    });
    rows.collect()
}

//! The lines at the end of a build: pages, items, findings, time.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::held::Held;
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::output::Changes;
use crate::cli::gone::Gone;
use crate::cli::report::count::Count;
use crate::cli::report::{Form, report};
use crate::io::stamp::Told;
use crate::ita::portal::Portal;
use crate::ita::progress::Completeness;
use crate::ita::publication::{Becomes, Turn};
use crate::ita::state::of_item;
use crate::pipeline::Built;

/// What a build has come to.
pub(super) fn build(told: &Told, changes: &Changes, took: Duration, lang: Lang) -> String {
    let (written, removed, seconds) = (changes.write.len(), changes.remove.len(), took.as_secs_f64());
    let done = match lang {
        Lang::Th => format!("เขียน {written} ไฟล์ ลบ {removed} ไฟล์ ใช้เวลา {seconds:.2} วินาที"),
        Lang::En => format!("{written} files written, {removed} removed, {seconds:.2} s"),
    };
    format!("{}\n{done}\n{}", told.before, told.after)
}

/// What a build tells in each language around what it has done.
pub(super) fn told(built: &Built, held: &[Held], gone: &Gone) -> Bilingual<Told> {
    let (portal, findings, today) = (built.portal(), &built.findings, built.site.options().today);
    Bilingual::each(|lang| {
        let report = report(Form::Human, findings, built.site.sources(), lang);
        let parts = [report.trim_end().to_owned(), gone.words(lang), site(portal, lang), due(portal, today, lang)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Told { before: parts.join("\n"), after: total(findings, held, lang) }
    })
}

/// The next day on which pages change by themselves, and the site must be built again.
fn due(portal: &Portal, today: Day, lang: Lang) -> String {
    let Some((day, turns)) = portal.due(today) else { return String::new() };
    let name = |turn: &Turn<'_>| {
        let becomes = match turn.becomes {
            Becomes::Public => both("เผยแพร่", "becomes public"),
            Becomes::Over => both("พ้นกำหนด", "is over"),
            Becomes::Running => both("เริ่มช่วงดำเนินการ", "its period begins"),
            Becomes::Past => both("พ้นช่วงดำเนินการ", "its period is over"),
        };
        format!("{} ({})", turn.path, becomes.pick(lang))
    };
    let mut names: Vec<String> = turns.iter().take(LISTED).map(name).collect();
    if turns.len() > LISTED {
        let more = turns.len() - LISTED;
        names.push(lang.choose(format!("และอีก {more} ไฟล์"), format!("and {more} more")));
    }
    let (day, names) = (day.in_words(lang), names.join(", "));
    lang.choose(format!("ต้องสร้างเว็บอีกครั้งวันที่ {day}: {names}"), format!("build again on {day}: {names}"))
}

/// How many files a line names.
const LISTED: usize = 3;

/// A build that found everything as the last one left it.
pub(super) fn unchanged(told: &Told, took: Duration, lang: Lang) -> String {
    let seconds = took.as_secs_f64();
    let done = match lang {
        Lang::Th => format!("ไม่มีอะไรเปลี่ยนจากครั้งก่อน ใช้เวลา {seconds:.2} วินาที"),
        Lang::En => format!("nothing has changed since the last build, {seconds:.2} s"),
    };
    format!("{}\n{done}\n{}", told.before, told.after)
}

/// The site in a few lines: pages per language, and how far each year's items are answered.
pub(super) fn site(portal: &Portal, lang: Lang) -> String {
    let pages = portal.places().iter().filter(|place| place.phase().is_published()).count();
    let mut lines = vec![match (lang, portal.agency.languages.as_slice()) {
        (Lang::Th, [_]) => format!("หน้าเว็บ {pages} หน้า"),
        (Lang::Th, _) => format!("หน้าเว็บ {pages} หน้า แต่ละหน้ามีทั้งภาษาไทยและภาษาอังกฤษ"),
        (Lang::En, [_]) => format!("{pages} pages"),
        (Lang::En, _) => format!("{pages} pages, each in Thai and in English"),
    }];
    for assessment in portal.years.values().filter(|assessment| assessment.is_counted()) {
        let specs = assessment.catalogue.iter().flat_map(|catalogue| catalogue.items()).map(|(_, _, spec)| spec);
        let states: Vec<Completeness> = specs.map(|spec| of_item(spec, assessment.item(&spec.code.value))).collect();
        let count = |wanted: Completeness| states.iter().filter(|state| **state == wanted).count();
        let [complete, partial, awaiting] =
            [Completeness::Complete, Completeness::Partial, Completeness::Awaiting].map(count);
        let year = assessment.year;
        if !states.is_empty() {
            lines.push(match lang {
                Lang::Th => format!("ปี {year}: ครบ {complete} ข้อ บางส่วน {partial} ข้อ รอหลักฐาน {awaiting} ข้อ"),
                Lang::En => {
                    format!("{year}: {complete} items complete, {partial} in part, {awaiting} awaiting evidence")
                }
            });
        }
    }
    lines.join("\n")
}

/// How many findings there are, and below it how many of them keep the site from being uploaded.
pub(super) fn total(findings: &[Diagnostic], held: &[Held], lang: Lang) -> String {
    let all = self::findings(findings, lang);
    if held.is_empty() { all } else { format!("{all}\n{}", self::held(held, lang)) }
}

/// How many findings there are, in a line.
pub(super) fn findings(findings: &[Diagnostic], lang: Lang) -> String {
    let count = Count::of(findings);
    let words = count.words(lang);
    match (lang, count.errors + count.warnings, count.notes) {
        (Lang::Th, 0, 0) => "ไม่พบข้อผิดพลาด".to_owned(),
        (Lang::En, 0, 0) => "no faults found".to_owned(),
        (Lang::Th, 0, _) => format!("ไม่พบข้อผิดพลาด มี{words}"),
        (Lang::En, 0, _) => format!("no faults found; {words}"),
        (Lang::Th, ..) => format!("พบ{words}"),
        (Lang::En, ..) => words,
    }
}

/// How many findings keep the site from being uploaded, and of which rules.
fn held(held: &[Held], lang: Lang) -> String {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    held.iter().for_each(|one| *rules.entry(&one.rule).or_default() += 1);
    let rules: Vec<String> = rules.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    let (count, rules) = (held.len(), rules.join(", "));
    match (lang, count) {
        (Lang::Th, _) => format!("{count} จุดทำให้ยังอัปโหลดไม่ได้ จนกว่าจะแก้หรือมีผู้ดูแล้วรับรอง: {rules}"),
        (Lang::En, 1) => {
            format!("1 finding keeps this site from being uploaded until it is mended or accepted: {rules}")
        }
        (Lang::En, _) => {
            format!("{count} findings keep this site from being uploaded until they are mended or accepted: {rules}")
        }
    }
}

//! What was understood of a result, in words: the figures, what is open, and what `check` will say of them.

use std::collections::BTreeMap;

use crate::base::diag::Diagnostic;
use crate::base::grid::cell_name;
use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::cli::command::Setting;
use crate::cli::report::{Form, report};
use crate::ita::assessment::Assessment;
use crate::ita::figure::{Figure, differing};
use crate::ita::results::slot::CellPlace;
use crate::ita::results::{Doubt, Results};
use crate::ita::score::Score;
use crate::ita::year::FiscalYear;
use crate::pipeline;

/// The figures, a line for each kind, with what stood there before.
pub(super) fn figures(read: &Results, own: &Assessment, lang: Lang) -> String {
    let mut lines: BTreeMap<(u8, &str), Vec<String>> = BTreeMap::new();
    for (figure, (score, _)) in &read.figures {
        let (kind, name) = match figure {
            Figure::Overall => ((0, lang.choose("คะแนนรวม", "overall")), ""),
            Figure::Instrument(id) => ((1, lang.choose("เครื่องมือ", "instruments")), id.as_str()),
            Figure::Indicator(id) => ((2, lang.choose("ตัวชี้วัด", "indicators")), id.as_str()),
            Figure::Row(instrument, id) => ((3, instrument.as_str()), id.as_str()),
        };
        let before = match figure.published(own) {
            Some(Some(old)) if old != *score => lang.choose(format!(" (เดิม {old})"), format!(" (was {old})")),
            _ => String::new(),
        };
        lines.entry(kind).or_default().push(format!("{name} {score}{before}").trim().to_owned());
    }
    // As the catalogue has them: i2 before i10.
    let sorted = |mut all: Vec<String>| {
        all.sort_by_key(|line| number(line));
        all.join(", ")
    };
    let line = |((_, kind), all): ((u8, &str), Vec<String>)| format!("{kind}: {}\n", sorted(all));
    lines.into_iter().map(line).collect()
}

fn number(line: &str) -> u32 {
    let digits: String = line.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

/// What is for a person to decide, a line each.
pub(super) fn doubts(read: &Results, full: Score, lang: Lang) -> Vec<String> {
    // What is the same of many codes is told once.
    let mut once: Vec<Doubt> = Vec::new();
    for doubt in &read.doubts {
        let alike = |own: &&mut Doubt| match (own, doubt) {
            (Doubt::Open(_, known, a), Doubt::Open(_, own, b)) => (known, &a.sheet) == (own, &b.sheet),
            _ => false,
        };
        match (once.iter_mut().find(alike), doubt) {
            (Some(Doubt::Open(codes, ..)), Doubt::Open(code, ..)) => *codes += &format!(", {code}"),
            _ => once.push(doubt.clone()),
        }
    }
    once.iter().map(|doubt| told(doubt, full, lang)).collect()
}

fn told(doubt: &Doubt, full: Score, lang: Lang) -> String {
    let at = |place: &CellPlace| shown(place, lang);
    match doubt {
        Doubt::Disagree(figure, all) => {
            let name = figure.keys().split_last().map_or(String::new(), |(last, before)| match before {
                ["scores", instrument] => format!("{instrument} {last}"),
                _ => (*last).to_owned(),
            });
            let all: Vec<String> = all.iter().map(|(score, place)| format!("{score} ({})", at(place))).collect();
            let all = all.join(", ");
            lang.choose(
                format!("{name} มีคะแนนไม่ตรงกัน: {all} ไม่ได้เลือกให้ ตรวจกับประกาศแล้วเขียนเอง"),
                format!("{name} has figures that disagree: {all}; none was taken: check them against the announcement"),
            )
        }
        Doubt::Unknown(code, place) => lang.choose(
            format!("{}: ไม่รู้จัก “{code}” ในแคตตาล็อก จึงข้ามไป", at(place)),
            format!("{}: `{code}` is not known in the catalogue; it was passed over", at(place)),
        ),
        Doubt::Open(code, instruments, place) => {
            let all = instruments.join(", ");
            lang.choose(
                format!("{}: {code} มีใน {all} ใส่ชื่อเครื่องมือไว้เหนือตารางหรือในแถวเดียวกัน", at(place)),
                format!("{}: {code} is in {all}; name the instrument above the table or in the same row", at(place)),
            )
        }
        Doubt::NoScore(label, text, place) if text.is_empty() => lang.choose(
            format!("{}: สูตรของ {label} ไม่มีผล เปิดใน Excel แล้วบันทึกใหม่", at(place)),
            format!("{}: the formula of {label} has no result; open it in Excel and save it", at(place)),
        ),
        Doubt::NoScore(label, text, place) => lang.choose(
            format!("{}: “{text}” ของ {label} ไม่ใช่คะแนน 0 ถึง {} ตรวจกับประกาศ แล้วแก้ในตาราง", at(place), full.plain()),
            format!(
                "{}: `{text}` of {label} is no score of 0 to {}: check the announcement, and correct the sheet",
                at(place),
                full.plain()
            ),
        ),
        Doubt::NoPlace(label, place) => lang.choose(
            format!("{}: “{label}” ไม่มีที่ใน scores.yaml จึงข้ามไป", at(place)),
            format!("{}: scores.yaml has no place for `{label}`; it was passed over", at(place)),
        ),
        Doubt::Unused(text, place) => lang.choose(
            format!("{}: ไม่เข้าใจ “{text}” จึงไม่ได้ใช้", at(place)),
            format!("{}: `{text}` was not understood; it was not used", at(place)),
        ),
        Doubt::Rating(text, place) => lang.choose(
            format!("{}: “{text}” ไม่ได้นำเข้า เขียนระดับผลเองที่ rating ใน scores.yaml", at(place)),
            format!("{}: `{text}` was not taken; write the rating of scores.yaml yourself", at(place)),
        ),
        Doubt::Year(text, place) => lang.choose(
            format!("{}: “{text}” เป็นของปีอื่น ตรวจว่าใช้ไฟล์และ --year ถูกต้อง", at(place)),
            format!("{}: `{text}` is of another year; check the file and --year", at(place)),
        ),
        Doubt::Columns(heads) => {
            let all = heads.join(" | ");
            lang.choose(
                format!("ไม่แน่ใจว่าช่องใดคือคะแนน: {all} เหลือไว้ช่องเดียว หรือตั้งหัวช่องว่า คะแนน"),
                format!("which column is the score? {all}; keep one of them, or give it the head `score`"),
            )
        }
        Doubt::Rounded(text, score, place) => lang.choose(
            format!("{}: {text} ปัดเป็น {score}", at(place)),
            format!("{}: {text} was rounded to {score}", at(place)),
        ),
        Doubt::Scale(top) => lang.choose(
            format!(
                "ตัวเลขทุกตัวไม่เกิน {} แต่คะแนนเต็มของปีนี้คือ {}: แปลงคะแนนตามประกาศก่อน แล้วสั่งใหม่",
                top.plain(),
                full.plain()
            ),
            format!(
                "no figure is above {}, and the full score of this year is {}: convert them as announced, and try again",
                top.plain(),
                full.plain()
            ),
        ),
        Doubt::Shares => lang
            .choose(
                "ตัวเลขทุกตัวไม่เกิน 1 เหมือนเป็นสัดส่วน ตั้งรูปแบบช่องเป็นเปอร์เซ็นต์ แล้วสั่งใหม่",
                "no figure is above 1, as if they were shares: format the cells as percentages, and try again",
            )
            .to_owned(),
    }
}

fn shown(place: &CellPlace, lang: Lang) -> String {
    let CellPlace { sheet, row, column } = place;
    match sheet.is_empty() {
        true => lang.choose(format!("บรรทัด {row}"), format!("line {row}")),
        false => format!("{sheet}!{}", cell_name(*row, *column)),
    }
}

/// What `check` will say of the file as it would be.
pub(super) struct Faults {
    pub told: String,
    /// The figures that the questions do not give.
    pub differing: Vec<(Figure, Score)>,
    /// Whether there is an error besides that was not there before.
    pub others: bool,
}

pub(super) fn faults(before: &Sources, path: &RelPath, text: &str, setting: &Setting) -> Faults {
    let errors = |sources: &Sources| {
        let (portal, mut findings) = pipeline::checked(sources, setting.today);
        findings.retain(|finding: &Diagnostic| finding.at.path == *path && finding.is_error());
        (portal, findings)
    };
    let mut sources = before.clone();
    sources.texts.insert(path.clone(), text.into());
    let (old, (portal, new)) = (errors(before).1, errors(&sources));
    let year = FiscalYear::of_file(path).and_then(|year| portal.years.get(&year));
    let differing =
        year.into_iter().flat_map(|year| differing(year)).map(|own| (own.figure, own.published.value)).collect();
    let known = |finding: &&Diagnostic| old.iter().any(|own| own.message() == finding.message());
    let others = new.iter().filter(|own| own.rule.code != "score-mismatch" && !known(own)).count() > 0;
    let told = match new.is_empty() {
        true => String::new(),
        false => report(Form::Short, &new, &sources, setting.lang).trim_end().to_owned(),
    };
    Faults { told, differing, others }
}

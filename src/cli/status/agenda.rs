//! What the measures still ask to be done, for people and as JSON.

use serde_json::{Value, json};

use crate::base::date::{Day, month_name};
use crate::base::lang::{Bilingual, Lang, Text, both};
use crate::ita::address::Address;
use crate::ita::agenda::{Agenda, Duty, Slip, SlipKind};
use crate::ita::year::FiscalYear;

/// The agenda for people, a line or two for each owner and month; nothing where there are no measures.
pub(super) fn human(agenda: &Agenda<'_>, year: FiscalYear, lang: Lang) -> String {
    if agenda.duties.is_empty() {
        return String::new();
    }
    let (steps, done, late) = (agenda.steps(), agenda.done(), agenda.late());
    let mut text = match lang {
        Lang::Th => format!("มาตรการปี {year}: แล้วเสร็จ {done} จาก {steps} ขั้นตอน เลยกำหนด {late}\n"),
        Lang::En => format!("Measures of {year}: {done} of {steps} steps done, {late} late\n"),
    };
    for duty in &agenda.duties {
        let count = format!("{}/{}", duty.done, duty.steps);
        let owner = duty.owner.map_or(lang.choose("(ยังไม่ได้ระบุผู้รับผิดชอบ)", "(nobody named)"), |owner| owner.get(lang).0);
        text += &format!("  {count:>7}  {} · {owner}{}\n", month(duty.by, lang), late_words(duty, lang));
        if let Some(next) = next(duty) {
            text += &format!("{:11}{}: {}\n", "", lang.choose("ต่อไป", "next"), next.pick(lang));
        }
    }
    for slip in &agenda.slips {
        text += &format!("  {}: {}\n", slip.measure.path, words(slip).pick(lang));
    }
    text + "\n"
}

/// The agenda for programs.
pub(super) fn json(agenda: &Agenda<'_>, year: FiscalYear, today: Day) -> Value {
    let duty = |duty: &Duty<'_>| {
        json!({
            "owner": duty.owner.map(text),
            "by": duty.by.map(|day| day.to_string()),
            "days": duty.by.map(|day| today.days_until(day)),
            "month": bilingual(Bilingual::each(|lang| month(duty.by, lang))),
            "steps": duty.steps,
            "done": duty.done,
            "late": duty.late,
            "next": next(duty).map(bilingual),
            "address": duty.next.map(|(measure, _)| Address::measure(year, &measure.id).as_str().to_owned()),
        })
    };
    let slip = |slip: &Slip<'_>| json!({"path": slip.measure.path.as_str(), "words": bilingual(words(slip))});
    json!({
        "steps": agenda.steps(),
        "done": agenda.done(),
        "late": agenda.late(),
        "duties": agenda.duties.iter().map(duty).collect::<Vec<_>>(),
        "slips": agenda.slips.iter().map(slip).collect::<Vec<_>>(),
    })
}

/// The month by which something is due: `มี.ค. 2569`, `Mar B.E. 2569`.
fn month(by: Option<Day>, lang: Lang) -> String {
    let Some(day) = by else { return lang.choose("ไม่มีกำหนด", "no date").to_owned() };
    let name = month_name(day.month(), lang == Lang::En, true);
    lang.choose(format!("{name} {}", day.buddhist_year()), format!("{name} B.E. {}", day.buddhist_year()))
}

fn late_words(duty: &Duty<'_>, lang: Lang) -> String {
    match (duty.late, lang) {
        (0, _) if duty.done == duty.steps => lang.choose(" · แล้วเสร็จ", " · done").to_owned(),
        (0, _) => String::new(),
        (late, Lang::Th) => format!(" · เลยกำหนด {late} ขั้นตอน"),
        (late, Lang::En) => format!(" · {late} late"),
    }
}

/// The step to be done next: `m01: แต่งตั้งคณะทำงาน`.
fn next(duty: &Duty<'_>) -> Option<Bilingual<String>> {
    let (measure, step) = duty.next?;
    Some(Bilingual::each(|lang| format!("{}: {}", measure.id, step.text.get(lang).0)))
}

fn words(slip: &Slip<'_>) -> Bilingual<String> {
    Bilingual::each(|lang| match (slip.kind, lang) {
        (SlipKind::Reported { open }, Lang::Th) => {
            format!("มี result แล้ว แต่ยังมี {open} ขั้นตอนที่ไม่มีวันแล้วเสร็จ จึงนับว่ายังไม่เสร็จ ใส่ done: วันที่ ของแต่ละขั้นตอน")
        }
        (SlipKind::Reported { open }, Lang::En) => {
            format!(
                "it tells its `result`, but {open} steps have no day: it counts as unfinished; give each step its `done`"
            )
        }
        (SlipKind::Older { updated, done }, _) => {
            let Bilingual { th, en } = Bilingual::each(|lang| updated.in_words(lang));
            lang.choose(
                format!(
                    "updated ({th}) เก่ากว่าขั้นตอนที่แล้วเสร็จล่าสุด ({}) แก้ updated ให้เป็นวันที่แก้ไฟล์",
                    done.in_words(Lang::Th)
                ),
                format!(
                    "`updated` ({en}) is older than the last step done ({}); write the day of the change",
                    done.in_words(Lang::En)
                ),
            )
        }
    })
}

/// What the report says where nobody has written when the year is assessed.
pub(super) fn no_deadline() -> Bilingual<&'static str> {
    both(
        "ยังไม่ได้ใส่กำหนดส่งของปีนี้ ใส่ใน deadlines ของ content/agency.yaml เมื่อทราบ",
        "no deadline of this year is written; put it into `deadlines` of content/agency.yaml once it is known",
    )
}

fn text(text: &Text) -> Value {
    json!({"th": text.th, "en": text.en})
}

fn bilingual(words: Bilingual<String>) -> Value {
    json!({"th": words.th, "en": words.en})
}

//! What is reported of measures: with evidence, in time, and not before they began.

use crate::base::date::Day;
use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::reason::is_reason;
use crate::base::stub::is_stub;
use crate::check::family::{Family, Subject};
use crate::ita::measure::{Measure, Step};

pub(super) const FAMILY: Family = Family { rules: &[&STEP_UNPROVEN, &MEASURE_LATE, &REPORTED_EARLY], apply };

static STEP_UNPROVEN: Rule = Rule::new(
    "step-unproven",
    Warning,
    both("ขั้นตอนที่แล้วเสร็จมีหลักฐาน", "a step that is done has evidence"),
    both("ผู้ประเมินนับเฉพาะผลที่เปิดดูหลักฐานได้", "assessors count only what they can open"),
);

static MEASURE_LATE: Rule = Rule::new(
    "measure-late",
    Warning,
    both("มาตรการแล้วเสร็จในช่วงดำเนินการ", "a measure is carried out in its period"),
    both("ขั้นตอนที่ค้างต้องทำต่อ หรือรายงานว่าติดขัดอะไร", "open steps must be finished, or what stands in the way reported"),
);

static REPORTED_EARLY: Rule = Rule::new(
    "measure-reported-early",
    Warning,
    both("ไม่รายงานผลก่อนเริ่มมาตรการ", "nothing is reported before a measure begins"),
    both("วันที่หรือช่วงดำเนินการมีอย่างหนึ่งพิมพ์ผิด", "either a day or the period is mistyped"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    // Of a closed year nothing can be mended.
    let measures = subject.portal.years.values().filter(|year| year.is_counted()).flat_map(|year| &year.measures);
    let of = |measure| {
        unproven(measure).into_iter().chain(late(measure, subject.today)).chain(early(measure, subject.today))
    };
    measures.flat_map(|measure| of(measure).collect::<Vec<_>>()).collect()
}

fn unproven(measure: &Measure) -> Vec<Diagnostic> {
    // What is still the example of a draft is told as such.
    let bare = |step: &Step| step.done.is_some() && step.evidence.is_none() && !is_stub(&step.text.th);
    let steps = measure.steps.iter().zip(1..).filter(|(step, _)| bare(step));
    let finding = |(step, number): (&Step, i32)| {
        let said = both!("ขั้นตอนที่ {number} แล้วเสร็จ แต่ไม่มีหลักฐาน", "step {number} is done and has no evidence");
        Diagnostic::new(&STEP_UNPROVEN, &step.span, said).hint(both(
            "เติม evidence เช่น {document: plan} หรือ {page: …}",
            "add `evidence`, as {document: plan} or {page: …}",
        ))
    };
    steps.map(finding).collect()
}

fn late(measure: &Measure, today: Day) -> Option<Diagnostic> {
    // Why it is not done has been told.
    let excused = measure.problem.as_ref().is_some_and(|problem| is_reason(&problem.th));
    let period = measure.period.as_ref().filter(|_| measure.ended(today) && !excused)?;
    let open: Vec<String> = measure
        .steps
        .iter()
        .zip(1..)
        .filter(|(step, _)| step.done.is_none())
        .map(|(_, number)| number.to_string())
        .collect();
    let Bilingual { th, en } = Bilingual::each(|lang| period.value.to.in_words(lang));
    // Without steps only a result tells that something was done.
    let said = match open.len() {
        0 if measure.steps.is_empty() && measure.result.is_none() => {
            both!("พ้นช่วงดำเนินการแล้ว ({th}) ยังไม่มีผล", "its period ended on {en}, and there is no result")
        }
        0 => return None,
        _ => {
            let steps = open.join(", ");
            both!(
                "พ้นช่วงดำเนินการแล้ว ({th}) ยังค้างขั้นตอนที่ {steps}",
                "its period ended on {en}, and these steps are open: {steps}"
            )
        }
    };
    let finding = Diagnostic::new(&MEASURE_LATE, &period.span, said);
    Some(finding.hint(both(
        "ใส่วันที่แล้วเสร็จใน done หรือบอกเหตุที่ค้างใน problem หรือแก้ period ถ้าขยายเวลา",
        "give the days under `done`, say under `problem` why they are open, or change `period` if it was extended",
    )))
}

fn early(measure: &Measure, today: Day) -> Vec<Diagnostic> {
    let Some(period) = &measure.period else { return Vec::new() };
    let begins = period.value.from;
    let Bilingual { th, en } = Bilingual::each(|lang| begins.in_words(lang));
    let hint = |own: Diagnostic| own.hint(both("แก้วันที่ หรือแก้ period", "correct the day, or `period`"));
    let steps = measure.steps.iter().zip(1..).filter(|(step, _)| step.done.is_some_and(|day| day < begins));
    let step = |(step, number): (&Step, i32)| {
        let said = both!(
            "ขั้นตอนที่ {number} แล้วเสร็จก่อนเริ่มมาตรการ ({th})",
            "step {number} is done before the measure begins, on {en}"
        );
        hint(Diagnostic::new(&REPORTED_EARLY, &step.span, said))
    };
    let result = (measure.result.is_some() && today < begins).then(|| {
        let said = both!(
            "มีผลแล้ว แต่มาตรการยังไม่เริ่ม ({th})",
            "there is a result, and the measure has not begun; it begins on {en}"
        );
        hint(Diagnostic::new(&REPORTED_EARLY, &period.span, said))
    });
    steps.map(step).chain(result).collect()
}

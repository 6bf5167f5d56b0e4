//! Published figures: they follow from the scores of the questions, and the rating from both.

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::span::Spanned;
use crate::base::thai::same_words;
use crate::check::family::{Family, Subject};
use crate::check::unknown::{did_you_mean, unknown};
use crate::ita::assessment::Assessment;
use crate::ita::figure::{Differing, differing};
use crate::ita::ids::Ids;
use crate::ita::published::Scores;

pub(super) const FAMILY: Family = Family { rules: &[&SCORE_MISMATCH, &RATING_MISMATCH], apply };

static SCORE_MISMATCH: Rule = Rule::new(
    "score-mismatch",
    Error,
    both("คะแนนที่ประกาศตรงกับที่คำนวณจากรายข้อ", "published scores follow from those of the questions"),
    both("ตัวเลขที่ขัดกันในหน้าเดียวทำลายความเชื่อถือ", "figures that disagree on one page cost all trust"),
);

static RATING_MISMATCH: Rule = Rule::new(
    "rating-mismatch",
    Error,
    both("ระดับผลตรงกับคะแนนและเกณฑ์ของปีนั้น", "the rating follows from the scores and the year's bands"),
    both("เกณฑ์เปลี่ยนตามปี ระดับของปีก่อนจึงผิดได้ง่าย", "bands change over the years; last year's word is easily wrong"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let sound =
        portal.years.values().filter(|year| !portal.is_faulty(&format!("content/{}/catalogue.yaml", year.year)));
    let scored = sound.filter_map(|year| Some((year, year.scores.as_ref()?)));
    scored
        .filter(|(_, scores)| !portal.faulty.contains(&scores.path))
        .flat_map(|(year, scores)| figures(year, scores))
        .collect()
}

/// Published figures against computed ones, and the rating against both.
fn figures(assessment: &Assessment, scores: &Scores) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = differing(assessment).iter().map(mismatch).collect();
    findings.extend(rating_mismatch(assessment, scores));
    findings
}

fn mismatch(own: &Differing<'_>) -> Diagnostic {
    let Spanned { value: printed, span } = own.published;
    let computed = own.computed;
    let said = both!(
        "ประกาศไว้ {printed} แต่คำนวณจากรายข้อได้ {computed}",
        "published as {printed}, but the questions give {computed}"
    );
    Diagnostic::new(&SCORE_MISMATCH, span, said).hint(both!(
        "ตรวจคะแนนรายข้อและตัวเลขนี้กับประกาศ ถ้าประกาศเขียน {printed} จริง เขียน {{score: {printed}, note: เหตุผลที่ต่าง}}",
        "check this figure and the scores of the questions against the announcement; if it says {printed}, write `{{score: {printed}, note: why they differ}}`"
    ))
}

fn rating_mismatch(assessment: &Assessment, scores: &Scores) -> Option<Diagnostic> {
    let published = scores.rating.as_ref()?;
    let bands = assessment.bands();
    let ids = Ids::new(bands.iter().map(|band| band.id.value.as_str()));
    if !ids.has(&published.value) {
        let none = both("เขียนเกณฑ์ไว้ที่ bands ของแคตตาล็อก", "list it under `bands` of the catalogue");
        let finding = unknown(&ids, published, both("ระดับผล", "rating"), none);
        return Some(match bands.iter().find(|band| same_words(&band.name.th, &published.value)) {
            Some(band) => did_you_mean(finding, &[&band.id.value]),
            None if bands.is_empty() || !ids.suggested(&published.value).is_empty() => finding,
            None => {
                let Bilingual { th, en } = Bilingual::each(|lang| {
                    let named = bands.iter().map(|band| format!("{} ({})", band.id.value, band.name.get(lang).0));
                    named.collect::<Vec<_>>().join(", ")
                });
                finding.hint(both!("เลือกจาก: {th}", "choose from: {en}"))
            }
        });
    }
    let overall = scores.overall.as_ref()?.value;
    let band = assessment.rating()?;
    (band.id.value != published.value).then(|| {
        let (name, id) = (&band.name.th, &band.id.value);
        let said = both!(
            "คะแนน {overall} ตามเกณฑ์ปี {} คือ “{name}” ({id})",
            "{overall} is `{id}` by the bands of {}",
            assessment.year
        );
        Diagnostic::new(&RATING_MISMATCH, &published.span, said).hint(both!("แก้เป็น {id}", "write {id}"))
    })
}

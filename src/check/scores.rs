//! What is missing from a year's scores: rows that were deleted, and figures without a word why. That figures agree is held
//! in `figures`.

use std::collections::HashSet;

use crate::base::diag::Severity::{Error, Note};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::span::{Span, Spanned};
use crate::check::family::{Family, Subject};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::Catalogue;
use crate::ita::engine::Computed;
use crate::ita::labels::Labels;
use crate::ita::numbers::OldNumbers;
use crate::ita::published::{Row, Scores};
use crate::ita::score::{Exact, Score};

pub(super) const FAMILY: Family = Family { rules: &[&SCORE_ROW_MISSING, &SCORE_MISSING], apply };

static SCORE_ROW_MISSING: Rule = Rule::new(
    "score-row-missing",
    Error,
    both("ตารางคะแนนมีครบทุกข้อ", "a table of scores has every question"),
    both("แถวที่หายไปทำให้ค่าเฉลี่ยหายไปด้วยโดยไม่มีใครรู้", "with a row the averages vanish too, and nobody knows why"),
);

static SCORE_MISSING: Rule = Rule::new(
    "score-missing",
    Note,
    both("คะแนนที่ไม่มีมีคำอธิบาย", "a missing score is explained"),
    both("ผู้อ่านต้องรู้ว่าไม่มีตัวเลขเพราะเหตุใด", "readers must know why there is no figure"),
);

/// How many questions a finding names.
const SHOWN: usize = 5;

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let mut findings = Vec::new();
    for assessment in portal.years.values() {
        let catalogue = assessment.catalogue.as_deref().filter(|catalogue| !portal.is_faulty(catalogue.path.as_str()));
        let Some(scores) = assessment.scores.as_ref().filter(|scores| !portal.is_faulty(scores.path.as_str())) else {
            continue;
        };
        findings.extend(catalogue.into_iter().flat_map(|catalogue| rows(catalogue, scores)));
        if scores.note.is_none() {
            findings.extend(figures(assessment, scores));
        }
    }
    findings
}

/// Tables that have some of their questions and lack others.
fn rows(catalogue: &Catalogue, scores: &Scores) -> Vec<Diagnostic> {
    let old = OldNumbers::new(catalogue);
    let mut findings = Vec::new();
    for (instrument, rows) in scores.rows.iter().filter(|(_, rows)| !rows.is_empty()) {
        let labels = Labels::new(catalogue, Some(&instrument.value));
        // A misspelt one has a finding of its own.
        let mut there: HashSet<&str> = rows.iter().filter_map(|row| labels.meant(&row.id.value, None)).collect();
        let gone = rows.iter().filter_map(|row| old.get(&row.id.value));
        there.extend(gone.flat_map(|number| number.now.iter().copied()));
        let asked = labels.ids.as_slice().iter().copied();
        let missing: Vec<&str> = asked.filter(|id| !there.contains(id)).collect();
        if let Some(first) = missing.first() {
            findings.push(row_missing(instrument, &missing.join(", "), first));
        }
    }
    findings
}

fn row_missing(instrument: &Spanned<String>, missing: &str, first: &str) -> Diagnostic {
    let name = &instrument.value;
    let said = both!("{name} ไม่มีคะแนนของ {missing}", "{name} has no row of {missing}");
    Diagnostic::new(&SCORE_ROW_MISSING, &instrument.span, said)
        .hint(both!("เติมแถวนั้น ถ้าไม่มีตัวเลขให้เขียน {first}: null", "add it; without a figure write `{first}: null`"))
}

/// The figures written as null in a file that does not say why: one finding for all.
fn figures(assessment: &Assessment, scores: &Scores) -> Option<Diagnostic> {
    let computed = assessment.computed.as_ref();
    let of = |figure: &dyn Fn(&Computed) -> Option<Exact>| computed.and_then(figure);
    let overall = scores
        .blank
        .as_ref()
        .map(|span| (span, given(both("คะแนนรวม", "the overall score"), of(&|figures| figures.overall))));
    let named = |id: &Spanned<String>, what: Bilingual<&str>, value: Option<Exact>| {
        given(what.map(|what| format!("{what} {}", id.value)).as_str(), value)
    };
    let instruments = scores.instruments.iter().filter(|(_, score)| score.is_none()).map(|(id, _)| {
        let value = of(&|figures| figures.instruments.get(&id.value).copied().flatten());
        (&id.span, named(id, both("คะแนนของเครื่องมือ", "the score of instrument"), value))
    });
    let indicators = scores.indicators.iter().filter(|(_, score)| score.is_none()).map(|(id, _)| {
        let value = of(&|figures| figures.indicators.get(&id.value).copied().flatten());
        (&id.span, named(id, both("คะแนนของตัวชี้วัดที่", "the score of indicator"), value))
    });
    let rows =
        scores.rows.iter().filter_map(|(instrument, rows)| Some((&instrument.span, blank_rows(instrument, rows)?)));
    let all: Vec<(&Span, Bilingual<String>)> =
        overall.into_iter().chain(instruments).chain(indicators).chain(rows).collect();
    let (at, _) = all.first()?;
    let names =
        Bilingual::each(|lang| all.iter().map(|(_, name)| name.get(lang).as_str()).collect::<Vec<_>>().join(", "));
    let finding =
        Diagnostic::new(&SCORE_MISSING, at, both(format!("ไม่มี{}", names.th), format!("missing: {}", names.en)));
    Some(finding.hint(both(
        "ใส่ตัวเลขตามประกาศ หรือเขียน note บอกเหตุที่ไม่มี",
        "write the announced figures, or say in a `note` why there are none",
    )))
}

/// The questions and items of an instrument that have no figure.
fn blank_rows(instrument: &Spanned<String>, rows: &[Row]) -> Option<Bilingual<String>> {
    let blank: Vec<&str> = rows.iter().filter(|row| row.score.is_none()).map(|row| row.id.value.as_str()).collect();
    let (name, count, shown) = (&instrument.value, blank.len(), blank.iter().take(SHOWN).copied().collect::<Vec<_>>());
    let more = if count > SHOWN { ", …" } else { "" };
    let ids = format!("{}{more}", shown.join(", "));
    (count > 0).then(|| both!("คะแนนของ {name} {count} ข้อ ({ids})", "the scores of {count} of {name} ({ids})"))
}

/// A figure with what the questions give for it.
fn given(what: Bilingual<&str>, computed: Option<Exact>) -> Bilingual<String> {
    match computed.map(Score::rounded) {
        Some(score) => {
            both(format!("{} (คำนวณจากรายข้อได้ {score})", what.th), format!("{} (the questions give {score})", what.en))
        }
        None => what.into(),
    }
}

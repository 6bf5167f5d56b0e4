//! Scores as people type them, and what a slip of the hand was meant to be.

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::span::Span;
use crate::base::thai::normalise;
use crate::ita::assessment::Assessment;
use crate::ita::published::Published;
use crate::ita::score::{Exact, Score, ScoreError};
use crate::parse::tree::Node;

pub(super) static RULES: &[&Rule] = &[&SCORE_INVALID];

static SCORE_INVALID: Rule = Rule::new(
    "score-invalid",
    Error,
    both(
        "คะแนนอยู่ระหว่าง 0 ถึงคะแนนเต็มของปี ทศนิยมไม่เกินสองตำแหน่ง",
        "a score is 0 to the full score of its year, with at most two decimals",
    ),
    both("คะแนนที่เป็นไปไม่ได้ทำให้ประชาชนไม่เชื่อคะแนนอื่น", "an impossible score makes readers doubt all others"),
);

/// The finding for a text that is no score.
pub(super) fn check(value: &str, at: &Span) -> Option<Diagnostic> {
    let error = Score::parse(value).err()?;
    let Bilingual { th, en } = match error {
        ScoreError::NotANumber => both("ไม่ใช่คะแนน", "is not a score"),
        ScoreError::OutOfRange => both("ไม่อยู่ระหว่าง 0 ถึงคะแนนเต็ม", "is not from 0 to the full score"),
        ScoreError::TooManyDecimals => both("มีทศนิยมเกินสองตำแหน่ง", "has more than two decimals"),
    };
    let shown = normalise(value);
    let finding = Diagnostic::new(&SCORE_INVALID, at, both!("“{shown}” {th}", "`{shown}` {en}"));
    Some(match (meant_score(&shown, error), error) {
        (Some(meant), _) => finding.hint(both!("หมายถึง {meant} ใช่หรือไม่", "did you mean {meant}?")),
        (None, ScoreError::NotANumber) => {
            finding.hint(both("ถ้าไม่มีตัวเลขให้เขียน null", "write null where there is no figure"))
        }
        (None, _) => finding
            .hint(both("ตรวจกับประกาศ และตรวจจุดทศนิยม", "check it against the announcement, and the decimal point")),
    })
}

/// Takes away the figures of a year that are above its full score, with a finding for each.
pub(super) fn within(assessment: &mut Assessment, findings: &mut Vec<Diagnostic>) {
    let full = assessment.full();
    let mut hold = |figure: &mut Published| {
        if let Some(high) = figure.take_if(|figure| figure.value > full) {
            findings.push(above(high.value, full, &high.span));
        }
    };
    if let Some(scores) = &mut assessment.scores {
        hold(&mut scores.overall);
        scores.instruments.iter_mut().chain(&mut scores.indicators).for_each(|(_, figure)| hold(figure));
        scores.rows.iter_mut().flat_map(|(_, rows)| rows).for_each(|row| hold(&mut row.score));
    }
    if let Some(analysis) = &mut assessment.analysis {
        for issue in &mut analysis.issues {
            hold(&mut issue.printed.average);
            issue.printed.rows.iter_mut().for_each(|row| hold(&mut row.score));
        }
        analysis.points.iter_mut().for_each(|point| hold(&mut point.score));
    }
}

/// Finds fault with a full score of nothing, and with a target and bands above the full score.
pub(super) fn of_catalogue(node: &Node, findings: &mut Vec<Diagnostic>) {
    let full = node.score("full");
    if let Some(none) = full.as_ref().filter(|full| full.value == Score::NONE) {
        findings.push(
            Diagnostic::new(&SCORE_INVALID, &none.span, both("คะแนนเต็มต้องมากกว่า 0", "a full score is more than 0"))
                .hint(both("เขียนคะแนนเต็มของปีนั้น เช่น 5", "write the full score of the year, such as 5")),
        );
        return;
    }
    let full = full.map_or(Score::FULL, |full| full.value);
    let bands = node.list("bands").iter().flat_map(|band| [band.score("overall"), band.score("each")]);
    let high = bands.chain([node.score("target")]).flatten().filter(|score| score.value > full);
    findings.extend(high.map(|score| above(score.value, full, &score.span)));
}

fn above(score: Score, full: Score, at: &Span) -> Diagnostic {
    let usual = full == Score::FULL;
    let (score, full) = (score.plain(), full.plain());
    let said = both!("{score} เกินคะแนนเต็ม {full} ของปีนี้", "{score} is above the full score {full} of the year");
    let finding = Diagnostic::new(&SCORE_INVALID, at, said);
    match meant_score(&score, ScoreError::OutOfRange).filter(|_| usual) {
        Some(meant) => finding.hint(both!("หมายถึง {meant} ใช่หรือไม่", "did you mean {meant}?")),
        None => finding.hint(both(
            "ตรวจกับประกาศ หรือแก้ full ในแคตตาล็อก",
            "check it against the announcement, or correct `full` in the catalogue",
        )),
    }
}

/// What a slip of the hand makes of a score: a comma for the point, a percent sign, a sign before it, a point in the wrong
/// place, a figure that was not rounded.
fn meant_score(shown: &str, error: ScoreError) -> Option<Score> {
    let sound = |text: &str| Score::parse(text).ok();
    match error {
        ScoreError::NotANumber => sound(&shown.trim_end_matches(['%', ' ']).replace([',', '·'], ".")),
        ScoreError::TooManyDecimals => {
            let (whole, fraction) = shown.split_once('.')?;
            let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
            let exact = Exact::new(format!("{whole}{fraction}").parse().ok()?, scale);
            (Exact::from(0)..=Exact::from(100)).contains(&exact).then(|| Score::rounded(exact))
        }
        ScoreError::OutOfRange => {
            let (whole, fraction) = shown.split_once('.').unwrap_or((shown, ""));
            // Two digits before the point, as nearly every score has.
            let digits = format!("{whole}{fraction}");
            (whole.len() > 2 && digits.len() == 4)
                .then(|| sound(&format!("{}.{}", &digits[..2], &digits[2..])))
                .flatten()
        }
    }
}

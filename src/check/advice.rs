//! Advice of the assessor: numbers of last year, questions that are not low, one text under two questions, and items that the
//! text does not speak of.

use std::collections::HashMap;

use crate::base::diag::Severity::{Note, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::span::Spanned;
use crate::base::thai::normalise;
use crate::check::family::{Family, Subject};
use crate::check::unknown::did_you_mean;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::Catalogue;
use crate::ita::issue::{Advice, Analysis};
use crate::ita::labels::Labels;
use crate::ita::numbers::OldNumbers;

pub(super) const FAMILY: Family =
    Family { rules: &[&REFERENCE_STALE, &REFERENCE_SUBJECT, &ADVICE_REPEATED, &ADVICE_FULL_SCORE], apply };

static REFERENCE_STALE: Rule = Rule::new(
    "reference-stale",
    Warning,
    both("เลขข้อที่อ้างเป็นเลขของปีนั้น", "numbers of items are those of the year"),
    both("เลขข้อเปลี่ยนทุกปี เลขของปีก่อนชี้ไปเรื่องอื่น", "numbers change every year, and last year's lead to another subject"),
);

static REFERENCE_SUBJECT: Rule = Rule::new(
    "reference-subject",
    Warning,
    both("ข้อที่อ้างตรงกับเรื่องในข้อความ", "an item that is referred to is what the text speaks of"),
    both("เลขที่อ่านหรือพิมพ์ผิดพาไปข้อที่ไม่เกี่ยวข้อง", "a misread number leads to an item of another subject"),
);

static ADVICE_REPEATED: Rule = Rule::new(
    "advice-repeated",
    Warning,
    both("ข้อเสนอแนะของแต่ละข้อคำถามไม่ซ้ำกัน", "each question has advice of its own"),
    both("ข้อความเดียวกันใต้สองข้อคำถาม มักมีข้อหนึ่งใส่รหัสผิด", "the same text under two questions mostly has a wrong label"),
);

static ADVICE_FULL_SCORE: Rule = Rule::new(
    "advice-full-score",
    Note,
    both("ข้อเสนอแนะกล่าวถึงข้อที่คะแนนต่ำ", "advice is about questions with low scores"),
    both("ข้อที่ได้เต็มแล้วไม่ใช่ข้อที่ต้องปรับปรุง", "a question with the full score is not the one to improve"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for assessment in subject.portal.years.values() {
        let (Some(catalogue), Some(analysis)) = (&assessment.catalogue, &assessment.analysis) else { continue };
        if subject.portal.is_faulty(catalogue.path.as_str()) {
            continue;
        }
        findings.extend(stale(assessment, catalogue, analysis));
        findings.extend(analysis.advice.iter().flat_map(|advice| subjects(catalogue, advice)));
        findings.extend(repeated(analysis));
        findings.extend(full_scores(assessment, catalogue, analysis));
    }
    findings
}

/// Where one number is known from an earlier year alone, the others are of that year too.
fn stale(assessment: &Assessment, catalogue: &Catalogue, analysis: &Analysis) -> Vec<Diagnostic> {
    let (old, labels) = (OldNumbers::new(catalogue), Labels::new(catalogue, None));
    let cited = || analysis.advice.iter().flat_map(|advice| &advice.items);
    let gone = |item: &&Spanned<String>| labels.meant(&item.value, None).is_none();
    let Some(then) = cited().filter(gone).find_map(|item| old.get(&item.value)).map(|old| old.year) else {
        return Vec::new();
    };
    let moved = cited().filter_map(|item| {
        let now = labels.meant(&item.value, None)?;
        let old = old.get(&item.value).filter(|old| old.year == then && !old.now.contains(&now))?;
        let (code, year) = (old.code, assessment.year);
        let Bilingual { th, en } = both(" และ ", " and ").map(|word| old.now.join(word));
        let said = both!(
            "ข้อเสนอแนะนี้ใช้เลขของปี {then} ซึ่ง {code} คือ {th} ของปี {year}",
            "this advice has numbers of {then}; {code} of that year is {en} in {year}"
        );
        let finding = Diagnostic::new(&REFERENCE_STALE, &item.span, said);
        Some(did_you_mean(finding, &old.now))
    });
    moved.collect()
}

/// Items that an advice cites although its text names the title of another one.
fn subjects(catalogue: &Catalogue, advice: &Advice) -> Vec<Diagnostic> {
    let text = normalise(&advice.text.th);
    let named: Vec<(&str, &str)> = catalogue
        .items()
        .map(|(_, _, spec)| (spec.code.value.as_str(), spec.title.th.as_str()))
        .filter(|(_, title)| title.chars().count() >= 6 && text.contains(&normalise(title)))
        .collect();
    let [(code, title)] = named.as_slice() else { return Vec::new() };
    let labels = Labels::new(catalogue, None);
    let cited: Vec<_> = advice.items.iter().filter_map(|item| Some((item, labels.meant(&item.value, None)?))).collect();
    if cited.iter().any(|(_, id)| id == code) {
        return Vec::new();
    }
    // Of several numbers of an earlier year the one that has become the named item is meant.
    let old = OldNumbers::new(catalogue);
    let became = |item: &Spanned<String>| old.get(&item.value).is_some_and(|old| old.now.contains(code));
    let certain = cited.iter().any(|(item, _)| became(item));
    let finding = |(item, id): &(&Spanned<String>, &str)| {
        let own = labels.words(id).unwrap_or_default();
        let said =
            both!("ข้อความกล่าวถึง “{title}” แต่ {id} คือ “{own}”", "the text speaks of “{title}”, but {id} is “{own}”");
        did_you_mean(Diagnostic::new(&REFERENCE_SUBJECT, &item.span, said), &[code])
    };
    cited.iter().filter(|(item, _)| !certain || became(item)).map(finding).collect()
}

/// One text under two questions.
fn repeated(analysis: &Analysis) -> Vec<Diagnostic> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut findings = Vec::new();
    for advice in &analysis.advice {
        let Some(question) = advice.question.as_ref().filter(|_| !advice.explained) else { continue };
        let words: String = normalise(&advice.text.th).split_whitespace().collect();
        let first = *seen.entry(words).or_insert(&question.value);
        if !first.eq_ignore_ascii_case(&question.value) {
            let name = &question.value;
            let said = both!("ข้อความของ {name} ซ้ำกับของ {first}", "the text of {name} is that of {first}");
            let finding = Diagnostic::new(&ADVICE_REPEATED, &question.span, said);
            findings.push(finding.hint(both(
                "ตรวจว่ารหัสใดผิดแล้วแก้ หรือเขียน staff_note บอกว่าเหตุใดจึงซ้ำ",
                "see which label is wrong and correct it, or say in a `staff_note` why it stands twice",
            )));
        }
    }
    findings
}

/// One note a file: the questions that are advised as low and have the full score.
fn full_scores(assessment: &Assessment, catalogue: &Catalogue, analysis: &Analysis) -> Option<Diagnostic> {
    let mut full: Vec<(&str, &Spanned<String>)> = Vec::new();
    let silent = |advice: &&Advice| !advice.explained && analysis.note.is_none();
    for advice in analysis.advice.iter().filter(silent) {
        let Some(question) = &advice.question else { continue };
        let labels = Labels::new(catalogue, advice.instrument.as_ref().map(|id| id.value.as_str()));
        let Some(id) = labels.meant(&question.value, Some(&advice.text.th)) else { continue };
        let score = assessment.row(advice.instrument.as_slice(), id).and_then(|(_, row)| row.value());
        if score == Some(assessment.full()) && !full.iter().any(|(known, _)| *known == id) {
            full.push((id, question));
        }
    }
    let at = &full.first()?.1.span;
    let list = full.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ");
    let said = both!("ข้อเสนอแนะกล่าวถึง {list} ซึ่งได้คะแนนเต็มแล้ว", "the advice is about {list}, which have the full score");
    Some(Diagnostic::new(&ADVICE_FULL_SCORE, at, said).hint(both(
        "ตรวจรหัสข้อ หรือเขียน staff_note บอกว่าเหตุใดจึงคงไว้",
        "see whether the labels are right, or say in a `staff_note` why the advice stays",
    )))
}

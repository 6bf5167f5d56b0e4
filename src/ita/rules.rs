//! What the parts of one year owe each other: identity of items, references, and figures that must agree.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::source::{Span, Spanned};
use crate::base::thai::nearest;
use crate::ita::assessment::{Assessment, Published, Scores};
use crate::ita::catalogue::{Catalogue, ItemCode, ItemSpec};
use crate::ita::document::{Claimed, Proof};
use crate::ita::engine::rating;
use crate::ita::item::Item;
use crate::ita::score::{Exact, Score};

pub static RULES: &[&Rule] = &[
    &ITEM_UNKNOWN_CODE,
    &ITEM_TWICE,
    &ITEM_WITHOUT_CATALOGUE,
    &CATALOGUE_TWICE,
    &CATALOGUE_WEIGHTS,
    &REFERENCE_UNKNOWN,
    &SCORE_MISMATCH,
    &RATING_MISMATCH,
];

pub static ITEM_UNKNOWN_CODE: Rule = Rule::new(
    "item-unknown-code",
    Error,
    ["รหัสข้ออยู่ในแคตตาล็อกของปีนั้น", "an item's code is in its year's catalogue"],
    ["เลขข้อเปลี่ยนทุกปี ข้อที่ผิดเลขจะไม่มีใครหาพบ", "numbers change every year; under a wrong one nobody finds the item"],
);

pub static ITEM_TWICE: Rule = Rule::new(
    "item-twice",
    Error,
    ["หนึ่งข้อมีหนึ่งไฟล์", "one item, one file"],
    ["สองไฟล์จะแย่งที่อยู่เดียวกัน", "two files would claim one address"],
);

pub static ITEM_WITHOUT_CATALOGUE: Rule = Rule::new(
    "item-without-catalogue",
    Error,
    ["ปีที่มีข้อต้องมีแคตตาล็อก", "a year with items has a catalogue"],
    ["ถ้าไม่รู้ว่าปีนั้นถามอะไร ก็ไม่รู้ว่าตอบครบหรือไม่", "without it nobody knows what was asked"],
);

pub static CATALOGUE_TWICE: Rule = Rule::new(
    "catalogue-twice",
    Error,
    ["รหัสในแคตตาล็อกไม่ซ้ำ", "codes and ids of a catalogue stand once"],
    ["รหัสซ้ำทำให้อ้างถึงไม่ได้", "a repeated code cannot be referred to"],
);

pub static CATALOGUE_WEIGHTS: Rule = Rule::new(
    "catalogue-weights",
    Error,
    ["น้ำหนักของเครื่องมือรวมกันได้ 1", "the instruments' weights add up to 1"],
    ["คะแนนรวมคำนวณจากน้ำหนักเหล่านี้", "the overall score is computed from them"],
);

pub static REFERENCE_UNKNOWN: Rule = Rule::new(
    "reference-unknown",
    Error,
    ["สิ่งที่อ้างถึงมีจริง", "what is referred to exists"],
    ["การอ้างที่ผิดทำให้ตารางและลิงก์ขาด", "a wrong reference leaves a hole in tables and links"],
);

pub static SCORE_MISMATCH: Rule = Rule::new(
    "score-mismatch",
    Error,
    ["คะแนนที่ประกาศตรงกับที่คำนวณจากรายข้อ", "published scores follow from those of the questions"],
    ["ตัวเลขที่ขัดกันในหน้าเดียวทำลายความเชื่อถือ", "figures that disagree on one page cost all trust"],
);

pub static RATING_MISMATCH: Rule = Rule::new(
    "rating-mismatch",
    Error,
    ["ระดับผลตรงกับคะแนนและเกณฑ์ของปีนั้น", "the rating follows from the scores and the year's bands"],
    ["เกณฑ์เปลี่ยนตามปี ระดับของปีก่อนจึงผิดได้ง่าย", "bands change over the years; last year's word is easily wrong"],
);

/// Every fault within one year.
pub fn assess(assessment: &Assessment) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    findings.extend(items_without_catalogue(assessment));
    if let Some(catalogue) = &assessment.catalogue {
        findings.extend(repeats(catalogue));
        findings.extend(weights(catalogue));
        findings.extend(catalogue_references(catalogue));
        findings.extend(item_codes(assessment, catalogue));
    }
    let specs = assessment.catalogue.iter().flat_map(Catalogue::items);
    let specs: HashMap<&str, &ItemSpec> = specs.map(|(_, _, spec)| (spec.code.value.as_str(), spec)).collect();
    let evidence = |item: &Item| evidence(item, specs.get(item.code.value.as_str()).copied());
    findings.extend(assessment.items.iter().flat_map(evidence));
    findings.extend(score_references(assessment));
    findings.extend(analysis_references(assessment));
    findings.extend(figures(assessment));
    findings
}

/// A finding that `written` names nothing, with the nearest thing that exists.
pub fn unknown(written: &Spanned<String>, what: [&str; 2], known: &[&str]) -> Diagnostic {
    let name = &written.value;
    let finding = Diagnostic::new(
        &REFERENCE_UNKNOWN,
        &written.span,
        format!("ไม่มี{} “{name}”", what[0]),
        format!("there is no {} `{name}`", what[1]),
    );
    match nearest(name, known.iter().copied()) {
        Some(meant) => finding.hint(format!("หมายถึง {meant} ใช่หรือไม่"), format!("did you mean {meant}?")),
        None if known.is_empty() => finding,
        None => {
            let shown = known.iter().take(12).copied().collect::<Vec<_>>().join(", ");
            finding.hint(format!("ที่มีอยู่: {shown}"), format!("there are: {shown}"))
        }
    }
}

fn items_without_catalogue(assessment: &Assessment) -> Option<Diagnostic> {
    let item = assessment.items.first().filter(|_| assessment.catalogue.is_none())?;
    let year = assessment.year;
    let th = format!("ปี {year} มีข้อแต่ไม่มี content/{year}/catalogue.yaml");
    let en = format!("{year} has items but no content/{year}/catalogue.yaml");
    Some(
        Diagnostic::new(&ITEM_WITHOUT_CATALOGUE, &item.code.span, th, en)
            .hint("เพิ่มแคตตาล็อกของปีนั้น หรือย้ายไฟล์ไปปีที่ถูก", "add the catalogue of that year, or move the file to its year"),
    )
}

fn item_codes(assessment: &Assessment, catalogue: &Catalogue) -> Vec<Diagnostic> {
    let codes: Vec<&ItemCode> = catalogue.items().map(|(_, _, spec)| &spec.code.value).collect();
    let known: HashSet<&str> = codes.iter().map(|code| code.as_str()).collect();
    let mut seen: BTreeMap<&str, &Item> = BTreeMap::new();
    let mut findings = Vec::new();
    for item in &assessment.items {
        let Spanned { value: code, span } = &item.code;
        if !known.contains(code.as_str()) {
            findings.push(unknown_code(assessment, code, span, &codes));
        } else if let Some(first) = seen.insert(code, item) {
            let (file, here) = (first.path.file_name(), &item.code.span);
            let th = format!("ข้อ {code} มีอยู่แล้วในไฟล์ {file}");
            let finding = Diagnostic::new(&ITEM_TWICE, here, th, format!("{code} stands in {file} already"));
            findings.push(finding.hint("รวมเป็นไฟล์เดียว หรือแก้รหัส", "keep one file, or correct the code"));
        }
    }
    findings
}

fn unknown_code(assessment: &Assessment, code: &str, span: &Span, codes: &[&ItemCode]) -> Diagnostic {
    let year = assessment.year;
    let (first, last) = match codes {
        [first, .., last] => (first.as_str(), last.as_str()),
        _ => ("–", "–"),
    };
    let th = format!("แคตตาล็อกปี {year} มี {first}–{last} ไม่มี {code}");
    let en = format!("the {year} catalogue has {first}–{last}, not {code}");
    let finding = Diagnostic::new(&ITEM_UNKNOWN_CODE, span, th, en);
    match ItemCode::meant(code, codes.iter().copied()) {
        Some(meant) => finding.hint(format!("พิมพ์เป็น {meant}"), format!("write {meant}")),
        None => finding.hint(
            format!("ใช้รหัสตั้งแต่ {first} ถึง {last} หรือย้ายไฟล์ไปปีที่มีข้อนี้"),
            format!("use a code from {first} to {last}, or move the file to the year that has it"),
        ),
    }
}

fn repeats(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let text = |id: &Spanned<String>| (id.value.clone(), id.span.clone());
    let codes = catalogue.items().map(|(_, _, spec)| (spec.code.value.slug(), spec.code.span.clone()));
    let groups = catalogue.indicators.iter().flat_map(|indicator| &indicator.groups);
    let questions = catalogue.indicators.iter().flat_map(|indicator| &indicator.questions);
    let kinds: Vec<Vec<(String, Span)>> = vec![
        codes.collect(),
        groups.map(|group| text(&group.id)).collect(),
        questions.map(|question| text(&question.id)).collect(),
        catalogue.indicators.iter().map(|indicator| text(&indicator.id)).collect(),
        catalogue.instruments.iter().map(|instrument| text(&instrument.id)).collect(),
    ];
    let requirements =
        catalogue.items().map(|(_, _, spec)| spec.requirements.iter().map(|one| text(&one.id)).collect());
    kinds.into_iter().chain(requirements).flat_map(|ids| repeated(&ids)).collect()
}

fn repeated(ids: &[(String, Span)]) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let again = ids.iter().filter(|(id, _)| !seen.insert(id));
    let finding = |(id, span): &(String, Span)| {
        Diagnostic::new(&CATALOGUE_TWICE, span, format!("“{id}” มีอยู่แล้ว"), format!("`{id}` stands twice"))
            .hint("ลบหรือแก้ตัวที่ซ้ำ", "delete or correct one of them")
    };
    again.map(finding).collect()
}

fn weights(catalogue: &Catalogue) -> Option<Diagnostic> {
    let sum: Exact = catalogue.instruments.iter().map(|instrument| instrument.weight.value).sum();
    let last = catalogue.instruments.last().filter(|_| sum != Exact::from(1))?;
    let shown = Score::rounded(sum);
    let th = format!("น้ำหนักรวมได้ {shown} ไม่ใช่ 1");
    Some(
        Diagnostic::new(&CATALOGUE_WEIGHTS, &last.weight.span, th, format!("the weights add up to {shown}, not to 1"))
            .hint("ตรวจน้ำหนักทุกเครื่องมือ", "check the weight of every instrument"),
    )
}

fn catalogue_references(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let instruments: Vec<&str> = catalogue.instruments.iter().map(|instrument| instrument.id.value.as_str()).collect();
    let sources: Vec<&str> = catalogue.sources.keys().map(String::as_str).collect();
    let used = catalogue.indicators.iter().flat_map(|indicator| &indicator.instruments);
    let bad_instruments = used.filter(|id| !instruments.contains(&id.value.as_str()));
    let cited = catalogue.items().flat_map(|(_, _, spec)| {
        spec.sources.iter().chain(spec.requirements.iter().flat_map(|requirement| &requirement.sources))
    });
    let bad_sources = cited.filter(|key| !sources.contains(&key.value.as_str()));
    bad_instruments
        .map(|id| unknown(id, ["เครื่องมือ", "instrument"], &instruments))
        .chain(bad_sources.map(|key| unknown(key, ["แหล่งข้อมูล", "source"], &sources)))
        .collect()
}

/// Requirements, documents and headings that evidence names.
fn evidence(item: &Item, spec: Option<&ItemSpec>) -> Vec<Diagnostic> {
    let asked: Vec<&str> = spec.iter().flat_map(|spec| &spec.requirements).map(|one| one.id.value.as_str()).collect();
    let documents: Vec<&str> =
        item.facts.documents.iter().filter_map(|one| Some(one.id.as_ref()?.value.as_str())).collect();
    let body = item.bodies.th.iter().flat_map(|body| &body.headings);
    let sections: Vec<&str> = body.map(|heading| heading.anchor.as_str()).collect();
    let mut findings = Vec::new();
    for evidence in &item.evidence {
        if let Claimed::Some(ids) = &evidence.requirements {
            let missing = ids.iter().filter(|id| spec.is_some() && !asked.contains(&id.value.as_str()));
            findings.extend(missing.map(|id| unknown(id, ["องค์ประกอบ", "requirement"], &asked)));
        }
        match &evidence.proof {
            Proof::Document(id) if !documents.contains(&id.value.as_str()) => {
                findings.push(unknown(id, ["เอกสารในหน้านี้ชื่อ", "document here named"], &documents));
            }
            Proof::Section(anchor) if !sections.contains(&anchor.value.as_str()) => {
                findings.push(unknown(anchor, ["หัวข้อในเนื้อหาชื่อ", "heading here named"], &sections));
            }
            _ => {}
        }
    }
    findings
}

fn score_references(assessment: &Assessment) -> Vec<Diagnostic> {
    let Some((catalogue, scores)) = assessment.catalogue.as_ref().zip(assessment.scores.as_ref()) else {
        return Vec::new();
    };
    let instruments: Vec<&str> = catalogue.instruments.iter().map(|one| one.id.value.as_str()).collect();
    let indicators: Vec<&str> = catalogue.indicators.iter().map(|one| one.id.value.as_str()).collect();
    let mut findings = Vec::new();
    let mut hold = |ids: Vec<&Spanned<String>>, known: &[&str], what: [&str; 2]| {
        let there: HashSet<&str> = known.iter().copied().collect();
        let missing = ids.into_iter().filter(|id| !there.contains(id.value.as_str()));
        findings.extend(missing.map(|id| unknown(id, what, known)));
    };
    hold(scores.instruments.iter().map(|(id, _)| id).collect(), &instruments, ["เครื่องมือ", "instrument"]);
    hold(scores.rows.iter().map(|(id, _)| id).collect(), &instruments, ["เครื่องมือ", "instrument"]);
    hold(scores.indicators.iter().map(|(id, _)| id).collect(), &indicators, ["ตัวชี้วัด", "indicator"]);
    for (instrument, rows) in &scores.rows {
        let measured = catalogue
            .indicators
            .iter()
            .filter(|indicator| indicator.instruments.iter().any(|own| own.value == instrument.value));
        let known: Vec<&str> = measured
            .flat_map(|indicator| {
                let items = indicator.groups.iter().flat_map(|group| &group.items).map(|item| item.code.value.as_str());
                indicator.questions.iter().map(|question| question.id.value.as_str()).chain(items)
            })
            .collect();
        hold(rows.iter().map(|row| &row.id).collect(), &known, ["ข้อคำถามของเครื่องมือนี้", "question of this instrument"]);
    }
    findings
}

fn analysis_references(assessment: &Assessment) -> Vec<Diagnostic> {
    let Some((catalogue, analysis)) = assessment.catalogue.as_ref().zip(assessment.analysis.as_ref()) else {
        return Vec::new();
    };
    let instruments: Vec<&str> = catalogue.instruments.iter().map(|one| one.id.value.as_str()).collect();
    let questions = catalogue.indicators.iter().flat_map(|indicator| &indicator.questions);
    let questions: Vec<&str> = questions.map(|question| question.id.value.as_str()).collect();
    let items: Vec<&str> = catalogue.items().map(|(_, _, spec)| spec.code.value.as_str()).collect();
    let rows: Vec<&str> = questions.iter().chain(&items).copied().collect();
    let issues: Vec<&str> = analysis.issues.iter().map(|issue| issue.id.value.as_str()).collect();
    let mut findings = Vec::new();
    let mut hold = |ids: Vec<&Spanned<String>>, known: &[&str], what: [&str; 2]| {
        let there: HashSet<&str> = known.iter().copied().collect();
        let missing = ids.into_iter().filter(|id| !there.contains(id.value.as_str()));
        findings.extend(missing.map(|id| unknown(id, what, known)));
    };
    let (points, advice) = (&analysis.points, &analysis.advice);
    let named = points.iter().filter_map(|point| point.instrument.as_ref());
    let named = analysis.instruments.iter().chain(named).chain(advice.iter().filter_map(|one| one.instrument.as_ref()));
    hold(named.collect(), &instruments, ["เครื่องมือ", "instrument"]);
    hold(analysis.issues.iter().flat_map(|issue| &issue.rows).collect(), &rows, ["ข้อ", "question or item"]);
    let asked = points.iter().map(|point| &point.question).chain(advice.iter().filter_map(|one| one.question.as_ref()));
    hold(asked.collect(), &rows, ["ข้อ", "question or item"]);
    hold(points.iter().filter_map(|point| point.issue.as_ref()).collect(), &issues, ["ประเด็น", "issue"]);
    hold(advice.iter().flat_map(|one| &one.items).collect(), &items, ["ข้อ", "item"]);
    let ids: Vec<_> =
        analysis.issues.iter().map(|issue| (issue.id.value.to_lowercase(), issue.id.span.clone())).collect();
    findings.extend(repeated(&ids));
    findings
}

/// Published figures against computed ones, and the rating against both.
fn figures(assessment: &Assessment) -> Vec<Diagnostic> {
    let Some(scores) = &assessment.scores else { return Vec::new() };
    let mut findings = Vec::new();
    if let Some(computed) = &assessment.computed {
        findings.extend(mismatch(&scores.overall, computed.overall));
        let indicators = scores.indicators.iter().map(|(id, score)| (score, computed.indicators.get(&id.value)));
        let instruments = scores.instruments.iter().map(|(id, score)| (score, computed.instruments.get(&id.value)));
        findings.extend(instruments.chain(indicators).filter_map(|(score, value)| mismatch(score, *value?)));
    }
    findings.extend(rating_mismatch(assessment, scores));
    findings
}

fn mismatch(published: &Published, computed: Option<Exact>) -> Option<Diagnostic> {
    let (published, computed) = (published.as_ref()?, Score::rounded(computed?));
    let Spanned { value: printed, span } = published;
    (*printed != computed).then(|| {
        let th = format!("ประกาศไว้ {printed} แต่คำนวณจากรายข้อได้ {computed}");
        Diagnostic::new(&SCORE_MISMATCH, span, th, format!("published as {printed}, but the questions give {computed}"))
            .hint(
                "ตรวจคะแนนรายข้อและตัวเลขนี้กับประกาศ",
                "check this figure and the scores of the questions against the announcement",
            )
    })
}

fn rating_mismatch(assessment: &Assessment, scores: &Scores) -> Option<Diagnostic> {
    let published = scores.rating.as_ref()?;
    let bands = assessment.bands();
    let ids: Vec<&str> = bands.iter().map(|band| band.id.value.as_str()).collect();
    if !ids.contains(&published.value.as_str()) {
        return Some(unknown(published, ["ระดับผล", "rating"], &ids));
    }
    let overall = scores.overall.as_ref()?.value;
    let instruments: Vec<Score> =
        scores.instruments.iter().filter_map(|(_, score)| Some(score.as_ref()?.value)).collect();
    let band = rating(bands, overall, &instruments)?;
    (band.id.value != published.value).then(|| {
        let (name, id) = (&band.name.th, &band.id.value);
        let th = format!("คะแนน {overall} ตามเกณฑ์ปี {} คือ “{name}” ({id})", assessment.year);
        let en = format!("{overall} is `{id}` by the bands of {}", assessment.year);
        Diagnostic::new(&RATING_MISMATCH, &published.span, th, en).hint(format!("แก้เป็น {id}"), format!("write {id}"))
    })
}

//! Ids that the parts of one year use for each other: instruments, questions, requirements, documents, headings.
//! References between years are in `check::identity`.

use std::collections::{BTreeSet, HashMap};

use crate::base::diag::Diagnostic;
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::check::family::{Family, Subject};
use crate::check::unknown::{REFERENCE_UNKNOWN, did_you_mean, renumbered, unknown, unknown_of};
use crate::ita::assessment::Assessment;
use crate::ita::body::Bodies;
use crate::ita::catalogue::{Catalogue, Indicator, ItemSpec};
use crate::ita::document::{Claimed, Facts, Proof};
use crate::ita::ids::Ids;
use crate::ita::issue::Analysis;
use crate::ita::item::Item;
use crate::ita::labels::Labels;
use crate::ita::numbers::OldNumbers;
use crate::ita::published::Scores;
use crate::ita::year::FiscalYear;

pub(super) const FAMILY: Family = Family { rules: &[&REFERENCE_UNKNOWN], apply };

const INSTRUMENT: Bilingual<&str> = both("เครื่องมือ", "instrument");
const NO_INSTRUMENT: Bilingual<&str> =
    both("เขียนไว้ที่ instruments ของแคตตาล็อก", "list it under `instruments` of the catalogue");
const ASKED: Bilingual<&str> = both("ข้อ", "question or item");
const NOT_ASKED: Bilingual<&str> = both("เขียนไว้ในแคตตาล็อกของปีนั้น", "write it into the catalogue of that year");

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    portal.years.values().flat_map(|assessment| within(assessment, &portal.faulty)).collect()
}

/// References within a year to what is not there. A file of `faulty` is not asked for what it holds.
fn within(assessment: &Assessment, faulty: &BTreeSet<RelPath>) -> Vec<Diagnostic> {
    let sound = |path: &RelPath| !faulty.contains(path);
    let catalogue = assessment.catalogue.as_deref().filter(|catalogue| sound(&catalogue.path));
    let mut findings = Vec::new();
    if let Some(catalogue) = catalogue {
        findings.extend(of_catalogue(catalogue));
        findings.extend(assessment.scores.iter().flat_map(|scores| of_scores(catalogue, scores, assessment.year)));
        findings
            .extend(assessment.analysis.iter().flat_map(|analysis| of_analysis(catalogue, analysis, assessment.year)));
    }
    findings.extend(assessment.analysis.iter().filter(|analysis| sound(&analysis.path)).flat_map(points));
    let specs = catalogue.into_iter().flat_map(Catalogue::items);
    let specs: HashMap<&str, &ItemSpec> = specs.map(|(_, _, spec)| (spec.code.value.as_str(), spec)).collect();
    for item in &assessment.items {
        let spec = specs.get(item.code.value.as_str());
        findings.extend(spec.into_iter().flat_map(|spec| requirements(item, spec)));
        if sound(&item.path) {
            let proofs = item.evidence.iter().map(|evidence| &evidence.proof);
            findings.extend(own_things(proofs, &item.facts, &item.bodies));
        }
    }
    for measure in assessment.measures.iter().filter(|measure| sound(&measure.path)) {
        let proofs = measure.steps.iter().filter_map(|step| step.evidence.as_ref());
        findings.extend(own_things(proofs, &measure.facts, &measure.bodies));
    }
    findings
}

fn of_catalogue(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let used = catalogue.indicators.iter().flat_map(|indicator| &indicator.instruments);
    let cited = catalogue.items().flat_map(|(_, _, spec)| {
        spec.sources.iter().chain(spec.requirements.iter().flat_map(|requirement| &requirement.sources))
    });
    let none = both("เขียนไว้ที่ sources", "list it under `sources`");
    let mut findings = unknown_of(&instruments(catalogue), used, INSTRUMENT, NO_INSTRUMENT);
    let sources = Ids::new(catalogue.sources.keys().map(String::as_str));
    findings.extend(unknown_of(&sources, cited, both("แหล่งข้อมูล", "source"), none));
    findings
}

fn of_scores(catalogue: &Catalogue, scores: &Scores, year: FiscalYear) -> Vec<Diagnostic> {
    let (known, old) = (instruments(catalogue), OldNumbers::new(catalogue));
    let indicators = Ids::new(catalogue.indicators.iter().map(|one| one.id.value.as_str()));
    let mut findings = unknown_of(&known, scores.instruments.iter().map(|(id, _)| id), INSTRUMENT, NO_INSTRUMENT);
    findings.extend(unknown_of(&known, scores.rows.iter().map(|(id, _)| id), INSTRUMENT, NO_INSTRUMENT));
    findings.extend(unknown_of(
        &indicators,
        scores.indicators.iter().map(|(id, _)| id),
        both("ตัวชี้วัด", "indicator"),
        NOT_ASKED,
    ));
    for (instrument, rows) in scores.rows.iter().filter(|(instrument, _)| known.has(&instrument.value)) {
        let measures = |indicator: &&Indicator| indicator.instruments.iter().any(|own| own.value == instrument.value);
        let asked = catalogue.indicators.iter().filter(measures).flat_map(Indicator::asked);
        let asked = Ids::new(asked.map(|(id, _)| id));
        let what = both("ข้อคำถามของเครื่องมือนี้", "question of this instrument");
        let wrong = rows.iter().map(|row| &row.id).filter(|id| !asked.has(&id.value));
        findings.extend(wrong.map(|id| renumbered(&old, unknown(&asked, id, what, NOT_ASKED), &id.value, year)));
    }
    findings
}

fn of_analysis(catalogue: &Catalogue, analysis: &Analysis, year: FiscalYear) -> Vec<Diagnostic> {
    let (labels, old) = (Labels::new(catalogue, None), OldNumbers::new(catalogue));
    let items = Ids::new(catalogue.items().map(|(_, _, spec)| spec.code.value.as_str()));
    let (points, advice) = (&analysis.points, &analysis.advice);
    let named = points.iter().filter_map(|point| point.instrument.as_ref());
    let named = analysis.instruments.iter().chain(named).chain(advice.iter().filter_map(|one| one.instrument.as_ref()));
    let known = instruments(catalogue);
    let mut findings = unknown_of(&known, named, INSTRUMENT, NO_INSTRUMENT);
    for issue in &analysis.issues {
        let words = |row: &Spanned<String>| {
            let printed = issue.printed.rows.iter().find(|printed| printed.id.span == row.span);
            printed.and_then(|printed| printed.title.as_ref()).map(|title| title.value.as_str())
        };
        let listed = issue.printed.below.iter().flat_map(|(_, rows)| rows).filter(|row| !issue.lists(&row.value));
        for row in issue.rows.iter().chain(listed).filter(|row| !labels.ids.has(&row.value)) {
            let finding = renumbered(&old, unknown(&labels.ids, row, ASKED, NOT_ASKED), &row.value, year);
            findings.push(by_words(&labels, finding, words(row)));
        }
    }
    let about = points.iter().map(|point| {
        (&point.question, point.instrument.as_ref(), point.title.as_ref().map(|title| title.value.as_str()))
    });
    let about = about.chain(
        advice
            .iter()
            .filter_map(|one| Some((one.question.as_ref()?, one.instrument.as_ref(), Some(one.text.th.as_str())))),
    );
    for (question, instrument, words) in about.filter(|(question, ..)| !labels.ids.has(&question.value)) {
        let instrument = instrument.map(|id| id.value.as_str()).filter(|id| known.has(id));
        let own = Labels::new(catalogue, instrument);
        findings.push(by_words(&own, unknown(&own.ids, question, ASKED, NOT_ASKED), words));
    }
    for item in advice.iter().flat_map(|one| &one.items).filter(|item| !items.has(&item.value)) {
        findings.push(renumbered(&old, unknown(&items, item, both("ข้อ", "item"), NOT_ASKED), &item.value, year));
    }
    findings
}

/// Says what a label means where the words beside it tell.
fn by_words(labels: &Labels<'_>, finding: Diagnostic, words: Option<&str>) -> Diagnostic {
    match words.and_then(|words| labels.by_words(words)) {
        Some(meant) => did_you_mean(finding, &[meant]),
        None => finding,
    }
}

/// The issues that development points belong to.
fn points(analysis: &Analysis) -> Vec<Diagnostic> {
    let issues = Ids::new(analysis.issues.iter().map(|issue| issue.id.value.as_str()));
    let named = analysis.points.iter().filter_map(|point| point.issue.as_ref());
    unknown_of(&issues, named, both("ประเด็น", "issue"), both("เขียนไว้ที่ issues", "list it under `issues`"))
}

fn requirements(item: &Item, spec: &ItemSpec) -> Vec<Diagnostic> {
    let asked = Ids::new(spec.requirements.iter().map(|one| one.id.value.as_str()));
    let claimed = item.evidence.iter().flat_map(|evidence| match &evidence.requirements {
        Claimed::Some(ids) => ids.as_slice(),
        Claimed::All => &[],
    });
    let none = both(
        "แคตตาล็อกไม่ได้แยกองค์ประกอบของข้อนี้ ให้เขียน requirement: all",
        "the catalogue lists none for this item; write `requirement: all`",
    );
    unknown_of(&asked, claimed, both("องค์ประกอบ", "requirement"), none)
}

/// Documents and headings of the page itself that its evidence names.
fn own_things<'a>(proofs: impl Iterator<Item = &'a Proof>, facts: &Facts, bodies: &Bodies) -> Vec<Diagnostic> {
    let ids = facts.documents.iter().filter_map(|document| document.id.as_ref());
    let documents = Ids::new(ids.map(|id| id.value.as_str()));
    let tables = Ids::new(facts.tables.iter().map(|table| table.id.value.as_str()));
    let headings = bodies.th.iter().flat_map(|body| body.headings.iter());
    let sections = Ids::new(headings.map(|heading| heading.anchor.as_str()));
    let absent = |ids: &Ids<'_>, written: &Spanned<String>, what: Bilingual<&str>, none: Bilingual<&str>| {
        (!ids.has(&written.value)).then(|| unknown(ids, written, what, none))
    };
    let finding = |proof: &Proof| match proof {
        Proof::Document(id) => absent(
            &documents,
            id,
            both("เอกสารในหน้านี้ชื่อ", "document here named"),
            both("เพิ่มไว้ที่ documents โดยใช้ id นี้", "list it under `documents` with this id"),
        ),
        Proof::Table(id) => absent(
            &tables,
            id,
            both("ตารางในหน้านี้ชื่อ", "table here named"),
            both("เพิ่มไว้ที่ tables โดยใช้ id นี้", "list it under `tables` with this id"),
        ),
        Proof::Section(anchor) => absent(
            &sections,
            anchor,
            both("หัวข้อในเนื้อหาชื่อ", "heading here named"),
            both("เนื้อหานี้ไม่มีหัวข้อ ให้เขียนหัวข้อด้วย ##", "this page has no headings; write one with ##"),
        ),
        _ => None,
    };
    proofs.filter_map(finding).collect()
}

fn instruments(catalogue: &Catalogue) -> Ids<'_> {
    Ids::new(catalogue.instruments.iter().map(|instrument| instrument.id.value.as_str()))
}

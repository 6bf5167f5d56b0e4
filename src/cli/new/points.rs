//! What goes over into a year's analysis as points to treat: low questions, what the assessor advised, and steps of measures
//! that are open. Nothing is invented: a point says what somebody has written, or has a place for it.

use crate::base::lang::{Bilingual, Text, both};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::Catalogue;
use crate::ita::issue::Analysis;
use crate::ita::measure::{Measure, Step};
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline::drafts::issues::{Carried, Outline};

/// The points to begin with, those of low questions first.
pub(super) fn points(portal: &Portal, own: &Assessment, catalogue: &Catalogue, outlines: &[Outline]) -> Vec<Carried> {
    let earlier = portal.years.range(..own.year).rev().find_map(|(year, own)| Some((*year, own.analysis.as_ref()?)));
    let mut points = low(own, catalogue);
    if let Some((year, analysis)) = earlier {
        advised(&mut points, year, analysis, catalogue);
        unfinished(&mut points, portal, own.year, analysis, catalogue);
    }
    for point in &mut points {
        let issue = outlines.iter().find(|outline| outline.rows.contains(&point.question));
        point.issue = issue.map(|outline| outline.id.clone());
    }
    points
}

/// The questions of the year that do not have the full score, in each instrument.
fn low(own: &Assessment, catalogue: &Catalogue) -> Vec<Carried> {
    let full = own.full();
    let rows = own.scores.iter().flat_map(|scores| &scores.rows);
    let rows = rows.flat_map(|(instrument, rows)| rows.iter().map(move |row| (&instrument.value, row)));
    let low = rows.filter_map(|(instrument, row)| {
        let score = row.value().filter(|score| *score < full)?;
        catalogue.question(&row.id.value)?;
        Some(Carried {
            question: row.id.value.clone(),
            instrument: Some(instrument.clone()),
            issue: None,
            approach: None,
            owner: None,
            measure: None,
            why: both!("คะแนน {score}", "score {score}"),
        })
    });
    low.collect()
}

/// What was advised in an earlier year on questions that are asked again.
fn advised(points: &mut Vec<Carried>, year: FiscalYear, analysis: &Analysis, catalogue: &Catalogue) {
    for advice in &analysis.advice {
        let Some(question) = advice.question.as_ref().map(|own| &own.value) else { continue };
        if catalogue.question(question).is_none() {
            continue;
        }
        let instrument = advice.instrument.as_ref().map(|own| own.value.clone());
        let instrument = instrument.filter(|id| catalogue.instruments.iter().any(|own| own.id.value == *id));
        let text = advice.text.written().map(|text| text.unwrap_or_default().to_owned());
        let why = both!("ข้อเสนอแนะของผู้ประเมินปี {year}", "what the assessor advised in {year}");
        add(points, question, instrument, text, None, None, why);
    }
}

/// The open steps of the latest measures that points of the earlier analysis name, a point a measure.
fn unfinished(
    points: &mut Vec<Carried>,
    portal: &Portal,
    year: FiscalYear,
    analysis: &Analysis,
    catalogue: &Catalogue,
) {
    let Some((of, latest)) = portal.years.range(..=year).rev().find(|(_, own)| !own.measures.is_empty()) else {
        return;
    };
    for measure in &latest.measures {
        let name = format!("{of}/{}", measure.id);
        let point = analysis.points.iter().find(|point| point.measures.iter().any(|own| own.value == name));
        let Some(point) = point.filter(|point| catalogue.question(&point.question.value).is_some()) else { continue };
        let Some(text) = open(measure) else { continue };
        let why = both!("ขั้นตอนที่ยังไม่แล้วเสร็จของ {name}", "open steps of {name}");
        let instrument = point.instrument.as_ref().map(|own| own.value.clone());
        let owner = measure.facts.owner.clone();
        add(points, &point.question.value, instrument, text, owner, Some(name), why);
    }
}

/// The open steps of a measure as one text; in English where all of them are.
fn open(measure: &Measure) -> Option<Bilingual<String>> {
    let open: Vec<&Step> = measure.steps.iter().filter(|step| step.done.is_none()).collect();
    let list = |lang| {
        let texts = open.iter().map(|step| step.text.written().pick(lang));
        let lines: Option<Vec<String>> = texts.map(|text| Some(format!("- {}", text?))).collect();
        lines.unwrap_or_default().join("\n")
    };
    (!open.is_empty()).then(|| Bilingual::each(list))
}

/// Adds a text to the point of a low question that has none yet, else as a point of its own.
fn add(
    points: &mut Vec<Carried>,
    question: &str,
    instrument: Option<String>,
    text: Bilingual<String>,
    owner: Option<Text>,
    measure: Option<String>,
    why: Bilingual<String>,
) {
    let same = |own: &&mut Carried| own.question == question && (instrument.is_none() || own.instrument == instrument);
    match points.iter_mut().find(|own| same(own) && own.approach.is_none()) {
        Some(own) => {
            own.why = both(format!("{} · {}", own.why.th, why.th), format!("{}; {}", own.why.en, why.en));
            (own.approach, own.owner, own.measure) = (Some(text), owner, measure);
        }
        None => points.push(Carried {
            question: question.to_owned(),
            instrument,
            issue: None,
            approach: Some(text),
            owner,
            measure,
            why,
        }),
    }
}

//! `prongsai new scores YEAR` and `prongsai new issues YEAR`: the result of a year and its analysis, from its catalogue.

use std::collections::BTreeMap;

use crate::base::lang::{Bilingual, both};
use crate::cli::changes::exists;
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::draftable::Draftable;
use crate::cli::new::points::points;
use crate::cli::new::work::{Work, fill_in};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Catalogue, Indicator};
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline::drafts::issues::{Outline, issues as draft_issues};
use crate::pipeline::drafts::scores::scores as draft_scores;

const YEAR: (&str, Bilingual<&str>) = ("year", both("ปีงบประมาณ พ.ศ.", "the fiscal year, Buddhist era"));

pub(super) const SCORES: Draftable = Draftable {
    name: "scores",
    about: both("ผลคะแนนของปี จากแคตตาล็อก", "the result of a year, from its catalogue"),
    places: &[YEAR],
    options: &[],
    flags: &[],
    run: scores,
};

pub(super) const ISSUES: Draftable = Draftable {
    name: "issues",
    about: both("การวิเคราะห์ผลของปีรายประเด็น", "the analysis of a year's result by issues"),
    places: &[YEAR],
    options: &[],
    flags: &[],
    run: issues,
};

fn scores(work: &Work<'_>) -> Result<Exit, Stop> {
    let (portal, _) = work.portal()?;
    let year = work.year()?;
    let (own, catalogue) = asked(&portal, year)?;
    if let Some(scores) = &own.scores {
        return Err(exists(&scores.path));
    }
    let draft = draft_scores(&work.drafter, year, catalogue, &BTreeMap::new()).ok_or_else(Stop::bug)?;
    let next = both!(
        "ต่อไป: ใส่ตัวเลขตามประกาศ หรือสั่ง prongsai import scores ตามด้วยไฟล์ผลคะแนน และ --year {year}",
        "next: write the announced figures, or run `prongsai import scores` with a file of results and --year {year}"
    );
    work.write(&work.setting.site, vec![draft], next)
}

fn issues(work: &Work<'_>) -> Result<Exit, Stop> {
    let (portal, _) = work.portal()?;
    let year = work.year()?;
    let (own, catalogue) = asked(&portal, year)?;
    if let Some(analysis) = &own.analysis {
        return Err(exists(&analysis.path));
    }
    let outlines = outlines(&portal, year, catalogue);
    let points = points(&portal, own, catalogue, &outlines);
    let draft = draft_issues(&work.drafter, year, catalogue, &outlines, &points).ok_or_else(Stop::bug)?;
    let count = points.len();
    let carried = both!(
        "ยกข้อที่ได้ไม่เต็ม ข้อเสนอแนะปีก่อน และขั้นตอนที่ยังไม่แล้วเสร็จ มาเป็น points {count} ข้อ ตรวจและเลือกก่อนใช้",
        "carried over as points: {count}, of low questions, earlier advice and open steps; look at each and choose"
    );
    let next = if points.is_empty() {
        fill_in()
    } else {
        Bilingual::each(|lang| format!("{}\n{}", carried.get(lang), fill_in().get(lang)))
    };
    work.write(&work.setting.site, vec![draft], next)
}

/// A year with its catalogue.
pub(crate) fn asked(portal: &Portal, year: FiscalYear) -> Result<(&Assessment, &Catalogue), Stop> {
    let own = portal.years.get(&year).and_then(|own| Some((&**own, own.catalogue.as_deref()?)));
    own.filter(|(_, catalogue)| !portal.is_faulty(catalogue.path.as_str())).ok_or_else(|| {
        Exit::Usage.because(both!(
            "ไม่มีแคตตาล็อกปี {year} ที่อ่านได้: เริ่มด้วย prongsai new year {year}",
            "there is no sound catalogue of {year}: begin with `prongsai new year {year}`"
        ))
    })
}

/// The issues to begin with: those that the catalogue names, else those of the latest year before with the numbers that
/// their rows have now, else the indicators.
fn outlines(portal: &Portal, year: FiscalYear, catalogue: &Catalogue) -> Vec<Outline> {
    let named = named(catalogue);
    if !named.is_empty() {
        return named;
    }
    let earlier = portal.years.range(..year).rev().find_map(|(before, own)| {
        let listed = own.analysis.iter().flat_map(|analysis| &analysis.issues).map(|issue| {
            let rows = issue.rows.iter().map(|row| row.value.clone()).collect();
            Outline { id: issue.id.value.clone(), title: issue.title.clone(), rows }
        });
        let listed: Vec<Outline> = listed.collect();
        let outlines = if listed.is_empty() { own.catalogue.as_deref().map(self::named)? } else { listed };
        (!outlines.is_empty()).then_some((*before, outlines))
    });
    let Some((before, outlines)) = earlier else { return indicators(catalogue) };
    let now = |outline: Outline| Outline { rows: renumbered(&outline.rows, before, catalogue), ..outline };
    outlines.into_iter().map(now).collect()
}

fn named(catalogue: &Catalogue) -> Vec<Outline> {
    let outline = |issue: &crate::ita::catalogue::IssueSpec| Outline {
        id: issue.id.value.clone(),
        title: issue.title.clone(),
        rows: issue.rows.iter().map(|row| row.value.clone()).collect(),
    };
    catalogue.issues.iter().map(outline).collect()
}

fn indicators(catalogue: &Catalogue) -> Vec<Outline> {
    let outline = |own: &Indicator| Outline {
        id: own.id.value.clone(),
        title: own.name.clone(),
        rows: own.asked().map(|(id, _)| id.to_owned()).collect(),
    };
    catalogue.indicators.iter().map(outline).collect()
}

/// What rows of an earlier year are in a catalogue, each once: questions by their ids, items by what they were.
fn renumbered(rows: &[String], before: FiscalYear, catalogue: &Catalogue) -> Vec<String> {
    let mut now: Vec<String> = Vec::new();
    for row in rows {
        let question = catalogue.question(row).map(|(_, question)| question.id.value.clone());
        let came = catalogue
            .items()
            .map(|(_, _, spec)| spec)
            .filter(|spec| spec.was.iter().any(|(year, code)| *year == before && code.value == *row));
        now.extend(question.into_iter().chain(came.map(|spec| spec.code.value.as_str().to_owned())));
    }
    let mut seen = std::collections::BTreeSet::new();
    now.retain(|row| seen.insert(row.clone()));
    now
}

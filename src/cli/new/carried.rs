//! What goes over into a new year by itself, and what does not.

use std::collections::BTreeMap;

use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::cli::new::work::Work;
use crate::ita::assessment::Assessment;
use crate::ita::continuity::{self, Had};
use crate::ita::measure::Measure;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline::drafts::{Draft, pages, value};

/// Drafts of the measures of the year before that run on, and the names of the others.
pub(super) fn measures(work: &Work<'_>, year: FiscalYear, before: &Assessment) -> (Vec<Draft>, Vec<String>) {
    let begins = year.period().map(|period| period.from);
    let runs_on = |measure: &&Measure| measure.period.as_ref().is_some_and(|own| Some(own.value.to) >= begins);
    let (on, ended): (Vec<&Measure>, Vec<&Measure>) = before.measures.iter().partition(runs_on);
    let drafts = on.into_iter().filter_map(|measure| {
        let path = RelPath::new(&format!("content/{year}/measures/{}.md", measure.id))?;
        Some(pages::measure(&work.drafter, path, &given(measure)))
    });
    (drafts.collect(), ended.iter().map(|measure| measure.id.clone()).collect())
}

/// What holds of a measure as long as it runs: all but what was done.
fn given(measure: &Measure) -> Vec<(&'static str, String)> {
    let mut given = vec![("title", value::text(&measure.title))];
    given.extend(measure.issue.iter().map(|issue| ("issue", format!("{}/{}", issue.value.0, issue.value.1))));
    given.extend(measure.facts.owner.iter().map(|owner| ("owner", value::text(owner))));
    given.extend(
        measure.period.iter().map(|own| {
            ("period", format!("{{from: {}, to: {}}}", value::day(own.value.from), value::day(own.value.to)))
        }),
    );
    let open = measure.steps.iter().filter(|step| step.done.is_none());
    let steps: String = open.map(|step| format!("\n  - {{text: {}}}", value::text(&step.text))).collect();
    given.extend(Some(("steps", steps)).filter(|(_, steps)| !steps.is_empty()));
    given
}

/// What the items of a year had before and the drafts do not have, and the measures that have ended.
pub(super) fn left_out(
    portal: &Portal,
    year: FiscalYear,
    before: &Assessment,
    drafts: &[Draft],
    ended: &[String],
) -> Option<Bilingual<String>> {
    let own = portal.years.get(&year)?;
    let mut left: BTreeMap<u8, (Bilingual<&str>, Vec<String>)> = BTreeMap::new();
    let mut add = |(order, what): (u8, Bilingual<&'static str>), name: String| {
        let names = &mut left.entry(order).or_insert((what, Vec::new())).1;
        if !names.contains(&name) {
            names.push(name);
        }
    };
    for (_, _, spec) in own.catalogue.as_deref()?.items() {
        let Some(item) = own.item(&spec.code.value) else { continue };
        if !drafts.iter().any(|draft| draft.path == item.path) {
            continue;
        }
        let earlier = continuity::before(portal, year, spec);
        for one in &earlier {
            let body = one.item.bodies.th.as_ref().is_some_and(|body| !body.text().trim().is_empty());
            // Its documents may have come, and nothing says of what they are evidence.
            if item.evidence.is_empty() && !one.item.evidence.is_empty() {
                add((1, both("หลักฐานของ", "evidence of")), one.spec.code.value.to_string());
            }
            if body {
                add((2, both("เนื้อหาของ", "the texts of")), one.spec.code.value.to_string());
            }
        }
        for lost in continuity::lost(&earlier, spec, Some(item)) {
            let kind = match lost.what {
                Had::Document(_) => (0, both("เอกสารของ", "the documents of")),
                Had::Requirement(_) | Had::Evidence(_) => (1, both("หลักฐานของ", "evidence of")),
                Had::Item | Had::Owner | Had::English => continue,
            };
            // By the code that it had in the year that it is of.
            add(kind, lost.from.spec.code.value.to_string());
        }
    }
    for id in ended {
        add((3, both("มาตรการที่สิ้นสุดแล้ว", "the measures that have ended:")), id.clone());
    }
    if left.is_empty() {
        return None;
    }
    let old = before.year;
    let said = Bilingual::each(|lang| {
        let parts = left.values().map(|(what, names)| format!("\n  {} {}", what.pick(lang), names.join(", ")));
        parts.collect::<String>()
    });
    Some(both(
        format!("ไม่ได้ยกมาจากปี {old} เพราะเป็นของปีนั้น:{}", said.th),
        format!("not carried over from {old}, for it is of that year:{}", said.en),
    ))
}

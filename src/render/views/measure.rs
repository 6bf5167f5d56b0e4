//! The measures of a year, and one measure with its steps.

use serde::Serialize;

use crate::base::date::Day;
use crate::base::source::Spanned;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::issue::Issue;
use crate::ita::measure::{Measure, Step};
use crate::ita::portal::Place;
use crate::ita::year::{FiscalYear, Period};
use crate::render::views::frame::{Frame, frame};
use crate::render::views::proof::{self, Offer};
use crate::render::views::title::title;
use crate::render::views::year::crumbs;
use crate::render::views::{BodyView, FactsView, Link, Look, Phrase};

#[derive(Serialize)]
pub struct Measures<'a> {
    page: Frame<'a>,
    year: i16,
    /// The day on which the progress shown holds.
    as_of: String,
    issues: Vec<IssueMeasures<'a>>,
    count: usize,
    steps: usize,
    done: usize,
}

/// The measures that answer one issue; those without an issue come last, without a link.
#[derive(Serialize)]
struct IssueMeasures<'a> {
    issue: Option<Link<'a>>,
    measures: Vec<MeasureRow<'a>>,
}

/// A measure in a list.
#[derive(Serialize)]
struct MeasureRow<'a> {
    title: Phrase<'a>,
    href: String,
    owner: Option<Phrase<'a>>,
    from: Option<String>,
    to: Option<String>,
    /// `before`, `during`, `after` its period, or nothing without one.
    phase: Option<&'static str>,
    steps: usize,
    done: usize,
}

#[derive(Serialize)]
pub struct MeasureView<'a> {
    page: Frame<'a>,
    year: i16,
    as_of: String,
    row: MeasureRow<'a>,
    issue: Option<Link<'a>>,
    facts: FactsView<'a>,
    steps: Vec<StepView<'a>>,
    body: Option<BodyView>,
}

#[derive(Serialize)]
struct StepView<'a> {
    text: Phrase<'a>,
    done: Option<String>,
    evidence: Option<Link<'a>>,
}

pub fn measures<'p>(look: &Look<'_, 'p>, of: &'p Assessment) -> Measures<'p> {
    let mut issues: Vec<IssueMeasures> = Vec::new();
    let mut last: Option<&(FiscalYear, String)> = None;
    let mut sorted: Vec<&Measure> = of.measures.iter().collect();
    sorted.sort_by_key(|measure| place_of(look, measure));
    for measure in sorted {
        let own = measure.issue.as_ref().map(|issue| &issue.value);
        if issues.is_empty() || own != last {
            issues.push(IssueMeasures { issue: issue_link(look, measure.issue.as_ref()), measures: Vec::new() });
            last = own;
        }
        if let Some(group) = issues.last_mut() {
            group.measures.push(measure_row(look, of, measure));
        }
    }
    let steps = || of.measures.iter().flat_map(|measure| &measure.steps);
    Measures {
        page: frame(look, crumbs(look, of)),
        year: of.year.buddhist(),
        as_of: look.site.today.to_string(),
        issues,
        count: of.measures.len(),
        steps: steps().count(),
        done: steps().filter(|step| step.done.is_some()).count(),
    }
}

pub fn measure<'p>(look: &Look<'_, 'p>, of: &'p Assessment, measure: &'p Measure) -> MeasureView<'p> {
    let mut above = crumbs(look, of);
    above.push(look.link(title(look, Place::Measures(of)), &Address::measures(of.year)));
    let facts = look.facts(&measure.facts);
    MeasureView {
        page: frame(look, above).described(facts.summary.clone()),
        year: of.year.buddhist(),
        as_of: look.site.today.to_string(),
        row: measure_row(look, of, measure),
        issue: issue_link(look, measure.issue.as_ref()),
        facts,
        steps: measure.steps.iter().map(|one| step(look, measure, one)).collect(),
        body: look.body(&measure.bodies),
    }
}

/// Where the measure's issue stands in its analysis, so that measures follow the order of the issues.
fn place_of(look: &Look<'_, '_>, measure: &Measure) -> (bool, Option<FiscalYear>, usize) {
    let Some(issue) = &measure.issue else { return (true, None, 0) };
    let (year, id) = &issue.value;
    let analysis = look.site.portal.years.get(year).and_then(|of| of.analysis.as_ref());
    let place = analysis.and_then(|analysis| analysis.issues.iter().position(|issue| issue.id.value == *id));
    (false, Some(*year), place.unwrap_or(usize::MAX))
}

fn measure_row<'p>(look: &Look<'_, 'p>, of: &'p Assessment, measure: &'p Measure) -> MeasureRow<'p> {
    let period = measure.period.as_ref().map(|period| period.value);
    MeasureRow {
        title: look.phrase(&measure.title),
        href: look.href(&Address::measure(of.year, &measure.id)),
        owner: measure.facts.owner.as_ref().map(|text| look.phrase(text)),
        from: period.map(|period| period.from.to_string()),
        to: period.map(|period| period.to.to_string()),
        phase: period.map(|period| phase(period, look.site.today)),
        steps: measure.steps.len(),
        done: measure.steps.iter().filter(|step| step.done.is_some()).count(),
    }
}

fn phase(period: Period, today: Day) -> &'static str {
    match () {
        () if today < period.from => "before",
        () if today > period.to => "after",
        () => "during",
    }
}

fn issue_link<'p>(look: &Look<'_, 'p>, issue: Option<&'p Spanned<(FiscalYear, String)>>) -> Option<Link<'p>> {
    let (year, id) = &issue?.value;
    let of = look.site.portal.years.get(year)?;
    let analysis = of.analysis.as_ref()?;
    let found: &Issue = analysis.issues.iter().find(|issue| issue.id.value == *id)?;
    Some(look.link(title(look, Place::Issue(of, analysis, found)), &Address::issue(*year, id)))
}

fn step<'p>(look: &Look<'_, 'p>, measure: &'p Measure, step: &'p Step) -> StepView<'p> {
    let offer = Offer { path: &measure.path, documents: &measure.facts.documents, bodies: &measure.bodies };
    let evidence = step.evidence.as_ref().and_then(|proof| proof::link(look, proof, &offer));
    StepView { text: look.phrase(&step.text), done: step.done.map(|day| day.to_string()), evidence }
}

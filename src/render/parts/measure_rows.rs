//! Measures as rows, with their progress, their steps and their time.

use serde::Serialize;

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::base::span::Spanned;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::measure::{Measure, Step, share};
use crate::ita::places::issue::IssuePlace;
use crate::ita::year::{FiscalYear, Period};
use crate::render::look::{Link, Look, Phrase};
use crate::render::parts::proof::{self, Offer};
use crate::render::parts::timeline::{self, Dated, Timeline};

/// A measure in a list.
#[derive(Serialize)]
pub(crate) struct MeasureRow<'a> {
    title: Phrase<'a>,
    href: String,
    owner: Option<Phrase<'a>>,
    from: Option<String>,
    to: Option<String>,
    /// `before`, `during`, `after` its period, `done` once all of it is, or nothing without one.
    phase: Option<&'static str>,
    steps: usize,
    done: usize,
    /// The share of the steps that are done, in per cent.
    share: Option<usize>,
}

#[derive(Serialize)]
pub(crate) struct StepView<'a> {
    text: Phrase<'a>,
    done: Option<String>,
    evidence: Option<Link<'a>>,
}

/// What is reported of a measure: what came of it, what stood in the way, what should be done next, and the money.
#[derive(Serialize)]
pub(crate) struct ReportView<'a> {
    result: Option<Phrase<'a>>,
    problem: Option<Phrase<'a>>,
    suggestion: Option<Phrase<'a>>,
    budget: Option<Phrase<'a>>,
}

pub(crate) fn report<'p>(look: &Look<'_, 'p>, measure: &'p Measure) -> ReportView<'p> {
    let phrase = |text: &'p Option<Text>| text.as_ref().map(|text| look.phrase(text));
    let Measure { result, problem, suggestion, budget, .. } = measure;
    ReportView {
        result: phrase(result),
        problem: phrase(problem),
        suggestion: phrase(suggestion),
        budget: phrase(budget),
    }
}

/// The measures in the order of the issues that they answer.
pub(crate) fn ordered<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment) -> Vec<&'p Measure> {
    let mut sorted: Vec<&Measure> = assessment.measures.iter().collect();
    sorted.sort_by_key(|measure| place_of(look, measure));
    sorted
}

/// The periods of measures over their fiscal year; none where no period is known.
pub(crate) fn timeline<'p>(
    look: &Look<'_, 'p>,
    assessment: &'p Assessment,
    measures: Vec<&'p Measure>,
) -> Option<Timeline<'p>> {
    let dated = |measure: &'p Measure| {
        Some(Dated {
            label: look.phrase(&measure.title),
            period: measure.period.as_ref()?.value,
            done: measure.steps.iter().filter_map(|step| step.done).collect(),
            steps: measure.steps.len(),
        })
    };
    let dated: Vec<Dated> = measures.into_iter().filter_map(dated).collect();
    assessment.year.period().filter(|_| !dated.is_empty()).map(|year| timeline::timeline(year, dated))
}

/// Where the measure's issue stands in its analysis, so that measures follow the order of the issues.
fn place_of(look: &Look<'_, '_>, measure: &Measure) -> (bool, Option<FiscalYear>, usize) {
    let Some(issue) = &measure.issue else { return (true, None, 0) };
    let (year, id) = &issue.value;
    let analysis = look.site.portal.years.get(year).and_then(|assessment| assessment.analysis.as_ref());
    let place = analysis.and_then(|analysis| analysis.issues.iter().position(|issue| issue.id.value == *id));
    (false, Some(*year), place.unwrap_or(usize::MAX))
}

pub(crate) fn measure_row<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment, measure: &'p Measure) -> MeasureRow<'p> {
    let period = measure.period.as_ref().map(|period| period.value);
    MeasureRow {
        title: look.phrase(&measure.title),
        href: look.href(&Address::measure(assessment.year, &measure.id)),
        owner: measure.facts.owner.as_ref().map(|text| look.phrase(text)),
        from: period.map(|period| period.from.to_string()),
        to: period.map(|period| period.to.to_string()),
        phase: period.map(|period| if measure.is_done() { "done" } else { phase(period, look.site.today) }),
        steps: measure.steps.len(),
        done: measure.done(),
        share: share(measure.done(), measure.steps.len()),
    }
}

fn phase(period: Period, today: Day) -> &'static str {
    match () {
        () if today < period.from => "before",
        () if today > period.to => "after",
        () => "during",
    }
}

pub(crate) fn issue_link<'p>(
    look: &Look<'_, 'p>,
    issue: Option<&'p Spanned<(FiscalYear, String)>>,
) -> Option<Link<'p>> {
    let (year, id) = &issue?.value;
    let assessment = look.site.portal.years.get(year)?;
    let analysis = assessment.analysis.as_ref()?;
    let issue = analysis.issues.iter().find(|issue| issue.id.value == *id)?;
    Some(look.page_link(&IssuePlace { assessment, analysis, issue }))
}

pub(crate) fn step<'p>(look: &Look<'_, 'p>, measure: &'p Measure, step: &'p Step) -> StepView<'p> {
    let offer = Offer {
        path: &measure.path,
        documents: &measure.facts.documents,
        tables: &measure.facts.tables,
        bodies: &measure.bodies,
    };
    let evidence = step.evidence.as_ref().and_then(|proof| proof::link(look, proof, &offer));
    StepView { text: look.phrase(&step.text), done: step.done.map(|day| day.to_string()), evidence }
}

#[cfg(test)]
mod tests {
    use super::{Day, Period, phase};

    #[test]
    fn a_period_takes_in_its_first_and_its_last_day() {
        let day = |text: &str| Day::parse(text).unwrap();
        let period = Period { from: day("2568-10-01"), to: day("2568-12-31") };
        let phases = ["2568-09-30", "2568-10-01", "2568-12-31", "2569-01-01"].map(|today| phase(period, day(today)));
        assert_eq!(phases, ["before", "during", "during", "after"]);
    }
}

//! The measures of a year, and one measure with its steps.

use serde::Serialize;

use crate::base::date::Day;
use crate::base::span::Spanned;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::issue::Issue;
use crate::ita::measure::{Measure, Step};
use crate::ita::open_data::Set;
use crate::ita::portal::Place;
use crate::ita::year::{FiscalYear, Period};
use crate::render::look::{FactsView, Link, Look, Phrase};
use crate::render::markdown::{self, BodyView};
use crate::render::parts::chart::{self, Dated, Timeline};
use crate::render::parts::crumbs::crumbs;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::open_data::data;
use crate::render::parts::proof::{self, Offer};
use crate::render::parts::title::title;

#[derive(Serialize)]
pub(crate) struct Measures<'a> {
    page: Frame<'a>,
    year: i16,
    /// The day on which the progress shown holds.
    as_of: String,
    /// What the groups are: `issue` or `owner`.
    by: &'static str,
    groups: Vec<Group<'a>>,
    /// Links to each group of this page and of the other one.
    issues: Vec<Link<'a>>,
    owners: Vec<Link<'a>>,
    /// The whole list without a filter.
    whole: String,
    timeline: Option<Timeline<'a>>,
    data: Vec<Link<'a>>,
    count: usize,
    steps: usize,
    done: usize,
}

/// The measures that answer one issue, or that one unit is responsible for; those without come last, without a name.
#[derive(Serialize)]
pub(crate) struct Group<'a> {
    id: String,
    name: Option<Phrase<'a>>,
    /// The page of the issue.
    link: Option<Link<'a>>,
    measures: Vec<MeasureRow<'a>>,
}

/// A measure in a list.
#[derive(Serialize)]
pub(crate) struct MeasureRow<'a> {
    title: Phrase<'a>,
    href: String,
    owner: Option<Phrase<'a>>,
    from: Option<String>,
    to: Option<String>,
    /// `before`, `during`, `after` its period, or nothing without one.
    phase: Option<&'static str>,
    steps: usize,
    done: usize,
    /// The steps of a bar of progress, each as its left edge and width in per cent.
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    x: usize,
    width: usize,
    done: bool,
}

#[derive(Serialize)]
pub(crate) struct MeasureView<'a> {
    page: Frame<'a>,
    year: i16,
    as_of: String,
    row: MeasureRow<'a>,
    issue: Option<Link<'a>>,
    facts: FactsView<'a>,
    steps: Vec<StepView<'a>>,
    body: Option<BodyView>,
    timeline: Option<Timeline<'a>>,
}

#[derive(Serialize)]
pub(crate) struct StepView<'a> {
    text: Phrase<'a>,
    done: Option<String>,
    evidence: Option<Link<'a>>,
}

/// The measures of a year by the issue that they answer.
pub(crate) fn measures<'p>(look: &Look<'_, 'p>, of: &'p Assessment) -> Measures<'p> {
    list(look, of, "issue", by_issue(look, of), crumbs(look, of))
}

/// The measures of a year by who is responsible.
pub(crate) fn owners<'p>(look: &Look<'_, 'p>, of: &'p Assessment) -> Measures<'p> {
    let mut above = crumbs(look, of);
    above.push(look.link(title(look, Place::Measures(of)), &Address::measures(of.year)));
    list(look, of, "owner", by_owner(look, of), above)
}

fn list<'p>(
    look: &Look<'_, 'p>,
    of: &'p Assessment,
    by: &'static str,
    groups: Vec<Group<'p>>,
    above: Vec<Link<'p>>,
) -> Measures<'p> {
    let filter = |groups: &[Group<'p>], address: Address| -> Vec<Link<'p>> {
        let link = |group: &Group<'p>| {
            let href = format!("{}#{}", look.href(&address), group.id);
            let name = group.name.clone().unwrap_or_else(|| look.own(&look.word("other_measures")));
            Link { title: name, href, outside: false }
        };
        groups.iter().map(link).collect()
    };
    let steps = || of.measures.iter().flat_map(|measure| &measure.steps);
    Measures {
        page: frame(look, above),
        year: of.year.buddhist(),
        as_of: look.site.today.to_string(),
        by,
        issues: filter(&by_issue(look, of), Address::measures(of.year)),
        owners: filter(&by_owner(look, of), Address::measures_by_owner(of.year)),
        whole: look.page.href(),
        groups,
        timeline: timeline(look, of, ordered(look, of)),
        data: data(look, of, &[Set::Measures]),
        count: of.measures.len(),
        steps: steps().count(),
        done: steps().filter(|step| step.done.is_some()).count(),
    }
}

/// The measures in the order of the issues that they answer.
pub(crate) fn ordered<'p>(look: &Look<'_, 'p>, of: &'p Assessment) -> Vec<&'p Measure> {
    let mut sorted: Vec<&Measure> = of.measures.iter().collect();
    sorted.sort_by_key(|measure| place_of(look, measure));
    sorted
}

pub(crate) fn by_issue<'p>(look: &Look<'_, 'p>, of: &'p Assessment) -> Vec<Group<'p>> {
    let mut groups: Vec<(Option<&(FiscalYear, String)>, Group)> = Vec::new();
    for measure in ordered(look, of) {
        let own = measure.issue.as_ref().map(|issue| &issue.value);
        if groups.last().is_none_or(|(last, _)| *last != own) {
            let link = issue_link(look, measure.issue.as_ref());
            let name = link.as_ref().map(|link| link.title.clone());
            groups.push((own, Group { id: format!("issue-{}", groups.len() + 1), name, link, measures: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.measures.push(measure_row(look, of, measure));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn by_owner<'p>(look: &Look<'_, 'p>, of: &'p Assessment) -> Vec<Group<'p>> {
    let mut groups: Vec<(Option<&str>, Group)> = Vec::new();
    for measure in ordered(look, of) {
        let owner = measure.facts.owner.as_ref();
        let own = owner.map(|owner| owner.th.as_str());
        let at = groups.iter().position(|(known, _)| *known == own).unwrap_or_else(|| {
            let id = format!("owner-{}", groups.len() + 1);
            let name = owner.map(|owner| look.phrase(owner));
            groups.push((own, Group { id, name, link: None, measures: Vec::new() }));
            groups.len() - 1
        });
        groups[at].1.measures.push(measure_row(look, of, measure));
    }
    // Those without an owner come last.
    groups.sort_by_key(|(own, _)| own.is_none());
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The periods of measures over their fiscal year; none where no period is known.
fn timeline<'p>(look: &Look<'_, 'p>, of: &'p Assessment, measures: Vec<&'p Measure>) -> Option<Timeline<'p>> {
    let dated = |measure: &'p Measure| {
        Some(Dated {
            label: look.phrase(&measure.title),
            period: measure.period.as_ref()?.value,
            done: measure.steps.iter().filter(|step| step.done.is_some()).count(),
            steps: measure.steps.len(),
        })
    };
    let dated: Vec<Dated> = measures.into_iter().filter_map(dated).collect();
    of.year.period().filter(|_| !dated.is_empty()).map(|year| chart::timeline(year, look.site.today, dated))
}

pub(crate) fn measure<'p>(look: &Look<'_, 'p>, of: &'p Assessment, measure: &'p Measure) -> MeasureView<'p> {
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
        body: markdown::body(look, &measure.bodies),
        timeline: timeline(look, of, vec![measure]),
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

pub(crate) fn measure_row<'p>(look: &Look<'_, 'p>, of: &'p Assessment, measure: &'p Measure) -> MeasureRow<'p> {
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
        parts: parts(measure),
    }
}

/// A bar with a part for each step and a gap between them; the done ones first.
fn parts(measure: &Measure) -> Vec<Part> {
    let (count, done) = (measure.steps.len(), measure.steps.iter().filter(|step| step.done.is_some()).count());
    let edge = |at: usize| at * 100 / count.max(1);
    let part =
        |at: usize| Part { x: edge(at), width: (edge(at + 1) - edge(at)).saturating_sub(1).max(1), done: at < done };
    (0..count).map(part).collect()
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

pub(crate) fn step<'p>(look: &Look<'_, 'p>, measure: &'p Measure, step: &'p Step) -> StepView<'p> {
    let offer = Offer { path: &measure.path, documents: &measure.facts.documents, bodies: &measure.bodies };
    let evidence = step.evidence.as_ref().and_then(|proof| proof::link(look, proof, &offer));
    StepView { text: look.phrase(&step.text), done: step.done.map(|day| day.to_string()), evidence }
}

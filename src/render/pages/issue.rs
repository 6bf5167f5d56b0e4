//! The issues of a year's analysis, with computed averages and lists.

use serde::Serialize;

use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::ItemSpec;
use crate::ita::issue::{Advice, Analysis, Issue, Point};
use crate::ita::open_data::Set;
use crate::ita::portal::Place;
use crate::ita::published::Row;
use crate::ita::score::Score;
use crate::ita::year::FiscalYear;
use crate::render::look::{Link, Look, Phrase};
use crate::render::markdown::{self, BodyView};
use crate::render::pages::score::{RowView, rounded, row_view};
use crate::render::parts::chart::{self, Bars};
use crate::render::parts::crumbs::crumbs;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::open_data::data;
use crate::render::parts::title::title;

#[derive(Serialize)]
pub(crate) struct Issues<'a> {
    page: Frame<'a>,
    year: i16,
    note: Option<Phrase<'a>>,
    target: Option<String>,
    issues: Vec<IssueRow<'a>>,
    points: Vec<PointView<'a>>,
    advice: Vec<AdviceView<'a>>,
    chart: Bars<'a>,
    /// The official document of this analysis.
    document: Option<Link<'a>>,
    data: Vec<Link<'a>>,
}

#[derive(Serialize)]
pub(crate) struct IssueView<'a> {
    page: Frame<'a>,
    year: i16,
    issue: IssueRow<'a>,
    target: Option<String>,
    rows: Vec<RowView<'a>>,
    findings: Option<BodyView>,
    recommendations: Option<BodyView>,
    points: Vec<PointView<'a>>,
    measures: Vec<Link<'a>>,
    data: Vec<Link<'a>>,
}

/// An issue with what its rows amount to.
#[derive(Serialize)]
pub(crate) struct IssueRow<'a> {
    id: &'a str,
    title: Phrase<'a>,
    href: String,
    average: Option<String>,
    below_target: Vec<String>,
    below_full: Vec<String>,
    count: usize,
}

#[derive(Serialize)]
pub(crate) struct PointView<'a> {
    id: &'a str,
    row: RowView<'a>,
    instrument: Option<&'a str>,
    approach: BodyView,
    owner: Option<Phrase<'a>>,
    issue: Option<Link<'a>>,
    measures: Vec<Link<'a>>,
    note: Option<Phrase<'a>>,
}

#[derive(Serialize)]
pub(crate) struct AdviceView<'a> {
    instrument: Option<&'a str>,
    question: Option<&'a str>,
    text: BodyView,
    items: Vec<Link<'a>>,
    /// What those items are in the year after: the year that the analysis is written in.
    now: Vec<Link<'a>>,
    note: Option<Phrase<'a>>,
}

pub(crate) fn issues<'p>(look: &Look<'_, 'p>, of: &'p Assessment, analysis: &'p Analysis) -> Issues<'p> {
    Issues {
        data: data(look, of, &[Set::Issues]),
        page: frame(look, crumbs(look, of)),
        year: of.year.buddhist(),
        note: analysis.note.as_ref().map(|text| look.phrase(text)),
        target: target(of).map(|score| score.to_string()),
        issues: analysis.issues.iter().map(|issue| issue_row(look, of, analysis, issue)).collect(),
        points: analysis.points.iter().map(|one| point(look, of, analysis, one)).collect(),
        advice: analysis.advice.iter().enumerate().map(|(at, one)| advice(look, of, one, at)).collect(),
        chart: average_chart(look, of, analysis),
        document: of.year.next().map(|year| {
            let place = Place::Document(of, analysis, year);
            look.link(title(look, place), &place.address())
        }),
    }
}

/// The averages of the issues as lying bars.
pub(crate) fn average_chart<'p>(look: &Look<'_, 'p>, of: &'p Assessment, analysis: &'p Analysis) -> Bars<'p> {
    let row = |issue: &'p Issue| {
        let name = title(look, Place::Issue(of, analysis, issue));
        (name, issue_row(look, of, analysis, issue).average)
    };
    chart::bars(analysis.issues.iter().map(row).collect(), target(of), &look.word("not_computed"))
}

pub(crate) fn issue<'p>(
    look: &Look<'_, 'p>,
    of: &'p Assessment,
    analysis: &'p Analysis,
    issue: &'p Issue,
) -> IssueView<'p> {
    let mut above = crumbs(look, of);
    above.push(look.link(title(look, Place::Issues(of, analysis)), &Address::issues(of.year)));
    let own = |point: &&Point| point.issue.as_ref().is_some_and(|id| id.value == issue.id.value);
    let answers = look.site.measures(of.year, &issue.id.value);
    IssueView {
        data: data(look, of, &[Set::Issues]),
        page: frame(look, above),
        year: of.year.buddhist(),
        issue: issue_row(look, of, analysis, issue),
        target: target(of).map(|score| score.to_string()),
        rows: issue.rows.iter().map(|row| row_view(look, of, &analysis.instruments, &row.value)).collect(),
        findings: issue.findings.as_ref().map(|text| markdown::text(look, text, "findings", 3)),
        recommendations: issue.recommendations.as_ref().map(|text| markdown::text(look, text, "recommendations", 3)),
        points: analysis.points.iter().filter(own).map(|one| point(look, of, analysis, one)).collect(),
        measures: answers
            .iter()
            .map(|(of, measure)| look.link(look.phrase(&measure.title), &Address::measure(of.year, &measure.id)))
            .collect(),
    }
}

pub(crate) fn target(of: &Assessment) -> Option<Score> {
    of.catalogue.as_ref().and_then(|catalogue| catalogue.target)
}

pub(crate) fn issue_row<'p>(
    look: &Look<'_, 'p>,
    of: &'p Assessment,
    analysis: &'p Analysis,
    issue: &'p Issue,
) -> IssueRow<'p> {
    let score = |id: &str| of.row(&analysis.instruments, id).and_then(|(_, row)| Row::value(row));
    let summary = issue.summary(target(of), score);
    IssueRow {
        id: &issue.id.value,
        title: look.phrase(&issue.title),
        href: look.href(&Address::issue(of.year, &issue.id.value)),
        average: rounded(summary.average),
        below_target: summary.below_target,
        below_full: summary.below_full,
        count: issue.rows.len(),
    }
}

pub(crate) fn point<'p>(
    look: &Look<'_, 'p>,
    of: &'p Assessment,
    analysis: &'p Analysis,
    point: &'p Point,
) -> PointView<'p> {
    let instruments = point.instrument.as_slice();
    let issue = analysis.issues.iter().find(|issue| point.issue.as_ref().is_some_and(|id| id.value == issue.id.value));
    let measures = point.measures.iter().filter_map(|written| look.site.portal.measure(&written.value));
    PointView {
        id: &point.id.value,
        row: row_view(look, of, instruments, &point.question.value),
        instrument: point.instrument.as_ref().map(|id| id.value.as_str()),
        approach: markdown::text(look, &point.approach, &format!("point-{}", point.id.value), 4),
        owner: point.owner.as_ref().map(|text| look.phrase(text)),
        issue: issue.map(|issue| {
            look.link(title(look, Place::Issue(of, analysis, issue)), &Address::issue(of.year, &issue.id.value))
        }),
        measures: measures
            .map(|(of, measure)| look.link(look.phrase(&measure.title), &Address::measure(of.year, &measure.id)))
            .collect(),
        note: point.note.as_ref().map(|text| look.phrase(text)),
    }
}

pub(crate) fn advice<'p>(look: &Look<'_, 'p>, of: &'p Assessment, advice: &'p Advice, at: usize) -> AdviceView<'p> {
    let items = advice.items.iter().filter_map(|code| look.site.spec(of.year, &code.value));
    let later = advice.items.iter().flat_map(|code| look.site.later(of.year, &code.value));
    let later = later.filter(|(year, _)| Some(*year) == of.year.next());
    AdviceView {
        instrument: advice.instrument.as_ref().map(|id| id.value.as_str()),
        question: advice.question.as_ref().map(|id| id.value.as_str()),
        text: markdown::text(look, &advice.text, &format!("advice-{}", at + 1), 4),
        items: items.map(|spec| item_link(look, of.year, spec)).collect(),
        now: later.filter_map(|(year, code)| Some(item_link(look, *year, look.site.spec(*year, code)?))).collect(),
        note: advice.note.as_ref().map(|text| look.phrase(text)),
    }
}

fn item_link<'p>(look: &Look<'_, 'p>, year: FiscalYear, spec: &'p ItemSpec) -> Link<'p> {
    let name = look.phrase(&spec.title);
    let text = format!("{} {}", spec.code.value, name.text);
    look.link(Phrase { text: text.into(), lang: name.lang }, &Address::item(year, &spec.code.value))
}

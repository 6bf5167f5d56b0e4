//! The issues, development points and advice of an analysis, with computed averages and lists.

use serde::Serialize;

use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::ItemSpec;
use crate::ita::issue::{Advice, Analysis, Issue, Point};
use crate::ita::places::issue::IssuePlace;
use crate::ita::places::measure::MeasurePlace;
use crate::ita::published::Row;
use crate::ita::score::Score;
use crate::ita::year::FiscalYear;
use crate::render::look::{Link, Look, Phrase};
use crate::render::markdown::{self, BodyView};
use crate::render::parts::score_rows::{RowView, rounded, row_view};
use crate::render::parts::searched::Texts;

/// An issue with what its rows amount to.
#[derive(Serialize)]
pub(crate) struct IssueRow<'a> {
    id: &'a str,
    title: Phrase<'a>,
    href: String,
    average: Option<String>,
    /// The average with 100 as the whole.
    share: Option<String>,
    below_target: Option<Vec<String>>,
    below_full: Option<Vec<String>>,
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

pub(crate) fn target(assessment: &Assessment) -> Option<Score> {
    assessment.catalogue.as_deref().and_then(|catalogue| catalogue.target)
}

pub(crate) fn issue_row<'p>(
    look: &Look<'_, 'p>,
    assessment: &'p Assessment,
    analysis: &'p Analysis,
    issue: &'p Issue,
) -> IssueRow<'p> {
    let score = |id: &str| assessment.row(&analysis.instruments, id).and_then(|(_, row)| Row::value(row));
    let summary = issue.summary(target(assessment), assessment.full(), score);
    IssueRow {
        id: &issue.id.value,
        title: look.phrase(&issue.title),
        href: look.href(&Address::issue(assessment.year, &issue.id.value)),
        average: rounded(summary.average),
        share: summary.average.map(|average| Score::rounded(average).share(assessment.full()).to_string()),
        below_target: summary.below_target,
        below_full: summary.below_full,
        count: issue.rows.len(),
    }
}

pub(crate) fn point<'p>(
    look: &Look<'_, 'p>,
    assessment: &'p Assessment,
    analysis: &'p Analysis,
    point: &'p Point,
) -> PointView<'p> {
    let instruments = point.instrument.as_slice();
    let issue = analysis.issues.iter().find(|issue| point.issue.as_ref().is_some_and(|id| id.value == issue.id.value));
    let measures = point.measures.iter().filter_map(|written| look.site.portal.measure(&written.value));
    PointView {
        id: &point.id.value,
        row: row_view(look, assessment, instruments, &point.question.value),
        instrument: point.instrument.as_ref().map(|id| id.value.as_str()),
        approach: markdown::text(look, &point.approach, &format!("point-{}", point.id.value), 4),
        owner: point.owner.as_ref().map(|text| look.phrase(text)),
        issue: issue.map(|issue| look.page_link(&IssuePlace { assessment, analysis, issue })),
        measures: measures.map(|(assessment, measure)| look.page_link(&MeasurePlace { assessment, measure })).collect(),
        note: point.note.as_ref().map(|text| look.phrase(text)),
    }
}

/// Says what is searched of a development point.
pub(crate) fn say_point<'p>(texts: &mut Texts<'_, '_, 'p>, point: &'p Point) {
    let Point { approach, owner, note, id: _, question: _, instrument: _, issue: _, title: _, score: _, measures: _ } =
        point;
    texts.markdown(approach);
    texts.texts(owner.iter().chain(note));
}

pub(crate) fn advice<'p>(
    look: &Look<'_, 'p>,
    assessment: &'p Assessment,
    advice: &'p Advice,
    at: usize,
) -> AdviceView<'p> {
    let items = advice.items.iter().filter_map(|code| look.site.spec(assessment.year, &code.value));
    let later = advice.items.iter().flat_map(|code| look.site.later(assessment.year, &code.value));
    let later = later.filter(|(year, _)| Some(*year) == assessment.year.next());
    AdviceView {
        instrument: advice.instrument.as_ref().map(|id| id.value.as_str()),
        question: advice.question.as_ref().map(|id| id.value.as_str()),
        text: markdown::text(look, &advice.text, &format!("advice-{}", at + 1), 4),
        items: items.map(|spec| item_link(look, assessment.year, spec)).collect(),
        now: later.filter_map(|(year, code)| Some(item_link(look, *year, look.site.spec(*year, code)?))).collect(),
        note: advice.note.as_ref().map(|text| look.phrase(text)),
    }
}

fn item_link<'p>(look: &Look<'_, 'p>, year: FiscalYear, spec: &'p ItemSpec) -> Link<'p> {
    let name = look.phrase(&spec.title);
    let text = format!("{} {}", spec.code.value, name.text);
    look.link(Phrase { text: text.into(), lang: name.lang }, &Address::item(year, &spec.code.value))
}

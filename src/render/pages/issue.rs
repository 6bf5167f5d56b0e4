//! One issue, with the scores of its rows, its development points and the measures that answer it.

use serde::Serialize;

use crate::ita::issue::{Issue, Point};
use crate::ita::open_data::Set;
use crate::ita::places::issue::IssuePlace;
use crate::ita::places::measure::MeasurePlace;
use crate::render::look::{Link, Look};
use crate::render::markdown::{self, BodyView};
use crate::render::pages::view::PageView;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::issue_rows::{IssueRow, PointView, issue_row, point, say_point, target};
use crate::render::parts::open_data::data;
use crate::render::parts::score_rows::{RowView, row_view};
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct IssueView<'a> {
    page: Frame<'a>,
    year: i16,
    issue: IssueRow<'a>,
    target: Option<String>,
    full: String,
    rows: Vec<RowView<'a>>,
    findings: Option<BodyView>,
    recommendations: Option<BodyView>,
    points: Vec<PointView<'a>>,
    measures: Vec<Link<'a>>,
    data: Vec<Link<'a>>,
}

impl<'p> PageView<'p> for IssuePlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("issue", look, &issue(look, self))
    }

    fn say(&self, texts: &mut Texts<'_, '_, 'p>) {
        let Issue { id, title: _, rows: _, findings, recommendations, open: _, printed: _ } = self.issue;
        findings.iter().chain(recommendations).for_each(|text| texts.markdown(text));
        let own = |point: &&Point| point.issue.as_ref().is_some_and(|own| own.value == id.value);
        self.analysis.points.iter().filter(own).for_each(|point| say_point(texts, point));
    }
}

fn issue<'p>(look: &Look<'_, 'p>, place: &IssuePlace<'p>) -> IssueView<'p> {
    let IssuePlace { assessment, analysis, issue } = *place;
    let own = |point: &&Point| point.issue.as_ref().is_some_and(|id| id.value == issue.id.value);
    let answers = look.site.measures(assessment.year, &issue.id.value);
    IssueView {
        data: data(look, assessment, &[Set::Issues]),
        page: frame(look),
        year: assessment.year.buddhist(),
        issue: issue_row(look, assessment, analysis, issue),
        target: target(assessment).map(|score| score.to_string()),
        full: assessment.full().plain(),
        rows: issue.rows.iter().map(|row| row_view(look, assessment, &analysis.instruments, &row.value)).collect(),
        findings: issue.findings.as_ref().map(|text| markdown::text(look, text, "findings", 3)),
        recommendations: issue.recommendations.as_ref().map(|text| markdown::text(look, text, "recommendations", 3)),
        points: analysis.points.iter().filter(own).map(|one| point(look, assessment, analysis, one)).collect(),
        measures: answers
            .iter()
            .map(|(assessment, measure)| look.page_link(&MeasurePlace { assessment, measure }))
            .collect(),
    }
}

//! One measure with its steps.

use serde::Serialize;

use crate::ita::assessment::Assessment;
use crate::ita::measure::{Measure, Step};
use crate::ita::places::measure::MeasurePlace;
use crate::render::look::{FactsView, Link, Look};
use crate::render::markdown::{self, BodyView};
use crate::render::pages::view::PageView;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::measure_rows::{
    MeasureRow, ReportView, StepView, issue_link, measure_row, report, step, timeline,
};
use crate::render::parts::searched::Texts;
use crate::render::parts::table::{TableView, say_tables, tables};
use crate::render::parts::timeline::Timeline;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct MeasureView<'a> {
    page: Frame<'a>,
    year: i16,
    /// The newest day of what is shown.
    as_of: Option<String>,
    row: MeasureRow<'a>,
    issue: Option<Link<'a>>,
    facts: FactsView<'a>,
    steps: Vec<StepView<'a>>,
    #[serde(flatten)]
    report: ReportView<'a>,
    body: Option<BodyView>,
    tables: Vec<TableView<'a>>,
    timeline: Option<Timeline<'a>>,
}

impl<'p> PageView<'p> for MeasurePlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("measure", look, &measure(look, self.assessment, self.measure))
    }

    fn say(&self, texts: &mut Texts<'_, '_, 'p>) {
        let Measure { facts, steps, result, problem, suggestion, budget, bodies, .. } = self.measure;
        let Measure { path: _, id: _, title: _, issue: _, period: _, .. } = self.measure;
        texts.texts(&facts.summary);
        for Step { text, done: _, evidence: _, span: _ } in steps {
            texts.text(text);
        }
        texts.texts([budget, result, problem, suggestion].into_iter().flatten());
        texts.facts(facts);
        texts.body(bodies);
        say_tables(texts);
    }
}

fn measure<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment, measure: &'p Measure) -> MeasureView<'p> {
    let facts = look.facts(&measure.facts);
    MeasureView {
        page: frame(look).described(facts.summary.clone()),
        year: assessment.year.buddhist(),
        as_of: measure.as_of().map(|day| day.to_string()),
        row: measure_row(look, assessment, measure),
        issue: issue_link(look, measure.issue.as_ref()),
        facts,
        steps: measure.steps.iter().map(|one| step(look, measure, one)).collect(),
        report: report(look, measure),
        body: markdown::body(look, &measure.bodies),
        tables: tables(look, &look.page.place.address()),
        timeline: timeline(look, assessment, vec![measure]),
    }
}

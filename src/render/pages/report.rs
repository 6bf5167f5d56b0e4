//! The report on carrying out the measures of a year: what was done, with what evidence, what came of it, what stood in the
//! way and what should be done next. What nobody has reported is said to be so.

use serde::Serialize;

use crate::base::lang::Lang;
use crate::ita::assessment::Assessment;
use crate::ita::front::Digits;
use crate::ita::measure::{Measure, share};
use crate::ita::places::report::ReportPlace;
use crate::render::look::{Link, Look};
use crate::render::pages::view::PageView;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::measure_rows::{
    MeasureRow, ReportView, StepView, issue_link, measure_row, ordered, report, step,
};
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct Document<'a> {
    page: Frame<'a>,
    /// Whether it is printed in Thai digits.
    thai_digits: bool,
    document: Report<'a>,
}

#[derive(Serialize)]
struct Report<'a> {
    year: i16,
    as_of: Option<String>,
    count: usize,
    steps: usize,
    done: usize,
    share: usize,
    measures: Vec<One<'a>>,
}

/// A measure with what is reported of it.
#[derive(Serialize)]
struct One<'a> {
    row: MeasureRow<'a>,
    issue: Option<Link<'a>>,
    steps: Vec<StepView<'a>>,
    report: ReportView<'a>,
}

impl<'p> PageView<'p> for ReportPlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        let thai_digits = look.site.portal.agency.front.digits == Digits::Thai && look.lang() == Lang::Th;
        let document = whole(look, self.assessment);
        press.page("report", look, &Document { page: frame(look), thai_digits, document })
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // What the pages of the measures say.
    }
}

fn whole<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment) -> Report<'p> {
    let measures = &assessment.measures;
    let (steps, done) = (measures.iter().map(|own| own.steps.len()).sum(), measures.iter().map(Measure::done).sum());
    let one = |measure: &'p Measure| One {
        row: measure_row(look, assessment, measure),
        issue: issue_link(look, measure.issue.as_ref()),
        steps: measure.steps.iter().map(|one| step(look, measure, one)).collect(),
        report: report(look, measure),
    };
    Report {
        year: assessment.year.buddhist(),
        as_of: measures.iter().filter_map(Measure::as_of).max().map(|day| day.to_string()),
        count: measures.len(),
        steps,
        done,
        share: share(done, steps).unwrap_or_default(),
        measures: ordered(look, assessment).into_iter().map(one).collect(),
    }
}

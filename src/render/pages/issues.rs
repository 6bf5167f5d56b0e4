//! The issues of a year's analysis.

use serde::Serialize;

use crate::ita::assessment::Assessment;
use crate::ita::issue::{Advice, Analysis};
use crate::ita::open_data::Set;
use crate::ita::places::analysis::AnalysisPlace;
use crate::ita::places::issues::IssuesPlace;
use crate::render::look::{Link, Look, Phrase};
use crate::render::pages::view::PageView;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::issue_rows::{AdviceView, IssueRow, PointView, advice, issue_row, point, say_point, target};
use crate::render::parts::open_data::data;
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct Issues<'a> {
    page: Frame<'a>,
    year: i16,
    note: Option<Phrase<'a>>,
    target: Option<String>,
    /// The full score of the year.
    full: String,
    issues: Vec<IssueRow<'a>>,
    points: Vec<PointView<'a>>,
    advice: Vec<AdviceView<'a>>,
    /// The official document of this analysis.
    document: Option<Link<'a>>,
    data: Vec<Link<'a>>,
}

impl<'p> PageView<'p> for IssuesPlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("issues", look, &issues(look, self.assessment, self.analysis))
    }

    fn say(&self, texts: &mut Texts<'_, '_, 'p>) {
        let Analysis { path: _, instruments: _, issues: _, points, advice, note, memo: _, links: _, apart: _ } =
            self.analysis;
        texts.texts(note);
        for Advice { instrument: _, question: _, text, items: _, note, explained: _ } in advice {
            texts.markdown(text);
            texts.texts(note);
        }
        // Points of an issue are found on its own page.
        points.iter().filter(|point| point.issue.is_none()).for_each(|point| say_point(texts, point));
    }
}

fn issues<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment, analysis: &'p Analysis) -> Issues<'p> {
    Issues {
        data: data(look, assessment, &[Set::Issues]),
        page: frame(look),
        year: assessment.year.buddhist(),
        note: analysis.note.as_ref().map(|text| look.phrase(text)),
        target: target(assessment).map(|score| score.to_string()),
        full: assessment.full().plain(),
        issues: analysis.issues.iter().map(|issue| issue_row(look, assessment, analysis, issue)).collect(),
        points: analysis.points.iter().map(|one| point(look, assessment, analysis, one)).collect(),
        advice: analysis.advice.iter().enumerate().map(|(at, one)| advice(look, assessment, one, at)).collect(),
        document: assessment.year.next().map(|year| {
            let own = look.site.portal.years.get(&year).map(|own| &**own);
            look.page_link(&AnalysisPlace { assessment, analysis, written_in: year, own })
        }),
    }
}

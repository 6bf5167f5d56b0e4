//! The scores of all years.

use serde::Serialize;

use crate::ita::places::scores::ScoresPlace;
use crate::render::look::Look;
use crate::render::pages::view::PageView;
use crate::render::parts::chart::Columns;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::score_rows::{ScoreRow, newest_target, score_row, year_chart};
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct AllScores<'a> {
    page: Frame<'a>,
    years: Vec<ScoreRow<'a>>,
    chart: Columns,
    /// The target that the chart shows.
    target: Option<String>,
}

impl<'p> PageView<'p> for ScoresPlace {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        let years = look.site.portal.years.values().filter(|assessment| assessment.scores.is_some());
        let view = AllScores {
            page: frame(look),
            years: years.map(|assessment| score_row(look, assessment)).collect(),
            chart: year_chart(look),
            target: newest_target(look).map(|score| score.to_string()),
        };
        press.page("scores", look, &view)
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // A list of what other pages say.
    }
}

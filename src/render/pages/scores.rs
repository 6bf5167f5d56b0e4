//! The scores of all years.

use serde::Serialize;

use crate::ita::places::scores::ScoresPlace;
use crate::ita::score::Score;
use crate::render::look::Look;
use crate::render::pages::view::PageView;
use crate::render::parts::chart::Columns;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::score_rows::{ScoreRow, newest_target, score_row, scored, year_chart};
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
    /// The full scores that the years have.
    full: String,
}

impl<'p> PageView<'p> for ScoresPlace {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        let years = look.site.portal.years.values().filter(|assessment| assessment.scores.is_some());
        let view = AllScores {
            page: frame(look),
            years: years.map(|assessment| score_row(look, assessment)).collect(),
            chart: year_chart(look),
            target: newest_target(look).map(|(target, full)| scored(look, target, full)),
            full: fulls(look),
        };
        press.page("scores", look, &view)
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // A list of what other pages say.
    }
}

/// Every full score once, the newest first.
fn fulls(look: &Look<'_, '_>) -> String {
    let mut fulls: Vec<String> = Vec::new();
    for assessment in look.site.portal.years.values().rev().filter(|assessment| assessment.scores.is_some()) {
        let full = assessment.full().plain();
        if !fulls.contains(&full) {
            fulls.push(full);
        }
    }
    if fulls.is_empty() { Score::FULL.plain() } else { fulls.join(" / ") }
}

//! One year's scores: its instruments, indicators and questions.

use serde::Serialize;

use crate::base::span::Spanned;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::issue::Point;
use crate::ita::open_data::Set;
use crate::ita::places::issues::IssuesPlace;
use crate::ita::places::measure::MeasurePlace;
use crate::ita::places::measures::MeasuresPlace;
use crate::ita::places::year_scores::YearScoresPlace;
use crate::ita::published::Row;
use crate::render::look::{Link, Look, Phrase};
use crate::render::pages::view::PageView;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::open_data::data;
use crate::render::parts::score_rows::{self, Figure, InstrumentRows, RowView, indicators, instruments, row_view};
use crate::render::parts::searched::Texts;
use crate::render::parts::year_row::{published, share};
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct YearScores<'a> {
    page: Frame<'a>,
    year: i16,
    announced: Option<String>,
    overall: Option<String>,
    full: String,
    /// The overall score with 100 as the whole.
    share: Option<String>,
    target: Option<String>,
    /// The rating that follows from the scores and the bands.
    rating: Option<Phrase<'a>>,
    note: Option<Phrase<'a>>,
    /// What the questions give where the overall score was announced otherwise, and why.
    computed: Option<String>,
    reason: Option<Phrase<'a>>,
    instruments: Vec<Figure<'a>>,
    indicators: Vec<Figure<'a>>,
    rows: Vec<InstrumentRows<'a>>,
    /// What was done about the questions and items below the full score.
    low: Vec<LowView<'a>>,
    data: Vec<Link<'a>>,
    issues: Option<Link<'a>>,
    measures: Vec<Link<'a>>,
}

/// A question or item below the full score, and what answers it.
#[derive(Serialize)]
struct LowView<'a> {
    row: RowView<'a>,
    instrument: &'a str,
    points: Vec<Link<'a>>,
    measures: Vec<Link<'a>>,
}

impl<'p> PageView<'p> for YearScoresPlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("score-year", look, &of_year(look, self.assessment))
    }

    fn say(&self, texts: &mut Texts<'_, '_, 'p>) {
        let YearScoresPlace { assessment } = self;
        texts.texts(assessment.scores.iter().filter_map(|scores| scores.note.as_ref()));
        texts.texts(assessment.scores.iter().flat_map(|scores| scores.reasons.all()));
        for indicator in assessment.catalogue.iter().flat_map(|catalogue| &catalogue.indicators) {
            texts.text(&indicator.name);
            texts.texts(indicator.questions.iter().map(|question| &question.text));
        }
    }
}

fn of_year<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment) -> YearScores<'p> {
    let (scores, catalogue) = (assessment.scores.as_ref(), assessment.catalogue.as_deref());
    let measures = assessment.analysis.iter().flat_map(|analysis| &analysis.issues);
    let measures = measures
        .flat_map(|issue| look.site.measures(assessment.year, &issue.id.value))
        .map(|(assessment, _)| *assessment);
    let mut years: Vec<&Assessment> = measures.collect();
    years.dedup_by_key(|assessment| assessment.year);
    let reason = scores.and_then(|scores| scores.reasons.overall.as_ref());
    let instruments = catalogue.map(|catalogue| instruments(look, assessment, catalogue)).unwrap_or_default();
    let indicators = catalogue.map(|catalogue| indicators(look, assessment, catalogue)).unwrap_or_default();
    YearScores {
        page: frame(look),
        year: assessment.year.buddhist(),
        announced: assessment.announced().map(|day| day.to_string()),
        overall: scores.and_then(|scores| published(&scores.overall)),
        full: assessment.full().plain(),
        share: share(assessment),
        target: catalogue.and_then(|catalogue| catalogue.target).map(|score| score.to_string()),
        rating: assessment.rating().map(|band| look.phrase(&band.name)),
        note: scores.and_then(|scores| scores.note.as_ref()).map(|text| look.phrase(text)),
        computed: reason.and_then(|_| score_rows::rounded(assessment.computed.as_ref()?.overall)),
        reason: reason.map(|text| look.phrase(text)),
        rows: score_rows::rows(look, assessment, catalogue),
        instruments,
        indicators,
        low: low(look, assessment),
        data: data(look, assessment, &[Set::Scores]),
        issues: assessment.analysis.as_ref().map(|analysis| look.page_link(&IssuesPlace { assessment, analysis })),
        measures: years.into_iter().map(|assessment| look.page_link(&MeasuresPlace { assessment })).collect(),
    }
}

/// The questions and items below the full score, each with the development points and measures that answer it.
fn low<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment) -> Vec<LowView<'p>> {
    let rows = assessment.scores.iter().flat_map(|scores| &scores.rows);
    let rows = rows.flat_map(|(instrument, rows)| rows.iter().map(move |row| (instrument, row)));
    let below = rows.filter(|(_, row)| row.value().is_some_and(|score| score < assessment.full()));
    let view = |(instrument, row): (&'p Spanned<String>, &'p Row)| {
        let points = assessment.analysis.iter().flat_map(|analysis| &analysis.points);
        let own = points.filter(|point| {
            let same = point.instrument.as_ref().is_none_or(|own| own.value == instrument.value);
            same && point.question.value == row.id.value
        });
        let own: Vec<_> = own.collect();
        let measures = own.iter().flat_map(|point| &point.measures);
        let measures = measures.filter_map(|written| look.site.portal.measure(&written.value));
        let point = |point: &&'p Point| Link {
            title: look.phrase(&point.approach),
            href: format!("{}#p{}", look.href(&Address::issues(assessment.year)), point.id.value),
            outside: false,
        };
        LowView {
            row: row_view(look, assessment, std::slice::from_ref(instrument), &row.id.value),
            instrument: &instrument.value,
            points: own.iter().map(point).collect(),
            measures: measures
                .map(|(assessment, one)| look.page_link(&MeasurePlace { assessment, measure: one }))
                .collect(),
        }
    };
    below.map(view).collect()
}

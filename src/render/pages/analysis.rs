//! The official document of a year's analysis: the memorandum, rebuilt from the data. Averages and lists are computed.

use serde::Serialize;

use crate::base::lang::{Lang, Text};
use crate::ita::assessment::Assessment;
use crate::ita::front::Digits;
use crate::ita::issue::{Analysis, Issue, Memo, Signature};
use crate::ita::measure::Measure;
use crate::ita::places::analysis::AnalysisPlace;
use crate::render::look::{Look, Phrase};
use crate::render::markdown::{self, BodyView};
use crate::render::pages::view::PageView;
use crate::render::parts::chart::{Bars, Columns};
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::issue_rows::{
    AdviceView, IssueRow, PointView, advice, average_chart, issue_row, point, target,
};
use crate::render::parts::measure_rows::{MeasureRow, StepView, measure_row, ordered, step};
use crate::render::parts::score_rows::{
    self, Figure, InstrumentRows, RowView, ScoreRow, figure_chart, indicators, instruments, row_view, score_row,
    year_chart,
};
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct Document<'a> {
    page: Frame<'a>,
    /// The year that is analysed, and the one in which it is done.
    year: i16,
    own_year: i16,
    /// Whether it is printed in Thai digits.
    thai_digits: bool,
    memo: MemoView<'a>,
    target: Option<String>,
    result: ScoreRow<'a>,
    years: Vec<ScoreRow<'a>>,
    year_chart: Columns,
    instruments: Vec<Figure<'a>>,
    instrument_chart: Bars<'a>,
    indicators: Vec<Figure<'a>>,
    indicator_chart: Bars<'a>,
    issues: Vec<IssueTable<'a>>,
    issue_chart: Bars<'a>,
    /// The scores of the disclosed items, by instrument.
    items: Vec<InstrumentRows<'a>>,
    advice: Vec<AdviceView<'a>>,
    points: Vec<PointView<'a>>,
    measures: Vec<MeasureTable<'a>>,
}

/// What frames the document; what is not known is missing.
#[derive(Serialize)]
struct MemoView<'a> {
    office: Option<Phrase<'a>>,
    number: Option<Phrase<'a>>,
    date: Option<String>,
    subject: Option<Phrase<'a>>,
    to: Option<Phrase<'a>>,
    background: Option<Phrase<'a>>,
    limits: Option<Phrase<'a>>,
    proposal: Option<Phrase<'a>>,
    signatures: Vec<SignatureView<'a>>,
}

#[derive(Serialize)]
struct SignatureView<'a> {
    name: Phrase<'a>,
    position: Phrase<'a>,
    opinion: Option<Phrase<'a>>,
}

/// An issue with the scores of its rows.
#[derive(Serialize)]
struct IssueTable<'a> {
    row: IssueRow<'a>,
    rows: Vec<RowView<'a>>,
    findings: Option<BodyView>,
    recommendations: Option<BodyView>,
}

/// A measure with its steps, under the issue that it answers.
#[derive(Serialize)]
struct MeasureTable<'a> {
    issue: Option<Phrase<'a>>,
    row: MeasureRow<'a>,
    steps: Vec<StepView<'a>>,
}

impl<'p> PageView<'p> for AnalysisPlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("analysis", look, &document(look, self))
    }

    fn say(&self, texts: &mut Texts<'_, '_, 'p>) {
        let Memo { office, number, date: _, subject, to, background, limits, proposal, signatures } =
            &self.analysis.memo;
        texts.texts([subject, office, number, to].into_iter().flatten());
        [background, limits, proposal].into_iter().flatten().for_each(|text| texts.markdown(text));
        for Signature { name, position, opinion: _ } in signatures {
            texts.texts([name, position]);
        }
    }
}

fn document<'p>(look: &Look<'_, 'p>, place: &AnalysisPlace<'p>) -> Document<'p> {
    let AnalysisPlace { assessment, analysis, written_in: year, own } = *place;
    let catalogue = assessment.catalogue.as_ref();
    let instruments = catalogue.map(|catalogue| instruments(look, assessment, catalogue)).unwrap_or_default();
    let indicators = catalogue.map(|catalogue| indicators(look, assessment, catalogue)).unwrap_or_default();
    let scored = look.site.portal.years.values().filter(|assessment| assessment.scores.is_some());
    Document {
        page: frame(look),
        year: assessment.year.buddhist(),
        own_year: year.buddhist(),
        thai_digits: look.site.portal.agency.front.digits == Digits::Thai && look.lang() == Lang::Th,
        memo: memo(look, &analysis.memo),
        target: target(assessment).map(|score| score.to_string()),
        result: score_row(look, assessment),
        years: scored.map(|assessment| score_row(look, assessment)).collect(),
        year_chart: year_chart(look),
        instrument_chart: figure_chart(look, assessment, &instruments),
        indicator_chart: figure_chart(look, assessment, &indicators),
        instruments,
        indicators,
        issues: analysis.issues.iter().map(|issue| table(look, assessment, analysis, issue)).collect(),
        issue_chart: average_chart(look, assessment, analysis),
        items: score_rows::rows(look, assessment, catalogue).into_iter().filter(InstrumentRows::is_of_items).collect(),
        advice: analysis.advice.iter().enumerate().map(|(at, one)| advice(look, assessment, one, at)).collect(),
        points: analysis.points.iter().map(|one| point(look, assessment, analysis, one)).collect(),
        measures: own.map(|own| measures(look, own)).unwrap_or_default(),
    }
}

fn memo<'p>(look: &Look<'_, 'p>, memo: &'p Memo) -> MemoView<'p> {
    let phrase = |text: &'p Option<Text>| text.as_ref().map(|text| look.phrase(text));
    let signature = |one: &'p Signature| SignatureView {
        name: look.phrase(&one.name),
        position: look.phrase(&one.position),
        opinion: phrase(&one.opinion),
    };
    MemoView {
        office: phrase(&memo.office),
        number: phrase(&memo.number),
        date: memo.date.map(|day| day.to_string()),
        subject: phrase(&memo.subject),
        to: phrase(&memo.to),
        background: phrase(&memo.background),
        limits: phrase(&memo.limits),
        proposal: phrase(&memo.proposal),
        signatures: memo.signatures.iter().map(signature).collect(),
    }
}

fn table<'p>(
    look: &Look<'_, 'p>,
    assessment: &'p Assessment,
    analysis: &'p Analysis,
    issue: &'p Issue,
) -> IssueTable<'p> {
    let body = |text: &'p Option<Text>, name: &str| {
        text.as_ref().map(|text| markdown::text(look, text, &format!("{name}-{}", issue.id.value), 5))
    };
    IssueTable {
        row: issue_row(look, assessment, analysis, issue),
        rows: issue.rows.iter().map(|row| row_view(look, assessment, &analysis.instruments, &row.value)).collect(),
        findings: body(&issue.findings, "findings"),
        recommendations: body(&issue.recommendations, "recommendations"),
    }
}

/// The measures of the year in which the analysis is written; an issue is named once, at its first measure.
fn measures<'p>(look: &Look<'_, 'p>, own: &'p Assessment) -> Vec<MeasureTable<'p>> {
    let mut last = None;
    let view = |measure: &'p Measure| {
        let issue = measure.issue.as_ref().map(|issue| &issue.value);
        let named = issue.filter(|_| last != issue).and_then(|(year, id)| {
            let analysis = look.site.portal.years.get(year)?.analysis.as_ref()?;
            let issue = analysis.issues.iter().find(|issue| issue.id.value == *id)?;
            let title = look.phrase(&issue.title);
            Some(Phrase { text: format!("{id}. {}", title.text).into(), lang: title.lang })
        });
        last = issue;
        MeasureTable {
            issue: named,
            row: measure_row(look, own, measure),
            steps: measure.steps.iter().map(|one| step(look, measure, one)).collect(),
        }
    };
    ordered(look, own).into_iter().map(view).collect()
}

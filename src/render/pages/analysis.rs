//! The official document of a year's analysis: the memorandum, rebuilt from the data. Averages and lists are computed.

use serde::Serialize;

use crate::base::lang::{Lang, Text};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Catalogue, Group};
use crate::ita::front::Digits;
use crate::ita::issue::{Analysis, Difference, Issue, Memo, Signature};
use crate::ita::measure::Measure;
use crate::ita::places::analysis::AnalysisPlace;
use crate::ita::places::kind::Title;
use crate::ita::score::Score;
use crate::render::look::{Look, Phrase};
use crate::render::markdown::{self, BodyView};
use crate::render::pages::view::PageView;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::issue_rows::{AdviceView, IssueRow, PointView, advice, issue_row, point, target};
use crate::render::parts::measure_rows::{MeasureRow, StepView, measure_row, ordered, step};
use crate::render::parts::ranking::{RankingView, ranking};
use crate::render::parts::score_rows::{Figure, RowView, ScoreRow, indicators, instruments, row_view, score_row};
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct Document<'a> {
    page: Frame<'a>,
    /// Whether it is printed in Thai digits.
    thai_digits: bool,
    document: Paper<'a>,
}

#[derive(Serialize)]
struct Paper<'a> {
    /// The year that is analysed, and the one in which it is done.
    year: i16,
    own_year: i16,
    memo: MemoView<'a>,
    target: Option<String>,
    /// Whether the overall score reaches it.
    reached: Option<bool>,
    result: ScoreRow<'a>,
    years: Vec<ScoreRow<'a>>,
    year_ranking: Option<RankingView<'a>>,
    instruments: Vec<Figure<'a>>,
    instrument_ranking: Option<RankingView<'a>>,
    indicators: Vec<Figure<'a>>,
    indicator_ranking: Option<RankingView<'a>>,
    issues: Vec<IssueTable<'a>>,
    /// The scores of the disclosed items, under the headings of the catalogue.
    items: Vec<ItemScores<'a>>,
    advice: Vec<AdviceGroup<'a>>,
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
    differences: Vec<DifferenceView<'a>>,
}

#[derive(Serialize)]
struct DifferenceView<'a> {
    at: Phrase<'a>,
    printed: Phrase<'a>,
    here: Phrase<'a>,
}

/// What was advised on one instrument.
#[derive(Serialize)]
struct AdviceGroup<'a> {
    name: Option<Phrase<'a>>,
    advice: Vec<AdviceView<'a>>,
}

/// The items of a group with their scores.
#[derive(Serialize)]
struct ItemScores<'a> {
    name: Phrase<'a>,
    rows: Vec<RowView<'a>>,
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
        let thai_digits = look.site.portal.agency.front.digits == Digits::Thai && look.lang() == Lang::Th;
        press.page("analysis", look, &Document { page: frame(look), thai_digits, document: paper(look, self) })
    }

    fn say(&self, texts: &mut Texts<'_, '_, 'p>) {
        let Memo { office, number, date: _, subject, to, background, limits, proposal, signatures, differences } =
            &self.analysis.memo;
        texts.texts([subject, office, number, to].into_iter().flatten());
        [background, limits, proposal].into_iter().flatten().for_each(|text| texts.markdown(text));
        for Signature { name, position, opinion: _ } in signatures {
            texts.texts([name, position]);
        }
        for Difference { at, printed, here } in differences {
            texts.texts([at, printed, here]);
        }
    }
}

fn paper<'p>(look: &Look<'_, 'p>, place: &AnalysisPlace<'p>) -> Paper<'p> {
    let AnalysisPlace { assessment, analysis, written_in, own } = *place;
    let catalogue = assessment.catalogue.as_deref();
    let instruments = catalogue.map(|catalogue| instruments(look, assessment, catalogue)).unwrap_or_default();
    let indicators = catalogue.map(|catalogue| indicators(look, assessment, catalogue)).unwrap_or_default();
    let scored = || look.site.portal.years.values().map(|own| &**own).filter(|assessment| assessment.scores.is_some());
    let full = assessment.full();
    let overall = assessment.scores.as_ref().and_then(|scores| Some(scores.overall.as_ref()?.value));
    let year = |assessment: &Assessment| {
        let score = assessment.scores.as_ref()?.overall.as_ref()?.value;
        Some((look.title(Title::OfYear("year_title", assessment.year)), score.share(assessment.full())))
    };
    Paper {
        year: assessment.year.buddhist(),
        own_year: written_in.buddhist(),
        memo: memo(look, &analysis.memo),
        target: target(assessment).map(|score| score.to_string()),
        reached: target(assessment).zip(overall).map(|(target, overall)| overall >= target),
        result: score_row(look, assessment),
        years: scored().map(|assessment| score_row(look, assessment)).collect(),
        year_ranking: ranking(look, Score::FULL, scored().filter_map(year)),
        instrument_ranking: ranking(look, full, instruments.iter().filter_map(|own| own.scored(look))),
        indicator_ranking: ranking(look, full, indicators.iter().filter_map(|own| own.scored(look))),
        instruments,
        indicators,
        issues: analysis.issues.iter().map(|issue| table(look, assessment, analysis, issue)).collect(),
        items: catalogue.map(|catalogue| items(look, assessment, catalogue)).unwrap_or_default(),
        advice: advice_groups(look, assessment, analysis),
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
    let difference = |one: &'p Difference| DifferenceView {
        at: look.phrase(&one.at),
        printed: look.phrase(&one.printed),
        here: look.phrase(&one.here),
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
        differences: memo.differences.iter().map(difference).collect(),
    }
}

/// What was advised, under the instruments that it is about, in the order in which it was given.
fn advice_groups<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment, analysis: &'p Analysis) -> Vec<AdviceGroup<'p>> {
    let known = || assessment.catalogue.iter().flat_map(|catalogue| &catalogue.instruments);
    let mut groups: Vec<(Option<&str>, AdviceGroup)> = Vec::new();
    for (at, one) in analysis.advice.iter().enumerate() {
        let own = one.instrument.as_ref().map(|id| id.value.as_str());
        if groups.last().is_none_or(|(last, _)| *last != own) {
            let name = known().find(|instrument| Some(instrument.id.value.as_str()) == own);
            let name = name.map(|instrument| look.phrase(&instrument.name));
            groups.push((own, AdviceGroup { name, advice: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.advice.push(advice(look, assessment, one, at));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The scores of the items, where any was published.
fn items<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment, catalogue: &'p Catalogue) -> Vec<ItemScores<'p>> {
    let groups = catalogue.indicators.iter().flat_map(|indicator| &indicator.groups);
    let view = |group: &'p Group| ItemScores {
        name: look.phrase(&group.name),
        rows: group.items.iter().map(|item| row_view(look, assessment, &[], item.code.value.as_str())).collect(),
    };
    let scored =
        |group: &&Group| group.items.iter().any(|item| assessment.row(&[], item.code.value.as_str()).is_some());
    groups.filter(scored).map(view).collect()
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

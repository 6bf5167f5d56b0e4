//! A year as a row of a list.

use serde::Serialize;

use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::places::analysis::AnalysisPlace;
use crate::ita::progress::Completeness;
use crate::ita::published::Published;
use crate::ita::state::of_item;
use crate::render::look::{Link, Look, Phrase};

/// One year in a list.
#[derive(Serialize)]
pub(crate) struct YearRow<'a> {
    year: i16,
    /// The hub, where there is a catalogue.
    href: Option<String>,
    name: Option<Phrase<'a>>,
    provisional: bool,
    /// Whether it is told how many of its items are complete.
    counted: bool,
    items: usize,
    met: usize,
    /// How many are answered in part.
    partial: usize,
    /// Where the documents of a closed year were published.
    elsewhere: Option<Link<'a>>,
    overall: Option<String>,
    full: String,
    /// The overall score with 100 as the whole.
    share: Option<String>,
    scores: Option<String>,
    issues: Option<String>,
    measures: Option<String>,
    /// The official analysis that was written in this year.
    document: Option<Link<'a>>,
    /// The last change of its items and measures.
    updated: Option<String>,
}

/// A year as a row of a list.
pub(crate) fn row<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment) -> YearRow<'p> {
    let specs = || assessment.catalogue.iter().flat_map(|catalogue| catalogue.items()).map(|(_, _, spec)| spec);
    let count =
        |state: Completeness| specs().filter(|spec| of_item(spec, assessment.item(&spec.code.value)) == state).count();
    YearRow {
        year: assessment.year.buddhist(),
        href: assessment.catalogue.as_deref().map(|_| look.href(&Address::year(assessment.year))),
        name: assessment.catalogue.as_deref().map(|catalogue| look.phrase(&catalogue.name)),
        provisional: assessment.catalogue.as_deref().is_some_and(|catalogue| catalogue.provisional),
        counted: assessment.is_counted(),
        items: specs().count(),
        met: count(Completeness::Complete),
        partial: count(Completeness::Partial),
        elsewhere: elsewhere(look, assessment),
        overall: assessment.scores.as_ref().and_then(|scores| published(&scores.overall)),
        full: assessment.full().plain(),
        share: share(assessment),
        scores: assessment.scores.as_ref().map(|_| look.href(&Address::scores_of(assessment.year))),
        issues: assessment.analysis.as_ref().map(|_| look.href(&Address::issues(assessment.year))),
        measures: (!assessment.measures.is_empty()).then(|| look.href(&Address::measures(assessment.year))),
        document: document(look, assessment),
        updated: assessment.updated().map(|day| day.to_string()),
    }
}

/// A year's overall score with 100 as the whole.
pub(crate) fn share(assessment: &Assessment) -> Option<String> {
    let overall = assessment.scores.as_ref()?.overall.as_ref()?;
    Some(overall.value.share(assessment.full()).to_string())
}

/// Where the documents of a closed year were published.
pub(crate) fn elsewhere<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment) -> Option<Link<'p>> {
    let own = assessment.catalogue.as_deref()?.published_at.as_ref()?;
    let text = own.text.as_ref().map_or_else(|| look.own(&own.url.value), |text| look.phrase(text));
    look.link_to(text, &own.url.span.path, &own.url.value, true)
}

fn document<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment) -> Option<Link<'p>> {
    let before = look.site.portal.years.values().find(|before| before.year.next() == Some(assessment.year))?;
    let analysis = before.analysis.as_ref()?;
    Some(look.page_link(&AnalysisPlace {
        assessment: before,
        analysis,
        written_in: assessment.year,
        own: Some(assessment),
    }))
}

/// A published figure as text.
pub(crate) fn published(figure: &Published) -> Option<String> {
    figure.as_ref().map(|score| score.value.to_string())
}

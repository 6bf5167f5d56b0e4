//! Published and computed scores as rows and charts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::lang::Text;
use crate::base::span::Spanned;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Catalogue, Indicator, Instrument};
use crate::ita::published::{Published, Row};
use crate::ita::score::{Exact, Score};
use crate::render::look::{Look, Phrase};
use crate::render::parts::chart::{self, Columns};
use crate::render::parts::year_row::{self, YearRow};

/// One year in the view of all years.
#[derive(Serialize)]
pub(crate) struct ScoreRow<'a> {
    row: YearRow<'a>,
    rating: Option<Phrase<'a>>,
    announced: Option<String>,
    note: Option<Phrase<'a>>,
}

/// A published and a computed figure.
#[derive(Serialize)]
pub(crate) struct Figure<'a> {
    id: &'a str,
    name: Phrase<'a>,
    /// The share of the overall score in per cent, for instruments.
    weight: Option<String>,
    published: Option<String>,
    computed: Option<String>,
    /// As published or, where nothing was, as computed; and the same with 100 as the whole.
    #[serde(skip)]
    value: Option<Score>,
    share: Option<String>,
    /// Why the two differ.
    note: Option<Phrase<'a>>,
    instruments: Vec<&'a str>,
}

/// The scores of one instrument's questions or items.
#[derive(Serialize)]
pub(crate) struct InstrumentRows<'a> {
    id: &'a str,
    name: Phrase<'a>,
    rows: Vec<RowView<'a>>,
}

/// A question or item with its score.
#[derive(Serialize)]
pub(crate) struct RowView<'a> {
    id: &'a str,
    text: Option<Phrase<'a>>,
    href: Option<String>,
    score: Option<String>,
    derived: bool,
    note: Option<Phrase<'a>>,
}

/// The target of the newest catalogue that has one, and the full score there.
pub(crate) fn newest_target(look: &Look<'_, '_>) -> Option<(Score, Score)> {
    let catalogues = look.site.portal.years.values().rev().filter_map(|assessment| assessment.catalogue.as_deref());
    catalogues.filter_map(|catalogue| Some((catalogue.target?, catalogue.full))).next()
}

/// A score, with the full one where that is not 100.
pub(crate) fn scored(look: &Look<'_, '_>, score: Score, full: Score) -> String {
    if full == Score::FULL {
        return score.to_string();
    }
    look.word("score_of").replace("{score}", &score.to_string()).replace("{full}", &full.plain())
}

/// The overall scores of the years as standing bars, with the target of the newest catalogue that has one.
pub(crate) fn year_chart(look: &Look<'_, '_>) -> Columns {
    let overall = |assessment: &Assessment| {
        let scores = assessment.scores.as_ref()?;
        let full = assessment.full();
        let score = scores.overall.as_ref().map(|score| (scored(look, score.value, full), score.value.share(full)));
        Some((assessment.year.to_string(), score))
    };
    let scores: Vec<(String, Option<(String, Score)>)> =
        look.site.portal.years.values().filter_map(|year| overall(year)).collect();
    let target = newest_target(look).map(|(target, full)| target.share(full));
    chart::columns(&scores, target, &look.word("no_figure"))
}

/// A year's result as a row of a list.
pub(crate) fn score_row<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment) -> ScoreRow<'p> {
    let scores = assessment.scores.as_ref();
    ScoreRow {
        row: year_row::row(look, assessment),
        rating: assessment.rating().map(|band| look.phrase(&band.name)),
        announced: assessment.announced().map(|day| day.to_string()),
        note: scores.and_then(|scores| scores.note.as_ref()).map(|text| look.phrase(text)),
    }
}

/// A computed figure as text, rounded half up.
pub(crate) fn rounded(value: Option<Exact>) -> Option<String> {
    value.map(|value| Score::rounded(value).to_string())
}

/// A question or item of a year as a row, with its score in the first of `instruments` that has one.
pub(crate) fn row_view<'p>(
    look: &Look<'_, 'p>,
    assessment: &'p Assessment,
    instruments: &[Spanned<String>],
    id: &'p str,
) -> RowView<'p> {
    let row = assessment.row(instruments, id).map(|(_, row)| row);
    let catalogue = assessment.catalogue.as_deref();
    let question = catalogue.and_then(|catalogue| catalogue.question(id)).map(|(_, question)| &question.text);
    let item = look.site.spec(assessment.year, id);
    RowView {
        id,
        text: question.or(item.map(|item| &item.title)).map(|text| look.phrase(text)),
        href: item.map(|item| look.href(&Address::item(assessment.year, &item.code.value))),
        score: row.and_then(Row::value).map(|score| score.to_string()),
        derived: row.is_some_and(|row| row.derived),
        note: row.and_then(|row| row.note.as_ref()).map(|text| look.phrase(text)),
    }
}

pub(crate) fn instruments<'p>(
    look: &Look<'_, 'p>,
    assessment: &'p Assessment,
    catalogue: &'p Catalogue,
) -> Vec<Figure<'p>> {
    let scores = assessment.scores.as_ref();
    let figures = scores.map_or(&[][..], |scores| &scores.instruments);
    let computed = assessment.computed.as_ref().map(|computed| &computed.instruments);
    let view = |instrument: &'p Instrument| {
        let note = scores.and_then(|scores| scores.reasons.instruments.get(&instrument.id.value));
        Figure {
            weight: Some(percent(instrument.weight.value)),
            ..figure(look, &instrument.id, &instrument.name, figures, computed, note, assessment.full())
        }
    };
    catalogue.instruments.iter().map(view).collect()
}

pub(crate) fn indicators<'p>(
    look: &Look<'_, 'p>,
    assessment: &'p Assessment,
    catalogue: &'p Catalogue,
) -> Vec<Figure<'p>> {
    let scores = assessment.scores.as_ref();
    let figures = scores.map_or(&[][..], |scores| &scores.indicators);
    let computed = assessment.computed.as_ref().map(|computed| &computed.indicators);
    let view = |indicator: &'p Indicator| {
        let note = scores.and_then(|scores| scores.reasons.indicators.get(&indicator.id.value));
        Figure {
            instruments: indicator.instruments.iter().map(|id| id.value.as_str()).collect(),
            ..figure(look, &indicator.id, &indicator.name, figures, computed, note, assessment.full())
        }
    };
    catalogue.indicators.iter().map(view).collect()
}

/// What was published and what the questions give for one id.
fn figure<'p>(
    look: &Look<'_, 'p>,
    id: &'p Spanned<String>,
    name: &'p Text,
    published: &[(Spanned<String>, Published)],
    computed: Option<&BTreeMap<String, Option<Exact>>>,
    note: Option<&'p Text>,
    full: Score,
) -> Figure<'p> {
    let published = published.iter().find(|(own, _)| own.value == id.value);
    let published = published.and_then(|(_, score)| Some(score.as_ref()?.value));
    let computed = computed.and_then(|computed| *computed.get(&id.value)?).map(Score::rounded);
    Figure {
        id: &id.value,
        name: look.phrase(name),
        weight: None,
        published: published.map(|score| score.to_string()),
        computed: computed.map(|score| score.to_string()),
        value: published.or(computed),
        share: published.or(computed).map(|score| score.share(full).to_string()),
        note: note.map(|text| look.phrase(text)),
        instruments: Vec::new(),
    }
}

/// The rows of every instrument; without a catalogue its id stands for its name.
pub(crate) fn rows<'p>(
    look: &Look<'_, 'p>,
    assessment: &'p Assessment,
    catalogue: Option<&'p Catalogue>,
) -> Vec<InstrumentRows<'p>> {
    let all = assessment.scores.iter().flat_map(|scores| &scores.rows);
    let view = |(id, rows): &'p (Spanned<String>, Vec<Row>)| {
        let mut known = catalogue.iter().flat_map(|catalogue| &catalogue.instruments);
        let name = known.find(|instrument| instrument.id.value == id.value).map(|instrument| &instrument.name);
        let row = |row: &'p Row| RowView {
            score: row.value().map(|score| score.to_string()),
            derived: row.derived,
            note: row.note.as_ref().map(|text| look.phrase(text)),
            ..row_view(look, assessment, &[], &row.id.value)
        };
        InstrumentRows {
            id: &id.value,
            name: name.map_or_else(|| look.own(&id.value), |name| look.phrase(name)),
            rows: rows.iter().map(row).collect(),
        }
    };
    all.map(view).collect()
}

/// A weight of 0 to 1 in per cent, without needless decimals.
fn percent(weight: Exact) -> String {
    let text = Score::rounded(weight * Exact::from(100)).to_string();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl<'a> Figure<'a> {
    /// Its short name and its name, as sentences say them, and its score, to be ranked.
    pub(crate) fn scored(&self, look: &Look<'_, 'a>) -> Option<(Phrase<'a>, Score)> {
        let pattern = if self.weight.is_some() { "{id} {name}".to_owned() } else { look.word("indicator_label") };
        let text = pattern.replace("{id}", self.id).replace("{name}", &self.name.text);
        Some((Phrase { text: text.into(), lang: self.name.lang }, self.value?))
    }
}

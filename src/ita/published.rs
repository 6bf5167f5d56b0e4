//! The result of a year as it was announced, figure by figure. What follows from it is computed in `engine`.

use std::collections::BTreeMap;

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::span::{Span, Spanned};
use crate::ita::catalogue::Band;
use crate::ita::score::Score;
use crate::ita::visibility::Visibility;

/// The result of a year as it was published.
#[derive(Clone, Debug)]
pub struct Scores {
    pub path: RelPath,
    /// The full score of a year that has no catalogue here.
    pub full: Option<Score>,
    pub announced: Option<Spanned<Day>>,
    pub overall: Published,
    /// Where an overall score is said to be missing.
    pub blank: Option<Span>,
    /// The published rating: the id of a band.
    pub rating: Option<Spanned<String>>,
    pub instruments: Vec<(Spanned<String>, Published)>,
    pub indicators: Vec<(Spanned<String>, Published)>,
    /// By instrument: the score of every question or item.
    pub rows: Vec<(Spanned<String>, Vec<Row>)>,
    /// The rating bands of a year that has no catalogue here.
    pub bands: Vec<Band>,
    pub note: Option<Text>,
    /// Why announced figures are not those that the questions give.
    pub reasons: Reasons,
    /// That of a year without a catalogue.
    pub visibility: Option<Visibility>,
}

/// A published figure; `None` where nothing was published.
pub type Published = Option<Spanned<Score>>;

/// Why announced figures are what they are, by what they are of.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    pub overall: Option<Text>,
    pub instruments: BTreeMap<String, Text>,
    pub indicators: BTreeMap<String, Text>,
}

impl Reasons {
    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Text> {
        self.overall.iter().chain(self.instruments.values()).chain(self.indicators.values())
    }
}

/// The score of a question or an item.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: Spanned<String>,
    pub score: Published,
    /// The figure was not printed; it follows from the published ones.
    pub derived: bool,
    pub note: Option<Text>,
}

impl Row {
    pub fn value(&self) -> Option<Score> {
        self.score.as_ref().map(|score| score.value)
    }
}

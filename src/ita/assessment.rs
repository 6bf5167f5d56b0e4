//! One year of the assessment: what was asked, what was answered, what was scored, and what follows from it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::base::date::Day;
use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::answered::Answered;
use crate::ita::catalogue::{Band, Catalogue, ItemSpec};
use crate::ita::engine::{Computed, compute, rating};
use crate::ita::issue::Analysis;
use crate::ita::item::Item;
use crate::ita::item_code::ItemCode;
use crate::ita::measure::Measure;
use crate::ita::published::{Row, Scores};
use crate::ita::score::{Exact, Score};
use crate::ita::visibility::Visibility;
use crate::ita::year::FiscalYear;

/// All that the content holds of one fiscal year. Any part may be missing.
#[derive(Clone, Debug)]
pub struct Assessment {
    pub year: FiscalYear,
    pub catalogue: Option<Arc<Catalogue>>,
    /// In the order of the catalogue.
    pub items: Vec<Item>,
    /// In the order of their ids.
    pub measures: Vec<Measure>,
    pub scores: Option<Scores>,
    pub analysis: Option<Analysis>,
    /// The last answer sheet.
    pub answered: Option<Answered>,
    /// What the scores amount to by the catalogue's arithmetic; `None` without both.
    pub computed: Option<Computed>,
    /// Where in `items` each code stands.
    places: HashMap<String, usize>,
    /// Where in `scores` each question or item stands: its instrument and its row there.
    rows: HashMap<String, Vec<(usize, usize)>>,
}

impl Assessment {
    pub fn new(year: FiscalYear) -> Assessment {
        Assessment {
            year,
            catalogue: None,
            items: Vec::new(),
            measures: Vec::new(),
            scores: None,
            analysis: None,
            answered: None,
            computed: None,
            places: HashMap::new(),
            rows: HashMap::new(),
        }
    }

    /// Brings items and measures into their order, looks for their evidence among the site's `files`, and computes what
    /// follows from the scores.
    pub fn complete(mut self, files: &BTreeMap<RelPath, String>) -> Assessment {
        self.items.iter_mut().for_each(|item| item.complete(files));
        if let Some(catalogue) = &self.catalogue {
            let codes = catalogue.items().enumerate().map(|(place, (_, _, spec))| (spec.code.value.as_str(), place));
            let order: HashMap<&str, usize> = codes.collect();
            let place = |code: &str| order.get(code).copied().unwrap_or(usize::MAX);
            self.items.sort_by_cached_key(|item| (place(&item.code.value), item.path.clone()));
        }
        let places = self.items.iter().enumerate().rev().map(|(at, item)| (item.code.value.clone(), at));
        self.places = places.collect();
        for (instrument, (_, rows)) in self.scores.iter().flat_map(|scores| &scores.rows).enumerate() {
            for (at, row) in rows.iter().enumerate() {
                self.rows.entry(row.id.value.clone()).or_default().push((instrument, at));
            }
        }
        self.measures.sort_by(|a, b| a.id.cmp(&b.id));
        self.computed =
            self.catalogue.as_deref().zip(self.scores.as_ref()).map(|(catalogue, scores)| compute(catalogue, scores));
        self
    }

    pub fn item(&self, code: &ItemCode) -> Option<&Item> {
        self.places.get(code.as_str()).map(|&at| &self.items[at])
    }

    /// What the catalogue says of each item, by its code.
    pub(crate) fn specs(&self) -> HashMap<&str, &ItemSpec> {
        let specs = self.catalogue.iter().flat_map(|own| own.items());
        specs.map(|(_, _, spec)| (spec.code.value.as_str(), spec)).collect()
    }

    /// The last change of its items and measures.
    pub fn updated(&self) -> Option<Day> {
        let items = self.items.iter().filter_map(|item| item.facts.updated);
        items.chain(self.measures.iter().filter_map(|measure| measure.facts.updated)).max()
    }

    /// The day on which its scores were announced.
    pub(crate) fn announced(&self) -> Option<Day> {
        self.scores.as_ref()?.announced.as_ref().map(|day| day.value)
    }

    /// Who sees its pages.
    pub(crate) fn visibility(&self) -> Visibility {
        let catalogue = self.catalogue.as_deref().and_then(|catalogue| catalogue.visibility);
        catalogue.or_else(|| self.scores.as_ref()?.visibility).unwrap_or_default()
    }

    /// Whether menus and the home page lead to it.
    pub(crate) fn is_listed(&self) -> bool {
        self.visibility() == Visibility::Listed
    }

    /// Whether it is told how many of its items are complete: not of an archive, nor where the documents are elsewhere.
    pub(crate) fn is_counted(&self) -> bool {
        self.is_listed() && self.catalogue.as_deref().is_none_or(|catalogue| catalogue.published_at.is_none())
    }

    /// The last answer sheet, once it was handed in and until the year is closed: its addresses must answer.
    pub(crate) fn frozen(&self) -> Option<&Answered> {
        let submitted = self.catalogue.as_deref().is_some_and(|catalogue| catalogue.submitted.is_some());
        self.answered.as_ref().filter(|_| submitted && self.is_counted())
    }

    /// The full score of the year.
    pub fn full(&self) -> Score {
        let own = self.scores.as_ref().and_then(|scores| scores.full).unwrap_or(Score::FULL);
        self.catalogue.as_deref().map_or(own, |catalogue| catalogue.full)
    }

    /// The year's rating bands, from the best down.
    pub fn bands(&self) -> &[Band] {
        let own = self.scores.as_ref().map_or(&[][..], |scores| &scores.bands);
        match &self.catalogue {
            Some(catalogue) if own.is_empty() => &catalogue.bands,
            _ => own,
        }
    }

    /// The rating that follows from the published figures or, where one is missing, from the computed one.
    pub fn rating(&self) -> Option<&Band> {
        let scores = self.scores.as_ref()?;
        let computed =
            |pick: &dyn Fn(&Computed) -> Option<Exact>| self.computed.as_ref().and_then(pick).map(Score::rounded);
        let overall = scores.overall.as_ref().map(|score| score.value);
        let overall = overall.or_else(|| computed(&|figures| figures.overall))?;
        let own: Vec<&str> = scores.instruments.iter().map(|(id, _)| id.value.as_str()).collect();
        let asked = self.catalogue.iter().flat_map(|catalogue| &catalogue.instruments).map(|one| one.id.value.as_str());
        let missing: Vec<&str> = asked.filter(|id| !own.contains(id)).collect();
        let published = |id: &str| {
            let (_, score) = scores.instruments.iter().find(|(known, _)| known.value == id)?;
            score.as_ref().map(|score| score.value)
        };
        let instruments = own.into_iter().chain(missing);
        let instruments: Vec<Option<Score>> = instruments
            .map(|id| published(id).or_else(|| computed(&|figures| figures.instruments.get(id).copied().flatten())))
            .collect();
        rating(self.bands(), overall, &instruments)
    }

    /// The score of a question or item: in the first of `instruments` that has it, or in any.
    pub fn row(&self, instruments: &[Spanned<String>], id: &str) -> Option<(&str, &Row)> {
        let rows = &self.scores.as_ref()?.rows;
        let listed = |name: &str| instruments.is_empty() || instruments.iter().any(|known| known.value == name);
        let places = self.rows.get(id)?.iter();
        let mut found = places.map(|&(instrument, at)| (rows[instrument].0.value.as_str(), &rows[instrument].1[at]));
        found.find(|(name, _)| listed(name))
    }
}

//! Labels of questions and items as documents print them, and what they mean: by the letters, or by the words beside them.

use std::collections::HashMap;

use crate::base::thai::{covered, same_words};
use crate::ita::catalogue::{Catalogue, Indicator};
use crate::ita::ids::Ids;

/// How much of a question's words must stand in a text that is about it, and how much more than of any other question.
const ENOUGH: f64 = 0.6;
const CLEARLY: f64 = 0.2;

/// How many letters a title must have to be no common word.
const LONG: usize = 20;

/// Every question and item of a catalogue, or of one instrument.
pub(crate) struct Labels<'a> {
    pub ids: Ids<'a>,
    words: HashMap<&'a str, &'a str>,
}

impl<'a> Labels<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue, instrument: Option<&str>) -> Labels<'a> {
        let measures = |indicator: &&Indicator| {
            instrument.is_none_or(|name| indicator.instruments.iter().any(|own| own.value == name))
        };
        let asked = catalogue.indicators.iter().filter(measures).flat_map(Indicator::asked);
        let asked: Vec<(&str, &str)> = asked.map(|(id, words)| (id, words.th.as_str())).collect();
        Labels { ids: Ids::new(asked.iter().map(|(id, _)| *id)), words: asked.into_iter().collect() }
    }

    /// The words of a question or an item.
    pub(crate) fn words(&self, id: &str) -> Option<&'a str> {
        self.words.get(id).copied()
    }

    /// What a label means, known or misread. `words` stand beside it.
    pub(crate) fn meant(&self, label: &str, words: Option<&str>) -> Option<&'a str> {
        let known = self.words.get_key_value(label).map(|(id, _)| *id);
        known.or_else(|| words.and_then(|words| self.by_words(words))).or_else(|| self.ids.meant(label))
    }

    /// The one question or item whose words these are, or whose words stand in them.
    pub(crate) fn by_words(&self, text: &str) -> Option<&'a str> {
        let mut same = self.words.iter().filter(|(_, words)| same_words(words, text)).map(|(id, _)| *id);
        let one = same.next().filter(|_| same.next().is_none());
        // A misprinted title is the title both ways; a text about a question only holds it.
        let both = |words: &str| covered(words, text).min(covered(text, words));
        one.or_else(|| self.clearest(both)).or_else(|| self.clearest(|words| held(words, text)))
    }

    fn clearest(&self, share: impl Fn(&str) -> f64) -> Option<&'a str> {
        let mut found: Vec<(f64, &str)> = self.words.iter().map(|(id, words)| (share(words), *id)).collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let second = found.get(1).map_or(0.0, |(share, _)| *share);
        found.first().filter(|(share, _)| *share >= ENOUGH && *share - second >= CLEARLY).map(|(_, id)| *id)
    }
}

/// How much of a title stands in a text that may be about more.
fn held(words: &str, text: &str) -> f64 {
    if words.chars().count() < LONG { 0.0 } else { covered(words, text) }
}

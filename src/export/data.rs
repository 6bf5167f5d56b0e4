//! What the open data is made from, and the words of the theme that describe it.

use crate::base::lang::{Bilingual, Lang};
use crate::base::source::Sources;
use crate::base::words::Words;
use crate::ita::agency::BaseUrl;
use crate::ita::leads::Leads;
use crate::ita::open_data::DataSet;
use crate::ita::portal::Portal;
use crate::ita::table::set::Tables;

/// All that the open data is made from.
#[derive(Clone, Copy)]
pub(crate) struct Data<'a> {
    pub portal: &'a Portal,
    pub sources: &'a Sources,
    /// The sets that the site has.
    pub sets: &'a [DataSet<'a>],
    /// Where what is written leads.
    pub leads: &'a Leads<'a>,
    /// The tables that pages show.
    pub tables: &'a Tables<'a>,
    /// The words of the theme: titles of sets and meanings of columns.
    pub words: &'a Words,
    pub base_url: &'a BaseUrl,
}

impl Data<'_> {
    /// A word of the theme; empty where the theme has none.
    pub(super) fn word(&self, key: &str, lang: Lang) -> String {
        self.words.get(lang).get(key).cloned().unwrap_or_default()
    }

    /// A word in Thai and English, for formats that have place for one text.
    pub(super) fn both(&self, key: &str) -> String {
        format!("{} / {}", self.word(key, Lang::Th), self.word(key, Lang::En))
    }

    /// A text as it is published: in English only where the site has that.
    pub(super) fn shown<'t>(&self, text: Bilingual<Option<&'t str>>) -> Bilingual<Option<&'t str>> {
        Bilingual { en: text.en.filter(|_| self.portal.agency.languages.contains(&Lang::En)), ..text }
    }

    pub(super) fn title(&self, set: &DataSet<'_>, lang: Lang) -> String {
        set.title(&self.word(&format!("dataset_{}", set.set.word()), lang))
    }
}

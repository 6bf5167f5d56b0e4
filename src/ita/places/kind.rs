//! What a page of any kind tells of itself: the questions that checks, open data and templates ask. A kind answers those
//! where it differs; the answers here are those of a page that stands in no year and has no file of its own.

use std::borrow::Cow;

use crate::base::date::Day;
use crate::base::lang::{Lang, Text};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::words::Words;
use crate::ita::address::Address;
use crate::ita::article::{ArticleKind, Show};
use crate::ita::body::Bodies;
use crate::ita::catalogue::ItemSpec;
use crate::ita::document::Facts;
use crate::ita::item::Item;
use crate::ita::life::Phase;
use crate::ita::open_data::Set;
use crate::ita::portal::Portal;
use crate::ita::staff::Note;
use crate::ita::year::{FiscalYear, Period};

pub trait PageKind<'a> {
    /// Its permanent address.
    fn address(&self) -> Address;

    fn title(&self) -> Title<'a>;

    /// The heading under which it is listed among all pages.
    fn section(&self) -> Title<'a> {
        Title::Word(ArticleKind::Page.folder())
    }

    /// The pages above it, the nearest last, without the home page; those that the site does not have are passed over.
    fn above(&self) -> Vec<Address> {
        Vec::new()
    }

    /// The part of the nearest page above in which it is listed: its heading, and its anchor there.
    fn part(&self) -> Option<(&'a Text, String)> {
        None
    }

    /// What of the site's data it shows, beside its own text.
    fn shows(&self) -> Option<Show> {
        None
    }

    /// What links may lead to on its page, beside the headings of its body.
    fn marks(&self) -> Vec<String> {
        self.facts().iter().flat_map(|facts| &facts.tables).map(|table| table.anchor()).collect()
    }

    /// The fiscal year that it is about.
    fn year(&self) -> Option<FiscalYear> {
        None
    }

    /// Whether it is one of several that a year has, read one after the other.
    fn is_in_series(&self) -> bool {
        false
    }

    /// The source file that it is made from: a link to the file leads to the page.
    fn source(&self) -> Option<&'a RelPath> {
        None
    }

    /// Whether a note to the staff is about what stands in it.
    fn is_about(&self, note: &Note) -> bool {
        self.source() == Some(note.path())
    }

    /// Where a list in a file decides its address. Who stands there twice is told by the rule of that list.
    fn listed_at(&self) -> Option<&'a Span> {
        None
    }

    /// Where in the sources its address is decided, for findings about it.
    fn span(&self) -> Option<Span> {
        self.listed_at().cloned().or_else(|| self.source().map(Span::file))
    }

    /// What it says of itself beside its text, where it has a file of its own for that.
    fn facts(&self) -> Option<&'a Facts> {
        None
    }

    fn bodies(&self) -> Option<&'a Bodies> {
        None
    }

    /// Whether it is written in a language, and not Thai text standing in for it.
    fn is_translated(&self, _lang: Lang) -> bool {
        true
    }

    /// The time that it speaks of.
    fn period(&self) -> Option<Period> {
        self.year().and_then(FiscalYear::period)
    }

    /// Who answers for it, where that is not the agency as a whole.
    fn owner(&self) -> Option<&'a Text> {
        self.facts().and_then(|facts| facts.owner.as_ref())
    }

    /// Where it stands in its life.
    fn phase(&self) -> Phase {
        Phase::Public
    }

    /// The last change of what stands in it.
    fn updated(&self, _portal: &Portal) -> Option<Day> {
        self.facts().and_then(|facts| facts.updated)
    }

    /// The day and the title under which the feed tells of it.
    fn feed_entry(&self) -> Option<(Day, &'a Text)> {
        None
    }

    /// The open data that it shows as a whole.
    fn sets(&self) -> &'static [Set] {
        &[]
    }

    /// Whether something stands in it beside its body, its files and what it shows.
    fn has_more(&self) -> bool {
        false
    }

    /// Whether it only leads to what other pages say, as a list or a search does.
    fn leads_on(&self) -> bool {
        false
    }

    /// What the catalogue says of the item whose page it is.
    fn spec(&self) -> Option<&'a ItemSpec> {
        None
    }

    /// The agency's answer that it shows, where it is the page of an item.
    fn answer(&self) -> Option<&'a Item> {
        None
    }

    /// Whether nothing stands in it yet.
    fn is_empty(&self, _portal: &Portal) -> bool {
        false
    }
}

/// The title of a page, before it has a language.
#[derive(Clone, Debug)]
pub enum Title<'a> {
    Text(&'a Text),
    /// A text with its number before it.
    Numbered(String, &'a Text),
    /// A word of the theme.
    Word(&'static str),
    /// A word of the theme with a place for a name.
    Of(&'static str, &'a Text),
    /// A word of the theme with a place for the year.
    OfYear(&'static str, FiscalYear),
    /// One of the pages of a long list, from 2 on.
    Part(Box<Title<'a>>, usize),
}

impl<'a> Title<'a> {
    /// The title for a page in a language, and the language that it is really in.
    pub(crate) fn said(&self, words: &Words, lang: Lang) -> (Cow<'a, str>, Lang) {
        let word = |key: &str| words.get(lang).get(key).cloned().unwrap_or_default();
        let text = match self {
            Title::Text(text) => {
                let (text, written) = text.get(lang);
                return (text.into(), written);
            }
            Title::Numbered(number, text) => {
                let (text, written) = text.get(lang);
                return (format!("{number} {text}").into(), written);
            }
            Title::Of(key, name) => {
                let (name, written) = name.get(lang);
                return (word(key).replace("{name}", name).into(), written);
            }
            Title::Part(of, number) => {
                let (text, written) = of.said(words, lang);
                return (format!("{text} {}", word("part").replace("{n}", &number.to_string())).into(), written);
            }
            Title::Word(key) => word(key),
            Title::OfYear(key, year) => word(key).replace("{year}", &year.to_string()),
        };
        (text.into(), lang)
    }
}

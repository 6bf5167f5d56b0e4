//! The site seen from one page: its language, its words, and the values that every template knows: phrases, links,
//! attachments. Markdown is made to HTML in `markdown`.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use serde::Serialize;

use crate::base::date::Day;
use crate::base::foreign::spoken;
use crate::base::lang::{Lang, Text};
use crate::base::path::RelPath;
use crate::ita::address::Address;
use crate::ita::document::{Document, Facts};
use crate::ita::places::kind::{PageKind, Title};
use crate::render::page::Page;
use crate::render::site::Site;

/// A text and, where it is not in the language of the page, the language it is in.
#[derive(Clone, Serialize)]
pub(crate) struct Phrase<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) lang: Option<&'static str>,
}

/// A link to a page of the site.
#[derive(Clone, Serialize)]
pub(crate) struct Link<'a> {
    pub(crate) title: Phrase<'a>,
    /// Relative to the root of the site, or absolute when `outside`.
    pub(crate) href: String,
    pub(crate) outside: bool,
}

/// An attachment.
#[derive(Serialize)]
pub(crate) struct DocumentView<'a> {
    pub(crate) title: Phrase<'a>,
    pub(crate) href: String,
    /// The name that a browser saves it under.
    pub(crate) name: String,
    /// The ending of the file in capitals, `PDF`.
    pub(crate) kind: String,
    /// Bytes, if the file is there.
    pub(crate) size: Option<u64>,
    /// How many pages it has, where its kind has pages and they could be counted.
    pub(crate) pages: Option<usize>,
    pub(crate) date: Option<String>,
    pub(crate) language: Option<String>,
}

/// What pages say of themselves beside their text.
#[derive(Serialize)]
pub(crate) struct FactsView<'a> {
    pub(crate) owner: Option<Phrase<'a>>,
    pub(crate) updated: Option<String>,
    pub(crate) summary: Option<Phrase<'a>>,
    pub(crate) awaiting: Option<Phrase<'a>>,
    pub(crate) documents: Vec<DocumentView<'a>>,
}

/// The site seen from one page.
pub(crate) struct Look<'s, 'p> {
    pub(crate) site: &'s Site<'p>,
    pub(crate) page: &'s Page<'p>,
    /// How often a name was given to a region of the page.
    regions: RefCell<HashMap<String, usize>>,
}

impl<'s, 'p> Look<'s, 'p> {
    pub(crate) fn new(site: &'s Site<'p>, page: &'s Page<'p>) -> Look<'s, 'p> {
        Look { site, page, regions: RefCell::default() }
    }

    /// What assistive software calls a region of the page: a name that no other one has.
    pub(crate) fn region(&self, key: &str, name: &str) -> String {
        let name = self.word(key).replace("{name}", name).trim().to_owned();
        let mut regions = self.regions.borrow_mut();
        let count = regions.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name} ({count})") }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.page.lang
    }

    /// A word of the theme.
    pub(crate) fn word(&self, key: &str) -> String {
        self.site.words.get(self.lang()).get(key).cloned().unwrap_or_default()
    }

    /// A day in the words of the page.
    pub(crate) fn date(&self, day: Day) -> String {
        day.filled(&self.word("date"), &self.word(&format!("month_{}", day.month())))
    }

    pub(crate) fn phrase(&self, text: &'p Text) -> Phrase<'p> {
        let (text, lang) = text.get(self.lang());
        Phrase { text: text.into(), lang: self.mark(spoken(text, lang)) }
    }

    /// A text that is in the language of the page by itself.
    pub(crate) fn own(&self, text: &str) -> Phrase<'p> {
        Phrase { text: text.to_owned().into(), lang: None }
    }

    /// The language to mark a text with, unless it is the page's.
    pub(crate) fn mark(&self, lang: Lang) -> Option<&'static str> {
        (lang != self.lang()).then(|| lang.tag())
    }

    pub(crate) fn href(&self, address: &Address) -> String {
        address.in_lang(self.lang())
    }

    pub(crate) fn link(&self, title: Phrase<'p>, address: &Address) -> Link<'p> {
        Link { title, href: self.href(address), outside: false }
    }

    pub(crate) fn title(&self, title: Title<'p>) -> Phrase<'p> {
        let (text, written) = title.said(self.site.words, self.lang());
        Phrase { text, lang: self.mark(written) }
    }

    /// A link to a page of the site, under its own title.
    pub(crate) fn page_link(&self, page: &(dyn PageKind<'p> + '_)) -> Link<'p> {
        self.link(self.title(page.title()), &page.address())
    }

    /// A link to what is written in the file `from`; none to a page that is not public yet.
    pub(crate) fn link_to(
        &self,
        title: Phrase<'p>,
        from: &RelPath,
        written: &str,
        from_content: bool,
    ) -> Option<Link<'p>> {
        let (href, outside) = self.site.href(from, written, from_content, self.lang())?;
        Some(Link { title, href, outside })
    }

    pub(crate) fn facts(&self, facts: &'p Facts) -> FactsView<'p> {
        FactsView {
            owner: facts.owner.as_ref().map(|text| self.phrase(text)),
            updated: facts.updated.map(|day| day.to_string()),
            summary: facts.summary.as_ref().map(|text| self.phrase(text)),
            awaiting: facts.awaiting.as_ref().map(|text| self.phrase(text)),
            documents: self.documents(facts),
        }
    }

    /// The attachments of a page that are there.
    pub(crate) fn documents(&self, facts: &'p Facts) -> Vec<DocumentView<'p>> {
        facts.documents.iter().filter_map(|document| self.document(document)).collect()
    }

    /// What assistive software calls the way back from a footnote.
    pub(crate) fn footnote_label(&self, number: &str) -> String {
        self.word("footnote_back").replace("{n}", number)
    }

    pub(crate) fn document_link(&self, document: &'p Document) -> Option<Link<'p>> {
        let href = self.site.portal.files.get(document.file.value.as_ref()?)?.clone();
        Some(Link { title: self.phrase(&document.title), href, outside: false })
    }

    pub(crate) fn document(&self, document: &'p Document) -> Option<DocumentView<'p>> {
        let path = document.file.value.as_ref()?;
        let ending = path.ending();
        let file = self.site.sources.files.get(path);
        Some(DocumentView {
            title: self.phrase(&document.title),
            href: self.site.portal.files.get(path)?.clone(),
            name: format!("{}.{ending}", document.title.th.replace(['/', '\\', ':', '"'], "-")),
            kind: ending.to_uppercase(),
            size: file.map(|file| file.size),
            pages: file.and_then(|file| file.inspected.as_ref()?.pages),
            date: document.date.as_ref().map(|day| day.value.to_string()),
            language: document.language.clone(),
        })
    }
}

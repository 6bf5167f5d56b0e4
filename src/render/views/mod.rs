//! What templates see: plain values made from the portal, page by page. Templates never see domain types.

use serde::Serialize;

use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::lang::{Lang, Text};
use crate::base::path::RelPath;
use crate::ita::address::Address;
use crate::ita::article::Kind;
use crate::ita::body::{Bodies, in_lang};
use crate::ita::document::{Document, Facts};
use crate::ita::portal::Place;
use crate::render::markdown;
use crate::render::page::Page;
use crate::render::search::Entry;
use crate::render::site::Site;
use crate::render::theme::{Made, Theme};

mod about;
mod analysis;
mod article;
mod chart;
mod data;
mod documents;
mod frame;
mod home;
mod issue;
mod item;
mod linked;
mod measure;
mod menu;
mod proof;
mod score;
mod search;
mod texts;
mod title;
mod units;
mod year;

pub use frame::{alternates, shared};
pub use menu::Menus;

/// A rendered page, or what is wrong with its template.
pub type Rendered = Result<String, Diagnostic>;

/// Makes the view of a page and renders it.
pub fn page(site: &Site<'_>, theme: &Theme, menus: &Menus<'_>, page: &Page<'_>) -> Rendered {
    let look = Look { site, page };
    let lang = page.lang;
    let html = menus.html(theme, lang, &page.root(), &page.href())?;
    let menu = Some(Made { name: MENU, html: &html });
    match page.place {
        Place::Home => theme.render("home", lang, &home::home(&look), menu),
        Place::Years => theme.render("years", lang, &year::years(&look), menu),
        Place::Year(of) => theme.render("year", lang, &year::year(&look, of), menu),
        Place::All(of) => theme.render("all", lang, &year::all(&look, of), menu),
        Place::Item(of, group, spec, item) => {
            theme.render("item", lang, &item::item(&look, of, group, spec, item), menu)
        }
        Place::Scores => theme.render("scores", lang, &score::all(&look), menu),
        Place::ScoresOf(of) => theme.render("score-year", lang, &score::of_year(&look, of), menu),
        Place::Issues(of, analysis) => theme.render("issues", lang, &issue::issues(&look, of, analysis), menu),
        Place::Issue(of, analysis, one) => theme.render("issue", lang, &issue::issue(&look, of, analysis, one), menu),
        Place::Document(of, analysis, year) => {
            theme.render("analysis", lang, &analysis::document(&look, of, analysis, year), menu)
        }
        Place::Owners(of) => theme.render("measures", lang, &measure::owners(&look, of), menu),
        Place::Measures(of) => theme.render("measures", lang, &measure::measures(&look, of), menu),
        Place::Measure(of, one) => theme.render("measure", lang, &measure::measure(&look, of, one), menu),
        Place::List(kind) => theme.render("list", lang, &article::list(&look, kind), menu),
        Place::Article(one) if one.kind == Kind::News => {
            theme.render("news", lang, &article::article(&look, one), menu)
        }
        Place::Article(one) => theme.render("page", lang, &article::article(&look, one), menu),
        Place::Documents(order) => theme.render("documents", lang, &documents::documents(&look, order), menu),
        Place::Search => theme.render("search", lang, &search::search(&look, theme), menu),
    }
}

/// The title of a page, as plain text.
pub fn title_of(site: &Site<'_>, page: &Page<'_>) -> String {
    title::title(&Look { site, page }, page.place).text.into_owned()
}

/// What is searched of a page.
pub fn entry(site: &Site<'_>, page: &Page<'_>) -> Entry {
    texts::entry(&Look { site, page })
}

/// The page for addresses that do not exist. It is served from anywhere, so its links begin at the folder of the site.
pub fn not_found(site: &Site<'_>, theme: &Theme, menus: &Menus<'_>, lang: Lang) -> Rendered {
    let page = Page { place: Place::Home, lang, previous: None, next: None };
    let look = Look { site, page: &page };
    let mut frame = frame::frame(&look, Vec::new());
    frame.title = look.own(&look.word("not_found_title"));
    frame.root = site.base_url.folder().to_owned();
    frame.canonical = None;
    frame.alternates.clear();
    let html = menus.html(theme, lang, &frame.root, NOWHERE)?;
    theme.render("404", lang, &NotFound { page: frame }, Some(Made { name: MENU, html: &html }))
}

/// What templates call the menu.
const MENU: &str = "menu";

/// The address of a page that no menu leads to.
const NOWHERE: &str = "404.html";

#[derive(Serialize)]
struct NotFound<'a> {
    page: frame::Frame<'a>,
}

/// A text and, where it is not in the language of the page, the language it is in.
#[derive(Clone, Serialize)]
pub struct Phrase<'a> {
    text: std::borrow::Cow<'a, str>,
    lang: Option<&'static str>,
}

/// A link to a page of the site.
#[derive(Clone, Serialize)]
pub struct Link<'a> {
    title: Phrase<'a>,
    /// Relative to the root of the site, or absolute when `outside`.
    href: String,
    outside: bool,
}

/// A Markdown body as HTML.
#[derive(Serialize)]
pub struct BodyView {
    html: String,
    lang: Option<&'static str>,
}

/// An attachment.
#[derive(Serialize)]
pub struct DocumentView<'a> {
    title: Phrase<'a>,
    href: String,
    /// The name that a browser saves it under.
    name: String,
    /// The ending of the file in capitals, `PDF`.
    kind: String,
    /// Bytes, if the file is there.
    size: Option<u64>,
    /// How many pages it has, where its kind has pages and they could be counted.
    pages: Option<usize>,
    date: Option<String>,
    language: Option<String>,
}

/// What pages say of themselves beside their text.
#[derive(Serialize)]
pub struct FactsView<'a> {
    owner: Option<Phrase<'a>>,
    updated: Option<String>,
    summary: Option<Phrase<'a>>,
    awaiting: Option<Phrase<'a>>,
    documents: Vec<DocumentView<'a>>,
}

/// The site seen from one page.
pub struct Look<'s, 'p> {
    pub site: &'s Site<'p>,
    pub page: &'s Page<'p>,
}

impl<'p> Look<'_, 'p> {
    fn lang(&self) -> Lang {
        self.page.lang
    }

    /// A word of the theme.
    fn word(&self, key: &str) -> String {
        self.site.words.get(self.lang()).get(key).cloned().unwrap_or_default()
    }

    /// A day in the words of the page.
    fn date(&self, day: Day) -> String {
        day.filled(&self.word("date"), &self.word(&format!("month_{}", day.month())))
    }

    fn phrase(&self, text: &'p Text) -> Phrase<'p> {
        let (text, lang) = text.get(self.lang());
        Phrase { text: text.into(), lang: self.mark(lang) }
    }

    /// A text that is in the language of the page by itself.
    fn own(&self, text: &str) -> Phrase<'p> {
        Phrase { text: text.to_owned().into(), lang: None }
    }

    /// The language to mark a text with, unless it is the page's.
    fn mark(&self, lang: Lang) -> Option<&'static str> {
        (lang != self.lang()).then(|| lang.tag())
    }

    fn href(&self, address: &Address) -> String {
        address.in_lang(self.lang())
    }

    fn link(&self, title: Phrase<'p>, address: &Address) -> Link<'p> {
        Link { title, href: self.href(address), outside: false }
    }

    /// A link to what is written in the file `from`.
    fn link_to(&self, title: Phrase<'p>, from: &RelPath, written: &str, from_content: bool) -> Link<'p> {
        let (href, outside) = self.site.href(from, written, from_content, self.lang());
        Link { title, href, outside }
    }

    fn body(&self, bodies: &'p Bodies) -> Option<BodyView> {
        let (body, lang) = in_lang(bodies, self.lang())?;
        Some(BodyView { html: markdown::html(self, body), lang: self.mark(lang) })
    }

    /// A text of a YAML file that may hold Markdown, with headings from `level` on and ids that begin with `name`.
    fn markdown(&self, text: &'p Text, name: &str, level: usize) -> BodyView {
        let (words, lang) = text.get(self.lang());
        let setting = markdown::Setting { prefix: format!("{name}."), level };
        BodyView { html: markdown::fragment(self, &text.span.path, words, &setting), lang: self.mark(lang) }
    }

    /// What assistive software calls the scrolling region of a table.
    pub fn table_label(&self, name: &str) -> String {
        self.word("table").replace("{name}", name)
    }

    fn facts(&self, facts: &'p Facts) -> FactsView<'p> {
        FactsView {
            owner: facts.owner.as_ref().map(|text| self.phrase(text)),
            updated: facts.updated.map(|day| day.to_string()),
            summary: facts.summary.as_ref().map(|text| self.phrase(text)),
            awaiting: facts.awaiting.as_ref().map(|text| self.phrase(text)),
            documents: facts.documents.iter().filter_map(|document| self.document(document)).collect(),
        }
    }

    /// What assistive software calls the way back from a footnote.
    pub fn footnote_label(&self, number: usize) -> String {
        self.word("footnote_back").replace("{n}", &number.to_string())
    }

    fn document_link(&self, document: &'p Document) -> Option<Link<'p>> {
        let href = self.site.portal.files.get(document.file.value.as_ref()?)?.clone();
        Some(Link { title: self.phrase(&document.title), href, outside: false })
    }

    fn document(&self, document: &'p Document) -> Option<DocumentView<'p>> {
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

//! The menu and the foot. They are the same on all pages of one depth but for the mark of the menu on the page itself, so
//! each is made once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use crate::base::diag::Diagnostic;
use crate::base::lang::{Bilingual, Lang};
use crate::ita::menu::{Shown, shown};
use crate::render::look::{Look, Phrase};
use crate::render::page::Page;
use crate::render::site::Site;
use crate::render::theme::{Made, Rendered, Theme};

/// An entry of the menu, under the name `site.menu`.
#[derive(Serialize)]
pub(crate) struct MenuView<'a> {
    title: Phrase<'a>,
    href: Option<String>,
    outside: bool,
    entries: Vec<MenuView<'a>>,
    /// Where the entries lead.
    inside: Vec<String>,
}

/// The entries of the menu in the language of a page.
pub(crate) fn entries<'p>(look: &Look<'_, 'p>) -> Vec<MenuView<'p>> {
    shown(&look.site.leads, &look.site.portal.agency.menu, look.lang())
        .into_iter()
        .map(|one| view_of(look, one))
        .collect()
}

fn view_of<'p>(look: &Look<'_, 'p>, shown: Shown<'p>) -> MenuView<'p> {
    let entries: Vec<MenuView> = shown.entries.into_iter().map(|one| view_of(look, one)).collect();
    MenuView {
        title: look.phrase(&shown.own.title),
        outside: shown.target.as_ref().is_some_and(|(_, outside)| *outside),
        href: shown.target.map(|(href, _)| href),
        inside: entries.iter().filter_map(|entry| entry.href.clone()).collect(),
        entries,
    }
}

impl MenuView<'_> {
    /// Where the entry and those below it lead.
    fn hrefs(&self) -> impl Iterator<Item = &String> {
        self.inside.iter().chain(&self.href)
    }
}

/// The menus and feet that pages have asked for.
pub(crate) struct Menus<'p> {
    entries: Bilingual<Vec<MenuView<'p>>>,
    made: Mutex<HashMap<Seen, Arc<str>>>,
}

/// What makes one piece of a page differ from another.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Seen {
    lang: Lang,
    /// The way to the root of the site.
    root: String,
    /// The page itself, if it leads there.
    here: Option<String>,
    piece: Piece,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Piece {
    Menu,
    /// An entry of it with all below, by its place.
    Entry(usize),
    Foot,
}

/// What the templates see of a menu and of an entry.
#[derive(Serialize)]
struct View<'v, 'p> {
    lang: Lang,
    root: &'v str,
    here: Option<&'v str>,
    entry: Option<&'v MenuView<'p>>,
}

/// What the template of the foot sees.
#[derive(Serialize)]
struct FootView<'v> {
    page: Rooted<'v>,
}

#[derive(Serialize)]
struct Rooted<'v> {
    root: &'v str,
}

impl<'p> Menus<'p> {
    pub(crate) fn new(site: &Site<'p>) -> Menus<'p> {
        let entries = Bilingual::each(|lang| {
            let page = Page::home(site.portal, lang);
            entries(&Look::new(site, &page))
        });
        Menus { entries, made: Mutex::default() }
    }

    /// The menu as a page at the address `href` shows it, as HTML; nothing where the site has none.
    pub(crate) fn html(&self, theme: &Theme, lang: Lang, root: &str, href: &str) -> Result<Arc<str>, Diagnostic> {
        let entries = self.entries.get(lang);
        if entries.is_empty() {
            return Ok(Arc::default());
        }
        let leads_here = |entry: &MenuView| entry.hrefs().any(|own| own == href);
        let here = entries.iter().any(leads_here).then(|| href.to_owned());
        let whole = Seen { lang, root: root.to_owned(), here, piece: Piece::Menu };
        self.once(&whole, || {
            let mut html = String::new();
            for (at, entry) in entries.iter().enumerate() {
                // An entry that does not lead to the page is the same on all pages of a depth.
                let here = whole.here.clone().filter(|_| leads_here(entry));
                let seen = Seen { here, piece: Piece::Entry(at), ..whole.clone() };
                html += &self.once(&seen, || theme.render("menu-entry", lang, &view(&seen, Some(entry)), &[]))?;
            }
            theme.render("menu", lang, &view(&whole, None), &[Made { name: "entries", html: &html }])
        })
    }

    /// The foot of a page, as HTML.
    pub(crate) fn foot(&self, theme: &Theme, lang: Lang, root: &str) -> Result<Arc<str>, Diagnostic> {
        let seen = Seen { lang, root: root.to_owned(), here: None, piece: Piece::Foot };
        self.once(&seen, || theme.render("foot", lang, &FootView { page: Rooted { root } }, &[]))
    }

    /// A piece of HTML, made when it is first asked for. What marks one page is asked for by that page alone, and not kept.
    fn once(&self, seen: &Seen, make: impl FnOnce() -> Rendered) -> Result<Arc<str>, Diagnostic> {
        if seen.here.is_some() {
            return Ok(make()?.into());
        }
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(html) = made().get(seen) {
            return Ok(html.clone());
        }
        // Not under the lock: two threads may make the same one, which is all the harm.
        let html: Arc<str> = make()?.into();
        made().insert(seen.clone(), html.clone());
        Ok(html)
    }
}

fn view<'v, 'p>(seen: &'v Seen, entry: Option<&'v MenuView<'p>>) -> View<'v, 'p> {
    View { lang: seen.lang, root: &seen.root, here: seen.here.as_deref(), entry }
}

//! The menu. It is the same on all pages of one depth but for the mark on the page itself, so each is made once.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use crate::base::diag::Diagnostic;
use crate::base::lang::{Bilingual, Lang};
use crate::ita::agency::MenuEntry;
use crate::ita::portal::Place;
use crate::render::page::Page;
use crate::render::site::Site;
use crate::render::theme::Theme;
use crate::render::views::{Look, Phrase};

/// An entry of the menu, under the name `site.menu`.
#[derive(Serialize)]
pub struct MenuView<'a> {
    title: Phrase<'a>,
    href: Option<String>,
    outside: bool,
    entries: Vec<MenuView<'a>>,
    /// Where the entries lead.
    inside: Vec<String>,
}

/// The entries of the menu in the language of a page.
pub fn entries<'p>(look: &Look<'_, 'p>) -> Vec<MenuView<'p>> {
    look.site.portal.agency.menu.iter().map(|entry| view(look, entry)).collect()
}

fn view<'p>(look: &Look<'_, 'p>, entry: &'p MenuEntry) -> MenuView<'p> {
    let target = entry.to.as_ref().map(|to| look.site.href(&to.span.path, &to.value, true, look.lang()));
    let entries: Vec<MenuView> = entry.entries.iter().map(|entry| view(look, entry)).collect();
    MenuView {
        title: look.phrase(&entry.title),
        outside: target.as_ref().is_some_and(|(_, outside)| *outside),
        href: target.map(|(href, _)| href),
        inside: entries.iter().filter_map(|entry| entry.href.clone()).collect(),
        entries,
    }
}

/// The menus that pages have asked for.
pub struct Menus {
    /// The pages that the menu leads to.
    known: Bilingual<HashSet<String>>,
    made: Mutex<HashMap<Seen, Arc<str>>>,
}

/// What makes one menu differ from another, and what its template sees.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
struct Seen {
    lang: Lang,
    /// The way to the root of the site.
    root: String,
    /// The page itself, if the menu leads to it.
    here: Option<String>,
}

impl Menus {
    pub fn new(site: &Site<'_>) -> Menus {
        let known = Bilingual::each(|lang| {
            let page = Page { place: Place::Home, lang, previous: None, next: None };
            let entries = entries(&Look { site, page: &page });
            entries.into_iter().flat_map(|entry| entry.inside.into_iter().chain(entry.href)).collect()
        });
        Menus { known, made: Mutex::default() }
    }

    /// The menu as a page at the address `href` shows it, as HTML; nothing where the site has none.
    pub fn html(&self, theme: &Theme, lang: Lang, root: &str, href: &str) -> Result<Arc<str>, Diagnostic> {
        let known = self.known.get(lang);
        if known.is_empty() {
            return Ok(Arc::default());
        }
        let seen = Seen { lang, root: root.to_owned(), here: known.get(href).cloned() };
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(html) = made().get(&seen) {
            return Ok(html.clone());
        }
        // Not under the lock: two threads may make the same one, which is all the harm.
        let html: Arc<str> = theme.render("menu", lang, &seen, "")?.into();
        made().insert(seen, html.clone());
        Ok(html)
    }
}

//! The pieces around a page: its head, the menu, the foot. They are the same on all pages of one depth but for the marks of
//! the page itself, so each is made once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use crate::base::diag::Diagnostic;
use crate::base::lang::{Bilingual, Lang};
use crate::ita::address::Address;
use crate::render::look::Look;
use crate::render::page::Page;
use crate::render::parts::menu::{MenuView, entries};
use crate::render::site::Site;
use crate::render::theme::{Made, Rendered, Theme};

/// The pieces that are the same on all pages of a depth, by their templates.
const SAME: [&str; 3] = ["links", "notices", "foot"];

/// The way home, which is marked on the home page.
const BRAND: &str = "brand";

/// The menu, and one of its entries.
const MENU: &str = "menu";
const ENTRY: &str = "menu-entry";

/// The pieces that pages have asked for.
pub(crate) struct Pieces<'p> {
    entries: Bilingual<Vec<MenuView<'p>>>,
    made: Mutex<HashMap<Seen, Arc<str>>>,
}

/// What makes one piece of a page differ from another.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Seen {
    lang: Lang,
    /// The way to the root of the site.
    root: String,
    /// The page itself, if the piece leads there.
    here: Option<String>,
    template: &'static str,
    /// Which entry of the menu, with all below it.
    entry: usize,
}

/// What the templates see.
#[derive(Serialize)]
struct View<'v, 'p> {
    lang: Lang,
    root: &'v str,
    here: Option<&'v str>,
    entry: Option<&'v MenuView<'p>>,
    page: Around<'v>,
}

/// What a piece sees of the page around it.
#[derive(Serialize)]
pub(crate) struct Around<'v> {
    pub(crate) lang: Lang,
    pub(crate) root: &'v str,
}

impl<'p> Pieces<'p> {
    pub(crate) fn new(site: &Site<'p>) -> Pieces<'p> {
        let entries = Bilingual::each(|lang| {
            let page = Page::home(site.portal, lang);
            entries(&Look::new(site, &page))
        });
        Pieces { entries, made: Mutex::default() }
    }

    /// Every piece of a page at the address `href` as HTML, under the name that templates call it by.
    pub(crate) fn all(
        &self,
        theme: &Theme,
        lang: Lang,
        root: &str,
        href: &str,
    ) -> Result<Vec<(&'static str, Arc<str>)>, Diagnostic> {
        let seen = |template, here| Seen { lang, root: root.to_owned(), here, template, entry: 0 };
        let piece = |template, here| {
            let seen = seen(template, here);
            Ok((template, self.once(&seen, || theme.render(template, lang, &view(&seen, None), &[]))?))
        };
        let home = (href == Address::home().in_lang(lang)).then(|| href.to_owned());
        let leads_here = |entry: &MenuView| entry.hrefs().any(|own| own == href);
        let here = self.entries.get(lang).iter().any(leads_here).then(|| href.to_owned());
        let menu = self.menu(theme, &seen(MENU, here), leads_here)?;
        let same = SAME.into_iter().map(|template| piece(template, None));
        same.chain([piece(BRAND, home), Ok((MENU, menu))]).collect()
    }

    /// The menu as a page shows it; nothing where the site has none.
    fn menu(
        &self,
        theme: &Theme,
        whole: &Seen,
        leads_here: impl Fn(&MenuView<'_>) -> bool,
    ) -> Result<Arc<str>, Diagnostic> {
        let entries = self.entries.get(whole.lang);
        if entries.is_empty() {
            return Ok(Arc::default());
        }
        self.once(whole, || {
            let mut html = String::new();
            for (at, entry) in entries.iter().enumerate() {
                // An entry that does not lead to the page is the same on all pages of a depth.
                let here = whole.here.clone().filter(|_| leads_here(entry));
                let seen = Seen { here, template: ENTRY, entry: at, ..whole.clone() };
                html += &self.once(&seen, || theme.render(ENTRY, seen.lang, &view(&seen, Some(entry)), &[]))?;
            }
            theme.render(MENU, whole.lang, &view(whole, None), &[Made { name: "entries", html: &html }])
        })
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
    let root = &seen.root;
    View { lang: seen.lang, root, here: seen.here.as_deref(), entry, page: Around { lang: seen.lang, root } }
}

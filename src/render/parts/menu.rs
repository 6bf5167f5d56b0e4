//! The menu, as the theme's templates see it.

use serde::Serialize;

use crate::ita::menu::{Shown, shown};
use crate::render::look::{Look, Phrase};

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
    pub(crate) fn hrefs(&self) -> impl Iterator<Item = &String> {
        self.inside.iter().chain(&self.href)
    }
}

//! What makes HTML of a view: the theme, the menus, and the address of the search index.

use serde::Serialize;

use crate::base::lang::Lang;
use crate::render::contents::with_contents;
use crate::render::look::Look;
use crate::render::parts::menu::Menus;
use crate::render::theme::{Made, Rendered, Theme};
use crate::render::whole::whole;

/// What templates call the menu, and the foot of every page.
const MENU: &str = "menu";
const FOOT: &str = "foot";

pub(crate) struct Press<'m, 'p> {
    pub(crate) theme: &'m Theme,
    pub(crate) menus: &'m Menus<'p>,
    /// What no line shall break.
    pub(crate) names: &'m [String],
    /// The address of a language's search index. It is made for whoever asks, which takes every text of the site.
    pub(crate) index: &'m dyn Fn(Lang) -> &'m str,
}

impl Press<'_, '_> {
    /// A page by its template.
    pub(crate) fn page(&self, template: &str, look: &Look<'_, '_>, view: &impl Serialize) -> Rendered {
        self.at(template, look.lang(), &look.page.root(), &look.page.href(), view)
    }

    /// A page at the address `href`, whose links begin at `root`.
    pub(crate) fn at(&self, template: &str, lang: Lang, root: &str, href: &str, view: &impl Serialize) -> Rendered {
        let (menu, foot) = (self.menus.html(self.theme, lang, root, href)?, self.menus.foot(self.theme, lang, root)?);
        let made = [Made { name: MENU, html: &menu }, Made { name: FOOT, html: &foot }];
        Ok(whole(with_contents(self.theme.render(template, lang, view, &made)?), self.names))
    }
}

//! What makes HTML of a view: the theme, the pieces around every page, and the address of the search index.

use serde::Serialize;

use crate::base::lang::Lang;
use crate::render::contents::with_contents;
use crate::render::look::Look;
use crate::render::parts::document_rows::SharedRows;
use crate::render::parts::pieces::Pieces;
use crate::render::theme::{Made, Rendered, Theme};
use crate::render::whole::whole;

pub(crate) struct Press<'m, 'p> {
    pub(crate) theme: &'m Theme,
    pub(crate) pieces: &'m Pieces<'p>,
    pub(crate) rows: &'m SharedRows,
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
        let pieces = self.pieces.all(self.theme, lang, root, href)?;
        let made: Vec<Made> = pieces.iter().map(|(name, html)| Made { name, html }).collect();
        let html = self.theme.render(template, lang, view, &made)?;
        if html.trim_ascii().is_empty() {
            return Err(self.theme.empty(template));
        }
        Ok(whole(with_contents(html), self.names))
    }
}

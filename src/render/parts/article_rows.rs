//! Articles in a list.

use serde::Serialize;

use crate::ita::address::Address;
use crate::ita::article::{Article, ArticleKind};
use crate::render::look::{Look, Phrase};

/// An article in a list.
#[derive(Serialize)]
pub(crate) struct ArticleRow<'a> {
    title: Phrase<'a>,
    href: String,
    date: Option<String>,
    summary: Option<Phrase<'a>>,
}

/// The articles of a kind, in their order.
pub(crate) fn article_rows<'p>(look: &Look<'_, 'p>, kind: ArticleKind) -> impl Iterator<Item = ArticleRow<'p>> {
    let row = |article: &'p Article| ArticleRow {
        title: look.phrase(&article.title),
        href: look.href(&Address::article(article.kind, &article.name)),
        date: article.date.map(|day| day.to_string()),
        summary: article.facts.summary.as_ref().map(|text| look.phrase(text)),
    };
    look.site.portal.articles(kind).map(row)
}

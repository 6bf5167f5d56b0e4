//! Articles in a list.

use std::cmp::Reverse;

use serde::Serialize;

use crate::ita::address::Address;
use crate::ita::article::{Article, ArticleKind};
use crate::ita::life::Phase;
use crate::ita::places::kind::PageKind;
use crate::ita::places::list::{Choice, ListPlace};
use crate::render::look::{Link, Look, Phrase};
use crate::render::parts::gallery::cover;
use crate::render::parts::picture::PictureView;

/// How many posts a post leads on to.
const RELATED: usize = 3;

/// An article in a list.
#[derive(Serialize)]
pub(crate) struct ArticleRow<'a> {
    title: Phrase<'a>,
    href: String,
    date: Option<String>,
    summary: Option<Phrase<'a>>,
    pinned: bool,
    life: Option<LifeView>,
    tags: Vec<Link<'a>>,
    picture: Option<PictureView>,
    /// Of a service: who may ask for it, and how long it takes.
    who: Option<Phrase<'a>>,
    time: Option<Phrase<'a>>,
}

/// Where an article stands in its life: `draft`, `coming` or `over`.
#[derive(Serialize)]
pub(crate) struct LifeView {
    phase: &'static str,
    day: Option<String>,
}

/// Nothing for an article that is just there.
pub(crate) fn life(phase: Phase) -> Option<LifeView> {
    Some(LifeView { phase: phase.word()?, day: phase.day().map(|day| day.to_string()) })
}

/// The articles of a kind that lists show, in their order.
pub(crate) fn article_rows<'p>(look: &Look<'_, 'p>, kind: ArticleKind) -> impl Iterator<Item = ArticleRow<'p>> {
    look.site.portal.listed(kind).map(|article| article_row(look, article))
}

pub(crate) fn article_row<'p>(look: &Look<'_, 'p>, article: &'p Article) -> ArticleRow<'p> {
    ArticleRow {
        title: look.phrase(&article.title),
        href: look.href(&Address::article(article.kind, &article.name)),
        date: article.date.map(|day| day.to_string()),
        picture: cover(look, article),
        summary: article.facts.summary.as_ref().map(|text| look.phrase(text)),
        who: article.service.who.as_ref().map(|text| look.phrase(text)),
        time: article.service.time.as_ref().map(|text| look.phrase(text)),
        pinned: article.pinned,
        life: life(article.life.phase),
        tags: tags(look, article),
    }
}

/// What an article is about, each with its list.
pub(crate) fn tags<'p>(look: &Look<'_, 'p>, article: &Article) -> Vec<Link<'p>> {
    let all = &look.site.portal.agency.tags;
    let own = article.tags.iter().filter_map(|id| all.iter().find(|tag| tag.id.value == id.value));
    own.map(|tag| {
        let list = ListPlace::new(ArticleKind::News, Choice::Tag(tag));
        look.link(look.phrase(&tag.title), &list.address())
    })
    .collect()
}

/// The news that have most in common with one, by their tags, and of those the nearest in time.
pub(crate) fn related<'p>(look: &Look<'_, 'p>, article: &'p Article) -> Vec<ArticleRow<'p>> {
    let mut found: Vec<&Article> = Vec::new();
    for tag in &article.tags {
        // Only neighbours in time are looked at, so that the cost of a post does not grow with their number.
        let about = look.site.about(&tag.value);
        let at = about.partition_point(|other| other.date > article.date);
        let near = &about[at.saturating_sub(RELATED)..(at + RELATED + 1).min(about.len())];
        let new = |other: &&&Article| other.path != article.path && !found.iter().any(|own| own.path == other.path);
        let new: Vec<&Article> = near.iter().filter(new).copied().collect();
        found.extend(new);
    }
    let shared = |other: &Article| other.tags.iter().filter(|tag| article.has_tag(&tag.value)).count();
    let apart = |other: &Article| other.date.zip(article.date).map(|(one, two)| one.days_after(two).abs());
    found.sort_by_key(|other| (Reverse(shared(other)), apart(other)));
    found.into_iter().take(RELATED).map(|other| article_row(look, other)).collect()
}

//! Pages that are not part of a year: plain pages, news, services.

use std::sync::Arc;

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::body::Bodies;
use crate::ita::document::Facts;
use crate::ita::faq::Faq;
use crate::ita::gallery::{Gallery, Shot};
use crate::ita::life::Life;
use crate::ita::service::Service;

/// The kind of an article, which is also its folder in the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArticleKind {
    Page,
    News,
    Service,
}

#[derive(Clone, Debug)]
pub struct Article {
    pub path: RelPath,
    pub kind: ArticleKind,
    /// Its address below that of its kind, without a slash at the end: `about/structure`.
    pub name: String,
    pub title: Text,
    /// The addresses that it had, which lead to it, as they were written.
    pub aliases: Vec<Spanned<String>>,
    pub date: Option<Day>,
    pub life: Life,
    /// Before all other news.
    pub pinned: bool,
    /// What it is about, by the ids of `agency.yaml`.
    pub tags: Vec<Spanned<String>>,
    /// Place among its neighbours; those without one come after, by name.
    pub order: Option<u32>,
    pub show: Option<Show>,
    /// The picture at its head, which also stands for it in lists.
    pub image: Option<Shot>,
    pub gallery: Option<Gallery>,
    /// Empty but for services.
    pub service: Service,
    pub faq: Faq,
    pub facts: Arc<Facts>,
    pub bodies: Bodies,
}

impl Article {
    pub(crate) fn has_tag(&self, id: &str) -> bool {
        self.tags.iter().any(|tag| tag.value == id)
    }

    /// Whether its front matter tells of a service or answers a question.
    pub(crate) fn has_fields(&self) -> bool {
        !self.service.is_empty() || !self.faq.questions.is_empty()
    }
}

/// What of the site's data a page shows under its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Show {
    People,
    Contact,
    Documents,
    Data,
    News,
    Services,
    Years,
    Units,
    Complaints,
}

impl ArticleKind {
    pub const ALL: [ArticleKind; 3] = [ArticleKind::Page, ArticleKind::News, ArticleKind::Service];

    /// The folder in the content.
    pub fn folder(self) -> &'static str {
        match self {
            ArticleKind::Page => "pages",
            ArticleKind::News => "news",
            ArticleKind::Service => "services",
        }
    }
}

impl Show {
    /// The word in the front matter.
    pub const WORDS: [(&'static str, Show); 9] = [
        ("people", Show::People),
        ("contact", Show::Contact),
        ("documents", Show::Documents),
        ("data", Show::Data),
        ("news", Show::News),
        ("services", Show::Services),
        ("years", Show::Years),
        ("units", Show::Units),
        ("complaints", Show::Complaints),
    ];

    pub fn word(self) -> &'static str {
        Show::WORDS.iter().find(|(_, show)| *show == self).map_or("", |(word, _)| word)
    }
}

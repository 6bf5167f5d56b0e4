//! A plain page, a news item or a service.

use crate::base::date::Day;
use crate::base::lang::{Lang, Text};
use crate::base::path::RelPath;
use crate::ita::address::Address;
use crate::ita::article::{Article, ArticleKind, Show};
use crate::ita::body::{self, Bodies};
use crate::ita::document::Facts;
use crate::ita::life::Phase;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::portal::Portal;
use crate::ita::staff::Note;

#[derive(Clone, Copy, Debug)]
pub struct ArticlePlace<'a> {
    pub article: &'a Article,
}

impl<'a> PageKind<'a> for ArticlePlace<'a> {
    fn address(&self) -> Address {
        match self.article.name.as_str() {
            "" => Address::home(),
            name => Address::article(self.article.kind, name),
        }
    }

    fn title(&self) -> Title<'a> {
        Title::Text(&self.article.title)
    }

    fn section(&self) -> Title<'a> {
        Title::Word(self.article.kind.folder())
    }

    /// Its list or, above a plain page, the pages of the folders that it stands in.
    fn above(&self) -> Vec<Address> {
        let name = &self.article.name;
        match self.article.kind {
            ArticleKind::Page => name.match_indices('/').map(|(at, _)| Address::section(&name[..at])).collect(),
            kind => vec![Address::section(kind.folder())],
        }
    }

    fn source(&self) -> Option<&'a RelPath> {
        Some(&self.article.path)
    }

    fn is_about(&self, note: &Note) -> bool {
        let shown = match self.article.show {
            Some(Show::People) => Some("people"),
            Some(Show::Units) => Some("units"),
            Some(Show::Contact | Show::Complaints) => Some("contacts"),
            _ => None,
        };
        let list = note.beside.first().map(|entry| entry.list);
        self.source() == Some(note.path()) || (shown.is_some() && shown == list)
    }

    fn facts(&self) -> Option<&'a Facts> {
        Some(&self.article.facts)
    }

    fn marks(&self) -> Vec<String> {
        let tables = self.article.facts.tables.iter().map(|table| table.anchor());
        tables.chain(self.article.faq.questions.iter().map(|question| question.anchor.clone())).collect()
    }

    fn has_more(&self) -> bool {
        self.article.has_fields()
    }

    fn bodies(&self) -> Option<&'a Bodies> {
        Some(&self.article.bodies)
    }

    fn shows(&self) -> Option<Show> {
        self.article.show
    }

    fn is_translated(&self, lang: Lang) -> bool {
        body::is_translated(&self.article.title, self.bodies(), lang)
    }

    fn phase(&self) -> Phase {
        self.article.life.phase
    }

    /// It awaits what it is about, and nothing stands in it yet.
    fn is_empty(&self, _: &Portal) -> bool {
        let Article { facts, bodies, show, gallery, .. } = self.article;
        let bare = facts.documents.is_empty() && facts.tables.is_empty() && show.is_none() && gallery.is_none();
        let written = bodies.th.as_ref().is_some_and(|body| body.prose.says) || self.article.has_fields();
        facts.awaiting.is_some() && bare && !written
    }

    fn updated(&self, _: &Portal) -> Option<Day> {
        self.article.facts.updated.or(self.article.date)
    }

    fn feed_entry(&self) -> Option<(Day, &'a Text)> {
        let is_public = |article: &&Article| article.kind == ArticleKind::News && self.phase() == Phase::Public;
        let news = Some(self.article).filter(is_public)?;
        Some((news.date?, &news.title))
    }
}

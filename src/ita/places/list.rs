//! All news, or all services.

use crate::base::date::Day;
use crate::ita::address::Address;
use crate::ita::article::{ArticleKind, Show};
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::portal::Portal;

#[derive(Clone, Copy, Debug)]
pub struct ListPlace {
    pub kind: ArticleKind,
}

impl<'a> PageKind<'a> for ListPlace {
    fn address(&self) -> Address {
        Address::section(self.kind.folder())
    }

    fn title(&self) -> Title<'a> {
        Title::Word(self.kind.folder())
    }

    fn section(&self) -> Title<'a> {
        self.title()
    }

    fn updated(&self, portal: &Portal) -> Option<Day> {
        portal.updated()
    }

    fn shows(&self) -> Option<Show> {
        match self.kind {
            ArticleKind::News => Some(Show::News),
            ArticleKind::Service => Some(Show::Services),
            ArticleKind::Page => None,
        }
    }

    fn is_empty(&self, portal: &Portal) -> bool {
        portal.articles(self.kind).next().is_none()
    }
}

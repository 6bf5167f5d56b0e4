//! Lists of articles: all services; the newest news, the news of a fiscal year, and those about a tag, in parts that a
//! telephone can hold.

use std::collections::BTreeMap;

use crate::base::date::Day;
use crate::base::span::Span;
use crate::ita::address::Address;
use crate::ita::article::{Article, ArticleKind, Show};
use crate::ita::open_data::Set;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::portal::Portal;
use crate::ita::tag::Tag;
use crate::ita::year::FiscalYear;

/// How many news a page lists.
pub(crate) const SHOWN: usize = 50;

#[derive(Clone, Copy, Debug)]
pub struct ListPlace<'a> {
    pub kind: ArticleKind,
    pub of: Choice<'a>,
    /// From 1.
    pub part: usize,
}

/// Which articles of a kind a list has.
#[derive(Clone, Copy, Debug)]
pub enum Choice<'a> {
    /// The newest news; every service.
    Newest,
    Year(FiscalYear),
    Tag(&'a Tag),
}

impl<'a> ListPlace<'a> {
    /// The first part of a list.
    pub(crate) fn new(kind: ArticleKind, of: Choice<'a>) -> ListPlace<'a> {
        ListPlace { kind, of, part: 1 }
    }

    fn has(&self, article: &Article) -> bool {
        match self.of {
            Choice::Newest => true,
            Choice::Year(year) => year_of(article) == Some(year),
            Choice::Tag(tag) => article.has_tag(&tag.id.value),
        }
    }

    /// The articles of this part, in their order.
    pub(crate) fn articles<'p>(&self, portal: &'p Portal) -> Vec<&'p Article> {
        let all = portal.listed(self.kind).filter(|article| self.has(article));
        match self.kind {
            ArticleKind::News => all.skip((self.part - 1) * SHOWN).take(SHOWN).collect(),
            _ => all.collect(),
        }
    }

    /// Every part of the list.
    fn parts(self, portal: &Portal) -> impl Iterator<Item = ListPlace<'a>> {
        let count = portal.listed(self.kind).filter(|article| self.has(article)).count();
        (1..=count.div_ceil(SHOWN).max(1)).map(move |part| ListPlace { part, ..self })
    }

    /// Whether another part or list comes right before or after it: years follow each other, tags do not.
    pub(crate) fn is_beside(&self, other: &Self) -> bool {
        match (self.of, other.of) {
            (Choice::Year(_), Choice::Year(_)) => true,
            (Choice::Tag(one), Choice::Tag(two)) => one.id.value == two.id.value,
            _ => false,
        }
    }
}

/// The fiscal year that an article is of by its date.
pub(crate) fn year_of(article: &Article) -> Option<FiscalYear> {
    article.date.and_then(FiscalYear::of)
}

/// The years of the archive with the number of their news, the newest first; none while one page holds all news.
pub(crate) fn years(portal: &Portal) -> Vec<(FiscalYear, usize)> {
    let mut years: BTreeMap<FiscalYear, usize> = BTreeMap::new();
    portal.listed(ArticleKind::News).filter_map(year_of).for_each(|year| *years.entry(year).or_default() += 1);
    let all: usize = years.values().sum();
    if all > SHOWN { years.into_iter().rev().collect() } else { Vec::new() }
}

/// Every list of a portal.
pub(crate) fn lists(portal: &Portal) -> Vec<ListPlace<'_>> {
    let news = |of| ListPlace::new(ArticleKind::News, of);
    let mut lists = vec![news(Choice::Newest)];
    lists.extend(years(portal).into_iter().flat_map(|(year, _)| news(Choice::Year(year)).parts(portal)));
    lists.extend(portal.agency.tags.iter().flat_map(|tag| news(Choice::Tag(tag)).parts(portal)));
    lists.push(ListPlace::new(ArticleKind::Service, Choice::Newest));
    lists
}

impl<'a> PageKind<'a> for ListPlace<'a> {
    fn address(&self) -> Address {
        match self.of {
            Choice::Newest => Address::section(self.kind.folder()),
            Choice::Year(year) => Address::news_list(&year.to_string(), self.part),
            Choice::Tag(tag) => Address::news_list(&format!("tags/{}", tag.id.value), self.part),
        }
    }

    fn title(&self) -> Title<'a> {
        let whole = match self.of {
            Choice::Newest => Title::Word(self.kind.folder()),
            Choice::Year(year) => Title::OfYear("news_of", year),
            Choice::Tag(tag) => Title::Of("news_about", &tag.title),
        };
        if self.part == 1 { whole } else { Title::Part(Box::new(whole), self.part) }
    }

    fn section(&self) -> Title<'a> {
        Title::Word(self.kind.folder())
    }

    fn above(&self) -> Vec<Address> {
        let whole = ListPlace { part: 1, ..*self };
        let mut above = vec![Address::section(self.kind.folder()), whole.address()];
        above.truncate(match self.of {
            Choice::Newest => 0,
            _ => self.part.min(2),
        });
        above
    }

    fn is_in_series(&self) -> bool {
        !matches!(self.of, Choice::Newest)
    }

    fn span(&self) -> Option<Span> {
        match self.of {
            Choice::Tag(tag) => Some(tag.id.span.clone()),
            _ => None,
        }
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

    fn sets(&self) -> &'static [Set] {
        match (self.kind, self.of) {
            (ArticleKind::News, Choice::Newest) => &[Set::News],
            (ArticleKind::Service, _) => &[Set::Services],
            _ => &[],
        }
    }

    fn is_empty(&self, portal: &Portal) -> bool {
        self.articles(portal).is_empty()
    }
}

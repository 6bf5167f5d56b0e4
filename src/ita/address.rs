//! The permanent addresses of a portal. They come from ids, never from titles, and never change once published.

use std::fmt;

use crate::base::lang::Lang;
use crate::base::output::FEED;
use crate::ita::article::ArticleKind;
use crate::ita::item_code::ItemCode;
use crate::ita::year::FiscalYear;

/// The address of a page inside the site, the same in both languages: `ita/2568/o12/`; empty for the home page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    pub fn home() -> Address {
        Address(String::new())
    }

    pub fn years() -> Address {
        Address("ita/".to_owned())
    }

    pub fn year(year: FiscalYear) -> Address {
        Address(format!("ita/{year}/"))
    }

    /// The whole year on one page, for print.
    pub fn all(year: FiscalYear) -> Address {
        Address(format!("ita/{year}/all/"))
    }

    pub fn item(year: FiscalYear, code: &ItemCode) -> Address {
        Address(format!("ita/{year}/{}/", code.slug()))
    }

    pub fn scores() -> Address {
        Address("ita/scores/".to_owned())
    }

    pub(crate) fn scores_of(year: FiscalYear) -> Address {
        Address(format!("ita/scores/{year}/"))
    }

    pub fn issues(year: FiscalYear) -> Address {
        Address(format!("ita/{year}/issues/"))
    }

    pub fn issue(year: FiscalYear, id: &str) -> Address {
        Address(format!("ita/{year}/issues/{id}/"))
    }

    pub fn measures(year: FiscalYear) -> Address {
        Address(format!("ita/{year}/measures/"))
    }

    pub fn measure(year: FiscalYear, id: &str) -> Address {
        Address(format!("ita/{year}/measures/{id}/"))
    }

    /// The measures of a year by who is responsible.
    pub(crate) fn measures_by_owner(year: FiscalYear) -> Address {
        Address(format!("ita/{year}/measures/owners/"))
    }

    /// The report on carrying out the measures of a year.
    pub(crate) fn measures_report(year: FiscalYear) -> Address {
        Address(format!("ita/{year}/measures/report/"))
    }

    /// The official document of an analysis; it belongs to the year in which it is written.
    pub fn analysis(year: FiscalYear) -> Address {
        Address(format!("ita/{year}/analysis/"))
    }

    /// A plain page, a news item or a service by its name.
    pub fn article(kind: ArticleKind, name: &str) -> Address {
        match kind {
            ArticleKind::Page => Address(format!("{name}/")),
            ArticleKind::News | ArticleKind::Service => Address(format!("{}/{name}/", kind.folder())),
        }
    }

    /// A list of news, or a part of it from 2 on: `news/2568/`, `news/2568/2/`, `news/tags/event/`.
    pub(crate) fn news_list(of: &str, part: usize) -> Address {
        let folder = ArticleKind::News.folder();
        Address(if part == 1 { format!("{folder}/{of}/") } else { format!("{folder}/{of}/{part}/") })
    }

    /// The feed of a tag in a language.
    pub(crate) fn feed_of(tag: &str, lang: Lang) -> String {
        format!("{}{FEED}", Address::news_list(&format!("tags/{tag}"), 1).in_lang(lang))
    }

    /// Whether a page at that address comes and goes with what it lists, so that nobody misses it.
    pub(crate) fn is_list(address: &str) -> bool {
        let inside = address.strip_prefix(ArticleKind::News.folder()).and_then(|rest| rest.strip_prefix('/'));
        let first = inside.and_then(|inside| inside.split('/').next());
        let of_news = first.is_some_and(|first| first == "tags" || FiscalYear::parse(first).is_some());
        of_news || address.starts_with("documents/")
    }

    /// A page of the site that no year and no file gives: `news`, `documents`, `search`.
    pub fn section(name: &str) -> Address {
        Address(format!("{name}/"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address in a language, relative to the root of the site.
    pub fn in_lang(&self, lang: Lang) -> String {
        match lang {
            Lang::Th => self.0.clone(),
            Lang::En => format!("en/{}", self.0),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

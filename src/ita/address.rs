//! The permanent addresses of a portal. They come from ids, never from titles, and never change once published.

use std::fmt;

use crate::base::lang::Lang;
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

    /// An old address of a page, as its `aliases` write it; `None` for what no page of this site can have had. Names with a
    /// dot are those of files.
    pub(crate) fn alias(written: &str) -> Option<Address> {
        let own = written.trim_matches('/');
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        let sound = |part: &str| !part.is_empty() && part.chars().all(plain);
        let english = own.split('/').next() == Some("en");
        (!english && own.split('/').all(sound)).then(|| Address(format!("{own}/")))
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

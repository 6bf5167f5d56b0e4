//! Old addresses, as `aliases` of pages write them and `moved` of attachments: of this site, or of the one that stood there
//! before.

use std::cmp::Reverse;
use std::slice;

use crate::base::lang::{Bilingual, Lang, Text};
use crate::base::path::RelPath;
use crate::base::percent::decoded;
use crate::base::portable::Portable;
use crate::base::redirect::Redirect;
use crate::base::span::Spanned;
use crate::ita::address::Address;
use crate::ita::agency::MovedFile;
use crate::ita::article::Article;
use crate::ita::measure::Measure;
use crate::ita::places::article::ArticlePlace;
use crate::ita::places::kind::PageKind;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;

/// An address that a page had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alias {
    /// Decoded, without slashes at its ends.
    path: String,
    /// Its name has no ending, so that it was a folder, or looked like one.
    folder: bool,
    query: Vec<(String, String)>,
}

impl Alias {
    /// Reads what follows the host: `/old/units/`, `/old/page.html`, `/index.php?module=news&id=3`, encoded or not. `None`
    /// for what can have been no address, and for an English folder, which its Thai one stands for.
    pub(crate) fn parse(written: &str) -> Option<Alias> {
        let written = written.trim();
        let sound = |c: char| !c.is_control() && !r#"\"<>{}|^`"#.contains(c);
        let plain = |text: &str| Some(decoded(text)).filter(|own| own.chars().all(sound) && !own.contains('%'));
        if written.contains(['#', ' ']) || written.contains("://") || written.starts_with("//") {
            return None;
        }
        let (path, query) = written.split_once('?').unwrap_or((written, ""));
        let path = plain(path)?.trim_matches('/').to_owned();
        let part = |part: &str| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            Some((plain(&name.replace('+', " "))?, plain(&value.replace('+', " "))?))
        };
        let mut query: Vec<(String, String)> =
            query.split('&').filter(|part| !part.is_empty()).map(part).collect::<Option<_>>()?;
        query.sort();
        query.dedup();
        // What no page can be: a hidden file, the files of the site itself.
        if path.split('/').any(|part| part.starts_with('.') || part.starts_with("_prongsai")) {
            return None;
        }
        let folder = !path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let somewhere = if path.is_empty() { !query.is_empty() } else { RelPath::new(&path).is_some() };
        let own = Alias { path, folder, query };
        (somewhere && !(own.lang() == Lang::En && folder && own.query.is_empty())).then_some(own)
    }

    /// The language that it was in, as far as its path tells.
    fn lang(&self) -> Lang {
        if self.path == "en" || self.path.starts_with("en/") { Lang::En } else { Lang::Th }
    }

    /// The file of a page that forwards from there on any host. `None` for what only a server can forward: a query, a program.
    pub(crate) fn file(&self, lang: Lang) -> Option<String> {
        let thai = |c: char| ('\u{0e01}'..='\u{0e5b}').contains(&c);
        let portable = |c: char| c.is_ascii_alphanumeric() || thai(c) || "-_./".contains(c);
        let name = self.path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let is_page = name.ends_with(".html") || name.ends_with(".htm");
        let fits = self.path.chars().all(portable) && Portable::default().enter(&self.path).is_ok();
        if !self.query.is_empty() || !fits {
            return None;
        }
        match lang {
            _ if self.folder && lang == Lang::En => Some(format!("en/{}/index.html", self.path)),
            _ if self.folder => Some(format!("{}/index.html", self.path)),
            Lang::Th if is_page => Some(self.path.clone()),
            _ => None,
        }
    }

    /// What no two aliases and no page may have in common.
    pub(crate) fn key(&self) -> String {
        let query: Vec<String> = self.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        match self.file(Lang::Th) {
            Some(file) => file.to_lowercase(),
            None if query.is_empty() => self.path.to_lowercase(),
            None => format!("{}?{}", self.path, query.join("&")),
        }
    }
}

/// A page or a file that has had other addresses.
pub(crate) struct Forwarding<'a> {
    pub path: &'a RelPath,
    pub title: &'a Text,
    /// Where it is now, in each language.
    pub address: Bilingual<String>,
    pub aliases: &'a [Spanned<String>],
    is_published: bool,
}

impl<'a> Forwarding<'a> {
    fn article(own: &'a Article) -> Forwarding<'a> {
        Forwarding {
            path: &own.path,
            title: &own.title,
            address: Bilingual::each(|lang| ArticlePlace { article: own }.address().in_lang(lang)),
            aliases: &own.aliases,
            is_published: own.life.phase.is_published(),
        }
    }

    fn measure((year, own): (FiscalYear, &'a Measure)) -> Forwarding<'a> {
        let address = Bilingual::each(|lang| Address::measure(year, &own.id).in_lang(lang));
        Forwarding { path: &own.path, title: &own.title, address, aliases: &own.aliases, is_published: true }
    }

    /// `None` for a file that is not there.
    fn file(portal: &'a Portal, MovedFile { from, to, title }: &'a MovedFile) -> Option<Forwarding<'a>> {
        let path = to.value.as_ref()?;
        let own = portal.files.get(path)?;
        let address = Bilingual::each(|_| own.clone());
        Some(Forwarding { path, title, address, aliases: slice::from_ref(from), is_published: true })
    }
}

fn measures(portal: &Portal) -> impl Iterator<Item = (FiscalYear, &Measure)> {
    portal.shown().flat_map(|year| year.measures.iter().map(|own| (year.year, own)))
}

/// Those that are no articles.
fn others(portal: &Portal) -> impl Iterator<Item = Forwarding<'_>> {
    let files = portal.agency.moved.iter().filter_map(|own| Forwarding::file(portal, own));
    measures(portal).map(Forwarding::measure).chain(files)
}

/// Everything that may have had other addresses, always in the same order.
pub(crate) fn forwardings(portal: &Portal) -> impl Iterator<Item = Forwarding<'_>> {
    portal.articles.iter().map(Forwarding::article).chain(others(portal))
}

/// The one at a place in that order.
pub(crate) fn forwarding(portal: &Portal, at: usize) -> Option<Forwarding<'_>> {
    let other = || others(portal).nth(at.checked_sub(portal.articles.len())?);
    portal.articles.get(at).map(Forwarding::article).or_else(other)
}

/// Every old address of a portal with where it leads; those that ask for more come first.
pub(crate) fn redirects(portal: &Portal) -> Vec<Redirect> {
    let mut all = Vec::new();
    let languages = &portal.agency.languages;
    for Forwarding { address, aliases, .. } in forwardings(portal).filter(|own| own.is_published) {
        for alias in aliases.iter().filter_map(|alias| Alias::parse(&alias.value)) {
            let to = |lang: Lang| address.get(if languages.contains(&lang) { lang } else { Lang::Th }).clone();
            if alias.folder && alias.query.is_empty() && languages.contains(&Lang::En) {
                let (path, to) = (format!("en/{}", alias.path), to(Lang::En));
                all.push(Redirect { path, folder: true, query: Vec::new(), to });
            }
            let to = to(alias.lang());
            all.push(Redirect { path: alias.path, folder: alias.folder, query: alias.query, to });
        }
    }
    all.sort_by_cached_key(|own| (Reverse(own.query.len()), own.path.clone(), own.query.clone()));
    all
}

#[cfg(test)]
mod tests {
    use super::{Alias, Lang};

    #[test]
    fn an_old_address_is_read_however_it_was_copied() {
        let file = |written: &str| Alias::parse(written).and_then(|own| own.file(Lang::Th));
        for (written, page) in [
            ("/old/units", Some("old/units/index.html")),
            ("old/units/", Some("old/units/index.html")),
            ("/old/Page.html", Some("old/Page.html")),
            ("/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/", Some("ข่าว/index.html")),
            ("/index.php?id=3", None),
            ("/show.aspx", None),
            ("/con/", None),
            ("/old/AUX.html", None),
        ] {
            assert_eq!(file(written).as_deref(), page, "{written}");
            assert!(Alias::parse(written).is_some(), "{written}");
        }
        let bad = [
            "",
            "/",
            "/?",
            "/.git/config",
            "/.htaccess",
            "/_prongsai/x",
            "/../x",
            "/a//b",
            "/a#b",
            "https://h/x",
            "//h/x",
            "/en/old/",
            "/%A1",
            "/a b",
            "/a\"b",
        ];
        bad.iter().for_each(|written| assert_eq!(Alias::parse(written), None, "{written}"));
        assert_eq!(Alias::parse("/?b=2&a=%E0%B8%81").unwrap().key(), "?a=ก&b=2");
        assert_eq!(Alias::parse("/i.php?b=2&a=1"), Alias::parse("/i.php?a=1&b=2"));
    }
}

//! Addresses of the Web that show nothing of their own: what is found today, a place to sign in, a page that is not there, a
//! folder that anybody may fill.

use crate::ita::web::{Parts, is_of, stem};

/// What the end of a path is called where people sign in, and where nothing is there.
const CLOSED: &[&str] = &[
    "login",
    "log-in",
    "signin",
    "sign-in",
    "signon",
    "sso",
    "logon",
    "wp-login",
    "wp-admin",
    "admin",
    "administrator",
    "backend",
    "backoffice",
    "error",
    "error404",
    "404error",
    "page404",
    "notfound",
    "not-found",
    "page-not-found",
    "under-construction",
    "comingsoon",
    "coming-soon",
];

/// Hosts on which people sign in, and nothing else is to be found.
const ACCOUNTS: &[&str] = &["accounts.google.com", "login.microsoftonline.com", "login.live.com", "appleid.apple.com"];

/// What a folder of a shared drive has in its path; a file in it has an address of its own.
const FOLDERS: &[&str] =
    &["/drive/folders/", "/drive/u/", "/drive/my-drive", "/folderview", "/:f:/", "/scl/fo/", "/#fm"];

/// Hosts of shared drives.
pub(crate) const DRIVES: &[&str] = &[
    "drive.google.com",
    "docs.google.com",
    "onedrive.live.com",
    "1drv.ms",
    "sharepoint.com",
    "dropbox.com",
    "icloud.com",
    "mega.nz",
];

impl Parts<'_> {
    /// Whether it asks a search engine, or a site for what is found on it, whose answer is another every day.
    pub(crate) fn is_search(&self) -> bool {
        let engine = self.name().split('.').any(|part| ENGINES.contains(&part));
        let (path, query) = self.path.split_once('?').unwrap_or((self.path, ""));
        let path = path.trim_matches('/');
        let searches = path.rsplit('/').next().is_some_and(|last| SEARCHES.contains(&stem(last).as_str()));
        let asks = |part: &str| ASKED.contains(&part.split('=').next().unwrap_or(part));
        let asked = query.split('&').any(asks);
        (engine && (path.starts_with("search") || asked))
            || (asked && (path.is_empty() || searches))
            || (searches && !engine)
    }

    /// Whether it leads to a place where people sign in, or to a page that says that nothing is there.
    pub(crate) fn is_closed(&self) -> bool {
        let path = self.path.split('?').next().unwrap_or(self.path);
        let mut parts = path.split('/').filter(|part| !part.is_empty()).map(stem).rev();
        let (last, before) = (parts.next().unwrap_or_default(), parts.next());
        // A page may be the 404th of its kind.
        let missing = last == "404" && before.is_none_or(|before| before.starts_with("error"));
        is_of(self.name(), ACCOUNTS) || missing || CLOSED.contains(&last.as_str())
    }

    /// Whether it is a folder of a shared drive, in which anything may be.
    pub(crate) fn is_shared_folder(&self) -> bool {
        let rest = self.rest.to_ascii_lowercase();
        is_of(self.name(), DRIVES) && (self.is_start() || FOLDERS.iter().any(|folder| rest.contains(folder)))
    }
}

/// What a page of results is called, and the keys by which it is asked.
const SEARCHES: &[&str] = &["search", "searchresult", "search-result", "search-results"];
const ASKED: &[&str] = &["q", "s", "query", "search", "keyword", "keywords", "searchword"];

/// Search engines, by the name of their host.
const ENGINES: &[&str] = &["google", "bing", "yahoo", "duckduckgo"];

#[cfg(test)]
mod tests {
    use crate::ita::web::Parts;

    #[test]
    fn pages_that_show_nothing_of_their_own() {
        let closed = |url: &str| Parts::of(url).unwrap().is_closed();
        for url in ["https://h/login", "https://h/wp-login.php?x=1", "https://h/404", "https://h/error/404.html"] {
            assert!(closed(url), "{url}");
        }
        for url in ["https://h/news/404", "https://h/admin/plan.pdf", "https://h/plan", "https://h/"] {
            assert!(!closed(url), "{url}");
        }
        let search = |url: &str| Parts::of(url).unwrap().is_search();
        for url in
            ["https://h/?s=plan", "https://h/search?q=plan", "https://www.google.com/search?q=a", "https://h/search/"]
        {
            assert!(search(url), "{url}");
        }
        for url in ["https://h/research", "https://h/plan?s=1", "https://www.google.com/maps/a"] {
            assert!(!search(url), "{url}");
        }
        let folder = |url: &str| Parts::of(url).unwrap().is_shared_folder();
        assert!(folder("https://drive.google.com/drive/folders/1a") && folder("https://www.dropbox.com/scl/fo/a"));
        assert!(!folder("https://drive.google.com/file/d/1a/view") && !folder("https://h/drive/folders/1"));
    }
}

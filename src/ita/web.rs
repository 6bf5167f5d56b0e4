//! An address of the Web in its parts, and what the name of its host tells.

use crate::base::lang::{Bilingual, both};
use crate::base::thai::is_thai;
use crate::ita::contact::ContactKind;

/// The first part of the name of a host that only its makers can reach.
const TEST_FIRST: &[&str] = &["localhost", "test", "dev", "staging", "demo"];

/// The last part of such a name, those that are kept for examples among them.
const TEST_LAST: &[&str] = &["localhost", "local", "test", "internal", "lan", "example", "invalid"];

/// Hosts that are kept for examples, and those that lead to the address of a network that is part of their name.
const EXAMPLES: &[&str] = &["example.com", "example.net", "example.org", "nip.io", "sslip.io", "xip.io"];

/// The first part of the name of a host, but for `www`, that stands for the one that is meant.
const PLACEHOLDERS: &[&str] = &[
    "example",
    "domain",
    "mydomain",
    "yourdomain",
    "your-domain",
    "youragency",
    "your-agency",
    "yoursite",
    "yourname",
];

/// Parts of a query by which a start page is asked for in a language.
const LANGUAGES: &[&str] = &["lang", "language", "locale", "hl"];

/// Hosts of short links, which lead elsewhere and stop doing so.
pub(crate) const SHORT: &[&str] = &[
    "bit.ly",
    "goo.gl",
    "tinyurl.com",
    "cutt.ly",
    "shorturl.at",
    "shorturl.asia",
    "t.ly",
    "rebrand.ly",
    "is.gd",
    "qrco.de",
    "me-qr.com",
    "bitly.com",
    "by.gy",
    "lnkd.in",
    "linktr.ee",
    "ow.ly",
    "page.link",
    "qr.io",
    "rb.gy",
    "s.id",
    "short.gy",
    "shorter.me",
    "t.co",
    "tiny.cc",
    "v.gd",
];

/// Names of files, and of folders for a language, that are the start page of a host all the same.
const STARTS: &[&str] = &["th", "en", "home", "main", "index", "default"];

const SOCIAL: &[&str] = &[
    "facebook.com",
    "fb.com",
    "fb.watch",
    "fb.me",
    "m.me",
    "lin.ee",
    "instagram.com",
    "tiktok.com",
    "twitter.com",
    "x.com",
    "line.me",
    "youtube.com",
    "youtu.be",
];

/// Hosts of maps, and the beginnings of their addresses elsewhere.
const MAPS: &[&str] = &["maps.app.goo.gl", "maps.google.com", "openstreetmap.org"];
const MAP_PATHS: &[&str] = &["goo.gl/maps", "google.com/maps", "www.google.com/maps"];

/// An address in its parts.
pub(crate) struct Parts<'u> {
    pub scheme: String,
    /// A name and a password stand before the host.
    pub has_password: bool,
    /// In small letters, with a port.
    pub host: String,
    /// What follows the host, and the same without a heading.
    pub rest: &'u str,
    pub path: &'u str,
}

impl<'u> Parts<'u> {
    pub(crate) fn of(url: &'u str) -> Option<Parts<'u>> {
        let (scheme, rest) = url.trim().split_once("://")?;
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (host, rest) = rest.split_at(end);
        let (user, host) = host.rsplit_once('@').unwrap_or(("", host));
        let has_password = user.contains(':') || user.to_ascii_lowercase().contains("%3a");
        let host = host.to_ascii_lowercase();
        let path = rest.split('#').next().unwrap_or(rest);
        Some(Parts { scheme: scheme.to_ascii_lowercase(), has_password, host, path, rest })
    }

    /// The name of the host alone.
    pub(crate) fn name(&self) -> &str {
        let name = match self.host.strip_prefix('[') {
            Some(inside) => inside.split(']').next().unwrap_or(inside),
            None => self.host.split(':').next().unwrap_or(&self.host),
        };
        name.trim_end_matches('.')
    }

    pub(crate) fn is_web(&self) -> bool {
        ["http", "https"].contains(&&*self.scheme)
    }

    /// Whether its host can be one: Thai names end in `.ไทย`, never in `.th`.
    pub(crate) fn has_host(&self) -> bool {
        let plain = |c: char| c.is_alphanumeric() || is_thai(c) || "-._~%".contains(c);
        let name = self.name();
        let last = name.rsplit('.').next().unwrap_or(name);
        let mixed = !last.is_ascii() && last.contains(|c: char| c.is_ascii_alphanumeric());
        let foreign = last == "th" && !name.is_ascii();
        name.contains(':') || name.chars().all(plain) && !name.split('.').any(str::is_empty) && !mixed && !foreign
    }

    /// Whether it is a place on a map.
    pub(crate) fn is_map(&self) -> bool {
        let path = format!("{}{}", self.name(), self.path);
        is_of(self.name(), MAPS) || MAP_PATHS.iter().any(|start| path.starts_with(start))
    }

    pub(crate) fn is_social(&self) -> bool {
        is_of(self.name(), SOCIAL)
    }

    /// Whether it is the start page of a host that everybody is on.
    pub(crate) fn leads_nowhere(&self) -> bool {
        self.is_start() && (self.is_social() || self.is_map() || self.is_search())
    }

    /// Whether it is on social media, where contacts of one of these kinds live.
    pub(crate) fn is_social_of(&self, kinds: &[ContactKind]) -> bool {
        self.is_social() && kinds.iter().any(|kind| kind.may_be_social())
    }

    /// Whether a part of it is still to be written: `…`, `...`, `xxx`.
    pub(crate) fn has_gap(&self) -> bool {
        let of = |part: &str, letter: u8| part.len() > 2 && part.bytes().all(|byte| byte.eq_ignore_ascii_case(&letter));
        let dots = |part: &str| of(part, b'.') || part == "…" || part.eq_ignore_ascii_case("%E2%80%A6");
        self.path.split(['/', '?', '=']).any(|part| dots(part) || of(part, b'x'))
    }

    pub(crate) fn is_start(&self) -> bool {
        let (path, query) = self.path.split_once('?').unwrap_or((self.path, ""));
        let mut parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
        let start = |part: &str| STARTS.contains(&stem(part).as_str());
        let language = |part: &str| LANGUAGES.contains(&part.split('=').next().unwrap_or(part));
        (query.is_empty() || query.split('&').all(language)) && parts.all(start)
    }
}

/// A part of a path in small letters, without the ending of a program's name.
pub(super) fn stem(part: &str) -> String {
    part.split('.').next().unwrap_or(part).to_ascii_lowercase()
}

/// What is said of a host that `is_test`.
pub(crate) const TEST_HOST: Bilingual<&str> =
    both("เป็นเครื่องทดสอบ ตัวอย่าง หรือเครือข่ายภายใน", "is a test host, an example or an inner network");

/// True for one of these hosts or a part of one.
pub(crate) fn is_of(host: &str, hosts: &[&str]) -> bool {
    hosts.iter().any(|known| host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// True for a host that only its makers can reach, or that is none.
pub(crate) fn is_test(host: &str) -> bool {
    let parts: Vec<&str> = host.split('.').collect();
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    if host.contains(':') {
        let six = |start: &str| host.starts_with(start);
        return host == "::1" || ["fe80:", "fc", "fd"].into_iter().any(six);
    }
    let numbers: Option<Vec<u8>> = parts.iter().map(|part| part.parse::<u8>().ok()).collect();
    // An address that is cut short is none that anybody gives out.
    if parts.len() < 4 && parts.iter().all(|part| part.parse::<u32>().is_ok()) {
        return true;
    }
    if let Some(numbers) = numbers.filter(|numbers| numbers.len() == 4) {
        let second = numbers[1];
        return match numbers[0] {
            0 | 10 | 127 => true,
            172 => (16..32).contains(&second),
            192 => second == 168,
            169 => second == 254,
            100 => (64..128).contains(&second),
            _ => false,
        };
    }
    let placeholder = |part: &&str| part.len() > 2 && part.bytes().all(|byte| byte == b'x');
    parts.len() == 1
        || TEST_FIRST.contains(&first)
        || TEST_LAST.contains(&last)
        || is_of(host, EXAMPLES)
        || parts.iter().any(placeholder)
}

/// Whether a host is the one of a draft or an example: `www.example.go.th`. As evidence that is none; on a page it may be an
/// example.
pub(crate) fn is_placeholder(host: &str) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    host.split('.').next().is_some_and(|first| PLACEHOLDERS.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::{Parts, is_placeholder, is_test};

    #[test]
    fn hosts_that_nobody_reaches() {
        for host in [
            "localhost",
            "127.0.0.1",
            "10.1.2.3",
            "192.168.1.10",
            "172.20.0.1",
            "169.254.1.1",
            "example.com",
            "www.example.org",
            "intranet",
            "a.test",
            "site.local",
            "test.example.go.th",
            "www.xxx.go.th",
            "::1",
            "2130706433",
            "127.1",
            "hospital.example",
        ] {
            assert!(is_test(host), "{host}");
        }
        for host in [
            "www.nacc.go.th",
            "latest.example.go.th",
            "8.8.8.8",
            "172.15.0.1",
            "192.0.66.1",
            "example.go.th",
            "example.com.th",
        ] {
            assert!(!is_test(host), "{host}");
        }
    }

    #[test]
    fn hosts_that_stand_for_another() {
        for host in ["www.example.go.th", "example.com.th", "your-agency.go.th"] {
            assert!(is_placeholder(host), "{host}");
        }
        for host in ["www.dla.go.th", "test.example.go.th", "domains.go.th"] {
            assert!(!is_placeholder(host), "{host}");
        }
    }

    #[test]
    fn start_pages_in_every_spelling() {
        let start = |url: &str| Parts::of(url).unwrap().is_start();
        for url in
            ["https://h", "https://h/", "https://h/#x", "https://h/index.php", "https://h/th/", "https://h/./?lang=th"]
        {
            assert!(start(url), "{url}");
        }
        for url in ["https://h/a", "https://h/?id=1", "https://h/th/plan", "https://h/homepage/1"] {
            assert!(!start(url), "{url}");
        }
        assert_eq!(Parts::of("https://www.nacc.go.th@LocalHost:80/x").unwrap().name(), "localhost");
        assert_eq!(Parts::of("https://www.nacc.go.th.:443/x").unwrap().name(), "www.nacc.go.th");
    }
}

//! Addresses that are not for the public, as the catalogues name them: found in links, in texts, and in addresses that hold them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::percent::decoded;

/// So many bytes of a text are held against a pattern.
const LONGEST: usize = 2000;

/// So many times an address within an address is read.
const DEEPEST: usize = 3;

/// The patterns, in which `*` stands for anything.
pub(crate) struct NotPublic<'a>(BTreeSet<&'a str>);

impl<'a> NotPublic<'a> {
    pub(crate) fn new(patterns: impl Iterator<Item = &'a str>) -> NotPublic<'a> {
        NotPublic(patterns.collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the first such address stands in a text, as a link or as words, and the pattern that it is one of.
    pub(crate) fn within(&self, text: &[u8]) -> Option<(Range<usize>, &'a str)> {
        // Most texts have no such host, in whatever letters.
        let small = if self.is_empty() { Vec::new() } else { text.to_ascii_lowercase() };
        let found = self.0.iter().filter_map(|pattern| Some((within(pattern, &small)?, *pattern)));
        found.min_by_key(|(at, _)| at.start)
    }
}

/// An address without its scheme, `www.` and capital letters, as a browser asks for it: `a.go.th.:443//b/./c%64` is
/// `a.go.th/b/cd`.
fn bare(text: &str) -> String {
    let text = text.trim();
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let (address, query) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    let (host, path) = address.split_at(address.find('/').unwrap_or(address.len()));
    let path = decoded(path);
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    let path: String = parts.iter().flat_map(|part| ["/", part]).chain(path.ends_with('/').then_some("/")).collect();
    let host = host.trim_end_matches(":443").trim_end_matches(":80").trim_end_matches('.');
    let plain = format!("{host}{path}{query}").to_ascii_lowercase();
    plain.strip_prefix("www.").unwrap_or(&plain).to_owned()
}

/// Whether a pattern names the whole host that its addresses are on.
pub(crate) fn is_pattern(written: &str) -> bool {
    let rest = written.split_once("://").map_or(written, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let sound = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '*');
    host.contains('.') && host.split('.').all(sound)
}

/// Whether an address is one of a pattern. What a pattern with `/*` at its end stands below is one too, for it may be asked with
/// `?`.
fn is_like(pattern: &str, url: &str) -> bool {
    let (pattern, url) = (bare(pattern), bare(url));
    let above = pattern.strip_suffix("/*").filter(|above| above.contains('/'));
    matches(&pattern, &url) || above.is_some_and(|above| matches(above, &url))
}

fn matches(pattern: &str, url: &str) -> bool {
    let mut pieces: Vec<&str> = pattern.trim_end_matches('/').split('*').collect();
    let last = pieces.pop().unwrap_or_default();
    let mut rest = url;
    for (nth, piece) in pieces.iter().enumerate() {
        let Some(at) = rest.find(piece).filter(|at| nth > 0 || *at == 0) else { return false };
        rest = &rest[at + piece.len()..];
    }
    let ended = |rest: &str| matches!(rest.trim_start_matches('/').chars().next(), None | Some('?' | '#'));
    match pieces.is_empty() {
        true => rest.strip_prefix(last).is_some_and(ended),
        false => last.is_empty() || rest.match_indices(last).any(|(at, _)| ended(&rest[at + last.len()..])),
    }
}

/// Where an address of a pattern stands in a text in small letters.
fn within(pattern: &str, text: &[u8]) -> Option<Range<usize>> {
    let own = bare(pattern);
    // What stands behind the host can be written in many ways.
    let host = own.split(['/', '*']).next().unwrap_or_default();
    let free = |before: &[u8]| {
        let name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-.".contains(byte);
        // In the query of another address.
        let inside = || {
            let mut rest = before.strip_suffix(b"2f")?;
            while let Some(shorter) = rest.strip_suffix(b"25") {
                rest = shorter;
            }
            rest.strip_suffix(b"%")
        };
        !before.last().is_some_and(name) || inside().is_some() || before.ends_with(b"www.")
    };
    let ends = |byte: &u8| *byte <= b' ' || b"\"<>'`|^{}".contains(byte) || (own.is_ascii() && !byte.is_ascii());
    let found = memchr::memmem::find_iter(text, host).filter(|at| !host.is_empty() && free(&text[..*at]));
    found.into_iter().find_map(|at| {
        let run = &text[at..text.len().min(at + LONGEST)];
        let run = &run[..run.iter().position(ends).unwrap_or(run.len())];
        is_one(pattern, &String::from_utf8_lossy(run)).then(|| at..at + run.len())
    })
}

/// Whether what begins with a host is an address of a pattern, in whatever way its slashes are written. A pattern itself is
/// none.
fn is_one(pattern: &str, run: &str) -> bool {
    // Data write `\/`.
    let run = run.replace("\\/", "/");
    let url = run.split('\\').next().unwrap_or_default();
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*', '_']);
    let mut readings = std::iter::successors(Some(url.to_owned()), |url| Some(decoded(url)).filter(|next| next != url));
    bare(&run) != bare(pattern) && readings.by_ref().take(DEEPEST).any(|url| is_like(pattern, &url))
}

#[cfg(test)]
mod tests {
    use super::{NotPublic, is_like, is_pattern};

    fn has_like(pattern: &str, text: &str) -> bool {
        NotPublic::new(std::iter::once(pattern)).within(text.as_bytes()).is_some()
    }

    #[test]
    fn patterns_of_addresses() {
        let pattern = "survey.go.th/go/staff/*";
        for url in
            ["https://survey.go.th/go/staff/a1", "HTTP://www.Survey.go.th/go/staff/a1/", "survey.go.th/go/staff/"]
        {
            assert!(is_like(pattern, url), "{url}");
        }
        for url in ["survey.go.th:443/go/staff/a", "survey.go.th.//go/./x/../st%61ff/a", "survey.go.th/go/%53taff/a"] {
            assert!(is_like(pattern, url), "{url}");
        }
        for url in ["survey.go.th/go/staff?code=a1", "survey.go.th/go/staff#a1", "survey.go.th/go/staff"] {
            assert!(is_like(pattern, url), "{url}");
        }
        for url in ["https://survey.go.th/go/public/a1", "survey.go.th/go/staffs?a", "survey.go.th/", ""] {
            assert!(!is_like(pattern, url), "{url}");
        }
        for url in ["https://a.go.th/2569/staff", "a.go.th/1/staff/2/staff/", "a.go.th/2569/staff?x#y"] {
            assert!(is_like("a.go.th/*/staff", url), "{url}");
        }
        assert!(!is_like("a.go.th/staff", "a.go.th/staff2") && !is_like("a.go.th/*/staff", "a.go.th/2569/staff2"));
        assert!(!is_like("a.go.th/*", "a.go.th"), "the start page is everybody's");
    }

    #[test]
    fn addresses_of_a_pattern_in_a_file() {
        let pattern = "https://www.a.go.th/*/staff";
        for text in
            ["<a href=\"HTTP://A.go.th/1/Staff\">", "ดูa.go.th/1/staff.", "(www.a.go.th/1/staff/)", "a.go.th/b/staff"]
        {
            assert!(has_like(pattern, text), "{text}");
        }
        for text in [
            "https://b.go.th/?to=https%3A%2F%2Fa.go.th%2F1%2Fstaff",
            "b.go.th/?to=https%253A%252F%252Fa.go.th%252F1%252Fstaff",
            "b.go.th/?to=https://a.go.th/1/staff",
            "{\"a\":\"https:\\/\\/a.go.th\\/1\\/staff\"}",
        ] {
            assert!(has_like(pattern, text), "{text}");
        }
        for text in ["https://a.go.th/about/", "a.go.th/1/ staff", "ba.go.th/1/staff", "a.go.th/1/staffs", "/staff"] {
            assert!(!has_like(pattern, text), "{text}");
        }
        assert!(!has_like(pattern, "not_public: [\"https://www.a.go.th/*/staff\"]"), "the pattern itself");
        for sound in ["a.go.th/*", "https://www.a.go.th/b", "a.go.th:8080/*/b", "อบต.ไทย/*"] {
            assert!(is_pattern(sound), "{sound}");
        }
        for bad in ["*/staff", "*.go.th/staff", "https://*/staff", "www.*", "staff/*", "/staff", "a.go.*/b"] {
            assert!(!is_pattern(bad) && !has_like("*/staff", "https://a.go.th/1/staff"), "{bad}");
        }
    }
}

//! Words of a text that could be addresses of the Web, with or without a scheme, told quickly: somebody else decides which
//! of them matter.

use std::collections::BTreeSet;

/// So many bytes of a word are looked at before a slash and after it.
const BEFORE: usize = 300;
const AFTER: usize = 1_500;

/// So many different words of a file are kept, with so many bytes together.
const MOST: usize = 2_000;
const MOST_BYTES: usize = 200_000;

/// Hosts that formats of documents are named by.
const FORMATS: &[&str] = &[
    "schemas.openxmlformats.org",
    "schemas.microsoft.com",
    "www.w3.org",
    "purl.org",
    "ns.adobe.com",
    "openoffice.org",
    "docs.oasis-open.org",
    "iptc.org",
];

/// The words of texts, each once.
#[derive(Debug, Default)]
pub(crate) struct WebWords {
    known: BTreeSet<String>,
    bytes: usize,
    /// Whether there were more than are kept.
    pub is_cut: bool,
}

impl WebWords {
    /// Gives the words of a text that no text before had, and the byte that each begins at.
    pub(crate) fn of(&mut self, text: &str, mut new: impl FnMut(usize, &str)) {
        for (at, word) in words(text) {
            if FORMATS.iter().any(|host| word.contains(host)) || self.known.contains(word) {
                continue;
            }
            if self.known.len() >= MOST || self.bytes + word.len() > MOST_BYTES {
                self.is_cut = true;
                return;
            }
            self.bytes += word.len();
            self.known.insert(word.to_owned());
            new(at, word);
        }
    }
}

/// Every word with a slash, of a path or of an address in an address, and the name of a host before it.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut done = 0;
    memchr::memchr2_iter(b'/', b'%', bytes).filter_map(move |at| {
        if at < done || !is_behind_host(&bytes[done.max(at.saturating_sub(BEFORE))..at]) {
            return None;
        }
        let ends = |byte: &u8| *byte <= b' ' || b"\"<>'`|^{}".contains(byte);
        let first = bytes[done.max(at.saturating_sub(BEFORE))..at].iter().rposition(ends);
        let start = first.map_or(at.saturating_sub(BEFORE), |first| done.max(at.saturating_sub(BEFORE)) + first + 1);
        let start = text.ceil_char_boundary(start.max(done));
        let end = bytes[at..bytes.len().min(at + AFTER)].iter().position(ends).map_or(at + AFTER, |end| at + end);
        done = text.floor_char_boundary(end.min(bytes.len()));
        Some((start, &text[start..done]))
    })
}

/// Whether bytes of no known form may have such a word, whose host is written in the letters of ASCII.
pub(crate) fn may_lead(bytes: &[u8]) -> bool {
    let host = |at: usize| {
        let before = &bytes[at.saturating_sub(BEFORE)..at];
        is_behind_host(before) && before.iter().rev().take(2).all(|byte| byte.is_ascii())
    };
    memchr::memchr2_iter(b'/', b'%', bytes).any(host)
}

/// Whether bytes end with the name of a host: `…a.go.th`, perhaps with a stop, a port or the mark of an escape.
fn is_behind_host(before: &[u8]) -> bool {
    let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let name = match &before[..before.len() - digits] {
        [name @ .., b':'] if digits > 0 => name,
        _ => before,
    };
    let name = name.strip_suffix(b"\\").unwrap_or(name);
    let name = name.strip_suffix(b".").unwrap_or(name);
    let letter = |byte: &&u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let last = name.iter().rev().take_while(letter).count();
    last > 1 && name[..name.len() - last].ends_with(b".")
}

#[cfg(test)]
mod tests {
    use super::WebWords;

    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        WebWords::default().of(text, |at, word| found.push(format!("{at}:{word}")));
        found
    }

    #[test]
    fn words_that_could_be_addresses() {
        for (text, expected) in [
            ("(https://a.go.th/b/c?d=e)", "https://a.go.th/b/c?d=e"),
            ("ก a.go.th:80/b", "4:a.go.th:80/b"),
            ("\"https:\\/\\/a.go.th\\/b\"", "1:https:\\/\\/a.go.th\\/b"),
            ("<u>a.co/?to=https%3A%2F%2Fb.go.th%2Fc</u>", "3:a.co/?to=https%3A%2F%2Fb.go.th%2Fc"),
            ("q=b.go.th%2Fc", "0:q=b.go.th%2Fc"),
            ("อบต.ไทย/ก", "0:อบต.ไทย/ก"),
        ] {
            let found = found(text);
            assert!(found.len() == 1 && found[0].contains(expected), "{text}: {found:?}");
        }
        for text in
            ["๑/๒ 1/2568 กม. 12.5/3 a/b", "พ.ศ. 2568/2", "<a xmlns=\"http://schemas.microsoft.com/office/x\">", ""]
        {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(found("a.go.th/b a.go.th/b").len(), 1);
    }
}

//! What a link in the content means: a file, an address of the site, or somewhere outside.

use crate::base::path::RelPath;

/// Where a written target leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another site, a mail address, a telephone number.
    Outside,
    /// An address of this site, without its leading slash.
    Address { address: String, anchor: Option<String> },
    /// A file among the sources: a page's Thai file, or an attachment.
    File { path: RelPath, anchor: Option<String> },
    /// It leaves the site's folder or is empty.
    Nowhere,
}

/// Reads a target written in the file `from`. `from_content`: file paths count from `content/` instead.
pub fn target(from: &RelPath, written: &str, from_content: bool) -> Target {
    let written = written.trim();
    if written.starts_with("//") || written.split_once(':').is_some_and(|(scheme, _)| !scheme.contains(['/', '#', '.']))
    {
        return Target::Outside;
    }
    let (path, anchor) = match written.split_once('#') {
        Some((path, anchor)) => (path, Some(decoded(anchor))),
        None => (written, None),
    };
    if let Some(address) = path.strip_prefix('/') {
        return Target::Address { address: address.to_owned(), anchor };
    }
    let path = decoded(path);
    let base = if from_content { RelPath::new("content/agency.yaml") } else { Some(from.clone()) };
    let thai = |path: RelPath| match path.as_str().strip_suffix(".en.md") {
        Some(stem) => RelPath::new(&format!("{stem}.md")).unwrap_or(path),
        None => path,
    };
    match base.and_then(|base| base.resolve(&path)).map(thai) {
        Some(path) => Target::File { path, anchor },
        None => Target::Nowhere,
    }
}

/// True for what a reader's browser only follows: files and addresses of the site, the Web, mail and telephone. Every
/// other scheme can run or reveal something. Browsers overlook tabs and line ends, and take `\` for `/`.
pub(crate) fn is_safe(written: &str) -> bool {
    let unseen = |c: char| c.is_whitespace() || c.is_control();
    let written = written.replace(unseen, "").replace('\\', "/");
    match written.split_once(':') {
        _ if written.starts_with("//") => false,
        Some((scheme, _)) => {
            let known = ["http", "https", "mailto", "tel"];
            known.contains(&&*scheme.to_ascii_lowercase()) || scheme.contains(['/', '#', '?'])
        }
        None => true,
    }
}

/// A target as it can be printed on one line.
pub fn shown(written: &str) -> String {
    let plain: String = written.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `%E0…` as the characters that it stands for; anything else as it is.
pub fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex =
            text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{RelPath, Target, is_safe, target};

    #[test]
    fn what_can_run_is_not_safe() {
        for written in ["javascript:x", "java\tscript:x", "//h:8080/", "/\\h/", "\\\\h", "/\t/h", "C:\\a", "data:x"] {
            assert!(!is_safe(written), "{written:?}");
        }
        for written in ["https://h/", "MAILTO:a@b", "tel:+66", "a.md", "/ita/", "./a:b", "#a:b", "?q=a:b", ""] {
            assert!(is_safe(written), "{written:?}");
        }
    }

    #[test]
    fn targets_of_every_kind() {
        let from = RelPath::new("content/2568/items/o01.md").unwrap();
        let file = |path: &str, anchor: Option<&str>| Target::File {
            path: RelPath::new(path).unwrap(),
            anchor: anchor.map(str::to_owned),
        };
        assert_eq!(
            target(&from, "../../2569/measures/m03.en.md#ข-1", false),
            file("content/2569/measures/m03.md", Some("ข-1"))
        );
        assert_eq!(target(&from, "2568/items/o02.md", true), file("content/2568/items/o02.md", None));
        assert_eq!(target(&from, "o02.md#%E0%B8%81", false), file("content/2568/items/o02.md", Some("ก")));
        assert_eq!(target(&from, "https://www.nacc.go.th/#x", false), Target::Outside);
        assert_eq!(target(&from, "mailto:a@b.example", false), Target::Outside);
        assert_eq!(target(&from, "/ita/", false), Target::Address { address: "ita/".to_owned(), anchor: None });
        assert_eq!(target(&from, "../../../../x", false), Target::Nowhere);
    }
}

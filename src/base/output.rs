//! What a build makes: the path of every file and how to make it, and the manifest that remembers what was written.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::base::diag::Diagnostic;
use crate::base::path::RelPath;
use crate::base::picture::Recipe;

/// The file, at the root of the output, that lists what prongsai wrote.
pub(crate) const MANIFEST: &str = "prongsai-manifest.txt";

/// Files that a site has beside its pages, the first three in each of its languages.
pub(crate) const NOT_FOUND: &str = "404.html";
pub(crate) const FEED: &str = "feed.xml";
pub(crate) const SITE_MAP: &str = "sitemap.xml";
pub(crate) const ROBOTS: &str = "robots.txt";

const HEADER: &str = "prongsai manifest 1";

/// A whole site as a value. Nothing is made before somebody pulls it, so that no two files need be in memory at once.
/// Only `io` writes one.
pub trait Output: Sync {
    /// The path of every file, each once, in the order in which they are best pulled.
    fn paths(&self) -> Vec<RelPath>;

    /// Makes one file, or tells what is wrong with its template. `None` for a path that the site does not have.
    fn make(&self, path: &RelPath) -> Option<Result<Asset, Diagnostic>>;
}

/// The content of one file of the output.
#[derive(Clone, Debug)]
pub enum Asset {
    Bytes(Vec<u8>),
    /// The bytes of a file of the site, by its path there, which must have this hash where one is known: a file is published
    /// as it was inspected or not at all.
    CopyOf {
        path: RelPath,
        hash: Option<String>,
    },
    /// What is made of a picture of the site.
    Picture(Recipe),
}

/// Files that are made already.
#[cfg(test)]
impl Output for BTreeMap<RelPath, Asset> {
    fn paths(&self) -> Vec<RelPath> {
        self.keys().cloned().collect()
    }

    fn make(&self, path: &RelPath) -> Option<Result<Asset, Diagnostic>> {
        self.get(path).cloned().map(Ok)
    }
}

/// What was written the last time: size and hash of every file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest(pub BTreeMap<RelPath, Entry>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Length in bytes.
    pub size: u64,
    /// BLAKE3, hexadecimal.
    pub hash: String,
}

/// What differs between an output and what was written before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New or different files.
    pub write: Vec<RelPath>,
    /// Files that are no longer part of the site.
    pub remove: Vec<RelPath>,
}

impl Manifest {
    /// The file's text: a header, then a line for each file: hash, size, path.
    pub(crate) fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (path, Entry { size, hash }) in &self.0 {
            let _ = writeln!(text, "{hash} {size} {path}");
        }
        text
    }

    /// Reads what `to_text` wrote; `None` if it is something else or was cut short.
    pub fn parse(text: &str) -> Option<Manifest> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        (lines.next()? == HEADER).then_some(())?;
        let entry = |line: &str| {
            let (hash, rest) = line.split_once(' ')?;
            let (size, path) = rest.split_once(' ')?;
            let hex = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            let entry = Entry { size: size.parse().ok()?, hash: hash.to_owned() };
            hex.then_some((RelPath::new(path)?, entry))
        };
        lines.map(entry).collect::<Option<_>>().map(Manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Manifest, RelPath};

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        let entry =
            |(path, hash): &(&str, &str)| (RelPath::new(path).unwrap(), Entry { size: 3, hash: hash.repeat(64) });
        Manifest(files.iter().map(entry).collect())
    }

    #[test]
    fn text_and_back() {
        let written = manifest(&[("a/index.html", "a"), ("ชื่อ ไทย.txt", "b")]);
        assert_eq!(Manifest::parse(&written.to_text()), Some(written.clone()));
        assert_eq!(Manifest::parse(&written.to_text()[..40]), None);
        assert_eq!(Manifest::parse(""), None);
    }
}

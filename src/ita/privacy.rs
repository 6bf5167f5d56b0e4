//! What the agency publishes knowingly: personal numbers that the law asks for, and files that a person has looked at where
//! the program could not. No number stands here, only the beginning of its hash under the site's own key.

use crate::base::lang::{Bilingual, both};
use crate::base::national::Number;
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::Spanned;

/// So many digits of a file's hash tell one content from another.
const MARK: usize = 32;

/// How a command is signed, as messages print it. What stands between its quotes is no name and no reason.
pub(crate) const SIGNATURE: Bilingual<&str> =
    both("--by \"ชื่อ\" --reason \"เหตุผล\"", "--by \"NAME\" --reason \"REASON\"");

/// The folders of a site, which the name of a file in `privacy.yaml` may begin with.
const FOLDERS: [&str; 2] = ["content/", "themes/"];

/// What `privacy.yaml` says.
#[derive(Clone, Debug)]
pub struct Privacy {
    /// Random text of the site's own, from which the key of the hashes is derived.
    pub key: String,
    pub allowed: Vec<Allowance>,
    pub accepted: Vec<Acceptance>,
}

/// One number that may stand in one file. Who allowed it, when and why, stands in `privacy.yaml` for people to read.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// Below `content/`.
    pub file: Spanned<String>,
    /// `base::national::Number::tag` under the site's key.
    pub hash: Spanned<String>,
}

/// A finding that keeps the site from being uploaded, and that a person has accepted for one content of one file. Who, when
/// and why stands in `privacy.yaml` for people to read.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// Below `content/`, or from `themes/` on.
    pub file: Spanned<String>,
    /// What `mark` gives for the content that the person has looked at.
    pub hash: Spanned<String>,
    /// The code of the finding's rule.
    pub rule: Spanned<String>,
}

impl Acceptance {
    /// The file that it speaks of, whatever the file holds now.
    pub(crate) fn path(&self) -> Option<RelPath> {
        let file = &self.file.value;
        if is_whole(file) { RelPath::new(file) } else { RelPath::new(&format!("content/{file}")) }
    }
}

/// The name of a file in an acceptance, which `Acceptance::path` reads.
pub(crate) fn accepted_name(path: &str) -> &str {
    path.strip_prefix("content/").filter(|inside| !is_whole(inside)).unwrap_or(path)
}

fn is_whole(file: &str) -> bool {
    FOLDERS.iter().any(|folder| file.starts_with(folder))
}

/// What tells one content of a file from another: the beginning of the BLAKE3 of its bytes, of its text for a text file.
/// `None` where the file is not there, or is too large to be read.
pub(crate) fn mark(sources: &Sources, path: &RelPath) -> Option<String> {
    let hash = match sources.texts.get(path) {
        Some(text) => blake3::hash(text.as_bytes()).to_hex().to_string(),
        None => sources.files.get(path)?.inspected.as_ref()?.hash.clone()?,
    };
    Some(hash.chars().take(MARK).collect())
}

impl Privacy {
    /// The key of the hashes.
    pub(crate) fn hash_key(&self) -> [u8; 32] {
        hash_key(&self.key)
    }

    /// Whether a number may stand in some file.
    pub(crate) fn allows(&self, number: Number) -> bool {
        let tag = number.tag(&self.hash_key());
        self.allowed.iter().any(|own| own.hash.value == tag)
    }
}

/// The key that a site's random text gives. Any text gives one, so that no typing error can switch the list off.
pub(crate) fn hash_key(text: &str) -> [u8; 32] {
    blake3::derive_key("prongsai content/privacy.yaml 1", text.trim().as_bytes())
}

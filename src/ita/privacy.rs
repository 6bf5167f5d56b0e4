//! What the agency publishes knowingly: personal numbers that the law asks for, and files that a person has looked at where
//! the program could not. No number stands here, only the beginning of its hash under the site's own key.

use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::Spanned;

/// So many digits of a file's hash tell one content from another.
const MARK: usize = 16;

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
    /// Below `content/`.
    pub file: Spanned<String>,
    /// What `mark` gives for the content that the person has looked at.
    pub hash: Spanned<String>,
    /// The code of the finding's rule.
    pub rule: Spanned<String>,
}

impl Acceptance {
    /// Whether it speaks of a file, whatever the file holds now.
    pub(crate) fn names(&self, path: &RelPath) -> bool {
        path.below("content") == Some(self.file.value.trim_start_matches("content/"))
    }
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
}

/// The key that a site's random text gives. Any text gives one, so that no typing error can switch the list off.
pub(crate) fn hash_key(text: &str) -> [u8; 32] {
    blake3::derive_key("prongsai content/privacy.yaml 1", text.trim().as_bytes())
}

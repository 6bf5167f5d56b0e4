//! The personal numbers that the agency publishes knowingly: what the law asks for, with who decided it. No number stands
//! here, only the beginning of its hash under the site's own key.

use crate::base::span::Spanned;

/// What `privacy.yaml` says.
#[derive(Clone, Debug)]
pub struct Privacy {
    /// Random text of the site's own, from which the key of the hashes is derived.
    pub key: String,
    pub allowed: Vec<Allowance>,
}

/// One number that may stand in one file. Who allowed it, when and why, stands in `privacy.yaml` for people to read.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// Below `content/`.
    pub file: Spanned<String>,
    /// `base::national::Number::tag` under the site's key.
    pub hash: Spanned<String>,
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

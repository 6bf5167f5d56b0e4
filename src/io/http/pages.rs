//! What the server answers from: a site that can be asked for its addresses, and what stands at one.

use std::path::PathBuf;

/// Addresses below this one are the preview's own and no part of the site.
pub(crate) const OWN: &str = "/_prongsai/";

/// A site that can be asked for its addresses.
pub(crate) trait Pages: Send + Sync + 'static {
    /// What stands at an absolute path such as `/ita/2568/`.
    fn find(&self, path: &str) -> Found;
}

/// What stands at an address.
pub(crate) enum Found {
    /// Bytes, to be sent as the type that the name has.
    Bytes { name: String, bytes: Vec<u8> },
    /// A file on disk, too large perhaps to hold in memory.
    File(PathBuf),
    /// The page is at this path.
    Elsewhere(String),
    /// Nothing does, and this page says so.
    Nothing(Vec<u8>),
}

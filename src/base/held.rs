//! What keeps a site from being uploaded until a named person accepts it, as it is remembered and shown.

use serde::{Deserialize, Serialize};

use crate::base::lang::Bilingual;

/// One finding that holds a site back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The code of its rule.
    pub rule: String,
    /// The file and the line, as people read it.
    pub at: String,
    pub why: Bilingual<String>,
    /// The files that a person must look at.
    pub files: Vec<HeldFile>,
}

/// A file with one content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeldFile {
    pub path: String,
    /// What tells this content from another; `None` for a file that is not read.
    pub mark: Option<String>,
}

//! A file of the content that a move changes.

use crate::base::path::RelPath;

/// A text of the content before and after.
pub(super) struct Edited {
    pub from: RelPath,
    pub to: RelPath,
    pub old: String,
    pub new: String,
}

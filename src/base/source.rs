//! What was read: texts and other files with their paths.
//! The reading itself is in `io`; here are only the values.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diag::Diagnostic;
use crate::base::document::Inspected;
use crate::base::lang::Lang;
use crate::base::path::RelPath;

/// All that a build reads. Two builds of equal sources are equal.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Text files by path: `content/…`, and `themes/…` where a file of the embedded theme stands in for a missing one.
    pub texts: BTreeMap<RelPath, Arc<str>>,
    /// Other files (attachments, images, fonts) by path; their bytes stay on disk or in the program.
    pub files: Arc<BTreeMap<RelPath, File>>,
    /// The words of the theme that the program carries, below those of a site.
    pub default_words: BTreeMap<Lang, Arc<str>>,
    /// The catalogues that the program carries, as `KIND/YEAR.yaml`, which those of a site may name under `from`.
    pub catalogues: BTreeMap<RelPath, Arc<str>>,
    /// What could not be read as it should.
    pub findings: Vec<Diagnostic>,
}

/// A file that is copied, not read.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Length in bytes.
    pub size: u64,
    /// The bytes of a file that the program carries itself; `None` for one on disk.
    pub embedded: Option<&'static [u8]>,
    /// What its bytes say, for an attachment.
    pub inspected: Option<Arc<Inspected>>,
}

impl File {
    /// Whether what is known of both comes from one look at the bytes; of two that nobody looked into, the same is known.
    pub(crate) fn is_same_look(&self, other: &File) -> bool {
        match (&self.inspected, &other.inspected) {
            (Some(own), Some(other)) => Arc::ptr_eq(own, other),
            (own, other) => own.is_none() && other.is_none(),
        }
    }
}

//! The attachments of a site, and files that stand where none may.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::Either;
use rayon::prelude::*;

use crate::base::diag::Diagnostic;
use crate::base::path::RelPath;
use crate::base::source::{File, Sources};
use crate::ita::attachments::Attachments;
use crate::parse::layout;

#[derive(Clone)]
pub(super) struct Attached {
    /// The files that were looked at.
    among: Arc<BTreeMap<RelPath, File>>,
    pub files: Arc<Attachments>,
    pub misplaced: Vec<Diagnostic>,
}

impl Attached {
    pub(super) fn new(sources: &Sources) -> Attached {
        let own = sources.files.par_iter().filter(|(path, _)| layout::is_of_site(path));
        let (files, misplaced): (Vec<_>, Vec<_>) = own.partition_map(|(path, _)| match layout::attachment(path) {
            Ok(address) => Either::Left((path.clone(), address)),
            Err(finding) => Either::Right(finding),
        });
        Attached { among: sources.files.clone(), files: Arc::new(files.into_iter().collect()), misplaced }
    }

    pub(super) fn is_of(&self, sources: &Sources) -> bool {
        Arc::ptr_eq(&self.among, &sources.files)
    }
}

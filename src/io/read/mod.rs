//! The folder of a site to `Sources`. A fault of one file is a finding beside the others; only a folder that cannot be
//! found at all is an error.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use crate::base::source::Sources;
use crate::io::inspect::inspector::Inspector;
use crate::io::read::folder::SiteFolder;

pub(crate) mod file;
pub(crate) mod folder;
mod wanted;

/// Reads the content and the themes of the site in the folder `site`; attachments by `inspector`, which remembers them.
///
/// # Errors
/// If the folder cannot be found.
pub fn read(site: &Path, inspector: Inspector) -> Result<Sources> {
    let folder = SiteFolder::open(site, inspector)?;
    folder.remember();
    Ok(Arc::unwrap_or_clone(folder.into_sources()))
}

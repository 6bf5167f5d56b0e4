//! Paths on this computer that `upload.yaml` names: of a folder or a zip to write to, of a private key.

use std::path::{Path, PathBuf};

/// A path as it was written: `~` is the home folder, and a relative path begins at the site.
pub(crate) fn in_site(written: &str, site: &Path) -> PathBuf {
    site.join(in_home(written))
}

/// A path whose `~` is the home folder.
pub(crate) fn in_home(written: &str) -> PathBuf {
    match (written.strip_prefix(['~']).and_then(|rest| rest.strip_prefix(['/', '\\'])), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => written.into(),
    }
}

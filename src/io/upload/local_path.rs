//! Paths on this computer that `upload.yaml` names: of a folder or a zip to write to, of a private key.

use std::path::{Component, Path, PathBuf};

/// A path as it was written: `~` is the home folder, and a relative path begins at the site. A step back is taken, as people
/// read a path, unless it leads from a link.
pub(crate) fn in_site(written: &str, site: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in site.join(in_home(written)).components() {
        let named = matches!(whole.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::ParentDir if named && !whole.is_symlink() => drop(whole.pop()),
            part => whole.push(part),
        }
    }
    whole
}

/// A path whose `~` is the home folder.
pub(crate) fn in_home(written: &str) -> PathBuf {
    match (written.strip_prefix(['~']).and_then(|rest| rest.strip_prefix(['/', '\\'])), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => written.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::in_site;

    #[test]
    fn a_path_is_shown_without_steps_back() {
        let told = |written, site| in_site(written, Path::new(site));
        assert_eq!(told("../เว็บ.zip", "/งาน/site"), Path::new("/งาน/เว็บ.zip"));
        assert_eq!(told("a/../b/./../web", "/site"), Path::new("/site/web"));
        // What is above is not known.
        assert_eq!(told("../../web", "site"), Path::new("../web"));
        assert_eq!(told("../web", "."), Path::new("./../web"));
        assert_eq!(told("/host", "site"), Path::new("/host"));
    }

    #[cfg(unix)]
    #[test]
    fn a_step_back_from_a_link_leads_where_the_link_does() {
        let place = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(place.path().join("far/site")).unwrap();
        std::os::unix::fs::symlink(place.path().join("far/site"), place.path().join("link")).unwrap();
        let there = in_site("../web.zip", &place.path().join("link"));
        std::fs::write(&there, "").unwrap();
        assert!(place.path().join("far/web.zip").exists(), "{}", there.display());
    }
}

//! Where a file or a folder really is, by a path that can be held against others.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The path of what is there, without links and steps back. Drives in memory, of a cloud or of a network cannot always
/// tell it on Windows; there it is the path as it was given, made whole. Where a link leads must be told.
pub(crate) fn real(path: &Path) -> io::Result<PathBuf> {
    told_or_whole(path, path.canonicalize())
}

fn told_or_whole(path: &Path, told: io::Result<PathBuf>) -> io::Result<PathBuf> {
    told.or_else(|error| match fs::symlink_metadata(path) {
        Ok(found) if !found.is_symlink() => std::path::absolute(path),
        _ => Err(error),
    })
}

/// A text for people, without the `\\?\` before drives and shares that lifts the length limit of Windows.
pub(crate) fn without_prefix(text: &str) -> String {
    text.replace(r"\\?\UNC\", r"\\").replace(r"\\?\", "")
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};
    use std::path::{Path, PathBuf};

    use super::{told_or_whole, without_prefix};

    #[test]
    fn a_drive_that_cannot_tell_is_taken_at_its_word() {
        let untold = || Err(Error::from(ErrorKind::Unsupported));
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(told_or_whole(dir.path(), untold()).unwrap(), dir.path());
        assert_eq!(told_or_whole(Path::new("src"), untold()).unwrap(), std::path::absolute("src").unwrap());
        let missing = told_or_whole(&dir.path().join("missing"), untold());
        assert_eq!(missing.unwrap_err().kind(), ErrorKind::Unsupported);
        assert_eq!(told_or_whole(Path::new("src"), Ok(PathBuf::from("/x"))).unwrap(), Path::new("/x"));
    }

    #[cfg(unix)]
    #[test]
    fn where_a_link_leads_must_be_told() {
        let dir = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc/hosts", dir.path().join("link")).unwrap();
        assert!(told_or_whole(&dir.path().join("link"), Err(ErrorKind::Unsupported.into())).is_err());
    }

    #[test]
    fn drives_and_shares_are_shown_as_people_know_them() {
        let told = without_prefix(r"cannot rename \\?\C:\เว็บ\public to \\?\UNC\nas\งาน\public");
        assert_eq!(told, r"cannot rename C:\เว็บ\public to \\nas\งาน\public");
    }
}

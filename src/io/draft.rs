//! Where a new site may be begun or unpacked.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::io::real::real;

/// What systems leave behind in a folder.
const LITTER: &[&str] = &["desktop.ini", "Thumbs.db", ".DS_Store"];
/// This program and what is in its zip: whoever has unpacked that begins beside it.
const GIVEN: &[&str] = &["prongsai.exe", "prongsai", "เริ่มที่นี่.bat", "เริ่มต้นใช้งาน.txt", "LICENCES.txt"];

/// What a folder holds that a person would miss, if anything: this program, the file `beside` and what systems leave behind
/// may lie there.
///
/// # Errors
/// If it cannot be listed.
pub(crate) fn missed(folder: &Path, beside: Option<&Path>) -> Result<Option<PathBuf>> {
    let program = std::env::current_exe().ok();
    let own = |path: &Path| {
        let path = real(path).ok();
        let known = [program.as_deref(), beside].into_iter().flatten();
        path.is_some() && known.into_iter().any(|known| real(known).ok() == path)
    };
    let litter = |entry: &fs::DirEntry| {
        LITTER.iter().chain(GIVEN).any(|own| entry.file_name().eq_ignore_ascii_case(own)) || own(&entry.path())
    };
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.filter_map(Result::ok).find(|entry| !litter(entry)).map(|entry| entry.path())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot list {}", folder.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_can_begin_beside_what_was_unpacked() {
        let place = tempfile::tempdir().unwrap();
        let release = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/release");
        let texts = fs::read_dir(release).unwrap().map(|entry| entry.unwrap().file_name());
        let texts: Vec<_> =
            texts.filter(|name| Path::new(name).extension().is_some_and(|own| own == "bat" || own == "txt")).collect();
        assert_eq!(texts.len(), 2, "what the zip has of docs/release: {texts:?}");
        for name in texts.into_iter().chain(["prongsai.exe".into(), "LICENCES.txt".into()]) {
            fs::write(place.path().join(name), "").unwrap();
        }
        assert_eq!(missed(place.path(), None).unwrap(), None);
        fs::write(place.path().join("แผน.docx"), "").unwrap();
        assert_eq!(missed(place.path(), None).unwrap(), Some(place.path().join("แผน.docx")));
    }
}

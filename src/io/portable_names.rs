//! Names that every file system holds: a site built on Linux can be unpacked on Windows and macOS.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::base::names::is_reserved;
use crate::base::output::MANIFEST;
use crate::base::path::RelPath;
use crate::io::refusal::Refusal;

/// What the file systems in use hold in one part of a path. Windows counts UTF-16 units, of which there are never more.
const LONGEST: usize = 255;

/// Refuses an output with a name that some system cannot hold, or with two names that are one there.
pub(super) fn check(paths: &[RelPath]) -> Result<(), Refusal> {
    let mut seen = HashMap::from([(folded(MANIFEST), (MANIFEST, Sort::File))]);
    for path in paths {
        for part in path.as_str().split('/') {
            if part.len() > LONGEST {
                return Err(Refusal::LongName(path.clone()));
            }
            if is_reserved(part) {
                return Err(Refusal::ReservedName(path.clone()));
            }
        }
        claim(&mut seen, path)?;
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    File,
    Folder,
}

/// Enters a path and the folders above it. A folder may come often, but always in one spelling.
fn claim<'a>(seen: &mut HashMap<String, (&'a str, Sort)>, path: &'a RelPath) -> Result<(), Refusal> {
    let (mut name, mut sort) = (path.as_str(), Sort::File);
    loop {
        if let Some((other, kind)) = seen.insert(folded(name), (name, sort)) {
            return match sort == Sort::Folder && kind == Sort::Folder && other == name {
                true => Ok(()), // and so were the folders above it
                false => Err(Refusal::SameFile(other.to_owned(), path.to_string())),
            };
        }
        match name.rsplit_once('/') {
            Some((folder, _)) => (name, sort) = (folder, Sort::Folder),
            None => return Ok(()),
        }
    }
}

fn folded(name: &str) -> String {
    match name.is_ascii() {
        true => name.to_ascii_lowercase(),
        false => name.nfc().flat_map(char::to_lowercase).nfc().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{RelPath, check};
    use crate::io::refusal::Refusal;

    fn checked(paths: &[&str]) -> Result<(), Refusal> {
        check(&paths.iter().map(|path| RelPath::new(path).unwrap()).collect::<Vec<_>>())
    }

    #[test]
    fn one_place_under_two_names() {
        assert_eq!(checked(&["a/index.html", "a/o01/index.html", "b/index.html", "ก/ข.html", "a-b", "a.b"]), Ok(()));
        for bad in [
            ["a/Index.html", "a/index.html"],
            ["A/x", "a/y"],
            ["a", "a/b"],
            ["é.html", "e\u{301}.html"],
            ["x", "PRONGSAI-manifest.txt"],
            ["x", "prongsai-manifest.txt/y"],
        ] {
            assert!(matches!(checked(&bad), Err(Refusal::SameFile(..))), "{bad:?}");
        }
    }

    #[test]
    fn thai_names_are_three_bytes_a_letter() {
        assert_eq!(checked(&[&"ก".repeat(85)]), Ok(()));
        assert!(matches!(checked(&[&"ก".repeat(86)]), Err(Refusal::LongName(_))));
    }
}

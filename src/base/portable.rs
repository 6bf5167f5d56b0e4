//! Names that every file system holds: what stands side by side here can be unpacked on Windows and macOS.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use unicode_normalization::UnicodeNormalization;

use crate::base::names::is_reserved;

/// What the file systems in use hold in one part of a path. Windows counts UTF-16 units, of which there are never more.
const LONGEST: usize = 255;

/// Why a path is none that every system can hold beside the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// A part of it is longer than a name may be.
    Long,
    /// Windows keeps a part of it, or a character in it, for itself.
    Reserved,
    /// It is the same as another path there.
    Same(String),
}

/// The paths of one folder, each entered once.
#[derive(Default)]
pub(crate) struct Portable<'a>(HashMap<String, (&'a str, Sort)>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    File,
    Folder,
}

impl<'a> Portable<'a> {
    /// Enters a file and the folders above it. A folder may come often, but always in one spelling.
    pub(crate) fn enter(&mut self, path: &'a str) -> Result<(), Unfit> {
        for part in path.split('/') {
            if part.len() > LONGEST {
                return Err(Unfit::Long);
            }
            if is_reserved(part) {
                return Err(Unfit::Reserved);
            }
        }
        let (mut name, mut sort) = (path, Sort::File);
        loop {
            match self.0.entry(folded(name)) {
                Entry::Occupied(own) => {
                    let (other, kind) = *own.get();
                    return match sort == Sort::Folder && kind == Sort::Folder && other == name {
                        true => Ok(()), // and so were the folders above it
                        false => Err(Unfit::Same(other.to_owned())),
                    };
                }
                Entry::Vacant(place) => drop(place.insert((name, sort))),
            }
            match name.rsplit_once('/') {
                Some((folder, _)) => (name, sort) = (folder, Sort::Folder),
                None => return Ok(()),
            }
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
    use super::{Portable, Unfit};

    fn entered(paths: &[&str]) -> Result<(), Unfit> {
        let mut names = Portable::default();
        paths.iter().try_for_each(|path| names.enter(path))
    }

    #[test]
    fn one_place_under_two_names() {
        assert_eq!(entered(&["a/index.html", "a/o01/index.html", "b/index.html", "ก/ข.html", "a-b", "a.b"]), Ok(()));
        for bad in
            [["a/Index.html", "a/index.html"], ["A/x", "a/y"], ["a", "a/b"], ["é.html", "e\u{301}.html"], ["x/y", "X"]]
        {
            assert!(matches!(entered(&bad), Err(Unfit::Same(_))), "{bad:?}");
        }
    }

    #[test]
    fn thai_names_are_three_bytes_a_letter() {
        assert_eq!(entered(&[&"ก".repeat(85)]), Ok(()));
        assert_eq!(entered(&[&"ก".repeat(86)]), Err(Unfit::Long));
    }
}

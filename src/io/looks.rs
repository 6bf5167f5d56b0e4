//! How all files of a site look from outside, as one mark: while it is the same, nothing need be read to know that nothing has
//! changed. Files that are as new as the look itself have none, as in the index of git: they could change once more and look
//! the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use blake3::Hasher;
use rayon::prelude::*;

use crate::base::output::Manifest;
use crate::io::look::Look;
use crate::io::output_paths::OutputPaths;
use crate::io::read::file::FOLDERS;
use crate::io::read::folder::walk;

/// How the sources of a site looked. Taken before they are read, so that what changes meanwhile looks
/// otherwise than what was read.
pub(crate) struct Looks(Hasher);

impl Looks {
    /// The sources of the site in the folder `site`, the options as text, and the program itself; nothing where one is too
    /// new, or cannot be looked at.
    pub(crate) fn of(site: &Path, options: &str) -> Option<Looks> {
        let mut paths = vec![std::env::current_exe().ok()?];
        for folder in FOLDERS {
            for entry in walk(&site.join(folder)) {
                paths.push(entry.ok()?.into_path());
            }
        }
        let mut looks = Looks(Hasher::new());
        looks.0.update(options.as_bytes());
        looks.add(&paths)?;
        Some(looks)
    }

    /// The same with the files of an output, as one mark.
    pub(crate) fn with(&self, place: &OutputPaths, manifest: &Manifest) -> Option<String> {
        let mut looks = Looks(self.0.clone());
        looks.add(&manifest.0.keys().map(|path| place.out.join(path.as_str())).collect::<Vec<_>>())?;
        Some(looks.0.finalize().to_hex().to_string())
    }

    fn add(&mut self, paths: &[PathBuf]) -> Option<()> {
        let now = SystemTime::now();
        let look = |path: &PathBuf| {
            // What a link leads to is looked at, and which file the link itself is.
            let own = fs::symlink_metadata(path).ok()?;
            let to = if own.is_symlink() { fs::metadata(path).ok()? } else { own.clone() };
            let (own, look) = (Look::of(&own), Look::of(&to));
            (!own.is_fresh(now) && !look.is_fresh(now)).then(|| own.text() + &look.text())
        };
        let looks: Option<Vec<String>> = paths.par_iter().map(look).collect();
        for (path, look) in paths.iter().zip(looks?) {
            self.0.update(path.as_os_str().as_encoded_bytes()).update(b"\0").update(look.as_bytes()).update(b"\0");
        }
        Some(())
    }
}

//! The default theme as the program carries it, so that a site without `themes/` builds, and one with some of its files
//! overrides just those.

use include_dir::{Dir, DirEntry, include_dir};

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Every file of the default theme, as a path below the site and its bytes.
pub fn theme() -> impl Iterator<Item = (String, &'static [u8])> {
    let mut files = Vec::new();
    collect(&THEME, &mut files);
    files.into_iter()
}

fn collect(folder: &'static Dir<'_>, files: &mut Vec<(String, &'static [u8])>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, files),
            DirEntry::File(file) => {
                let parts: Vec<_> = file.path().components().map(|part| part.as_os_str().to_string_lossy()).collect();
                files.push((format!("themes/default/{}", parts.join("/")), file.contents()));
            }
        }
    }
}

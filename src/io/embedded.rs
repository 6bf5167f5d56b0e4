//! The default theme as the program carries it, so that a site without `themes/` builds, and one with some of its files
//! overrides just those.

use include_dir::{Dir, DirEntry, include_dir};

use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::base::source::{File, Sources};
use crate::io::read::file::is_text;

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The default theme, as if it stood in the site.
pub fn sources() -> Sources {
    let mut sources = Sources::default();
    collect(&THEME, &mut sources);
    sources
}

fn collect(folder: &'static Dir<'_>, sources: &mut Sources) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, sources),
            DirEntry::File(file) => add(file, sources),
        }
    }
}

fn add(file: &'static include_dir::File<'_>, sources: &mut Sources) {
    let parts: Vec<_> = file.path().components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let Some(path) = RelPath::new(&format!("themes/default/{}", parts.join("/"))) else { return };
    let bytes = file.contents();
    match std::str::from_utf8(bytes) {
        Ok(text) if is_text(&path) => {
            for lang in Lang::ALL {
                if path.as_str().ends_with(&format!("/i18n/{}.yaml", lang.tag())) {
                    sources.default_words.insert(lang, text.into());
                }
            }
            sources.texts.insert(path, text.into());
        }
        _ => {
            drop(sources.files.insert(path, File { size: bytes.len() as u64, embedded: Some(bytes), inspected: None }))
        }
    }
}

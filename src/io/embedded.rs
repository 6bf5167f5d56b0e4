//! What the program carries: the default theme, so that a site without `themes/` builds, and one with some of its files
//! overrides just those; the catalogues of the assessment; and a complete site to look at.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};

use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::base::source::{File, Sources};
use crate::io::read::file::is_text;

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

static CATALOGUES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/ita/catalogues");

/// As it stands and not packed: its pictures and papers are packed already, so that an archive would save an eighth, and be a
/// second copy of what is committed.
static EXAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/sites/showcase/content");

/// The files of the example, as they stand in its folder.
pub(crate) fn example() -> Vec<(RelPath, &'static [u8])> {
    let mut files = Vec::new();
    collect(&EXAMPLE, "content/", &mut |path, bytes| files.push((path, bytes)));
    files
}

/// The default theme, as if it stood in the site, and the catalogues.
pub fn sources() -> Sources {
    let mut sources = Sources::default();
    collect(&THEME, "themes/default/", &mut |path, bytes| add(path, bytes, &mut sources));
    let mut catalogues = BTreeMap::new();
    collect(&CATALOGUES, "", &mut |path, bytes| {
        catalogues.extend(std::str::from_utf8(bytes).ok().map(|text| (path, text.into())));
    });
    sources.catalogues = catalogues;
    sources
}

/// Shows every file of a folder, with its path below `above`.
fn collect(folder: &'static Dir<'_>, above: &str, see: &mut impl FnMut(RelPath, &'static [u8])) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, above, see),
            DirEntry::File(file) => {
                let parts = file.path().components().map(|part| part.as_os_str().to_string_lossy());
                let path = RelPath::new(&format!("{above}{}", parts.collect::<Vec<_>>().join("/")));
                path.into_iter().for_each(|path| see(path, file.contents()));
            }
        }
    }
}

fn add(path: RelPath, bytes: &'static [u8], sources: &mut Sources) {
    match std::str::from_utf8(bytes) {
        Ok(text) if is_text(&path) => {
            for lang in Lang::ALL {
                if path.as_str().ends_with(&format!("/i18n/{}.yaml", lang.tag())) {
                    sources.default_words.insert(lang, text.into());
                }
            }
            sources.texts.insert(path, text.into());
        }
        _ => drop(
            Arc::make_mut(&mut sources.files)
                .insert(path, File { size: bytes.len() as u64, embedded: Some(bytes), inspected: None }),
        ),
    }
}

//! What earlier zips of a site held and the next one does not. No file manager deletes what a zip leaves out, so that a
//! person must.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::base::output::MANIFEST;
use crate::base::path::RelPath;
use crate::base::personal::{Certainty, find};
use crate::io::replace;
use crate::io::upload::files::Files;
use crate::io::upload::record::{Pending, Record};

/// The first line of a list for people, by which it is known for ours.
const HEAD: &str = "# ลบไฟล์เหล่านี้ที่โฮสต์หลังแตกไฟล์ · delete these on the host once the zip is extracted";

/// So much of a page is searched for personal numbers.
const SEARCHED: u64 = 16 << 20;

/// What is remembered of the zips of one target.
pub(crate) struct Zips {
    state: PathBuf,
    zip: PathBuf,
    /// What the last one held, and what those before held and it did not.
    last: BTreeSet<RelPath>,
    gone: BTreeSet<RelPath>,
}

/// What the next zip leaves out.
#[derive(Debug)]
pub(crate) struct Withdrawn {
    /// All that may still stand on the host.
    pub all: Vec<RelPath>,
    /// Those of them that hold personal numbers and stood in the last zip.
    pub personal: Vec<RelPath>,
}

impl Zips {
    /// As the work folder remembers them, or else as the zip itself tells, should it still be there.
    pub(crate) fn of(work: &Path, target: &str, zip: &Path) -> Zips {
        let state = work.join(format!("upload-{target}.zipped"));
        let known = fs::read_to_string(&state).ok().and_then(|text| Pending::parse(&text));
        let last = match &known {
            Some(known) => known.send.keys().cloned().collect(),
            None => record(zip).map(|record| record.manifest.0.into_keys().collect()).unwrap_or_default(),
        };
        let gone = known.map(|known| known.touched).unwrap_or_default();
        Zips { state, zip: zip.to_owned(), last, gone }
    }

    /// What these files leave out. `allowed` are files whose personal numbers are published knowingly.
    pub(crate) fn withdrawn(&self, files: &Files, allowed: &BTreeSet<String>) -> Withdrawn {
        let left = |path: &&RelPath| !files.manifest.0.contains_key(*path);
        let all: BTreeSet<RelPath> = self.gone.iter().chain(&self.last).filter(left).cloned().collect();
        let mut zip = File::open(&self.zip).ok().and_then(|file| ZipArchive::new(file).ok());
        let personal = self.last.iter().filter(left).filter(|path| {
            let text = zip.as_mut().and_then(|zip| text(zip, path.as_str()).ok());
            allowed.contains(path.as_str()) || text.is_some_and(|text| has_numbers(&text))
        });
        let personal = personal.cloned().collect();
        Withdrawn { all: all.into_iter().collect(), personal }
    }

    /// Remembers that a zip with these files was written, and writes the list beside it; tells where that stands.
    pub(crate) fn wrote(&self, files: &Files, site: &str, withdrawn: &Withdrawn) -> anyhow::Result<Option<PathBuf>> {
        let send: BTreeMap<_, _> =
            files.manifest.0.iter().map(|(path, own)| (path.clone(), own.hash.clone())).collect();
        let touched = withdrawn.all.iter().cloned().collect();
        // It has the form of the note of an upload: what is there now, and what is not any more.
        let state = Pending { site: site.to_owned(), id: "zip".to_owned(), send, touched };
        let _ = fs::create_dir_all(self.state.parent().unwrap_or(Path::new(".")))
            .and_then(|()| fs::write(&self.state, state.to_text()));
        let list = self.list();
        if withdrawn.all.is_empty() {
            let ours = fs::read_to_string(&list).is_ok_and(|text| text.starts_with(HEAD));
            let _ = if ours { fs::remove_file(&list) } else { Ok(()) };
            return Ok(None);
        }
        let lines: String = withdrawn.all.iter().map(|path| format!("{path}\n")).collect();
        replace::file(&list, format!("{HEAD}\n{lines}").as_bytes())?;
        Ok(Some(list))
    }

    fn list(&self) -> PathBuf {
        let stem = self.zip.file_stem().unwrap_or_default().to_string_lossy();
        self.zip.with_file_name(format!("{stem}-delete.txt"))
    }
}

fn record(zip: &Path) -> Option<Record> {
    let mut zip = ZipArchive::new(File::open(zip).ok()?).ok()?;
    Record::parse(&text(&mut zip, MANIFEST).ok()?)
}

fn text(zip: &mut ZipArchive<File>, name: &str) -> io::Result<String> {
    let mut bytes = Vec::new();
    zip.by_name(name)?.take(SEARCHED).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn has_numbers(text: &str) -> bool {
    find(text).iter().any(|hit| hit.certainty != Certainty::Body)
}

//! The journal of an upload in the work folder: one line for each step that is certain, so that the next upload goes on
//! from there. It is bound to the upload by its id; one that is lost only means that more is sent again.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::base::path::RelPath;
use crate::io::upload::record::{Journal, Mark};

pub(crate) struct JournalFile {
    path: PathBuf,
    file: Option<File>,
}

impl JournalFile {
    fn path(work: &Path, target: &str) -> PathBuf {
        work.join(format!("upload-{target}.journal"))
    }

    /// What the last upload to this target has left.
    pub(crate) fn read(work: &Path, target: &str) -> Journal {
        let bytes = fs::read(JournalFile::path(work, target)).unwrap_or_default();
        Journal::parse(&String::from_utf8_lossy(&bytes))
    }

    /// Begins a new one with what is certain already.
    pub(crate) fn begin(work: &Path, target: &str, certain: &Journal) -> JournalFile {
        let path = JournalFile::path(work, target);
        let _ = fs::write(&path, certain.to_text());
        let file = OpenOptions::new().append(true).open(&path).ok();
        JournalFile { path, file }
    }

    /// Writes one step down, before the next begins.
    pub(crate) fn mark(&mut self, mark: Mark, path: &RelPath, hash: &str) {
        if let Some(file) = &mut self.file {
            let _ = file.write_all(Journal::line(mark, path, hash).as_bytes());
        }
    }

    /// The upload has ended; the host tells the rest, but for what may still come late.
    pub(crate) fn end(self, late: BTreeSet<RelPath>) {
        let rest = Journal { late, ..Journal::default() };
        let _ = match rest.late.is_empty() {
            true => fs::remove_file(&self.path),
            false => fs::write(&self.path, rest.to_text()),
        };
    }

    /// Forgets what the last upload has left.
    pub(crate) fn forget(work: &Path, target: &str) {
        let _ = fs::remove_file(JournalFile::path(work, target));
    }
}

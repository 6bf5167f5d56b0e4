//! Bringing the new site from the system's memory to the disk, before it takes the place of the old one.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::base::output::Changes;
use crate::io::refusal::shown;

/// Whether a build waits for the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durable {
    /// After a power cut, the old or the new site is there whole.
    Yes,
    /// After a power cut, pages may be empty until the next build, which compares them all and puts them right.
    No,
}

/// Waits until the tree at `stage` is on the disk, and tells how long it took.
pub(crate) fn flush(changes: &Changes, stage: &Path) -> anyhow::Result<Duration> {
    let begin = Instant::now();
    sync_tree(changes, stage).with_context(|| format!("cannot bring {} to the disk", shown(stage)))?;
    Ok(begin.elapsed())
}

/// Waits until the names in a folder are on the disk. Not to be certain of it is no failure: the exchange is done, and
/// after a power cut the old or the new site is there. Windows has no such call.
pub(crate) fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// One call for the whole file system: 20,000 single ones take minutes.
#[cfg(target_os = "linux")]
fn sync_tree(_: &Changes, stage: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(stage)?)?)
}

#[cfg(not(target_os = "linux"))]
fn sync_tree(changes: &Changes, stage: &Path) -> io::Result<()> {
    use rayon::prelude::*;

    use crate::base::output::MANIFEST;
    use crate::io::busy::Patience;

    // Opened for writing, as Windows asks.
    let sync = |path: &str| {
        let path = stage.join(path);
        Patience::for_people().wait(&path, || File::options().write(true).open(&path))?.sync_all()
    };
    changes.write.par_iter().try_for_each(|path| sync(path.as_str()))?;
    sync(MANIFEST)
}

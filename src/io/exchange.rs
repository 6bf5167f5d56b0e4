//! Puts the new site in the place of the old one, in one step where the system can, and sets right what a build that
//! was killed left behind.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context;

use crate::io::output_paths::OutputPaths;
use crate::io::refusal::shown;
use crate::io::tree;

/// Ends what a killed build began: brings back an old site caught between two renames, removes everything else.
pub(super) fn recover(place: &OutputPaths) -> anyhow::Result<()> {
    let (old, stage) = (place.old(), place.stage());
    if is_there(&old) && !is_there(&place.out) {
        rename(&old, &place.out)?;
    }
    for left in [old, stage] {
        tree::remove(&left)
            .with_context(|| format!("cannot remove {}, left by a build that was stopped", shown(&left)))?;
    }
    Ok(())
}

/// Puts the finished tree at the output folder. The old one, if there was one, is then where the new one was built.
pub(super) fn exchange(place: &OutputPaths) -> anyhow::Result<()> {
    match is_there(&place.out) {
        false => rename(&place.stage(), &place.out),
        true => match at_once(&place.stage(), &place.out) {
            Some(done) => done.with_context(|| format!("cannot replace {}", shown(&place.out))),
            None => in_steps(place),
        },
    }
}

/// Exchanges two folders in one step; `None` where the system or the file system cannot.
#[cfg(target_os = "linux")]
fn at_once(one: &Path, other: &Path) -> Option<io::Result<()>> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        // Some containers forbid the call (`PERM`); should the renames be forbidden, too, they say so.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP | Errno::PERM) => None,
        done => Some(done.map_err(io::Error::from)),
    }
}

#[cfg(not(target_os = "linux"))]
fn at_once(_: &Path, _: &Path) -> Option<io::Result<()>> {
    None
}

/// The smallest window that two renames allow; `recover` closes it after a kill. A third rename leaves the old site
/// under the name of the stage, so that `.old` always is a whole site that may be brought back.
fn in_steps(place: &OutputPaths) -> anyhow::Result<()> {
    rename(&place.out, &place.old())?;
    if let Err(error) = rename(&place.stage(), &place.out) {
        return match rename(&place.old(), &place.out) {
            Ok(()) => Err(error),
            Err(worse) => Err(error.context(format!("{worse:#}; the next build brings the old site back"))),
        };
    }
    let _ = rename(&place.old(), &place.stage()); // the new site stands; `recover` takes an old one away, too
    Ok(())
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn rename(from: &Path, to: &Path) -> anyhow::Result<()> {
    patient(|| fs::rename(from, to)).with_context(|| format!("cannot rename {} to {}", shown(from), shown(to)))
}

/// On Windows a virus scanner or an indexer often has a new file open for a moment, and its folder cannot be renamed.
fn patient(action: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let mut tries = if cfg!(windows) { 20 } else { 0 };
    loop {
        match action() {
            Err(error) if tries > 0 && error.kind() == io::ErrorKind::PermissionDenied => {
                tries -= 1;
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            done => return done,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{OutputPaths, exchange, in_steps, recover};

    fn place(dir: &Path) -> OutputPaths {
        fs::create_dir(dir.join(".prongsai")).unwrap();
        OutputPaths::find(dir, &dir.join("public")).unwrap()
    }

    fn tree(at: &Path, text: &str) {
        fs::create_dir(at).unwrap();
        fs::write(at.join("index.html"), text).unwrap();
    }

    fn text(at: &Path) -> Option<String> {
        fs::read_to_string(at.join("index.html")).ok()
    }

    #[test]
    fn both_ways_end_alike() {
        for way in [exchange, in_steps] {
            let dir = tempfile::tempdir().unwrap();
            let place = place(dir.path());
            tree(&place.out, "old");
            tree(&place.stage(), "new");
            way(&place).unwrap();
            assert_eq!((text(&place.out).as_deref(), text(&place.stage()).as_deref()), (Some("new"), Some("old")));
            assert!(!place.old().exists());
        }
    }

    #[test]
    fn the_first_site_is_moved_in() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        tree(&place.stage(), "new");
        exchange(&place).unwrap();
        assert_eq!((text(&place.out).as_deref(), place.stage().exists()), (Some("new"), false));
    }

    #[test]
    fn a_failed_second_rename_is_undone() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        tree(&place.out, "old");
        let error = in_steps(&place).unwrap_err();
        assert_eq!(text(&place.out).as_deref(), Some("old"), "{error:#}");
        assert!(!place.old().exists());
    }

    #[test]
    fn recovers_from_a_kill_at_every_step() {
        // What stands where when it happens, and which site is there afterwards.
        for (out, old, stage, after) in [
            (Some("old"), None, Some("half"), Some("old")),
            (None, Some("old"), Some("new"), Some("old")),
            (Some("new"), Some("old"), None, Some("new")),
            (Some("new"), None, Some("old"), Some("new")),
            (None, None, Some("half"), None),
        ] {
            let dir = tempfile::tempdir().unwrap();
            let place = place(dir.path());
            for (at, text) in [(&place.out, out), (&place.old(), old), (&place.stage(), stage)] {
                text.into_iter().for_each(|text| tree(at, text));
            }
            recover(&place).unwrap();
            assert_eq!(text(&place.out).as_deref(), after);
            assert!(!place.old().exists() && !place.stage().exists());
        }
    }
}

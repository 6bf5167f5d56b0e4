//! Puts the new site in the place of the old one, in one step where the system can, and sets right what a build that
//! was killed left behind.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context;

use crate::base::output::Changes;
use crate::io::busy::{Busy, Patience};
use crate::io::one_by_one;
use crate::io::output_paths::OutputPaths;
use crate::io::refusal::{WriteError, shown};
use crate::io::tree;

/// So many builds may leave something behind that a program holds until it ends.
const TURNS: usize = 10;

/// Ends what a killed build began: goes on with one that replaced file by file, brings back an old site caught between two
/// renames, removes everything else. What resists is left for another day, and the place takes names that are free.
pub(super) fn recover(place: &mut OutputPaths) -> Result<(), WriteError> {
    let mut free = Err(anyhow::anyhow!("{}", shown(&place.work())));
    for turn in (0..TURNS).rev() {
        place.turn = turn;
        if is_there(&place.journal()) {
            one_by_one::end(place)?;
        }
        if is_there(&place.old()) && !is_there(&place.out) {
            rename(&place.old(), &place.out)?;
        }
        match clear(place) {
            Ok(()) => free = Ok(turn),
            Err(_) if free.is_ok() => {}
            Err(error) => free = Err(error),
        }
    }
    place.turn = free?;
    Ok(())
}

/// Removes what a build left. An old site is first given the name of what may be in parts, so that none in parts comes back.
fn clear(place: &OutputPaths) -> anyhow::Result<()> {
    let (old, stage) = (place.old(), place.stage());
    let cleared = tree::remove(&stage).and_then(|()| match is_there(&old) {
        true => fs::rename(&old, &stage).and_then(|()| tree::remove(&stage)),
        false => Ok(()),
    });
    cleared.with_context(|| format!("cannot remove {}, left by a build that was stopped", shown(&stage)))
}

/// Puts the finished tree at the output folder. The old one, if there was one, is then where the new one was built. Where
/// the folder is held, the files in it are replaced.
pub(super) fn exchange(place: &OutputPaths, changes: &Changes) -> Result<(), WriteError> {
    if !is_there(&place.out) {
        return Ok(rename(&place.stage(), &place.out)?);
    }
    let done = at_once(&place.stage(), &place.out).unwrap_or_else(|| in_steps(place));
    match done {
        Err(error) if Busy::of(&error).is_some() && is_there(&place.out) => one_by_one::update(place, changes),
        done => Ok(done.with_context(|| format!("cannot replace {}", shown(&place.out)))?),
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
fn in_steps(place: &OutputPaths) -> io::Result<()> {
    let mut patience = Patience::for_scanners();
    patience.wait(&place.out, || fs::rename(&place.out, place.old()))?;
    if let Err(error) = patience.wait(&place.stage(), || fs::rename(place.stage(), &place.out)) {
        let back = Patience::for_people().wait(&place.old(), || fs::rename(place.old(), &place.out));
        return back
            .map_err(|worse| io::Error::other(format!("{worse}; the next build brings it back")))
            .and(Err(error));
    }
    let _ = fs::rename(place.old(), place.stage()); // the new site stands; `recover` takes an old one away, too
    Ok(())
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn rename(from: &Path, to: &Path) -> anyhow::Result<()> {
    let renamed = Patience::for_people().wait(from, || fs::rename(from, to));
    renamed.with_context(|| format!("cannot rename {} to {}", shown(from), shown(to)))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Changes, OutputPaths, exchange, in_steps, recover};

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
        let at_once = |place: &OutputPaths| exchange(place, &Changes::default()).unwrap();
        let in_steps = |place: &OutputPaths| in_steps(place).unwrap();
        for way in [&at_once as &dyn Fn(&OutputPaths), &in_steps] {
            let dir = tempfile::tempdir().unwrap();
            let place = place(dir.path());
            tree(&place.out, "old");
            tree(&place.stage(), "new");
            way(&place);
            assert_eq!((text(&place.out).as_deref(), text(&place.stage()).as_deref()), (Some("new"), Some("old")));
            assert!(!place.old().exists());
        }
    }

    #[test]
    fn the_first_site_is_moved_in() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        tree(&place.stage(), "new");
        exchange(&place, &Changes::default()).unwrap();
        assert_eq!((text(&place.out).as_deref(), place.stage().exists()), (Some("new"), false));
    }

    #[test]
    fn a_failed_second_rename_is_undone() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        tree(&place.out, "old");
        let error = in_steps(&place).unwrap_err();
        assert_eq!(text(&place.out).as_deref(), Some("old"), "{error}");
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
            let mut place = place(dir.path());
            for (at, text) in [(&place.out, out), (&place.old(), old), (&place.stage(), stage)] {
                text.into_iter().for_each(|text| tree(at, text));
            }
            recover(&mut place).unwrap();
            assert_eq!(text(&place.out).as_deref(), after);
            assert!(!place.old().exists() && !place.stage().exists());
        }
    }
}

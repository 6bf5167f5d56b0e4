//! Looks at the files of a site again and again, and tells which look otherwise than before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::io::look::Look;
use crate::io::read::file::FOLDERS;
use crate::io::read::folder::{Changed, walk};

/// Looking takes at most one part of so many of the time: a site of many files is looked at less often.
const SHARE: u32 = 10;

/// How each file looks; nothing for one that could change again without looking otherwise, or that cannot be looked at.
type Looks = BTreeMap<PathBuf, Option<Look>>;

/// Looks at the site at `root` after each pause in which `is_wanted`, until `tell` gives false.
pub(super) fn poll(
    root: &Path,
    pause: impl Fn() -> Duration,
    is_wanted: impl Fn() -> bool,
    tell: impl Fn(Changed) -> bool,
) {
    let (mut known, mut took) = (looks(root), Duration::ZERO);
    // What changed before the first look has told nobody.
    let mut is_heard = tell(Changed::Look);
    while is_heard {
        std::thread::sleep(pause().max(took * SHARE));
        if is_wanted() {
            let begun = Instant::now();
            let new = looks(root);
            let other = different(&known, &new);
            (known, took) = (new, begun.elapsed());
            is_heard = other.is_empty() || tell(Changed::Paths(other));
        }
    }
}

fn looks(root: &Path) -> Looks {
    let now = SystemTime::now();
    let looks = FOLDERS.iter().flat_map(|folder| walk(&root.join(folder))).filter_map(|entry| {
        let path = entry.ok()?.into_path();
        let look = path.metadata().ok().map(|found| Look::of(&found)).filter(|look| !look.is_fresh(now));
        Some((path, look))
    });
    looks.collect()
}

/// The files that are not known to look the same.
fn different(known: &Looks, new: &Looks) -> BTreeSet<PathBuf> {
    let same = |path: &PathBuf, look: &Option<Look>| look.is_some() && known.get(path) == Some(look);
    let other = new.iter().filter(|(path, look)| !same(path, look)).map(|(path, _)| path);
    other.chain(known.keys().filter(|path| !new.contains_key(*path))).cloned().collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs::{self, File};
    use std::time::{Duration, Instant, SystemTime};

    use super::{Changed, different, looks, poll};

    const PAUSE: Duration = Duration::from_millis(10);

    #[test]
    fn a_file_that_looks_otherwise_is_told_until_it_is_old_enough_to_be_known() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path();
        fs::create_dir_all(root.join("content")).unwrap();
        let path = |name: &str| root.join("content").join(name);
        let write = |name: &str, text: &str, age: u64| {
            fs::write(path(name), text).unwrap();
            let file = File::options().write(true).open(path(name)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        };
        ["same", "longer", "gone"].into_iter().for_each(|name| write(name, "x", 100));
        // What the system says of the last change of a file as such cannot be set.
        std::thread::sleep(Duration::from_millis(2100));
        let known = looks(root);
        assert!(different(&known, &looks(root)).is_empty());
        write("longer", "xx", 100);
        write("new", "x", 100);
        fs::remove_file(path("gone")).unwrap();
        let new = looks(root);
        let told = || ["gone", "longer", "new"].map(path).into();
        assert_eq!(different(&known, &new), told());
        let fresh = ["longer", "new"].map(path).into_iter().filter(|path| new[path].is_none()).collect();
        assert_eq!(different(&new, &looks(root)), fresh);
    }

    #[test]
    fn looks_are_taken_while_somebody_wants_them() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("content/a.md");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let (told, wanted_at, begun) = (Cell::new(0), PAUSE * 10, Instant::now());
        let tell = |changed: Changed| {
            told.set(told.get() + 1);
            match told.get() {
                1 => {
                    assert_eq!(changed, Changed::Look);
                    fs::write(&file, "x").unwrap();
                    true
                }
                _ => {
                    assert_eq!(changed, Changed::Paths([file.clone()].into()));
                    false
                }
            }
        };
        poll(place.path(), || PAUSE, || begun.elapsed() >= wanted_at, tell);
        assert!(told.get() == 2 && begun.elapsed() >= wanted_at);
    }
}

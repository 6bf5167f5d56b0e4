//! By what a changed file is told without reading it.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file whose time of change is this close to the time of reading may change again without showing it.
const FRESH: Duration = Duration::from_secs(2);

/// How a file looks from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub size: u64,
    modified: Option<SystemTime>,
    /// When anything of it changed, its mode and its name too, which nobody can set at will; 0 where the system does not say.
    changed: i128,
    /// What tells it from another of the same name, where the system can.
    identity: u64,
}

impl Look {
    pub(crate) fn of(found: &Metadata) -> Look {
        let (changed, identity) = own(found);
        Look { size: found.len(), modified: found.modified().ok(), changed, identity }
    }

    /// Whether it was still the same file with the same bytes; its mode and its names do not count.
    pub(crate) fn has_bytes_of(&self, other: &Look) -> bool {
        (self.size, self.modified, self.identity) == (other.size, other.modified, other.identity)
    }

    /// Whether a file that was read at `now` may change again without looking otherwise.
    pub(crate) fn is_fresh(&self, now: SystemTime) -> bool {
        let is_old = |time: SystemTime| now.duration_since(time).is_ok_and(|age| age >= FRESH);
        let changed = u64::try_from(self.changed / 1_000_000_000).unwrap_or(u64::MAX);
        !(self.modified.is_some_and(is_old) && is_old(UNIX_EPOCH + Duration::from_secs(changed)))
    }

    /// The same as text, by which it can be known again.
    pub(crate) fn text(&self) -> String {
        let since = self.modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        format!("{} {} {} {}", self.size, since.map_or(0, |time| time.as_nanos()), self.changed, self.identity)
    }
}

#[cfg(unix)]
fn own(found: &Metadata) -> (i128, u64) {
    use std::os::unix::fs::MetadataExt;
    (i128::from(found.ctime()) * 1_000_000_000 + i128::from(found.ctime_nsec()), found.ino())
}

#[cfg(not(unix))]
fn own(_: &Metadata) -> (i128, u64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    use super::{FRESH, Look};

    #[test]
    fn a_file_is_known_by_more_than_its_size_and_time() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("x");
        let look = || Look::of(&fs::metadata(&path).unwrap());
        fs::write(&path, "one").unwrap();
        let then = SystemTime::now() - Duration::from_secs(1000);
        let touch = || File::options().write(true).open(&path).unwrap().set_modified(then).unwrap();
        touch();
        let before = look();
        assert!(before.has_bytes_of(&before) && before == look());
        if cfg!(unix) {
            std::thread::sleep(Duration::from_millis(20));
            fs::write(&path, "two").unwrap();
            touch();
            assert!(before.has_bytes_of(&look()) && before != look() && before.text() != look().text());
            assert!(look().is_fresh(SystemTime::now()), "whatever its time says");
        }
        assert!(!look().is_fresh(SystemTime::now() + FRESH + Duration::from_secs(1)));
        assert!(look().is_fresh(then), "a file of a time to come");
    }
}

//! What another program has open: Windows does not let it be replaced, removed or renamed meanwhile, nor does Linux what
//! is mounted. It is tried again for a while, and a person hears which file it is.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// So long a person has to close a file.
const PATIENCE: Duration = Duration::from_secs(15);

/// A virus scanner or an indexer has done with a file by then: nobody needs to hear of it.
const SCANNED: Duration = Duration::from_secs(1);

const PAUSE: Duration = Duration::from_millis(50);

type Tell = Box<dyn Fn(&Path) + Send + Sync>;

/// What tells a person that a file is waited for.
static TELL: OnceLock<Tell> = OnceLock::new();

/// Why the system refuses a change that it may allow in a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Busy {
    /// Another program has it open.
    Held,
    /// Another program has it open, or nobody may change it: Windows says the same of both.
    HeldOrForbidden,
}

impl Busy {
    pub(crate) fn of(error: &io::Error) -> Option<Busy> {
        match error.raw_os_error() {
            Some(5) if cfg!(windows) => Some(Busy::HeldOrForbidden),
            // In use, locked in part, shown by a program that has the file in its memory.
            Some(32 | 33 | 1224) if cfg!(windows) => Some(Busy::Held),
            _ => (error.kind() == ErrorKind::ResourceBusy).then_some(Busy::Held),
        }
    }
}

/// Has `tell` called with each file that is waited for.
pub(crate) fn told_by(tell: impl Fn(&Path) + Send + Sync + 'static) {
    let _ = TELL.set(Box::new(tell)); // the first one, which the command line gives
}

/// How long it is still tried, for all files of one undertaking together.
pub(crate) struct Patience {
    limit: Duration,
    begun: Option<Instant>,
    told: Option<PathBuf>,
}

impl Patience {
    /// So that a person has time to close a file.
    pub(crate) fn for_people() -> Patience {
        Patience { limit: PATIENCE, begun: None, told: None }
    }

    /// So that a scanner has time, where there is another way for what is held longer.
    pub(super) fn for_scanners() -> Patience {
        Patience { limit: if cfg!(windows) { SCANNED } else { Duration::ZERO }, begun: None, told: None }
    }

    /// Does what concerns `path`, again and again while that is held.
    pub(crate) fn wait<T>(&mut self, path: &Path, mut action: impl FnMut() -> io::Result<T>) -> io::Result<T> {
        loop {
            match action() {
                Err(error) if self.lasts(path, &error) => {}
                done => return done,
            }
        }
    }

    /// Whether it shall be tried again, after a pause.
    pub(crate) fn lasts(&mut self, path: &Path, error: &io::Error) -> bool {
        if Busy::of(error).is_none() || is_protected(path) {
            return false;
        }
        let waited = self.begun.get_or_insert_with(Instant::now).elapsed();
        if waited >= self.limit {
            return false;
        }
        if waited >= SCANNED && self.told.as_deref() != Some(path) {
            self.told = Some(path.to_owned());
            TELL.get().into_iter().for_each(|tell| tell(path));
        }
        std::thread::sleep(PAUSE);
        true
    }
}

/// Whether another program keeps a file from being replaced, asked without changing it.
#[cfg(windows)]
pub(super) fn ask(path: &Path) -> io::Result<()> {
    use std::os::windows::fs::OpenOptionsExt;

    const DELETE: u32 = 0x0001_0000;
    const THE_LINK_ITSELF: u32 = 0x0020_0000;
    // A folder may stand where a page goes; without this nobody may open one.
    const FOLDERS_TOO: u32 = 0x0200_0000;
    match fs::File::options().access_mode(DELETE).custom_flags(THE_LINK_ITSELF | FOLDERS_TOO).open(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(not(windows))]
pub(super) fn ask(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Lets a file or folder be replaced that is marked as read-only, which Windows refuses: whether it was so.
pub(super) fn unprotect(path: &Path) -> bool {
    is_protected(path) && allow(path).is_ok()
}

fn is_protected(path: &Path) -> bool {
    cfg!(windows) && fs::symlink_metadata(path).is_ok_and(|found| found.permissions().readonly())
}

#[cfg(windows)]
fn allow(path: &Path) -> io::Result<()> {
    let mut permissions = fs::symlink_metadata(path)?.permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "it opens a file to all on Unix only")]
    permissions.set_readonly(false);
    fs::set_permissions(path, permissions)
}

#[cfg(not(windows))]
fn allow(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};
    use std::path::{Path, PathBuf};
    use std::sync::Mutex;
    use std::time::{Duration, Instant};

    use super::{Busy, Patience, SCANNED};

    fn busy() -> Error {
        ErrorKind::ResourceBusy.into()
    }

    #[test]
    fn what_is_held_for_a_moment_is_waited_for() {
        let mut tries = 0;
        let done = Patience::for_people().wait(Path::new("x"), || {
            tries += 1;
            if tries < 4 { Err(busy()) } else { Ok(tries) }
        });
        assert_eq!(done.unwrap(), 4);
    }

    #[test]
    fn patience_is_for_all_files_together_and_for_nothing_else() {
        let mut patience = Patience { limit: Duration::from_millis(200), begun: None, told: None };
        let tries = ["a", "b", "c"].map(|name| {
            let mut tries = 0;
            let refused = patience.wait(Path::new(name), || {
                tries += 1;
                Err::<(), _>(busy())
            });
            assert_eq!(Busy::of(&refused.unwrap_err()), Some(Busy::Held));
            tries
        });
        assert!(tries[0] > 1 && tries[1..] == [1, 1], "{tries:?}");
        let mut tries = 0;
        let refused = Patience::for_people().wait(Path::new("a"), || {
            tries += 1;
            Err::<(), _>(Error::from(ErrorKind::StorageFull))
        });
        assert_eq!((tries, refused.unwrap_err().kind()), (1, ErrorKind::StorageFull));
    }

    #[test]
    fn a_person_hears_once_of_each_file_that_takes_long() {
        static TOLD: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
        super::told_by(|path| TOLD.lock().unwrap().push(path.to_owned()));
        let mut patience = Patience::for_people();
        assert!(patience.lasts(Path::new("scanned"), &busy()));
        patience.begun = Instant::now().checked_sub(SCANNED);
        for name in ["one", "one", "other", "other"] {
            assert!(patience.lasts(Path::new(name), &busy()));
        }
        // Other tests wait at the same time, on a busy machine long enough to be told.
        let own = |path: &&PathBuf| path.ends_with("one") || path.ends_with("other");
        assert_eq!(TOLD.lock().unwrap().iter().filter(own).collect::<Vec<_>>(), ["one", "other"]);
    }

    #[cfg(windows)]
    #[test]
    fn the_numbers_of_windows() {
        let of = |number| Busy::of(&Error::from_raw_os_error(number));
        assert_eq!(
            [5, 32, 33, 1224, 2].map(of),
            [Some(Busy::HeldOrForbidden), Some(Busy::Held), Some(Busy::Held), Some(Busy::Held), None]
        );
    }
}

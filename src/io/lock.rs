//! One build at a time for an output folder. The system drops the lock when the process ends, however it ends; the file
//! may stay.

use std::fs::{File, OpenOptions, TryLockError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::io::output_paths::OutputPaths;
use crate::io::refusal::{WriteError, shown};
use crate::io::work_folder::make;

/// A child that begins has its parent's files for a moment, and with them a lock that the parent has let go. So long one that
/// seems to be taken is asked for again.
const MOMENT: Duration = Duration::from_millis(200);
const PAUSE: Duration = Duration::from_millis(10);

/// Held until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Makes the work folder and takes the lock, without waiting for another build.
    pub(super) fn take(place: &OutputPaths) -> Result<Lock, WriteError> {
        let work = place.work();
        make(&work)?;
        let path = place.lock();
        let open = OpenOptions::new().create(true).write(true).truncate(false).open(&path);
        let file = open.with_context(|| format!("cannot open {}", shown(&path)))?;
        match try_for_a_moment(&file) {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(WriteError::Locked(path)),
            Err(TryLockError::Error(error)) => {
                Err(anyhow::Error::new(error).context(format!("cannot lock {}", shown(&path))).into())
            }
        }
    }
}

/// Takes the lock of a file, without waiting for a program that goes on holding it.
pub(crate) fn try_for_a_moment(file: &File) -> Result<(), TryLockError> {
    try_for(file, MOMENT)
}

fn try_for(file: &File, moment: Duration) -> Result<(), TryLockError> {
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if begun.elapsed() < moment => sleep(PAUSE),
            answer => return answer,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::time::Duration;

    use super::{Lock, MOMENT, OutputPaths, WriteError, try_for};

    #[test]
    fn a_lock_that_is_let_go_in_a_moment_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        let place = OutputPaths::find(dir.path(), &dir.path().join("public")).unwrap();
        let first = Lock::take(&place).unwrap();
        let letting_go = std::thread::spawn(move || {
            std::thread::sleep(MOMENT / 4);
            drop(first);
        });
        // On a busy machine nobody knows when the other thread wakes.
        try_for(&File::open(place.lock()).unwrap(), Duration::from_secs(60)).unwrap();
        letting_go.join().unwrap();
    }

    #[test]
    fn a_second_build_is_turned_away_until_the_first_ends() {
        let dir = tempfile::tempdir().unwrap();
        let place = OutputPaths::find(dir.path(), &dir.path().join("public")).unwrap();
        let first = Lock::take(&place).unwrap();
        let Err(error @ WriteError::Locked(_)) = Lock::take(&place) else { panic!("locked twice") };
        assert!(error.words().en.contains("public.lock"), "{error}");
        drop(first);
        Lock::take(&place).unwrap();
        let other = OutputPaths::find(dir.path(), &dir.path().join("other")).unwrap();
        Lock::take(&other).unwrap();
    }
}

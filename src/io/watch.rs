//! Tells when files of a site change. The system's own notices are used where there are any; where they have run out, or
//! are not wanted, the files are looked at again and again. A notice only says where to look: what has changed is found by
//! reading.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::io::poll::poll;
use crate::io::read::file::FOLDERS;
use crate::io::read::folder::Changed;

/// So long nothing may happen before a save is taken for finished: editors write, rename and touch within it.
const QUIET: Duration = Duration::from_millis(4);

/// A stream of notices without a pause is passed on after this time.
const PATIENCE: Duration = Duration::from_millis(40);

/// How often the watched folders are seen to be the same ones still.
const HEARTBEAT: Duration = Duration::from_millis(500);

/// The pause between two looks in spite of notices, while somebody is looking: a cloud drive or a network share gives none of
/// what others change, and Windows drops all of them without a word when too many come at once.
const LOOK: Duration = Duration::from_secs(2);

/// The pause between two looks where there are no notices.
const POLL: Duration = Duration::from_millis(300);

/// How changes are noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// By the system's notices.
    Notices,
    /// By looking again and again, because it was asked for.
    Polling,
    /// By looking again and again, because the system gives no (more) notices: its own words.
    PollingAfter(String),
}

/// What a watch has to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    Changed(Changed),
    /// From now on changes are noticed in this way.
    Mode(Mode),
}

/// Watches the site at `root` for ever, in a thread of its own; `tell` gives false when nobody listens any more, and
/// `is_seen` whether a page is open.
pub(crate) fn watch(
    root: &Path,
    polling: bool,
    is_seen: impl Fn() -> bool + Send + 'static,
    tell: impl Fn(Notice) -> bool + Send + Sync + 'static,
) {
    let (root, tell, notices) = (root.to_owned(), Arc::new(tell), Arc::new(AtomicBool::new(!polling)));
    let looking = {
        let (root, tell, notices) = (root.clone(), tell.clone(), notices.clone());
        let noticed = move || notices.load(Ordering::Relaxed);
        move || {
            let pause = || if noticed() { LOOK } else { POLL };
            poll(&root, pause, || !noticed() || is_seen(), |changed| tell(Notice::Changed(changed)));
        }
    };
    let listening = move || {
        let mode = match polling {
            true => Mode::Polling,
            false if !tell(Notice::Mode(Mode::Notices)) => return,
            false => match by_notices(&root, &*tell) {
                Some(error) => Mode::PollingAfter(error),
                None => return,
            },
        };
        notices.store(false, Ordering::Relaxed);
        tell(Notice::Mode(mode));
    };
    // Each in a thread of its own: a look at a large site takes longer than a save may.
    std::thread::spawn(looking);
    std::thread::spawn(listening);
}

/// Passes the system's notices on; ends with its error, or with `None` when nobody listens any more.
fn by_notices(root: &Path, tell: &impl Fn(Notice) -> bool) -> Option<String> {
    loop {
        let (sender, notices) = channel();
        let watched = Watched::find(root);
        let _watcher = match begin(&watched, sender) {
            Ok(watcher) => watcher,
            Err(error) => return Some(error),
        };
        // What changed before the watch began has told nobody.
        if !tell(Notice::Changed(Changed::Look)) {
            return None;
        }
        match pass_on(root, &watched, &notices, tell) {
            End::Moved => {}
            End::Failed(error) => return Some(error),
            End::Unheard => return None,
        }
    }
}

/// Why notices are no longer passed on.
enum End {
    /// A watched folder is not the one that it was.
    Moved,
    Failed(String),
    Unheard,
}

type Told = Receiver<notify::Result<notify::Event>>;

fn pass_on(root: &Path, watched: &Watched, notices: &Told, tell: &impl Fn(Notice) -> bool) -> End {
    let mut checked = Instant::now();
    loop {
        let first = match notices.recv_timeout(HEARTBEAT) {
            Ok(first) => Some(first),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return End::Failed("notify".to_owned()),
        };
        let heard = match first.map(|first| collect(first, notices)) {
            Some(Err(error)) => return End::Failed(error),
            Some(Ok(Some(changed))) => tell(Notice::Changed(changed)),
            Some(Ok(None)) | None => true,
        };
        if !heard {
            return End::Unheard;
        }
        if checked.elapsed() >= HEARTBEAT {
            if Watched::find(root) != *watched {
                return if tell(Notice::Changed(Changed::All)) { End::Moved } else { End::Unheard };
            }
            checked = Instant::now();
        }
    }
}

/// Gathers what comes in one go: `None` if nothing has changed, as when files were only read.
fn collect(first: notify::Result<notify::Event>, notices: &Told) -> Result<Option<Changed>, String> {
    let begun = Instant::now();
    let mut paths = BTreeSet::new();
    let mut lost = false;
    let mut next = Some(first);
    while let Some(notice) = next {
        match notice {
            Ok(event) if event.need_rescan() => lost = true,
            Ok(event) if is_reading(event.kind) => {}
            Ok(event) => paths.extend(event.paths),
            Err(error) if is_exhausted(&error) => return Err(error.to_string()),
            Err(_) => lost = true,
        }
        next = (begun.elapsed() < PATIENCE).then(|| notices.recv_timeout(QUIET).ok()).flatten();
    }
    Ok(match (lost, paths.is_empty()) {
        (true, _) => Some(Changed::All),
        (false, true) => None,
        (false, false) => Some(Changed::Paths(paths)),
    })
}

/// Our own reading is told too; only the end of a writing is a change.
fn is_reading(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

fn is_exhausted(error: &notify::Error) -> bool {
    matches!(error.kind, ErrorKind::MaxFilesWatch)
}

fn begin(watched: &Watched, sender: Sender<notify::Result<notify::Event>>) -> Result<RecommendedWatcher, String> {
    let fault = |error: notify::Error| error.to_string();
    let config = Config::default().with_follow_symlinks(false);
    let mut watcher = RecommendedWatcher::new(sender, config).map_err(fault)?;
    for (folder, _) in watched.0.iter().filter(|(_, identity)| identity.is_some()) {
        match watcher.watch(folder, RecursiveMode::Recursive) {
            // It went away in this very moment, which the heartbeat will see.
            Err(error) if matches!(error.kind, ErrorKind::PathNotFound) || !folder.exists() => {}
            watching => watching.map_err(fault)?,
        }
    }
    Ok(watcher)
}

/// The folders of a site, each with what tells it from another of the same name.
#[derive(PartialEq, Eq)]
struct Watched(Vec<(PathBuf, Option<u64>)>);

impl Watched {
    fn find(root: &Path) -> Watched {
        let folders = FOLDERS.iter().map(|folder| root.join(folder));
        Watched(folders.map(|folder| (folder.clone(), identity(&folder))).collect())
    }
}

#[cfg(unix)]
fn identity(folder: &Path) -> Option<u64> {
    let found = folder.metadata().ok().filter(std::fs::Metadata::is_dir)?;
    Some(std::os::unix::fs::MetadataExt::ino(&found))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<u64> {
    let found = folder.metadata().ok().filter(std::fs::Metadata::is_dir)?;
    let since = found.created().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::mpsc::channel;

    use notify::event::{AccessKind, EventKind, Flag, ModifyKind};
    use notify::{Error, Event};

    use super::{Changed, collect};

    fn edit(path: &str) -> Event {
        Event::new(EventKind::Modify(ModifyKind::Any)).add_path(PathBuf::from(path))
    }

    #[test]
    fn what_was_lost_has_everything_read_again() {
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        for lost in [Ok(lost), Err(Error::generic("a buffer ran over"))] {
            let (sender, notices) = channel();
            sender.send(lost).unwrap();
            assert_eq!(collect(Ok(edit("a")), &notices), Ok(Some(Changed::All)));
        }
        let (_sender, notices) = channel();
        assert_eq!(collect(Ok(edit("a")), &notices), Ok(Some(Changed::Paths([PathBuf::from("a")].into()))));
        assert_eq!(collect(Ok(Event::new(EventKind::Access(AccessKind::Read))), &notices), Ok(None));
    }
}

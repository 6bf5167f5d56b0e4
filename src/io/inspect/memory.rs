//! What was found in attachments, kept in the site's work folder, so that an unchanged file is not read again. Known by the
//! key of this user: what somebody else has put there counts for nothing, and neither does what another build of prongsai
//! has found. A file with a personal number is not kept. A memory that cannot be read or written costs time and nothing else.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::base::document::{Fault, Inspected};
use crate::base::mask::mask;
use crate::base::path::RelPath;
use crate::io::look::Look;
use crate::io::output_paths::WORK;
use crate::io::work_folder;

const FILE: &str = "inspected.txt";

/// The file of the key, in the user's own folder.
const KEY: &str = "inspected.key";

/// A memory with more bytes was not written here.
const LARGEST: u64 = 64 << 20;

#[derive(Default)]
pub(super) struct Memory {
    /// Where it is kept, and the key that belongs to it.
    kept: Option<(PathBuf, [u8; 32])>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    known: BTreeMap<String, Known>,
    /// The names of files, by their hash and ending.
    names: HashMap<(String, String), String>,
    is_new: bool,
}

/// What is known of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Known {
    /// How it looked; nothing where it could have changed without looking otherwise.
    look: Option<String>,
    ending: String,
    #[serde(with = "shared")]
    found: Arc<Inspected>,
}

impl Memory {
    pub(super) fn open(program: &Path, site: &Path, own: &Path) -> Memory {
        let Ok(key) = key(own) else { return Memory::default() };
        let file = site.join(WORK).join(FILE);
        // Another program has another key, and reads nothing of this.
        let key = *blake3::keyed_hash(&key, mark(program).as_bytes()).as_bytes();
        let known = read(&file, &key).unwrap_or_default();
        let names = known.iter().filter_map(|(name, known)| Some((known.key()?, name.clone()))).collect();
        Memory { kept: Some((file, key)), state: Mutex::new(State { known, names, is_new: false }) }
    }

    /// What was found in a file that looks as it did then.
    pub(super) fn of(&self, name: &RelPath, look: &Look) -> Option<Arc<Inspected>> {
        let state = self.state();
        let known = state.known.get(name.as_str())?;
        (known.look.as_ref()? == &look.text()).then(|| known.found.clone())
    }

    /// What was found in a file with the same bytes.
    pub(super) fn of_hash(&self, hash: &str, ending: &str) -> Option<Arc<Inspected>> {
        let state = self.state();
        let name = state.names.get(&(hash.to_owned(), ending.to_owned()))?;
        // The file of that name may have other bytes by now.
        let known = state.known.get(name).filter(|known| known.found.hash.as_deref() == Some(hash))?;
        Some(known.found.clone())
    }

    pub(super) fn learn(&self, name: &RelPath, look: Option<Look>, ending: String, found: &Arc<Inspected>) {
        if found.fault.is_some_and(Fault::may_pass) {
            return;
        }
        let known = Known { look: look.map(|look| look.text()), ending, found: found.clone() };
        let mut state = self.state();
        if let Some(key) = known.key() {
            state.names.insert(key, name.as_str().to_owned());
        }
        state.known.insert(name.as_str().to_owned(), known);
        state.is_new = true;
    }

    /// Writes what is known of the files that are there. Of one with a personal number, in itself, in its name or anywhere in
    /// what is known of it, nothing is written.
    pub(super) fn save(&self, exists: impl Fn(&RelPath) -> bool) {
        let Some((file, key)) = &self.kept else { return };
        let mut state = self.state();
        let before = state.known.len();
        state.known.retain(|name, _| RelPath::new(name).is_some_and(|name| exists(&name)));
        if !state.is_new && state.known.len() == before {
            return;
        }
        let lines = state.known.iter().filter_map(|entry| serde_json::to_string(&entry).ok());
        let clean = lines.filter(|line| mask(line) == *line);
        // What would be too much is read again the next time.
        let mut size = 0;
        let few = clean.filter(|line| {
            let fits = size + line.len() as u64 + 1 < LARGEST - 1024;
            size += if fits { line.len() as u64 + 1 } else { 0 };
            fits
        });
        let text: String = few.map(|line| line + "\n").collect();
        let _ = write(file, &format!("{}\n{text}", blake3::keyed_hash(key, text.as_bytes()).to_hex()));
        state.is_new = false;
        let State { known, names, .. } = &mut *state;
        names.retain(|_, name| known.contains_key(name));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What was found is kept once, here and in the site.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::base::document::Inspected;

    pub(super) fn serialize<S: Serializer>(found: &Arc<Inspected>, serializer: S) -> Result<S::Ok, S::Error> {
        found.as_ref().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Inspected>, D::Error> {
        Inspected::deserialize(deserializer).map(Arc::new)
    }
}

impl Known {
    fn key(&self) -> Option<(String, String)> {
        Some((self.found.hash.clone()?, self.ending.clone()))
    }
}

/// The folder of this user for what prongsai keeps for itself.
pub(crate) fn own_folder() -> Option<PathBuf> {
    let named = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = if cfg!(windows) { named("LOCALAPPDATA") } else { named("XDG_CACHE_HOME") };
    let folder = folder.or_else(|| Some(std::env::home_dir()?.join(".cache")))?;
    folder.is_absolute().then(|| folder.join("prongsai"))
}

/// A build of prongsai: another finds other things.
fn mark(program: &Path) -> String {
    let found = fs::metadata(program).ok();
    let time = found.as_ref().and_then(|found| found.modified().ok()?.duration_since(UNIX_EPOCH).ok());
    format!("{} {time:?} {}", env!("CARGO_PKG_VERSION"), found.map_or(0, |found| found.len()))
}

/// The key of this user, made when there is none.
pub(crate) fn key(own: &Path) -> io::Result<[u8; 32]> {
    let path = own.join(KEY);
    if !path.exists() {
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(io::Error::other)?;
        fs::create_dir_all(own)?;
        let mut file = tempfile::NamedTempFile::new_in(own)?;
        file.write_all(&key)?;
        // Another run may have been faster; its key is as good.
        let _ = file.persist_noclobber(&path);
    }
    fs::read(path)?.try_into().map_err(|_| io::ErrorKind::InvalidData.into())
}

fn read(file: &Path, key: &[u8; 32]) -> Option<BTreeMap<String, Known>> {
    if fs::symlink_metadata(file).ok().filter(|found| found.is_file())?.len() > LARGEST {
        return None;
    }
    let text = fs::read_to_string(file).ok()?;
    let (mark, text) = text.split_once('\n')?;
    // Compared in constant time, as hashes are.
    let is_own = blake3::Hash::from_hex(mark).ok()? == blake3::keyed_hash(key, text.as_bytes());
    is_own.then(|| text.lines().map(|line| serde_json::from_str(line).ok()).collect::<Option<_>>())?
}

fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    work_folder::make(folder)?;
    // Anew, and not through a link that somebody has put there; what is cut short is known by its mark.
    let _ = fs::remove_file(file);
    Ok(fs::File::create_new(file)?.write_all(text.as_bytes())?)
}

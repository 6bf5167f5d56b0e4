//! What was made of pictures, kept in the site's work folder by the hash of the file and the method. Known by the key of this
//! user, as what is known of attachments: pictures that somebody else has put there are not published. What cannot be kept is
//! made again the next time.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::base::picture::{Form, METHOD, Recipe, Size, Unfit};
use crate::io::inspect::inspector::{key, own_folder};
use crate::io::output_paths::WORK;
use crate::io::pictures::kind::Kind;
use crate::io::pictures::pixels::Pixels;
use crate::io::pictures::{decode, encode, gif, jpeg, png, resize, webp};
use crate::io::work_folder;

const FOLDER: &str = "pictures";

/// What the preview keeps in memory, which writes nothing.
const READY: usize = 64 << 20;

/// The quality of a photograph that had to be turned and is offered as a whole.
const WHOLE: u8 = 92;

/// Makes files of pictures, each once, and no more at a time than fit into memory.
pub(crate) struct Pictures {
    site: PathBuf,
    /// Where they are kept, and the key that belongs to it.
    kept: Option<(PathBuf, [u8; 32])>,
    writes: bool,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    /// Files that are being made something of, by their hashes, and what that takes.
    in_hand: HashSet<String>,
    weight: u64,
    /// What was made and is not on the disk.
    ready: HashMap<String, Vec<u8>>,
    used: BTreeSet<String>,
}

/// Why a picture was not made.
#[derive(Debug)]
pub(crate) enum NotMade {
    /// The file is not what was inspected.
    Changed,
    Unfit(Unfit),
}

/// The right to make something of a file.
struct Turn<'a>(&'a Pictures, &'a str, u64);

impl Pictures {
    /// Of the site in a folder; what is made is kept there.
    pub(crate) fn keeping(site: &Path) -> Pictures {
        Pictures { writes: true, ..Pictures::reading(site) }
    }

    /// The same, which writes nothing.
    pub(crate) fn reading(site: &Path) -> Pictures {
        let key = own_folder().and_then(|own| key(&own).ok());
        let kept = key.map(|key| (site.join(WORK).join(FOLDER), key));
        Pictures { site: site.to_owned(), kept, writes: false, state: Mutex::default(), freed: Condvar::new() }
    }

    /// The bytes of one file.
    pub(crate) fn make(&self, recipe: &Recipe) -> Result<Vec<u8>, NotMade> {
        let name = name(recipe, recipe.form);
        self.state().used.insert(name.clone());
        if let Some(bytes) = self.known(&name) {
            return Ok(bytes);
        }
        let mut turn = self.turn(&recipe.hash);
        // Whoever had the file in hand before has made its other sizes too.
        if let Some(bytes) = self.known(&name) {
            return Ok(bytes);
        }
        let bytes = fs::read(self.site.join(recipe.path.as_str())).map_err(|_| NotMade::Changed)?;
        if blake3::hash(&bytes).to_hex().as_str() != recipe.hash {
            return Err(NotMade::Changed);
        }
        let weight = match recipe.form {
            Form::Size(_) => decode::weight(&bytes, &recipe.picture).map_err(NotMade::Unfit)?,
            Form::Clean => decode::MEMORY.min(bytes.len() as u64 * 2 + whole_weight(recipe, &bytes)),
        };
        turn.take(weight);
        // A decoder's panic says something of the file, not of prongsai.
        let made = catch_unwind(AssertUnwindSafe(|| made(recipe, &bytes))).unwrap_or(Err(Unfit::Broken));
        let mut own = None;
        for (form, bytes) in made.map_err(NotMade::Unfit)? {
            let other = self::name(recipe, form);
            if form == recipe.form {
                own = Some(bytes.clone());
            }
            if !self.keep(&other, &bytes) && (!self.writes || form != recipe.form) {
                let mut state = self.state();
                if state.ready.values().map(Vec::len).sum::<usize>() > READY {
                    state.ready.clear();
                }
                state.ready.insert(other, bytes);
            }
        }
        own.ok_or(NotMade::Unfit(Unfit::Broken))
    }

    /// Removes what was kept and nobody has asked for.
    pub(crate) fn sweep(&self) {
        let Some((folder, _)) = &self.kept else { return };
        let used = &self.state().used;
        for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
            if !entry.file_name().to_str().is_some_and(|name| used.contains(name)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// What was made before.
    fn known(&self, name: &str) -> Option<Vec<u8>> {
        // A build asks once, a browser again and again.
        let mut state = self.state();
        let ready = if self.writes { state.ready.remove(name) } else { state.ready.get(name).cloned() };
        drop(state);
        if ready.is_some() {
            return ready;
        }
        let (folder, key) = self.kept.as_ref()?;
        let whole = fs::read(folder.join(name)).ok()?;
        let (mark, bytes) = whole.split_first_chunk::<32>()?;
        (seal(key, name, bytes) == blake3::Hash::from_bytes(*mark)).then(|| bytes.to_vec())
    }

    /// Writes what was made. Tells whether it is on the disk.
    fn keep(&self, name: &str, bytes: &[u8]) -> bool {
        let Some((folder, key)) = self.kept.as_ref().filter(|_| self.writes) else { return false };
        let write = || {
            work_folder::make(folder.parent().unwrap_or(folder))?;
            fs::create_dir_all(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(seal(key, name, bytes).as_bytes())?;
            file.write_all(bytes)?;
            anyhow::Ok(file.persist(folder.join(name))?)
        };
        write().is_ok()
    }

    /// Waits until nobody else makes something of a file.
    fn turn<'a>(&'a self, hash: &'a str) -> Turn<'a> {
        let mut state = self.state();
        while !state.in_hand.insert(hash.to_owned()) {
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        Turn(self, hash, 0)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn<'_> {
    /// Waits until there is room.
    fn take(&mut self, weight: u64) {
        let mut state = self.0.state();
        while state.weight > 0 && state.weight + weight > decode::MEMORY {
            state = self.0.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.weight += weight;
        self.2 = weight;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.in_hand.remove(self.1);
        state.weight -= self.2;
        self.0.freed.notify_all();
    }
}

/// The name of what is made, by all that it is made from.
fn name(recipe: &Recipe, form: Form) -> String {
    match form {
        Form::Size(number) => format!("{}-{METHOD}-{number}", recipe.hash),
        Form::Clean => format!("{}-{METHOD}-clean", recipe.hash),
    }
}

fn seal(key: &[u8; 32], name: &str, bytes: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher.update(name.as_bytes()).update(b"\0").update(bytes);
    hasher.finalize()
}

/// All sizes of a picture, or the file without what does not belong to the picture.
fn made(recipe: &Recipe, bytes: &[u8]) -> Result<Vec<(Form, Vec<u8>)>, Unfit> {
    match recipe.form {
        Form::Clean => Ok(vec![(Form::Clean, clean(recipe, bytes).ok_or(Unfit::Broken)?)]),
        Form::Size(_) => sizes(recipe, bytes),
    }
}

fn sizes(recipe: &Recipe, bytes: &[u8]) -> Result<Vec<(Form, Vec<u8>)>, Unfit> {
    let picture = &recipe.picture;
    let sizes = picture.sizes();
    let mut pixels = upright(decode::decode(bytes, picture, sizes[0])?, bytes, sizes[0]);
    let mut made = Vec::new();
    for (number, size) in sizes.into_iter().enumerate() {
        pixels = resize::resize(pixels, size);
        let file = if picture.drawn { png::encode(&pixels) } else { encode::jpeg(&pixels) };
        made.push((Form::Size(number), file.ok_or(Unfit::Broken)?));
    }
    Ok(made)
}

/// The points as people see them, in a size: turned when they are few.
fn upright(pixels: Pixels, bytes: &[u8], size: Size) -> Pixels {
    let held = Kind::of(bytes).map_or(1, |kind| kind.held(bytes));
    let own = if held >= 5 { Size { width: size.height, height: size.width } } else { size };
    resize::resize(pixels.plain(), own).turned(held)
}

/// A file that has to be turned is written anew, any other keeps its points as they are.
fn clean(recipe: &Recipe, bytes: &[u8]) -> Option<Vec<u8>> {
    let kind = Kind::of(bytes)?;
    if kind.held(bytes) == 1 {
        return match kind {
            Kind::Jpeg => jpeg::clean(bytes),
            Kind::Png => png::clean(bytes),
            Kind::Webp => webp::clean(bytes),
            Kind::Gif => gif::clean(bytes),
        };
    }
    let size = decode::whole(&recipe.picture);
    let pixels = upright(decode::decode(bytes, &recipe.picture, size).ok()?, bytes, size);
    match kind {
        Kind::Jpeg => encode::at_quality(&pixels, WHOLE),
        Kind::Webp => webp::encode(&pixels),
        Kind::Png | Kind::Gif => png::encode(&pixels),
    }
}

/// What a file takes that has to be turned as a whole.
fn whole_weight(recipe: &Recipe, bytes: &[u8]) -> u64 {
    let size = decode::whole(&recipe.picture);
    let turned = Kind::of(bytes).is_some_and(|kind| kind.held(bytes) != 1);
    if turned { u64::from(size.width) * u64::from(size.height) * 9 } else { 0 }
}

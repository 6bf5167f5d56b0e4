//! What the bytes of an attachment say: one reader for each format. What is read and unpacked is bounded, and so is the
//! wait for a reader, though not the memory that it takes. Whatever a file holds, the answer is a value: a hostile one ends
//! in a `Fault`.

use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Once;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::base::document::{Fault, FileKind, Inspected};

mod archive;
mod drawing;
mod file;
mod found;
mod limits;
mod members;
mod office;
mod pdf;
mod picture;
mod raw;
mod rich;
mod said;
mod sheet;
mod signature;
mod text;
mod xml;

pub(crate) use limits::MAX_READ;

/// Reading one file may take so long; the slowest real ones take a hundredth of it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Deeply nested documents need more than a thread has by default.
const STACK: usize = 16 << 20;

/// The name of the threads that read documents; their panics are answered here and not printed.
const THREAD: &str = "prongsai-inspect";

/// Inspects the attachment at `path`, which has `size` bytes. A file that cannot be opened says nothing here: whoever copies
/// it will tell.
pub fn inspect(path: &Path, size: u64) -> Inspected {
    let bytes = match read(path, if size > MAX_READ { signature::HEAD as u64 } else { MAX_READ }) {
        Ok(bytes) => bytes,
        Err(_) => return Inspected::default(),
    };
    let kind = signature::kind(&bytes);
    if size > MAX_READ {
        // What an archive is shows only when it is open.
        let kind = if kind == FileKind::Zip { FileKind::Unknown } else { kind };
        return Inspected { kind, fault: Some(Fault::Large), ..Inspected::default() };
    }
    let hash = Some(blake3::hash(&bytes).to_hex().to_string());
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    Inspected { hash, ..bytes_of(bytes, &ending) }
}

/// Inspects a whole file; `ending` is that of its name, in small letters.
pub fn bytes_of(bytes: Vec<u8>, ending: &str) -> Inspected {
    within(bytes, ending, 0)
}

/// Inspects a file that is so many files deep within others; beyond all measure it counts as not read.
fn within(bytes: Vec<u8>, ending: &str, depth: usize) -> Inspected {
    if depth > limits::MAX_DEPTH {
        return Inspected::default();
    }
    let kind = signature::kind(&bytes);
    let ending = ending.to_owned();
    let found = patiently(move || {
        Ok(file::inspect(bytes, &ending, &mut limits::Budget { depth, ..limits::Budget::default() }))
    });
    found.unwrap_or_else(|fault| Inspected { kind, fault: Some(fault), ..Inspected::default() })
}

fn read(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Runs a reader in a thread of its own, with a large stack, and waits so long and no longer. A reader that never ends is
/// left behind; it dies with the program.
fn patiently(reader: impl FnOnce() -> Result<Inspected, Fault> + Send + 'static) -> Result<Inspected, Fault> {
    hush();
    let (sender, receiver) = mpsc::channel();
    let run = move || {
        let found = catch_unwind(AssertUnwindSafe(reader)).unwrap_or(Err(Fault::Broken));
        let _ = sender.send(found);
    };
    let started = thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK).spawn(run);
    match started {
        Ok(_) => receiver.recv_timeout(PATIENCE).unwrap_or(Err(Fault::Slow)),
        Err(_) => Err(Fault::Slow),
    }
}

/// A reader's panic says something of the file, not of prongsai, and becomes a finding: nothing is printed.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(THREAD) {
                print(panic);
            }
        }));
    });
}

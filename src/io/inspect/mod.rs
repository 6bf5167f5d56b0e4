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
mod office;
mod pdf;
mod sheet;
mod signature;
mod text;
mod xml;

/// Larger files are told by their first bytes only. The largest scan that an office should publish is a third of it.
pub(crate) const MAX_READ: u64 = 64 << 20;

/// Reading one file may take so long; the slowest real ones take a hundredth of it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Files within files are inspected so deep.
const MAX_WITHIN: usize = 3;

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
    if depth > MAX_WITHIN {
        return Inspected::default();
    }
    let kind = signature::kind(&bytes);
    let table = ending == "csv";
    let found = match kind {
        FileKind::Pdf => patiently(move || pdf::inspect(&bytes, depth)),
        FileKind::Zip => patiently(move || archived(bytes)),
        FileKind::Text | FileKind::WebPage | FileKind::Drawing => patiently(move || text::inspect(&bytes, kind, table)),
        FileKind::OldOffice if is_locked(&bytes) => Err(Fault::Locked),
        FileKind::Empty => Ok(Inspected { unread: Vec::new(), ..Inspected::default() }),
        _ => Ok(Inspected::default()),
    };
    match found {
        // What an archive is shows only when it is open.
        Ok(found) if kind == FileKind::Zip => found,
        Ok(found) => Inspected { kind, ..found },
        // An archive that does not open may have been any document.
        Err(fault) => {
            let kind = if kind == FileKind::Zip { FileKind::Unknown } else { kind };
            Inspected { kind, fault: Some(fault), ..Inspected::default() }
        }
    }
}

/// Word and Excel with a password are a container of the old kind around an encrypted new one.
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn archived(bytes: Vec<u8>) -> Result<Inspected, Fault> {
    let mut archive = archive::Archive::open(bytes)?;
    let kind = archive.kind();
    let found = match kind {
        FileKind::Excel => sheet::inspect(&mut archive),
        FileKind::Word | FileKind::PowerPoint | FileKind::OpenDocument => office::inspect(&mut archive, kind),
        _ => Ok(Inspected::default()),
    };
    Ok(match found {
        Ok(found) => Inspected { kind, ..found },
        Err(fault) => Inspected { kind, fault: Some(fault), ..Inspected::default() },
    })
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

//! Who has attachments read, and remembers what was found in them.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::base::document::{Fault, Inspected};
use crate::base::path::RelPath;
use crate::io::inspect::MAX_READ;
use crate::io::inspect::memory::Memory;
use crate::io::inspect::opened::Opened;
use crate::io::inspect::workers::Workers;
use crate::io::look::Look;

pub(crate) use crate::io::inspect::memory::{key, own_folder};
pub(crate) use crate::io::inspect::opened::NotRead;

/// Reads attachments by processes of its own.
pub struct Inspector {
    workers: Workers,
    memory: Memory,
}

impl Inspector {
    /// `program` is prongsai, which is started again to read files.
    pub fn new(program: &Path) -> Inspector {
        Inspector { workers: Workers::new(program), memory: Memory::default() }
    }

    /// The same, with what is known of the files of the site in the folder `site`. `own` is a folder of the user, where the
    /// key lies by which prongsai knows what it has written itself.
    pub fn remembering(program: &Path, site: &Path, own: Option<&Path>) -> Inspector {
        let memory = own.map_or_else(Memory::default, |own| Memory::open(program, site, own));
        Inspector { memory, ..Inspector::new(program) }
    }

    /// What there is to say of the file at `path`, which is `name` in the site; with its sheets, if `grids` are wanted.
    pub(crate) fn inspect(&self, path: &Path, name: &RelPath, grids: bool) -> Result<Arc<Inspected>, NotRead> {
        let now = SystemTime::now();
        let enough = |known: Arc<Inspected>| match grids {
            true => (known.grids.is_some() || known.fault.is_some()).then_some(known),
            false if known.grids.is_none() => Some(known),
            false => Some(Arc::new(Inspected { grids: None, ..Arc::unwrap_or_clone(known) })),
        };
        if let Some(known) = self.memory.of(name, &Look::of(&fs::metadata(path)?)).and_then(enough) {
            return Ok(known);
        }
        let mut file = Opened::open(path)?;
        let known = self.memory.of_hash(&file.hash, &file.ending).and_then(enough);
        let found = match known {
            Some(known) => Arc::unwrap_or_clone(known),
            None if file.size() > MAX_READ => file.unread(Fault::Large)?,
            None => self.workers.inspect(&mut file, grids)?,
        };
        if !file.stayed()? {
            return Err(NotRead::Changed);
        }
        let found = Arc::new(Inspected { hash: Some(file.hash), ..found });
        let look = (!file.look.is_fresh(now)).then_some(file.look);
        self.memory.learn(name, look, file.ending, &found);
        Ok(found)
    }

    /// Ends the processes until they are needed again.
    pub(crate) fn rest(&self) {
        self.workers.rest();
    }

    /// Writes down what is known of the files that `exists` knows.
    pub(crate) fn save(&self, exists: impl Fn(&RelPath) -> bool) {
        self.memory.save(exists);
    }
}

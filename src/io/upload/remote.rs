//! What an upload asks of a host. Each protocol answers in a file of its own; paths are relative to the target's folder and
//! `/`-separated, and the empty path is that folder itself.

use std::io::Read;

use crate::io::upload::fault::Fault;

/// A connection to a host, logged in.
pub(crate) trait Remote {
    /// A small file, or `None` where there is none.
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault>;

    /// Writes a file, over what may be left of an earlier one. Its folder is there. May end half-way: only temporary names
    /// are written to.
    fn write(&mut self, path: &str, content: &mut dyn Read, size: u64) -> Result<(), Fault>;

    /// What the host says of a file, or `None` where there is none.
    fn look(&mut self, path: &str) -> Result<Option<RemoteFile>, Fault>;

    /// When a file was written, in seconds since 1970 by the host's own clock; `None` where it does not tell.
    fn written(&mut self, path: &str) -> Result<Option<u64>, Fault>;

    /// Gives a file its name in one step, over the one that has it.
    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault>;

    /// Deletes a file. One that is gone is deleted.
    fn remove(&mut self, path: &str) -> Result<(), Fault>;

    /// Makes a folder inside one that is there. One that is there is made.
    fn make_folder(&mut self, path: &str) -> Result<(), Fault>;

    /// Removes a folder if it is empty.
    fn remove_folder(&mut self, path: &str) -> Result<(), Fault>;

    /// The names in a folder; none where there is no such folder.
    fn list(&mut self, path: &str) -> Result<Vec<Listed>, Fault>;

    /// Makes the folder `path` for one client alone: `false` where another has made it before.
    fn claim(&mut self, path: &str) -> Result<bool, Fault>;
}

/// What a host says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RemoteFile {
    pub size: u64,
    /// Its hash, where the host can tell.
    pub digest: Option<Digest>,
}

/// A hash as a host tells it, in hexadecimal small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Digest {
    Sha256(String),
    Md5(String),
}

/// One name in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Listed {
    pub name: String,
    pub is_folder: bool,
    /// How long a file is, where the listing tells.
    pub size: Option<u64>,
}

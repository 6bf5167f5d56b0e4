//! Uploading a site: the planning, which touches nothing; the engine, which carries it out; and a file for each protocol.

use std::path::{Path, PathBuf};

use secrecy::SecretString;

use crate::base::upload::{Kind, Target};
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::known_hosts::Ask;
use crate::io::upload::remote::Remote;

pub mod check;
pub mod engine;
pub mod fault;
pub mod files;
mod folder;
mod ftp;
pub mod htaccess;
mod http;
pub mod interrupt;
pub mod journal;
pub mod known_hosts;
mod listing;
mod lock;
pub mod log;
mod names;
pub mod plan;
mod record;
pub mod remote;
mod s3;
pub mod secret;
pub mod session;
mod sftp;
pub mod survey;
mod tls;
pub mod zip;

/// Connects to a target and logs in. `ask` is asked about an SSH host that nobody knows yet.
pub fn open(target: &Target, password: &SecretString, ask: Ask) -> Result<Box<dyn Remote>, Fault> {
    Ok(match target.kind {
        Kind::Ftp | Kind::PlainFtp => Box::new(ftp::Ftp::open(target, password)?),
        Kind::Sftp => Box::new(sftp::Sftp::open(target, password, ask)?),
        Kind::Folder => Box::new(folder::Folder::open(Path::new(&target.folder))?),
        Kind::S3 => Box::new(s3::S3::open(target, password)?),
        Kind::Zip => return Err(Fault::new(Cause::Refused, "a zip is no host")),
    })
}

/// Where a target on this computer lies: `~` is the home folder, and a relative path begins at the site.
pub fn local(target: &Target, site: &Path) -> PathBuf {
    site.join(home(&target.folder))
}

/// A path whose `~` is the home folder.
fn home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => path.into(),
    }
}

//! Uploading a site: the planning, which touches nothing; the engine, which carries it out; and a file for each protocol.

use std::path::Path;

use secrecy::SecretString;

use crate::base::upload::{Target, TargetKind};
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::known_hosts::Ask;
use crate::io::upload::remote::Remote;

mod clock;
pub(crate) mod engine;
pub(crate) mod fault;
pub(crate) mod files;
mod folder;
mod ftp;
pub(crate) mod htaccess;
mod http;
pub(crate) mod interrupt;
pub(crate) mod journal;
pub(crate) mod known_hosts;
mod listing;
pub(crate) mod local_path;
pub(crate) mod lock;
pub(crate) mod log;
pub(crate) mod look_over;
mod owner;
pub(crate) mod plan;
pub(crate) mod public_site;
mod record;
pub(crate) mod remote;
mod reserved_names;
mod s3;
pub(crate) mod secret;
pub(crate) mod session;
mod sftp;
pub(crate) mod survey;
mod tls;
pub(crate) mod withdrawn;
pub(crate) mod zip;

/// Connects to a target and logs in. `ask` is asked about an SSH host that nobody knows yet.
pub(crate) fn open(target: &Target, password: &SecretString, ask: Ask) -> Result<Box<dyn Remote>, Fault> {
    Ok(match target.kind {
        TargetKind::Ftp | TargetKind::PlainFtp => Box::new(ftp::Ftp::open(target, password)?),
        TargetKind::Sftp => Box::new(sftp::Sftp::open(target, password, ask)?),
        TargetKind::Folder => Box::new(folder::Folder::open(Path::new(&target.folder))?),
        TargetKind::S3 => Box::new(s3::S3::open(target, password)?),
        TargetKind::Zip => return Err(Fault::new(Cause::Refused, "a zip is not a host")),
    })
}

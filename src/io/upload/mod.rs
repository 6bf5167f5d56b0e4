//! Uploading a site: the planning, which touches nothing; the engine, which carries it out; and a file for each protocol.

use std::path::Path;

use secrecy::SecretString;

use crate::base::upload::{Target, TargetKind};
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::known_hosts::Ask;
use crate::io::upload::remote::Remote;

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
pub mod local_path;
mod lock;
pub mod log;
pub mod plan;
pub mod public_site;
mod record;
pub mod remote;
mod reserved_names;
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
        TargetKind::Ftp | TargetKind::PlainFtp => Box::new(ftp::Ftp::open(target, password)?),
        TargetKind::Sftp => Box::new(sftp::Sftp::open(target, password, ask)?),
        TargetKind::Folder => Box::new(folder::Folder::open(Path::new(&target.folder))?),
        TargetKind::S3 => Box::new(s3::S3::open(target, password)?),
        TargetKind::Zip => return Err(Fault::new(Cause::Refused, "a zip is not a host")),
    })
}

//! SFTP: files over SSH, with a password or a key. The host's key is proven by `known_hosts`.

use std::future::Future;
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use russh::client::{Config, Handle, KeyboardInteractiveAuthResponse};
use russh::keys::{PrivateKeyWithHashAlg, load_secret_key};
use russh_sftp::client::RawSftpSession;
use russh_sftp::client::error::Error;
use russh_sftp::protocol::{FileAttributes, OpenFlags, Packet, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use crate::base::limits;
use crate::base::upload::Target;
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::known_hosts::{Ask, Guard};
use crate::io::upload::local_path;
use crate::io::upload::remote::{Listed, Remote, RemoteFile};

/// The largest piece that every host takes.
const CHUNK: usize = 32 * 1024;

/// So many pieces are under way at once.
const AHEAD: usize = 16;

const RENAME_OVER: &str = "posix-rename@openssh.com";

pub(super) struct Sftp {
    runtime: Runtime,
    session: Arc<RawSftpSession>,
    /// Keeps the connection.
    _handle: Handle<Guard>,
    target: Target,
    renames_over: bool,
    timeout: Duration,
}

impl Sftp {
    /// Connects, proves the host, and logs in. `ask` is asked about a host that nobody knows yet.
    pub(super) fn open(target: &Target, password: &SecretString, ask: Ask) -> Result<Sftp, Fault> {
        let timeout = Duration::from_secs(target.timeout);
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| Fault::line(&error))?;
        let guard = Guard::new(target, ask)?;
        let handle = runtime.block_on(connect(target, guard, password, timeout))?;
        let (session, renames_over) = runtime.block_on(within(timeout, begin(&handle, timeout)))?;
        let session = Arc::new(session);
        Ok(Sftp { runtime, session, _handle: handle, target: target.clone(), renames_over, timeout })
    }

    fn run<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Fault> {
        self.runtime.block_on(within(self.timeout, async { work.await.map_err(fault) }))
    }

    /// Writes in pieces that do not wait for one another.
    async fn pieces(
        session: &Arc<RawSftpSession>,
        handle: &str,
        content: &mut dyn Read,
        timeout: Duration,
    ) -> Result<(), Fault> {
        let (mut under_way, mut offset) = (JoinSet::new(), 0);
        loop {
            let mut piece = vec![0; CHUNK];
            let read = content.read(&mut piece).map_err(|error| Fault::line(&error))?;
            piece.truncate(read);
            if read > 0 {
                let (session, handle) = (session.clone(), handle.to_owned());
                under_way.spawn(async move { session.write(handle, offset, piece).await });
                offset += read as u64;
            }
            while under_way.len() >= AHEAD || (read == 0 && !under_way.is_empty()) {
                match within(timeout, async { Ok(under_way.join_next().await) }).await? {
                    Some(Ok(written)) => drop(written.map_err(fault)?),
                    Some(Err(error)) => return Err(Fault::new(Cause::Cut, error.to_string())),
                    None => break,
                }
            }
            if read == 0 {
                return Ok(());
            }
        }
    }
}

impl Remote for Sftp {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let (session, name) = (self.session.clone(), self.target.path(path));
        let opened = self.run(session.open(name.as_str(), OpenFlags::READ, FileAttributes::empty()));
        let Some(handle) = or_none(opened)? else { return Ok(None) };
        let mut bytes = Vec::new();
        loop {
            let piece = session.read(handle.handle.as_str(), bytes.len() as u64, CHUNK as u32);
            match self.run(async { Ok(piece.await) })? {
                Ok(data) => bytes.extend(data.data),
                Err(Error::Status(status)) if status.status_code == StatusCode::Eof => break,
                Err(error) => return Err(fault(error)),
            }
            if bytes.len() as u64 > limits::RECORD {
                return Err(Fault::long(&name));
            }
        }
        self.run(session.close(handle.handle))?;
        Ok(Some(bytes))
    }

    fn write(&mut self, path: &str, content: &mut dyn Read, _: u64) -> Result<(), Fault> {
        let flags = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE;
        let session = self.session.clone();
        let handle = self.run(session.open(self.target.path(path), flags, FileAttributes::empty()))?.handle;
        let written = self.runtime.block_on(Sftp::pieces(&session, &handle, content, self.timeout));
        // A host without room may say so only now.
        let closed = self.run(session.close(handle));
        written.and(closed.map(drop)).map_err(full)
    }

    fn look(&mut self, path: &str) -> Result<Option<RemoteFile>, Fault> {
        let found = or_none(self.run(self.session.stat(self.target.path(path))))?;
        Ok(found.map(|found| RemoteFile { size: found.attrs.size.unwrap_or_default(), digest: None }))
    }

    fn written(&mut self, path: &str) -> Result<Option<u64>, Fault> {
        let found = or_none(self.run(self.session.stat(self.target.path(path))))?;
        Ok(found.and_then(|found| found.attrs.mtime).map(u64::from))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        let (from, to) = (self.target.path(from), self.target.path(to));
        if !self.renames_over {
            // Version 3 of the protocol refuses a name that is taken; some hosts take it over all the same.
            return self.run(self.session.rename(from, to)).map(drop);
        }
        let data = [from, to].iter().flat_map(|text| string(text)).collect();
        match self.run(self.session.extended(RENAME_OVER, data))? {
            Packet::Status(status) if status.status_code == StatusCode::Ok => Ok(()),
            Packet::Status(status) => Err(fault(Error::Status(status))),
            _ => Err(Fault::new(Cause::Refused, "unexpected reply")),
        }
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        or_none(self.run(self.session.remove(self.target.path(path)))).map(drop)
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Fault> {
        self.claim(path).map(drop)
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        match self.run(self.session.rmdir(self.target.path(path))) {
            Err(fault) if fault.is_transient() => Err(fault),
            _ => Ok(()), // not empty, or not there
        }
    }

    fn list(&mut self, path: &str) -> Result<Vec<Listed>, Fault> {
        let folder = self.target.path(path);
        let folder = if folder.is_empty() { ".".to_owned() } else { folder };
        let Some(handle) = or_none(self.run(self.session.opendir(folder)))? else { return Ok(Vec::new()) };
        let mut listed = Vec::new();
        loop {
            let names = self.session.readdir(handle.handle.as_str());
            match self.run(async { Ok(names.await) })? {
                Ok(names) => listed.extend(names.files),
                Err(Error::Status(status)) if status.status_code == StatusCode::Eof => break,
                Err(error) => return Err(fault(error)),
            }
        }
        self.run(self.session.close(handle.handle))?;
        listed.retain(|file| file.filename != "." && file.filename != "..");
        let own = |file: russh_sftp::protocol::File| Listed {
            is_folder: file.attrs.is_dir(),
            size: file.attrs.size.filter(|_| !file.attrs.is_dir()),
            name: file.filename,
        };
        Ok(listed.into_iter().map(own).collect())
    }

    fn claim(&mut self, path: &str) -> Result<bool, Fault> {
        let folder = self.target.path(path);
        match self.run(self.session.mkdir(folder.as_str(), FileAttributes::empty())) {
            Ok(_) => Ok(true),
            Err(fault) if fault.is_transient() => Err(fault),
            Err(refused) => match or_none(self.run(self.session.stat(folder)))? {
                Some(found) if found.attrs.is_dir() => Ok(false),
                _ => Err(refused),
            },
        }
    }
}

async fn connect(
    target: &Target,
    guard: Guard,
    password: &SecretString,
    timeout: Duration,
) -> Result<Handle<Guard>, Fault> {
    let config =
        Config { inactivity_timeout: Some(timeout), preferred: guard.preferred(), nodelay: true, ..Config::default() };
    let verdict = guard.verdict();
    let address = (target.host.as_str(), target.port());
    // A person who is asked about the host may take a while.
    let patience = timeout + Duration::from_secs(if guard.asks() { 600 } else { 0 });
    let connecting = russh::client::connect(Arc::new(config), address, guard);
    let connected = within(patience, async { Ok(connecting.await) }).await?;
    let mut handle = connected.map_err(|error| verdict.fault().unwrap_or_else(|| cut(&error)))?;
    within(timeout, login(target, &mut handle, password)).await?;
    Ok(handle)
}

async fn login(target: &Target, handle: &mut Handle<Guard>, password: &SecretString) -> Result<(), Fault> {
    let user = target.user.as_str();
    let secret = password.expose_secret();
    let result = match &target.key {
        Some(path) => {
            let passphrase = Some(secret).filter(|secret| !secret.is_empty());
            let key = load_secret_key(local_path::in_home(path), passphrase);
            let key = key.map_err(|error| Fault::new(Cause::Login, format!("{path}: {error}")))?;
            let hash = handle.best_supported_rsa_hash().await.map_err(|error| cut(&error))?.flatten();
            handle.authenticate_publickey(user, PrivateKeyWithHashAlg::new(Arc::new(key), hash)).await
        }
        None => handle.authenticate_password(user, secret).await,
    };
    if result.map_err(|error| cut(&error))?.success() || (target.key.is_none() && asked(user, handle, secret).await?) {
        return Ok(());
    }
    Err(Fault::new(Cause::Login, user))
}

/// Some hosts ask for the password as a question.
async fn asked(user: &str, handle: &mut Handle<Guard>, secret: &str) -> Result<bool, Fault> {
    let mut answer = handle.authenticate_keyboard_interactive_start(user, None).await.map_err(|error| cut(&error))?;
    for _ in 0..4 {
        let prompts = match answer {
            KeyboardInteractiveAuthResponse::Success => return Ok(true),
            KeyboardInteractiveAuthResponse::Failure { .. } => return Ok(false),
            KeyboardInteractiveAuthResponse::InfoRequest { prompts, .. } => prompts,
        };
        let answers = prompts.iter().map(|_| secret.to_owned()).collect();
        answer = handle.authenticate_keyboard_interactive_respond(answers).await.map_err(|error| cut(&error))?;
    }
    Ok(false)
}

async fn begin(handle: &Handle<Guard>, timeout: Duration) -> Result<(RawSftpSession, bool), Fault> {
    let channel = handle.channel_open_session().await.map_err(|error| cut(&error))?;
    channel.request_subsystem(true, "sftp").await.map_err(|error| cut(&error))?;
    let session = RawSftpSession::new(channel.into_stream());
    session.set_timeout(timeout.as_secs().max(1));
    let version = session.init().await.map_err(fault)?;
    let renames_over = version.extensions.contains_key(RENAME_OVER);
    Ok((session, renames_over))
}

/// Silence has an end.
async fn within<T>(timeout: Duration, work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    match tokio::time::timeout(timeout, work).await {
        Ok(done) => done,
        Err(_) => Err(Fault::new(Cause::Cut, "no reply")),
    }
}

fn or_none<T>(done: Result<T, Fault>) -> Result<Option<T>, Fault> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(fault) if fault.cause == Cause::Missing => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// A string as the protocol writes it.
fn string(text: &str) -> Vec<u8> {
    let len = u32::try_from(text.len()).unwrap_or(u32::MAX);
    [&len.to_be_bytes(), text.as_bytes()].concat()
}

fn cut(error: &russh::Error) -> Fault {
    Fault::new(Cause::Cut, error.to_string())
}

fn fault(error: Error) -> Fault {
    let Error::Status(status) = error else { return Fault::new(Cause::Cut, error.to_string()) };
    let cause = match status.status_code {
        StatusCode::NoSuchFile => Cause::Missing,
        StatusCode::PermissionDenied => Cause::Denied,
        StatusCode::NoConnection | StatusCode::ConnectionLost => Cause::Cut,
        _ => Cause::Refused,
    };
    Fault::new(cause, format!("{}: {}", status.status_code, status.error_message))
}

/// OpenSSH says no more than `Failure` when the disk or the quota is full; a write has hardly another reason.
fn full(fault: Fault) -> Fault {
    match fault.cause {
        Cause::Refused => Fault { cause: Cause::Full, ..fault },
        _ => fault,
    }
}

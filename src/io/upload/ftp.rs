//! FTP, over TLS unless the target says otherwise. The address that a host gives for its data connections is not followed:
//! they go where the control connection went.

use std::io::{self, Read};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use suppaftp::types::FileType;
use suppaftp::{FtpError, Mode, RustlsConnector, RustlsFtpStream, Status};

use crate::base::limits;
use crate::base::upload::{Target, TargetKind};
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::listing;
use crate::io::upload::remote::{Digest, Listed, Remote, RemoteFile};
use crate::io::upload::tls::{self, Versions};

const CHUNK: usize = 32 * 1024;

pub(super) struct Ftp {
    stream: RustlsFtpStream,
    target: Target,
    /// The command that tells a SHA-256, if the host has one.
    hash: Option<&'static str>,
    /// Whether it may have listings that are made for machines. Where it has none, each question leaves a data connection
    /// behind, which a slow line may bring to the host in the place of the next.
    machine_listings: bool,
}

impl Ftp {
    /// Connects and logs in.
    pub(super) fn open(target: &Target, password: &SecretString) -> Result<Ftp, Fault> {
        let mut stream = match connect(target, Versions::Tls12) {
            // A host that speaks nothing older than TLS 1.3.
            Err(fault) if fault.cause == Cause::Trust && fault.text.contains("ProtocolVersion") => {
                connect(target, Versions::Any)?
            }
            connected => connected?,
        };
        stream.login(target.user.as_str(), password.expose_secret()).map_err(|error| match error {
            FtpError::UnexpectedResponse(reply) if reply.status == Status::NotLoggedIn => {
                Fault::new(Cause::Login, words(&reply.body))
            }
            error => fault(error),
        })?;
        stream.transfer_type(FileType::Binary).map_err(fault)?;
        let features = stream.feat().ok();
        let has = |name: &str, part: &str| {
            features.iter().flatten().any(|(key, value)| {
                key.eq_ignore_ascii_case(name) && value.as_deref().unwrap_or_default().contains(part)
            })
        };
        let hash = match (has("HASH", "SHA-256*"), has("XSHA256", "")) {
            (true, _) => Some("HASH"),
            (_, true) => Some("XSHA256"),
            _ => None,
        };
        let machine_listings = features.is_none() || has("MLST", "") || has("MLSD", "");
        Ok(Ftp { stream, target: target.clone(), hash, machine_listings })
    }

    fn digest(&mut self, path: &str) -> Option<Digest> {
        let command = format!("{} {path}", self.hash?);
        let expected = [Status::File, Status::RequestedFileActionOk];
        let reply = self.stream.custom_command(command, &expected).ok()?;
        let text = words(&reply.body).to_ascii_lowercase();
        let found =
            text.split_whitespace().find(|word| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit()));
        found.map(|hash| Digest::Sha256(hash.to_owned()))
    }
}

impl Remote for Ftp {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let path = self.target.path(path);
        let mut data = match self.stream.retr_as_stream(&path) {
            Ok(data) => data,
            Err(error) if is_missing(&error) => return missing_or(self.stream.size(&path)),
            Err(error) => return Err(fault(error)),
        };
        let mut bytes = Vec::new();
        (&mut data).take(limits::RECORD + 1).read_to_end(&mut bytes).map_err(|error| Fault::line(&error))?;
        if bytes.len() as u64 > limits::RECORD {
            return Err(Fault::long(&path));
        }
        data.finish().map_err(fault)?;
        // Without TLS, a connection that was cut looks like one that has ended.
        let size = self.stream.size(&path).map_err(fault)?;
        if size != bytes.len() {
            return Err(Fault::new(Cause::Cut, format!("{} of {size} bytes", bytes.len())));
        }
        Ok(Some(bytes))
    }

    fn write(&mut self, path: &str, content: &mut dyn Read, _: u64) -> Result<(), Fault> {
        let mut data = self.stream.put_with_stream(self.target.path(path)).map_err(fault)?;
        let copied = copy(content, &mut data);
        // The host's own word tells more than the broken data connection.
        let finished = data.finish();
        match (copied, finished) {
            (Err(own), _) if own.get_ref().is_some_and(|inner| inner.is::<Fault>()) => Err(Fault::line(&own)),
            (_, Err(error)) => Err(fault(error)),
            (Err(error), Ok(())) => Err(Fault::line(&error)),
            (Ok(()), Ok(())) => Ok(()),
        }
    }

    fn look(&mut self, path: &str) -> Result<Option<RemoteFile>, Fault> {
        let path = self.target.path(path);
        match self.stream.size(&path) {
            Ok(size) => {
                let digest = self.digest(&path);
                Ok(Some(RemoteFile { size: size as u64, digest }))
            }
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(fault(error)),
        }
    }

    fn written(&mut self, path: &str) -> Result<Option<u64>, Fault> {
        match self.stream.mdtm(self.target.path(path)) {
            Ok(time) => Ok(u64::try_from(time.and_utc().timestamp()).ok()),
            Err(error) if is_transient(&error) => Err(fault(error)),
            Err(_) => Ok(None),
        }
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        self.stream.rename(self.target.path(from), self.target.path(to)).map_err(fault)
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        match self.stream.rm(self.target.path(path)) {
            Ok(()) => Ok(()),
            Err(error) if is_missing(&error) && self.look(path)?.is_none() => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Fault> {
        self.claim(path).map(drop)
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        match self.stream.rmdir(self.target.path(path)) {
            Err(error) if is_transient(&error) => Err(fault(error)),
            _ => Ok(()), // not empty, or not there
        }
    }

    fn list(&mut self, path: &str) -> Result<Vec<Listed>, Fault> {
        let folder = self.target.path(path);
        let folder = if folder.is_empty() { ".".to_owned() } else { folder };
        if self.machine_listings {
            match self.stream.mlsd(Some(&folder)) {
                Ok(lines) => return Ok(lines.iter().filter_map(|line| listing::mlsd(line)).collect()),
                Err(error) if is_missing(&error) => return Ok(Vec::new()),
                Err(FtpError::UnexpectedResponse(_)) => self.machine_listings = false,
                Err(error) => return Err(fault(error)),
            }
        }
        match self.stream.list(Some(&folder)) {
            Ok(lines) => Ok(lines.iter().filter_map(|line| listing::list(line)).collect()),
            Err(error) if is_missing(&error) => Ok(Vec::new()),
            Err(error) => Err(fault(error)),
        }
    }

    fn claim(&mut self, path: &str) -> Result<bool, Fault> {
        let refused = match self.stream.mkdir(self.target.path(path)) {
            Ok(()) => return Ok(true),
            Err(error) if is_transient(&error) => return Err(fault(error)),
            Err(error) => fault(error),
        };
        // Hosts say 550 to a folder that is there as to one that may not be made.
        let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
        let there = self.list(above)?.iter().any(|listed| listed.name == name && listed.is_folder);
        if there { Ok(false) } else { Err(refused) }
    }
}

impl Drop for Ftp {
    fn drop(&mut self) {
        // A host that does not answer now is not worth the wait.
        let _ = self.stream.get_ref().set_read_timeout(Some(Duration::from_secs(1)));
        let _ = self.stream.quit();
    }
}

fn connect(target: &Target, versions: Versions) -> Result<RustlsFtpStream, Fault> {
    let timeout = Duration::from_secs(target.timeout);
    let control = dial(&target.host, target.port(), timeout)?;
    let peer = control.peer_addr().map_err(|error| Fault::line(&error))?;
    let mut stream = RustlsFtpStream::connect_with_stream(control).map_err(fault)?;
    if target.kind == TargetKind::Ftp {
        let name = target.tls_name.as_deref().unwrap_or(&target.host);
        let connector = RustlsConnector::from(tls::config(versions)?);
        stream = stream.into_secure(connector, name).map_err(secure)?;
    }
    // By version 6 there is no other way; it names a port only.
    stream.set_mode(if peer.is_ipv6() { Mode::ExtendedPassive } else { Mode::Passive });
    stream.set_passive_nat_workaround(true);
    Ok(stream.passive_stream_builder(move |offered| {
        let there = SocketAddr::new(peer.ip(), offered.port());
        patient(TcpStream::connect_timeout(&there, timeout), timeout).map_err(FtpError::ConnectionError)
    }))
}

fn dial(host: &str, port: u16, timeout: Duration) -> Result<TcpStream, Fault> {
    let mut last = io::Error::new(io::ErrorKind::NotFound, format!("{host} has no address"));
    for address in (host, port).to_socket_addrs().map_err(|error| Fault::line(&error))? {
        match patient(TcpStream::connect_timeout(&address, timeout), timeout) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    Err(Fault::line(&last))
}

/// A connection whose silence has an end.
fn patient(stream: io::Result<TcpStream>, timeout: Duration) -> io::Result<TcpStream> {
    let stream = stream?;
    stream.set_read_timeout(Some(timeout))?;
    stream.set_write_timeout(Some(timeout))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Copies in pieces small enough for the progress to be seen. `std::io::copy` would hide where an error came from.
fn copy(content: &mut dyn Read, to: &mut dyn io::Write) -> io::Result<()> {
    let mut buffer = vec![0; CHUNK];
    loop {
        match content.read(&mut buffer)? {
            0 => return to.flush(),
            read => to.write_all(&buffer[..read])?,
        }
    }
}

fn missing_or(size: Result<usize, FtpError>) -> Result<Option<Vec<u8>>, Fault> {
    match size {
        Ok(_) => Err(Fault::new(Cause::Denied, "the file exists but cannot be read")),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(fault(error)),
    }
}

fn is_missing(error: &FtpError) -> bool {
    matches!(error, FtpError::UnexpectedResponse(reply) if reply.status == Status::FileUnavailable)
}

fn is_transient(error: &FtpError) -> bool {
    match error {
        FtpError::UnexpectedResponse(reply) => reply.status.code() < 500,
        _ => true,
    }
}

/// A fault of the handshake: whether the host was not proven, or only the line was cut.
fn secure(error: FtpError) -> Fault {
    match error {
        FtpError::SecureError(text) => Fault::new(Cause::Trust, text),
        FtpError::UnexpectedResponse(reply) if reply.status.code() >= 500 => {
            Fault::new(Cause::Trust, format!("TLS is not available: {}", words(&reply.body)))
        }
        error => fault(error),
    }
}

fn fault(error: FtpError) -> Fault {
    match error {
        FtpError::UnexpectedResponse(reply) => {
            let text = words(&reply.body);
            let cause = match reply.status.code() {
                452 | 552 => Cause::Full,
                451 if text.to_ascii_lowercase().contains("space") => Cause::Full,
                code if code < 500 => Cause::Busy,
                503 => Cause::Busy,
                530 => Cause::Login,
                550 | 553 | 532 => denied(&text),
                _ => Cause::Refused,
            };
            Fault::new(cause, text)
        }
        FtpError::ConnectionError(error) => line(&error),
        FtpError::SecureError(text) => Fault::new(Cause::Trust, text),
        error => Fault::new(Cause::Cut, error.to_string()),
    }
}

/// The handshake runs with the first bytes, so its faults come as those of the line.
fn line(error: &io::Error) -> Fault {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(
            rustls::Error::InvalidCertificate(_)
            | rustls::Error::AlertReceived(_)
            | rustls::Error::NoCertificatesPresented,
        ) => Fault::new(Cause::Trust, error.to_string()),
        _ => Fault::line(error),
    }
}

/// 550 means many things; the words tell which.
fn denied(text: &str) -> Cause {
    let text = text.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match () {
        () if says(&["space", "quota", "disk full"]) => Cause::Full,
        () if says(&["try again", "temporar", "busy", "in use"]) => Cause::Busy,
        () => Cause::Denied,
    }
}

fn words(body: &[u8]) -> String {
    String::from_utf8_lossy(body).split_whitespace().collect::<Vec<_>>().join(" ")
}

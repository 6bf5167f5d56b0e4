//! The gate before the web server. The server library takes every connection, waits for each without end, stops for good
//! when the system has no file left to give, and of several connections in one moment leaves some without a thread; so
//! connections pass here, one after the other, are counted, and leave when nothing comes.

use std::collections::HashMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::io::http::pages::OWN;

/// Connections at once where the system allows them: a browser with many tabs needs a few dozen.
const MOST: usize = 512;

/// Files that one connection holds open: its two ends, and the server's two.
const FILES_EACH: usize = 4;

/// Files that everything else may hold open: sources being read, the watch, attachments being sent.
const FILES_KEPT: usize = 48;

/// A connection on which nothing has come or gone for so long is closed. Event streams send a sign of life more often.
const IDLE: Duration = Duration::from_secs(30);

/// How long the rest of a refused request is taken in, so that the refusal still arrives.
const LINGER: Duration = Duration::from_millis(200);

/// After a failure to accept, the pause before the next try.
const PAUSE: Duration = Duration::from_millis(20);

const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// How long the server may take to answer on a new connection before it is nudged, and how often that is done.
const NUDGE: Duration = Duration::from_millis(200);
const NUDGES: usize = 25;

/// Passes connections on to the server.
pub(super) struct Gate {
    server: SocketAddr,
    /// Asked on every new connection, to see that the server has a thread for it.
    first: String,
    /// One connection is made at a time.
    making: Mutex<()>,
    most: usize,
    /// By the address under which the server knows it: the outer end of each connection.
    open: Mutex<HashMap<SocketAddr, Arc<TcpStream>>>,
}

impl Gate {
    /// A gate before `server`, which answers for `port`.
    pub(super) fn new(server: SocketAddr, port: u16) -> Arc<Gate> {
        let most = (file_limit().saturating_sub(FILES_KEPT) / FILES_EACH).clamp(4, MOST);
        let first = format!("HEAD {OWN}ready HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
        Arc::new(Gate { server, first, making: Mutex::default(), most, open: Mutex::default() })
    }

    /// Takes connections from a socket for ever, in a thread of its own.
    pub(super) fn open(self: &Arc<Gate>, socket: TcpListener) {
        let gate = self.clone();
        std::thread::spawn(move || {
            for client in socket.incoming() {
                match client {
                    Ok(client) => gate.take(client),
                    Err(_) => std::thread::sleep(PAUSE),
                }
            }
        });
    }

    /// Takes nothing more from a connection; what is being answered is still sent.
    pub(super) fn close(&self, peer: SocketAddr) {
        if let Some(client) = self.table().get(&peer) {
            let _ = client.shutdown(Shutdown::Read);
        }
    }

    fn take(self: &Arc<Gate>, client: TcpStream) {
        let full = self.table().len() >= self.most;
        let server = if full { None } else { self.connect().ok() };
        let known = server.and_then(|server| Some((server.local_addr().ok()?, server)));
        let Some((name, server)) = known else {
            let _ = (&client).write_all(FULL);
            return;
        };
        for end in [&client, &server] {
            let _ = end.set_nodelay(true);
            let _ = end.set_read_timeout(Some(IDLE));
            let _ = end.set_write_timeout(Some(IDLE));
        }
        let (client, gate) = (Arc::new(client), self.clone());
        self.table().insert(name, client.clone());
        let passing = std::thread::Builder::new().spawn(move || {
            relay(&client, &server);
            gate.table().remove(&name);
        });
        if passing.is_err() {
            self.table().remove(&name);
        }
    }

    /// A connection to the server that a thread of it listens to.
    fn connect(&self) -> io::Result<TcpStream> {
        let _one = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let mut server = TcpStream::connect(self.server)?;
        server.set_read_timeout(Some(NUDGE))?;
        server.write_all(self.first.as_bytes())?;
        let (mut answer, mut buffer, mut nudges) = (Vec::new(), [0; 512], 0);
        while !answer.ends_with(b"\r\n\r\n") {
            match server.read(&mut buffer) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(length) => answer.extend_from_slice(&buffer[..length]),
                // A connection that comes and goes leaves a thread behind that takes what was left lying.
                Err(error) if is_timeout(&error) && nudges < NUDGES => {
                    nudges += 1;
                    drop(TcpStream::connect(self.server)?);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(server)
    }

    fn table(&self) -> std::sync::MutexGuard<'_, HashMap<SocketAddr, Arc<TcpStream>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Copies both ways until both ends are done, or nothing moves any more.
fn relay(client: &TcpStream, server: &TcpStream) {
    std::thread::scope(|scope| {
        scope.spawn(|| {
            pass(client, server);
            let _ = server.shutdown(Shutdown::Write);
        });
        pass(server, client);
        let _ = client.shutdown(Shutdown::Write);
        linger(client);
        for end in [client, server] {
            let _ = end.shutdown(Shutdown::Both);
        }
    });
}

/// Copies one way until it ends or is idle. An answer may still be under way when no more questions come.
fn pass(mut from: &TcpStream, mut to: &TcpStream) {
    let mut buffer = [0; 16 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return,
            Ok(length) => {
                if to.write_all(&buffer[..length]).is_err() {
                    return;
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

fn linger(mut client: &TcpStream) {
    let _ = client.set_read_timeout(Some(LINGER));
    let mut buffer = [0; 4096];
    for _ in 0..16 {
        if !matches!(client.read(&mut buffer), Ok(length) if length > 0) {
            return;
        }
    }
}

/// How many files the system lets this process hold open; as many as it may be raised to, within reason.
#[cfg(target_os = "linux")]
fn file_limit() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let wanted = (MOST * FILES_EACH + FILES_KEPT) as u64;
    let limit = getrlimit(Resource::Nofile);
    let (Some(current), most) = (limit.current, limit.maximum.unwrap_or(wanted)) else { return usize::MAX };
    let raised = wanted.min(most).max(current);
    let done = setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum: limit.maximum }).is_ok();
    usize::try_from(if done { raised } else { current }).unwrap_or(usize::MAX)
}

#[cfg(not(target_os = "linux"))]
fn file_limit() -> usize {
    usize::MAX
}

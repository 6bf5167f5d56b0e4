//! A line between the program and a server that breaks at a byte: cut with a reset, closed, silent, or slow; or ends the
//! program at a request. It listens on another loopback address with the server's own port numbers, so that data
//! connections go through it only if the program ignores the address that the server gives for them.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use socket2::{Domain, SockRef, Socket, Type};

use super::servers::{PASSIVE, Server};

/// Where the line listens.
pub const HOST: &str = "127.0.0.2";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// A reset of every connection.
    Cut,
    /// Silence; the connections stay.
    Stall,
    /// Every connection ends in good order.
    Close,
    /// A few bytes at a time for a while.
    Slow,
    /// The program is killed.
    Kill,
}

pub const BREAKS: [Break; 4] = [Break::Cut, Break::Stall, Break::Close, Break::Slow];

#[derive(Default)]
struct State {
    /// Bytes so far, of all connections.
    bytes: u64,
    /// Pieces from the program so far: each is a request or a part of one.
    requests: u64,
    armed: Option<(Break, u64)>,
    slow: u32,
    live: Vec<TcpStream>,
    /// Connections that are silent from now on, and stay open.
    silent: Vec<TcpStream>,
    /// Grows when the line breaks; connections of before are over.
    generation: u64,
    program: Option<u32>,
}

pub struct Line {
    state: Arc<Mutex<State>>,
    pub port: u16,
}

impl Line {
    /// A line to a server.
    pub fn to(server: &Server) -> Line {
        let state = Arc::new(Mutex::new(State::default()));
        let passive = server.passive..server.passive + PASSIVE;
        for port in std::iter::once(server.port).chain(passive) {
            let listener = listen(port);
            let state = state.clone();
            std::thread::spawn(move || {
                for client in listener.incoming().map_while(Result::ok) {
                    let Ok(server) = TcpStream::connect(("127.0.0.1", port)) else { continue };
                    carry(&state, client, server);
                }
            });
        }
        Line { state, port: server.port }
    }

    /// A sound line that breaks at the `at`-th byte, or at the `at`-th request of the program for a kill.
    pub fn arm(&self, armed: Option<(Break, u64)>) {
        let mut state = self.state.lock().unwrap();
        let generation = state.generation + 1;
        for stream in state.live.iter().chain(&state.silent) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        *state = State { armed, generation, ..State::default() };
    }

    /// The program that a kill is for.
    pub fn watch(&self, program: u32) {
        self.state.lock().unwrap().program = Some(program);
    }

    /// How many bytes and requests there were.
    pub fn seen(&self) -> (u64, u64) {
        let state = self.state.lock().unwrap();
        (state.bytes, state.requests)
    }

    /// Whether it has broken as it was armed to.
    pub fn broke(&self) -> bool {
        self.state.lock().unwrap().armed.is_none()
    }
}

/// Ports that a trial has used a moment ago are used again.
fn listen(port: u16) -> TcpListener {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_reuse_address(true).unwrap();
    let address: SocketAddr = format!("{HOST}:{port}").parse().unwrap();
    socket.bind(&address.into()).unwrap();
    socket.listen(64).unwrap();
    socket.into()
}

fn carry(state: &Arc<Mutex<State>>, client: TcpStream, server: TcpStream) {
    let generation = {
        let mut state = state.lock().unwrap();
        state.live.extend([client.try_clone().unwrap(), server.try_clone().unwrap()]);
        state.generation
    };
    let (mut client_out, mut server_out) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let (mut client, mut server) = (client, server);
    let (up, down) = (state.clone(), state.clone());
    std::thread::spawn(move || copy(&up, generation, &mut client, &mut server_out, true));
    std::thread::spawn(move || copy(&down, generation, &mut server, &mut client_out, false));
}

fn copy(state: &Mutex<State>, generation: u64, from: &mut TcpStream, to: &mut TcpStream, from_program: bool) {
    let mut buffer = [0; 16 * 1024];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
            Ok(read) => read,
        };
        match pass(state, generation, read, from_program) {
            Pass::All(pieces) => {
                for piece in buffer[..read].chunks(pieces) {
                    if to.write_all(piece).is_err() {
                        let _ = from.shutdown(Shutdown::Both);
                        return;
                    }
                    if pieces < 1000 {
                        std::thread::park_timeout(Duration::from_millis(2));
                    }
                }
            }
            Pass::Some(part) => {
                let _ = to.write_all(&buffer[..part]);
                break_all(state);
                return;
            }
            Pass::Nothing => return,
        }
    }
    if state.lock().unwrap().generation == generation {
        let _ = to.shutdown(Shutdown::Write);
    }
}

/// How much of a piece goes on.
enum Pass {
    /// All of it, in pieces of so many bytes.
    All(usize),
    /// So much, and then the line breaks.
    Some(usize),
    /// The line is silent.
    Nothing,
}

fn pass(state: &Mutex<State>, generation: u64, read: usize, from_program: bool) -> Pass {
    let mut state = state.lock().unwrap();
    if state.generation != generation {
        return Pass::Nothing;
    }
    let before = state.bytes;
    state.bytes += read as u64;
    state.requests += u64::from(from_program);
    let whole = if state.slow > 0 { 48 } else { usize::MAX };
    state.slow = state.slow.saturating_sub(1);
    match state.armed {
        Some((Break::Kill, at)) if from_program && state.requests >= at => {
            if let Some(program) = state.program {
                let _ = Command::new("kill").args(["-9", &program.to_string()]).status();
                state.armed = None;
            }
            Pass::All(whole)
        }
        Some((Break::Slow, at)) if state.bytes >= at => {
            (state.armed, state.slow) = (None, 40);
            Pass::All(48)
        }
        Some((Break::Cut | Break::Close | Break::Stall, at)) if state.bytes >= at => {
            Pass::Some(usize::try_from(at.saturating_sub(before)).unwrap_or(0).min(read))
        }
        _ => Pass::All(whole),
    }
}

fn break_all(state: &Mutex<State>) {
    let mut state = state.lock().unwrap();
    let Some((how, _)) = state.armed.take() else { return };
    state.generation += 1;
    let live = std::mem::take(&mut state.live);
    match how {
        // Closing a socket that lingers for no time sends a reset; the threads are woken to let go of it.
        Break::Cut => live.iter().for_each(|stream| {
            let _ = SockRef::from(stream).set_linger(Some(Duration::ZERO));
            let _ = stream.shutdown(Shutdown::Read);
        }),
        Break::Stall => state.silent = live,
        _ => live.iter().for_each(|stream| drop(stream.shutdown(Shutdown::Both))),
    }
}

//! A line between the program and a server that breaks at a byte: cut with a reset, closed, silent, slow, or losing what is
//! sent; or ends the program at a request; or answers in the server's place. It listens on another loopback address with the
//! server's own port numbers, so that data connections go through it only if the program ignores the address that the server
//! gives for them.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
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
    /// What is sent over data connections from then on is lost, and they end in good order.
    Swallow,
    /// The line waits until it is released.
    Hold,
    /// The program is asked to stop, as by Ctrl-C.
    Interrupt,
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
    swallows: bool,
    held: bool,
    answer: Option<Answer>,
}

/// What is answered in the server's place, and how often.
struct Answer {
    command: String,
    reply: String,
    times: u32,
    given: u32,
}

type Shared = Arc<(Mutex<State>, Condvar)>;

pub struct Line {
    state: Shared,
    pub port: u16,
}

impl Line {
    /// A line to a server.
    pub fn to(server: &Server) -> Line {
        let state = Shared::default();
        let control = server.port;
        let passive = server.passive..server.passive + PASSIVE;
        for port in std::iter::once(server.port).chain(passive) {
            let listener = listen(port);
            let state = state.clone();
            std::thread::spawn(move || {
                for client in listener.incoming().map_while(Result::ok) {
                    // One that has gone meanwhile is carried no further: it would take the place of the next at this port.
                    if is_over(&client) {
                        continue;
                    }
                    let Ok(server) = TcpStream::connect(("127.0.0.1", port)) else { continue };
                    carry(&state, client, server, port != control);
                }
            });
        }
        Line { state, port: server.port }
    }

    /// A sound line that breaks at the `at`-th byte, or at the `at`-th request of the program for a kill.
    pub fn arm(&self, armed: Option<(Break, u64)>) {
        let mut state = self.lock();
        let generation = state.generation + 1;
        for stream in state.live.iter().chain(&state.silent) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        *state = State { armed, generation, ..State::default() };
    }

    /// The program that a kill is for.
    pub fn watch(&self, program: u32) {
        self.lock().program = Some(program);
    }

    /// How many bytes and requests there were.
    pub fn seen(&self) -> (u64, u64) {
        let state = self.lock();
        (state.bytes, state.requests)
    }

    /// Answers a command in the server's place, so many times.
    pub fn answer(&self, command: &str, reply: &str, times: u32) {
        let (command, reply) = (command.to_owned(), format!("{reply}\r\n"));
        self.lock().answer = Some(Answer { command, reply, times, given: 0 });
    }

    /// Whether it has answered as often as it was asked to.
    pub fn answered(&self) -> bool {
        self.lock().answer.as_ref().is_some_and(|answer| answer.times == 0 && answer.given > 0)
    }

    /// Waits until the line is held.
    pub fn wait_until_held(&self) {
        let _held = self.state.1.wait_while(self.lock(), |state| !state.held).unwrap();
    }

    pub fn release(&self) {
        self.lock().held = false;
        self.state.1.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.0.lock().unwrap()
    }

    /// Whether it has broken as it was armed to.
    pub fn broke(&self) -> bool {
        self.lock().armed.is_none()
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

/// Whether whoever has connected has ended it since, with nothing to say.
fn is_over(client: &TcpStream) -> bool {
    let mut byte = [0];
    let _ = client.set_nonblocking(true);
    let ended = matches!(client.peek(&mut byte), Ok(0));
    let _ = client.set_nonblocking(false);
    ended
}

fn carry(state: &Shared, client: TcpStream, server: TcpStream, is_data: bool) {
    let generation = {
        let mut state = state.0.lock().unwrap();
        state.live.extend([client.try_clone().unwrap(), server.try_clone().unwrap()]);
        state.generation
    };
    let (mut client_out, mut server_out) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let (mut client, mut server) = (client, server);
    let (up, down) = (state.clone(), state.clone());
    std::thread::spawn(move || copy(&up, generation, &mut client, &mut server_out, Way::Up { is_data }));
    std::thread::spawn(move || copy(&down, generation, &mut server, &mut client_out, Way::Down));
}

/// From the program, perhaps over a data connection, or from the server.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up { is_data: bool },
    Down,
}

fn copy(state: &Shared, generation: u64, from: &mut TcpStream, to: &mut TcpStream, way: Way) {
    let mut buffer = [0; 16 * 1024];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
            Ok(read) => read,
        };
        if let Some(reply) = reply(state, &buffer[..read], way) {
            let _ = from.write_all(reply.as_bytes());
            if reply.starts_with("HTTP") {
                // The rest of the request is heard out, or its sender would not read the answer.
                let _ = from.shutdown(Shutdown::Write);
                let _ = std::io::copy(from, &mut std::io::sink());
                break;
            }
            continue;
        }
        match pass(state, generation, read, way) {
            Pass::Lost => {}
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
    if state.0.lock().unwrap().generation == generation {
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
    /// It is as if it had arrived.
    Lost,
}

/// The answer in the server's place, if this is what it is for.
fn reply(state: &Shared, piece: &[u8], way: Way) -> Option<String> {
    let mut state = state.0.lock().unwrap();
    let answer = state.answer.as_mut()?;
    let meant = way == Way::Up { is_data: false } && answer.times > 0 && piece.starts_with(answer.command.as_bytes());
    meant.then(|| {
        answer.times -= 1;
        answer.given += 1;
        answer.reply.clone()
    })
}

fn pass(shared: &Shared, generation: u64, read: usize, way: Way) -> Pass {
    let mut state = shared.0.lock().unwrap();
    let from_program = way != Way::Down;
    if state.generation != generation {
        return Pass::Nothing;
    }
    let before = state.bytes;
    state.bytes += read as u64;
    state.requests += u64::from(from_program);
    let whole = if state.slow > 0 { 48 } else { usize::MAX };
    state.slow = state.slow.saturating_sub(1);
    match state.armed {
        Some((how @ (Break::Kill | Break::Interrupt), at)) if from_program && state.reached(how) >= at => {
            if let Some(program) = state.program {
                let signal = if how == Break::Kill { "-KILL" } else { "-INT" };
                let _ = Command::new("kill").args([signal, &program.to_string()]).status();
                state.armed = None;
            }
            Pass::All(whole)
        }
        Some((Break::Hold, at)) if state.bytes >= at => {
            (state.armed, state.held) = (None, true);
            shared.1.notify_all();
            drop(shared.1.wait_while(state, |state| state.held).unwrap());
            Pass::All(whole)
        }
        Some((Break::Swallow, at)) if state.bytes >= at => {
            (state.armed, state.swallows) = (None, true);
            Pass::All(whole)
        }
        Some((Break::Slow, at)) if state.bytes >= at => {
            (state.armed, state.slow) = (None, 40);
            Pass::All(48)
        }
        Some((Break::Cut | Break::Close | Break::Stall, at)) if state.bytes >= at => {
            Pass::Some(usize::try_from(at.saturating_sub(before)).unwrap_or(0).min(read))
        }
        _ if state.swallows && way == (Way::Up { is_data: true }) => Pass::Lost,
        _ => Pass::All(whole),
    }
}

impl State {
    /// How far the line has come, as its break counts.
    fn reached(&self, how: Break) -> u64 {
        if how == Break::Kill { self.requests } else { self.bytes }
    }
}

fn break_all(state: &Shared) {
    let mut state = state.0.lock().unwrap();
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

//! The preview's web server: loopback only, reading only. It answers from a site as it is at the moment, and tells
//! browsers when it is another. Where the answers come from it does not know.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use socket2::SockRef;
use tiny_http::Server;

use crate::io::http::events::Events;
use crate::io::http::gate::Gate;
use crate::io::http::pages::Pages;

mod answer;
pub(crate) mod events;
mod gate;
pub(crate) mod pages;
mod request;

/// Which port to listen at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Port {
    /// This one, or the next that is free.
    From(u16),
    /// This one and no other; 0 is any that is free.
    Only(u16),
}

/// How many ports are tried.
const TRIES: u16 = 100;

/// The sockets of a preview that does not answer yet.
pub(crate) struct Listening {
    sockets: Vec<TcpListener>,
    pub port: u16,
}

/// Takes a port on the loopback addresses.
///
/// # Errors
/// If no port could be had.
pub(crate) fn listen(port: Port) -> Result<Listening> {
    let (first, tries) = match port {
        Port::From(first) => (first, TRIES),
        Port::Only(only) => (only, 1),
    };
    let mut fault = None;
    for port in (0..tries).map_while(|more| first.checked_add(more)) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(socket) => {
                let port = socket.local_addr().context("no local address")?.port();
                // Browsers may take `localhost` for either; a machine without IPv6 has the one.
                let second = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).ok();
                return Ok(Listening { sockets: std::iter::once(socket).chain(second).collect(), port });
            }
            Err(error) => fault = Some(error),
        }
    }
    Err(fault.unwrap_or_else(|| io::ErrorKind::AddrInUse.into())).with_context(|| format!("127.0.0.1:{first}"))
}

/// Answers requests for ever, in threads of its own.
///
/// # Errors
/// If no inner socket could be had.
pub(crate) fn serve(listening: Listening, pages: Arc<dyn Pages>, events: Arc<Events>) -> Result<()> {
    let inner = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("127.0.0.1:0")?;
    // The server writes an answer in pieces, and the last would wait for the system to acknowledge those before: 40 ms on
    // Linux, 200 on Windows. Its connections take this over from the socket that they come in on.
    let _ = SockRef::from(&inner).set_tcp_nodelay(true);
    let to = inner.local_addr().context("no local address")?;
    let server = Server::from_listener(inner, None).map_err(|error| anyhow!("{error}"))?;
    let gate = Gate::new(to, listening.port);
    let responder = Arc::new(Responder { pages, events, gate: gate.clone(), port: listening.port });
    std::thread::spawn(move || {
        for request in server.incoming_requests() {
            let responder = responder.clone();
            // A thread for each, so that a slow reader of a large file holds nobody up; the gate bounds their number.
            std::thread::spawn(move || responder.answer(request));
        }
    });
    for socket in listening.sockets {
        gate.open(socket);
    }
    Ok(())
}

/// What a request is answered from.
struct Responder {
    pages: Arc<dyn Pages>,
    events: Arc<Events>,
    gate: Arc<Gate>,
    port: u16,
}

impl Responder {
    fn answer(&self, request: tiny_http::Request) {
        let peer = request.remote_addr().copied();
        match request::path(&request, self.port) {
            Ok(path) if path == events::ADDRESS => self.events.stream(request),
            Ok(path) => answer::send(request, self.pages.find(&path)),
            Err(refusal) => {
                // First, for the library reads a body to its end before it lets anything be answered.
                self.close(peer);
                refusal.send(request);
            }
        }
    }

    /// What follows a refused request on its connection is not trusted to be another.
    fn close(&self, peer: Option<SocketAddr>) {
        if let Some(peer) = peer {
            self.gate.close(peer);
        }
    }
}

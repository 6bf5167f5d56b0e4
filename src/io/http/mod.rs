//! The preview's web server: loopback only, reading only. It answers from a site as it is at the moment, and tells
//! browsers when it is another. Where the answers come from it does not know.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};
use std::sync::Arc;

use anyhow::{Context, Result};

use crate::io::http::events::Events;
use crate::io::http::gate::Gate;
use crate::io::http::head::{Head, Refusal};
use crate::io::http::pages::Pages;

mod answer;
mod connection;
pub(crate) mod events;
mod gate;
mod head;
mod limit;
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
pub(crate) fn serve(listening: Listening, pages: Arc<dyn Pages>, events: Arc<Events>) {
    let responder = Responder { pages, events, port: listening.port };
    // A browser that has gone away is nobody's fault.
    let gate = Gate::new(Box::new(move |client, head| drop(responder.answer(client, head))));
    for socket in listening.sockets {
        gate.open(socket);
    }
}

/// What a request is answered from.
struct Responder {
    pages: Arc<dyn Pages>,
    events: Arc<Events>,
    port: u16,
}

impl Responder {
    fn answer(&self, mut client: &TcpStream, head: std::result::Result<Head, Refusal>) -> io::Result<()> {
        match head.and_then(|head| request::judge(&head, self.port)) {
            Ok(request) if request.path == events::ADDRESS => self.events.stream(&mut client, request.head_only),
            Ok(request) => answer::send(client, &request, self.pages.find(&request.path)),
            Err(refusal) => answer::refuse(client, refusal),
        }
    }
}

//! The gate before the answers: it takes connections, counts them, and has one request of each read and answered in a
//! thread of its own. When no more may be open, the one that has waited longest without a whole head makes room.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use socket2::SockRef;

use crate::io::http::connection;
use crate::io::http::head::{Head, Refusal};
use crate::io::http::limit;

/// Connections at once where the system allows them: a browser with many tabs needs a few dozen.
const MOST: usize = 512;

/// Connections that wait to be taken.
const QUEUE: i32 = 4096;

/// Files that one connection holds open: itself, and what is sent.
const FILES_EACH: usize = 2;

/// Files that everything else may hold open: sources being read, the watch, attachments being inspected.
const FILES_KEPT: usize = 48;

/// A head must be whole after so long.
const PATIENCE: Duration = Duration::from_secs(10);

/// A browser that has taken nothing of its answer for so long has gone. Event streams send a sign of life more often.
const IDLE: Duration = Duration::from_secs(30);

/// After a failure to accept, the pause before the next try; also how long a connection that makes room may take to go.
const PAUSE: Duration = Duration::from_millis(20);

/// Answers a request with all that there is to say; whatever has been refused, too.
pub(super) type Answer = dyn Fn(&TcpStream, Result<Head, Refusal>) + Send + Sync;

/// Lets connections in, so many at a time.
pub(super) struct Gate {
    most: usize,
    answer: Box<Answer>,
    open: Mutex<Open>,
    /// Told whenever one ends.
    gone: Condvar,
}

/// The open connections, the oldest first.
#[derive(Default)]
struct Open {
    next: u64,
    /// With the connection itself except while a request is being answered: then it may not be closed.
    by_age: BTreeMap<u64, Option<Arc<TcpStream>>>,
}

/// A connection's place among the open ones, until it is dropped.
struct Seat {
    gate: Arc<Gate>,
    number: u64,
}

impl Gate {
    pub(super) fn new(answer: Box<Answer>) -> Arc<Gate> {
        let files = limit::files(MOST * FILES_EACH + FILES_KEPT);
        let most = (files.saturating_sub(FILES_KEPT) / FILES_EACH).clamp(4, MOST);
        Arc::new(Gate { most, answer, open: Mutex::default(), gone: Condvar::new() })
    }

    /// Takes connections from a socket for ever, in a thread of its own.
    pub(super) fn open(self: &Arc<Gate>, socket: TcpListener) {
        let gate = self.clone();
        // The system's own queue is short, and whoever finds it full tries again after a second only.
        let _ = SockRef::from(&socket).listen(QUEUE);
        std::thread::spawn(move || {
            for client in socket.incoming() {
                match client {
                    Ok(client) => gate.take(Arc::new(client)),
                    Err(_) => std::thread::sleep(PAUSE),
                }
            }
        });
    }

    fn take(self: &Arc<Gate>, client: Arc<TcpStream>) {
        let passing = self.place(&client).map(|place| {
            let client = client.clone();
            std::thread::Builder::new().spawn(move || {
                let _ = client.set_nodelay(true);
                let _ = client.set_write_timeout(Some(IDLE));
                let head = connection::read_head(&client, PATIENCE);
                match (head, place.keep()) {
                    (Some(Ok(head)), _) => (place.gate.answer)(&client, Ok(head)),
                    (_, false) => connection::refuse(&client),
                    (Some(refused), true) => (place.gate.answer)(&client, refused),
                    (None, true) => {}
                }
                place.offer(&client);
                connection::close(&client);
                drop(client);
                drop(place);
            })
        });
        if !matches!(passing, Some(Ok(_))) {
            connection::refuse(&client);
        }
    }

    /// A place for a new connection, that of an older one if need be; `None` while every other is being answered.
    fn place(self: &Arc<Gate>, client: &Arc<TcpStream>) -> Option<Seat> {
        let mut open = self.table();
        let full = |open: &mut Open| open.by_age.len() >= self.most;
        while full(&mut open) {
            let oldest = open.by_age.values_mut().find_map(Option::take)?;
            // What has come is still read: if that is a whole head, it is answered.
            let _ = oldest.shutdown(Shutdown::Read);
            open = self.gone.wait_timeout_while(open, PAUSE, full).unwrap_or_else(PoisonError::into_inner).0;
        }
        let number = open.next;
        open.next += 1;
        open.by_age.insert(number, Some(client.clone()));
        Some(Seat { gate: self.clone(), number })
    }

    fn table(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Keeps the place until the answer has been sent; false if it should have been another's by now.
    fn keep(&self) -> bool {
        self.gate.table().by_age.get_mut(&self.number).is_some_and(|client| client.take().is_some())
    }

    /// Offers the place to whoever needs it more.
    fn offer(&self, client: &Arc<TcpStream>) {
        self.gate.table().by_age.insert(self.number, Some(client.clone()));
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.gate.table().by_age.remove(&self.number);
        self.gate.gone.notify_all();
    }
}

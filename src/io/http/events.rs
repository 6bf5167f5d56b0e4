//! The event stream: every open page is told the state of the preview at once and whenever it changes. The newest state
//! is all that counts, so a page that misses some is right after the next.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Where browsers listen.
pub(crate) const ADDRESS: &str = "/_prongsai/events";

/// How often a stream shows a sign of life, so that both ends notice when the other is gone.
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n\
    X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";

/// The newest state and those who wait for a newer one.
#[derive(Default)]
pub(crate) struct Events {
    /// How many states there were, and the newest, in one line.
    newest: Mutex<(u64, Arc<str>)>,
    newer: Condvar,
    /// Held by every stream: one for each page that is open.
    open: Arc<()>,
}

impl Events {
    /// Tells a new state, a text without line breaks, to every open page.
    pub(crate) fn tell(&self, state: &str) {
        let mut newest = self.newest();
        *newest = (newest.0 + 1, state.into());
        self.newer.notify_all();
    }

    /// Whether a page is open somewhere.
    pub(crate) fn is_open(&self) -> bool {
        Arc::strong_count(&self.open) > 1
    }

    /// Answers with states until the browser is gone.
    ///
    /// # Errors
    /// When it is.
    pub(crate) fn stream(&self, writer: &mut impl Write, head_only: bool) -> io::Result<()> {
        writer.write_all(HEAD.as_bytes())?;
        if head_only {
            return Ok(());
        }
        let _open = self.open.clone();
        writer.write_all(b"retry: 500\n\n")?;
        let mut told = 0;
        loop {
            match self.after(told) {
                Some((number, state)) => {
                    told = number;
                    write!(writer, "event: state\nid: {number}\ndata: {state}\n\n")?;
                }
                None => writer.write_all(b": alive\n\n")?,
            }
        }
    }

    /// The newest state after number `told`, as soon as there is one; `None` when it is time for a sign of life.
    fn after(&self, told: u64) -> Option<(u64, Arc<str>)> {
        let waiting = |newest: &mut (u64, Arc<str>)| newest.0 == told;
        let (newest, waited) =
            self.newer.wait_timeout_while(self.newest(), SIGN_OF_LIFE, waiting).unwrap_or_else(PoisonError::into_inner);
        (!waited.timed_out()).then(|| newest.clone())
    }

    fn newest(&self) -> MutexGuard<'_, (u64, Arc<str>)> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, ErrorKind, Write};

    use super::Events;

    /// A browser that goes away once it has seen that it counts.
    struct Browser<'e>(&'e Events, bool);

    impl Write for Browser<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.1 |= self.0.is_open();
            if self.1 { Err(ErrorKind::BrokenPipe.into()) } else { Ok(bytes.len()) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_page_is_open_as_long_as_its_stream() {
        let events = Events::default();
        let mut browser = Browser(&events, false);
        assert!(!events.is_open() && events.stream(&mut browser, false).is_err());
        assert!(browser.1 && !events.is_open());
    }
}

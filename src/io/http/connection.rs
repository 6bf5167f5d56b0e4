//! A connection of a browser: one head comes in within its time, one answer goes out, and it ends.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use crate::io::http::head::{BAD, Draft, Head, Refusal};

/// How long what still comes after the answer is taken in: a connection that is closed over unread bytes is reset, and the
/// answer may be lost.
const LINGER: Duration = Duration::from_millis(200);

const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// Reads a head; nothing if the other end has said nothing.
pub(super) fn read_head(mut client: &TcpStream, patience: Duration) -> Option<Result<Head, Refusal>> {
    let (until, mut draft, mut buffer) = (Instant::now() + patience, Draft::default(), [0; 4096]);
    let mut begun = false;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return begun.then_some(Err(Refusal(408)));
        }
        match client.set_read_timeout(Some(left)).and_then(|()| client.read(&mut buffer)) {
            Ok(0) => return begun.then_some(Err(BAD)),
            Ok(length) => match draft.take(&buffer[..length]).transpose() {
                None => begun = true,
                done => return done,
            },
            Err(error)
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted) => {}
            Err(_) => return None,
        }
    }
}

/// Says that there is no room, without waiting for anybody.
pub(super) fn refuse(mut client: &TcpStream) {
    let _ = client.set_nonblocking(true);
    let _ = client.read(&mut [0; 4096]);
    let _ = client.write_all(FULL);
    let _ = client.shutdown(Shutdown::Write);
}

/// Ends a connection so that what was sent still arrives.
pub(super) fn close(mut client: &TcpStream) {
    let _ = client.shutdown(Shutdown::Write);
    let _ = client.set_read_timeout(Some(LINGER));
    let mut buffer = [0; 4096];
    for _ in 0..16 {
        if !matches!(client.read(&mut buffer), Ok(length) if length > 0) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
    use std::time::{Duration, Instant};

    use super::read_head;
    use crate::io::http::head::{BAD, Refusal};

    /// A connection's two ends, the browser's first.
    fn pair() -> (TcpStream, TcpStream) {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let browser = TcpStream::connect(socket.local_addr().unwrap()).unwrap();
        (browser, socket.accept().unwrap().0)
    }

    #[test]
    fn a_slow_head_is_cut_off() {
        let ((mut browser, client), patience) = (pair(), Duration::from_millis(200));
        browser.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        let begun = Instant::now();
        let reading = std::thread::spawn(move || read_head(&client, patience));
        // A byte every 20 ms, each long before the last has been forgotten.
        while !reading.is_finished() {
            // It may be closed at any time.
            let _ = browser.write_all(b"G");
            let _ = browser.read(&mut [0]);
            assert!(begun.elapsed() < Duration::from_secs(30), "it is read for ever");
        }
        assert_eq!(reading.join().unwrap(), Some(Err(Refusal(408))));
        assert!(begun.elapsed() >= patience);
    }

    #[test]
    fn whoever_says_nothing_is_told_nothing() {
        let (_browser, client) = pair();
        assert_eq!(read_head(&client, Duration::from_millis(50)), None);
        let (browser, client) = pair();
        drop(browser);
        assert_eq!(read_head(&client, Duration::from_secs(30)), None);
        let (mut browser, client) = pair();
        browser.write_all(b"GET / HTTP/1.1\r\n").unwrap();
        browser.shutdown(Shutdown::Write).unwrap();
        assert_eq!(read_head(&client, Duration::from_secs(30)), Some(Err(BAD)));
    }
}

//! The head of a request, byte by byte, as RFC 9112 writes it and in no other way: what one program reads into a head and
//! the next does not is how a second request hides in the first.

use std::mem::take;

/// A longer head is nobody's: browsers send 2 KB, and as much again in cookies of other programs on this machine.
const MOST_BYTES: usize = 32 * 1024;
const MOST_FIELDS: usize = 100;

/// Why a request is not answered, as the status that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub u16);

pub(super) const BAD: Refusal = Refusal(400);
const TOO_LARGE: Refusal = Refusal(431);
const OTHER_VERSION: Refusal = Refusal(505);

/// What stands before the body of a request, as it was sent.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub method: String,
    pub target: String,
    /// Names in lower case, with their values.
    fields: Vec<(String, String)>,
}

/// A head that is still coming in.
#[derive(Default)]
pub(super) struct Draft {
    head: Head,
    line: Vec<u8>,
    length: usize,
}

impl Head {
    /// The value of a field, if it is there.
    ///
    /// # Errors
    /// If it is there twice: nothing says which one counts.
    pub(super) fn field(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let mut found = self.fields.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(BAD),
            (value, None) => Ok(value),
        }
    }
}

impl Draft {
    /// Takes more bytes, and gives the head once it is whole. What follows it in the same bytes is dropped.
    ///
    /// # Errors
    /// As soon as no sound head can come of it any more. Nothing may be taken after that.
    pub(super) fn take(&mut self, more: &[u8]) -> Result<Option<Head>, Refusal> {
        for byte in more {
            self.length += 1;
            if self.length > MOST_BYTES {
                return Err(TOO_LARGE);
            }
            match (self.line.last(), byte) {
                (Some(b'\r'), b'\n') => {
                    self.line.pop();
                    let line = take(&mut self.line);
                    if self.head.method.is_empty() {
                        self.first(&line)?;
                    } else if line.is_empty() {
                        return Ok(Some(take(&mut self.head)));
                    } else {
                        self.field(&line)?;
                    }
                }
                (Some(b'\r'), _) | (_, 0..=8 | 10..=12 | 14..=31 | 127) => return Err(BAD),
                _ => self.line.push(*byte),
            }
        }
        Ok(None)
    }

    /// The line of the request itself: `GET /ita/ HTTP/1.1`.
    fn first(&mut self, line: &[u8]) -> Result<(), Refusal> {
        let parts: Vec<&[u8]> = line.split(|byte| *byte == b' ').collect();
        let [method, target, version] = parts[..] else { return Err(BAD) };
        if !is_token(method) || target.is_empty() || !target.iter().all(u8::is_ascii_graphic) {
            return Err(BAD);
        }
        match version {
            b"HTTP/1.1" | b"HTTP/1.0" => {}
            [b'H', b'T', b'T', b'P', b'/', b'0'..=b'9', b'.', b'0'..=b'9'] => return Err(OTHER_VERSION),
            _ => return Err(BAD),
        }
        (self.head.method, self.head.target) = (text(method), text(target));
        Ok(())
    }

    /// A field: `Host: localhost`. One that goes on from the line before has no name, and is none.
    fn field(&mut self, line: &[u8]) -> Result<(), Refusal> {
        let colon = line.iter().position(|byte| *byte == b':').ok_or(BAD)?;
        let (name, value) = (&line[..colon], &line[colon + 1..]);
        if !is_token(name) {
            return Err(BAD);
        }
        if self.head.fields.len() == MOST_FIELDS {
            return Err(TOO_LARGE);
        }
        self.head.fields.push((text(name).to_ascii_lowercase(), text(value.trim_ascii())));
        Ok(())
    }
}

/// Whether these bytes may be a method, or the name of a field.
fn is_token(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::{BAD, Draft, Head, OTHER_VERSION, Refusal, TOO_LARGE};

    fn read(bytes: &[u8]) -> Result<Option<Head>, Refusal> {
        Draft::default().take(bytes)
    }

    #[test]
    fn a_head_is_read_as_it_was_sent() {
        let head =
            read(b"GET /a?b=%20 HTTP/1.1\r\nHost:localhost:1\r\nX-None:\r\nCOOKIE: \t\xE0\xB8\x81=1 \r\n\r\nGET /b");
        let head = head.unwrap().unwrap();
        assert_eq!((head.method.as_str(), head.target.as_str()), ("GET", "/a?b=%20"));
        let field = |name| head.field(name).unwrap();
        assert_eq!((field("host"), field("cookie"), field("x-none")), (Some("localhost:1"), Some("ก=1"), Some("")));
        assert_eq!(field("range"), None);
        let twice = read(b"GET / HTTP/1.1\r\nhost: a\r\nHost: a\r\n\r\n").unwrap().unwrap();
        assert_eq!(twice.field("host"), Err(BAD));
    }

    #[test]
    fn what_is_no_head_is_told_at_once() {
        for (bytes, refusal) in [
            (&b"\r\n"[..], BAD),
            (b"\n", BAD),
            (b"\0", BAD),
            (b"\x16\x03\x01", BAD),
            (b"GET /\r\n", BAD),
            (b"GET / HTTP/1.1\n", BAD),
            (b"GET / HTTP/1.1\rH", BAD),
            (b"GET  / HTTP/1.1\r\n", BAD),
            (b"GET /\tHTTP/1.1\r\n", BAD),
            (b"GET / HTTP/1.1 \r\n", BAD),
            (b" GET / HTTP/1.1\r\n", BAD),
            (b"G(T / HTTP/1.1\r\n", BAD),
            (b"GET /\xE0\xB8\x81 HTTP/1.1\r\n", BAD),
            (b"GET / http/1.1\r\n", BAD),
            (b"GET / HTTP/1.10\r\n", BAD),
            (b"GET / HTTP/1\r\n", BAD),
            (b"GET / HTTP/2.0\r\n", OTHER_VERSION),
            (b"GET / HTTP/0.9\r\n", OTHER_VERSION),
            (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", OTHER_VERSION),
            (b"GET / HTTP/1.1\r\nHost : a\r\n", BAD),
            (b"GET / HTTP/1.1\r\n: a\r\n", BAD),
            (b"GET / HTTP/1.1\r\nHost\r\n", BAD),
            (b"GET / HTTP/1.1\r\n Host: a\r\n", BAD),
            (b"GET / HTTP/1.1\r\nHost: a\r\n\tb\r\n", BAD),
            (b"GET / HTTP/1.1\r\nHost: a\n", BAD),
            (b"GET / HTTP/1.1\r\nHost: a\0b", BAD),
            (b"GET / HTTP/1.1\r\nHost: a\r\r\n", BAD),
            (b"GET / HTTP/1.1\r\nH\xC3\xB6st: a\r\n", BAD),
        ] {
            assert_eq!(read(bytes), Err(refusal), "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn heads_of_the_longest_length_are_read_and_none_beyond() {
        let long = |length: usize| {
            let empty = "GET / HTTP/1.1\r\nX: \r\n\r\n".len();
            format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "a".repeat(length - empty))
        };
        assert!(matches!(read(long(32_768).as_bytes()), Ok(Some(_))));
        assert_eq!(read(long(32_769).as_bytes()), Err(TOO_LARGE));
        assert_eq!(read(&b"a".repeat(32_769)), Err(TOO_LARGE));
        let many = |count| format!("GET / HTTP/1.1\r\n{}\r\n", "X: a\r\n".repeat(count));
        assert!(matches!(read(many(100).as_bytes()), Ok(Some(_))));
        assert_eq!(read(many(101).as_bytes()), Err(TOO_LARGE));
    }

    const PIECES: &[&[u8]] = &[
        b"GET / HTTP/1.1\r\n",
        b"Host: a\r\n",
        b"\r\n",
        b"\n",
        b"\r",
        b" ",
        b":",
        b"\0",
        b"\xFF",
        b"HEAD",
        b"/x ",
        b"HTTP/2.0",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(2569), failure_persistence: None, ..ProptestConfig::default() })]

        /// However the bytes come in, they mean the same.
        #[test]
        fn pieces_make_no_difference(
            parts in prop::collection::vec(prop::sample::select(PIECES), 0..12),
            noise in prop::collection::vec(any::<u8>(), 0..40),
            at in 0_usize..200,
        ) {
            for bytes in [parts.concat(), [parts.concat(), noise.clone()].concat(), noise] {
                let at = at.min(bytes.len());
                let mut draft = Draft::default();
                let pieces = match draft.take(&bytes[..at]) {
                    Ok(None) => draft.take(&bytes[at..]),
                    early => early,
                };
                prop_assert_eq!(pieces, read(&bytes));
            }
        }
    }
}

//! An answer as HTTP: its type, its tag, a part of it where one is asked for. Files are sent as they are read. The library
//! says how an answer is written.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::net::TcpStream;
use std::ops::Range;
use std::path::Path;
use std::time::UNIX_EPOCH;

use tiny_http::{HTTPVersion, Header, Response, StatusCode};

use crate::base::output::NOT_FOUND;
use crate::io::http::head::Refusal;
use crate::io::http::pages::Found;
use crate::io::http::request::Request;

/// Bytes from somewhere, with what is said of them.
struct Answer {
    status: u16,
    kind: String,
    /// Tells this content from any other at the same address.
    tag: Option<String>,
    length: u64,
    source: Source,
}

enum Source {
    Bytes(Vec<u8>),
    File(File),
}

/// Sends what was found.
///
/// # Errors
/// If the browser has gone away, which is nobody's fault.
pub(super) fn send(client: &TcpStream, request: &Request, found: Found) -> io::Result<()> {
    let answer = match found {
        Found::Bytes { name, bytes } => of_bytes(200, &name, bytes),
        Found::Nothing(bytes) => of_bytes(404, NOT_FOUND, bytes),
        Found::Elsewhere(path) => {
            let location = percent_encoding::utf8_percent_encode(&path, &PATH).to_string();
            return print(client, request.head_only, empty(307).with_header(header("Location", &location)));
        }
        Found::File(path) => of_file(&path).unwrap_or_else(|_| of_bytes(404, "missing.txt", Vec::new())),
    };
    print(client, request.head_only, respond(request, answer)?)
}

/// Sends why a request is not answered.
///
/// # Errors
/// If the browser has gone away.
pub(super) fn refuse(client: &TcpStream, refusal: Refusal) -> io::Result<()> {
    let Refusal(status) = refusal;
    let mut response = empty(status);
    if status == 405 {
        response.add_header(header("Allow", "GET, HEAD"));
    }
    print(client, false, response)
}

fn empty(status: u16) -> Response<Box<dyn Read>> {
    Response::new(StatusCode(status), Vec::new(), Box::new(io::empty()), Some(0), None)
}

/// Writes a response, the only one of its connection.
fn print(client: &TcpStream, head_only: bool, response: Response<Box<dyn Read>>) -> io::Result<()> {
    let to = Closing { client, head: Some(Vec::new()) };
    response.with_chunked_threshold(usize::MAX).raw_print(to, HTTPVersion(1, 1), &[], head_only, None)
}

/// What the library writes, with `Connection: close` in the place of its name: nobody needs to know what answers.
struct Closing<'a> {
    client: &'a TcpStream,
    /// The lines before the content, until all are there.
    head: Option<Vec<u8>>,
}

impl Write for Closing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(head) = &mut self.head else { return self.client.write(bytes) };
        head.extend_from_slice(bytes);
        if head.ends_with(b"\r\n\r\n") {
            let lines = String::from_utf8_lossy(head);
            let lines = lines.split_inclusive('\n').map(|line| match line.starts_with("Server:") {
                true => "Connection: close\r\n",
                false => line,
            });
            self.client.write_all(lines.collect::<String>().as_bytes())?;
            self.head = None;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.client.flush()
    }
}

fn of_bytes(status: u16, name: &str, bytes: Vec<u8>) -> Answer {
    let tag = (status == 200).then(|| format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..16]));
    Answer { status, kind: kind(name), tag, length: bytes.len() as u64, source: Source::Bytes(bytes) }
}

fn of_file(path: &Path) -> io::Result<Answer> {
    let file = File::open(path)?;
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let since = found.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let tag = Some(format!("\"{:x}-{:x}\"", since.as_nanos(), found.len()));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Answer { status: 200, kind: kind(&name), tag, length: found.len(), source: Source::File(file) })
}

/// What a path may not hold as it is.
const PATH: percent_encoding::AsciiSet =
    percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'\\');

fn respond(request: &Request, answer: Answer) -> io::Result<Response<Box<dyn Read>>> {
    let Answer { status, kind, tag, length, source } = answer;
    let mut headers = vec![
        header("Content-Type", &kind),
        header("Cache-Control", "no-cache"),
        header("X-Content-Type-Options", "nosniff"),
        header("Accept-Ranges", "bytes"),
    ];
    headers.extend(tag.as_ref().map(|tag| header("ETag", tag)));
    if tag.is_some() && request.known.as_ref().is_some_and(|known| matches(known, tag.as_deref())) {
        return whole(StatusCode(304), headers, source, 0..length);
    }
    // A part of another content than the one that is known would be no part of it.
    let current = request.if_range.as_ref().is_none_or(|known| Some(known) == tag.as_ref());
    let range = request.range.as_ref().filter(|_| status == 200 && current).and_then(|range| part(range, length));
    match range {
        Some(Err(())) => {
            headers.push(header("Content-Range", &format!("bytes */{length}")));
            whole(StatusCode(416), headers, Source::Bytes(Vec::new()), 0..0)
        }
        Some(Ok(range)) => {
            headers.push(header("Content-Range", &format!("bytes {}-{}/{length}", range.start, range.end - 1)));
            whole(StatusCode(206), headers, source, range)
        }
        None => whole(StatusCode(status), headers, source, 0..length),
    }
}

/// The response with the bytes of a range.
fn whole(
    status: StatusCode,
    headers: Vec<Header>,
    source: Source,
    range: Range<u64>,
) -> io::Result<Response<Box<dyn Read>>> {
    let length = range.end - range.start;
    let reader: Box<dyn Read> = match source {
        Source::Bytes(bytes) => {
            let mut bytes = Cursor::new(bytes);
            bytes.set_position(range.start);
            Box::new(bytes.take(length))
        }
        Source::File(mut file) => {
            file.seek(SeekFrom::Start(range.start))?;
            // A file that shrinks meanwhile is filled up: the length has been promised.
            Box::new(file.chain(io::repeat(0)).take(length))
        }
    };
    Ok(Response::new(status, headers, reader, usize::try_from(length).ok(), None))
}

/// The one range that is asked for; `None` to send all, an error if it lies outside.
fn part(written: &str, length: u64) -> Option<Result<Range<u64>, ()>> {
    let (from, to) = written.trim().strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| if text.is_empty() { Some(None) } else { text.trim().parse::<u64>().ok().map(Some) };
    let range = match (number(from)?, number(to)?) {
        (None, None) => return None,
        (None, Some(last)) => length.saturating_sub(last)..length,
        (Some(from), None) => from..length,
        (Some(from), Some(to)) if to < from => return None,
        (Some(from), Some(to)) => from..to.saturating_add(1).min(length),
    };
    Some(if range.start < range.end { Ok(range) } else { Err(()) })
}

/// Whether one of the tags that a browser knows is this one.
fn matches(known: &str, tag: Option<&str>) -> bool {
    known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == "*" || Some(one) == tag)
}

/// The type that the ending of a name has, with the encoding of texts.
fn kind(name: &str) -> String {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let textual = ["javascript", "json", "xml"];
    let text = kind.type_() == "text" || textual.contains(&kind.subtype().as_str());
    if text || kind.suffix().is_some_and(|suffix| suffix == "xml") {
        return format!("{}; charset=utf-8", kind.essence_str());
    }
    kind.essence_str().to_owned()
}

/// A header line; a value that cannot be one is left empty.
fn header(name: &'static str, value: &str) -> Header {
    let line = Header::from_bytes(name, value).or_else(|()| Header::from_bytes(name, ""));
    line.expect("names are constants and an empty value is sound")
}

#[cfg(test)]
mod tests {
    use super::{kind, matches, part};

    #[test]
    fn one_range_is_understood() {
        assert_eq!(part("bytes=0-4", 10), Some(Ok(0..5)));
        assert_eq!(part("bytes=5-", 10), Some(Ok(5..10)));
        assert_eq!(part("bytes=-3", 10), Some(Ok(7..10)));
        assert_eq!(part("bytes=8-99", 10), Some(Ok(8..10)));
        assert_eq!(part("bytes=10-", 10), Some(Err(())));
        assert_eq!(part("bytes=-0", 10), Some(Err(())));
        assert_eq!(part("bytes=0-18446744073709551615", 10), Some(Ok(0..10)));
        for all in ["bytes=", "bytes=-", "bytes=4-2", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b"] {
            assert_eq!(part(all, 10), None, "{all}");
        }
    }

    #[test]
    fn texts_tell_their_encoding() {
        assert_eq!(kind("index.html"), "text/html; charset=utf-8");
        assert_eq!(kind("icon.svg"), "image/svg+xml; charset=utf-8");
        assert_eq!(kind("data.json"), "application/json; charset=utf-8");
        assert_eq!(kind("plan.pdf"), "application/pdf");
        assert_eq!(kind("x.xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assert_eq!(kind("noending"), "application/octet-stream");
    }

    #[test]
    fn tags_are_compared_weakly() {
        assert!(
            matches("\"a\", W/\"b\"", Some("\"b\"")) && matches("*", Some("\"b\"")) && !matches("\"a\"", Some("\"b\""))
        );
    }
}

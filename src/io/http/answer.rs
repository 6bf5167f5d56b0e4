//! An answer as HTTP: its type, its tag, a part of it where one is asked for. Files are sent as they are read.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::time::UNIX_EPOCH;

use tiny_http::{Header, Request, Response, StatusCode};

use crate::io::http::pages::Found;

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
pub(super) fn send(request: Request, found: Found) {
    // A browser that has gone away is nobody's fault.
    let _ = match found {
        Found::Bytes { name, bytes } => respond(request, of_bytes(200, &name, bytes)),
        Found::Nothing(bytes) => respond(request, of_bytes(404, "404.html", bytes)),
        Found::Elsewhere(path) => elsewhere(request, &path),
        Found::File(path) => match of_file(&path) {
            Ok(answer) => respond(request, answer),
            Err(_) => respond(request, of_bytes(404, "missing.txt", Vec::new())),
        },
    };
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

fn elsewhere(request: Request, path: &str) -> io::Result<()> {
    let location = percent_encoding::utf8_percent_encode(path, &PATH).to_string();
    request.respond(Response::empty(StatusCode(307)).with_header(header("Location", &location)))
}

/// What a path may not hold as it is.
const PATH: percent_encoding::AsciiSet =
    percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'\\');

fn respond(request: Request, answer: Answer) -> io::Result<()> {
    let asked = |name: &'static str| {
        let found = request.headers().iter().find(|header| header.field.equiv(name));
        found.map(|header| header.value.as_str().to_owned())
    };
    let Answer { status, kind, tag, length, source } = answer;
    let mut headers = vec![
        header("Content-Type", &kind),
        header("Cache-Control", "no-cache"),
        header("X-Content-Type-Options", "nosniff"),
        header("Accept-Ranges", "bytes"),
    ];
    headers.extend(tag.as_ref().map(|tag| header("ETag", tag)));
    if tag.is_some() && asked("If-None-Match").is_some_and(|known| matches(&known, tag.as_deref())) {
        return request.respond(Response::new(StatusCode(304), headers, io::empty(), None, None));
    }
    // A part of another content than the one that is known would be no part of it.
    let current = asked("If-Range").is_none_or(|known| Some(known.as_str()) == tag.as_deref());
    let range = asked("Range").filter(|_| status == 200 && current).and_then(|range| part(&range, length));
    match range {
        Some(Err(())) => {
            headers.push(header("Content-Range", &format!("bytes */{length}")));
            request.respond(whole(StatusCode(416), headers, Source::Bytes(Vec::new()), 0..0)?)
        }
        Some(Ok(range)) => {
            headers.push(header("Content-Range", &format!("bytes {}-{}/{length}", range.start, range.end - 1)));
            request.respond(whole(StatusCode(206), headers, source, range)?)
        }
        None => request.respond(whole(StatusCode(status), headers, source, 0..length)?),
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
    let response = Response::new(status, headers, reader, usize::try_from(length).ok(), None);
    Ok(response.with_chunked_threshold(usize::MAX))
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

//! Whether a request may be answered at all, and what it asks for. Pages of other sites must not read the preview, not even
//! by a name of their own that leads to this machine.

use std::io::Write;

use percent_encoding::percent_decode_str;
use tiny_http::{Method, Request};

use crate::io::http::OWN;

/// Longer addresses are nobody's.
const LONGEST: usize = 4096;

/// A request that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Decoded, absolute, without `.` and `..`.
    pub path: String,
    /// What follows a question mark, as it came.
    pub query: String,
}

/// A request that may not: the status, and why in a few words.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal(u16, &'static str);

/// What a request asks for.
///
/// # Errors
/// If it is of a kind that is not answered: other methods, a body, another host's name, a path that climbs.
pub fn wanted(request: &Request, port: u16) -> Result<Wanted, Refusal> {
    let header = |name: &'static str| {
        let mut found = request.headers().iter().filter(move |header| header.field.equiv(name));
        (found.next().map(|header| header.value.as_str()), found.next().is_some())
    };
    if !matches!(request.method(), Method::Get | Method::Head) {
        return Err(Refusal(405, "Method Not Allowed"));
    }
    let length = header("Content-Length").0.filter(|length| *length != "0");
    if length.is_some() || header("Transfer-Encoding").0.is_some() || header("Expect").0.is_some() {
        return Err(Refusal(413, "Content Too Large"));
    }
    match header("Host") {
        (Some(host), false) if is_own(host, port) => {}
        _ => return Err(Refusal(403, "Forbidden")),
    }
    let wanted = path(request.url())?;
    let site = header("Sec-Fetch-Site").0;
    let foreign = match header("Origin").0 {
        Some(origin) => !origin.strip_prefix("http://").is_some_and(|host| is_own(host, port)),
        None => site == Some("cross-site"),
    };
    // Following a link from elsewhere to a page is no harm; to read the preview's own data is.
    if foreign && wanted.path.starts_with(OWN) {
        return Err(Refusal(403, "Forbidden"));
    }
    Ok(wanted)
}

/// Whether a host with its port is this machine by one of its own names.
fn is_own(host: &str, port: u16) -> bool {
    let name = match host.strip_suffix(&format!(":{port}")) {
        Some(name) => name,
        None if port == 80 => host,
        None => return false,
    };
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Takes a path apart, decodes it once, and refuses whatever could mean something else to a file system.
fn path(url: &str) -> Result<Wanted, Refusal> {
    const BAD: Refusal = Refusal(400, "Bad Request");
    if url.len() > LONGEST {
        return Err(Refusal(414, "URI Too Long"));
    }
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    if !path.starts_with('/') {
        return Err(BAD);
    }
    let decoded = percent_decode_str(path).decode_utf8().map_err(|_| BAD)?;
    let climbs = decoded.split('/').any(|part| part == "." || part == "..");
    let strange = decoded.contains(|c: char| c.is_control() || "\\:".contains(c)) || decoded.contains("//");
    if climbs || strange {
        return Err(BAD);
    }
    Ok(Wanted { path: decoded.into_owned(), query: query.to_owned() })
}

impl Refusal {
    /// Answers with the refusal, and says that the connection ends.
    pub fn send(&self, request: Request) {
        let Refusal(status, reason) = self;
        let allow = if *status == 405 { "Allow: GET, HEAD\r\n" } else { "" };
        let mut writer = request.into_writer();
        let _ = write!(writer, "HTTP/1.1 {status} {reason}\r\n{allow}Content-Length: 0\r\nConnection: close\r\n\r\n");
        let _ = writer.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, is_own, path};

    #[test]
    fn paths_are_decoded_once_and_never_climb() {
        assert_eq!(path("/ita/2568/?a=%20").unwrap().path, "/ita/2568/");
        assert_eq!(path("/ita/2568/?a=%20").unwrap().query, "a=%20");
        assert_eq!(path("/%E0%B8%81").unwrap().path, "/ก");
        assert_eq!(path("/%252e%252e/a").unwrap().path, "/%2e%2e/a", "no such file, and not another one");
        let bad = [
            "",
            "a",
            "*",
            "http://localhost:1/",
            "//a",
            "/../a",
            "/a/..",
            "/%2e%2e/a",
            "/a/%2E./b",
            "/..%5ca",
            "/a%5c..",
            "/a%00",
            "/%ff",
            "/C:/a",
            "/a%0d%0ab",
            "/..%2fa",
        ];
        for url in bad {
            assert!(path(url).is_err(), "{url}");
        }
        assert_eq!(path(&format!("/{}", "a".repeat(5000))), Err(Refusal(414, "URI Too Long")));
    }

    #[test]
    fn only_our_own_names_are_ours() {
        for own in ["localhost:80", "LOCALHOST:80", "127.0.0.1:80", "[::1]:80", "localhost"] {
            assert!(is_own(own, 80), "{own}");
        }
        for other in
            ["localhost", "localhost:81", "evil.example:8000", "localhost.evil.example:8000", "127.0.0.2:8000", ""]
        {
            assert!(!is_own(other, 8000), "{other}");
        }
    }
}

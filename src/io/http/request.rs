//! Whether a request may be answered at all, and what it asks for. Pages of other sites must not read the preview, not even
//! by a name of their own that leads to this machine.

use std::io::Write;

use percent_encoding::percent_decode_str;
use tiny_http::{Method, Request};

use crate::io::http::pages::OWN;

/// Longer addresses are nobody's.
const LONGEST: usize = 4096;

/// Why a request is not answered: the status, and why in a few words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal(u16, &'static str);

/// The path that a request asks for: decoded, absolute, without `.` and `..`.
///
/// # Errors
/// If it is of a kind that is not answered: other methods, a body, another host's name, a path that climbs.
pub(super) fn path(request: &Request, port: u16) -> Result<String, Refusal> {
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
    let path = decoded(request.url())?;
    let site = header("Sec-Fetch-Site").0;
    let foreign = match header("Origin").0 {
        Some(origin) => !origin.strip_prefix("http://").is_some_and(|host| is_own(host, port)),
        None => site == Some("cross-site"),
    };
    // Following a link from elsewhere to a page is no harm; to read the preview's own data is.
    if foreign && path.starts_with(OWN) {
        return Err(Refusal(403, "Forbidden"));
    }
    Ok(path)
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
fn decoded(url: &str) -> Result<String, Refusal> {
    const BAD: Refusal = Refusal(400, "Bad Request");
    if url.len() > LONGEST {
        return Err(Refusal(414, "URI Too Long"));
    }
    let path = url.split('?').next().unwrap_or(url);
    if !path.starts_with('/') {
        return Err(BAD);
    }
    let decoded = percent_decode_str(path).decode_utf8().map_err(|_| BAD)?;
    let climbs = decoded.split('/').any(|part| part == "." || part == "..");
    let strange = decoded.contains(|c: char| c.is_control() || "\\:".contains(c)) || decoded.contains("//");
    if climbs || strange {
        return Err(BAD);
    }
    Ok(decoded.into_owned())
}

impl Refusal {
    /// Answers with the refusal, and says that the connection ends.
    pub(super) fn send(&self, request: Request) {
        let Refusal(status, reason) = self;
        let allow = if *status == 405 { "Allow: GET, HEAD\r\n" } else { "" };
        let mut writer = request.into_writer();
        let _ = write!(writer, "HTTP/1.1 {status} {reason}\r\n{allow}Content-Length: 0\r\nConnection: close\r\n\r\n");
        let _ = writer.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, decoded, is_own};

    #[test]
    fn paths_are_decoded_once_and_never_climb() {
        assert_eq!(decoded("/ita/2568/?a=%20").unwrap(), "/ita/2568/");
        assert_eq!(decoded("/%E0%B8%81").unwrap(), "/ก");
        assert_eq!(decoded("/%252e%252e/a").unwrap(), "/%2e%2e/a", "no such file, and not another one");
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
            assert!(decoded(url).is_err(), "{url}");
        }
        assert_eq!(decoded(&format!("/{}", "a".repeat(5000))), Err(Refusal(414, "URI Too Long")));
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

//! Whether a request may be answered at all, and what it asks for. Pages of other sites must not read the preview, not even
//! by a name of their own that leads to this machine.

use percent_encoding::percent_decode_str;

use crate::io::http::head::{BAD, Head, Refusal};
use crate::io::http::pages::OWN;

/// Longer addresses are nobody's.
const LONGEST: usize = 4096;

/// What is asked for. Nothing else of a head reaches an answer.
#[derive(Debug)]
pub(super) struct Request {
    /// Decoded, absolute, without `.` and `..`.
    pub path: String,
    /// Only what would be sent before the content.
    pub head_only: bool,
    /// The part that is wanted, and of which content it must be.
    pub range: Option<String>,
    pub if_range: Option<String>,
    /// Tags of the contents that the browser has.
    pub known: Option<String>,
}

/// What a head asks for.
///
/// # Errors
/// If it is of a kind that is not answered: other methods, a body, another host's name, a path that climbs.
pub(super) fn judge(head: &Head, port: u16) -> Result<Request, Refusal> {
    let body = has_body(head)?;
    let host = head.field("host")?.ok_or(BAD)?;
    let head_only = match head.method.as_str() {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Refusal(405)),
    };
    if body {
        return Err(BAD);
    }
    if head.field("expect")?.is_some() {
        return Err(Refusal(417));
    }
    if !is_own(host, port) {
        return Err(Refusal(403));
    }
    let path = decoded(&head.target)?;
    let site = head.field("sec-fetch-site")?;
    let foreign = match head.field("origin")? {
        Some(origin) => !origin.strip_prefix("http://").is_some_and(|host| is_own(host, port)),
        None => site == Some("cross-site"),
    };
    // Following a link from elsewhere to a page is no harm; to read the preview's own data is.
    if foreign && path.starts_with(OWN) {
        return Err(Refusal(403));
    }
    let field = |name| Ok(head.field(name)?.map(str::to_owned));
    let (range, if_range, known) = (field("range")?, field("if-range")?, field("if-none-match")?);
    Ok(Request { path, head_only, range, if_range, known })
}

/// Whether a body follows. Where it would end must be plain, whatever the method.
fn has_body(head: &Head) -> Result<bool, Refusal> {
    if head.field("transfer-encoding")?.is_some() {
        return Err(BAD);
    }
    match head.field("content-length")? {
        None | Some("0") => Ok(false),
        Some(length) if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => Ok(true),
        Some(_) => Err(BAD),
    }
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
    if url.len() > LONGEST {
        return Err(Refusal(414));
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
        assert_eq!(decoded(&format!("/{}", "a".repeat(5000))), Err(Refusal(414)));
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

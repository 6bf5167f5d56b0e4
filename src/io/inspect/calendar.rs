//! Calendars and cards of addresses as they are read: long lines put together, escapes as what they stand for (RFC 5545, and the
//! quoted letters of the old forms).

use crate::base::allowed::starts;
use crate::io::inspect::quoted;

/// Whether a text is one.
pub(super) fn begins(text: &str) -> bool {
    text.trim_start().get(..6).is_some_and(|begin| begin.eq_ignore_ascii_case("BEGIN:"))
}

/// The text of one.
pub(super) fn text(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n").replace("\n ", "").replace("\n\t", "");
    let lines = quoted::text(&lines).unwrap_or(lines);
    let mut out = String::with_capacity(lines.len());
    let mut rest = lines.as_str();
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut own = after.chars();
        match own.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(c @ (',' | ';' | ':' | '\\')) => out.push(c),
            other => {
                out.push('\\');
                out.extend(other);
            }
        }
        rest = own.as_str();
    }
    out + rest
}

/// Whether one, as it is read, starts a program: an alarm that is one, or something to open that is one.
pub(super) fn is_active(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim().to_lowercase();
        let path =
            || line.split_once("://").map_or(&*line, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        let attached = line.starts_with("attach") && path().rsplit_once('.').is_some_and(|(_, ending)| starts(ending));
        attached || line.split_once(':').is_some_and(|(key, does)| key == "action" && does == "procedure")
    })
}

#[cfg(test)]
mod tests {
    use super::{begins, is_active, text};

    #[test]
    fn calendars_are_read_as_they_are_meant() {
        assert_eq!(text("A:1\r\n 2\r\n\t3\\n4\\,5\\;6\\\\7\\x"), "A:123\n4,5;6\\7\\x");
        assert_eq!(text("A;ENCODING=QUOTED-PRINTABLE:=E0=B8=81=\r\n1=31"), "A;ENCODING=QUOTED-PRINTABLE:ก11");
        assert!(is_active("BEGIN:VALARM\r\nAction:PROCEDURE") && is_active("ATTACH;X=y:ftp://a.example/b/c.exe"));
        assert!(!is_active("ACTION:DISPLAY\nATTACH:https://example.com\nATTACH:https://a.example/a.pdf"));
        assert!(begins("\nbegin:vcalendar") && !begins("ก") && !begins(""));
    }
}

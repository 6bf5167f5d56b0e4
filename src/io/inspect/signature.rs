//! The kind of a file by its first bytes. What an archive holds is told by `archive`.

use crate::base::document::FileKind;

/// So many first bytes tell the kind.
pub(super) const HEAD: usize = 8 << 10;

/// The kind of a file that begins with, or consists of, these bytes.
pub(super) fn kind(bytes: &[u8]) -> FileKind {
    let head = &bytes[..bytes.len().min(HEAD)];
    let begins = |starts: &[&[u8]]| starts.iter().any(|start| head.starts_with(start));
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let code = [&b"<?php"[..], b"<?=", b"<%"].iter().any(|start| text.starts_with(start));
    if head.is_empty() {
        FileKind::Empty
    // Before all others: a file may be two things at once, and what runs is what counts.
    } else if code || begins(&[b"MZ", b"\x7FELF", b"#!", b"\xCF\xFA\xED\xFE", b"\xCA\xFE\xBA\xBE"]) {
        FileKind::Program
    } else if root(head).is_some_and(|name| PAGE.contains(&&*name)) {
        FileKind::WebPage
    } else if begins(&[b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"]) {
        // Before PDF: an archive may hold one unpacked in its first kilobyte.
        FileKind::Zip
    } else if head[..head.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        // Readers look for it in the first kilobyte, so that some files have a few bytes before.
        FileKind::Pdf
    } else if begins(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"]) {
        FileKind::OldOffice
    } else if begins(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a"]) || is_webp(head) {
        FileKind::Image
    } else if head.get(4..8) == Some(b"ftyp") {
        FileKind::Video
    } else if begins(&[b"ID3", b"\xFF\xFB", b"\xFF\xFA", b"\xFF\xF3", b"\xFF\xF2"]) {
        FileKind::Sound
    } else if root(head).is_some_and(|name| name == "svg") {
        FileKind::Drawing
    } else if is_text(head) {
        FileKind::Text
    } else {
        FileKind::Unknown
    }
}

fn is_webp(head: &[u8]) -> bool {
    head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP")
}

/// Elements that a page of the Web may begin with, and what runs in one.
const PAGE: &[&str] =
    &["html", "head", "body", "script", "iframe", "object", "embed", "form", "meta", "link", "style", "base", "title"];

/// The local name of the first element, in small letters, after declarations and comments. UTF-16 counts as well.
fn root(head: &[u8]) -> Option<String> {
    let text: String = String::from_utf8_lossy(head).replace(['\0', '\u{FEFF}', '\u{FFFD}'], "");
    let mut rest = text.trim_start();
    loop {
        rest = rest.strip_prefix('<')?;
        let end = match rest {
            _ if rest.to_lowercase().starts_with("!doctype html") => return Some("html".to_owned()),
            _ if rest.starts_with("!--") => rest.find("-->")? + 3,
            // A document type may hold declarations of its own.
            _ if rest.starts_with('!') => match rest[..rest.find('>')?].find('[') {
                Some(_) => rest.find("]>")? + 2,
                None => rest.find('>')? + 1,
            },
            _ if rest.starts_with('?') => rest.find("?>")? + 2,
            _ => break,
        };
        rest = rest[end..].trim_start();
    }
    let name = &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != ':').unwrap_or(rest.len())];
    Some(name.rsplit(':').next().unwrap_or(name).to_lowercase())
}

/// Text in any of the encodings that Thai text is kept in: no byte that only a binary file has.
fn is_text(head: &[u8]) -> bool {
    if [&b"\xFF\xFE"[..], b"\xFE\xFF", b"\0\0\xFE\xFF"].iter().any(|mark| head.starts_with(mark)) {
        return true;
    }
    !head.iter().any(|&byte| byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0C | 0x1A | 0x1B))
}

#[cfg(test)]
mod tests {
    use super::{FileKind, kind};

    #[test]
    fn first_bytes_tell() {
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], FileKind::Pdf),
            (b"\xEF\xBB\xBF\n%PDF-1.4", FileKind::Pdf),
            (b"PK\x03\x04", FileKind::Zip),
            (b"PK\x03\x04a.pdf%PDF-1.7", FileKind::Zip),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", FileKind::OldOffice),
            (b"\x89PNG\r\n", FileKind::Image),
            (b"RIFF\0\0\0\0WEBPVP8 ", FileKind::Image),
            (b"MZ\x90\0", FileKind::Program),
            (b"  <!DOCTYPE html>", FileKind::WebPage),
            (b"<!-- %PDF-1.7 --><script>", FileKind::WebPage),
            (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a '>'>]><h:html xmlns:h=''>", FileKind::WebPage),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", FileKind::WebPage),
            (b"MZ %PDF-1.7", FileKind::Program),
            (b"<?php echo 1;", FileKind::Program),
            (b"\xEF\xBB\xBF\n<?php echo 1;", FileKind::Program),
            (b"<?xml version='1.0'?>\n<!-- a --><svg xmlns=''>", FileKind::Drawing),
            (b"<?xml version='1.0'?><kml>", FileKind::Text),
            (b"\0\0\0\x18ftypmp42", FileKind::Video),
            (b"ID3\x04", FileKind::Sound),
            (b"a,b\n1,2\n", FileKind::Text),
            (b"\xFF\xFEa\0", FileKind::Text),
            (b"\xCA\xC7\xD1\xCA\xB4\xD5", FileKind::Text),
            (b"\0\0\0\0", FileKind::Unknown),
            (b"", FileKind::Empty),
        ] {
            assert_eq!(kind(bytes), expected, "{bytes:?}");
        }
    }
}

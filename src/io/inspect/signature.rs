//! The kind of a file by its first bytes. What an archive holds is told by `archive`.

use crate::base::document::FileKind;

/// So many first bytes tell the kind.
pub(super) const HEAD: usize = 8 << 10;

/// The kind of a file that begins with, or consists of, these bytes.
pub(super) fn kind(bytes: &[u8]) -> FileKind {
    let head = &bytes[..bytes.len().min(HEAD)];
    let begins = |starts: &[&[u8]]| starts.iter().any(|start| head.starts_with(start));
    if head.is_empty() {
        FileKind::Empty
    } else if head[..head.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        // Readers look for it in the first kilobyte, so that some files have a few bytes before.
        FileKind::Pdf
    } else if begins(&[b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"]) {
        FileKind::Zip
    } else if begins(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"]) {
        FileKind::OldOffice
    } else if begins(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a"]) || is_webp(head) {
        FileKind::Image
    } else if begins(&[b"MZ", b"\x7FELF", b"#!", b"\xCF\xFA\xED\xFE", b"\xCA\xFE\xBA\xBE"]) {
        FileKind::Program
    } else if is_web_page(head) {
        FileKind::WebPage
    } else if is_text(head) {
        FileKind::Text
    } else {
        FileKind::Unknown
    }
}

fn is_webp(head: &[u8]) -> bool {
    head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP")
}

fn is_web_page(head: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&head[..head.len().min(512)]).to_lowercase();
    let start = start.trim_start_matches(['\u{FEFF}']).trim_start();
    ["<!doctype html", "<html", "<head", "<body", "<script"].iter().any(|tag| start.starts_with(tag))
}

/// Text in any of the encodings that Thai text is kept in: no byte that only a binary file has.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
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
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", FileKind::OldOffice),
            (b"\x89PNG\r\n", FileKind::Image),
            (b"RIFF\0\0\0\0WEBPVP8 ", FileKind::Image),
            (b"MZ\x90\0", FileKind::Program),
            (b"  <!DOCTYPE html>", FileKind::WebPage),
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

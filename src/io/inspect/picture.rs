//! Pictures: what is written beside the picture, whether it is large enough to be a photographed paper, and whether anything is
//! to be seen on it. What that is is not read.

use std::io::Read;

use data_encoding::HEXLOWER_PERMISSIVE;
use flate2::read::ZlibDecoder;

use crate::base::document::{FileKind, Inspected, Location, Part, Unread};
use crate::base::picture::Picture;
use crate::io::inspect::found::Found;
use crate::io::inspect::limits::{MAX_NOTE, PAPER};
use crate::io::inspect::packed::packed;
use crate::io::inspect::raw;
use crate::io::pictures::flat::is_flat;
use crate::io::pictures::look::look;

/// A picture with a shorter side shows nothing.
const SPECK: u32 = 16;

pub(super) fn inspect(bytes: &[u8]) -> Inspected {
    let mut found = Found::new();
    let place = |_| Location::Part(Part::Properties);
    found.text(&raw::texts(bytes), place);
    let comments = comments(bytes).into_iter().map(|comment| (comment, true));
    // A picture may carry a whole file, in it or after it.
    let mut whole = ![&b"PK\x03\x04"[..], b"%PDF-1"].iter().any(|mark| memchr::memmem::find(bytes, mark).is_some());
    for (note, read) in notes(bytes).into_iter().chain(comments) {
        found.text(&raw::texts(&note), place);
        let letters = packed(&String::from_utf8_lossy(&note)).into_iter().map(|own| own.bytes);
        for inner in profile(&note).into_iter().chain(letters) {
            found.text(&raw::texts(&inner), place);
        }
        whole &= read;
    }
    if !whole {
        found.not_read(Unread::Rest);
    }
    found.inspected.kind = FileKind::Image;
    found.inspected.picture = look(bytes);
    let shows_nothing = |own: Picture| own.width.min(own.height) < SPECK || is_flat(bytes, &own);
    found.inspected.is_hollow = found.inspected.picture.and_then(Result::ok).is_some_and(shows_nothing);
    found.inspected.endings = endings(bytes).iter().map(|ending| (*ending).to_owned()).collect();
    if is_paper(bytes) && !found.inspected.is_hollow {
        found.not_read(Unread::Picture(None));
    }
    found.end()
}

/// The endings that a picture has which begins so.
fn endings(bytes: &[u8]) -> &'static [&'static str] {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => &["png"],
        [0xFF, 0xD8, 0xFF, ..] => &["jpg", "jpeg"],
        [b'G', b'I', b'F', b'8', ..] => &["gif"],
        [b'R', b'I', b'F', b'F', ..] => &["webp"],
        _ => &[],
    }
}

/// Whether the picture has half a megapixel, or hides how large it is.
pub(super) fn is_paper(bytes: &[u8]) -> bool {
    imagesize::blob_size(bytes).map_or(true, |size| size.width.saturating_mul(size.height) >= PAPER)
}

/// Whether bytes are a picture of a kind that documents hold and pages of the Web do not show.
pub(super) fn is_other(bytes: &[u8]) -> bool {
    use imagesize::ImageType::{Bmp, Tiff};
    matches!(imagesize::image_type(bytes), Ok(Bmp | Tiff))
}

/// The bytes that ImageMagick writes as hexadecimal digits: a name, how many there are, and lines of digits.
fn profile(note: &[u8]) -> Option<Vec<u8>> {
    let lines = note.strip_prefix(b"\n")?.splitn(3, |byte| *byte == b'\n').nth(2)?;
    let mut letters: Vec<u8> = lines.iter().copied().filter(u8::is_ascii_hexdigit).collect();
    letters.truncate(letters.len() / 2 * 2);
    HEXLOWER_PERMISSIVE.decode(&letters).ok()
}

/// The texts of a PNG, each as far as it can be unpacked, and whether that was all of it.
fn notes(bytes: &[u8]) -> Vec<(Vec<u8>, bool)> {
    let mut notes = Vec::new();
    let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1A\n").unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let Some(chunk) = after.get(..length) else { break };
        let packed = match &head[4..] {
            b"tEXt" => {
                notes.extend(behind(chunk).map(|text| (text.to_vec(), true)));
                None
            }
            // A keyword, the method, the text.
            b"zTXt" | b"iCCP" => behind(chunk).and_then(|text| text.get(1..)),
            // A keyword, whether it is packed, the method, a language, the keyword in it, the text.
            b"iTXt" => behind(chunk)
                .filter(|text| text.first() != Some(&0))
                .map(|text| text.get(2..).and_then(behind).and_then(behind).unwrap_or_default()),
            _ => None,
        };
        notes.extend(packed.map(unpacked));
        rest = after.get(length + 4..).unwrap_or_default();
    }
    notes
}

/// What follows a word that ends with a zero.
fn behind(chunk: &[u8]) -> Option<&[u8]> {
    let end = chunk.iter().position(|&byte| byte == 0)?;
    chunk.get(end + 1..)
}

fn unpacked(packed: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    // What is damaged at its end still begins with what can be read.
    let read = ZlibDecoder::new(packed).take(MAX_NOTE + 1).read_to_end(&mut bytes);
    let whole = read.is_ok_and(|read| read as u64 <= MAX_NOTE);
    (bytes, whole)
}

/// The comments of a GIF, which are kept in pieces.
fn comments(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut comments = Vec::new();
    if !bytes.starts_with(b"GIF8") {
        return comments;
    }
    let mut at = 0;
    while let Some(next) = bytes[at..].windows(2).position(|pair| pair == [0x21, 0xFE]) {
        at += next + 2;
        let mut comment = Vec::new();
        while let Some(&length) = bytes.get(at).filter(|length| **length > 0) {
            comment.extend_from_slice(bytes.get(at + 1..at + 1 + usize::from(length)).unwrap_or_default());
            at = (at + 1 + usize::from(length)).min(bytes.len());
        }
        comments.push(comment);
    }
    comments
}

#[cfg(test)]
mod tests {
    use super::is_paper;

    #[test]
    fn a_picture_may_be_of_a_paper_from_half_a_megapixel_on_or_if_it_hides_its_size() {
        let png = |width: u32, height: u32| {
            [b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", &width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]]
                .concat()
        };
        assert!(is_paper(&png(1000, 500)) && is_paper(&png(500, 1000)) && !is_paper(&png(999, 500)));
        assert!(is_paper(&png(1000, 500)[..12]) && is_paper(b"") && is_paper(b"ID,nomen"));
    }
}

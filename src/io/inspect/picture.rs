//! Pictures: what is written beside the picture, and whether it is large enough to be a photographed paper. The picture itself
//! is not read.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::base::document::{FileKind, Inspected, Location, Part, Unread};
use crate::io::inspect::found::Found;
use crate::io::inspect::limits::{MAX_NOTE, PAPER};
use crate::io::inspect::raw;

pub(super) fn inspect(bytes: &[u8]) -> Inspected {
    let mut found = Found::new();
    let place = |_| Location::Part(Part::Properties);
    found.text(&raw::texts(bytes), place);
    for note in notes(bytes).into_iter().chain(comments(bytes)) {
        found.text(&raw::texts(&note), place);
    }
    found.inspected.kind = FileKind::Image;
    if is_paper(bytes) {
        found.inspected.unread.push(Unread::Picture(None));
    }
    found.end()
}

/// Whether the picture has half a megapixel, or hides how large it is.
fn is_paper(bytes: &[u8]) -> bool {
    imagesize::blob_size(bytes).map_or(true, |size| size.width.saturating_mul(size.height) >= PAPER)
}

/// Whether bytes are a picture of a kind that documents hold and pages of the Web do not show.
pub(super) fn is_other(bytes: &[u8]) -> bool {
    use imagesize::ImageType::{Bmp, Tiff};
    matches!(imagesize::image_type(bytes), Ok(Bmp | Tiff))
}

/// The packed texts of a PNG.
fn notes(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut notes = Vec::new();
    let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1A\n").unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let Some(chunk) = after.get(..length) else { break };
        if matches!(&head[4..], b"zTXt" | b"iTXt" | b"iCCP") {
            let word = chunk.iter().position(|&byte| byte == 0).map_or(chunk.len(), |end| end + 1);
            // An iTXt has flags, a language and a translation before its text: the packed text begins as all of them do.
            let packed = (word..chunk.len()).find(|&at| chunk[at] == 0x78).map(|at| &chunk[at..]);
            notes.extend(packed.map(unpacked));
        }
        rest = after.get(length + 4..).unwrap_or_default();
    }
    notes
}

fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What is damaged at its end still begins with what can be read.
    let _ = ZlibDecoder::new(packed).take(MAX_NOTE).read_to_end(&mut bytes);
    bytes
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

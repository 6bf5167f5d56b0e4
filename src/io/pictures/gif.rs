//! GIF files: the first frame as a picture, and a file without comments and what programs write into it.

use std::io::Cursor;

use ::gif::{ColorOutput, DecodeOptions, MemoryLimit};

use crate::base::picture::Unfit;
use crate::io::pictures::pixels::Pixels;

/// What the decoder may take for one frame.
const ROOM: u64 = 160 << 20;

/// What the blocks of a file say.
pub(crate) struct Head {
    pub width: u32,
    pub height: u32,
    pub moves: bool,
}

/// A block of the file.
enum Block<'a> {
    /// An extension with its kind.
    Extension(u8, &'a [u8]),
    Frame(&'a [u8]),
}

/// The head with the colours, and the blocks up to the end. `None` if it is cut short.
fn blocks(bytes: &[u8]) -> Option<(&[u8], Vec<Block<'_>>)> {
    let packed = *bytes.get(10).filter(|_| bytes.starts_with(b"GIF8"))?;
    let colours = |packed: u8| if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) };
    let (head, mut rest) = bytes.split_at_checked(13 + colours(packed))?;
    let mut blocks = Vec::new();
    loop {
        match *rest.first()? {
            0x3B => return Some((head, blocks)),
            0x21 => {
                let end = 2 + pieces(rest.get(2..)?)?;
                blocks.push(Block::Extension(rest[1], &rest[..end]));
                rest = &rest[end..];
            }
            0x2C => {
                let data = 11 + colours(*rest.get(9)?);
                let end = data + pieces(rest.get(data..)?)?;
                blocks.push(Block::Frame(&rest[..end]));
                rest = &rest[end..];
            }
            _ => return None,
        }
    }
}

/// The length of pieces, each with its own before it, up to an empty one.
fn pieces(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

pub(crate) fn head(bytes: &[u8]) -> Result<Head, Unfit> {
    let (head, blocks) = blocks(bytes).ok_or(Unfit::Broken)?;
    let side = |at: usize| u32::from(u16::from_le_bytes([head[at], head[at + 1]]));
    let frames = blocks.iter().filter(|block| matches!(block, Block::Frame(_))).count();
    let (width, height) = (side(6), side(8));
    if frames == 0 || width == 0 || height == 0 {
        return Err(Unfit::Broken);
    }
    Ok(Head { width, height, moves: frames > 1 })
}

/// The first frame, where it stands in the picture.
pub(crate) fn decode(bytes: &[u8]) -> Result<Pixels, Unfit> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    options.set_memory_limit(MemoryLimit::Bytes(ROOM.try_into().map_err(|_| Unfit::Large)?));
    let mut decoder = options.read_info(Cursor::new(bytes)).map_err(|_| Unfit::Broken)?;
    let (width, height) = (usize::from(decoder.width()), usize::from(decoder.height()));
    let frame = decoder.read_next_frame().ok().flatten().ok_or(Unfit::Broken)?;
    let (left, top) = (usize::from(frame.left), usize::from(frame.top));
    let row = usize::from(frame.width) * 4;
    let mut data = vec![0; width * height * 4];
    for (y, points) in frame.buffer.chunks_exact(row.max(4)).enumerate().take_while(|(y, _)| top + y < height) {
        let from = ((top + y) * width + left.min(width)) * 4;
        let length = row.min((width - left.min(width)) * 4);
        data[from..from + length].copy_from_slice(&points[..length]);
    }
    Ok(Pixels { width, height, channels: 4, data, profile: None }.plain())
}

/// The file with its frames and their timing, and nothing else. `None` if it is cut short.
pub(crate) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let (head, blocks) = blocks(bytes)?;
    let mut out = head.to_vec();
    for block in blocks {
        match block {
            Block::Frame(whole) | Block::Extension(0xF9, whole) => out.extend_from_slice(whole),
            Block::Extension(0xFF, whole) if whole.get(3..14) == Some(b"NETSCAPE2.0") => out.extend_from_slice(whole),
            Block::Extension(..) => {}
        }
    }
    out.push(0x3B);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{Unfit, clean, head};

    /// Two frames with colours of their own, a table for the picture, its timing, and what programs write.
    fn parts() -> [Vec<u8>; 6] {
        let frame = [&b"\x2C\0\0\0\0\x01\0\x01\0\x81"[..], &[0x3B; 12], b"\x02\x02\x4C\x01\0"].concat();
        [
            [&b"GIF89a\x02\0\x03\0\x80\0\0"[..], &[0x2C; 6]].concat(),
            b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0".to_vec(),
            b"\x21\xFE\x08somebody\0".to_vec(),
            [b"\x21\xF9\x04\0\x0A\0\0\0", &frame[..]].concat(),
            frame,
            b"\x3B".to_vec(),
        ]
    }

    #[test]
    fn frames_and_their_timing_are_left() {
        let [begin, again, comment, first, second, end] = parts();
        let bytes = [&begin, &again, &comment, &first, &second, &end].map(|part| &part[..]).concat();
        assert_eq!(clean(&[&bytes[..], b"behind it"].concat()), Some([begin, again, first, second, end].concat()));
        let found = head(&bytes).unwrap();
        assert_eq!((found.width, found.height, found.moves), (2, 3, true));
        for cut in 0..bytes.len() {
            assert!(matches!(head(&bytes[..cut]), Err(Unfit::Broken)), "{cut}");
        }
    }
}

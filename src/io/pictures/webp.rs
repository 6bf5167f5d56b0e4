//! WebP files: decoded by the one decoder in safe Rust, and without what programs write into them.

use std::io::Cursor;

use image_webp::WebPDecoder;

use crate::base::picture::Unfit;
use crate::io::pictures::orientation::orientation;
use crate::io::pictures::pixels::{Pixels, needed};

/// What the decoder may take.
const ROOM: usize = 160 << 20;

/// Flags of the extended head.
const EXIF: u8 = 0x08;
const XMP: u8 = 0x04;
const ICC: u8 = 0x20;

/// What the head of a file says.
pub(crate) struct Head {
    pub width: u32,
    pub height: u32,
    /// Kept without loss, or to be seen through.
    pub drawn: bool,
    pub moves: bool,
    pub orientation: u8,
}

pub(crate) fn head(bytes: &[u8]) -> Result<Head, Unfit> {
    let own = chunks(bytes).ok_or(Unfit::Broken)?;
    let mut decoder = open(bytes)?;
    let (width, height) = decoder.dimensions();
    let drawn = decoder.has_alpha() || !(decoder.is_lossy() || decoder.is_animated());
    let exif = own.iter().find(|(name, _)| *name == b"EXIF");
    let orientation = exif.map_or(1, |(_, exif)| orientation(exif));
    Ok(Head { width, height, drawn, moves: decoder.is_animated(), orientation })
}

pub(crate) fn decode(bytes: &[u8]) -> Result<Pixels, Unfit> {
    let mut decoder = open(bytes)?;
    let (width, height) = decoder.dimensions();
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let mut data = vec![0; decoder.output_buffer_size().ok_or(Unfit::Large)?];
    decoder.read_image(&mut data).map_err(|_| Unfit::Broken)?;
    let profile = decoder.icc_profile().ok().flatten().and_then(needed);
    Ok(Pixels { width: width as usize, height: height as usize, channels, data, profile })
}

/// Writes a picture without loss.
pub(crate) fn encode(pixels: &Pixels) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (width, height) = (u32::try_from(pixels.width).ok()?, u32::try_from(pixels.height).ok()?);
    let colour = if pixels.channels == 4 { image_webp::ColorType::Rgba8 } else { image_webp::ColorType::Rgb8 };
    image_webp::WebPEncoder::new(&mut out).encode(&pixels.data, width, height, colour).ok()?;
    Some(out)
}

fn open(bytes: &[u8]) -> Result<WebPDecoder<Cursor<&[u8]>>, Unfit> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|_| Unfit::Broken)?;
    decoder.set_memory_limit(ROOM);
    Ok(decoder)
}

/// The chunks of a file, by their names. `None` if it is cut short.
fn chunks(bytes: &[u8]) -> Option<Vec<(&[u8; 4], &[u8])>> {
    let rest = bytes.strip_prefix(b"RIFF")?;
    let size = u32::from_le_bytes(*rest.first_chunk::<4>()?) as usize;
    let mut rest = rest.get(4..size.checked_add(4)?)?.strip_prefix(b"WEBP")?;
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let name = rest.first_chunk::<4>()?;
        let length = u32::from_le_bytes(*rest[4..].first_chunk::<4>()?) as usize;
        chunks.push((name, rest.get(8..length.checked_add(8)?)?));
        // Each begins at an even place.
        rest = rest.get(8 + length + length % 2..).unwrap_or_default();
    }
    Some(chunks)
}

/// The file with what a picture is made of and nothing else. `None` if it is cut short.
pub(crate) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let own = chunks(bytes)?;
    let keeps_profile = own.iter().any(|(name, icc)| *name == b"ICCP" && needed(icc.to_vec()).is_some());
    let mut body = b"WEBP".to_vec();
    for (name, content) in own {
        let mut content = content.to_vec();
        match name {
            b"VP8X" => {
                let gone = if keeps_profile { EXIF | XMP } else { EXIF | XMP | ICC };
                *content.first_mut()? &= !gone;
            }
            b"ICCP" if keeps_profile => {}
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" => {}
            _ => continue,
        }
        body.extend_from_slice(name);
        body.extend_from_slice(&u32::try_from(content.len()).ok()?.to_le_bytes());
        body.extend_from_slice(&content);
        body.extend_from_slice(&[0][..content.len() % 2]);
    }
    let size = u32::try_from(body.len()).ok()?;
    Some([b"RIFF", &size.to_le_bytes()[..], &body].concat())
}

//! Files to points. A JPEG is made smaller while it is decoded, by its own transform, so that a telephone's 108 million points
//! take no more than the size that is wanted.

use std::io::Cursor;

use jpeg_decoder::{Decoder, PixelFormat};

use crate::base::picture::{Picture, Size, Unfit};
use crate::io::pictures::kind::Kind;
use crate::io::pictures::pixels::Pixels;
use crate::io::pictures::{gif, jpeg, png, webp};

/// What decoding one picture may take, and all that are decoded at once.
pub(crate) const MEMORY: u64 = 200 << 20;

/// A picture with more points takes too long, however it is decoded.
const POINTS: u64 = 250_000_000;

/// The largest that is made of a file that is turned and offered as a whole.
const WHOLE: u64 = 24_000_000;

/// The bytes that decoding a picture takes at its largest size.
pub(crate) fn weight(bytes: &[u8], picture: &Picture) -> Result<u64, Unfit> {
    let points = u64::from(picture.width) * u64::from(picture.height);
    let weight = match Kind::of(bytes) {
        Some(Kind::Jpeg) => {
            let frame = jpeg::frame(bytes)?;
            let scale = scale(picture, picture.sizes()[0]);
            // The planes, and the points put together of them.
            frame.kept + points / (scale * scale) * u64::from(frame.components.max(3)) * 2
        }
        // The points, and half of that for what the decoder keeps beside them.
        _ => points * 6,
    };
    let weight = weight + bytes.len() as u64;
    if weight > MEMORY || points > POINTS { Err(Unfit::Large) } else { Ok(weight) }
}

/// By how much a JPEG is made smaller while it is decoded, so that it is no smaller than `least`.
fn scale(picture: &Picture, least: Size) -> u64 {
    let fits = |scale: &u64| {
        u64::from(picture.width) >= scale * u64::from(least.width)
            && u64::from(picture.height) >= scale * u64::from(least.height)
    };
    [8, 4, 2].into_iter().find(fits).unwrap_or(1)
}

/// The points of a file, as it was held, no fewer than `least` has upright.
pub(crate) fn decode(bytes: &[u8], picture: &Picture, least: Size) -> Result<Pixels, Unfit> {
    let pixels = match Kind::of(bytes).ok_or(Unfit::Broken)? {
        Kind::Jpeg => of_jpeg(bytes, picture, least)?,
        Kind::Png => png::decode(bytes)?,
        Kind::Webp => webp::decode(bytes)?,
        Kind::Gif => gif::decode(bytes)?,
    };
    let whole = pixels.data.len() == pixels.width * pixels.height * pixels.channels && !pixels.data.is_empty();
    if whole { Ok(pixels) } else { Err(Unfit::Broken) }
}

/// How large a file is made that is turned and offered as a whole.
pub(crate) fn whole(picture: &Picture) -> Size {
    let points = u64::from(picture.width) * u64::from(picture.height);
    let scale = [1u32, 2, 4, 8].into_iter().find(|scale| points / u64::from(scale * scale) <= WHOLE).unwrap_or(8);
    Size { width: (picture.width / scale).max(1), height: (picture.height / scale).max(1) }
}

fn of_jpeg(bytes: &[u8], picture: &Picture, least: Size) -> Result<Pixels, Unfit> {
    let frame = jpeg::frame(bytes)?;
    let scale = u32::try_from(scale(picture, least)).unwrap_or(1);
    let mut decoder = Decoder::new(Cursor::new(bytes));
    let side = |side: u32| u16::try_from(side.div_ceil(scale)).unwrap_or(u16::MAX);
    let (width, height) = decoder.scale(side(frame.width), side(frame.height)).map_err(|_| Unfit::Broken)?;
    let data = decoder.decode().map_err(|_| Unfit::Broken)?;
    let format = decoder.info().ok_or(Unfit::Broken)?.pixel_format;
    let data = match format {
        PixelFormat::RGB24 => data,
        PixelFormat::L8 => data.into_iter().flat_map(|grey| [grey; 3]).collect(),
        PixelFormat::L16 => data.as_chunks::<2>().0.iter().flat_map(|&[_, high]| [high; 3]).collect(),
        PixelFormat::CMYK32 => data.as_chunks::<4>().0.iter().flat_map(|&ink| printed(ink)).collect(),
    };
    let profile = jpeg::profile_of(bytes).filter(|_| format == PixelFormat::RGB24);
    Ok(Pixels { width: usize::from(width), height: usize::from(height), channels: 3, data, profile })
}

/// What inks look like on paper, without a press's own profile.
fn printed([cyan, magenta, yellow, black]: [u8; 4]) -> [u8; 3] {
    let light = |ink: u8| {
        let left = u32::from(255 - ink) * u32::from(255 - black);
        u8::try_from((left + 127) / 255).unwrap_or(u8::MAX)
    };
    [light(cyan), light(magenta), light(yellow)]
}

//! PNG files: read row by row, so that a large one takes no more memory than it needs; written with few colours where it has
//! few; and a file without what programs write into it.

use std::collections::HashMap;
use std::io::Cursor;

use ::png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Limits, Transformations};

use crate::base::picture::Unfit;
use crate::io::pictures::orientation::orientation;
use crate::io::pictures::pixels::{Pixels, needed};

/// What a decoder may take beside the rows.
const ROOM: usize = 32 << 20;

/// Colours that a table holds.
const COLOURS: usize = 256;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// The chunks that make a picture; all others are left out. Animations keep theirs.
const CHUNKS: [&[u8; 4]; 13] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"bKGD", b"sBIT", b"acTL", b"fcTL", b"fdAT",
];

/// Reads a file row by row. Gives what `begin` makes of its size and bytes a point, after `each` row.
pub(crate) fn rows<T>(
    bytes: &[u8],
    begin: impl FnOnce(u32, u32, usize) -> Result<T, Unfit>,
    mut each: impl FnMut(&mut T, usize, &[u8]),
) -> Result<T, Unfit> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: ROOM });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.ignore_checksums(false);
    let mut reader = decoder.read_info().map_err(|_| Unfit::Broken)?;
    let (width, height) = reader.info().size();
    let channels = reader.output_color_type().0.samples();
    let mut state = begin(width, height, channels)?;
    if reader.info().interlaced {
        let size = reader.output_buffer_size().ok_or(Unfit::Large)?;
        let mut whole = vec![0; size];
        reader.next_frame(&mut whole).map_err(|_| Unfit::Broken)?;
        whole.chunks_exact(width as usize * channels).enumerate().for_each(|(y, row)| each(&mut state, y, row));
        return Ok(state);
    }
    let mut y = 0;
    while let Some(row) = reader.next_row().map_err(|_| Unfit::Broken)? {
        each(&mut state, y, row.data());
        y += 1;
    }
    if y == height as usize { Ok(state) } else { Err(Unfit::Broken) }
}

/// Grey points become red, green and blue alike.
pub(crate) fn wide(row: &[u8], channels: usize, out: &mut Vec<u8>) {
    match channels {
        1 => out.extend(row.iter().flat_map(|&grey| [grey; 3])),
        2 => out.extend(row.as_chunks::<2>().0.iter().flat_map(|&[grey, there]| [grey, grey, grey, there])),
        _ => out.extend_from_slice(row),
    }
}

pub(crate) fn decode(bytes: &[u8]) -> Result<Pixels, Unfit> {
    let begin = |width: u32, height: u32, own: usize| {
        let (width, height, channels) = (width as usize, height as usize, if own.is_multiple_of(2) { 4 } else { 3 });
        let data = Vec::with_capacity(width * height * channels);
        Ok((Pixels { width, height, channels, data, profile: profile(bytes) }, own))
    };
    rows(bytes, begin, |(pixels, own), _, row| wide(row, *own, &mut pixels.data)).map(|(pixels, _)| pixels)
}

pub(crate) fn encode(pixels: &Pixels) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (width, height) = (u32::try_from(pixels.width).ok()?, u32::try_from(pixels.height).ok()?);
    let table = table(pixels);
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_compression(Compression::High);
    encoder.set_depth(BitDepth::Eight);
    let data = match &table {
        Some((colours, points)) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_filter(Filter::NoFilter);
            encoder
                .set_palette(colours.iter().flat_map(|colour| [colour[0], colour[1], colour[2]]).collect::<Vec<u8>>());
            if pixels.channels == 4 {
                encoder.set_trns(colours.iter().map(|colour| colour[3]).collect::<Vec<u8>>());
            }
            points
        }
        None => {
            encoder.set_color(if pixels.channels == 4 { ColorType::Rgba } else { ColorType::Rgb });
            encoder.set_filter(Filter::Adaptive);
            &pixels.data
        }
    };
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(data).ok()?;
    writer.finish().ok()?;
    Some(out)
}

/// The colours of a picture that has few, and each point as the number of its colour.
fn table(pixels: &Pixels) -> Option<(Vec<[u8; 4]>, Vec<u8>)> {
    let (mut colours, mut numbers) = (Vec::new(), HashMap::new());
    let mut points = Vec::with_capacity(pixels.width * pixels.height);
    for point in pixels.data.chunks_exact(pixels.channels) {
        let colour = [point[0], point[1], point[2], point.get(3).copied().unwrap_or(255)];
        let next = colours.len();
        let number = *numbers.entry(colour).or_insert(next);
        if number == next {
            colours.push(colour);
        }
        if next == COLOURS && number == next {
            return None;
        }
        points.push(u8::try_from(number).ok()?);
    }
    Some((colours, points))
}

/// Its name, its content, and all of it.
type Chunk<'a> = (&'a [u8; 4], &'a [u8], &'a [u8]);

/// The chunks of a file. `None` if it is cut short.
fn chunks(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut chunks = Vec::new();
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk::<4>()?) as usize;
        let whole = rest.get(..length.checked_add(12)?)?;
        let name = whole[4..].first_chunk::<4>()?;
        chunks.push((name, &whole[8..8 + length], whole));
        rest = &rest[whole.len()..];
        if name == b"IEND" {
            return Some(chunks);
        }
    }
}

/// The file with what a picture is made of and nothing else. `None` if it is cut short.
pub(crate) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let own = chunks(bytes)?;
    let keeps_profile = profile(bytes).is_some();
    let kept = own.iter().filter(|(name, ..)| CHUNKS.contains(name) || (keeps_profile && *name == b"iCCP"));
    Some(kept.fold(SIGNATURE.to_vec(), |out, (_, _, whole)| [&out[..], whole].concat()))
}

/// How the camera was held.
pub(crate) fn held(bytes: &[u8]) -> u8 {
    let own = chunks(bytes).unwrap_or_default();
    own.iter().find(|(name, ..)| *name == b"eXIf").map_or(1, |(_, exif, _)| orientation(exif))
}

/// Whether it has several frames.
pub(crate) fn moves(bytes: &[u8]) -> bool {
    chunks(bytes).is_some_and(|own| own.iter().any(|(name, ..)| *name == b"acTL"))
}

/// The colour profile that the picture needs.
fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    let own = chunks(bytes)?;
    let packed = own.iter().find(|(name, ..)| *name == b"iCCP")?.1;
    let end = packed.iter().position(|&byte| byte == 0)?;
    let mut whole = Vec::new();
    let unpacked = flate2::read::ZlibDecoder::new(packed.get(end + 2..)?);
    std::io::Read::read_to_end(&mut std::io::Read::take(unpacked, 1 << 20), &mut whole).ok()?;
    needed(whole)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{SIGNATURE, clean, moves};

    /// A file of these chunks. Nobody here holds them against their sums.
    fn file(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
        chunks.iter().fold(SIGNATURE.to_vec(), |out, (name, data)| {
            let length = u32::try_from(data.len()).unwrap().to_be_bytes();
            [&out[..], &length, &name[..], data, &[0; 4]].concat()
        })
    }

    fn profile(of: &[u8], says: &[u8], more: usize) -> Vec<u8> {
        let mut packed = flate2::write::ZlibEncoder::new(b"name\0\0".to_vec(), flate2::Compression::default());
        packed.write_all(&[&[0; 16][..], of, says, &vec![0; more]].concat()).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn only_the_picture_is_left_and_a_profile_that_it_needs() {
        for (profile, kept) in [
            (profile(b"RGB ", b"Display P3", 500), true),
            (profile(b"RGB ", b"s\0R\0G\0B\0", 500), false),
            (profile(b"RGB ", b"Display P3", 4096), false),
            (profile(b"GRAY", b"dots", 500), false),
        ] {
            let all = [
                (b"IHDR", vec![0; 13]),
                (b"iCCP", profile),
                (b"tEXt", b"Author\0somebody".to_vec()),
                (b"IDAT", vec![1]),
                (b"IEND", vec![]),
            ];
            let own = |name: &[u8; 4]| name != b"tEXt" && (kept || name != b"iCCP");
            let wanted: Vec<_> = all.iter().filter(|(name, _)| own(name)).cloned().collect();
            assert_eq!(clean(&[file(&all), b"behind it".to_vec()].concat()), Some(file(&wanted)));
        }
        assert_eq!(clean(&file(&[(b"IHDR", vec![0; 13])])), None, "it is cut short");
        assert!(moves(&file(&[(b"acTL", vec![]), (b"IEND", vec![])])) && !moves(&file(&[(b"IEND", vec![])])));
    }
}

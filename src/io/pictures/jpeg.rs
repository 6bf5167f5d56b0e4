//! The parts of a JPEG file, without decoding it: what it takes to decode, how it was held, and the file without what cameras
//! and telephones write into it.

use crate::base::picture::Unfit;
use crate::io::pictures::orientation::orientation;
use crate::io::pictures::pixels::needed;

/// A part of the file.
enum Part<'a> {
    /// A marker with what it holds.
    Segment(u8, &'a [u8]),
    /// What follows the head of a scan: its coded points, with restarts.
    Scan(&'a [u8]),
}

/// What the frame of a JPEG says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub width: u32,
    pub height: u32,
    pub components: u32,
    /// Bytes of the coefficients of all scans, which must all be kept; 0 where each is decoded as it comes.
    pub kept: u64,
    pub orientation: u8,
}

const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const SOF: [u8; 3] = [0xC0, 0xC1, 0xC2];
const PROGRESSIVE: u8 = 0xC2;
const SOS: u8 = 0xDA;
const EOI: u8 = 0xD9;

/// The parts up to the end of the picture; what comes after is no part of it. `None` if it is cut short or no JPEG.
fn parts(bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    let mut rest = bytes.strip_prefix(b"\xFF\xD8")?;
    let mut parts = Vec::new();
    loop {
        let filled = rest.iter().skip(1).take_while(|&&byte| byte == 0xFF).count();
        let marker = *rest.get(1 + filled).filter(|_| rest[0] == 0xFF)?;
        rest = &rest[2 + filled..];
        match marker {
            EOI => return Some(parts),
            0x01 | 0xD0..=0xD7 => continue,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*rest.first()?, *rest.get(1)?]));
        parts.push(Part::Segment(marker, rest.get(2..length)?));
        rest = &rest[length..];
        if marker == SOS {
            let end = scan_end(rest)?;
            parts.push(Part::Scan(&rest[..end]));
            rest = &rest[end..];
        }
    }
}

/// Where the next marker stands that is no restart and no byte of the scan itself.
fn scan_end(rest: &[u8]) -> Option<usize> {
    memchr::memchr_iter(0xFF, rest).find(|at| !matches!(rest.get(at + 1), Some(0 | 0xD0..=0xD7 | 0xFF) | None))
}

/// What it takes to decode the picture.
pub(crate) fn frame(bytes: &[u8]) -> Result<Frame, Unfit> {
    let parts = parts(bytes).ok_or(Unfit::Broken)?;
    let mut turned = 1;
    let mut found = None;
    for part in &parts {
        match part {
            Part::Segment(APP1, exif) if exif.starts_with(b"Exif\0\0") && turned == 1 => turned = orientation(exif),
            Part::Segment(marker, head) if SOF.contains(marker) && found.is_none() => found = Some((*marker, *head)),
            _ => {}
        }
    }
    let (marker, head) = found.ok_or(Unfit::Broken)?;
    let [_, height @ .., components] = *head.first_chunk::<6>().ok_or(Unfit::Broken)?;
    let side = |high: u8, low: u8| u32::from(u16::from_be_bytes([high, low]));
    let (height, width) = (side(height[0], height[1]), side(height[2], height[3]));
    if width == 0 || height == 0 || !parts.iter().any(|part| matches!(part, Part::Scan(scan) if !scan.is_empty())) {
        return Err(Unfit::Broken);
    }
    let samples = head[6..].chunks_exact(3).map(|one| u64::from(one[1] >> 4) * u64::from(one[1] & 15));
    let (most, all) = samples.fold((1, 0), |(most, all), own| (own.max(most), all + own));
    let kept = if marker == PROGRESSIVE { u64::from(width) * u64::from(height) * 2 * all / most } else { 0 };
    Ok(Frame { width, height, components: u32::from(components), kept, orientation: turned })
}

/// The file with what a picture is made of and nothing else, each point as it was. `None` if it is cut short.
pub(crate) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let parts = parts(bytes)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(b"\xFF\xD8");
    // The density in points, and no small picture beside the large one.
    if parts.iter().any(|part| matches!(part, Part::Segment(APP0, body) if body.starts_with(b"JFIF\0"))) {
        segment(&mut out, APP0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    }
    if let Some(profile) = profile(&parts) {
        segment(&mut out, APP2, &[b"ICC_PROFILE\0\x01\x01", &profile[..]].concat());
    }
    for part in &parts {
        match part {
            // Without it the colours of some would be turned around.
            Part::Segment(APP14, body) if body.starts_with(b"Adobe") => {
                segment(&mut out, APP14, &body[..body.len().min(12)]);
            }
            // All that is for programs, and comments.
            Part::Segment(0xE0..=0xFE, _) => {}
            Part::Segment(marker, body) => segment(&mut out, *marker, body),
            Part::Scan(scan) => out.extend_from_slice(scan),
        }
    }
    out.extend_from_slice(&[0xFF, EOI]);
    Some(out)
}

fn segment(out: &mut Vec<u8>, marker: u8, body: &[u8]) {
    out.extend_from_slice(&[0xFF, marker]);
    out.extend_from_slice(&u16::try_from(body.len() + 2).unwrap_or(u16::MAX).to_be_bytes());
    out.extend_from_slice(body);
}

/// The colour profile that the picture needs, put together of its pieces.
fn profile(parts: &[Part<'_>]) -> Option<Vec<u8>> {
    let pieces = parts.iter().filter_map(|part| match part {
        Part::Segment(APP2, body) => body.strip_prefix(b"ICC_PROFILE\0")?.get(2..),
        _ => None,
    });
    let whole = pieces.collect::<Vec<_>>().concat();
    if whole.is_empty() { None } else { needed(whole) }
}

/// The same of a file.
pub(crate) fn profile_of(bytes: &[u8]) -> Option<Vec<u8>> {
    profile(&parts(bytes)?)
}

#[cfg(test)]
mod tests {
    use super::{Frame, Unfit, clean, frame};

    /// A file of these segments, with a scan at its end.
    fn file(segments: &[(u8, &[u8])]) -> Vec<u8> {
        let mut out = b"\xFF\xD8".to_vec();
        segments.iter().for_each(|(marker, body)| super::segment(&mut out, *marker, body));
        out.extend_from_slice(b"scan\xFF\0\xFF\xD0more");
        out
    }

    const HEAD: (u8, &[u8]) = (0xC2, &[8, 0, 30, 0, 40, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
    const SCAN: (u8, &[u8]) = (0xDA, &[1, 1, 0, 0, 63, 0]);

    #[test]
    fn only_the_picture_is_left() {
        let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let other: [(u8, &[u8]); 4] = [
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
            (0xED, b"Photoshop 3.0"),
            (0xFE, b"me"),
            (0xE0, b"JFXX\0\x10"),
        ];
        let own: Vec<(u8, &[u8])> = [(0xE1, &exif[..])].into_iter().chain(other).chain([HEAD, SCAN]).collect();
        let mut bytes = file(&own);
        assert_eq!(frame(&bytes), Err(Unfit::Broken), "without its end it is cut short");
        bytes.extend_from_slice(b"\xFF\xD9a film behind it");
        let kept = 30 * 40 * 2 * 6 / 4;
        assert_eq!(frame(&bytes), Ok(Frame { width: 40, height: 30, components: 3, kept, orientation: 6 }));
        for side in [2, 4] {
            let mut head = HEAD.1.to_vec();
            head[side] = 0;
            let flat = [&file(&[(HEAD.0, &head), SCAN])[..], b"\xFF\xD9"].concat();
            assert_eq!(frame(&flat), Err(Unfit::Broken), "without a side");
        }
        let cleaned = clean(&bytes).unwrap();
        assert_eq!(cleaned, [&file(&[HEAD, SCAN])[..], b"\xFF\xD9"].concat());
        assert_eq!(frame(&cleaned).unwrap().orientation, 1);
    }
}

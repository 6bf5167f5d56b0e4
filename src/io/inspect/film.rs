//! Films and sounds: whether there is anything to be seen or heard, told by their parts without decoding any.

use crate::base::document::FileKind;

/// What is shorter shows nothing, in milliseconds.
const SHORTEST: u64 = 1000;

/// Whether a film has no track, or a sound no second.
pub(super) fn is_hollow(bytes: &[u8], kind: FileKind) -> bool {
    match kind {
        FileKind::Video => !has_film(bytes),
        _ => !has_sound(bytes),
    }
}

/// The boxes of an MP4 file (ISO/IEC 14496-12), or of one of its boxes: their names and what is in them.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let size = u64::from(u32::from_be_bytes(*rest.first_chunk()?));
        let name = rest.get(4..8)?;
        // A size of 1 stands for one that follows, and 0 for all that is left.
        let (head, size) = match size {
            0 => (8, rest.len() as u64),
            1 => (16, u64::from_be_bytes(*rest.get(8..)?.first_chunk()?)),
            size => (8, size),
        };
        let end = usize::try_from(size).unwrap_or(usize::MAX).min(rest.len());
        let body = rest.get(head..end)?;
        rest = &rest[end..];
        Some((name, body))
    })
}

fn has_film(bytes: &[u8]) -> bool {
    let has = |name: &[u8]| boxes(bytes).any(|(own, body)| own == name && !body.is_empty());
    let tracks = boxes(bytes).find(|(name, _)| name == b"moov").map(|(_, moov)| moov);
    // A film in fragments does not say at its head how long it is.
    let lasts = |moov: &[u8]| has(b"moof") || boxes(moov).any(|(name, head)| name == b"mvhd" && long(head) >= SHORTEST);
    let track = |moov: &[u8]| boxes(moov).any(|(name, body)| name == b"trak" && !body.is_empty());
    has(b"mdat") && tracks.is_some_and(|moov| track(moov) && lasts(moov))
}

/// How long a film lasts by its head.
fn long(head: &[u8]) -> u64 {
    let wide = head.first() == Some(&1);
    let scale =
        head.get(if wide { 20 } else { 12 }..).and_then(|rest| rest.first_chunk()).map(|it| u32::from_be_bytes(*it));
    let length = match wide {
        true => head.get(24..).and_then(|rest| rest.first_chunk()).map(|it| u64::from_be_bytes(*it)),
        false => head.get(16..).and_then(|rest| rest.first_chunk()).map(|it| u64::from(u32::from_be_bytes(*it))),
    };
    length.unwrap_or(0).saturating_mul(1000) / u64::from(scale.unwrap_or(1).max(1))
}

/// Whether the frames of an MP3 last long enough.
fn has_sound(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    // Titles and a cover may stand before them.
    if let Some(&[b'I', b'D', b'3', _, _, _, a, b, c, d]) = rest.first_chunk() {
        let size = [a, b, c, d].into_iter().fold(0, |size, byte| (size << 7) | usize::from(byte & 0x7F));
        rest = rest.get(10 + size..).unwrap_or_default();
    }
    let mut lasts = 0;
    while lasts < SHORTEST * 1000 {
        let Some(at) = memchr::memchr(0xFF, rest) else { return false };
        rest = &rest[at..];
        let Some((length, micros)) = rest.first_chunk().and_then(frame) else {
            rest = &rest[1..];
            continue;
        };
        // The last frame may be cut short.
        lasts += if length <= rest.len() { micros } else { 0 };
        rest = rest.get(length..).unwrap_or_default();
    }
    true
}

/// How many bytes a frame of MPEG audio, layer III, has by its head, and how many microseconds it lasts.
fn frame(head: &[u8; 4]) -> Option<(usize, u64)> {
    let [0xFF, kind, rates, _] = *head else { return None };
    // 11 bits of ones, the version, layer III.
    let version = (kind >> 3) & 3;
    if kind & 0xE0 != 0xE0 || version == 1 || (kind >> 1) & 3 != 1 {
        return None;
    }
    let first = version == 3;
    let kilobits = *(if first { FIRST } else { SECOND }).get(usize::from(rates >> 4))?;
    let hertz = *[44100, 48000, 32000].get(usize::from(rates >> 2) & 3)? >> (3 - version.max(1));
    let samples: u64 = if first { 1152 } else { 576 };
    let length = samples / 8 * kilobits * 1000 / hertz + u64::from(rates >> 1 & 1);
    let length = usize::try_from(length).ok().filter(|length| *length > 4)?;
    Some((length, samples * 1_000_000 / hertz))
}

/// Thousands of bits a second, of the first version and of the later ones.
const FIRST: [u64; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const SECOND: [u64; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

#[cfg(test)]
mod tests {
    use super::{FileKind, is_hollow};

    fn boxed(name: &[u8], body: &[u8]) -> Vec<u8> {
        let size = u32::try_from(body.len() + 8).unwrap();
        [&size.to_be_bytes()[..], name, body].concat()
    }

    #[test]
    fn a_film_has_a_track_and_a_second() {
        let film = |seconds: u32, track: &[u8], data: &[u8]| {
            let head = [&[0; 12][..], &1000_u32.to_be_bytes(), &(seconds * 1000).to_be_bytes()].concat();
            let moov = [boxed(b"mvhd", &head), track.to_vec()].concat();
            [boxed(b"ftyp", b"mp42"), boxed(b"moov", &moov), boxed(b"mdat", data)].concat()
        };
        let track = boxed(b"trak", b"x");
        assert!(!is_hollow(&film(3, &track, b"data"), FileKind::Video));
        for hollow in [film(0, &track, b"data"), film(3, b"", b"data"), film(3, &track, b""), boxed(b"ftyp", b"mp42")] {
            assert!(is_hollow(&hollow, FileKind::Video));
        }
        let in_parts = [film(0, &track, b"data"), boxed(b"moof", b"x")].concat();
        assert!(!is_hollow(&in_parts, FileKind::Video));
    }

    #[test]
    fn a_sound_has_a_second() {
        // 128 kilobits at 44,100: 417 bytes, 26 milliseconds.
        let frames = |count| [&b"\xFF\xFB\x90\0"[..], &[0; 413]].concat().repeat(count);
        let titled = |count| [b"ID3\x04\0\0\0\0\0\x03abc".to_vec(), frames(count)].concat();
        assert!(!is_hollow(&titled(40), FileKind::Sound) && !is_hollow(&frames(40), FileKind::Sound));
        assert!(is_hollow(&titled(0), FileKind::Sound) && is_hollow(&titled(3), FileKind::Sound));
    }
}

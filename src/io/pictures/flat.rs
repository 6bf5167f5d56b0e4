//! Whether a picture shows one colour and nothing else, such as a blank sheet.

use crate::base::picture::{Picture, Size};
use crate::io::pictures::decode::{decode, weight};
use crate::io::pictures::kind::Kind;
use crate::io::pictures::png;

/// By so much points differ where a camera or an encoder has left its noise.
const NOISE: u8 = 8;

/// One byte of a picture of one colour is worth so many points, and more; a small one has a head beside them.
const POINTS: u64 = 16;
const SMALL: u64 = 1 << 16;

/// What decoding may take: readers of attachments have little memory.
const ROOM: u64 = 40 << 20;

/// Whether a picture has one colour. Most tell by their size that they have more, and are not decoded.
pub(crate) fn is_flat(bytes: &[u8], picture: &Picture) -> bool {
    let points = u64::from(picture.width) * u64::from(picture.height);
    if picture.moves || (points > SMALL && bytes.len() as u64 * POINTS > points) {
        return false;
    }
    let mut range = Range::default();
    let read = match Kind::of(bytes) {
        Some(Kind::Png) => {
            png::rows(bytes, |_, _, channels| Ok(channels), |channels, _, row| range.add(row, *channels)).is_ok()
        }
        _ => {
            weight(bytes, picture).is_ok_and(|weight| weight <= ROOM) && {
                let pixels = decode(bytes, picture, Size { width: 1, height: 1 });
                pixels.map(|pixels| range.add(&pixels.data, pixels.channels)).is_ok()
            }
        }
    };
    read && range.is_narrow()
}

/// The least and the most of each channel.
pub(crate) struct Range([(u8, u8); 4]);

impl Default for Range {
    fn default() -> Range {
        Range([(u8::MAX, 0); 4])
    }
}

impl Range {
    pub(crate) fn add(&mut self, row: &[u8], channels: usize) {
        for point in row.chunks_exact(channels) {
            for ((least, most), value) in self.0.iter_mut().zip(point) {
                (*least, *most) = ((*least).min(*value), (*most).max(*value));
            }
        }
    }

    /// Whether nobody sees a difference.
    pub(crate) fn is_narrow(&self) -> bool {
        self.0.iter().all(|(least, most)| most.saturating_sub(*least) <= NOISE)
    }
}

#[cfg(test)]
mod tests {
    use super::is_flat;
    use crate::io::pictures::look::look;
    use crate::io::pictures::pixels::Pixels;
    use crate::io::pictures::{png, webp};

    #[test]
    fn one_colour_and_nothing_else() {
        let judged = |bytes: &[u8]| is_flat(bytes, &look(bytes).unwrap().unwrap());
        for (colour, flat) in [([255, 255, 255], true), ([20, 90, 200], true), ([255, 255, 255], false)] {
            let (width, height) = (640, 480);
            let mut data: Vec<u8> = colour.into_iter().cycle().take(width * height * 3).collect();
            if !flat {
                data[3 * (width * 200 + 100)..][..60].fill(0);
            }
            let pixels = Pixels { width, height, channels: 3, data: data.clone(), profile: None };
            let mut jpeg = Vec::new();
            let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 88);
            encoder.encode(&data, 640, 480, jpeg_encoder::ColorType::Rgb).unwrap();
            let files = [jpeg, png::encode(&pixels).unwrap(), webp::encode(&pixels).unwrap()];
            for (at, file) in files.iter().enumerate() {
                assert_eq!(judged(file), flat, "{at} {colour:?}");
            }
        }
    }
}

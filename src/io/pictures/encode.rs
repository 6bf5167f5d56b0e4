//! Points to files: a photograph as a JPEG, no larger than it must be for people to see no difference.

use std::io::Cursor;

use jpeg_decoder::Decoder;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::io::pictures::pixels::Pixels;

/// How like the points the JPEG must be, by the index of structural similarity over how light they are. A little more than is
/// promised, because others cut the picture into other windows.
const LIKE: f64 = 0.956;

/// The qualities that are tried, the lowest first.
const QUALITIES: [u8; 9] = [52, 60, 66, 72, 78, 83, 87, 91, 95];

/// Points are summed up in blocks of so many a side; a window is two by two blocks, and one begins at every block.
const BLOCK: usize = 4;

/// The smallest JPEG of those tried that is like the points.
pub(crate) fn jpeg(pixels: &Pixels) -> Option<Vec<u8>> {
    let own = pixels.luma();
    let (mut low, mut high) = (0, QUALITIES.len() - 1);
    while low < high {
        let middle = (low + high) / 2;
        // The points are the same either way, and this one is made in half the time.
        let draft = written(pixels, QUALITIES[middle], false)?;
        if similarity(&own, &luma_of(&draft)?, pixels.width) >= LIKE {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    at_quality(pixels, QUALITIES[high])
}

/// A JPEG of one quality.
pub(crate) fn at_quality(pixels: &Pixels, quality: u8) -> Option<Vec<u8>> {
    written(pixels, quality, true)
}

fn written(pixels: &Pixels, quality: u8, small: bool) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(small);
    encoder.set_optimized_huffman_tables(small);
    if let Some(profile) = &pixels.profile {
        encoder.add_icc_profile(profile).ok()?;
    }
    let (width, height) = (u16::try_from(pixels.width).ok()?, u16::try_from(pixels.height).ok()?);
    let colour = if pixels.channels == 4 { ColorType::Rgba } else { ColorType::Rgb };
    encoder.encode(&pixels.data, width, height, colour).ok()?;
    Some(out)
}

fn luma_of(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    let data = decoder.decode().ok()?;
    let info = decoder.info()?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    Some(Pixels { width, height, channels: 3, data, profile: None }.luma())
}

/// How alike two pictures are: the mean over windows of Wang's index, 1 for the same.
fn similarity(one: &[u8], other: &[u8], width: usize) -> f64 {
    let height = one.len() / width.max(1);
    let (across, down) = (width.div_ceil(BLOCK), height.div_ceil(BLOCK));
    let blocks: Vec<[u32; 6]> =
        (0..across * down).map(|at| block(one, other, width, (at % across * BLOCK, at / across * BLOCK))).collect();
    let (mut sum, mut count) = (0.0, 0.0);
    for top in 0..down.saturating_sub(1).max(1) {
        for left in 0..across.saturating_sub(1).max(1) {
            let mut window = [0; 6];
            for (x, y) in [(left, top), (left + 1, top), (left, top + 1), (left + 1, top + 1)] {
                if x < across && y < down {
                    window.iter_mut().zip(blocks[y * across + x]).for_each(|(sum, part)| *sum += part);
                }
            }
            sum += index(window.map(f64::from));
            count += 1.0;
        }
    }
    sum / count
}

/// The sums of a block: of both pictures, of their squares and their product, and how many points it has. The loops are
/// written out for builds for developers.
fn block(one: &[u8], other: &[u8], width: usize, (left, top): (usize, usize)) -> [u32; 6] {
    let mut sums = [0; 6];
    let (right, bottom) = ((left + BLOCK).min(width), (top + BLOCK).min(one.len() / width));
    let mut y = top;
    while y < bottom {
        let (mut at, end) = (y * width + left, y * width + right);
        while at < end {
            let (a, b) = (one[at] as u32, other[at] as u32);
            sums[0] += a;
            sums[1] += b;
            sums[2] += a * a;
            sums[3] += b * b;
            sums[4] += a * b;
            sums[5] += 1;
            at += 1;
        }
        y += 1;
    }
    sums
}

fn index([a, b, aa, bb, ab, points]: [f64; 6]) -> f64 {
    const STILL: f64 = 6.5025;
    const ROUGH: f64 = 58.5225;
    let (mean_a, mean_b) = (a / points, b / points);
    let (spread_a, spread_b) = (aa / points - mean_a * mean_a, bb / points - mean_b * mean_b);
    let shared = ab / points - mean_a * mean_b;
    let light = (2.0 * mean_a * mean_b + STILL) / (mean_a * mean_a + mean_b * mean_b + STILL);
    light * (2.0 * shared + ROUGH) / (spread_a + spread_b + ROUGH)
}

#[cfg(test)]
mod tests {
    use super::jpeg;
    use crate::io::pictures::jpeg::profile_of;
    use crate::io::pictures::pixels::Pixels;

    #[test]
    fn colours_keep_the_profile_that_they_need() {
        let profile = [&[0; 16][..], b"RGB ", &[0; 108], b"Display P3"].concat();
        let data = vec![90; 16 * 16 * 3];
        let own = Pixels { width: 16, height: 16, channels: 3, data, profile: Some(profile.clone()) };
        assert_eq!(jpeg(&own).and_then(|bytes| profile_of(&bytes)), Some(profile));
    }
}

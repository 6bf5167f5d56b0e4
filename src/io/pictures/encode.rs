//! Points to files: a photograph as a JPEG, no larger than it must be for people to see no difference.

use std::io::Cursor;

use jpeg_decoder::Decoder;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::io::pictures::pixels::Pixels;

/// How like the points the JPEG must be, by the index of structural similarity over how light they are. A little more than is
/// promised, because others cut the picture into other windows.
const LIKE: f64 = 0.956;

/// The qualities that are tried, the lowest first.
const QUALITIES: [u8; 8] = [60, 66, 72, 78, 83, 87, 91, 95];

/// Windows of so many points a side, at every so manieth.
const WINDOW: usize = 8;
const STEP: usize = 4;

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
pub(crate) fn similarity(one: &[u8], other: &[u8], width: usize) -> f64 {
    let height = one.len() / width.max(1);
    let (across, down) = (WINDOW.min(width), WINDOW.min(height));
    let (mut sum, mut count) = (0.0, 0.0);
    for top in (0..=height - down).step_by(STEP) {
        for left in (0..=width - across).step_by(STEP) {
            let (mut a, mut b, mut aa, mut bb, mut ab) = (0u32, 0u32, 0u32, 0u32, 0u32);
            for y in top..top + down {
                let at = y * width + left;
                for (&x, &y) in one[at..at + across].iter().zip(&other[at..at + across]) {
                    let (x, y) = (u32::from(x), u32::from(y));
                    a += x;
                    b += y;
                    aa += x * x;
                    bb += y * y;
                    ab += x * y;
                }
            }
            sum += index([a, b, aa, bb, ab].map(f64::from), (across * down) as f64);
            count += 1.0;
        }
    }
    sum / count
}

fn index([a, b, aa, bb, ab]: [f64; 5], points: f64) -> f64 {
    const STILL: f64 = 6.5025;
    const ROUGH: f64 = 58.5225;
    let (mean_a, mean_b) = (a / points, b / points);
    let (spread_a, spread_b) = (aa / points - mean_a * mean_a, bb / points - mean_b * mean_b);
    let shared = ab / points - mean_a * mean_b;
    let light = (2.0 * mean_a * mean_b + STILL) / (mean_a * mean_a + mean_b * mean_b + STILL);
    light * (2.0 * shared + ROUGH) / (spread_a + spread_b + ROUGH)
}

//! Fewer points from many: a cubic filter (Catmull and Rom's) over all points that a new one stands for, in whole numbers.

use crate::base::picture::Size;
use crate::io::pictures::pixels::Pixels;

/// One, as weights are counted.
const ONE: i32 = 1 << 14;

/// The points that a new one is made of: the first, and the weight of each.
struct Taps {
    first: usize,
    weights: Vec<i32>,
}

pub(crate) fn resize(pixels: Pixels, to: Size) -> Pixels {
    let (width, height, channels) = (to.width as usize, to.height as usize, pixels.channels);
    if (width, height) == (pixels.width, pixels.height) {
        return pixels;
    }
    let rows = across(&pixels, width);
    let mut data = down(&rows, width * channels, pixels.height, height);
    if channels == 4 {
        data.as_chunks_mut::<4>().0.iter_mut().for_each(unweigh);
    }
    Pixels { width, height, data, ..pixels }
}

// The loops over all points are written out: as iterators they take ten times as long in a build for developers.

/// Every row with `width` points.
fn across(pixels: &Pixels, width: usize) -> Vec<u8> {
    let channels = pixels.channels;
    let taps = taps(pixels.width, width);
    let mut out = vec![0; width * pixels.height * channels];
    let (mut weighed_row, mut to) = (Vec::new(), 0);
    for row in pixels.data.chunks_exact(pixels.width * channels) {
        let row = if channels == 4 { weighed(row, &mut weighed_row) } else { row };
        for tap in &taps {
            let mut sums = [ONE / 2; 4];
            let (mut at, mut number) = (tap.first * channels, 0);
            while number < tap.weights.len() {
                let weight = tap.weights[number];
                sums[0] += row[at] as i32 * weight;
                sums[1] += row[at + 1] as i32 * weight;
                sums[2] += row[at + 2] as i32 * weight;
                if channels == 4 {
                    sums[3] += row[at + 3] as i32 * weight;
                }
                at += channels;
                number += 1;
            }
            let mut channel = 0;
            while channel < channels {
                out[to] = byte(sums[channel]);
                to += 1;
                channel += 1;
            }
        }
    }
    out
}

/// Rows of `line` bytes made fewer.
fn down(rows: &[u8], line: usize, from: usize, height: usize) -> Vec<u8> {
    let mut out = vec![0; line * height];
    let mut sums = vec![0; line];
    for (tap, to) in taps(from, height).iter().zip(out.chunks_exact_mut(line)) {
        sums.fill(ONE / 2);
        for (row, &weight) in rows[tap.first * line..].chunks_exact(line).zip(&tap.weights) {
            let mut at = 0;
            while at < line {
                sums[at] += row[at] as i32 * weight;
                at += 1;
            }
        }
        let mut at = 0;
        while at < line {
            to[at] = byte(sums[at]);
            at += 1;
        }
    }
    out
}

fn byte(sum: i32) -> u8 {
    let whole = sum >> 14;
    if whole < 0 {
        0
    } else if whole > 255 {
        255
    } else {
        whole as u8
    }
}

/// The colours of a row by how much of each point is there, so that what cannot be seen does not show at edges.
fn weighed<'a>(row: &[u8], into: &'a mut Vec<u8>) -> &'a [u8] {
    into.clear();
    let part =
        |colour: u8, there: u8| u8::try_from((u32::from(colour) * u32::from(there) + 127) / 255).unwrap_or(u8::MAX);
    into.extend(
        row.as_chunks::<4>()
            .0
            .iter()
            .flat_map(|&[red, green, blue, there]| [part(red, there), part(green, there), part(blue, there), there]),
    );
    into
}

fn unweigh([colours @ .., there]: &mut [u8; 4]) {
    let own = u32::from(*there);
    for colour in colours {
        let whole = (u32::from(*colour) * 255 + own / 2).checked_div(own).unwrap_or(0);
        *colour = u8::try_from(whole.min(255)).unwrap_or(u8::MAX);
    }
}

/// What each of `to` points is made of. Only sums, products and quotients, which every processor rounds alike.
fn taps(from: usize, to: usize) -> Vec<Taps> {
    let step = from as f64 / to as f64;
    let wide = step.max(1.0);
    let one = |number: usize| {
        let middle = (number as f64 + 0.5) * step;
        let first = (middle - 2.0 * wide).floor().max(0.0) as usize;
        let end = ((middle + 2.0 * wide).ceil() as usize).min(from);
        let weights: Vec<f64> = (first..end).map(|at| cubic(((at as f64 + 0.5) - middle) / wide)).collect();
        let all: f64 = weights.iter().sum();
        let mut weights: Vec<i32> = weights.iter().map(|own| (own / all * f64::from(ONE)).round() as i32).collect();
        // What rounding has lost goes to the heaviest, so that a plain colour stays as it is.
        let lost = ONE - weights.iter().sum::<i32>();
        if let Some(most) = weights.iter_mut().max() {
            *most += lost;
        }
        Taps { first, weights }
    };
    (0..to).map(one).collect()
}

fn cubic(at: f64) -> f64 {
    let at = at.abs();
    if at < 1.0 {
        (1.5 * at - 2.5) * at * at + 1.0
    } else if at < 2.0 {
        ((-0.5 * at + 2.5) * at - 4.0) * at + 2.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Pixels, Size, resize};

    #[test]
    fn plain_colours_stay_and_what_is_not_there_does_not_show() {
        for (width, height) in [(100, 80), (33, 7), (1, 1)] {
            let data = [10, 200, 30].repeat(width * height);
            let own = Pixels { width, height, channels: 3, data, profile: None };
            let small = resize(own, Size { width: 20, height: 5 });
            assert_eq!((small.width, small.height, small.data), (20, 5, [10, 200, 30].repeat(100)));
        }
        // A picture is neither lighter nor darker for being smaller.
        let data: Vec<u8> = (0..90 * 60 * 3).map(|at| (at * 37 % 101) as u8 + 60).collect();
        let mean = |data: &[u8]| data.iter().map(|byte| f64::from(*byte)).sum::<f64>() / data.len() as f64;
        let before = mean(&data);
        let small =
            resize(Pixels { width: 90, height: 60, channels: 3, data, profile: None }, Size { width: 40, height: 25 });
        assert!((mean(&small.data) - before).abs() < 0.25, "{before} became {}", mean(&small.data));
        // Red that is there beside green that is not.
        let data = [[255, 0, 0, 255], [0, 255, 0, 0]].concat().repeat(8 * 8);
        let own = Pixels { width: 16, height: 8, channels: 4, data, profile: None };
        let small = resize(own, Size { width: 8, height: 4 });
        assert!(small.data.chunks(4).all(|point| point[1] == 0 && point[0] > 250), "{:?}", small.data);
    }
}

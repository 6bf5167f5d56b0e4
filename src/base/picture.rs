//! Pictures as data: how large one is upright, whether it is drawn or taken, and in which sizes a site shows it. Nothing here
//! opens a file; `io::pictures` makes the sizes.

use serde::{Deserialize, Serialize};

use crate::base::path::RelPath;

/// The method by which sizes are made; a higher number makes all of them anew.
pub(crate) const METHOD: u32 = 1;

/// The long side of the largest size, unless the picture is smaller.
const LONG: u64 = 1280;

/// The short side of it, so that a long poster can be read; and what no side exceeds for that.
const SHORT: u64 = 640;
const LONGEST: u64 = 4096;

/// A size below this is not worth a file.
const SMALLEST: u32 = 160;

/// A picture that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// In points, as people see it: turned upright.
    pub width: u32,
    pub height: u32,
    /// A drawing, a screen or something one can see through, which is kept without loss; else a photograph.
    pub drawn: bool,
    /// It has several frames, of which the first is shown.
    pub moves: bool,
}

/// Why a picture cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unfit {
    /// It is cut short, or damaged.
    Broken,
    /// It has more points than are decoded.
    Large,
}

/// One size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

/// What to make of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The size of this number, the largest first.
    Size(usize),
    /// The file itself, upright and with nothing in it but the picture.
    Clean,
}

/// How to make one file of a picture of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub path: RelPath,
    /// The hash of the file that was inspected, without which nothing is made.
    pub hash: String,
    pub picture: Picture,
    pub form: Form,
}

impl Picture {
    /// The sizes it is shown in, the largest first; never larger than itself, and at most three.
    pub fn sizes(&self) -> Vec<Size> {
        let (long, short) = (u64::from(self.width.max(self.height)), u64::from(self.width.min(self.height)));
        // The larger of two scales, as fractions of the long side, but none above 1.
        let largest = LONG.max(SHORT * long / short.max(1)).min(LONGEST).min(long);
        let size = |part: u64| {
            let side =
                |own: u32| u32::try_from((u64::from(own) * largest + long * part / 2) / (long * part)).unwrap_or(1);
            Size { width: side(self.width).max(1), height: side(self.height).max(1) }
        };
        let sizes = [1, 2, 4].map(size).into_iter().enumerate();
        sizes.filter(|(at, size)| *at == 0 || size.width.max(size.height) >= SMALLEST).map(|(_, size)| size).collect()
    }

    /// The ending of the files of its sizes.
    pub fn ending(&self) -> &'static str {
        if self.drawn { "png" } else { "jpg" }
    }

    /// The address of one of its sizes below the site's root: readable, and another one for other bytes, so that no browser
    /// shows an old picture. `address` is where the file itself would stand.
    pub(crate) fn address(&self, address: &str, hash: &str, size: Size) -> String {
        let stem = address.strip_prefix("files/").unwrap_or(address);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let mark = blake3::hash(format!("{METHOD} {hash}").as_bytes()).to_hex();
        format!("pictures/{stem}-{}-{}.{}", size.width, &mark[..8], self.ending())
    }
}

#[cfg(test)]
mod tests {
    use super::Picture;

    #[test]
    fn sizes_fit_the_screen_and_posters_can_be_read() {
        let sizes = |width: u32, height: u32| {
            let picture = Picture { width, height, drawn: false, moves: false };
            picture.sizes().iter().map(|size| (size.width, size.height)).collect::<Vec<_>>()
        };
        assert_eq!(sizes(4000, 3000), [(1280, 960), (640, 480), (320, 240)]);
        assert_eq!(sizes(3000, 4000), [(960, 1280), (480, 640), (240, 320)]);
        assert_eq!(sizes(1000, 6000), [(640, 3840), (320, 1920), (160, 960)]);
        assert_eq!(sizes(500, 300), [(500, 300), (250, 150)]);
        assert_eq!(sizes(10, 1), [(10, 1)]);
        assert_eq!(sizes(65000, 2), [(4096, 1), (2048, 1), (1024, 1)]);
    }
}

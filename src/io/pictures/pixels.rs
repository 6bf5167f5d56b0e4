//! A decoded picture: its points, three or four bytes each, and the profile that its colours need.

/// Points in red, green, blue, and where it can be seen through how much of it is there.
pub(crate) struct Pixels {
    pub width: usize,
    pub height: usize,
    /// Bytes a point, 3 or 4.
    pub channels: usize,
    pub data: Vec<u8>,
    /// A colour profile, where colours would be wrong without it.
    pub profile: Option<Vec<u8>>,
}

/// A profile with more bytes is one for printing presses, which no screen needs.
const TINY: usize = 4096;

/// The profile where it is small and tells of other colours than those that browsers take for granted.
pub(crate) fn needed(profile: Vec<u8>) -> Option<Vec<u8>> {
    let says = |words: &[u8]| memchr::memmem::find(&profile, words).is_some();
    let plain = says(b"sRGB") || says(b"s\0R\0G\0B") || profile.get(16..20) != Some(b"RGB ");
    (profile.len() <= TINY && !plain).then_some(profile)
}

impl Pixels {
    /// The picture upright, from how the camera says it was held (1 to 8, as in EXIF).
    pub(crate) fn turned(self, orientation: u8) -> Pixels {
        if !(2..=8).contains(&orientation) {
            return self;
        }
        let (width, height) = (self.width, self.height);
        let (new_width, new_height) = if orientation >= 5 { (height, width) } else { (width, height) };
        let mut data = Vec::with_capacity(self.data.len());
        for y in 0..new_height {
            for x in 0..new_width {
                let (from_x, from_y) = match orientation {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, height - 1 - x),
                    7 => (width - 1 - y, height - 1 - x),
                    _ => (width - 1 - y, x),
                };
                let at = (from_y * width + from_x) * self.channels;
                data.extend_from_slice(&self.data[at..at + self.channels]);
            }
        }
        Pixels { width: new_width, height: new_height, data, ..self }
    }

    /// Without the fourth byte where every point is wholly there.
    pub(crate) fn plain(self) -> Pixels {
        if self.channels != 4 || self.data.chunks_exact(4).any(|point| point[3] != 255) {
            return self;
        }
        let data = self.data.chunks_exact(4).flat_map(|point| [point[0], point[1], point[2]]).collect();
        Pixels { channels: 3, data, ..self }
    }

    /// How light each point is, as television counts it.
    pub(crate) fn luma(&self) -> Vec<u8> {
        let mut out = vec![0; self.width * self.height];
        let (mut at, mut to) = (0, 0);
        while to < out.len() {
            let point =
                19595 * self.data[at] as u32 + 38470 * self.data[at + 1] as u32 + 7471 * self.data[at + 2] as u32;
            out[to] = ((point + 32768) >> 16) as u8;
            at += self.channels;
            to += 1;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Pixels;

    #[test]
    fn every_way_of_holding_a_camera() {
        // a b c
        // d e f
        let turned = |orientation: u8| {
            let data = b"abcdef".iter().flat_map(|&letter| [letter; 3]).collect();
            let own = Pixels { width: 3, height: 2, channels: 3, data, profile: None }.turned(orientation);
            let letters: Vec<u8> = own.data.chunks(3).map(|point| point[0]).collect();
            letters.chunks(own.width).map(|row| String::from_utf8_lossy(row).into_owned()).collect::<Vec<_>>().join(" ")
        };
        let all: Vec<String> = (1..=8).map(turned).collect();
        assert_eq!(all, ["abc def", "cba fed", "fed cba", "def abc", "ad be cf", "da eb fc", "fc eb da", "cf be ad"]);
    }
}

//! The kinds of pictures that are decoded, by their first bytes.

use crate::io::pictures::{jpeg, png, webp};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Jpeg,
    Png,
    Webp,
    Gif,
}

impl Kind {
    pub(crate) fn of(bytes: &[u8]) -> Option<Kind> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Kind::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Some(Kind::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::Webp),
            [b'G', b'I', b'F', b'8', ..] => Some(Kind::Gif),
            _ => None,
        }
    }

    /// How the camera was held.
    pub(crate) fn held(self, bytes: &[u8]) -> u8 {
        match self {
            Kind::Jpeg => jpeg::frame(bytes).map_or(1, |frame| frame.orientation),
            Kind::Png => png::held(bytes),
            Kind::Webp => webp::head(bytes).map_or(1, |head| head.orientation),
            Kind::Gif => 1,
        }
    }
}

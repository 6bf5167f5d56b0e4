//! Pictures on pages: which are large enough to be a photographed paper.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};

use crate::io::inspect::pdf::objects::Objects;
use crate::io::pictures::flat::{self, Range};
use crate::io::pictures::look::look;

/// Pixels of a picture that may be a photographed paper.
pub(super) const LARGE: u64 = 500_000;

/// A page with fewer letters beside a large picture is a scan with a stamp on it.
const FEW: usize = 100;

/// The pictures of a page.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    largest: u64,
    pixels: u64,
    /// In the units of the page.
    area: f32,
    known: BTreeSet<usize>,
    /// Those that stand among the drawing itself.
    inline: usize,
}

impl Pictures {
    /// Adds a picture; one that is drawn twice has its pixels once.
    pub(super) fn add(&mut self, pixels: u64, area: f32, entry: Option<usize>) {
        self.area += area;
        self.inline += usize::from(entry.is_none());
        if entry.is_none_or(|entry| self.known.insert(entry)) {
            self.largest = self.largest.max(pixels);
            self.pixels = self.pixels.saturating_add(pixels);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty() && self.inline == 0
    }

    /// Whether each is an object of its own.
    pub(super) fn are_parts(&self) -> bool {
        self.inline == 0
    }

    pub(super) fn parts(&self) -> impl Iterator<Item = usize> {
        self.known.iter().copied()
    }

    /// Whether one is large, or all together are and cover half of the page: scanners cut a page into strips.
    pub(super) fn is_large(&self, page: f32) -> bool {
        self.largest >= LARGE || (self.pixels >= LARGE && self.area * 2.0 >= page)
    }

    /// Whether the page is nothing but pictures.
    pub(super) fn fill(&self, letters: usize, page: f32) -> bool {
        letters < FEW && self.is_large(page)
    }
}

/// How many pixels a picture has, or the picture that makes it transparent.
pub(super) fn pixels(own: &Dictionary, objects: &Objects<'_>, cut: usize) -> u64 {
    let side = |own: &Dictionary, key: &[u8]| {
        let value = objects.resolved(own.get(key).ok(), cut);
        value.and_then(|value| value.as_i64().ok()).and_then(|side| u64::try_from(side).ok()).unwrap_or(0)
    };
    let size = |own: &Dictionary| side(own, b"Width").saturating_mul(side(own, b"Height"));
    let mask = own.get(b"SMask").or_else(|_| own.get(b"Mask")).ok();
    let mask = match mask {
        Some(Object::Reference(_)) => objects.resolved(mask, cut),
        _ => None,
    };
    let mask = mask.and_then(|mask| mask.as_dict().ok().map(size)).unwrap_or(0);
    size(own).max(mask)
}

/// One byte of a picture of one colour is worth so many points, and of one that is packed for a facsimile so many more.
const POINTS: u64 = 16;
const FACSIMILE: u64 = 2000;

/// Whether a picture of the file has one colour, as far as that is known: what makes it transparent may be what it shows.
pub(super) fn is_flat(entry: usize, objects: &Objects<'_>) -> bool {
    let body = objects.body(entry);
    let (Object::Dictionary(own), Some(data)) = (&body.value, body.stream) else { return false };
    let (points, packed) = (pixels(own, objects, usize::MAX), data.len() as u64);
    if own.has(b"SMask") || own.has(b"Mask") || (points > POINTS << 12 && packed * POINTS > points) {
        return false;
    }
    let filters = match objects.resolved(own.get(b"Filter").ok(), usize::MAX) {
        Some(Object::Array(names)) => names,
        name => name.into_iter().collect(),
    };
    match filters.last().and_then(|name| name.as_name().ok()) {
        Some(b"DCTDecode") => {
            let mut around = Dictionary::new();
            around.set("Filter", filters[..filters.len() - 1].to_vec());
            let photograph = objects.unpack(&around, data, MAX_FLAT).unwrap_or_default();
            look(&photograph).and_then(Result::ok).is_some_and(|own| flat::is_flat(&photograph, &own))
        }
        Some(b"CCITTFaxDecode" | b"JBIG2Decode" | b"JPXDecode") => packed * FACSIMILE < points,
        _ => objects.unpack(own, data, MAX_FLAT).is_ok_and(|plain| !plain.is_empty() && has_one_colour(&plain)),
    }
}

/// A picture that is unpacked has at most so many bytes.
const MAX_FLAT: usize = 32 << 20;

/// Whether bytes are points of one colour, of one channel, three or four.
fn has_one_colour(plain: &[u8]) -> bool {
    [1, 3, 4].into_iter().any(|channels| {
        let mut range = Range::default();
        range.add(plain, channels);
        range.is_narrow()
    })
}

/// `page 3`, `pages 3, 5–9`.
pub(super) fn names(pages: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let run = |(from, to): &(usize, usize)| if from == to { from.to_string() } else { format!("{from}–{to}") };
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}", runs.iter().map(run).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::{has_one_colour, names};

    #[test]
    fn one_colour_is_seen_in_grey_in_light_and_in_ink() {
        for point in [&[200][..], &[10, 120, 240], &[10, 90, 170, 250]] {
            assert!(has_one_colour(&point.repeat(600)), "{point:?}");
        }
        let two = [[10, 90, 170, 250].repeat(300), [250, 10, 90, 170].repeat(300)].concat();
        assert!(!has_one_colour(&two));
    }

    #[test]
    fn pages_are_named_as_people_do() {
        assert_eq!(names(&[3]), "page 3");
        assert_eq!(names(&[3, 5, 6, 7, 9]), "pages 3, 5–7, 9");
    }
}

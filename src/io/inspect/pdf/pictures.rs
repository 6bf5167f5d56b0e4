//! Pictures on pages: which are large enough to be a photographed paper.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};

use crate::io::inspect::pdf::objects::Objects;

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
}

impl Pictures {
    /// Adds a picture; one that is drawn twice has its pixels once.
    pub(super) fn add(&mut self, pixels: u64, area: f32, entry: Option<usize>) {
        self.area += area;
        if entry.is_none_or(|entry| self.known.insert(entry)) {
            self.largest = self.largest.max(pixels);
            self.pixels = self.pixels.saturating_add(pixels);
        }
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
    use super::names;

    #[test]
    fn pages_are_named_as_people_do() {
        assert_eq!(names(&[3]), "page 3");
        assert_eq!(names(&[3, 5, 6, 7, 9]), "pages 3, 5–7, 9");
    }
}

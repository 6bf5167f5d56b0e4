//! A text with some stretches replaced by others, whose places are still those of the text itself.

use std::ops::Range;

/// A stretch of a text, and what is read in its place.
pub(super) type Edit = (Range<usize>, String);

/// A text with its edits, and where each part of it comes from.
#[derive(Debug)]
pub(super) struct Mended {
    pub text: String,
    /// Beginnings: in the new text, in the old one, and the end in the old one of what was put in another's place.
    parts: Vec<(usize, usize, Option<usize>)>,
}

impl Mended {
    /// The text with its edits, which stand in order; nothing if there are none.
    pub(super) fn new(text: &str, edits: &[Edit]) -> Option<Mended> {
        if edits.is_empty() {
            return None;
        }
        let mut out = Mended { text: String::with_capacity(text.len() + 64), parts: vec![(0, 0, None)] };
        let mut at = 0;
        for (place, new) in edits {
            debug_assert!(at <= place.start, "{edits:?}");
            if place.start < at {
                continue;
            }
            out.text.push_str(&text[at..place.start]);
            out.parts.push((out.text.len(), place.start, Some(place.end)));
            out.text.push_str(new);
            out.parts.push((out.text.len(), place.end, None));
            at = place.end;
        }
        out.text.push_str(&text[at..]);
        Some(out)
    }

    /// Where a place of the new text is in the old one.
    pub(super) fn origin(&self, place: &Range<usize>) -> Range<usize> {
        let first = self.parts.partition_point(|part| part.0 <= place.start).saturating_sub(1);
        let last = self.parts.partition_point(|part| part.0 < place.end).saturating_sub(1);
        let (new, old, whole) = self.parts[first];
        let start = if whole.is_some() { old } else { old + place.start - new };
        let (new, old, whole) = self.parts[last];
        start..whole.unwrap_or(old + place.end.saturating_sub(new)).max(start)
    }
}

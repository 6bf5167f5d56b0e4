//! Levels of headings.

use pulldown_cmark::HeadingLevel;

/// Heading levels that begin where the text stands and never skip one, whatever was written.
pub(super) struct Levels {
    base: usize,
    /// Written levels that are open, outermost first.
    open: Vec<HeadingLevel>,
    pub current: HeadingLevel,
}

impl Levels {
    /// Those of a text whose highest headings are of the level `base`.
    pub(super) fn new(base: usize) -> Levels {
        Levels { base, open: Vec::new(), current: HeadingLevel::H2 }
    }

    /// The level at which a heading stands that was written at another.
    pub(super) fn open(&mut self, written: HeadingLevel) -> HeadingLevel {
        while self.open.last().is_some_and(|last| *last >= written) {
            self.open.pop();
        }
        self.open.push(written);
        let level = (self.base + self.open.len() - 1).min(6);
        self.current = HeadingLevel::try_from(level).unwrap_or(HeadingLevel::H6);
        self.current
    }
}

//! Places in a source: stretches of bytes, values that remember where they were written, and lines as people count them.

use std::cell::Cell;
use std::ops::Range;

use crate::base::path::RelPath;

/// A stretch of a source, in bytes. An empty span is a point between two characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub path: RelPath,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(path: &RelPath, bytes: Range<usize>) -> Span {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { path: path.clone(), start: clamp(bytes.start), end: clamp(bytes.end) }
    }

    /// The first point of a file: for findings about the whole of it.
    pub fn file(path: &RelPath) -> Span {
        Span::new(path, 0..0)
    }

    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place it was written at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// A place as people count it: lines and characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// A text with the beginnings of its lines, for whoever asks for many places in it.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    pub text: &'a str,
    starts: Vec<usize>,
    /// The last two places that were asked for, with their columns: the next one is mostly near, and a line may have
    /// millions of characters.
    asked: Cell<[(usize, usize); 2]>,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str) -> Lines<'a> {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines { text, starts: std::iter::once(0).chain(starts).collect(), asked: Cell::default() }
    }

    /// Where byte `at` is. A place past the end is the end.
    pub fn position(&self, at: usize) -> Position {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= at);
        let start = self.starts[line - 1];
        let asked = self.asked.get();
        let near = asked.into_iter().filter(|(known, _)| (start..=at).contains(known)).max();
        let (from, before) = near.filter(|(known, _)| *known > start).unwrap_or((start, 0));
        let column = before + self.text[from..at].chars().count();
        self.asked.set([(at, column), asked[0]]);
        Position { line, column: column + 1 }
    }

    /// The bytes of the line that byte `at` is in, without its end.
    pub fn line(&self, at: usize) -> Range<usize> {
        let line = self.starts.partition_point(|&start| start <= at);
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        self.starts[line - 1]..end
    }
}

impl Position {
    /// Where byte `at` of `text` is. A place past the end is the end.
    pub fn of(text: &str, at: usize) -> Position {
        Lines::new(text).position(at)
    }
}

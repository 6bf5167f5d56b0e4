//! Where values stand in the text of a document: their ends, their brackets and dashes, the lines around them. What is not
//! plain to see is `None`; what is seen wrongly does not survive the look that an edit takes at what it made.

use std::ops::Range;

use crate::parse::tree::{Entry, Node, NodeKind};

#[derive(Clone, Copy)]
pub(super) struct Extents<'a>(pub &'a str);

impl Extents<'_> {
    /// The bytes of a value, with its brackets; of a block, from its first dash or key to the end of its last value.
    pub(super) fn range(self, node: &Node) -> Option<Range<usize>> {
        let text = self.0;
        let own = node.span.bytes();
        let written = text.get(own.clone())?;
        match &node.kind {
            NodeKind::Null => {
                let word = ["null", "~"].into_iter().find(|word| text[own.start..].starts_with(word))?;
                Some(own.start..own.start + word.len())
            }
            NodeKind::Scalar(_) => Some(self.header(own.start)..own.start + written.trim_end().len()),
            NodeKind::List(values) => match (values.first(), values.last()) {
                (Some(first), Some(last)) => {
                    let open = self.open(first)?;
                    Some(open..self.close(open, self.range(last)?.end)?)
                }
                _ => Some(own.start..self.close(own.start, own.start + 1)?),
            },
            NodeKind::Map(entries) => match (entries.first(), entries.last()) {
                (Some(first), Some(last)) => {
                    let key = first.key.span.start as usize;
                    let open = self.before(key).filter(|at| text[*at..].starts_with('{')).unwrap_or(key);
                    Some(open..self.close(open, self.entry_end(last)?)?)
                }
                _ => Some(own.start..self.close(own.start, own.start + 1)?),
            },
        }
    }

    /// Where a text begins that has lines of its own, with its `|` or `>` at the end of the line above; else `start`.
    fn header(self, start: usize) -> usize {
        let above = self.0[..self.line_start(start)].trim_end();
        let line = self.line_start(above.len());
        let marks = above[line..].rfind(['|', '>']).map(|at| line + at).filter(|_| self.begins_line(start));
        let rest = |at: usize| above[at + 1..].trim_start_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        let bare = |at: &usize| rest(*at).is_empty() || rest(*at).trim_start().starts_with('#');
        marks.filter(bare).unwrap_or(start)
    }

    /// Whether a list or a map is written in brackets.
    pub(super) fn is_flow(self, node: &Node) -> Option<bool> {
        Some(self.0[self.range(node)?.start..].starts_with(['[', '{']))
    }

    /// The end of a key's value, or of its colon where it has none.
    pub(super) fn entry_end(self, entry: &Entry) -> Option<usize> {
        match self.range(&entry.value) {
            Some(range) => Some(range.end),
            None if matches!(entry.value.kind, NodeKind::Null) => self.colon(entry),
            None => None,
        }
    }

    /// The byte after the colon of a key.
    pub(super) fn colon(self, entry: &Entry) -> Option<usize> {
        let end = entry.key.span.end as usize;
        let rest = self.0.get(end..)?;
        let space = rest.len() - rest.trim_start_matches([' ', '\t', '"', '\'']).len();
        rest[space..].starts_with(':').then_some(end + space + 1)
    }

    /// The bracket or the dash before the first value of a list.
    pub(super) fn open(self, first: &Node) -> Option<usize> {
        let at = self.before(self.range(first)?.start)?;
        self.0[at..].starts_with(['[', '-']).then_some(at)
    }

    /// The end of what opens at `open` and whose last value ends at `end`.
    fn close(self, open: usize, end: usize) -> Option<usize> {
        let closing = match self.0[open..].chars().next()? {
            '[' => ']',
            '{' => '}',
            _ => return Some(end),
        };
        let comma = self.skip(end);
        let comma = if self.0[comma..].starts_with(',') { self.skip(comma + 1) } else { comma };
        self.0[comma..].starts_with(closing).then_some(comma + 1)
    }

    /// The first byte from `at` on that is no space, line end or comment.
    pub(super) fn skip(self, mut at: usize) -> usize {
        loop {
            let rest = &self.0[at..];
            let words = rest.trim_start();
            at += rest.len() - words.len();
            if !words.starts_with('#') {
                return at;
            }
            at += words.find('\n').unwrap_or(words.len());
        }
    }

    /// The last byte before `at` that is no space, line end or comment.
    fn before(self, at: usize) -> Option<usize> {
        let mut text = &self.0[..at];
        loop {
            let words = text.trim_end();
            let line = self.line_start(words.len());
            let comment = words[line..].match_indices('#').map(|(at, _)| line + at);
            let mut comment = comment.filter(|at| words[..*at].is_empty() || words[..*at].ends_with([' ', '\t', '\n']));
            match comment.next().filter(|_| text[words.len()..].contains('\n')) {
                Some(at) => text = &words[..at],
                None => return words.len().checked_sub(1).filter(|at| self.0.is_char_boundary(*at)),
            }
        }
    }

    pub(super) fn line_start(self, at: usize) -> usize {
        self.0[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// The end of the line that `at` is in, with its line break.
    pub(super) fn line_end(self, at: usize) -> usize {
        self.0[at..].find('\n').map_or(self.0.len(), |end| at + end + 1)
    }

    /// How far from the beginning of its line a byte stands.
    pub(super) fn column(self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// Whether nothing but spaces stands before `at` on its line.
    pub(super) fn begins_line(self, at: usize) -> bool {
        self.0[self.line_start(at)..at].trim().is_empty()
    }

    /// The line break that is used at `at`.
    pub(super) fn line_break(self, at: usize) -> &'static str {
        let line = &self.0[at..self.line_end(at)];
        let windows = if line.ends_with('\n') { line.ends_with("\r\n") } else { self.0.contains("\r\n") };
        if windows { "\r\n" } else { "\n" }
    }

    /// The beginning of the line after that of `at`, past comments that stand further in than `column`.
    pub(super) fn below(self, at: usize, column: usize) -> usize {
        let mut end = self.line_end(at);
        while end < self.0.len() {
            let line = &self.0[end..self.line_end(end)];
            let words = line.trim_start();
            if !words.starts_with('#') || line.len() - words.len() <= column {
                break;
            }
            end += line.len();
        }
        end
    }
}

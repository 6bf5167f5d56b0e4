//! Bullets and boxes to be ticked, as people type them or paste them from Word, at the beginning of a line.

use std::ops::Range;

use crate::base::thai::{is_numeric, is_thai};

/// What a line begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// What marks of one list have in common: `(๑)` and `(๒)` are `(๐)`.
    pub kind: String,
    /// The place in its list from 1 on; 0 of a bullet.
    pub number: usize,
    /// The bytes of a bullet with the space behind it, or where the sign behind a number stands.
    pub place: Range<usize>,
    /// It opens a list in Markdown too.
    pub plain: bool,
}

/// The kind of every box, as one is ticked and the next is not.
pub(super) const TICKED: &str = "☐";

/// Signs that are nothing but bullets at the beginning of a line.
const BULLETS: &str = "•·●○◦▪■➢➤❖‣⁃∙◆◇★☆→➔➜➣➡▶►▸▹※◎◉»›⬥⬧⦿๏✦✧";

/// Signs of a form, which stay: whether a box is ticked is part of what is said.
const BOXES: &str = "☐☑☒□❏❑❒✓✔✗✘√";

/// The same, typed, with what ticks them. `(x)` is a number.
const TYPED_BOXES: [(&str, &str, &[&str]); 2] =
    [("[", "]", &["", "/", "x", "X", "✓", "✔", "√"]), ("(", ")", &["", "/", "✓", "✔", "√"])];

/// Letters that Word's bullets become in a plain text, if a space follows.
const WINGDINGS: &str = "§Øü";

/// Whether a line begins with a box to be ticked: `[ ]`, `( / )`.
fn is_typed_box(line: &str) -> bool {
    TYPED_BOXES.iter().any(|(open, close, ticks)| {
        let inside = line.strip_prefix(open).and_then(|rest| rest.split_once(close));
        inside.is_some_and(|(tick, rest)| {
            !tick.is_empty() && ticks.contains(&tick.trim()) && rest.starts_with(char::is_whitespace)
        })
    })
}

/// The bullet or the box that a line begins with.
pub(super) fn bullet(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let is_box = BOXES.contains(first) || is_typed_box(line);
    let rest = &line[first.len_utf8()..];
    let next = rest.chars().next()?;
    let spaced = next.is_whitespace();
    let word = |c: char| is_thai(c) && !is_numeric(c);
    let sign = BULLETS.contains(first)
        || is_box
        || ('\u{F000}'..='\u{F0FF}').contains(&first)
        || (WINGDINGS.contains(first) && spaced)
        || (first == 'o' && (next == '\t' || spaced && rest.trim_start().starts_with(word)))
        // Not the sign of a figure or an amount.
        || ("-+".contains(first) && word(next) && next != '฿')
        || (first == '-' && (is_typed_box(rest) || next == '-' && rest[1..].starts_with(' ')))
        // Beside one that has no space, one that has is of the same list.
        || ("-*+".contains(first) && next == ' ' && rest.trim_start().starts_with(word))
        // Not a star that begins what another ends.
        || (first == '*' && word(next) && !rest.contains('*'))
        || ("–—".contains(first) && spaced)
        || ("-*+".contains(first) && spaced && next != ' ' && next != '\t');
    let end = line.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || (first == '-' && c == '-')).len();
    let place = if is_box { 0..0 } else { 0..end };
    let plain = "-*+".contains(first) && next == ' ';
    let kind = if is_box { TICKED.to_owned() } else { first.into() };
    (sign && end < line.len()).then_some(Mark { kind, number: 0, place, plain })
}

//! Stars and tildes beside Thai. CommonMark decides whether `**` opens or closes by the spaces and punctuation around it;
//! Thai has no spaces between words, so `**พ.ร.บ.**ข้อมูล` stays unbold. What joins letters unseen, put between the marks and
//! the punctuation, makes them what a person takes them for. It is taken away from the words again.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::edits::Edit;
use crate::base::mended::Placed;
use crate::base::thai::{is_alphanumeric, is_mark, is_numeric, is_thai};

/// A word joiner: neither a space nor punctuation, and never seen.
pub(super) const JOINER: char = '\u{2060}';

/// What to mend in a run of text between two blocks.
pub(super) fn stars(text: &str, run: &[Placed<'_>], edits: &mut Vec<Edit>) {
    let Some(end) = run.iter().map(|(_, place)| place.end).max() else { return };
    let start = run[0].1.start;
    if !text.get(start..end).is_some_and(|own| own.contains(['*', '~'])) {
        return;
    }
    let side = |at: usize| (text[..at].chars().next_back(), text[at..].chars().next());
    let digit = |c: Option<char>| c.is_some_and(is_numeric);
    let mut codes = run.iter().filter(|(event, _)| matches!(event, Event::Code(_))).map(|(_, place)| place).peekable();
    let words = |at: &Range<usize>| {
        while codes.next_if(|code| code.end <= at.start).is_some() {}
        codes.peek().is_none_or(|code| code.start > at.start)
    };
    let all: Vec<_> = marks(text, start..end).filter(words).collect();
    let (mut depth, mut broken) = (0, false);
    for (event, place) in run {
        match event {
            // `4*100*0.15` is a size, and `5~10 คน หรือ 6~12 คน` are ranges.
            Event::Start(Tag::Emphasis | Tag::Strikethrough)
                if digit(side(place.start).0) && digit(side(place.start + 1).1) =>
            {
                edits.extend([place.start, place.end - 1].map(|at| (at..at, "\\".to_owned())));
            }
            Event::Start(Tag::Strong) => {
                depth += 1;
                // Nobody means a bold in a bold, but CommonMark pairs `ก**ข%**ค **ง**` that way.
                let (before, after) = (side(place.start).0, side(place.start + 2).1);
                broken |= depth > 1 && [before, after].into_iter().flatten().any(is_thai);
            }
            Event::End(TagEnd::Strong) => depth -= 1,
            Event::Text(_) => {
                let left = &all[all.partition_point(|at| at.start < place.start)..];
                let mut left = left.iter().take_while(|at| at.start < place.end);
                let thai = |c: Option<char>| c.is_some_and(is_thai);
                broken |= left.any(|at| thai(side(at.start).0) || thai(side(at.end).1));
            }
            _ => {}
        }
    }
    if !broken {
        return;
    }
    for at in all {
        let (before, after) = (side(at.start).0, side(at.end).1);
        let letter = |c: Option<char>| c.is_some_and(|c| is_alphanumeric(c) || is_mark(c));
        let signs =
            |c: Option<char>, not: &str| c.is_some_and(|c| !c.is_whitespace() && !not.contains(c)) && !letter(c);
        let mut join = |at: usize| edits.push((at..at, JOINER.to_string()));
        if signs(before, "([{“‘\\") && letter(after) {
            join(at.start);
        } else if letter(before) && signs(after, ")]}”’.,:;!?%ฯๆ") {
            join(at.end);
        }
        if at.len() == 4 {
            join(at.start + 2);
        }
    }
}

/// The runs of stars, and of two tildes or more, in a stretch, unless they are escaped.
pub(super) fn marks(text: &str, place: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = place.start;
    std::iter::from_fn(move || {
        let start = at + memchr::memchr2(b'*', b'~', &text.as_bytes()[at..place.end])?;
        let sign = text.as_bytes()[start];
        at = start + text.as_bytes()[start..place.end].iter().take_while(|byte| **byte == sign).count();
        Some(start..at)
    })
    .filter(move |at| (text[at.start..].starts_with('*') || at.len() > 1) && !text[..at.start].ends_with('\\'))
}

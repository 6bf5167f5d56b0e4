//! Underscores beside Thai: `__ด่วน__ที่สุด`, which CommonMark leaves as typed, as it takes Thai letters for the rest of a word.

use std::ops::Range;

use crate::base::edits::Edit;
use crate::base::stars::JOINER;
use crate::base::thai::is_thai;

/// Two marks of one length around words, and whether the first begins a word, so that nothing but emphasis can be meant.
struct Pair {
    open: Range<usize>,
    close: Range<usize>,
    certain: bool,
}

/// Emphasis in a stretch of text, as stars in its place.
pub(super) fn mends(text: &str, stretch: Range<usize>, edits: &mut Vec<Edit>) {
    for pair in pairs(text, stretch).into_iter().filter(|pair| pair.certain) {
        let stars = "*".repeat(pair.open.len());
        edits.push((pair.open, format!("{stars}{JOINER}")));
        edits.push((pair.close, format!("{JOINER}{stars}")));
    }
}

/// What may be bold or the blanks of a form: `ชื่อ__นามสกุล__`.
pub(super) fn doubtful(text: &str, stretch: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let pairs = pairs(text, stretch).into_iter().filter(|pair| !pair.certain && pair.open.len() == 2);
    pairs.flat_map(|pair| [pair.open, pair.close])
}

fn pairs(text: &str, stretch: Range<usize>) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let before = |at: usize| text[..at].chars().next_back();
    let after = |at: usize| text[at..].chars().next();
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    for own in marks(text, stretch) {
        let Some(first) = open.take().filter(|first| first.len() == own.len()) else {
            open = (!blank(after(own.end))).then_some(own);
            continue;
        };
        let begins = blank(before(first.start)) || before(first.start).is_some_and(|c| "([“\"‘'".contains(c));
        let thai = [before(first.start), after(own.end)].into_iter().flatten().any(is_thai);
        let inside = &text[first.end..own.start];
        if thai && !blank(before(own.start)) && inside.contains(is_thai) && !inside.contains('\n') {
            found.push(Pair { open: first, close: own, certain: begins });
        } else {
            open = (!blank(after(own.end))).then_some(own);
        }
    }
    found
}

/// The runs of one underscore or two, unless they are escaped.
fn marks(text: &str, stretch: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = stretch.start;
    let runs = std::iter::from_fn(move || {
        let start = at + memchr::memchr(b'_', &text.as_bytes()[at..stretch.end])?;
        at = start + text.as_bytes()[start..stretch.end].iter().take_while(|byte| **byte == b'_').count();
        Some(start..at)
    });
    runs.filter(|run| run.len() < 3 && !text[..run.start].ends_with('\\'))
}

#[cfg(test)]
mod tests {
    use super::{doubtful, mends};

    #[test]
    fn underscores_around_thai_words_are_emphasis_or_told() {
        for (text, mended, told) in [
            ("__ด่วน__ที่สุด", 2, 0),
            ("ดู __พ.ร.บ.__ข้อมูล", 2, 0),
            ("_เอน_ต่อ", 2, 0),
            ("(__ก__ข)", 2, 0),
            ("ชื่อ__นามสกุล__", 0, 2),
            ("ก__ข__ค", 0, 2),
            ("ชื่อ ____ นามสกุล ____", 0, 0),
            ("ชื่อ __ นามสกุล __ ก", 0, 0),
            ("แผน_งบ_2569.pdf", 0, 0),
            ("a__init__b และ", 0, 0),
            ("\\__ก__ข", 0, 0),
            ("__ก__ ข", 0, 0),
            ("ชื่อ__ก\nข__ค", 0, 0),
            ("ก__ข\n__ค__ง", 2, 0),
        ] {
            let mut edits = Vec::new();
            mends(text, 0..text.len(), &mut edits);
            assert_eq!((edits.len(), doubtful(text, 0..text.len()).count()), (mended, told), "{text}");
        }
    }
}

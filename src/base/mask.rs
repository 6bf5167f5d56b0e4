//! Text as it may be shown: of every national number in it only the masked form is left. Each hidden digit becomes one
//! dot, so that carets below the text still stand where they stood.
//!
//! More is hidden here than is reported: whatever could be a number, whether or not anything near it says so.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::candidate::thirteens;
use crate::base::national::{Bearer, DOT, Number};

/// `text` with every national number in its masked form.
pub fn mask(text: &str) -> Cow<'_, str> {
    mask_with(text, 0..0).0
}

/// `text` masked, and where the bytes `span` of it are afterwards.
pub(crate) fn mask_with(text: &str, span: Range<usize>) -> (Cow<'_, str>, Range<usize>) {
    let hidden: Vec<Range<usize>> = hidden(text);
    if hidden.is_empty() {
        return (Cow::Borrowed(text), span);
    }
    let (mut out, mut at) = (String::with_capacity(text.len() + hidden.len() * 2), 0);
    for digit in &hidden {
        out.push_str(&text[at..digit.start]);
        out.push(DOT);
        at = digit.end;
    }
    out.push_str(&text[at..]);
    let moved = |place: usize| {
        let before: Vec<&Range<usize>> = hidden.iter().take_while(|digit| digit.end <= place).collect();
        place + before.len() * DOT.len_utf8() - before.iter().map(|digit| digit.len()).sum::<usize>()
    };
    let span = moved(span.start)..moved(span.end);
    (Cow::Owned(out), span)
}

/// The bytes of every digit that must not be shown, in order.
fn hidden(text: &str) -> Vec<Range<usize>> {
    let found = thirteens(text, usize::MAX)
        .candidates
        .into_iter()
        .filter(|candidate| candidate.number.bearer() == Bearer::Person);
    let hidden = |(place, digit)| (!Number::shows(place)).then_some(digit);
    found.flat_map(|candidate| candidate.digits.into_iter().enumerate().filter_map(hidden)).collect()
}

#[cfg(test)]
mod tests {
    use super::{mask, mask_with};

    #[test]
    fn numbers_in_every_spelling() {
        for (text, masked) in [
            ("1-1001-00000-00-0", "1-1001-•••••-••-0"),
            ("เลข ๑๑๐๐๑๐๐๐๐๐๐๐๐ ค่ะ", "เลข ๑๑๐๐๑•••••••๐ ค่ะ"),
            ("1 1001 00000 00 0", "1 1001 ••••• •• 0"),
            ("| 1 | 1001 | 00000 | 00 | 0 |", "| 1 | 1001 | ••••• | •• | 0 |"),
            ("\"1100100000000\", 1-1001-00000-00-0", "\"11001•••••••0\", 1-1001-•••••-••-0"),
            ("11001\u{200B}00000000", "11001\u{200B}•••••••0"),
            ("https://example.go.th/?id=1100100000000", "https://example.go.th/?id=11001•••••••0"),
            ("/%E0%B8%B5-1-1001-00000-00-0/", "/%E0%B8%B5-1-1001-•••••-••-0/"),
            ("/%31-%310%301%2D00000-00-%30/", "/%31-%310%301%2D•••••-••-%30/"),
            ("1,100,100,000,000", "1,100,1••,•••,••0"),
            ("1.1001E+12 1.100100000018E12", "1.1001E+12 1.1001•••••••8E12"),
            ("\\u0031100100000000", "\\u00311001•••••••0"),
            ("%E0%B9%91%2D1001-%E0%B9%9000%E0%B9%900-00-0 50%", "%E0%B9%91%2D1001-•••••-••-0 50%"),
        ] {
            assert_eq!(mask(text), masked);
            assert_eq!(mask(&mask(text)), masked, "what is masked stays");
        }
        for plain in ["", "68019123456", "1100100000001", "0994000165889", "1,100,100,000,001", "ไม่มีเลข"]
        {
            assert_eq!(mask(plain), plain);
        }
    }

    #[test]
    fn spans_move_with_the_text() {
        let text = "ก 1100100000000 ข";
        let at = text.find('ข').unwrap();
        let (masked, span) = mask_with(text, at..at + 3);
        assert_eq!(&masked[span], "ข");
        let (masked, span) = mask_with(text, 4..17);
        assert_eq!(&masked[span], "11001•••••••0");
    }
}

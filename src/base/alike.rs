//! Letters that look like digits: `1-1O17-OO123-45-6`. Whether they are meant so is for the words beside them to tell.

/// The digit that a letter looks like.
fn digit(byte: u8) -> u8 {
    match byte {
        b'O' | b'o' => b'0',
        b'l' | b'I' => b'1',
        byte => byte,
    }
}

/// So long a word may be a piece of a number by itself: an item is called `O12`.
const LONG: usize = 4;

/// Whether the byte `at` is such a letter in a word of nothing else, which is long or stands beside another piece.
pub(crate) fn is_alike(bytes: &[u8], at: usize) -> bool {
    if bytes.get(at).is_none_or(|byte| digit(*byte) == *byte) {
        return false;
    }
    let word = |byte: &&u8| byte.is_ascii_alphanumeric();
    let start = at - bytes[..at].iter().rev().take_while(word).count();
    let end = at + bytes[at..].iter().take_while(word).count();
    let piece = |byte: Option<&u8>| byte.is_some_and(|byte| digit(*byte).is_ascii_digit());
    let parts = |byte: Option<&u8>| matches!(byte, Some(b'-' | b' '));
    let before = || parts(bytes.get(start.wrapping_sub(1))) && piece(bytes.get(start.wrapping_sub(2)));
    let after = || parts(bytes.get(end)) && piece(bytes.get(end + 1));
    bytes[start..end].iter().all(|byte| digit(*byte).is_ascii_digit()) && (end - start >= LONG || before() || after())
}

/// Whether such a letter stands beside a digit anywhere in a text.
pub(crate) fn is_beside(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut letters = memchr::memchr3_iter(b'O', b'o', b'l', bytes).chain(memchr::memchr_iter(b'I', bytes));
    letters.any(|at| (is_digit(at.wrapping_sub(1)) || is_digit(at + 1)) && is_alike(bytes, at))
}

/// A text with the letters that look like digits in the place of digits, wherever a word is made of nothing else. Every byte
/// stays where it is.
pub(crate) fn looks(text: &str) -> String {
    let mut looks = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let letters = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if letters.bytes().all(|byte| digit(byte).is_ascii_digit()) {
            looks.extend(letters.bytes().map(|byte| char::from(digit(byte))));
            looks.push_str(&word[letters.len()..]);
        } else {
            looks.push_str(word);
        }
    }
    looks
}

#[cfg(test)]
mod tests {
    use super::{is_beside, looks};

    #[test]
    fn words_of_digits_and_letters_like_them() {
        assert_eq!(looks("บัตร 1-1O17-OO123-4l-I ok"), "บัตร 1-1017-00123-41-1 ok");
        assert_eq!(looks("ข้อ 1O O12x"), "ข้อ 10 O12x");
        for text in ["1O17", "ก 4l-1", "l0 1", "1-O1-"] {
            assert!(is_beside(text), "{text}");
        }
        for text in ["OIl 12 ok", "O12", "items/o01.md", "O12 ข้อ 1", "Serial1O17x"] {
            assert!(!is_beside(text), "{text}");
        }
    }
}

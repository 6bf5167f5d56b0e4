//! All that a PDF says, on its pages and beside them, in pieces that are searched as they come, so that no more than one is
//! in memory.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874};

use crate::base::personal::{Column, Hit};
use crate::base::web_words::WebWords;
use crate::io::inspect::pdf::token::Token;

/// Words beside the pages are searched when there are so many bytes of them.
const PIECE: usize = 256 << 10;

/// A number that stands where two pieces meet, with the words before it.
const OVERLAP: usize = 256;

/// Shorter numbers and names hold no national number.
const LONG: usize = 13;

#[derive(Default)]
pub(super) struct Words {
    column: Column,
    web: WebWords,
    /// What could be an address, with its page.
    addresses: Vec<(String, usize)>,
    beside: String,
    /// The name before this token: it may tell what a string is.
    key: Option<Vec<u8>>,
    is_deaf: bool,
}

impl Words {
    /// For what was heard before.
    pub(super) fn deaf() -> Words {
        Words { is_deaf: true, ..Words::default() }
    }

    /// Takes what one token says, if it says anything.
    pub(super) fn hear(&mut self, token: &Token<'_>) {
        if self.is_deaf {
            return;
        }
        let key = self.key.take();
        match token {
            Token::String(bytes) => {
                if let Some(key) = key {
                    self.say(&text(&key));
                }
                self.say_bytes(bytes);
            }
            Token::Name(name) => {
                if name.len() >= LONG || !name.is_ascii() {
                    self.say(&text(name));
                } else {
                    self.key = Some(name.to_vec());
                }
            }
            Token::Number(word) | Token::Word(word) if word.len() >= LONG || !word.is_ascii() => self.say(&text(word)),
            Token::Comment(comment) => self.say_bytes(comment),
            _ => {}
        }
    }

    /// What bytes of a text say; marks of XML may stand between its letters.
    pub(super) fn say_bytes(&mut self, bytes: &[u8]) {
        let text = text(bytes);
        self.say(&text);
        if text.contains('<') && text.contains('>') {
            self.say(&without_marks(&text));
        }
    }

    /// The same for a text of any length, in pieces of which each has the end of the one before.
    pub(super) fn say_long(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while at < bytes.len() {
            let end = bytes.len().min(at + PIECE);
            self.say_bytes(&bytes[at..end]);
            at = if end == bytes.len() { end } else { end - OVERLAP };
        }
    }

    /// Digits among bytes that are no text: with two zeros or none between them, as UTF-16 has.
    pub(super) fn say_printable(&mut self, bytes: &[u8]) {
        let readable = |byte: &u8| matches!(byte, 0 | b' '..=b'~' | 0xA1..=0xFB);
        for run in bytes.split(|byte| !readable(byte)).filter(|run| run.len() >= LONG) {
            let digits = run.iter().filter(|byte| byte.is_ascii_digit() || (0xF0..=0xF9).contains(*byte)).count();
            if digits >= LONG {
                self.say(&text(run));
            }
        }
    }

    fn say(&mut self, text: &str) {
        self.beside.push_str(text);
        self.beside.push('\n');
        if self.beside.len() > PIECE {
            self.end();
        }
    }

    /// What stands beside the pages ends here.
    pub(super) fn end(&mut self) {
        // On no page: page numbers begin at 1.
        let beside = std::mem::take(&mut self.beside);
        self.page(&beside, 0);
    }

    pub(super) fn page(&mut self, text: &str, page: usize) {
        self.column.cell(text, "", page);
        let addresses = &mut self.addresses;
        self.web.of(text, |_, word| addresses.push((word.to_owned(), page)));
    }

    /// Values that stand beside each other on no page, parted by tabs: only numbers that are spread over several of them.
    pub(super) fn row(&mut self, row: &str, heading: &str) {
        self.column.row(row, || false, |_| Cow::Borrowed(heading), |_| 0);
    }

    /// What could be addresses, each with its page; 0 for those on no page.
    pub(super) fn take_addresses(&mut self) -> Vec<(String, usize)> {
        self.end();
        std::mem::take(&mut self.addresses)
    }

    /// Whether there may be more numbers than were judged.
    pub(super) fn is_cut(&mut self) -> bool {
        self.end();
        self.column.is_cut || self.web.is_cut
    }

    /// Every number with its page; 0 for those on no page.
    pub(super) fn hits(mut self) -> Vec<(usize, Hit)> {
        self.end();
        self.column.hits()
    }
}

/// The text of a string in any of the encodings that makers use.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        [0xFF, 0xFE, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0,
        [0xEF, 0xBB, 0xBF, rest @ ..] => UTF_8.decode_without_bom_handling(rest).0,
        // Old Thai programs write their own encoding; digits are the same in all.
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => WINDOWS_874.decode_without_bom_handling(bytes).0,
        },
    };
    // UTF-16 without a mark has a zero before every digit.
    if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { text }
}

fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = match rest[start..].find('>') {
            Some(end) => &rest[start + end + 1..],
            None => "",
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{text, without_marks};

    #[test]
    fn strings_of_every_encoding() {
        for bytes in [&b"\xFE\xFF\x0E\x01\x001"[..], b"\xFF\xFE\x01\x0E1\0", b"\xEF\xBB\xBF\xE0\xB8\x811", b"\xA11"] {
            assert_eq!(text(bytes), "ก1", "{bytes:?}");
        }
        assert_eq!(text(b"\x001\x002"), "12");
        assert_eq!(without_marks("<p>1<b>2</b>3</p> <"), "123 ");
    }
}

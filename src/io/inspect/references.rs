//! XML in which letters beyond ASCII that are written by their numbers, `&#3585;`, stand as themselves. Some programs write all
//! Thai so, and the library takes each for an event of its own.

use std::io::{BufRead, Read, Result};

/// The longest number of a letter has so many digits.
const MOST: usize = 7;

pub(super) struct Plain<R> {
    inner: R,
    /// What the last piece of `inner` became, and how much of it was taken.
    piece: Vec<u8>,
    taken: usize,
}

impl<R> Plain<R> {
    pub(super) fn new(inner: R) -> Plain<R> {
        Plain { inner, piece: Vec::new(), taken: 0 }
    }
}

impl<R: BufRead> BufRead for Plain<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.taken == self.piece.len() {
            self.piece.clear();
            self.taken = 0;
            let bytes = self.inner.fill_buf()?;
            let read = bytes.len();
            write(bytes, &mut self.piece);
            self.inner.consume(read);
        }
        Ok(&self.piece[self.taken..])
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount;
    }
}

impl<R: BufRead> Read for Plain<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

/// Writes a piece of XML. What it ends within stays as it is.
fn write(bytes: &[u8], piece: &mut Vec<u8>) {
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'&', rest) {
        let (before, reference) = rest.split_at(at);
        piece.extend_from_slice(before);
        match letter(reference) {
            Some((letter, length)) => {
                piece.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                rest = &reference[length..];
            }
            None => {
                piece.push(b'&');
                rest = &reference[1..];
            }
        }
    }
    piece.extend_from_slice(rest);
}

/// The letter that a reference stands for, and how long it is.
fn letter(reference: &[u8]) -> Option<(char, usize)> {
    let number = reference.strip_prefix(b"&#")?;
    let length = number.iter().take(MOST + 1).position(|byte| *byte == b';')?;
    let number = std::str::from_utf8(&number[..length]).ok()?;
    let code = match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    let letter = char::from_u32(code.ok()?).filter(|letter| *letter > '\u{A0}')?;
    Some((letter, length + 3))
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::Plain;

    #[test]
    fn letters_stand_as_themselves_wherever_a_piece_ends() {
        let text = "<a b=\"&#3585;\">&#x0E01;&#3585;&amp;&#60;&#49; &#3585</a>";
        for size in 1..text.len() + 1 {
            let mut read = String::new();
            Plain::new(BufReader::with_capacity(size, text.as_bytes())).read_to_string(&mut read).unwrap();
            let whole = read.replace("&#x0E01;", "ก").replace("&#3585;", "ก");
            assert_eq!(whole, "<a b=\"ก\">กก&amp;&#60;&#49; &#3585</a>", "{size}");
            assert!(size < text.len() || whole == read, "{read}");
        }
    }
}

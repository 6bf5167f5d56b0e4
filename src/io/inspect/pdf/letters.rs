//! What the codes of a PDF font mean: its table of letters (ToUnicode). Read leniently, since every program writes it a little
//! differently, and within limits, since a table may claim four billion letters.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::io::inspect::pdf::token::{Token, Tokens};

/// Letters of one font at most; Unicode has twice as many code points as the largest font.
const MOST: usize = 70_000;

/// What belongs to the codes of a font; asked for every letter of a page, twice.
pub(super) type ByCode<T> = HashMap<u32, T, BuildHasherDefault<Spread>>;

/// Codes are small numbers, which a multiplication spreads well enough.
#[derive(Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, code: u32) {
        self.0 = (self.0 ^ u64::from(code)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The letters of a font by their codes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    /// `None` where what they mean cannot be read.
    by_code: ByCode<Option<String>>,
    /// Bytes of a code.
    length: usize,
}

/// A piece of a table.
enum Piece {
    Code(Vec<u8>),
    List(Vec<Vec<u8>>),
}

impl Letters {
    /// Reads a table; `wide` tells that codes have two bytes where the table does not say. `None` if it has no letter, or too
    /// many.
    pub(super) fn parse(table: &[u8], wide: bool) -> Option<Letters> {
        let mut letters = Letters { by_code: ByCode::default(), length: if wide { 2 } else { 1 } };
        let (mut block, mut list): (Vec<Piece>, Option<Vec<Vec<u8>>>) = (Vec::new(), None);
        for token in Tokens::new(table) {
            match (token, &mut list) {
                (Token::Word(word), _) => {
                    letters.end(word, &block)?;
                    block.clear();
                }
                (Token::String(code), Some(list)) => list.push(code.into_owned()),
                (Token::String(code), None) => block.push(Piece::Code(code.into_owned())),
                (Token::OpenList, _) => list = Some(Vec::new()),
                (Token::CloseList, _) => block.extend(list.take().map(Piece::List)),
                _ => {}
            }
        }
        (!letters.by_code.is_empty()).then_some(letters)
    }

    /// Bytes of a code.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    pub(super) fn len(&self) -> usize {
        self.by_code.len()
    }

    /// The letter of one code, or letters that are drawn as one.
    pub(super) fn letter(&self, code: &[u8]) -> Option<&str> {
        self.by_code.get(&number(code))?.as_deref()
    }

    /// What a word makes of the pieces before it.
    fn end(&mut self, word: &[u8], block: &[Piece]) -> Option<()> {
        match word {
            b"endcodespacerange" => {
                let first = block.first().and_then(|piece| piece.code().map(<[u8]>::len));
                self.length = first.filter(|length| (1..=4).contains(length)).unwrap_or(self.length);
            }
            b"endbfchar" => block.chunks_exact(2).try_for_each(|pair| self.one(&pair[0], &pair[1]))?,
            b"endbfrange" => block.chunks_exact(3).try_for_each(|range| self.range(range))?,
            _ => {}
        }
        Some(())
    }

    fn one(&mut self, code: &Piece, letter: &Piece) -> Option<()> {
        if let (Some(code), Some(letter)) = (code.code(), letter.code()) {
            self.add(number(code), utf16(letter))?;
        }
        Some(())
    }

    fn range(&mut self, range: &[Piece]) -> Option<()> {
        let (Some(from), Some(to)) = (range[0].code().map(number), range[1].code().map(number)) else {
            return Some(());
        };
        let width = usize::try_from(to.checked_sub(from)?).ok().filter(|width| *width < MOST)?;
        match &range[2] {
            Piece::List(letters) => {
                letters.iter().zip(from..=to).try_for_each(|(letter, code)| self.add(code, utf16(letter)))
            }
            letter => {
                let bytes = letter.code()?;
                let (head, last) = bytes.split_at_checked(bytes.len().checked_sub(2)?)?;
                let last = number(last);
                (0..=u32::try_from(width).ok()?).try_for_each(|step| {
                    let unit = u16::try_from(last + step).unwrap_or(u16::MAX).to_be_bytes();
                    self.add(from + step, utf16(&[head, &unit].concat()))
                })
            }
        }
    }

    fn add(&mut self, code: u32, letter: String) -> Option<()> {
        self.by_code.insert(code, readable(letter));
        (self.by_code.len() <= MOST).then_some(())
    }
}

impl Piece {
    fn code(&self) -> Option<&[u8]> {
        match self {
            Piece::Code(code) => Some(code),
            Piece::List(_) => None,
        }
    }
}

/// Letters that a person can read: no replacements, and no control codes.
pub(super) fn readable(letters: String) -> Option<String> {
    let unreadable = |c: char| c == char::REPLACEMENT_CHARACTER || (c.is_control() && !c.is_whitespace());
    (!letters.contains(unreadable)).then_some(letters)
}

/// The number that at most four bytes make.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    match bytes {
        [one] => char::from(*one).to_string(),
        _ => String::from_utf16_lossy(
            &bytes.as_chunks::<2>().0.iter().map(|two| u16::from_be_bytes(*two)).collect::<Vec<_>>(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn tables_of_every_maker() {
        let table = b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar<0003><0020>\n<0004> <0E010E48> endbfchar \
            2 beginbfrange <0010> <0012> <0E01> <0020> <0021> [<0041> <0042>] endbfrange endcmap";
        let letters = Letters::parse(table, false).unwrap();
        let text = |letters: &Letters, bytes: &[u8]| -> String {
            bytes.chunks(letters.length()).map(|code| letters.letter(code).unwrap_or("?")).collect()
        };
        assert_eq!(text(&letters, b"\0\x04\0\x03\0\x11\0\x21\0\x99"), "ก่ ขB?");
        let narrow = Letters::parse(b"1 beginbfrange <20> <7E> <0020> endbfrange", false).unwrap();
        assert_eq!(text(&narrow, b"1-1001"), "1-1001");
    }

    #[test]
    fn a_table_of_four_billion_letters_is_refused() {
        assert_eq!(Letters::parse(b"beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange", true), None);
        for strange in
            [&b""[..], b"<", b"[<", b"beginbfrange <01> endbfrange", b"<01> <00> <41> endbfrange", b"% <", b"<\xFF\xE0"]
        {
            let _ = Letters::parse(strange, true);
        }
    }
}

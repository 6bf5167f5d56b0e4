//! What the codes of a PDF font mean: its table of letters (ToUnicode). Read leniently, since every program writes it a little
//! differently, and within limits, since a table may claim four billion letters.

use std::collections::HashMap;

/// Letters of one font at most; Unicode has twice as many code points as the largest font.
const MOST: usize = 70_000;

/// The letters of a font by their codes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    by_code: HashMap<u32, String>,
    /// Bytes of a code.
    length: usize,
}

/// A piece of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Hex(Vec<u8>),
    List(Vec<Vec<u8>>),
    Word(String),
}

impl Letters {
    /// Reads a table; `wide` tells that codes have two bytes where the table does not say. `None` if it has no letter, or too
    /// many.
    pub(super) fn parse(table: &[u8], wide: bool) -> Option<Letters> {
        let mut letters = Letters { by_code: HashMap::new(), length: if wide { 2 } else { 1 } };
        let mut block: Vec<Token> = Vec::new();
        for token in tokens(table) {
            match token {
                Token::Word(word) => {
                    match word.as_str() {
                        "endcodespacerange" => {
                            let first = block.first().and_then(|token| token.bytes().map(<[u8]>::len));
                            letters.length = first.filter(|length| (1..=4).contains(length)).unwrap_or(letters.length);
                        }
                        "endbfchar" => block.chunks_exact(2).try_for_each(|pair| letters.one(&pair[0], &pair[1]))?,
                        "endbfrange" => block.chunks_exact(3).try_for_each(|range| letters.range(range))?,
                        _ => {}
                    }
                    block.clear();
                }
                token => block.push(token),
            }
        }
        (!letters.by_code.is_empty()).then_some(letters)
    }

    /// The text of a drawn string; codes without a letter become U+FFFD.
    pub(super) fn text(&self, bytes: &[u8]) -> String {
        let mut text = String::new();
        for code in bytes.chunks(self.length) {
            match self.by_code.get(&number(code)) {
                Some(letter) => text.push_str(letter),
                None => text.push(char::REPLACEMENT_CHARACTER),
            }
        }
        text
    }

    fn one(&mut self, code: &Token, letter: &Token) -> Option<()> {
        if let (Some(code), Some(letter)) = (code.bytes(), letter.bytes()) {
            self.add(number(code), utf16(letter))?;
        }
        Some(())
    }

    fn range(&mut self, range: &[Token]) -> Option<()> {
        let (Some(from), Some(to)) = (range[0].bytes().map(number), range[1].bytes().map(number)) else {
            return Some(());
        };
        let width = usize::try_from(to.checked_sub(from)?).ok().filter(|width| *width < MOST)?;
        match &range[2] {
            Token::List(letters) => {
                letters.iter().zip(from..=to).try_for_each(|(letter, code)| self.add(code, utf16(letter)))
            }
            letter => {
                let bytes = letter.bytes()?;
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
        self.by_code.insert(code, letter);
        (self.by_code.len() <= MOST).then_some(())
    }
}

impl Token {
    fn bytes(&self) -> Option<&[u8]> {
        match self {
            Token::Hex(bytes) => Some(bytes),
            _ => None,
        }
    }
}

fn tokens(table: &[u8]) -> Vec<Token> {
    let text = String::from_utf8_lossy(table);
    let mut tokens = Vec::new();
    let mut list: Option<Vec<Vec<u8>>> = None;
    let mut rest = &*text;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '<' if !rest.starts_with("<<") => {
                let end = rest.find('>').unwrap_or(rest.len());
                let bytes = hex(&rest[1..end]);
                match &mut list {
                    Some(list) => list.push(bytes),
                    None => tokens.push(Token::Hex(bytes)),
                }
                length = end + 1;
            }
            '[' => list = Some(Vec::new()),
            ']' => tokens.extend(list.take().map(Token::List)),
            '%' => length = rest.find(['\n', '\r']).unwrap_or(rest.len()),
            _ if c.is_ascii_alphabetic() => {
                length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
                tokens.push(Token::Word(rest[..length].to_owned()));
            }
            _ => {}
        }
        rest = &rest[length.min(rest.len())..];
    }
    tokens
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        text.chars().filter_map(|c| c.to_digit(16)).filter_map(|digit| u8::try_from(digit).ok()).collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
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
        assert_eq!(letters.text(b"\0\x04\0\x03\0\x11\0\x21\0\x99"), "ก่ ขB\u{FFFD}");
        let narrow = Letters::parse(b"1 beginbfrange <20> <7E> <0020> endbfrange", false).unwrap();
        assert_eq!(narrow.text(b"1-1001"), "1-1001");
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

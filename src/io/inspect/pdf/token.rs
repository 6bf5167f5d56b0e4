//! What PDF files and the drawings of their pages are written in: numbers, names, strings, brackets and words, one after
//! the other. Any bytes can be read, in one pass and without memory beyond the token at hand.

use std::borrow::Cow;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Number(&'a [u8]),
    Name(Cow<'a, [u8]>),
    String(Cow<'a, [u8]>),
    Comment(&'a [u8]),
    Word(&'a [u8]),
    OpenList,
    CloseList,
    OpenDictionary,
    CloseDictionary,
}

pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    pub at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Tokens<'a> {
        Tokens { bytes, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// Bytes from here on that `wanted` takes.
    fn run(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !wanted(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// The inside of brackets, which may hold others; escapes are what they stand for.
    fn string(&mut self) -> Cow<'a, [u8]> {
        let rest = &self.bytes[self.at..];
        // Most have nothing else within.
        if let Some(end) = memchr::memchr3(b'(', b')', b'\\', rest).filter(|end| rest[*end] == b')') {
            self.at += end + 1;
            return Cow::Borrowed(&rest[..end]);
        }
        let (mut out, mut depth) = (Vec::new(), 0_usize);
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut out),
                b')' if depth == 0 => break,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if byte != b'\\' {
                out.push(byte);
            }
        }
        Cow::Owned(out)
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.peek(0) else { return };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' | b'f' => out.push(b' '),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek(0) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                out.push(u8::try_from(code & 0xFF).unwrap_or_default());
            }
            // A line that goes on.
            b'\r' if self.peek(0) == Some(b'\n') => self.at += 1,
            b'\r' | b'\n' => {}
            other => out.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let digits = self.run(|byte| byte != b'>');
        self.at = self.bytes.len().min(self.at + 1);
        let values: Vec<u8> = digits.iter().filter_map(|digit| hex(*digit)).collect();
        values.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
    }

    fn name(&mut self) -> Cow<'a, [u8]> {
        let raw = self.run(is_regular);
        if !raw.contains(&b'#') {
            return Cow::Borrowed(raw);
        }
        let (mut out, mut at) = (Vec::new(), 0);
        while at < raw.len() {
            let code = |at: usize| raw.get(at).copied().and_then(hex);
            match (raw[at], code(at + 1), code(at + 2)) {
                (b'#', Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    at += 3;
                }
                (byte, ..) => {
                    out.push(byte);
                    at += 1;
                }
            }
        }
        Cow::Owned(out)
    }

    /// After `ID`: passes over the bytes of a picture within a drawing, which it gives. One that has no end is none.
    pub(super) fn skip_picture(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let ends = |at: usize| {
            // Codes of letters end with a bracket.
            let before = at.checked_sub(1).map(|before| rest[before]);
            let after = rest.get(at + 2).copied();
            before.is_none_or(|byte| is_space(byte) || byte == b'>') && after.is_none_or(is_space)
        };
        let end = memchr::memmem::find_iter(rest, b"EI").find(|at| ends(*at));
        let length = end.map_or(0, |end| end + 2);
        self.at += length;
        &rest[..length]
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.run(is_space);
            let first = self.peek(0)?;
            if is_regular(first) {
                let word = self.run(is_regular);
                let number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.');
                let is_number = word.iter().all(number) && word.iter().any(u8::is_ascii_digit);
                return Some(if is_number { Token::Number(word) } else { Token::Word(word) });
            }
            let second = self.peek(1);
            self.at += 1;
            return Some(match (first, second) {
                (b'%', _) => Token::Comment(self.run(|byte| !matches!(byte, b'\n' | b'\r'))),
                (b'/', _) => Token::Name(self.name()),
                (b'(', _) => Token::String(self.string()),
                (b'<', Some(b'<')) | (b'>', Some(b'>')) => {
                    self.at += 1;
                    if first == b'<' { Token::OpenDictionary } else { Token::CloseDictionary }
                }
                (b'<', _) => Token::String(self.hexadecimal().into()),
                (b'[', _) => Token::OpenList,
                (b']', _) => Token::CloseList,
                _ => continue, // brackets that belong to nothing
            });
        }
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'%' | b'/' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}')
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// A number as it is written, as near as it can be told.
pub(super) fn number(written: &[u8]) -> f32 {
    std::str::from_utf8(written).ok().and_then(|text| text.parse().ok()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    fn said(bytes: &[u8]) -> Vec<String> {
        let string = |token| match token {
            Token::String(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Token::Name(name) => Some(String::from_utf8_lossy(&name).into_owned()),
            _ => None,
        };
        Tokens::new(bytes).filter_map(string).collect()
    }

    #[test]
    fn strings_and_names_in_every_spelling() {
        assert_eq!(said(b"(a(b)c\\)\\061\\\n2) <31 3 > /N#61me"), ["a(b)c)12", "10", "Name"]);
        assert_eq!(said(b"(open"), ["open"]);
        assert_eq!(said(b"<31"), ["1"]);
        for space in *b"\0\t\n\x0C\r " {
            assert_eq!(said(&[b"/N", &[space][..], b"x(a)<3", &[space], b"1>"].concat()), ["N", "a", "1"], "{space}");
        }
    }

    #[test]
    fn a_picture_ends_at_its_word() {
        let mut tokens = Tokens::new(b" \xFFEI\xFF(no) EI (yes)");
        tokens.skip_picture();
        assert_eq!(tokens.next(), Some(Token::String(b"yes".into())));
        for bytes in [&b" 00>EI (yes)"[..], b" (yes)"] {
            let mut tokens = Tokens::new(bytes);
            tokens.skip_picture();
            assert_eq!(tokens.next(), Some(Token::String(b"yes".into())), "{bytes:?}");
        }
    }
}

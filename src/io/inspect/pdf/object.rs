//! One object of a PDF: its value, within limits, and all its words, whatever it is.

use lopdf::{Dictionary, Object, StringFormat};

use crate::io::inspect::pdf::token::{Token, Tokens, number};
use crate::io::inspect::pdf::words::Words;

/// Lists within lists are kept so deep, and so many values of one object. What is beyond is still searched for words.
const MAX_DEPTH: usize = 64;
const MAX_VALUES: usize = 100_000;

/// An object that was read.
pub(super) struct Read {
    pub value: Object,
    /// Where the bytes of its stream begin, if it has one.
    pub stream: Option<usize>,
    /// Where it ends, its stream aside.
    pub end: usize,
}

/// A list or dictionary that is not closed yet.
struct Open {
    is_dictionary: bool,
    values: Vec<Object>,
}

/// Reads the object at the beginning of `bytes`, to its `endobj` or its stream.
pub(super) fn read(bytes: &[u8], words: &mut Words) -> Read {
    let mut tokens = Tokens::new(bytes);
    let mut open = vec![Open { is_dictionary: false, values: Vec::new() }];
    let (mut left, mut too_deep, mut stream) = (MAX_VALUES, 0_usize, None);
    while let Some(token) = tokens.next() {
        words.hear(&token);
        match &token {
            Token::Word(b"endobj") => break,
            Token::Word(b"stream") => {
                stream = Some(after_line(bytes, tokens.at));
                break;
            }
            Token::OpenList | Token::OpenDictionary if open.len() > MAX_DEPTH || left == 0 => too_deep += 1,
            Token::OpenList | Token::OpenDictionary => {
                left -= 1;
                open.push(Open { is_dictionary: token == Token::OpenDictionary, values: Vec::new() });
            }
            Token::CloseList | Token::CloseDictionary if too_deep > 0 => too_deep -= 1,
            Token::CloseList | Token::CloseDictionary if open.len() == 1 => {}
            Token::CloseList | Token::CloseDictionary => close(&mut open),
            _ if too_deep > 0 || left == 0 => {}
            token => {
                left -= 1;
                add(&mut open, token);
            }
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    let value = open.pop().and_then(|all| all.values.into_iter().next()).unwrap_or(Object::Null);
    Read { value, stream, end: tokens.at.min(bytes.len()) }
}

/// The bytes of a stream begin after the end of the line.
fn after_line(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\r' | b'\n', ..]) => at + 1,
        _ => at,
    }
}

fn add(open: &mut [Open], token: &Token<'_>) {
    let Some(Open { values, .. }) = open.last_mut() else { return };
    let value = match token {
        Token::Number(written) => match std::str::from_utf8(written).ok().and_then(|text| text.parse().ok()) {
            Some(whole) => Object::Integer(whole),
            None => Object::Real(number(written)),
        },
        Token::Name(name) => Object::Name(name.to_vec()),
        Token::String(bytes) => Object::String(bytes.to_vec(), StringFormat::Literal),
        Token::Word(b"R") => {
            let parts = values.len().checked_sub(2).map(|from| values.split_off(from));
            match parts.as_deref() {
                Some([Object::Integer(id), Object::Integer(generation)]) => {
                    let id = u32::try_from(*id).unwrap_or_default();
                    Object::Reference((id, u16::try_from(*generation).unwrap_or_default()))
                }
                _ => Object::Null,
            }
        }
        Token::Word(b"true") => Object::Boolean(true),
        Token::Word(b"false") => Object::Boolean(false),
        Token::Word(b"null") => Object::Null,
        _ => return,
    };
    values.push(value);
}

fn close(open: &mut Vec<Open>) {
    let Some(inner) = open.pop() else { return };
    let value =
        if inner.is_dictionary { Object::Dictionary(dictionary(inner.values)) } else { Object::Array(inner.values) };
    if let Some(outer) = open.last_mut() {
        outer.values.push(value);
    }
}

/// Keys with their values; what has no key is left out.
fn dictionary(values: Vec<Object>) -> Dictionary {
    let mut dictionary = Dictionary::new();
    let mut values = values.into_iter();
    while let Some(key) = values.next() {
        if let Object::Name(key) = key
            && let Some(value) = values.next()
        {
            dictionary.set(key, value);
        }
    }
    dictionary
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_stream_begins_behind_the_end_of_its_line() {
        for (bytes, begins) in [(&b"\r\nx"[..], 2), (b"\n\rx", 1), (b"\rx", 1), (b"x", 0), (b"", 0)] {
            assert_eq!(super::after_line(bytes, 0), begins, "{}", bytes.escape_ascii());
        }
    }
}

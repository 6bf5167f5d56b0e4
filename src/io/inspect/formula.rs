//! What Excel writes between the pieces of a text: a formula that puts them together, and the codes of a page's header.

use std::borrow::Cow;

/// So many digits after `&` are the size of letters; more are a text.
const SIZE: usize = 3;

/// The letters of a colour after `&K`.
const COLOUR: usize = 6;

/// Formulas, one a line, with the texts together that they put together: `"350990" & "5625259"`,
/// `CONCATENATE("350990","5625259")`.
pub(super) fn joined(words: &str) -> Cow<'_, str> {
    if !words.contains('"') {
        return words.into();
    }
    let mut out = String::with_capacity(words.len());
    for line in words.split_inclusive('\n') {
        let lists = line.to_ascii_uppercase().contains("CONCAT");
        let binds = |part: &str| matches!((part.trim(), lists), ("&", _) | ("," | ";", true));
        let mut after_text = true;
        for part in line.split('"') {
            let binds = binds(part);
            if !after_text && !binds {
                out.push('"');
            }
            if !binds {
                out.push_str(part);
            }
            after_text = binds;
        }
    }
    out.into()
}

/// Whether an element is the header or footer of a page.
pub(super) fn is_margin(name: &str) -> bool {
    name.ends_with("Header") || name.ends_with("Footer")
}

/// The text of a header without its codes: `&L350990&B5625259`.
pub(super) fn margin(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, code)) = rest.split_once('&') {
        out.push_str(before);
        let digits = code.bytes().take_while(u8::is_ascii_digit).count();
        let first = code.chars().next().unwrap_or(' ');
        let length = match first {
            '&' => 1,
            '"' => code[1..].find('"').map_or(code.len(), |end| end + 2),
            'K' => code.char_indices().nth(COLOUR + 1).map_or(code.len(), |(end, _)| end),
            'a'..='z' | 'A'..='Z' => 1,
            '0'..='9' if digits <= SIZE => digits,
            _ => 0,
        };
        // The left, the middle and the right part stand apart.
        if matches!(first, 'L' | 'C' | 'R') {
            out.push('\n');
        }
        rest = &code[length..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{joined, margin};

    #[test]
    fn texts_are_put_together() {
        for (formula, told) in [
            ("\"350990\"&\"5625259\"", "\"3509905625259\""),
            ("=\"350990\" & \"5625259\"", "=\"3509905625259\""),
            ("CONCATENATE(\"35\",\"0990\",\"5625259\")", "CONCATENATE(\"3509905625259\")"),
            ("IF(A1,\"350990\",\"5625259\")", "IF(A1,\"350990\",\"5625259\")"),
            ("A1&\"350990\"", "A1&\"350990\""),
            ("SUM(A1)", "SUM(A1)"),
        ] {
            assert_eq!(joined(formula), told);
        }
    }

    #[test]
    fn codes_of_a_header_are_no_text() {
        for (header, told) in [
            ("&L350990&B5625259", "\n3509905625259"),
            ("&C&\"Tahoma,Bold\"&14หน้า &P/&N", "\nหน้า /"),
            ("350990&KFF00005625259&", "3509905625259"),
            ("&K04+000ก&R&3509905625259", "ก\n3509905625259"),
            ("&8ก&14ข&409ค&1234ง", "กขค1234ง"),
        ] {
            assert_eq!(margin(header), told);
        }
    }
}

//! Rich text, as WordPad writes it: the letters between its control words, joined as people see them.

use crate::io::inspect::decode::thai;

/// The text of a file in RTF.
pub(super) fn text(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut at = 0;
    // What stands for a letter in programs that know no Unicode comes after it.
    let mut skip = 0_usize;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => {
                let (length, said) = control(&bytes[at..]);
                at += length;
                match said {
                    Said::Unicode(c) => {
                        out.push(c);
                        skip = 1;
                    }
                    Said::Letter(_) if skip > 0 => skip -= 1,
                    Said::Letter(c) => out.push(c),
                    Said::Nothing => {}
                }
            }
            b'{' | b'}' | b'\r' | b'\n' => skip = 0,
            _ if skip > 0 => skip -= 1,
            _ => out.push(thai(byte)),
        }
    }
    out
}

enum Said {
    Unicode(char),
    Letter(char),
    Nothing,
}

/// The control word after a backslash: how long it is, and what it says.
fn control(bytes: &[u8]) -> (usize, Said) {
    let hex = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    match bytes.first() {
        Some(b'\'') => match (hex(1), hex(2)) {
            (Some(high), Some(low)) => (3, Said::Letter(thai(u8::try_from(high * 16 + low).unwrap_or(b' ')))),
            _ => (1, Said::Nothing),
        },
        Some(b'~') => (1, Said::Letter(' ')),
        Some(b'_') => (1, Said::Letter('-')),
        Some(byte) if byte.is_ascii_alphabetic() => {
            let word = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let figure = bytes[word..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
            let end = word + figure;
            let length = end + usize::from(bytes.get(end) == Some(&b' '));
            let value = std::str::from_utf8(&bytes[word..end]).ok().and_then(|figure| figure.parse::<i32>().ok());
            (length, meaning(&bytes[..word], value))
        }
        Some(_) => (1, Said::Nothing),
        None => (0, Said::Nothing),
    }
}

fn meaning(word: &[u8], value: Option<i32>) -> Said {
    match word {
        // Letters beyond half of the plane are told as negative numbers.
        b"u" => {
            let code = value.and_then(|value| u32::try_from(if value < 0 { value + 0x1_0000 } else { value }).ok());
            code.and_then(char::from_u32).map_or(Said::Nothing, Said::Unicode)
        }
        b"par" | b"line" | b"row" | b"sect" | b"page" => Said::Letter('\n'),
        b"cell" | b"tab" => Said::Letter('\t'),
        b"endash" | b"emdash" => Said::Letter('-'),
        _ => Said::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn runs_and_escapes_are_joined() {
        let rich = br"{\rtf1\ansi\ansicpg874{\fonttbl{\f0 A;}}\pard 350{\b 99}00\'30\u48?00\u3669 ?5\par\'a1}";
        assert!(text(rich).contains("350990000"), "{}", text(rich));
        assert!(text(rich).ends_with("๕5\nก"), "{}", text(rich));
    }
}

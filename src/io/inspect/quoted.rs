//! Quoted letters of mail, cards and archived pages (RFC 2045): `=E0=B8=81`, with lines that end in `=`.

/// How such a text is announced, in small letters or in capitals.
const NAMES: [&str; 2] = ["quoted-printable", "QUOTED-PRINTABLE"];

/// So many quoted digits are a number, whether it is announced or not.
const DIGITS: usize = 13;

/// A text as it is meant, if it is one.
pub(super) fn text(text: &str) -> Option<String> {
    let named = || NAMES.iter().any(|name| text.contains(name)) || text.contains("Quoted-Printable");
    if !text.contains('=') || !(named() || text.matches("=3").nth(DIGITS - 1).is_some()) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = after.get(..2).filter(|_| *first == b'=').and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        rest = match (byte, after) {
            (Some(byte), _) => {
                bytes.push(byte);
                &after[2..]
            }
            // The line goes on.
            (None, [b'\n', after @ ..] | [b'\r', b'\n', after @ ..]) if *first == b'=' => after,
            (None, _) => {
                bytes.push(*first);
                after
            }
        };
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn quoted_letters_are_read_where_they_are_announced_or_many() {
        let told = |own: &str| text(&format!("Content-Transfer-Encoding: quoted-printable\n{own}")).unwrap();
        assert!(told("=E0=B8=81 35099=\r\n05625259 a=b").ends_with("\nก 3509905625259 a=b"));
        assert_eq!(text(&"=31".repeat(13)).as_deref(), Some("1111111111111"));
        assert_eq!(text("a=31&b=32"), None);
    }
}

//! Files that stand in a text as letters: pictures of a drawing, attachments of a calendar, values of data.

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD};

use crate::base::candidate::may_hold;

/// Shorter runs of letters are words and hashes, not files; what of them can be read is searched all the same.
const SHORTEST: usize = 200;

/// The letters of a whole number, thirteen digits.
const LEAST: usize = 18;

/// How far before its letters it may be said how a file is packed.
const NEAR: usize = 40;

/// What may part the letters of a file: the ends of lines as data, marks and addresses write them. Some write a slash with a
/// mark.
const ENDS: &[(&[u8], &[u8])] = &[
    (b"\\n", b""),
    (b"\\r", b""),
    (b"\\/", b"/"),
    (b"&#10;", b""),
    (b"&#13;", b""),
    (b"&#xA;", b""),
    (b"&#xD;", b""),
    (b"&#xa;", b""),
    (b"&#xd;", b""),
    (b"%0A", b""),
    (b"%0D", b""),
    (b"%0a", b""),
    (b"%0d", b""),
    (b"%2B", b"+"),
    (b"%2F", b"/"),
    (b"%2b", b"+"),
    (b"%2f", b"/"),
];

/// A file that stands in a text.
pub(super) struct Packed {
    pub bytes: Vec<u8>,
    /// Whether the text says that it is one.
    pub announced: bool,
}

/// The files of a text.
pub(super) fn packed(text: &str) -> Vec<Packed> {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let (bytes, mut found, mut at) = (text.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        let (start, first) = (at, bytes[at..].iter().take_while(|byte| letter(byte)).count());
        // Most are words, and what follows them is no end of a line.
        if first < LEAST && !bytes.get(at + first).is_some_and(|byte| b"\\&%\r\n ".contains(byte)) {
            at += first + 1;
            continue;
        }
        let mut run = Vec::new();
        while at < bytes.len() {
            let own = bytes[at..].iter().take_while(|byte| letter(byte)).count();
            run.extend_from_slice(&bytes[at..at + own]);
            at += own;
            if own == 0 {
                break;
            }
            let before = at;
            while let Some((end, meant)) = ENDS.iter().find(|(end, _)| bytes[at..].starts_with(end)) {
                run.extend_from_slice(meant);
                at += end.len();
            }
            // A line ends, and the next may begin with spaces.
            let blank = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if bytes[at..at + blank].contains(&b'\n') {
                at += blank;
            } else if at == before {
                break;
            }
        }
        at += 1;
        if run.len() >= LEAST {
            found.extend(unpacked(&bytes[start.saturating_sub(NEAR)..start], run));
        }
    }
    found.extend(of_addresses(bytes));
    found
}

/// The texts in the letters of addresses, which have a hyphen and a low line in the place of two signs. Names have those
/// too: only what is a text with a number is taken.
fn of_addresses(bytes: &[u8]) -> impl Iterator<Item = Packed> {
    let other = |byte: &u8| matches!(byte, b'-' | b'_');
    let letter = move |byte: &u8| byte.is_ascii_alphanumeric() || other(byte);
    let runs = bytes.split(move |byte| !letter(byte)).filter(|run| run.len() >= LEAST);
    runs.filter(move |run| run.iter().any(other)).filter_map(|run| {
        let over = usize::from(run.len() % 4 == 1);
        let bytes = BASE64URL_NOPAD.decode(&run[..run.len() - over]).ok()?;
        is_told(&bytes).then_some(Packed { bytes, announced: false })
    })
}

/// Whether bytes are a text that could hold a number.
fn is_told(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| may_hold(text) && !text.contains('\0'))
}

fn unpacked(before: &[u8], mut run: Vec<u8>) -> Option<Packed> {
    let announced = before.to_ascii_lowercase().windows(6).any(|word| word == b"base64");
    // Four letters are three bytes; what is over belongs to no byte.
    run.truncate(run.len() - usize::from(run.len() % 4 == 1));
    let long = announced || run.len() >= SHORTEST;
    let bytes = BASE64_NOPAD.decode(&run).ok()?;
    (long || is_told(&bytes)).then_some(Packed { bytes, announced })
}

#[cfg(test)]
mod tests {
    use data_encoding::{BASE64, BASE64URL};

    use super::packed;

    #[test]
    fn files_of_a_text() {
        let number = b"ID 1100100000000";
        let letters = BASE64.encode(number);
        let (one, two) = letters.split_at(9);
        for text in [
            letters.clone(),
            format!("data:text/plain;base64,{letters}"),
            format!("\"{one}\\n{two}\""),
            format!("{one}\r\n {two}"),
            format!("a=\"{one}&#10;{two}\""),
            format!("{one}%0D%0A{two}"),
        ] {
            assert!(packed(&text).iter().any(|own| own.bytes.starts_with(number)), "{text}");
        }
        let slashes = BASE64.encode(b"\xFF\xFF\xFF ID 1100100000000");
        assert!(slashes.contains('/'));
        let escaped = format!("ENCODING=BASE64:{}", slashes.replace('/', "\\/"));
        assert!(packed(&escaped).iter().any(|own| own.announced && own.bytes.ends_with(number)));
        let address = BASE64URL.encode("ÿÿÿ>ID 1100100000000".as_bytes());
        assert!(address.contains('_'));
        assert!(packed(&format!("?a={address}")).iter().any(|own| own.bytes.ends_with(number)));
        assert!(packed("a-name-of-many-words_05A4C25C-085E-4340-85A3-A5531E510DB2").is_empty());
        assert!(packed("sha256 0123456789abcdef0123456789abcdef internationalization").is_empty());
    }
}

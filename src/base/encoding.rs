//! Which encoding a file is in that should be UTF-8, and its text. Thai files of the last thirty years are Windows-874 (which
//! has all of TIS-620) or UTF-16; everything else is left to people.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_874};

use crate::base::thai::is_thai;

/// An encoding that a text can be taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Windows874,
    Utf16Le,
    Utf16Be,
}

/// What bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guess {
    Utf8,
    /// Another encoding, and the text without a byte order mark.
    Text(Encoding, String),
    /// No text at all, as an image or a spreadsheet.
    Binary,
    /// A text perhaps, but nothing says in which encoding.
    Unknown,
}

impl Encoding {
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Windows874 => "Windows-874 (TIS-620)",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
        }
    }

    /// The ending that an original in this encoding is kept under.
    pub fn ending(self) -> &'static str {
        match self {
            Encoding::Windows874 => "windows-874",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
        }
    }
}

/// JSON text in Windows-874, where a Thai letter is one byte and not three; what that lacks is written as JSON escapes. Only
/// for text that is read by our own script: compressed it is a third smaller than UTF-8.
pub(crate) fn json_in_windows_874(json: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(json.len() / 2);
    for c in json.chars() {
        match c {
            '\0'..='\x7F' => bytes.push(c as u8),
            // Thai stands there in the order of Unicode.
            '\u{E01}'..='\u{E3A}' | '\u{E3F}'..='\u{E5B}' => bytes.push((c as u32 - 0xE00) as u8 + 0xA0),
            _ => one_in_windows_874(c, &mut bytes),
        }
    }
    bytes
}

fn one_in_windows_874(c: char, bytes: &mut Vec<u8>) {
    let mut utf8 = [0; 4];
    let (known, _, unknown) = WINDOWS_874.encode(c.encode_utf8(&mut utf8));
    if unknown {
        let mut utf16 = [0; 2];
        let escapes = c.encode_utf16(&mut utf16).iter().map(|unit| format!("\\u{unit:04x}"));
        escapes.for_each(|escape| bytes.extend_from_slice(escape.as_bytes()));
    } else {
        bytes.extend_from_slice(&known);
    }
}

/// What the bytes of a file are. UTF-16 is known by its mark or, without one, by the order in which the bytes of Thai and
/// ASCII characters come; Windows-874 by having Thai letters and nothing else above ASCII.
pub fn guess(bytes: &[u8]) -> Guess {
    let marked = [(&b"\xFF\xFE"[..], Encoding::Utf16Le), (b"\xFE\xFF", Encoding::Utf16Be)];
    if let Some((mark, encoding)) = marked.into_iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return utf16(&bytes[mark.len()..], encoding).map_or(Guess::Binary, |text| Guess::Text(encoding, text));
    }
    if let Some(encoding) = unmarked(bytes) {
        return utf16(bytes, encoding).map_or(Guess::Binary, |text| Guess::Text(encoding, text));
    }
    if bytes.iter().any(|&byte| is_binary(byte)) {
        return Guess::Binary;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Guess::Utf8;
    }
    match WINDOWS_874.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if is_mostly_thai(&text) => Guess::Text(Encoding::Windows874, text.into_owned()),
        _ => Guess::Unknown,
    }
}

/// UTF-16 without a mark: nearly every character of one byte of each pair is the zero of ASCII or the 0E of Thai.
fn unmarked(bytes: &[u8]) -> Option<Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let high = |at: usize| bytes.iter().skip(at).step_by(2).filter(|&&byte| matches!(byte, 0x00 | 0x0E)).count();
    let pairs = bytes.len() / 2;
    let (big, little) = (high(0), high(1));
    let most = |count: usize| count * 10 >= pairs * 9;
    match (most(big), most(little)) {
        (true, false) => Some(Encoding::Utf16Be),
        (false, true) => Some(Encoding::Utf16Le),
        _ => None,
    }
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Option<String> {
    let coder = if encoding == Encoding::Utf16Be { UTF_16BE } else { UTF_16LE };
    let text = coder.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.bytes().any(is_binary)).then(|| text.into_owned())
}

/// A control character that no text has.
fn is_binary(byte: u8) -> bool {
    matches!(byte, 0x00..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F)
}

/// What is above ASCII must be Thai but for the few signs that Windows-874 has besides, and must read as Thai: a file in
/// Latin-1 becomes stray Thai marks, which no letter carries.
fn is_mostly_thai(text: &str) -> bool {
    let sign = |c: char| matches!(c, '\u{A0}' | '€' | '…' | '‘' | '’' | '“' | '”' | '•' | '–' | '—');
    let high: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let thai = high.iter().filter(|c| is_thai(**c)).count();
    if thai == 0 || high.iter().any(|&c| !is_thai(c) && !sign(c)) {
        return false;
    }
    let mut before = ' ';
    let mut stray = 0;
    let mut runs = 0;
    for c in text.chars() {
        stray += usize::from(is_mark(c) && !is_thai(before));
        runs += usize::from(is_thai(c) && is_thai(before));
        before = c;
    }
    // Thai letters stand together; single ones between Latin letters are accents that were read wrongly.
    stray == 0 && runs * 2 >= thai
}

/// A mark that stands above or below a consonant.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}')
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Guess, guess, json_in_windows_874};

    const TEXT: &str = "---\r\ntitle: สวัสดีครับ น้ำ “ทำ” ๒๕๖๘\r\n---\r\n";

    #[test]
    fn json_is_one_byte_a_thai_letter_and_loses_nothing() {
        let json = "[\"น้ำ ๒๕๖๘ “a” – ☑é𝄞\"]";
        let bytes = json_in_windows_874(json);
        let (text, _, faulty) = super::WINDOWS_874.decode(&bytes);
        assert!(!faulty && text.starts_with("[\"น้ำ ๒๕๖๘ “a” – "), "{text}");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value, serde_json::from_str::<serde_json::Value>(json).unwrap());
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn every_encoding_gives_its_text_back() {
        let text = |encoding| Guess::Text(encoding, TEXT.to_owned());
        assert_eq!(guess(&encoding_rs::WINDOWS_874.encode(TEXT).0), text(Encoding::Windows874));
        for (big, encoding) in [(false, Encoding::Utf16Le), (true, Encoding::Utf16Be)] {
            assert_eq!(guess(&utf16(TEXT, big)), text(encoding));
            assert_eq!(guess(&utf16(&format!("\u{FEFF}{TEXT}"), big)), text(encoding), "with its mark");
        }
        for utf8 in [TEXT, "", "plain", "\u{FEFF}ก"] {
            assert_eq!(guess(utf8.as_bytes()), Guess::Utf8);
        }
    }

    #[test]
    fn nine_of_ten_letters_tell_that_they_have_two_bytes() {
        for (text, is_told) in [("abcdefghi—", true), ("abcdefgh——", false), ("ab", true), ("a", false)] {
            assert_eq!(
                guess(&utf16(text, false)) == Guess::Text(Encoding::Utf16Le, text.to_owned()),
                is_told,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_known_is_left_alone() {
        for bytes in [
            &b"caf\xe9 cr\xe8me br\xfbl\xe9e"[..],         // Latin-1
            b"na\xefve \xa9 2025",                         // Latin-1
            b"\xca\xc7\xd1\xca\xb4\xd5 \xfc\xfd",          // bytes that Windows-874 has nothing for
            b"\xef\xee\xed \xeb\xea\xe9 \xe0\xe2\xe4\xe6", // another code page
        ] {
            assert_eq!(guess(bytes), Guess::Unknown, "{}", bytes.escape_ascii());
        }
        for bytes in [
            &b"%PDF-1.7\n\x00\x01\xca\xc7"[..],
            b"PK\x03\x04\x14\0\0\0\x08\0",
            b"\xFF\xFE\x00",
            b"\xFF\xFE\x00\xD8",
            b"\xFF\xFE\x01\x0E\x01\x00", // a control character in UTF-16
        ] {
            assert_eq!(guess(bytes), Guess::Binary, "{}", bytes.escape_ascii());
        }
    }
}

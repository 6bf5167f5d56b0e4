//! Text in bytes of no known form: in the properties of a picture, a sound, an old document. What is packed in them is not seen.

use crate::base::candidate::may_hold;
use crate::base::thai::is_thai;
use crate::base::web_words::may_lead;
use crate::io::inspect::decode::{decode, thai};

/// Shorter runs of letters hold no number, and no address that anybody would hide.
const SHORTEST: usize = 13;

/// The runs of letters that could hold a number or an address of the Web, a line each: in one byte a letter or in UTF-8, and in
/// UTF-16.
pub(super) fn texts(bytes: &[u8]) -> String {
    let (mut found, mut leads) = (String::new(), false);
    let printed = |byte: &u8| *byte < b' ' && !byte.is_ascii_whitespace() || *byte == 0x7F;
    for run in bytes.split(printed).filter(|run| run.len() >= SHORTEST) {
        let leading = may_lead(run);
        leads |= leading;
        if leading || digits(run.iter().copied()) {
            found.push_str(&decode(run).0);
            found.push('\n');
            beside_others(run, &mut found);
        }
    }
    let (little, turned) = wide(bytes, u16::from_le_bytes, &mut found);
    leads |= little;
    // In the other order of bytes all but the last digit of a number look the same.
    if turned {
        leads |= wide(bytes, u16::from_be_bytes, &mut found).0;
    }
    if leads || may_hold(&found) { found } else { String::new() }
}

/// Letters of UTF-8 beside bytes that are none, as the length or the mark of what follows: the run as a whole is no UTF-8.
fn beside_others(run: &[u8], found: &mut String) {
    if std::str::from_utf8(run).is_err() && run.utf8_chunks().any(|chunk| chunk.valid().contains(is_thai)) {
        run.utf8_chunks().for_each(|chunk| {
            found.push_str(chunk.valid());
            found.extend(chunk.invalid().iter().map(|&byte| thai(byte)));
        });
        found.push('\n');
    }
}

/// The runs of letters in two bytes each. Tells whether any leads to an address, and whether any is nearly a number.
fn wide(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16, found: &mut String) -> (bool, bool) {
    let (mut leads, mut near) = (false, false);
    for shift in [0, 1] {
        let pairs = bytes.get(shift..).unwrap_or_default().as_chunks::<2>().0;
        let letter =
            |pair: &[u8; 2]| matches!(unit(*pair), 0x20..=0x7E | 9 | 10 | 13 | 0x0E01..=0x0E7F | 0x2010..=0x2015);
        for run in pairs.split(|pair| !letter(pair)).filter(|run| run.len() >= SHORTEST - 1) {
            let units = || run.iter().map(|pair| unit(*pair));
            let narrow: Vec<u8> = units().map(|unit| u8::try_from(unit).unwrap_or(b' ')).collect();
            let leading = may_lead(&narrow);
            let count = units().filter(|unit| is_digit(unit.to_le_bytes()[0])).count();
            (leads, near) = (leads | leading, near | (count >= SHORTEST - 1));
            if leading || count >= SHORTEST {
                found.extend(char::decode_utf16(units()).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
                found.push('\n');
            }
        }
    }
    (leads, near)
}

/// Whether bytes have as many digits as a number: those of ASCII, or the last bytes of Thai ones in any of their codes.
fn digits(bytes: impl Iterator<Item = u8>) -> bool {
    bytes.filter(|byte| is_digit(*byte)).nth(SHORTEST - 1).is_some()
}

fn is_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | 0x50..=0x59 | 0x90..=0x99 | 0xF0..=0xF9)
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn numbers_are_seen_in_one_byte_and_in_two() {
        let wide: Vec<u8> = "เลขบัตร 1100100000000".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let shifted: Vec<u8> = [7, 1].into_iter().chain([3]).chain(wide.iter().copied()).chain([0, 0]).collect();
        let narrow = b"\0\x01ID 1100100000000\0\x02".to_vec();
        let big: Vec<u8> = "1100100000000".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |after: &[u8]| [&b"Exif\0\0UNICODE\0"[..], &big, after].concat();
        for bytes in [wide, shifted, narrow, marked(b"\0"), marked(b"\xFF\xDB"), marked(b"")] {
            assert!(texts(&bytes).contains("1100100000000"), "{bytes:?}");
        }
        assert_eq!(texts(b"\0\x01\x02no number at all here\0"), "");
    }

    #[test]
    fn letters_of_utf_8_are_seen_beside_other_bytes() {
        let words = "เลขประจำตัวประชาชน ๑๑๐๐๑๐๐๐๐๐๐๐๐";
        for (before, after) in [(&b""[..], &b"\xFF\xDB"[..]), (b"\xA0\xFF", b"\xC3"), (b"", b"")] {
            assert!(texts(&[before, words.as_bytes(), after].concat()).contains(words), "{before:?}");
        }
        let old: Vec<u8> = words.chars().filter_map(|c| u8::try_from(u32::from(c).checked_sub(0xD60)?).ok()).collect();
        assert!(texts(&old).contains("๑๑๐๐๑๐๐๐๐๐๐๐๐"));
    }

    #[test]
    fn addresses_are_seen_in_one_byte_and_in_two() {
        let address = "https://survey.go.th/staff/a";
        let wide: Vec<u8> = format!("ตอบที่ {address}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        // What comes behind it has none.
        let behind = "nothing to see here";
        let wide: Vec<u8> =
            wide.into_iter().chain([0, 0]).chain(behind.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let narrow = [b"\0\x01", address.as_bytes(), b"\0", behind.as_bytes()].concat();
        for bytes in [narrow, wide] {
            assert!(texts(&bytes).contains(address), "{bytes:?}");
        }
        assert_eq!(texts(b"\0no address, \xE1.\xE2\xE3/ and/or\0"), "");
    }
}

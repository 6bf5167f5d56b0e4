//! Text in bytes of no known form: in the properties of a picture, a sound, an old document. What is packed in them is not seen.

use crate::base::candidate::may_hold;
use crate::base::web_words::may_lead;
use crate::io::inspect::decode::decode;

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
        }
    }
    for shift in [0, 1] {
        let pairs = bytes.get(shift..).unwrap_or_default().as_chunks::<2>().0;
        let letter =
            |pair: &[u8; 2]| matches!(pair, [0x20..=0x7E | 9 | 10 | 13, 0] | [1..=0x7F, 0x0E] | [0x10..=0x15, 0x20]);
        for run in pairs.split(|pair| !letter(pair)).filter(|run| run.len() >= SHORTEST) {
            let narrow: Vec<u8> = run.iter().map(|pair| if pair[1] == 0 { pair[0] } else { b' ' }).collect();
            let leading = may_lead(&narrow);
            leads |= leading;
            if leading || digits(run.iter().map(|pair| pair[0])) {
                let units = run.iter().map(|&pair| u16::from_le_bytes(pair));
                found.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
                found.push('\n');
            }
        }
    }
    if leads || may_hold(&found) { found } else { String::new() }
}

/// Whether bytes have as many digits as a number: those of ASCII, or the last bytes of Thai ones in any of their codes.
fn digits(bytes: impl Iterator<Item = u8>) -> bool {
    let digit = |byte: &u8| matches!(byte, b'0'..=b'9' | 0x50..=0x59 | 0x90..=0x99 | 0xF0..=0xF9);
    bytes.filter(digit).nth(SHORTEST - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn numbers_are_seen_in_one_byte_and_in_two() {
        let wide: Vec<u8> = "เลขบัตร 1100100000000".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let shifted: Vec<u8> = [7, 1].into_iter().chain([3]).chain(wide.iter().copied()).chain([0, 0]).collect();
        let narrow = b"\0\x01ID 1100100000000\0\x02".to_vec();
        let big: Vec<u8> = "1100100000000".encode_utf16().flat_map(u16::to_be_bytes).chain([0]).collect();
        for bytes in [wide, shifted, narrow, big] {
            assert!(texts(&bytes).contains("1100100000000"), "{bytes:?}");
        }
        assert_eq!(texts(b"\0\x01\x02no number at all here\0"), "");
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

//! Any bytes as text, in whatever encoding they are.

use std::borrow::Cow;

use crate::base::document::Encoding;

/// Any bytes as text: UTF-8 where they are that, UTF-16 and UTF-32 where they say so, else the Thai code page of Windows.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Encoding) {
    let wide = |pair: fn([u8; 2]) -> u16| {
        let units = bytes[2..].as_chunks::<2>().0.iter().map(|&two| pair(two));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    let wider = |four: fn([u8; 4]) -> u32| {
        let points = bytes[4..].as_chunks::<4>().0.iter().map(|&point| char::from_u32(four(point)));
        points.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    if bytes.starts_with(b"\xFF\xFE\0\0") {
        return (wider(u32::from_le_bytes), Encoding::Utf16);
    }
    if bytes.starts_with(b"\0\0\xFE\xFF") {
        return (wider(u32::from_be_bytes), Encoding::Utf16);
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return (wide(u16::from_le_bytes), Encoding::Utf16);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return (wide(u16::from_be_bytes), Encoding::Utf16);
    }
    match std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) {
        Ok(text) => (text.into(), Encoding::Utf8),
        Err(_) => (bytes.iter().map(|&byte| thai(byte)).collect(), Encoding::Thai),
    }
}

/// TIS-620: the Thai block of Unicode, moved.
pub(super) fn thai(byte: u8) -> char {
    match byte {
        0xA1..=0xDA | 0xDF..=0xFB => char::from_u32(0x0E00 + u32::from(byte) - 0xA0).unwrap_or(' '),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, decode};

    #[test]
    fn texts_of_every_encoding_are_read() {
        assert_eq!(decode("\u{FEFF}ก".as_bytes()), ("ก".into(), Encoding::Utf8));
        assert_eq!(decode(b"\xFF\xFE\x01\x0E1\0"), ("ก1".into(), Encoding::Utf16));
        assert_eq!(decode(b"\xFF\xFE\0\0\x01\x0E\0\x001\0\0\0"), ("ก1".into(), Encoding::Utf16));
        assert_eq!(decode(b"\0\0\xFE\xFF\0\0\x0E\x01"), ("ก".into(), Encoding::Utf16));
        assert_eq!(decode(b"\xA1\xD2 1"), ("กา 1".into(), Encoding::Thai));
    }
}

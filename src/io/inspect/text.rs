//! Plain text: tables with commas, notes, web pages. Read in whatever encoding they are, so that nothing hides in one.

use crate::base::document::{Encoding, Fault, FileKind, Inspected, Layer, Location, Planted};
use crate::base::personal::{Hit, find};
use crate::base::table::{Cell, Table};
use crate::base::thai::is_thai;

pub(super) fn inspect(bytes: &[u8], kind: FileKind, table: bool) -> Result<Inspected, Fault> {
    let (text, encoding) = decode(bytes);
    let numbers = if table && kind == FileKind::Text { rows(&text)? } else { lines(&text) };
    let layer = if text.contains(is_thai) { Layer::Thai } else { Layer::Foreign };
    Ok(Inspected { layer, encoding: Some(encoding), numbers, unread: Vec::new(), ..Inspected::default() })
}

/// Any bytes as text: UTF-8 where they are that, UTF-16 where they say so, else the Thai code page of Windows.
fn decode(bytes: &[u8]) -> (String, Encoding) {
    let wide = |pair: fn([u8; 2]) -> u16| {
        let units = bytes[2..].as_chunks::<2>().0.iter().map(|&two| pair(two));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    if bytes.starts_with(b"\xFF\xFE") {
        return (wide(u16::from_le_bytes), Encoding::Utf16);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return (wide(u16::from_be_bytes), Encoding::Utf16);
    }
    match std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) {
        Ok(text) => (text.to_owned(), Encoding::Utf8),
        Err(_) => (bytes.iter().map(|&byte| thai(byte)).collect(), Encoding::Thai),
    }
}

/// TIS-620: the Thai block of Unicode, moved.
fn thai(byte: u8) -> char {
    match byte {
        0xA1..=0xDA | 0xDF..=0xFB => char::from_u32(0x0E00 + u32::from(byte) - 0xA0).unwrap_or(' '),
        _ => char::from(byte),
    }
}

fn lines(text: &str) -> Vec<Planted> {
    let hits = find(text).into_iter();
    hits.map(|hit| {
        let line = text[..hit.at.start].matches('\n').count() + 1;
        Planted { number: hit.number, certainty: hit.certainty, place: Location::Line(line) }
    })
    .collect()
}

fn rows(text: &str) -> Result<Vec<Planted>, Fault> {
    let first = text.lines().next().unwrap_or_default();
    let common = [b',', b';', b'\t', b'|'];
    let parted = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    let delimiter = common.into_iter().rev().max_by_key(parted).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(delimiter);
    let mut table = Table::default();
    for (at, record) in reader.from_reader(text.as_bytes()).records().enumerate() {
        let record = record.map_err(|_| Fault::Broken)?;
        let line = record.position().map_or(at + 1, |position| usize::try_from(position.line()).unwrap_or(at + 1));
        let cells: Vec<Cell> = record.iter().map(str::to_owned).enumerate().collect();
        table.row(line, &cells);
    }
    let hits = table.hits().into_iter();
    Ok(hits
        .map(|((line, _), Hit { number, certainty, .. })| Planted { number, certainty, place: Location::Line(line) })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::{Encoding, decode};

    #[test]
    fn texts_of_every_encoding_are_read() {
        assert_eq!(decode("\u{FEFF}ก".as_bytes()), ("ก".to_owned(), Encoding::Utf8));
        assert_eq!(decode(b"\xFF\xFE\x01\x0E1\0"), ("ก1".to_owned(), Encoding::Utf16));
        assert_eq!(decode(b"\xA1\xD2 1"), ("กา 1".to_owned(), Encoding::Thai));
    }
}

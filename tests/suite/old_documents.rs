//! Documents of Word, Excel and PowerPoint before 2007, as small as they can be.

use std::io::{Cursor, Write};

/// A container of streams.
pub fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A document of before with one more stream.
pub fn with(document: Vec<u8>, name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::open(Cursor::new(document)).unwrap();
    file.create_stream(name).unwrap().write_all(bytes).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A document of Word 97 with a text of one piece.
pub fn word(text: &str) -> Vec<u8> {
    const START: u32 = 0x400;
    let text = format!("{text}\r");
    let letters = u32::try_from(text.encode_utf16().count()).unwrap();
    let mut main = vec![0; START as usize];
    main[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0]);
    main[0x0A..0x0C].copy_from_slice(&0x0200_u16.to_le_bytes());
    main[0x1A6..0x1AA].copy_from_slice(&21_u32.to_le_bytes());
    main.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let piece = [&[0, 0], &START.to_le_bytes()[..], &[0, 0]].concat();
    let pieces = [&[2], &16_u32.to_le_bytes()[..], &0_u32.to_le_bytes(), &letters.to_le_bytes(), &piece].concat();
    container(&[("/WordDocument", &main), ("/1Table", &pieces)])
}

/// Slides of PowerPoint 97 with a text each, and a master that says how to fill them in.
pub fn slides(texts: &[&str]) -> Vec<u8> {
    let record = |head: u16, kind: u16, body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap();
        [&head.to_le_bytes(), &kind.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
    };
    let letters = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let master = record(0xF, 0x03F8, &record(0, 0x0FA0, &letters("Click to edit the title of the master")));
    let slides = texts.iter().map(|text| record(0xF, 0x03EE, &record(0, 0x0FA0, &letters(text))));
    let all: Vec<u8> = [master].into_iter().chain(slides).flatten().collect();
    container(&[("/PowerPoint Document", &all), ("/Current User", b"me")])
}

/// A workbook of Excel 97 with rows of one sheet.
pub fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let record = |kind: u16, body: &[u8]| {
        [&kind.to_le_bytes()[..], &u16::try_from(body.len()).unwrap().to_le_bytes(), body].concat()
    };
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let sheet = |start: usize| {
        record(0x0085, &[&u32::try_from(start).unwrap().to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat())
    };
    let head = begin(5).len() + sheet(0).len() + end.len();
    let cell = |(row, column, text): (usize, usize, &str)| {
        let letters: Vec<u16> = text.encode_utf16().collect();
        let number = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
        let wide: Vec<u8> = letters.iter().flat_map(|letter| letter.to_le_bytes()).collect();
        record(0x0204, &[&number(row)[..], &number(column), &[0, 0], &number(letters.len()), &[1], &wide].concat())
    };
    let cells = rows
        .iter()
        .enumerate()
        .flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, text)| (row, column, *text)));
    let cells: Vec<u8> = cells.flat_map(cell).collect();
    let book = [begin(5), sheet(head), end.clone(), begin(0x10), cells, end].concat();
    container(&[("/Workbook", &book)])
}

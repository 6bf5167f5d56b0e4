//! Word, Excel and PowerPoint before 2007: as much of their text as tells whether they say anything. It is not searched, for
//! earlier versions of a text stay in such a file and are not found so.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::base::grid::Grid;
use crate::base::hollow::{self, FEW, LOOKED};
use crate::base::thai::count_alphanumeric;
use crate::io::inspect::picture::is_paper;

type Container<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Containers of slides hold one another no deeper.
const DEPTH: usize = 16;

/// Whether a document has nothing in it, as far as that is known; `sheets` are those of a workbook. What only begins as one has
/// nothing either.
pub(super) fn is_hollow(bytes: &[u8], sheets: Option<&[Grid]>) -> bool {
    let Ok(mut file) = CompoundFile::open(Cursor::new(bytes)) else { return true };
    let named = |name: &str| file.is_stream(name);
    let pictures = pictures(bytes);
    // A logo says nothing.
    let small = pictures == Some(false);
    let text = match () {
        () if named("/WordDocument") => word(&mut file, small),
        () if named("/PowerPoint Document") => slides(&mut file, small),
        () if named("/Workbook") || named("/Book") => sheets.filter(|_| pictures != Some(true)).map(rows),
        // What is none of them may be anything, if it is there at all.
        () => (!file.walk().any(|entry| entry.is_stream() && !entry.is_empty())).then(String::new),
    };
    text.is_some_and(|text| count_alphanumeric(&text) < FEW || hollow::is_hollow(&text))
}

/// What the rows of a workbook say; heads alone tell what the rows would.
fn rows(sheets: &[Grid]) -> String {
    let rows = sheets.iter().flat_map(|sheet| &sheet.rows);
    let rows = rows.map(|row| row.cells.iter().flat_map(|cell| [cell.text.as_str(), " "]).collect::<String>());
    let said: Vec<String> = rows.filter(|row| count_alphanumeric(row) > 0).take(LOOKED).collect();
    if said.len() > 1 { said.join("\n") } else { String::new() }
}

/// Whether one of the pictures in a file, of the kinds that photographs and screens are kept in, may be a photographed paper.
fn pictures(bytes: &[u8]) -> Option<bool> {
    let marks: [&[u8]; 2] = [b"\x89PNG\r\n", b"\xFF\xD8\xFF"];
    let starts = marks.into_iter().flat_map(|mark| memchr::memmem::find_iter(bytes, mark));
    starts.map(|at| is_paper(&bytes[at..])).reduce(|one, other| one || other)
}

fn stream(file: &mut Container<'_>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.open_stream(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn four(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?)).ok()
}

fn wide(bytes: &[u8]) -> String {
    let letters = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
    char::decode_utf16(letters).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The beginning of the text of Word 97 and later, by the table of its pieces ([MS-DOC] 2.4.1). `None` where a picture may say
/// it that is not `small`, where it asks for a password, and for what is older.
fn word(file: &mut Container<'_>, small: bool) -> Option<String> {
    let main = stream(file, "/WordDocument")?;
    let flags = two(&main, 0x0A)?;
    if two(&main, 2)? < 0xC1 || flags & 0x0100 != 0 {
        return None;
    }
    let table = stream(file, if flags & 0x0200 == 0 { "/0Table" } else { "/1Table" })?;
    let (start, length) = (four(&main, 0x1A2)?, four(&main, 0x1A6)?);
    let mut pieces = table.get(start..start.checked_add(length)?)?;
    // Before them stand formats.
    while pieces.first() == Some(&1) {
        pieces = pieces.get(3 + usize::from(two(pieces, 1)?)..)?;
    }
    let pieces = pieces.get(5..).filter(|_| pieces.first() == Some(&2))?;
    let count = pieces.len().checked_sub(4)? / 12;
    let mut text = String::new();
    for at in (0..count).take_while(|_| text.len() < 4 * LOOKED).collect::<Vec<_>>() {
        let letters = four(pieces, 4 * at + 4)?.checked_sub(four(pieces, 4 * at)?)?;
        let place = four(pieces, 4 * (count + 1) + 8 * at + 2)?;
        // A letter is a byte, or two.
        let narrow = place & 0x4000_0000 != 0;
        let (from, size) = if narrow { ((place & 0x3FFF_FFFF) / 2, letters) } else { (place, letters.checked_mul(2)?) };
        let bytes = main.get(from..from.checked_add(size)?)?;
        let bytes = &bytes[..size.min(2 * LOOKED)];
        text.push_str(&if narrow { bytes.iter().copied().map(char::from).collect() } else { wide(bytes) });
    }
    // A picture in a line, and one that floats.
    (small || !text.contains(['\u{1}', '\u{8}'])).then(|| text.replace('\r', "\n"))
}

/// The text of slides ([MS-PPT] 2.3). `None` where an object or a picture may say it that is not `small`.
fn slides(file: &mut Container<'_>, small: bool) -> Option<String> {
    if !small && stream(file, "/Pictures").is_some_and(|pictures| !pictures.is_empty()) {
        return None;
    }
    let mut text = String::new();
    records(&stream(file, "/PowerPoint Document")?, &mut text, 0)?;
    Some(text)
}

/// Adds the texts of records, but for those of masters, of notes and of the program; `None` at an object of another program.
fn records(mut bytes: &[u8], text: &mut String, depth: usize) -> Option<()> {
    while let (Some(head), Some(kind), Some(length)) = (two(bytes, 0), two(bytes, 2), four(bytes, 4)) {
        let rest = &bytes[8..];
        let (body, behind) = rest.split_at(length.min(rest.len()));
        match kind {
            MASTER | NOTES | HANDOUT | ENVIRONMENT => {}
            OBJECT => return None,
            WIDE => text.push_str(&(wide(body) + "\n")),
            NARROW => text.extend(body.iter().copied().map(char::from).chain(['\n'])),
            _ if head & 0xF == 0xF && depth < DEPTH => records(body, text, depth + 1)?,
            _ => {}
        }
        bytes = behind;
    }
    Some(())
}

const NOTES: u16 = 0x03F0;
const ENVIRONMENT: u16 = 0x03F2;
const MASTER: u16 = 0x03F8;
const WIDE: u16 = 0x0FA0;
const NARROW: u16 = 0x0FA8;
const HANDOUT: u16 = 0x0FC9;
const OBJECT: u16 = 0x1011;

#[cfg(test)]
mod tests {
    use super::{ENVIRONMENT, HANDOUT, MASTER, NARROW, NOTES, OBJECT, WIDE, records};

    fn record(head: u16, kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).unwrap();
        [&head.to_le_bytes()[..], &kind.to_le_bytes(), &length.to_le_bytes(), body].concat()
    }

    #[test]
    fn slides_speak_and_what_is_behind_them_does_not() {
        let wide: Vec<u8> = "กข".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let inside = [record(0, NARROW, b"ab"), record(0, WIDE, &wide)].concat();
        let said = |kind: u16| {
            let mut text = String::new();
            records(&[record(0xF, kind, &inside), record(0, NARROW, b"end")].concat(), &mut text, 0).map(|()| text)
        };
        assert_eq!(said(0x03EE).as_deref(), Some("ab\nกข\nend\n"));
        for kind in [MASTER, NOTES, HANDOUT, ENVIRONMENT] {
            assert_eq!(said(kind).as_deref(), Some("end\n"), "{kind:X}");
        }
        assert_eq!(said(OBJECT), None);
    }
}

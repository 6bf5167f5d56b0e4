//! What the codes of a font mean and how wide its letters are. A font that says what its letters are in Unicode is believed
//! before its older encoding: makers of Thai fonts often call the latter Latin.

use std::borrow::Cow;

use lopdf::{Dictionary, Document, Object};

use crate::io::inspect::pdf::letters::{ByCode, Letters, readable};
use crate::io::inspect::pdf::objects::Objects;

/// A table of letters has at most so many bytes.
const MAX_LETTERS: usize = 1 << 20;

/// The width of a letter that does not tell it, in thousandths of its height.
const WIDTH: f32 = 500.0;

pub(super) struct Font {
    codes: Codes,
    widths: ByCode<f32>,
    width: f32,
}

enum Codes {
    Letters(Letters),
    /// The letter of each byte.
    Bytes(Vec<Option<String>>),
    /// UTF-16.
    Unicode,
    Unknown {
        wide: bool,
    },
}

impl Font {
    pub(super) fn read(font: &Dictionary, objects: &Objects<'_>, cut: usize) -> Font {
        let of = |dictionary: &Dictionary, key: &[u8]| objects.resolved(dictionary.get(key).ok(), cut);
        let kind = of(font, b"Subtype");
        let wide = kind.as_ref().and_then(|kind| kind.as_name().ok()) == Some(b"Type0");
        let mut widths = ByCode::default();
        let mut width = WIDTH;
        if wide {
            let inner = match of(font, b"DescendantFonts") {
                Some(Object::Array(fonts)) => objects.resolved(fonts.first(), cut),
                other => other,
            };
            if let Some(Object::Dictionary(inner)) = inner {
                width = of(&inner, b"DW").and_then(|width| width.as_float().ok()).unwrap_or(1000.0);
                if let Some(Object::Array(list)) = of(&inner, b"W") {
                    wide_widths(&list, objects, cut, &mut widths);
                }
            }
        } else if let Some(Object::Array(list)) = of(font, b"Widths") {
            let first = of(font, b"FirstChar").and_then(|first| first.as_i64().ok()).unwrap_or(0);
            let first = u32::try_from(first).unwrap_or(0);
            widths.extend((first..).zip(list.iter().take(256).filter_map(|width| width.as_float().ok())));
        }
        // The letters of such a font are drawings, in units of their own.
        if kind.as_ref().and_then(|kind| kind.as_name().ok()) == Some(b"Type3") {
            widths.clear();
        }
        Font { codes: codes(font, wide, objects, cut), widths, width }
    }

    /// Bytes of a code.
    pub(super) fn length(&self) -> usize {
        match &self.codes {
            Codes::Letters(letters) => letters.length(),
            Codes::Bytes(_) | Codes::Unknown { wide: false } => 1,
            Codes::Unicode | Codes::Unknown { wide: true } => 2,
        }
    }

    /// The letters of one code, `None` if nobody knows.
    pub(super) fn letters(&self, code: &[u8]) -> Option<Cow<'_, str>> {
        match &self.codes {
            Codes::Letters(letters) => letters.letter(code).map(Cow::Borrowed),
            Codes::Bytes(bytes) => bytes[usize::from(*code.first()?)].as_deref().map(Cow::Borrowed),
            Codes::Unicode => {
                readable(String::from_utf16_lossy(&[u16::from_be_bytes(code.try_into().ok()?)])).map(Cow::Owned)
            }
            Codes::Unknown { .. } => None,
        }
    }

    /// In parts of its height.
    pub(super) fn width(&self, code: &[u8]) -> f32 {
        let code = code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
        self.widths.get(&code).copied().unwrap_or(self.width) / 1000.0
    }

    /// How much memory it takes, in letters.
    pub(super) fn size(&self) -> usize {
        let letters = if let Codes::Letters(letters) = &self.codes { letters.len() } else { 256 };
        letters + self.widths.len()
    }
}

/// `[ 3 [ 500 600 ] 10 20 500 ]`: code 3 and the next, and all from 10 to 20.
fn wide_widths(list: &[Object], objects: &Objects<'_>, cut: usize, widths: &mut ByCode<f32>) {
    let code =
        |value: &Object| value.as_i64().ok().and_then(|code| u32::try_from(code).ok()).filter(|code| *code < 1 << 16);
    let mut rest = list;
    // As many as there are codes, twice: one range may be said a thousand times.
    let mut left = 1_usize << 17;
    while let [from, next, after @ ..] = rest {
        let Some(from) = code(from) else { return };
        match (objects.resolved(Some(next), cut), code(next), after) {
            (Some(Object::Array(own)), ..) => {
                widths.extend((from..1 << 16).zip(own.iter().filter_map(|width| width.as_float().ok())));
                rest = after;
            }
            (_, Some(to), [width, after @ ..]) => {
                let width = width.as_float().unwrap_or(WIDTH);
                left = left.saturating_sub(usize::try_from(to.saturating_sub(from)).unwrap_or(left));
                widths.extend((from..=to).map(|code| (code, width)));
                rest = after;
            }
            _ => return,
        }
        if left == 0 || !objects.spend(64) {
            return;
        }
    }
}

fn codes(font: &Dictionary, wide: bool, objects: &Objects<'_>, cut: usize) -> Codes {
    if let Ok(Object::Reference((id, _))) = font.get(b"ToUnicode")
        && let Some(entry) = objects.latest(*id, cut)
    {
        let body = objects.body(entry);
        if let (Object::Dictionary(own), Some(data)) = (&body.value, body.stream) {
            let table = objects.unpack(own, data, MAX_LETTERS).ok();
            return match table.and_then(|table| Letters::parse(&table, wide)) {
                Some(letters) => Codes::Letters(letters),
                None => Codes::Unknown { wide },
            };
        }
    }
    let encoding = objects.resolved(font.get(b"Encoding").ok(), cut);
    if wide {
        let name = encoding.as_ref().and_then(|name| name.as_name().ok()).unwrap_or_default();
        let unicode = [&b"UCS2"[..], b"UTF16"].iter().any(|part| memchr::memmem::find(name, part).is_some());
        return if unicode { Codes::Unicode } else { Codes::Unknown { wide } };
    }
    let (base, differences) = match &encoding {
        Some(Object::Dictionary(own)) => {
            (own.get(b"BaseEncoding").ok().cloned(), objects.resolved(own.get(b"Differences").ok(), cut))
        }
        other => (other.clone(), None),
    };
    let mut bytes = base_encoding(base);
    if let Some(Object::Array(differences)) = differences {
        let mut at = 0;
        for part in differences.iter().take(1000) {
            match part {
                Object::Integer(code) => at = usize::try_from(*code).unwrap_or(0),
                Object::Name(name) => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = glyph(name);
                    }
                    at += 1;
                }
                _ => {}
            }
        }
    }
    Codes::Bytes(bytes.into_iter().map(|letters| readable(letters?)).collect())
}

/// A font with this encoding and nothing else.
fn letters_of(encoding: Option<Object>, bytes: impl Iterator<Item = u8>) -> Vec<Option<String>> {
    let mut font = Dictionary::new();
    font.set("Type", "Font");
    if let Some(encoding) = encoding {
        font.set("Encoding", encoding);
    }
    let document = Document::new();
    let encoding = font.get_font_encoding(&document).ok();
    let letter = |byte: u8| Document::decode_text(encoding.as_ref()?, &[byte]).ok().filter(|text| !text.is_empty());
    bytes.map(letter).collect()
}

fn base_encoding(name: Option<Object>) -> Vec<Option<String>> {
    let mut bytes = letters_of(name.filter(|name| name.as_name().is_ok()), 0..=255);
    // Spaces that the tables leave out.
    for space in [0x09, 0x0A, 0x0D, 0x20, 0xA0, 0xAD] {
        bytes[space].get_or_insert_with(|| " ".to_owned());
    }
    bytes
}

/// The letter that a glyph's name stands for: `three`, `uni0E01`, `three.lf`.
fn glyph(name: &[u8]) -> Option<String> {
    let name = name.split(|byte| *byte == b'.').next().filter(|stem| !stem.is_empty())?;
    let text = std::str::from_utf8(name).ok()?;
    let code = text.strip_prefix("uni").or_else(|| text.strip_prefix('u')).filter(|code| code.len() >= 4);
    if let Some(letter) = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
        return Some(letter.to_string());
    }
    let differences = Object::Array(vec![Object::Integer(0), Object::Name(name.to_vec())]);
    let encoding = Dictionary::from_iter([("Differences", differences)]);
    letters_of(Some(Object::Dictionary(encoding)), std::iter::once(0)).pop().flatten()
}

#[cfg(test)]
mod tests {
    use super::glyph;

    #[test]
    fn glyphs_are_known_by_their_names_and_by_their_numbers() {
        let known = ["three", "three.lf", "uni0E01", "u0E01", "u1D11E", "uni0E01.small"];
        let letters = known.map(|name| glyph(name.as_bytes()).unwrap_or_default());
        assert_eq!(letters, ["3", "3", "ก", "ก", "\u{1D11E}", "ก"]);
        for name in ["", ".notdef", "uE1", "uni0G01", "no such letter"] {
            assert_eq!(glyph(name.as_bytes()), None, "{name}");
        }
    }
}

//! The streams of a PDF that no page draws: appearances of fields and stamps, forms to fill in (XFA), metadata, patterns,
//! attached files, what earlier versions had. Those that say nothing by their kind are passed over; what is neither known
//! nor text is told as not read.

use lopdf::{Dictionary, Object};

use crate::base::document::{Active, FileKind, Location, Part, Planted, Unread};
use crate::io::inspect::found::{cut, tell};
use crate::io::inspect::limits::MAX_NUMBERS;
use crate::io::inspect::members::may_be_published;
use crate::io::inspect::pdf::Reader;
use crate::io::inspect::pdf::draw::Drawing;
use crate::io::inspect::pdf::layout::Matrix;
use crate::io::inspect::pdf::objects::{MAX_STREAM, Refusal};
use crate::io::inspect::pdf::pages::A4;
use crate::io::inspect::pdf::pictures::{LARGE, pixels};
use crate::io::inspect::pdf::resources::Resources;
use crate::io::inspect::pdf::token::{Token, Tokens};

/// A stream is known as a drawing or a text by its first so many bytes.
const HEAD: usize = 64 << 10;

/// The name of a space of names is no longer.
const NEAR: usize = 64;

/// Streams within others are read until they are so many times as large as the file.
const INNER: usize = 4;

/// The operators of drawings that are more than a letter and a sign long, or stand in nearly every drawing.
const OPERATORS: &[&[u8]] = &[
    b"q", b"Q", b"cm", b"w", b"J", b"j", b"M", b"d", b"ri", b"i", b"gs", b"m", b"l", b"c", b"v", b"y", b"h", b"re",
    b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n", b"W", b"W*", b"BT", b"ET", b"Tc", b"Tw", b"Tz",
    b"TL", b"Tf", b"Tr", b"Ts", b"Td", b"TD", b"Tm", b"T*", b"Tj", b"TJ", b"'", b"\"", b"d0", b"d1", b"CS", b"cs",
    b"SC", b"SCN", b"sc", b"scn", b"G", b"g", b"RG", b"rg", b"K", b"k", b"sh", b"BI", b"ID", b"EI", b"Do", b"MP",
    b"DP", b"BMC", b"BDC", b"EMC", b"BX", b"EX", b"true", b"false", b"null",
];

/// How the bytes of fonts, colour profiles and pictures begin.
const KNOWN: &[&[u8]] = &[
    b"\0\x01\0\0",
    b"true",
    b"OTTO",
    b"ttcf",
    b"%!PS",
    b"\x80\x01",
    b"\x01\0\x04",
    b"\xFF\xD8\xFF",
    b"\x89PNG",
    b"GIF8",
    b"\0\0\0\x0CjP",
    b"\xFF\x4F\xFF\x51",
];

/// Keys that only streams have which hold numbers for a drawing.
const NUMBERS: &[&[u8]] = &[b"FunctionType", b"ShadingType", b"HalftoneType", b"Length1", b"Length2", b"Alternate"];

impl Reader<'_> {
    /// Reads every stream that was not drawn. Those within the bytes of others, as in an attached PDF, are read as well, until
    /// they are a few times as large together as the file: a thousand may be said to lie within each other.
    pub(super) fn beside(&mut self) {
        let mut inner = self.bytes.len().saturating_mul(INNER);
        for entry in std::mem::take(&mut self.notes.streams) {
            let body = self.objects.body(entry);
            let (Object::Dictionary(own), Some(data)) = (&body.value, body.stream) else { continue };
            if self.objects.is_inner(entry) {
                inner = inner.saturating_sub(data.len());
            }
            if inner > 0 {
                self.stream(entry, own, data);
            } else {
                self.objects.is_cut.set(true);
            }
        }
    }

    fn stream(&mut self, entry: usize, own: &Dictionary, data: &[u8]) {
        let id = self.objects.id(entry);
        let kind = own.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        if own.has_type(b"XRef") || own.has_type(b"ObjStm") {
            return;
        }
        if own.has_type(b"EmbeddedFile") || self.notes.files.contains_key(&id) {
            self.attached(entry, own, data);
            return;
        }
        // Small pictures for a list of pages have no kind.
        let is_picture = kind == b"Image" || (kind.is_empty() && own.has(b"Width") && own.has(b"Height"));
        if is_picture && !own.has(b"PatternType") {
            self.words.say_printable(data);
            let is_large = pixels(own, &self.objects, usize::MAX) >= LARGE;
            if is_large && !self.drawn[entry] && !self.notes.masks.contains(&id) {
                tell(&mut self.unread, Unread::Picture(Some(format!("object {id}"))));
            }
            return;
        }
        if self.drawn[entry] {
            return;
        }
        match self.objects.unpack(own, data, MAX_STREAM) {
            Ok(bytes) if is_drawing(own, &bytes) => self.draw_alone(own, &bytes),
            Ok(bytes) if is_code_map(&bytes) && !own.has_type(b"Metadata") => {}
            Ok(bytes) if is_text(&bytes) => {
                let style = memchr::memmem::find(&bytes, b"<?xml-stylesheet").is_some();
                self.notes.is_active |= style || has_element(&bytes, b"script") || has_element(&bytes, b"submit");
                self.words.say_long(&bytes);
            }
            Ok(bytes) => {
                self.words.say_printable(&bytes);
                let known = KNOWN.iter().any(|head| bytes.starts_with(head))
                    || NUMBERS.iter().any(|key| own.has(key))
                    || matches!(kind, b"Type1C" | b"CIDFontType0C" | b"OpenType")
                    || bytes.get(36..40) == Some(b"acsp");
                if !known {
                    tell(&mut self.unread, Unread::Part(format!("object {id}")));
                }
            }
            Err(Refusal::TooLarge) => self.objects.is_cut.set(true),
            Err(Refusal::Broken) => {
                self.words.say_printable(data);
                tell(&mut self.unread, Unread::Part(format!("object {id}")));
            }
        }
    }

    /// Draws what stands on no page; where a name has several fonts, once with each.
    fn draw_alone(&mut self, own: &Dictionary, bytes: &[u8]) {
        let resources = Resources::of(own.get(b"Resources").ok(), &self.objects, usize::MAX);
        (self.fonts.choice, self.fonts.choices) = (0, 1);
        while self.fonts.choice < self.fonts.choices && self.objects.spend(bytes.len()) {
            let draw = |drawing: &mut Drawing<'_, '_>| drawing.draw(bytes, &resources, Matrix::default(), 0);
            let mut page = self.drawing(usize::MAX, draw);
            if self.fonts.choice > 0 {
                page.unknown = 0; // another font may not have these letters
            }
            self.say(&mut page, Location::Part(Part::Form));
            self.see_pictures(&page, A4);
            self.fonts.choice += 1;
        }
        (self.fonts.choice, self.fonts.choices) = (0, 0);
    }

    /// A file within: inspected and held to the list of what may be published, like a member of an archive. It may be a
    /// drawing as well.
    fn attached(&mut self, entry: usize, own: &Dictionary, data: &[u8]) {
        let id = self.objects.id(entry);
        let known = self.notes.files.get(&id).filter(|name| !name.is_empty()).cloned();
        let name = known.clone().unwrap_or_else(|| format!("object {id}"));
        let Ok(bytes) = self.objects.unpack(own, data, MAX_STREAM) else {
            tell(&mut self.unread, Unread::Part(name));
            return;
        };
        self.words.say_printable(&bytes);
        if !self.drawn[entry] && is_drawing(own, &bytes) {
            self.draw_alone(own, &bytes);
        }
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let found = crate::io::inspect::within(bytes, &ending, self.depth + 1, false);
        if found.fault.is_some() || !found.unread.is_empty() {
            tell(&mut self.unread, Unread::Part(name.clone()));
        }
        let runs = matches!(found.kind, FileKind::Program | FileKind::WebPage);
        let refused = match known {
            Some(known) => (!may_be_published(&known, Some(found.kind))).then_some(known),
            None => runs.then(|| name.clone()),
        };
        let refused = refused.map(Active::Part);
        self.active = self.active.take().or(found.active).or(refused);
        self.attached.extend(
            found
                .numbers
                .into_iter()
                .map(|planted| Planted { place: Location::Within(name.clone(), Box::new(planted.place)), ..planted }),
        );
        let within = found.addresses.into_iter();
        self.within.extend(within.map(|(word, place)| (word, Location::Within(name.clone(), Box::new(place)))));
        self.more += found.more_numbers;
        if self.attached.len() > 2 * MAX_NUMBERS {
            self.more += cut(&mut self.attached);
        }
    }
}

/// Whether a stream is drawn, by what it says of itself or by its words.
fn is_drawing(own: &Dictionary, bytes: &[u8]) -> bool {
    let kind = own.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    kind == b"Form" || own.has(b"PatternType") || looks_drawn(bytes)
}

/// Whether a text is what tells a font's letters, which is all codes.
fn is_code_map(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let has = |mark: &[u8]| memchr::memmem::find(head, mark).is_some();
    has(b"begincmap") && !has(b"<?xml")
}

/// Whether a form in XML has an element of this name, in whatever space of names.
fn has_element(bytes: &[u8], name: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, name).any(|at| {
        let before = &bytes[at.saturating_sub(NEAR)..at];
        let space =
            before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte)).count();
        let own = before[before.len() - space..].is_empty() || before.ends_with(b":");
        let ends = bytes.get(at + name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        own && ends && before[..before.len() - space].ends_with(b"<")
    })
}

/// Whether nearly all words are operators.
fn looks_drawn(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    if !is_text(head) && !head.windows(3).any(|window| matches!(window, [b' ' | b'\n' | b'\r', b'T', b'j' | b'J'])) {
        return false;
    }
    let (mut words, mut known) = (0, 0);
    for token in Tokens::new(head) {
        if let Token::Word(word) = token {
            words += 1;
            known += usize::from(OPERATORS.contains(&word));
        }
    }
    known > 0 && known * 10 >= words * 7
}

/// Whether bytes are a text: nearly all of their beginning can be printed, in any encoding.
fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    if head.starts_with(b"\xFE\xFF") || head.starts_with(b"\xFF\xFE") {
        return true;
    }
    let odd = |byte: &&u8| matches!(byte, 0..=8 | 11 | 14..=31 | 127);
    let strange = head.iter().filter(odd).count();
    // Whatever is well-formed UTF-8, but for a letter that is cut at the end, is text.
    let utf8 = std::str::from_utf8(head).map_or_else(|error| error.valid_up_to() + 4 > head.len(), |_| true);
    strange * 50 <= head.len() && (utf8 || head.iter().filter(|byte| byte.is_ascii()).count() * 4 >= head.len() * 3)
}

#[cfg(test)]
mod tests {
    use super::{is_text, looks_drawn};

    #[test]
    fn what_draws_is_told_from_prose_by_its_words() {
        assert!(looks_drawn(b"q Q BT ET q Q q xx yy zz"), "seven of ten are operators");
        assert!(!looks_drawn(b"q Q BT ET q Q ww xx yy zz"), "six of ten");
        assert!(looks_drawn(b"BT (of many words that are a text) Tj ET"));
        assert!(!looks_drawn(b"12 0 0 12") && !looks_drawn(b""));
    }

    #[test]
    fn a_text_has_one_odd_byte_in_fifty_at_most() {
        let text = |length: usize| [&[7][..], &b"a".repeat(length - 1)].concat();
        assert!(is_text(&text(50)) && !is_text(&text(49)));
        assert!(is_text("ก".repeat(1400).as_bytes()), "a letter that is cut at the end is one");
        assert!(is_text(b"\xFE\xFF\0a") && is_text(b"\xA1\xA2abcdef") && !is_text(b"\xA1\xA2\xA3abcde"));
    }
}

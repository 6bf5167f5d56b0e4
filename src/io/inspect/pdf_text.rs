//! The text of PDF pages, line by line as it is drawn. Where letters stand is only followed so far that the digits of one
//! number stay together and the columns of a table apart.

use std::collections::HashMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use crate::base::document::Fault;
use crate::io::inspect::letters::Letters;

/// The drawing of one page has at most so many bytes when it is unpacked, a table of letters so many.
const MAX_CONTENT: usize = 16 << 20;
const MAX_LETTERS: usize = 4 << 20;

/// Forms within forms are followed so deep, and so many on one page.
const MAX_DEPTH: usize = 4;
const MAX_FORMS: usize = 500;

/// A step up or down by less is the same line: Thai marks are moved a little.
const SAME_LINE: f32 = 3.0;

/// A gap of so many thousandths of a letter's height parts words.
const WORD_GAP: f32 = -200.0;

/// The pages of a document, with the fonts that were read already.
pub(super) struct Pages<'a> {
    document: &'a Document,
    /// By the address of the font's dictionary, which stays where it is.
    fonts: HashMap<*const Dictionary, Option<Font<'a>>>,
    whole: bool,
}

impl<'a> Pages<'a> {
    pub(super) fn new(document: &'a Document) -> Pages<'a> {
        Pages { document, fonts: HashMap::new(), whole: true }
    }

    /// Whether all letters could be read so far.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    pub(super) fn text(&mut self, page: ObjectId) -> Result<String, Fault> {
        let fonts = self.document.get_page_fonts(page).unwrap_or_default().into_iter().collect();
        let content = self.document.get_page_content_with_limit(page, MAX_CONTENT).map_err(|_| Fault::Bomb)?;
        let mut forms = HashMap::new();
        if let Ok((own, shared)) = self.document.get_page_resources(page) {
            let shared = shared.iter().filter_map(|id| self.document.get_dictionary(*id).ok());
            for resources in own.into_iter().chain(shared) {
                self.add_forms(resources, &mut forms);
            }
        }
        let mut line = Line::default();
        let mut left = MAX_FORMS;
        self.draw(&content, &Resources { fonts, forms }, &mut line, 0, &mut left);
        Ok(line.text)
    }

    fn draw(&mut self, bytes: &[u8], resources: &Resources<'a>, line: &mut Line, depth: usize, left: &mut usize) {
        let Ok(content) = Content::decode(bytes) else {
            self.whole = false;
            return;
        };
        let mut font: Option<*const Dictionary> = None;
        for operation in &content.operations {
            let operands = &operation.operands;
            let number = |at: usize| operands.get(at).and_then(|number| number.as_float().ok()).unwrap_or(0.0);
            match operation.operator.as_str() {
                "Tf" => font = operands.first().and_then(|name| self.font(resources, name)),
                "Tj" | "'" | "\"" | "TJ" => {
                    if matches!(operation.operator.as_str(), "'" | "\"") {
                        line.end();
                    }
                    let own = font.and_then(|font| self.fonts.get(&font)).and_then(Option::as_ref);
                    self.whole &= operands.iter().all(|shown| line.show(shown, own));
                }
                "Td" | "TD" => line.step(number(0), number(1)),
                "Tm" => line.move_to(number(4), number(5)),
                "T*" => line.end(),
                "BT" => line.begin(),
                "Do" if depth < MAX_DEPTH && *left > 0 => {
                    *left -= 1;
                    let form = operands
                        .first()
                        .and_then(|name| name.as_name().ok())
                        .and_then(|name| resources.forms.get(name));
                    if let Some(form) = form.copied() {
                        self.form(form, resources, line, depth, left);
                    }
                }
                _ => {}
            }
        }
    }

    /// A form: content of its own with fonts of its own, or those of whoever draws it.
    fn form(&mut self, id: ObjectId, outer: &Resources<'a>, line: &mut Line, depth: usize, left: &mut usize) {
        let Ok(stream) = self.document.get_object(id).and_then(Object::as_stream) else { return };
        let Ok(content) = stream.get_plain_content_with_limit(MAX_CONTENT) else {
            self.whole = false;
            return;
        };
        line.end();
        match self.document.get_dict_in_dict(&stream.dict, b"Resources") {
            Ok(own) => {
                let mut resources = Resources { fonts: self.fonts_of(own), forms: HashMap::new() };
                self.add_forms(own, &mut resources.forms);
                self.draw(&content, &resources, line, depth + 1, left);
            }
            Err(_) => self.draw(&content, outer, line, depth + 1, left),
        }
        line.end();
    }

    fn fonts_of(&self, resources: &'a Dictionary) -> HashMap<Vec<u8>, &'a Dictionary> {
        let Ok(fonts) = self.document.get_dict_in_dict(resources, b"Font") else { return HashMap::new() };
        let font = |(name, font): (&Vec<u8>, &'a Object)| {
            let font = self.document.dereference(font).ok()?.1.as_dict().ok()?;
            Some((name.clone(), font))
        };
        fonts.iter().filter_map(font).collect()
    }

    fn add_forms(&self, resources: &Dictionary, forms: &mut HashMap<Vec<u8>, ObjectId>) {
        let Ok(objects) = self.document.get_dict_in_dict(resources, b"XObject") else { return };
        for (name, object) in objects.iter() {
            let Ok(id) = object.as_reference() else { continue };
            let stream = self.document.get_object(id).and_then(Object::as_stream);
            if stream.is_ok_and(|stream| {
                stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form")
            }) {
                forms.insert(name.clone(), id);
            }
        }
    }

    fn font(&mut self, resources: &Resources<'a>, name: &Object) -> Option<*const Dictionary> {
        let font = *resources.fonts.get(name.as_name().ok()?)?;
        let key: *const Dictionary = font;
        if !self.fonts.contains_key(&key) {
            self.fonts.insert(key, self.read_font(font));
        }
        Some(key)
    }

    /// A font that says what its letters are in Unicode is believed before its older encoding: makers of Thai fonts often
    /// call the latter Latin.
    fn read_font(&self, font: &'a Dictionary) -> Option<Font<'a>> {
        match font.get_deref(b"ToUnicode", self.document).and_then(Object::as_stream) {
            Ok(table) => {
                let table = table.get_plain_content_with_limit(MAX_LETTERS).ok()?;
                let wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
                Letters::parse(&table, wide).map(Font::Letters)
            }
            Err(_) => font.get_font_encoding_with_limit(self.document, MAX_LETTERS).ok().map(Font::Encoding),
        }
    }
}

/// How the codes of a font are read.
enum Font<'a> {
    Letters(Letters),
    Encoding(Encoding<'a>),
}

impl Font<'_> {
    fn text(&self, bytes: &[u8]) -> Option<String> {
        match self {
            Font::Letters(letters) => Some(letters.text(bytes)),
            Font::Encoding(encoding) => Document::decode_text(encoding, bytes).ok(),
        }
    }
}

/// What the names in a content mean.
struct Resources<'a> {
    fonts: HashMap<Vec<u8>, &'a Dictionary>,
    forms: HashMap<Vec<u8>, ObjectId>,
}

/// The text so far, and where the next letter is drawn.
#[derive(Default)]
struct Line {
    text: String,
    x: f32,
    y: f32,
    /// Letters of the last piece that was drawn at one place.
    last: usize,
    moved: bool,
}

impl Line {
    fn begin(&mut self) {
        (self.x, self.moved) = (0.0, true);
    }

    fn step(&mut self, x: f32, y: f32) {
        self.move_to(self.x + x, self.y + y);
    }

    fn move_to(&mut self, x: f32, y: f32) {
        if (y - self.y).abs() > SAME_LINE {
            self.end();
        } else {
            self.moved = true;
        }
        (self.x, self.y) = (x, y);
    }

    fn end(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        (self.last, self.moved) = (0, false);
    }

    /// Draws a string, or strings and gaps. False if it cannot be read.
    fn show(&mut self, shown: &Object, font: Option<&Font<'_>>) -> bool {
        match shown {
            Object::String(bytes, _) => match font.and_then(|font| font.text(bytes)) {
                Some(text) => {
                    self.add(&text);
                    !text.contains('\u{FFFD}')
                }
                None => bytes.is_empty(),
            },
            Object::Array(parts) => parts.iter().all(|part| {
                if part.as_float().is_ok_and(|gap| gap < WORD_GAP) {
                    self.text.push(' ');
                }
                !matches!(part, Object::String(..)) || self.show(part, font)
            }),
            _ => true,
        }
    }

    /// Letters drawn one by one are one word; longer pieces side by side are cells of a table.
    fn add(&mut self, text: &str) {
        let letters = text.chars().count();
        let one_by_one = self.last <= 1 && letters <= 1;
        let begins = self.text.is_empty() || self.text.ends_with(['\n', '\t']);
        if self.moved && !one_by_one && !begins {
            self.text.push('\t');
        }
        self.last = if self.moved { letters } else { self.last + letters };
        self.moved = false;
        self.text.push_str(text);
    }
}

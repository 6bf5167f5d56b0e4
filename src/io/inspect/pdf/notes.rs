//! What the objects of a PDF tell of each other: seen once, in passing, when they are found.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Object};

use crate::io::inspect::active;
use crate::io::inspect::pdf::words::text;

/// So many of a kind are noted.
const MANY: usize = 20_000;

/// Longer values and names of a field are searched by themselves.
const LONGEST: usize = 128;

/// So many fonts of one name are tried.
const FONTS: usize = 8;

#[derive(Default)]
pub(super) struct Notes {
    /// Where in the file a root is named, and its number.
    pub roots: Vec<(usize, u32)>,
    pub is_encrypted: bool,
    /// Whether there is something that a computer runs.
    pub is_active: bool,
    /// The first address that something is fetched from.
    pub fetches: Option<String>,
    /// Names of attached files by the numbers of their streams.
    pub files: HashMap<u32, String>,
    /// Numbers of fonts by their names.
    pub fonts: HashMap<Vec<u8>, Vec<u32>>,
    /// Numbers of what is done when it is opened.
    pub opens: Vec<u32>,
    /// Numbers of dictionaries of fonts.
    pub font_lists: Vec<u32>,
    /// Numbers of pictures that only say where others are transparent.
    pub masks: HashSet<u32>,
    /// Whether any field has a value, and the lists of fields, each in its order.
    pub has_values: bool,
    pub fields: Vec<Vec<Object>>,
    listed: usize,
    pub pages: Vec<usize>,
    pub streams: Vec<usize>,
}

impl Notes {
    /// Notes an object that stands at byte `at`.
    pub(super) fn see(&mut self, entry: usize, at: usize, value: &Object, is_stream: bool) {
        if is_stream {
            self.streams.push(entry);
        }
        if let Object::Dictionary(own) = value {
            if own.has_type(b"Page") && self.pages.len() < MANY {
                self.pages.push(entry);
            }
            if own.has_type(b"XRef") {
                self.see_trailer(at, own);
            }
        }
        self.within(value);
    }

    pub(super) fn see_trailer(&mut self, at: usize, trailer: &Dictionary) {
        self.is_encrypted |= trailer.has(b"Encrypt");
        if let Ok(Object::Reference((id, _))) = trailer.get(b"Root")
            && self.roots.len() < MANY
        {
            self.roots.push((at, *id));
        }
    }

    fn within(&mut self, value: &Object) {
        match value {
            Object::Array(parts) => parts.iter().for_each(|part| self.within(part)),
            Object::Dictionary(own) => {
                self.note(own);
                own.iter().for_each(|(_, value)| self.within(value));
            }
            _ => {}
        }
    }

    fn note(&mut self, own: &Dictionary) {
        let does = own.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let kind = own.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        self.is_active |= own.has(b"JS")
            || own.has(b"OnInstantiate")
            || matches!(does, b"JavaScript" | b"Launch" | b"SubmitForm" | b"ImportData")
            || matches!(kind, b"RichMedia" | b"PS");
        self.note_address(own);
        if let Ok(action) = own.get(b"OpenAction") {
            self.note_opening(action);
        }
        if let Ok(actions) = own.get(b"AA") {
            self.note_opening(actions);
        }
        self.has_values |= own.has(b"V") && (own.has(b"T") || own.has(b"FT") || own.has(b"Parent"));
        if !own.has_type(b"Pages") {
            self.note_fields(own);
        }
        for mask in [b"SMask".as_slice(), b"Mask"].iter().filter_map(|key| own.get(key).ok()) {
            if let (Object::Reference((id, _)), true) = (mask, self.masks.len() < MANY) {
                self.masks.insert(*id);
            }
        }
        if let Ok(Object::Dictionary(files)) = own.get(b"EF") {
            let name = [b"UF".as_slice(), b"F"].iter().find_map(|key| own.get(key).and_then(Object::as_str).ok());
            let name = name.map(|name| text(name).into_owned()).unwrap_or_default();
            for (_, file) in files.iter().take(MANY.saturating_sub(self.files.len())) {
                if let Object::Reference((id, _)) = file {
                    self.files.insert(*id, name.clone());
                }
            }
        }
        match own.get(b"Font") {
            Ok(Object::Dictionary(fonts)) => self.note_fonts(fonts),
            Ok(Object::Reference((id, _))) if self.font_lists.len() < MANY => self.font_lists.push(*id),
            _ => {}
        }
    }

    /// What a link runs, and files elsewhere that anything else is made of.
    fn note_address(&mut self, own: &Dictionary) {
        let address = |key: &[u8]| own.get(key).and_then(Object::as_str).ok().map(text);
        self.is_active |= address(b"URI").is_some_and(|to| active::is_run(&to) || active::is_unc(&to));
        if self.fetches.is_none() && !own.has(b"EF") {
            let file = [b"F".as_slice(), b"UF"].into_iter().filter_map(address).find(|to| active::is_outside(to));
            self.fetches = file.map(Cow::into_owned);
        }
    }

    /// Fields as a form has them, a page, and a field of several parts.
    fn note_fields(&mut self, own: &Dictionary) {
        for list in [b"Fields".as_slice(), b"Annots", b"Kids"].iter().filter_map(|key| own.get(key).ok()) {
            let list = match list {
                Object::Array(fields) => &fields[..],
                list => std::slice::from_ref(list),
            };
            // One list may stand within another.
            let left = MANY.saturating_sub(self.listed);
            let fields: Vec<Object> = list.iter().take(left).filter_map(field).collect();
            self.listed += fields.len();
            if !fields.is_empty() {
                self.fields.push(fields);
            }
        }
    }

    /// What is done by itself: it may show another page, and nothing else.
    pub(super) fn note_opening(&mut self, action: &Object) {
        match action {
            Object::Reference((id, _)) if self.opens.len() < MANY => self.opens.push(*id),
            // What is done at each of several moments.
            Object::Dictionary(own) if !own.has(b"S") => own.iter().for_each(|(_, action)| self.note_opening(action)),
            Object::Dictionary(own) => {
                let does = own.get(b"S").and_then(Object::as_name).unwrap_or_default();
                self.is_active |=
                    matches!(does, b"SubmitForm" | b"ImportData" | b"GoToE" | b"GoToR" | b"URI" | b"Rendition");
                if let Ok(next) = own.get(b"Next") {
                    self.note_opening(next);
                }
            }
            Object::Array(all) => all.iter().for_each(|own| self.note_opening(own)),
            _ => {}
        }
    }

    pub(super) fn note_fonts(&mut self, fonts: &Dictionary) {
        for (name, font) in fonts.iter().take(MANY.saturating_sub(self.fonts.len())) {
            let Object::Reference((id, _)) = font else { continue };
            let known = self.fonts.entry(name.clone()).or_default();
            if known.len() < FONTS && !known.contains(id) {
                known.push(*id);
            }
        }
    }
}

/// Of a field its names and its value, and nothing of what it holds beside them.
fn field(field: &Object) -> Option<Object> {
    match field {
        Object::Reference(_) => Some(field.clone()),
        Object::Dictionary(own) => {
            let keys = [b"V".as_slice(), b"TU", b"T"].into_iter();
            let short = |value: &&Object| match value {
                Object::String(bytes, _) => bytes.len() <= LONGEST,
                value => matches!(value, Object::Reference(_)),
            };
            let all = keys.filter_map(|key| Some((key, own.get(key).ok().filter(short)?.clone())));
            Some(Object::Dictionary(all.collect()))
        }
        _ => None,
    }
}

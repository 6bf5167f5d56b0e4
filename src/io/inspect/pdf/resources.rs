//! What the names in a drawing mean: fonts, forms and pictures. A font that a drawing does not bring along is looked for
//! under its name in the whole file.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use crate::io::inspect::pdf::font::Font;
use crate::io::inspect::pdf::objects::Objects;

/// So many letters of fonts are kept in memory; what is more is read again when it is needed.
const MAX_KEPT: usize = 200_000;

#[derive(Clone, Default)]
pub(super) struct Resources {
    fonts: HashMap<Vec<u8>, Object>,
    /// Numbers of forms and pictures.
    pub objects: HashMap<Vec<u8>, u32>,
}

impl Resources {
    pub(super) fn of(resources: Option<&Object>, objects: &Objects<'_>, cut: usize) -> Resources {
        let Some(Object::Dictionary(own)) = objects.resolved(resources, cut) else { return Resources::default() };
        let of = |key: &[u8]| match objects.resolved(own.get(key).ok(), cut) {
            Some(Object::Dictionary(own)) => own,
            _ => Dictionary::new(),
        };
        let forms = of(b"XObject");
        let id = |(name, value): (&Vec<u8>, &Object)| Some((name.clone(), value.as_reference().ok()?.0));
        Resources {
            fonts: of(b"Font").iter().map(|(name, font)| (name.clone(), font.clone())).collect(),
            objects: forms.iter().filter_map(id).collect(),
        }
    }

    /// Those of a form: its own, or those of whoever draws it.
    pub(super) fn of_form(form: &Dictionary, outer: &Resources, objects: &Objects<'_>, cut: usize) -> Resources {
        match form.get(b"Resources") {
            Ok(own) => Resources::of(Some(own), objects, cut),
            Err(_) => outer.clone(),
        }
    }
}

/// The fonts of a file, as they are needed.
pub(super) struct Fonts {
    known: HashMap<usize, Rc<Font>>,
    kept: usize,
    /// Numbers of fonts by every name that any part of the file gives them.
    everywhere: HashMap<Vec<u8>, Vec<u32>>,
    /// Where a name has several fonts, which of them is meant.
    pub choice: usize,
    /// How many choices there were for what was drawn last.
    pub choices: usize,
}

impl Fonts {
    pub(super) fn new(everywhere: HashMap<Vec<u8>, Vec<u32>>) -> Fonts {
        Fonts { known: HashMap::new(), kept: 0, everywhere, choice: 0, choices: 0 }
    }

    pub(super) fn named(
        &mut self,
        name: &[u8],
        resources: &Resources,
        objects: &Objects<'_>,
        cut: usize,
    ) -> Option<Rc<Font>> {
        let id = match resources.fonts.get(name) {
            Some(Object::Dictionary(font)) => {
                objects.spend(1024);
                return Some(Rc::new(Font::read(font, objects, cut)));
            }
            Some(Object::Reference((id, _))) => *id,
            _ => {
                let known = self.everywhere.get(name)?;
                self.choices = self.choices.max(known.len());
                *known.get(self.choice).or(known.first())?
            }
        };
        let entry = objects.latest(id, cut)?;
        if let Some(font) = self.known.get(&entry) {
            return Some(Rc::clone(font));
        }
        let Object::Dictionary(font) = objects.value(entry) else { return None };
        let font = Rc::new(Font::read(&font, objects, cut));
        if self.kept > MAX_KEPT {
            self.known.clear();
            self.kept = 0;
        }
        self.kept += font.size();
        self.known.insert(entry, Rc::clone(&font));
        Some(font)
    }
}

//! A picture that news or a page shows by itself: at its head, or in its album where there are several.

use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::pipeline::edit::{Change, Step, Value, value};

/// A picture with where it goes.
pub(super) struct Shot {
    pub place: Spot,
    /// What it shows, in words.
    pub caption: Option<Value>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Head,
    Album,
    /// The page shows it already, by its name or with all that is in its folder.
    There,
}

impl Spot {
    /// Where a picture goes on a page with this text, to which several come at once or one alone.
    pub(super) fn of(page: &RelPath, text: &str, to: &RelPath, several: bool) -> Spot {
        let said = value(page, text);
        let said = |key: &str| said.as_ref().and_then(|said| said.get(&[Step::from(key)])).cloned();
        let names = |entry: &Value| match entry {
            Value::Text(file) => page.resolve(file).as_ref() == Some(to),
            entry => {
                matches!(entry.get(&["file".into()]), Some(Value::Text(file)) if page.resolve(file).as_ref() == Some(to))
            }
        };
        let is_in =
            |folder: &str| page.resolve(folder.trim_end_matches('/')).is_some_and(|own| own.as_str() == to.folder());
        match (said("image"), said("gallery")) {
            (Some(image), _) if names(&image) => Spot::There,
            (_, Some(Value::List(all))) if all.iter().any(names) => Spot::There,
            (_, Some(Value::Text(folder))) if is_in(&folder) => Spot::There,
            (None | Some(Value::Null), None | Some(Value::Null)) if !several => Spot::Head,
            _ => Spot::Album,
        }
    }

    /// The folder that the pictures of a page are in, where its album is one.
    pub(super) fn folder(page: &RelPath, text: &str) -> Option<RelPath> {
        let said = value(page, text)?;
        match said.get(&["gallery".into()])? {
            Value::Text(folder) => page.resolve(folder.trim_end_matches('/')),
            _ => None,
        }
    }

    /// What is said of it.
    pub(super) fn words(self, to: &RelPath) -> Bilingual<String> {
        match self {
            Spot::Head => both!(
                "{to} เป็นภาพหัวเรื่องของหน้า (image): ถ้าเป็นเอกสารให้เติม --picture no",
                "{to} is the picture at the head of the page (`image`): for a document add `--picture no`"
            ),
            Spot::Album => both!(
                "{to} เป็นภาพในอัลบั้มของหน้า (gallery): ถ้าเป็นเอกสารให้เติม --picture no",
                "{to} is a picture of the page's album (`gallery`): for a document add `--picture no`"
            ),
            Spot::There => both!("หน้านี้แสดง {to} อยู่แล้ว", "the page shows {to} already"),
        }
    }
}

impl Shot {
    /// What is written of it, by its link; nothing where the page shows it already.
    pub(super) fn change(&self, link: &str) -> Option<Change> {
        let file = Value::text(link);
        let worded = self.caption.clone().map(|caption| Value::map([("file", file.clone()), ("caption", caption)]));
        match self.place {
            Spot::Head => Some(Change::Set(vec!["image".into()], worded.unwrap_or(file))),
            Spot::Album => {
                Some(Change::Append(vec!["gallery".into()], worded.unwrap_or_else(|| Value::map([("file", file)]))))
            }
            Spot::There => None,
        }
    }
}

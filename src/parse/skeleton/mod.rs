//! First drafts, for `prongsai new`: what a file begins as. A key that is not answered stays as a comment with an example,
//! so that a draft says by itself what may be filled in. Invents no fact; writes nothing.

pub(crate) mod catalogue;
pub(crate) mod issues;
pub(crate) mod item;
pub(crate) mod pages;
pub(crate) mod scores;
pub(crate) mod site;
pub(crate) mod value;

use crate::base::date::Day;
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::ita::year::FiscalYear;
use crate::parse::placeholder;
use crate::parse::schema;
use crate::parse::shape::{Field, Shape};

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    pub path: RelPath,
    pub text: String,
}

/// Writes the parts of drafts for a person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drafter {
    /// The language of the comments.
    pub lang: Lang,
    /// Stands in examples of dates.
    pub today: Day,
}

/// The folder of the schemas that drafts name; its name begins with a dot, so that it is no part of the site.
const SCHEMAS: &str = ".schema";

/// The draft of the schema that a file of the content names.
pub(crate) fn schema_for(path: &RelPath) -> Option<Draft> {
    let name = schema::of(path)?;
    Some(Draft { path: RelPath::new(&format!("{SCHEMAS}/{name}.json"))?, text: schema::schema(name)? })
}

/// The line that tells an editor which schema a file has.
pub(crate) fn schema_line(path: &RelPath) -> String {
    let up = "../".repeat(path.as_str().matches('/').count());
    let name = schema::of(path).unwrap_or_default();
    format!("# yaml-language-server: $schema={up}{SCHEMAS}/{name}.json\n")
}

impl Drafter {
    /// The keys of a record in their order: those that are `given` with their value, the others as examples in comments,
    /// whose `#` stands right before the key, so that to delete it is all that there is to do. A value that begins with a
    /// line end stands below its key.
    pub(crate) fn record(&self, path: &RelPath, fields: &[Field], given: &[(&str, String)]) -> String {
        let line = |field: &Field| {
            let (key, doc) = (field.key, self.doc(field));
            match given.iter().find(|(own, _)| *own == key).map(|(_, value)| value.as_str()) {
                Some(value) if value.starts_with('\n') => format!("{key}:  # {doc}{value}\n"),
                Some(value) => format!("{key}: {value}  # {doc}\n"),
                None => self.example(path, field),
            }
        };
        fields.iter().map(line).collect()
    }

    /// A comment of one line.
    pub(crate) fn comment(&self, words: impl Into<Bilingual<String>>) -> String {
        format!("# {}\n", words.into().pick(self.lang))
    }

    /// A key that is not answered: its example as a comment. A list of records stands empty above its example, so that
    /// each line that is taken out of its comment is sound by itself.
    fn example(&self, path: &RelPath, field: &Field) -> String {
        let (key, doc) = (field.key, self.doc(field));
        match &field.shape {
            Shape::List(Shape::Record(entry)) => {
                let keys = entry.iter().filter(|own| is_plain(own));
                let docs: Vec<String> = keys.map(|own| format!("{} ({})", own.key, self.doc(own))).collect();
                let docs = docs.join(", ");
                let docs = self.comment(both!("แต่ละรายการมี {docs}", "each entry has {docs}"));
                format!("{key}:  # {doc}\n{docs}#  - {}\n", self.flow(path, &Shape::Record(entry)))
            }
            _ => format!("#{key}: {}  # {doc}\n", self.value(path, field)),
        }
    }

    fn doc(&self, field: &Field) -> &'static str {
        field.doc.get(self.lang)
    }

    /// An example of what a key may hold, on one line: of the right form, and a fact nowhere.
    fn value(&self, path: &RelPath, field: &Field) -> String {
        match (&field.shape, field.example) {
            (Shape::Either(Shape::Target, _), None) => format!("{}files/{}/", up_to_files(path), placeholder::FILE),
            (Shape::File | Shape::Either(Shape::File, _), ending) => {
                format!("{}files/{}.{}", up_to_files(path), placeholder::FILE, ending.unwrap_or("pdf"))
            }
            (_, Some(example)) => example.to_owned(),
            (shape, None) => self.flow(path, shape),
        }
    }

    fn flow(&self, path: &RelPath, shape: &Shape) -> String {
        let day = || value::day(self.today);
        match shape {
            Shape::Text => "{th: …, en: …}".to_owned(),
            Shape::Line | Shape::Code | Shape::Form(_) => "…".to_owned(),
            Shape::Id | Shape::Slug => "name".to_owned(),
            Shape::Date => day(),
            Shape::Period => format!("{{from: {0}, to: {0}}}", day()),
            Shape::Score => "100".to_owned(),
            Shape::Weight | Shape::Count => "1".to_owned(),
            Shape::Flag => "true".to_owned(),
            Shape::Year => self.year(),
            Shape::File => format!("{}files/{}.pdf", up_to_files(path), placeholder::FILE),
            Shape::Url | Shape::BaseUrl => format!("https://{}/", placeholder::HOST),
            Shape::Colour => "\"#0b4f66\"".to_owned(),
            Shape::Target => format!("pages/{}.md", placeholder::FILE),
            Shape::Choice(words) => words.first().copied().unwrap_or_default().to_owned(),
            Shape::List(inner) => format!("[{}]", self.flow(path, inner)),
            Shape::Table(keys, values) => format!("{{{}: {}}}", self.flow(path, keys), self.flow(path, values)),
            Shape::Either(single, _) => self.flow(path, single),
            Shape::Issue => format!("{}/1", self.year()),
            Shape::OneOf(keys, fields) => {
                let own = fields
                    .iter()
                    .filter(|own| keys.first() == Some(&own.key) || (is_plain(own) && !keys.contains(&own.key)));
                self.entry(path, own)
            }
            Shape::Record(fields) => self.entry(path, fields.iter().filter(|own| is_plain(own))),
        }
    }

    fn year(&self) -> String {
        FiscalYear::of(self.today).map_or_else(|| self.today.buddhist_year().to_string(), |year| year.to_string())
    }

    fn entry<'f>(&self, path: &RelPath, fields: impl Iterator<Item = &'f Field>) -> String {
        let parts: Vec<String> = fields.map(|own| format!("{}: {}", own.key, self.value(path, own))).collect();
        format!("{{{}}}", parts.join(", "))
    }
}

/// The way from a file of the content to where its attachments stand: the folder of its year has `files` of its own.
fn up_to_files(path: &RelPath) -> String {
    let inside = path.below("content").unwrap_or_default();
    let year = inside.split('/').next().is_some_and(|folder| FiscalYear::parse(folder).is_some());
    "../".repeat(inside.matches('/').count().saturating_sub(usize::from(year)))
}

/// True for a key that an example of an entry shows: needed, or of a single value that is for readers.
fn is_plain(field: &Field) -> bool {
    field.needed || !field.staff && !matches!(field.shape, Shape::List(_) | Shape::Record(_) | Shape::OneOf(..))
}

#[cfg(test)]
mod tests {
    use super::{Day, Drafter, Lang, RelPath, Shape};
    use crate::parse::shapes::SHEETS;
    use crate::parse::{validate, yaml};

    #[test]
    fn examples_are_of_the_right_form_once_their_hash_is_gone() {
        let path = RelPath::new("a.yaml").unwrap();
        for lang in Lang::ALL {
            let drafter = Drafter { lang, today: Day::new(2026, 1, 5).unwrap() };
            for sheet in SHEETS {
                let Shape::Record(fields) = sheet.shape else { continue };
                let text = drafter.record(&path, fields, &[]);
                let bare: String = text
                    .lines()
                    .filter(|line| !line.starts_with("# ") || line.starts_with("#  - "))
                    .map(|line| format!("{}\n", line.strip_prefix('#').unwrap_or(line)))
                    .collect();
                let mut findings = Vec::new();
                let node = yaml::parse(&path, &bare, 0, &mut findings).unwrap_or_else(|| panic!("{bare}{findings:?}"));
                validate::check(&node, sheet.shape, &mut findings);
                findings.retain(|finding| finding.rule.code != "placeholder");
                assert!(findings.is_empty(), "{}: {findings:?}\n{bare}", sheet.name);
            }
        }
    }
}

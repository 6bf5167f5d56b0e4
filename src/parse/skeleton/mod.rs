//! First drafts, for `prongsai new`: what a file begins as. A key that is not answered stays as a comment with an example,
//! so that a draft says by itself what may be filled in. Invents no fact; writes nothing.

pub(crate) mod catalogue;
pub(crate) mod item;
pub(crate) mod pages;
pub(crate) mod site;
pub(crate) mod value;

use crate::base::date::Day;
use crate::base::lang::Lang;
use crate::base::path::RelPath;
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
    /// The keys of a record in their order: those that are `given` with their value, the others as examples in comments.
    /// A value that begins with a line end stands below its key.
    pub(crate) fn record(&self, fields: &[Field], given: &[(&str, String)]) -> String {
        let line = |field: &Field| {
            let (key, doc) = (field.key, self.doc(field));
            match given.iter().find(|(own, _)| *own == key).map(|(_, value)| value.as_str()) {
                Some(value) if value.starts_with('\n') => format!("{key}:  # {doc}{value}\n"),
                Some(value) => format!("{key}: {value}  # {doc}\n"),
                None => self.example(field),
            }
        };
        fields.iter().map(line).collect()
    }

    /// A comment of one line.
    pub(crate) fn comment(&self, th: &str, en: &str) -> String {
        format!("# {}\n", self.lang.choose(th, en))
    }

    /// A key that is not answered, as comments: its example, and in a list of records a line for each key of an entry.
    fn example(&self, field: &Field) -> String {
        let (key, doc) = (field.key, self.doc(field));
        match &field.shape {
            Shape::List(Shape::Record(entry)) => {
                let keys = entry.iter().filter(|own| is_plain(own)).enumerate().map(|(at, own)| {
                    let dash = if at == 0 { "-" } else { " " };
                    format!("#   {dash} {}: {}  # {}\n", own.key, self.flow(&own.shape), self.doc(own))
                });
                format!("# {key}:  # {doc}\n{}", keys.collect::<String>())
            }
            other => format!("# {key}: {}  # {doc}\n", self.flow(other)),
        }
    }

    fn doc(&self, field: &Field) -> &'static str {
        field.doc.get(self.lang)
    }

    /// An example of a value on one line, of the right form but for the three dots.
    fn flow(&self, shape: &Shape) -> String {
        let day = || value::day(self.today);
        match shape {
            Shape::Text => "{th: …, en: …}".to_owned(),
            Shape::Line | Shape::Code => "…".to_owned(),
            Shape::Id | Shape::Slug => "name".to_owned(),
            Shape::Date => day(),
            Shape::Period => format!("{{from: {0}, to: {0}}}", day()),
            Shape::Score => "100".to_owned(),
            Shape::Weight | Shape::Count => "1".to_owned(),
            Shape::Flag => "true".to_owned(),
            Shape::Year => self.today.buddhist_year().to_string(),
            Shape::File => "../files/name.pdf".to_owned(),
            Shape::Url | Shape::BaseUrl => "https://www.example.go.th/".to_owned(),
            Shape::Colour => "\"#0b4f66\"".to_owned(),
            Shape::Target => "pages/name.md".to_owned(),
            Shape::Choice(words) => words.first().copied().unwrap_or_default().to_owned(),
            Shape::List(inner) => format!("[{}]", self.flow(inner)),
            Shape::Table(keys, values) => format!("{{{}: {}}}", self.flow(keys), self.flow(values)),
            Shape::Either(single, _) => self.flow(single),
            Shape::Issue => format!("{}/1", self.today.buddhist_year()),
            Shape::OneOf(keys, fields) => {
                let own = fields
                    .iter()
                    .filter(|own| keys.first() == Some(&own.key) || (is_plain(own) && !keys.contains(&own.key)));
                self.entry(own)
            }
            Shape::Record(fields) => self.entry(fields.iter().filter(|own| is_plain(own))),
        }
    }

    fn entry<'f>(&self, fields: impl Iterator<Item = &'f Field>) -> String {
        let parts: Vec<String> = fields.map(|own| format!("{}: {}", own.key, self.flow(&own.shape))).collect();
        format!("{{{}}}", parts.join(", "))
    }
}

/// True for a key that an example of an entry shows: needed, or of a single value.
fn is_plain(field: &Field) -> bool {
    field.needed || !matches!(field.shape, Shape::List(_) | Shape::Record(_) | Shape::OneOf(..))
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
                let text = drafter.record(fields, &[]);
                let bare: String = text.lines().map(|line| format!("{}\n", line.strip_prefix("# ").unwrap())).collect();
                let mut findings = Vec::new();
                let node = yaml::parse(&path, &bare, 0, &mut findings).unwrap_or_else(|| panic!("{bare}{findings:?}"));
                validate::check(&node, sheet.shape, &mut findings);
                assert!(findings.is_empty(), "{}: {findings:?}\n{bare}", sheet.name);
            }
        }
    }
}

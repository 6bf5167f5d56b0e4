//! The form of a site's files, as `format:` of `agency.yaml` counts it: which keys have another name since which form, and
//! how an older site becomes one of today.

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::parse::edit::{self, Change, Step, Value};
use crate::parse::renamed::{RENAMED, Renamed, renamed};
use crate::parse::schema;
use crate::parse::shape::Shape;
use crate::parse::shapes::SHEETS;
use crate::parse::tree::{Node, NodeKind, number};

pub(super) static RULES: &[&Rule] = &[&FORMAT_NEWER];

static FORMAT_NEWER: Rule = Rule::new(
    "format-newer",
    Error,
    both("โปรแกรมรู้จักรูปแบบของเว็บไซต์", "the program knows the form of the site"),
    both(
        "โปรแกรมรุ่นเก่าอ่านไฟล์ของรุ่นใหม่ผิดได้โดยไม่มีใครรู้",
        "an older program may misread the files of a newer one in silence",
    ),
);

/// The form that this program writes. A site that says none is of the first.
pub(crate) const FORMAT: u32 = 1;

/// The form that `agency.yaml` says, if this program does not know it.
pub(super) fn newer(agency: &Node) -> Option<Diagnostic> {
    let written = agency.line("format")?;
    let format: u32 = number(&written.value).filter(|format| *format > FORMAT)?;
    let finding = Diagnostic::new(&FORMAT_NEWER, &written.span, unknown(format));
    Some(finding.hint(both("ใช้ prongsai รุ่นใหม่กว่านี้", "use a newer prongsai")))
}

fn unknown(format: u32) -> Bilingual<String> {
    both!(
        "เว็บไซต์นี้เป็นรูปแบบ {format} แต่โปรแกรมนี้รู้จักถึงรูปแบบ {FORMAT}",
        "this site is of form {format}, and this program knows forms up to {FORMAT}"
    )
}

/// A file as this program writes it; `None` where it is that already.
///
/// # Errors
/// If it is not sure that nothing else would change.
pub(crate) fn upgraded(path: &RelPath, text: &str) -> Result<Option<String>, Bilingual<String>> {
    by(RENAMED, path, text)
}

fn by(table: &[Renamed], path: &RelPath, text: &str) -> Result<Option<String>, Bilingual<String>> {
    let name = schema::of(path);
    let Some(sheet) = SHEETS.iter().find(|sheet| Some(sheet.name) == name) else { return Ok(None) };
    let mut changes = Vec::new();
    edit::with_tree(path, text, |node| old_keys(table, node, sheet.shape, &mut Vec::new(), &mut changes))?;
    let form = edit::value(path, text).and_then(|said| said.get(&[Step::from("format")]).cloned());
    let form = match form {
        Some(Value::Text(form)) if sheet.name == "agency" => form.parse().unwrap_or(0),
        _ => 0,
    };
    if form > FORMAT {
        return Err(unknown(form));
    }
    if sheet.name == "agency" && form < FORMAT {
        changes.push(Change::Set(vec!["format".into()], Value::text(FORMAT.to_string())));
    }
    let new = edit::edited(path, text, &changes)?;
    Ok(Some(new).filter(|new| new != text))
}

/// Walks a tree beside its shape and takes down every key that has another name now.
fn old_keys(table: &[Renamed], node: &Node, shape: &Shape, way: &mut Vec<Step>, changes: &mut Vec<Change>) {
    match (&node.kind, shape) {
        (NodeKind::Map(entries), Shape::Record(fields) | Shape::OneOf(_, fields)) => {
            for entry in entries {
                let key = &entry.key.value;
                let known =
                    renamed(table, key, fields).filter(|_| fields.iter().all(|field| field.key != key.as_str()));
                way.push(Step::from(key.as_str()));
                let name = known.map_or(key.as_str(), |own| own.new);
                if let Some(field) = fields.iter().find(|field| field.key == name) {
                    old_keys(table, &entry.value, &field.shape, way, changes);
                }
                // The keys below come first, while the way to them is still the old one.
                changes.extend(known.map(|own| Change::Rename(way.clone(), own.new.to_owned())));
                way.pop();
            }
        }
        (NodeKind::Map(entries), Shape::Table(_, inner)) => {
            for entry in entries {
                way.push(Step::from(entry.key.value.as_str()));
                old_keys(table, &entry.value, inner, way, changes);
                way.pop();
            }
        }
        (NodeKind::List(values), Shape::List(inner)) => {
            for (at, value) in values.iter().enumerate() {
                way.push(Step::At(at));
                old_keys(table, value, inner, way, changes);
                way.pop();
            }
        }
        (NodeKind::Map(_) | NodeKind::List(_), Shape::Either(_, many)) => old_keys(table, node, many, way, changes),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{RelPath, by};
    use crate::parse::renamed::Renamed;

    const TABLE: &[Renamed] = &[
        Renamed { format: 2, old: "responsible", new: "owner" },
        Renamed { format: 3, old: "papers", new: "documents" },
        Renamed { format: 3, old: "path", new: "file" },
    ];

    #[test]
    fn an_older_file_gets_the_names_of_today() {
        let path = RelPath::new("content/2568/items/o01.md").unwrap();
        let old = "---\ncode: O1\nresponsible: กองคลัง  # ใคร\npapers:\n  - {id: a, path: a.pdf, title: ก}\n---\nresponsible: x\n";
        let new = "---\ncode: O1\nowner: กองคลัง  # ใคร\ndocuments:\n  - {id: a, file: a.pdf, title: ก}\n---\nresponsible: x\n";
        assert_eq!(by(TABLE, &path, old), Ok(Some(new.to_owned())));
        assert_eq!(by(TABLE, &path, new), Ok(None));
        let both = "---\ncode: O1\nresponsible: ก\nowner: ข\n---\n";
        assert!(by(TABLE, &path, both).is_err(), "nobody knows which of the two is meant");
    }

    #[test]
    fn a_site_says_its_form() {
        let path = RelPath::new("content/agency.yaml").unwrap();
        assert_eq!(by(&[], &path, "name: ก # c\n"), Ok(Some("name: ก # c\nformat: 1\n".to_owned())));
        assert_eq!(by(&[], &path, "format: 1\nname: ก\n"), Ok(None));
        assert!(by(&[], &path, "format: 9\nname: ก\n").is_err(), "what a newer program wrote is left to it");
    }
}

//! The draft of a year's catalogue from that of the year before: everything is to be verified, and every item says which
//! number it had. It is copied by the shapes, so that no key is forgotten but those that are named here.

use crate::base::path::RelPath;
use crate::ita::year::FiscalYear;
use crate::parse::shape::{Field, Shape};
use crate::parse::shapes::catalogue::CATALOGUE;
use crate::parse::skeleton::{Draft, Drafter, pages, schema_line, value};
use crate::parse::tree::{Node, NodeKind};
use crate::parse::validate::weight;
use crate::parse::yaml;

/// What holds for one year only.
const LEFT_OUT: &[&str] = &["note", "published_at", "requirements_note", "sources", "staff_note", "visibility"];

/// What must be held against the announcement as a whole.
const YEARLY: &[&str] = &["full", "target", "instruments", "bands"];

/// A catalogue without anything asked, for the first year of a site.
pub(crate) fn first(drafter: &Drafter, year: FiscalYear, name: String) -> Option<Draft> {
    let path = path(year)?;
    let Shape::Record(fields) = &CATALOGUE else { return None };
    let given = [("name", name), ("status", "provisional".to_owned()), ("indicators", "[]".to_owned())];
    let text = format!("{}{}{}", schema_line(&path), pages::fill(drafter), drafter.record(&path, fields, &given));
    Some(Draft { path, text })
}

/// A catalogue that goes on from one of the program.
pub(crate) fn taken(drafter: &Drafter, year: FiscalYear, kind: &str, edition: u32) -> Option<Draft> {
    let path = path(year)?;
    let what = drafter.comment(
        "ข้อและองค์ประกอบมาจากโปรแกรม ใต้สองบรรทัดนี้เขียนเฉพาะสิ่งที่ต่าง เช่น items: [{code: O1, staff_note: …}]",
        "items and requirements come from the program; below these two lines stands only what differs, as items: [{code: O1, staff_note: …}]",
    );
    let text = format!("{}{what}from: {kind}/{year}\nedition: {edition}\n", schema_line(&path));
    Some(Draft { path, text })
}

/// The catalogue of `year` as `old`, the text of that of the year `before`.
pub(crate) fn next(drafter: &Drafter, year: FiscalYear, before: FiscalYear, old: &str) -> Option<Draft> {
    let path = path(year)?;
    let node = yaml::parse(&path, old, 0, &mut Vec::new())?;
    let Shape::Record(fields) = &CATALOGUE else { return None };
    let mut text = schema_line(&path);
    text += &drafter.comment(
        &format!("ร่างจากแคตตาล็อกปี {before} ยังไม่ใช่รายการของปี {year}"),
        &format!("drafted from the catalogue of {before}; this is not yet the list of {year}"),
    );
    text += &drafter.comment(
        "ตรวจทุกบรรทัดกับประกาศ แก้ชื่อ รหัส was และองค์ประกอบ ลบ confidence ที่ตรวจแล้ว แล้วเปลี่ยน status เป็น final",
        "hold every line against the announcement: titles, codes, was, requirements; delete `confidence` where it is verified, then set status to final",
    );
    let copy = Copy { drafter, before };
    for (at, field) in fields.iter().enumerate() {
        let lines = copy.key(&node, field);
        if !lines.is_empty() && (at == 0 || entries(&field.shape).is_some()) {
            text.push('\n');
        }
        let note = match YEARLY.contains(&field.key) {
            true => drafter.lang.choose(format!("  # ค่าของปี {before}"), format!("  # as in {before}")),
            false => String::new(),
        };
        for (at, line) in lines.iter().enumerate() {
            text += &format!("{line}{}\n", if at == 0 { &note } else { "" });
        }
    }
    Some(Draft { path, text })
}

fn path(year: FiscalYear) -> Option<RelPath> {
    RelPath::new(&format!("content/{year}/catalogue.yaml"))
}

/// The fields of the entries of a list of records.
fn entries(shape: &Shape) -> Option<&'static [Field]> {
    match shape {
        Shape::List(Shape::Record(fields)) => Some(*fields),
        _ => None,
    }
}

/// The catalogue of one year, written as that of the next.
struct Copy<'a> {
    drafter: &'a Drafter,
    before: FiscalYear,
}

impl Copy<'_> {
    /// The lines of a key, without their indentation; none where it has no value.
    fn key(&self, node: &Node, field: &Field) -> Vec<String> {
        let key = field.key;
        if let Some(fields) = entries(&field.shape) {
            return self.list(key, node.list(key), fields, field.needed);
        }
        let Some(value) = self.value(node, field) else { return Vec::new() };
        if key == "period" {
            // The time that the data must cover is another one every year.
            let of_year = self.drafter.lang.choose(format!("ของปี {}", self.before), format!("of {}", self.before));
            return vec![format!("# {key}: {value}  # {of_year}")];
        }
        vec![format!("{key}: {value}")]
    }

    /// A list of records: each on one line if all of its values are single.
    fn list(&self, key: &str, nodes: &[Node], fields: &[Field], needed: bool) -> Vec<String> {
        if nodes.is_empty() {
            return if needed { vec![format!("{key}: []")] } else { Vec::new() };
        }
        let kept = || fields.iter().filter(|field| !LEFT_OUT.contains(&field.key));
        let flat = kept().all(|field| !matches!(field.shape, Shape::List(_) | Shape::Table(..)));
        let mut lines = vec![format!("{key}:")];
        for node in nodes {
            let own = kept().flat_map(|field| self.key(node, field));
            if flat {
                lines.push(format!("  - {{{}}}", own.collect::<Vec<_>>().join(", ")));
            } else {
                lines.extend(own.enumerate().map(|(at, line)| format!("  {} {line}", if at == 0 { '-' } else { ' ' })));
            }
        }
        lines
    }

    /// The value of a key on one line.
    fn value(&self, node: &Node, field: &Field) -> Option<String> {
        match field.key {
            key if LEFT_OUT.contains(&key) => None,
            "status" => Some("provisional".to_owned()),
            // What is sure of one year is not sure of the next.
            "confidence" => {
                let recalled = node.plain("confidence").is_some_and(|word| word == "recall");
                Some(if recalled { "recall" } else { "unsure" }.to_owned())
            }
            "was" => Some(self.history(node)),
            key => written(node.get(key)?, &field.shape),
        }
    }

    /// The number of the year before, and those that it had before that.
    fn history(&self, item: &Node) -> String {
        let codes = |codes: Vec<String>| codes.iter().map(|code| value::line(code)).collect::<Vec<_>>().join(", ");
        let own = format!("{}: [{}]", self.before, codes(item.plain("code").into_iter().collect()));
        let was = item.get("was");
        let earlier = item.table("was").iter().map(|entry| {
            let old = was.map(|was| was.lines(&entry.key.value)).unwrap_or_default();
            let year = FiscalYear::parse(&entry.key.value).map_or(entry.key.value.clone(), |year| year.to_string());
            format!("{year}: [{}]", codes(old.into_iter().map(|code| code.value).collect()))
        });
        format!("{{{}}}", std::iter::once(own).chain(earlier).collect::<Vec<_>>().join(", "))
    }
}

/// A value as it was, on one line.
fn written(node: &Node, shape: &Shape) -> Option<String> {
    Some(match shape {
        Shape::Text => value::text(&node.as_text()?),
        Shape::Flag => node.scalar()?.trim().to_owned(),
        Shape::Score => node.as_score()?.value.to_string(),
        Shape::Weight => value::decimal(weight(node.scalar()?.trim())?),
        Shape::List(inner) => {
            let values = node.items().iter().filter_map(|value| written(value, inner));
            format!("[{}]", values.collect::<Vec<_>>().join(", "))
        }
        Shape::Record(fields) => {
            let keys = fields
                .iter()
                .filter_map(|field| Some(format!("{}: {}", field.key, written(node.get(field.key)?, &field.shape)?)));
            format!("{{{}}}", keys.collect::<Vec<_>>().join(", "))
        }
        Shape::Table(_, inner) => {
            let NodeKind::Map(entries) = &node.kind else { return None };
            let entries = entries.iter().filter_map(|entry| {
                Some(format!("{}: {}", value::line(&entry.key.value), written(&entry.value, inner)?))
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Shape::Either(_, many) if !matches!(node.kind, NodeKind::Scalar(_)) => written(node, many)?,
        _ => value::line(node.scalar()?),
    })
}

//! Drafts of a year's catalogue: from the program's own, or from that of the year before, in which everything is to be
//! verified, every item says which number it had, and years are moved on. Catalogues are copied by the shapes, so that no
//! key is forgotten but those that are named here.

use crate::base::lang::both;
use crate::base::path::RelPath;
use crate::ita::library::Library;
use crate::ita::year::FiscalYear;
use crate::parse::filling::FLAT;
use crate::parse::from;
use crate::parse::scalar::weight;
use crate::parse::shape::{Field, Shape};
use crate::parse::shapes::catalogue::CATALOGUE;
use crate::parse::skeleton::{Draft, Drafter, pages, schema_line, value};
use crate::parse::tree::{Node, NodeKind};

/// What holds for one year only.
const LEFT_OUT: &[&str] =
    &["note", "published_at", "requirements_note", "sources", "staff_note", "submitted", "visibility"];

/// What is no part of a catalogue that is written whole.
const TAKEN: &[&str] = &["from", "edition", "remove"];

/// What must be held against the announcement as a whole.
const YEARLY: &[&str] = &["full", "target", "instruments", "bands"];

/// A catalogue without anything asked, for the first year of a site.
pub(crate) fn first(drafter: &Drafter, year: FiscalYear, name: String) -> Option<Draft> {
    let path = path(year)?;
    let Shape::Record(fields) = &CATALOGUE else { return None };
    let given = [("name", name), ("status", "provisional".to_owned()), ("indicators", "[]".to_owned())];
    let own = fields.iter().filter(|field| !TAKEN.contains(&field.key) && !FLAT.contains(&field.key));
    let lines: String = own.map(|field| drafter.record(&path, std::slice::from_ref(field), &given)).collect();
    Some(Draft { text: format!("{}{}{lines}", schema_line(&path), pages::fill(drafter)), path })
}

/// A catalogue that goes on from one of the program.
pub(crate) fn taken(drafter: &Drafter, year: FiscalYear, kind: &str, edition: u32) -> Option<Draft> {
    let path = path(year)?;
    let what = drafter.comment(both(
        "ข้อและองค์ประกอบมาจากโปรแกรม ใต้สองบรรทัดนี้เขียนเฉพาะสิ่งที่ต่าง เช่น items: [{code: O1, staff_note: …}]",
        "items and requirements come from the program; below these two lines stands only what differs, as items: [{code: O1, staff_note: …}]",
    ));
    let text = format!("{}{what}from: {kind}/{year}\nedition: {edition}\n", schema_line(&path));
    Some(Draft { path, text })
}

/// A catalogue with all that it takes from the program, written whole.
pub(crate) fn whole(drafter: &Drafter, path: &RelPath, text: &str, library: &Library<'_>) -> Option<String> {
    let node = from::whole(path, text, library)?;
    Some(schema_line(path) + &Copy { drafter, before: None, ahead: 0 }.text(&node))
}

/// The catalogue of `year` as that of the year `before`, whose file has the text `old`, and the lines in which a year was
/// moved on.
pub(crate) fn next(
    drafter: &Drafter,
    year: FiscalYear,
    before: FiscalYear,
    old: &str,
    library: &Library<'_>,
) -> Option<(Draft, Vec<usize>)> {
    let path = path(year)?;
    let node = from::whole(&self::path(before)?, old, library)?;
    let mut head = schema_line(&path);
    head += &drafter.comment(both!(
        "ร่างจากแคตตาล็อกปี {before} ยังไม่ใช่รายการของปี {year}",
        "drafted from the catalogue of {before}; this is not yet the list of {year}"
    ));
    head += &drafter.comment(both(
        "ตรวจทุกบรรทัดกับประกาศ แก้ชื่อ รหัส was และองค์ประกอบ ลบ confidence ที่ตรวจแล้ว แล้วเปลี่ยน status เป็น final",
        "hold every line against the announcement: titles, codes, was, requirements; delete `confidence` where it is verified, then set status to final",
    ));
    let copy = |ahead| head.clone() + &Copy { drafter, before: Some(before), ahead }.text(&node);
    let (text, unmoved) = (copy(year.buddhist() - before.buddhist()), copy(0));
    let moved = text.lines().zip(unmoved.lines()).enumerate().filter(|(_, (new, old))| new != old);
    let moved = moved.map(|(at, _)| at + 1).collect();
    Some((Draft { path, text }, moved))
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

/// A catalogue, written as it is or as that of a later year.
struct Copy<'a> {
    drafter: &'a Drafter,
    /// The year of the one that is copied, where the copy is for a later one.
    before: Option<FiscalYear>,
    /// How many years later that is.
    ahead: i16,
}

impl Copy<'_> {
    fn text(&self, node: &Node) -> String {
        let Shape::Record(fields) = &CATALOGUE else { return String::new() };
        let mut text = String::new();
        for field in *fields {
            let lines = self.key(node, field);
            if !lines.is_empty() && (text.is_empty() || entries(&field.shape).is_some()) {
                text.push('\n');
            }
            let note = match self.before.filter(|_| YEARLY.contains(&field.key)) {
                Some(before) => self.drafter.lang.choose(format!("  # ค่าของปี {before}"), format!("  # as in {before}")),
                None => String::new(),
            };
            for (at, line) in lines.iter().enumerate() {
                text += &format!("{line}{}\n", if at == 0 { &note } else { "" });
            }
        }
        text
    }

    /// The lines of a key, without their indentation; none where it has no value.
    fn key(&self, node: &Node, field: &Field) -> Vec<String> {
        let key = field.key;
        if let Some(fields) = entries(&field.shape) {
            return self.list(key, node.list(key), fields, field.needed);
        }
        self.value(node, field).map(|value| vec![format!("{key}: {value}")]).unwrap_or_default()
    }

    /// A list of records: each on one line if all of its values are single.
    fn list(&self, key: &str, nodes: &[Node], fields: &[Field], needed: bool) -> Vec<String> {
        if nodes.is_empty() {
            return if needed { vec![format!("{key}: []")] } else { Vec::new() };
        }
        let kept = || fields.iter().filter(|field| !self.leaves_out(field.key));
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

    fn leaves_out(&self, key: &str) -> bool {
        TAKEN.contains(&key) || (self.before.is_some() && LEFT_OUT.contains(&key))
    }

    /// The value of a key on one line.
    fn value(&self, node: &Node, field: &Field) -> Option<String> {
        match (field.key, self.before) {
            (key, _) if self.leaves_out(key) => None,
            ("status", Some(_)) => Some("provisional".to_owned()),
            // What is sure of one year is not sure of the next.
            ("confidence", Some(_)) => {
                let recalled = node.plain("confidence").is_some_and(|word| word == "recall");
                Some(if recalled { "recall" } else { "unsure" }.to_owned())
            }
            ("was", Some(before)) => Some(history(node, before)),
            ("name" | "period" | "text" | "title", Some(before)) => {
                Some(moved_on(&written(node.get(field.key)?, &field.shape)?, before, self.ahead))
            }
            (key, _) => written(node.get(key)?, &field.shape),
        }
    }
}

/// The number of the year before, and those that an item had before that.
fn history(item: &Node, before: FiscalYear) -> String {
    let codes = |codes: Vec<String>| codes.iter().map(|code| value::line(code)).collect::<Vec<_>>().join(", ");
    let own = format!("{before}: [{}]", codes(item.plain("code").into_iter().collect()));
    let was = item.get("was");
    let earlier = item.table("was").iter().map(|entry| {
        let old = was.map(|was| was.lines(&entry.key.value)).unwrap_or_default();
        let year = FiscalYear::parse(&entry.key.value).map_or(entry.key.value.clone(), |year| year.to_string());
        format!("{year}: [{}]", codes(old.into_iter().map(|code| code.value).collect()))
    });
    format!("{{{}}}", std::iter::once(own).chain(earlier).collect::<Vec<_>>().join(", "))
}

/// How many years before and after its own a catalogue speaks of. What is further away is the year of a law.
const NEAR: std::ops::RangeInclusive<i16> = -3..=1;

/// A text in which the years around `before` are as many years `ahead`, in the digits that it has.
pub(crate) fn moved_on(text: &str, before: FiscalYear, ahead: i16) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_numeric) {
        let (words, digits) = rest.split_at(start);
        let (digits, after) = digits.split_at(digits.find(|c: char| !c.is_numeric()).unwrap_or(digits.len()));
        let year = FiscalYear::parse(digits).map(FiscalYear::buddhist);
        out += words;
        match year.filter(|year| NEAR.contains(&(year - before.buddhist()))) {
            Some(year) => {
                let thai = |c: char| c.to_digit(10).and_then(|digit| char::from_u32('๐' as u32 + digit)).unwrap_or(c);
                let moved = (year + ahead).to_string();
                out.extend(moved.chars().map(|c| if digits.is_ascii() { c } else { thai(c) }));
            }
            None => out += digits,
        }
        rest = after;
    }
    out + rest
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

#[cfg(test)]
mod tests {
    use super::{FiscalYear, moved_on};

    #[test]
    fn years_around_the_old_one_move_on_and_those_of_laws_stay() {
        let before = FiscalYear::parse("2569").unwrap();
        for (old, new) in [
            ("ปีงบประมาณ พ.ศ. 2569 (ตั้งแต่ 1 ตุลาคม 2568)", "ปีงบประมาณ พ.ศ. 2570 (ตั้งแต่ 1 ตุลาคม 2569)"),
            ("แผนปี ๒๕๖๙-2571", "แผนปี ๒๕๗๐-2571"),
            ("พ.ร.บ. 2540 มาตรา 9 โทร. 02569", "พ.ร.บ. 2540 มาตรา 9 โทร. 02569"),
            ("2569", "2570"),
        ] {
            assert_eq!(moved_on(old, before, 1), new);
        }
    }
}

//! Portal to open data: CSV for spreadsheets and JSON for programs, and what describes both. Arabic digits, ISO dates,
//! English column names.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::export::column::Rows;
use crate::export::data::Data;
use crate::ita::cell_type::CellType;
use crate::ita::open_data::{CATALOGUE, FOLDER, Form, MAP_SCHEMA, PACKAGE, map_address};

mod catalogue;
pub(crate) mod column;
mod constraints;
pub(crate) mod data;
mod map;
mod package;
pub(crate) mod papers;
mod releases;
mod sheets;
pub(crate) mod tables;
pub(crate) mod workbook;

impl Data<'_> {
    /// One file of the open data, by its address from the root of the site.
    pub(crate) fn file(&self, address: &str) -> Option<Vec<u8>> {
        if !address.starts_with(FOLDER) {
            return None;
        }
        if let Some((set, form)) = self.tables.with_file(address) {
            return Some(written_as(set, form));
        }
        if let Some((set, releases)) = self.tables.with_releases(address) {
            return Some(written(&releases::Package { data: self, set, releases }));
        }
        let some = !self.sets.is_empty() || !self.tables.all().is_empty();
        match address {
            PACKAGE if some => Some(written(&package::package(self))),
            MAP_SCHEMA if !self.portal.maps().is_empty() => Some(map::SCHEMA.as_bytes().to_vec()),
            CATALOGUE if some => Some(written(&catalogue::catalogue(self))),
            _ => {
                if let Some(year) = self.portal.maps().into_iter().find(|own| map_address(own.year) == address) {
                    return Some(written(&map::map(self, year)));
                }
                let (set, form) = self.sets.iter().find_map(|set| Some((set, set.form_at(address)?)))?;
                Some(written_as(&tables::table(self, set), form))
            }
        }
    }
}

fn written_as(rows: &impl Rows, form: Form) -> Vec<u8> {
    match form {
        Form::Csv => csv(rows),
        Form::Json => written(&Objects { columns: rows.columns(), rows }),
    }
}

/// RFC 4180 with a byte order mark, without which Excel garbles Thai.
pub(crate) fn csv(rows: &impl Rows) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec());
    let columns = rows.columns();
    // Writing to memory cannot fail, and every row has as many cells as there are columns.
    let _ = writer.write_record(columns.iter().map(|(name, _)| harmless(name)));
    for at in 0..rows.height() {
        for (cell, (_, kind)) in rows.row(at).zip(&columns) {
            let cell = cell.as_deref().unwrap_or_default();
            let _ = match kind {
                CellType::Text => writer.write_field(harmless(cell)),
                _ => writer.write_field(cell),
            };
        }
        let _ = writer.write_record(None::<&[u8]>);
    }
    writer.into_inner().unwrap_or_default()
}

/// A text that a spreadsheet does not take for a formula. A single sign, as the hyphen for nothing, is none.
fn harmless(text: &str) -> Cow<'_, [u8]> {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.chars().nth(1).is_some();
    if risky && !is_number(text) { format!("'{text}").into_bytes().into() } else { text.as_bytes().into() }
}

/// A number as people and spreadsheets write it: `-5`, `+1,234.50`, `-3.5%`.
fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+']).trim_end_matches('%');
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte));
    plain
        && digits.replace(',', "").parse::<f64>().is_ok()
        && text.len() - text.trim_start_matches(['-', '+']).len() <= 1
}

/// Rows as JSON: an object for each.
struct Objects<'a, R> {
    columns: Vec<(&'a str, CellType)>,
    rows: &'a R,
}

impl<R: Rows> Serialize for Objects<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((0..self.rows.height()).map(|at| Object { all: self, at }))
    }
}

struct Object<'a, R> {
    all: &'a Objects<'a, R>,
    at: usize,
}

impl<R: Rows> Serialize for Object<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = self.all.columns.iter().zip(self.all.rows.row(self.at));
        serializer.collect_map(cells.map(|((name, kind), cell)| (name, Typed(*kind, cell))))
    }
}

/// A cell with the type of its column.
struct Typed<'a>(CellType, Option<Cow<'a, str>>);

impl Serialize for Typed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Typed(kind, Some(text)) = self else { return serializer.serialize_none() };
        let typed = match kind {
            CellType::Whole | CellType::Number | CellType::Truth => serde_json::from_str::<Value>(text).ok(),
            CellType::Text | CellType::Day | CellType::Address => None,
        };
        match typed {
            Some(typed) => typed.serialize(serializer),
            None => serializer.serialize_str(text),
        }
    }
}

fn written(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn texts_are_no_formulas_and_numbers_stay() {
        for text in ["=1+1", "- แต่งตั้ง", "@x", "+66 42 490 109", "-inf", "--5", "-1-1"] {
            assert_eq!(&*harmless(text), format!("'{text}").as_bytes(), "{text}");
        }
        for text in ["-5", "+1,234.50", "-3.5%", "-", "ก=1", ""] {
            assert_eq!(&*harmless(text), text.as_bytes(), "{text}");
        }
    }
}

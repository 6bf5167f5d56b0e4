//! Portal to open data: CSV for spreadsheets and JSON for programs, and what describes both. Arabic digits, ISO dates,
//! English column names.

use serde_json::{Map, Value};

use crate::export::column::Table;
use crate::export::data::Data;
use crate::ita::open_data::{CATALOGUE, CellType, DataSet, FOLDER, Form, PACKAGE};

mod catalogue;
mod column;
pub(crate) mod data;
mod package;
pub(crate) mod tables;

impl Data<'_> {
    /// One file of the open data, by its address from the root of the site.
    pub(crate) fn file(&self, address: &str) -> Option<Vec<u8>> {
        if !address.starts_with(FOLDER) {
            return None;
        }
        let sets = self.portal.data_sets();
        match address {
            PACKAGE if !sets.is_empty() => Some(written(&package::package(self, &sets))),
            CATALOGUE if !sets.is_empty() => Some(written(&catalogue::catalogue(self, &sets))),
            _ => {
                let forms = sets.iter().flat_map(|set| Form::ALL.map(|form| (set, form)));
                let (set, form) = forms.into_iter().find(|(set, form)| set.address(*form) == address)?;
                Some(self.table(set, form))
            }
        }
    }

    fn table(&self, set: &DataSet<'_>, form: Form) -> Vec<u8> {
        let table = tables::table(self, set);
        match form {
            Form::Csv => csv(&table),
            Form::Json => json(&table),
        }
    }
}

/// RFC 4180 with a byte order mark, without which Excel garbles Thai.
fn csv(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec());
    // Writing to memory cannot fail, and every row has as many cells as there are columns.
    let _ = writer.write_record(table.columns.iter().map(|column| column.name));
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(|cell| cell.as_deref().unwrap_or_default()));
    }
    writer.into_inner().unwrap_or_default()
}

fn json(table: &Table) -> Vec<u8> {
    let object = |row: &Vec<Option<String>>| -> Map<String, Value> {
        let cells = table.columns.iter().zip(row);
        cells.map(|(column, cell)| (column.name.to_owned(), value(column.cells, cell.as_deref()))).collect()
    };
    written(&Value::Array(table.rows.iter().map(|row| Value::Object(object(row))).collect()))
}

/// A cell with the type of its column.
fn value(cells: CellType, cell: Option<&str>) -> Value {
    let Some(text) = cell else { return Value::Null };
    let typed = match cells {
        CellType::Whole | CellType::Number | CellType::Truth => serde_json::from_str(text).ok(),
        CellType::Text | CellType::Day | CellType::Address => None,
    };
    typed.unwrap_or_else(|| text.into())
}

fn written(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

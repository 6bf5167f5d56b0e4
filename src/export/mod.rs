//! Portal to open data: CSV for spreadsheets and JSON for programs, and what describes both. Arabic digits, ISO dates,
//! English column names.

use serde_json::{Map, Value};

use crate::base::lang::Lang;
use crate::base::source::Sources;
use crate::base::words::Words;
use crate::export::column::Table;
use crate::ita::agency::BaseUrl;
use crate::ita::open_data::{CATALOGUE, CellType, DataSet, FOLDER, Form, PACKAGE};
use crate::ita::portal::Portal;

mod catalogue;
mod column;
mod package;
pub(crate) mod tables;

/// All that the open data is made from.
#[derive(Clone, Copy)]
pub(crate) struct Data<'a> {
    pub portal: &'a Portal,
    pub sources: &'a Sources,
    /// The words of the theme: titles of sets and meanings of columns.
    pub words: &'a Words,
    pub base_url: &'a BaseUrl,
}

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

    /// A word of the theme; empty where the theme has none.
    fn word(&self, key: &str, lang: Lang) -> String {
        self.words.get(lang).get(key).cloned().unwrap_or_default()
    }

    /// A word in Thai and English, for formats that have place for one text.
    fn both(&self, key: &str) -> String {
        format!("{} / {}", self.word(key, Lang::Th), self.word(key, Lang::En))
    }

    fn title(&self, set: &DataSet<'_>, lang: Lang) -> String {
        set.title(&self.word(&format!("dataset_{}", set.set.word()), lang))
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

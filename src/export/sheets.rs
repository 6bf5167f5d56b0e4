//! The data of tables that pages show: a column for each head, in the words of the file.

use std::borrow::Cow;

use serde_json::{Map, Value as Json, json};

use crate::base::grid::{Cell, Value};
use crate::export::column::Rows;
use crate::export::constraints::Asked;
use crate::export::data::Data;
use crate::ita::cell_type::CellType;
use crate::ita::open_data::Form;
use crate::ita::table::Head;
use crate::ita::table::set::TableSet;

/// The rows, as every other table of the open data.
impl Rows for TableSet<'_> {
    fn columns(&self) -> Vec<(&str, CellType)> {
        self.table.content.heads.iter().map(|head| (head.name.as_str(), head.cells)).collect()
    }

    fn height(&self) -> usize {
        self.table.height()
    }

    fn row(&self, at: usize) -> impl Iterator<Item = Option<Cow<'_, str>>> {
        self.table.content.heads.iter().zip(self.table.cells(at)).map(|(head, cell)| written(cell, head.cells))
    }
}

/// A cell in a column of one kind: figures and days as programs read them, everything else as a person sees it.
fn written(cell: &Cell, cells: CellType) -> Option<Cow<'_, str>> {
    let text = cell.text.trim();
    match (cells, cell.value) {
        _ if cell.is_blank() => None,
        (CellType::Number, Value::Number(number)) if !is_whole(text) => Some(number.to_string().into()),
        (CellType::Day, Value::Day(day)) => Some(day.to_string().into()),
        _ => Some(text.into()),
    }
}

/// Whether a text is a whole number as programs write it, which most numbers are.
fn is_whole(text: &str) -> bool {
    (1..=15).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
}

/// What stands in it, as a resource of the package.
pub(super) fn resource(data: &Data<'_>, asked: &Asked<'_>, set: &TableSet<'_>) -> Json {
    let title = &set.table.title;
    let path = set.address(Form::Csv);
    let heads = set.table.content.heads.iter().zip(asked.constraints(&data.portal.agency, set));
    let english = title.en.as_ref().map(|en| format!("{} / {en}", title.th));
    json!({
        "profile": "tabular-data-resource",
        "name": set.name(),
        "path": path.split_once('/').map_or(&*path, |(_, below)| below),
        "title": title.th,
        "description": english.as_ref().unwrap_or(&title.th),
        "format": Form::Csv.ending(),
        "mediatype": Form::Csv.media_type(),
        "encoding": "utf-8",
        "schema": { "fields": heads.map(|(head, own)| field(head, own)).collect::<Vec<_>>(), "missingValues": [""] },
    })
}

fn field(head: &Head, constraints: Map<String, Json>) -> Json {
    let mut field = json!({ "name": head.name, "type": head.cells.word() });
    if let Some(english) = &head.english {
        field["title"] = json!(english);
    }
    if !constraints.is_empty() {
        field["constraints"] = Json::Object(constraints);
    }
    field
}

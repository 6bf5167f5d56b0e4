//! What stands in every table and column, as a Data Package (<https://specs.frictionlessdata.io/tabular-data-package/>).

use serde_json::{Value, json};

use crate::base::lang::Lang;
use crate::export::constraints::Asked;
use crate::export::data::Data;
use crate::export::{sheets, tables};
use crate::ita::cell_type::CellType;
use crate::ita::open_data::{Column, DataSet, Form};

/// The description of all sets.
pub(super) fn package(data: &Data<'_>) -> Value {
    let (agency, asked) = (&data.portal.agency, Asked::of(data.portal));
    let resources = data
        .sets
        .iter()
        .map(|set| resource(data, set))
        .chain(data.tables.all().iter().map(|set| sheets::resource(data, &asked, set)));
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": "open-data",
        "title": agency.name.th,
        "homepage": data.base_url.join(""),
        "resources": resources.collect::<Vec<_>>(),
    });
    if let Some(licence) = &agency.licence {
        let path = licence.url.as_ref().map(|url| json!(url));
        package["licenses"] = json!([{ "title": licence.name.th, "path": path }]);
    }
    package
}

fn resource(data: &Data<'_>, set: &DataSet<'_>) -> Value {
    let fields: Vec<Value> = tables::columns(set.set).into_iter().map(|column| field(data, column)).collect();
    json!({
        "profile": "tabular-data-resource",
        "name": set.name(),
        "path": set.file(Form::Csv),
        "title": data.title(set, Lang::Th),
        "description": data.both(&format!("dataset_{}_text", set.set.word())),
        "format": Form::Csv.ending(),
        "mediatype": Form::Csv.media_type(),
        "encoding": "utf-8",
        "schema": { "fields": fields, "missingValues": [""] },
    })
}

fn field(data: &Data<'_>, column: Column) -> Value {
    let mut field = json!({
        "name": column.name,
        "type": column.cells.word(),
        "description": data.both(&column.description()),
    });
    if column.cells == CellType::Address {
        field["format"] = json!("uri");
    }
    field
}

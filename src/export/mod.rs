//! Portal to open data: CSV for spreadsheets and JSON for programs. Arabic digits, ISO dates, English column names.

use crate::base::output::{Asset, Output};
use crate::base::path::RelPath;
use crate::ita::portal::{DataFile, Portal};

mod tables;

/// A table of text cells under named columns. An empty cell is a missing value, never a zero.
struct Table {
    columns: &'static [&'static str],
    rows: Vec<Vec<Option<String>>>,
}

/// The open data of a portal, as files of the output.
pub fn open_data(portal: &Portal) -> Output {
    let mut output = Output::default();
    for file in portal.data_files() {
        if let Some(path) = RelPath::new(&file.address) {
            output.0.insert(path, Asset::Bytes(bytes(&file)));
        }
    }
    output
}

/// One file of the open data, by its address below the root of the site.
pub fn file(portal: &Portal, address: &str) -> Option<Vec<u8>> {
    portal.data_files().iter().find(|file| file.address == address).map(bytes)
}

fn bytes(file: &DataFile<'_>) -> Vec<u8> {
    let table = match file.set {
        "scores" => tables::scores(file.assessment),
        "measures" => tables::measures(file.assessment),
        _ => tables::items(file.assessment),
    };
    if file.form == "csv" { csv(&table) } else { json(&table) }
}

/// RFC 4180 with a byte order mark, without which Excel garbles Thai.
fn csv(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec());
    // Writing to memory cannot fail, and every row has as many cells as there are columns.
    let _ = writer.write_record(table.columns);
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(|cell| cell.as_deref().unwrap_or_default()));
    }
    writer.into_inner().unwrap_or_default()
}

fn json(table: &Table) -> Vec<u8> {
    let object = |row: &Vec<Option<String>>| -> serde_json::Map<String, serde_json::Value> {
        let cells = table.columns.iter().zip(row);
        cells.map(|(column, cell)| ((*column).to_owned(), cell.clone().into())).collect()
    };
    let rows: Vec<_> = table.rows.iter().map(object).collect();
    let mut bytes = serde_json::to_vec_pretty(&rows).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

//! Sheets of Excel before 2007.

use std::io::Cursor;

use calamine::{Data, Reader, Xls};

use crate::base::document::Sheet;
use crate::base::grid::{Area, Cell, Grid, Value};
use crate::io::inspect::grid::Grids;
use crate::io::inspect::grid::figure::plain;
use crate::io::inspect::grid::format::Format;

/// The sheets of a workbook; `None` if it is none that can be read.
pub(in crate::io::inspect) fn read(bytes: &[u8]) -> Option<Vec<Grid>> {
    let mut book: Xls<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).ok()?;
    let late = book.has_1904_epoch();
    let mut grids = Grids::default();
    let sheets: Vec<Sheet> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| Sheet { name: sheet.name.clone(), hidden: sheet.visible != calamine::SheetVisible::Visible })
        .collect();
    for sheet in sheets {
        let Ok(range) = book.worksheet_range(&sheet.name) else { continue };
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let mut gathering = grids.sheet(sheet);
        let (row, column) = range.start().map_or((0, 0), |(row, column)| (row as usize, column as usize));
        for (number, cells) in (row + 1..).zip(range.rows()) {
            gathering.row(number, false);
            for (column, cell) in (column..).zip(cells) {
                gathering.cell(column, cell_of(cell, late));
            }
        }
        for area in merged {
            let ((top, left), (bottom, right)) = (area.start, area.end);
            let place = |at: u32| at as usize;
            gathering.merged(Area {
                top: place(top) + 1,
                left: place(left),
                bottom: place(bottom) + 1,
                right: place(right),
            });
        }
        grids.add(gathering);
    }
    Some(grids.end(|_| 0))
}

/// A cell; of its format only is known whether it shows a day.
fn cell_of(data: &Data, late: bool) -> Cell {
    match data {
        Data::Empty => Cell::default(),
        Data::Int(number) => plain(*number as f64),
        Data::Float(number) => plain(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text.clone()),
        Data::Bool(truth) => {
            Cell { text: if *truth { "TRUE" } else { "FALSE" }.to_owned(), value: Value::Truth(*truth) }
        }
        Data::Error(error) => Cell { text: error.to_string(), value: Value::Error },
        Data::DateTime(moment) => {
            let number = moment.as_f64();
            let format = match number {
                _ if moment.is_duration() => "[h]:mm",
                0.0..1.0 => "h:mm",
                _ if number.fract() == 0.0 => "d/m/bbbb",
                _ => "d/m/bbbb h:mm",
            };
            Format::new(format).cell(number, late)
        }
    }
}

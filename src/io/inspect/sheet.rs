//! Excel workbooks: every cell of every sheet, hidden ones too. A number shown as 1.1E+12 is stored with all its digits.

use std::collections::BTreeMap;

use crate::base::document::{Fault, Inspected, Layer, Location, Part, Planted, Sheet, column_name};
use crate::base::personal::Column;
use crate::base::table::{Cell, Table};
use crate::base::thai::is_thai;
use crate::io::inspect::archive::Archive;
use crate::io::inspect::office;
use crate::io::inspect::xml::{Step, attribute, walk};

/// The texts that cells share have at most so many bytes in all, and one cell at most so many.
const MAX_SHARED: usize = 32 << 20;
const MAX_CELL: usize = 64 << 10;

/// Cells of one row, as Excel itself has it.
const MAX_CELLS: usize = 16_384;

pub(super) fn inspect(archive: &mut Archive) -> Result<Inspected, Fault> {
    let shared = shared(archive)?;
    let sheets = sheets(archive)?;
    let mut found = Inspected { layer: Layer::Absent, ..Inspected::default() };
    let parts: Vec<String> = archive.names().to_vec();
    for name in parts.iter().filter(|name| name.starts_with("xl/worksheets/") && name.ends_with(".xml")) {
        let unlisted = || Sheet { name: name.rsplit('/').next().unwrap_or(name).to_owned(), hidden: true };
        let sheet = sheets.get(name).cloned().unwrap_or_else(unlisted);
        rows(archive, name, &shared, &sheet, &mut found)?;
        found.sheets.push(sheet);
    }
    beside(archive, &parts, &mut found)?;
    found.unread.clear();
    Ok(found)
}

/// Names of sheets, comments, text boxes and properties.
fn beside(archive: &mut Archive, parts: &[String], found: &mut Inspected) -> Result<(), Fault> {
    let mut column = Column::default();
    let mut places = vec![Part::Properties];
    let names: Vec<&str> = found.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    column.cell(&names.join("\n"), "", 0);
    for name in parts.iter().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
        let part = match name.to_lowercase() {
            name if name.contains("comment") => Part::Comment,
            name if name.starts_with("xl/drawings/") || name.starts_with("xl/charts/") => Part::Drawing,
            name if name.starts_with("docprops/") || name.contains("/_rels/") => Part::Properties,
            _ => continue,
        };
        column.cell(&office::lines(archive, name)?, "", places.len());
        places.push(part);
    }
    let hits = column.hits().into_iter();
    found.numbers.extend(hits.map(|(at, hit)| Planted {
        number: hit.number,
        certainty: hit.certainty,
        place: Location::Part(places[at]),
    }));
    Ok(())
}

/// The texts that cells refer to by number.
fn shared(archive: &mut Archive) -> Result<Vec<String>, Fault> {
    const NAME: &str = "xl/sharedStrings.xml";
    let mut texts: Vec<String> = Vec::new();
    if !archive.names().iter().any(|name| name == NAME) {
        return Ok(texts);
    }
    let (mut inside, mut phonetic, mut size) = (false, false, 0);
    walk(archive.part(NAME)?, |step| match step {
        Step::Open("si", _) if size <= MAX_SHARED => {
            size += size_of::<String>();
            texts.push(String::new());
        }
        Step::Open("rPh", _) => phonetic = true,
        Step::Close("rPh") => phonetic = false,
        Step::Open("t", _) => inside = true,
        Step::Close("t") => inside = false,
        Step::Text(words) if inside && !phonetic && size <= MAX_SHARED => {
            size += words.len();
            if let Some(text) = texts.last_mut() {
                text.push_str(words);
            }
        }
        _ => {}
    })?;
    if size > MAX_SHARED { Err(Fault::Bomb) } else { Ok(texts) }
}

/// The sheets of the workbook by the part that holds each.
fn sheets(archive: &mut Archive) -> Result<BTreeMap<String, Sheet>, Fault> {
    let mut parts = BTreeMap::new();
    walk(archive.part("xl/_rels/workbook.xml.rels")?, |step| {
        if let Step::Open("Relationship", start) = step
            && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            let inside = target.strip_prefix('/').map(str::to_owned);
            parts.insert(id, inside.unwrap_or_else(|| format!("xl/{target}")));
        }
    })?;
    let mut sheets = BTreeMap::new();
    walk(archive.part("xl/workbook.xml")?, |step| {
        if let Step::Open("sheet", start) = step
            && let (Some(name), Some(id)) = (attribute(start, "name"), attribute(start, "id"))
            && let Some(part) = parts.get(&id)
        {
            let hidden = attribute(start, "state").is_some_and(|state| state != "visible");
            sheets.insert(part.clone(), Sheet { name, hidden });
        }
    })?;
    Ok(sheets)
}

/// What is read of one sheet.
#[derive(Default)]
struct Reading {
    table: Table,
    row: usize,
    cells: Vec<Cell>,
    column: usize,
    /// How the value of the cell is kept: `s` for a shared text.
    kind: String,
    value: Option<String>,
    thai: bool,
    any: bool,
}

fn rows(
    archive: &mut Archive,
    part: &str,
    shared: &[String],
    sheet: &Sheet,
    found: &mut Inspected,
) -> Result<(), Fault> {
    let mut reading = Reading::default();
    walk(archive.part(part)?, |step| reading.step(step, shared))?;
    found.layer = match (reading.thai, reading.any, found.layer) {
        (true, _, _) | (_, _, Layer::Thai) => Layer::Thai,
        (_, true, _) | (_, _, Layer::Foreign) => Layer::Foreign,
        _ => Layer::Absent,
    };
    found.numbers.extend(reading.table.hits().into_iter().map(|((row, column), hit)| Planted {
        number: hit.number,
        certainty: hit.certainty,
        place: Location::Cell(sheet.clone(), format!("{}{row}", column_name(column))),
    }));
    Ok(())
}

impl Reading {
    fn step(&mut self, step: Step<'_>, shared: &[String]) {
        match step {
            Step::Open("row", start) => {
                let number = attribute(start, "r").and_then(|number| number.parse().ok());
                (self.row, self.column) = (number.unwrap_or(self.row + 1), 0);
                self.cells.clear();
            }
            Step::Open("c", start) => {
                let place = attribute(start, "r").and_then(|place| column(&place));
                self.column = place.unwrap_or(self.column);
                self.kind = attribute(start, "t").unwrap_or_default();
            }
            Step::Open("v" | "t", _) => drop(self.value.get_or_insert_default()),
            Step::Text(words) => {
                if let Some(value) = self.value.as_mut().filter(|value| value.len() < MAX_CELL) {
                    value.push_str(words);
                }
            }
            Step::Close("c") => {
                let text = self.value.take().map(|value| value_of(&self.kind, value, shared)).unwrap_or_default();
                self.thai = self.thai || text.contains(is_thai);
                self.any = self.any || !text.is_empty();
                if self.cells.len() < MAX_CELLS {
                    self.cells.push((self.column, text));
                }
                self.column += 1;
            }
            Step::Close("row") => self.table.row(self.row, &self.cells),
            _ => {}
        }
    }
}

/// The text of a cell. A figure is written out, so that no digit hides in an exponent.
fn value_of(kind: &str, value: String, shared: &[String]) -> String {
    match kind {
        "s" => value.trim().parse().ok().and_then(|at: usize| shared.get(at)).cloned().unwrap_or_default(),
        "" | "n" => match value.trim().parse::<f64>() {
            Ok(figure) if figure.fract() == 0.0 && figure.abs() < 1e15 => format!("{figure:.0}"),
            _ => value,
        },
        _ => value,
    }
}

/// The column of a cell, from 0: `B12` is in 1.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let number = letters.fold(0, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{column, value_of};

    #[test]
    fn cells_have_columns_and_figures_all_their_digits() {
        assert_eq!(["A1", "B12", "AA7", "12"].map(column), [Some(0), Some(1), Some(26), None]);
        assert_eq!(value_of("", "1.1001E+12".to_owned(), &[]), "1100100000000");
        assert_eq!(value_of("", "0.5".to_owned(), &[]), "0.5");
        assert_eq!(value_of("s", "0".to_owned(), &["ก".to_owned()]), "ก");
    }
}

//! Sheets of OpenDocument, which keep what a person sees of each cell beside its value.

use std::collections::BTreeSet;
use std::io::BufRead;

use quick_xml::events::BytesStart;

use crate::base::date::Day;
use crate::base::document::{Fault, Sheet};
use crate::base::grid::{Area, Cell, MAX_COLUMNS, Value};
use crate::io::inspect::grid::{Gathering, Grids};
use crate::io::inspect::limits::MAX_CELL;
use crate::io::inspect::xml::{Step, attribute, attributes, walk};

/// Reads the sheets of `content.xml`.
pub(in crate::io::inspect) fn read(part: impl BufRead, grids: &mut Grids) -> Result<(), Fault> {
    let (mut hidden, mut style) = (BTreeSet::new(), String::new());
    let mut reading: Option<Reading> = None;
    walk(part, |step| match (&step, &mut reading) {
        (Step::Open("style", start), _) => style = attribute(start, "name").unwrap_or_default(),
        (Step::Open("table-properties", start), _) if attribute(start, "display").as_deref() == Some("false") => {
            hidden.insert(style.clone());
        }
        (Step::Open("table", start), None) => {
            let own = attribute(start, "style-name").is_some_and(|style| hidden.contains(&style));
            let sheet = Sheet { name: attribute(start, "name").unwrap_or_default(), hidden: own };
            reading = Some(Reading::new(grids.sheet(sheet)));
        }
        (Step::Close("table"), Some(own)) if own.within == 0 => {
            if let Some(reading) = reading.take() {
                grids.add(reading.gathering);
            }
        }
        (_, Some(own)) => own.step(&step),
        _ => {}
    })
}

/// What is read of one sheet.
struct Reading {
    gathering: Gathering,
    row: usize,
    hidden_row: bool,
    repeated_row: usize,
    cells: Vec<(usize, Cell)>,
    column: usize,
    hidden_column: usize,
    cell: Option<Open>,
    /// How deep in something that is no cell of the sheet: a remark, a table in a cell.
    within: usize,
}

/// A cell that is being read.
struct Open {
    cell: Cell,
    repeated: usize,
    is_formula: bool,
    /// A day or time, if that is its value.
    moment: Option<String>,
}

impl Reading {
    fn new(gathering: Gathering) -> Reading {
        Reading {
            gathering,
            row: 0,
            hidden_row: false,
            repeated_row: 1,
            cells: Vec::new(),
            column: 0,
            hidden_column: 0,
            cell: None,
            within: 0,
        }
    }

    fn step(&mut self, step: &Step<'_>) {
        match step {
            Step::Open("annotation" | "table" | "forms" | "shapes", _) => self.within += 1,
            Step::Close("annotation" | "table" | "forms" | "shapes") => self.within -= 1,
            _ if self.within > 0 => {}
            Step::Open("table-column", start) => {
                let count = times(start, "number-columns-repeated");
                if is_hidden(start) && count > 0 {
                    self.gathering.hidden(self.hidden_column, self.hidden_column.saturating_add(count - 1));
                }
                self.hidden_column = self.hidden_column.saturating_add(count);
            }
            Step::Open("table-row", start) => {
                (self.hidden_row, self.repeated_row) = (is_hidden(start), times(start, "number-rows-repeated"));
                self.column = 0;
            }
            Step::Close("table-row") => self.end_row(),
            Step::Open("table-cell", start) => self.open(start),
            Step::Open("covered-table-cell", start) => {
                self.column = self.column.saturating_add(times(start, "number-columns-repeated"));
            }
            Step::Close("table-cell") => self.end_cell(),
            Step::Open("p", _) => self.words(&|text| if text.is_empty() { "" } else { "\n" }),
            Step::Open("s", start) => {
                let spaces = " ".repeat(times(start, "c").min(MAX_COLUMNS));
                self.words(&|_| &spaces);
            }
            Step::Open("tab", _) => self.words(&|_| "\t"),
            Step::Open("line-break", _) => self.words(&|_| "\n"),
            Step::Text(words) => self.words(&|_| words),
            _ => {}
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        let kinds: Vec<String> =
            attributes(start).filter(|(name, _)| *name == "value-type").map(|(_, kind)| kind.into_owned()).collect();
        let value = |name: &str| attribute(start, name);
        let has = |kind: &str| kinds.iter().any(|own| own == kind);
        let number = || value("value").and_then(|value| value.parse().ok());
        let own = if has("error") {
            Value::Error
        } else if has("float") || has("percentage") || has("currency") {
            number().map_or(Value::Text, Value::Number)
        } else if has("boolean") {
            Value::Truth(value("boolean-value").as_deref() == Some("true"))
        } else if kinds.is_empty() {
            Value::Empty
        } else {
            Value::Text
        };
        let (columns, rows) = (times(start, "number-columns-spanned"), times(start, "number-rows-spanned"));
        if columns > 1 || rows > 1 {
            let (top, left) = (self.row.saturating_add(1), self.column);
            let (bottom, right) = (self.row.saturating_add(rows), left.saturating_add(columns.saturating_sub(1)));
            self.gathering.merged(Area { top, left, bottom, right });
        }
        self.cell = Some(Open {
            cell: Cell { text: String::new(), value: own },
            repeated: times(start, "number-columns-repeated"),
            is_formula: value("formula").is_some(),
            moment: value("date-value"),
        });
    }

    /// Adds words to the text of the cell, by what it is so far.
    fn words<'w>(&mut self, words: &dyn Fn(&str) -> &'w str) {
        if let Some(Open { cell, .. }) = &mut self.cell
            && cell.text.len() < MAX_CELL
        {
            let words = words(&cell.text);
            cell.text.push_str(words);
        }
    }

    fn end_cell(&mut self) {
        let Some(Open { mut cell, repeated, is_formula, moment }) = self.cell.take() else { return };
        if let Some(moment) = moment {
            cell.value = of_moment(&moment, &cell.text);
        }
        if cell.value == Value::Empty && !cell.text.is_empty() {
            cell.value = Value::Text;
        }
        if is_formula && cell.value == Value::Empty {
            cell.value = Value::Unsolved;
        }
        if cell != Cell::default() {
            let last = self.column.saturating_add(repeated.min(MAX_COLUMNS + 1));
            self.cells.extend((self.column..last).map(|column| (column, cell.clone())));
        }
        self.column = self.column.saturating_add(repeated);
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        for number in 0..if cells.is_empty() { 0 } else { self.repeated_row } {
            self.gathering.row(self.row.saturating_add(number + 1), self.hidden_row);
            cells.iter().for_each(|(column, cell)| self.gathering.cell(*column, cell.clone()));
            if self.gathering.is_cut() {
                break;
            }
        }
        self.row = self.row.saturating_add(self.repeated_row);
    }
}

/// What a day is worth by how it is seen: a month where its day is left out, a text where its time is shown.
fn of_moment(written: &str, text: &str) -> Value {
    let (day, time) = written.split_once('T').unwrap_or((written, ""));
    let Ok(day) = Day::parse(day) else { return Value::Text };
    let has_time = time.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) && text.contains(':');
    let runs = text.split(|c: char| !c.is_numeric()).filter(|run| !run.is_empty()).count();
    let worded = text.chars().any(char::is_alphabetic);
    match runs {
        _ if has_time => Value::Text,
        3.. => Value::Day(day),
        2 if worded => Value::Day(day),
        1 | 2 => Value::Month(day),
        _ => Value::Text,
    }
}

fn times(start: &BytesStart<'_>, name: &str) -> usize {
    attribute(start, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "visibility").is_some_and(|visibility| visibility != "visible")
}

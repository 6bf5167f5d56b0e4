//! What a sheet of a workbook, or a file of rows with commas, holds: cells as a person sees them, each with its value beside.
//! `io::inspect` reads it; on its way here a cell is one text, which keeps large sheets small.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::date::Day;
use crate::base::path::RelPath;

/// The endings of files that may be shown as tables.
pub(crate) const ENDINGS: [&str; 4] = ["xlsx", "xls", "ods", "csv"];

/// A file has at most so many cells in all its sheets, such as 10,000 rows of 16, and a sheet so many columns; one with more
/// is told as cut.
pub(crate) const MAX_CELLS: usize = 160_000;
pub(crate) const MAX_COLUMNS: usize = 256;

/// Whether a file may be shown as a table, by its name.
pub(crate) fn is_named_as_table(path: &RelPath) -> bool {
    ENDINGS.contains(&&*path.ending().to_lowercase())
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
}

/// One sheet with its cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Its name, empty for a file that is no workbook.
    pub sheet: Sheet,
    /// The rows that have any cell, by their numbers.
    pub rows: Vec<Row>,
    /// Cells that are shown as one.
    pub merged: Vec<Area>,
    /// Columns that the workbook does not show.
    pub hidden: Vec<usize>,
    /// It has more than is read, and nothing of it is kept.
    pub cut: bool,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// As the workbook counts it, from 1; of a file of rows the line it begins in.
    pub number: usize,
    pub hidden: bool,
    /// From column A to the last cell that is not empty.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What a person sees in it.
    pub text: String,
    pub value: Value,
}

/// What a cell is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Value {
    #[default]
    Empty,
    Text,
    Number(f64),
    /// A day, shown as a whole date.
    Day(Day),
    /// A month, shown without a day: its first.
    Month(Day),
    Truth(bool),
    /// An error of the workbook's own, such as `#REF!`.
    Error,
    /// A formula whose result was not stored with it.
    Unsolved,
}

/// Cells that are merged: rows from 1, columns from 0, the last ones included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    pub top: usize,
    pub left: usize,
    pub bottom: usize,
    pub right: usize,
}

/// A cell that is not there.
pub(crate) static EMPTY: Cell = Cell { text: String::new(), value: Value::Empty };

impl Row {
    /// The cell of a column; an empty one beyond the last.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&EMPTY)
    }

    /// Whether nothing is to be seen in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), value: Value::Text }
    }

    /// Whether nothing is to be seen in it, and nothing was meant to be.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.value != Value::Unsolved
    }
}

impl Area {
    pub fn holds(&self, row: usize, column: usize) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    /// `B2:C4`.
    pub fn name(&self) -> String {
        format!("{}:{}", cell_name(self.top, self.left), cell_name(self.bottom, self.right))
    }
}

/// The name of a column of a table: A, B, …, Z, AA.
pub(crate) fn column_name(column: usize) -> String {
    let (mut name, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        rest -= 1;
        name.push(b'A' + u8::try_from(rest % 26).unwrap_or_default());
        rest /= 26;
    }
    name.iter().rev().map(|&letter| char::from(letter)).collect()
}

/// The row of a cell, from 1, and its column, from 0: `B12` is 12 and 1.
pub(crate) fn place_of(cell: &str) -> Option<(usize, usize)> {
    let row = cell.trim_start_matches(|c: char| c.is_ascii_uppercase()).parse().ok()?;
    Some((row, column_of(cell)?))
}

/// The column of a cell, from 0: `B12` is in 1.
pub(crate) fn column_of(cell: &str) -> Option<usize> {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let number = letters.fold(0, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}

/// A cell as people call it, `B12`: rows from 1, columns from 0.
pub fn cell_name(row: usize, column: usize) -> String {
    format!("{}{row}", column_name(column))
}

/// The sign that says what follows, the value, and after a space what is seen, where that is something else.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match self.value {
            Value::Empty if text.is_empty() => Ok(()),
            Value::Empty | Value::Text => write!(f, "'{text}"),
            Value::Number(number) if number.to_string() == *text => write!(f, "#{text}"),
            Value::Number(number) => write!(f, "#{number} {text}"),
            Value::Day(day) => write!(f, "@{day} {text}"),
            Value::Month(day) => write!(f, "~{day} {text}"),
            Value::Truth(truth) => write!(f, "?{truth} {text}"),
            Value::Error => write!(f, "!{text}"),
            Value::Unsolved => write!(f, "={text}"),
        }
    }
}

impl Cell {
    fn parse(written: &str) -> Option<Cell> {
        let mut letters = written.chars();
        let Some(sign) = letters.next() else { return Some(Cell::default()) };
        let rest = letters.as_str();
        let (value, text) = rest.split_once(' ').unwrap_or((rest, rest));
        Some(match sign {
            '\'' => Cell::text(rest),
            '!' => Cell { text: rest.to_owned(), value: Value::Error },
            '=' => Cell { text: rest.to_owned(), value: Value::Unsolved },
            '#' => Cell { text: text.to_owned(), value: Value::Number(value.parse().ok()?) },
            '@' => Cell { text: text.to_owned(), value: Value::Day(Day::parse(value).ok()?) },
            '~' => Cell { text: text.to_owned(), value: Value::Month(Day::parse(value).ok()?) },
            '?' => Cell { text: text.to_owned(), value: Value::Truth(value.parse().ok()?) },
            _ => return None,
        })
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cell, D::Error> {
        struct Written;
        impl Visitor<'_> for Written {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a cell")
            }

            fn visit_str<E: Error>(self, written: &str) -> Result<Cell, E> {
                Cell::parse(written).ok_or_else(|| E::custom("no cell"))
            }
        }
        deserializer.deserialize_str(Written)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Value, cell_name, column_name, column_of, place_of};
    use crate::base::date::Day;

    #[test]
    fn a_cell_comes_back_as_it_was() {
        let day = Day::parse("2568-10-01").unwrap();
        let cells = [
            (Value::Empty, ""),
            (Value::Text, "'= 1 + 1"),
            (Value::Text, ""),
            (Value::Number(1234.5), "1,234.50 บาท"),
            (Value::Number(12.0), "12"),
            (Value::Number(7.0), ""),
            (Value::Day(day), "1 ต.ค. 68"),
            (Value::Month(day), "ต.ค. 68"),
            (Value::Truth(true), "TRUE"),
            (Value::Error, "#REF!"),
            (Value::Unsolved, ""),
        ];
        for (value, text) in cells {
            let cell = Cell { text: text.to_owned(), value };
            let json = serde_json::to_string(&cell).unwrap();
            assert_eq!(serde_json::from_str::<Cell>(&json).unwrap(), cell, "{json}");
        }
        assert!(serde_json::from_str::<Cell>("\"#one\"").is_err());
    }

    #[test]
    fn cells_are_called_as_in_a_workbook() {
        let names = [0, 1, 25, 26, 51, 52, 701, 702].map(column_name);
        assert_eq!(names, ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
        assert_eq!(["A1", "B12", "AA7", "12"].map(column_of), [Some(0), Some(1), Some(26), None]);
        assert_eq!((cell_name(12, 1).as_str(), place_of("B12")), ("B12", Some((12, 1))));
    }
}

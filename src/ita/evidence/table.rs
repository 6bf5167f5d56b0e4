//! The check of a table: heads in their order, enough rows, no cell left empty, what every row must say, a row for each month.

use crate::base::grid::{Cell, Value};
use crate::base::thai::{is_mark, normalise, same_words};
use crate::ita::agency::Agency;
use crate::ita::evidence::lack::{CellName, Lack, TableLack, TableName};
use crate::ita::evidence::months;
use crate::ita::holds::{Blanks, Equal, TableCheck};
use crate::ita::table::Table;
use crate::ita::year::{FiscalYear, Period};

/// How many faults of one table are kept; the rest is counted.
const KEPT: usize = 40;

/// What rows are held against.
pub(super) struct Asked<'a> {
    pub agency: &'a Agency,
    pub year: FiscalYear,
    /// The months that must have a row, where the check asks for them and they are known.
    pub months: Option<Period>,
}

/// What a table does not have.
pub(super) fn judge(table: &Table<'_>, check: &TableCheck, asked: &Asked<'_>) -> Vec<Lack> {
    let mut faults = match () {
        () if !table.is_shown() => vec![TableLack::Unread],
        () if table.rows.is_empty() => vec![TableLack::NoRows],
        () => of_rows(table, check, asked),
    };
    let more = faults.len().saturating_sub(KEPT);
    faults.truncate(KEPT);
    faults.extend((more > 0).then_some(TableLack::More(more)));
    let name = name(table);
    faults.into_iter().map(|fault| Lack::Table(name.clone(), fault)).collect()
}

fn name(table: &Table<'_>) -> TableName {
    let file = table.spec.file.value.as_ref();
    TableName {
        id: table.spec.id.value.clone(),
        file: file.map_or("", |path| path.file_name()).to_owned(),
        sheet: table.sheet().to_owned(),
    }
}

fn of_rows(table: &Table<'_>, check: &TableCheck, asked: &Asked<'_>) -> Vec<TableLack> {
    let mut faults = columns(table, check);
    let rows: Vec<usize> = (0..table.rows.len()).filter(|row| !is_total(table, *row)).collect();
    if rows.len() < check.rows {
        faults.push(TableLack::Rows { has: rows.len(), asked: check.rows });
    }
    let told: Vec<usize> = rows.iter().copied().filter(|row| !says_none(table, *row)).collect();
    faults.extend(blanks(table, check, &told));
    for (head, equal) in &check.equal {
        match column(table, &head.value) {
            Some(column) => faults.extend(unequal(table, column, equal, asked, &told)),
            None => faults.push(TableLack::Column(head.value.clone())),
        }
    }
    if let Some(months) = &check.months {
        match (column(table, &months.column.value), asked.months) {
            (Some(column), Some(period)) => faults.extend(months::judge(table, column, period, &rows)),
            (Some(_), None) => {}
            (None, _) => faults.push(TableLack::Column(months.column.value.clone())),
        }
    }
    let mut once: Vec<TableLack> = Vec::new();
    for fault in faults {
        if !matches!(fault, TableLack::Column(_)) || !once.contains(&fault) {
            once.push(fault);
        }
    }
    once
}

/// The columns that are wanting, and those that do not stand in their order.
fn columns(table: &Table<'_>, check: &TableCheck) -> Vec<TableLack> {
    let mut faults = Vec::new();
    let mut before: Option<(usize, &str)> = None;
    for head in &check.columns {
        let Some(at) = column(table, &head.value) else {
            faults.push(TableLack::Column(head.value.clone()));
            continue;
        };
        match before {
            Some((last, name)) if at < last => faults.push(TableLack::Order(name.to_owned(), head.value.clone())),
            _ => before = Some((at, &head.value)),
        }
    }
    faults
}

/// The column with a head, in the order of the heads: the normal form counts, digits and spaces aside. One of them may
/// leave out the unit in brackets at its end.
fn column(table: &Table<'_>, head: &str) -> Option<usize> {
    let (wanted, plain) = (words(head), words(without_unit(head)));
    let heads = || table.heads.iter().map(|own| own.text.as_str());
    let nearly = |own: &str| words(own) == plain || words(without_unit(own)) == wanted;
    heads().position(|own| words(own) == wanted).or_else(|| heads().position(nearly))
}

/// `ราคากลาง` of `ราคากลาง (บาท)`.
fn without_unit(head: &str) -> &str {
    let head = head.trim();
    head.strip_suffix(')').and_then(|open| open.rsplit_once('(')).map_or(head, |(plain, _)| plain)
}

fn words(text: &str) -> String {
    let words = |c: &char| (c.is_alphanumeric() && !c.is_numeric()) || is_mark(*c);
    normalise(text).chars().filter(words).collect()
}

/// The empty cells of the columns that are asked for, or of all, without those that may be empty.
fn blanks(table: &Table<'_>, check: &TableCheck, rows: &[usize]) -> Vec<TableLack> {
    let free: Vec<usize> = match &check.blanks {
        Blanks::Any => return Vec::new(),
        Blanks::None => Vec::new(),
        Blanks::In(heads) => heads.iter().filter_map(|head| column(table, &head.value)).collect(),
    };
    let asked: Vec<usize> = check.columns.iter().filter_map(|head| column(table, &head.value)).collect();
    let all = if check.columns.is_empty() { (0..table.heads.len()).collect() } else { asked };
    let looked: Vec<usize> = all.into_iter().filter(|column| !free.contains(column)).collect();
    let cells = rows.iter().flat_map(|row| looked.iter().map(move |column| (*row, *column)));
    let empty = cells.filter(|(row, column)| table.cell(*row, *column).is_blank());
    empty.map(|(row, column)| TableLack::Blank(cell_name(table, row, column))).collect()
}

/// The cells of a column that do not say what each of them must.
fn unequal(table: &Table<'_>, column: usize, equal: &Equal, asked: &Asked<'_>, rows: &[usize]) -> Vec<TableLack> {
    let (agency, year) = (asked.agency, asked.year);
    let says = |cell: &Cell| match equal {
        Equal::Year => is_year(cell, year),
        Equal::Agency => {
            let names = std::iter::once(&agency.name).chain(&agency.short_name);
            let mut names = names.flat_map(|name| std::iter::once(&name.th).chain(&name.en));
            names.any(|name| same_words(name, &cell.text))
        }
        Equal::Text(text) => same_words(text, &cell.text) && words(text) == words(&cell.text),
    };
    let wanted = match equal {
        Equal::Year => year.to_string(),
        Equal::Agency => agency.name.th.clone(),
        Equal::Text(text) => text.clone(),
    };
    let wrong = rows.iter().map(|row| (*row, table.cell(*row, column))).filter(|(_, cell)| !says(cell));
    let wrong = wrong.map(|(row, cell)| {
        let name = cell_name(table, row, column);
        if cell.is_blank() {
            return TableLack::Blank(name);
        }
        let value = cell.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
        TableLack::Unequal { cell: name, value, asked: wanted.clone() }
    });
    wrong.collect()
}

/// Whether a cell names a year, in any era and with whatever words before it.
fn is_year(cell: &Cell, year: FiscalYear) -> bool {
    let text = normalise(&cell.text);
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let first = numbers.next().and_then(|number| number.parse().ok());
    let one = numbers.next().is_none();
    one && (first == Some(year.buddhist()) || first == Some(year.common()))
}

/// Whether a row only adds up those above it.
fn is_total(table: &Table<'_>, row: usize) -> bool {
    let texts = (0..table.heads.len()).map(|column| table.cell(row, column)).filter(|cell| cell.value == Value::Text);
    let first = texts.map(|cell| normalise(&cell.text)).find(|text| !text.trim().is_empty());
    let last = row + 1 == table.rows.len();
    last && first.is_some_and(|text| ["รวม", "ยอดรวม", "total"].iter().any(|word| text.trim().starts_with(word)))
}

/// Whether a row says that there was nothing, so that the rest of it may be empty.
fn says_none(table: &Table<'_>, row: usize) -> bool {
    let cells = || (0..table.heads.len()).map(|column| table.cell(row, column));
    let none = cells().any(|cell| normalise(&cell.text).trim().starts_with("ไม่มี"));
    none && cells().filter(|cell| !cell.is_blank()).count() * 2 <= table.heads.len()
}

pub(super) fn cell_name(table: &Table<'_>, row: usize, column: usize) -> CellName {
    CellName { row: table.rows[row].number, name: table.place(row, column), column: table.heads[column].text.clone() }
}

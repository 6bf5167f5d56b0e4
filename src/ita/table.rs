//! A file of rows as a page shows it: one sheet of it from its heads to its last row, with everything that is odd in it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::document::{FileKind, Inspected};
use crate::base::grid::{Area, Cell, Grid, Row, Value, cell_name, column_name, is_named_as_table};
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::{Span, Spanned};
use crate::base::thai::{normalise, same_words};
use crate::ita::cell_type::CellType;
use crate::ita::table::fault::Fault;
use crate::ita::table::heads::Heads;

pub mod fault;
mod heads;
pub mod set;

/// A table that a page names, with what its file holds once that was read.
#[derive(Clone, Debug)]
pub struct Table {
    /// The name by which evidence refers to it, and by which its data is called.
    pub id: Spanned<String>,
    /// As that of a document.
    pub file: Spanned<Option<RelPath>>,
    /// The name or the number of a sheet; the first that is shown without it.
    pub sheet: Option<Spanned<String>>,
    /// The row of the heads, where it was said.
    pub header: Option<Spanned<usize>>,
    pub title: Text,
    /// Heads as the file has them, with what they are in English.
    pub columns: Vec<(Spanned<String>, String)>,
    pub span: Span,
    pub content: Content,
}

/// What the file of a table holds, read by `Table::read`; in the preview again only when the file is another.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// The sheets of the file and which of them it is, if that could be read.
    book: Option<(Arc<Vec<Grid>>, usize)>,
    pub heads: Vec<Head>,
    /// The rows below the heads, without blank ones, by their places in the sheet.
    rows: Vec<usize>,
    /// What stands below the last row, a line each.
    pub notes: Vec<String>,
    pub faults: Vec<Fault>,
}

/// The unit of money, as heads name it.
const MONEY: &[&str] = &["บาท", "baht"];

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What it says; the heads of a group come before their own: `งบประมาณ ที่ได้รับ`.
    pub text: String,
    /// What the column is called in the data: of two with one head the second is numbered.
    pub name: String,
    pub english: Option<String>,
    /// What its cells are, where all of them are that.
    pub cells: CellType,
    /// Its column in the sheet, from 0.
    pub column: usize,
}

impl Table {
    /// The anchor of the table on its page.
    pub fn anchor(&self) -> String {
        format!("table.{}", self.id.value)
    }

    /// Reads what its file holds, as far as that can be read.
    pub(crate) fn read(&mut self, sources: &Sources) {
        self.content = self.book(sources).map_or_else(Content::failed, |book| self.within(book));
    }

    fn within(&self, book: (Arc<Vec<Grid>>, usize)) -> Content {
        let grid = &book.0[book.1];
        let heads = match Heads::of(grid, self.header.as_ref().map(|row| row.value)) {
            Ok(heads) => heads,
            Err(fault) => return Content { book: Some(book), ..Content::failed(fault) },
        };
        let (rows, notes) = body(grid, &heads);
        let mut faults = Vec::new();
        let heads = self.heads_of(grid, &heads, &rows, &mut faults);
        faults.extend(faults_below(grid, &heads, &rows));
        let rows = rows.into_iter().map(|(at, _)| at).collect();
        Content { book: Some(book), heads, rows, notes, faults }
    }

    /// Whether it can be shown.
    pub(crate) fn is_shown(&self) -> bool {
        !self.content.heads.is_empty()
    }

    /// The sheet that it is of, if that could be read.
    pub(crate) fn grid(&self) -> Option<&Grid> {
        self.content.book.as_ref().map(|(grids, at)| &grids[*at])
    }

    /// The name of that sheet; empty for a file that is no workbook.
    pub(crate) fn sheet_name(&self) -> &str {
        self.grid().map_or("", |grid| &grid.sheet.name)
    }

    /// How many rows stand below the heads.
    pub(crate) fn height(&self) -> usize {
        self.content.rows.len()
    }

    pub(crate) fn row(&self, row: usize) -> &Row {
        let grid = self.grid().expect("only a sheet has rows");
        &grid.rows[self.content.rows[row]]
    }

    pub(crate) fn rows(&self) -> impl ExactSizeIterator<Item = &Row> {
        (0..self.height()).map(|row| self.row(row))
    }

    /// The column that has a head, in any spelling that looks alike; from 0, in the order of the heads.
    pub(crate) fn column(&self, head: &str) -> Option<usize> {
        self.content.heads.iter().position(|own| same_words(&own.text, head))
    }

    /// The cell of a row and of a column, in the order of the heads.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &Cell {
        self.row(row).cell(self.content.heads[column].column)
    }

    /// The cells of a row, in the order of the heads.
    pub(crate) fn cells(&self, row: usize) -> impl ExactSizeIterator<Item = &Cell> {
        let row = self.row(row);
        self.content.heads.iter().map(|head| row.cell(head.column))
    }

    /// The name of that cell in its file, `B12`.
    pub(crate) fn place(&self, row: usize, column: usize) -> String {
        cell_name(self.row(row).number, self.content.heads[column].column)
    }

    /// The sheets of its file, and which of them is meant.
    fn book(&self, sources: &Sources) -> Result<(Arc<Vec<Grid>>, usize), Fault> {
        let path = self.file.value.as_ref().ok_or(Fault::Missing)?;
        let file = sources.files.get(path).ok_or(Fault::Missing)?;
        let inspected = file.inspected.as_deref();
        if !is_table(path, inspected) {
            return Err(Fault::Kind(inspected.map_or(FileKind::Unknown, |inspected| inspected.kind)));
        }
        let unread = || Fault::Unread(inspected.and_then(|inspected| inspected.fault));
        let grids = inspected.and_then(|inspected| inspected.grids.as_ref()).ok_or_else(unread)?;
        let sheets = || grids.iter().map(|grid| &grid.sheet);
        let at = match &self.sheet {
            None => sheets().position(|sheet| !sheet.hidden).or((!grids.is_empty()).then_some(0)).ok_or_else(unread)?,
            Some(sheet) => {
                let named = sheets().position(|own| same_words(&own.name, &sheet.value));
                let number = || sheet.value.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < grids.len());
                let names = || Fault::NoSheet(sheets().map(|sheet| sheet.name.clone()).collect());
                named.or_else(number).ok_or_else(names)?
            }
        };
        if grids[at].cut { Err(Fault::Cut) } else { Ok((grids.clone(), at)) }
    }

    /// The heads of all columns that have anything.
    fn heads_of(&self, grid: &Grid, heads: &Heads, rows: &[(usize, &Row)], faults: &mut Vec<Fault>) -> Vec<Head> {
        let mut used: BTreeSet<usize> = heads.texts(grid).into_iter().map(|(column, _)| column).collect();
        for (_, row) in rows {
            let filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
            used.extend(filled.map(|(column, _)| column));
        }
        let named: Vec<(usize, Option<String>)> =
            used.into_iter().map(|column| (column, heads.text(grid, column))).collect();
        let headless: Vec<String> =
            named.iter().filter(|(_, text)| text.is_none()).map(|(column, _)| column_name(*column)).collect();
        faults.extend((!headless.is_empty()).then_some(Fault::Headless(headless)));
        let texts: Vec<String> =
            named.iter().map(|(column, text)| text.clone().unwrap_or_else(|| column_name(*column))).collect();
        let names = names(&texts);
        let columns = named.into_iter().map(|(column, _)| column).zip(texts).zip(names);
        let columns = columns.map(|((column, text), name)| {
            let english = self.columns.iter().find(|(own, _)| same_words(&own.value, &text));
            let english = english.map(|(_, english)| english.clone());
            Head { cells: cells(rows, column), text, name, english, column }
        });
        columns.collect()
    }
}

impl Head {
    /// Whether its figures are amounts of money: `ราคากลาง (บาท)`.
    pub(crate) fn is_money(&self) -> bool {
        let text = normalise(&self.text);
        self.cells == CellType::Number && MONEY.iter().any(|unit| text.contains(unit))
    }
}

impl Content {
    fn failed(fault: Fault) -> Content {
        Content { faults: vec![fault], ..Content::default() }
    }
}

/// What columns are called by their heads; of two with one head the second is numbered, by a number that makes no other
/// head of it.
fn names(heads: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(heads.len());
    for (at, head) in heads.iter().enumerate() {
        let is_free = |name: &String| !heads.contains(name) && !names.contains(name);
        let numbered = || (2..).map(|number| format!("{head} ({number})")).find(is_free).unwrap_or_default();
        let name = if heads[..at].contains(head) { numbered() } else { head.clone() };
        names.push(name);
    }
    names
}

/// What the cells of a column are, where all of them are that.
fn cells(rows: &[(usize, &Row)], column: usize) -> CellType {
    let mut filled = rows.iter().map(|(_, row)| row.cell(column)).filter(|cell| !cell.is_blank()).peekable();
    // `00042` is a name.
    let is_named = |text: &str| text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    let of = |cell: &Cell| match cell.value {
        Value::Number(_) if !is_named(&cell.text) => CellType::Number,
        Value::Day(_) => CellType::Day,
        _ => CellType::Text,
    };
    let first = filled.peek().map_or(CellType::Text, |cell| of(cell));
    if filled.all(|cell| of(cell) == first) { first } else { CellType::Text }
}

/// What is odd below the heads.
fn faults_below(grid: &Grid, heads: &[Head], rows: &[(usize, &Row)]) -> Vec<Fault> {
    let mut faults = Vec::new();
    if rows.is_empty() {
        faults.push(Fault::NoRows);
    }
    for (at, head) in heads.iter().enumerate() {
        let same = |other: &&Head| normalise(&other.text) == normalise(&head.text);
        if heads[..at].iter().any(|other| same(&other)) {
            continue;
        }
        let all: Vec<String> = heads.iter().filter(same).map(|other| column_name(other.column)).collect();
        if all.len() > 1 {
            faults.push(Fault::SameHead(head.text.clone(), all));
        }
    }
    let cells = |value: Value| {
        let own = rows.iter().flat_map(|(_, row)| row.cells.iter().enumerate().map(move |cell| (row.number, cell)));
        let own = own.filter(|(_, (_, cell))| cell.value == value);
        own.map(|(row, (column, _))| cell_name(row, column)).collect::<Vec<_>>()
    };
    let hidden = grid.hidden.iter().filter(|column| heads.iter().any(|head| head.column == **column));
    let lists = [
        Fault::Unsolved(cells(Value::Unsolved)),
        Fault::Errors(cells(Value::Error)),
        Fault::Merged(merged(grid, rows).iter().map(Area::name).collect()),
        Fault::HiddenColumns(hidden.map(|column| column_name(*column)).collect()),
        Fault::HiddenRows(rows.iter().filter(|(_, row)| row.hidden).map(|(_, row)| row.number).collect()),
    ];
    faults.extend(lists.into_iter().filter(|fault| !fault.is_empty()));
    faults.extend(grid.sheet.hidden.then_some(Fault::HiddenSheet));
    faults
}

/// The merged cells between the first row and the last.
fn merged(grid: &Grid, rows: &[(usize, &Row)]) -> Vec<Area> {
    let (Some((_, first)), Some((_, last))) = (rows.first(), rows.last()) else { return Vec::new() };
    let body = |area: &&Area| area.bottom >= first.number && area.top <= last.number;
    grid.merged.iter().filter(body).copied().collect()
}

/// Whether a file may have rows, by its name and by what is in it.
fn is_table(path: &RelPath, inspected: Option<&Inspected>) -> bool {
    let named = FileKind::of_ending(path.ending()).filter(|_| is_named_as_table(path));
    let unread = |inspected: &Inspected| inspected.kind == FileKind::Unknown || inspected.fault.is_some();
    let fits = |kind: FileKind| inspected.is_none_or(|own| own.kind == kind || own.grids.is_some() || unread(own));
    named.is_some_and(fits)
}

/// The rows below the heads with their places in the sheet, and what stands below the last of them.
fn body<'g>(grid: &'g Grid, heads: &Heads) -> (Vec<(usize, &'g Row)>, Vec<String>) {
    let below = grid.rows.iter().enumerate().filter(|(_, row)| row.number > heads.bottom && !row.is_blank());
    let mut rows: Vec<(usize, &Row)> = below.filter(|(_, row)| !heads.repeats(grid, row)).collect();
    if rows.first().is_some_and(|(_, row)| is_count(row)) {
        rows.remove(0);
    }
    let mut notes = Vec::new();
    if let Some(foot) = foot(&rows) {
        let words = |(_, row): (usize, &Row)| {
            let filled = row.cells.iter().filter(|cell| !cell.is_blank()).map(|cell| cell.text.trim());
            filled.collect::<Vec<_>>().join(" ")
        };
        notes.extend(rows.split_off(foot).into_iter().map(words));
    }
    while let [.., (_, before), (_, last)] = &rows[..]
        && let Some(note) = note(grid, last, before.number)
    {
        notes.insert(0, note.to_owned());
        rows.pop();
    }
    (rows, notes)
}

/// Whether a row only counts the columns, as forms do: (1) (2) (3).
fn is_count(row: &Row) -> bool {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_blank()).zip(1..);
    let all = filled.clone().count();
    filled.all(|(cell, number)| {
        let text = normalise(&cell.text);
        // One cell of 1 is the number of a row.
        text == format!("({number})") || (all > 2 && text == number.to_string())
    })
}

/// Where a block of few words begins that stands apart below the rows, as the names of those who sign.
fn foot(rows: &[(usize, &Row)]) -> Option<usize> {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let widest = rows.iter().map(|(_, row)| filled(row)).max()?;
    let words = |row: &Row| row.cells.iter().all(|cell| cell.is_blank() || cell.value == Value::Text);
    let is_few = |row: &Row| filled(row) * 3 <= widest && words(row);
    let few = rows.iter().rposition(|(_, row)| !is_few(row))? + 1;
    (few..rows.len()).find(|&at| rows[at].1.number > rows[at - 1].1.number + 1)
}

/// The text of a row that has no other, and is set apart from the row before it: by a blank row, or by being as wide as
/// several columns.
fn note<'a>(grid: &Grid, row: &'a Row, before: usize) -> Option<&'a str> {
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
    let ((column, cell), None) = (filled.next()?, filled.next()) else { return None };
    let wide = |area: &Area| area.holds(row.number, column) && area.right > area.left;
    let apart = row.number > before + 1 || grid.merged.iter().any(wide);
    (apart && cell.value == Value::Text).then_some(cell.text.trim())
}

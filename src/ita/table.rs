//! A file of rows as a page shows it: one sheet of it from its heads to its last row, with everything that is odd in it.

use std::collections::BTreeSet;

use crate::base::document::{FileKind, Inspected};
use crate::base::grid::{Area, Cell, Grid, Row, Value, cell_name, column_name, is_named_as_table};
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::{Span, Spanned};
use crate::base::thai::{normalise, same_words};
use crate::ita::table::fault::Fault;
use crate::ita::table::heads::Heads;

pub mod fault;
mod heads;
pub mod set;

/// A table that a page names.
#[derive(Clone, Debug)]
pub struct TableSpec {
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
}

/// What a table holds.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    pub spec: &'a TableSpec,
    /// The sheet that it is of, if that could be read.
    pub grid: Option<&'a Grid>,
    pub heads: Vec<Head<'a>>,
    /// The rows below the heads, without blank ones.
    pub rows: Vec<&'a Row>,
    /// What stands below the last row, a line each.
    pub notes: Vec<&'a str>,
    pub faults: Vec<Fault>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// What it says; the heads of a group come before their own: `งบประมาณ ที่ได้รับ`.
    pub text: String,
    pub english: Option<&'a str>,
    /// Its column in the sheet, from 0.
    pub column: usize,
}

impl TableSpec {
    /// The anchor of the table on its page.
    pub fn anchor(&self) -> String {
        format!("table.{}", self.id.value)
    }
}

impl<'a> Table<'a> {
    /// The table of a specification, as far as its file can be read.
    pub fn of(spec: &'a TableSpec, sources: &'a Sources) -> Table<'a> {
        let none = Table { spec, grid: None, heads: vec![], rows: vec![], notes: vec![], faults: vec![] };
        let grid = match grid(spec, sources) {
            Ok(grid) => grid,
            Err(fault) => return Table { faults: vec![fault], ..none },
        };
        let heads = match Heads::of(grid, spec.header.as_ref().map(|row| row.value)) {
            Ok(heads) => heads,
            Err(fault) => return Table { grid: Some(grid), faults: vec![fault], ..none },
        };
        let mut table = Table { grid: Some(grid), ..none };
        (table.rows, table.notes) = body(grid, &heads);
        table.columns(grid, &heads);
        table.look(grid);
        table
    }

    /// Whether it can be shown.
    pub(crate) fn is_shown(&self) -> bool {
        !self.heads.is_empty()
    }

    /// The column that has a head, in any spelling that looks alike; from 0, in the order of `heads`.
    pub fn column(&self, head: &str) -> Option<usize> {
        self.heads.iter().position(|own| same_words(&own.text, head))
    }

    /// The cell of a row and of a column, in the order of `heads`.
    pub fn cell(&self, row: usize, column: usize) -> &'a Cell {
        self.rows[row].cell(self.heads[column].column)
    }

    /// The name of that cell in its file, `B12`.
    pub fn place(&self, row: usize, column: usize) -> String {
        cell_name(self.rows[row].number, self.heads[column].column)
    }

    /// The name of its sheet; empty for a file that is no workbook.
    pub fn sheet(&self) -> &'a str {
        self.grid.map_or("", |grid| &grid.sheet.name)
    }

    /// The cells of a column, in the order of `heads`, that have something in them.
    pub fn filled(&self, column: usize) -> impl Iterator<Item = &'a Cell> {
        let column = self.heads[column].column;
        self.rows.iter().map(move |row| row.cell(column)).filter(|cell| !cell.is_blank())
    }

    /// Finds the heads of all columns that have anything.
    fn columns(&mut self, grid: &Grid, heads: &Heads) {
        let mut used: BTreeSet<usize> = heads.texts(grid).into_iter().map(|(column, _)| column).collect();
        for row in &self.rows {
            let filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
            used.extend(filled.map(|(column, _)| column).filter(|column| !used.contains(column)).collect::<Vec<_>>());
        }
        let mut headless = Vec::new();
        for column in used {
            let text = heads.text(grid, column).unwrap_or_else(|| {
                headless.push(column_name(column));
                column_name(column)
            });
            let english = self.spec.columns.iter().find(|(own, _)| same_words(&own.value, &text));
            self.heads.push(Head { text, english: english.map(|(_, en)| en.as_str()), column });
        }
        if !headless.is_empty() {
            self.faults.push(Fault::Headless(headless));
        }
    }

    /// Finds what is odd below the heads.
    fn look(&mut self, grid: &Grid) {
        let mut faults = Vec::new();
        if self.rows.is_empty() {
            faults.push(Fault::NoRows);
        }
        for (at, head) in self.heads.iter().enumerate() {
            let same = |other: &&Head<'_>| normalise(&other.text) == normalise(&head.text);
            if self.heads[..at].iter().any(|other| same(&other)) {
                continue;
            }
            let all: Vec<String> = self.heads.iter().filter(same).map(|other| column_name(other.column)).collect();
            if all.len() > 1 {
                faults.push(Fault::SameHead(head.text.clone(), all));
            }
        }
        let cells = |value: Value| {
            let rows = self.rows.iter();
            let named =
                rows.flat_map(|row| row.cells.iter().enumerate().map(move |(column, cell)| (row, column, cell)));
            let own = named.filter(|(.., cell)| cell.value == value);
            own.map(|(row, column, _)| cell_name(row.number, column)).collect::<Vec<_>>()
        };
        let hidden = grid.hidden.iter().filter(|column| self.heads.iter().any(|head| head.column == **column));
        let rows = self.rows.iter().filter(|row| row.hidden).map(|row| row.number);
        let lists = [
            Fault::Unsolved(cells(Value::Unsolved)),
            Fault::Errors(cells(Value::Error)),
            Fault::Merged(self.merged(grid).iter().map(Area::name).collect()),
            Fault::HiddenColumns(hidden.map(|column| column_name(*column)).collect()),
        ];
        faults.extend(lists.into_iter().filter(|fault| !fault.is_empty()));
        let rows: Vec<usize> = rows.collect();
        faults.extend((!rows.is_empty()).then_some(Fault::HiddenRows(rows)));
        faults.extend(grid.sheet.hidden.then_some(Fault::HiddenSheet));
        self.faults.append(&mut faults);
    }

    /// The merged cells between the first row and the last.
    fn merged(&self, grid: &Grid) -> Vec<Area> {
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else { return Vec::new() };
        let body = |area: &&Area| area.bottom >= first.number && area.top <= last.number;
        grid.merged.iter().filter(body).copied().collect()
    }
}

/// The sheet that a table is of.
fn grid<'a>(spec: &TableSpec, sources: &'a Sources) -> Result<&'a Grid, Fault> {
    let path = spec.file.value.as_ref().ok_or(Fault::Missing)?;
    let file = sources.files.get(path).ok_or(Fault::Missing)?;
    let inspected = file.inspected.as_deref();
    if !is_table(path, inspected) {
        return Err(Fault::Kind(inspected.map_or(FileKind::Unknown, |inspected| inspected.kind)));
    }
    let unread = || Fault::Unread(inspected.and_then(|inspected| inspected.fault));
    let grids = inspected.and_then(|inspected| inspected.grids.as_ref()).ok_or_else(unread)?;
    let shown = || grids.iter().find(|grid| !grid.sheet.hidden).or_else(|| grids.first());
    let found = match &spec.sheet {
        None => shown().ok_or_else(unread)?,
        Some(sheet) => {
            let named = grids.iter().find(|grid| normalise(&grid.sheet.name) == normalise(&sheet.value));
            let number = sheet.value.parse::<usize>().ok().and_then(|number| grids.get(number.checked_sub(1)?));
            let names = || Fault::NoSheet(grids.iter().map(|grid| grid.sheet.name.clone()).collect());
            named.or(number).ok_or_else(names)?
        }
    };
    if found.cut { Err(Fault::Cut) } else { Ok(found) }
}

/// Whether a file may have rows, by its name and by what is in it.
fn is_table(path: &RelPath, inspected: Option<&Inspected>) -> bool {
    let named = FileKind::of_ending(&path.ending().to_lowercase()).filter(|_| is_named_as_table(path));
    let unread = |inspected: &Inspected| inspected.kind == FileKind::Unknown || inspected.fault.is_some();
    let fits = |kind: FileKind| inspected.is_none_or(|own| own.kind == kind || own.grids.is_some() || unread(own));
    named.is_some_and(fits)
}

/// The rows below the heads, and what stands below the last of them.
fn body<'a>(grid: &'a Grid, heads: &Heads) -> (Vec<&'a Row>, Vec<&'a str>) {
    let below = grid.rows.iter().filter(|row| row.number > heads.bottom && !row.is_blank());
    let mut rows: Vec<&Row> = below.filter(|row| !heads.repeats(grid, row)).collect();
    if rows.first().is_some_and(|row| is_count(row)) {
        rows.remove(0);
    }
    let mut notes = Vec::new();
    while let [.., before, last] = &rows[..]
        && let Some(note) = note(grid, last, before.number)
    {
        notes.insert(0, note);
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

/// The text of a row that has no other, and is set apart from the row before it: by a blank row, or by being as wide as
/// several columns.
fn note<'a>(grid: &Grid, row: &'a Row, before: usize) -> Option<&'a str> {
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
    let ((column, cell), None) = (filled.next()?, filled.next()) else { return None };
    let wide = |area: &Area| area.holds(row.number, column) && area.right > area.left;
    let apart = row.number > before + 1 || grid.merged.iter().any(wide);
    (apart && cell.value == Value::Text).then_some(cell.text.trim())
}

//! The sheets of a file as they are gathered, bounded whatever a file claims: one with more is told as cut, and nothing of it
//! is kept, for half a table would pass for a whole one.

use std::sync::Arc;

use crate::base::document::{Inspected, Location, Planted, Sheet};
use crate::base::grid::{Area, Cell, Grid, MAX_CELLS, MAX_COLUMNS, Row, Value, cell_name};
use crate::base::national::Number;
use crate::base::table::Table;

mod figure;
mod format;
mod known;
mod moment;
pub(super) mod office;
pub(super) mod old;
pub(super) mod open;

/// The sheets of a file that is shown as a table have at most so many bytes of text, and one sheet so many merged areas. With
/// less than 20 MB here, a reader has room for that and for `MAX_CELLS`.
pub(super) const MAX_GRID_TEXT: usize = 8 << 20;
pub(super) const MAX_AREAS: usize = 2_000;

/// The sheets of one file.
#[derive(Debug, Default)]
pub(super) struct Grids(Vec<Gathering>);

/// One sheet.
#[derive(Debug)]
pub(super) struct Gathering {
    grid: Grid,
    /// What it may still hold.
    cells: usize,
    text: usize,
}

impl Grids {
    /// Begins a sheet.
    pub(super) fn sheet(&self, sheet: Sheet) -> Gathering {
        let left = |most: usize, own: fn(&Gathering) -> usize| self.0.iter().map(own).fold(most, |a, b| a.min(b));
        let grid = Grid { sheet, rows: vec![], merged: vec![], hidden: vec![], cut: false };
        let cells = left(MAX_CELLS, |before| before.cells);
        Gathering { grid, cells, text: left(MAX_GRID_TEXT, |before| before.text) }
    }

    /// Takes a sheet that was read to its end.
    pub(super) fn add(&mut self, mut sheet: Gathering) {
        sheet.drop_blank();
        self.0.push(sheet);
    }

    /// All of them, in the order that `place` gives them.
    pub(super) fn end(self, place: impl Fn(&str) -> usize) -> Vec<Grid> {
        let mut grids: Vec<Grid> = self.0.into_iter().map(|sheet| sheet.grid).collect();
        grids.sort_by_cached_key(|grid| place(&grid.sheet.name));
        grids
    }
}

impl Gathering {
    /// Begins a row.
    pub(super) fn row(&mut self, number: usize, hidden: bool) {
        if !self.grid.cut {
            self.drop_blank();
            self.grid.rows.push(Row { number, hidden, cells: Vec::new() });
        }
    }

    /// Adds a cell to the row.
    pub(super) fn cell(&mut self, column: usize, cell: Cell) {
        if self.grid.cut || cell == Cell::default() {
            return;
        }
        let Some(row) = self.grid.rows.last_mut() else { return };
        let more = (column + 1).saturating_sub(row.cells.len());
        let left = self.cells.checked_sub(more).zip(self.text.checked_sub(cell.text.len()));
        let Some(left) = left.filter(|_| column < MAX_COLUMNS) else { return self.cut() };
        (self.cells, self.text) = left;
        if more > 0 {
            row.cells.resize_with(column + 1, Cell::default);
        }
        row.cells[column] = cell;
    }

    pub(super) fn merged(&mut self, area: Area) {
        if self.grid.merged.len() == MAX_AREAS {
            return self.cut();
        }
        if !self.grid.cut {
            self.grid.merged.push(area);
        }
    }

    /// Tells columns as hidden, the last one included.
    pub(super) fn hidden(&mut self, from: usize, to: usize) {
        self.grid.hidden.extend(from..=to.min(MAX_COLUMNS - 1));
        self.grid.hidden.truncate(MAX_COLUMNS);
    }

    /// Whether there is more than is read.
    pub(super) fn is_cut(&self) -> bool {
        self.grid.cut
    }

    fn cut(&mut self) {
        self.cells += self.grid.rows.iter().map(|row| row.cells.len()).sum::<usize>();
        self.text += self.grid.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.len()).sum::<usize>();
        (self.grid.rows, self.grid.merged, self.grid.cut) = (vec![], vec![], true);
    }

    /// Rows without anything are not kept.
    fn drop_blank(&mut self) {
        self.grid.rows.pop_if(|row| row.cells.is_empty());
    }
}

/// What is known of a file, with its sheets and the personal numbers in their cells.
pub(super) fn told(found: Inspected, grids: Vec<Grid>) -> Inspected {
    let known: Vec<Number> = found.numbers.iter().map(|planted| planted.number).collect();
    let more = numbers(&grids).into_iter().filter(|planted| !known.contains(&planted.number));
    let numbers = found.numbers.iter().cloned().chain(more).collect();
    Inspected { numbers, grids: (!grids.is_empty()).then(|| Arc::new(grids)), ..found }
}

/// The personal numbers in sheets of a file that is not searched by its cells otherwise.
fn numbers(grids: &[Grid]) -> Vec<Planted> {
    let of = |grid: &Grid| {
        let mut table = Table::default();
        for row in &grid.rows {
            let cells = row.cells.iter().enumerate();
            // All digits, however few are shown.
            let said = |cell: &Cell| match cell.value {
                Value::Number(number) => figure::plain(number).text,
                _ => cell.text.clone(),
            };
            table.row(row.number, &cells.map(|(column, cell)| (column, said(cell).into())).collect::<Vec<_>>());
        }
        let place = |row, column| Location::Cell(grid.sheet.clone(), cell_name(row, column));
        let hits = table.hits().into_iter();
        hits.map(|((row, column), hit)| Planted {
            number: hit.number,
            certainty: hit.certainty,
            place: place(row, column),
        })
        .collect::<Vec<_>>()
    };
    grids.iter().flat_map(of).collect()
}

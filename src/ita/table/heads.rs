//! Where the heads of a table are: one row or several, below titles, above the rows. A row is taken for the heads only where
//! that is plain.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::base::grid::{Area, Cell, Grid, Row, Value};
use crate::base::thai::normalise;
use crate::ita::table::fault::Fault;

/// The heads are among so many first rows.
const SOUGHT: usize = 40;

/// Heads may be years.
const YEARS: RangeInclusive<f64> = 1900.0..=2700.0;

/// The rows of the heads, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heads {
    pub top: usize,
    pub bottom: usize,
}

impl Heads {
    /// Those of a sheet: in the row that was said, else where it is plain.
    pub(super) fn of(grid: &Grid, said: Option<usize>) -> Result<Heads, Fault> {
        match said {
            Some(row) => Heads::said(grid, row),
            None => Heads::sought(grid),
        }
    }

    /// The row that was named, with the rows that merged cells join it to.
    fn said(grid: &Grid, number: usize) -> Result<Heads, Fault> {
        let last = grid.rows.iter().rfind(|row| !row.is_blank()).map_or(0, |row| row.number);
        let there = (1..=widest(grid)).any(|column| shown(grid, number, column - 1).is_some());
        if !there {
            return Err(Fault::HeadsOutside(last));
        }
        let (mut top, mut bottom) = (number, number);
        while let Some(area) = grid.merged.iter().find(|area| joins(area, top, bottom)) {
            (top, bottom) = (top.min(area.top), bottom.max(area.bottom));
        }
        // A head of a group stands above the heads of its columns.
        let group = |area: &&Area| area.bottom == bottom && area.top >= top && area.right > area.left;
        let below = grid.rows.iter().find(|row| row.number == bottom + 1);
        let own = |area: &Area, row: &Row| (area.left..=area.right).all(|column| is_head(row.cell(column)));
        if below.is_some_and(|row| grid.merged.iter().filter(group).any(|area| own(area, row))) {
            bottom += 1;
        }
        Ok(Heads { top, bottom })
    }

    /// The first row that has a head for every column in which anything stands below it.
    fn sought(grid: &Grid) -> Result<Heads, Fault> {
        let first = || grid.rows.iter().filter(|row| !row.is_blank()).take(SOUGHT);
        let mut below = used(grid);
        let mut best: Option<&Row> = None;
        for row in first() {
            let cells = row.cells.iter().enumerate();
            cells.filter(|(_, cell)| !cell.is_blank()).for_each(|(column, _)| below[column] -= 1);
            let heads = Heads { top: above(grid, row.number), bottom: row.number };
            let texts = heads.texts(grid);
            let columns = below.iter().filter(|count| **count > 0).count();
            let has = |column: usize| texts.iter().any(|(own, _)| *own == column);
            let missing = below.iter().enumerate().filter(|(column, count)| **count > 0 && !has(*column)).count();
            let distinct = texts.iter().map(|(_, text)| normalise(text)).collect::<BTreeSet<_>>().len() == texts.len();
            let plain = row.cells.iter().all(|cell| cell.is_blank() || is_head(cell));
            let enough = texts.len() >= 2 || (texts.len() == 1 && columns <= 1);
            if !(plain && distinct && enough) {
                continue;
            }
            if missing == 0 {
                let rival = first().take_while(|own| own.number < heads.top).find(|own| is_rival(own, texts.len()));
                return rival.map_or(Ok(heads), |rival| Err(Fault::TwoHeads(rival.number, row.number)));
            }
            // A column without a head is told by itself, once the heads of the others are known.
            best = best.or_else(|| (missing * 3 <= columns).then_some(row));
        }
        let best = best.ok_or(Fault::NoHeads)?;
        Ok(Heads { top: above(grid, best.number), bottom: best.number })
    }

    /// The columns that have a head, with what it says.
    pub(super) fn texts(&self, grid: &Grid) -> Vec<(usize, String)> {
        (0..widest(grid)).filter_map(|column| Some((column, self.text(grid, column)?))).collect()
    }

    /// What the head of a column says: that of its group, then its own.
    pub(super) fn text(&self, grid: &Grid, column: usize) -> Option<String> {
        let mut parts: Vec<String> = Vec::new();
        for row in self.top..=self.bottom {
            let text = shown(grid, row, column).map(|cell| words(&cell.text)).unwrap_or_default();
            if !text.is_empty() && parts.last() != Some(&text) {
                parts.push(text);
            }
        }
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// Whether a row says the heads again, as sheets do that are made for paper.
    pub(super) fn repeats(&self, grid: &Grid, row: &Row) -> bool {
        let Some(last) = grid.rows.iter().find(|own| own.number == self.bottom) else { return false };
        let words = |cell: &Cell| normalise(&words(&cell.text));
        row.cells.len() == last.cells.len() && row.cells.iter().zip(&last.cells).all(|(a, b)| words(a) == words(b))
    }
}

/// The cell that is seen at a place: of merged cells the first.
fn shown(grid: &Grid, number: usize, column: usize) -> Option<&Cell> {
    let merged = grid.merged.iter().find(|area| area.holds(number, column));
    let (number, column) = merged.map_or((number, column), |area| (area.top, area.left));
    let at = grid.rows.binary_search_by_key(&number, |row| row.number).ok()?;
    Some(grid.rows[at].cell(column)).filter(|cell| !cell.is_blank())
}

/// The first of the rows above a row that hold the heads of its groups.
fn above(grid: &Grid, number: usize) -> usize {
    let mut top = number;
    loop {
        let joined = grid.merged.iter().filter(|area| joins(area, top, top)).map(|area| area.top).min();
        let above =
            joined.filter(|above| *above < top).or_else(|| (top > 1 && is_group(grid, top - 1)).then(|| top - 1));
        match above {
            Some(row) => top = row,
            None => return top,
        }
    }
}

/// Whether a row has heads of several groups, and is not one title for all.
fn is_group(grid: &Grid, number: usize) -> bool {
    let wide = grid.merged.iter().any(|area| area.top == number && area.bottom == number && area.right > area.left);
    let texts = (0..widest(grid)).filter_map(|column| shown(grid, number, column));
    let plain = texts.clone().all(is_head);
    wide && plain && texts.map(|cell| normalise(&cell.text)).collect::<BTreeSet<_>>().len() > 1
}

/// Whether merged cells lead out of some rows, up or down.
fn joins(area: &Area, top: usize, bottom: usize) -> bool {
    area.top <= bottom && area.bottom >= top && (area.top < top || area.bottom > bottom)
}

/// Whether a row above the heads looks like the heads of another table: half as many, and nothing but words.
fn is_rival(row: &Row, heads: usize) -> bool {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_blank());
    let count = filled.clone().count();
    count >= 2 && count * 2 >= heads && filled.all(is_head)
}

fn is_head(cell: &Cell) -> bool {
    match cell.value {
        Value::Text => true,
        Value::Number(number) => YEARS.contains(&number) && number.fract() == 0.0,
        Value::Month(_) => true,
        _ => false,
    }
}

/// How many rows have something in each column.
fn used(grid: &Grid) -> Vec<usize> {
    let mut used = vec![0; widest(grid)];
    for row in &grid.rows {
        let cells = row.cells.iter().enumerate();
        cells.filter(|(_, cell)| !cell.is_blank()).for_each(|(column, _)| used[column] += 1);
    }
    used
}

fn widest(grid: &Grid) -> usize {
    grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

/// A text on one line.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

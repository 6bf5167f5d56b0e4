//! Plain text: tables with commas, notes, data, web pages. Read in whatever encoding they are, so that nothing hides in one,
//! and once more without what parts a number for the computer only: marks, folded lines, packed bytes.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::date::Day;
use crate::base::document::{Active, Fault, FileKind, Inspected, Layer, Location, Part, Sheet};
use crate::base::grid::{self, Grid, Value};
use crate::base::hollow;
use crate::base::table::{Cell, Table};
use crate::base::thai::{count_alphanumeric, is_thai};
use crate::io::inspect::decode::decode;
use crate::io::inspect::found::Found;
use crate::io::inspect::grid::Grids;
use crate::io::inspect::limits::{Budget, MAX_CELLS};
use crate::io::inspect::said::{self, Version};
use crate::io::inspect::{active, calendar, drawing, elements, formula, json, quoted, rich, xml};

/// The delimiter of a table is told by so many of its first lines.
const FIRST: usize = 20;

pub(super) fn inspect(bytes: &[u8], kind: FileKind, ending: &str, budget: &mut Budget) -> Result<Inspected, Fault> {
    let (text, encoding) = decode(bytes);
    let mut found = Found::new();
    found.inspected.layer = if text.contains(is_thai) { Layer::Thai } else { Layer::Foreign };
    found.inspected.encoding = Some(encoding);
    let data = hollow::values(&text).filter(|_| kind != FileKind::Drawing);
    let said = data.as_deref().unwrap_or(&text);
    found.inspected.letters = Some(count_alphanumeric(said));
    found.inspected.is_hollow = hollow::is_hollow(said) || hollow::is_bare(&text);
    if ending == "csv" && kind == FileKind::Text {
        let grid = rows(&text, budget.grids.take(), &mut found)?;
        if active::is_sylk(&text) {
            found.inspected.active = Some(Active::Cell(Location::Line(1)));
        }
        return Ok(Inspected { grids: grid.map(Arc::new), ..found.end() });
    }
    found.text(&text, |line| Location::Line(line + 1));
    let more = |_| Location::Part(Part::Markup);
    if xml::begins(bytes) {
        marks(&text, &mut found);
    } else if text.contains('<') {
        found.text(&without_marks(&text), more);
    }
    if text.trim_start().starts_with("{\\rtf") {
        found.text(&rich::text(bytes), more);
    }
    if calendar::begins(&text) {
        found.text(&calendar::text(&text), more);
    }
    if text.trim_start().starts_with(['{', '[']) {
        let rows = json::rows(&text);
        found.cells(&rows.text, |at| Location::Line(rows.line(at) + 1));
    }
    if let Some(plain) = quoted::text(&text) {
        found.text(&plain, more);
        found.text(&without_marks(&plain), more);
    }
    found.all_packed("", &text, budget);
    let active = match kind {
        FileKind::Drawing => drawing::active(&text),
        _ if ending == "kml" || text.contains("<kml") => {
            drawing::active_map(&text).or_else(|| drawing::active_data(&text))
        }
        _ if xml::begins(bytes) => drawing::active_data(&text),
        _ if calendar::begins(&text) => calendar::is_active(&calendar::text(&text)).then_some(Active::Script),
        _ if ending == "txt" => lines(&text).map(|line| Active::Cell(Location::Line(line))),
        _ => None,
    };
    found.inspected.active = found.inspected.active.take().or(active);
    Ok(found.end())
}

/// The first line that a spreadsheet, opening the text, would run.
fn lines(text: &str) -> Option<usize> {
    let found = || text.lines().position(|line| line.split('\t').any(|cell| active::cell(cell, true)));
    if active::is_sylk(text) { Some(1) } else { found().map(|at| at + 1) }
}

/// A text with marks, as it is read without them.
fn marks(text: &str, found: &mut Found) {
    let place = |_| Location::Part(Part::Markup);
    for version in [Version::Now, Version::Before] {
        // Pages of the Web are no sound XML, and programs read them all the same.
        let Ok(said) = said::read(text.as_bytes(), version) else {
            return found.text(&without_marks(text), place);
        };
        found.text(&said.shown, place);
        said.aside.iter().for_each(|(_, words)| found.text(words, place));
        if said.shown.contains('<') {
            found.text(&without_marks(&said.shown), place);
        }
        found.inspected.active = found.inspected.active.take().or(said.active);
        if said.unresolved {
            found.unread("<!ENTITY>");
        }
        if !said.deleted {
            break;
        }
    }
    if let Ok(rows) = elements::rows(text) {
        found.cells(&rows.text, place);
    }
}

/// A text without what stands between angle brackets: marks of a format go, cells are parted, and what ends a line ends it.
pub(super) fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, mark)) = rest.split_once('<') {
        out.push_str(before);
        let Some((mark, after)) = mark.split_once('>') else { break };
        let name = mark.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        match &*name.to_ascii_lowercase() {
            "td" | "th" if mark.starts_with('/') => out.push('\t'),
            "p" | "div" | "br" | "tr" | "li" | "h1" | "h2" | "h3" | "h4" | "title" | "table" | "option" => {
                out.push('\n')
            }
            _ => {}
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Finds the numbers in a file of rows; gives its rows, where they are wanted.
fn rows(text: &str, grids: Option<Grids>, found: &mut Found) -> Result<Option<Vec<Grid>>, Fault> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(delimiter(text));
    let mut table = Table::default();
    let mut grid = grids.as_ref().map(|grids| grids.sheet(Sheet { name: String::new(), hidden: false }));
    let (mut line, mut seen, mut said, mut widest) = (1, 0, 0, 0);
    for record in reader.from_reader(text.as_bytes()).records() {
        let record = record.map_err(|_| Fault::Broken)?;
        // The reader takes the end of a line, and lines without anything, for the beginning of the next row.
        let begin = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(seen);
        let blank = text[begin..].len() - text[begin..].trim_start_matches(['\r', '\n']).len();
        line += text[seen..begin + blank].matches('\n').count();
        seen = begin + blank;
        let cells = || record.iter().filter(|cell| count_alphanumeric(cell) > 0);
        said += usize::from(cells().next().is_some() && !hollow::is_numbered(cells(), widest));
        widest = widest.max(cells().count());
        // Spreadsheets may part the cells otherwise.
        let apart = |cell: &str| cell.split([',', ';', '\t']).any(|part| active::cell(part, false));
        if found.inspected.active.is_none() && record.iter().any(|cell| active::cell(cell, false) || apart(cell)) {
            found.inspected.active = Some(Active::Cell(Location::Line(line)));
        }
        let cells: Vec<Cell<'_>> = record.iter().map(plain).enumerate().take(MAX_CELLS).collect();
        table.is_cut |= record.len() > MAX_CELLS;
        if let Some(grid) = &mut grid {
            grid.row(line, false);
            cells.iter().for_each(|(column, text)| grid.cell(*column, typed(text)));
        }
        table.row(line, &cells);
    }
    found.rows(table, |line, _| Location::Line(line));
    // Heads alone tell what the rows would.
    found.inspected.is_hollow |= said == 1;
    let grids = grids.zip(grid).map(|(mut grids, grid)| {
        grids.add(grid);
        grids.end(|_| 0)
    });
    Ok(grids)
}

/// A cell as a spreadsheet shows it that opens the table.
fn plain(cell: &str) -> Cow<'_, str> {
    if cell.starts_with('=') { formula::joined(cell) } else { cell.into() }
}

/// What parts the cells: what stands as often in most of the first lines, outside quotes.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().take(FIRST).map(|line| line.split('"').step_by(2).collect::<String>());
    let first: Vec<String> = first.collect();
    let alike = |delimiter: &u8| {
        let mut counts: Vec<usize> =
            first.iter().map(|line| line.bytes().filter(|byte| byte == delimiter).count()).collect();
        counts.retain(|count| *count > 0);
        counts.sort_unstable();
        let most = counts.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or(0);
        (most, counts.iter().sum::<usize>())
    };
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(alike).unwrap_or(b',')
}

/// A cell by what its text looks like: a figure, a day, or words.
fn typed(text: &str) -> grid::Cell {
    let plain = text.trim().replace(',', "");
    let figure = || {
        let digits = plain.trim_start_matches('-');
        let zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
        let sound = !zero && digits.len() < 16 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if sound { plain.parse().ok().map(Value::Number) } else { None }
    };
    let day = || Day::parse(text).ok().map(Value::Day);
    let empty = || text.is_empty().then_some(Value::Empty);
    grid::Cell { text: text.to_owned(), value: empty().or_else(figure).or_else(day).unwrap_or(Value::Text) }
}

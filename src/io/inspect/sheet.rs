//! Excel workbooks: every cell of every sheet, hidden ones too. A number shown as 1.1E+12 is stored with all its digits.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::BufRead;

use crate::base::document::{Active, Fault, Layer, Location, Part, Sheet};
use crate::base::grid::{cell_name, column_of};
use crate::base::hollow::is_numbered;
use crate::base::table::{Cell, Table};
use crate::base::thai::{count_alphanumeric, is_thai};
use crate::io::inspect::archive::Archive;
use crate::io::inspect::formula;
use crate::io::inspect::found::Found;
use crate::io::inspect::grid::Grids;
use crate::io::inspect::grid::office::{SheetGrid, Styles};
use crate::io::inspect::limits::{Budget, MAX_CELL, MAX_CELLS, MAX_ROW, MAX_SAID, MAX_SHARED};
use crate::io::inspect::said::{self, Said, Version};
use crate::io::inspect::xml::{Step, attribute, attributes, walk};

/// The part of the texts that cells share.
pub(super) const SHARED: &str = "xl/sharedStrings.xml";

/// What the sheets of a workbook have in common.
pub(super) struct Book {
    shared: Shared,
    sheets: BTreeMap<String, Sheet>,
    /// The names of its sheets as it shows them.
    order: Vec<String>,
    styles: Styles,
}

/// The texts that cells refer to by number, and all that their part says.
#[derive(Default)]
struct Shared {
    texts: Vec<String>,
    said: Option<Said>,
}

impl Book {
    pub(super) fn read(archive: &mut Archive, budget: &mut Budget) -> Result<Book, Fault> {
        let (mut sheets, order, late) = sheets(archive, budget)?;
        for name in archive.names().iter().filter(|name| name.starts_with("xl/worksheets/") && name.ends_with(".xml")) {
            let file = name.rsplit('/').next().unwrap_or(name);
            sheets.entry(name.clone()).or_insert_with(|| Sheet { name: file.to_owned(), hidden: true });
        }
        let mut styles = if budget.grids.is_some() { Styles::read(archive, budget)? } else { Styles::default() };
        styles.late = late;
        Ok(Book { shared: shared(archive, budget)?, sheets, order, styles })
    }

    /// The sheet that a part holds.
    pub(super) fn sheet(&self, part: &str) -> Option<&Sheet> {
        self.sheets.get(part)
    }

    /// All that the part of the shared texts says, unless it has to be read again without what was put in.
    pub(super) fn take_said(&mut self) -> Option<Said> {
        self.shared.said.take().filter(|said| !said.deleted)
    }

    /// The place of a sheet among the others.
    pub(super) fn order(&self, name: &str) -> usize {
        self.order.iter().position(|own| own == name).unwrap_or(self.order.len())
    }

    /// Reads the rows of a sheet, and all that stands beside them: formulas, lists to choose from, headers of pages. Tells how
    /// many rows say something.
    pub(super) fn rows(
        &self,
        part: impl BufRead,
        sheet: &Sheet,
        found: &mut Found,
        grids: Option<&mut Grids>,
    ) -> Result<usize, Fault> {
        let shared = &self.shared.texts;
        let mut reading = Reading::new(shared);
        let mut grid = grids.as_ref().map(|grids| SheetGrid::new(grids, sheet, &self.styles));
        walk(part, |step| {
            reading.step(&step);
            if let Some(grid) = &mut grid {
                grid.step(&step, shared);
            }
        })?;
        if let (Some(grids), Some(grid)) = (grids, grid) {
            grids.add(grid.end());
        }
        let Reading { mut table, beside, cut, letters, thai, said, active, .. } = reading;
        let beside = beside.end()?;
        let active = active.map(|(row, column)| Active::Cell(Location::Cell(sheet.clone(), cell_name(row, column))));
        found.inspected.active = found.inspected.active.take().or(active);
        table.is_cut |= cut || beside.unresolved;
        found.rows(table, |row, column| Location::Cell(sheet.clone(), cell_name(row, column)));
        let own = &mut found.inspected;
        let letters = own.letters.unwrap_or_default() + letters;
        own.layer = Layer::of(thai || own.layer == Layer::Thai, letters > 0);
        own.letters = Some(letters);
        own.sheets.push(sheet.clone());
        let words = beside.aside.iter().map(|(_, words)| words).chain([&beside.shown]);
        words.for_each(|words| found.text(&formula::joined(words), |_| Location::Part(Part::Properties)));
        Ok(said)
    }
}

/// The texts that cells refer to by number.
fn shared(archive: &mut Archive, budget: &mut Budget) -> Result<Shared, Fault> {
    let mut texts: Vec<String> = Vec::new();
    let Some(at) = archive.named(SHARED) else { return Ok(Shared::default()) };
    let part = archive.xml(at, budget)?.ok_or(Fault::Broken)?;
    let (mut inside, mut phonetic, mut size) = (false, false, 0);
    let mut all = said::Reading::new(Version::Now);
    let mut step = |step: &Step<'_>| match step {
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
    };
    walk(part, |own| {
        all.step(&own);
        step(&own);
    })?;
    let said = all.end()?;
    if size > MAX_SHARED { Err(Fault::Bomb) } else { Ok(Shared { texts, said: Some(said) }) }
}

/// Sheets by their parts, the order of their names, and whether days count from 1904.
type Sheets = (BTreeMap<String, Sheet>, Vec<String>, bool);

/// The sheets of the workbook by the part that holds each.
fn sheets(archive: &mut Archive, budget: &mut Budget) -> Result<Sheets, Fault> {
    let (mut parts, mut order, mut late) = (BTreeMap::new(), Vec::new(), false);
    let mut read = |name: &str, step: &mut dyn FnMut(Step<'_>)| {
        let at = archive.named(name).ok_or(Fault::Broken)?;
        walk(archive.xml(at, budget)?.ok_or(Fault::Broken)?, step)
    };
    read("xl/_rels/workbook.xml.rels", &mut |step| {
        if let Step::Open("Relationship", start) = step
            && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            let inside = target.strip_prefix('/').map(str::to_owned);
            parts.insert(id, inside.unwrap_or_else(|| format!("xl/{target}")));
        }
    })?;
    let mut sheets = BTreeMap::new();
    read("xl/workbook.xml", &mut |step| {
        if let Step::Open("workbookPr", start) = &step {
            late = attribute(start, "date1904").is_some_and(|late| late == "1" || late == "true");
        }
        if let Step::Open("sheet", start) = step
            && let (Some(name), Some(id)) = (attribute(start, "name"), attribute(start, "id"))
            && let Some(part) = parts.get(&id)
        {
            let hidden = attribute(start, "state").is_some_and(|state| state != "visible");
            order.push(name.clone());
            sheets.insert(part.clone(), Sheet { name, hidden });
        }
    })?;
    Ok((sheets, order, late))
}

/// What is read of one sheet.
struct Reading<'a> {
    shared: &'a [String],
    table: Table,
    row: usize,
    cells: Vec<Cell<'a>>,
    column: usize,
    kind: Kind,
    value: Option<String>,
    /// Whether a value is being read, and in it how it is read aloud.
    inside: bool,
    aloud: bool,
    /// Whether the header of a page is being read.
    margin: bool,
    /// Bytes of all cells of the row, and of the sheet.
    size: usize,
    whole: usize,
    thai: bool,
    letters: usize,
    /// How many rows say more than their number, and how many cells the widest has had.
    said: usize,
    widest: usize,
    /// How many letters there were before the present row.
    before: usize,
    /// Whether something was too much to be read.
    cut: bool,
    /// The first cell that runs or fetches something.
    active: Option<(usize, usize)>,
    beside: said::Reading,
}

impl<'a> Reading<'a> {
    fn new(shared: &'a [String]) -> Reading<'a> {
        Reading {
            shared,
            table: Table::default(),
            row: 0,
            cells: Vec::new(),
            column: 0,
            kind: Kind::default(),
            value: None,
            inside: false,
            aloud: false,
            margin: false,
            size: 0,
            whole: 0,
            thai: false,
            letters: 0,
            said: 0,
            widest: 0,
            before: 0,
            cut: false,
            active: None,
            beside: said::Reading::new(Version::Now),
        }
    }

    fn step(&mut self, step: &Step<'_>) {
        match step {
            Step::Text(words) if self.inside && !self.aloud => self.words(words),
            Step::Text(words) if self.margin => self.beside.step(&Step::Text(&formula::margin(words))),
            _ => self.beside.step(step),
        }
        if self.active.is_none() && self.beside.is_active() {
            self.active = Some((self.row, self.column));
        }
        match step {
            Step::Open("row", start) => {
                let number = attribute(start, "r").and_then(|number| number.parse().ok());
                (self.row, self.column, self.size) = (number.unwrap_or(self.row + 1), 0, 0);
                self.cells.clear();
            }
            Step::Open("c", start) => {
                self.kind = Kind::default();
                for (name, value) in attributes(start) {
                    match name {
                        "r" => self.column = column_of(&value).unwrap_or(self.column),
                        "t" => self.kind = Kind::of(&value),
                        _ => {}
                    }
                }
            }
            Step::Open("v" | "t", _) => self.inside = true,
            Step::Close("v" | "t") => self.inside = false,
            Step::Open("rPh", _) => self.aloud = true,
            Step::Close("rPh") => self.aloud = false,
            Step::Open(name, _) if formula::is_margin(name) => self.margin = true,
            Step::Close(name) if formula::is_margin(name) => self.margin = false,
            Step::Close("c") => self.end_cell(),
            Step::Close("row") => {
                let says = self.letters > std::mem::replace(&mut self.before, self.letters);
                let cells = || self.cells.iter().map(|(_, text)| text.as_ref());
                self.said += usize::from(says && !is_numbered(cells(), self.widest));
                self.widest = self.widest.max(self.cells.len());
                self.table.row(self.row, &self.cells);
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        let value = self.value.get_or_insert_default();
        if value.len() < MAX_CELL {
            value.push_str(words);
        } else {
            self.cut = true;
        }
    }

    fn end_cell(&mut self) {
        let text = self.value.take().map(|value| value_of(self.kind, value, self.shared)).unwrap_or_default();
        // Every cell may refer to the same long text.
        (self.size, self.whole) = (self.size + text.len(), self.whole + text.len());
        if self.cells.len() < MAX_CELLS && self.size <= MAX_ROW && self.whole <= MAX_SAID {
            self.thai = self.thai || text.contains(is_thai);
            self.letters += count_alphanumeric(&text);
            self.cells.push((self.column, text));
        } else {
            self.cut = true;
        }
        self.column += 1;
    }
}

/// How the value of a cell is kept.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Figure,
    Shared,
    Text,
}

impl Kind {
    fn of(word: &str) -> Kind {
        match word {
            "s" => Kind::Shared,
            "" | "n" => Kind::Figure,
            _ => Kind::Text,
        }
    }
}

/// The text of a cell. A figure is written out, so that no digit hides in an exponent.
fn value_of(kind: Kind, value: String, shared: &[String]) -> Cow<'_, str> {
    match kind {
        Kind::Shared => {
            let text = value.trim().parse().ok().and_then(|at: usize| shared.get(at));
            Cow::Borrowed(text.map_or("", String::as_str))
        }
        // Most figures are written out already.
        Kind::Figure if !value.contains(['e', 'E', '.', ' ']) => value.into(),
        Kind::Figure => match value.trim().parse::<f64>() {
            Ok(figure) if figure.fract() == 0.0 && figure.abs() < 1e15 => format!("{figure:.0}").into(),
            _ => value.into(),
        },
        Kind::Text => value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, value_of};

    #[test]
    fn figures_have_all_their_digits() {
        assert_eq!(value_of(Kind::of(""), "1.1001E+12".to_owned(), &[]), "1100100000000");
        assert_eq!(value_of(Kind::of("n"), "1100100000000.0".to_owned(), &[]), "1100100000000");
        assert_eq!(value_of(Kind::of("n"), "1100100000000".to_owned(), &[]), "1100100000000");
        assert_eq!(value_of(Kind::of(""), "0.5".to_owned(), &[]), "0.5");
        assert_eq!(value_of(Kind::of("s"), "0".to_owned(), &["ก".to_owned()]), "ก");
    }
}

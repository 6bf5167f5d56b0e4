//! The check of a table: heads in their order, enough rows, no cell left empty, what every row must say, a row for each month.

use crate::base::grid::{Cell, Value};
use crate::base::prose::is_leftover;
use crate::base::thai::{is_mark, normalise, same_words};
use crate::ita::agency::Agency;
use crate::ita::evidence::lack::{CellName, Hidden, Lack, TableLack, TableName};
use crate::ita::evidence::months;
use crate::ita::holds::{Blanks, Equal, TableCheck};
use crate::ita::table::Table;
use crate::ita::year::{FiscalYear, Period};

/// How many faults of one table are kept; the rest is counted.
const KEPT: usize = 40;

/// The first word of a last row that only adds up those above it.
const TOTALS: &[&str] = &["รวม", "ยอดรวม", "รวมยอด", "รวมเงิน", "รวมเป็นเงิน", "รวมทั้งสิ้น", "รวมทั้งหมด", "total", "sum"];

/// What a cell begins with that says there was nothing: forms ask for a row that says so.
const NONE: &str = "ไม่มี";

/// How a row begins that stands among the others and is none: a note, who signed, a unit of the columns.
const NOTES: &[&str] = &["หมายเหตุ", "ที่มา", "ลงชื่อ", "ผู้รายงาน", "ผู้จัดทำ", "ข้อมูล ณ", "สรุป", "เดือน", "("];

/// Heads that forms write for one another.
const NUMBERS: &[&str] = &["ที่", "ลำดับ", "ลำดับที่"];

/// What a cell holds that has nothing to say.
const DASHES: &[&str] = &["-", "–", "—", "0"];

/// What rows are held against.
pub(super) struct Asked<'a> {
    pub agency: &'a Agency,
    pub year: FiscalYear,
    /// The months that must have a row, where the check asks for them and they are known.
    pub months: Option<Period>,
}

/// What was found of a table: the first faults, and how many more there are.
#[derive(Default)]
struct Faults {
    kept: Vec<TableLack>,
    more: usize,
}

impl Faults {
    /// Takes a fault, which is made only where it is kept.
    fn add(&mut self, fault: impl FnOnce() -> TableLack) {
        match self.kept.len() < KEPT {
            true => self.kept.push(fault()),
            false => self.more += 1,
        }
    }
}

/// What a table does not have.
pub(super) fn judge(table: &Table<'_>, check: &TableCheck, asked: &Asked<'_>) -> Vec<Lack> {
    if let Some(lack) = unread(table) {
        return vec![lack];
    }
    let Faults { mut kept, more } = of_rows(table, check, asked);
    kept.extend((more > 0).then_some(TableLack::More(more)));
    let name = name(table);
    kept.into_iter().map(|fault| Lack::Table(name.clone(), fault)).collect()
}

/// Why nothing can be said of a table, whatever it is held against.
pub(super) fn unread(table: &Table<'_>) -> Option<Lack> {
    match () {
        () if !table.is_shown() => Some(Lack::Table(name(table), TableLack::Unread)),
        () if table.rows.is_empty() => Some(Lack::Table(name(table), TableLack::NoRows)),
        () => unseen(table).map(|hidden| Lack::Table(name(table), TableLack::Hidden(hidden))),
    }
}

fn name(table: &Table<'_>) -> TableName {
    let file = table.spec.file.value.as_ref();
    TableName {
        id: table.spec.id.value.clone(),
        file: file.map_or("", |path| path.file_name()).to_owned(),
        sheet: table.sheet().to_owned(),
    }
}

fn cell_name(table: &Table<'_>, row: usize, column: usize) -> CellName {
    CellName { row: table.rows[row].number, name: table.place(row, column), column: table.heads[column].text.clone() }
}

fn of_rows(table: &Table<'_>, check: &TableCheck, asked: &Asked<'_>) -> Faults {
    let columns = Columns::new(table, check);
    let mut faults = Faults::default();
    columns.missing(check, &mut faults);
    let same: Vec<usize> = check.equal.iter().filter_map(|(head, _)| columns.at(&head.value)).collect();
    let rows: Vec<usize> = (0..table.rows.len()).filter(|row| !is_aside(table, *row, &same)).collect();
    let saying = rows.iter().filter(|row| says_something(table, **row)).count();
    if saying < check.rows {
        faults.add(|| TableLack::Rows { has: saying, asked: check.rows });
    }
    hidden(table, check, &columns).into_iter().for_each(|what| faults.add(|| TableLack::Hidden(what)));
    let none: Vec<bool> = (0..table.rows.len()).map(|row| says_none(table, row, &same, asked)).collect();
    let full = full(table, check, &columns);
    for row in rows.iter().filter(|row| !none[**row]) {
        let empty = full.iter().filter(|column| says_nothing(table.cell(*row, **column)));
        empty.for_each(|column| faults.add(|| TableLack::Blank(cell_name(table, *row, *column))));
    }
    for (head, equal) in &check.equal {
        let Some(column) = columns.at(&head.value) else { continue };
        // An empty cell is told once, and a row that says there was nothing may have it; what it fills is held alike.
        let is_held = |row: &&usize| match table.cell(**row, column) {
            cell if says_nothing(cell) => !none[**row] && !full.contains(&column),
            cell => !none[**row] || !is_none(cell),
        };
        unequal(table, column, equal, asked, rows.iter().filter(is_held), &mut faults);
    }
    if let (Some(months), Some(period)) = (&check.months, asked.months)
        && let Some(column) = columns.at(&months.column.value)
    {
        let found = months::judge(table, column, period, &rows);
        found.unread.into_iter().for_each(|row| faults.add(|| TableLack::NoMonth(cell_name(table, row, column))));
        found.missing.into_iter().for_each(|(month, year)| faults.add(|| TableLack::Month(month, year)));
    }
    faults
}

/// The columns that answer the heads of a check, each head by one of its own.
struct Columns<'c>(Vec<(&'c str, Option<usize>)>);

impl<'c> Columns<'c> {
    fn new(table: &Table<'_>, check: &'c TableCheck) -> Columns<'c> {
        let free = match &check.blanks {
            Blanks::In(heads) => &heads[..],
            Blanks::Any | Blanks::None => &[],
        };
        let mut all: Vec<(&str, Option<usize>)> = Vec::new();
        for head in required(check).chain(free.iter().map(|head| head.value.as_str())) {
            if !all.iter().any(|(known, _)| same_words(known, head)) {
                all.push((head, table.column(head)));
            }
        }
        // Who is named letter by letter comes first; the rest is for those that are nearly so.
        let mut taken: Vec<usize> = all.iter().filter_map(|(_, column)| *column).collect();
        for (head, column) in all.iter_mut().filter(|(_, column)| column.is_none()) {
            let open = || (0..table.heads.len()).filter(|at| !taken.contains(at));
            let near = |at: &usize, unit: bool| is_near(&table.heads[*at].text, head, unit);
            *column = open().find(|at| near(at, true)).or_else(|| open().find(|at| near(at, false)));
            taken.extend(*column);
        }
        Columns(all)
    }

    /// From 0, in the order of the heads of the table.
    fn at(&self, head: &str) -> Option<usize> {
        self.0.iter().find(|(own, _)| same_words(own, head))?.1
    }

    /// The columns that are wanting, and those that do not stand in their order.
    fn missing(&self, check: &TableCheck, faults: &mut Faults) {
        let asked = self.0.iter().filter(|(own, _)| required(check).any(|head| head == *own));
        asked.filter(|(_, column)| column.is_none()).for_each(|(head, _)| {
            faults.add(|| TableLack::Column((*head).to_owned()));
        });
        let mut before: Option<(usize, &str)> = None;
        for (at, head) in check.columns.iter().filter_map(|head| Some((self.at(&head.value)?, &head.value))) {
            match before {
                Some((last, name)) if at < last => faults.add(|| TableLack::Order(name.to_owned(), head.clone())),
                _ => before = Some((at, head)),
            }
        }
    }
}

/// The heads that a check cannot do without.
fn required(check: &TableCheck) -> impl Iterator<Item = &str> {
    let equal = check.equal.iter().map(|(head, _)| head);
    let months = check.months.iter().map(|months| &months.column);
    check.columns.iter().chain(equal).chain(months).map(|head| head.value.as_str())
}

/// Whether two heads are one: the normal form counts, the number before a head and spaces aside, and digits where only one
/// of them has any. Units in brackets at their ends and พ.ศ. are set aside, and a number is a number.
fn is_near(own: &str, head: &str, unit: bool) -> bool {
    let alike = |a: &str, b: &str| {
        let ((a, one), (b, other)) = (words(a), words(b));
        !a.is_empty() && a == b && (one == other || one.is_empty() || other.is_empty())
    };
    let number = |head: &str| NUMBERS.iter().any(|known| same_words(known, head));
    match unit {
        true => alike(own, head) || (number(own) && number(head)),
        false => alike(without_unit(own), without_unit(head)),
    }
}

/// `ราคากลาง` of `ราคากลาง (บาท)`, `ปีงบประมาณ` of `ปีงบประมาณ พ.ศ.`.
fn without_unit(head: &str) -> &str {
    let head = head.trim();
    let plain =
        head.strip_suffix(')').and_then(|open| open.rsplit_once('(')).map_or(head, |(plain, _)| plain).trim_end();
    plain.strip_suffix("พ.ศ.").unwrap_or(plain)
}

/// The letters of a head, and its digits but for a number before it: `12. ชื่อ`.
fn words(text: &str) -> (String, String) {
    let text = normalise(text);
    let text = text.trim_start_matches(['(', ' ']);
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.len() - behind.len() <= 2 && behind.starts_with(['.', ')', ' ']);
    let text = if number { behind } else { text };
    let letters = text.chars().filter(|c| (c.is_alphanumeric() && !c.is_numeric()) || is_mark(*c)).collect();
    (letters, text.chars().filter(char::is_ascii_digit).collect())
}

/// The columns that may have no empty cell: those that are asked for, or all, without those that may be empty.
fn full(table: &Table<'_>, check: &TableCheck, columns: &Columns<'_>) -> Vec<usize> {
    let free: Vec<usize> = match &check.blanks {
        Blanks::Any => return Vec::new(),
        Blanks::None => Vec::new(),
        Blanks::In(heads) => heads.iter().filter_map(|head| columns.at(&head.value)).collect(),
    };
    let asked = || check.columns.iter().filter_map(|head| columns.at(&head.value)).collect();
    let all: Vec<usize> = if check.columns.is_empty() { (0..table.heads.len()).collect() } else { asked() };
    all.into_iter().filter(|column| !free.contains(column)).collect()
}

/// Finds the cells of a column that do not say what each of them must.
fn unequal<'r>(
    table: &Table<'_>,
    column: usize,
    equal: &Equal,
    asked: &Asked<'_>,
    rows: impl Iterator<Item = &'r usize>,
    faults: &mut Faults,
) {
    let (agency, year) = (asked.agency, asked.year);
    let says = |cell: &Cell| match equal {
        Equal::Year => is_year(cell, year),
        Equal::Agency => is_agency(cell, agency),
        Equal::Text(text) => same_words(text, &cell.text),
    };
    let wanted = match equal {
        Equal::Year => year.to_string(),
        Equal::Agency => agency.name.th.clone(),
        Equal::Text(text) => text.clone(),
    };
    for (row, cell) in rows.map(|row| (*row, table.cell(*row, column))).filter(|(_, cell)| !says(cell)) {
        faults.add(|| {
            let name = cell_name(table, row, column);
            if says_nothing(cell) {
                return TableLack::Blank(name);
            }
            let value = cell.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
            TableLack::Unequal { cell: name, value, asked: wanted.clone() }
        });
    }
}

/// Whether a cell names a year, in any era and with whatever words before it.
fn is_year(cell: &Cell, year: FiscalYear) -> bool {
    if let Value::Number(number) = cell.value {
        return [year.buddhist(), year.common()].iter().any(|own| f64::from(*own) == number);
    }
    let text = normalise(&cell.text);
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let first = numbers.next().and_then(|number| number.parse().ok());
    let one = numbers.next().is_none();
    one && (first == Some(year.buddhist()) || first == Some(year.common()))
}

/// Whether a row stands among the others and is none: it adds up those above it, or is a heading of a month, a note or a
/// signature. Such a row leaves out what every row must say, and most of the rest.
fn is_aside(table: &Table<'_>, row: usize, same: &[usize]) -> bool {
    let filled: Vec<usize> = (0..table.heads.len()).filter(|column| !table.cell(row, *column).is_blank()).collect();
    let Some(first) = filled.first().map(|column| table.cell(row, *column)) else { return false };
    let words = filled.iter().map(|column| table.cell(row, *column)).find(|cell| cell.value == Value::Text);
    let text = words.map(|cell| normalise(&cell.text)).unwrap_or_default();
    let mut parts = text.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|word| !word.is_empty());
    let adds = parts.next().is_some_and(|word| TOTALS.contains(&word));
    let few = filled.len() * 4 <= table.heads.len() || filled.len() == 1;
    let note = NOTES.iter().any(|start| text.trim_start().starts_with(start)) || months::is_time(first);
    let last = row + 1 == table.rows.len();
    let leaves_out = same.iter().all(|column| !filled.contains(column));
    (adds && (last || (leaves_out && filled.len() * 2 <= table.heads.len()))) || (note && few && leaves_out)
}

/// Whether a row has anything beside its number and dashes.
fn says_something(table: &Table<'_>, row: usize) -> bool {
    let cells = (0..table.heads.len()).map(|column| (column, table.cell(row, column)));
    let mut said = cells.filter(|(_, cell)| !says_nothing(cell) && !DASHES.contains(&cell.text.trim()));
    said.any(|(column, cell)| column > 0 || cell.value == Value::Text || table.heads.len() == 1)
}

/// Whether a cell is empty to whoever reads it: nothing in it, a place for something to come, an error, or a formula whose
/// result was not stored.
fn says_nothing(cell: &Cell) -> bool {
    let unseen = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    let text: String = cell.text.chars().filter(|c| !unseen(*c)).collect();
    let bare = text.is_empty() || ["?", ".", "'", "…"].contains(&text.as_str());
    bare || matches!(cell.value, Value::Error | Value::Unsolved) || is_leftover(&text)
}

/// What the workbook hides of all that the table has: an assessor who opens it sees nothing.
fn unseen(table: &Table<'_>) -> Option<Hidden> {
    match () {
        () if table.grid.is_some_and(|grid| grid.sheet.hidden) => Some(Hidden::Sheet),
        () if table.rows.iter().all(|row| row.hidden) => Some(Hidden::Rows),
        () => None,
    }
}

/// What the workbook hides of the columns that are asked for.
fn hidden(table: &Table<'_>, check: &TableCheck, columns: &Columns<'_>) -> Vec<Hidden> {
    let Some(grid) = table.grid else { return Vec::new() };
    let is_hidden = |at: usize| grid.hidden.contains(&table.heads[at].column);
    let heads = required(check).filter(|head| columns.at(head).is_some_and(is_hidden));
    let mut found: Vec<Hidden> = heads.map(|head| Hidden::Column(head.to_owned())).collect();
    found.dedup();
    found
}

/// Whether a row says that there was nothing, so that the rest of it may be empty: but for that it holds only a running
/// number, whose it is, a time, and what every row must say.
fn says_none(table: &Table<'_>, row: usize, same: &[usize], asked: &Asked<'_>) -> bool {
    let cells = (0..table.heads.len()).map(|column| (column, table.cell(row, column)));
    let filled: Vec<(usize, &Cell)> = cells.filter(|(_, cell)| !cell.is_blank()).collect();
    let number = |column: usize, text: &str| column == 0 && text.bytes().all(|c| c.is_ascii_digit());
    let idle = |(column, cell): &(usize, &Cell)| {
        let text = normalise(&cell.text);
        let time = months::is_time(cell) || FiscalYear::parse(&text) == Some(asked.year);
        let says = is_none(cell) || DASHES.contains(&text.trim()) || number(*column, &text);
        same.contains(column) || says || time || is_agency(cell, asked.agency)
    };
    filled.iter().any(|(_, cell)| is_none(cell)) && filled.iter().all(idle)
}

fn is_agency(cell: &Cell, agency: &Agency) -> bool {
    let names = std::iter::once(&agency.name).chain(&agency.short_name);
    let mut names = names.flat_map(|name| std::iter::once(&name.th).chain(&name.en));
    let place = agency.place.iter().flat_map(|place| std::iter::once(&place.th).chain(&place.en));
    names.any(|name| {
        same_words(name, &cell.text) || place.clone().any(|place| same_words(&format!("{name} {place}"), &cell.text))
    })
}

fn is_none(cell: &Cell) -> bool {
    normalise(&cell.text).trim().starts_with(NONE)
}

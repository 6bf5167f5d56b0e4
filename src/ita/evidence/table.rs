//! The check of a table: heads in their order, enough rows, no cell left empty, what every row must say, a row for each month.

use crate::base::grid::{Cell, Value};
use crate::base::thai::{is_alphanumeric, is_mark, is_numeric, normalise, same_words};
use crate::ita::agency::Agency;
use crate::ita::evidence::kinds;
use crate::ita::evidence::lack::{CellName, Hidden, Lack, TableLack, TableName};
use crate::ita::evidence::months;
use crate::ita::evidence::rows::{Rows, is_agency};
use crate::ita::holds::{Blanks, Equal, TableCheck};
use crate::ita::table::Table;
use crate::ita::year::{FiscalYear, Period};

/// How many faults of one table are kept; the rest is counted.
const KEPT: usize = 40;

/// Heads that forms write for one another.
const NUMBERS: &[&str] = &["ที่", "ลำดับ", "ลำดับที่"];

/// What rows are held against.
pub(super) struct Asked<'a> {
    pub agency: &'a Agency,
    pub year: FiscalYear,
    /// The time that is covered, where that is known.
    pub period: Option<Period>,
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
pub(super) fn judge(rows: &Rows<'_>, check: &TableCheck, asked: &Asked<'_>) -> Vec<Lack> {
    let table = rows.table;
    if let Some(lack) = unread(table) {
        return vec![lack];
    }
    let Faults { mut kept, more } = of_rows(rows, check, asked);
    kept.extend((more > 0).then_some(TableLack::More(more)));
    let name = name(table);
    kept.into_iter().map(|fault| Lack::Table(name.clone(), fault)).collect()
}

/// Why nothing can be said of a table, whatever it is held against.
pub(super) fn unread(table: &Table) -> Option<Lack> {
    match () {
        () if !table.is_shown() => Some(Lack::Table(name(table), TableLack::Unread)),
        () if table.height() == 0 => Some(Lack::Table(name(table), TableLack::NoRows)),
        () => unseen(table).map(|hidden| Lack::Table(name(table), TableLack::Hidden(hidden))),
    }
}

fn name(table: &Table) -> TableName {
    let file = table.file.value.as_ref();
    TableName {
        id: table.id.value.clone(),
        file: file.map_or("", |path| path.file_name()).to_owned(),
        sheet: table.sheet_name().to_owned(),
    }
}

fn cell_name(table: &Table, row: usize, column: usize) -> CellName {
    CellName {
        row: table.row(row).number,
        name: table.place(row, column),
        column: table.content.heads[column].text.clone(),
    }
}

fn of_rows(said: &Rows<'_>, check: &TableCheck, asked: &Asked<'_>) -> Faults {
    let table = said.table;
    let columns = Columns::new(table, check);
    let mut faults = Faults::default();
    columns.missing(table, check, &mut faults);
    let same: Vec<usize> = check.equal.iter().filter_map(|(head, _)| columns.at(&head.value)).collect();
    let rows: Vec<usize> = (0..table.height()).filter(|row| !said.is_aside(*row, &same)).collect();
    // A table of nothing but sums and notes has rows, and none that says anything.
    let asked_rows = check.rows.max(1);
    let saying = said.saying(&rows, asked_rows);
    if saying < asked_rows {
        faults.add(|| TableLack::Rows { has: saying, asked: asked_rows });
    }
    hidden(table, check, &columns).into_iter().for_each(|what| faults.add(|| TableLack::Hidden(what)));
    let none = |row: usize| said.says_none(row, &same, asked.agency, asked.year);
    let full = full(table, check, &columns);
    for row in &rows {
        let mut empty = full.iter().filter(|column| said.says_nothing(*row, **column)).peekable();
        if empty.peek().is_some() && !none(*row) {
            empty.for_each(|column| faults.add(|| TableLack::Blank(cell_name(table, *row, *column))));
        }
    }
    for (head, equal) in &check.equal {
        let Some(column) = columns.at(&head.value) else { continue };
        // An empty cell is told once, and a row that says there was nothing may have it; what it fills is held alike.
        let is_held = |row: usize| match said.says_nothing(row, column) {
            true => !full.contains(&column) && !none(row),
            false => !said.is_none(row, column) || !none(row),
        };
        unequal(said, (column, equal), asked, rows.iter().copied().filter(|row| is_held(*row)), &mut faults);
    }
    for (head, kind) in &check.kinds {
        let Some(column) = columns.at(&head.value) else { continue };
        // What is as good as empty is told where no cell may be.
        let says = |row: &&usize| !said.says_nothing(**row, column) && !said.is_idle(**row, column);
        for row in rows.iter().filter(says).filter(|row| !kinds::fits(table.cell(**row, column), *kind, asked.period)) {
            faults.add(|| TableLack::Kind {
                cell: cell_name(table, *row, column),
                value: shortened(table.cell(*row, column)),
                asked: *kind,
            });
        }
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
    fn new(table: &Table, check: &'c TableCheck) -> Columns<'c> {
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
            let open = || (0..table.content.heads.len()).filter(|at| !taken.contains(at));
            let near = |at: &usize, unit: bool| is_near(&table.content.heads[*at].text, head, unit);
            *column = open().find(|at| near(at, true)).or_else(|| open().find(|at| near(at, false)));
            taken.extend(*column);
        }
        Columns(all)
    }

    /// From 0, in the order of the heads of the table.
    fn at(&self, head: &str) -> Option<usize> {
        self.0.iter().find(|(own, _)| same_words(own, head))?.1
    }

    /// The columns that are wanting, those that do not stand in their order, and those that nobody asked for.
    fn missing(&self, table: &Table, check: &TableCheck, faults: &mut Faults) {
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
        let known = |at: usize| self.0.iter().any(|(_, column)| *column == Some(at));
        let heads = table.content.heads.iter().enumerate();
        for (_, head) in heads.filter(|(at, head)| check.only && !known(*at) && !head.text.trim().is_empty()) {
            faults.add(|| TableLack::Extra(head.text.clone()));
        }
    }
}

/// The heads that a check cannot do without.
fn required(check: &TableCheck) -> impl Iterator<Item = &str> {
    let equal = check.equal.iter().map(|(head, _)| head);
    let months = check.months.iter().map(|months| &months.column);
    let kinds = check.kinds.iter().map(|(head, _)| head);
    check.columns.iter().chain(equal).chain(kinds).chain(months).map(|head| head.value.as_str())
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
        false => scale(own) == scale(head) && alike(without_unit(own), without_unit(head)),
    }
}

/// What a head counts in where that is not one baht: a figure under `(ล้านบาท)` is another one.
fn scale(head: &str) -> Option<&'static str> {
    let (_, unit) = head.trim().strip_suffix(')')?.rsplit_once('(')?;
    let unit = unit.to_lowercase();
    SCALES.iter().copied().find(|scale| unit.contains(scale))
}

const SCALES: &[&str] = &["ล้าน", "แสน", "หมื่น", "พันบาท", "ดอลลาร์", "usd", "million", "thousand"];

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
    let letters = text.chars().filter(|c| (is_alphanumeric(*c) && !is_numeric(*c)) || is_mark(*c)).collect();
    (letters, text.chars().filter(char::is_ascii_digit).collect())
}

/// The columns that may have no empty cell: those that are asked for, or all, without those that may be empty.
fn full(table: &Table, check: &TableCheck, columns: &Columns<'_>) -> Vec<usize> {
    let free: Vec<usize> = match &check.blanks {
        Blanks::Any => return Vec::new(),
        Blanks::None => Vec::new(),
        Blanks::In(heads) => heads.iter().filter_map(|head| columns.at(&head.value)).collect(),
    };
    let asked = || check.columns.iter().filter_map(|head| columns.at(&head.value)).collect();
    let all: Vec<usize> = if check.columns.is_empty() { (0..table.content.heads.len()).collect() } else { asked() };
    all.into_iter().filter(|column| !free.contains(column)).collect()
}

/// Finds the cells of a column that do not say what each of them must.
fn unequal(
    said: &Rows<'_>,
    (column, equal): (usize, &Equal),
    asked: &Asked<'_>,
    rows: impl Iterator<Item = usize>,
    faults: &mut Faults,
) {
    let table = said.table;
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
    for (row, cell) in rows.map(|row| (row, table.cell(row, column))).filter(|(_, cell)| !says(cell)) {
        faults.add(|| {
            let name = cell_name(table, row, column);
            if said.says_nothing(row, column) {
                return TableLack::Blank(name);
            }
            TableLack::Unequal { cell: name, value: shortened(cell), asked: wanted.clone() }
        });
    }
}

/// What a cell says, as much of it as is told.
fn shortened(cell: &Cell) -> String {
    cell.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect()
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

/// What the workbook hides of all that the table has: an assessor who opens it sees nothing.
fn unseen(table: &Table) -> Option<Hidden> {
    match () {
        () if table.grid().is_some_and(|grid| grid.sheet.hidden) => Some(Hidden::Sheet),
        () if table.rows().all(|row| row.hidden) => Some(Hidden::Rows),
        () => None,
    }
}

/// What the workbook hides of the columns that are asked for.
fn hidden(table: &Table, check: &TableCheck, columns: &Columns<'_>) -> Vec<Hidden> {
    let Some(grid) = table.grid() else { return Vec::new() };
    let is_hidden = |at: usize| grid.hidden.contains(&table.content.heads[at].column);
    let heads = required(check).filter(|head| columns.at(head).is_some_and(is_hidden));
    let mut found: Vec<Hidden> = heads.map(|head| Hidden::Column(head.to_owned())).collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn heads_are_one_but_for_numbers_units_and_what_goes_without_saying() {
        for (own, head, near) in [
            ("ราคากลาง (บาท)", "ราคากลาง (หน่วย: บาท)", true),
            ("ราคากลาง", "ราคากลาง (ล้านบาท)", false),
            ("ราคากลาง (ล้านบาท)", "ราคากลาง (หน่วย: ล้านบาท)", true),
            ("Price (USD)", "price (usd)", true),
            ("ปีงบประมาณ", "ปีงบประมาณ พ.ศ.", true),
            ("ชื่อผู้ชนะ", "12. ชื่อ ผู้ชนะ", true),
            ("ไตรมาส 1", "ไตรมาส 2", false),
            ("ไตรมาส", "ไตรมาส 2", true),
            ("(1)", "1", false),
        ] {
            assert_eq!(is_near(own, head, false), near, "{own}: {head}");
        }
        assert!(is_near("ที่", "ลำดับที่", true) && !is_near("ที่", "ลำดับที่", false));
        assert!(!is_near("ราคากลาง (บาท)", "ราคากลาง", true));
    }
}

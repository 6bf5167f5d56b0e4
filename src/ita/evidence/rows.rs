//! What the rows of a table say: each cell is looked at once, whatever is asked of the table and how often.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::base::grid::{Cell, Value};
use crate::base::stub::{bare as bare_of, is_unfilled};
use crate::base::thai::{is_alphanumeric, is_mark, is_numeric, normalise, same_words};
use crate::base::yet::comes_later;
use crate::ita::agency::Agency;
use crate::ita::evidence::months;
use crate::ita::table::Table;
use crate::ita::year::FiscalYear;

/// The first word of a last row that only adds up those above it.
const TOTALS: &[&str] = &[
    "รวม",
    "ยอดรวม",
    "ผลรวม",
    "รวมยอด",
    "รวมเงิน",
    "รวมเป็นเงิน",
    "รวมจำนวน",
    "รวมจำนวนเงิน",
    "รวมทั้งสิ้น",
    "รวมทั้งหมด",
    "รวมทั้งปี",
    "รวมทุกเดือน",
    "ยอดรวมทั้งสิ้น",
    "total",
    "subtotal",
    "grand",
    "sum",
];

/// What a cell begins with that says there was nothing: forms ask for a row that says so.
const NONE: &str = "ไม่มี";

/// How a row begins that stands among the others and is none: a note, who signed, a unit of the columns.
const NOTES: &[&str] = &["หมายเหตุ", "ที่มา", "ลงชื่อ", "ผู้รายงาน", "ผู้จัดทำ", "ข้อมูล ณ", "สรุป", "เดือน", "("];

/// A row of so many columns is not a purchase where most of it is dashes.
const WIDE: usize = 6;

/// What a cell holds that has nothing to say, and a figure that may say that there was nothing.
const DASHES: &[&str] = &["-", "–", "—"];
const ZERO: &str = "0";

/// No sign or figure has more bytes.
const SIGN: usize = 4;

/// What a cell holds that nobody has filled in, without spaces and marks; `รอลงนาม` is a status, and `รอ` is none.
const STUBS: &[&str] = &["รอ", "ระบุ", "ทดสอบ", "อยู่ระหว่างรอข้อมูล", "ยังไม่มีข้อมูล", "test"];

/// What the cells of a row that only shows how to fill in the form say; a place may be called so too.
const EXAMPLES: &[&str] = &["ตัวอย่าง", "example", "sample"];

/// A table with what its rows say.
pub(super) struct Rows<'a> {
    pub table: &'a Table,
    /// Row by row, in the order of the heads.
    cells: Vec<Says>,
    rows: Vec<RowSays>,
    /// Where the last rows begin that are nothing but sums and notes.
    tail: usize,
}

/// What a cell says.
#[derive(Clone, Copy, Default)]
struct Says {
    /// Nothing is to be seen in it.
    blank: bool,
    /// It is empty to whoever reads it: nothing, a place for something to come, an error, a formula without a result.
    nothing: bool,
    /// That there was none.
    none: bool,
    dash: bool,
    zero: bool,
    /// That it is an example.
    example: bool,
}

/// What a row says.
#[derive(Clone, Copy)]
struct RowSays {
    filled: usize,
    /// Its first words are those of a sum.
    adds: bool,
    /// Its first words are those of a note, of a signature or of a time.
    note: bool,
    /// It has anything beside its number and dashes.
    something: bool,
    none: bool,
}

impl<'a> Rows<'a> {
    pub(super) fn of(table: &'a Table) -> Rows<'a> {
        let width = table.content.heads.len();
        let mut cells: Vec<Says> = Vec::with_capacity(width * table.height());
        let mut rows = Vec::with_capacity(table.height());
        let mut known: HashMap<&str, Says> = HashMap::new();
        for row in 0..table.height() {
            for (at, cell) in table.cells(row).enumerate() {
                // A column often says the same again.
                let above = row.checked_sub(1).map(|above| (table.cell(above, at), cells[cells.len() - width]));
                let same = above.filter(|(above, _)| *above == cell);
                let anew = || match cell.value {
                    Value::Text => *known.entry(&cell.text).or_insert_with(|| Says::of(cell)),
                    _ => Says::of(cell),
                };
                cells.push(same.map_or_else(anew, |(_, says)| says));
            }
            rows.push(RowSays::of(table, row, &cells[row * width..]));
        }
        let tail = rows.iter().rposition(|row: &RowSays| !row.adds && !row.note).map_or(0, |last| last + 1);
        Rows { table, cells, rows, tail }
    }

    fn says(&self, row: usize, column: usize) -> Says {
        self.cells[row * self.table.content.heads.len() + column]
    }

    /// Whether a cell is empty to whoever reads it.
    pub(super) fn says_nothing(&self, row: usize, column: usize) -> bool {
        self.says(row, column).nothing
    }

    /// Whether a cell says that there was none.
    pub(super) fn is_none(&self, row: usize, column: usize) -> bool {
        self.says(row, column).none
    }

    /// Whether a cell is a dash, or says that there was none.
    pub(super) fn is_idle(&self, row: usize, column: usize) -> bool {
        let says = self.says(row, column);
        says.none || says.dash
    }

    /// How many of some rows have anything beside their number and dashes, one that is repeated once; counted up to `most`.
    pub(super) fn saying(&self, rows: &[usize], most: usize) -> usize {
        let first =
            |row: usize| self.table.cells(row).next().filter(|cell| !cell.text.bytes().all(|c| c.is_ascii_digit()));
        let said = |row: usize| -> Vec<&str> {
            let rest = self.table.cells(row).skip(1);
            first(row).into_iter().chain(rest).map(|cell| cell.text.trim()).collect()
        };
        let something = rows.iter().filter(|row| self.rows[**row].something);
        match most {
            1 => something.take(1).count(),
            _ => {
                let mut known = HashSet::new();
                something.filter(|row| known.insert(said(**row))).take(most).count()
            }
        }
    }

    /// Whether a row stands among the others and is none: it adds up those above it, or is a heading of a month, a note or a
    /// signature. Such a row leaves out what every row must say, and most of the rest.
    pub(super) fn is_aside(&self, row: usize, same: &[usize]) -> bool {
        let RowSays { filled, adds, note, .. } = self.rows[row];
        let all = self.table.content.heads.len();
        let few = filled * 4 <= all || filled == 1;
        let last = row >= self.tail;
        let leaves_out = || same.iter().all(|column| self.says(row, *column).blank);
        (adds && (last || (filled * 2 <= all && leaves_out()))) || (note && few && leaves_out())
    }

    /// Whether a row says that there was nothing, so that the rest of it may be empty: but for that it holds only a running
    /// number, whose it is, a time, and what every row must say.
    pub(super) fn says_none(&self, row: usize, same: &[usize], agency: &Agency, year: FiscalYear) -> bool {
        let idle = |(column, cell): (usize, &Cell)| {
            let says = self.says(row, column);
            let digits = || column == 0 && normalise(&cell.text).bytes().all(|c| c.is_ascii_digit());
            let time = || months::is_time(cell) || FiscalYear::parse(&cell.text) == Some(year);
            let known = same.contains(&column) || says.blank || says.none || says.dash;
            known || digits() || time() || is_agency(cell, agency)
        };
        self.rows[row].none && self.table.cells(row).enumerate().all(idle)
    }
}

impl Says {
    fn of(cell: &Cell) -> Says {
        let unseen = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
        if let Value::Number(_) = cell.value {
            let text = cell.text.trim();
            return Says {
                blank: text.is_empty(),
                nothing: text.is_empty(),
                none: false,
                dash: text == ZERO,
                zero: text == ZERO,
                example: false,
            };
        }
        let mut text = Cow::Borrowed(cell.text.as_str());
        if text.contains(unseen) {
            text = text.chars().filter(|c| !unseen(*c)).collect::<String>().into();
        }
        let word = bare_of(&text);
        let sign = if text.len() <= SIGN { normalise(&text) } else { String::new() };
        let zero = sign == ZERO;
        let dash = zero || DASHES.contains(&sign.as_str());
        let bare = !dash && !text.contains(is_alphanumeric);
        let stub = STUBS.contains(&word.as_str()) || comes_later(&word) || is_unfilled(&text, &word);
        Says {
            blank: cell.is_blank(),
            nothing: bare || stub || matches!(cell.value, Value::Error | Value::Unsolved),
            none: word.starts_with(NONE),
            dash,
            zero,
            // One is often numbered after the other.
            example: EXAMPLES.contains(&word.trim_end_matches(is_numeric)),
        }
    }
}

impl RowSays {
    fn of(table: &Table, row: usize, says: &[Says]) -> RowSays {
        let all = || table.cells(row).zip(says).filter(|(_, says)| !says.blank).map(|(cell, _)| cell);
        let first = all().next();
        let words = all().find(|cell| cell.value == Value::Text);
        let text = words.map(|cell| normalise(&cell.text)).unwrap_or_default();
        let mut parts = text.split(|c: char| !is_alphanumeric(c) && !is_mark(c)).filter(|word| !word.is_empty());
        let one = says.len() == 1;
        // Of a wide row that says who and when, and nothing else, the rest is dashes.
        let dashes = says.iter().filter(|says| says.dash).count();
        let none = says.iter().any(|says| says.none);
        let idle = says.len() >= WIDE && dashes * 2 > says.len() && !none;
        let examples = says.iter().filter(|says| says.example).count();
        // A name or a month whose every figure is a dash; where there was nothing, a figure says so.
        let beside = says.get(1..).unwrap_or_default();
        let idle = idle || (dashes > 0 && !none && beside.iter().all(|says| says.blank || (says.dash && !says.zero)));
        let idle = idle || (examples > 0 && examples * 2 >= all().count());
        let mut said = table.cells(row).zip(says).enumerate().filter(|(_, (_, says))| !says.nothing && !says.dash);
        RowSays {
            filled: all().count(),
            adds: parts.next().is_some_and(|word| TOTALS.contains(&word)),
            note: NOTES.iter().any(|start| text.trim_start().starts_with(start)) || first.is_some_and(months::is_time),
            something: !idle && said.any(|(column, (cell, _))| column > 0 || cell.value == Value::Text || one),
            none,
        }
    }
}

/// Whether a cell names an agency.
pub(super) fn is_agency(cell: &Cell, agency: &Agency) -> bool {
    let names = std::iter::once(&agency.name).chain(&agency.short_name);
    let mut names = names.flat_map(|name| std::iter::once(&name.th).chain(&name.en));
    if names.clone().any(|name| *name == cell.text) {
        return true;
    }
    let place = agency.place.iter().flat_map(|place| std::iter::once(&place.th).chain(&place.en));
    names.any(|name| {
        same_words(name, &cell.text)
            || place.clone().any(|place| same_words(&format!("{name} {place}"), &cell.text))
            || is_there(name, &cell.text, agency)
    })
}

/// Whether a cell names the agency and behind it its amphoe or province, which is known or not.
fn is_there(name: &str, cell: &str, agency: &Agency) -> bool {
    let (name, cell) = (normalise(name), normalise(cell));
    let Some(rest) = cell.trim().strip_prefix(name.trim()).filter(|rest| rest.starts_with(' ')) else { return false };
    let place = agency.place.as_ref().map(|place| normalise(&place.th));
    rest.split_whitespace().all(|part| {
        let own = AREAS.iter().find_map(|area| part.strip_prefix(&*normalise(area)));
        own.is_some_and(|own| !own.is_empty() && place.as_ref().is_none_or(|place| place.contains(own)))
    })
}

const AREAS: &[&str] = &["จังหวัด", "จ.", "อำเภอ", "อ.", "ตำบล", "ต.", "เขต", "แขวง"];

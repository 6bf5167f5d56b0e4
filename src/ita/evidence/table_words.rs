//! What a table wants in words; the faults of one column's cells are told together, by their rows.

use crate::base::date::month_name;
use crate::base::lang::Lang;
use crate::ita::evidence::lack::{CellName, Hidden, Lack, TableLack};
use crate::ita::holds::ColumnKind;

/// How many rows are told one by one.
const SHOWN: usize = 6;

/// The same fault of cells of one column, by its rows.
pub(super) fn cells(what: &TableLack, alike: &[&Lack], lang: Lang) -> String {
    let of = |lack: &&'_ Lack| match lack {
        Lack::Table(_, what) => what.cell().cloned(),
        _ => None,
    };
    let cells: Vec<CellName> = alike.iter().filter_map(of).collect();
    let [first, .., last] = cells.as_slice() else {
        return cells
            .first()
            .map_or_else(String::new, |cell| fault(what, &cell.row.to_string(), cell, &cell.name, lang));
    };
    if last.row - first.row + 1 == cells.len() {
        return fault(
            what,
            &format!("{}–{}", first.row, last.row),
            first,
            &format!("{}:{}", first.name, last.name),
            lang,
        );
    }
    let shown = &cells[..cells.len().min(SHOWN)];
    let more = match (cells.len() - shown.len(), lang) {
        (0, _) => String::new(),
        (more, Lang::Th) => format!(" และอีก {more} แถว"),
        (more, Lang::En) => format!(" and {more} more rows"),
    };
    let rows = shown.iter().map(|cell| cell.row.to_string()).collect::<Vec<_>>().join(", ");
    let names = shown.iter().map(|cell| cell.name.as_str()).collect::<Vec<_>>().join(", ");
    fault(what, &format!("{rows}{more}"), first, &names, lang)
}

/// What is wrong with cells of `rows`, which are called `names`.
fn fault(what: &TableLack, rows: &str, cell: &CellName, names: &str, lang: Lang) -> String {
    let column = &cell.column;
    let row = if rows == cell.row.to_string() { "row" } else { "rows" };
    let at = lang.choose(format!("แถว {rows} ช่อง {column} ({names})"), format!("{row} {rows}, {column} ({names})"));
    match what {
        TableLack::Blank(_) => format!("{at}{}", lang.choose(" ว่างหรือยังไม่ได้กรอก", " is empty or not filled in")),
        TableLack::Unequal { value, asked, .. } => {
            lang.choose(format!("{at} เป็น “{value}” ไม่ใช่ “{asked}”"), format!("{at} is “{value}”, not “{asked}”"))
        }
        TableLack::Kind { value, asked, .. } => {
            let kind = kind(*asked, lang);
            let is = if row == "row" { "is" } else { "as" };
            lang.choose(format!("{at} เช่น “{value}” ไม่ใช่{kind}"), format!("{at}: {is} “{value}”, not {kind}"))
        }
        _ => format!("{at}{}", lang.choose(" ไม่บอกเดือน", " tells no month")),
    }
}

fn kind(kind: ColumnKind, lang: Lang) -> &'static str {
    match kind {
        ColumnKind::Amount => lang.choose("จำนวนเงินหรือจำนวนนับ", "an amount"),
        ColumnKind::Date => lang.choose("วันที่ในช่วงที่ข้อนี้ถาม", "a date of the time that is asked for"),
        ColumnKind::Words => lang.choose("ข้อความ", "words"),
    }
}

/// What a table wants, but for its cells.
pub(super) fn table(what: &TableLack, lang: Lang) -> String {
    match what {
        TableLack::Unread => lang.choose("อ่านไม่ได้", "cannot be read").to_owned(),
        TableLack::NoRows => lang.choose("ไม่มีแถวข้อมูล", "no rows").to_owned(),
        TableLack::Column(name) => name.clone(),
        TableLack::Order(first, second) => {
            lang.choose(format!("ช่อง {first} ต้องมาก่อน {second}"), format!("{first} comes before {second}"))
        }
        TableLack::Extra(name) => {
            lang.choose(format!("แบบฟอร์มไม่มีช่อง {name}"), format!("the form has no column {name}"))
        }
        TableLack::Rows { has, asked } => lang.choose(
            format!("มีแถวที่มีข้อมูล {has} แถว ต้องมีอย่างน้อย {asked}"),
            format!("has {has} rows that say anything; at least {asked} are asked for"),
        ),
        TableLack::Hidden(Hidden::Sheet) => lang.choose("ชีตนี้ถูกซ่อนอยู่", "the sheet is hidden").to_owned(),
        TableLack::Hidden(Hidden::Column(name)) => {
            lang.choose(format!("ช่อง {name} ถูกซ่อนอยู่"), format!("the column {name} is hidden"))
        }
        TableLack::Hidden(Hidden::Rows) => lang.choose("ทุกแถวถูกซ่อนอยู่", "every row is hidden").to_owned(),
        TableLack::Month(month, year) => format!("{} {year}", month_name(*month, lang == Lang::En, false)),
        // Told with their cells.
        TableLack::Blank(_) | TableLack::Unequal { .. } | TableLack::Kind { .. } => String::new(),
        TableLack::NoMonth(_) | TableLack::More(_) => String::new(),
    }
}

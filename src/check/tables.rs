//! Tables of files that pages show: what is wrong in a file, or odd, is told where the page names it, with sheet and cell.

use std::collections::BTreeSet;

use crate::base::diag::Severity::{Error, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::grid::{MAX_CELLS, MAX_COLUMNS};
use crate::base::lang::{Bilingual, both};
use crate::base::span::Span;
use crate::base::thai::same_words;
use crate::check::family::{Family, Subject};
use crate::ita::document::Facts;
use crate::ita::table::Table;
use crate::ita::table::fault::Fault;

pub(super) const FAMILY: Family =
    Family { rules: &[&KIND, &TWICE, &SHEET, &UNREAD, &HEADS, &COLUMNS, &CELLS, &HIDDEN, &EMPTY], apply };

static KIND: Rule = Rule::new(
    "table-kind",
    Error,
    both("ไฟล์ของตารางเป็น xlsx, xls, ods หรือ csv", "the file of a table is xlsx, xls, ods or csv"),
    both("ไฟล์ชนิดอื่นไม่มีแถวและช่องให้แสดง", "other files have no rows and cells to show"),
);

static TWICE: Rule = Rule::new(
    "table-twice",
    Error,
    both("id ของตารางไม่ซ้ำกันในหน้าเดียว", "the ids of a page's tables differ"),
    both("evidence และที่อยู่ของข้อมูลใช้ id นี้", "evidence and the address of the data go by it"),
);

static SHEET: Rule = Rule::new(
    "table-sheet",
    Error,
    both("ชีตที่ตารางระบุมีอยู่ในไฟล์", "the sheet of a table is in its file"),
    both("ถ้าไม่มี หน้าเว็บจะไม่มีตาราง", "the page would have no table"),
);

static UNREAD: Rule = Rule::new(
    "table-unread",
    Warning,
    both("ไฟล์ของตารางอ่านได้ทั้งหมด", "the file of a table can be read whole"),
    both(
        "ตารางที่อ่านไม่ครบไม่แสดงบนหน้า เพราะดูเหมือนครบ",
        "a table that is cut is not shown, for it would look like a whole one",
    ),
);

static HEADS: Rule = Rule::new(
    "table-heads",
    Warning,
    both("ทุกช่องของตารางมีหัวตารางหนึ่งหัวที่ไม่ซ้ำ", "every column of a table has one head of its own"),
    both("ผู้อ่านและโปรแกรมรู้ความหมายของช่องจากหัวตาราง", "people and programs know by its head what a column is"),
);

static COLUMNS: Rule = Rule::new(
    "table-columns",
    Warning,
    both("columns แปลหัวตารางที่มีในไฟล์", "`columns` translates heads that are in the file"),
    both("หัวที่ไม่ตรงกันจะไม่มีภาษาอังกฤษ", "a head that differs stays without English"),
);

static CELLS: Rule = Rule::new(
    "table-cells",
    Warning,
    both("ทุกช่องของตารางมีค่าของตัวเอง", "every cell of a table has a value of its own"),
    both(
        "สูตรที่ไม่มีผลลัพธ์ ช่องที่ผิดพลาด และช่องที่ผสานกัน ทำให้ข้อมูลขาดหาย",
        "formulas without results, errors and merged cells leave holes in the data",
    ),
);

static HIDDEN: Rule = Rule::new(
    "table-hidden",
    Warning,
    both("ตารางไม่มีแถวหรือคอลัมน์ที่ซ่อนไว้", "nothing of a table is hidden in its file"),
    both(
        "สิ่งที่ซ่อนใน Excel แสดงบนหน้าเว็บและอยู่ในข้อมูลที่ดาวน์โหลด",
        "what Excel hides is on the page and in the data all the same",
    ),
);

static EMPTY: Rule = Rule::new(
    "table-empty",
    Warning,
    both("ตารางมีข้อมูลอย่างน้อยหนึ่งแถว", "a table has at least one row"),
    both("ตารางเปล่าไม่ใช่หลักฐาน ถ้าไม่มีรายการให้เขียนว่าไม่มี", "an empty table proves nothing; say so where there was none"),
);

/// So many cells, rows or columns are named.
const NAMED: usize = 5;

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.portal.places().iter().filter_map(|place| place.facts()).flat_map(of_page).collect()
}

fn of_page(facts: &Facts) -> Vec<Diagnostic> {
    let (mut findings, mut seen) = (Vec::new(), BTreeSet::new());
    for table in &facts.tables {
        if !seen.insert(&table.id.value) {
            let id = &table.id.value;
            let said = both!("มีตาราง “{id}” อยู่แล้วในหน้านี้", "this page has a table `{id}` already");
            let finding = Diagnostic::new(&TWICE, &table.id.span, said);
            findings.push(finding.hint(both("ตั้ง id ใหม่ให้ตารางนี้", "give this one another id")));
        }
        findings.extend(table.content.faults.iter().filter_map(|fault| told(fault, table)));
        findings.extend(columns(table));
    }
    findings
}

/// English for heads that the file does not have.
fn columns(table: &Table) -> impl Iterator<Item = Diagnostic> {
    let heads = || table.content.heads.iter().map(|head| head.text.as_str());
    let unknown = table.columns.iter().filter(move |(own, _)| !heads().any(|head| same_words(head, &own.value)));
    unknown.filter(|_| table.is_shown()).map(move |(own, _)| {
        let name = &own.value;
        let said = both!("ตารางไม่มีหัว “{name}”", "the table has no head `{name}`");
        let all = named(&heads().map(|head| format!("“{head}”")).collect::<Vec<_>>(), 20);
        Diagnostic::new(&COLUMNS, &own.span, said)
            .hint(both(format!("หัวที่มีคือ {}", all.th), format!("it has {}", all.en)))
    })
}

/// A fault in words; `None` for what another rule tells.
fn told(fault: &Fault, table: &Table) -> Option<Diagnostic> {
    let (rule, at, said, hint) = match fault {
        // `files` tells what is not there, `documents` what does not open.
        Fault::Missing | Fault::Unread(Some(_)) => return None,
        Fault::Kind(_) | Fault::Unread(None) | Fault::Cut | Fault::NoSheet(_) => of_file(fault, table)?,
        Fault::NoHeads | Fault::HeadsOutside(_) | Fault::TwoHeads(..) | Fault::NoRows => of_heads(fault, table)?,
        Fault::Headless(_) | Fault::SameHead(..) => of_columns(fault, table)?,
        _ => of_cells(fault, table)?,
    };
    let file = table.file.value.as_ref().map_or("", |path| path.file_name());
    let place = match table.sheet_name() {
        "" => both(file.to_owned(), file.to_owned()),
        sheet => both!("{file} ชีต “{sheet}”", "{file}, sheet “{sheet}”"),
    };
    Some(
        Diagnostic::new(rule, &at, both(format!("{}: {}", place.th, said.th), format!("{}: {}", place.en, said.en)))
            .hint(hint),
    )
}

/// What a finding says: its rule, its place, and the two sentences.
type Words = (&'static Rule, Span, Bilingual<String>, Bilingual<&'static str>);

fn of_file(fault: &Fault, table: &Table) -> Option<Words> {
    let file = table.file.span.clone();
    Some(match fault {
        Fault::Kind(kind) => {
            let kind = kind.words();
            let said = both(format!("ไฟล์นี้เป็น{} ไม่ใช่ตาราง", kind.th), format!("this file is {}, and no table", kind.en));
            (&KIND, file, said, both("บันทึกเป็น xlsx, xls, ods หรือ csv", "save it as xlsx, xls, ods or csv"))
        }
        Fault::Cut => {
            let (cells, columns) = (format!("{},000", MAX_CELLS / 1000), MAX_COLUMNS);
            let said = both!(
                "ตารางใหญ่เกิน {cells} ช่อง หรือกว้างเกิน {columns} คอลัมน์ จึงไม่แสดงบนหน้า",
                "the table has more than {cells} cells or {columns} columns, and is not shown"
            );
            let hint = both(
                "แบ่งเป็นหลายไฟล์ หรือแนบไฟล์นี้ไว้ที่ documents แทน",
                "split it into several files, or offer it under `documents` instead",
            );
            (&UNREAD, file, said, hint)
        }
        Fault::NoSheet(sheets) => {
            let at = table.sheet.as_ref().map_or(file, |sheet| sheet.span.clone());
            let sheet = table.sheet.as_ref().map_or("", |sheet| &sheet.value);
            let all = named(&sheets.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>(), 20);
            let said = both(
                format!("ไม่มีชีต “{sheet}” มี {}", all.th),
                format!("there is no sheet “{sheet}”; there is {}", all.en),
            );
            (&SHEET, at, said, both("แก้ชื่อหรือลำดับที่ sheet", "correct the name or the number under `sheet`"))
        }
        _ => {
            let said = both!("อ่านตารางในไฟล์นี้ไม่ได้", "no table in this file could be read");
            (&UNREAD, file, said, both("เปิดด้วย Excel แล้วบันทึกใหม่เป็น xlsx", "open it with Excel and save it as xlsx"))
        }
    })
}

fn of_heads(fault: &Fault, table: &Table) -> Option<Words> {
    let at = table.header.as_ref().map_or_else(|| table.file.span.clone(), |row| row.span.clone());
    let say = both("บอกแถวของหัวตารางที่ header เช่น header: 3", "name the row of the heads, as `header: 3`");
    Some(match fault {
        Fault::NoHeads => {
            let said = both!("ไม่พบแถวที่มีหัวครบทุกคอลัมน์", "no row has a head for every column");
            (&HEADS, at, said, say)
        }
        Fault::HeadsOutside(last) => {
            let row = table.header.as_ref().map_or(0, |row| row.value);
            let said = both!(
                "แถว {row} ไม่มีหัวตาราง แถวสุดท้ายที่มีข้อมูลคือแถว {last}",
                "row {row} has no heads; the last row with anything is row {last}"
            );
            (&HEADS, at, said, say)
        }
        Fault::TwoHeads(first, second) => {
            let said = both!(
                "แถว {first} และแถว {second} อาจเป็นหัวตารางได้ทั้งคู่",
                "row {first} and row {second} may both be the heads"
            );
            (&HEADS, at, said, say)
        }
        _ => {
            let said = both!("ไม่มีข้อมูลใต้หัวตาราง", "there is nothing below the heads");
            let hint = both(
                "กรอกข้อมูล หรือเขียนแถวหนึ่งว่าไม่มีรายการในช่วงนี้",
                "fill it in, or write a row that says there was none in this time",
            );
            (&EMPTY, at, said, hint)
        }
    })
}

fn of_columns(fault: &Fault, table: &Table) -> Option<Words> {
    let at = table.file.span.clone();
    Some(match fault {
        Fault::Headless(columns) => {
            let all = named(columns, NAMED);
            let said = both(
                format!("คอลัมน์ {} มีข้อมูลแต่ไม่มีหัวตาราง", all.th),
                format!("columns with something in them and no head: {}", all.en),
            );
            let hint = both("เติมหัวตาราง หรือลบข้อมูลที่เกินมา", "give them heads, or delete what does not belong there");
            (&HEADS, at, said, hint)
        }
        Fault::SameHead(head, columns) => {
            let all = named(columns, NAMED);
            let said = both(
                format!("คอลัมน์ {} มีหัว “{head}” เหมือนกัน", all.th),
                format!("several columns have the head “{head}”: {}", all.en),
            );
            (&HEADS, at, said, both("ตั้งหัวตารางให้ต่างกัน", "give each a head of its own"))
        }
        _ => return None,
    })
}

fn of_cells(fault: &Fault, table: &Table) -> Option<Words> {
    let at = table.file.span.clone();
    Some(match fault {
        Fault::Unsolved(cells) => {
            let all = named(cells, NAMED);
            let said = both(
                format!("ช่อง {} เป็นสูตรที่ไม่มีผลลัพธ์เก็บไว้", all.th),
                format!("formulas without a stored result: {}", all.en),
            );
            let hint =
                both("เปิดด้วย Excel ให้คำนวณ แล้วบันทึกใหม่", "open it with Excel, let it calculate, and save it again");
            (&CELLS, at, said, hint)
        }
        Fault::Errors(cells) => {
            let all = named(cells, NAMED);
            let said =
                both(format!("ช่อง {} แสดงข้อผิดพลาด เช่น #REF!", all.th), format!("errors such as #REF!: {}", all.en));
            (&CELLS, at, said, both("แก้สูตรในช่องนั้น", "correct the formulas there"))
        }
        Fault::Merged(areas) => {
            let all = named(areas, NAMED);
            let said = both(
                format!("ช่อง {} ผสานกัน มีค่าเพียงช่องแรก", all.th),
                format!("merged cells, of which only the first has a value: {}", all.en),
            );
            let hint = both("ยกเลิกการผสานเซลล์ แล้วกรอกค่าให้ครบทุกช่อง", "take the cells apart and fill each of them");
            (&CELLS, at, said, hint)
        }
        Fault::HiddenSheet => {
            let said = both!("ชีตนี้ซ่อนอยู่ แต่แสดงบนหน้าเว็บ", "this sheet is hidden, and is on the page");
            (&HIDDEN, at, said, both("ยกเลิกการซ่อน หรือเลือกชีตอื่นที่ sheet", "show it, or name another under `sheet`"))
        }
        Fault::HiddenColumns(columns) => {
            let all = named(columns, NAMED);
            let said = both(
                format!("คอลัมน์ {} ซ่อนอยู่ แต่แสดงบนหน้าเว็บ", all.th),
                format!("hidden columns that are on the page: {}", all.en),
            );
            (&HIDDEN, at, said, both("ยกเลิกการซ่อน หรือลบออกจากไฟล์", "show them, or delete them from the file"))
        }
        Fault::HiddenRows(rows) => {
            let all = named(&rows.iter().map(usize::to_string).collect::<Vec<_>>(), NAMED);
            let said = both(
                format!("แถว {} ซ่อนอยู่ แต่แสดงบนหน้าเว็บ", all.th),
                format!("hidden rows that are on the page: {}", all.en),
            );
            let hint = both(
                "ยกเลิกการซ่อนหรือตัวกรอง หรือลบออกจากไฟล์",
                "show them or clear the filter, or delete them from the file",
            );
            (&HIDDEN, at, said, hint)
        }
        _ => return None,
    })
}

/// The first of many, and how many more there are.
fn named(all: &[String], most: usize) -> Bilingual<String> {
    let first = all[..all.len().min(most)].join(", ");
    match all.len().saturating_sub(most) {
        0 => both(first.clone(), first),
        more => both!("{first} และอีก {more}", "{first} and {more} more"),
    }
}

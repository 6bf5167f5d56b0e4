//! Files that pages show as tables, as their cells are read: what a person sees in each, what it is worth, and where reading
//! ends.

use std::fmt::Write as _;

use prongsai::base::document::{FileKind, Inspected};
use prongsai::base::grid::{Area, Grid, Value, cell_name};
use prongsai::io::inspect::{bytes_of, grids_of};

use crate::paper::{Sheet, archive, rows, xlsx};
use crate::support::root;

/// Styles 0 to 5: none, a day of the Buddhist era, two decimals, percent, five digits, baht.
pub const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-107041E]d\\ mmm\\ yyyy;@\"/>\
    <numFmt numFmtId=\"165\" formatCode=\"00000\"/><numFmt numFmtId=\"166\" formatCode=\"#,##0.00\\ &quot;บาท&quot;\"/></numFmts>\
    <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"4\"/>\
    <xf numFmtId=\"10\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs></styleSheet>";

/// A workbook of one sheet: its rows, and what stands after them.
pub fn book(rows: &str, after: &str) -> Vec<u8> {
    let rows = format!("<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>");
    xlsx(&[Sheet { name: "รายการ", state: "visible", rows }], &["ร่วม"], &[("xl/styles.xml", STYLES)])
}

fn grids(bytes: Vec<u8>, ending: &str) -> Vec<Grid> {
    let found = grids_of(bytes, ending);
    assert_eq!(found.fault, None);
    found.grids.as_deref().cloned().unwrap_or_default()
}

/// Every cell that is there: its name, its text, and its value.
fn cells(grid: &Grid) -> Vec<(String, &str, Value)> {
    let rows = grid.rows.iter().flat_map(|row| row.cells.iter().enumerate().map(move |cell| (row.number, cell)));
    let cells = rows.filter(|(_, (_, cell))| cell.value != Value::Empty);
    cells.map(|(row, (column, cell))| (cell_name(row, column), cell.text.as_str(), cell.value)).collect()
}

fn words(grid: &Grid) -> String {
    let value = |value: Value| match value {
        Value::Day(day) => format!(" day {day}"),
        Value::Month(day) => format!(" month {day}"),
        Value::Number(number) => format!(" {number}"),
        Value::Truth(_) => " truth".to_owned(),
        Value::Error => " error".to_owned(),
        Value::Unsolved => " unsolved".to_owned(),
        Value::Text | Value::Empty => String::new(),
    };
    cells(grid).into_iter().map(|(place, text, own)| format!("{place} “{text}”{}\n", value(own))).collect()
}

#[test]
fn a_workbook_is_seen_as_excel_shows_it() {
    let row = "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" s=\"1\"><v>45566</v></c><c r=\"C3\" s=\"2\"><v>1234567.5</v></c>\
        <c r=\"D3\" s=\"3\"><v>0.256</v></c><c r=\"E3\" s=\"4\"><v>42</v></c><c r=\"F3\" s=\"5\"><f>1+1</f><v>2</v></c></row>\
        <row r=\"7\" hidden=\"1\"><c r=\"B7\" t=\"b\"><v>1</v></c><c r=\"C7\" t=\"e\"><v>#REF!</v></c><c r=\"D7\"><f>A1</f></c>\
        <c r=\"E7\" t=\"str\"><f>A1</f><v></v></c><c r=\"F7\" t=\"inlineStr\"><is><r><t>สอง</t></r><r><t xml:space=\"preserve\"> ท่อน</t></r><rPh><t>x</t></rPh></is></c>\
        <c r=\"G7\" s=\"9\"><v>0.5</v></c><c r=\"H7\" s=\"1\"/></row>";
    let after = "<mergeCells><mergeCell ref=\"A1:C2\"/></mergeCells>";
    let bytes = book(row, after);
    let grids = grids(bytes.clone(), "xlsx");
    let [grid] = &grids[..] else { panic!("one sheet, not {}", grids.len()) };
    let expected = "A3 “ร่วม”\nB3 “1 ต.ค. 2567” day 2024-10-01\nC3 “1,234,567.50” 1234567.5\nD3 “25.60%” 0.256\nE3 “00042” 42\n\
        F3 “2.00 บาท” 2\nB7 “TRUE” truth\nC7 “#REF!” error\nD7 “” unsolved\nF7 “สอง ท่อน”\nG7 “0.5” 0.5\n";
    assert_eq!(words(grid), expected);
    assert_eq!((grid.rows[0].hidden, grid.rows[1].hidden), (false, true));
    assert_eq!(grid.merged, [Area { top: 1, left: 0, bottom: 2, right: 2 }]);
    assert_eq!(bytes_of(bytes, "xlsx").grids, None, "nobody asked for them");
}

#[test]
fn sheets_come_in_the_order_of_the_workbook_with_what_is_hidden() {
    let sheet = |name, state, rows: &str| Sheet { name, state, rows: rows.to_owned() };
    let hidden = "<worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData/></worksheet>";
    let sheets = [sheet("ข", "visible", &rows(&[&["1"]])), sheet("ก", "hidden", hidden)];
    let found = grids(xlsx(&sheets, &[], &[]), "xlsx");
    let names: Vec<(&str, bool, &[usize])> =
        found.iter().map(|grid| (&*grid.sheet.name, grid.sheet.hidden, &grid.hidden[..])).collect();
    assert_eq!(names, [("ข", false, &[][..]), ("ก", true, &[1, 2][..])]);
}

#[test]
fn days_of_1904_are_counted_from_there() {
    let rows = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>44104</v></c></row></sheetData></worksheet>";
    let late = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"ก\" r:id=\"r0\"/></sheets></workbook>";
    let relation = "<Relationships><Relationship Id=\"r0\" Target=\"worksheets/sheet0.xml\"/></Relationships>";
    let bytes = archive(&[
        ("xl/workbook.xml", late.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relation.as_bytes()),
        ("xl/worksheets/sheet0.xml", rows.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
    ]);
    assert_eq!(words(&grids(bytes, "xlsx")[0]), "A1 “1 ต.ค. 2567” day 2024-10-01\n");
}

/// An OpenDocument of these tables.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:calcext=\"c\">\
         <office:automatic-styles><style:style style:name=\"ta1\"><style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

#[test]
fn an_open_document_is_seen_as_it_says() {
    let tables = "<table:table table:name=\"รายการ\"><table:table-column table:number-columns-repeated=\"3\"/>\
        <table:table-column table:visibility=\"collapse\"/>\
        <table:table-row><table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\"><text:p>หัว</text:p>\
        <office:annotation><text:p>บันทึก</text:p></office:annotation></table:table-cell><table:covered-table-cell/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>\
        <table:table-row table:visibility=\"filter\"><table:table-cell office:value-type=\"date\" office:date-value=\"2567-10-01\"><text:p>1 ต.ค. 67</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2024-10-01\"><text:p>ต.ค. 67</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"percentage\" office:value=\"0.25\"><text:p>25%</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\" calcext:value-type=\"error\"><text:p>#REF!</text:p></table:table-cell>\
        <table:table-cell table:formula=\"of:=[.A1]\"/><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"2\">\
        <text:p>ก<text:s text:c=\"2\"/>ข</text:p><text:p>ค</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell/></table:table-row></table:table>\
        <table:table table:name=\"เก่า\" table:style-name=\"ta1\"/>";
    let grids = grids(ods(tables), "ods");
    let [grid, old] = &grids[..] else { panic!("two sheets, not {}", grids.len()) };
    let expected = "A1 “หัว”\nA5 “1 ต.ค. 67” day 2024-10-01\nB5 “ต.ค. 67” month 2024-10-01\nC5 “25%” 0.25\nD5 “#REF!” error\n\
        E5 “” unsolved\nF5 “ก  ข\nค”\nG5 “ก  ข\nค”\n";
    assert_eq!(words(grid), expected);
    assert_eq!((grid.merged[0].name().as_str(), &grid.hidden[..], grid.rows[1].hidden), ("A1:B1", &[3][..], true));
    assert_eq!((old.sheet.name.as_str(), old.sheet.hidden), ("เก่า", true));
}

#[test]
fn a_workbook_of_the_old_kind_is_read() {
    let bytes = std::fs::read(root().join("tests/papers/list.xls")).unwrap();
    let grids = grids(bytes.clone(), "xls");
    let expected = "A1 “รายการจัดซื้อจัดจ้าง”\nA2 “ที่”\nB2 “ชื่อรายการ”\nC2 “วันที่ลงนาม”\nD2 “วงเงิน (บาท)”\n\
        A3 “1” 1\nB3 “วัสดุสำนักงาน”\nC3 “1/10/2567” day 2024-10-01\nD3 “1250.5” 1250.5\n\
        A4 “2” 2\nB4 “ปรับปรุงถนน”\nC4 “15/1/2568” day 2025-01-15\nD4 “498000” 498000\n";
    assert_eq!(words(&grids[0]), expected);
    assert_eq!(grids[0].merged[0].name(), "A1:D1");
    assert!(grids[1].sheet.hidden, "{}", grids[1].sheet.name);
    let Inspected { kind, grids, .. } = grids_of(bytes[..3000].to_vec(), "xls");
    assert_eq!((kind, grids), (FileKind::OldOffice, None), "one that is cut short");
}

#[test]
fn rows_with_commas_are_read_in_every_encoding() {
    let text = "ที่;ชื่อ;วงเงิน;วันที่;รหัส\r\n1;\"ก; ข\";\"1,234.50\";1/10/2567;007\r\n\r\n-;;12a;;67109012345\r\n";
    let expected = "A1 “ที่”\nB1 “ชื่อ”\nC1 “วงเงิน”\nD1 “วันที่”\nE1 “รหัส”\nA2 “1” 1\nB2 “ก; ข”\nC2 “1,234.50” 1234.5\n\
        D2 “1/10/2567” day 2024-10-01\nE2 “007”\nA4 “-”\nC4 “12a”\nE4 “67109012345” 67109012345\n";
    let (thai, _, _) = encoding_rs::WINDOWS_874.encode(text);
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [text.as_bytes().to_vec(), format!("\u{FEFF}{text}").into_bytes(), thai.into_owned(), wide] {
        assert_eq!(words(&grids(bytes, "csv")[0]), expected);
    }
    for delimiter in ['\t', ','] {
        let text = format!("ที่{delimiter}ชื่อ\n1{delimiter}ก;ข;ค;ง\n");
        assert_eq!(words(&grids(text.into_bytes(), "csv")[0]), "A1 “ที่”\nB1 “ชื่อ”\nA2 “1” 1\nB2 “ก;ข;ค;ง”\n");
    }
}

#[test]
fn more_than_is_read_is_told_and_nothing_of_it_is_kept() {
    let csv = |rows: usize| "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16\n".repeat(rows).into_bytes();
    let whole = grids(csv(10_000), "csv");
    assert_eq!((whole[0].rows.len(), whole[0].cut), (10_000, false));
    let cut = grids(csv(10_001), "csv");
    assert_eq!((cut[0].rows.len(), cut[0].cut), (0, true));
    // A sheet that is too large takes nothing from the next.
    let mut many = String::new();
    for row in 1..=700 {
        let _ = write!(many, "<row r=\"{row}\"><c r=\"IV{row}\"><v>1</v></c></row>");
    }
    let sheet = |name, rows: &str| Sheet { name, state: "visible", rows: rows.to_owned() };
    let sheets =
        [sheet("ก", &many), sheet("ข", &rows(&[&["1"]])), sheet("ค", "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>")];
    let found = grids(xlsx(&sheets, &[], &[]), "xlsx");
    assert_eq!(
        found.iter().map(|grid| (grid.rows.len(), grid.cut)).collect::<Vec<_>>(),
        [(0, true), (1, false), (0, true)]
    );
    let wide = "<table:table table:name=\"ก\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
        office:value-type=\"string\" table:number-columns-repeated=\"200\"><text:p>ก</text:p></table:table-cell></table:table-row></table:table>";
    assert!(grids(ods(wide), "ods")[0].cut);
}

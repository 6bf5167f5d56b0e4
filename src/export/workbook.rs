//! A table as a workbook for people to fill in: wide columns whose texts wrap, heads that stay, a font that has Thai. The one
//! place that knows the library. It stands here and not in `io`, for it makes bytes of values and touches nothing: a fixed day
//! stands where the library would ask the clock, so that the same table gives the same bytes.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Workbook, XlsxError,
};

use crate::export::column::Table;
use crate::ita::cell_type::CellType;

/// What offices here write with.
const FONT: &str = "TH Sarabun New";
const SIZE: u8 = 16;
const PAPER: u8 = 14;
const TITLE: u8 = 20;

/// The height of a line of a paper, and of all that a row may have.
const LINE: f64 = 21.0;
const TALLEST: f64 = 409.0;

/// Behind heads, and of links, as red, green and blue.
const SHADE: u32 = 0x00E8_EEF2;
const BLUE: u32 = 0x000B_4F9E;

/// The number by which workbooks know the paper, and the row of a paper's heads.
const A4: u8 = 9;
const HEAD: u32 = 2;

/// A cell holds so many characters, counted as Excel does, in UTF-16.
pub(crate) const LONGEST: usize = 32_767;

/// A workbook with one sheet; `widths` are those of its columns, in letters.
pub(crate) fn workbook(table: &Table, sheet: &str, widths: &[u16]) -> Result<Vec<u8>, XlsxError> {
    let mut book = fixed()?;
    let plain = Format::new().set_font_name(FONT).set_font_size(SIZE).set_text_wrap().set_align(FormatAlign::Top);
    // As text, so that what people type stays what they typed.
    let plain = plain.set_num_format("@");
    let head = plain.clone().set_bold();
    let page = book.add_worksheet();
    page.set_name(sheet)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?.set_landscape();
    for (column, (name, _)) in (0_u16..).zip(&table.columns) {
        page.set_column_width(column, f64::from(widths.get(usize::from(column)).copied().unwrap_or(20)))?;
        page.set_column_format(column, &plain)?;
        page.write_string_with_format(0, column, &**name, &head)?;
    }
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            page.write_string_with_format(row, column, cell.as_deref().unwrap_or_default(), &plain)?;
        }
    }
    book.save_to_buffer()
}

/// A sheet of a paper: a title above the table, which is to be read, filtered and printed.
pub(crate) struct Sheet<'a> {
    pub name: &'a str,
    pub title: String,
    pub table: Table,
    /// Of the columns, in letters.
    pub widths: &'a [u16],
    /// So many of the columns are printed.
    pub printed: u16,
}

/// A workbook for people to read and print: landscape on A4, as wide as the paper, the heads on every page, addresses as links.
pub(crate) fn paper(sheets: &[Sheet<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = fixed()?;
    let plain = Format::new().set_font_name(FONT).set_font_size(PAPER).set_align(FormatAlign::Top);
    let plain = plain.set_border(FormatBorder::Thin).set_border_color(Color::Gray);
    let cell = plain.clone().set_text_wrap();
    let head = cell.clone().set_bold().set_background_color(Color::RGB(SHADE)).set_align(FormatAlign::VerticalCenter);
    // A program that does not break an address shows all of it smaller.
    let link = plain.set_shrink().set_font_color(Color::RGB(BLUE)).set_underline(FormatUnderline::Single);
    let title = Format::new().set_font_name(FONT).set_font_size(TITLE).set_bold();
    for sheet in sheets {
        let table = &sheet.table;
        let page = book.add_worksheet();
        page.set_name(sheet.name)?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        page.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer(format!("&C&\"{FONT}\"&14&P / &N"));
        page.write_string_with_format(0, 0, &*sheet.title, &title)?;
        let rows = u32::try_from(table.rows.len()).unwrap_or(0);
        page.set_freeze_panes(HEAD + 1, 2)?.set_repeat_rows(HEAD, HEAD)?;
        page.set_print_area(0, 0, HEAD + rows, sheet.printed.max(1) - 1)?;
        page.set_row_height(HEAD, LINE * 2.0)?;
        for (column, (name, _)) in (0_u16..).zip(&table.columns) {
            page.set_column_width(column, f64::from(sheet.widths.get(usize::from(column)).copied().unwrap_or(20)))?;
            page.write_string_with_format(HEAD, column, &**name, &head)?;
        }
        for (row, cells) in (HEAD + 1..).zip(&table.rows) {
            page.set_row_height(row, height(cells, sheet))?;
            for (column, (text, (_, kind))) in (0_u16..).zip(cells.iter().zip(&table.columns)) {
                let text = text.as_deref().unwrap_or_default();
                let linked = *kind == CellType::Address && !text.is_empty();
                // What the library does not take for an address stays a text.
                if !linked || page.write_url_with_format(row, column, text, &link).is_err() {
                    page.write_string_with_format(row, column, shortened(text), &cell)?;
                }
            }
        }
        let last = u16::try_from(table.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        page.autofilter(HEAD, 0, HEAD + rows.max(1), last)?;
    }
    book.save_to_buffer()
}

/// How tall a row is whose texts wrap: not every program finds that out by itself.
fn height(cells: &[Option<String>], sheet: &Sheet<'_>) -> f64 {
    let wrapped = |((text, width), (_, kind)): ((&Option<String>, &u16), &(_, CellType))| {
        let text = text.as_deref().filter(|_| *kind != CellType::Address).unwrap_or_default();
        // Thai breaks between words, and a font that stands in for ours is wider.
        let fits = (usize::from(*width) * 3 / 5).max(1);
        text.lines().map(|line| broken(line, fits)).sum::<usize>()
    };
    let most = cells.iter().zip(sheet.widths).zip(&sheet.table.columns).map(wrapped).max().unwrap_or(1).max(1);
    // More lines than any row shows need no exact figure.
    (LINE * f64::from(u16::try_from(most).unwrap_or(u16::MAX)) + 3.0).min(TALLEST)
}

/// How many lines a line becomes that is broken at spaces, and in words that are longer than a line.
fn broken(line: &str, fits: usize) -> usize {
    // Marks above and below letters take no width.
    let wide = |c: &char| !matches!(c, '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}');
    let (mut lines, mut at) = (1, 0);
    for word in line.split(' ') {
        let long = word.chars().filter(wide).count();
        if at > 0 && at + 1 + long > fits {
            (lines, at) = (lines + 1, 0);
        }
        at += long + usize::from(at > 0);
        (lines, at) = (lines + at.saturating_sub(1) / fits, at.saturating_sub(1) % fits + usize::from(at > 0));
    }
    lines
}

/// A workbook whose properties tell no clock.
fn fixed() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    Ok(book)
}

/// As much of a text as a cell holds.
fn shortened(text: &str) -> String {
    if length(text) <= LONGEST { text.to_owned() } else { text.chars().take(LONGEST / 2).chain(['…']).collect() }
}

/// How long a text is as a cell counts it.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::{Sheet, Table, height, workbook};
    use crate::ita::cell_type::CellType;

    #[test]
    fn the_same_table_gives_the_same_bytes_and_no_formula() {
        let columns = ["ไทย", "English"].map(|name| (name.into(), CellType::Text)).to_vec();
        let rows = vec![vec![Some("=1+1".to_owned()), None], vec![Some("-ก\nข".to_owned()), Some("@x".to_owned())]];
        let table = Table { columns, rows };
        let bytes = workbook(&table, "a", &[40, 40]).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert_eq!(bytes, workbook(&table, "a", &[40, 40]).unwrap(), "a clock went in");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut sheet = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
        assert!(!sheet.contains("<f>") && sheet.contains("<v>"), "{sheet}");
    }

    #[test]
    fn a_row_is_as_tall_as_its_text_and_no_taller_than_a_workbook_allows() {
        let columns = vec![("ก".into(), CellType::Text), ("ข".into(), CellType::Address)];
        let table = Table { columns, rows: Vec::new() };
        let sheet = Sheet { name: "a", title: "a".into(), table, widths: &[20, 20], printed: 2 };
        let tall = |text: &str, address: &str| height(&[Some(text.to_owned()), Some(address.to_owned())], &sheet);
        // Of 20 letters of width twelve are counted on.
        let long = "https://www.example.go.th/ita/2568/o1/";
        assert_eq!([tall("ก", long), tall("ก\nข\nค", "a"), tall("ยาวกว่าบรรทัดหนึ่ง", "")], [24.0, 66.0, 45.0]);
        assert_eq!(tall(&"ก\n".repeat(30), ""), 409.0);
    }
}

//! A table as a workbook for people to fill in: wide columns whose texts wrap, heads that stay, a font that has Thai. The one
//! place that knows the library. It stands here and not in `io`, for it makes bytes of values and touches nothing: a fixed day
//! stands where the library would ask the clock, so that the same table gives the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use crate::export::column::Table;

/// What offices here write with.
const FONT: &str = "TH Sarabun New";
const SIZE: u8 = 16;

/// A cell holds so many characters, counted as Excel does, in UTF-16.
pub(crate) const LONGEST: usize = 32_767;

/// A workbook with one sheet; `widths` are those of its columns, in letters.
pub(crate) fn workbook(table: &Table, sheet: &str, widths: &[u16]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
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

/// How long a text is as a cell counts it.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::{Table, workbook};
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
}

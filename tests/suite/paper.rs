//! Documents for tests, made here: PDF, Word and Excel as small as they can be, and files that are meant to do harm.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// The table of letters of the font: codes are Unicode itself.
const LETTERS: &str = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n1 begincodespacerange\n<0000> <FFFF>\n\
    endcodespacerange\n3 beginbfrange\n<0020> <007E> <0020>\n<0E01> <0E5B> <0E01>\n<2010> <2015> <2010>\nendbfrange\nendcmap\nend\nend";

/// A PDF with a page for each content.
pub fn pdf_of(contents: &[String], more: &[(&str, &str)]) -> Vec<u8> {
    let count = contents.len();
    let first_page = 6;
    let kids: String = (0..count).map(|at| format!("{} 0 R ", first_page + at * 2)).collect();
    let info = more.iter().map(|(key, value)| format!("/{key} ({value}) ")).collect::<String>();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>"),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Sarabun /Encoding /Identity-H /ToUnicode 4 0 R >>".to_owned(),
        stream("", LETTERS),
        format!("<< {info}>>"),
    ];
    for (at, content) in contents.iter().enumerate() {
        let own = first_page + at * 2 + 1;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {own} 0 R /Resources << /Font << /F 3 0 R >> >> >>"
        ));
        objects.push(stream("", content));
    }
    written(&objects, "/Info 5 0 R")
}

/// A PDF of one page with a content that may draw a picture, `/P`.
pub fn pdf_with(content: &str, picture: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> \
         /XObject << /P 7 0 R >> >> >>"
            .to_owned(),
        stream("", content),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Sarabun /Encoding /Identity-H /ToUnicode 6 0 R >>".to_owned(),
        stream("", LETTERS),
        picture.to_owned(),
    ];
    written(&objects, "")
}

/// A PDF with lines of text on each page.
pub fn pdf(pages: &[&str]) -> Vec<u8> {
    let contents: Vec<String> = pages.iter().map(|text| lines(text)).collect();
    pdf_of(&contents, &[])
}

/// A page that is a picture.
pub fn scan() -> Vec<u8> {
    pdf_of(&["q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{7f} EI Q".to_owned()], &[])
}

/// A PDF that asks for a password: its key does not fit the empty one.
pub fn locked_pdf() -> Vec<u8> {
    let pad = "41".repeat(32);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [] /Count 0 >>".to_owned(),
        format!("<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{pad}> /U <{pad}> >>"),
    ];
    let id = "00".repeat(16);
    written(&objects, &format!("/Encrypt 3 0 R /ID [<{id}> <{id}>]"))
}

/// A drawn line for each line of a text.
pub fn lines(text: &str) -> String {
    let mut content = "BT /F 16 Tf 72 760 Td\n".to_owned();
    for line in text.lines() {
        let _ = writeln!(content, "{} Tj 0 -20 Td", hex(line));
    }
    content + "ET"
}

/// A string in the codes of the font.
pub fn hex(text: &str) -> String {
    let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<{codes}>")
}

pub fn stream(more: &str, content: &str) -> String {
    format!("<< /Length {} {more}>>\nstream\n{content}\nendstream", content.len())
}

/// Objects with the table of where each begins.
pub fn written(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut table = String::from("0000000000 65535 f \n");
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", text.len());
        let _ = writeln!(text, "{} 0 obj\n{object}\nendobj", at + 1);
    }
    let (start, size) = (text.len(), objects.len() + 1);
    let _ = write!(
        text,
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    );
    text.into_bytes()
}

/// An archive of parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part can be begun");
        zip.write_all(bytes).expect("a part can be written");
    }
    zip.finish().expect("an archive can be closed").into_inner()
}

/// A Word document with this XML in its body, and other parts beside it.
pub fn docx(body: &str, beside: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut parts: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())];
    parts.extend(beside.iter().map(|(name, text)| (*name, text.as_bytes())));
    archive(&parts)
}

/// A paragraph of Word for each line.
pub fn paragraphs(text: &str) -> String {
    text.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect()
}

/// A sheet of a workbook: its name, whether it is hidden, and the XML of its rows or of all of it.
pub struct Sheet<'a> {
    pub name: &'a str,
    pub state: &'a str,
    pub rows: String,
}

pub fn xlsx(sheets: &[Sheet<'_>], shared: &[&str], beside: &[(&str, &str)]) -> Vec<u8> {
    let listed: String = sheets
        .iter()
        .enumerate()
        .map(|(at, sheet)| format!("<sheet name=\"{}\" state=\"{}\" r:id=\"r{at}\"/>", sheet.name, sheet.state))
        .collect();
    let related: String = (0..sheets.len())
        .map(|at| format!("<Relationship Id=\"r{at}\" Target=\"worksheets/sheet{at}.xml\"/>"))
        .collect();
    let strings: String = shared.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    let mut parts = vec![
        ("xl/workbook.xml".to_owned(), format!("<workbook xmlns:r=\"r\"><sheets>{listed}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{related}</Relationships>")),
        ("xl/sharedStrings.xml".to_owned(), format!("<sst>{strings}</sst>")),
    ];
    parts.extend(sheets.iter().enumerate().map(|(at, sheet)| {
        let text = match &sheet.rows {
            whole if whole.starts_with("<worksheet") => whole.clone(),
            rows => format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        };
        (format!("xl/worksheets/sheet{at}.xml"), text)
    }));
    parts.extend(beside.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&parts)
}

/// Rows of cells; a cell that begins with `=` is a figure as Excel stores it, every other one a text.
pub fn rows(table: &[&[&str]]) -> String {
    let mut text = String::new();
    for (row, cells) in table.iter().enumerate() {
        let _ = write!(text, "<row r=\"{}\">", row + 1);
        for (column, cell) in cells.iter().enumerate() {
            let place = format!("{}{}", char::from(b'A' + u8::try_from(column).expect("few columns")), row + 1);
            let _ = match cell.strip_prefix('=') {
                Some(figure) => write!(text, "<c r=\"{place}\"><v>{figure}</v></c>"),
                None => write!(text, "<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            };
        }
        text.push_str("</row>");
    }
    text
}

/// A Word document whose text becomes `megabytes` large when it is unpacked.
pub fn bomb(megabytes: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).expect("a part can be begun");
    zip.write_all(b"<w:document><w:p><w:t>").expect("it can be written");
    let piece = vec![b'1'; 1 << 20];
    for _ in 0..megabytes {
        zip.write_all(&piece).expect("it can be written");
    }
    zip.finish().expect("an archive can be closed").into_inner()
}

//! A paper as a Word document. The one place that writes the format: the crate for it, docx-rs 0.4.22, writes no repeating
//! table head, no language and no alternative text, so the few parts that a paper needs are written here. The same paper gives
//! the same bytes. An office's own document gives styles, page set-up and garuda, never text (`office`).

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::base::lang::Lang;
use crate::export::papers::office::Office;
use crate::export::papers::paper::Paper;
use crate::export::papers::style;
use crate::export::papers::word::{Body, escaped};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A paper in the format, with what the office gives.
pub(crate) fn docx(paper: &Paper, office: &Office) -> Vec<u8> {
    let (styles, names) = style::styles(office.styles.as_deref(), paper.lang);
    let body = Body::of(paper, &names, office);
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".to_owned(), content_types(office).into()),
        ("_rels/.rels".to_owned(), package_links().into()),
        ("docProps/core.xml".to_owned(), properties(paper).into()),
        ("word/_rels/document.xml.rels".to_owned(), links(&body, office).into()),
        ("word/document.xml".to_owned(), document(&body.xml, office, paper.lang).into()),
        ("word/fontTable.xml".to_owned(), fonts().into()),
        ("word/header1.xml".to_owned(), page_number(&names, paper.lang).into()),
        ("word/settings.xml".to_owned(), settings(paper.lang).into()),
        ("word/styles.xml".to_owned(), styles.into()),
    ];
    if let Some(theme) = &office.theme {
        parts.push(("word/theme/theme1.xml".to_owned(), theme.clone().into()));
    }
    if let Some(picture) = &office.garuda {
        parts.push((format!("word/media/garuda.{}", picture.ending), picture.bytes.clone()));
    }
    packed(parts).expect("memory takes every part")
}

fn packed(parts: Vec<(String, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    for (name, bytes) in parts {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn document(body: &str, office: &Office, lang: Lang) -> String {
    let digits = if lang == Lang::Th { "<w:pgNumType w:fmt=\"thaiNumbers\"/>" } else { "" };
    let [width, height] = office.page.size;
    let [top, right, bottom, left] = office.page.margins;
    format!(
        "{HEAD}<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\" xmlns:wp=\"{DRAWING}/wordprocessingDrawing\" \
         xmlns:a=\"{DRAWING}/main\" xmlns:pic=\"{DRAWING}/picture\"><w:body>{body}<w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"/>\
         <w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"708\" \
         w:footer=\"708\" w:gutter=\"0\"/>{digits}<w:titlePg/></w:sectPr></w:body></w:document>"
    )
}

/// The number of the page, at the top of every page but the first.
fn page_number(names: &style::Names, lang: Lang) -> String {
    let second = lang.choose("๒", "2");
    let style = names.id("header");
    format!(
        "{HEAD}<w:hdr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"{style}\"/><w:jc w:val=\"center\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">- </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>{second}</w:t></w:r>\
         </w:fldSimple><w:r><w:t xml:space=\"preserve\"> -</w:t></w:r></w:p></w:hdr>"
    )
}

fn content_types(office: &Office) -> String {
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{MAIN}.{kind}+xml\"/>");
    let own =
        [("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("fontTable", "fontTable")];
    let parts: String = own.into_iter().chain([("header1", "header")]).map(|(name, kind)| part(name, kind)).collect();
    let theme = office.theme.as_ref().map(|_| {
        "<Override PartName=\"/word/theme/theme1.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.theme+xml\"/>"
    });
    let picture = office
        .garuda
        .as_ref()
        .map(|own| format!("<Default Extension=\"{}\" ContentType=\"{}\"/>", own.ending, own.kind()));
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{parts}{}<Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>",
        picture.unwrap_or_default(),
        theme.unwrap_or_default()
    )
}

fn package_links() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" \
         Target=\"word/document.xml\"/><Relationship Id=\"rId2\" \
         Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn links(body: &Body<'_>, office: &Office) -> String {
    let own = ["styles", "settings", "fontTable", "header"].into_iter().zip(1..);
    let file = |kind: &str| if kind == "header" { "header1".to_owned() } else { kind.to_owned() };
    let link = |(kind, number): (&str, usize)| {
        let file = file(kind);
        format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{file}.xml\"/>")
    };
    let parts: String = own.map(link).collect();
    let theme = office
        .theme
        .as_ref()
        .map(|_| format!("<Relationship Id=\"theme\" Type=\"{OFFICE}/theme\" Target=\"theme/theme1.xml\"/>"));
    let picture = office.garuda.as_ref().map(|own| {
        format!("<Relationship Id=\"garuda\" Type=\"{OFFICE}/image\" Target=\"media/garuda.{}\"/>", own.ending)
    });
    let outside = body.links.iter().enumerate().map(|(at, address)| {
        let address = escaped(address);
        format!(
            "<Relationship Id=\"link{at}\" Type=\"{OFFICE}/hyperlink\" Target=\"{address}\" TargetMode=\"External\"/>"
        )
    });
    let all = theme.into_iter().chain(picture).chain(outside).collect::<String>();
    format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{parts}{all}</Relationships>")
}

/// The properties of the file; its days are fixed, so that the same paper is the same file.
fn properties(paper: &Paper) -> String {
    let (title, author) = (escaped(&paper.title), escaped(&paper.author));
    let day = "xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z";
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dc:creator>{author}</dc:creator><dc:language>{}</dc:language><dcterms:created {day}</dcterms:created>\
         <dcterms:modified {day}</dcterms:modified></cp:coreProperties>",
        paper.lang.tag()
    )
}

fn settings(lang: Lang) -> String {
    let own = if lang == Lang::Th { "th-TH" } else { "en-GB" };
    format!(
        "{HEAD}<w:settings xmlns:w=\"{WORD}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{own}\" w:bidi=\"th-TH\"/></w:settings>"
    )
}

/// The font of official papers, with the names of those that stand in for it.
fn fonts() -> String {
    format!(
        "{HEAD}<w:fonts xmlns:w=\"{WORD}\"><w:font w:name=\"{}\">\
         <w:altName w:val=\"TH SarabunPSK,TH SarabunIT๙,Sarabun,Laksaman,Angsana New\"/><w:panose1 w:val=\"020B0500040200020003\"/>\
         <w:charset w:val=\"DE\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>",
        style::FONT
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::papers::paper::{Block, Cell, Run, Style, Table};

    /// Some fifty pages of text and tables: half an hour of an officer's reading, and less than a second of making.
    #[test]
    fn fifty_pages_take_less_than_a_second() {
        let words = "การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน ".repeat(8);
        let mut blocks = Vec::new();
        for _ in 0..150 {
            blocks.push(Block::Text(Style::Body, vec![Run::plain(words.clone())]));
            let row = || vec![Cell::of(vec![Run::plain("i1")]), Cell::of(vec![Run::plain(words.clone())])];
            blocks.push(Block::Table(Table { caption: "ก".to_owned(), heads: 1, rows: vec![row(), row(), row()] }));
        }
        let paper = Paper { title: "ก".to_owned(), lang: Lang::Th, author: "ข".to_owned(), blocks };
        let timed = |_| {
            let begun = std::time::Instant::now();
            (docx(&paper, &Office::default()), begun.elapsed())
        };
        // On a busy machine it may have to wait: the quickest of a few times is how long it takes.
        let (bytes, took) = (0..5).map(timed).min_by_key(|(_, took)| *took).unwrap();
        assert!(took.as_secs_f64() < 1.0, "{took:?}");
        assert!(bytes.len() > 5_000 && bytes == docx(&paper, &Office::default()));
    }

    #[test]
    fn what_no_xml_can_hold_is_left_out() {
        assert_eq!(escaped("a\u{1}<b>\u{fffe}&\tc"), "a&lt;b&gt;&amp;\tc");
    }
}

//! Papers as Word documents: sound by the Open XML schema (`papers/ooxml.zip`: ISO/IEC 29500, transitional), the same bytes for
//! the same site, printed by LibreOffice, made for agencies of every kind, and dressed as the office's own document is.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{code, copy, differs, folder, prongsai, root, site};

/// A site in a folder of its own, and papers that it gives.
struct Office(tempfile::TempDir);

impl Office {
    fn of(content: &Path) -> Office {
        let place = folder();
        copy(content, &place.path().join("site/content"));
        Office(place)
    }

    fn site(&self) -> std::path::PathBuf {
        self.0.path().join("site")
    }

    /// What `export` writes for its arguments, as `name` in the folder beside the site.
    fn export(&self, arguments: &str, name: &str) -> Vec<u8> {
        let to = self.0.path().join(name);
        let mut command = prongsai(&["--lang", "en", "--site"]);
        command.arg(self.site()).arg("export").args(arguments.split(' ')).arg("--out").arg(&to);
        let output = command.output().expect("it runs");
        assert_eq!(code(&output), 0, "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
        std::fs::read(to).expect("it was written")
    }
}

/// The parts of a document by their names.
fn parts(docx: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(docx)).expect("a document is a zip");
    let count = zip.len();
    let part = |at: usize| {
        let mut file = zip.by_index(at).expect("it is there");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("it can be read");
        (file.name().expect("it has a name").into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

fn text(docx: &[u8]) -> String {
    String::from_utf8(parts(docx).remove("word/document.xml").expect("it has a text")).expect("it is UTF-8")
}

/// Holds every part of documents against the schema.
fn assert_sound(documents: &[(&str, &[u8])]) {
    let place = folder();
    let schemas = std::fs::read(root().join("tests/papers/ooxml.zip")).expect("the schemas are there");
    parts(&schemas).iter().for_each(|(name, bytes)| std::fs::write(place.path().join(name), bytes).unwrap());
    let mut by_schema: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (document, bytes) in documents {
        for (name, bytes) in parts(bytes) {
            let schema = match name.as_str() {
                "[Content_Types].xml" => "opc-contentTypes.xsd",
                rels if rels.ends_with(".rels") => "opc-relationships.xsd",
                part if part.starts_with("word/") && part.ends_with(".xml") && !part.contains("theme") => "wml.xsd",
                _ => continue,
            };
            let file = format!("{document}-{}", name.replace(['/', '[', ']'], "_"));
            std::fs::write(place.path().join(&file), bytes).unwrap();
            by_schema.entry(schema).or_default().push(file);
        }
    }
    for (schema, files) in by_schema {
        let mut command = Command::new("xmllint");
        command.args(["--noout", "--nonet", "--schema", schema]).args(&files).current_dir(place.path());
        let output = command.output().expect("xmllint is installed: tests/run does it");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Prints documents and gives how many pages each has.
fn printed(documents: &[(&str, &[u8])]) -> Vec<usize> {
    let place = folder();
    let mut command = Command::new("soffice");
    let profile = format!("-env:UserInstallation=file://{}/profile", place.path().display());
    command.args([profile.as_str(), "--headless", "--convert-to", "pdf"]).current_dir(place.path());
    for (name, bytes) in documents {
        std::fs::write(place.path().join(format!("{name}.docx")), bytes).unwrap();
        command.arg(format!("{name}.docx"));
    }
    let output = command.output().expect("soffice is installed: tests/run does it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pages = |name: &str| {
        let pdf = std::fs::read(place.path().join(format!("{name}.pdf"))).expect("it was printed");
        lopdf::Document::load_mem(&pdf).expect("it is a PDF").get_pages().len()
    };
    documents.iter().map(|(name, _)| pages(name)).collect()
}

/// Every paper of the agency, in both languages: sound, the same each time, and printed.
#[test]
fn the_papers_of_the_agency_are_sound_and_printed() {
    let office = Office::of(&root().join("content"));
    let memo = office.export("memo --year 2568", "memo.docx");
    assert!(memo == office.export("memo --year 2568", "again.docx"), "the same site gives another file");
    let english = office.export("memo --year 2568 --english", "english.docx");
    let report = office.export("measures --year 2569", "report.docx");
    let all = [("memo", &*memo), ("english", &*english), ("report", &*report)];
    assert_sound(&all);
    let names = ["องค์การบริหารส่วนตำบลโสกก่าม", "Sokkam Subdistrict Administrative Organization"];
    for (docx, name) in [(&memo, names[0]), (&english, names[1])] {
        let core = String::from_utf8_lossy(&parts(docx)["docProps/core.xml"]).into_owned();
        assert!(core.contains(&format!("<dc:creator>{name}</dc:creator>")), "{core}");
    }
    let pages = printed(&all);
    assert!(pages[0] > 15 && pages[0] < 60 && pages[2] > 3, "{pages:?}");
    let text = text(&memo);
    let head = text.find("<w:tblHeader/>").expect("heads of tables repeat");
    assert!(text[..head].contains("<w:cantSplit/>"), "rows stay whole");
    let tall = text.split("<w:tr>").skip(1).filter(|row| row.split("</w:tr>").next().unwrap_or_default().len() > 2_000);
    assert!(tall.count() > 3, "rows of measures, taller than a third of a page, may be broken");
    for part in ["บันทึกข้อความ", "บก ๘๐๓๐๑/-", "๙๙.๖๔", "<w:tblCaption ", "ความเห็นของหัวหน้าสำนักปลัด"]
    {
        assert!(text.contains(part), "{part} is not in the memorandum");
    }
    let digits = text.split('<').filter_map(|part| part.strip_prefix("w:t xml:space=\"preserve\">"));
    let arabic: Vec<&str> = digits.filter(|said| said.contains(|c: char| c.is_ascii_digit())).collect();
    assert!(arabic.iter().all(|said| said.contains("://")), "Thai papers have Thai digits: {arabic:?}");
}

/// What a paper says and how, a line a paragraph or a cell, with its style before it; its page and its language at the end.
fn said(paper: &[u8]) -> String {
    let (mut said, mut line) = (String::new(), String::new());
    let document = text(paper).replace("&lt;", "‹").replace("&gt;", "›").replace("&amp;", "&");
    let styles =
        String::from_utf8(parts(paper).remove("word/styles.xml").expect("it has styles")).expect("it is UTF-8");
    let last = styles.split('<').filter(|tag| tag.starts_with("w:lang "));
    for (tag, text) in document.split('<').chain(last).filter_map(|part| part.split_once('>')) {
        match tag {
            "/w:p" | "/w:tr" => said += &(std::mem::take(&mut line).trim_end().to_owned() + "\n"),
            "w:tab/" => line.push('→'),
            "w:br/" => line.push('↵'),
            "w:b/" => line.push('*'),
            "w:tc" => line.push_str("| "),
            "w:tblHeader/" => line.push_str("head "),
            _ if tag.starts_with("w:t ") => line.push_str(text),
            _ if tag.starts_with("w:pStyle ") => line += &format!("[{}] ", tag.split('"').nth(1).unwrap_or_default()),
            _ if ["w:lang ", "w:pgSz ", "w:pgMar "].iter().any(|name| tag.starts_with(name)) => {
                said += &format!("{tag}\n")
            }
            _ => {}
        }
    }
    said
}

/// Agencies of other kinds get their papers without a change, and each says what it said.
#[test]
fn other_agencies_get_their_papers() {
    let (mut all, mut stale) = (Vec::new(), Vec::new());
    for (name, arguments) in SITES {
        let office = Office::of(&site(name).join("content"));
        for (at, own) in arguments.iter().enumerate() {
            let paper = office.export(own, &format!("{at}.docx"));
            if ["hospital", "school"].contains(name) {
                stale.extend(differs(&format!("papers/said/{name}-{at}.txt"), &said(&paper)));
            }
            all.push((format!("{name}-{at}"), paper));
        }
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
    let all: Vec<(&str, &[u8])> = all.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert_sound(&all);
    assert!(printed(&all).iter().all(|pages| *pages > 0));
}

const SITES: &[(&str, &[&str])] = &[
    ("showcase", &["memo --year 2568", "measures --year 2568 --english", "check-list --year 2568"]),
    ("school", &["memo --year 2568", "measures --year 2568 --english", "check-list --year 2568"]),
    ("hospital", &["check-list --year 2569 --english"]),
    ("memorandum", &["memo --year 2568"]),
];

/// The office's own document gives styles, margins and the picture in its head, and none of its words.
#[test]
fn the_office_gives_how_it_writes_and_no_word() {
    let office = Office::of(&root().join("content"));
    let own = |styles: &str, name: &str| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in [
            ("word/document.xml", OWN),
            ("word/styles.xml", styles),
            (
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Id=\"rId7\" Target=\"media/image1.png\"/></Relationships>",
            ),
            ("word/media/image1.png", "picture"),
        ] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes.as_bytes()).unwrap();
        }
        std::fs::write(office.site().join("content/memo.docx"), zip.finish().unwrap().into_inner()).unwrap();
        office.export("memo --year 2568", name)
    };
    let memo = own(STYLES, "memo.docx");
    assert_sound(&[("memo", &memo)]);
    let made = parts(&memo);
    let said = text(&memo);
    assert!(said.contains("w:left=\"1800\"") && said.contains("w:val=\"MyHeading\""), "its margins and styles hold");
    assert!(said.contains("<wp:extent cx=\"500000\" cy=\"540000\"/>"), "the picture keeps its shape");
    assert!(!said.contains("เรื่องเก่า") && made.contains_key("word/media/garuda.png"));
    let cut = text(&own(STYLES.trim_end_matches("</w:styles>"), "cut.docx"));
    assert!(!cut.contains("w:val=\"MyHeading\""), "no paragraph has a style that is cut off");
    std::fs::write(office.site().join("content/memo.docx"), "not a document").unwrap();
    let mut command = prongsai(&["--lang", "en", "--site"]);
    let output = command
        .arg(office.site())
        .args(["export", "memo", "--year", "2568", "--out"])
        .arg(office.0.path().join("no.docx"));
    let output = output.output().unwrap();
    assert_eq!(code(&output), 1, "{}", String::from_utf8_lossy(&output.stderr));
}

const OWN: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r>\
    <w:drawing><wp:anchor><wp:extent cx=\"500000\" cy=\"540000\"/><a:blip r:embed=\"rId7\"/></wp:anchor></w:drawing><w:t>เรื่องเก่า\
    </w:t></w:r></w:p><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1134\" w:bottom=\"1134\" \
    w:left=\"1800\"/></w:sectPr></w:body></w:document>";

const STYLES: &str = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style \
    w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" \
    w:styleId=\"MyHeading\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"a\"/></w:style></w:styles>";

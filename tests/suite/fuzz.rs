//! Spoilt content: real files with bytes changed, cut, doubled and mixed, by a fixed rule. Whatever comes of it, the program
//! answers within five seconds and never panics. The default run takes a short sample, `tests/run --all` a hundred thousand
//! of each kind.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use prongsai::base::date::Day;
use prongsai::base::path::RelPath;
use prongsai::base::reading::decode;
use prongsai::base::source::Sources;
use prongsai::check;
use prongsai::io::inspect::bytes_of;
use prongsai::ita::options::Options;
use prongsai::pipeline;
use rayon::prelude::*;

use crate::chance::Chance;
use crate::hiding_pdf;
use crate::paper::{self, Sheet};
use crate::support::site;
use crate::whole;

/// Inputs of each kind. `tests/run --all` runs the whole campaign with the optimised program, in minutes instead of hours.
fn inputs() -> u64 {
    let all = std::env::var_os("PRONGSAI_TEST_ALL").is_some() && !cfg!(debug_assertions);
    if all { 100_000 } else { 200 }
}

/// One input may take so long.
const PATIENCE: Duration = Duration::from_secs(5);

/// Pieces that have broken readers before.
const PIECES: &[&str] = &[
    "---\n",
    "\u{0}",
    "\u{FEFF}",
    "\r",
    "\t",
    ": ",
    "- ",
    "&a ",
    "*a",
    "[",
    "]",
    "{",
    "}",
    "|",
    ">",
    "#",
    "%",
    "<",
    "```",
    "**",
    "![](",
    "](",
    "\\",
    "'",
    "\"",
    "null",
    "~",
    "9999999999999999999999",
    "-1",
    "1e999",
    "๒๕๖๘",
    "ำ",
    "\u{E4D}\u{E32}",
    "\u{200B}",
    "\u{202E}",
    "1-1001-00000-00-0",
    "!!binary ",
    "<<: ",
    "? ",
    "|-\n",
    "obj",
    "endobj",
    "stream\n",
    "/Kids [",
    " 0 R",
    "<<",
    ">>",
    "(",
    ")",
    "BT",
    "Tj",
    "PK\u{3}\u{4}",
    "&#x110000;",
    "<!DOCTYPE",
    "]]>",
];

/// Bytes with one to eight faults; `other` gives pieces of another file.
fn spoilt(chance: &mut Chance, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(8) {
        let at = chance.place(bytes.len() + 1);
        let end = (at + chance.place(40)).min(bytes.len());
        match chance.below(8) {
            0 if at < bytes.len() => bytes[at] = chance.byte(),
            1 => bytes.insert(at, chance.byte()),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                let times = chance.place(6);
                bytes.splice(at..at, piece.repeat(times));
            }
            4 => {
                let piece = PIECES[chance.place(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
            5 => {
                let from = chance.place(other.len() + 1);
                let to = (from + chance.place(200)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            6 => bytes.truncate(bytes.len() - chance.place(bytes.len() / 4 + 1)),
            _ => {
                let piece = PIECES[chance.place(PIECES.len())].repeat(chance.place(300));
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
    bytes
}

/// Runs `try_one` on spoilt files of a kind, and tells every panic and every wait.
fn campaign(name: &str, files: &[(String, Vec<u8>)], try_one: impl Fn(u64, &str, Vec<u8>) + Sync) {
    assert!(!files.is_empty(), "{name}: nothing to spoil");
    let faults: Vec<String> = (0..inputs())
        .into_par_iter()
        .filter_map(|seed| {
            let mut chance = Chance::new(seed);
            let (path, bytes) = &files[chance.place(files.len())];
            let (_, other) = &files[chance.place(files.len())];
            let spoilt = spoilt(&mut chance, bytes, other);
            let timed = |spoilt: Vec<u8>| {
                let begun = Instant::now();
                (catch_unwind(AssertUnwindSafe(|| try_one(seed, path, spoilt))), begun.elapsed())
            };
            // On a busy machine any input may have to wait once; a slow one is slow again.
            let outcome = match timed(spoilt.clone()) {
                (Ok(()), took) if took > PATIENCE => timed(spoilt),
                outcome => outcome,
            };
            let (outcome, took) = outcome;
            match outcome {
                Err(_) => Some(format!("{name} {seed}: {path} panics")),
                Ok(()) if took > PATIENCE => Some(format!("{name} {seed}: {path} took {took:?}")),
                Ok(()) => None,
            }
        })
        .collect();
    assert!(faults.is_empty(), "\n{} of {}\n{}\n", faults.len(), inputs(), faults.join("\n"));
}

/// The site whose content is spoilt, without its theme and with no more than a few files, so that many inputs can be tried.
fn small() -> Sources {
    let mut sources = crate::support::read(&site("two-years")).expect("the site can be read");
    let mut pages = 0;
    sources.texts.retain(|path, _| {
        pages += usize::from(path.as_str().ends_with(".md"));
        path.below("content").is_some() && (path.as_str().ends_with(".yaml") || pages <= 12)
    });
    sources
}

/// Reads and checks the site with one of its files spoilt, as a save in the preview would. One in a hundred is built whole.
fn read_with(small: &Sources, whole: &Sources, seed: u64, path: &str, bytes: Vec<u8>) {
    let path = RelPath::new(path).expect("it is a path");
    let is_whole = seed.is_multiple_of(100);
    let mut sources = if is_whole { whole.clone() } else { small.clone() };
    match decode(&path, bytes) {
        Ok(text) => drop(sources.texts.insert(path, Arc::from(text))),
        Err(finding) => {
            sources.texts.remove(&path);
            sources.findings.push(finding);
        }
    }
    let today = Day::parse("2569-01-05").expect("a day");
    let findings = if is_whole {
        let options = Options { today, base_url: None };
        whole::build(&sources, &options).findings.clone()
    } else {
        let (portal, findings) = pipeline::portal(&sources, today);
        check::check(findings, &portal, &sources, today)
    };
    for finding in &findings {
        if let Some(text) = sources.texts.get(&finding.at.path) {
            assert!(text.get(finding.at.bytes()).is_some(), "{:?} is no place in {}", finding.at, finding.at.path);
        }
    }
}

/// Spoils the files of the small site that `wanted` takes.
fn of_content(name: &str, wanted: fn(&str) -> bool) {
    let (small, whole) = (small(), crate::support::read(&site("two-years")).expect("the site can be read"));
    let own = whole.texts.iter().filter(|(path, _)| path.below("content").is_some() && wanted(path.as_str()));
    let files: Vec<(String, Vec<u8>)> = own.map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect();
    campaign(name, &files, |seed, path, bytes| read_with(&small, &whole, seed, path, bytes));
}

#[test]
fn front_matter() {
    of_content("front matter", |path| path.ends_with(".md") && !path.ends_with(".en.md"));
}

#[test]
fn markdown() {
    of_content("Markdown", |path| path.ends_with(".en.md"));
}

#[test]
fn catalogue() {
    of_content("catalogue", |path| path.ends_with("catalogue.yaml"));
}

#[test]
fn scores() {
    of_content("scores", |path| path.ends_with("scores.yaml") || path.ends_with("issues.yaml"));
}

#[test]
fn documents() {
    let table: &[&[&str]] = &[&["ชื่อ", "เลขประจำตัวประชาชน"], &["ก", "=1100100000000"], &["ข", "1-1001-00000-00-0"]];
    let sheet = Sheet { name: "ก", state: "hidden", rows: paper::rows(table) };
    let text = "ประกาศ\nเลขประจำตัวประชาชน 1-1001-00000-00-0";
    let files = [
        ("pdf".to_owned(), paper::pdf(&[text, "หน้าสอง"])),
        ("pdf".to_owned(), paper::scan()),
        ("pdf".to_owned(), paper::locked_pdf()),
        ("docx".to_owned(), paper::docx(&paper::paragraphs(text), &[("word/comments.xml", "<w:comments/>")])),
        ("xlsx".to_owned(), paper::xlsx(&[sheet], &["ก"], &[])),
        ("csv".to_owned(), "ชื่อ,เลขบัตร\nก,1100100000000\n".as_bytes().to_vec()),
        ("zip".to_owned(), paper::archive(&[("a.csv", "ก,1100100000000\n".as_bytes())])),
    ];
    // A part of each kind is a file of its own as well.
    let own = every_part().into_iter().filter_map(|(name, bytes)| Some((name.rsplit_once('.')?.1.to_owned(), bytes)));
    let files: Vec<(String, Vec<u8>)> = files.into_iter().chain(own).collect();
    campaign("documents", &files, |_, ending, bytes| {
        let found = bytes_of(bytes, ending);
        assert!(found.fault != Some(prongsai::base::document::Fault::Slow), "too slow");
    });
}

/// A part of each kind that a document may hold.
fn every_part() -> Vec<(String, Vec<u8>)> {
    let rows = paper::rows(&[&["ก", "=1100100000000"]]);
    let sheet = Sheet { name: "ก", state: "visible", rows };
    let deleted = "<w:p><w:ins><w:r><w:t>1</w:t></w:r></w:ins><w:del><w:delText>2</w:delText></w:del></w:p>";
    let drawing = "<svg><style>a{fill:url(#b)}</style><image href='data:image/png;base64,iVBORw0KGgo='/></svg>";
    let said = |name: &'static str, text: &str| (name, text.as_bytes().to_vec());
    let parts = [
        said("word/header1.xml", "<w:hdr><w:p><w:r><w:t>1100100000000</w:t></w:r></w:p></w:hdr>"),
        said("word/footnotes.xml", "<w:fn><w:p><w:fldSimple w:instr=\"DDE a\">1</w:fldSimple></w:p></w:fn>"),
        said("docProps/core.xml", "<cp><dc:title>1100100000000</dc:title></cp>"),
        said("customXml/item1.xml", "<?a 1?><!DOCTYPE a [<!ENTITY b '1'>]><a>&b;<![CDATA[1]]></a>"),
        said("[Content_Types].xml", "<Types><Override ContentType=\"application/vnd.macroEnabled\"/></Types>"),
        said("ppt/notesSlides/notesSlide1.xml", "<p><a:t>1</a:t><a:br/><a:fld>2</a:fld></p>"),
        said("ppt/charts/chart1.xml", "<c><c:v>1100100000000</c:v></c>"),
        said("xl/pivotCache/pivotCacheRecords1.xml", "<r><s v=\"1100100000000\"/></r>"),
        said("xl/externalLinks/externalLink1.xml", "<e><ddeLink ddeService=\"a\"/><cell r=\"A1\"><v>1</v></cell></e>"),
        said("xl/worksheets/sheet2.xml", "<w><dataValidation><formula1>\"1,2\"</formula1></dataValidation></w>"),
        said(
            "xl/comments1.xml",
            "<c><comment ref=\"A1\"><text><r><t>1</t></r><rPh><t>2</t></rPh></text></comment></c>",
        ),
        said(
            "xl/styles.xml",
            "<s><numFmt numFmtId=\"200\" formatCode=\"[$-D00041E]d/m\"/><cellXfs><xf/></cellXfs></s>",
        ),
        said("meta.xml", "<o><meta:user-defined meta:name=\"cid\">1100100000000</meta:user-defined></o>"),
        said("word/a.kml", "<kml><coordinates>100.1,13.1,0</coordinates></kml>"),
        said("word/a.geojson", "{\"id\": \"\\u0031100100000000\", \"c\": [100.1, 13.1]}"),
        said("word/a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n1\n"),
        ("word/media/a.webp", b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0".to_vec()),
        ("word/media/a.mp4", b"\0\0\0\x18ftypmp42\0\0".to_vec()),
        ("word/media/a.mp3", b"ID3\x04\0\0\0\0\0\0TIT2".to_vec()),
        ("word/embeddings/a.zip", paper::archive(&[("a.txt", b"1")])),
        ("word/comments.xml", deleted.as_bytes().to_vec()),
        ("word/settings.xml", b"<w:docVar w:name=\"cid\" w:val=\"1100100000000\"/>".to_vec()),
        ("word/vmlDrawing1.vml", b"<xml><br><v:textpath string=\"1100100000000\"/></xml>".to_vec()),
        ("word/_rels/document.xml.rels", b"<R><Relationship Target=\"a\"/></R>".to_vec()),
        ("word/embeddings/a.docx", paper::docx(&paper::paragraphs("ก"), &[])),
        ("word/embeddings/a.xlsx", paper::xlsx(&[sheet], &["ก"], &[])),
        ("word/embeddings/a.pdf", paper::pdf(&["ก"])),
        ("word/embeddings/a.bin", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".to_vec()),
        ("word/media/a.png", b"\x89PNG\r\n\x1A\n\0\0\0\x05zTXta\0\0\x78\x9C\0\0\0\0".to_vec()),
        ("word/media/a.jpg", b"\xFF\xD8\xFF\xFE\0\x041\xFF\xC0\0\x0B\x08\0\x01\0\x01\x01\x01\x11\0".to_vec()),
        ("word/media/a.gif", b"GIF89a\x01\0\x01\0\0\0\0\x21\xFE\x031100;".to_vec()),
        ("word/media/a.svg", drawing.as_bytes().to_vec()),
        ("word/media/a.emf", b"\x01\0\0\x001\x001\x000\0".to_vec()),
        ("word/a.rtf", b"{\\rtf1 \\u3585?\\'a1\\par 1100{\\b 100}}".to_vec()),
        ("word/a.html", b"<html><td>1</td><b>2</b></html>".to_vec()),
        ("word/a.ics", b"BEGIN:VCALENDAR\r\nA:1\r\n 2\r\n".to_vec()),
    ];
    parts.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

/// What is inside an archive is spoilt before it is packed, so that it gets past the packing.
#[test]
fn parts_of_documents() {
    let rows = paper::rows(&[&["ชื่อ", "เลขประจำตัวประชาชน"], &["ก", "=1100100000000"]]);
    let files = [
        ("word/document.xml".to_owned(), paper::paragraphs("เลขบัตร 1100100000000").into_bytes()),
        (
            "xl/worksheets/sheet1.xml".to_owned(),
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes(),
        ),
        ("xl/sharedStrings.xml".to_owned(), b"<sst><si><t>a</t></si><si><rPh><t>b</t></rPh></si></sst>".to_vec()),
        ("content.xml".to_owned(), "<text:p>ก<text:s/></text:p><table:table-cell/>".as_bytes().to_vec()),
    ];
    let files = [&files[..], &every_part()].concat();
    campaign("parts", &files, |_, part, bytes| {
        let rels = b"<R><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></R>";
        let book = b"<w><sheet name=\"a\" state=\"hidden\" r:id=\"r1\"/></w>";
        let parts: [(&str, &[u8]); 4] =
            [("mimetype", b""), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", rels), (part, &bytes)];
        let is_book = part.starts_with("xl/");
        let own = parts.into_iter().filter(|(name, _)| *name == part || (name.starts_with("xl/") == is_book));
        let _ = bytes_of(paper::archive(&own.collect::<Vec<_>>()), "docx");
    });
}

/// Every kind of object of a PDF, and every way to draw.
#[test]
fn objects_of_a_pdf() {
    campaign("objects", &hiding_pdf::every_kind(), |_, _, bytes| drop(bytes_of(bytes, "pdf")));
}

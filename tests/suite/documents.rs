//! Attachments that are meant to do harm, or were broken on their way: each ends in a finding, within limits of memory and time,
//! never in a hang or a crash. The real program runs, with no more memory than a small machine has.

use std::fs;
use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use prongsai::base::document::{Fault, FileKind, Inspected, Layer};
use prongsai::io::inspect::bytes_of;

use crate::paper;
use crate::support::{code, copy, folder, said, site};

/// Memory of the whole program, in kilobytes of address space.
const MEMORY: u32 = 2_500_000;

/// Twenty files, some of them a hundred megabytes when unpacked, on a machine that may be busy: a guard against hanging, not a
/// measure.
const PATIENCE: Duration = Duration::from_secs(120);

fn deflated(megabytes: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let piece = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        encoder.write_all(&piece).expect("it can be written");
    }
    encoder.finish().expect("it can be closed")
}

/// A PDF whose one page is `megabytes` large when it is unpacked.
fn pdf_bomb(megabytes: usize) -> Vec<u8> {
    let content = deflated(megabytes);
    let mut bytes = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>\nendobj\n".to_vec();
    let start = format!("4 0 obj\n<< /Length {} /Filter /FlateDecode >>\nstream\n", content.len());
    bytes.extend(start.into_bytes());
    bytes.extend(content);
    bytes.extend(b"\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n");
    bytes
}

fn one_page(resources: &str, objects: &[String]) -> Vec<u8> {
    let page = format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources {resources} >>");
    let mut all = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        page,
    ];
    all.extend(objects.iter().cloned());
    paper::written(&all, "")
}

/// A font that says it has four billion letters.
fn pdf_of_letters() -> Vec<u8> {
    let letters = "1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange\n<00000000> <FFFFFFFF> <0041>\nendbfrange";
    let objects = [
        paper::stream("", "BT /F 12 Tf (1234) Tj ET"),
        "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R >>".to_owned(),
        paper::stream("", letters),
    ];
    one_page("<< /Font << /F 5 0 R >> >>", &objects)
}

/// Forms that draw each other for ever.
fn pdf_of_forms() -> Vec<u8> {
    let own = "/Type /XObject /Subtype /Form /Resources << /XObject << /A 5 0 R /B 6 0 R >> >> ";
    let draw = "/A Do /B Do /A Do /B Do ".repeat(50);
    let objects = [paper::stream("", "/A Do"), paper::stream(own, &draw), paper::stream(own, &draw)];
    one_page("<< /XObject << /A 5 0 R >> >>", &objects)
}

/// A tree of pages that is its own branch.
fn pdf_of_circles() -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [2 0 R 2 0 R] /Parent 2 0 R /Count 9999999 >>".to_owned(),
    ];
    paper::written(&objects, "")
}

fn nested_pdf(open: &str, close: &str, depth: usize) -> Vec<u8> {
    let content = format!("BT {}{} TJ ET", open.repeat(depth), close.repeat(depth));
    let objects = [paper::stream("", &content), format!("{}{}", open.repeat(depth), close.repeat(depth))];
    one_page("5 0 R", &objects)
}

/// Files by their names, and the words that the report must have for each.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let deep = format!("{}{}", "<w:p>".repeat(200_000), "</w:p>".repeat(200_000));
    let whole_pdf = paper::pdf(&["ประกาศ"]);
    let whole_docx = paper::docx(&paper::paragraphs(&"ประกาศผลการประเมิน ".repeat(200)), &[]);
    let many: Vec<String> = (0..30_000).map(|at| format!("word/p{at}.xml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let laughs = format!("{entities}<w:document><w:p><w:t>{}</w:t></w:p></w:document>", "&b;".repeat(1000));
    let locked: Vec<u8> = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
        .iter()
        .copied()
        .chain([0; 600])
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    vec![
        ("bomb.docx", paper::bomb(100), "document-unreadable"),
        (
            "bomb.xlsx",
            paper::archive(&[
                ("xl/workbook.xml", b"<w/>"),
                ("xl/_rels/workbook.xml.rels", b"<R/>"),
                ("xl/sharedStrings.xml", &vec![b'a'; 70 << 20]),
            ]),
            "document-unreadable",
        ),
        ("bomb.pdf", pdf_bomb(100), "document-unreadable"),
        ("letters.pdf", pdf_of_letters(), "letters.pdf"),
        // A picture to the reader, or too slow for it: which of both depends on the machine.
        ("forms.pdf", pdf_of_forms(), "not searched"),
        ("circles.pdf", pdf_of_circles(), "document-unreadable"),
        ("arrays.pdf", nested_pdf("[", "]", 100_000), "arrays.pdf"),
        ("records.pdf", nested_pdf("<</A ", ">>", 100_000), "records.pdf"),
        ("brackets.pdf", nested_pdf("(", ")", 100_000), "brackets.pdf"),
        ("short.pdf", whole_pdf[..whole_pdf.len() / 4].to_vec(), "document-unreadable"),
        ("short.docx", whole_docx[..whole_docx.len() / 2].to_vec(), "document-unreadable"),
        ("locked.pdf", paper::locked_pdf(), "document-locked"),
        ("locked.docx", locked, "document-locked"),
        ("deep.docx", paper::docx(&deep, &[]), "deep.docx"),
        ("many.docx", paper::archive(&many), "document-unreadable"),
        ("laughs.docx", paper::archive(&[("word/document.xml", laughs.as_bytes())]), "laughs.docx"),
        ("empty.pdf", Vec::new(), "document-empty"),
        ("login.pdf", b"<!DOCTYPE html><title>Sign in</title>".to_vec(), "document-kind"),
    ]
}

#[test]
fn hostile_documents_end_in_a_finding() {
    let place = folder();
    let site_folder = place.path().join("site");
    copy(&site("two-years"), &site_folder);
    let files = site_folder.join("content/files");
    fs::create_dir_all(&files).expect("a folder can be made");
    let hostile = hostile();
    for (name, bytes, _) in &hostile {
        fs::write(files.join(name), bytes).expect("a file can be written");
    }
    for (name, head) in [("huge.pdf", &b"%PDF-1.7\n"[..]), ("huge.docx", b"PK\x03\x04"), ("huge.csv", b"a,b\n")] {
        let mut file = fs::File::create(files.join(name)).expect("a file can be made");
        file.write_all(head).expect("it can be written");
        file.set_len(500 << 20).expect("most of it is empty");
    }
    let begun = Instant::now();
    let limits = format!("ulimit -v {MEMORY}; exec \"$@\"");
    let mut command = Command::new("sh");
    command.args([
        "-c",
        &limits,
        "sh",
        env!("CARGO_BIN_EXE_prongsai"),
        "--site",
        site_folder.to_str().expect("a path"),
    ]);
    let output = command.args(["--lang", "en", "check", "--format", "short"]).output().expect("the program starts");
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output));
    assert_eq!(code(&output), 1, "{text}");
    assert!(!text.contains("panicked"), "{text}");
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    let told = |name: &str, word: &str| text.lines().any(|line| line.contains(name) && line.contains(word));
    // Depth alone does no harm: such a document is read to its end.
    let silent: Vec<_> = hostile
        .iter()
        .filter(|(name, _, word)| *name != "deep.docx" && !told(name, word))
        .map(|(name, _, word)| (name, word))
        .collect();
    assert!(silent.is_empty(), "{silent:?}\n{text}");
    for name in ["huge.pdf", "huge.docx", "huge.csv"] {
        assert!(told(name, "document-large") && told(name, "document-unreadable"), "{name}\n{text}");
    }
}

/// A document that is cut anywhere is told as damaged or read as far as it is whole; nothing panics, and what could not be read
/// is never said to be searched.
#[test]
fn documents_that_are_cut_short_are_never_clean() {
    let text = paper::paragraphs(&"เลขประจำตัวประชาชน ".repeat(20));
    let whole = [("docx", paper::docx(&text, &[])), ("pdf", paper::pdf(&["ประกาศ", "รายชื่อ"]))];
    for (ending, bytes) in whole {
        let complete = bytes_of(bytes.clone(), ending);
        assert!(complete.unread.is_empty() && complete.layer == Layer::Thai, "{complete:?}");
        for part in 1..40 {
            let cut = bytes[..bytes.len() * part / 40].to_vec();
            let found = bytes_of(cut, ending);
            let short_of = complete.pages != found.pages || found.fault.is_some() || !found.unread.is_empty();
            assert!(
                short_of || found == Inspected { hash: found.hash.clone(), ..complete.clone() },
                "{ending} {part}/40: {found:?}"
            );
        }
    }
}

#[test]
fn what_a_document_says_of_itself() {
    for (second, pictures) in [("0 0 m 90 90 l S", 1), ("", 0)] {
        let pages = [paper::lines("หน้าแรก"), second.to_owned(), paper::lines("หน้าสาม")];
        let found = bytes_of(paper::pdf_of(&pages, &[]), "pdf");
        assert_eq!(
            (found.pages, found.pictures, found.unread.is_empty()),
            (Some(3), pictures, pictures == 0),
            "a page that is drawn without text was not searched, an empty one has nothing to search"
        );
    }
    let found = bytes_of(paper::bomb(70), "docx");
    assert_eq!((found.kind, found.fault), (FileKind::Word, Some(Fault::Bomb)));
}

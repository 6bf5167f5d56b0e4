//! Attachments that are made to explode, of every kind that may be published: each is read by a process of its own, in time
//! near to its size. `tests/run --all` reads all of them, and larger ones; by default it is every third.

use rayon::prelude::*;

use crate::chance::Chance;
use crate::costs::{KINDS, hostile};
use crate::hiding_pdf;
use crate::inspect::{Worker, peaks};
use crate::paper::{archive, stream, written};
use crate::personal::with_check;
use crate::support::{code, folder, prongsai, said};

/// A kind of file: its name, its ending, and one of a size.
type Kind = (&'static str, &'static str, Box<dyn Fn(usize) -> Vec<u8> + Sync>);

/// Made up; its check digit holds.
const NUMBER: &str = "1100100000000";

/// Different numbers, each put into a text.
fn numbers(count: usize, put: impl Fn(String) -> String) -> String {
    (0..count).map(|at| put(with_check(&format!("1{at:011}")))).collect()
}

fn tagged(count: usize, before: &str, after: &str) -> String {
    numbers(count, |number| format!("{before}{number}{after}"))
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    archive(&parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>())
}

fn word(body: String) -> Vec<u8> {
    packed(&[("word/document.xml", format!("<w:document><w:body>{body}</w:body></w:document>"))])
}

fn open(rows: String) -> Vec<u8> {
    let body = format!("<office:document-content><table:table>{rows}</table:table></office:document-content>");
    packed(&[("mimetype", String::new()), ("content.xml", body)])
}

/// A workbook of one sheet, with more in the list of sheets, shared texts and styles.
fn excel(rows: String, book: String, shared: String, styles: String) -> Vec<u8> {
    packed(&[
        ("xl/workbook.xml", format!("<w><sheet name=\"ก\" r:id=\"a\"/>{book}</w>")),
        ("xl/_rels/workbook.xml.rels", "<R><Relationship Id=\"a\" Target=\"worksheets/s.xml\"/></R>".to_owned()),
        ("xl/worksheets/s.xml", format!("<worksheet>{rows}</worksheet>")),
        ("xl/sharedStrings.xml", format!("<sst>{shared}</sst>")),
        ("xl/styles.xml", format!("<s>{styles}</s>")),
    ])
}

fn rows(rows: String) -> Vec<u8> {
    excel(rows, String::new(), String::new(), String::new())
}

fn members(count: usize, name: impl Fn(usize) -> String, text: &str) -> Vec<u8> {
    let names: Vec<String> = (0..count).map(name).collect();
    archive(&names.iter().map(|name| (&**name, text.as_bytes())).collect::<Vec<_>>())
}

fn page(content: &str, more: &[String]) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_owned(),
        stream("", content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    written(&[&objects[..], more].concat(), "")
}

fn nested(depth: usize) -> Vec<u8> {
    (0..depth).fold(NUMBER.as_bytes().to_vec(), |inner, _| archive(&[("a.zip", &inner)]))
}

/// Kinds of text.
fn texts() -> Vec<Kind> {
    let text =
        |name, ending, one: fn(usize) -> String| -> Kind { (name, ending, Box::new(move |n| one(n).into_bytes())) };
    let tile = |name, ending, before: &'static str, tile: &'static str, after: &'static str| -> Kind {
        (name, ending, Box::new(move |n| format!("{before}{}{after}", tile.repeat(n)).into_bytes()))
    };
    vec![
        text("numbers on a line", "csv", |n| tagged(n, "", ",")),
        text("numbers in a column", "csv", |n| tagged(n, "นาย,", "\n")),
        tile("quotes that are never closed", "csv", "\"", "1,1,1,1,", ""),
        tile("quotes", "csv", "", "\"\"\"\"\"\"", ""),
        tile("columns", "csv", "", "1,1,1,1,1,1,1,1,", ""),
        tile("numbers in cells", "csv", "", "1,1001,00000,00,0\n", ""),
        tile("lines without anything", "csv", "", "\n\n\n\n\n\n\n\n", "1"),
        text("numbers with names", "json", |n| tagged(n, "{\"cid\": \"", "\"},")),
        tile("brackets", "json", "", "[[[[[[[[[[[[[[[[", ""),
        tile("escapes", "json", "\"", "\\u0031\\u0031\\u0031\\u0031", "\""),
        tile("folded lines", "ics", "BEGIN:VCALENDAR\r\n", "A:1100100\r\n 000000\r\n", ""),
        tile("times", "vtt", "WEBVTT\n\n", "00:00:01.000 --> 00:00:02.000\nก\n\n", ""),
        tile("places", "geojson", "[", "[100.12345678901234, 13.12345678901234],", ""),
        tile("places in a row", "kml", "<kml><p>", "100.12345678901234,13.12345678901234,0 ", "</p></kml>"),
        text("numbers drawn", "svg", |n| {
            format!("<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>", tagged(n, "<text>", "</text>"))
        }),
        tile("groups", "svg", "<svg xmlns='http://www.w3.org/2000/svg'>", "<g><g><g><g>", ""),
        tile("a path", "svg", "<svg xmlns='http://www.w3.org/2000/svg'><path d='", "L 12.5 13.25 ", "'/></svg>"),
        tile("attributes", "svg", "<svg xmlns='http://www.w3.org/2000/svg'><g ", "a='1100100000000' ", "/></svg>"),
        tile("entities declared", "svg", "<!DOCTYPE svg [", "<!ENTITY a 'http://a'>", "]><svg/>"),
        text("elements", "xml", |n| format!("<r>{}</r>", tagged(n, "<c>", "</c>"))),
        tile("elements in elements", "xml", "<a>", "<b c='1'><b>1", ""),
        text("cells in cells", "xml", |n| {
            format!("<a>{}{}{}</a>", "<tc value='12'>".repeat(n), "1".repeat(n), "</tc>".repeat(n))
        }),
        tile("comments", "xml", "<a>", "<!-- 1100100000000 -->", "</a>"),
        tile("references", "xml", "<a>", "&#x31;&#49;", "</a>"),
        tile("open marks", "xml", "<a>", "<<<<<<<<<<", ""),
        tile("digits", "txt", "", "11111111111111111111", ""),
        tile("spaces", "txt", "a", "                    ", ""),
        tile("stars", "txt", "1", "********************", ""),
        tile("links", "txt", "", "[1](https://a.go.th/)", ""),
        tile("ends of links", "txt", "", "1](", ""),
        tile("elements in a line", "txt", "", "1<a b", ""),
        tile("digits a line", "txt", "", "1\n1\n1\n1\n", ""),
        tile("half a number a line", "txt", "เลขบัตร\n", "1100100\n000000\n", ""),
        tile("cards", "txt", "", "1-1001-00000-00-0 ", ""),
        tile("loose groups", "txt", "", "1 100100000 000 ", ""),
        tile("boxes", "txt", "", "1 1 0 0 1 0 0 0 0 0 0 0 0\n", ""),
        tile("cells of Markdown", "txt", "|a|a|\n", "|1100100000000", ""),
        tile("packed letters", "txt", "", "UEsDBBQAAAAIA", ""),
        tile("packed lines", "txt", "", "QUFB\nQUFB\n", ""),
        tile("signs", "txt", "", "&%\\_&#%3\\u_x", ""),
        tile("addresses", "txt", "", "https://a.go.th/1100100000000/", ""),
        tile("groups of rich text", "txt", "{\\rtf", "{\\rtf{\\u49?", ""),
    ]
}

/// Kinds of documents and archives.
fn documents() -> Vec<Kind> {
    let kind = |name, ending, one: fn(usize) -> Vec<u8>| -> Kind { (name, ending, Box::new(one)) };
    vec![
        kind("paragraphs", "docx", |n| word(tagged(n, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>"))),
        kind("runs", "docx", |n| word(format!("<w:p>{}</w:p>", "<w:r><w:t>1</w:t></w:r>".repeat(n * 5)))),
        kind("a long paragraph", "docx", |n| {
            word(format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "ก 1101 ".repeat(n * 5)))
        }),
        kind("paragraphs in paragraphs", "docx", |n| word("<w:p>".repeat(n * 5))),
        kind("attributes", "docx", |n| word(format!("<w:p {}/>", "w:a=\"1100100000000\" ".repeat(n)))),
        kind("fields", "docx", |n| word("<w:instrText>HYPERLINK 1</w:instrText>".repeat(n))),
        kind("changes", "docx", |n| {
            word("<w:p><w:del><w:delText>1</w:delText></w:del><w:ins><w:t>1100100000000</w:t></w:ins></w:p>".repeat(n))
        }),
        kind("tables in tables", "docx", |n| {
            word("<w:tbl><w:tr><w:tc>1".repeat(n) + &"</w:tc></w:tr></w:tbl>".repeat(n))
        }),
        kind("comments", "docx", |n| {
            let comments = tagged(n, "<w:comment><w:p>", "</w:p></w:comment>");
            packed(&[("word/document.xml", "<w:p/>".to_owned()), ("word/comments.xml", format!("<c>{comments}</c>"))])
        }),
        kind("relations", "docx", |n| {
            let relations = tagged(n, "<Relationship Target=\"https://a.example/?id=", "\"/>");
            let relations = ("word/_rels/document.xml.rels", format!("<R>{relations}</R>"));
            packed(&[("word/document.xml", "<w:p/>".to_owned()), relations])
        }),
        kind("parts", "docx", |n| members(n / 2, |at| format!("word/{at}.xml"), "<a>1100100000000</a>")),
        kind("parts that are not read", "docx", |n| members(n / 2, |at| format!("word/{at}.zip"), "PK\u{3}\u{4}")),
        kind("rows", "ods", |n| {
            open(tagged(
                n,
                "<table:table-row><table:table-cell><text:p>",
                "</text:p></table:table-cell></table:table-row>",
            ))
        }),
        kind("figures", "ods", |n| {
            let cell = "<table:table-cell office:value=\"12345.25\"><text:p>12,345.25</text:p></table:table-cell>";
            open(format!("<table:table-row>{}</table:table-row>", cell.repeat(10)).repeat(n / 2))
        }),
        kind("repeated cells", "ods", |n| {
            let cell =
                "<table:table-cell table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell>";
            open(
                format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>")
                    .repeat(n / 10),
            )
        }),
        kind("cells in one place", "xlsx", |n| {
            excel(
                "<c r=\"A1\" t=\"s\"><v>0</v></c>".repeat(n / 2),
                String::new(),
                format!("<si><t>{NUMBER}</t></si>"),
                String::new(),
            )
        }),
        kind("the same place in rows", "xlsx", |n| {
            let row = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
            excel(row.repeat(n), String::new(), format!("<si><t>{NUMBER}</t></si>"), String::new())
        }),
        kind("cells at the end", "xlsx", |n| {
            rows(tagged(n, "<row r=\"1048576\"><c r=\"XFD1048576\"><v>", "</v></c></row>"))
        }),
        kind("a row", "xlsx", |n| rows(format!("<row>{}</row>", tagged(n, "<c><v>", "</v></c>")))),
        kind("a long formula", "xlsx", |n| rows(format!("<c><f>{}</f></c>", "\"1100100000000\"&amp;".repeat(n)))),
        kind("formulas", "xlsx", |n| rows("<row><c><f>SUM(A1:B12345678901234)</f></c></row>".repeat(n))),
        kind("shared texts", "xlsx", |n| {
            excel(String::new(), String::new(), tagged(n, "<si><t>", "</t></si>"), String::new())
        }),
        kind("names", "xlsx", |n| {
            excel(String::new(), tagged(n, "<definedName name=\"a\">", "</definedName>"), String::new(), String::new())
        }),
        kind("sheets", "xlsx", |n| {
            members(n / 4, |at| format!("xl/worksheets/{at}.xml"), "<row><c><v>1</v></c></row>")
        }),
        kind("formats", "xlsx", |n| {
            let each = |one: fn(usize) -> String| (200..n + 200).map(one).collect::<String>();
            let formats = each(|at| format!("<numFmt numFmtId=\"{at}\" formatCode=\"0\"/>"));
            let styles = each(|at| format!("<xf numFmtId=\"{at}\"/>"));
            excel(String::new(), String::new(), String::new(), format!("{formats}<cellXfs>{styles}</cellXfs>"))
        }),
        kind("a long format", "xlsx", |n| {
            let format = format!("<numFmt numFmtId=\"200\" formatCode=\"{}\"/>", "0/".repeat(n));
            let style = "<cellXfs><xf numFmtId=\"200\"/></cellXfs>";
            let cells = "<c s=\"0\"><v>1</v></c>".repeat(n);
            excel(format!("<row>{cells}</row>"), String::new(), String::new(), format!("{format}{style}"))
        }),
        kind("merged cells", "xlsx", |n| rows("<mergeCell ref=\"A1:XFD1048576\"/>".repeat(n))),
        kind("hidden columns", "xlsx", |n| rows("<col hidden=\"1\" min=\"1\" max=\"16384\"/>".repeat(n / 4))),
        kind("slides", "pptx", |n| members(n / 4, |at| format!("ppt/slides/slide{at}.xml"), "<t>1100100000000</t>")),
        kind("archives in archives", "zip", |n| nested(n / 100)),
        kind("members", "zip", |n| members(n / 2, |at| format!("{at}.txt"), "1-1001-00000-00-0")),
        kind("folders", "zip", |n| members(n / 2, |at| format!("{at}/"), "")),
        kind("long names", "zip", |n| members(n / 50, |at| format!("{}{at}.txt", "a".repeat(60_000)), "1")),
        kind("numbers drawn", "pdf", |n| {
            page(&format!("BT /F 9 Tf {} ET", tagged(n, "1 0 0 1 9 9 Tm (", ") Tj ")), &[])
        }),
        kind("letters drawn", "pdf", |n| page(&format!("BT /F 9 Tf {} ET", "(1) Tj ".repeat(n * 4)), &[])),
        kind("objects", "pdf", |n| {
            let objects: Vec<String> =
                (0..n).map(|at| format!("<< /A ({}) >>", with_check(&format!("1{at:011}")))).collect();
            page("BT ET", &objects)
        }),
        kind("streams within each other", "pdf", |n| {
            page("BT ET", &[format!("<< >>\nendobj\n{}", hiding_pdf::within_each_other(n))])
        }),
        kind("remarks", "pdf", |n| page("BT ET", &[format!("[{}]", tagged(n, "<< /Contents (", ") >> "))])),
        kind("texts beside", "png", |n| [&b"\x89PNG\r\n\x1A\n"[..], &b"\0\0\0\x01tEXta\0\0\0\0".repeat(n)].concat()),
        kind("comments", "gif", |n| {
            [&b"GIF89a\x01\0\x01\0\0\0\0"[..], &b"\x21\xFE\x0D1100100000000\0".repeat(n)].concat()
        }),
        kind("letters", "jpg", |n| [&b"\xFF\xD8\xFF"[..], &b"1100100000000\0".repeat(n)].concat()),
        kind("letters", "mp4", |n| [&b"\0\0\0\x18ftypmp42"[..], &b"1100100000000\0".repeat(n)].concat()),
    ]
}

/// Seconds of the processor that a process takes for a file, and kilobytes of memory. It has to answer.
fn cost(bytes: &[u8], ending: &str) -> Option<(f64, u64)> {
    let mut worker = Worker::start();
    worker.ask(b"1", "txt")?;
    let seconds =
        |worker: &Worker| worker.told("schedstat", "").split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9;
    let before = seconds(&worker);
    worker.ask(bytes, ending)?;
    let most = worker.told("status", "VmHWM:").trim_end_matches(" kB").parse().unwrap();
    Some((seconds(&worker) - before, most))
}

#[test]
fn attachments_that_explode_are_read_in_time_near_to_their_size() {
    let all = std::env::var_os("PRONGSAI_TEST_ALL").is_some();
    let size = match (all, cfg!(debug_assertions)) {
        (true, false) => 20_000,
        (true, true) => 3_000,
        (false, _) => 1_000,
    };
    let kinds: Vec<Kind> = texts().into_iter().chain(documents()).collect();
    let step = if all { 1 } else { 3 };
    let faults: Vec<String> = (0..kinds.len())
        .into_par_iter()
        .step_by(step)
        .flat_map_iter(|at| ["", "#"].map(|grids| (&kinds[at], grids)))
        .filter_map(|((name, ending, one), grids)| {
            let ending = format!("{grids}{ending}");
            let (once, twice) = (one(size), one(2 * size));
            let fault = || {
                let Some(((short, _), (long, most))) = cost(&once, &ending).zip(cost(&twice, &ending)) else {
                    return Some(format!("{name}, {ending}: no answer"));
                };
                let linear = long <= short * 3.0 + 0.3 && long < 5.0;
                let small = most <= (128 << 10) + 3 * (twice.len() as u64 >> 10);
                (!linear || !small).then(|| format!("{name}, {ending}: {short:.2} s, then {long:.2} s and {most} kB"))
            };
            // The processor of a busy machine is not always as quick; what costs too much does so again.
            fault().and_then(|_| fault())
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Hostile documents of every kind, ten in a site, each of another size: the program and a process that reads have as much
/// together as one file is worth, no file holds them up, and nothing panics. `tests/run --all` takes five hundred.
#[test]
fn hostile_documents_of_a_site_stay_small() {
    let count = if std::env::var_os("PRONGSAI_TEST_ALL").is_some() { 500 } else { 50 };
    let kinds: Vec<Kind> = texts().into_iter().chain(documents()).collect();
    let mut chance = Chance::new(500);
    let one = |at: usize, size: usize| match at % 10 {
        // One in ten is a PDF that asks for more than it has.
        0 => (format!("{at}.pdf"), hostile(at / 10 % KINDS, size)),
        _ => {
            let (_, ending, one) = &kinds[(at * 7 + at / 10) % kinds.len()];
            (format!("{at}.{ending}"), one(size))
        }
    };
    let (mut faults, mut worst) = (Vec::new(), (0, String::new()));
    for first in (0..count).step_by(10) {
        let place = folder();
        let files = place.path().join("content/files");
        std::fs::create_dir_all(&files).expect("a folder can be made");
        let ten: Vec<_> = (first..first + 10).map(|at| one(at, 300 + chance.place(2_000))).collect();
        for (name, bytes) in &ten {
            std::fs::write(files.join(name), bytes).expect("a file can be written");
        }
        let allowed = (128 << 10) + 3 * (ten.iter().map(|(_, bytes)| bytes.len() as u64).max().unwrap_or(0) >> 10);
        let look = || {
            let path = place.path().to_str().expect("a path");
            let check = prongsai(&["--site", path, "--lang", "en", "check", "--format", "short"]);
            let (begun, (output, own, children)) = (std::time::Instant::now(), peaks(check));
            let most = own + children.iter().max().copied().unwrap_or(0);
            let told = format!("from {first}: {:?}, {own} kB and {children:?} kB of {allowed}", begun.elapsed());
            let text = String::from_utf8_lossy(&output.stdout).into_owned() + &said(&output);
            let sound = code(&output) == 1 && !text.contains("panicked") && most <= allowed;
            (sound, text.contains("took too long"), most, told)
        };
        // The clock of a busy machine runs on while nobody reads: what was slow is asked once more.
        let (sound, slow, most, told) = match look() {
            (_, true, ..) => look(),
            found => found,
        };
        if !sound || slow {
            faults.push(told.clone());
        }
        worst = (most * 100 / allowed, told).max(worst);
    }
    println!("{count} files; at the worst {} per cent of what is allowed, {}", worst.0, worst.1);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is more than anybody reads is told as not searched, and costs no more.
#[test]
fn more_numbers_than_anybody_reads_are_told_as_not_searched() {
    use prongsai::base::document::Unread;
    use prongsai::io::inspect::bytes_of;
    let cells = |n: usize| numbers(n, |number| format!("{number}\n")).into_bytes();
    let endings = if std::env::var_os("PRONGSAI_TEST_ALL").is_some() { &["txt", "csv"][..] } else { &["csv"] };
    for ending in endings {
        let few = bytes_of(cells(300), ending);
        assert_eq!((few.numbers.len() + few.more_numbers, few.unread), (300, vec![]), "{ending}");
        let many = bytes_of(cells(50_100), ending);
        assert_eq!((many.numbers.len() + many.more_numbers, many.unread), (50_000, vec![Unread::Rest]), "{ending}");
    }
}

//! Places in documents, archives, tables, texts and pictures where a citizen's number could pass without a word: in each it is
//! found, or the file is told as not wholly searched. And clean files of every kind, of which nothing is told. Those of a PDF
//! are in `hiding_pdf`.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use prongsai::base::document::{Active, FileKind, Inspected, Unread};
use prongsai::base::personal::Certainty;
use prongsai::io::inspect::bytes_of;

use crate::old_documents;
use crate::paper::{self, Sheet};

/// Made up, with a check digit that holds.
const N: &str = "3509900000005";

/// What must come of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Must {
    /// The number is told.
    Find,
    /// The file is told as not wholly searched.
    Say,
}
use Must::{Find, Say};

type Case = (&'static str, &'static str, Must, Vec<u8>);

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn cue() -> String {
    format!("เลขประจำตัวประชาชน {N}")
}

/// The same in Thai figures.
fn thai_cue() -> String {
    let figure = |c: char| c.to_digit(10).and_then(|value| char::from_u32(0x0E50 + value)).unwrap_or(c);
    cue().chars().map(figure).collect()
}

/// The digits of the number, each put into a text in place of `#`.
fn digits(around: &str) -> String {
    N.chars().map(|digit| around.replace('#', &digit.to_string())).collect()
}

fn in_docx(name: &'static str, body: &str) -> Case {
    (name, "docx", Find, paper::docx(&format!("{}{body}", p("ประกาศ")), &[]))
}

fn beside_docx(name: &'static str, part: &str, bytes: &[u8]) -> Case {
    with_part(name, Find, part, bytes)
}

fn with_part(name: &'static str, must: Must, part: &str, bytes: &[u8]) -> Case {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>", p("ประกาศ"));
    let parts: [(&str, &[u8]); 3] =
        [("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes()), (part, bytes)];
    (name, "docx", must, paper::archive(&parts))
}

fn sheet(rows: &str) -> Sheet<'static> {
    Sheet { name: "ข้อมูล", state: "visible", rows: rows.to_owned() }
}

fn in_xlsx(name: &'static str, rows: &str) -> Case {
    (name, "xlsx", Find, paper::xlsx(&[sheet(rows)], &[], &[]))
}

fn beside_xlsx(name: &'static str, part: &str, text: &str) -> Case {
    (name, "xlsx", Find, paper::xlsx(&[sheet(&paper::rows(&[&["ก"]]))], &[], &[(part, text)]))
}

/// A sheet with something after its rows.
fn after_rows(name: &'static str, more: &str) -> Case {
    let rows = format!("{}</sheetData>{more}<sheetData>", paper::rows(&[&["ก"]]));
    (name, "xlsx", Find, paper::xlsx(&[sheet(&rows)], &[], &[]))
}

fn in_pptx(name: &'static str, part: &str, text: &str) -> Case {
    let parts: [(&str, &[u8]); 3] = [
        ("ppt/presentation.xml", b"<p/>"),
        ("ppt/slides/slide1.xml", "<p:sld><a:p><a:r><a:t>ประกาศ</a:t></a:r></a:p></p:sld>".as_bytes()),
        (part, text.as_bytes()),
    ];
    (name, "pptx", Find, paper::archive(&parts))
}

fn opened(kind: &str, content: &str, part: (&str, &[u8])) -> Vec<u8> {
    let content = format!("<office:document-content><office:body>{content}</office:body></office:document-content>");
    let kind = format!("application/vnd.oasis.opendocument.{kind}");
    paper::archive(&[("mimetype", kind.as_bytes()), ("content.xml", content.as_bytes()), part])
}

fn in_odf(name: &'static str, ending: &'static str, content: &str) -> Case {
    (name, ending, Find, opened("text", content, ("meta.xml", b"<m/>")))
}

fn beside_odt(name: &'static str, part: &str, bytes: &[u8]) -> Case {
    (name, "odt", Find, opened("text", "<text:p>ประกาศ</text:p>", (part, bytes)))
}

fn text(name: &'static str, ending: &'static str, text: &str) -> Case {
    (name, ending, Find, text.as_bytes().to_vec())
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn thai(text: &str) -> Vec<u8> {
    let byte = |c: char| u8::try_from(u32::from(c)).or_else(|_| u8::try_from(u32::from(c) - 0xD60));
    text.chars().map(|c| byte(c).expect("Thai or ASCII")).collect()
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).expect("it can be written");
    encoder.finish().expect("it can be closed")
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let value = three.iter().fold(0_u32, |value, &byte| value << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            out.push(char::from(LETTERS[(value >> (18 - 6 * place) & 63) as usize]));
        }
    }
    out + &"=".repeat((3 - bytes.len() % 3) % 3)
}

fn png(width: u32, height: u32, chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    for (name, own) in [(b"IHDR", &head[..])].into_iter().chain(chunks.iter().copied()).chain([(b"IEND", &b""[..])]) {
        bytes.extend(u32::try_from(own.len()).expect("short").to_be_bytes());
        bytes.extend(name);
        bytes.extend(own);
        bytes.extend([0; 4]);
    }
    bytes
}

fn jpeg(width: u16, height: u16, mark: u8, segment: &[u8]) -> Vec<u8> {
    let length = u16::try_from(segment.len() + 2).expect("short").to_be_bytes();
    let size = [&[0xFF, 0xC0, 0, 11, 8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat();
    [&[0xFF, 0xD8, 0xFF, mark][..], &length, segment, &size, &[0xFF, 0xD9]].concat()
}

fn gif(comment: &str) -> Vec<u8> {
    let mut bytes = b"GIF89a\x0A\0\x0A\0\0\0\0\x21\xFE".to_vec();
    for piece in comment.as_bytes().chunks(7) {
        bytes.push(u8::try_from(piece.len()).expect("short"));
        bytes.extend(piece);
    }
    [&bytes[..], &[0, 0x3B]].concat()
}

fn webp(chunk: &[u8; 4], own: &[u8]) -> Vec<u8> {
    // Extended: ten points by ten.
    let head = [&b"VP8X"[..], &10_u32.to_le_bytes(), &[0, 0, 0, 0, 9, 0, 0, 9, 0, 0]].concat();
    let length = u32::try_from(own.len()).expect("short").to_le_bytes();
    let body = [&b"WEBP"[..], &head, chunk, &length, own].concat();
    [&b"RIFF"[..], &u32::try_from(body.len()).expect("short").to_le_bytes(), &body].concat()
}

/// A container of the old kind, as far as its first bytes tell, with some text.
fn ole(text: &str) -> Vec<u8> {
    [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0", &wide(text)[..], &[0; 64]].concat()
}

fn word() -> Vec<Case> {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let cells = digits("<w:tc><w:p><w:r><w:t>#</w:t></w:r></w:p></w:tc>");
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    vec![
        in_docx("Word: text", &p(N)),
        in_docx("Word: over runs", &format!("<w:p>{}<w:proofErr/>{}</w:p>", run(&N[..5]), run(&N[5..]))),
        in_docx("Word: one digit a cell", &format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>")),
        in_docx(
            "Word: one digit a cell behind a count",
            &format!("{}<w:tbl><w:tr>{}{cells}</w:tr></w:tbl>", p("เลขประจำตัวประชาชน"), cell("1")),
        ),
        in_docx("Word: deleted", &format!("<w:p><w:del><w:r><w:delText>{N}</w:delText></w:r></w:del></w:p>")),
        in_docx(
            "Word: changed in part",
            &format!(
                "<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>{}</w:delText></w:r></w:del></w:p>",
                run(&N[..5]),
                run("xxx"),
                &N[5..]
            ),
        ),
        in_docx("Word: hidden", &format!("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{N}</w:t></w:r></w:p>")),
        in_docx(
            "Word: around what is hidden",
            &format!("<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>xx</w:t></w:r>{}</w:p>", run(&N[..5]), run(&N[5..])),
        ),
        in_docx(
            "Word: around what is white",
            &format!(
                "<w:p>{}<w:r><w:rPr><w:color w:val=\"ffffff\"/></w:rPr><w:t>xx</w:t></w:r>{}</w:p>",
                run(&N[..5]),
                run(&N[5..])
            ),
        ),
        in_docx(
            "Word: over two cells",
            &format!(
                "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
                cell("เลขบัตร"),
                cell(""),
                cell(&N[..7]),
                cell(&N[7..])
            ),
        ),
        in_docx("Word: moved away", &format!("<w:p><w:moveFrom>{}</w:moveFrom></w:p>", run(N))),
        in_docx("Word: alternative text", &format!("<w:p><w:drawing><wp:docPr descr=\"{N}\"/></w:drawing></w:p>")),
        in_docx("Word: field code", &format!("<w:p><w:r><w:instrText>QUOTE {N}</w:instrText></w:r></w:p>")),
        in_docx(
            "Word: field code over runs",
            &format!(
                "<w:p><w:r><w:instrText>QUOTE {}</w:instrText></w:r><w:r><w:instrText>{}</w:instrText></w:r></w:p>",
                &N[..4],
                &N[4..]
            ),
        ),
        in_docx("Word: simple field", &format!("<w:p><w:fldSimple w:instr=\"QUOTE {N}\"/></w:p>")),
        in_docx("Word: default of a form", &format!("<w:p><w:ffData><w:default w:val=\"{N}\"/></w:ffData></w:p>")),
        in_docx("Word: choice of a list", &format!("<w:sdt><w:listItem w:displayText=\"ก\" w:value=\"{N}\"/></w:sdt>")),
        in_docx("Word: title of a control", &format!("<w:sdt><w:alias w:val=\"{N}\"/></w:sdt>")),
        in_docx("Word: text box", &format!("<w:p><w:txbxContent>{}</w:txbxContent></w:p>", p(N))),
        in_docx("Word: word art", &format!("<w:p><v:textpath string=\"{N}\"/></w:p>")),
        in_docx("Word: bookmark", &format!("<w:bookmarkStart w:name=\"_{N}\"/>")),
        in_docx("Word: comment of the XML", &format!("<!-- {N} -->")),
        in_docx("Word: unparsed data", &format!("<w:p><w:r><w:t><![CDATA[{N}]]></w:t></w:r></w:p>")),
        in_docx("Word: references", &p(&N.replace('5', "&#x35;").replace('9', "&#57;"))),
        in_docx(
            "Word: no-break hyphens",
            &format!(
                "<w:p>{}</w:p>",
                ["3", "5099", "00000", "00", "5"]
                    .map(|part| format!("<w:r><w:t>{part}</w:t></w:r>"))
                    .join("<w:r><w:noBreakHyphen/></w:r>")
            ),
        ),
        in_docx(
            "Word: letters of a symbol font",
            &format!("<w:p>{}</w:p>", digits("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F03#\"/></w:r>")),
        ),
        beside_docx("Word: header", "word/header1.xml", p(N).as_bytes()),
        beside_docx("Word: footer", "word/footer1.xml", p(N).as_bytes()),
        beside_docx("Word: footnote", "word/footnotes.xml", p(N).as_bytes()),
        beside_docx("Word: endnote", "word/endnotes.xml", p(N).as_bytes()),
        beside_docx("Word: comment", "word/comments.xml", p(N).as_bytes()),
        beside_docx("Word: title", "docProps/core.xml", format!("<c><dc:title>{N}</dc:title></c>").as_bytes()),
        beside_docx("Word: company", "docProps/app.xml", format!("<P><Company>{N}</Company></P>").as_bytes()),
        beside_docx(
            "Word: property of one's own",
            "docProps/custom.xml",
            format!("<P><property name=\"เลขบัตร\"><vt:lpwstr>{N}</vt:lpwstr></property></P>").as_bytes(),
        ),
        beside_docx("Word: data", "customXml/item1.xml", format!("<root><cid>{N}</cid></root>").as_bytes()),
        beside_docx(
            "Word: data in UTF-16",
            "customXml/item1.xml",
            &[&b"\xFF\xFE"[..], &wide(&format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?><root a=\"{N}\"/>"))]
                .concat(),
        ),
        beside_docx(
            "Word: data in Windows-874",
            "customXml/item1.xml",
            &thai(&format!("<?xml version=\"1.0\" encoding=\"windows-874\"?><root>เลขบัตร {N}</root>")),
        ),
        beside_docx(
            "Word: a text in the data",
            "customXml/item1.xml",
            format!("<root><file>{}</file></root>", lines(&base64(cue().as_bytes()))).as_bytes(),
        ),
        beside_docx(
            "Word: a document in the data",
            "customXml/item1.xml",
            format!("<root><file>{}</file></root>", base64(&paper::docx(&p(N), &[]))).as_bytes(),
        ),
        beside_docx(
            "Word: variable",
            "word/settings.xml",
            format!("<w:s><w:docVar w:name=\"cid\" w:val=\"{N}\"/></w:s>").as_bytes(),
        ),
        beside_docx("Word: name of a style", "word/styles.xml", format!("<s><w:name w:val=\"{N}\"/></s>").as_bytes()),
        beside_docx("Word: list", "word/numbering.xml", format!("<n><w:lvlText w:val=\"{N} %1\"/></n>").as_bytes()),
        beside_docx(
            "Word: target of a link",
            "word/_rels/document.xml.rels",
            format!("<R><Relationship Target=\"https://a.example/?cid={N}\" TargetMode=\"External\"/></R>").as_bytes(),
        ),
        beside_docx(
            "Word: template that is fetched",
            "word/_rels/settings.xml.rels",
            format!("<R><Relationship Target=\"file:///C:/{N}.dotx\"/></R>").as_bytes(),
        ),
        beside_docx(
            "Word: values of a chart",
            "word/charts/chart1.xml",
            format!("<c:c><c:pt><c:v>{N}</c:v></c:pt></c:c>").as_bytes(),
        ),
        beside_docx("Word: diagram", "word/diagrams/data1.xml", format!("<d><a:t>{N}</a:t></d>").as_bytes()),
        beside_docx("Word: building blocks", "word/glossary/document.xml", p(N).as_bytes()),
        beside_docx("Word: part of no known name", "word/anything.xml", format!("<x><y z=\"{N}\"/></x>").as_bytes()),
        beside_docx("Word: part in a folder of its own", "other/x.dat", format!("<x>{N}</x>").as_bytes()),
        beside_docx(
            "Word: page of the Web",
            "word/chunk.html",
            format!("<html><p>{}<b>{}</b></p></html>", &N[..6], &N[6..]).as_bytes(),
        ),
        beside_docx(
            "Word: rich text",
            "word/chunk.rtf",
            format!("{{\\rtf1 {}{{\\b {}}}}}", &N[..6], &N[6..]).as_bytes(),
        ),
        beside_docx("Word: plain text", "word/chunk.txt", N.as_bytes()),
        beside_docx(
            "Word: page in an archive of the Web",
            "word/chunk.mht",
            format!("Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>{}=\r\n{}</p>", &N[..6], &N[6..]).as_bytes(),
        ),
        with_part("Word: unsound drawing", Say, "word/vmlDrawing1.vml", b"<xml><br><x></xml>"),
        with_part(
            "Word: text that it declares",
            Say,
            "word/x.xml",
            b"<!DOCTYPE x [<!ENTITY a '35099'>]><x>&a;00000005</x>",
        ),
        with_part(
            "Word: text that it declares, in an attribute",
            Say,
            "word/x.xml",
            b"<!DOCTYPE x [<!ENTITY a '35099'>]><x alt='&a;00000005'/>",
        ),
        with_part("Word: unknown part in the place of a font", Say, "word/fonts/font1.odttf", &packed_file()),
        with_part("Word: document in the place of a font", Find, "word/fonts/font1.odttf", &paper::docx(&p(N), &[])),
        beside_docx("Word: document inside", "word/embeddings/a.docx", &paper::docx(&p(N), &[])),
        beside_docx(
            "Word: workbook inside",
            "word/embeddings/a.xlsx",
            &paper::xlsx(&[sheet(&paper::rows(&[&[&format!("={N}")]]))], &[], &[]),
        ),
        beside_docx("Word: PDF inside", "word/embeddings/a.pdf", &paper::pdf(&[&cue()])),
        beside_docx(
            "Word: two deep",
            "word/embeddings/a.docx",
            &beside_docx("", "word/embeddings/b.docx", &paper::docx(&p(N), &[])).3,
        ),
        with_part("Word: too deep", Say, "word/embeddings/a.docx", &{
            (0..6).fold(paper::docx(&p("ก"), &[]), |inner, _| with_part("", Say, "word/embeddings/a.docx", &inner).3)
        }),
        with_part("Word: old object", Say, "word/embeddings/oleObject1.bin", &ole("ก")),
        beside_docx("Word: text of an old object", "word/embeddings/oleObject1.bin", &ole(&cue())),
        with_part("Word: vector picture", Say, "word/media/image1.emf", b"\x01\0\0\0\x6C\0\0\0\0\0"),
        beside_docx("Word: text of a vector picture", "word/media/image1.emf", &[&[1, 0, 0, 0][..], &wide(N)].concat()),
        with_part("Word: photograph", Say, "word/media/image1.jpeg", &jpeg(1000, 500, 0xFE, b"x")),
        beside_docx("Word: comment of a photograph", "word/media/image1.jpeg", &jpeg(10, 10, 0xFE, N.as_bytes())),
        with_part("Word: picture of no known size", Say, "word/media/image1.png", b"\x89PNG\r\n\x1A\n"),
        with_part("Word: scanned picture in TIFF", Say, "word/media/image1.tiff", b"II*\0\x08\0\0\0\0\0\0\0"),
        with_part("Word: unknown part", Say, "word/x.bin", b"\0\x01\x02"),
    ]
}

fn excel() -> Vec<Case> {
    let boxes: Vec<String> = N.chars().map(|digit| format!("={digit}")).collect();
    let boxes: Vec<&str> = boxes.iter().map(String::as_str).collect();
    let figure = format!("={:E}", N.parse::<f64>().expect("a figure"));
    vec![
        in_xlsx("Excel: figure", &paper::rows(&[&[&format!("={N}")]])),
        in_xlsx("Excel: shown as 3.51E+12", &paper::rows(&[&[&figure]])),
        in_xlsx("Excel: with .0", &paper::rows(&[&[&format!("{N}.0")]])),
        in_xlsx("Excel: with .00", &paper::rows(&[&[&format!("{N}.00")]])),
        in_xlsx("Excel: one digit a cell behind a count", &paper::rows(&[&[&["=4"], &boxes[..]].concat()])),
        in_xlsx("Excel: one digit a cell before an age", &paper::rows(&[&[&["ก"], &boxes[..], &["=45"]].concat()])),
        in_xlsx("Excel: all of them", &paper::rows(&[&[&["=12"], &boxes[..], &["=45"]].concat()])),
        in_xlsx("Excel: two cells behind a count", &paper::rows(&[&["=4", "เลขบัตร", "=350990", "0000005"]])),
        in_xlsx(
            "Excel: formula of a list",
            &format!("<row><c><f>CONCATENATE(\"{}\",\"{}\")</f></c></row>", &N[..6], &N[6..]),
        ),
        after_rows(
            "Excel: header with codes",
            &format!("<headerFooter><oddHeader>&amp;L{}&amp;B{}</oddHeader></headerFooter>", &N[..6], &N[6..]),
        ),
        beside_xlsx(
            "Excel: how a text is read, behind a name of a scheme",
            "xl/more.xml",
            &format!(
                "<sst xmlns=\"http://schemas.example.org/2006/relationships\"><si><t>ก</t><rPh><t>{N}</t></rPh></si></sst>"
            ),
        ),
        in_xlsx("Excel: with commas", &paper::rows(&[&["3,509,900,000,005"]])),
        in_xlsx("Excel: one digit a cell", &paper::rows(&[&["เลขประจำตัวประชาชน"], &boxes])),
        in_xlsx("Excel: one digit a cell, no words", &paper::rows(&[&boxes])),
        in_xlsx("Excel: over two cells", &paper::rows(&[&["ชื่อ", "เลขบัตร", ""], &["ก", "=3509900", "000005"]])),
        in_xlsx(
            "Excel: one digit a row",
            &paper::rows(&[&["เลขบัตร"]]).replace("</row>", &format!("</row>{}", digits("<row><c><v>#</v></c></row>"))),
        ),
        in_xlsx("Excel: column CID", &paper::rows(&[&["ที่", "CID"], &["1", N]])),
        in_xlsx("Excel: escapes of Office", &paper::rows(&[&[&N.replace('9', "_x0039_")]])),
        in_xlsx(
            "Excel: formula without its value",
            &format!("<row><c><f>\"{}\"&amp;\"{}\"</f></c></row>", &N[..6], &N[6..]),
        ),
        in_xlsx("Excel: formula", &format!("<row><c><f>IF(A1,{N},0)</f><v>0</v></c></row>")),
        after_rows("Excel: validation", &format!("<dataValidation><formula1>\"{N},ก\"</formula1></dataValidation>")),
        after_rows(
            "Excel: header of the page",
            &format!("<headerFooter><oddHeader>&amp;C{N}</oddHeader></headerFooter>"),
        ),
        after_rows("Excel: link", &format!("<hyperlinks><hyperlink ref=\"A1\" tooltip=\"{N}\"/></hyperlinks>")),
        after_rows(
            "Excel: rule for a format",
            &format!("<conditionalFormatting><formula>{N}</formula></conditionalFormatting>"),
        ),
        (
            "Excel: hidden sheet",
            "xlsx",
            Find,
            paper::xlsx(&[Sheet { name: "ก", state: "veryHidden", rows: paper::rows(&[&[N]]) }], &[], &[]),
        ),
        (
            "Excel: name of a sheet",
            "xlsx",
            Find,
            paper::xlsx(&[Sheet { name: N, state: "visible", rows: paper::rows(&[&["ก"]]) }], &[], &[]),
        ),
        ("Excel: text of no cell", "xlsx", Find, paper::xlsx(&[sheet(&paper::rows(&[&["ก"]]))], &[N], &[])),
        beside_xlsx("Excel: how a text is read", "xl/more.xml", &format!("<si><t>ก</t><rPh><t>{N}</t></rPh></si>")),
        beside_xlsx("Excel: name", "xl/names.xml", &format!("<definedName name=\"x\">\"{N}\"</definedName>")),
        beside_xlsx(
            "Excel: comment",
            "xl/comments1.xml",
            &format!("<c><text><r><t>{}</t></r><r><t>{}</t></r></text></c>", &N[..3], &N[3..]),
        ),
        beside_xlsx(
            "Excel: conversation",
            "xl/threadedComments/threadedComment1.xml",
            &format!("<T><text>{N}</text></T>"),
        ),
        beside_xlsx(
            "Excel: records of a pivot",
            "xl/pivotCache/pivotCacheRecords1.xml",
            &format!("<r><n v=\"{N}\"/></r>"),
        ),
        beside_xlsx(
            "Excel: items of a pivot",
            "xl/pivotCache/pivotCacheDefinition1.xml",
            &format!("<r><s v=\"{N}\"/></r>"),
        ),
        beside_xlsx(
            "Excel: cache of a link",
            "xl/externalLinks/externalLink1.xml",
            &format!("<cell r=\"A1\"><v>{N}</v></cell>"),
        ),
        beside_xlsx(
            "Excel: shortened figure of a cache",
            "xl/externalLinks/externalLink1.xml",
            "<cell r=\"A1\"><v>3.509900000005E12</v></cell>",
        ),
        beside_xlsx(
            "Excel: column of a table",
            "xl/tables/table1.xml",
            &format!("<table><tableColumn name=\"{N}\"/></table>"),
        ),
        beside_xlsx(
            "Excel: drawing",
            "xl/drawings/drawing1.xml",
            &format!("<d><a:t>{}</a:t><a:t>{}</a:t></d>", &N[..3], &N[3..]),
        ),
        beside_xlsx("Excel: connection", "xl/connections.xml", &format!("<c><dbPr command=\"SELECT {N}\"/></c>")),
        beside_xlsx("Excel: person", "xl/persons/person.xml", &format!("<p displayName=\"{N}\"/>")),
        (
            "Excel: text that it declares",
            "xlsx",
            Say,
            with_entry(
                paper::xlsx(&[sheet("")], &[], &[]),
                "xl/worksheets/sheet9.xml",
                b"<!DOCTYPE x [<!ENTITY a '35099'>]><x><row><c><v>&a;00000005</v></c></row></x>",
            ),
        ),
        (
            "Excel: document inside",
            "xlsx",
            Find,
            with_entry(paper::xlsx(&[sheet("")], &[], &[]), "xl/embeddings/a.docx", &paper::docx(&p(N), &[])),
        ),
        (
            "Excel: settings of a printer",
            "xlsx",
            Find,
            with_entry(
                paper::xlsx(&[sheet("")], &[], &[]),
                "xl/printerSettings/printerSettings1.bin",
                &wide(&format!("\u{1}{N}")),
            ),
        ),
        (
            "Excel: sheet in binary",
            "xlsx",
            Say,
            with_entry(paper::xlsx(&[sheet("")], &[], &[]), "xl/worksheets/sheet9.bin", b"\x01\x02\0\0"),
        ),
    ]
}

/// An archive with one part more.
fn with_entry(archive: Vec<u8>, name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new_append(std::io::Cursor::new(archive)).expect("an archive");
    zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part can be begun");
    zip.write_all(bytes).expect("it can be written");
    zip.finish().expect("it can be closed").into_inner()
}

fn others() -> Vec<Case> {
    let t = |text: &str| format!("<x><a:p><a:r><a:t>{text}</a:t></a:r></a:p></x>");
    let row = |cells: &str| {
        format!(
            "<office:spreadsheet><table:table><table:table-row>{cells}</table:table-row></table:table></office:spreadsheet>"
        )
    };
    vec![
        in_pptx("PowerPoint: slide", "ppt/slides/slide2.xml", &t(N)),
        in_pptx("PowerPoint: notes", "ppt/notesSlides/notesSlide1.xml", &t(N)),
        in_pptx("PowerPoint: comment", "ppt/comments/comment1.xml", &format!("<c><p:text>{N}</p:text></c>")),
        in_pptx("PowerPoint: master", "ppt/slideMasters/slideMaster1.xml", &t(N)),
        in_pptx("PowerPoint: layout", "ppt/slideLayouts/slideLayout1.xml", &t(N)),
        in_pptx("PowerPoint: tag", "ppt/tags/tag1.xml", &format!("<t><p:tag name=\"CID\" val=\"{N}\"/></t>")),
        in_pptx("PowerPoint: author", "ppt/commentAuthors.xml", &format!("<a><p:cmAuthor name=\"{N}\"/></a>")),
        in_pptx(
            "PowerPoint: cells",
            "ppt/slides/slide2.xml",
            &format!("<a:tbl><a:tr>{}</a:tr></a:tbl>", digits("<a:tc><a:p><a:r><a:t>#</a:t></a:r></a:p></a:tc>")),
        ),
        in_odf("OpenDocument: text", "odt", &format!("<text:p>{}<text:span>{}</text:span></text:p>", &N[..5], &N[5..])),
        in_odf("OpenDocument: spaces", "odt", &format!("<text:p>เลขบัตร {}<text:s/>{}</text:p>", &N[..5], &N[5..])),
        in_odf(
            "OpenDocument: value of a cell",
            "ods",
            &row(&format!("<table:table-cell office:value=\"{N}\"><text:p>3.51E+12</text:p></table:table-cell>")),
        ),
        in_odf(
            "OpenDocument: one digit a cell",
            "ods",
            &row(&digits("<table:table-cell office:value=\"#\"><text:p>#</text:p></table:table-cell>")),
        ),
        in_odf(
            "OpenDocument: one digit a cell, those that are alike once",
            "ods",
            &row(&[("3", 1), ("5", 1), ("0", 1), ("9", 2), ("0", 7), ("5", 1)]
                .map(|(digit, times)| {
                    format!(
                        "<table:table-cell table:number-columns-repeated=\"{times}\"><text:p>{digit}</text:p></table:table-cell>"
                    )
                })
                .concat()),
        ),
        in_odf(
            "OpenDocument: one digit a row, those that are alike once",
            "ods",
            &[("เลขบัตร", 1), ("3", 1), ("5", 1), ("0", 1), ("9", 2), ("0", 7), ("5", 1)]
                .map(|(words, times)| {
                    format!(
                        "<table:table-row table:number-rows-repeated=\"{times}\"><table:table-cell><text:p>{words}</text:p></table:table-cell></table:table-row>"
                    )
                })
                .concat(),
        ),
        in_odf(
            "OpenDocument: around a remark",
            "odt",
            &format!(
                "<text:p>{}<office:annotation><text:p>ก</text:p></office:annotation>{}</text:p>",
                &N[..6],
                &N[6..]
            ),
        ),
        in_odf(
            "OpenDocument: around a note",
            "odt",
            &format!(
                "<text:p>{}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>ก</text:p></text:note-body></text:note>{}</text:p>",
                &N[..6],
                &N[6..]
            ),
        ),
        in_odf(
            "OpenDocument: in a note",
            "odt",
            &format!("<text:p>ก<text:note><text:note-body><text:p>{N}</text:p></text:note-body></text:note>ข</text:p>"),
        ),
        in_odf(
            "OpenDocument: formula",
            "ods",
            &row(&format!("<table:table-cell table:formula=\"of:=&quot;{N}&quot;\"/>")),
        ),
        in_odf(
            "OpenDocument: note",
            "odt",
            &format!("<text:p>ก<office:annotation><text:p>{N}</text:p></office:annotation></text:p>"),
        ),
        in_odf("OpenDocument: picture", "odt", &format!("<draw:frame><svg:desc>{N}</svg:desc></draw:frame>")),
        in_odf(
            "OpenDocument: a document within",
            "odt",
            &format!(
                "<draw:object-ole><office:binary-data>{}</office:binary-data></draw:object-ole>",
                lines(&base64(&paper::docx(&p(N), &[])))
            ),
        ),
        in_odf("OpenDocument: form", "odt", &format!("<form:text form:value=\"{N}\"/>")),
        in_odf(
            "OpenDocument: deleted",
            "odt",
            &format!("<text:changed-region><text:deletion><text:p>{N}</text:p></text:deletion></text:changed-region>"),
        ),
        in_odf(
            "OpenDocument: variable",
            "odt",
            &format!("<text:p><text:user-field-decl office:string-value=\"{N}\"/></text:p>"),
        ),
        in_odf(
            "OpenDocument: notes of a slide",
            "odp",
            &format!("<presentation:notes><text:p>{N}</text:p></presentation:notes>"),
        ),
        beside_odt(
            "OpenDocument: properties",
            "meta.xml",
            format!("<m><meta:user-defined meta:name=\"x\">{N}</meta:user-defined></m>").as_bytes(),
        ),
        beside_odt(
            "OpenDocument: settings",
            "settings.xml",
            format!("<s><config:config-item>{N}</config:config-item></s>").as_bytes(),
        ),
        beside_odt(
            "OpenDocument: page header",
            "styles.xml",
            format!("<s><style:header><text:p>{N}</text:p></style:header></s>").as_bytes(),
        ),
        beside_odt("OpenDocument: object", "Object 1/content.xml", format!("<o><text:p>{N}</text:p></o>").as_bytes()),
        beside_odt(
            "OpenDocument: workbook inside",
            "Object 2",
            &paper::xlsx(&[sheet(&paper::rows(&[&[N]]))], &[], &[]),
        ),
        (
            "OpenDocument: picture of an object",
            "odt",
            Say,
            opened("text", "<text:p>ก</text:p>", ("ObjectReplacements/Object 1", b"VCLMTF\x01\0\x01")),
        ),
        ("zip: table", "zip", Find, paper::archive(&[("a.csv", format!("ชื่อ,CID\nก,{N}\n").as_bytes())])),
        ("zip: document", "zip", Find, paper::archive(&[("a/b.docx", &paper::docx(&p(N), &[]))])),
        ("zip: archive", "zip", Find, paper::archive(&[("a.zip", &paper::archive(&[("b.txt", cue().as_bytes())]))])),
        ("zip: name", "zip", Find, paper::archive(&[(&format!("{N}.txt"), b"a")])),
        ("zip: comment", "zip", Find, commented(&cue())),
        ("zip: what is not listed", "zip", Say, unlisted()),
        ("zip: between the parts", "zip", Find, between(format!(" {N} ").as_bytes(), b"PK\x01\x02")),
        ("zip: between the list and the end", "zip", Find, between(format!(" {N} ").as_bytes(), b"PK\x05\x06")),
        ("zip: a little before", "zip", Find, [N.as_bytes(), b" ", &paper::archive(&[("a.txt", b"a")])[..]].concat()),
        ("zip: a little after", "zip", Find, [&paper::archive(&[("a.txt", b"a")])[..], b" ", N.as_bytes()].concat()),
        ("zip: more between the parts", "zip", Say, between(&[7; 30], b"PK\x01\x02")),
        ("zip: more between the list and the end", "zip", Say, between(&[7; 30], b"PK\x05\x06")),
        ("zip: data of a folder", "zip", Find, renamed(&stored("aaa.", cue().as_bytes()), b"aaa.", b"aaa/")),
        (
            "zip: two parts of one name",
            "zip",
            Say,
            renamed(&paper::archive(&[("a.txt", cue().as_bytes()), ("b.txt", b"b")]), b"b.txt", b"a.txt"),
        ),
        ("zip: field of a part", "zip", Find, with_field(N.as_bytes())),
        ("zip: damaged document", "zip", Say, paper::archive(&[("a.pdf", b"%PDF-1.7\n")])),
        ("zip: left by a system", "zip", Say, paper::archive(&[("__MACOSX/._a.pdf", b"\0\x05\x16\x07\0\x02\0\0")])),
        ("zip: text left by a system", "zip", Find, paper::archive(&[("a/desktop.ini", cue().as_bytes())])),
        ("zip: what stands before", "zip", Say, [&[b'x'; 300][..], &paper::archive(&[("a.txt", b"a")])].concat()),
        ("zip: what stands after", "zip", Say, [&paper::archive(&[("a.txt", b"a")])[..], &[b'x'; 300]].concat()),
        ("zip: packed otherwise", "zip", Say, paper::archive(&[("a.gz", b"\x1F\x8B\x08\0\0\0\0\0\0\0")])),
        ("zip: photograph", "zip", Say, paper::archive(&[("a.png", &png(1000, 500, &[]))])),
        ("packed with gzip", "gz", Say, b"\x1F\x8B\x08\0\0\0\0\0\0\0".to_vec()),
        ("old Word", "doc", Say, ole("ก")),
        ("text of an old Word", "doc", Find, ole(&cue())),
        ("video", "mp4", Say, b"\0\0\0\x18ftypmp42\0\0\0\0".to_vec()),
        ("sound", "mp3", Say, b"ID3\x04\0\0\0\0\0\0".to_vec()),
        (
            "tag of a sound in UTF-8",
            "mp3",
            Find,
            [&b"ID3\x04\0\0\0\0\0\x65TIT2\0\0\0\x5B\0\0\x03"[..], thai_cue().as_bytes(), b"\xFF\xFB\x90\0"].concat(),
        ),
        (
            "tag of a sound",
            "mp3",
            Find,
            [&b"ID3\x03\0\0\0\0\0\x20TIT2\0\0\0\x20\0\0\x01\xFF\xFE"[..], &wide(&cue())].concat(),
        ),
    ]
}

/// An archive with a part that is not packed.
fn stored(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file(name, options).expect("a part can be begun");
    zip.write_all(bytes).expect("it can be written");
    zip.finish().expect("it can be closed").into_inner()
}

fn commented(words: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.set_comment(words).expect("a short comment");
    zip.start_file("a.txt", zip::write::SimpleFileOptions::default()).expect("a part can be begun");
    zip.finish().expect("it can be closed").into_inner()
}

/// A file of a kind that has no reader.
fn packed_file() -> Vec<u8> {
    [b"ID3\x04", &packed(N)[..]].concat()
}

/// An archive with bytes before the last record that begins so. Where its list begins is moved with them.
fn between(bytes: &[u8], record: &[u8]) -> Vec<u8> {
    let mut archive = paper::archive(&[("a.txt", b"a")]);
    let at = memchr::memmem::rfind(&archive, record).expect("a record");
    if record == b"PK\x01\x02" {
        let end = memchr::memmem::rfind(&archive, b"PK\x05\x06").expect("an end");
        let moved = u32::try_from(at + bytes.len()).expect("short");
        archive[end + 16..end + 20].copy_from_slice(&moved.to_le_bytes());
    }
    archive.splice(at..at, bytes.iter().copied());
    archive
}

/// An archive with a name for another of the same length.
fn renamed(archive: &[u8], name: &[u8], other: &[u8]) -> Vec<u8> {
    let mut archive = archive.to_vec();
    for at in memchr::memmem::find_iter(&archive.clone(), name) {
        archive[at..at + name.len()].copy_from_slice(other);
    }
    archive
}

/// An archive with a field of one's own in the header of a part.
fn with_field(value: &[u8]) -> Vec<u8> {
    let mut archive = paper::archive(&[("a.txt", b"a")]);
    let length = u8::try_from(value.len()).expect("short");
    let field = [&[0xFE, 0xCA, length, 0], value].concat();
    let list = memchr::memmem::rfind(&archive, b"PK\x01\x02").expect("a list");
    let end = memchr::memmem::rfind(&archive, b"PK\x05\x06").expect("an end");
    let moved = u32::try_from(list + field.len()).expect("short");
    archive[end + 16..end + 20].copy_from_slice(&moved.to_le_bytes());
    archive[28] = length + 4;
    archive.splice(30 + "a.txt".len()..30 + "a.txt".len(), field);
    archive
}

/// An archive whose list leaves out its first part.
fn unlisted() -> Vec<u8> {
    let noise: Vec<u8> = (0..300_u32).map(|at| ((at * at * 7919) >> 5).to_le_bytes()[0]).collect();
    let secret = paper::archive(&[("secret.txt", &noise)]);
    let hidden = secret.windows(4).position(|four| four == b"PK\x01\x02").expect("a list");
    let plain = paper::archive(&[("a.txt", b"a")]);
    [&secret[..hidden], &plain].concat()
}

fn tables() -> Vec<Case> {
    let boxes = N.chars().map(String::from).collect::<Vec<_>>();
    vec![
        text("table: .0", "csv", &format!("ชื่อ,เลข\nก,{N}.0\n")),
        text("table: .00", "csv", &format!("ชื่อ,เลข\nก,{N}.00\n")),
        text("table: two texts of a formula", "csv", "ชื่อ,เลข\nก,=\"350990\"&\"0000005\"\n"),
        text(
            "table: one digit a cell behind a count",
            "csv",
            &format!("ที่,{}\n4,{}\n", "ก,".repeat(12), boxes.join(",")),
        ),
        text("table: one digit a cell before an age", "csv", &format!("ก,{},45\n", boxes.join(","))),
        (
            "table: UTF-32",
            "csv",
            Find,
            format!("\u{FEFF}ชื่อ,เลขบัตร\nก,{N}\n").chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
        ),
        text("text: quoted letters", "txt", &digits("=3#")),
        text(
            "text: letters of an address",
            "txt",
            base64(format!("ÿÿÿ>{}", cue()).as_bytes()).replace('+', "-").replace('/', "_").trim_end_matches('='),
        ),
        text("data: keys with a figure", "json", "{\"cid1\": \"350990\", \"cid2\": \"0000005\"}"),
        text("XML: attributes with a figure", "xml", "<r><p cid1=\"350990\" cid2=\"0000005\"/></r>"),
        text("table: commas", "csv", "ชื่อ,เลข\nก,\"3,509,900,000,005\"\n"),
        text("table: shortened", "csv", "ชื่อ,เลข\nก,3.509900000005E+12\n"),
        text("table: as a formula", "csv", &format!("ชื่อ,เลข\nก,=\"{N}\"\n")),
        text("table: apostrophe", "csv", &format!("ชื่อ,เลข\nก,'{N}\n")),
        text("table: one digit a cell", "csv", &format!("เลขประจำตัวประชาชน\n{}\n", boxes.join(","))),
        text("table: one digit a cell, no words", "csv", &format!("ก,{}\n", boxes.join(","))),
        text("table: semicolons", "csv", &format!("ชื่อ;ปชช.\nก;{N}\n")),
        text("table: tabs", "csv", &format!("ชื่อ\tPID\nก\t{N}\n")),
        text("table: bars", "csv", &format!("ชื่อ|ID\nก|{N}\n")),
        text("table: below a title", "csv", &format!("รายชื่อผู้มีสิทธิ\n\nชื่อ;รหัสประชาชน\nก;{N}\nข;1\n")),
        text("table: a quote that is never closed", "csv", &format!("ชื่อ,เลข\n\"ก,{N}\n")),
        ("table: UTF-16", "csv", Find, [&b"\xFF\xFE"[..], &wide(&format!("ชื่อ\tเลขบัตร\nก\t{N}\n"))].concat()),
        ("table: UTF-16 without a mark", "csv", Say, wide(&format!("name\t{N}\n"))),
        ("table: Windows-874", "csv", Find, thai(&format!("ชื่อ,เลขบัตร\nก,{N}\n"))),
        text("text: a row of boxes", "txt", &format!("เลขประจำตัว {}", boxes.join(" "))),
        text("text: a table of Markdown", "txt", &format!("| {} |\n", boxes.join(" | "))),
        text("text: over two cells", "txt", "| 3-5099- | 00000-00-5 |\n"),
        text("data: escapes", "json", &format!("{{\"a\": \"{}\"}}", N.replace('3', "\\u0033"))),
        text("data: a key", "json", &format!("{{\"cid\": {N}}}")),
        text("data: a list of digits", "json", &format!("{{\"เลขประจำตัวประชาชน\": [{}]}}", boxes.join(", "))),
        text("map: a property", "geojson", &format!("{{\"properties\": {{\"pid\": \"{N}\"}}}}")),
        text(
            "map: references",
            "kml",
            &format!("<?xml version=\"1.0\"?><kml><name>{}</name></kml>", N.replace('0', "&#48;")),
        ),
        text(
            "map: marks of the Web",
            "kml",
            &format!("<kml><description><![CDATA[<b>{}</b>{}]]></description></kml>", &N[..5], &N[5..]),
        ),
        text("map: split by a comment", "kml", &format!("<kml><name>{}<!-- x -->{}</name></kml>", &N[..5], &N[5..])),
        text(
            "calendar: folded",
            "ics",
            &format!("BEGIN:VCALENDAR\r\nSUMMARY:{}\r\n {}\r\nEND:VCALENDAR\r\n", &N[..5], &N[5..]),
        ),
        text(
            "calendar: a document inside",
            "ics",
            &format!("BEGIN:VCALENDAR\r\nATTACH;ENCODING=BASE64:{}\r\n", base64(&paper::docx(&p(N), &[]))),
        ),
        text("subtitles: marks", "vtt", &format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}<c>{}</c>\n", &N[..5], &N[5..])),
        text("XML: attribute", "xml", &format!("<a b=\"{N}\"/>")),
        text("XML: address", "xml", &format!("<a b=\"https://a.example/?cid={}\"/>", N.replace('3', "%33"))),
        text("XML: name of an element", "xml", &format!("<people><CitizenID>{N}</CitizenID></people>")),
        text("XML: deleted", "xml", &format!("<a>{}<del>{}</del></a>", &N[..5], &N[5..])),
        text(
            "XML: a document inside",
            "xml",
            &format!("<pkg:binaryData>{}</pkg:binaryData>", lines(&base64(&paper::docx(&p(N), &[])))),
        ),
        text("table: over two cells", "csv", "ชื่อ,เลขบัตร,\nก,3509900,000005\n"),
        text("table: over three cells", "csv", "ชื่อ,ปชช.,,\nก,35099,0000,0005\n"),
        text("table: over two cells of a person, no words", "csv", "ชื่อ-สกุล,ก,ข\nสมชาย ใจดี,35099000,00005\n"),
        text("table: over two cells, with a nought", "csv", "ก,ข\n3509900,000005\n"),
        text("table: one digit a row", "csv", &format!("เลขบัตร\n{}\n", boxes.join("\n"))),
        text("table: one digit a row, beside others", "csv", &format!("ก,เลข\n{}", digits("ข,#\n"))),
        text("table: one digit a row, no words", "csv", &format!("{}\n", boxes.join("\n"))),
        text("table: a few digits a row", "csv", "ก,เลขประจำตัวประชาชน\nข,3\nค,5099\nง,00000\nจ,00\nฉ,5\n"),
        text("data: over two of a list", "json", "{\"เลขบัตร\": [\"35099\", \"00000005\"]}"),
        text("data: over two of an entry", "json", "[{\"ชื่อ\": \"ก\", \"cid\": \"35099\", \"cid2\": \"00000005\"}]"),
        text("data: over two of an entry, no words", "json", "[{\"a\": 35099000, \"b\": \"00005\"}]"),
        text("data: rows", "json", "[[\"ชื่อ\", \"เลขบัตร\", \"\"], [\"ก\", \"3509900\", \"000005\"]]"),
        text("data: one digit an entry", "json", &format!("[{}]", digits("{\"เลขบัตร\": #}, "))),
        text("calendar: escapes", "ics", "BEGIN:VCALENDAR\r\nSUMMARY:เลขบัตร 3\\,5099\\,00000\\,00\\,5\r\n"),
        text("calendar: lines", "ics", "BEGIN:VCALENDAR\r\nDESCRIPTION:เลขบัตร\\n3509900\\n000005\\nก\r\n"),
        text("calendar: folded with a tab", "ics", "BEGIN:VCALENDAR\r\nDESCRIPTION:เลขบัตร 35099\r\n\t00000005\r\n"),
        text(
            "calendar: quoted letters",
            "ics",
            &format!("BEGIN:VCALENDAR\r\nX;ENCODING=QUOTED-PRINTABLE:{}\r\n", digits("=3#")),
        ),
        text(
            "calendar: a number inside",
            "ics",
            &format!("BEGIN:VCALENDAR\r\nATTACH;ENCODING=BASE64:{}\r\n", base64(N.as_bytes())),
        ),
        (
            "calendar: something inside",
            "ics",
            Say,
            format!("BEGIN:VCALENDAR\r\nATTACH;ENCODING=BASE64:{}\r\n", base64(&packed(N))).into_bytes(),
        ),
        text(
            "data: a text inside",
            "json",
            &format!("{{\"a\": \"data:text/plain;base64,{}\"}}", base64(cue().as_bytes())),
        ),
        text(
            "data: a document inside",
            "json",
            &format!("{{\"a\": \"{}\"}}", base64(&paper::docx(&p(N), &[])).replace('/', "\\/").replace("A", "A\\n")),
        ),
        text("XML: over two elements", "xml", "<r><p><cid>35099</cid><cid2>00000005</cid2></p></r>"),
        text("XML: over two attributes", "xml", "<r><p cid=\"35099\" more=\"00000005\"/></r>"),
        text("XML: one digit an element", "xml", &format!("<r><เลขบัตร>{}</เลขบัตร></r>", digits("<d>#</d>"))),
        text("XML: a text inside", "xml", &format!("<a>{}</a>", base64(cue().as_bytes()))),
        text("rich text: runs", "rtf", &format!("{{\\rtf1\\ansi {}{{\\b {}}}}}", &N[..5], &N[5..])),
        text("rich text: escapes", "rtf", &format!("{{\\rtf1 {}}}", digits("\\'3#"))),
        text(
            "rich text: Unicode",
            "rtf",
            &format!("{{\\rtf1 {}}}", N.chars().map(|c| format!("\\u{}?", u32::from(c))).collect::<String>()),
        ),
    ]
}

/// Letters in lines, as files of the Web have them.
fn lines(letters: &str) -> String {
    letters
        .as_bytes()
        .chunks(76)
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect::<Vec<_>>()
        .join("\r\n")
}

fn pictures() -> Vec<Case> {
    let svg = |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
    let exif = [&b"Exif\0\0II*\0"[..], &wide(&cue())].concat();
    let big: Vec<u8> = N.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let big = [&b"Exif\0\0MM\0*UNICODE\0"[..], &big].concat();
    let hex: String = cue().bytes().map(|byte| format!("{byte:02x}")).collect();
    let profile = format!("\nexif\n      {}\n{}\n{}\n", cue().len(), &hex[..72], &hex[72..]);
    vec![
        ("picture: photograph", "jpg", Say, jpeg(1000, 500, 0xFE, b"x")),
        ("picture: large PNG", "png", Say, png(1000, 500, &[])),
        ("picture: of no known size", "jpg", Say, b"\xFF\xD8\xFF\xE0\0\x04ab".to_vec()),
        ("picture: comment", "jpg", Find, jpeg(10, 10, 0xFE, cue().as_bytes())),
        ("picture: comment in Thai", "jpg", Find, jpeg(10, 10, 0xFE, thai_cue().as_bytes())),
        (
            "picture: XMP in Thai",
            "jpg",
            Find,
            jpeg(10, 10, 0xE1, format!("http://ns.adobe.com/xap/1.0/\0<x>{}</x>", thai_cue()).as_bytes()),
        ),
        (
            "picture: text of a PNG in Thai",
            "png",
            Find,
            png(
                10,
                10,
                &[(b"iTXt", [b"Comment\0\0\0th\0\0", thai_cue().as_bytes()].concat().as_slice()), (b"tIME", &[0xC3])],
            ),
        ),
        ("picture: EXIF in the other order of bytes", "jpg", Find, jpeg(10, 10, 0xE1, &big)),
        (
            "picture: profile in digits",
            "png",
            Find,
            png(10, 10, &[(b"tEXt", format!("Raw profile type exif\0{profile}").as_bytes())]),
        ),
        (
            "picture: packed profile in digits",
            "png",
            Find,
            png(10, 10, &[(b"zTXt", &[b"Raw profile type exif\0\0", &packed(&profile)[..]].concat())]),
        ),
        (
            "picture: letters in a text of a PNG",
            "png",
            Find,
            png(10, 10, &[(b"tEXt", format!("Comment\0{}", base64(cue().as_bytes())).as_bytes())]),
        ),
        ("picture: EXIF", "jpg", Find, jpeg(10, 10, 0xE1, &exif)),
        (
            "picture: XMP",
            "jpg",
            Find,
            jpeg(10, 10, 0xE1, format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta cid=\"{N}\"/>").as_bytes()),
        ),
        ("picture: text of a PNG", "png", Find, png(10, 10, &[(b"tEXt", format!("Comment\0{N}").as_bytes())])),
        (
            "picture: packed text of a PNG",
            "png",
            Find,
            png(10, 10, &[(b"zTXt", &[b"Comment\0\0", &packed(&cue())[..]].concat())]),
        ),
        (
            "picture: text of a PNG in Unicode",
            "png",
            Find,
            png(10, 10, &[(b"iTXt", &[b"XML\0\x01\0\0\0", &packed(&cue())[..]].concat())]),
        ),
        (
            "picture: packed text of a PNG, as another program packs",
            "png",
            Find,
            png(10, 10, &[(b"zTXt", &[b"Comment\0\0\x58\x85", &packed(&cue())[2..]].concat())]),
        ),
        (
            "picture: text of a PNG in a language",
            "png",
            Find,
            png(10, 10, &[(b"iTXt", &[b"x\0\x01\0xx\0x\0", &packed(&cue())[..]].concat())]),
        ),
        ("picture: damaged text of a PNG", "png", Say, png(10, 10, &[(b"zTXt", b"Comment\0\0\x78\x9C\xFF\xFF\xFF")])),
        (
            "picture: too long a text of a PNG",
            "png",
            Say,
            png(10, 10, &[(b"zTXt", &[b"Comment\0\0", &packed(&"x".repeat(2 << 20))[..]].concat())]),
        ),
        (
            "picture: an archive after it",
            "png",
            Say,
            [png(10, 10, &[]), paper::archive(&[("a.txt", cue().repeat(9).as_bytes())])].concat(),
        ),
        ("picture: a PDF in it", "png", Say, png(10, 10, &[(b"prVt", b"%PDF-1.7")])),
        ("picture: comment of a GIF", "gif", Find, gif(N)),
        ("picture: XMP of a WebP", "webp", Find, webp(b"XMP ", cue().as_bytes())),
        ("picture: what stands after", "png", Find, [&png(10, 10, &[])[..], cue().as_bytes()].concat()),
        text("drawing: runs", "svg", &svg(&format!("<text>{}<tspan>{}</tspan></text>", &N[..5], &N[5..]))),
        text(
            "drawing: another drawing",
            "svg",
            &svg(&format!(
                "<image href=\"data:image/svg+xml;base64,{}\"/>",
                base64(svg(&format!("<text>{N}</text>")).as_bytes())
            )),
        ),
        text("drawing: description", "svg", &svg(&format!("<desc>{N}</desc>"))),
        text("drawing: attribute", "svg", &svg(&format!("<g aria-label=\"{N}\"/>"))),
        (
            "drawing: photograph",
            "svg",
            Say,
            svg(&format!(
                "<image href=\"data:image/png;base64,{}\"/>",
                base64(&png(1000, 500, &[(b"tEXt", &[b'x'; 200])]))
            ))
            .into_bytes(),
        ),
    ]
}

fn all() -> Vec<Case> {
    [word(), excel(), others(), tables(), pictures()].concat()
}

fn told(found: &Inspected) -> bool {
    found.fault.is_some() || !found.unread.is_empty()
}

#[test]
fn no_hiding_place_is_silent() {
    let cases = all();
    assert!(cases.len() >= 110, "{}", cases.len());
    let faults: Vec<String> = cases
        .iter()
        .filter_map(|(name, ending, must, bytes)| {
            let found = bytes_of(bytes.clone(), ending);
            let masked = "3-5099-•••••-••-5";
            let number = found
                .numbers
                .iter()
                .any(|planted| planted.certainty != Certainty::Body && planted.number.to_string() == masked);
            let kept = if *must == Find { number } else { told(&found) };
            (!kept).then(|| format!("{name}: {must:?}, but {found:?}"))
        })
        .collect();
    assert!(faults.is_empty(), "\n{} of {}\n{}\n", faults.len(), cases.len(), faults.join("\n"));
}

/// Files as offices make them: nothing is told of any.
#[test]
fn clean_files_are_clean() {
    let date = "<cp><dc:title>แผนปฏิบัติการ 2568</dc:title><dcterms:created>2025-01-02T03:04:05Z</dcterms:created></cp>";
    let theme = "<a:theme><a:srgbClr val=\"4472C4\"/><a:ext uri=\"{05A4C25C-085E-4340-85A3-A5531E510DB2}\"/></a:theme>";
    let body = "<w:p w:rsidR=\"00A77B3E\" w14:paraId=\"12345678\"><w:r><w:t>วงเงิน 1,250,000.00 บาท โครงการ 68019123456</w:t></w:r></w:p>";
    let logo = png(200, 200, &[(b"tEXt", b"Software\0Paint 11.2402.32.0")]);
    let docx = with_entry(
        paper::docx(body, &[("docProps/core.xml", date), ("word/theme/theme1.xml", theme)]),
        "word/media/image1.png",
        &logo,
    );
    let rows =
        paper::rows(&[&["ที่", "รายการ", "จำนวนเงิน"], &["1", "จัดซื้อ", "=1250000.5"], &["2", "จัดจ้าง", "=68019123456"]]);
    let xlsx = paper::xlsx(&[sheet(&rows)], &["ก", "1,234"], &[("docProps/core.xml", date)]);
    let xlsx = with_entry(
        xlsx,
        "xl/printerSettings/printerSettings1.bin",
        &[&wide("HP LaserJet")[..], &[0, 1, 2, 3]].concat(),
    );
    let ods = opened(
        "spreadsheet",
        "<table:table-row><table:table-cell office:value=\"1234.5\"><text:p>1,234.50</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"16383\"/></table:table-row>",
        ("Configurations2/accelerator/current.xml", b""),
    );
    let svg = "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg><path d=\"M12.3456789012345 1 2 3 4\"/><text>ตรา</text></svg>";
    let zip = paper::archive(&[("a/แผน.docx", &docx), ("b.csv", "ก,ข\n1,2\n".as_bytes())]);
    // Thirteen answers of which one row in ten holds by chance, with the count of the row and the sum.
    let answers = N.chars().map(String::from).collect::<Vec<_>>().join(",");
    let scores = ["5,4,5,5,3,5,4,4,5,5,3,5,5", "4,4,5,5,3,5,4,4,5,2,3,5,5", &answers];
    let scores: String = (1..).zip(scores).map(|(count, row)| format!("{count},{row},57\n")).collect();
    let noted = "<text:p>งบ 350990<office:annotation><text:p>ตรวจแล้ว</text:p></office:annotation> และ 5625259</text:p>";
    let alike = "<table:table-row><table:table-cell table:number-columns-repeated=\"13\"><text:p>1</text:p></table:table-cell></table:table-row>";
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("docx", docx.clone()),
        ("odt", opened("text", noted, ("meta.xml", b"<m/>"))),
        ("ods", opened("spreadsheet", alike, ("meta.xml", b"<m/>"))),
        ("xlsx", xlsx),
        ("pptx", in_pptx("", "ppt/slides/slide2.xml", "<x><a:t>หน้า 2</a:t></x>").3),
        ("odt", opened("text", "<text:p>ประกาศ</text:p>", ("Thumbnails/thumbnail.png", &logo))),
        ("ods", ods),
        ("odp", opened("presentation", "<text:p>ประกาศ</text:p>", ("meta.xml", b"<m/>"))),
        ("zip", zip),
        ("csv", "ที่,รายการ,เงิน\n1,จัดซื้อ,\"1,250,000.00\"\n".as_bytes().to_vec()),
        ("txt", "ประกาศ ลงวันที่ 5 มกราคม 2568".as_bytes().to_vec()),
        ("json", b"{\"id\": 1, \"time\": 1735689600, \"at\": [100.5018, 13.7563]}".to_vec()),
        ("json", "[{\"วงเงิน\": 3509900, \"เบิกจ่าย\": 123456}, {\"วงเงิน\": 3509900, \"เบิกจ่าย\": 100005}]".into()),
        ("csv", "ที่,คะแนน\n1,3\n2,5\n3,0\n4,9\n5,9\n6,0\n7,0\n8,0\n9,0\n10,0\n11,0\n12,0\n13,5\n".into()),
        ("csv", format!("ที่,{}รวม\n{scores}", "ข้อ,".repeat(13)).into_bytes()),
        ("csv", format!("ที่,รายการ,วงเงิน\n1,จัดซื้อ,{N}.00\n").into_bytes()),
        ("json", b"{\"a1\": 350990, \"a2\": 5625259}".to_vec()),
        ("xml", b"<r><p a1=\"350990\" a2=\"5625259\"/></r>".to_vec()),
        ("csv", "รหัส,วงเงิน,เบิกจ่าย\nก,3509900,100005\nข,3509900,000005\n".into()),
        ("geojson", b"{\"type\": \"Point\", \"coordinates\": [100.50176511, 13.75633091]}".to_vec()),
        ("xml", b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><a b=\"1\">2</a>".to_vec()),
        ("kml", b"<kml><coordinates>100.5018,13.7563,0</coordinates></kml>".to_vec()),
        (
            "ics",
            b"BEGIN:VCALENDAR\r\nDTSTART:20250102T030405Z\r\nUID:5b2a9a3e-0001@a.example\r\nEND:VCALENDAR\r\n".to_vec(),
        ),
        ("vtt", b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<c>a</c>\n".to_vec()),
        ("png", logo),
        ("jpg", jpeg(600, 800, 0xE1, b"Exif\0\0II*\0 2025:01:02 03:04:05\0")),
        ("gif", gif("made with a program")),
        ("webp", webp(b"XMP ", b"<x/>")),
        ("svg", svg.as_bytes().to_vec()),
    ];
    for (ending, bytes) in cases {
        let found = bytes_of(bytes, ending);
        assert_eq!((found.fault, &found.active), (None, &None), "{ending}");
        assert!(
            found.unread.is_empty() && found.numbers.is_empty(),
            "{ending}: {:?} {:?}",
            found.unread,
            found.numbers
        );
    }
}

#[test]
fn reasons_and_programs_are_told() {
    let of = |wanted: &str| {
        let (_, ending, _, bytes) = all().into_iter().find(|(name, ..)| *name == wanted).expect("a case");
        bytes_of(bytes, ending)
    };
    assert_eq!(of("Word: photograph").unread, [Unread::Picture(Some("word/media/image1.jpeg".to_owned()))]);
    assert_eq!(of("Word: unknown part").unread, [Unread::Part("word/x.bin".to_owned())]);
    assert_eq!(of("picture: photograph").unread, [Unread::Picture(None)]);
    assert_eq!(of("zip: what is not listed").unread, [Unread::Rest]);
    assert_eq!(of("video").unread, [Unread::Whole]);
    let macros = [
        with_part("", Find, "word/vbaProject.bin", &ole("ก")).3,
        with_part("", Find, "xl/macrosheets/sheet1.xml", b"<x/>").3,
        paper::archive(&[
            ("[Content_Types].xml", b"<T ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>"),
            ("word/document.xml", b"<d/>"),
        ]),
        opened("text", "<text:p>a</text:p>", ("Basic/Standard/Module1.xml", b"<x/>")),
        opened("text", "<text:p>a</text:p>", ("Scripts/python/a.py", b"print(1)")),
        paper::docx("<w:p><w:r><w:instrText>DDEAUTO c:\\\\a.exe</w:instrText></w:r></w:p>", &[]),
        paper::docx("<w:p><w:fldSimple w:instr=\" ddeauto c:\\\\a.exe\"/></w:p>", &[]),
        with_part("", Find, "word/activeX/activeX1.xml", b"<x/>").3,
        beside_xlsx("", "xl/externalLinks/externalLink1.xml", "<e><ddeLink ddeService=\"cmd\"/></e>").3,
    ];
    for bytes in macros {
        assert_eq!(bytes_of(bytes, "docx").active, Some(Active::Macros));
    }
    let template = "https://a.example/a.dotm";
    let relation = format!("<R><Relationship Type=\"http://a/attachedTemplate\" Target=\"{template}\"/></R>");
    let found = bytes_of(with_part("", Find, "word/_rels/settings.xml.rels", relation.as_bytes()).3, "docx");
    assert_eq!(found.active, Some(Active::Reference(template.to_owned())));
    for name in [".DS_Store", "a/Thumbs.db", "__MACOSX/._a.pdf", "~$a.docx"] {
        let bytes = if name.ends_with(".db") { ole("ก") } else { vec![0, 1, 2] };
        let found = bytes_of(paper::archive(&[(name, &bytes)]), "zip");
        assert_eq!((found.active, found.unread), (None, vec![Unread::Part(name.to_owned())]), "{name}");
    }
    let plan = bytes_of(stored("plan.pdf", &paper::pdf(&["แผน"])), "zip");
    assert_eq!((plan.kind, plan.active, plan.fault), (FileKind::Zip, None, None));
    for (name, bytes) in [
        ("__MACOSX/a.exe", &b"MZ\x90\0"[..]),
        ("~$a.bat", b"a"),
        ("a.exe", b"MZ\x90\0"),
        ("a.html", b"<html></html>"),
        (".htaccess", b"a"),
        ("a.pdf", b"<html></html>"),
    ] {
        let found = bytes_of(paper::archive(&[(name, bytes)]), "zip");
        assert_eq!(found.active, Some(Active::Part(name.to_owned())), "{name}");
    }
}

/// What could be an address of the Web is told of every file, wherever it stands.
#[test]
fn addresses_in_files_are_seen() {
    let address = "https://survey.example.go.th/staff/a1";
    let relation =
        format!("<R><Relationship Type=\"http://a/hyperlink\" Target=\"{address}\" TargetMode=\"External\"/></R>");
    let annotation = format!("<< /Type /Annot /Subtype /Link /A << /S /URI /URI ({address}) >> >>");
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("text", "docx", paper::docx(&p(&format!("ดูที่ {address}")), &[])),
        ("link", "docx", with_part("", Find, "word/_rels/document.xml.rels", relation.as_bytes()).3),
        (
            "field",
            "docx",
            paper::docx(&format!("<w:p><w:r><w:instrText>HYPERLINK \"{address}\"</w:instrText></w:r></w:p>"), &[]),
        ),
        ("cell", "xlsx", paper::xlsx(&[sheet(&paper::rows(&[&["ก", address]]))], &[], &[])),
        (
            "formula",
            "xlsx",
            paper::xlsx(&[sheet(&format!("<row><c><f>HYPERLINK(\"{address}\")</f></c></row>"))], &[], &[]),
        ),
        ("link of a cell", "xlsx", beside_xlsx("", "xl/worksheets/_rels/sheet1.xml.rels", &relation).3),
        (
            "link",
            "odt",
            opened(
                "text",
                &format!("<text:p><text:a xlink:href=\"{address}\">ก</text:a></text:p>"),
                ("meta.xml", b"<m/>"),
            ),
        ),
        ("page", "pdf", paper::pdf(&[address])),
        (
            "annotation",
            "pdf",
            paper::pdf(&["ก"])
                .into_iter()
                .chain(format!("\n9 0 obj\n{annotation}\nendobj\n%%EOF").into_bytes())
                .collect(),
        ),
        ("cell", "csv", format!("ก,ข\nค,{address}\n").into_bytes()),
        ("line", "txt", format!("ดูที่ {address} ครับ").into_bytes()),
        ("value", "json", format!("{{\"a\":\"{}\"}}", address.replace('/', "\\/")).into_bytes()),
        ("event", "ics", format!("BEGIN:VCALENDAR\r\nURL:{}\r\n {}\r\n", &address[..12], &address[12..]).into_bytes()),
        (
            "link",
            "svg",
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"{address}\"/></svg>").into_bytes(),
        ),
        ("member", "zip", paper::archive(&[("a.txt", address.as_bytes())])),
        ("text", "doc", old_documents::word(&format!("ดูที่ {address}"))),
        ("cell", "xls", old_documents::workbook(&[&["ก", address]])),
        ("comment", "jpg", [b"\xFF\xD8\xFF\xFE\0\x27", address.as_bytes()].concat()),
        ("comment", "gif", [b"GIF89a\x01\0\x01\0\0\0\0\x21\xFE\x25", address.as_bytes(), b"\0;"].concat()),
        ("title", "mp4", [b"\0\0\0\x18ftypmp42\0", address.as_bytes(), b"\0"].concat()),
    ];
    for (name, ending, bytes) in cases {
        let found = bytes_of(bytes, ending).addresses;
        let own = |word: &str| word.replace("\\/", "/").contains("survey.example.go.th/staff/a1");
        assert!(found.iter().any(|(word, _)| own(word)), "{name} of a {ending}: {found:?}");
    }
}

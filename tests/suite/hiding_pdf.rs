//! Places in a PDF where a citizen's number was found by nobody: each is found, or the file is told as not wholly searched.
//! And PDFs of many makers that hide nothing, of which nothing is told.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use prongsai::base::document::{Active, Inspected, Location, Unread};
use prongsai::base::personal::Certainty;
use prongsai::io::inspect::bytes_of;

use crate::paper;

/// Grouped as on the card, so that it needs no words near it.
const NUMBER: &str = "1-1001-00000-00-0";

/// A PDF of one page: objects 1 to 5 are catalogue, tree, page, drawing and font; others follow from 6 on.
#[derive(Clone)]
struct Pdf {
    catalog: String,
    page: String,
    drawing: Vec<u8>,
    fonts: String,
    more: Vec<Vec<u8>>,
    trailer: String,
}

fn pdf() -> Pdf {
    let text = "BT /F 12 Tf 72 700 Td (Announcement of the subdistrict) Tj ET";
    Pdf {
        catalog: String::new(),
        page: String::new(),
        drawing: text.as_bytes().to_vec(),
        fonts: "/F 5 0 R".to_owned(),
        more: Vec::new(),
        trailer: String::new(),
    }
}

impl Pdf {
    fn drawing(mut self, drawing: &str) -> Pdf {
        self.drawing = [&self.drawing[..], b"\n", drawing.as_bytes()].concat();
        self
    }

    fn only(mut self, drawing: &str) -> Pdf {
        self.drawing = drawing.as_bytes().to_vec();
        self
    }

    fn catalog(mut self, more: &str) -> Pdf {
        self.catalog = more.to_owned();
        self
    }

    fn page(mut self, more: &str) -> Pdf {
        self.page = more.to_owned();
        self
    }

    fn fonts(mut self, fonts: &str) -> Pdf {
        self.fonts = fonts.to_owned();
        self
    }

    fn trailer(mut self, more: &str) -> Pdf {
        self.trailer = more.to_owned();
        self
    }

    fn more(mut self, object: impl AsRef<[u8]>) -> Pdf {
        self.more.push(object.as_ref().to_vec());
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let resources = if self.page.contains("/Resources") {
            String::new()
        } else {
            format!("/Resources << /Font << {} >> >>", self.fonts)
        };
        let contents = if self.page.contains("/Contents") { "" } else { "/Contents 4 0 R" };
        let mut objects = vec![
            format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog).into_bytes(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {contents} {resources} {} >>", self.page)
                .into_bytes(),
            stream("", &self.drawing),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        ];
        objects.extend(self.more.iter().cloned());
        let mut out = b"%PDF-1.7\n".to_vec();
        for (at, object) in objects.iter().enumerate() {
            out.extend(format!("{} 0 obj\n", at + 1).into_bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let size = objects.len() + 1;
        out.extend(
            format!("trailer\n<< /Size {size} /Root 1 0 R {} >>\nstartxref\n0\n%%EOF\n", self.trailer).into_bytes(),
        );
        out
    }
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} {dictionary} >>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).expect("it can be written");
    encoder.finish().expect("it can be closed")
}

fn packed(dictionary: &str, content: &[u8]) -> Vec<u8> {
    stream(&format!("/Filter /FlateDecode {dictionary}"), &deflated(content))
}

/// Each character of the number drawn by itself; `place` gives the operators that lead to it.
fn one_by_one(order: impl Iterator<Item = usize>, place: impl Fn(usize) -> String) -> String {
    let drawn: String = order.map(|at| format!("{} ({}) Tj\n", place(at), &NUMBER[at..=at])).collect();
    format!("BT /F 12 Tf {drawn} ET")
}

fn shown(text: &str) -> String {
    format!("BT /F 12 Tf 72 600 Td ({text}) Tj ET")
}

fn utf16(text: &str) -> String {
    let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{codes}>")
}

/// What announces a number.
const WORDS: &str = "Citizen ID card number";

const FORM: &str = "/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /Font << /F 5 0 R >> >>";

/// On a page, however it is drawn.
fn drawn() -> Vec<(&'static str, Vec<u8>)> {
    let count = NUMBER.len();
    let x = |at: usize| 72 + at * 7;
    let kerned: String = NUMBER.chars().map(|c| format!("({c}) -30 ")).collect();
    let spread: String = NUMBER.chars().filter(|c| *c != '-').map(|c| format!("({c}) -900 ")).collect();
    let escaped: String = NUMBER.bytes().map(|byte| format!("\\{byte:03o}")).collect();
    let hexed: String = NUMBER.bytes().map(|byte| format!("{byte:02x} ")).collect();
    let form = |content: &str| stream(FORM, content.as_bytes());
    let two = one_by_one(0..count, |at| format!("/{} 12 Tf 1 0 0 1 {} 500 Tm", ["F", "G"][at % 2], x(at)));
    let halves = "q 1 0 0 1 72 300 cm /A Do Q q 1 0 0 1 118 300 cm /B Do Q";
    let half = |text: &str| form(&format!("BT /F 12 Tf ({text}) Tj ET"));
    let resources = "/Resources << /Font << /F 5 0 R /G 6 0 R >> /XObject << /A 6 0 R /B 7 0 R >> >>";
    let names = "[49 /two 50 /one 51 /zero 45 /hyphen]";
    let turned: String = NUMBER
        .chars()
        .map(|c| match c {
            '1' => '2',
            '0' => '3',
            other => other,
        })
        .collect();
    let layered = format!("/OC /Hidden BDC {} EMC", shown(NUMBER));
    vec![
        ("plain", pdf().drawing(&shown(NUMBER)).bytes()),
        (
            "in two streams that part operators",
            pdf()
                .page("/Contents [4 0 R 6 0 R]")
                .only(&format!("BT /F 12 Tf 72 300 Td ({}) Tj", &NUMBER[..8]))
                .more(stream("", format!("ET BT /F 12 Tf 118 300 Td ({}) Tj ET", &NUMBER[8..]).as_bytes()))
                .bytes(),
        ),
        ("with kerning between all", pdf().drawing(&format!("BT /F 12 Tf 72 600 Td [{kerned}] TJ ET")).bytes()),
        (
            "far apart with words before",
            pdf()
                .drawing(&format!("BT /F 12 Tf 72 600 Td (National ID card number) Tj 0 -20 Td [{spread}] TJ ET"))
                .bytes(),
        ),
        ("letter by letter", pdf().drawing(&one_by_one(0..count, |at| format!("1 0 0 1 {} 500 Tm", x(at)))).bytes()),
        ("in steps", pdf().drawing(&one_by_one(0..count, |_| "7 0 Td".to_owned())).bytes()),
        (
            "from its end",
            pdf().drawing(&one_by_one((0..count).rev(), |at| format!("1 0 0 1 {} 500 Tm", x(at)))).bytes(),
        ),
        (
            "out of order",
            pdf()
                .drawing(&one_by_one((0..count).map(|at| at * 5 % count), |at| format!("1 0 0 1 {} 500 Tm", x(at))))
                .bytes(),
        ),
        (
            "narrowed to a half, its end first",
            pdf()
                .drawing(&format!(
                    "50 Tz BT /F 12 Tf 95 600 Td ({}) Tj ET BT 72 600 Td ({}) Tj ET",
                    &NUMBER[8..],
                    &NUMBER[..8]
                ))
                .bytes(),
        ),
        (
            "turned, out of order",
            pdf().drawing(&one_by_one((0..count).rev(), |at| format!("0 1 -1 0 300 {} Tm", x(at)))).bytes(),
        ),
        (
            "aslant, out of order",
            pdf()
                .drawing(&one_by_one((0..count).rev(), |at| {
                    let along = u16::try_from(at * 7).expect("a small number");
                    let step = f32::from(along) * std::f32::consts::FRAC_1_SQRT_2;
                    format!("0.7071 0.7071 -0.7071 0.7071 {} {} Tm", 100.0 + step, 100.0 + step)
                }))
                .bytes(),
        ),
        ("never shown (mode 3)", pdf().drawing(&format!("3 Tr {}", shown(NUMBER))).bytes()),
        ("white", pdf().drawing(&format!("1 1 1 rg {}", shown(NUMBER))).bytes()),
        ("off the page", pdf().drawing(&format!("BT /F 12 Tf -900 9000 Td ({NUMBER}) Tj ET")).bytes()),
        ("very small", pdf().drawing(&format!("BT /F 0.01 Tf 72 600 Td ({NUMBER}) Tj ET")).bytes()),
        (
            "over two fonts",
            pdf()
                .page(resources)
                .drawing(&two)
                .more("<< /Type /Font /Subtype /TrueType /BaseFont /Arial /Encoding /WinAnsiEncoding >>")
                .bytes(),
        ),
        ("in a form", pdf().page(resources).drawing("/A Do").more(form(&shown(NUMBER))).bytes()),
        (
            "over two forms",
            pdf().page(resources).drawing(halves).more(half("1-1001-0")).more(half("0000-00-0")).bytes(),
        ),
        (
            "in a form of a form",
            pdf()
                .page(resources)
                .drawing("/A Do")
                .more(stream(&FORM.replace(">> >>", ">> /XObject << /C 7 0 R >> >>"), b"/C Do"))
                .more(form(&shown(NUMBER)))
                .bytes(),
        ),
        ("as octal escapes", pdf().drawing(&format!("BT /F 12 Tf 72 600 Td ({escaped}) Tj ET")).bytes()),
        ("as hexadecimal digits", pdf().drawing(&format!("BT /F 12 Tf 72 600 Td <{hexed}> Tj ET")).bytes()),
        ("by the quote", pdf().drawing(&format!("BT /F 12 Tf 72 600 Td 14 TL ({NUMBER}) ' ET")).bytes()),
        ("in Thai figures", paper::pdf(&["เลขประจำตัวประชาชน ๑๑๐๐๑๐๐๐๐๐๐๐๐"])),
        (
            "by names of glyphs",
            pdf()
                .fonts("/F 5 0 R /G 6 0 R")
                .drawing(&format!("BT /G 12 Tf 72 600 Td ({turned}) Tj ET"))
                .more(format!("<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences {names} >> >>"))
                .bytes(),
        ),
        ("as another text for a piece", pdf().drawing(&format!("/Span << /ActualText ({NUMBER}) >> BDC EMC")).bytes()),
        ("in a hidden layer", pdf().drawing(&layered).bytes()),
        ("after a word that begins a picture", pdf().drawing(&format!("ID {}", shown(NUMBER))).bytes()),
        (
            "after a picture without an end",
            pdf().drawing(&format!("BI /W 1 /H 1 /BPC 8 ID \u{1} {}", shown(NUMBER))).bytes(),
        ),
        (
            "between two pictures",
            pdf().drawing(&format!("BI /W 1 /H 1 /F /AHx ID 00>EI {} BI /W 1 /H 1 ID x EI", shown(NUMBER))).bytes(),
        ),
        ("in the bytes of a picture", pdf().drawing(&format!("BI /W 9 /H 9 ID {NUMBER} EI")).bytes()),
        ("in a comment of the drawing", pdf().drawing(&format!("% {NUMBER}\n")).bytes()),
        ("on a page from above", pdf().page("/Rotate 180").drawing(&shown(NUMBER)).bytes()),
    ]
}

/// Beside the pages.
fn beside() -> Vec<(&'static str, Vec<u8>)> {
    let note = |text: &str| format!("<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] {text} >>");
    let field = |text: &str| format!("<< /AcroForm << /Fields [<< /FT /Tx /T (n) {text} >>] >> >>");
    let field = |text: &str| field(text).trim_start_matches("<< ").trim_end_matches(" >>").to_owned();
    let digits = || NUMBER.chars().filter(char::is_ascii_digit);
    let boxes =
        |more: &str| digits().map(|digit| note(&format!("/FT /Tx /T (d) /V ({digit}) {more}"))).collect::<String>();
    let held = format!("<< /Held ({NUMBER}) >>");
    let xml = format!("<xfa><field><value><text>{NUMBER}</text></value></field></xfa>");
    let tagged = "<p>1-1<b>001</b>-000<i>00-00</i>-0</p>";
    let appearance = stream(FORM, shown(NUMBER).as_bytes());
    let struck = "<< /Type /StructTreeRoot /K << /S /Figure /Alt (1-1001-00000-00-0) >> >>";
    let attach = |name: &str, bytes: &[u8]| {
        pdf()
            .catalog(&format!(
                "/Names << /EmbeddedFiles << /Names [({name}) << /Type /Filespec /F ({name}) /EF << /F 6 0 R >> >>] >> >>"
            ))
            .more(packed("/Type /EmbeddedFile", bytes))
            .bytes()
    };
    let docx = paper::docx(&paper::paragraphs(NUMBER), &[]);
    let before = pdf().drawing(&shown(NUMBER)).bytes();
    let replaced = |object: &str| [&before[..], object.as_bytes(), b"\ntrailer << /Root 1 0 R >>\n%%EOF\n"].concat();
    let new_drawing = String::from_utf8(stream("", b"BT ET")).expect("it is ASCII");
    let noted = pdf().page("/Annots [6 0 R]").more(note(&format!("/Contents ({NUMBER})"))).bytes();
    let objects = format!("7 0 8 25 {:<20}<< /Held ({NUMBER}) >>", "<< /A 1 >>");
    let objects = objects.replacen("7 0 8 25 ", "7 0 8 20 ", 1);
    let first = "7 0 8 20 ".len();
    vec![
        ("the title", pdf().trailer("/Info 6 0 R").more(format!("<< /Title ({NUMBER}) >>")).bytes()),
        (
            "metadata",
            pdf()
                .catalog("/Metadata 6 0 R")
                .more(stream(
                    "/Type /Metadata /Subtype /XML",
                    format!("<x><dc:title>{NUMBER}</dc:title></x>").as_bytes(),
                ))
                .bytes(),
        ),
        ("packed metadata", pdf().catalog("/Metadata 6 0 R").more(packed("/Type /Metadata", xml.as_bytes())).bytes()),
        ("a note", noted.clone()),
        (
            "a note within the page",
            pdf().page(&format!("/Annots [{}]", note(&format!("/Contents ({NUMBER})")))).bytes(),
        ),
        ("a note as rich text", pdf().page(&format!("/Annots [{}]", note(&format!("/RC ({tagged})")))).bytes()),
        (
            "a note in UTF-16",
            pdf().page(&format!("/Annots [{}]", note(&format!("/Contents {}", utf16(NUMBER))))).bytes(),
        ),
        ("the author of a note", pdf().page(&format!("/Annots [{}]", note(&format!("/T ({NUMBER})")))).bytes()),
        ("a field within the form", pdf().catalog(&field(&format!("/V ({NUMBER})"))).bytes()),
        ("a field for each digit", pdf().page(&format!("/Annots [{}]", boxes(""))).drawing(&shown(WORDS)).bytes()),
        (
            "a field for each digit, drawn",
            pdf()
                .page(&format!("/Annots [{}]", boxes("/AP << /N 6 0 R >>")))
                .drawing(&shown(WORDS))
                .more(stream(FORM, shown("1").as_bytes()))
                .bytes(),
        ),
        (
            "a field for each digit, each an object",
            digits()
                .rev()
                .fold(pdf().drawing(&shown(WORDS)), |pdf, digit| pdf.more(format!("<< /FT /Tx /T (d) /V ({digit}) >>")))
                .catalog(&format!(
                    "/AcroForm << /Fields [{}] >>",
                    (6..19).rev().map(|id| format!("{id} 0 R ")).collect::<String>()
                ))
                .bytes(),
        ),
        (
            "two fields",
            pdf()
                .catalog(
                    "/AcroForm << /Fields [<< /FT /Tx /T (ID card1) /V (110010) >> << /FT /Tx /T (ID card2) /V (0000000) >>] >>",
                )
                .bytes(),
        ),
        ("the default of a field", pdf().catalog(&field(&format!("/DV ({NUMBER})"))).bytes()),
        ("the choices of a field", pdf().catalog(&field(&format!("/Ff 131072 /Opt [(a) [(b) ({NUMBER})]]"))).bytes()),
        (
            "the appearance of a stamp",
            pdf().page(&format!("/Annots [{}]", note("/AP << /N 6 0 R >>"))).more(&appearance).bytes(),
        ),
        (
            "the address of an action",
            pdf()
                .page(&format!("/Annots [{}]", note("/A << /S /URI /URI (https://a.example/?cid=1100100000000) >>")))
                .bytes(),
        ),
        (
            "a file that an action opens",
            pdf().catalog(&format!("/OpenAction << /S /GoToR /F ({NUMBER}.pdf) >>")).bytes(),
        ),
        ("a script", pdf().catalog(&format!("/OpenAction << /S /JavaScript /JS (var a = '{NUMBER}') >>")).bytes()),
        (
            "a script in a stream",
            pdf()
                .catalog("/OpenAction << /S /JavaScript /JS 6 0 R >>")
                .more(packed("", format!("var a = '{NUMBER}';").as_bytes()))
                .bytes(),
        ),
        ("a program that is started", pdf().catalog(&format!("/OpenAction << /S /Launch /F ({NUMBER}) >>")).bytes()),
        ("a form of XML", pdf().catalog("/AcroForm << /XFA 6 0 R >>").more(packed("", xml.as_bytes())).bytes()),
        (
            "a form of XML in parts",
            pdf().catalog("/AcroForm << /XFA [(template) 6 0 R] >>").more(packed("", xml.as_bytes())).bytes(),
        ),
        ("an outline", pdf().catalog("/Outlines 6 0 R").more(format!("<< /First << /Title ({NUMBER}) >> >>")).bytes()),
        ("a named place", pdf().catalog(&format!("/Dests << /Names [({NUMBER}) [3 0 R /Fit]] >>")).bytes()),
        ("a name", pdf().catalog(&format!("/Dests << /{NUMBER} [3 0 R /Fit] >>")).bytes()),
        ("a name with escapes", pdf().catalog("/Dests << /1-1001-#30#30000-00-0 [3 0 R /Fit] >>").bytes()),
        ("the label of a page", pdf().catalog(&format!("/PageLabels << /Nums [0 << /P ({NUMBER}) >>] >>")).bytes()),
        ("the name of a layer", pdf().catalog(&format!("/OCProperties << /OCGs [<< /Name ({NUMBER}) >>] >>")).bytes()),
        ("the words for a picture", pdf().catalog("/StructTreeRoot 6 0 R").more(struck).bytes()),
        ("the reason of a signature", pdf().more(format!("<< /Type /Sig /Reason ({NUMBER}) >>")).bytes()),
        ("an object that nothing names", pdf().more(&held).bytes()),
        ("a stream that nothing names", pdf().more(packed("", shown(NUMBER).as_bytes())).bytes()),
        (
            "a page that no tree has",
            pdf().more("<< /Type /Page /Contents 7 0 R >>").more(packed("", shown(NUMBER).as_bytes())).bytes(),
        ),
        (
            "private data of a program",
            pdf().page("/PieceInfo << /X << /Private 6 0 R >> >>").more(packed("", held.as_bytes())).bytes(),
        ),
        (
            "the drawing of a letter",
            pdf()
                .more("<< /Type /Font /Subtype /Type3 /CharProcs << /a 7 0 R >> >>")
                .more(stream("", shown(NUMBER).as_bytes()))
                .bytes(),
        ),
        (
            "a pattern",
            pdf()
                .more(packed(
                    "/Type /Pattern /PatternType 1 /Resources << /Font << /F 5 0 R >> >>",
                    shown(NUMBER).as_bytes(),
                ))
                .bytes(),
        ),
        (
            "an appearance with sides",
            pdf()
                .page(&format!("/Annots [{}]", note("/AP << /N 6 0 R >>")))
                .more(packed(
                    &format!("{FORM} /Width 9 /Height 9"),
                    one_by_one((0..NUMBER.len()).rev(), |at| format!("1 0 0 1 {} 500 Tm", 72 + at * 7)).as_bytes(),
                ))
                .bytes(),
        ),
        (
            "an appearance as an attached file",
            pdf()
                .page(&format!("/Annots [{}]", note("/AP << /N 6 0 R >>")))
                .more(packed(
                    &FORM.replace("/XObject", "/EmbeddedFile"),
                    one_by_one(0..NUMBER.len(), |at| format!("1 0 0 1 {} 500 Tm", 72 + at * 7)).as_bytes(),
                ))
                .bytes(),
        ),
        (
            "a form of XML with a word of fonts",
            pdf()
                .catalog("/AcroForm << /XFA 6 0 R >>")
                .more(packed("", format!("<?xml version='1.0'?><!-- begincmap -->{xml}").as_bytes()))
                .bytes(),
        ),
        (
            "a text with a word of fonts at its end",
            pdf().more(packed("", format!("{NUMBER}\n{}begincmap", "word ".repeat(400)).as_bytes())).bytes(),
        ),
        (
            "objects packed together",
            pdf().more(packed(&format!("/Type /ObjStm /N 2 /First {first}"), objects.as_bytes())).bytes(),
        ),
        ("an attached text", attach("list.txt", format!("a\n{NUMBER}\n").as_bytes())),
        ("an attached table", attach("list.csv", format!("name,card\nx,{NUMBER}\n").as_bytes())),
        ("an attached document", attach("list.docx", &docx)),
        ("an attached PDF", attach("list.pdf", &before)),
        (
            "the description of an attachment",
            pdf().catalog(&format!("/AF [<< /Type /Filespec /Desc ({NUMBER}) >>]")).bytes(),
        ),
        ("a drawing that was replaced", replaced(&format!("4 0 obj\n{new_drawing}\nendobj"))),
        ("a page that was replaced", replaced("3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj")),
        (
            "a page that was taken out",
            replaced("2 0 obj\n<< /Type /Pages /Kids [9 0 R] >>\nendobj 9 0 obj << /Type /Page >> endobj"),
        ),
        (
            "a note that was deleted",
            [&noted[..], b"6 0 obj\nnull\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"].concat(),
        ),
        ("a drawing before it in the same version", replaced_at_once()),
        ("words after the end", [&pdf().bytes()[..], b"\n", NUMBER.as_bytes(), b"\n"].concat()),
        ("a comment between objects", between(&format!("% {NUMBER}\n"))),
        ("words between objects", between(&format!("\n{NUMBER}\n"))),
        (
            "the comment of a photograph",
            pdf().more(stream("/Subtype /Image /Width 9 /Height 9 /Filter /DCTDecode", &photograph())).bytes(),
        ),
        ("encrypted without a password", encrypted(&before)),
    ]
}

fn between(words: &str) -> Vec<u8> {
    String::from_utf8(pdf().bytes())
        .expect("it is ASCII")
        .replacen("endobj\n", &format!("endobj\n{words}"), 1)
        .into_bytes()
}

/// Two objects with one number, and one end of the file.
fn replaced_at_once() -> Vec<u8> {
    let whole = String::from_utf8(pdf().bytes()).expect("it is ASCII");
    let old = String::from_utf8(stream("", shown(NUMBER).as_bytes())).expect("it is ASCII");
    whole.replacen("4 0 obj", &format!("4 0 obj\n{old}\nendobj\n4 0 obj"), 1).into_bytes()
}

fn photograph() -> Vec<u8> {
    let comment = format!("{NUMBER} comment");
    let length = u16::try_from(comment.len() + 2).expect("it is short").to_be_bytes();
    [b"\xFF\xD8\xFF\xFE", &length[..], comment.as_bytes(), b"\xFF\xD9"].concat()
}

fn encrypted(bytes: &[u8]) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(bytes).expect("it is a PDF");
    let id = lopdf::Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let state = {
        let version = lopdf::EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: "",
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        lopdf::EncryptionState::try_from(version).expect("it can be encrypted")
    };
    document.encrypt(&state).expect("it can be encrypted");
    let mut out = Vec::new();
    document.save_to(&mut out).expect("it can be written");
    assert!(!out.windows(NUMBER.len()).any(|window| window == NUMBER.as_bytes()), "it is encrypted");
    out
}

/// The end of a later version.
const END: &[u8] = b"trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n";

/// What can't be read.
fn unreadable() -> Vec<(&'static str, Vec<u8>)> {
    let picture = |width: u32, height: u32, more: &str| {
        stream(
            &format!(
                "/Subtype /Image /Width {width} /Height {height} /BitsPerComponent 1 {more} /Filter /CCITTFaxDecode"
            ),
            b"\x80",
        )
    };
    let images = "/Resources << /Font << /F 5 0 R >> /XObject << /A 6 0 R /B 7 0 R >> >>";
    let whole = "q 595 0 0 842 0 0 cm /A Do Q";
    let strips = "q 595 0 0 421 0 0 cm /A Do Q q 595 0 0 421 0 421 cm /B Do Q";
    let unknown =
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font >>] >>";
    let attached = |name: &str, bytes: &[u8]| {
        pdf()
            .more(format!("<< /Type /Filespec /F ({name}) /EF << /F 7 0 R >> >>"))
            .more(packed("/Type /EmbeddedFile", bytes))
            .bytes()
    };
    let noise: Vec<u8> = (0..2000_u32).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    let new_page = b"3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n";
    let words = shown(&"word ".repeat(60));
    let paged = pdf().page(images).drawing(&words).drawing(whole).more(picture(1000, 700, "")).bytes();
    let stripped = pdf().page(images).drawing(&words).drawing(strips);
    let stripped = stripped.more(picture(1000, 300, "")).more(picture(999, 300, "")).bytes();
    let orphan = "<< /Type /Page /Contents 4 0 R /Resources << /XObject << /A 6 0 R >> >> >>";
    let orphan = orphan.replace("4 0 R", "8 0 R");
    let stamp = "<< /Type /Annot /Subtype /Stamp /AP << /N 8 0 R >> >>";
    let appearance = stream("/Subtype /Form /Resources << /XObject << /A 6 0 R >> >>", whole.as_bytes());
    let outline = "0 0 m 9 9 l 20 5 l f 1 1 m 3 3 l f";
    vec![
        ("a scan", pdf().page(images).only(whole).more(picture(1654, 2339, "")).bytes()),
        ("a scan with a word on it", pdf().page(images).drawing(whole).more(picture(1654, 2339, "")).bytes()),
        (
            "a scan in strips",
            pdf().page(images).only(strips).more(picture(1000, 300, "")).more(picture(999, 300, "")).bytes(),
        ),
        (
            "a photograph beside text",
            pdf()
                .page(images)
                .drawing(&shown(&"word ".repeat(60)))
                .drawing("q 200 0 0 100 0 0 cm /A Do Q")
                .more(picture(1000, 700, ""))
                .bytes(),
        ),
        ("a photograph that no page shows", pdf().more(picture(1000, 700, "")).bytes()),
        (
            "a photograph as a mask",
            pdf().page(images).drawing(whole).more(picture(9, 9, "/SMask 7 0 R")).more(picture(1000, 700, "")).bytes(),
        ),
        ("a photograph on a page that was replaced", [&paged[..], new_page, END].concat()),
        (
            "a photograph on a page that no tree has",
            pdf().more(picture(1000, 700, "")).more(orphan).more(stream("", whole.as_bytes())).bytes(),
        ),
        (
            "a photograph in a stamp",
            pdf().page("/Annots [7 0 R]").more(picture(1000, 700, "")).more(stamp).more(appearance).bytes(),
        ),
        ("a photograph in strips on a page that was replaced", [&stripped[..], new_page, END].concat()),
        (
            "a picture in the drawing with a word among its keys",
            pdf().drawing("q 595 0 0 842 0 0 cm BI /W 1000 /H 900 /IM true /BPC 1 ID xx EI Q").bytes(),
        ),
        ("outlines of letters", pdf().only(outline).bytes()),
        ("a picture in the drawing", pdf().only("q 595 0 0 842 0 0 cm BI /W 1000 /H 900 /BPC 1 ID xx EI Q").bytes()),
        (
            "letters that nobody knows",
            pdf()
                .fonts("/F 5 0 R /G 6 0 R")
                .drawing("BT /G 12 Tf 72 600 Td <000100020003000400050006> Tj ET")
                .more(unknown)
                .bytes(),
        ),
        ("an archive behind the end", [pdf().bytes(), paper::archive(&[("a.csv", NUMBER.as_bytes())])].concat()),
        ("streams within each other", between(&within_each_other(200))),
        ("an attached program", attached("tool.bin", &noise)),
        ("an attached file of the old kind", attached("list.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")),
        ("a stream of nobody's kind", pdf().more(packed("", &noise)).bytes()),
        ("a stream that does not unpack", pdf().more(stream("/Filter /FlateDecode", &noise)).bytes()),
        ("a stream under an unknown filter", pdf().more(stream("/Filter /Nobodys", &noise)).bytes()),
        ("a stream under a comment", between(&format!("9 0 %\nobj {}\nendobj\n", "<< >>\nstream\nx\nendstream"))),
    ]
}

/// Kinds of objects in which nothing hides above: fonts of thousands of letters, and what only programs read.
fn others() -> Vec<(&'static str, Vec<u8>)> {
    let letters = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0003> <0E01> endbfchar \
        2 beginbfrange <0010> <0019> <0030> <0020> <0021> [<0E02> <0E03>] endbfrange";
    let wide = "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts [8 0 R] >>";
    let inner = "<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [3 [600 700] 16 25 500] >>";
    let drawn = "BT /G 12 Tf 72 600 Td <00030010001100120020> Tj ET";
    let narrow = "<< /Type /Font /Subtype /TrueType /FirstChar 48 /LastChar 50 /Widths [500 500 500] \
        /Encoding << /BaseEncoding /MacRomanEncoding /Differences [49 /uni0E51 /three.lf] >> >>";
    let filtered = |filter: &str, data: &[u8]| pdf().more(stream(&format!("/Filter {filter}"), data)).bytes();
    vec![
        (
            "a font of thousands of letters",
            pdf().fonts("/F 5 0 R /G 6 0 R").drawing(drawn).more(wide).more(packed("", letters)).more(inner).bytes(),
        ),
        (
            "a font with an encoding of its own",
            pdf().fonts("/F 5 0 R /G 6 0 R").drawing("BT /G 12 Tf (012) Tj ET").more(narrow).bytes(),
        ),
        ("digits of eighty-five", filtered("/ASCII85Decode", b"87cURD]i,\"Ebo80~>")),
        ("digits of sixteen", filtered("[/ASCIIHexDecode /FlateDecode]", b"789C4B04000062 0062>")),
        ("runs", filtered("/RunLengthDecode", b"\x02abc\xFEd\x80")),
        ("packed as in pictures", filtered("/LZWDecode", b"\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01")),
        (
            "rows with differences",
            filtered("/FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>", &deflated(b"\x021101\x021101")),
        ),
        (
            "a table of objects as a stream",
            pdf()
                .more(stream("/Type /XRef /Size 2 /W [1 2 1] /Index [0 2] /Root 1 0 R", &[0, 0, 0, 0, 1, 0, 9, 0]))
                .bytes(),
        ),
        ("a function", pdf().more(stream("/FunctionType 0 /Size [2] /Domain [0 1] /Range [0 1]", &[0, 255])).bytes()),
        ("a shading", pdf().more(stream("/ShadingType 4 /BitsPerCoordinate 8", &[1; 24])).bytes()),
        ("a halftone", pdf().more(stream("/HalftoneType 6 /Width 2 /Height 2", &[1; 4])).bytes()),
        ("a profile of colours", pdf().more(stream("/N 3 /Alternate /DeviceRGB", &[0; 40])).bytes()),
        (
            "a pattern",
            pdf()
                .more(stream("/PatternType 1 /PaintType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9", b"0 0 m 9 9 l S"))
                .bytes(),
        ),
        ("a film", pdf().more("<< /S /Rendition /R << /C << /D 7 0 R >> >> >>").more(stream("", b"ID3\x04")).bytes()),
    ]
}

/// Every kind of object and of drawing that is read here, to be spoilt by others.
pub fn every_kind() -> Vec<(String, Vec<u8>)> {
    let all = drawn().into_iter().chain(beside()).chain(unreadable()).chain(others());
    all.map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

/// So many streams that all end at one place.
pub fn within_each_other(count: usize) -> String {
    (10..count + 10).map(|id| format!("{id} 0 obj\n<< >>\nstream\n")).collect::<String>() + "endstream\nendobj\n"
}

fn inspected(bytes: &[u8]) -> Inspected {
    bytes_of(bytes.to_vec(), "pdf")
}

#[test]
fn numbers_are_found_wherever_they_hide() {
    let missed: Vec<_> = drawn()
        .into_iter()
        .chain(beside())
        .map(|(place, bytes)| (place, inspected(&bytes)))
        .filter(|(_, found)| !found.numbers.iter().any(|planted| planted.certainty == Certainty::Sure))
        .map(|(place, found)| format!("{place}: {:?} {:?}", found.fault, found.unread))
        .collect();
    assert!(missed.is_empty(), "{} missed\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn what_cannot_be_read_is_told() {
    let silent: Vec<_> = unreadable()
        .into_iter()
        .filter(|(_, bytes)| {
            let found = inspected(bytes);
            found.unread.is_empty() && found.fault.is_none()
        })
        .map(|(place, _)| place)
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn scripts_and_programs_are_told() {
    let active = ["a script", "a script in a stream", "a program that is started", "a file that an action opens"];
    for (place, bytes) in beside() {
        let expected = active.contains(&place).then_some(Active::Script);
        assert_eq!(inspected(&bytes).active, expected, "{place}");
    }
}

/// Files within are held to the list of what may be published, and their places are told with their names.
#[test]
fn files_within_are_members() {
    let with = |name: &str, bytes: &[u8]| {
        let names = format!("<< /Type /Filespec /F ({name}) /EF << /F 7 0 R >> >>");
        inspected(&pdf().more(names).more(packed("/Type /EmbeddedFile", bytes)).bytes())
    };
    let text = format!("a\n{NUMBER}\n");
    for name in ["run.exe", "list.docx", "list"] {
        assert_eq!(with(name, text.as_bytes()).active, Some(Active::Part(name.to_owned())), "{name}");
    }
    let found = with("list.txt", text.as_bytes());
    assert_eq!(found.active, None);
    let within = Location::Within("list.txt".to_owned(), Box::new(Location::Line(2)));
    assert!(found.numbers.iter().any(|planted| planted.place == within), "{:?}", found.numbers);
}

#[test]
fn reasons_say_what_was_not_read() {
    let reason = |wanted: &str| {
        let (_, bytes) = unreadable().into_iter().find(|(place, _)| *place == wanted).expect("a case");
        inspected(&bytes).unread
    };
    assert_eq!(reason("a scan with a word on it"), [Unread::PicturePages(1)]);
    assert_eq!(reason("a photograph beside text"), [Unread::Picture(Some("page 1".to_owned()))]);
    let beside = [Unread::Picture(Some("beside the pages".to_owned()))];
    assert_eq!(reason("a photograph on a page that was replaced"), beside);
    assert!(reason("a photograph in a stamp").ends_with(&beside));
    assert_eq!(reason("letters that nobody knows"), [Unread::Letters]);
    assert_eq!(reason("an attached program"), [Unread::Part("tool.bin".to_owned())]);
}

/// PDFs as ordinary programs write them.
#[test]
fn ordinary_documents_are_clean() {
    let logo =
        stream("/Subtype /Image /Width 200 /Height 200 /ColorSpace /DeviceRGB /Filter /DCTDecode", &[0xFF, 0xD8, 0xFF]);
    let images = "/Resources << /Font << /F 5 0 R >> /XObject << /A 6 0 R >> /ColorSpace << /C [/ICCBased 7 0 R] >> >>";
    let colours = [&[0; 36][..], b"acsp", &[0; 40]].concat();
    let letter =
        "BT /F 12 Tf 72 760 Td (No. TT 72001/123) Tj 0 -20 Td (Telephone 0 4411 2345, budget 1,250,000.00 baht) Tj ET";
    let table: String = (0..30)
        .map(|row| {
            format!(
                "BT /F 10 Tf 72 {} Td ({row}) Tj 40 0 Td (2568) Tj 60 0 Td ({}00.00) Tj ET\n",
                700 - row * 20,
                row * 37
            )
        })
        .collect();
    let metadata = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta><xmpMM:DocumentID>uuid:9A2C6C0E-1D3B-4A5E-8F90-123456789ABC</xmpMM:DocumentID></x:xmpmeta>";
    let info = "<< /Producer (Microsoft Word) /CreationDate (D:20250101123456+07'00') >>";
    let cases = [
        ("a letter", pdf().drawing(letter).trailer("/Info 6 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00>]").more(info).bytes()),
        ("a table", pdf().drawing(&table).bytes()),
        ("with a seal", pdf().page(images).drawing("q 60 0 0 60 260 760 cm /A Do Q").more(&logo).more(packed("/N 3 /Alternate /DeviceRGB", &colours)).bytes()),
        ("with metadata", pdf().catalog("/Metadata 6 0 R").more(stream("/Type /Metadata /Subtype /XML", metadata.as_bytes())).bytes()),
        ("with a font in it", pdf().more("<< /FontFile2 7 0 R >>").more(packed("/Length1 400", &[&b"\0\x01\0\0"[..], &[7; 396]].concat())).bytes()),
        ("with an empty page", pdf().catalog("/Lang (th-TH)").only("").bytes()),
        ("changed and saved again", [&pdf().drawing(letter).bytes()[..], b"5 0 obj << /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding >> endobj\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"].concat()),
        ("Thai", paper::pdf(&["ประกาศองค์การบริหารส่วนตำบล เรื่อง แผนปฏิบัติการ พ.ศ. ๒๕๖๘", "วงเงิน 1,250,000.00 บาท"])),
        ("with a link", pdf().page("/Annots [<< /Subtype /Link /A << /S /URI /URI (https://www.example.go.th/a) >> >>]").bytes()),
        ("encrypted without a password", encrypted(&pdf().bytes())),
    ];
    for (name, bytes) in cases {
        let found = inspected(&bytes);
        assert_eq!((&found.fault, &found.active), (&None, &None), "{name}");
        assert!(found.unread.is_empty() && found.numbers.is_empty(), "{name}: {:?} {:?}", found.unread, found.numbers);
    }
}

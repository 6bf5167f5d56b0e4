//! Personal numbers: planted in every hiding place, each must be found where it is; a thousand pages of everything else must
//! not have one error; and no report of any form may print a whole number. All numbers are made up here.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use prongsai::base::date::Day;
use prongsai::base::diag::Diagnostic;
use prongsai::base::personal::{Certainty, find};
use prongsai::base::span::Position;
use prongsai::ita::options::Options;
use rayon::prelude::*;

use crate::chance::Chance;
use crate::paper::{self, Sheet};
use crate::support::{code, copy, folder, run, said, site, tree};
use crate::whole;

/// The thirteenth digit, worked out apart from the program.
pub fn with_check(twelve: &str) -> String {
    let sum: u32 = twelve.bytes().zip((2..=13).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{twelve}{}", (11 - sum % 11) % 10)
}

/// A person's number; none of them is a barcode as well, so that each stands for the nine of ten that are not.
fn person(chance: &mut Chance) -> String {
    loop {
        let first = chance.below(8) + 1;
        let number = with_check(&format!("{first}{}", chance.digits(11)));
        let sum: u32 = number.bytes().zip([1, 3].into_iter().cycle()).map(|(d, w)| u32::from(d - b'0') * w).sum();
        if !sum.is_multiple_of(10) {
            return number;
        }
    }
}

fn grouped(number: &str, between: &str) -> String {
    [&number[..1], &number[1..5], &number[5..10], &number[10..12], &number[12..]].join(between)
}

fn in_digits(number: &str, zero: char) -> String {
    let digit = |c: char| char::from_u32(u32::from(zero) + c.to_digit(10)?);
    number.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// A way to write a number, and its name.
type Spelling = (&'static str, fn(&str) -> String);

/// Ways to write one number in a line of text.
const SPELLINGS: &[Spelling] = &[
    ("card", |n| grouped(n, "-")),
    ("card with spaces", |n| grouped(n, " ")),
    ("card with dots", |n| grouped(n, ".")),
    ("card with dashes", |n| grouped(n, "–")),
    ("card with no-break spaces", |n| grouped(n, "\u{A0}")),
    ("card with spaced hyphens", |n| grouped(n, " - ")),
    ("card in Thai digits", |n| in_digits(&grouped(n, "-"), '๐')),
    ("card in full-width digits", |n| in_digits(&grouped(n, "-"), '０')),
    ("card over two lines", |n| format!("{}-\n{}", &grouped(n, "-")[..12], &grouped(n, "-")[13..])),
    ("card, escaped", |n| grouped(n, "\\-")),
    ("card with entities", |n| grouped(n, "&ndash;")),
    ("cue before", |n| format!("เลขประจำตัวประชาชน {n}")),
    ("cue after", |n| format!("{n} (เลขบัตรประชาชน)")),
    ("cue in English", |n| format!("Citizen ID: {n}")),
    ("cue of a passport form", |n| format!("ID No. {n}")),
    ("cue spelled with the other sara am", |n| format!("เลขประจ\u{E4D}าตัวประชาชน {n}")),
    ("cue with spaces", |n| format!("เลข ประจำตัว ประชาชน {n}")),
    ("cue of tax payers", |n| format!("เลขประจำตัวผู้เสียภาษี {n}")),
    ("tax id", |n| format!("Tax ID {n}")),
    ("thirteen digits", |n| format!("เลข 13 หลัก {n}")),
    ("Thai digits", |n| format!("เลขบัตร {}", in_digits(n, '๐'))),
    ("full-width digits", |n| format!("เลขบัตร {}", in_digits(n, '０'))),
    ("zero-width spaces", |n| format!("เลขบัตร {}", n.chars().map(|c| format!("{c}\u{200B}")).collect::<String>())),
    ("word joiners and soft hyphens", |n| format!("เลขบัตร {}\u{2060}{}\u{AD}{}", &n[..4], &n[4..9], &n[9..])),
    ("digits one by one", |n| format!("เลขบัตร {}", n.chars().map(|c| format!("{c} ")).collect::<String>())),
    ("bold inside", |n| format!("เลขบัตร **{}**{}", &n[..4], &n[4..])),
    ("a link inside", |n| format!("เลขบัตร [{}](https://a.example/x/){}", &n[..5], &n[5..])),
    ("a comment inside", |n| format!("เลขบัตร {}<!-- ก -->{}", &n[..5], &n[5..])),
    ("struck out in part", |n| format!("เลขบัตร ~~{}~~{}", &n[..5], &n[5..])),
    ("a link behind", |n| format!("เลขบัตร {}[{}](about.md)", &n[..5], &n[5..])),
    ("an entity for a digit", |n| format!("เลขบัตร &#{};{}", u32::from(n.as_bytes()[0]), &n[1..])),
    ("other groups", |n| format!("เลขบัตร {}-{}-{}", &n[..5], &n[5..10], &n[10..])),
    ("name before", |n| format!("นางสาวสมหญิง ใจดี {n}")),
    ("in an address", |n| format!("https://forms.example/?cid={n}")),
    ("cells of a table", |n| format!("| {} |", grouped(n, " | "))),
    ("cells of one digit", |n| {
        format!("| เลขประจำตัว | {} |", n.chars().map(String::from).collect::<Vec<_>>().join(" | "))
    }),
    ("column of a table", |n| {
        format!("| ชื่อ | เลขประจำตัวประชาชน | ที่อยู่ |\n|---|---|---|\n| ก | {n} | {} |", "ข".repeat(60))
    }),
];

/// Where a number begins in a text, worked out apart from the program: the digits from there on are its own, or an entity
/// stands for the first of them.
fn begins(text: &str, number: &str) -> usize {
    let digits = |text: &str| text.chars().filter_map(plain_digit).take(number.len()).collect::<String>();
    let starts = |(at, c): &(usize, char)| plain_digit(*c).is_some() && digits(&text[*at..]) == number;
    let own = text.char_indices().find(starts).map(|(at, _)| at);
    own.or_else(|| text.find("&#")).unwrap_or_else(|| panic!("{number} is not in {text}"))
}

fn plain_digit(c: char) -> Option<char> {
    match c {
        '๐'..='๙' => char::from_u32(u32::from(c) - 0x0E50 + 0x30),
        '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30),
        '0'..='9' => Some(c),
        _ => None,
    }
}

/// A file of a site, and where its number must be said to be.
struct Planted {
    name: String,
    path: String,
    bytes: Vec<u8>,
    place: String,
}

fn page(text: &str) -> Vec<u8> {
    format!("---\ntitle: ก\n---\n{text}\n").into_bytes()
}

/// The sixty-odd plants: every spelling in a body, and every other place that a number can hide in.
fn plants() -> Vec<Planted> {
    let mut chance = Chance::new(2569);
    let mut plants: Vec<Planted> = Vec::new();
    let mut add = |name: &str, path: &str, place: &str, bytes: Vec<u8>| {
        let path = path.replace('#', &format!("p{:02}", plants.len()));
        plants.push(Planted { name: name.to_owned(), path, bytes, place: place.to_owned() });
    };
    for (name, spell) in SPELLINGS {
        let number = person(&mut chance);
        let text = spell(&number);
        let before = &text[..begins(&text, &number)];
        let (line, column) =
            (before.matches('\n').count() + 1, before.rsplit('\n').next().map_or(0, |own| own.chars().count()) + 1);
        add(name, "content/pages/#.md", &format!(":{}:{column}:", line + 3), page(&text));
    }
    let cue = |n: &str| format!("เลขประจำตัวประชาชน {n}");
    let mut n = || person(&mut chance);
    add(
        "front matter",
        "content/pages/#.md",
        ":3:",
        format!("---\ntitle: ก\nsummary: {}\n---\n", cue(&n())).into_bytes(),
    );
    add(
        "a comment of front matter",
        "content/pages/#.md",
        ":3:",
        format!("---\ntitle: ก\n# {}\n---\n", cue(&n())).into_bytes(),
    );
    add("code", "content/pages/#.md", ":5:", page(&format!("```\n{}\n```", cue(&n()))));
    add("the text of a picture", "content/pages/#.md", ":4:", page(&format!("![{}](x.png)", cue(&n()))));
    add("the title of a link", "content/pages/#.md", ":4:", page(&format!("[ก](/ \"{}\")", grouped(&n(), "-"))));
    add("an English body", "content/pages/#.en.md", ":1:", format!("ID card {}\n", n()).into_bytes());
    add("three in a list", "content/pages/#.md", ":4:", page(&format!("- {}\n- {}\n- {}", n(), n(), n())));
    add(
        "data",
        "content/people.yaml",
        ":2:",
        format!("people:\n  - {{name: ก, position: ข, note: {}}}\n", cue(&n())).into_bytes(),
    );
    add("the name of a file", &format!("content/files/#-{}.pdf", n()), ": ", paper::pdf(&["ประกาศ 1"]));
    add(
        "the name of a folder",
        &format!("content/files/{}/#.pdf", grouped(&n(), "-")),
        ": ",
        paper::pdf(&["ประกาศ 2"]),
    );
    let docx = |body: &str| paper::docx(body, &[]);
    add("Word", "content/files/#.docx", "paragraph 2", docx(&paper::paragraphs(&format!("ประกาศ\n{}", cue(&n())))));
    let split = n();
    let runs =
        format!("<w:p><w:r><w:t>เลขบัตร {}</w:t></w:r><w:r><w:rPr/><w:t>{}</w:t></w:r></w:p>", &split[..6], &split[6..]);
    add("Word, over two runs", "content/files/#.docx", "paragraph 1", docx(&runs));
    let cells: String = grouped(&n(), "|")
        .split('|')
        .map(|part| format!("<w:tc><w:p><w:r><w:t>{part}</w:t></w:r></w:p></w:tc>"))
        .collect();
    add(
        "Word, over cells",
        "content/files/#.docx",
        "paragraph 1",
        docx(&format!("<w:p><w:r><w:t>ก</w:t></w:r></w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl>").replacen(
            "<w:p><w:r><w:t>ก</w:t></w:r></w:p>",
            "",
            1,
        )),
    );
    let deleted = format!("<w:p><w:del><w:r><w:delText>{}</w:delText></w:r></w:del></w:p>", cue(&n()));
    add("Word, deleted but kept", "content/files/#.docx", "paragraph 1", docx(&deleted));
    let beside = |name: &str, text: &str| paper::docx(&paper::paragraphs("ประกาศ"), &[(name, text)]);
    add(
        "Word, header",
        "content/files/#.docx",
        "head or foot",
        beside("word/header1.xml", &format!("<w:hdr>{}</w:hdr>", paper::paragraphs(&cue(&n())))),
    );
    add(
        "Word, comment",
        "content/files/#.docx",
        "a comment",
        beside("word/comments.xml", &format!("<w:comments>{}</w:comments>", paper::paragraphs(&cue(&n())))),
    );
    add(
        "Word, footnote",
        "content/files/#.docx",
        "a note",
        beside("word/footnotes.xml", &format!("<w:footnotes>{}</w:footnotes>", paper::paragraphs(&cue(&n())))),
    );
    add(
        "Word, properties",
        "content/files/#.docx",
        "properties",
        beside("docProps/core.xml", &format!("<cp><dc:title>{}</dc:title></cp>", cue(&n()))),
    );
    add(
        "Word, a link's target",
        "content/files/#.docx",
        "properties",
        beside(
            "word/_rels/document.xml.rels",
            &format!("<R><Relationship Target=\"https://forms.example/?cid={}\"/></R>", n()),
        ),
    );
    add(
        "Word, a picture's description",
        "content/files/#.docx",
        "paragraph",
        docx(&format!("<w:p><w:drawing descr=\"{}\"/><w:r><w:t>ก</w:t></w:r></w:p>", cue(&n()))),
    );
    let sheet = |state: &'static str, table: &[&[&str]]| {
        paper::xlsx(&[Sheet { name: "ก", state, rows: paper::rows(table) }], &[], &[])
    };
    add("Excel", "content/files/#.xlsx", "cell B2", sheet("visible", &[&["ชื่อ", "เลขประจำตัวประชาชน"], &["ก", &n()]]));
    add(
        "Excel, hidden sheet",
        "content/files/#.xlsx",
        "sheet “ก” (hidden), cell A1",
        sheet("hidden", &[&[&grouped(&n(), "-")]]),
    );
    add("Excel, very hidden sheet", "content/files/#.xlsx", "(hidden), cell A1", sheet("veryHidden", &[&[&cue(&n())]]));
    let figure = format!("={:E}", n().parse::<f64>().expect("a figure"));
    add("Excel, shown as 1.1E+12", "content/files/#.xlsx", "cell A2", sheet("visible", &[&["เลขบัตร"], &[&figure]]));
    add(
        "Excel, a figure",
        "content/files/#.xlsx",
        "cell A2",
        sheet("visible", &[&["เลขบัตร"], &[&format!("={}", n())]]),
    );
    add(
        "Excel, three in a column",
        "content/files/#.xlsx",
        "cell C3",
        sheet("visible", &[&["ที่", "ก", &n()], &["ที่", "ก", &n()], &["ที่", "ก", &n()]]),
    );
    let five = grouped(&n(), "|");
    let five: Vec<&str> = five.split('|').collect();
    add("Excel, over cells", "content/files/#.xlsx", "cell A1", sheet("visible", &[&five]));
    let shared = cue(&n());
    let indirect =
        Sheet { name: "ก", state: "visible", rows: "<row r=\"7\"><c r=\"D7\" t=\"s\"><v>0</v></c></row>".to_owned() };
    add("Excel, shared text", "content/files/#.xlsx", "cell D7", paper::xlsx(&[indirect], &[&shared], &[]));
    let plain = || Sheet { name: "ก", state: "visible", rows: paper::rows(&[&["ก"]]) };
    add(
        "Excel, comment",
        "content/files/#.xlsx",
        "a comment",
        paper::xlsx(
            &[plain()],
            &[],
            &[(
                "xl/comments1.xml",
                &format!("<comments><comment><text><t>{}</t></text></comment></comments>", cue(&n())),
            )],
        ),
    );
    add(
        "Excel, text box",
        "content/files/#.xlsx",
        "drawing",
        paper::xlsx(
            &[plain()],
            &[],
            &[("xl/drawings/drawing1.xml", &format!("<d><a:p><a:t>{}</a:t></a:p></d>", cue(&n())))],
        ),
    );
    let named = format!("บัตรประชาชน {}", n());
    add(
        "Excel, name of a sheet",
        "content/files/#.xlsx",
        "properties",
        paper::xlsx(&[Sheet { name: &named, state: "visible", rows: paper::rows(&[&["ก"]]) }], &[], &[]),
    );
    add("CSV", "content/files/#.csv", "line 2", format!("ชื่อ,เลขบัตร\nก,{}\n", n()).into_bytes());
    add(
        "CSV, over fields",
        "content/files/#.csv",
        "line 2",
        format!("ชื่อ,1,2,3,4,5\nก,{}\n", grouped(&n(), ",")).into_bytes(),
    );
    add(
        "CSV with semicolons",
        "content/files/#.csv",
        "line 3",
        format!("ชื่อ;เลขประจำตัวประชาชน\nก;-\nข;{}\n", n()).into_bytes(),
    );
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(format!("เลขบัตร\t{}\n", n()).encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    add("text in UTF-16", "content/files/#.txt", "line 1", wide);
    let thai = |text: &str| {
        text.chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap_or_else(|_| u8::try_from(u32::from(c) - 0xD60).expect("Thai")))
            .collect::<Vec<u8>>()
    };
    add("text in Windows-874", "content/files/#.txt", "line 2", thai(&format!("ประกาศ\nเลขบัตรประชาชน {}\n", n())));
    add("PDF", "content/files/#.pdf", "page 2", paper::pdf(&["ประกาศ", &format!("รายชื่อ\n{}", cue(&n()))]));
    add("PDF in Thai digits", "content/files/#.pdf", "page 1", paper::pdf(&[&in_digits(&grouped(&n(), "-"), '๐')]));
    let pieces = n();
    let drawn: String = pieces.chars().map(|c| format!("{} Tj 8 0 Td ", paper::hex(&c.to_string()))).collect();
    add(
        "PDF, letter by letter",
        "content/files/#.pdf",
        "page 1",
        paper::pdf_of(&[format!("BT /F 16 Tf 72 700 Td {} Tj 80 0 Td {drawn}ET", paper::hex("เลขบัตร"))], &[]),
    );
    let kerned: String =
        n().as_bytes().chunks(3).map(|part| format!("{}-20", paper::hex(&String::from_utf8_lossy(part)))).collect();
    add(
        "PDF, kerned",
        "content/files/#.pdf",
        "page 1",
        paper::pdf_of(
            &[format!("BT /F 16 Tf 72 700 Td {} Tj 0 -20 Td [{kerned}] TJ ET", paper::hex("เลขประจำตัวประชาชน"))],
            &[],
        ),
    );
    add(
        "PDF, title",
        "content/files/#.pdf",
        "form or annotation",
        paper::pdf_of(&[paper::lines("ประกาศ")], &[("Title", &format!("ID card {}", n()))]),
    );
    plants
}

fn checked(site: &Path) -> Vec<(String, Diagnostic)> {
    let sources = crate::support::read(site).expect("the folder can be read");
    let options = Options { today: Day::parse("2569-01-05").expect("a day"), base_url: None };
    let findings = whole::build(&sources, &options).findings.clone();
    let place = |finding: &Diagnostic| {
        let path = finding.at.path.as_str();
        match sources.texts.get(path) {
            Some(text) => {
                let Position { line, column } = Position::of(text, finding.at.start as usize);
                format!("{path}:{line}:{column}: {}", finding.message().en)
            }
            None => format!("{path}: {}", finding.message().en),
        }
    };
    findings.into_iter().map(|finding| (place(&finding), finding)).collect()
}

fn put(site: &Path, path: &str, bytes: &[u8]) {
    let path = site.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    fs::write(path, bytes).expect("a file can be written");
}

#[test]
fn numbers_in_every_hiding_place_are_found_where_they_are() {
    let plants = plants();
    assert!(plants.len() >= 60, "{} plants", plants.len());
    let faults: Vec<String> = plants
        .par_iter()
        .filter_map(|plant| {
            let place = folder();
            put(place.path(), &plant.path, &plant.bytes);
            let found: Vec<String> = checked(place.path())
                .into_iter()
                .filter(|(_, finding)| finding.rule.code == "national-number")
                .map(|(place, _)| place)
                .collect();
            let there = found.iter().any(|found| found.contains(&plant.path) && found.contains(&plant.place));
            (!there).then(|| format!("{}: not at {}{}, but {found:?}", plant.name, plant.path, plant.place))
        })
        .collect();
    assert!(faults.is_empty(), "\n{} of {} not found\n{}\n", faults.len(), plants.len(), faults.join("\n"));
}

#[test]
fn no_report_prints_a_whole_number_and_no_site_is_made_of_one() {
    let place = folder();
    let site_folder = place.path().join("site");
    copy(&site("two-years"), &site_folder);
    let output = run(&["--site", site_folder.to_str().expect("a path"), "build"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let before = tree(&site_folder.join("public"));
    let plants = plants();
    for plant in &plants {
        put(&site_folder, &plant.path, &plant.bytes);
    }
    let site_folder = site_folder.to_str().expect("a path");
    let mut faults = Vec::new();
    let mut commands =
        vec![vec!["build"], vec!["status"], vec!["status", "--format", "json"], vec!["status", "--format", "csv"]];
    commands.extend(["human", "short", "json", "sarif", "github"].map(|format| vec!["check", "--format", format]));
    commands.extend([
        vec!["build", "--out", "/nowhere/at/all"],
        vec!["allow", "content/none", "--reason", "x", "--by", "y"],
    ]);
    let mut ran = 0;
    for lang in ["th", "en"] {
        for command in &commands {
            let output = run(&[&["--site", site_folder, "--lang", lang][..], command].concat());
            // A command or a form that this program does not have is refused at once.
            ran += usize::from(code(&output) == 1);
            let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output));
            let whole: BTreeSet<String> = text.lines().filter(|line| is_leaking(line)).map(str::to_owned).collect();
            faults.extend(whole.into_iter().map(|line| format!("{lang} {command:?}: {line}")));
        }
    }
    assert!(ran >= 6, "only {ran} reports were made");
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    assert_eq!(tree(&Path::new(site_folder).join("public")), before, "public/ has changed");
}

/// Whether a line has thirteen digits that are a person's number, however they are parted. Worked out apart from the program:
/// every run of digits is looked at with everything between them taken away.
pub fn is_leaking(line: &str) -> bool {
    let plain: String = line
        .chars()
        .filter_map(|c| match c {
            '-' | '–' | '\\' | '*' | '|' | ' ' | '.' | '\u{A0}' | '\u{200B}' | '\u{2060}' | '\u{AD}' => None,
            c => Some(plain_digit(c).unwrap_or(c)),
        })
        .collect();
    let runs = plain.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| run.len() == 13).any(|run| !run.starts_with(['0', '9']) && with_check(&run[..12]) == *run)
}

#[test]
fn the_allow_list_lets_one_number_of_one_file_pass() {
    let place = folder();
    let site_folder = place.path().join("site");
    copy(&site("two-years"), &site_folder);
    let number = person(&mut Chance::new(7));
    put(&site_folder, "content/files/winners.csv", format!("ชื่อ,เลขประจำตัวประชาชน\nก,{number}\n").as_bytes());
    put(&site_folder, "content/files/others.csv", format!("ชื่อ,เลขประจำตัวประชาชน\nข,{number}\n").as_bytes());
    let folder = site_folder.to_str().expect("a path");
    assert_eq!(code(&run(&["--site", folder, "check"])), 1);
    let asked = |file: &str| {
        run(&["--site", folder, "--lang", "en", "allow", file, "--reason", "ประกาศ 'ก' # ข้อ 9", "--by", "ปลัด"])
    };
    // In a list that has lost its key an entry would stand under one that nobody has.
    put(&site_folder, "content/privacy.yaml", b"allowed: []\n");
    let output = asked("content/files/winners.csv");
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert!(said(&output).contains("privacy.yaml cannot be read"), "{}", said(&output));
    assert_eq!(fs::read(site_folder.join("content/privacy.yaml")).expect("it is as it was"), b"allowed: []\n");
    fs::remove_file(site_folder.join("content/privacy.yaml")).expect("it was there");
    let allow = |file: &str| {
        let output = asked(file);
        assert_eq!(code(&output), 0, "{}", said(&output));
        said(&output)
    };
    assert!(allow("content/files/winners.csv").contains("1 entered"));
    let output = run(&["--site", folder, "--lang", "en", "check", "--format", "short"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(text.matches("[national-number]").count(), 1, "{text}");
    assert!(text.contains("others.csv"), "{text}");
    assert!(allow("files/others.csv").contains("1 entered"));
    assert!(allow("files/others.csv").contains("no number"), "nothing is entered twice");
    let output = run(&["--site", folder, "--lang", "en", "build"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let list = fs::read_to_string(site_folder.join("content/privacy.yaml")).expect("the list was written");
    assert!(!is_leaking(&list) && !list.contains(&number[5..12]), "{list}");
    fs::remove_file(site_folder.join("content/files/others.csv")).expect("it was there");
    let output = run(&["--site", folder, "--lang", "en", "check", "--format", "short"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("[allowance-unused]"));
}

/// Of a list of people the first are told, and how many more there are, in so many findings whatever its length.
#[test]
fn a_list_of_people_is_told_by_its_first_numbers() {
    let place = folder();
    let mut chance = Chance::new(8);
    for (rows, more, beyond) in [(50, None, false), (60, Some(10), false), (300, Some(250), true)] {
        let people: String = (0..rows).map(|_| format!("ก,{}\n", person(&mut chance))).collect();
        put(place.path(), "content/files/list.csv", format!("ชื่อ,เลขประจำตัวประชาชน\n{people}").as_bytes());
        let output =
            run(&["--site", place.path().to_str().expect("a path"), "--lang", "en", "check", "--format", "short"]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let told = 50 + usize::from(more.is_some());
        assert_eq!(text.matches("[national-number]").count(), told, "{rows}: {text}");
        let words =
            more.map(|more| format!("this file has {more} more numbers of thirteen digits beside the first 50"));
        assert!(words.is_none_or(|words| text.contains(&words)), "{rows}: {text}");
        assert_eq!(text.contains("allowing those that are named is not enough"), beyond, "{rows}: {text}");
    }
}

/// Thirteen digits with a check digit of goods.
fn barcode(chance: &mut Chance) -> String {
    let twelve = format!("{}{}", chance.one(&["885", "885", "471", "690", "400", "30", "501"]), chance.digits(11))
        [..12]
        .to_owned();
    let sum: u32 = twelve.bytes().zip([1, 3].into_iter().cycle()).map(|(d, w)| u32::from(d - b'0') * w).sum();
    format!("{twelve}{}", (10 - sum % 10) % 10)
}

fn amount(chance: &mut Chance) -> String {
    let count = usize::try_from(chance.below(9)).expect("few") + 4;
    let digits = format!("{}{}", chance.below(9) + 1, chance.digits(count));
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).expect("digits")).collect();
    format!("{}.{}", parts.join(","), chance.digits(2))
}

/// A line of what an office publishes all day, and no person's number in it.
fn line(chance: &mut Chance) -> String {
    let year = 2560 + chance.below(12);
    match chance.below(16) {
        0 => format!("เลขที่โครงการ {}{}", year % 100, chance.digits(9)),
        1 => format!("เลขคุมสัญญา {}{}", year % 100, chance.digits(10)),
        2 => format!("วงเงินงบประมาณ {} บาท", amount(chance)),
        3 => format!("จำนวนเงิน {}.{} บาท", chance.below(900_000_000_000) + 100, chance.digits(2)),
        4 => format!("วันที่ {}/{}/{year} เวลา 08.30-16.30 น.", chance.below(28) + 1, chance.below(12) + 1),
        5 => format!("บาร์โค้ด {}", barcode(chance)),
        6 => format!("ครุภัณฑ์เลขที่ {}-{}-{:04}/{year}", chance.digits(3), chance.digits(2), chance.below(9999)),
        7 => format!("โทร 0 {} {} ต่อ {}", chance.digits(4), chance.digits(4), chance.digits(3)),
        8 => format!(
            "โทรศัพท์ 0{}-{}-{} โทรสาร 0{}-{}-{}",
            chance.digits(2),
            chance.digits(3),
            chance.digits(3),
            chance.digits(2),
            chance.digits(3),
            chance.digits(3)
        ),
        9 => format!("รหัสงบประมาณ {}", chance.digits(20)),
        10 => format!("รหัสแหล่งของเงิน {} รหัสศูนย์ต้นทุน {}", chance.digits(7), chance.digits(10)),
        11 => format!(
            "[ดูประกาศ](https://process.example/view?id={}) ลงเมื่อ {}",
            with_check(&format!("1{}", chance.digits(11))),
            chance.digits(8)
        ),
        12 => format!(
            "| {} | {year} | {} | {} | {} |",
            chance.below(9) + 1,
            chance.digits(5),
            chance.digits(2),
            chance.below(9)
        ),
        13 => format!(
            "ใช้สำเนาบัตรประชาชน {} ฉบับ ค่าธรรมเนียม {} บาท โทร 0 4249 {}",
            chance.below(3) + 1,
            chance.below(500),
            chance.digits(4)
        ),
        14 => format!("เลขประจำตัวผู้เสียภาษี {} ของนิติบุคคล", with_check(&format!("0{}", chance.digits(11)))),
        _ => format!("ที่ บก {}/{} ลงวันที่ {} มกราคม {year}", chance.digits(5), chance.below(999), chance.below(28) + 1),
    }
}

#[test]
fn a_thousand_pages_of_other_numbers_have_no_false_error() {
    let faults: Vec<String> = (0..1_000_u64)
        .into_par_iter()
        .flat_map(|seed| {
            let mut chance = Chance::new(seed);
            let mut text = String::from("---\ntitle: ก\n---\n");
            for _ in 0..60 {
                let _ = writeln!(text, "{}\n", line(&mut chance));
            }
            let sure = find(&text).into_iter().filter(|hit| hit.certainty == Certainty::Sure);
            sure.map(|hit| format!("page {seed}: {:?}", &text[hit.at])).collect::<Vec<_>>()
        })
        .collect();
    assert!(faults.is_empty(), "\n{} false errors\n{}\n", faults.len(), faults.join("\n"));
}

/// The same numbers side by side, as tables and documents have them.
#[test]
fn tables_of_barcodes_and_amounts_have_no_false_error() {
    for seed in 0..50 {
        let mut chance = Chance::new(seed);
        let mut csv = String::from("รหัสสินค้า,เลขที่โครงการ,จำนวนเงิน,รหัสงบประมาณ\n");
        for _ in 0..200 {
            let (code, project) = (barcode(&mut chance), format!("68{}", chance.digits(9)));
            let _ = writeln!(csv, "{code},{project},{},{}", chance.below(9_000_000_000_000), chance.digits(20));
        }
        let place = folder();
        put(place.path(), "content/files/a.csv", csv.as_bytes());
        let found = checked(place.path()).into_iter().filter(|(_, finding)| finding.rule.code == "national-number");
        assert_eq!(found.map(|(place, _)| place).collect::<Vec<_>>(), Vec::<String>::new(), "seed {seed}");
    }
}

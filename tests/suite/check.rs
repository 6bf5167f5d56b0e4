//! The rules as Markdown: every case of `tests/check/*.md` is a small site with the findings that it must give.
//! `tests/check/README.md` tells the format and holds the site that each case starts from. `UPDATE=1` writes what was found
//! into the files. Rules about bytes and kinds of files are in `bad_input.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::ops::Range;
use std::path::Path;

use prongsai::base::answer::{Answer, Flaw, Silence, Trouble};
use prongsai::base::date::Day;
use prongsai::base::diag::{Diagnostic, Severity};
use prongsai::base::output::Asset;
use prongsai::base::path::RelPath;
use prongsai::base::source::Sources;
use prongsai::base::span::Position;
use prongsai::base::thai::is_thai;
use prongsai::ita::options::Options;
use prongsai::pipeline;
use rayon::prelude::*;

use crate::paper;
use crate::support::{beyond_windows, folder, root};
use crate::whole::{self, Whole};

/// One test for each family, and the list of them.
macro_rules! families {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                family(stringify!($name));
            }
        )*
        const FAMILIES: &[&str] = &[$(stringify!($name)),*];
    };
}

families! {
    yaml values catalogues front_matter markdown measures reads layout identity scores references links files pictures media kinds front theme documents tables privacy text names dates
    evidence language issues claims advice wording upload outside life submitted
}

/// Rules that a case cannot hold; `bad_input.rs` has them.
const ELSEWHERE: &[&str] = &[
    "document-large",
    "media-large",
    "file-encoding",
    "file-too-large",
    "file-control",
    "file-kind",
    "file-outside",
    "file-unreadable",
    "content-missing",
];

/// A Markdown file of cases.
struct Handbook {
    name: String,
    lines: Vec<String>,
    cases: Vec<Case>,
}

/// A small site and what is wrong with it.
#[derive(Default)]
struct Case {
    /// The rule, from the `##` above.
    rule: String,
    /// The `###` above.
    title: String,
    files: BTreeMap<String, Content>,
    /// What addresses of other sites answer; without them none is asked.
    answers: BTreeMap<String, Answer>,
    /// Pages of the output, each with lines that must be in it.
    shows: Vec<(String, Vec<String>)>,
    /// The lines inside the block of findings.
    expected: Range<usize>,
}

#[derive(Clone)]
pub enum Content {
    Is(String),
    Made(Vec<u8>),
    Gone,
}

/// A block between two fences: what stands after the first one, and its lines.
struct Block {
    info: String,
    lines: Range<usize>,
}

fn family(name: &str) {
    let base = base();
    let book = Handbook::read(name);
    assert!(!book.cases.is_empty(), "{}: no cases", book.name);
    let found: Vec<_> = book.cases.par_iter().map(|case| run(&base, case)).collect();
    let failures: Vec<String> =
        book.cases.iter().zip(&found).filter_map(|(case, found)| book.failure(case, found)).collect();
    if std::env::var_os("UPDATE").is_some() {
        book.update(&found);
    }
    assert!(
        failures.is_empty(),
        "\n\n{}\n{} of {} cases fail\n",
        failures.join("\n"),
        failures.len(),
        book.cases.len()
    );
}

#[test]
fn every_rule_has_a_case_that_fires_and_one_that_does_not() {
    let known: BTreeSet<&str> = pipeline::rules().map(|rule| rule.code).collect();
    let mut faults = Vec::new();
    let mut cases: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for name in FAMILIES {
        let book = Handbook::read(name);
        for case in &book.cases {
            if !known.contains(case.rule.as_str()) {
                faults.push(format!("{}: `{}` is no rule", book.name, case.rule));
            }
            let fires = book.lines[case.expected.clone()].iter().any(|line| line.contains(&format!("[{}]", case.rule)));
            let count = cases.entry(case.rule.clone()).or_default();
            *if fires { &mut count.0 } else { &mut count.1 } += 1;
        }
    }
    for rule in known.into_iter().filter(|rule| !ELSEWHERE.contains(rule)) {
        let (fires, silent) = cases.get(rule).copied().unwrap_or_default();
        if fires == 0 || silent == 0 {
            faults.push(format!("{rule}: {fires} cases fire it, {silent} cases come near and do not"));
        }
    }
    let entries = fs::read_dir(root().join("tests/check")).expect("the folder is there").filter_map(Result::ok);
    let files = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let listed: BTreeSet<String> =
        FAMILIES.iter().map(|name| file_name(name)).chain(["README.md".to_owned()]).collect();
    faults.extend(
        files.filter(|file| !listed.contains(file)).map(|file| format!("tests/check/{file}: no test reads it")),
    );
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_base_site_is_silent() {
    assert_eq!(run(&base(), &Case::default()).findings, Vec::<String>::new());
}

/// Every text of every case: the case, the path, the text. The base site's own come first.
pub fn texts() -> Vec<(String, String, String)> {
    let books = FAMILIES.iter().flat_map(|family| Handbook::read(family).cases);
    let cases = books.map(|case| (format!("{} · {}", case.rule, case.title), case.files));
    let files = std::iter::once(("base".to_owned(), base())).chain(cases).flat_map(|(case, files)| {
        files.into_iter().filter_map(move |(path, content)| match content {
            Content::Is(text) => Some((case.clone(), path, text)),
            Content::Made(_) | Content::Gone => None,
        })
    });
    files.collect()
}

/// A case with all of its site's files.
pub struct Small {
    pub family: &'static str,
    pub name: String,
    pub files: Vec<(String, Vec<u8>)>,
}

/// Every case as a whole small site; the base site comes first.
pub fn sites() -> Vec<Small> {
    let base = base();
    let cases = FAMILIES.iter().flat_map(|&family| {
        Handbook::read(family)
            .cases
            .into_iter()
            .map(move |case| (family, format!("{} · {}", case.rule, case.title), case.files))
    });
    let all = std::iter::once(("base", "base".to_owned(), BTreeMap::new())).chain(cases);
    let whole = |files: BTreeMap<String, Content>| -> Vec<(String, Vec<u8>)> {
        let mut all = base.clone();
        all.extend(files);
        let bytes = |(path, content)| match content {
            Content::Is(text) => Some((path, text.into_bytes())),
            Content::Made(bytes) => Some((path, bytes)),
            Content::Gone => None,
        };
        all.into_iter().filter_map(bytes).collect()
    };
    all.map(|(family, name, files)| Small { family, name, files: whole(files) }).collect()
}

impl Small {
    pub fn write(&self, root: &Path) {
        self.files.iter().for_each(|(path, bytes)| write(&root.join(path), bytes));
    }
}

/// What a case gave: its findings as lines, and what is wrong with the findings themselves or with the pages.
struct Found {
    findings: Vec<String>,
    faults: Vec<String>,
}

/// A family's heading and its rules, each with the first case that fires it: the texts of the case, and what was found.
pub struct Family {
    pub heading: String,
    pub examples: Vec<Example>,
}

/// A case that fires a rule.
pub struct Example {
    pub rule: String,
    pub files: Vec<(String, Content)>,
    pub sources: Sources,
    pub findings: Vec<Diagnostic>,
}

/// What the handbook of rules is made from.
pub fn families() -> Vec<Family> {
    let base = base();
    let family = |name: &&str| {
        let book = Handbook::read(name);
        let mut firsts: Vec<&Case> = Vec::new();
        for case in &book.cases {
            let known = firsts.iter().any(|first| first.rule == case.rule);
            let fires = book.lines[case.expected.clone()].iter().any(|line| line.contains(&format!("[{}]", case.rule)));
            if fires && !known {
                firsts.push(case);
            }
        }
        let heading = book.lines[0].trim_start_matches(['#', ' ']).to_owned();
        Family { heading, examples: firsts.par_iter().map(|case| example(&base, case)).collect() }
    };
    FAMILIES.iter().map(family).collect()
}

fn example(base: &BTreeMap<String, Content>, case: &Case) -> Example {
    let (sources, built) = build(base, case);
    let files = case.files.iter().map(|(path, content)| (path.clone(), content.clone())).collect();
    let findings = own(&built, case).cloned().collect();
    Example { rule: case.rule.clone(), files, sources, findings }
}

/// What a case is about: a note that is not its own would only hide what it shows.
fn own<'a>(built: &'a Whole, case: &Case) -> impl Iterator<Item = &'a Diagnostic> {
    // What is no fault of a case, as that its pages have no text, is told in its own cases alone.
    let beside = |finding: &Diagnostic| finding.rule.severity == Severity::Note || finding.rule.code == "page-empty";
    built.findings.iter().filter(move |finding| !beside(finding) || finding.rule.code == case.rule)
}

fn run(base: &BTreeMap<String, Content>, case: &Case) -> Found {
    let (sources, built) = build(base, case);
    let findings = own(&built, case).flat_map(|finding| lines(finding, &sources)).collect();
    let mut faults: Vec<String> = built.findings.iter().filter_map(|finding| unsound(finding, &sources)).collect();
    faults.extend(case.shows.iter().flat_map(|(page, lines)| not_shown(&built, page, lines)));
    Found { findings, faults }
}

fn build(base: &BTreeMap<String, Content>, case: &Case) -> (Sources, Whole) {
    let site = folder();
    let files: BTreeMap<_, _> = base.iter().chain(&case.files).collect();
    for (path, content) in files {
        match content {
            Content::Is(text) => write(&site.path().join(path), text.as_bytes()),
            Content::Made(bytes) => write(&site.path().join(path), bytes),
            Content::Gone => {}
        }
    }
    let mut sources = crate::support::read(site.path()).expect("the folder can be read");
    for (path, content) in &case.files {
        if let (Some(name), Content::Is(text)) = (path.strip_prefix("catalogues/"), content) {
            sources.catalogues.insert(RelPath::new(name).expect("a path"), text.as_str().into());
        }
    }
    let options = Options { today: Day::parse("2569-01-05").expect("a day"), base_url: None };
    let mut built = whole::build(&sources, &options);
    let links = pipeline::outside_links(built.portal());
    pipeline::add_outside(&mut built.findings, &links, &case.answers);
    (sources, built)
}

fn write(path: &Path, text: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}

/// A finding as the handbook prints it.
fn lines(finding: &Diagnostic, sources: &Sources) -> Vec<String> {
    let path = finding.at.path.as_str();
    let place = match sources.texts.get(path) {
        Some(text) => {
            let Position { line, column } = Position::of(text, finding.at.start as usize);
            format!("{path}:{line}:{column}")
        }
        None => path.to_owned(),
    };
    let (word, code, message) = (finding.rule.severity.word(), finding.rule.code, &finding.message().en);
    let text = format!("{place}: {word}[{code}]: {message}");
    let help = Some(&finding.help().en).filter(|hint| !hint.is_empty()).map(|hint| format!("help: {hint}"));
    let text = std::iter::once(text).chain(help).collect::<Vec<_>>().join("\n");
    text.lines()
        .enumerate()
        .map(|(at, line)| format!("{}{line}", if at == 0 { "" } else { "  " }).trim_end().to_owned())
        .collect()
}

/// Why a finding is none that could be shown to an officer.
fn unsound(finding: &Diagnostic, sources: &Sources) -> Option<String> {
    let code = finding.rule.code;
    let thai = |text: &str| text.contains(is_thai);
    if !thai(&finding.message().th) || !thai(&finding.help().th) || finding.help().en.is_empty() {
        return Some(format!("{code}: not both languages, or no help: {:?} {:?}", finding.message(), finding.help()));
    }
    let text = sources.texts.get(finding.at.path.as_str())?;
    text.get(finding.at.bytes()).is_none().then(|| format!("{code}: {:?} is no place in the file", finding.at))
}

fn not_shown(built: &Whole, page: &str, lines: &[String]) -> Vec<String> {
    let Some(Asset::Bytes(bytes)) = built.output.get(page) else { return vec![format!("{page} was not made")] };
    let text = String::from_utf8_lossy(bytes);
    lines
        .iter()
        .filter(|line| !text.contains(line.as_str()))
        .map(|line| format!("{page} does not show: {line}"))
        .collect()
}

/// The site that every case starts from.
fn base() -> BTreeMap<String, Content> {
    let lines = read_lines("README.md");
    blocks(&lines).iter().filter_map(|block| file(block, &lines)).collect()
}

fn file_name(family: &str) -> String {
    format!("{}.md", family.replace('_', "-"))
}

fn read_lines(name: &str) -> Vec<String> {
    let path = root().join("tests/check").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(str::to_owned).collect()
}

impl Handbook {
    fn read(family: &str) -> Handbook {
        let name = file_name(family);
        let lines = read_lines(&name);
        let blocks = blocks(&lines);
        let inside = |at: usize| blocks.iter().any(|block| block.lines.contains(&at));
        let mut headings =
            lines.iter().enumerate().filter(|(at, line)| line.starts_with("##") && !inside(*at)).peekable();
        let (mut cases, mut case) = (Vec::new(), Case::default());
        let (mut rule, mut title) = (String::new(), String::new());
        for block in &blocks {
            while let Some((_, line)) = headings.next_if(|(at, _)| *at < block.lines.start) {
                match line.strip_prefix("### ") {
                    Some(words) => title = words.to_owned(),
                    None => (rule, title) = (line.trim_start_matches(['#', ' ']).to_owned(), String::new()),
                }
            }
            if block.info == "findings" && beyond_windows(&title) {
                case = Case::default();
            } else if block.info == "findings" {
                let done = Case { rule: rule.clone(), title: title.clone(), expected: block.lines.clone(), ..case };
                cases.push(done);
                case = Case::default();
            } else if let Some(page) = block.info.strip_prefix("shows ") {
                case.shows.push((page.to_owned(), lines[block.lines.clone()].to_vec()));
            } else if block.info == "answers" {
                case.answers = lines[block.lines.clone()].iter().map(|line| answer(line)).collect();
            } else if let Some((path, content)) = file(block, &lines) {
                case.files.insert(path, content);
            }
        }
        assert!(case.files.is_empty(), "{name}: the last case has no findings");
        Handbook { name, lines, cases }
    }

    fn expected(&self, case: &Case) -> Vec<String> {
        let lines = self.lines[case.expected.clone()].iter().filter(|line| *line != "no findings");
        lines.filter(|line| !line.is_empty()).cloned().collect()
    }

    fn failure(&self, case: &Case, found: &Found) -> Option<String> {
        let expected = self.expected(case);
        if expected == found.findings && found.faults.is_empty() {
            return None;
        }
        let place = format!("tests/check/{}:{}", self.name, case.expected.start + 1);
        let mut text = format!("{place}: {} · {}\n", case.rule, case.title);
        for line in diff(&expected, &found.findings) {
            let _ = writeln!(text, "  {line}");
        }
        for fault in &found.faults {
            let _ = writeln!(text, "  ! {fault}");
        }
        Some(text)
    }

    /// Writes what was found into the blocks of findings.
    fn update(&self, found: &[Found]) {
        let mut lines = self.lines.clone();
        for (case, found) in self.cases.iter().zip(found).rev() {
            let none = || vec!["no findings".to_owned()];
            let block = if found.findings.is_empty() { none() } else { found.findings.clone() };
            lines.splice(case.expected.clone(), block);
        }
        let path = root().join("tests/check").join(&self.name);
        fs::write(path, lines.join("\n") + "\n").expect("the file can be written");
    }
}

/// The lines of both lists in order: `-` for what was expected only, `+` for what was found only.
fn diff(expected: &[String], found: &[String]) -> Vec<String> {
    match (expected.split_first(), found.split_first()) {
        (Some((a, rest)), Some((b, others))) if a == b => [vec![format!("  {a}")], diff(rest, others)].concat(),
        (Some((a, rest)), _) if !found.contains(a) => [vec![format!("- {a}")], diff(rest, found)].concat(),
        (_, Some((b, others))) => [vec![format!("+ {b}")], diff(expected, others)].concat(),
        (Some((a, rest)), None) => [vec![format!("- {a}")], diff(rest, found)].concat(),
        (None, None) => Vec::new(),
    }
}

/// Every fenced block; a fence is closed by one of the same length.
fn blocks(lines: &[String]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, usize, &str)> = None;
    for (at, line) in lines.iter().enumerate() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match open {
            None if ticks >= 3 => open = Some((at, ticks, line[ticks..].trim())),
            Some((start, length, info)) if ticks == length && line.len() == length => {
                blocks.push(Block { info: info.to_owned(), lines: start + 1..at });
                open = None;
            }
            _ => {}
        }
    }
    assert!(open.is_none(), "a block is not closed: {open:?}");
    blocks
}

/// A block whose first line names a file, such as `yaml content/agency.yaml crlf`.
fn file(block: &Block, lines: &[String]) -> Option<(String, Content)> {
    let mut words = block.info.split_whitespace().skip(1);
    let path = unescaped(words.next()?);
    let flags: Vec<&str> = words.collect();
    if flags.contains(&"deleted") {
        return Some((path, Content::Gone));
    }
    if flags.contains(&"made") {
        let text: Vec<String> = lines[block.lines.clone()].iter().map(|line| unescaped(line)).collect();
        return Some((path, Content::Made(made(&block.info, &text.join("\n")))));
    }
    let end = if flags.contains(&"crlf") { "\r\n" } else { "\n" };
    let mut text: String = lines[block.lines.clone()].iter().map(|line| format!("{}{end}", unescaped(line))).collect();
    if flags.contains(&"bom") {
        text.insert(0, '\u{FEFF}');
    }
    Some((path, Content::Is(text)))
}

/// What an address answers, as `https://a.example/ gone 404`.
fn answer(line: &str) -> (String, Answer) {
    let words: Vec<&str> = line.split_whitespace().collect();
    let status = |text: &str| text.parse().expect("a status of HTTP");
    let answer = match &words[1..] {
        ["fine"] => Answer::Fine,
        ["moved", to] => Answer::Moved((*to).to_owned()),
        ["gone", text] => Answer::Gone(status(text)),
        ["no-host"] => Answer::NoHost,
        ["closed", text] => Answer::Closed(status(text)),
        ["sign-in", at] => Answer::SignIn((*at).to_owned()),
        ["certificate", "expired"] => Answer::Certificate(Flaw::Expired),
        ["certificate", "other-name"] => Answer::Certificate(Flaw::OtherName),
        ["certificate", "not-trusted"] => Answer::Certificate(Flaw::NotTrusted),
        ["silent", "timed-out"] => Answer::Silent(Silence::TimedOut),
        ["silent", "hung-up"] => Answer::Silent(Silence::HungUp),
        ["silent", "unreachable"] => Answer::Silent(Silence::Unreachable),
        ["trouble", "redirects"] => Answer::Trouble(Trouble::Redirects),
        ["trouble", "garbage"] => Answer::Trouble(Trouble::Garbage),
        ["trouble", text] => Answer::Trouble(Trouble::Status(status(text))),
        _ => panic!("{line}: no answer"),
    };
    (words[0].to_owned(), answer)
}

/// A document with this text: what it is made as is the first word of the block.
fn made(info: &str, text: &str) -> Vec<u8> {
    match info.split_whitespace().next() {
        Some("pdf") => paper::pdf(&[text]),
        Some("scan") => paper::scan(),
        Some("locked") => paper::locked_pdf(),
        Some("old") => [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 600]].concat(),
        Some("docx") => paper::docx(&paper::paragraphs(text), &[]),
        Some("xlsx") => {
            let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(" | ").collect()).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            let sheet = paper::Sheet { name: "ข้อมูล", state: "hidden", rows: paper::rows(&rows) };
            paper::xlsx(&[sheet], &[], &[])
        }
        Some("book") => book(text),
        Some("png") => picture(text),
        Some("cut") => picture(text)[..60].to_vec(),
        Some("gif") => moving(),
        Some("windows-874") => text.chars().map(windows_874).collect(),
        other => panic!("{other:?} is no kind of document"),
    }
}

/// A grey picture of `width x height` points; one that is larger than anybody's says so in its head alone.
fn picture(text: &str) -> Vec<u8> {
    let (width, height) = text.trim().split_once(" x ").expect("width x height");
    let [width, height] = [width, height].map(|side| side.parse::<u32>().expect("a number of points"));
    let small = (width.min(100), height.min(100));
    let data = vec![120; (small.0 * small.1 * 3) as usize];
    let mut bytes = crate::pictures::png(small.0, small.1, &data, png::ColorType::Rgb, png::BitDepth::Eight);
    if (width, height) != small {
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let sum = crc(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    }
    bytes
}

/// The sum that a part of a PNG ends with.
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}

/// A GIF of two frames.
fn moving() -> Vec<u8> {
    let frame = b"\x21\xF9\x04\0\x0A\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    [&b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF"[..], frame, frame, b"\x3B"].concat()
}

/// A workbook with one sheet, `รายการ`: a line a row, cells parted by ` | `. `=` stands before a figure, `#` before an error, a
/// lone `f()` is a formula without a result. `hidden` before a row hides it, `hide B` a column, `merge A1:B2` merges cells, and
/// `sheet NAME` adds a hidden sheet.
fn book(text: &str) -> Vec<u8> {
    let (mut rows, mut merged, mut columns, mut sheets) = (String::new(), String::new(), String::new(), Vec::new());
    for (number, line) in text.lines().filter(|line| !is_order(line)).zip(1..).map(|(line, number)| (number, line)) {
        let (line, hidden) = line.strip_prefix("hidden ").map_or((line, ""), |rest| (rest, " hidden=\"1\""));
        let cells = line.split(" | ").map(str::trim).zip('A'..).filter(|(cell, _)| !cell.is_empty());
        let cell = |(cell, column): (&str, char)| {
            let place = format!("{column}{number}");
            match cell.split_at_checked(1) {
                _ if cell == "f()" => format!("<c r=\"{place}\"><f>A1</f></c>"),
                Some(("=", figure)) => format!("<c r=\"{place}\"><v>{figure}</v></c>"),
                Some(("#", _)) => format!("<c r=\"{place}\" t=\"e\"><v>{cell}</v></c>"),
                _ => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            }
        };
        rows.push_str(&format!("<row r=\"{number}\"{hidden}>{}</row>", cells.map(cell).collect::<String>()));
    }
    for line in text.lines() {
        match line.split_once(' ') {
            Some(("merge", area)) => merged.push_str(&format!("<mergeCell ref=\"{area}\"/>")),
            Some(("hide", column)) => {
                let at = column.bytes().next().expect("a letter") - b'A' + 1;
                columns.push_str(&format!("<col min=\"{at}\" max=\"{at}\" hidden=\"1\"/>"));
            }
            Some(("sheet", name)) => sheets.push(name),
            _ => {}
        }
    }
    let rows = format!(
        "<worksheet><cols>{columns}</cols><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
    );
    let more = sheets.iter().map(|name| paper::Sheet {
        name,
        state: "hidden",
        rows: paper::rows(&[&["ก", "ข"], &["1", "2"]]),
    });
    let all: Vec<_> = std::iter::once(paper::Sheet { name: "รายการ", state: "visible", rows }).chain(more).collect();
    paper::xlsx(&all, &[], &[])
}

/// Whether a line of a workbook is no row of it.
fn is_order(line: &str) -> bool {
    ["merge ", "hide ", "sheet "].iter().any(|order| line.starts_with(order))
}

fn windows_874(c: char) -> u8 {
    u8::try_from(u32::from(c)).unwrap_or_else(|_| u8::try_from(u32::from(c) - 0x0E00 + 0xA0).expect("a Thai letter"))
}

/// `⟨U+00A0⟩` is a character that cannot be seen, `⟨40 × > ⟩` a text many times over, `⟨40 steps - a⟩` as many lines, each
/// indented by two more.
fn unescaped(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, (inside, after))) = rest.split_once('⟨').and_then(|(a, b)| Some((a, b.split_once('⟩')?)))
    {
        text.push_str(before);
        if let Some(code) = inside.strip_prefix("U+") {
            text.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a character"));
        } else if let Some((count, what)) = inside.split_once(" × ") {
            text.push_str(&what.repeat(count.parse().expect("a number")));
        } else if let Some((count, what)) = inside.split_once(" steps ") {
            let steps = 0..count.parse().expect("a number");
            text.push_str(
                &steps.map(|step: usize| format!("{}{what}", "  ".repeat(step))).collect::<Vec<_>>().join("\n"),
            );
        } else {
            panic!("⟨{inside}⟩ is no escape");
        }
        rest = after;
    }
    text + rest
}

//! What is made to explode: content, themes and documents whose cost grows faster than they do. Each is read in time near
//! to its size or refused in words. Content runs through the real program, with the memory of a small machine.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use prongsai::io::inspect::bytes_of;
use rayon::prelude::*;

use crate::chance::Chance;
use crate::paper;
use crate::support::{code, copy, folder, quickest, said, site};

/// Memory of the whole program, in kilobytes of address space: half of it is stacks of threads that are never touched.
const MEMORY: u32 = 1_500_000;

/// For a program that is not optimised, on a machine that may be busy. What is measured here took minutes or had no end.
const PATIENCE: Duration = Duration::from_secs(60);

const HEAD: &str = "---\ntitle: {th: TITLE, en: File a complaint}\nsummary: {th: แจ้งเรื่อง, en: No name is needed.}\n\
    owner: {th: สำนักปลัด, en: Office of the Clerk}\nupdated: 10 กุมภาพันธ์ 2568\norder: 1\n---\n";

/// Bodies of a page.
fn bodies() -> Vec<(&'static str, String)> {
    let row = format!("|{}\n", "ก|".repeat(2000));
    vec![
        ("headings", "## ก\n\n".repeat(50_000)),
        ("bold left open", "**a ".repeat(100_000)),
        ("Thai bold", "ก**\"ก\"**ข ".repeat(50_000)),
        ("tones", "\u{0E48}".repeat(300_000)),
        ("tones in a heading", format!("## {}\n", "\u{0E48}\u{0E34}".repeat(150_000))),
        ("links left open", "[a](".repeat(100_000)),
        ("broken links", "[ก](none.md) ".repeat(4_000)),
        ("brackets", "[".repeat(200_000)),
        ("code left open", (1..1500).map(|length| "`".repeat(length % 500) + " ").collect()),
        ("notes", (0..20_000).map(|at| format!("[^{at}]: x\n\n[^{at}]\n\n")).collect()),
        ("a wide table", format!("{row}|{}\n{}", "-|".repeat(2000), row.repeat(20))),
        ("brackets after an address", format!("https://a.go.th/{}", ")".repeat(200_000))),
        ("hosts in hosts", "www.".repeat(100_000)),
        ("addresses end to end", "www.a.go.th/x.pdfก".repeat(20_000)),
        ("a long Thai path", format!("https://a.go.th/{}", "ก".repeat(200_000))),
        ("ends of links", format!("{} a.pdf", "](".repeat(100_000))),
        ("numbers on a line", "1-1001-00000-00-0 ".repeat(2_000)),
    ]
}

/// What a template does before the rest of it.
const THEMES: &[(&str, &str)] = &[
    (
        "a value doubled in a loop",
        "{% set s = 'abc' %}{% for i in range(end=99) %}{% set_global s = s ~ s %}{% endfor %}",
    ),
    (
        "loops in loops",
        "{% for a in range(end=9999) %}{% for b in range(end=9999) %}{% for c in range(end=9999) %}{% endfor %}{% endfor %}{% endfor %}",
    ),
];

fn complaint(place: &Path) -> std::path::PathBuf {
    place.join("content/services/complaint.md")
}

/// Sites, with the words that the report must have.
fn sites(place: &Path) -> Vec<(String, std::path::PathBuf, &'static str)> {
    let mut sites = Vec::new();
    let mut add = |name: &str, words, change: &dyn Fn(&Path)| {
        let own = place.join(name.replace(' ', "-"));
        copy(&site("two-years"), &own);
        change(&own);
        sites.push((name.to_owned(), own, words));
    };
    let write = |path: std::path::PathBuf, text: String| fs::write(path, text).expect("a file can be written");
    for (name, body) in bodies() {
        add(name, "", &|own| write(complaint(own), HEAD.replace("TITLE", "แจ้ง") + &body));
    }
    let title = HEAD.replace("TITLE", &"\u{0E48}".repeat(300_000));
    add("tones in a title", "", &|own| write(complaint(own), title.clone()));
    let keys: String = (0..100_000).map(|at| format!("k{at}: 1\n")).collect();
    add("keys of YAML", "yaml-syntax", &|own| write(own.join("content/2568/scores.yaml"), keys.clone()));
    let page = include_str!("../../themes/default/templates/page.html");
    let long = format!("{{% for i in range(end=9999) %}}{}{{% endfor %}}", "x".repeat(8_000));
    let themes = THEMES.iter().map(|(name, theme)| (*name, "template-error", *theme));
    for (name, words, theme) in themes.chain([("a page of 80 MB", "this page has more than 64 MB", &*long)]) {
        add(name, words, &|own| {
            let templates = own.join("themes/default/templates");
            fs::create_dir_all(&templates).expect("a folder can be made");
            let head = "{% block main %}";
            assert!(page.contains(head), "the template has changed");
            write(templates.join("page.html"), page.replacen(head, &format!("{head}{theme}"), 1));
        });
    }
    // The bounds are those of the page, however many rows it is made of.
    add("loops in rows", "beyond 300000 steps", &|own| {
        let templates = own.join("themes/default/templates");
        fs::create_dir_all(&templates).expect("a folder can be made");
        write(templates.join("document-row.html"), "{% for a in range(end=99999) %}{% endfor %}".repeat(2));
        let more = "---\ntitle: {th: เพิ่ม, en: More}\ndocuments: [{id: b, file: ../2567/files/o04/budget.csv, \
            title: {th: งบประมาณ, en: Budget}}]\n---\nเอกสารของปีก่อน\n";
        fs::create_dir_all(own.join("content/pages")).expect("a folder can be made");
        write(own.join("content/pages/more.md"), more.to_owned());
    });
    sites
}

#[test]
fn content_that_explodes_is_read_or_refused() {
    let place = folder();
    let faults: Vec<String> = sites(place.path())
        .par_iter()
        .filter_map(|(name, own, words)| {
            let begun = Instant::now();
            let limits = format!("ulimit -v {MEMORY}; exec timeout {} \"$@\"", PATIENCE.as_secs());
            let mut command = Command::new("sh");
            command.args(["-c", &limits, "sh", env!("CARGO_BIN_EXE_prongsai"), "--lang", "en", "--site"]).arg(own);
            let output = command.args(["check", "--format", "short"]).output().expect("the program starts");
            let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output));
            let sound = matches!(code(&output), 0 | 1) && !text.contains("panicked") && text.contains(words);
            (!sound).then(|| {
                let start: String = text.chars().take(300).collect();
                format!("{name}: {:?} after {:?}: {start}", output.status.code(), begun.elapsed())
            })
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A hostile PDF of a kind, larger with `size`.
pub fn hostile(kind: usize, size: usize) -> Vec<u8> {
    let page = |content: &str, more: &str| {
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>"
                .to_owned(),
            paper::stream("", content),
        ];
        objects.push(more.to_owned());
        objects.push(paper::stream("/Subtype /Form", &"/X Do ".repeat(size / 10 + 1)));
        paper::written(&objects, "")
    };
    let drawn = |content: String| page(&content, "null");
    let text = |inside: String| drawn(format!("BT /F 9 Tf {inside} ET"));
    match kind {
        0 => drawn("q ".repeat(size * 10)),
        1 => drawn("/X Do ".repeat(size)),
        2 => drawn("[".repeat(size * 10)),
        3 => drawn("<<".repeat(size * 10)),
        4 => drawn("(".repeat(size * 10)),
        5 => drawn("0 ".repeat(size * 10)),
        6 => drawn("[0 0 0".repeat(size * 5)),
        7 => text("(1) Tj 1 0 0 1 9 9 Tm ".repeat(size * 2)),
        8 => text("(1234567890123) Tj ".repeat(size)),
        9 => text("BI ID EI ".repeat(size * 2)),
        10 => page("BT /F 9 Tf (a) Tj ET", &"[".repeat(size * 10)),
        11 => page("BT /F 9 Tf (a) Tj ET", &"<</A ".repeat(size * 5)),
        12 => page(
            "BT /F 9 Tf (a) Tj ET",
            &format!("<< /Type /Font /Subtype /Type0 /DescendantFonts [<< /W [{}] >>] >>", "0 65535 9 ".repeat(size)),
        ),
        13 => page("BT /F 9 Tf (a) Tj ET", &"1 0 obj ".repeat(size * 5)),
        14 => page("BT /F 9 Tf (a) Tj ET", &"5 0 obj << /Length 5 0 R >> stream endstream endobj ".repeat(size)),
        15 => page("BT /F 9 Tf (a) Tj ET", &"trailer << /Root 1 0 R /Prev 0 >> ".repeat(size)),
        16 => page("BT /F 9 Tf (a) Tj ET", &"%%EOF 5 0 obj null endobj ".repeat(size)),
        17 => page("BT /F 9 Tf (a) Tj ET", &"9 0 obj << /Length 99999999 >> stream\n".repeat(size)),
        18 => {
            let kids = "2 0 R ".repeat(size);
            paper::written(
                &["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), format!("<< /Type /Pages /Kids [{kids}] >>")],
                "",
            )
        }
        19 => {
            let streams = "4 0 R ".repeat(size);
            let objects = [
                "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                "<< /Type /Pages /Kids [3 0 R] >>".to_owned(),
                format!("<< /Type /Page /Contents [{streams}] >>"),
                paper::stream("", &"BT ET ".repeat(size)),
            ];
            paper::written(&objects, "")
        }
        20 => page(
            "BT /F 9 Tf (a) Tj ET",
            &paper::stream(&format!("/Type /ObjStm /N {size} /First 9"), &"9 0 ".repeat(size * 3)),
        ),
        _ => page("BT /F 9 Tf (a) Tj ET", &paper::stream("/Type /EmbeddedFile", "%PDF-1.7 1 0 obj endobj %%EOF")),
    }
}

pub const KINDS: usize = 22;

#[test]
fn documents_that_explode_are_read_or_refused() {
    let count: u64 = if std::env::var_os("PRONGSAI_TEST_ALL").is_some() { 500 } else { 44 };
    let faults: Vec<String> = (0..count)
        .into_par_iter()
        .filter_map(|seed| {
            let kind = usize::try_from(seed).expect("it is small") % KINDS;
            let size = [2_000, 20_000][usize::from(seed % 44 >= 22)] + Chance::new(seed).place(1_000);
            let bytes = hostile(kind, size);
            let took = quickest(PATIENCE / 2, || drop(bytes_of(bytes.clone(), "pdf")));
            (took > PATIENCE / 2).then(|| format!("kind {kind}, size {size}: {took:?}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

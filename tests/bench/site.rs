//! The sites that are measured: N items in two languages, 50 in each fiscal year (more above 10,000 items), each with a body
//! of 300 to 1,500 words with headings, lists, tables and links, and with one to five documents; each tenth has a table of
//! 40 rows from a file.
//! The same N is the same site, byte for byte, and the items of full years are the same in a larger one.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::chance::Chance;
use crate::words::Tongue::{English, Thai};
use crate::words::{Tongue, phrase};

/// Items of one year, while that gives no more than so many years.
const PER_YEAR: usize = 50;
const MOST_YEARS: usize = 200;

/// Each so many items have a table, of so many rows and columns.
const TABLE_EVERY: usize = 10;
const TABLE: (usize, usize) = (40, 16);

/// Items of one group; each indicator has two groups.
const PER_GROUP: usize = 5;

/// The first fiscal year.
const FIRST_YEAR: usize = 2400;

/// The day of its checks, on which all items have come.
pub const TODAY: &str = "2599-12-31";

/// How many years in a row have the same subjects, as a real portal keeps four.
const YEARS_LINKED: usize = 4;

/// The files of a site by their path in it.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A site of `items` items. Its check finds nothing.
pub fn site(items: usize) -> Files {
    let mut files = Files::new();
    let mut add = |path: String, text: String| drop(files.insert(format!("content/{path}"), text.into_bytes()));
    pages().into_iter().for_each(|(path, text)| add(path, text));
    let per_year = per_year(items);
    for (at, first) in (0..items).step_by(per_year).enumerate() {
        let (year, count) = (FIRST_YEAR + at, per_year.min(items - first));
        add(format!("{year}/catalogue.yaml"), catalogue(year, count));
        add(format!("{year}/scores.yaml"), scores(count));
    }
    for at in 0..items {
        let place = Place::of(at, items);
        let mut chance = Chance::new(at as u64);
        let documents = chance.between(1, 5);
        let words = chance.between(300, 1_500);
        let mut thai = front_matter(&mut chance, place, documents);
        thai.push_str(&body(&mut chance, Thai, place, words, items));
        add(place.file("md"), thai);
        add(place.file("en.md"), body(&mut chance, English, place, words, items));
        for number in 1..=documents {
            // No two documents of a year are the same file.
            let text = format!("{at}-{number}\n{}\n", "x".repeat(chance.between(200, 2_000)));
            add(format!("{}/files/o{:02}/document-{number}.txt", place.year, place.number), text);
        }
        if place.has_table() {
            add(format!("{}/files/o{:02}/list.csv", place.year, place.number), spreadsheet(&mut chance, place));
        }
    }
    files
}

/// Writes a site into the folder `to`.
pub fn write(files: &Files, to: &Path) -> Result<()> {
    for (path, bytes) in files {
        let path = to.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        fs::write(&path, bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// The file of the item whose change is measured: one of the middle, with neighbours on both sides.
pub fn changed_file(items: usize) -> String {
    format!("content/{}", Place::of(items / 2, items).file("md"))
}

/// Items of one year in a site of so many.
fn per_year(items: usize) -> usize {
    PER_YEAR.max(items.div_ceil(MOST_YEARS))
}

/// Where an item stands.
#[derive(Clone, Copy)]
struct Place {
    year: usize,
    /// From 1.
    number: usize,
}

impl Place {
    fn of(item: usize, items: usize) -> Place {
        let per_year = per_year(items);
        Place { year: FIRST_YEAR + item / per_year, number: item % per_year + 1 }
    }

    fn has_table(self) -> bool {
        self.number.is_multiple_of(TABLE_EVERY)
    }

    fn file(self, ending: &str) -> String {
        format!("{}/items/o{:02}.{ending}", self.year, self.number)
    }
}

fn pages() -> Vec<(String, String)> {
    let agency = "name: {th: องค์การบริหารส่วนตำบลทดสอบ, en: Benchmark Subdistrict Administrative Organization}\n\
        short_name: {th: อบต.ทดสอบ, en: Benchmark SAO}\n\
        base_url: https://bench.example/\n\
        languages: [th, en]\n\
        contacts:\n  - {label: {th: โทรศัพท์, en: Telephone}, value: 0 2555 0100}\n\
        menu:\n  - title: {th: เกี่ยวกับหน่วยงาน, en: About}\n    to: pages/about/index.md\n    entries:\n      \
        - {title: {th: โครงสร้าง, en: Structure}, to: pages/about/structure.md}\n  \
        - {title: {th: ความโปร่งใส, en: Transparency}, to: /ita/}\n  \
        - {title: {th: ติดต่อ, en: Contact}, to: pages/contact.md}\n";
    let mut pages = vec![("agency.yaml".to_owned(), agency.to_owned())];
    let titles = [
        ("pages/about/index", "เกี่ยวกับหน่วยงาน", "About the agency", ""),
        ("pages/about/structure", "โครงสร้าง", "Structure", ""),
        ("pages/contact", "ติดต่อเรา", "Contact", "show: contact\n"),
        ("news/2568-10-01-open-house", "เปิดบ้าน", "Open house", "date: 2568-10-01\n"),
        ("services/birth", "แจ้งเกิด", "Registration of births", ""),
    ];
    for (at, (name, th, en, more)) in titles.into_iter().enumerate() {
        let mut chance = Chance::new(u64::MAX - at as u64);
        let front = format!("---\ntitle: {{th: {th}, en: {en}}}\n{more}---\n");
        let body = |chance: &mut Chance, tongue| format!("{}\n", phrase(chance, tongue, 80));
        pages.push((format!("{name}.md"), front + &body(&mut chance, Thai)));
        pages.push((format!("{name}.en.md"), body(&mut chance, English)));
    }
    pages
}

fn catalogue(year: usize, items: usize) -> String {
    let mut chance = Chance::new((year as u64) << 32);
    let mut text = String::from(
        "name: {th: การประเมินคุณธรรมและความโปร่งใส, en: Integrity and Transparency Assessment}\nstatus: final\n\
         target: 85\ninstruments:\n  - {id: OIT, name: {th: แบบวัดการเปิดเผยข้อมูล, en: Open data}, weight: 1}\n\
         bands:\n  - {id: pass, name: {th: ผ่าน, en: Pass}, overall: 85}\n  \
         - {id: fail, name: {th: ไม่ผ่าน, en: Fail}, overall: 0}\nindicators:\n",
    );
    for first in (0..items).step_by(PER_GROUP) {
        let group = first / PER_GROUP;
        if group.is_multiple_of(2) {
            let name = both(&mut chance, 3);
            let _ = write!(text, "  - id: {}\n    name: {name}\n    instruments: [OIT]\n    groups:\n", group / 2 + 1);
        }
        let name = both(&mut chance, 3);
        let _ = write!(text, "      - id: {}.{}\n        name: {name}\n        items:\n", group / 2 + 1, group % 2 + 1);
        for item in first..items.min(first + PER_GROUP) {
            let _ = write!(text, "          - code: O{}\n            title: {}\n", item + 1, both(&mut chance, 5));
            if !(year - FIRST_YEAR).is_multiple_of(YEARS_LINKED) {
                let _ = writeln!(text, "            was: {{{}: [O{}]}}", year - 1, item + 1);
            }
            text.push_str("            requirements:\n");
            for id in 1..=3 {
                let _ = writeln!(text, "              - {{id: {id}, text: {}}}", both(&mut chance, 8));
            }
        }
    }
    text
}

fn scores(items: usize) -> String {
    let mut text = String::from("overall: 100\nrating: pass\ninstruments: {OIT: 100}\nscores:\n  OIT:\n");
    for item in 1..=items {
        let _ = writeln!(text, "    O{item}: 100");
    }
    text
}

/// A table as a spreadsheet saves it: a head, then rows of words and amounts.
fn spreadsheet(chance: &mut Chance, place: Place) -> String {
    let (rows, columns) = TABLE;
    let mut text = (1..=columns).map(|column| format!("ช่อง {column}")).collect::<Vec<_>>().join(",");
    for row in 1..=rows {
        let cell = |column: usize| match column % 4 {
            0 => format!("\"{},{:03}.00\"", place.number * row % 90 + 1, column * 37 % 1_000),
            1 => row.to_string(),
            _ => phrase(chance, Thai, 3),
        };
        text.push('\n');
        text.push_str(&(1..=columns).map(cell).collect::<Vec<_>>().join(","));
    }
    text.push('\n');
    text
}

fn front_matter(chance: &mut Chance, place: Place, documents: usize) -> String {
    let Place { year, number } = place;
    let mut text = format!(
        "---\ncode: O{number}\nowner: {}\nupdated: {year}-{:02}-{:02}\nperiod: {{from: {year}-01-01, to: {year}-03-31}}\nsummary: {}\ndocuments:\n",
        both(chance, 2),
        chance.between(4, 9),
        chance.between(1, 28),
        both(chance, 15),
    );
    for id in 1..=documents {
        let title = both(chance, 5);
        let _ = write!(
            text,
            "  - id: d{id}\n    file: ../files/o{number:02}/document-{id}.txt\n    title: {title}\n    date: {year}-04-10\n    language: th\n"
        );
    }
    if place.has_table() {
        let title = both(chance, 5);
        let _ = write!(text, "tables:\n  - id: list\n    file: ../files/o{number:02}/list.csv\n    title: {title}\n");
    }
    text.push_str("evidence:\n  - {requirement: 1, document: d1}\n  - {requirement: 2, section: overview}\n");
    if chance.between(1, 3) > 1 {
        text.push_str("  - {requirement: 3, page: ../../pages/contact.md}\n");
    }
    text.push_str("---\n");
    text
}

/// A body of `words` words: sections of paragraphs, tables and lists, with a table in the first.
fn body(chance: &mut Chance, tongue: Tongue, place: Place, words: usize, items: usize) -> String {
    let overview = if tongue == Thai { "ภาพรวม" } else { "Overview" };
    let mut text = format!("## {overview} {{#overview}}\n\n");
    let mut left = words;
    for block in 0.. {
        let to = other(chance, place, items);
        let used = match block % 6 {
            0 | 2 | 3 | 5 => paragraph(chance, tongue, &to, left, &mut text),
            1 => table(chance, tongue, left, &mut text),
            _ => list(chance, tongue, left, &mut text),
        };
        left -= used;
        if left == 0 {
            break;
        }
        if block % 3 == 2 && left > 4 {
            let level = if block % 9 == 8 { "###" } else { "##" };
            let _ = write!(text, "{level} {}\n\n", phrase(chance, tongue, 4));
            left -= 4;
        }
    }
    text
}

/// A paragraph of at most `left` words, with a link. Tells how many it has, as all blocks do.
fn paragraph(chance: &mut Chance, tongue: Tongue, to: &str, left: usize, text: &mut String) -> usize {
    let count = chance.between(35, 75).min(left);
    if count < 20 {
        let _ = write!(text, "{}\n\n", phrase(chance, tongue, count));
        return count;
    }
    let (before, after) = (phrase(chance, tongue, count - 15), phrase(chance, tongue, 10));
    let (bold, link) = (phrase(chance, tongue, 2), phrase(chance, tongue, 3));
    let _ = write!(text, "{before} **{bold}** {after} [{link}]({to})\n\n");
    count
}

fn list(chance: &mut Chance, tongue: Tongue, left: usize, text: &mut String) -> usize {
    let ordered = chance.between(0, 1) == 1;
    let mut used = 0;
    for number in 1..=chance.between(3, 6) {
        let words = chance.between(4, 12).min(left - used);
        if words > 0 {
            let mark = if ordered { format!("{number}.") } else { "-".to_owned() };
            let _ = writeln!(text, "{mark} {}", phrase(chance, tongue, words));
        }
        used += words;
    }
    text.push('\n');
    used
}

/// A table of rows of seven words, a figure among them.
fn table(chance: &mut Chance, tongue: Tongue, left: usize, text: &mut String) -> usize {
    let rows = chance.between(4, 9).min(left / 7);
    for row in 0..rows {
        let cells: Vec<String> = (0..3).map(|_| phrase(chance, tongue, 2)).collect();
        let _ = writeln!(text, "| {} | {} |", cells.join(" | "), chance.between(1, 9_999_999));
        if row == 0 {
            text.push_str("|---|---|---|---:|\n");
        }
    }
    text.push('\n');
    rows * 7
}

/// The way to another item: of the same year, of another year, or to a heading there.
fn other(chance: &mut Chance, place: Place, items: usize) -> String {
    let before = (place.year - FIRST_YEAR) * per_year(items);
    let near = before + chance.between(0, per_year(items) - 1);
    // Years up to its own, so that an item is the same in a larger site.
    let far = chance.between(0, before + place.number - 1);
    match chance.between(0, 3) {
        0 => format!("../../{}", Place::of(far, items).file("md")),
        1 => format!("../../{}#overview", Place::of(far, items).file("md")),
        _ => format!("o{:02}.md", Place::of(near.min(items - 1), items).number),
    }
}

/// A short text in both languages, as YAML.
fn both(chance: &mut Chance, words: usize) -> String {
    format!("{{th: {}, en: {}}}", phrase(chance, Thai, words), phrase(chance, English, words))
}

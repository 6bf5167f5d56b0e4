//! `prongsai status`: what a year has, lacks and has lost, in every form, on the small sites.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use prongsai::ita::readiness::{Readiness, newest, readiness};
use prongsai::ita::tally::Tally;
use prongsai::pipeline;
use serde_json::Value;

use crate::sites::{Site, options};
use crate::support::{code, content_of, differs, root, run, said, site};
use crate::{paper, report, whole};

/// Sites whose report is kept as text, in both languages.
const KEPT: &[&str] = &["two-years", "hospital"];

fn json(site: &Path, more: &[&str]) -> Value {
    let site = site.display().to_string();
    let output = run(&[&["status", "--site", &site, "--format", "json"], more].concat());
    assert_eq!(code(&output), 0, "{}", said(&output));
    serde_json::from_slice(&output.stdout).expect("the report is JSON")
}

fn item<'a>(report: &'a Value, code: &str) -> &'a Value {
    let items = report["items"].as_array().expect("items are a list");
    items.iter().find(|item| item["code"] == code).unwrap_or_else(|| panic!("there is no {code}"))
}

/// What holds for the readiness of every year of every site.
fn each_year(hold: impl Fn(&str, &Readiness<'_>)) {
    let small = fs::read_dir(root().join("tests/sites")).unwrap().map(|entry| entry.unwrap().path());
    for folder in small.filter(|path| path.is_dir()).chain([root()]) {
        let sources = crate::support::read(&folder).unwrap();
        let portal = pipeline::portal(&sources, options().today).0;
        for year in portal.years.keys() {
            let name = format!("{} {year}", folder.display());
            if let Some(ready) = readiness(&portal, &sources, *year, options().today) {
                hold(&name, &ready);
            }
        }
    }
}

#[test]
fn groups_and_owners_add_up_to_the_year() {
    each_year(|name, ready| {
        let groups: Tally = ready.by_group().into_iter().map(|(_, tally)| tally).sum();
        let owners: Tally = ready.by_owner().into_iter().map(|share| share.tally).sum();
        assert_eq!(groups, ready.total(), "{name}");
        assert_eq!(owners, ready.total(), "{name}");
        assert_eq!(ready.items.len(), ready.catalogue.items().count(), "{name}");
    });
}

#[test]
fn what_the_year_before_had_is_told() {
    let report = json(&site("two-years"), &[]);
    assert_eq!(report["year"], 2568, "the newest year with items");
    let lost = &item(&report, "O3")["lost"];
    assert_eq!(lost.as_array().map(Vec::len), Some(1), "{lost}");
    assert_eq!(lost[0]["year"], 2567);
    assert_eq!(lost[0]["code"], "O4", "it had another number then");
    assert_eq!(lost[0]["kind"], "document");
    assert_eq!(lost[0]["name"]["en"], "Budget by source");
    assert_eq!(item(&report, "O1")["lost"], Value::Array(Vec::new()));
}

#[test]
fn a_file_owner_answer_and_english_are_missed_when_they_are_gone() {
    let site = content_of("two-years");
    let items = site.path().join("content/2568/items");
    fs::remove_file(items.join("o03.md")).unwrap();
    fs::remove_file(items.join("o03.en.md")).unwrap();
    fs::remove_file(items.join("o04.en.md")).unwrap();
    fs::write(items.join("o04.md"), "---\ncode: O4\n---\nแจ้งเรื่องได้ที่สำนักงาน\n").unwrap();
    // Both years word the requirement alike, but for digits.
    let path = site.path().join("content/2567/catalogue.yaml");
    let old = fs::read_to_string(&path).unwrap();
    let asked = "{code: O6, requirements: [{id: a, text: ช่องทาง ออนไลน์ 2567}], ";
    assert!(old.contains("{code: O6, "));
    fs::write(&path, old.replace("{code: O6, ", asked)).unwrap();
    let then = "---\ncode: O6\nowner: สำนักปลัด\nevidence:\n  - {requirement: a, section: ช่องทาง}\n---\n## ช่องทาง\n\nแจ้งทางเว็บไซต์\n";
    fs::write(site.path().join("content/2567/items/o06.md"), then).unwrap();
    fs::write(site.path().join("content/2567/items/o06.en.md"), "The channel is online.\n").unwrap();
    let report = json(site.path(), &[]);
    let kinds = |code: &str| -> Vec<String> {
        let lost = item(&report, code)["lost"].as_array().cloned().unwrap_or_default();
        lost.iter().map(|one| one["kind"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(kinds("O3"), ["item"]);
    assert_eq!(kinds("O4"), ["owner", "english", "requirement"]);
    // What somebody has said not to apply is no loss.
    let free = "---\ncode: O4\nevidence: [{requirement: 1, not_applicable: รับเรื่องที่สำนักงานเท่านั้น}]\n---\nแจ้งที่สำนักงาน\n";
    fs::write(items.join("o04.md"), free).unwrap();
    let report = json(site.path(), &[]);
    let kinds = item(&report, "O4")["lost"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap());
    assert_eq!(kinds.collect::<Vec<_>>(), ["owner", "english"]);
}

/// Steps are due with their measure: by owner and month, the first first; what a file says that cannot be so is told.
#[test]
fn the_steps_of_measures_are_told_by_owner_and_month() {
    let site = content_of("two-years");
    let measures = site.path().join("content/2568/measures");
    fs::create_dir_all(&measures).unwrap();
    for (id, owner, to, rest) in [
        ("m01", "สำนักปลัด", "2568-09-30", "steps: [{text: เปิดระบบ, done: 2568-02-01}]"),
        ("m02", "กองคลัง", "2568-03-31", "updated: 2568-01-15\nsteps: [{text: ร่าง, done: 2568-02-01}, {text: ประกาศ}]"),
        ("m03", "กองคลัง", "2568-03-15", "result: ได้ผลดี\nsteps: [{text: อบรม}]"),
        ("m04", "กองคลัง", "2568-09-30", "steps: [{text: ติดตาม}]"),
    ] {
        let text = format!(
            "---\ntitle: {{th: เรื่อง {id}, en: {id}}}\nowner: {owner}\nperiod: {{from: 2567-10-01, to: {to}}}\n{rest}\n---\n"
        );
        fs::write(measures.join(format!("{id}.md")), text).unwrap();
    }
    let report = json(site.path(), &["--today", "2568-04-01"]);
    let told = &report["measures"];
    assert_eq!((&told["steps"], &told["done"], &told["late"]), (&5.into(), &2.into(), &2.into()));
    let duties: Vec<String> = told["duties"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| {
            let of = |key: &str| own[key].to_string();
            format!(
                "{} {} {}/{} late {} in {}: {}",
                own["month"]["th"].as_str().unwrap(),
                own["owner"]["th"].as_str().unwrap(),
                of("done"),
                of("steps"),
                of("late"),
                of("days"),
                own["next"]["th"]
            )
        })
        .collect();
    assert_eq!(
        duties,
        [
            "มี.ค. 2568 กองคลัง 1/3 late 2 in -17: \"m02: ประกาศ\"",
            "ก.ย. 2568 สำนักปลัด 1/1 late 0 in 182: null",
            "ก.ย. 2568 กองคลัง 0/1 late 0 in 182: \"m04: ติดตาม\"",
        ]
    );
    let slips: Vec<&str> =
        told["slips"].as_array().unwrap().iter().map(|own| own["words"]["en"].as_str().unwrap()).collect();
    assert!(
        slips.len() == 2 && slips[0].contains("older than the last step") && slips[1].contains("1 steps have no day"),
        "{slips:?}"
    );
    let path = site.path().display().to_string();
    let human = said(&run(&["status", "--site", &path, "--today", "2568-04-01", "--lang", "en"]));
    let human = human
        + &String::from_utf8_lossy(&run(&["status", "--site", &path, "--today", "2568-04-01", "--lang", "en"]).stdout);
    for line in [
        "Measures of 2568: 2 of 5 steps done, 2 late",
        "1/3  Mar B.E. 2568",
        "1/1  Sep B.E. 2568 · สำนักปลัด · done\n",
        "0/1  Sep B.E. 2568 · กองคลัง\n",
        "next: m02: ประกาศ",
        "no deadline of this year",
    ] {
        assert!(human.contains(line), "{line}: {human}");
    }
}

/// What applies and is shown outweighs that a part of it does not apply: on the page and in the report.
#[test]
fn evidence_beside_what_does_not_apply_meets_a_requirement() {
    let site = content_of("school");
    let path = site.path().join("content/2568/items/o18.md");
    let text = fs::read_to_string(&path).unwrap();
    let listed = "  - {requirement: [1, 2, 3], document: list}\n";
    let with = "  - {requirement: [1, 2], document: list}\n  - {requirement: [2, 3], not_applicable: {th: ไม่มีโครงการในปีนี้, en: No project}}\n";
    assert!(text.contains(listed));
    fs::write(&path, text.replace(listed, with)).unwrap();
    let report = json(site.path(), &[]);
    let asked = item(&report, "O18")["requirements"].as_array().unwrap();
    let states = ["given", "given", "not_applicable"];
    assert_eq!(asked.iter().map(|one| one["state"].as_str().unwrap()).collect::<Vec<_>>(), states);
    let sources = crate::support::read(site.path()).unwrap();
    let built = Site::of("school", whole::build(&sources, &options()));
    for page in ["ita/2568/o18/", "en/ita/2568/o18/"].map(|path| built.page(path)) {
        let class = |at: usize| page.attribute(at, "class").unwrap_or_default();
        let heads = page.all(&["h3"]).filter(|&at| class(at) == "by").flat_map(|at| page.below(at, &["span"]));
        let shown = heads.filter_map(|at| class(at).strip_prefix("state "));
        assert_eq!(shown.collect::<Vec<_>>(), ["met", "met", "not_applicable"], "{}", page.route);
    }
    let table = built.file("data/items-2568.csv");
    let row = table.lines().find(|line| line.starts_with("2568,O18,")).expect("the item has a row");
    assert!(row.contains(",complete,3,3,"), "what does not apply is answered: {row}");
}

/// A document keeps its id or its name from year to year; either says that it is there again.
#[test]
fn a_document_is_the_same_by_its_id_or_by_its_title() {
    for (document, lost) in [
        ("{id: budget, file: ../files/new.csv, title: แผนใหม่}", 0),
        ("{id: other, file: ../files/new.csv, title: งบประมาณตามแหล่งที่มา 2568}", 0),
        ("{file: ../files/new.csv, title: งบประมาณตามแหล่งที่มา}", 0),
        ("{id: other, file: ../files/new.csv, title: แผนใหม่}", 1),
    ] {
        let site = content_of("two-years");
        let content = site.path().join("content/2568");
        fs::create_dir_all(content.join("files")).unwrap();
        fs::write(content.join("files/new.csv"), "ก,ข\n").unwrap();
        let text = fs::read_to_string(content.join("items/o03.md")).unwrap();
        let with = text.replacen("code: O3\n", &format!("code: O3\ndocuments:\n  - {document}\n"), 1);
        fs::write(content.join("items/o03.md"), with).unwrap();
        let report = json(site.path(), &[]);
        assert_eq!(item(&report, "O3")["lost"].as_array().map(Vec::len), Some(lost), "{document}");
    }
}

/// `was` may name several years; what counts is what the last of them had.
#[test]
fn an_item_is_held_against_the_nearest_year_that_it_was_in() {
    let site = content_of("two-years");
    let content = site.path().join("content");
    // 2569 asks for O3 of 2568, which was O4 of 2567.
    fs::create_dir_all(content.join("2569/items")).unwrap();
    let catalogue = fs::read_to_string(content.join("2568/catalogue.yaml")).unwrap();
    let both = catalogue.replace("was: {2567: [O4]}", "was: {2567: [O4], 2568: [O3]}");
    let both = both.replace("was: {2567: [O6]}", "was: {2568: [O4], 2567: [O6]}");
    assert!(both.matches("2568: [").count() == 2);
    fs::write(content.join("2569/catalogue.yaml"), both).unwrap();
    for code in ["O3", "O4"] {
        fs::write(content.join(format!("2569/items/{code}.md")), format!("---\ncode: {code}\n---\nก\n")).unwrap();
    }
    let report = json(site.path(), &["--year", "2569"]);
    for code in ["O3", "O4"] {
        let lost = item(&report, code)["lost"].as_array().unwrap();
        assert!(!lost.is_empty(), "{code}: 2568 had an owner");
        assert!(lost.iter().all(|one| one["year"] == 2568 && one["code"] == code), "{code}: {lost:?}");
    }
}

#[test]
fn a_document_that_is_not_there_meets_nothing() {
    let site = content_of("school");
    fs::remove_file(site.path().join("content/2568/files/o18/list.csv")).unwrap();
    let name = site.path().display().to_string();
    let output = run(&["status", "--site", &name, "--format", "json", "--lang", "en"]);
    assert_eq!(code(&output), 0);
    assert!(said(&output).contains("errors in the content: 1"), "{}", said(&output));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let o18 = item(&report, "O18");
    assert_eq!(o18["state"], "awaiting");
    assert_eq!(o18["requirements"][0]["state"], "short");
    assert!(!o18["requirements"][0]["reasons"].as_array().unwrap().is_empty());
    assert_eq!(o18["requirements"][0]["evidence"][0]["there"], false);
    assert_eq!(o18["documents"][0]["size"], Value::Null);
}

#[test]
fn documents_have_type_size_and_date() {
    let report = json(&site("school"), &[]);
    let document = &item(&report, "O18")["documents"][0];
    assert_eq!(document["path"], "content/2568/files/o18/list.csv");
    assert_eq!(document["ending"], "csv");
    assert_eq!(document["kind"], "text");
    let size = fs::metadata(site("school").join("content/2568/files/o18/list.csv")).unwrap().len();
    assert_eq!(document["size"], size);
    assert_eq!(document["date"], "2025-03-31");
}

#[test]
fn documents_tell_their_pages_and_whether_they_have_text() {
    let site = content_of("two-years");
    let files = site.path().join("content/2568/files");
    fs::create_dir_all(&files).unwrap();
    let made = [
        ("text.pdf", paper::pdf(&["แผน", "ผล", "สรุป"])),
        ("SCAN.PDF", paper::scan()),
        ("locked.pdf", paper::locked_pdf()),
    ];
    let mut front = "---\ncode: O3\ndocuments:\n".to_owned();
    for (name, bytes) in &made {
        fs::write(files.join(name), bytes).unwrap();
        front.push_str(&format!("  - {{file: ../files/{name}, title: {{th: เอกสาร, en: {name}}}}}\n"));
    }
    fs::write(site.path().join("content/2568/items/o03.md"), format!("{front}---\n")).unwrap();
    let report = json(site.path(), &[]);
    let documents = item(&report, "O3")["documents"].as_array().unwrap();
    let facts: Vec<_> =
        documents.iter().map(|one| (&one["kind"], &one["pages"], &one["text"], &one["fault"])).collect();
    let (pdf, null) = (Value::from("pdf"), Value::Null);
    assert_eq!(facts[0], (&pdf, &Value::from(3), &Value::from("thai"), &null));
    assert_eq!(facts[1], (&pdf, &Value::from(1), &Value::from("absent"), &null));
    assert_eq!(facts[2].3, &Value::from("locked"));
    assert!(documents.iter().all(|one| one["ending"] == "pdf"), "however it is written: {documents:?}");
    let faults = report::faults(&report::schema("docs/reports/status.json"), &report);
    assert_eq!(faults, Vec::<String>::new());
    let name = site.path().display().to_string();
    for (lang, says) in [
        ("th", ["(PDF, 3 หน้า, มีข้อความภาษาไทย, ", "1 หน้า, ภาพสแกน ไม่มีข้อความ", "ติดรหัสผ่าน"]),
        ("en", ["(PDF, 3 pages, with Thai text, ", "1 page, a scan without text", "password-protected"]),
    ] {
        let text = String::from_utf8(run(&["status", "--site", &name, "--lang", lang]).stdout).unwrap();
        for words in says {
            assert!(text.contains(words), "{words}\n{text}");
        }
    }
}

#[test]
fn missing_english_is_told_where_english_is_wanted() {
    let report = json(&site("school"), &[]);
    assert_eq!(item(&report, "O12")["untranslated"], serde_json::json!(["body"]));
    assert_eq!(item(&report, "O40")["untranslated"], serde_json::json!(["title"]));
    assert_eq!(report["total"]["untranslated"], 2);
    assert_eq!(json(&site("thai-only"), &[])["total"]["untranslated"], 0, "the site has no English pages");
}

#[test]
fn files_with_most_to_translate_come_first() {
    let site = content_of("school");
    for (name, head) in [("z", "summary: สรุป\n"), ("a", "")] {
        let text = format!("---\ntitle: หน้า {name}\n{head}---\n");
        fs::write(site.path().join(format!("content/pages/{name}.md")), text).unwrap();
    }
    let told = run(&["--lang", "en", "--site", site.path().to_str().unwrap(), "status"]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let place =
        |name: &str| told.find(&format!("  content/pages/{name}.md: ")).unwrap_or_else(|| panic!("{name}: {told}"));
    assert!(place("z") < place("a"), "{told}");
}

#[test]
fn days_to_every_deadline_of_the_year_are_counted() {
    let site = content_of("two-years");
    let path = site.path().join("content/agency.yaml");
    let agency = fs::read_to_string(&path).unwrap();
    let due = "deadlines:\n  - {year: 2568, date: 2568-04-29}\n  - {year: 2568, date: 30 เมษายน 2568, title: {th: ส่งคำตอบ, en: Answers}}\n  - {year: 2567, date: 2567-04-30}\n  - {year: 2568, date: 2568-05-02}\n";
    fs::write(&path, format!("{agency}{due}")).unwrap();
    let report = json(site.path(), &["--today", "2568-04-30"]);
    let deadlines = report["deadlines"].as_array().unwrap();
    let days: Vec<_> = deadlines.iter().map(|one| one["days"].as_i64().unwrap()).collect();
    assert_eq!(days, [0, 2, -1], "the next first, those that have passed last");
    assert_eq!(deadlines[0]["title"]["en"], "Answers");
    let name = site.path().display().to_string();
    let output = run(&["status", "--site", &name, "--lang", "th", "--today", "2568-04-30"]);
    let text = String::from_utf8(output.stdout).unwrap();
    for line in [
        "ครบกำหนดวันนี้: ส่งคำตอบ (30 เมษายน 2568)",
        "เหลือ 2 วัน: กำหนดของปีนี้ (2 พฤษภาคม 2568)",
        "เลยกำหนดแล้ว 1 วัน: กำหนดของปีนี้ (29 เมษายน 2568)",
    ] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn the_table_has_what_the_report_has() {
    for name in ["school", "hospital", "two-years", "thai-only"] {
        let path = site(name).display().to_string();
        let output = run(&["status", "--site", &path, "--format", "csv", "--lang", "en"]);
        assert!(output.stdout.starts_with(b"\xEF\xBB\xBF"), "{name}: Excel needs the mark");
        let mut reader = csv::Reader::from_reader(&output.stdout[3..]);
        let heads = reader.headers().unwrap().clone();
        let rows: Vec<Vec<(String, String)>> = reader
            .records()
            .map(|row| heads.iter().zip(&row.unwrap()).map(|(head, cell)| (head.to_owned(), cell.to_owned())).collect())
            .collect();
        let report = json(&site(name), &[]);
        let (none, text) = (vec![Value::Null], |value: &Value| value.as_str().unwrap_or_default().to_owned());
        let mut expected = Vec::new();
        for item in report["items"].as_array().unwrap() {
            let asked = item["requirements"].as_array().filter(|asked| !asked.is_empty()).unwrap_or(&none);
            for one in asked {
                let state = if one.is_null() { &item["state"] } else { &one["state"] };
                let in_english = |value: &Value| text(if value["en"].is_null() { &value["th"] } else { &value["en"] });
                expected.push([
                    ("fiscal_year_be", report["year"].to_string()),
                    ("group", text(&item["group"])),
                    ("code", text(&item["code"])),
                    ("title_th", text(&item["title"]["th"])),
                    ("title_en", text(&item["title"]["en"])),
                    ("owner", in_english(&item["owner"])),
                    ("item_state", text(&item["state"])),
                    ("requirement", text(&one["id"])),
                    ("requirement_th", text(&one["text"]["th"])),
                    ("requirement_en", text(&one["text"]["en"])),
                    ("state", text(state)),
                ]);
            }
        }
        assert_eq!(rows.len(), expected.len(), "{name}");
        for (row, expected) in rows.iter().zip(expected) {
            let known = |head: &str| row.iter().find(|(own, _)| own == head).map(|(_, cell)| cell.as_str());
            for (head, cell) in &expected {
                assert_eq!(known(head), Some(cell.as_str()), "{name}: {head} of {row:?}");
            }
        }
    }
    // What no other form words so: the evidence, the documents and the keys without English, by hand.
    let path = site("school").display().to_string();
    let output = run(&["status", "--site", &path, "--format", "csv", "--lang", "en"]);
    let table = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = table.lines().filter(|line| line.contains(",O18,")).collect();
    let says = "given,,document list “List of procurements”,\"List of procurements (CSV, with Thai text, 185 B, 31 March B.E. 2568) \
                content/2568/files/o18/list.csv\",,";
    assert_eq!(lines.iter().filter(|line| line.contains(says)).count(), 3, "{lines:#?}");
}

#[test]
fn a_year_that_is_not_there_is_a_wrong_argument() {
    let path = site("two-years").display().to_string();
    let output = run(&["status", "--site", &path, "--year", "2570", "--lang", "th"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("ไม่มีแคตตาล็อกของปี 2570 ปีที่มีคือ 2567, 2568"), "{}", said(&output));
    assert_eq!(json(&site("two-years"), &["--year", "๒๕๖๗"])["year"], 2567);
    let path = site("school").display().to_string();
    let output = run(&["status", "--site", &path, "--year", "2569", "--lang", "en"]);
    assert_eq!(code(&output), 2, "2569 has measures only");
    let told = "there is no catalogue of 2569; there are: 2568. `prongsai new year 2569` begins it";
    assert!(said(&output).contains(told), "{}", said(&output));
}

#[test]
fn the_default_year_is_the_newest_with_items() {
    let sources = crate::support::read(&site("school")).unwrap();
    let mut portal = pipeline::portal(&sources, options().today).0;
    assert_eq!(newest(&portal).map(|year| year.to_string()).as_deref(), Some("2568"), "2569 has measures only");
    for year in portal.years.values_mut() {
        Arc::make_mut(year).items.clear();
    }
    assert_eq!(newest(&portal).map(|year| year.to_string()).as_deref(), Some("2568"), "the one with a catalogue");
    portal.years.clear();
    assert_eq!(newest(&portal), None);
}

/// `UPDATE=1` writes the reports; read the difference.
#[test]
fn reports_are_as_they_were_read() {
    let mut stale = Vec::new();
    for name in KEPT {
        for lang in ["th", "en"] {
            let path = site(name).display().to_string();
            let output = run(&["status", "--site", &path, "--lang", lang]);
            let text = String::from_utf8(output.stdout).unwrap();
            stale.extend(differs(&format!("status/{name}.{lang}.txt"), &text));
        }
    }
    assert!(stale.is_empty(), "\n{}\n", stale.join("\n"));
}

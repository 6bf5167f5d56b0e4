//! Every form of a report: sound by its schema, the same facts in all, carets in their places, the worst first, and never a
//! full national number.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use prongsai::base::diag::{Diagnostic, Rule, Severity};
use prongsai::base::lang::{Lang, both};
use prongsai::base::path::RelPath;
use prongsai::base::source::Sources;
use prongsai::base::span::Span;
use prongsai::base::thai::is_thai;
use prongsai::cli::report::count::Count;
use prongsai::cli::report::{Form, report as report_of};
use serde_json::Value;

use crate::support::{code, content_of, copy, folder, prongsai, root, run, said, site};

/// A person's number; its check digit holds. Made up.
const NUMBER: &str = "1-1001-00000-00-0";

/// A schema that stands in the repository.
pub fn schema(path: &str) -> jsonschema::Validator {
    let text = fs::read_to_string(root().join(path)).expect("the schema is there");
    // A bracket too many in the pattern of SARIF's languages, which strict readers of patterns refuse.
    let text = text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    schema_of(&schema)
}

pub fn schema_of(schema: &Value) -> jsonschema::Validator {
    jsonschema::options().should_validate_formats(true).build(schema).expect("the schema is a schema")
}

/// The faults of a value by a schema.
pub fn faults(schema: &jsonschema::Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// A site with faults of many kinds: in a line of Thai, in one file many times, without a place, in a Thai file name.
fn spoilt() -> tempfile::TempDir {
    let spoilt = content_of("school");
    put(spoilt.path(), "2568/items/o02.md", "---\ncode: ๙๙\n---\nที่ตั้งของสำนักปลัด น้ำ ทำ <b>ตัวหนา</b>\n");
    put(spoilt.path(), "pages/many.md", &format!("---\ntitle: มาก\n---\n{}", "<br>\n\n".repeat(9)));
    put(spoilt.path(), "pages/หน้า.md", "---\ntitle: หน้า\n---\n");
    put(spoilt.path(), "pages/id.md", &format!("---\ntitle: หน้า\ntilte: {NUMBER}\n---\nเลข {NUMBER} <i>\n"));
    fs::write(spoilt.path().join("content/pages/old.md"), b"\xca\xc7\xd1\xca\xb4\xd5").unwrap();
    fs::remove_file(spoilt.path().join("content/2568/files/o18/list.csv")).unwrap();
    spoilt
}

fn put(site: &Path, path: &str, text: &str) {
    fs::write(site.join("content").join(path), text).unwrap();
}

fn report(site: &Path, form: &str, lang: &str) -> String {
    let name = site.display().to_string();
    let output = run(&["check", "--site", &name, "--format", form, "--lang", lang]);
    assert_eq!(code(&output), 1, "{form}: {}", said(&output));
    String::from_utf8(output.stdout).expect("a report is UTF-8")
}

fn json(site: &Path) -> Value {
    serde_json::from_str(&report(site, "json", "en")).expect("the report is JSON")
}

fn sarif(site: &Path, lang: &str) -> Value {
    serde_json::from_str(&report(site, "sarif", lang)).expect("the report is JSON")
}

#[test]
fn sarif_is_sound_by_its_official_schema() {
    let schema = schema("tests/sarif/schema-2.1.0.json");
    let spoilt = spoilt();
    for lang in ["th", "en"] {
        let log = sarif(spoilt.path(), lang);
        assert_eq!(faults(&schema, &log), Vec::<String>::new());
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
            assert_eq!(rule["id"], result["ruleId"]);
        }
    }
    let well = site("two-years").display().to_string();
    let output = run(&["check", "--site", &well, "--format", "sarif"]);
    assert_eq!(code(&output), 0);
    assert_eq!(faults(&schema, &serde_json::from_slice(&output.stdout).unwrap()), Vec::<String>::new());
    let broken = serde_json::json!({"version": "2.1.0", "runs": [{"results": []}]});
    assert!(!schema.is_valid(&broken), "a run without a tool must not pass");
}

#[test]
fn json_is_as_its_schema_says() {
    let schema = schema("docs/reports/check.json");
    let spoilt = spoilt();
    let mut report = json(spoilt.path());
    assert_eq!(faults(&schema, &report), Vec::<String>::new());
    assert_eq!(report["counts"]["errors"].as_u64().map(|count| count >= 15), Some(true), "{}", report["counts"]);
    report["findings"][0]["severity"] = "fatal".into();
    assert!(!schema.is_valid(&report), "an unknown severity must not pass");
}

#[test]
fn the_readiness_report_is_as_its_schema_says() {
    let schema = schema("docs/reports/status.json");
    for site in ["school", "two-years", "hospital", "thai-only"].map(site).into_iter().chain([root()]) {
        let name = site.display().to_string();
        let output = run(&["status", "--site", &name, "--format", "json"]);
        let mut report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(faults(&schema, &report), Vec::<String>::new(), "{name}");
        report["items"][0]["state"] = "perhaps".into();
        assert!(!schema.is_valid(&report), "an unknown state must not pass");
    }
}

/// A finding as all forms must have it: path, line, column, code, severity, sentence.
type Fact = (String, Option<(u64, u64)>, String, String, String);

#[test]
fn every_form_tells_the_same_facts() {
    let spoilt = spoilt();
    let json = json(spoilt.path());
    let expected: BTreeSet<Fact> = json["findings"].as_array().unwrap().iter().map(of_json).collect();
    let log = sarif(spoilt.path(), "en");
    let of_sarif: BTreeSet<Fact> = log["runs"][0]["results"].as_array().unwrap().iter().map(of_sarif).collect();
    assert_eq!(of_sarif, expected);
    let of_short: BTreeSet<Fact> = report(spoilt.path(), "short", "en").lines().map(of_short).collect();
    assert_eq!(of_short, expected);
    let of_github: BTreeSet<Fact> = report(spoilt.path(), "github", "en").lines().map(of_github).collect();
    assert_eq!(of_github, expected);
}

fn of_json(finding: &Value) -> Fact {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let start = &finding["start"];
    let place = start["line"].as_u64().zip(start["column"].as_u64());
    let message = format!("{} {}", text(&finding["message"]["en"]), text(&finding["hint"]["en"]));
    (text(&finding["path"]), place, text(&finding["code"]), text(&finding["severity"]), flat(&message))
}

fn of_sarif(result: &Value) -> Fact {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let physical = &result["locations"][0]["physicalLocation"];
    let region = &physical["region"];
    let place = region["startLine"].as_u64().zip(region["startColumn"].as_u64());
    let path = prongsai::base::percent::decoded(&text(&physical["artifactLocation"]["uri"]));
    let message = text(&result["message"]["text"]).replace("\nhelp: ", " ");
    (path, place, text(&result["ruleId"]), text(&result["level"]), flat(&message))
}

/// `path:line:column: error[code]: sentence (help: what to do)`
fn of_short(line: &str) -> Fact {
    let (place, rest) = line.split_once(": ").unwrap();
    let (head, message) = rest.split_once("]: ").unwrap();
    let (severity, code) = head.split_once('[').unwrap();
    let message = message.replace(" (help: ", " ");
    let message = message.strip_suffix(')').unwrap_or(&message);
    let parts: Vec<&str> = place.split(':').collect();
    let at = (parts.len() == 3).then(|| (parts[1].parse().unwrap(), parts[2].parse().unwrap()));
    (parts[0].to_owned(), at, code.to_owned(), severity.to_owned(), flat(message))
}

/// `::error file=path,line=1,…,title=code::sentence%0Ahelp: what to do`
fn of_github(line: &str) -> Fact {
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (command, properties) = head.split_once(' ').unwrap();
    let value = |name: &str| {
        let mut all = properties.split(',').filter_map(|property| property.split_once('='));
        all.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
    };
    let number = |name: &str| value(name).and_then(|value| value.parse().ok());
    let severity = if command == "notice" { "note" } else { command };
    let message = message.replace("%0Ahelp: ", " ").replace("%0A", " ").replace("%25", "%");
    let place = number("line").zip(number("col"));
    (value("file").unwrap(), place, value("title").unwrap(), severity.to_owned(), flat(&message))
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The columns that a terminal gives a text: Thai marks above and below have none.
fn width(text: &str) -> usize {
    let mark = |c: char| matches!(c, '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}');
    text.chars().filter(|&c| !mark(c)).count()
}

#[test]
fn carets_stand_under_what_they_mean_also_in_thai() {
    let spoilt = spoilt();
    for lang in ["th", "en"] {
        let text = report(spoilt.path(), "human", lang);
        let lines: Vec<&str> = text.lines().collect();
        let mut held = 0;
        for (above, below) in lines.iter().zip(&lines[1..]) {
            let Some(at) = below.find('^').filter(|_| below.starts_with(' ')) else { continue };
            for tag in ["<b>", "<i>", "๙๙", "tilte"].iter().filter(|tag| above.contains(**tag)) {
                let meant = width(&above[..above.find(tag).unwrap()]);
                if width(&below[..at]) == meant {
                    assert_eq!(below[at..].matches('^').count(), width(tag), "{above}\n{below}");
                    held += 1;
                }
            }
        }
        assert_eq!(held, 4, "a caret stands elsewhere:\n{text}");
    }
}

/// To count a single one would take the line that shows it.
#[test]
fn up_to_four_of_a_kind_are_shown_whole() {
    for (count, shown) in [(1, 1), (3, 3), (4, 4), (5, 3), (9, 3)] {
        let place = content_of("thai-only");
        let links: String = (0..count).map(|number| format!("[ก](none-{number}.md)\n\n")).collect();
        put(place.path(), "pages/many.md", &format!("---\ntitle: มาก\n---\n{links}"));
        let text = report(place.path(), "human", "en");
        assert_eq!(text.matches("error[link-broken]").count(), shown, "{count}: {text}");
        let more = format!("and {} more of the same [link-broken]", count - shown);
        assert_eq!(text.contains(&more), count > shown, "{count}: {text}");
    }
}

/// A key that was misspelt once and copied is one fault to whoever mends it.
#[test]
fn what_is_the_same_in_a_folder_is_told_once() {
    for (count, shown) in [(3, 3), (4, 1), (30, 1)] {
        let place = content_of("thai-only");
        for number in 0..count {
            put(
                place.path(),
                &format!("pages/p{number:02}.md"),
                &format!("---\ntitle: หน้า {number}\nordr: 1\n---\nข้อความ\n"),
            );
        }
        let text = report(place.path(), "human", "en");
        assert_eq!(text.matches("error[yaml-unknown-key]").count(), shown, "{count}: {text}");
        let others = format!("and the same in {} more files of content/pages: p01.md", count - 1);
        assert_eq!(text.contains(&others), shown == 1, "{count}: {text}");
        assert!(text.contains("  content/pages/p02.md: 1 error\n"), "each is in the table: {text}");
    }
}

/// Whatever is wrong in the file of targets, no form shows a line of it: a password may stand in any.
#[test]
fn no_form_shows_a_line_of_the_file_of_targets() {
    let place = content_of("thai-only");
    put(place.path(), "upload.yaml", "targets:\n  web:\n    kind: ftp\n    host: ftp.example\n    passwort: hunter2\n");
    for form in ["human", "short", "json", "sarif", "github"] {
        let text = report(place.path(), form, "en");
        assert!(text.contains("upload.yaml") && !text.contains("hunter2"), "{form}: {text}");
    }
}

#[test]
fn many_findings_are_grouped_counted_and_the_worst_first() {
    let spoilt = spoilt();
    let text = report(spoilt.path(), "human", "en");
    let heads: Vec<&str> = text.lines().filter(|line| line.starts_with("== ")).collect();
    assert_eq!(heads[0], "== content/pages/many.md: 9 errors", "{text}");
    let errors = heads.iter().filter(|head| head.contains(" error"));
    let counts: Vec<usize> =
        errors.map(|head| head.rsplit(": ").next().unwrap().split(' ').next().unwrap().parse().unwrap()).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{heads:?}");
    assert_eq!(counts.iter().sum::<usize>() as u64, json(spoilt.path())["counts"]["errors"].as_u64().unwrap());
    assert!(text.contains("and 6 more of the same [markdown-html] in lines 10, 12, 14, 16, 18, 20"), "{text}");
    assert_eq!(text.matches("--> content/pages/many.md:").count(), 3);
    let last = text.lines().last().unwrap();
    assert_eq!(last, "Why, with an example: prongsai check --explain markdown-html");
}

static NOTE: Rule = Rule::new("a-note", Severity::Note, both("ก", "a"), both("ก", "a"));
static WARNING: Rule = Rule::new("a-warning", Severity::Warning, both("ก", "a"), both("ก", "a"));
static ERROR: Rule = Rule::new("an-error", Severity::Error, both("ก", "a"), both("ก", "a"));

#[test]
fn hundreds_of_findings_stay_readable() {
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let mut add = |path: &str, rule: &'static Rule, count: usize| {
        let path = RelPath::new(path).unwrap();
        sources.texts.insert(path.clone(), "บรรทัด\n".repeat(count).into());
        let line = "บรรทัด\n".len();
        for at in 0..count {
            let span = Span::new(&path, at * line..at * line + 3);
            findings.push(Diagnostic::new(rule, &span, both("ผิด", "wrong")).hint(both("แก้", "mend")));
        }
    };
    (0..100).for_each(|at| add(&format!("content/pages/n{at}.md"), &NOTE, 1));
    add("content/a.md", &WARNING, 60);
    add("content/b.md", &ERROR, 2);
    add("content/c.md", &ERROR, 200);
    add("content/d.md", &NOTE, 1);
    let text = report_of(Form::Human, &findings, &sources, Lang::En);
    let text = anstream::adapter::strip_str(&text).to_string();
    assert!(text.lines().count() < 200, "{} lines for {} findings", text.lines().count(), findings.len());
    let order: Vec<usize> =
        ["== content/c.md: 200 errors", "== content/b.md: 2 errors", "== content/a.md: 60 warnings"]
            .iter()
            .map(|head| text.find(head).unwrap_or_else(|| panic!("no {head}:\n{text}")))
            .collect();
    assert!(order.is_sorted(), "the worst file first");
    assert!(text.contains("and 197 more of the same [an-error] in lines 4, 5, 6,"), "{text}");
    assert!(text.contains("content/d.md:1:1: note[a-note]: wrong (help: mend)"), "{text}");
    assert_eq!(text.matches("note[a-note]").count(), 2, "a note is one line, and one for a folder");
    assert!(text.contains("and the same in 99 more files of content/pages: n1.md, n10.md, "), "{text}");
    let count = Count::of(&findings);
    assert_eq!(count.words(Lang::En), "202 errors, 60 warnings, 101 notes");
    assert_eq!(count.words(Lang::Th), "ข้อผิดพลาด 202 จุด คำเตือน 60 จุด หมายเหตุ 101 จุด");
}

#[test]
fn warnings_are_denied_only_when_that_is_asked_for() {
    let site = folder();
    copy(&crate::support::site("two-years").join("content"), &site.path().join("content"));
    put(site.path(), "pages/bold.md", "---\ntitle: ก\n---\nตาม**พ.ร.บ. ข้อมูลข่าวสาร\n");
    let name = site.path().display().to_string();
    for (more, exit) in [(None, 0), (Some("--deny-warnings"), 1)] {
        for form in Form::WORDS {
            let arguments: Vec<&str> = ["check", "--site", &name, "--format", form].into_iter().chain(more).collect();
            assert_eq!(code(&run(&arguments)), exit, "{form} {more:?}");
        }
    }
}

#[test]
fn no_form_shows_a_full_national_number() {
    let spoilt = spoilt();
    let digits = NUMBER.replace('-', "");
    put(spoilt.path(), &format!("pages/{digits}.md"), &format!("---\ntitle: x\nid{digits}: 1\n---\n<u> {digits}\n"));
    for form in ["human", "short", "json", "sarif", "github"] {
        for lang in ["th", "en"] {
            let name = spoilt.path().display().to_string();
            let output = run(&["check", "--site", &name, "--format", form, "--lang", lang]);
            let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output));
            assert!(text.contains('•') || text.contains("%E2%80%A2"), "{form}: the masked form is there");
            let plain: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
            assert!(!plain.contains(&digits), "{form} {lang} shows it:\n{text}");
        }
    }
}

#[test]
fn wrong_arguments_are_told_in_thai() {
    for (arguments, says) in [
        (vec!["chek"], "ไม่มีคำสั่ง chek"),
        (vec!["check", "--formt", "x"], "หมายถึง --format ใช่หรือไม่"),
        (vec!["check", "--format", "xml"], "ที่ใช้ได้คือ human, short, json, sarif, github"),
        (vec!["check", "--format"], "ต้องมีค่า"),
        (vec!["check", "--format", "json", "--format", "short"], "ใช้ได้ครั้งเดียว"),
        (vec!["--jobs", "สอง", "check"], "“สอง” ใช้กับ --jobs <N> ไม่ได้"),
        (vec!["check", "--explain", "yaml-sintax"], "ไม่มีกฎ yaml-sintax (yaml-syntax?)"),
    ] {
        let output = run(&[vec!["--lang", "th"], arguments.clone()].concat());
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(said(&output).contains(says), "{arguments:?}: {}", said(&output));
        assert!(!said(&output).contains("error:") && !said(&output).contains("Usage"), "{}", said(&output));
        let english = run(&[vec!["--lang", "en"], arguments.clone()].concat());
        assert_eq!(code(&english), 2, "{arguments:?}");
        // What was typed may be Thai; the sentences are not.
        assert!(!said(&english).replace("สอง", "").contains(is_thai), "{}", said(&english));
    }
}

#[test]
fn help_is_in_the_language_that_was_asked_for() {
    for command in ["", "build", "check", "status", "schema"] {
        let arguments: Vec<&str> =
            ["--lang", "th", command, "--help"].into_iter().filter(|one| !one.is_empty()).collect();
        let output = run(&arguments);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(code(&output), 0, "{command}");
        assert!(text.contains("วิธีใช้: prongsai"), "{text}");
        for english in ["Usage", "Options:", "Commands:", "Print ", "default:", "possible values"] {
            assert!(!text.contains(english), "{command}: {english}\n{text}");
        }
    }
    let output = prongsai(&["check", "--help", "--lang", "en"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("Usage: prongsai check"));
}

//! Drafts: every example in them, taken out of its comment, passes the check or is told at once as an example.

use std::fs;
use std::path::Path;

use prongsai::base::date::Day;
use prongsai::base::diag::{Diagnostic, Severity};
use prongsai::ita::options::Options;
use prongsai::pipeline;

use crate::support::{code, content_of, folder, prongsai, read, said, tree};

/// What is wrong with a site, notes aside.
fn faults(place: &Path) -> Vec<Diagnostic> {
    let options = Options { today: Day::parse("2569-01-05").expect("a day"), base_url: None };
    let mut findings = pipeline::build(&read(place).expect("a site"), &options).findings;
    // That nothing is written yet below a draft is as it should be.
    findings.retain(|finding| finding.rule.severity != Severity::Note && finding.rule.code != "page-empty");
    findings
}

/// The lines of a draft that are examples in comments: their `#` stands right before what it hides.
fn examples(text: &str) -> Vec<usize> {
    let example =
        |line: &str| line.strip_prefix('#').is_some_and(|rest| !rest.starts_with(' ') || rest.starts_with("  "));
    text.lines().enumerate().filter(|(_, line)| example(line)).map(|(at, _)| at).collect()
}

/// Begins files with a command, and takes each of the examples in them out of its comment, one at a time.
fn each_line_in_turn(place: &Path, arguments: &[&str]) {
    let there = tree(place);
    let output = prongsai(arguments).current_dir(place).output().expect("the program starts");
    assert_eq!(code(&output), 0, "{arguments:?}: {}", said(&output));
    let before: Vec<String> = faults(place).iter().map(|finding| format!("{finding:?}")).collect();
    assert!(before.is_empty(), "{arguments:?}: {before:#?}");
    let new = tree(place).into_iter().filter(|(path, _)| path.starts_with("content/") && !there.contains_key(path));
    let mut seen = std::collections::BTreeSet::new();
    for (path, bytes) in new.filter(|(path, _)| !path.ends_with("README.md")) {
        let text = String::from_utf8(bytes).expect("a text");
        for at in examples(&text) {
            let line = text.lines().nth(at).unwrap_or_default();
            // Items begin alike: each example of them is tried in one.
            if path.contains("/items/") && !seen.insert(line.to_owned()) {
                continue;
            }
            seen.insert(format!("{path}: {line}"));
            let lines = text.lines().enumerate();
            let now: String =
                lines.map(|(own, line)| format!("{}\n", if own == at { &line[1..] } else { line })).collect();
            fs::write(place.join(&path), &now).expect("a file");
            let told_here = |finding: &Diagnostic| {
                let row = now.get(..finding.at.start as usize).map(|before| before.matches('\n').count());
                finding.rule.code == "placeholder" && finding.at.path.as_str() == path && row == Some(at)
            };
            let wrong: Vec<_> = faults(place).into_iter().filter(|finding| !told_here(finding)).collect();
            assert!(wrong.is_empty(), "{path}: {line}\n{wrong:#?}");
        }
        fs::write(place.join(&path), &text).expect("a file");
    }
    assert!(seen.len() > 3, "{arguments:?}: {seen:?}");
}

#[test]
fn each_line_of_a_new_site_passes_or_is_told_as_an_example() {
    let place = folder();
    each_line_in_turn(
        place.path(),
        &["--lang", "th", "new", "site", ".", "--name", "อบต.ตัวอย่าง", "--base-url", "https://sao.example/"],
    );
}

#[test]
fn each_line_of_every_other_draft_passes_or_is_told_as_an_example() {
    for lang in ["th", "en"] {
        let place = content_of("two-years");
        let (own, years) = (place.path(), ["2568", "2569"]);
        fs::remove_file(own.join("content/2568/items/o04.md")).expect("it is there");
        fs::write(own.join("content/2568/issues.yaml"), "issues:\n  - {id: 1, title: ก, rows: [i1, O1]}\n")
            .expect("a file");
        for arguments in [
            &["new", "item", years[0], "O4"][..],
            &["new", "news", "--title", "ก", "--name", "a", "--date", "2569-01-05"],
            &["new", "page", "about/budget", "--title", "ก"],
            &["new", "page", "services/birth", "--title", "ก"],
            &["new", "measure", years[1], "--title", "ก", "--issue", "2568/1"],
        ] {
            each_line_in_turn(own, &[&["--lang", lang][..], arguments].concat());
        }
    }
}

#[test]
fn each_line_of_a_result_and_its_analysis_passes_or_is_told_as_an_example() {
    let place = content_of("two-years");
    fs::remove_file(place.path().join("content/2568/scores.yaml")).expect("it is there");
    for kind in ["scores", "issues"] {
        each_line_in_turn(place.path(), &["--lang", "th", "new", kind, "2568"]);
    }
}

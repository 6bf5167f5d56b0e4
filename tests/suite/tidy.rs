//! The law of `ARCHITECTURE.md`, held by reading the sources.

use std::collections::BTreeMap;
use std::fs;

use walkdir::WalkDir;

use crate::support::root;

mod circles;
mod languages;
mod visible;

/// Who may import whom, besides itself.
const LAW: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    ("cli", &["pipeline", "io", "base", "ita"]),
    ("pipeline", &["parse", "check", "render", "export", "base", "ita"]),
    ("parse", &["ita", "base"]),
    ("check", &["ita", "base"]),
    ("render", &["ita", "base"]),
    ("export", &["ita", "base"]),
    ("ita", &["base"]),
    ("io", &["base"]),
    ("base", &[]),
];

/// Rooms that may touch the world.
const WORLD: &[&str] = &["io", "cli", "main"];

struct File {
    path: String,
    room: String,
    text: String,
}

impl File {
    /// The lines of code, without the tests at the end and without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = match self.path.ends_with("/tests.rs") {
            true => 0,
            false => self.text.find("#[cfg(test)]").unwrap_or(self.text.len()),
        };
        self.text[..end]
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn files() -> Vec<File> {
    let src = root().join("src");
    let entries = WalkDir::new(&src).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"))
        .map(|entry| {
            let inside = entry.path().strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
            let room = inside.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            File { path: format!("src/{inside}"), room, text: fs::read_to_string(entry.path()).unwrap() }
        })
        .collect()
}

fn report(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn imports_follow_the_table() {
    let law: BTreeMap<&str, &[&str]> = LAW.iter().copied().collect();
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| file.room != "lib") {
        let allowed = law.get(file.room.as_str()).unwrap_or_else(|| panic!("{}: a room without a law", file.path));
        for (line, text) in file.code() {
            for (at, _) in text.match_indices("crate::") {
                let target: String = text[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if target != file.room && law.contains_key(target.as_str()) && !allowed.contains(&target.as_str()) {
                    faults.push(format!("{}:{line}: {} must not import {target}", file.path, file.room));
                }
            }
        }
    }
    report(faults);
}

#[test]
fn only_io_and_cli_touch_the_world() {
    let forbidden = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "SystemTime",
        "Instant::now",
        "println!",
        "print!(",
        "eprintln!",
        "eprint!(",
    ];
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| !WORLD.contains(&file.room.as_str())) {
        for (line, text) in file.code() {
            faults.extend(
                forbidden
                    .iter()
                    .filter(|word| text.contains(**word))
                    .map(|word| format!("{}:{line}: {word}", file.path)),
            );
        }
    }
    report(faults);
}

/// Some drives of Windows cannot tell where a path leads: `io::real` knows what to do then.
#[test]
fn one_file_asks_where_a_path_leads() {
    let files = files();
    let found = files.iter().filter(|file| file.code().any(|(_, line)| line.contains("canonicalize(")));
    assert_eq!(found.map(|file| file.path.as_str()).collect::<Vec<_>>(), ["src/io/real.rs"]);
}

/// One dispatch says what a page is, one how it looks. The list may only become shorter.
#[test]
fn kinds_of_pages_are_told_apart_in_two_files() {
    let kind = |line: &str| {
        line.match_indices("Place::").any(|(at, word)| line[at + word.len()..].starts_with(char::is_uppercase))
    };
    let files = files();
    let found = files.iter().filter(|file| file.code().any(|(_, line)| kind(line)));
    let found: Vec<&str> = found.map(|file| file.path.as_str()).collect();
    assert_eq!(found, ["src/ita/places/mod.rs", "src/render/pages/mod.rs"]);
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut faults = Vec::new();
    let mut lengths: Vec<usize> = Vec::new();
    for file in files() {
        let lines = file.text.lines().count();
        lengths.push(lines);
        if lines > 400 {
            faults.push(format!("{}: {lines} lines", file.path));
        }
        if !file.text.starts_with("//!") {
            faults.push(format!("{}: does not begin with //!", file.path));
        }
        let words = ["util", "common", "helper", "manager", "handler"];
        faults.extend(
            words
                .iter()
                .filter(|word| file.path.contains(**word))
                .map(|word| format!("{}: {word} is no noun", file.path)),
        );
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    if median > 120 {
        faults.push(format!("the median file has {median} lines"));
    }
    report(faults);
}

/// What people read. Blocks of code are as they are: a message, a file, a command is not cut.
#[test]
fn lines_of_documents_are_short() {
    let mut faults = Vec::new();
    let places = ["", "content", "docs", "src", "tests", "themes"];
    let entries = places.iter().flat_map(|place| {
        let depth = if matches!(*place, "" | "content") { 1 } else { 10 };
        WalkDir::new(root().join(place)).max_depth(depth).sort_by_file_name().into_iter().filter_map(Result::ok)
    });
    for path in entries.map(walkdir::DirEntry::into_path) {
        let inside = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        // The content of a small site, and of a new one, is content: a visitor reads it, and a browser wraps it. Packages
        // are not ours.
        let others = ["tests/sites/", "tests/search/", "tests/browser/node_modules/", "src/ita/catalogues/"];
        if !inside.ends_with(".md") || others.iter().any(|folder| inside.starts_with(folder)) {
            continue;
        }
        let mut fence: Option<&str> = None;
        for (line, text) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let ticks = &text[..text.len() - text.trim_start_matches('`').len()];
            match fence {
                Some(open) if ticks.len() >= open.len() && ticks.len() == text.trim_end().len() => fence = None,
                None if ticks.len() >= 3 => fence = Some(&"````````"[..ticks.len()]),
                None if text.chars().count() > 120 => faults.push(format!("{inside}:{}: a long line", line + 1)),
                _ => {}
            }
        }
    }
    report(faults);
}

#[test]
fn no_unwrap_and_no_glob_imports_outside_tests() {
    let mut faults = Vec::new();
    for file in files() {
        for (line, text) in file.code() {
            let words = [".unwrap()", "todo!(", "unimplemented!(", "use super::*", "dbg!("];
            faults.extend(
                words.iter().filter(|word| text.contains(**word)).map(|word| format!("{}:{line}: {word}", file.path)),
            );
        }
    }
    report(faults);
}

#[test]
fn no_fact_of_the_assessment_in_code_or_templates() {
    let facts = ["2566", "2567", "2568", "2569", "โสกก่าม", "Sokkam", "sokkam", "IIT", "EIT", "OIT"];
    let templates = WalkDir::new(root().join("themes/default")).into_iter().filter_map(Result::ok);
    let templates = templates.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        File { path: entry.path().display().to_string(), room: "theme".to_owned(), text }
    });
    let mut faults = Vec::new();
    for file in files().into_iter().chain(templates) {
        for (line, text) in file.code() {
            // Examples in messages tell people how to write a year or a code.
            let example = ["เช่น", "such as", "write", "for example", "as 2568", "as 2569", "help(", "เขียน", "\"a date"]
                .iter()
                .any(|word| text.contains(word));
            let found = facts.iter().find(|fact| text.contains(**fact)).filter(|_| !example);
            faults.extend(found.map(|fact| format!("{}:{line}: {fact}", file.path)));
        }
    }
    report(faults);
}

#[test]
fn words_stand_in_both_languages() {
    let keys = |lang: &str| {
        let path = root().join(format!("themes/default/i18n/{lang}.yaml"));
        let text = fs::read_to_string(path).unwrap();
        let keys = text.lines().filter(|line| !line.starts_with(['#', ' '])).filter_map(|line| line.split_once(':'));
        keys.map(|(key, _)| key.to_owned()).collect::<std::collections::BTreeSet<_>>()
    };
    let (th, en) = (keys("th"), keys("en"));
    assert_eq!(th.symmetric_difference(&en).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(th.len() > 20);
}

/// That each has a case is held by `check.rs`.
#[test]
fn rules_have_codes_and_words() {
    let mut seen = std::collections::BTreeSet::new();
    let mut faults = Vec::new();
    for rule in prongsai::pipeline::rules() {
        let code = rule.code;
        if !seen.insert(code) {
            faults.push(format!("{code}: stands twice"));
        }
        if !code.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
            faults.push(format!("{code}: not lower-case words with hyphens"));
        }
        for text in [rule.title.th, rule.title.en, rule.why.th, rule.why.en] {
            if text.is_empty() {
                faults.push(format!("{code}: a word is missing"));
            }
        }
    }
    report(faults);
}

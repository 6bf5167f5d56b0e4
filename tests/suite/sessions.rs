//! Sessions at a command line, as Markdown: `tests/cli/*.md`. Each `##` begins in a folder of its own; a `$` line is run
//! there, and what it prints must be what stands below it. `UPDATE=1` writes what was printed.

use std::fmt::Write;
use std::fs;
use std::path::Path;

#[cfg(target_os = "linux")]
use crate::support::on_a_terminal;
use crate::support::{code, content_of, copy, folder, prongsai, root, site};

/// One test for each file, and the list of them.
macro_rules! files {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                file(stringify!($name));
            }
        )*
        const FILES: &[&str] = &[$(stringify!($name)),*];
    };
}

files! { add catalogues import itas new pack redirects rename signed status undo }

#[test]
fn every_file_has_its_test() {
    let entries = fs::read_dir(root().join("tests/cli")).expect("the folder is there").filter_map(Result::ok);
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let unread: Vec<String> = names.filter(|name| !FILES.iter().any(|own| format!("{own}.md") == *name)).collect();
    assert!(unread.is_empty(), "no test reads {unread:?}");
}

#[cfg(target_os = "linux")]
fn holds(shown: &str, words: &[&str]) {
    let missing: Vec<_> = words.iter().filter(|word| !shown.contains(**word)).collect();
    assert!(missing.is_empty(), "{missing:?} not in\n{shown}");
}

/// What is missing is asked for, again after an answer that cannot be taken, with what is usual in brackets.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_asked_in_thai() {
    let place = content_of("two-years");
    let typed = "\nเปิดบ้าน\n31/2/2569\n\nเปิดบ้าน\nopen-house\n";
    let shown = on_a_terminal(place.path(), &["--lang", "th", "new", "news", "--title-en", "Open house"], typed);
    let asked = ["ชื่อเรื่อง", "วันที่ของข่าว [2569-01-05]", "“31/2/2569” ไม่ใช่วันที่", "“เปิดบ้าน” ใช้เป็นที่อยู่เว็บไม่ได้", "ต่อไป:"];
    holds(&shown, &asked);
    let text = fs::read_to_string(place.path().join("content/news/2569-01-05-open-house.md")).expect("it was written");
    assert!(text.contains("title: {th: เปิดบ้าน, en: Open house}"), "{text}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_asked_in_english() {
    let place = folder();
    let typed = "portal\n\nโรงเรียน\nSchool\n\n\nschool\nschool.example\n\n";
    let shown = on_a_terminal(place.path(), &["--lang", "en", "new", "site"], typed);
    let refused = "`school` is not an address";
    holds(&shown, &["the folder of the new site", "its short name in Thai (may be empty)", refused, "next:"]);
    let text = fs::read_to_string(place.path().join("portal/content/agency.yaml")).expect("it was written");
    assert!(text.contains("name: {th: โรงเรียน, en: School}") && text.contains("base_url: https://school.example/"));
    copy(&site("two-years").join("content"), &place.path().join("content"));
    fs::remove_file(place.path().join("content/2568/items/o04.md")).expect("it is there");
    let shown = on_a_terminal(place.path(), &["--lang", "en", "new", "item"], "2025\n2568\nO77\n๐๔\n");
    holds(
        &shown,
        &["`2025` is not a Buddhist fiscal year", "the catalogue has no item `O77`", "content/2568/items/o04.md"],
    );
}

/// The year after the last passes the check on every site, the agency's own too, and its catalogue asks the same items.
#[test]
fn every_site_can_begin_its_next_year() {
    let small = ["hospital", "school", "thai-only", "two-years"].map(site);
    for from in small.into_iter().chain([root()]) {
        let place = folder();
        copy(&from.join("content"), &place.path().join("content"));
        let entries = fs::read_dir(from.join("content")).expect("a folder").filter_map(Result::ok);
        let years = entries.filter(|entry| entry.path().join("catalogue.yaml").is_file());
        let last: u32 = years.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).max().expect("a year");
        let (path, next) = (place.path().to_str().expect("a plain path"), (last + 1).to_string());
        let begun = prongsai(&["--site", path, "new", "year", &next]).output().expect("the program starts");
        assert_eq!(code(&begun), 0, "{}: {}", from.display(), String::from_utf8_lossy(&begun.stderr));
        let checked = prongsai(&["--site", path, "check", "--format", "short"]).output().expect("the program starts");
        assert_eq!(code(&checked), 0, "{}: {}", from.display(), String::from_utf8_lossy(&checked.stdout));
        let codes = |year: &str| {
            let file = place.path().join("content").join(year).join("catalogue.yaml");
            let text = fs::read_to_string(file).expect("the file can be read");
            let text = match text.lines().find_map(|line| line.strip_prefix("from: ")) {
                Some(name) => carried(name),
                None => text,
            };
            let text = text.replace("{code: ", "\n- code: ");
            let codes = text.lines().filter_map(|line| line.trim_start().strip_prefix("- code: ").map(str::to_owned));
            codes.map(|code| code.split([',', '#']).next().unwrap_or_default().trim().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(codes(&next), codes(&last.to_string()), "{}", from.display());
        assert!(!codes(&next).is_empty(), "{}", from.display());
    }
}

/// A catalogue that the program carries.
fn carried(name: &str) -> String {
    let path = root().join(format!("src/ita/catalogues/{name}.yaml"));
    fs::read_to_string(path).expect("the program carries it")
}

fn file(name: &str) {
    let path = root().join("tests/cli").join(format!("{name}.md"));
    let text = fs::read_to_string(&path).expect("the file can be read");
    let now = played(&text);
    if std::env::var_os("UPDATE").is_some() {
        return fs::write(&path, &now).expect("the file can be written");
    }
    let lines = text.lines().zip(now.lines()).enumerate();
    let differs = lines.into_iter().find(|(_, (was, is))| was != is);
    if let Some((at, (was, is))) = differs {
        panic!("tests/cli/{name}.md:{}\n- {was}\n+ {is}\n", at + 1);
    }
    assert_eq!(text.lines().count(), now.lines().count(), "tests/cli/{name}.md: something is missing at its end");
}

/// The text with every command's output as it is now.
fn played(text: &str) -> String {
    let mut out = String::new();
    let (mut place, mut inside) = (folder(), false);
    for line in text.lines() {
        // What a command prints may have headings of its own.
        if !inside && line.starts_with("## ") {
            place = folder();
        }
        if let Some(name) = line.strip_prefix("Starts from the site ") {
            copy(&site(name.trim_matches(['`', '.'])).join("content"), &place.path().join("content"));
        }
        let command = line.strip_prefix("$ ").filter(|_| inside);
        if command.is_some() || !inside || line == "```" {
            let _ = writeln!(out, "{line}");
        }
        if let Some(command) = command {
            out.push_str(&outcome(command, place.path()));
        }
        inside = if inside { line != "```" } else { line == "```console" };
    }
    out
}

/// What a command prints: stdout, then stderr, then its exit code unless it is 0.
fn outcome(command: &str, place: &Path) -> String {
    let words = words(command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let at = |name: &str| place.join(name);
    let text = match words.as_slice() {
        ["prongsai", arguments @ ..] => {
            let output = prongsai(arguments).current_dir(place).output().expect("the program starts");
            let (said, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            let end = if code(&output) == 0 { String::new() } else { format!("[exit {}]\n", code(&output)) };
            format!("{said}{told}{end}")
        }
        ["cat", name] => fs::read_to_string(at(name)).unwrap_or_else(|error| format!("{}\n", error.kind())),
        ["rm", name] => {
            fs::remove_file(at(name)).map_or_else(|error| format!("{}\n", error.kind()), |()| String::new())
        }
        ["copy", from, to] => {
            fs::create_dir_all(at(to).parent().expect("a folder")).expect("a folder can be made");
            fs::copy(at(from), at(to)).map_or_else(|error| format!("{}\n", error.kind()), |_| String::new())
        }
        ["write", name, text] => {
            fs::create_dir_all(at(name).parent().expect("a folder")).expect("a folder can be made");
            fs::write(at(name), text).map_or_else(|error| format!("{}\n", error.kind()), |()| String::new())
        }
        ["replace", name, old, new] => {
            let text = fs::read_to_string(at(name)).expect("the file can be read");
            assert!(text.contains(old), "{name} has no {old}");
            fs::write(at(name), text.replace(old, new)).expect("the file can be written");
            String::new()
        }
        other => panic!("no such command: {other:?}"),
    };
    text.replace('\\', "/")
}

/// The words of a command; those in single quotes are one, in which `\n` is a line end and `\t` a tab.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut quoted) = (Vec::new(), false);
    for part in command.split('\'') {
        if quoted {
            words.push(part.replace("\\n", "\n").replace("\\t", "\t"));
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
        quoted = !quoted;
    }
    words
}

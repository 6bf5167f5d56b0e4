//! What is `pub` is there for a test or for `main`: the program itself needs `pub(crate)` only, and of what no one outside can
//! see the compiler tells what is dead. Types are left to the compiler: it asks for those of every signature.

use std::collections::BTreeSet;
use std::fs;

use walkdir::WalkDir;

use super::{files, report};
use crate::support::root;

/// Every word of a text that could be a name.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// Every name that a text imports or calls; what only stands in it, as in a comment, is not used.
fn used(text: &str) -> Vec<&str> {
    let (mut names, mut imports) = (Vec::new(), false);
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let begins = ["use ", "pub use ", "pub(crate) use "].iter().any(|own| line.trim_start().starts_with(own));
        imports |= begins;
        names.extend(words(line).filter(|word| {
            let at = word.as_ptr() as usize - line.as_ptr() as usize;
            let called = line[at + word.len()..].starts_with(['(', ':', '<']);
            imports || called || line[..at].ends_with(['.', ':'])
        }));
        imports &= !line.contains(';');
    }
    names
}

/// The name of what a line declares to everybody: a function, a constant or a static.
fn declared(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let rest =
        ["const fn ", "async fn ", "fn ", "const ", "static "].iter().find_map(|kind| rest.strip_prefix(kind))?;
    words(rest).next()
}

#[test]
fn what_everybody_may_use_is_used_by_a_test() {
    let folders = ["tests/suite", "tests/bench", "src/main.rs"].map(|folder| root().join(folder));
    let texts =
        folders.iter().flat_map(WalkDir::new).filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let texts: Vec<String> = texts.filter_map(|entry| fs::read_to_string(entry.path()).ok()).collect();
    let used: BTreeSet<&str> = texts.iter().flat_map(|text| used(text)).collect();
    let files = files();
    // What a front door hands on may have its other name.
    let handed: BTreeSet<&str> = files
        .iter()
        .flat_map(|file| file.code().filter(|(_, line)| line.starts_with("pub use ")).flat_map(|(_, line)| words(line)))
        .collect();
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| file.room != "main") {
        for (number, line) in file.code() {
            let needless = declared(line).filter(|name| !used.contains(name) && !handed.contains(name));
            faults.extend(needless.map(|name| format!("{}:{number}: {name} needs `pub(crate)` only", file.path)));
        }
    }
    report(faults);
}

#[test]
fn what_is_only_spoken_of_is_not_used() {
    let text = "use a::{\n    one,\n};\n// two\nlet three = x.four(FIVE::SIX, \"seven\");\n";
    assert_eq!(used(text), ["use", "a", "one", "four", "FIVE", "SIX"]);
}

#[test]
fn declarations_to_everybody_are_seen() {
    for (line, name) in [
        ("pub fn one() {", Some("one")),
        ("    pub const fn one<T>() {", Some("one")),
        ("pub const ONE: usize = 1;", Some("ONE")),
        ("pub static ONE: Rule = Rule::new(", Some("ONE")),
        ("pub(crate) fn one() {", None),
        ("pub(super) const ONE: usize = 1;", None),
        ("fn one() {", None),
        ("pub struct One;", None),
        ("pub one: usize,", None),
    ] {
        assert_eq!(declared(line), name, "{line}");
    }
}

//! Items are public only where a test needs them. `unreachable_pub` refuses what no path leads to; what a path leads to but
//! no test names is refused here.

use std::collections::HashSet;
use std::fs;

use walkdir::WalkDir;

use crate::support::root;

/// The text of every Rust file below a folder of the repository, with its path.
fn files(folder: &str) -> impl Iterator<Item = (String, String)> {
    let entries = WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok);
    let rust = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    rust.map(|entry| (entry.path().display().to_string(), fs::read_to_string(entry.path()).unwrap()))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// The functions and constants of a text that are public and that nobody outside names.
fn needless<'t>(text: &'t str, named: &'t HashSet<String>) -> impl Iterator<Item = &'t str> {
    let names = text.lines().filter_map(|line| {
        let item = line.trim_start().strip_prefix("pub ")?;
        let name = ["fn ", "const fn ", "const ", "static "].iter().find_map(|kind| item.strip_prefix(kind))?;
        words(name).next()
    });
    names.filter(|name| !named.contains(*name))
}

#[test]
fn what_no_test_names_is_not_public() {
    let main = fs::read_to_string(root().join("src/main.rs")).unwrap();
    let tests = files("tests").map(|(_, text)| text);
    let named: HashSet<String> =
        tests.chain([main]).flat_map(|text| words(&text).map(str::to_owned).collect::<Vec<_>>()).collect();
    let faults: Vec<String> = files("src")
        .flat_map(|(path, text)| needless(&text, &named).map(|name| format!("{path}: {name}")).collect::<Vec<_>>())
        .collect();
    assert!(faults.is_empty(), "write pub(crate):\n{}", faults.join("\n"));
    let planted =
        format!("    pub fn {}() {{}}\n    pub(crate) fn inside() {{}}\n", ["nobody", "calls", "me"].join("_"));
    assert_eq!(needless(&planted, &named).count(), 1);
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    assert!(library.contains("\n#![warn(unreachable_pub)]\n"), "the lint that sees the rest is off");
}

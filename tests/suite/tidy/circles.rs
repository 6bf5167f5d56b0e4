//! No circle of files: whoever reads a file reads what it stands on, and never comes back. An edge is a path from `crate`,
//! `super` or `self`, or a `use` of a child; that a front door calls its rooms by their names is none.

use std::collections::{BTreeMap, BTreeSet};

use super::{File, files, report};

/// Who names whom, by the paths of files.
type Edges<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The module that a file holds, as its segments below the crate.
fn module(path: &str) -> Vec<&str> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    inner.split('/').filter(|part| !["mod", "lib"].contains(part)).collect()
}

/// The paths of a tree such as `a::{b, c::{self, d}}`, without what they are renamed to.
fn expanded(tree: &str) -> Vec<String> {
    let Some((before, inner)) = tree.trim().split_once('{') else {
        return vec![tree.split(" as ").next().unwrap_or_default().trim().to_owned()];
    };
    let inner = inner.trim_end().strip_suffix('}').unwrap_or(inner);
    let mut depth = 0;
    let parts = inner.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let parts = parts.filter(|part| !part.trim().is_empty());
    parts.flat_map(expanded).map(|part| format!("{}{part}", before.trim())).collect()
}

/// What a file names: the trees of its `use` lines, and paths within its code.
fn named(file: &File) -> Vec<String> {
    let code: String = file.code().map(|(_, line)| format!("{}\n", line.trim_start())).collect();
    let visible = ["pub(crate) ", "pub(super) ", "pub "];
    let mut paths: Vec<String> = Vec::new();
    for statement in code.split(';') {
        let starts = |line: &&str| {
            let bare = visible.iter().find_map(|word| line.strip_prefix(word)).unwrap_or(line);
            bare.starts_with("use ")
        };
        let tree: String = statement.lines().skip_while(|line| !starts(line)).collect();
        paths.extend(tree.split_once("use ").map(|(_, tree)| expanded(tree)).unwrap_or_default());
    }
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let inside = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            let path = code[at..].split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').next();
            paths.extend(path.filter(|_| !inside).map(|path| path.trim_end_matches(':').to_owned()));
        }
    }
    paths
}

fn edges(files: &[File]) -> Edges<'_> {
    let modules: BTreeMap<Vec<&str>, &str> = files.iter().map(|file| (module(&file.path), &*file.path)).collect();
    let names = |file: &File| {
        let own = module(&file.path);
        let mut targets: BTreeSet<&str> = BTreeSet::new();
        for path in named(file) {
            let mut rest: Vec<&str> = path.split("::").map(str::trim).collect();
            let mut from = own.clone();
            match rest[0] {
                "crate" => from.clear(),
                "self" | "super" => {}
                child if modules.contains_key(&[&own[..], &[child]].concat()) => {}
                _ => continue,
            }
            while rest.first() == Some(&"super") {
                from.pop();
                rest.remove(0);
            }
            let rest: Vec<&str> = rest.into_iter().filter(|part| !["crate", "self"].contains(part)).collect();
            let whole = [from, rest].concat();
            let found = (1..=whole.len()).rev().find_map(|length| modules.get(&whole[..length]));
            targets.extend(found.filter(|target| **target != file.path));
        }
        targets
    };
    files.iter().map(|file| (&*file.path, names(file))).collect()
}

/// The shortest way from a file back to itself.
fn circle<'a>(edges: &Edges<'a>, start: &'a str) -> Option<Vec<&'a str>> {
    let mut ways = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in edges.get(way[way.len() - 1])? {
                if *next == start {
                    return Some(way);
                }
                if seen.insert(*next) {
                    longer.push([&way[..], &[*next]].concat());
                }
            }
        }
        ways = longer;
    }
    None
}

#[test]
fn no_files_name_each_other_in_a_circle() {
    let files = files();
    let edges = edges(&files);
    assert!(edges.values().map(BTreeSet::len).sum::<usize>() > files.len(), "the files name each other");
    let circles = edges.keys().filter_map(|file| circle(&edges, file));
    let faults = circles.map(|way| format!("a circle: {} -> {}", way.join(" -> "), way[0])).collect();
    report(faults);
}

#[test]
fn circles_are_found_however_they_are_written() {
    let file = |path: &str, text: &str| File { path: path.to_owned(), room: String::new(), text: text.to_owned() };
    let found = |a: &str, b: &str| {
        let files = [file("src/a/one.rs", a), file("src/a/two.rs", b), file("src/a/mod.rs", "mod one;\nmod two;")];
        circle(&edges(&files), "src/a/one.rs").is_some()
    };
    let back = "pub(crate) use super::{\n    one::One,\n};";
    for there in [
        "use crate::a::two::Two;",
        "use crate::{\n    a::{two::{Two, second}, x},\n    b,\n};",
        "use super::two as other;",
        "use crate::a::{self, two};",
        "fn f() { crate::a::two::f() }",
    ] {
        assert!(found(there, back), "{there}");
        assert!(!found(there, "// use super::one::One;\nuse std::one;"), "{there}");
        assert!(!found(there, "#[cfg(test)]\nmod tests { use super::one; }"), "{there}");
    }
    let door = [file("src/a/mod.rs", "pub mod one;\nfn f() { one::g() }"), file("src/a/one.rs", "use super::Shared;")];
    assert!(circle(&edges(&door), "src/a/one.rs").is_none(), "a front door may call its rooms");
    let door = [file("src/a/mod.rs", "mod one;\npub use one::One;"), file("src/a/one.rs", "use super::Shared;")];
    assert!(circle(&edges(&door), "src/a/one.rs").is_some());
}

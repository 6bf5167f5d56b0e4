//! Rules and "met" are each defined once, held by reading the sources.

use std::fs;

use walkdir::WalkDir;

use crate::support::root;

/// The one place that says what "met" means: the states, and the judges who give them.
const STATE: &[&str] = &["src/ita/progress.rs", "src/ita/state.rs", "src/ita/evidence/"];

/// What only a definition of "met" needs, with the files (by the end of their path) that need it for something else.
const SIGNS: &[(&str, &[&str])] = &[
    // The evidence for a requirement: counted as entries, asked for its hosts, mapped as it is offered, and the tables of it.
    (
        ".evidence_for(",
        &["ita/readiness.rs", "check/evidence.rs", "export/tables.rs", "export/map.rs", "export/constraints.rs"],
    ),
    // Which requirements an entry names: read, told, held against the catalogue, carried over into a draft, given to the
    // assessor.
    (
        "Claimed::",
        &[
            "/document.rs",
            "/item.rs",
            "/spelling.rs",
            "parse/pages.rs",
            "check/references.rs",
            "check/evidence.rs",
            "papers/answer_sheet.rs",
        ],
    ),
    // Whether there is any evidence at all: what the year before had, and a new year has not; banners that lead to nothing.
    ("evidence.is_empty()", &["ita/continuity.rs", "places/item.rs", "new/carried.rs"]),
    // Whether an entry's document is there: told beside it, and given as an address.
    (".there", &["ita/ids.rs", "status/words.rs", "status/json.rs", "export/map.rs", "ita/answer_sheet.rs"]),
    // A state that is made, not asked for.
    ("=> State::", &[]),
    ("{ State::", &[]),
    ("-> State", &[]),
    ("map_or(State::", &[]),
];

/// The lines of a file, without its tests, that could be another definition of "met".
fn definitions<'a>(path: &str, text: &'a str) -> Vec<&'a str> {
    let forbidden = SIGNS.iter().filter(|(_, allowed)| {
        !STATE.iter().any(|own| path.starts_with(own)) && !allowed.iter().any(|end| path.ends_with(end))
    });
    let forbidden: Vec<&str> = forbidden.map(|(sign, _)| *sign).collect();
    let comment = |line: &&str| !line.trim_start().starts_with("//");
    code(text).lines().filter(comment).filter(|line| forbidden.iter().any(|sign| line.contains(sign))).collect()
}

/// A file without its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn sources() -> impl Iterator<Item = (String, String)> {
    let entries = WalkDir::new(root().join("src")).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs")).map(|entry| {
        let path = entry.path().strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        (path, fs::read_to_string(entry.path()).unwrap())
    })
}

#[test]
fn met_is_defined_in_one_place() {
    let sources: Vec<(String, String)> = sources().collect();
    let mut faults = Vec::new();
    for (path, text) in &sources {
        faults.extend(definitions(path, text).into_iter().map(|line| format!("{path}: {}", line.trim())));
    }
    for (sign, allowed) in SIGNS {
        let needs = |end: &&&str| sources.iter().any(|(path, text)| path.ends_with(**end) && text.contains(sign));
        faults.extend(allowed.iter().filter(|end| !needs(end)).map(|end| format!("{end} needs no {sign}")));
    }
    assert!(faults.is_empty(), "ask {STATE:?} what is met:\n{}\n", faults.join("\n"));
}

#[test]
fn a_second_definition_of_met_is_seen() {
    for planted in [
        "let met = spec.requirements.iter().filter(|one| item.evidence_for(&one.id.value).next().is_some());",
        "let met = item.evidence.iter().any(|one| matches!(one.requirements, Claimed::All));",
        "let met = !item.evidence.is_empty();",
        "let met = item.evidence.iter().all(|one| one.there);",
        "fn state(item: &Item) -> State {",
        "let state = if answers.all() { State::Given } else { State::Awaiting };",
        "        None => State::Awaiting,",
        "let state = item.map_or(State::Awaiting, own);",
    ] {
        assert_eq!(definitions("src/render/pages/year.rs", planted).len(), 1, "{planted}");
    }
    for sound in [
        "state::of_item(spec, item) == Completeness::Complete",
        "State::Holds => \"[x]\",",
        "// one.there",
        "state: State,",
    ] {
        assert_eq!(definitions("src/render/pages/year.rs", sound), Vec::<&str>::new());
    }
}

#[test]
fn every_rule_of_the_code_is_in_the_one_list() {
    let made: usize = sources().map(|(_, text)| code(&text).matches(": Rule = Rule::new(").count()).sum();
    assert_eq!(made, prongsai::pipeline::rules().count(), "a rule stands in no list, or in two");
}

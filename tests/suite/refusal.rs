//! Nothing wrong gets published: every case of `tests/check/*.md` that holds an error is built over an old site. By the
//! library each of them leaves nothing to write; a sample of every family also runs as a real process, in both languages, ends
//! with exit code 1 and leaves `public/` as it was, byte for byte. `bad_input.rs` does the same with faults of real files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use prongsai::base::date::Day;
use prongsai::base::thai::is_thai;
use prongsai::ita::options::Options;
use rayon::prelude::*;

use crate::check::{self, Small};
use crate::support::{code, copy, folder, run, said, tree};
use crate::whole;

/// How many cases of each family run as a process; `tests/run --all` runs every one.
const SAMPLE: usize = 2;

/// The cases that hold an error, each with its errors in short and the number of files that it would have written. Both
/// tests look at the same list.
static BAD: LazyLock<Vec<(Small, BTreeSet<String>, usize)>> = LazyLock::new(bad);

fn bad() -> Vec<(Small, BTreeSet<String>, usize)> {
    let built = check::sites().into_par_iter().map(|case| {
        let place = folder();
        case.write(place.path());
        let sources = crate::support::read(place.path()).expect("the folder can be read");
        let options = Options { today: Day::parse("2569-01-05").expect("a day"), base_url: None };
        let built = whole::build(&sources, &options);
        let errors = built.findings.iter().filter(|finding| finding.is_error());
        let errors = errors.map(|finding| format!("{}: {}", finding.rule.code, finding.message().en)).collect();
        (case, errors, built.output.len())
    });
    built.filter(|(_, errors, _): &(Small, BTreeSet<String>, usize)| !errors.is_empty()).collect()
}

#[test]
fn no_case_with_an_error_leaves_anything_to_write() {
    let bad = &*BAD;
    let written = bad.iter().filter(|(_, _, files)| *files > 0).map(|(case, ..)| &case.name);
    assert_eq!(written.collect::<Vec<_>>(), Vec::<&String>::new());
    // Cases with the same errors in the same words are one bad input.
    let distinct: BTreeSet<&BTreeSet<String>> = bad.iter().map(|(_, errors, _)| errors).collect();
    assert!(distinct.len() >= 120, "{} distinct bad inputs", distinct.len());
    println!("{} cases with errors, {} of them distinct", bad.len(), distinct.len());
}

#[test]
fn a_process_refuses_them_and_keeps_the_old_site() {
    let all = std::env::var_os("PRONGSAI_TEST_ALL").is_some();
    let mut chosen: Vec<&Small> = Vec::new();
    for (case, ..) in BAD.iter() {
        let same = chosen.iter().filter(|other| other.family == case.family).count();
        if all || same < SAMPLE {
            chosen.push(case);
        }
    }
    assert!(chosen.len() >= 20, "{} cases", chosen.len());
    let old = folder();
    check::sites()[0].write(old.path());
    let output = run(&["--site", old.path().to_str().expect("a plain path"), "build"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let before = tree(&old.path().join("public"));
    let faults: Vec<String> = chosen.par_iter().flat_map_iter(|case| refused(case, old.path(), &before)).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n\n"));
}

/// What is wrong with the answer to a case that is put over the old site.
fn refused(case: &Small, old: &Path, before: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let place = folder();
    copy(&old.join("public"), &place.path().join("public"));
    case.write(place.path());
    let site = place.path().to_str().expect("a plain path");
    let mut faults = Vec::new();
    for lang in ["th", "en"] {
        let output = run(&["--site", site, "--lang", lang, "build"]);
        let text = said(&output);
        if code(&output) != 1 || text.contains("panicked") || (lang == "th" && !text.contains(is_thai)) {
            faults.push(format!("{} ({lang}): exit {}\n{text}", case.name, code(&output)));
        }
    }
    if tree(&place.path().join("public")) != *before {
        faults.push(format!("{}: public/ has changed", case.name));
    }
    faults
}

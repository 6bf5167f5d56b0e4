//! The search: which pages each of two hundred queries must find, by a plain scan of the content that shares nothing with
//! the index; that the index holds those texts; that its sizes stay in their budgets. What `search.js` makes of the same
//! queries in a browser is in `tests/browser/search.test.mjs`.

use std::collections::BTreeMap;
use std::fs;

use prongsai::base::output::Asset;
use prongsai::base::path::RelPath;
use prongsai::base::source::Sources;
use prongsai::base::thai::searchable;
use serde_json::Value;

use crate::budget::gzip;
use crate::sites::options;
use crate::support::{root, site};
use crate::whole;

mod index;
mod lifelike;
mod scan;

use index::Index;
use scan::Scan;

/// The agency's site with a few pages of `tests/search/content`, which have what it lacks.
fn sources() -> Sources {
    let mut sources = crate::support::read(&root()).expect("the folder can be read");
    for (path, text) in crate::support::tree(&root().join("tests/search/content")) {
        let path = RelPath::new(&format!("content/{path}")).expect("a path");
        sources.texts.insert(path, String::from_utf8(text).expect("text").into());
    }
    sources
}

/// A line of `tests/search/queries.txt`: what is typed, and the pages to be found. A query that ends in `…` is being typed.
struct Query {
    lang: String,
    typed: String,
    pages: Vec<String>,
}

fn queries() -> Vec<Query> {
    let text = fs::read_to_string(root().join("tests/search/queries.txt")).expect("the queries");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let query = |line: &str| {
        let (asked, pages) = line.split_once(" => ").or(line.split_once(" =>")).unwrap_or((line, ""));
        let (lang, typed) = asked.split_once(' ').expect("a language and a query");
        let pages = pages.split_whitespace().map(str::to_owned).collect();
        Query { lang: lang.to_owned(), typed: typed.to_owned(), pages }
    };
    lines.map(query).collect()
}

/// The words of a query in a plain form, and whether the last may go on.
fn words(query: &Query, plain: impl Fn(&str) -> String) -> (Vec<String>, bool) {
    let typed = query.typed.strip_suffix('…');
    let text = plain(typed.unwrap_or(&query.typed));
    (text.split_whitespace().map(str::to_owned).collect(), typed.is_some())
}

/// Whether a text has a word that ends where a letter ends, unless it is `open`.
fn has(text: &str, word: &str, open: bool) -> bool {
    let goes_on =
        |rest: &str| rest.starts_with(|c: char| matches!(c, '\u{E31}' | '\u{E33}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}'));
    text.match_indices(word).any(|(at, _)| open || !goes_on(&text[at + word.len()..]))
}

fn found(query: &Query, pages: &BTreeMap<String, String>, plain: impl Fn(&str) -> String) -> Vec<String> {
    let (words, open) = words(query, plain);
    let all = |text: &str| words.iter().enumerate().all(|(at, word)| has(text, word, open && at + 1 == words.len()));
    pages.iter().filter(|(_, text)| all(text)).map(|(href, _)| format!("/{href}")).collect()
}

#[test]
fn the_expected_pages_are_those_of_a_plain_scan() {
    let scans: BTreeMap<&str, Scan> = ["th", "en"].into_iter().map(|lang| (lang, Scan::new(lang))).collect();
    let queries = queries();
    assert!(queries.len() >= 200, "{} queries", queries.len());
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        let path = root().join("tests/search/queries.txt");
        let text = fs::read_to_string(&path).expect("the queries");
        let mut queries = queries.iter();
        let lines = text.lines().map(|line| {
            if line.starts_with('#') || line.is_empty() {
                return format!("{line}\n");
            }
            let query = queries.next().expect("a query for each line");
            let pages = found(query, &scans[query.lang.as_str()].pages, scan::plain).join(" ");
            format!("{} {} => {pages}", query.lang, query.typed).trim_end().to_owned() + "\n"
        });
        fs::write(&path, lines.collect::<String>()).expect("the queries can be written");
        return;
    }
    for query in &queries {
        let found = found(query, &scans[query.lang.as_str()].pages, scan::plain);
        assert_eq!(found, query.pages, "{} {}", query.lang, query.typed);
    }
    let none = queries.iter().filter(|query| query.pages.is_empty()).count();
    assert!((10..60).contains(&none), "{none} queries find nothing");
}

#[test]
fn the_queries_hold_the_promises_by_name() {
    let queries = queries();
    let pages = |typed: &str| {
        let query = queries.iter().find(|query| query.lang == "th" && query.typed == typed);
        query.map(|query| query.pages.clone()).unwrap_or_else(|| panic!("no query {typed}"))
    };
    for (one, other) in [
        ("2568", "๒๕๖๘"),
        ("O12", "o12"),
        ("012", "๐๑๒"),
        ("น้ำ", "น\u{E4D}\u{E49}า"),
        ("น้ำ", "น\u{E49}\u{E4D}า"),
        ("แก้ไข", "เเก้ไข"),
        ("No Gift Policy", "no gift policy"),
    ] {
        assert_eq!(pages(one), pages(other), "{one} {other}");
        assert!(!pages(one).is_empty(), "{one}");
    }
    assert!(pages("๐๑๒").contains(&"/ita/2568/o12/".to_owned()));
    assert!(pages("นำ").contains(&"/services/import/".to_owned()));
    assert!(pages("น้ำ").iter().all(|page| !pages("นำ").contains(page)), "นำ for น้ำ");
    // The last letter of a word that is being typed may lack its tone.
    assert!(!pages("ผู").iter().any(|page| !pages("ผู…").contains(page)) && pages("ผู").len() < pages("ผู…").len());
}

#[test]
fn the_index_holds_what_the_content_says() {
    let built = whole::build(&sources(), &options());
    let mut faults = Vec::new();
    for lang in ["th", "en"] {
        let index = Index::of(&built.output, lang);
        assert!(index.pages.len() > 180, "{} pages", index.pages.len());
        for query in queries().iter().filter(|query| query.lang == lang) {
            let found = found(query, &index.pages, searchable);
            if found != query.pages {
                faults.push(format!("{lang} {}: {found:?}, not {:?}", query.typed, query.pages));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Lines, cells and entries that a page sets apart are no one word in the index; letters in bold are.
#[test]
fn what_a_page_parts_is_parted_in_the_index() {
    let mut sources = crate::support::read(&site("thai-only")).expect("the folder can be read");
    let body = "หนึ่ง\\\nสอง **สาม**สี่\n\n- ห้า\n- หก\n\n| เจ็ด | แปด |\n|---|---|\n| เก้า | สิบ |\n";
    let path = RelPath::new("content/pages/parted.md").expect("a path");
    sources.texts.insert(path, format!("---\ntitle: แยก\n---\n{body}").into());
    let index = Index::of(&whole::build(&sources, &options()).output, "th");
    let written = index.written.iter().find(|text| text.contains("หนึ่ง")).expect("the page is there");
    assert!(written.contains("หนึ่ง สอง สามสี่ ห้า หก เจ็ด แปด เก้า สิบ"), "{written}");
}

#[test]
fn spellings_are_one_by_the_vectors_that_the_script_shares() {
    let text = fs::read_to_string(root().join("tests/search/vectors.json")).expect("the vectors");
    let vectors: Vec<[String; 2]> = serde_json::from_str(&text).expect("pairs of texts");
    for [written, normal] in &vectors {
        assert_eq!(searchable(written), *normal, "{written:?}");
    }
    assert!(vectors.len() >= 40, "{} vectors", vectors.len());
}

#[test]
fn a_part_is_fetched_for_every_word_that_stands_in_it_and_seldom_else() {
    let built = whole::build(&sources(), &options());
    let index = Index::of(&built.output, "th");
    let mut kept = 0;
    for part in &index.parts {
        for word in part.text.split_whitespace().take(2_000) {
            assert!(part.may_hold(word), "{word}");
        }
        let others = index.parts.iter().flat_map(|other| other.text.split_whitespace());
        let absent: Vec<&str> =
            others.filter(|word| word.chars().count() > 12 && !part.text.contains(word)).take(500).collect();
        kept += absent.iter().filter(|word| part.may_hold(word)).count();
        assert!(absent.len() == 500);
    }
    assert!(kept * 3 < index.parts.len() * 500, "{kept} of {} words are looked for in vain", index.parts.len() * 500);
}

#[test]
fn a_thousand_lifelike_pages_stay_within_the_budget() {
    let agency = whole::build(&crate::support::read(&root()).expect("the folder can be read"), &options());
    let sources = lifelike::sources(&agency.output, 500);
    let built = whole::build(&sources, &options());
    let errors = built.findings.iter().filter(|finding| finding.is_error()).map(crate::sites::line);
    assert_eq!(errors.collect::<Vec<_>>(), Vec::<String>::new());
    let (mut pages, mut all) = (0, 0);
    for lang in ["th", "en"] {
        let (index, agency) = (Index::of(&built.output, lang), Index::of(&agency.output, lang));
        // The texts are as long as the agency's and no easier to compress.
        let (made, real) = (weight(&index), weight(&agency));
        assert!(made.0 >= real.0 && made.1 >= real.1, "{lang}: {made:?}, of the agency {real:?}");
        let start = gzip(&index.start);
        assert!(start <= 40 * 1024, "the start file of {lang}: {start} bytes");
        pages += index.pages.len();
        all += start + index.parts.iter().map(|part| gzip(&part.bytes)).sum::<usize>();
        println!("{lang}: {made:?} {real:?} start {start} all {all} pages {pages}");
    }
    assert!(pages >= 1_000, "{pages} pages");
    assert!(all <= 250 * 1024 * pages / 1_000, "{all} bytes for {pages} pages");
}

/// How many letters a page has, and how many bytes of the index a thousand letters take.
fn weight(index: &Index) -> (usize, usize) {
    let letters: usize = index.written.iter().map(|text| text.chars().count()).sum();
    let bytes: usize = index.parts.iter().map(|part| gzip(&part.bytes)).sum();
    (letters / index.written.len(), bytes * 1_000 / letters)
}

#[test]
fn a_page_without_the_script_of_the_theme_is_still_whole() {
    let mut sources = sources();
    let path = RelPath::new("themes/default/templates/search.html").expect("a path");
    sources.texts.insert(path, "<!doctype html><title>x</title>\n".into());
    let built = whole::build(&sources, &options());
    let page = RelPath::new("search/index.html").expect("a path");
    assert!(matches!(&built.output[&page], Asset::Bytes(bytes) if bytes.starts_with(b"<!doctype html><title>x")));
}

/// A value of JSON as a text; nothing else is expected there.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

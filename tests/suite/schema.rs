//! The editors' schemas are those of the parser: `docs/schema/` is what the program prints, and schema and parser refuse
//! the same files, but for what a schema cannot say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use jsonschema::Validator;
use prongsai::base::path::RelPath;
use prongsai::ita::library::Library;
use prongsai::{io, parse, pipeline};
use serde_json::Value;
use walkdir::WalkDir;

use crate::support::{code, root, run};
use crate::{check, support};

/// What only `check` tells: the code, a part of `path: sentence`, and why a schema cannot say it. Each is met by a case.
const BEYOND: &[(&str, &str, &str)] = &[
    ("placeholder", "", "a pattern for every way to leave a place empty would be read by nobody"),
    ("yaml-syntax", "", "there is no tree to hold against a schema; editors mark it by themselves"),
    ("yaml-duplicate-key", "", "a JSON object cannot have one; editors mark it by themselves"),
    ("front-matter-open", "", "there is no front matter yet"),
    ("front-matter-missing", "", "there is no front matter"),
    ("file-empty", "", "an editor does not hold an empty file against a schema"),
    ("file-control", "", "characters that cannot be seen are looked for in every text, whatever its key"),
    ("date-invalid", "is not in the calendar", "a pattern cannot count the days of a month"),
    ("score-invalid", "more than two decimals", "`multipleOf: 0.01` fails editors on 97.78, by binary fractions"),
    ("score-invalid", "above the full score", "two values cannot be compared"),
    ("score-invalid", "a full score is more than 0", "any other score may be 0"),
    ("yaml-missing-key", "catalogue.yaml: `", "what an entry needs may come from the program, where there is `from`"),
    ("catalogue-from", "", "what the program carries is no part of a schema"),
    ("link-form", "", "which scheme or host was meant is no pattern that anybody could read"),
    ("upload-secret", "", "a secret is looked for in every line, also of a file that is no YAML"),
    ("yaml-missing-key", "a target of kind", "what a target needs depends on its kind"),
    ("value-invalid", "`insecure` is for", "what a target may say depends on its kind"),
    ("value-invalid", "can be two codes", "whether a zero is the letter O is told by the other codes"),
    ("value-invalid", "takes in the whole site", "where the site begins is told by another value"),
    ("period-backwards", "", "two values cannot be compared"),
    ("format-newer", "", "what is too new depends on the program, not on the file"),
    ("yaml-number-hidden", "", "what a value reads as is found by reading it"),
    ("markdown-html", "issues.yaml: ", "Markdown inside a text is read after the shapes"),
    ("markdown-unsafe-link", "issues.yaml: ", "Markdown inside a text is read after the shapes"),
];

/// A text that has a schema, and where it comes from.
struct Sample {
    from: String,
    path: RelPath,
    /// The YAML alone, without a body.
    yaml: String,
    /// What the parser reads: the same, between its hyphens in a Markdown file.
    whole: String,
}

#[test]
fn the_written_schemas_are_those_of_the_program() {
    let folder = root().join("docs/schema");
    let mut faults = Vec::new();
    for name in pipeline::schema_names() {
        let (path, now) = (folder.join(format!("{name}.json")), pipeline::schema(name).expect("a name of the list"));
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(&folder).expect("a folder can be made");
            fs::write(&path, &now).expect("a file can be written");
        }
        if fs::read_to_string(&path).ok().as_ref() != Some(&now) {
            faults.push(format!("docs/schema/{name}.json is stale: UPDATE=1 cargo test schema"));
        }
    }
    let files = fs::read_dir(&folder).expect("the folder is there").filter_map(Result::ok);
    let known: BTreeSet<String> = pipeline::schema_names().map(|name| format!("{name}.json")).collect();
    let strange =
        files.map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(|own| !known.contains(own));
    faults.extend(strange.map(|name| format!("docs/schema/{name} belongs to no schema")));
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_command_prints_them() {
    let listed = run(&["schema"]);
    let names: Vec<&str> = pipeline::schema_names().collect();
    assert_eq!(String::from_utf8_lossy(&listed.stdout).lines().collect::<Vec<_>>(), names);
    let printed = run(&["schema", "item"]);
    assert_eq!(Some(String::from_utf8_lossy(&printed.stdout).into_owned()), pipeline::schema("item"));
    assert_eq!(code(&run(&["schema", "itme"])), 2);
}

#[test]
fn every_key_is_described_in_both_languages() {
    let mut faults = Vec::new();
    let mut keys = 0;
    for (name, schema) in schemas() {
        undescribed(name, &schema, &mut keys, &mut faults);
    }
    assert!(keys > 100, "{keys} keys");
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn schema_and_parser_refuse_the_same_files() {
    let validators: BTreeMap<&str, Validator> = schemas()
        .map(|(name, schema)| {
            (name, jsonschema::draft7::new(&schema).unwrap_or_else(|error| panic!("{name}: {error}")))
        })
        .collect();
    let carried = io::embedded::sources().catalogues;
    let (samples, library) = (samples(), Library::new(&carried));
    let (mut faults, mut met, mut refused) = (Vec::new(), BTreeSet::new(), 0);
    for sample in &samples {
        let name = parse::schema::of(&sample.path).expect("samples have schemas");
        let Some(said) = parser(sample, &library, &mut met) else { continue };
        refused += usize::from(!said.is_empty());
        let value = json(&sample.yaml).unwrap_or_else(|| panic!("{}: {} is YAML", sample.from, sample.path));
        let objections: Vec<String> = validators[name].iter_errors(&value).map(|error| error.to_string()).collect();
        if said.is_empty() != objections.is_empty() {
            faults.push(format!("{}: {}\n  parser: {said:?}\n  schema: {objections:?}", sample.from, sample.path));
        }
    }
    assert!(samples.len() > 600 && refused > 150, "{} samples, {refused} refused", samples.len());
    assert!(faults.is_empty(), "\n{}\n{} of {} differ\n", faults.join("\n"), faults.len(), samples.len());
    let never: Vec<_> =
        BEYOND.iter().map(|(code, words, _)| (*code, *words)).filter(|own| !met.contains(own)).collect();
    assert!(never.is_empty(), "no case meets {never:?}");
}

#[test]
fn the_words_of_the_theme_fit_theirs() {
    let schema = schemas().find(|(name, _)| *name == "words").expect("it is listed").1;
    let validator = jsonschema::draft7::new(&schema).expect("a schema");
    for name in ["th.yaml", "en.yaml"] {
        let text = fs::read_to_string(root().join("themes/default/i18n").join(name)).expect("the file can be read");
        assert!(validator.is_valid(&json(&text).expect("it is YAML")), "{name}");
    }
    assert!(!validator.is_valid(&json("home: [a]").expect("it is YAML")));
}

/// What the parser has against a sample. `None` where it is only what is beyond a schema, which then may say either; what
/// was met of that is put into `met`.
fn parser(
    sample: &Sample,
    library: &Library<'_>,
    met: &mut BTreeSet<(&'static str, &'static str)>,
) -> Option<Vec<String>> {
    let text: Arc<str> = sample.whole.as_str().into();
    let findings = parse::file(&sample.path, &text, library).findings;
    let (mut said, mut beyond) = (Vec::new(), false);
    for finding in findings.iter().filter(|finding| finding.is_error()) {
        let (own, sentence) = (finding.rule.code, format!("{}: {}", sample.path, finding.message().en));
        match BEYOND.iter().find(|(code, part, _)| *code == own && sentence.contains(part)) {
            Some((code, part, _)) => {
                beyond = true;
                met.insert((*code, *part));
            }
            None => said.push(format!("{own}: {sentence}")),
        }
    }
    (!beyond || !said.is_empty()).then_some(said)
}

fn schemas() -> impl Iterator<Item = (&'static str, Value)> {
    pipeline::schema_names().map(|name| {
        let text = pipeline::schema(name).expect("a name of the list");
        (name, serde_json::from_str(&text).expect("a schema is JSON"))
    })
}

fn undescribed(place: &str, schema: &Value, keys: &mut usize, faults: &mut Vec<String>) {
    match schema {
        Value::Object(map) => {
            for (key, own) in map.get("properties").and_then(Value::as_object).into_iter().flatten() {
                *keys += 1;
                let described = own.get("description").and_then(Value::as_str).unwrap_or_default();
                let (th, en) = described.split_once('\n').unwrap_or_default();
                let sound =
                    th.contains(prongsai::base::thai::is_thai) && en.contains(|c: char| c.is_ascii_alphabetic());
                if !sound || en.contains(prongsai::base::thai::is_thai) {
                    faults.push(format!("{place}: {key}: {described:?}"));
                }
            }
            // What `oneOf` says of a key is no place where it is explained.
            let inner = map.iter().filter(|(key, _)| *key != "oneOf");
            inner.for_each(|(_, own)| undescribed(place, own, keys, faults));
        }
        Value::Array(values) => values.iter().for_each(|own| undescribed(place, own, keys, faults)),
        _ => {}
    }
}

/// Every file of the agency's content, of the small sites and of the cases that has a schema.
fn samples() -> Vec<Sample> {
    let sites = ["five-points", "thai-codes", "hospital", "school", "thai-only", "theme-override", "two-years"]
        .map(support::site);
    let files = sites.into_iter().chain([root()]).flat_map(|site| {
        let entries = WalkDir::new(site.join("content")).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = entries.filter(|entry| entry.file_type().is_file());
        files
            .filter_map(move |entry| {
                let inside = entry.path().strip_prefix(&site).ok()?.to_string_lossy().replace('\\', "/");
                Some((site.display().to_string(), inside, fs::read_to_string(entry.path()).ok()?))
            })
            .collect::<Vec<_>>()
    });
    files.chain(check::texts()).chain(probes()).filter_map(|(from, path, text)| sample(from, &path, text)).collect()
}

/// Values that are right, nearly right and wrong, in every kind of place.
const PROBES: &[(&str, &str, &[&str])] = &[
    ("content/2568/scores.yaml", "announced: {}\n", DATES),
    ("content/2568/items/a.md", "---\ncode: O1\nevidence: [{requirement: 1, {}}]\n---\n", PROOFS),
    (
        "content/2568/measures/a.md",
        "---\ntitle: ก\nissue: 2568/1\nsteps: [{text: ก, evidence: {document: {}}}]\n---\n",
        &["a", "null", "1"],
    ),
    ("content/2568/measures/a.md", "---\ntitle: ก\nissue: {}\n---\n", ISSUES),
    ("content/2568/scores.yaml", "overall: {}\n", SCORES),
    ("content/2568/scores.yaml", "indicators: {{}: 1}\n", IDS),
    (
        "content/2568/scores.yaml",
        "scores: {IIT: {i1: {}}}\n",
        &["1", "null", "[1]", "{score: 1}", "{score: null}", "{}", "x"],
    ),
    ("content/agency.yaml", "name: ก\nbase_url: {}\n", BASES),
    ("content/agency.yaml", "name: ก\nbase_url: https://a/\ntheme: {}\n", IDS),
    ("content/agency.yaml", "name: {}\nbase_url: https://a/\n", TEXTS),
    ("content/agency.yaml", "name: ก\nbase_url: https://a/\nplace: {}\n", TEXTS),
    ("content/agency.yaml", "name: ก\nbase_url: https://a/\nlicence: {name: ก, url: {}}\n", URLS),
    ("content/agency.yaml", "name: ก\nbase_url: https://a/\nmenu: [{title: ก, to: {}}]\n", TARGETS),
    (
        "content/agency.yaml",
        "name: ก\nbase_url: https://a/\nlanguages: {}\n",
        &["[th]", "[th, de]", "th", "[]", "null", "[null]"],
    ),
    (
        "content/people.yaml",
        "people: [{name: ก, position: ข, verify: {}}]\n",
        &["true", "false", "yes", "1", "'true'", "null"],
    ),
    ("content/people.yaml", "people: {}\n", &["[]", "null", "{}", "ก", "[ก]", "[null]", "[{name: ก}]"]),
    (
        "content/pages/a.md",
        "---\ntitle: ก\norder: {}\n---\n",
        &["1", "-1", "1.5", "x", "'2'", "4294967296", "null", "true"],
    ),
    ("content/pages/a.md", "---\ntitle: ก\nshow: {}\n---\n", &["news", "New", "1", "null"]),
    ("content/news/a.md", "---\ntitle: ก\ndate: {}\n---\n", &["2569-01-05", "null", "''", "[2569-01-05]"]),
    (
        "content/2568/items/a.md",
        "---\ncode: O1\nperiod: {}\n---\n",
        &["{from: 2568-01-01, to: 2568-02-01}", "{from: 2568-01-01}", "2568"],
    ),
    (
        "content/2568/items/a.md",
        "---\ncode: O1\nevidence: [{requirement: {}, section: a}]\n---\n",
        &["1", "[1, 2]", "null", "{a: 1}"],
    ),
    (
        "content/2568/catalogue.yaml",
        "name: ก\nstatus: final\nindicators: []\ninstruments: [{id: a, name: ก, weight: {}}]\n",
        WEIGHTS,
    ),
    (
        "content/2568/catalogue.yaml",
        "name: ก\nstatus: final\nindicators: [{id: 1, name: ก, groups: [{id: 1, name: ก, items: [{code: {}, title: ก}]}]}]\n",
        CODES,
    ),
    (
        "content/2568/catalogue.yaml",
        "name: ก\nstatus: final\nindicators: [{id: 1, name: ก, groups: [{id: 1, name: ก, items: [{code: O1, title: ก, was: {{}: [O1]}}]}]}]\n",
        &["2567", "๒๕๖๗", "2399", "2700", "2701", "67", "x"],
    ),
];

const PROOFS: &[&str] = &[
    "section: a",
    "section: a, url: null",
    "section: null, url: https://a",
    "section: a, url: https://a",
    "section: null",
    "note: ก",
    "not_applicable: {th: ก}",
    "not_applicable: ก, document: a",
    "document: 1",
];
const ISSUES: &[&str] =
    &["2568/1", "๒๕๖๘/๑", "2568 / 1", "2568", "1/2568", "2568-1", "null", "'2568/'", "2399/1", "2568/a/b", "[2568/1]"];
const DATES: &[&str] = &[
    "2568-08-15",
    "2025-08-15",
    "15-08-2568",
    "15/8/2568",
    "15 สิงหาคม 2568",
    "๑๕ ส.ค. ๒๕๖๘",
    "15 สิงหาคม พ.ศ. 2568",
    "15 AUGUST 2025",
    "15 august 2025",
    "2568 - 08 - 15",
    "2568",
    "2568-13-01",
    "2568-00-01",
    "2568-01-32",
    "0-1-2568",
    "2399-01-01",
    "2400-01-01",
    "2700-01-01",
    "2701-01-01",
    "1856-01-01",
    "1857-01-01",
    "2157-12-31",
    "2158-01-01",
    "15 สค. 2568",
    "15 Aug 2025",
    "เมื่อวาน",
    "2568/08/15",
    "15/8/68",
    "true",
    "''",
    "2568-08-15-1",
    "2568-02-31",
];
const SCORES: &[&str] = &[
    "0",
    "100",
    "100.00",
    "99.64",
    "'๙๙.๖๔'",
    "100.01",
    "-1",
    "420",
    "1.5",
    "สูง",
    "true",
    "''",
    "'100.0'",
    "'101'",
    "'1.234'",
    "'007'",
];
const WEIGHTS: &[&str] = &["0", "1", "0.3", "0.30", "1.0", "1.1", "30", "-0.1", "'0.3'", "'1.01'", "x", "true", "null"];
const IDS: &[&str] = &["a", "9.1", "1", "a-b", "-a", "_a", "true", "ก", "a b", "'.a'", "'-'", "a.", "'  a '"];
const CODES: &[&str] = &["O1", "1", "MOIT 1", "o-1", "'-'", "โอ1", "O๑", "' O1 '", "true", "O/1", "9.1", "null"];
const URLS: &[&str] =
    &["https://a", "http://a/b", "https:///a", "https://", "www.a", "'https://a b'", "1", "ftp://a", "null"];
const BASES: &[&str] = &[
    "https://a",
    "http://a/b/",
    "https://a/b",
    "https://a:80/",
    "https://",
    "https:///x",
    "https://a//b",
    "https://u@h/",
    "www.a",
    "1",
    "null",
    "https://ก/",
    "https://-a/",
    "https://a/?b",
];
const TEXTS: &[&str] = &[
    "ก",
    "1",
    "true",
    "''",
    "'  '",
    "null",
    "[ก]",
    "{th: ก}",
    "{th: ก, en: a}",
    "{en: a}",
    "{th: null}",
    "{th: '', en: a}",
    "{th: ก, en: null}",
    "{th: ก, en: ''}",
    "{th: ก, de: a}",
    "{th: [ก]}",
    "{}",
];
const TARGETS: &[&str] = &[
    "a.md",
    "/ita/",
    "https://a",
    "HTTPS://a",
    "mailto:a@b.example",
    "tel:+66420000000",
    "javascript:x",
    "data:x",
    "//h/",
    "/\\h/",
    "'\\\\h'",
    "./a:b",
    "'#a:b'",
    "'?q=a:b'",
    "C:\\a",
    "1",
    "true",
    "null",
    "''",
    "ftp://a",
    "a:b/c",
    "' /  / h'",
];

fn probes() -> impl Iterator<Item = (String, String, String)> {
    PROBES.iter().flat_map(|(path, text, values)| {
        values.iter().map(move |value| (format!("probe {value}"), (*path).to_owned(), text.replacen("{}", value, 1)))
    })
}

fn sample(from: String, path: &str, text: String) -> Option<Sample> {
    let path = RelPath::new(path)?;
    // What editors leave behind is never read.
    parse::schema::of(&path).filter(|_| !path.file_name().starts_with('~'))?;
    let text = text.trim_start_matches('\u{FEFF}').to_owned();
    if path.as_str().ends_with(".yaml") {
        return Some(Sample { from, path, yaml: text.clone(), whole: text });
    }
    let closing = text.match_indices("\n---").map(|(at, _)| at + 1).next();
    let (yaml, whole) = match closing {
        Some(at) => (text[..at].trim_start_matches("---"), format!("{}---\n", &text[..at])),
        None => ("", text.clone()),
    };
    Some(Sample { from, path, yaml: yaml.to_owned(), whole })
}

/// The YAML as an editor sees it; `None` where it cannot be read or where a key stands twice.
pub fn json(yaml: &str) -> Option<Value> {
    let options = serde_yaml::options! { strict_booleans: true };
    serde_yaml::from_str_with_options(yaml, options).ok()
}

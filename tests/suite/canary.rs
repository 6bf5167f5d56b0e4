//! What is for the agency's own people is in no file of the output, whatever it is: a text of its own stands in every
//! field that the shapes mark so, of a full site. `status` and the preview tell all of it. And of a hidden year nothing is
//! published at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use encoding_rs::WINDOWS_874;
use memchr::memmem::Finder;
use prongsai::base::path::RelPath;
use prongsai::{parse, pipeline};
use serde_json::{Map, Value, json};

use crate::preview::Preview;
use crate::schema;
use crate::serve::copied;
use crate::support::{code, copy, root, run, said, tree};

/// Letters that stand together in no word; what is planted begins with them, in Thai and in English.
const THAI: &str = "ฌฎฏฐฌ";
const ENGLISH: &str = "qxzcanary";

/// Plants texts in records, by the schema of their file.
#[derive(Default)]
struct Planter {
    planted: Vec<String>,
    /// The names of what was planted as a reference to a source, which the catalogue must list.
    sources: Vec<String>,
    /// By the schema and the key: how often it was planted.
    keys: BTreeMap<String, usize>,
}

impl Planter {
    fn text(&mut self) -> String {
        let text = format!("{ENGLISH}{}x", self.planted.len());
        self.planted.push(text.clone());
        text
    }

    /// Plants in a value of a schema, and in all below it.
    fn plant(&mut self, name: &str, value: &mut Value, schema: &Value) {
        for form in schema["anyOf"].as_array().into_iter().flatten() {
            let fits = if value.is_array() { "array" } else { "object" };
            if form["type"] == fits || form["type"].as_array().is_some_and(|types| types.contains(&json!(fits))) {
                self.plant(name, value, form);
            }
        }
        match value {
            Value::Array(values) => values.iter_mut().for_each(|own| self.plant(name, own, &schema["items"])),
            Value::Object(map) => {
                if let Some(fields) = schema["properties"].as_object() {
                    for (key, own) in fields {
                        if own.get("$comment").is_some() {
                            self.field(name, key, map, own);
                        } else if let Some(value) = map.get_mut(key) {
                            self.plant(name, value, own);
                        }
                    }
                } else {
                    let inner = &schema["additionalProperties"];
                    map.values_mut().for_each(|own| self.plant(name, own, inner));
                }
            }
            _ => {}
        }
    }

    /// Plants in a staff field of a record, whatever it may hold.
    fn field(&mut self, name: &str, key: &str, record: &mut Map<String, Value>, schema: &Value) {
        let is = |kind: &str| schema["type"].as_array().is_some_and(|types| types.contains(&json!(kind)));
        *self.keys.entry(format!("{name} {key}")).or_default() += 1;
        let planted = if schema.get("enum").is_some() {
            // A mark holds no text of its own.
            schema["enum"].as_array().and_then(|words| words.iter().rfind(|word| !word.is_null())).cloned()
        } else if is("array") {
            let source = self.text();
            self.sources.push(source.clone());
            Some(json!([source]))
        } else if is("object") {
            let mut table = record.get(key).cloned().unwrap_or_else(|| json!({}));
            table[self.text()] = json!(self.text());
            Some(table)
        } else {
            let text = self.text();
            Some(json!({"th": format!("{THAI} {text}"), "en": text}))
        };
        record.insert(key.to_owned(), planted.expect("a staff field can hold something"));
    }
}

/// A copy of the agency's site, with pages of each kind, in which every staff field says something.
fn planted() -> (tempfile::TempDir, Planter) {
    let site = copied(&root());
    copy(&root().join("tests/search/content"), &site.path().join("content"));
    // Its catalogues hold what differs from the program's; fields are planted in all of them.
    for (inside, _) in
        tree(&site.path().join("content")).iter().filter(|(inside, _)| inside.ends_with("catalogue.yaml"))
    {
        let year = inside.split('/').next().expect("a year");
        let output =
            run(&["new", "catalogue", year, "--whole", "--site", &site.path().to_string_lossy(), "--lang", "en"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
    }
    let mut planter = Planter::default();
    for (inside, bytes) in tree(&site.path().join("content")) {
        let path = RelPath::new(&format!("content/{inside}")).expect("a path");
        let Some(name) = parse::schema::of(&path) else { continue };
        let form: Value = serde_json::from_str(&pipeline::schema(name).expect("a schema")).expect("JSON");
        let text = String::from_utf8(bytes).expect("text");
        let parts: Vec<&str> = text.splitn(3, "---\n").collect();
        let (front, body) = if inside.ends_with(".md") { (parts[1], Some(parts[2])) } else { (&*text, None) };
        let mut value = schema::json(front).unwrap_or_else(|| panic!("{inside} is YAML"));
        planter.plant(name, &mut value, &form);
        for source in planter.sources.drain(..) {
            value["sources"][source] = json!("https://source.example.go.th/");
        }
        let front = serde_json::to_string_pretty(&value).expect("JSON");
        let text = body.map_or(front.clone(), |body| format!("---\n{front}\n---\n{body}"));
        fs::write(site.path().join(path.as_str()), text).expect("a file can be written");
    }
    (site, planter)
}

/// The files that a build of a site writes, with what it lists of them.
fn output(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let to = site.join("out");
    let output = run(&["--site", &site.to_string_lossy(), "build", "--out", &to.to_string_lossy(), "--lang", "en"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    tree(&to)
}

/// The files that hold one of some words in any encoding that a site has, with the word.
fn holding<'a>(files: &'a BTreeMap<String, Vec<u8>>, words: &[&str]) -> Vec<(&'a str, String)> {
    let mut found = Vec::new();
    let needle = |bytes: &[u8]| Finder::new(&bytes.to_ascii_lowercase()).into_owned();
    let words: Vec<(&str, [Finder<'_>; 2])> =
        words.iter().map(|word| (*word, [needle(word.as_bytes()), needle(&WINDOWS_874.encode(word).0)])).collect();
    for (name, bytes) in files {
        let bytes = bytes.to_ascii_lowercase();
        for (word, needles) in &words {
            if needles.iter().any(|needle| needle.find(&bytes).is_some()) || name.contains(word) {
                found.push((name.as_str(), (*word).to_owned()));
            }
        }
    }
    found
}

#[test]
fn nothing_for_the_staff_is_published_and_all_of_it_is_told() {
    let (site, planter) = planted();
    for sheet in ["agency", "article", "catalogue", "issues", "item", "measure", "news", "people", "scores"] {
        assert!(planter.keys.contains_key(&format!("{sheet} staff_note")), "{sheet}: {:?}", planter.keys.keys());
    }
    assert!(planter.planted.len() > 500, "{} planted", planter.planted.len());
    let files = output(site.path());
    for name in
        ["index.html", "data/datapackage.json", "data/catalog.jsonld", "feed.xml", "sitemap.xml", "search/index.txt"]
    {
        assert!(files.contains_key(name), "{name}: {:?}", files.keys().take(40).collect::<Vec<_>>());
    }
    assert!(holding(&files, &[THAI, ENGLISH]).is_empty(), "{:?}", holding(&files, &[THAI, ENGLISH]));

    let path = site.path().display().to_string();
    let years: Vec<String> = ["2564", "2565", "2566", "2567", "2568", "2569"].map(str::to_owned).into();
    let told = |form: &str| -> String {
        let of = |year: &String| run(&["status", "--site", &path, "--format", form, "--year", year, "--lang", "en"]);
        let told: Vec<String> =
            years.iter().map(of).map(|output| String::from_utf8_lossy(&output.stdout).into()).collect();
        told.concat()
    };
    let preview = Preview::start(site.path(), &[]);
    let overview = loop {
        // Nothing before the first site is read.
        let answer = preview.get("/_prongsai/overview.json").text();
        if !answer.is_empty() {
            break answer;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    };
    for (form, text) in [("human", told("human")), ("json", told("json")), ("the preview", overview)] {
        let silent: Vec<&String> = planter.planted.iter().filter(|planted| !text.contains(*planted)).collect();
        assert!(silent.is_empty(), "{form} does not tell {} of {}: {silent:?}", silent.len(), planter.planted.len());
    }
    for page in ["/ita/2568/o12/", "/about/executives/", "/about/structure/", "/contact/", "/en/ita/2568/"] {
        assert!(preview.get(page).text().contains(ENGLISH), "{page} says nothing to the staff in the preview");
    }
}

/// A copy of a small site whose older year is hidden, without the links that lead there.
fn hidden() -> tempfile::TempDir {
    let site = copied(&crate::support::site("two-years"));
    let content = site.path().join("content");
    for (inside, bytes) in tree(&content).iter().filter(|(inside, _)| !inside.starts_with("2567/")) {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        fs::write(content.join(inside), text.replace("../../2567/items/", "https://www.example.go.th/")).unwrap();
    }
    let path = content.join("2567/catalogue.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("visibility: hidden\n{text}")).unwrap();
    site
}

#[test]
fn of_a_hidden_year_nothing_is_published() {
    let site = hidden();
    let files = output(site.path());
    assert!(files.contains_key("ita/2568/index.html"));
    let named = |name: &&String| name.contains("2567");
    assert_eq!(files.keys().filter(named).collect::<Vec<_>>(), Vec::<&String>::new());
    // Its title of an item, its document, its address, in every encoding.
    for own in ["งบประมาณตามแหล่งที่มา", "/2567/", "items-2567", "budget.csv"]
    {
        assert_eq!(holding(&files, &[own]), [], "{own}");
    }
    let path = site.path().display().to_string();
    let told = run(&["status", "--site", &path, "--year", "2567", "--lang", "en"]);
    assert!(code(&told) == 0 && String::from_utf8_lossy(&told.stdout).contains("O4"), "{}", said(&told));
}

#[test]
fn a_link_to_a_hidden_year_is_told() {
    let site = hidden();
    let page = site.path().join("content/pages/about/index.md");
    let text = fs::read_to_string(&page).unwrap();
    let links = "[ก](../../2567/items/o05.md) [ข](/ita/2567/o5/) [ค](../../2567/files/o04/budget.csv)";
    fs::write(&page, format!("{text}\n{links}\n")).unwrap();
    let output = run(&["check", "--site", &site.path().display().to_string(), "--lang", "en"]);
    let told = said(&output) + &String::from_utf8_lossy(&output.stdout);
    assert_eq!(code(&output), 1, "{told}");
    assert_eq!(told.matches("2567 is hidden (`visibility: hidden`)").count(), 3, "{told}");
}

#[test]
fn an_archive_is_reached_but_neither_counted_nor_led_to() {
    let site = copied(&crate::support::site("two-years"));
    for (year, line) in [
        ("2567", "visibility: archive\nnote: {th: ปีที่ย้ายมา, en: Moved here from the old site}\n"),
        ("2568", "published_at: {url: 'https://old.example.go.th/ita/', text: {th: เว็บไซต์เดิม, en: The old site}}\n"),
    ] {
        let path = site.path().join(format!("content/{year}/catalogue.yaml"));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{line}{text}")).unwrap();
    }
    let files = output(site.path());
    let page = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    let (home, years) = (page("en/index.html"), page("en/ita/index.html"));
    assert!(!home.contains("ita/2567/") && home.contains("ita/2568/"), "{home}");
    assert!(years.contains("2567/"), "{years}");
    for page in [home, years, page("en/ita/2567/index.html"), page("en/ita/2568/index.html")] {
        assert!(!page.contains("Items with complete evidence"), "{page}");
        assert!(!page.contains("<p class=\"key\">"), "a key to marks that are nowhere: {page}");
    }
    assert!(page("en/ita/2568/index.html").contains("<span>Updated <time "), "what it holds is told all the same");
    assert!(page("en/ita/2567/index.html").contains("Moved here from the old site"), "and what is said of it");
    let items =
        page("en/ita/2567/o1/index.html") + &page("en/ita/2568/o1/index.html") + &page("en/ita/2568/all/index.html");
    for words in ["is awaited", "Awaiting evidence"] {
        assert!(!items.contains(words), "{items}");
    }
    let data = page("data/items-2567.csv") + &page("data/items-2568.csv");
    assert!(!["complete", "partial", "awaiting"].iter().any(|state| data.contains(state)), "{data}");
    for map in ["data/map-2567.json", "data/map-2568.json"].map(page) {
        assert!(map.contains("\"requirements\"") && !map.replace(": ", ":").contains("\"state\":\""), "{map}");
    }
    for name in ["en/index.html", "en/ita/index.html", "en/ita/2568/index.html", "en/ita/2568/o1/index.html"] {
        assert!(page(name).contains("href=\"https://old.example.go.th/ita/\""), "{name}");
    }
}

/// Words by which a working note, a guess or a mark of confidence would show on a page of the agency's own site.
const FORBIDDEN: &str = include_str!("../forbidden.txt");

#[test]
fn no_page_of_the_agency_holds_a_word_of_confidence() {
    let site = copied(&root());
    let files = output(site.path());
    let phrases: Vec<&str> = FORBIDDEN.lines().collect();
    let found = holding(&files, &phrases);
    assert!(found.is_empty(), "{found:?}");
}

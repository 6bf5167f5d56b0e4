//! What each page of the site says, read from the content without the program: YAML as values, Markdown with its signs cut
//! away. Slow and simple, so that it may be believed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::text;
use crate::support::root;

/// All pages of a language with what they say, in a plain form.
pub struct Scan {
    lang: &'static str,
    words: Value,
    pub pages: BTreeMap<String, String>,
}

/// Spellings that look alike made one, for the few kinds that the queries have.
pub fn plain(text: &str) -> String {
    let mut text = text.to_lowercase().replace("เเ", "แ").replace('\u{200B}', "").replace("e\u{301}", "é");
    for (arabic, thai) in ('0'..='9').zip('๐'..='๙') {
        text = text.replace(thai, &arabic.to_string());
    }
    for tone in '\u{E48}'..='\u{E4B}' {
        text = text
            .replace(&format!("\u{E4D}{tone}า"), &format!("{tone}ำ"))
            .replace(&format!("{tone}\u{E4D}า"), &format!("{tone}ำ"));
    }
    unsigned(&text.replace("\u{E4D}า", "ำ"))
}

/// Without the stops of abbreviations and the commas of amounts, and with one hyphen for all.
fn unsigned(text: &str) -> String {
    let text: Vec<char> = text.chars().map(|c| if "‐‑‒–—―−".contains(c) { '-' } else { c }).collect();
    let is_thai = |c: &char| ('ก'..='\u{E4E}').contains(c) && !"ฯๆ฿".contains(*c);
    let digits = |at: usize| text[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let kept = |at: &usize| match text[*at] {
        '.' => *at == 0 || !is_thai(&text[at - 1]),
        ',' => *at == 0 || !text[at - 1].is_ascii_digit() || digits(at + 1) != 3,
        _ => true,
    };
    (0..text.len()).filter(kept).map(|at| text[at]).collect()
}

fn yaml(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Markdown files of a folder of the content, in the agency's and in the tests' own: Thai ones only.
fn files(folder: &str) -> Vec<PathBuf> {
    let roots = [root().join("content"), root().join("tests/search/content")];
    let all = roots.iter().flat_map(|root| walkdir::WalkDir::new(root.join(folder)).into_iter().filter_map(Result::ok));
    let all = all.map(|entry| entry.path().to_owned());
    let is_thai =
        |path: &PathBuf| path.to_string_lossy().ends_with(".md") && !path.to_string_lossy().ends_with(".en.md");
    all.filter(is_thai).collect()
}

/// The front matter of a file and its body in a language; Thai stands in for what is not translated.
fn page(path: &Path, lang: &str) -> (Value, String) {
    let whole = fs::read_to_string(path).expect("a text").replace("\r\n", "\n");
    let (front, body) = whole.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", &whole));
    let front: Value = serde_yaml::from_str(front).expect("front matter");
    let english = fs::read_to_string(path.with_extension("en.md")).ok().filter(|text| !text.trim().is_empty());
    let body = english.filter(|_| lang == "en").unwrap_or_else(|| body.to_owned());
    (front, without_marks(&body))
}

/// Markdown without its signs; where a link leads and what a heading is called are no words of the page.
fn without_marks(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            ']' if rest.starts_with("](") => rest.find(')').map_or(1, |at| at + 1),
            '{' if rest.starts_with("{#") => rest.find('}').map_or(1, |at| at + 1),
            '*' | '[' | ']' | '#' | '`' | '<' | '>' => 1,
            _ => {
                text.push(if c == '|' { ' ' } else { c });
                c.len_utf8()
            }
        };
        rest = &rest[skipped..];
    }
    text
}

impl Scan {
    pub fn new(lang: &'static str) -> Scan {
        let words = yaml(&root().join(format!("themes/default/i18n/{lang}.yaml")));
        let mut scan = Scan { lang, words, pages: BTreeMap::new() };
        scan.frame();
        for year in 2560..2575 {
            scan.year(year);
        }
        scan.articles();
        scan
    }

    /// The text of a value in the language: its own, or one of two.
    fn say(&self, value: &Value) -> String {
        match value {
            Value::Object(both) if both.contains_key("th") => {
                let own = both.get(self.lang).filter(|value| value.is_string());
                text(own.unwrap_or(&both["th"])).to_owned()
            }
            Value::String(text) => text.clone(),
            _ => String::new(),
        }
    }

    /// The texts of some keys of a value.
    fn says(&self, value: &Value, keys: &[&str]) -> String {
        keys.iter().map(|key| self.say(&value[*key])).collect::<Vec<_>>().join("\n")
    }

    fn word(&self, key: &str, year: i32) -> String {
        text(&self.words[key]).replace("{year}", &year.to_string())
    }

    fn date(&self, iso: &Value) -> String {
        let parts: Vec<&str> = iso.as_str().unwrap_or_default().split('-').collect();
        let [year, month, day] = parts[..] else { return String::new() };
        let month = self.word(&format!("month_{}", month.trim_start_matches('0')), 0);
        text(&self.words["date"])
            .replace("{day}", day.trim_start_matches('0'))
            .replace("{month}", &month)
            .replace("{year}", year)
    }

    fn add(&mut self, href: &str, texts: &[String]) {
        let href = format!("{}{href}", if self.lang == "en" { "en/" } else { "" });
        self.pages.insert(href, plain(&texts.join("\n")));
    }

    /// The pages that no file is about.
    fn frame(&mut self) {
        let agency = yaml(&root().join("content/agency.yaml"));
        let pages = self.word("pages", 0);
        self.add("", &[self.says(&agency, &["name", "place"]), pages.clone()]);
        self.add("ita/", &[self.word("years", 0), pages.clone()]);
        self.add("ita/scores/", &[self.word("scores", 0)]);
        for list in ["news", "services"] {
            self.add(&format!("{list}/"), &[self.word(list, 0)]);
        }
        self.add("documents/", &[self.word("documents", 0), pages]);
    }

    fn year(&mut self, year: i32) {
        let folder = root().join(format!("content/{year}"));
        let there = |name: &str| Some(folder.join(name)).filter(|path| path.exists()).map(|path| yaml(&path));
        let (catalogue, scores, issues) = (there("catalogue.yaml"), there("scores.yaml"), there("issues.yaml"));
        let carried = |name| yaml(&root().join(format!("src/ita/catalogues/{name}.yaml")));
        let catalogue: Value = catalogue.unwrap_or_default();
        let catalogue = catalogue["from"].as_str().map(carried).unwrap_or(catalogue);
        let section = self.word("year_title", year);
        if !catalogue.is_null() {
            self.add(&format!("ita/{year}/"), &[section.clone(), self.says(&catalogue, &["name", "note"])]);
            self.add(&format!("ita/{year}/all/"), &[self.word("all_title", year), section.clone()]);
        }
        let mut rows = String::new();
        let items: Vec<(Value, String)> =
            files(&format!("{year}/items")).iter().map(|path| page(path, self.lang)).collect();
        for indicator in list(&catalogue["indicators"]) {
            rows += &format!("{}\n", self.say(&indicator["name"]));
            list(&indicator["questions"]).iter().for_each(|one| rows += &format!("{}\n", self.say(&one["text"])));
            for group in list(&indicator["groups"]) {
                for spec in list(&group["items"]) {
                    let code = text(&spec["code"]);
                    let mut texts = vec![section.clone(), code.to_owned(), code.replacen('O', "0", 1)];
                    texts.push(self.says(&spec, &["title", "requirements_note", "period"]));
                    texts.push(self.say(&group["name"]));
                    texts.extend(list(&spec["requirements"]).iter().map(|one| self.say(&one["text"])));
                    if let Some((front, body)) = items.iter().find(|(front, _)| front["code"] == code) {
                        texts.extend([self.facts(front), body.clone()]);
                        for one in list(&front["evidence"]) {
                            texts.push(self.says(&one, &["not_applicable", "note"]));
                        }
                    }
                    self.add(&format!("ita/{year}/{}/", code.to_lowercase().replace(' ', "-")), &texts);
                }
            }
        }
        if let Some(scores) = scores {
            let texts = [self.word("scores_title", year), self.word("scores", 0), self.say(&scores["note"]), rows];
            self.add(&format!("ita/scores/{year}/"), &texts);
        }
        self.issues(year, &issues.unwrap_or_default());
        self.measures(year);
    }

    fn issues(&mut self, year: i32, issues: &Value) {
        let section = self.word("issues_title", year);
        let point = |scan: &Scan, point: &Value| without_marks(&scan.says(point, &["approach", "owner", "note"]));
        for issue in list(&issues["issues"]) {
            let id = issue["id"].to_string().trim_matches('"').to_owned();
            let own = list(&issues["points"]).into_iter().filter(|point| point["issue"] == issue["id"]);
            let mut texts: Vec<String> = own.map(|one| point(self, &one)).collect();
            texts.extend([
                section.clone(),
                format!("{id}."),
                without_marks(&self.says(&issue, &["title", "findings", "recommendations"])),
            ]);
            self.add(&format!("ita/{year}/issues/{id}/"), &texts);
        }
        if issues.is_null() {
            return;
        }
        let mut texts = vec![section.clone(), self.say(&issues["note"])];
        texts.extend(list(&issues["advice"]).iter().map(|one| without_marks(&self.says(one, &["text", "note"]))));
        texts.extend(list(&issues["points"]).iter().filter(|one| one["issue"].is_null()).map(|one| point(self, one)));
        self.add(&format!("ita/{year}/issues/"), &texts);
        let memo = &issues["memo"];
        let keys = ["subject", "office", "number", "to", "background", "limits", "proposal"];
        let mut texts = vec![section, self.word("analysis_title", year), without_marks(&self.says(memo, &keys))];
        texts.extend(list(&memo["signatures"]).iter().map(|one| self.says(one, &["name", "position"])));
        texts.extend(list(&memo["differences"]).iter().map(|one| self.says(one, &["at", "printed", "here"])));
        self.add(&format!("ita/{}/analysis/", year + 1), &texts);
    }

    fn measures(&mut self, year: i32) {
        let section = self.word("measures_title", year);
        for path in files(&format!("{year}/measures")) {
            let (front, body) = page(&path, self.lang);
            let mut texts = vec![section.clone(), self.say(&front["title"]), self.facts(&front), body];
            texts.extend(list(&front["steps"]).iter().map(|step| self.say(&step["text"])));
            let id = path.file_stem().expect("a name").to_string_lossy().into_owned();
            self.add(&format!("ita/{year}/measures/{id}/"), &texts);
            self.add(&format!("ita/{year}/measures/"), std::slice::from_ref(&section));
            self.add(&format!("ita/{year}/measures/owners/"), &[section.clone(), self.word("owners_title", year)]);
            self.add(&format!("ita/{year}/measures/report/"), &[section.clone(), self.word("report_title", year)]);
        }
    }

    fn articles(&mut self) {
        let people = yaml(&root().join("content/people.yaml"));
        let agency = yaml(&root().join("content/agency.yaml"));
        let channels = list(&yaml(&root().join("src/ita/catalogues/shared/channels.yaml"))["channels"]);
        for (kind, folder) in [("pages", ""), ("news", "news/"), ("services", "services/")] {
            for path in files(kind) {
                let (front, body) = page(&path, self.lang);
                let name = path.with_extension("").to_string_lossy().replace('\\', "/");
                let name = name
                    .rsplit_once(&format!("/{kind}/"))
                    .expect("below its folder")
                    .1
                    .trim_end_matches("index")
                    .trim_end_matches('/')
                    .to_owned();
                let mut texts = vec![
                    self.say(&front["title"]),
                    self.facts(&front),
                    self.date(&front["date"]),
                    self.word(kind, 0),
                    body,
                ];
                match front["show"].as_str() {
                    Some("people") => texts.extend(
                        list(&people["people"])
                            .iter()
                            .map(|one| self.says(one, &["name", "position", "group", "phone", "email", "note"])),
                    ),
                    Some("contact") => {
                        texts.extend(list(&agency["contacts"]).iter().map(|one| self.says(one, &["label", "value"])))
                    }
                    Some("units") => {
                        texts.extend(list(&agency["units"]).iter().map(|one| self.says(one, &["name", "note"])))
                    }
                    // The agency has told no channel of its own, so that the general ones are shown.
                    Some("complaints") => {
                        texts.extend(channels.iter().map(|one| self.says(one, &["name", "about"])));
                        texts.extend(channels.iter().map(|one| one["phone"].to_string()));
                    }
                    _ => {}
                }
                self.add(&format!("{folder}{name}/"), &texts);
            }
        }
    }

    fn facts(&self, front: &Value) -> String {
        let documents = list(&front["documents"]);
        let documents: Vec<String> =
            documents.iter().map(|one| format!("{}\n{}", self.say(&one["title"]), self.date(&one["date"]))).collect();
        format!("{}\n{}", self.says(front, &["owner", "summary", "awaiting"]), documents.join("\n"))
    }
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

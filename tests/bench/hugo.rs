//! The same entries as a site for Hugo, to be built beside ours: pages of items with their documents and tables, lists of
//! groups and years, home, 404, site maps, a feed a language, menus, crumbs, links between languages. It is about half of
//! what prongsai makes: Hugo checks nothing, and has no search, open data or papers.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::floor;
use crate::site::Files;

/// The languages, with what the name of a page's file ends with.
const LANGUAGES: [(&str, &str); 2] = [("th", "md"), ("en", "en.md")];

/// How many years the menu has.
const YEARS: usize = 4;

/// What an item's page must be told, which ours finds in the catalogue.
struct Item {
    group: String,
    title: [String; 2],
}

/// The site for Hugo that has the entries of ours.
pub fn site(ours: &Files) -> Result<Files> {
    let mut files = layouts()?;
    let mut groups = BTreeMap::new();
    let mut items = BTreeMap::new();
    for (year, text) in catalogues(ours)? {
        read(&year, text, &mut groups, &mut items);
    }
    files.insert("data/menu.json".to_owned(), menu(&groups).into_bytes());
    for (path, title) in &groups {
        for ((_, ending), title) in LANGUAGES.iter().zip(title) {
            let year = path.split('/').next().unwrap_or_default();
            let text = format!("---\ntitle: \"{title}\"\nyear: {year}\ngroup: {path}/\n---\n");
            files.insert(format!("content/{path}/_index.{ending}"), text.into_bytes());
        }
    }
    for (path, bytes) in ours {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            [_, year, "items", name] => {
                let text = std::str::from_utf8(bytes)?;
                let own = name.split('.').next().unwrap_or_default();
                let item = items.get(&format!("{year}/{own}")).with_context(|| path.clone())?;
                let thai = ours.get(&format!("content/{year}/items/{own}.md")).with_context(|| path.clone())?;
                let page = page(year, item, std::str::from_utf8(thai)?, text, name.ends_with(".en.md"), &items);
                files.insert(format!("content/{}/{name}", item.group), page.into_bytes());
            }
            [_, year, "files", own, name] => {
                let published = format!("{year}/files/{own}/{name}");
                if name.ends_with(".csv") {
                    files.insert(format!("assets/{published}"), bytes.clone());
                }
                files.insert(format!("static/{published}"), bytes.clone());
            }
            _ => {}
        }
    }
    Ok(files)
}

/// The templates, words and settings, as they stand beside this file.
fn layouts() -> Result<Files> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/hugo");
    let read = |path: std::path::PathBuf| Ok((path.to_string_lossy().into_owned(), fs::read(folder.join(&path))?));
    floor::files(&folder)?.into_iter().map(read).collect()
}

fn catalogues(ours: &Files) -> Result<Vec<(String, &str)>> {
    let year = |path: &str| Some(path.strip_prefix("content/")?.strip_suffix("/catalogue.yaml")?.to_owned());
    let all = ours.iter().filter_map(|(path, bytes)| Some((year(path)?, bytes)));
    all.map(|(year, bytes)| Ok((year, std::str::from_utf8(bytes)?))).collect()
}

/// The groups and items of a year, from the lines that `site` writes into its catalogue.
fn read(year: &str, catalogue: &str, groups: &mut BTreeMap<String, [String; 2]>, items: &mut BTreeMap<String, Item>) {
    groups.insert(year.to_owned(), [year.to_owned(), year.to_owned()]);
    let (mut group, mut number) = (String::new(), String::new());
    for line in catalogue.lines() {
        if let Some(id) = line.strip_prefix("      - id: ") {
            group = format!("{year}/g{}", id.replace('.', "-"));
        } else if let Some(name) = line.strip_prefix("        name: ").and_then(both) {
            groups.insert(group.clone(), name);
        } else if let Some(code) = line.strip_prefix("          - code: O") {
            number = format!("{year}/o{code:0>2}");
        } else if let Some(title) = line.strip_prefix("            title: ").and_then(both) {
            items.insert(number.clone(), Item { group: group.clone(), title });
        }
    }
}

/// The two texts of `{th: …, en: …}`.
fn both(yaml: &str) -> Option<[String; 2]> {
    let (thai, english) = yaml.strip_prefix("{th: ")?.strip_suffix('}')?.split_once(", en: ")?;
    Some([thai.to_owned(), english.to_owned()])
}

/// The newest years, and the groups of the newest.
fn menu(groups: &BTreeMap<String, [String; 2]>) -> String {
    let mut years: Vec<&str> = groups.keys().map(String::as_str).filter(|path| !path.contains('/')).collect();
    years.reverse();
    years.truncate(YEARS);
    let newest = years.first().copied().unwrap_or_default();
    let own = groups.iter().filter(|(path, _)| path.starts_with(&format!("{newest}/")));
    let own: Vec<String> =
        own.map(|(path, [th, en])| format!("{{\"path\": \"{path}/\", \"th\": \"{th}\", \"en\": \"{en}\"}}")).collect();
    format!("{{\"years\": [{}], \"groups\": [{}]}}\n", years.join(", "), own.join(", "))
}

/// A page of an item: what its file says stands below `own`, as it is written.
fn page(year: &str, item: &Item, thai: &str, text: &str, english: bool, items: &BTreeMap<String, Item>) -> String {
    let front = thai.trim_start_matches("---\n").split("\n---\n").next().unwrap_or_default();
    let day = front.lines().find_map(|line| line.strip_prefix("updated: ")).unwrap_or_default();
    let Item { group, title } = item;
    let title = &title[usize::from(english)];
    let mut out = format!("---\ntitle: \"{title}\"\ndate: {day}\nyear: {year}\ngroup: {group}/\nown:\n");
    for line in front.lines() {
        let _ = writeln!(out, "  {line}");
    }
    out.push_str("---\n");
    let prefix = if english { "/en" } else { "" };
    let mut pieces = floor::body(text).split("](");
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (to, rest) = piece.split_once(')').unwrap_or((piece, ""));
        let _ = write!(out, "]({prefix}{}){rest}", address(year, to, items));
    }
    out
}

/// The address of an item's page, from the way to its file.
fn address(year: &str, to: &str, items: &BTreeMap<String, Item>) -> String {
    let (file, heading) =
        to.split_once('#').map_or((to, String::new()), |(file, heading)| (file, format!("#{heading}")));
    let file = file.trim_start_matches("../../").trim_end_matches(".md");
    let (year, own) = file.split_once("/items/").unwrap_or((year, file));
    let group = items.get(&format!("{year}/{own}")).map_or("", |item| item.group.as_str());
    format!("/{group}/{own}/{heading}")
}

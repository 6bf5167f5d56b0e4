//! The small sites of `tests/sites`: each builds, and shows what it was made to show. Also where every other test gets built
//! sites and pages from: built once, in memory, and parsed as a browser does.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use prongsai::base::date::Day;
use prongsai::base::diag::{Diagnostic, Severity};
use prongsai::base::lang::Lang;
use prongsai::base::output::Asset;
use prongsai::io;
use prongsai::ita::options::Options;
use rayon::prelude::*;

use crate::support::{read, root, site, small_sites, tree};
use crate::whole::{self, Whole};

/// The agency's own site first, then every site of `tests/sites`.
pub static SITES: LazyLock<Vec<Site>> = LazyLock::new(|| {
    let agency = Site::new(AGENCY, &root());
    std::iter::once(agency).chain(small_sites().iter().map(|name| Site::new(name, &site(name)))).collect()
});

/// The name of the checkout's own site among the others.
pub const AGENCY: &str = "agency";

/// A built site.
pub struct Site {
    pub name: String,
    pub built: Whole,
    /// Every HTML page by its path in the output.
    pub pages: BTreeMap<String, Page>,
}

/// A page as a browser has it.
pub struct Page {
    pub route: String,
    pub html: String,
    /// Elements and texts in the order of the page.
    pub nodes: Vec<Node>,
}

pub struct Node {
    pub parent: Option<usize>,
    /// The number of the first node that is not below this one.
    pub end: usize,
    pub kind: Kind,
}

pub enum Kind {
    Element { name: String, attributes: BTreeMap<String, String> },
    Text(String),
}

/// The day that tests build on: the day of the memorandum.
pub fn options() -> Options {
    Options { today: Day::parse("2569-01-05").expect("a day"), base_url: None }
}

/// A built site by its name.
pub fn built(name: &str) -> &'static Site {
    SITES.iter().find(|site| site.name == name).unwrap_or_else(|| panic!("there is no site {name}"))
}

/// What a page has that leads on to another by itself.
const LEADS_ON: &str = "http-equiv=\"refresh\"";

impl Site {
    /// Builds the site in a folder; it must have no errors.
    pub fn new(name: &str, folder: &Path) -> Site {
        let sources = crate::support::read(folder).expect("the folder can be read");
        Site::of(name, whole::build(&sources, &options()))
    }

    /// A site that was built; it must have no errors.
    pub fn of(name: &str, built: Whole) -> Site {
        let errors: Vec<String> = built.findings.iter().filter(|finding| finding.is_error()).map(line).collect();
        assert!(errors.is_empty(), "{name} does not build:\n{}", errors.join("\n"));
        let texts = built.output.iter().filter_map(|(path, asset)| Some((path.to_string(), text(asset)?)));
        let texts: Vec<(String, String)> = texts.collect();
        // A page that only leads on is nobody's to read: `aliases` holds those.
        let pages = texts.into_par_iter().filter(|(path, text)| path.ends_with(".html") && !text.contains(LEADS_ON));
        let pages = pages.map(|(path, html)| (path.clone(), Page::parse(path, html))).collect();
        Site { name: name.to_owned(), built, pages }
    }

    /// A page by its path in the output, with or without `index.html`.
    pub fn page(&self, path: &str) -> &Page {
        let route = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        self.pages.get(&route).unwrap_or_else(|| panic!("{}: there is no page {route}", self.name))
    }

    /// The text of a file of the output.
    pub fn file(&self, path: &str) -> String {
        let asset = self.built.output.get(path).unwrap_or_else(|| panic!("{}: there is no file {path}", self.name));
        text(asset).unwrap_or_else(|| panic!("{}: {path} is not a text that the build made", self.name))
    }

    pub fn has(&self, path: &str) -> bool {
        self.built.output.contains_key(path)
    }

    /// The address of a path on the published site.
    pub fn url(&self, path: &str) -> String {
        self.built.portal().agency.base_url.value.join(path)
    }
}

impl Page {
    pub fn parse(route: String, html: String) -> Page {
        let document = scraper::Html::parse_document(&html);
        let mut places = HashMap::new();
        let mut nodes: Vec<Node> = Vec::new();
        for node in document.tree.root().descendants() {
            let parent = node.parent().and_then(|parent| places.get(&parent.id()).copied());
            let kind = match (node.value().as_element(), node.value().as_text()) {
                (Some(element), _) => Kind::Element {
                    name: element.name().to_owned(),
                    attributes: element.attrs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
                },
                (None, Some(text)) => Kind::Text(text.to_string()),
                (None, None) => continue,
            };
            places.insert(node.id(), nodes.len());
            nodes.push(Node { parent, end: nodes.len() + 1, kind });
        }
        for at in (0..nodes.len()).rev() {
            if let Some(parent) = nodes[at].parent {
                nodes[parent].end = nodes[parent].end.max(nodes[at].end);
            }
        }
        Page { route, html, nodes }
    }

    pub fn lang(&self) -> Lang {
        if self.route.starts_with("en/") { Lang::En } else { Lang::Th }
    }

    /// The address from the root of the site, `en/ita/2568/`.
    pub fn href(&self) -> &str {
        self.route.strip_suffix("index.html").unwrap_or(&self.route)
    }

    pub fn is_not_found(&self) -> bool {
        self.route.ends_with("404.html")
    }

    /// Every element with one of these names (all without any), in the order of the page.
    pub fn all(&self, names: &[&str]) -> impl Iterator<Item = usize> {
        (0..self.nodes.len())
            .filter(|&at| !self.name(at).is_empty() && (names.is_empty() || names.contains(&self.name(at))))
    }

    /// The name of an element; empty for a text.
    pub fn name(&self, at: usize) -> &str {
        match &self.nodes[at].kind {
            Kind::Element { name, .. } => name,
            Kind::Text(_) => "",
        }
    }

    pub fn attribute(&self, at: usize, name: &str) -> Option<&str> {
        match &self.nodes[at].kind {
            Kind::Element { attributes, .. } => attributes.get(name).map(String::as_str),
            Kind::Text(_) => None,
        }
    }

    /// The text of an element and all below it, with single spaces.
    pub fn text(&self, at: usize) -> String {
        let texts = self.nodes[at..self.nodes[at].end].iter().filter_map(|node| match &node.kind {
            Kind::Text(text) => Some(text.as_str()),
            Kind::Element { .. } => None,
        });
        texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The element itself and those around it, innermost first.
    pub fn around(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(at), |&at| self.nodes[at].parent)
    }

    /// The elements with these names below another.
    pub fn below(&self, at: usize, names: &[&str]) -> Vec<usize> {
        self.all(names).filter(|&inner| inner > at && inner < self.nodes[at].end).collect()
    }

    /// The language that an element's text is marked with.
    pub fn lang_at(&self, at: usize) -> &str {
        self.around(at).find_map(|at| self.attribute(at, "lang")).unwrap_or_default()
    }

    /// The texts of all elements with one of these names.
    pub fn texts(&self, names: &[&str]) -> Vec<String> {
        self.all(names).map(|at| self.text(at)).collect()
    }

    /// The name of the page; drawings have titles of their own.
    pub fn title(&self) -> String {
        self.texts(&["title"]).into_iter().next().unwrap_or_default()
    }

    /// Where the links of the page's own part lead.
    pub fn links(&self) -> Vec<&str> {
        let main = self.all(&["main"]).next().expect("a page has a main part");
        self.below(main, &["a"]).into_iter().filter_map(|at| self.attribute(at, "href")).collect()
    }

    /// The `href` of `link` elements by what they are, with their language where they have one.
    pub fn relations(&self, rel: &str) -> Vec<(Option<&str>, &str)> {
        let links = self.all(&["link"]).filter(|&at| self.attribute(at, "rel") == Some(rel));
        links.map(|at| (self.attribute(at, "hreflang"), self.attribute(at, "href").unwrap_or_default())).collect()
    }
}

/// The text of an asset that the build made; `None` for a copy of a file.
fn text(asset: &Asset) -> Option<String> {
    match asset {
        Asset::Bytes(bytes) => String::from_utf8(bytes.clone()).ok(),
        Asset::CopyOf { .. } | Asset::Picture(_) => None,
    }
}

/// A finding in one line.
pub fn line(finding: &Diagnostic) -> String {
    format!("{}:{} [{}] {}", finding.at.path, finding.at.start, finding.rule.code, finding.message().en)
}

// What the sites are remembered by: the list of their files, and a few of their pages as readable text.

/// The pages whose text is kept.
const KEPT: &[(&str, &[&str])] = &[
    (
        "evidence",
        &[
            "ita/2568/o1/",
            "en/ita/2568/o2/",
            "ita/2568/o3/",
            "ita/2568/o4/",
            "ita/2568/o12/",
            "ita/2568/o13/",
            "ita/2568/o14/",
            "en/ita/2568/o14/",
            "ita/2568/o15/",
            "ita/2568/o16/",
            "ita/2568/all/",
        ],
    ),
    (
        "five-points",
        &[
            "",
            "ita/scores/",
            "en/ita/scores/",
            "ita/scores/2568/",
            "en/ita/scores/2568/",
            "ita/2568/issues/1/",
            "en/ita/2569/analysis/",
        ],
    ),
    ("thai-codes", &["ita/2568/", "ita/2568/mr-1/", "en/ita/2568/mr-1/", "ita/2568/standard-12/", "ita/2568/all/"]),
    ("hospital", &["404.html", "ita/", "ita/2569/moit-1/", "ita/2569/moit-5/", "en/ita/2569/moit-5/", "ita/2569/"]),
    (
        "school",
        &[
            "",
            "ita/2568/o12/",
            "en/ita/2568/o12/",
            "ita/2568/o18/",
            "ita/2568/",
            "ita/2568/issues/",
            "ita/2568/issues/2/",
            "ita/2569/analysis/",
            "ita/2569/measures/report/",
            "en/ita/scores/2568/",
            "ita/2569/measures/m01/",
            "news/",
            "en/news/2568-03-10-admission/",
            "news/2567-11-15-sports/",
        ],
    ),
    (
        "showcase",
        &[
            "",
            "en/",
            "about/structure/",
            "contact/",
            "documents/by-date/",
            "documents/by-kind/",
            "en/documents/by-title/",
            "en/ita/2569/measures/report/",
            "ita/",
            "ita/2568/",
            "ita/2568/issues/",
            "ita/2569/analysis/",
            "ita/2569/measures/m01/",
            "ita/2569/measures/owners/",
            "open-data/",
            "services/",
            "ita/2568/o9/",
            "en/ita/2568/o16/",
            "news/2568-06-05-trees/",
            "en/news/tags/environment/",
            "services/tax/",
            "about/executives/",
            "ita/2569/measures/",
            "contact/complaints/",
        ],
    ),
    ("thai-only", &["", "ita/2568/o1/", "news/2568-04-02-reading-day/"]),
    ("theme-override", &["404.html", "en/about/"]),
    ("two-years", &["ita/2567/o1/", "ita/2568/o1/", "en/ita/2568/o2/", "about/", "ita/scores/", "ita/2568/all/"]),
];

/// People look at it whenever they come; what is late by then has its reason.
#[test]
fn the_example_warns_of_nothing_years_later() {
    let options = Options { today: Day::parse("2573-05-01").expect("a day"), base_url: None };
    let whole = whole::build(&read(&site("showcase")).expect("the site can be read"), &options);
    let told: Vec<&Diagnostic> = whole.findings.iter().filter(|own| own.rule.severity != Severity::Note).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn the_example_is_complete_and_nothing_is_told_of_it() {
    let site = built("showcase");
    let told: Vec<String> = site.built.findings.iter().map(line).collect();
    assert!(told.is_empty(), "{told:?}");
    assert!(site.page("en/ita/2568/").html.contains("28 of 28"));
}

#[test]
fn sites_are_as_expected() {
    let small = || SITES.iter().filter(|site| site.name != AGENCY);
    for site in small() {
        let mut actual = BTreeMap::new();
        let paths: String = site.built.output.keys().map(|path| format!("{path}\n")).collect();
        actual.insert("paths.txt".to_owned(), paths);
        let kept =
            KEPT.iter().find(|(name, _)| *name == site.name).unwrap_or_else(|| panic!("KEPT lacks {}", site.name)).1;
        for path in kept {
            let name = path.trim_end_matches('/').trim_end_matches(".html").replace('/', ".");
            let name = if name.is_empty() { "home".to_owned() } else { name };
            actual.insert(format!("pages/{name}.txt"), readable(site.page(path)));
        }
        hold(&site.name, &actual);
    }
    let unknown: Vec<_> = KEPT.iter().filter(|(name, _)| !small().any(|site| site.name == *name)).collect();
    assert!(unknown.is_empty(), "KEPT names sites that are not there: {unknown:?}");
}

/// Holds texts against the files of a site's `expected/`, or writes them there with `UPDATE=1`.
fn hold(name: &str, actual: &BTreeMap<String, String>) {
    let folder = site(name).join("expected");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        let _ = fs::remove_dir_all(&folder);
        for (path, text) in actual {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a folder can be made");
            fs::write(&file, text).expect("an expectation can be written");
        }
        return;
    }
    let expected = tree(&folder);
    let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let mut faults = Vec::new();
    for (path, actual) in actual {
        match expected.get(path).map(text) {
            None => faults.push(format!("{path}: not kept yet")),
            Some(expected) if expected != *actual => {
                faults.push(format!("{path}: {}", first_difference(&expected, actual)))
            }
            Some(_) => {}
        }
    }
    faults.extend(
        expected.keys().filter(|path| !actual.contains_key(*path)).map(|path| format!("{path}: no longer made")),
    );
    assert!(
        faults.is_empty(),
        "\ntests/sites/{name}/expected:\n{}\nIf the change is meant: UPDATE=1 cargo test sites\n",
        faults.join("\n")
    );
}

fn first_difference(expected: &str, actual: &str) -> String {
    let (mut expected, mut actual) = (expected.lines(), actual.lines());
    for number in 1.. {
        match (expected.next(), actual.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                return format!(
                    "line {number}\n  expected {}\n  now      {}",
                    a.unwrap_or("nothing"),
                    b.unwrap_or("nothing")
                );
            }
        }
    }
    "other ends of lines".to_owned()
}

/// A page as text: what its head says of it, then its main part with `#` for headings, `[links](to)`, `**bold**`, cells
/// between `|`, and `‹th …›` around text that is marked with another language.
fn readable(page: &Page) -> String {
    let title = page.title();
    let mut text = format!("{}\ntitle: {title}\n", page.route);
    for (_, url) in page.relations("canonical") {
        text.push_str(&format!("canonical: {url}\n"));
    }
    for (lang, url) in page.relations("alternate") {
        text.extend(lang.map(|lang| format!("alternate {lang}: {url}\n")));
    }
    let mut lines = Lines::default();
    // What stands around the text is the same on every page, but for the way there.
    let part = if ["", "en/"].contains(&page.href()) { "body" } else { "main" };
    write(page, page.all(&[part]).next().expect("a page has a main part"), &mut lines);
    lines.end();
    text.push('\n');
    text.extend(lines.done.iter().map(|line| format!("{line}\n")));
    text
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    open: String,
}

impl Lines {
    fn end(&mut self) {
        let line = self.open.split_whitespace().collect::<Vec<_>>().join(" ");
        self.done.extend(Some(line).filter(|line| !line.is_empty() && line != "-"));
        self.open.clear();
    }
}

fn write(page: &Page, at: usize, lines: &mut Lines) {
    let name = match &page.nodes[at].kind {
        Kind::Text(text) => return lines.open.push_str(text),
        Kind::Element { name, .. } => name.as_str(),
    };
    let is_block = !matches!(
        name,
        "a" | "b" | "strong" | "em" | "small" | "span" | "sup" | "time" | "td" | "th" | "code" | "del" | "img" | "svg"
    );
    if is_block {
        lines.end();
    }
    let level = name.strip_prefix('h').and_then(|level| level.parse::<usize>().ok());
    let lang = page.attribute(at, "lang");
    let before = match name {
        "li" => "- ".to_owned(),
        "dd" => ": ".to_owned(),
        "a" => "[".to_owned(),
        "strong" => "**".to_owned(),
        _ => level.map(|level| "#".repeat(level) + " ").unwrap_or_default(),
    };
    lines.open.push_str(&before);
    lines.open.extend(lang.map(|lang| format!("‹{lang} ")));
    let mut inner = at + 1;
    while inner < page.nodes[at].end {
        if page.name(inner) != "svg" {
            write(page, inner, lines);
        }
        inner = page.nodes[inner].end;
    }
    lines.open.push_str(lang.map_or("", |_| "›"));
    match name {
        "a" => lines.open.push_str(&format!("]({})", page.attribute(at, "href").unwrap_or_default())),
        "strong" => lines.open.push_str("**"),
        "td" | "th" => lines.open.push_str(" | "),
        "img" => lines.open.push_str(&format!("![{}]", page.attribute(at, "alt").unwrap_or_default())),
        _ if is_block => lines.end(),
        _ => {}
    }
}

// What each site was made to show.

#[test]
fn codes_of_two_words_become_addresses() {
    let site = built("hospital");
    for number in 1..=22 {
        for lang in ["", "en/"] {
            assert!(site.has(&format!("{lang}ita/2569/moit-{number}/index.html")), "{lang} MOIT {number}");
        }
    }
    assert!(site.page("ita/2569/moit-1/").texts(&["h1"])[0].starts_with("MOIT 1 "));
    let hub = site.page("ita/2569/");
    assert!(hub.links().contains(&"../../ita/2569/moit-22/"), "{:?}", hub.links());
    assert!(site.has("files/2569/moit-1/form.csv"));
}

#[test]
fn a_site_in_a_folder_of_its_host() {
    let site = built("hospital");
    let item = site.page("en/ita/2569/moit-5/");
    assert_eq!(item.relations("canonical"), [(None, "https://hospital.example/portal/en/ita/2569/moit-5/")]);
    assert!(site.file("sitemap.xml").contains("<loc>https://hospital.example/portal/ita/2569/moit-5/</loc>"));
    assert!(site.file("robots.txt").contains("https://hospital.example/portal/sitemap.xml"));
    assert!(site.file("feed.xml").contains("https://hospital.example/portal/feed.xml"));
    for path in ["404.html", "en/404.html"] {
        let page = site.page(path);
        let links: Vec<&str> = page.all(&["a", "link"]).filter_map(|at| page.attribute(at, "href")).collect();
        let inside = links.iter().filter(|href| !href.starts_with('#') && !href.contains(':'));
        for href in inside.clone() {
            assert!(href.starts_with("/portal/"), "{path}: {href}");
        }
        assert!(inside.count() > 3);
    }
}

#[test]
fn bold_works_beside_thai() {
    let page = built("hospital").page("ita/2569/moit-5/");
    assert_eq!(page.texts(&["strong"]), ["พ.ร.บ.", "๑๘๐,๐๐๐", "๕๐%", "คงที่", "สัญญา", "รายเดียว"]);
    let main = page.all(&["main"]).next().expect("a main part");
    assert!(!page.text(main).contains("**"), "a star was left as text");
    assert!(page.text(main).contains("ตามพ.ร.บ.ข้อมูลข่าวสาร"), "no space comes between bold and the word beside it");
    let page = built("hospital").page("ita/2569/moit-9/");
    assert_eq!(page.texts(&["strong"]), ["(งานธุรการ)"]);
}

#[test]
fn bodies_have_tables_footnotes_and_definitions() {
    for path in ["ita/2569/moit-5/", "en/ita/2569/moit-5/"] {
        let page = built("hospital").page(path);
        let table = page.all(&["table"]).next().expect("a table");
        assert_eq!(
            (page.below(table, &["tr"]).len(), page.below(table, &["th"]).len(), page.below(table, &["td"]).len()),
            (4, 3, 9)
        );
        let region = page
            .around(table)
            .find(|&at| page.attribute(at, "role") == Some("region"))
            .expect("a table scrolls by itself");
        assert_eq!(page.attribute(region, "tabindex"), Some("0"), "the keyboard must reach a scrolling table");
        let notes: Vec<usize> =
            page.all(&[]).filter(|&at| page.attribute(at, "id").is_some_and(|id| id.starts_with("note."))).collect();
        assert_eq!(notes.len(), 2, "two footnotes");
        let references = page.links().into_iter().filter(|href| href.starts_with("#note.")).count();
        assert_eq!(references, 2, "two references to footnotes");
        let body = page.below(page.all(&["main"]).next().expect("a main part"), &["dl"]);
        let terms = body.iter().map(|&list| (page.below(list, &["dt"]).len(), page.below(list, &["dd"]).len()));
        assert!(terms.clone().any(|counts| counts == (2, 3)), "{path}: {:?}", terms.collect::<Vec<_>>());
        let ids: Vec<&str> = page.all(&["h2", "h3"]).filter_map(|at| page.attribute(at, "id")).collect();
        assert_eq!(ids, ["monthly", "analysis", "terms"]);
    }
}

#[test]
fn a_site_in_thai_only() {
    let site = built("thai-only");
    let english: Vec<_> = site.built.output.keys().filter(|path| path.as_str().starts_with("en/")).collect();
    assert_eq!(english, Vec::<&prongsai::base::path::RelPath>::new());
    for page in site.pages.values() {
        let marked: Vec<usize> = page.all(&[]).filter(|&at| page.attribute(at, "hreflang").is_some()).collect();
        assert!(marked.is_empty(), "{}: hreflang in a site of one language", page.route);
    }
    assert!(!site.file("sitemap.xml").contains("hreflang"));
    assert_eq!(site.file("robots.txt").matches("Sitemap:").count(), 1);
}

#[test]
fn items_lead_to_other_years_both_ways() {
    let site = built("two-years");
    // 2568 O1 was O1 and O2; O2 was O3; O3 was O4; O4 was O6; O5 is new, and 2567 O5 ended.
    let moved = [("o1", "o1"), ("o1", "o2"), ("o2", "o3"), ("o3", "o4"), ("o4", "o6")];
    for lang in ["", "en/"] {
        let (up, now, before) = (if lang.is_empty() { "../../../" } else { "../../../../" }, 2568, 2567);
        let link = |year: i32, code: &str| format!("{up}{lang}ita/{year}/{code}/");
        let leads =
            |year: i32, code: &str, to: &str| site.page(&format!("{lang}ita/{year}/{code}/")).links().contains(&to);
        for new in ["o1", "o2", "o3", "o4", "o5"] {
            for old in ["o1", "o2", "o3", "o4", "o5", "o6"] {
                let expected = moved.contains(&(new, old));
                assert_eq!(leads(now, new, &link(before, old)), expected, "{lang}{now} {new} to {before} {old}");
                assert_eq!(leads(before, old, &link(now, new)), expected, "{lang}{before} {old} to {now} {new}");
            }
        }
    }
}

#[test]
fn a_file_from_notepad_reads_like_any_other() {
    let path = site("two-years").join("content/2568/items/o02.md");
    let bytes = fs::read(path).expect("the file is there");
    assert!(
        bytes.starts_with(b"\xEF\xBB\xBF") && bytes.windows(2).any(|pair| pair == b"\r\n"),
        "the file lost its BOM or its CRLF"
    );
    let page = built("two-years").page("ita/2568/o2/");
    let heading = page.all(&["h2"]).find(|&at| page.text(at) == "ที่ตั้ง").expect("the heading is there");
    assert_eq!(page.attribute(heading, "id"), Some("ที่ตั้ง"));
    assert!(page.texts(&["td"]).contains(&"๐๘.๓๐-๑๖.๓๐ น.".to_owned()));
    assert!(!page.html.contains('\u{FEFF}') && !page.html.contains('\r'));
}

#[test]
fn a_page_without_english_shows_thai_and_says_so() {
    let site = built("school");
    let page = site.page("en/ita/2568/o12/");
    let thai = page
        .all(&[])
        .find(|&at| page.name(at) == "h2" && page.text(at) == "เวลาตอบกลับ")
        .expect("the Thai text is there");
    assert_eq!(page.lang_at(thai), "th");
    let notice = page.all(&["p", "div", "aside"]).find(|&at| {
        let class = page.attribute(at, "class").unwrap_or_default();
        class.split(' ').any(|class| class == "notice") && page.text(at).to_lowercase().contains("thai")
    });
    let notice = notice.expect("a notice says that the text is in Thai");
    assert!(notice < thai, "the notice stands before the text");
    assert_eq!(page.lang_at(notice), "en");
    assert_eq!(page.relations("canonical"), [(None, "https://school.example/ita/2568/o12/")]);
    assert_eq!(page.relations("alternate").into_iter().filter_map(|(lang, _)| lang).count(), 0);
    let thai_page = site.page("ita/2568/o12/");
    assert_eq!(thai_page.relations("alternate").into_iter().filter_map(|(lang, _)| lang).count(), 0);
    for sitemap in ["sitemap.xml", "en/sitemap.xml"] {
        assert!(!site.file(sitemap).contains("en/ita/2568/o12/"), "{sitemap}");
    }
    assert!(site.file("sitemap.xml").contains("https://school.example/ita/2568/o12/"));
}

#[test]
fn the_last_item_of_a_longer_catalogue() {
    let site = built("school");
    let page = site.page("en/ita/2568/o40/");
    assert!(page.texts(&["h1"])[0].starts_with("O40 "));
    let links = page.links();
    for to in
        ["../../../../en/ita/2568/issues/", "../../../../en/ita/2569/measures/m01/", "../../../../en/ita/2568/o39/"]
    {
        assert!(links.contains(&to), "{to} is not among {links:?}");
    }
    // Its catalogue has no English title, so the page is not counted as translated, and the title is marked.
    let title = page.all(&["h1"]).next().expect("a heading");
    let thai = page.below(title, &[]).into_iter().find(|&at| page.text(at).contains("มาตรการจากผลการประเมิน"));
    assert_eq!(thai.map(|at| page.lang_at(at)), Some("th"));
    assert!(!site.file("en/sitemap.xml").contains("en/ita/2568/o40/"));
    assert_eq!(page.relations("canonical"), [(None, "https://school.example/ita/2568/o40/")]);
    assert_eq!(
        site.built.portal().places().iter().filter(|place| place.address().as_str().starts_with("ita/2568/o")).count(),
        40
    );
}

#[test]
fn a_site_overrides_parts_of_the_theme() {
    let site = built("theme-override");
    let sources = crate::support::read(&crate::support::site("theme-override")).expect("the folder can be read");
    let own: Vec<&str> = ["i18n/en.yaml", "i18n/th.yaml", "templates/404.html"].to_vec();
    let there = tree(&crate::support::site("theme-override").join("themes/default"));
    assert_eq!(
        there.keys().map(String::as_str).collect::<Vec<_>>(),
        own,
        "the site has these files of a theme and no others"
    );
    // The one word: the name of the list of documents, in the foot of every page.
    let foot = |page: &Page| page.text(page.all(&["footer"]).next().expect("a page has a foot"));
    for page in site.pages.values() {
        let word = if page.lang() == Lang::Th { "คลังเอกสาร" } else { "Document store" };
        assert!(foot(page).contains(word), "{}: {}", page.route, foot(page));
    }
    assert_eq!(site.page("en/documents/").texts(&["h1"]), ["Document store"]);
    // The one template.
    let main = |path: &str| site.page(path).links();
    assert_eq!((main("404.html"), main("en/404.html")), (vec!["/"], vec!["/en/"]));
    // All else is the theme that the program carries: without the word and the template the sites are the same.
    let mut plain = sources.clone();
    plain.texts.retain(|path, _| path.below("themes").is_none());
    plain.texts.extend(io::embedded::sources().texts);
    let plain = whole::build(&plain, &options());
    assert!(!plain.findings.iter().any(Diagnostic::is_error));
    // The index of the search holds that word too, and the search page the mark of the index.
    let unmarked = |text: String| match text.split_once("index.txt?v=") {
        Some((before, after)) => format!("{before}{}", &after[8..]),
        None => text,
    };
    let before = |text: String| text.replace("คลังเอกสาร", "เอกสารทั้งหมด").replace("Document store", "All documents");
    for (path, asset) in &plain.output {
        if path.as_str().ends_with("404.html") || path.as_str().ends_with("search/index.txt") {
            continue;
        }
        let (Some(expected), Some(asset)) = (text(asset), site.built.output.get(path)) else { continue };
        assert_eq!(text(asset).map(before).map(unmarked), Some(unmarked(expected)), "{path}");
    }
    let paths = |built: &Whole| built.output.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&plain), paths(&site.built));
}

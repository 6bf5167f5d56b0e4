//! Themes of others. The contract that `themes/README.md` makes with them is held by a second theme, of one line a template.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::sync::Arc;

use prongsai::base::output::Asset;
use prongsai::base::path::RelPath;
use prongsai::base::source::{File, Sources};

use crate::sites::{line, options};
use crate::support::root;
use crate::whole;

/// The name of the theme that these tests make.
const OWN: &str = "own";

/// The agency's site, with a piece of news, under a theme of these templates.
fn sources(templates: &BTreeMap<String, String>) -> Sources {
    let mut sources = crate::support::read(&root()).expect("the folder can be read");
    let agency =
        sources.texts.iter_mut().find(|(path, _)| path.as_str() == "content/agency.yaml").expect("the agency").1;
    *agency = agency.replace("\ntheme: default\n", &format!("\ntheme: {OWN}\n")).into();
    let path = |text: &str| RelPath::new(text).expect("a path");
    let news = "---\ntitle: ข่าว\ndate: 2569-01-05\n---\nก\n";
    sources.texts.insert(path("content/news/2569-01-05-news.md"), news.into());
    for (name, text) in templates {
        sources.texts.insert(path(&format!("themes/{OWN}/templates/{name}.html")), text.as_str().into());
    }
    sources
}

/// The list of templates: each with the fields that it promises.
fn promised() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("themes/README.md")).expect("the README of themes");
    let list = text.split("fields beside `page`, `menu`, `site` and `t`:").nth(1).expect("the list of templates");
    let list = list.trim_start().split("\n\n").next().expect("the list itself");
    let quoted = |part: &str| -> Vec<String> { part.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let entry = |entry: &str| {
        let (page, fields) = entry.split_once(':').unwrap_or_else(|| panic!("no fields: {entry}"));
        let [name] = &quoted(page)[..] else { panic!("one template an entry: {entry}") };
        (name.clone(), quoted(fields).into_iter().collect())
    };
    list.trim_start_matches("- ").split("\n- ").map(entry).collect()
}

/// What each template of a theme could have used, as its error says.
fn available(templates: &BTreeMap<String, String>, words: &str) -> BTreeMap<String, BTreeSet<String>> {
    let built = whole::build(&sources(templates), &options());
    assert!(built.output.is_empty(), "a theme with faults makes no site");
    let own = |path: &RelPath| path.below(&format!("themes/{OWN}/templates"))?.strip_suffix(".html").map(str::to_owned);
    let mut found = BTreeMap::new();
    for finding in built.findings.iter().filter(|finding| finding.is_error()) {
        let name = own(&finding.at.path).unwrap_or_else(|| panic!("not in the theme: {}", line(finding)));
        assert_eq!(finding.rule.code, "template-error");
        assert!(finding.at.end > finding.at.start, "{name}: the place of the fault");
        let known = finding.message().en.split(words).nth(1).unwrap_or_else(|| panic!("{}", finding.message().en));
        found.insert(name, known.split(", ").map(str::to_owned).collect());
    }
    found
}

#[test]
fn the_readme_lists_the_fields_of_every_template_and_no_others() {
    let promised = promised();
    let templates = promised.keys().map(|name| (name.clone(), "{{ no_such_field }}".to_owned())).collect();
    let mut available = available(&templates, "Available variables: ");
    let everywhere = ["brand", "foot", "links", "menu", "notices", "page", "site", "t"];
    for (name, fields) in &mut available {
        for field in everywhere {
            assert!(fields.remove(field), "{name} has no {field}");
        }
    }
    assert_eq!(available, promised);
}

#[test]
fn the_readme_names_every_field_of_page_and_site() {
    let text = fs::read_to_string(root().join("themes/README.md")).expect("the README of themes");
    let part = text.split("## What every template sees").nth(1).and_then(|part| part.split("Kinds of values").next());
    let named: BTreeSet<&str> = part.expect("its part on all templates").split('`').skip(1).step_by(2).collect();
    let templates = [("documents", "{{ page.no_such_field }}"), ("search", "{{ site.no_such_field }}")];
    let templates = templates.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    for (name, fields) in available(&templates, "Available fields: ") {
        let missing: Vec<&String> = fields.iter().filter(|field| !named.contains(field.as_str())).collect();
        assert!(missing.is_empty(), "{name}: {missing:?} are not in the README");
    }
}

/// The preview tries one page of each look before it makes every page.
#[test]
fn pages_that_show_different_things_are_tried_apart() {
    let built = whole::build(&crate::support::read(&root()).expect("the folder can be read"), &options());
    let portal = built.portal();
    let tried: HashSet<_> = portal.places().iter().filter_map(|place| place.look().1).collect();
    let shown: HashSet<_> = portal.articles.iter().map(|article| (article.kind, article.show)).collect();
    assert!(shown.len() > 5, "{shown:?}");
    assert_eq!(tried, shown);
}

#[test]
fn what_is_html_already_is_printed_as_it_is_and_texts_are_escaped() {
    let page = |field: &str| format!("<h1>{{{{ page.title.text }}}}</h1>{{{{ page.linked }}}}{{{{ {field} }}}}");
    let templates = [
        ("documents", page("documents")),
        ("item", format!("<main>{{% if body %}}{}{{% endif %}}", page("body.html"))),
    ];
    let templates: BTreeMap<String, String> = templates.map(|(name, text)| (name.to_owned(), text)).into();
    let mut sources = sources(&templates);
    let path = |text: &str| RelPath::new(text).expect("a path");
    let body = sources.texts.get_mut(&path("content/2568/items/o12.md")).expect("the item");
    *body = format!("{body}\n- *ก* & \"ข\"\n").into();
    let news = "---\ntitle: ข่าว\ndate: 2569-01-05\ndocuments: [{id: a, title: ก, file: ../files/a.pdf}]\n---\nก\n";
    sources.texts.insert(path("content/news/2569-01-05-news.md"), news.into());
    let file = File { size: 1, embedded: None, inspected: None };
    Arc::make_mut(&mut sources.files).insert(path("content/files/a.pdf"), file);
    let built = whole::build(&sources, &options());
    let faults: Vec<String> = built.findings.iter().filter(|finding| finding.is_error()).map(line).collect();
    assert_eq!(faults, [""; 0]);
    let html = |at: &str| match &built.output[&path(at)] {
        Asset::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        other => panic!("not a page: {other:?}"),
    };
    let documents = html("documents/index.html");
    assert!(
        documents.contains("<h1>") && documents.contains("<li") && documents.contains("\"@context\""),
        "{documents}"
    );
    assert!(!documents.contains("&lt;") && !documents.contains("&quot;@"), "{documents}");
    let item = html("ita/2568/o12/index.html");
    assert!(item.contains("<li><em>ก</em> &amp; ") && !item.contains("&lt;"), "{item}");
}

#[test]
fn a_theme_of_one_line_a_template_makes_the_whole_site() {
    let line = "<!doctype html><html lang=\"{{ page.lang }}\"><title>{{ page.title.text }}</title><h1>{{ page.title | say }}</h1></html>\n";
    let templates: BTreeMap<String, String> = promised().into_keys().map(|name| (name, line.to_owned())).collect();
    let built = whole::build(&sources(&templates), &options());
    let faults: Vec<String> =
        built.findings.iter().filter(|finding| finding.is_error()).map(crate::sites::line).collect();
    assert_eq!(faults, Vec::<String>::new());
    let texts = built.output.iter().filter(|(path, _)| path.as_str().ends_with(".html"));
    let own = texts.filter(|(_, asset)| match asset {
        Asset::Bytes(bytes) => bytes.len() < 1000 && bytes.starts_with(b"<!doctype html><html"),
        _ => false,
    });
    assert!(own.count() > 350, "every page is the theme's own");
    let style = RelPath::new("assets/style.css").expect("a path");
    assert!(built.output.contains_key(&style), "what the theme lacks is prongsai's");
}

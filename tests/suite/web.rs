//! What is promised of every page of every site, whatever its content: sound HTML, one language at a time, no dead link, no
//! stranger. Sizes are measured elsewhere.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use prongsai::base::lang::Lang;
use prongsai::base::output::Asset;
use prongsai::base::path::RelPath;
use prongsai::base::percent::decoded;
use prongsai::base::thai::is_thai;
use prongsai::ita::body::{Bodies, Body};
use prongsai::ita::places::Place;
use prongsai::ita::table::set::Tables;

use crate::sites::{AGENCY, Kind, Page, SITES, Site, options};
use crate::whole;

/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Holds a promise for every page; faults are told once with the pages that have them.
fn hold(promise: impl Fn(&Site, &Page) -> Vec<String>) {
    hold_sites(|site| {
        let faults =
            |page| promise(site, page).into_iter().map(|fault| (page.route.clone(), fault)).collect::<Vec<_>>();
        site.pages.values().flat_map(faults).collect()
    });
}

/// Holds a promise for every site; faults are told once with the places that have them.
fn hold_sites(promise: impl Fn(&Site) -> Vec<(String, String)>) {
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for site in SITES.iter() {
        for (place, fault) in promise(site) {
            faults.entry(fault).or_default().push(format!("{}:{place}", site.name));
        }
    }
    let told = faults.iter().take(40).map(|(fault, places)| {
        let shown = places.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(" ");
        format!("{fault}\n    on {} pages: {shown}", places.len())
    });
    assert!(faults.is_empty(), "\n{} kinds of faults:\n{}\n", faults.len(), told.collect::<Vec<_>>().join("\n"));
}

/// Which of the conditions do not hold.
fn unless<const N: usize>(conditions: [(bool, String); N]) -> Vec<String> {
    conditions.into_iter().filter(|(holds, _)| !holds).map(|(_, fault)| fault).collect()
}

/// Whether a place is really written in a language, by the content alone.
fn is_translated(place: Place<'_>, lang: Lang) -> bool {
    let written = |body: &Option<Body>| body.as_ref().is_some_and(|body| !body.is_blank());
    let bodies = |bodies: &Bodies| written(&bodies.en) || !written(&bodies.th);
    lang == Lang::Th
        || match place {
            Place::Item(it) => it.spec.title.en.is_some() && it.item.is_none_or(|item| bodies(&item.bodies)),
            Place::Measure(it) => it.measure.title.en.is_some() && bodies(&it.measure.bodies),
            Place::Article(it) => it.article.title.en.is_some() && bodies(&it.article.bodies),
            Place::Issue(it) => it.issue.title.en.is_some(),
            _ => true,
        }
}

/// The place of a page; none for the pages of unknown addresses.
fn place<'a>(site: &'a Site, page: &Page) -> Option<Place<'a>> {
    let address = page.href().strip_prefix("en/").unwrap_or(page.href());
    site.built.portal().places().into_iter().find(|place| place.address().as_str() == address)
}

// The site as a whole

#[test]
fn every_place_has_its_page_in_every_language_and_no_page_else_is_made() {
    hold_sites(|site| {
        let mut expected = BTreeSet::new();
        for lang in &site.built.portal().agency.languages {
            let folder = if *lang == Lang::En { "en/" } else { "" };
            let places = site.built.portal().places();
            expected.extend(places.iter().map(|place| format!("{folder}{}index.html", place.address().as_str())));
            let tags = places.iter().filter(|place| place.address().as_str().starts_with("news/tags/"));
            expected.extend(tags.map(|place| format!("{folder}{}feed.xml", place.address().as_str())));
            expected.extend(["404.html", "sitemap.xml", "feed.xml"].map(|name| format!("{folder}{name}")));
        }
        let feeds = site.built.output.keys().map(ToString::to_string).filter(|path| path.ends_with(".xml"));
        let made: BTreeSet<String> = feeds.chain(site.pages.keys().cloned()).collect();
        let missing = expected.difference(&made).map(|path| (path.clone(), "is not made".to_owned()));
        missing.chain(made.difference(&expected).map(|path| (path.clone(), "is no place".to_owned()))).collect()
    });
}

#[test]
fn data_and_attachments_are_part_of_the_output() {
    hold_sites(|site| {
        let portal = site.built.portal();
        let data = portal.data_addresses(Tables::of(portal, &portal.places()).addresses()).into_iter();
        let names: Vec<String> = data.chain(portal.files.values().cloned()).chain(["robots.txt".to_owned()]).collect();
        // Of a picture that pages show, and nobody offers as a file, there are its sizes.
        let in_sizes = |name: &str| {
            let stem = name.strip_prefix("files/").and_then(|name| name.rsplit_once('.')).map(|(stem, _)| stem);
            let start = stem.map(|stem| format!("pictures/{stem}-"));
            start.is_some_and(|start| site.built.output.keys().any(|path| path.as_str().starts_with(&start)))
        };
        let missing = names.into_iter().filter(|name| !site.has(name) && !in_sizes(name));
        let missing = missing.map(|name| (name, "is not made".to_owned()));
        let empty =
            site.built.output.iter().filter(|(_, asset)| matches!(asset, Asset::Bytes(bytes) if bytes.is_empty()));
        missing.chain(empty.map(|(path, _)| (path.to_string(), "is empty".to_owned()))).collect()
    });
}

#[test]
fn paths_are_safe_on_every_system() {
    hold_sites(|site| {
        let mut seen = BTreeMap::new();
        let mut faults = Vec::new();
        for path in site.built.output.keys().map(ToString::to_string) {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._/".contains(c);
            if !path.chars().all(plain) {
                faults.push((path.clone(), "a path has other signs than a-z 0-9 - . _".to_owned()));
            }
            if let Some(other) = seen.insert(path.to_lowercase(), path.clone()) {
                faults.push((path, format!("differs from {other} by case alone")));
            }
        }
        faults
    });
}

#[test]
fn every_page_is_reached_from_home_and_items_in_two_clicks() {
    hold_sites(|site| {
        let mut faults = Vec::new();
        for lang in &site.built.portal().agency.languages {
            let home = if *lang == Lang::En { "en/index.html" } else { "index.html" };
            let clicks = clicks(site, home);
            for page in site.pages.values().filter(|page| page.lang() == *lang && !page.is_not_found()) {
                let is_item = matches!(place(site, page), Some(Place::Item(..)));
                match clicks.get(page.route.as_str()) {
                    None => faults.push((page.route.clone(), "is not reached from the home page".to_owned())),
                    Some(&clicks) if is_item && clicks > 2 => {
                        faults
                            .push((page.route.clone(), format!("an item is {clicks} clicks away from the home page")));
                    }
                    Some(_) => {}
                }
            }
        }
        faults
    });
}

/// How many clicks each page is away from `start`.
fn clicks<'a>(site: &'a Site, start: &'a str) -> HashMap<&'a str, usize> {
    let mut clicks = HashMap::from([(start, 0)]);
    let mut open = VecDeque::from([start]);
    while let Some(route) = open.pop_front() {
        let page = &site.pages[route];
        let count = clicks[route] + 1;
        for href in page.all(&["a"]).filter_map(|at| page.attribute(at, "href")) {
            let Ok(Some((path, _))) = resolve(site, page, href) else { continue };
            let Some((path, _)) = site.pages.get_key_value(&path) else { continue };
            if !clicks.contains_key(path.as_str()) {
                clicks.insert(path, count);
                open.push_back(path);
            }
        }
    }
    clicks
}

// Markup

#[test]
fn html_is_sound() {
    hold(|_, page| {
        let html = &page.html;
        let opened = match balance(html, true) {
            Ok(opened) => opened,
            Err(fault) => return vec![fault],
        };
        // Where a browser has to repair, it makes other elements than were written.
        let made = page.all(&[]).count();
        let once = ["html", "head", "body", "main", "title", "h1", "header", "footer"];
        // A drawing has a title of its own.
        let drawn = |at: usize| page.around(at).skip(1).any(|at| page.name(at) == "svg");
        let count = |name: &&'static str| (*name, page.all(&[name]).filter(|&at| !drawn(at)).count());
        let counts = once.iter().map(count).filter(|(_, count)| *count != 1);
        let mut faults: Vec<String> = counts.map(|(name, count)| format!("{count} elements {name}")).collect();
        faults.extend(unless([
            (html.starts_with("<!doctype html>\n"), "does not begin with the doctype".to_owned()),
            (html.ends_with("</html>\n"), "does not end with </html> and a line end".to_owned()),
            (opened == made, format!("{opened} elements are written, but a browser makes {made}")),
            (html.contains("<meta charset=\"utf-8\">"), "does not name its encoding".to_owned()),
            (html.contains("name=\"viewport\""), "has no viewport".to_owned()),
        ]));
        faults
    });
}

/// Counts the elements of a text whose tags are in balance, or tells the first that is not.
pub fn balance(text: &str, is_html: bool) -> Result<usize, String> {
    let mut open: Vec<&str> = Vec::new();
    let mut count = 0;
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let tag = &rest[at..];
        let shown = || tag.chars().take(40).collect::<String>();
        if let Some(entity) = tag.strip_prefix('&') {
            let name = entity.split_once(';').map_or("", |(name, _)| name);
            let known = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
            if !known {
                return Err(format!("an & is not escaped: {}", shown()));
            }
            rest = &rest[at + 1..];
            continue;
        }
        let end = tag_end(tag).ok_or_else(|| format!("a tag has no end: {}", shown()))?;
        let inside = &tag[1..end];
        rest = &tag[end + 1..];
        if inside.starts_with(['!', '?']) {
            continue;
        }
        if let Some(name) = inside.strip_prefix('/') {
            if open.pop() != Some(name.trim()) {
                return Err(format!("{} closes something else", shown()));
            }
            continue;
        }
        let name = inside.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(format!("a < is not escaped: {}", shown()));
        }
        if let Some(name) = repeated_attribute(&inside[name.len()..]) {
            return Err(format!("the attribute {name} stands twice: {}", shown()));
        }
        count += 1;
        let is_void = inside.ends_with('/') || (is_html && VOID.contains(&name));
        open.extend(Some(name).filter(|_| !is_void));
    }
    open.pop().map_or(Ok(count), |name| Err(format!("{name} is not closed")))
}

/// Where the tag that a text begins with ends, outside of quotes.
fn tag_end(tag: &str) -> Option<usize> {
    if tag.starts_with("<!--") {
        return tag.find("-->").map(|at| at + 2);
    }
    let mut quote = None;
    tag.char_indices().find_map(|(at, c)| {
        match quote {
            Some(open) if open == c => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '>' => return Some(at),
            _ => {}
        }
        None
    })
}

fn repeated_attribute(attributes: &str) -> Option<&str> {
    // Quoted values are every second part.
    let names = attributes.split('"').step_by(2).flat_map(str::split_whitespace);
    let names = names.map(|name| name.trim_end_matches(['=', '/'])).filter(|name| !name.is_empty());
    let mut seen = BTreeSet::new();
    names.into_iter().find(|name| !seen.insert(*name))
}

#[test]
fn one_h1_and_headings_in_order() {
    hold(|_, page| {
        let headings = page.all(&["h1", "h2", "h3", "h4", "h5", "h6"]);
        let headings: Vec<(usize, String)> =
            headings.map(|at| (page.name(at)[1..].parse().unwrap_or(0), page.text(at))).collect();
        let firsts = headings.iter().filter(|(level, _)| *level == 1).count();
        let mut faults = unless([
            (firsts == 1, format!("{firsts} first headings")),
            (
                headings.first().is_some_and(|(level, _)| *level == 1),
                "does not begin with its first heading".to_owned(),
            ),
        ]);
        let steps = headings.windows(2).filter(|pair| pair[1].0 > pair[0].0 + 1);
        faults
            .extend(steps.map(|pair| format!("h{} “{}” follows h{} “{}”", pair[1].0, pair[1].1, pair[0].0, pair[0].1)));
        faults
    });
}

#[test]
fn ids_are_unique_and_references_to_them_hold() {
    hold(|_, page| {
        let mut ids = BTreeSet::new();
        let all = || page.all(&[]);
        let with = |name: &'static str| all().filter_map(move |at| page.attribute(at, name));
        let mut faults: Vec<String> =
            with("id").filter(|id| !ids.insert(*id)).map(|id| format!("the id {id} stands twice")).collect();
        faults.extend(
            ids.iter()
                .filter(|id| id.is_empty() || id.contains(char::is_whitespace))
                .map(|id| format!("“{id}” is no id")),
        );
        let named = ["for", "aria-labelledby", "aria-describedby", "aria-controls"].into_iter().flat_map(with);
        let missing = named.flat_map(str::split_whitespace).filter(|id| !ids.contains(id));
        faults.extend(missing.map(|id| format!("there is no id {id} to refer to")));
        faults
    });
}

#[test]
fn tables_have_headings_and_images_have_texts() {
    hold(|_, page| {
        let tables = page.all(&["table"]).filter(|&table| page.below(table, &["th"]).is_empty());
        let mut faults: Vec<String> = tables.map(|table| format!("a table without th: {}", page.text(table))).collect();
        for table in page.all(&["table"]) {
            let wide = |cell| page.attribute(cell, "colspan").and_then(|text| text.parse().ok()).unwrap_or(1_usize);
            let rows = page.below(table, &["tr"]).into_iter();
            let rows = rows.map(|row| page.below(row, &["td", "th"]).into_iter().map(wide).sum());
            let widths: BTreeSet<usize> = rows.collect();
            if widths.len() > 1 {
                faults.push(format!("a table has rows of {widths:?} cells"));
            }
        }
        let images = page.all(&["img"]).filter(|&at| page.attribute(at, "alt").is_none());
        faults.extend(images.map(|at| format!("an image without alt: {:?}", page.attribute(at, "src"))));
        let drawings = page.all(&["svg"]).filter(|&at| {
            page.attribute(at, "aria-hidden") != Some("true") && page.attribute(at, "role") != Some("img")
        });
        faults.extend(drawings.map(|_| "a drawing is neither hidden nor an image with a name".to_owned()));
        faults
    });
}

/// What is made of nothing where something was left out.
#[test]
fn what_names_something_says_it_and_no_list_says_the_same_twice() {
    hold(|_, page| {
        let says = |at: usize| {
            let pictured = page.below(at, &["img", "svg"]).into_iter().any(|own| {
                ["alt", "aria-label"].iter().any(|name| page.attribute(own, name).is_some_and(|text| !text.is_empty()))
            });
            pictured
                || !page.text(at).is_empty()
                || page.attribute(at, "aria-label").is_some_and(|text| !text.is_empty())
        };
        let names = ["h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "summary", "caption", "dt", "dd", "figcaption"];
        let silent = page.all(&names).filter(|&at| !says(at));
        let feeds = page.all(&["link"]).filter(|&at| {
            page.attribute(at, "type") == Some("application/atom+xml")
                && page.attribute(at, "title").is_none_or(|title| title.is_empty())
        });
        let mut faults: Vec<String> = silent.chain(feeds).map(|at| format!("an empty {}", page.name(at))).collect();
        let mut seen = BTreeSet::new();
        for entry in page.all(&["li"]) {
            let list = page.around(entry).nth(1);
            let written = page.around(entry).any(|at| page.attribute(at, "class") == Some("body"));
            let text = page.text(entry);
            if !written && !seen.insert((list, text.clone())) {
                faults.push(format!("a list says twice: {text}"));
            }
        }
        faults
    });
}

// Words

#[test]
fn language_is_marked() {
    hold(|site, page| {
        let html = page.all(&["html"]).next();
        let lang = html.and_then(|at| page.attribute(at, "lang")).unwrap_or_default();
        let mut faults = unless([(lang == page.lang().tag(), format!("html is marked {lang}"))]);
        let unknown =
            page.all(&[]).filter_map(|at| page.attribute(at, "lang")).filter(|lang| Lang::from_tag(lang).is_none());
        faults.extend(unknown.map(|lang| format!("lang={lang} is no language of the site")));
        // Titles and attributes hold no marks; the number of an item is not translated.
        let codes = || site.built.portal().years.values().filter_map(|year| year.catalogue.as_ref());
        let codes: Vec<&str> =
            codes().flat_map(|catalogue| catalogue.items()).map(|(_, _, spec)| spec.code.value.as_str()).collect();
        let is_thai_beside =
            |text: &str| codes.iter().fold(text.to_owned(), |text, code| text.replace(code, "")).contains(is_thai);
        for (at, node) in page.nodes.iter().enumerate() {
            if page.lang_at(at) == "th" {
                continue;
            }
            match &node.kind {
                // What search engines are told is read to nobody.
                Kind::Text(_) if node.parent.is_some_and(|parent| page.name(parent) == "script") => {}
                Kind::Text(text)
                    if node.parent.is_some_and(|parent| page.name(parent) == "title") && !is_thai_beside(text) => {}
                Kind::Text(text) if text.contains(is_thai) => {
                    let around = node.parent.map_or("", |parent| page.name(parent));
                    faults.push(format!("Thai in <{around}> is not marked: {}", text.trim()));
                }
                Kind::Text(_) => {}
                Kind::Element { name, attributes } => {
                    let spoken = attributes.iter().filter(|(key, _)| SPOKEN.contains(&key.as_str()));
                    let thai = spoken.filter(|(_, value)| is_thai_beside(value));
                    faults.extend(thai.map(|(key, value)| format!("Thai in {key} of <{name}> is not marked: {value}")));
                }
            }
        }
        faults
    });
}

/// Attributes that are read to people. `download` is the name of a file, which keeps its Thai.
const SPOKEN: &[&str] = &["title", "alt", "aria-label", "aria-description", "placeholder", "content", "value", "label"];

#[test]
fn a_day_of_an_english_page_has_both_years() {
    hold(|_, page| {
        let days = page.all(&["time"]).filter(|at| page.lang_at(*at) == "en").filter_map(|at| {
            let year: u32 = page.attribute(at, "datetime")?.get(..4)?.parse().ok()?;
            let said = page.text(at).replace('\u{a0}', " ");
            let both = said.contains(&format!("{year} (B.E. {}", year + 543));
            (!both).then(|| format!("{said} has not both years"))
        });
        days.collect()
    });
}

#[test]
fn titles_are_unique_in_their_language() {
    hold_sites(|site| {
        let mut seen: BTreeMap<(Lang, String), &str> = BTreeMap::new();
        let mut faults = Vec::new();
        for page in site.pages.values() {
            let title = page.title();
            if title.is_empty() || title.starts_with('–') {
                faults.push((page.route.clone(), format!("has the title “{title}”")));
            }
            if let Some(other) = seen.insert((page.lang(), title.clone()), &page.route) {
                faults.push((page.route.clone(), format!("{other} has the title “{title}” too")));
            }
        }
        faults
    });
}

#[test]
fn no_place_for_words_is_left() {
    hold(|_, page| {
        let mut faults = Vec::new();
        let attributes = page.all(&[]).flat_map(|at| match &page.nodes[at].kind {
            Kind::Element { attributes, .. } => attributes.values().map(String::as_str).collect::<Vec<_>>(),
            Kind::Text(_) => Vec::new(),
        });
        let code = |at: usize| page.around(at).any(|at| ["code", "pre"].contains(&page.name(at)));
        let texts = page.nodes.iter().enumerate().filter_map(|(at, node)| match &node.kind {
            Kind::Text(text) if !code(at) => Some(text.as_str()),
            _ => None,
        });
        for text in attributes.chain(texts) {
            let braced = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
            let places =
                braced.filter(|(name, _)| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
            faults.extend(places.map(|(name, _)| format!("{{{name}}} is not filled in: {}", text.trim())));
            let word = text.trim();
            let is_key = word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            faults.extend(is_key.then(|| format!("{word} is the name of a word")));
            let data = text.starts_with("{\"@context\"");
            let leftover = ["{{", "}}", "{%", "%}", "[object", "undefined"]
                .iter()
                .find(|mark| text.contains(**mark) && !(data && **mark == "}}"));
            faults.extend(leftover.map(|mark| format!("{mark} is left in: {}", text.trim())));
        }
        let named = [
            "h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "summary", "title", "caption", "dt", "dd", "th",
            "label", "li", "p",
        ];
        for at in page.all(&named) {
            let label = page.attribute(at, "aria-label").unwrap_or_default();
            let image = page
                .below(at, &["img"])
                .into_iter()
                .find_map(|at| page.attribute(at, "alt").filter(|alt| !alt.is_empty()));
            if page.text(at).is_empty() && label.is_empty() && image.is_none() {
                faults.push(format!("<{}> is empty", page.name(at)));
            }
        }
        let labels =
            page.all(&[]).filter_map(|at| page.attribute(at, "aria-label")).filter(|label| label.trim().is_empty());
        faults.extend(labels.map(|_| "an aria-label is empty".to_owned()));
        faults
    });
}

// Links

/// What a link names: a file of the output, and an id in it. `None` outside the site; an error for a link that no page of
/// this site may have.
fn resolve(site: &Site, page: &Page, href: &str) -> Result<Option<(String, Option<String>)>, String> {
    let base = site.url("");
    let (written, anchor) = href.split_once('#').map_or((href, None), |(path, anchor)| (path, Some(decoded(anchor))));
    let written = written.split('?').next().unwrap_or_default();
    let scheme = written.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains('/'));
    match scheme {
        Some("http" | "https") if !written.starts_with(base.trim_end_matches('/')) => return Ok(None),
        Some("mailto" | "tel") => return Ok(None),
        Some("http" | "https") => return Err(format!("an absolute link inside the site: {href}")),
        Some(other) => return Err(format!("a link of the kind {other}: {href}")),
        None => {}
    }
    if written.is_empty() {
        return Ok(Some((page.route.clone(), anchor)));
    }
    let written = decoded(written);
    let mut parts: Vec<&str> = page.route.split('/').collect();
    parts.pop();
    let mut path = written.as_str();
    if page.is_not_found() {
        // It is served from anywhere, so its links begin at the folder of the site.
        let folder = site.built.portal().agency.base_url.value.folder();
        path = written
            .strip_prefix(folder)
            .ok_or_else(|| format!("404 links to {href}, which depends on where it is served"))?;
        parts.clear();
    } else if path.starts_with('/') {
        return Err(format!("a link from the root of the host: {href}"));
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().ok_or_else(|| format!("a link leaves the site: {href}"))?),
            _ => parts.push(part),
        }
    }
    let is_folder = path.is_empty() || path.ends_with('/') || path.ends_with("..") || path == ".";
    parts.extend(Some("index.html").filter(|_| is_folder));
    Ok(Some((parts.join("/"), anchor)))
}

#[test]
fn every_inside_link_leads_somewhere() {
    hold_sites(dead_links);
}

/// Every link of a site that leads nowhere, with its page.
fn dead_links(site: &Site) -> Vec<(String, String)> {
    let ids = |page: &Page| page.all(&[]).filter_map(|at| page.attribute(at, "id").map(str::to_owned)).collect();
    let ids: HashMap<&str, BTreeSet<String>> =
        site.pages.iter().map(|(route, page)| (route.as_str(), ids(page))).collect();
    let mut faults = Vec::new();
    for page in site.pages.values() {
        for at in page.all(&[]) {
            let Some(href) = page.attribute(at, "href").or_else(|| page.attribute(at, "src")) else { continue };
            // Addresses for search engines are absolute, and have a test of their own.
            let relation = page.name(at) == "link" && page.attribute(at, "type").is_none();
            if relation && ["canonical", "alternate"].contains(&page.attribute(at, "rel").unwrap_or_default()) {
                continue;
            }
            let fault = match resolve(site, page, href) {
                Err(fault) => Some(fault),
                Ok(None) => None,
                Ok(Some((path, _))) if !site.has(&path) => Some(format!("there is no {path}, which {href} names")),
                Ok(Some((path, Some(anchor)))) if !anchor.is_empty() => {
                    let there = ids.get(path.as_str()).is_some_and(|ids| ids.contains(&anchor));
                    (!there).then(|| format!("there is no #{anchor} on {path}"))
                }
                Ok(Some(_)) => None,
            };
            faults.extend(fault.map(|fault| (page.route.clone(), fault)));
        }
    }
    faults
}

#[test]
fn an_anchor_that_one_language_lacks_is_found_or_made_good() {
    // The English heading loses the anchor that evidence and other pages lead to.
    let path = RelPath::new("content/2568/items/o02.en.md").expect("a path");
    let mut sources = crate::support::read(&crate::support::site("two-years")).expect("the folder can be read");
    let text = sources.texts[&path].replace(" {#ที่ตั้ง}", "");
    assert_ne!(*text, *sources.texts[&path]);
    sources.texts.insert(path, text.into());
    let built = whole::build(&sources, &options());
    if !built.findings.iter().any(|finding| finding.is_error()) {
        let site = Site::of("two-years", built);
        let dead =
            dead_links(&site).into_iter().filter(|(page, fault)| page.contains("/o2/") || fault.contains("/o2/"));
        assert_eq!(dead.collect::<Vec<_>>(), Vec::new(), "no error was found, and these links are dead");
    }
}

#[test]
fn links_keep_the_language_of_the_page() {
    hold(|site, page| {
        let links = page.all(&["a"]).filter(|&at| page.attribute(at, "hreflang").is_none());
        let hrefs = links.filter_map(|at| page.attribute(at, "href"));
        let pages =
            hrefs.filter_map(|href| resolve(site, page, href).ok()??.0.into()).filter_map(|path| site.pages.get(&path));
        pages.filter(|other| other.lang() != page.lang()).map(|other| format!("leads to {}", other.route)).collect()
    });
}

#[test]
fn nothing_is_fetched_from_elsewhere_and_nothing_runs() {
    let elements = ["script", "iframe", "object", "embed", "applet", "base", "frame", "form", "portal", "style"];
    let attributes = ["poster", "background", "formaction", "action", "data", "ping", "srcdoc"];
    hold(|_, page| {
        let is_data =
            |at: &usize| page.name(*at) == "script" && page.attribute(*at, "type") == Some("application/ld+json");
        let is_search = page.href().ends_with("search/");
        let is_home = ["", "en/"].contains(&page.href());
        let allowed = |at: &usize| is_data(at) || (is_search || is_home) && is_search_form_or_script(page, *at);
        let strange = page.all(&elements).filter(|at| !allowed(at));
        let mut faults: Vec<String> = strange.map(|at| format!("has a <{}>", page.name(at))).collect();
        for name in ["script", "form"] {
            let count = page.all(&[name]).filter(|at| !is_data(at)).count();
            let most = usize::from(is_search || is_home && name == "form");
            faults.extend((count != most).then(|| format!("{count} elements {name}")));
        }
        for at in page.all(&[]) {
            let Kind::Element { name, attributes: own } = &page.nodes[at].kind else { continue };
            let is_policy = own.get("http-equiv").is_some_and(|value| value == "Content-Security-Policy");
            let keys = own.keys().filter(|key| key.starts_with("on") || attributes.contains(&key.as_str()));
            let to_search = |key: &str| key == "action" && allowed(&at);
            let keys = keys.filter(|key| !(is_policy && *key == "http-equiv" || to_search(key)));
            faults.extend(keys.map(|key| format!("<{name}> has the attribute {key}")));
            let fetched = own.get("src").or_else(|| own.get("href").filter(|_| name == "link" && !is_relation(own)));
            let sizes = own.get("srcset").into_iter().flat_map(|all| all.split(", "));
            let fetched = fetched.map(String::as_str).into_iter().chain(sizes);
            let outside = fetched.filter(|url| url.contains(':') || url.starts_with("//"));
            faults.extend(outside.map(|url| format!("<{name}> fetches {url}")));
            if name == "a" && own.get("href").is_some_and(|href| href.starts_with("http")) {
                let rel = own.get("rel").map_or("", String::as_str);
                if !rel.split(' ').any(|word| word == "noopener" || word == "noreferrer") && own.contains_key("target")
                {
                    faults.push("a link opens another window without noopener".to_owned());
                }
            }
        }
        faults
    });
    hold_sites(|site| {
        let sheets = site.built.output.keys().filter(|path| path.as_str().ends_with(".css"));
        let marks = ["@import", "//", "url(http", "@font-face", "break-all", "expression("];
        let faults = sheets.flat_map(|path| {
            let css = site.file(path.as_str());
            let found =
                marks.iter().filter(|mark| css.contains(**mark)).map(|mark| (path.to_string(), format!("has {mark}")));
            found.collect::<Vec<_>>()
        });
        faults.collect()
    });
}

/// The form of the search page, which leads to the page itself, or of the home page, which leads there; or its script, which
/// stands in a file of the site. `src` is held to be no stranger's with all others.
fn is_search_form_or_script(page: &Page, at: usize) -> bool {
    let has = |name: &str| page.attribute(at, name).is_some();
    match page.name(at) {
        "form" => {
            let get = page.attribute(at, "method").is_none_or(|method| method == "get");
            let own = page.attribute(at, "action").is_none_or(|to| !to.contains(':') && to.ends_with("search/"));
            get && own && page.attribute(at, "role") == Some("search")
        }
        "script" => has("src") && has("defer") && page.text(at).is_empty(),
        _ => false,
    }
}

/// A `link` that only names another address.
fn is_relation(attributes: &BTreeMap<String, String>) -> bool {
    attributes.get("rel").is_some_and(|rel| ["canonical", "alternate"].contains(&rel.as_str()))
}

#[test]
fn a_page_has_one_canonical_address_and_mutual_alternates() {
    hold(|site, page| {
        let alternates = |page: &Page| -> BTreeMap<String, String> {
            let all = page.relations("alternate").into_iter();
            all.filter_map(|(lang, url)| Some((lang?.to_owned(), url.to_owned()))).collect()
        };
        let (canonical, own) = (page.relations("canonical"), alternates(page));
        let Some(place) = place(site, page).filter(|_| !page.is_not_found()) else {
            return unless([(canonical.is_empty() && own.is_empty(), "404 has an address of its own".to_owned())]);
        };
        let two = site.built.portal().agency.languages.len() > 1;
        let url = |lang: Lang| site.url(&place.address().in_lang(lang));
        let real = if is_translated(place, page.lang()) { page.lang() } else { Lang::Th };
        let both = two && is_translated(place, Lang::En);
        let pairs = [("th", url(Lang::Th)), ("en", url(Lang::En)), ("x-default", url(Lang::Th))];
        let expected: BTreeMap<String, String> =
            pairs.into_iter().filter(|_| both).map(|(lang, url)| (lang.to_owned(), url)).collect();
        let mut faults = unless([
            (canonical == [(None, url(real).as_str())], format!("canonical is {canonical:?}, not {}", url(real))),
            (own == expected, format!("alternates are {own:?}, not {expected:?}")),
        ]);
        for address in own.values() {
            let path = address.strip_prefix(&site.url("")).unwrap_or("nowhere/");
            let other = site.pages.get(&format!("{path}index.html"));
            let mutual = other.is_some_and(|other| alternates(other) == own);
            faults.extend((!mutual).then(|| format!("{address} does not name the same alternates")));
        }
        faults
    });
}

#[test]
fn the_language_switch_leads_to_the_same_page() {
    hold(|site, page| {
        let languages = &site.built.portal().agency.languages;
        let other = languages.iter().find(|lang| **lang != page.lang()).map(|lang| lang.tag());
        let switches = page.all(&["a"]).filter(|&at| page.attribute(at, "hreflang").is_some());
        let found: Vec<(&str, &str, &str)> = switches
            .map(|at| {
                let value = |name| page.attribute(at, name).unwrap_or_default();
                (value("hreflang"), page.lang_at(at), value("href"))
            })
            .collect();
        let Some(tag) = other else {
            return found.iter().map(|_| "a switch in a site of one language".to_owned()).collect();
        };
        let [(hreflang, lang, href)] = found[..] else { return vec![format!("{} language switches", found.len())] };
        let own = page.href().strip_prefix("en/").unwrap_or(page.href());
        let own = if page.is_not_found() { "" } else { own };
        let expected = if tag == "en" { format!("en/{own}index.html") } else { format!("{own}index.html") };
        let target = resolve(site, page, href).ok().flatten().map(|(path, _)| path);
        unless([
            (hreflang == tag && lang == tag, format!("the switch is marked {hreflang} and {lang}, not {tag}")),
            (target.as_ref() == Some(&expected), format!("the switch leads to {target:?}, not {expected}")),
        ])
    });
}

#[test]
fn breadcrumbs_lead_up_from_every_page_but_home() {
    hold(|site, page| {
        let lists = page.all(&["nav"]).filter(|&nav| !page.below(nav, &["ol"]).is_empty());
        let lists: Vec<usize> = lists.collect();
        let is_home = ["", "en/"].contains(&page.href());
        if is_home || page.is_not_found() {
            return unless([(lists.is_empty(), "has breadcrumbs".to_owned())]);
        }
        let [list] = lists[..] else { return vec![format!("{} lists of breadcrumbs", lists.len())] };
        let links = page.below(list, &["a"]).into_iter().filter_map(|at| page.attribute(at, "href"));
        let links: Vec<&str> = links.collect();
        let to = |href: &&str| Some(resolve(site, page, href).ok()??.0);
        let paths: Vec<String> = links.iter().filter_map(to).collect();
        let home = if page.lang() == Lang::En { "en/index.html" } else { "index.html" };
        let heading = page.all(&["h1"]).next().unwrap_or_default();
        // The last may be a part of the page before it.
        let distinct: BTreeSet<&&str> = links.iter().collect();
        unless([
            (paths.first().is_some_and(|first| first == home), format!("breadcrumbs begin with {:?}", paths.first())),
            (!paths.contains(&page.route), "a page stands among its own breadcrumbs".to_owned()),
            (distinct.len() == links.len(), format!("breadcrumbs repeat themselves: {paths:?}")),
            (list < heading, "breadcrumbs stand below the heading".to_owned()),
        ])
    });
}

#[test]
fn a_page_without_translation_says_so_and_no_other_does() {
    hold(|site, page| {
        let Some(place) = place(site, page).filter(|_| !page.is_not_found()) else { return Vec::new() };
        let marked = page.all(&["main"]).next().map(|main| page.below(main, &["p"])).unwrap_or_default();
        let notices = marked.into_iter().filter(|&at| page.text(at).contains("not translated"));
        let (notices, expected) = (notices.count(), usize::from(!is_translated(place, page.lang())));
        unless([(notices == expected, format!("{notices} notices of missing translation, not {expected}"))])
    });
}

// Files for programs

#[test]
fn site_maps_list_exactly_the_translated_pages() {
    hold_sites(|site| {
        let mut faults = Vec::new();
        for lang in &site.built.portal().agency.languages {
            let folder = if *lang == Lang::En { "en/" } else { "" };
            let name = format!("{folder}sitemap.xml");
            let xml = site.file(&name);
            faults.extend(balance(&xml, false).err().map(|fault| (name.clone(), fault)));
            let between = |text: &str, open: &str, close: &str| -> Vec<String> {
                let parts = text.split(open).skip(1).filter_map(|part| part.split_once(close));
                parts.map(|(value, _)| value.replace("&amp;", "&")).collect()
            };
            let listed = between(&xml, "<loc>", "</loc>");
            let places = site.built.portal().places();
            let expected = places.iter().filter(|place| is_translated(**place, *lang));
            let expected: BTreeSet<String> = expected.map(|place| site.url(&place.address().in_lang(*lang))).collect();
            let set: BTreeSet<String> = listed.iter().cloned().collect();
            faults.extend(expected.difference(&set).map(|url| (name.clone(), format!("{url} is not listed"))));
            faults.extend(set.difference(&expected).map(|url| (name.clone(), format!("{url} should not be listed"))));
            faults.extend((set.len() != listed.len()).then(|| (name.clone(), "an address stands twice".to_owned())));
            for entry in between(&xml, "<url>", "</url>") {
                let loc = between(&entry, "<loc>", "</loc>").join("");
                let page =
                    loc.strip_prefix(&site.url("")).and_then(|path| site.pages.get(&format!("{path}index.html")));
                let Some(page) = page else { continue };
                let of_page: BTreeSet<String> = page
                    .relations("alternate")
                    .into_iter()
                    .filter(|(lang, _)| lang.is_some())
                    .map(|(_, url)| url.to_owned())
                    .collect();
                let of_entry: BTreeSet<String> = between(&entry, "href=\"", "\"").into_iter().collect();
                faults.extend(
                    (of_page != of_entry).then(|| (name.clone(), format!("{loc} has other alternates than its page"))),
                );
            }
        }
        faults
    });
}

#[test]
fn site_maps_tell_the_day_of_each_page_that_has_one() {
    hold_sites(|site| {
        let xml = site.file("sitemap.xml");
        let told =
            |entry: &str| entry.split("<lastmod>").nth(1).and_then(|rest| rest.split('<').next()).map(str::to_owned);
        let mut faults = Vec::new();
        for place in site.built.portal().places() {
            let url = format!("<loc>{}</loc>", site.url(place.address().as_str()));
            let Some(entry) = xml.lines().find(|line| line.contains(&url)) else { continue };
            let day = place.facts().and_then(|facts| facts.updated).map(|day| day.to_string());
            let fault = (told(entry) != day).then(|| format!("the site map tells {:?}, not {day:?}", told(entry)));
            faults.extend(fault.map(|fault| (place.address().as_str().to_owned(), fault)));
        }
        faults
    });
}

#[test]
fn every_page_is_described_and_what_leads_to_it_from_its_head_is_marked() {
    hold(|site, page| {
        let described = page.all(&["meta"]).filter(|&at| page.attribute(at, "name") == Some("description"));
        let words: Vec<&str> = described.filter_map(|at| page.attribute(at, "content")).collect();
        let plain = site.name == "theme-override" || page.is_not_found();
        let mut faults = unless([(
            plain || matches!(words[..], [words] if !words.trim().is_empty()),
            format!("is described as {words:?}"),
        )]);
        let in_head = |at: &usize| {
            let around: Vec<&str> = page.around(*at).map(|at| page.name(at)).collect();
            around.contains(&"header") && !around.contains(&"main")
        };
        for link in page.all(&["a"]).filter(in_head).filter(|_| !page.is_not_found()) {
            let href = page.attribute(link, "href").unwrap_or_default();
            let own = resolve(site, page, href)
                .ok()
                .flatten()
                .is_some_and(|(path, anchor)| path == page.route && anchor.is_none());
            let marked = page.attribute(link, "aria-current") == Some("page");
            faults
                .extend((own != marked).then(|| format!("the link to {href} at the head: own {own}, marked {marked}")));
        }
        faults
    });
}

#[test]
fn a_feed_holds_the_newest_and_begins_with_them() {
    let own = crate::support::read(&crate::support::site("theme-override")).expect("the folder can be read");
    let dated = |site: &Site, feed: &str| -> Vec<String> {
        let xml = site.file(feed);
        xml.split("<updated>").skip(1).filter_map(|rest| rest.get(..10)).map(str::to_owned).collect()
    };
    let mut sources = own.clone();
    let days: Vec<String> = (1..=31).map(|day| format!("2025-01-{day:02}")).chain(["2025-02-01".to_owned()]).collect();
    for day in &days {
        let path = RelPath::new(&format!("content/news/{day}-a.md")).expect("a path");
        sources.texts.insert(path, format!("---\ntitle: {{th: ก, en: A}}\ndate: {day}\n---\n").into());
    }
    let site = Site::of("news", crate::whole::build(&sources, &options()));
    let told = dated(&site, "feed.xml");
    let newest: Vec<&String> = days.iter().rev().take(30).collect();
    assert_eq!((&told[0], told[1..].iter().collect()), (newest[0], newest), "the feed, then its entries");
    // Without English there is no entry, and the feed is as new as what it could have had.
    let mut sources = own;
    for day in ["2025-01-01", "2025-02-01"] {
        let path = RelPath::new(&format!("content/news/{day}-a.md")).expect("a path");
        sources.texts.insert(path, format!("---\ntitle: ก\ndate: {day}\n---\n").into());
    }
    let site = Site::of("news in Thai", crate::whole::build(&sources, &options()));
    assert_eq!(dated(&site, "en/feed.xml"), ["2025-02-01"]);
}

#[test]
fn feeds_are_sound_and_their_links_lead_somewhere() {
    hold_sites(|site| {
        let feeds = site.built.output.keys().filter(|path| path.as_str().ends_with("feed.xml"));
        let mut faults = Vec::new();
        for path in feeds {
            let xml = site.file(path.as_str());
            let mut tell = |fault: String| faults.push((path.to_string(), fault));
            balance(&xml, false).err().into_iter().for_each(&mut tell);
            if !xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>") {
                tell("does not begin as XML".to_owned());
            }
            let lang = if path.as_str().starts_with("en/") { "en" } else { "th" };
            if !xml.contains(&format!("xml:lang=\"{lang}\"")) {
                tell(format!("is not marked {lang}"));
            }
            for url in xml.split("href=\"").skip(1).filter_map(|part| part.split('"').next()) {
                let inside = url.strip_prefix(&site.url("")).map(|path| {
                    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
                });
                if !inside.is_some_and(|path| site.has(&path)) {
                    tell(format!("{url} leads nowhere"));
                }
            }
            let ids: Vec<&str> = xml.split("<id>").skip(1).filter_map(|part| part.split("</id>").next()).collect();
            if ids.iter().collect::<BTreeSet<_>>().len() != ids.len() {
                tell("an id stands twice".to_owned());
            }
        }
        faults
    });
}

#[test]
fn robots_names_every_site_map() {
    hold_sites(|site| {
        let text = site.file("robots.txt");
        let named: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("Sitemap: ")).collect();
        let languages = site.built.portal().agency.languages.iter();
        let expected = languages.map(|lang| site.url(if *lang == Lang::En { "en/sitemap.xml" } else { "sitemap.xml" }));
        let expected: Vec<String> = expected.collect();
        let fault =
            (named != expected).then(|| ("robots.txt".to_owned(), format!("names {named:?}, not {expected:?}")));
        fault.into_iter().collect()
    });
}

#[test]
fn the_agency_has_what_it_promised() {
    let site = crate::sites::built(AGENCY);
    for path in [
        "",
        "ita/",
        "ita/2568/",
        "ita/2568/o12/",
        "ita/2568/all/",
        "ita/scores/",
        "ita/scores/2568/",
        "ita/2568/issues/",
    ] {
        assert!(site.has(&format!("{path}index.html")) && site.has(&format!("en/{path}index.html")), "{path}");
    }
    let paths = [
        "ita/2568/issues/4/",
        "ita/2569/measures/",
        "ita/2569/measures/m03/",
        "news/",
        "services/",
        "about/",
        "contact/",
    ];
    for path in paths.iter().chain(&["documents/", "search/", "open-data/", "accessibility/", "privacy/"]) {
        assert!(site.has(&format!("{path}index.html")) && site.has(&format!("en/{path}index.html")), "{path}");
    }
    for path in ["data/scores-2568.csv", "data/items-2569.json", "data/measures-2569.csv", "robots.txt"] {
        assert!(site.has(path), "{path}");
    }
}

//! The links of one file, written anew after files were moved: in its fields, in texts with Markdown, and in its body. What
//! leads elsewhere stays as it is, byte for byte.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::base::markdown::{definitions, events};
use crate::base::path::RelPath;
use crate::base::percent::decoded;
use crate::ita::agency::BaseUrl;
use crate::parse::shape::Shape;
use crate::parse::shapes::SHEETS;
use crate::parse::tree::{Node, NodeKind};
use crate::parse::{front_matter, schema, yaml};

/// What was moved.
pub(crate) struct Moved<'a> {
    /// The files of the content, with their new paths.
    pub files: BTreeMap<RelPath, RelPath>,
    /// Addresses of the site, without their leading slash, with the new ones.
    pub addresses: BTreeMap<String, String>,
    /// The address of the site on the Web.
    pub base: &'a BaseUrl,
    /// Whether the site has a file or a folder.
    pub known: &'a dyn Fn(&RelPath) -> bool,
}

/// A link and what is to stand in its place.
type Spot = (Range<usize>, String);

/// The text of the file that was `from` with its links from where it stands now.
pub(crate) fn retargeted(moved: &Moved<'_>, from: &RelPath, text: &str) -> String {
    let page = Page { moved, from, here: moved.files.get(from).unwrap_or(from), text };
    let mut spots = Vec::new();
    let name = from.as_str().strip_suffix(".en.md").map_or_else(|| schema::of(from), |_| None);
    let sheet = SHEETS.iter().find(|sheet| Some(sheet.name) == name);
    let parts = (from.ending() == "md").then(|| front_matter::split(from, text, &mut Vec::new())).flatten();
    let (fields, body) = match parts {
        Some(parts) => (Some(parts.yaml), parts.body),
        None if from.ending() == "md" => (None, 0..text.len()),
        None => (Some(0..text.len()), 0..0),
    };
    if let (Some(fields), Some(sheet)) = (fields, sheet) {
        let node = yaml::parse(from, &text[fields.clone()], fields.start, &mut Vec::new());
        node.iter().for_each(|node| page.fields(node, sheet.shape, "", &mut spots));
    }
    page.links(body, &mut spots);
    spots.sort_by_key(|(at, _)| at.start);
    spots.dedup_by(|a, b| a.0.start < b.0.end);
    let mut out = text.to_owned();
    for (at, new) in spots.into_iter().rev() {
        out.replace_range(at, &new);
    }
    out
}

struct Page<'a> {
    moved: &'a Moved<'a>,
    from: &'a RelPath,
    here: &'a RelPath,
    text: &'a str,
}

impl Page<'_> {
    /// What a link is to be; `None` where it may stay.
    fn anew(&self, written: &str) -> Option<String> {
        // Somebody's whole address of a page of this very site.
        if let Some(own) = self.moved.base.inside(written) {
            let new = self.anew(&format!("/{own}"))?;
            return Some(format!("{}{}", &written[..written.len() - own.len()], &new[1..]));
        }
        let outside = |(scheme, _): (&str, &str)| !scheme.contains(['/', '#', '.', '?']);
        if written.starts_with("//") || written.split_once(':').is_some_and(outside) {
            return None;
        }
        let end = written.find(['#', '?']).unwrap_or(written.len());
        let (path, rest) = written.split_at(end);
        if let Some(address) = path.strip_prefix('/') {
            let (lang, own) = address.strip_prefix("en/").map_or(("", address), |own| ("en/", own));
            let own = decoded(own);
            let new = self.moved.addresses.get(&own).or_else(|| self.moved.addresses.get(&format!("{own}/")))?;
            return Some(format!("/{lang}{new}{rest}"));
        }
        // A folder may be written with a slash at its end.
        let (path, slash) = path.strip_suffix('/').map_or((path, ""), |path| (path, "/"));
        let target = self.from.resolve(&decoded(path)).filter(|_| !path.is_empty())?;
        let new = match self.moved.files.get(&target) {
            Some(new) => new,
            None if self.here != self.from && (self.moved.known)(&target) => &target,
            None => return None,
        };
        let link = self.here.link_to(new);
        (link != path).then(|| format!("{link}{slash}{rest}"))
    }

    /// The links of fields, by their shape.
    fn fields(&self, node: &Node, shape: &Shape, key: &str, spots: &mut Vec<Spot>) {
        match (&node.kind, shape) {
            (NodeKind::Map(entries), Shape::Record(fields) | Shape::OneOf(_, fields)) => {
                for entry in entries {
                    let own = fields.iter().find(|field| field.key == entry.key.value);
                    own.iter().for_each(|field| self.fields(&entry.value, &field.shape, field.key, spots));
                }
            }
            (NodeKind::Map(entries), Shape::Table(_, inner)) => {
                entries.iter().for_each(|entry| self.fields(&entry.value, inner, key, spots));
            }
            (NodeKind::List(values), Shape::List(inner)) => {
                values.iter().for_each(|value| self.fields(value, inner, key, spots));
            }
            (NodeKind::Scalar(_), Shape::Either(one, _)) => self.fields(node, one, key, spots),
            (_, Shape::Either(_, many)) => self.fields(node, many, key, spots),
            (NodeKind::Scalar(written), Shape::File | Shape::Target) => self.value(node, written.trim(), spots),
            // `privacy.yaml` names files from the content.
            (NodeKind::Scalar(written), Shape::Line) if key == "file" => {
                let inside = written.trim().trim_start_matches("content/");
                let old = RelPath::new(&format!("content/{inside}"));
                let new = old.and_then(|old| self.moved.files.get(&old)?.below("content").map(str::to_owned));
                new.iter().for_each(|new| self.put(node, inside, new, spots));
            }
            (NodeKind::Map(entries), Shape::Text) => {
                entries.iter().for_each(|entry| self.links(entry.value.span.bytes(), spots));
            }
            (NodeKind::Scalar(_), Shape::Text | Shape::Line) => self.links(node.span.bytes(), spots),
            _ => {}
        }
    }

    fn value(&self, node: &Node, written: &str, spots: &mut Vec<Spot>) {
        if let Some(new) = self.anew(written) {
            self.put(node, written, &new, spots);
        }
    }

    /// Puts a new word in the place of an old one within a value, whatever quotes it has.
    fn put(&self, node: &Node, old: &str, new: &str, spots: &mut Vec<Spot>) {
        let at = node.span.bytes();
        if let Some(start) = self.text.get(at.clone()).and_then(|raw| raw.find(old)) {
            spots.push((at.start + start..at.start + start + old.len(), new.to_owned()));
        }
    }

    /// The links of Markdown.
    fn links(&self, at: Range<usize>, spots: &mut Vec<Spot>) {
        let Some(text) = self
            .text
            .get(at.clone())
            .filter(|text| ["](", "]:", "://", "href", "src"].iter().any(|sign| text.contains(sign)))
        else {
            return;
        };
        let mut put = |within: Range<usize>| {
            if let Some(new) = self.anew(&text[within.clone()]) {
                spots.push((at.start + within.start..at.start + within.end, new));
            }
        };
        for (event, place) in events(text) {
            match event {
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                    destination(text, place).into_iter().for_each(&mut put);
                }
                Event::Html(_) | Event::InlineHtml(_) => attributes(text, place).for_each(&mut put),
                _ => {}
            }
        }
        for (_, place) in definitions(text) {
            let own = definition(&text[place.clone()]);
            own.into_iter().for_each(|own| put(place.start + own.start..place.start + own.end));
        }
    }
}

/// Where a link says where it leads: `[words](here "title")`.
fn destination(text: &str, place: Range<usize>) -> Option<Range<usize>> {
    let own = &text[place.clone()];
    let Some(start) = own.rfind("](").map(|at| at + 2) else {
        // It is its own words.
        let bare = own.trim_start_matches('<').trim_end_matches('>');
        return bare
            .contains("://")
            .then(|| place.start + own.len() - own.trim_start_matches('<').len())
            .map(|at| at..at + bare.len());
    };
    let start = start + (own[start..].len() - own[start..].trim_start().len());
    let (start, end) = match own[start..].strip_prefix('<') {
        Some(rest) => (start + 1, start + 1 + rest.find('>')?),
        None => {
            let most = own.strip_suffix(')')?.len();
            (start, own[start..most].find(char::is_whitespace).map_or(most, |end| start + end))
        }
    };
    Some(place.start + start..place.start + end)
}

/// The same of a piece of HTML: `<a href="here">`.
fn attributes(text: &str, place: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let own = &text[place.clone()];
    let names = ["href=", "src="].into_iter().flat_map(move |name| own.match_indices(name));
    names.filter_map(move |(at, name)| {
        let start = at + name.len() + 1;
        let quote = own[start - 1..].chars().next().filter(|c| ['"', '\''].contains(c))?;
        let end = start + own[start..].find(quote)?;
        Some(place.start + start..place.start + end)
    })
}

/// The same of what defines a link for others: `[name]: here`.
fn definition(words: &str) -> Option<Range<usize>> {
    let start = words.find("]:")? + 2;
    let start = start + (words[start..].len() - words[start..].trim_start().len());
    if let Some(rest) = words[start..].strip_prefix('<') {
        return Some(start + 1..start + 1 + rest.find('>')?);
    }
    let end = words[start..].find(char::is_whitespace).map_or(words.len(), |end| start + end);
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, Moved, RelPath, retargeted};

    fn path(name: &str) -> RelPath {
        RelPath::new(&format!("content/{name}")).unwrap()
    }

    fn after(moves: &[(&str, &str)], from: &str, text: &str) -> String {
        let files = moves.iter().map(|(old, new)| (path(old), path(new))).collect();
        let addresses = [("about/old/".to_owned(), "news/new/".to_owned())].into_iter().collect();
        let known = |target: &RelPath| !target.as_str().contains("nowhere");
        let base = &BaseUrl::parse("https://own.go.th/").unwrap();
        retargeted(&Moved { files, addresses, base, known: &known }, &path(from), text)
    }

    #[test]
    fn links_to_a_file_that_was_moved() {
        let moves = [("pages/about/old.md", "pages/new.md"), ("files/a.pdf", "files/b/c.pdf")];
        let old = "---\ntitle: ก # [x](old.md)\nsummary: ดู [หน้า](about/old.md#ข)\ndocuments:\n  - {file: '../files/a.pdf', title: \
                   ก}\n---\n[a](about/old.md) ![b](<../files/a.pdf> \"t\") [c](/about/old) [d](/en/about/old/#x)\n[e](https://h/about/old.md) \
                   [f](other.md)\n\n[r]: about/old.md \"t\"\n\n```\n[r]: about/old.md\n```\n\n    [x]: about/old.md\n";
        let new = "---\ntitle: ก # [x](old.md)\nsummary: ดู [หน้า](new.md#ข)\ndocuments:\n  - {file: '../files/b/c.pdf', title: \
                   ก}\n---\n[a](new.md) ![b](<../files/b/c.pdf> \"t\") [c](/news/new/) [d](/en/news/new/#x)\n[e](https://h/about/old.md) \
                   [f](other.md)\n\n[r]: new.md \"t\"\n\n```\n[r]: about/old.md\n```\n\n    [x]: about/old.md\n";
        assert_eq!(after(&moves, "pages/index.md", old), new);
        let menu = "menu:\n  - title: ก\n    to: pages/about/old.md # c\n  - {title: ข, to: /about/old/}\n";
        let made = "menu:\n  - title: ก\n    to: pages/new.md # c\n  - {title: ข, to: /news/new/}\n";
        assert_eq!(after(&moves, "agency.yaml", menu), made);
        let privacy = "allowed:\n  - {file: files/a.pdf, hash: 'x'}\n";
        assert_eq!(after(&moves, "privacy.yaml", privacy), "allowed:\n  - {file: files/b/c.pdf, hash: 'x'}\n");
    }

    #[test]
    fn each_kind_of_link_is_found_by_itself() {
        let moves = [("pages/about/old.md", "pages/new.md")];
        for written in ["[ก](@)", "[r]: @", "<p><a href='@'>ก</a></p>", "<p><img src='@'></p>"] {
            let text = |target: &str| format!("{}\n", written.replace('@', target));
            assert_eq!(after(&moves, "pages/index.md", &text("about/old.md")), text("new.md"));
        }
    }

    #[test]
    fn whole_addresses_of_this_site_and_links_in_html() {
        let moves = [("pages/about/old.md", "pages/new.md")];
        let old = "[a](https://www.own.go.th/about/old/#x) https://own.go.th/about/old/ <https://own.go.th/about/old/> <https://other.go.th/about/old/>\n\n<p><a href=\"about/old.md\">ก</a> <img src='/about/old/'></p>\n";
        let new = "[a](https://www.own.go.th/news/new/#x) https://own.go.th/news/new/ <https://own.go.th/news/new/> <https://other.go.th/about/old/>\n\n<p><a href=\"new.md\">ก</a> <img src='/news/new/'></p>\n";
        assert_eq!(after(&moves, "pages/index.md", old), new);
    }

    #[test]
    fn links_of_a_page_that_was_moved() {
        let moves = [("pages/about/old.md", "pages/new.md"), ("pages/about/old.en.md", "pages/new.en.md")];
        let old = "---\ntitle: ก\nlogo: x\n---\n[a](index.md) [b](../../files/a.pdf) [c](old.md#x) [d](#x) [e](nowhere.md)\r\n";
        let new = "---\ntitle: ก\nlogo: x\n---\n[a](about/index.md) [b](../files/a.pdf) [c](new.md#x) [d](#x) [e](nowhere.md)\r\n";
        assert_eq!(after(&moves, "pages/about/old.md", old), new);
        assert_eq!(after(&moves, "pages/about/old.en.md", "[a](index.en.md)\n"), "[a](about/index.en.md)\n");
    }
}

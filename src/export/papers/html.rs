//! A page's article to a paper: the same sentences, figures and tables, so that a paper cannot say what its page does not.
//! It reads the HTML that the templates write, by what the elements are; pictures and what is for the screen stay behind.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::base::lang::Lang;

/// A piece of HTML.
#[derive(Debug)]
pub(super) enum Node {
    Text(String),
    Element(Element),
}

#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|own| own.split_whitespace().any(|one| one == class))
    }

    pub(super) fn lang(&self) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| self.attribute("lang") == Some(lang.tag()))
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Its elements of a name, however deep.
    pub(super) fn all(&self, name: &str) -> Vec<&Element> {
        let own = |element: &'_ Element| element.name == name;
        self.elements().flat_map(|one| one.all(name).into_iter().chain(own(one).then_some(one))).collect()
    }

    /// All its text, spaces made one.
    pub(super) fn text(&self) -> String {
        let said: String = self.children.iter().map(Node::said).collect();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Node {
    fn said(&self) -> String {
        match self {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.children.iter().map(Node::said).collect(),
        }
    }
}

/// Elements that have no end.
const VOID: &[&str] = &["br", "col", "hr", "img", "input", "wbr"];

/// Deeper than any page nests; what is deeper joins the level above.
const DEEPEST: usize = 60;

/// The article of a page that is a paper.
pub(super) fn article(page: &str) -> Option<Element> {
    let start = page.find("<article class=\"memo\"")?;
    let html = &page[start..];
    let mut reader = Reader::from_str(&html[..html.find("</article>")?]);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                let element = element(&start);
                match VOID.contains(&element.name.as_str()) || open.len() > DEEPEST {
                    true => push(&mut open, Node::Element(element)),
                    false => open.push(element),
                }
            }
            Event::Empty(start) => push(&mut open, Node::Element(element(&start))),
            Event::End(end) => close(&mut open, end.local_name().as_ref()),
            Event::Text(text) => push(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref().ok().flatten();
                let named = || quick_xml::escape::unescape(&format!("&{};", &*reference)).ok().map(String::from);
                let text = c.map(String::from).or_else(named);
                push(&mut open, Node::Text(text.unwrap_or_default()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    while open.len() > 1 {
        let last = open.pop()?;
        push(&mut open, Node::Element(last));
    }
    open.pop()?.children.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.html_attributes();
    let attributes = attributes.with_checks(false).filter_map(Result::ok);
    let value = |value: &str| quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), String::from);
    Element {
        name: start.local_name().as_ref().to_owned(),
        attributes: attributes.map(|own| (own.key.local_name().as_ref().to_owned(), value(&own.value))).collect(),
        children: Vec::new(),
    }
}

fn push(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

/// Closes the innermost element of a name, with what is open in it.
fn close(open: &mut Vec<Element>, name: &str) {
    let Some(at) = open.iter().rposition(|element| element.name == name).filter(|at| *at > 0) else { return };
    while open.len() > at {
        if let Some(last) = open.pop() {
            push(open, Node::Element(last));
        }
    }
}

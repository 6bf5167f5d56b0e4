//! Bodies to HTML: links become addresses, headings get their anchors and fit below the page's own, footnotes and tables
//! get the form that reads well without styles.

use std::collections::HashMap;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use serde::Serialize;

use crate::base::lang::Text;
use crate::base::markdown::{Anchors, Placed, events, extent, lone_link, plain_text};
use crate::base::path::RelPath;
use crate::ita::body::{Bodies, Body, Heading, in_lang};
use crate::ita::target::is_safe;
use crate::render::look::Look;
use crate::render::parts::media::{card, player};
use crate::render::parts::picture::picture_at;
use crate::render::theme::escaped;

/// A Markdown text as HTML.
#[derive(Serialize)]
pub(crate) struct BodyView {
    html: String,
    lang: Option<&'static str>,
}

/// The body of a page, as a reader of its language sees it.
pub(crate) fn body(look: &Look<'_, '_>, bodies: &Bodies) -> Option<BodyView> {
    let (body, lang) = in_lang(bodies, look.lang())?;
    Some(BodyView { html: html(look, body), lang: look.mark(lang) })
}

/// A text of a YAML file that may hold Markdown, with headings from `level` on and ids that begin with `name`.
pub(crate) fn text(look: &Look<'_, '_>, text: &Text, name: &str, level: usize) -> BodyView {
    let (words, lang) = text.get(look.lang());
    let setting = Setting { prefix: format!("{name}."), level };
    BodyView { html: render(look, &text.span.path, words, &setting, None), lang: look.mark(lang) }
}

/// The HTML of a page's body. Its headings begin at `h2`, below the title.
fn html(look: &Look<'_, '_>, body: &Body) -> String {
    let setting = Setting { prefix: String::new(), level: 2 };
    render(look, &body.path, body.text(), &setting, Some(&body.headings))
}

/// Where in a page a text stands.
struct Setting {
    /// What its ids begin with, so that two texts of one page cannot claim the same.
    prefix: String,
    /// The level of its highest headings, 2 to 6.
    level: usize,
}

/// `known`: the headings as the parser named them; a text that it did not read as a body gets its names here.
fn render(look: &Look<'_, '_>, from: &RelPath, text: &str, setting: &Setting, known: Option<&[Heading]>) -> String {
    let prefix = &setting.prefix;
    let events = events(text);
    let mut levels = Levels { base: setting.level, open: Vec::new(), current: HeadingLevel::H2 };
    let mut anchors = Anchors::default();
    let mut notes = Notes::new(&events);
    let mut table = TableCells::default();
    // Within a link to a page that is not public yet, which is shown as text.
    let mut dead = false;
    let mut out = Vec::with_capacity(events.len() + 8);
    // What is made as a whole ends here.
    let (mut lazy, mut resume) = (known.is_none(), 0);
    let mut known = known.unwrap_or_default().iter().map(|heading| heading.anchor.clone());
    for (at, (event, _)) in events.iter().enumerate() {
        if at < resume {
            continue;
        }
        if let Some((target, words)) = lone_link(&events[at..]) {
            let film = || player(look, from, target, &words).map(|html| format!("<p>{html}</p>\n"));
            if let Some(html) = card(look, target, &words).or_else(film) {
                resume = at + extent(&events[at..]);
                out.push(Event::Html(html.into()));
                continue;
            }
        }
        match event {
            // Refused by the checks; left out here so that nothing slips through.
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Heading { level, id, .. }) => {
                let name = || anchors.name(id.as_deref(), &plain_text(&events[at..]));
                let anchor = format!("{prefix}{}", known.next().unwrap_or_else(name));
                let level = levels.open(*level);
                let id = Some(CowStr::from(anchor));
                out.push(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }));
            }
            Event::End(TagEnd::Heading(_)) => out.push(Event::End(TagEnd::Heading(levels.current))),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let (link_type, id) = (*link_type, id.clone());
                let Some(dest_url) = address(look, from, link_type, dest_url, prefix).map(Into::into) else {
                    dead = true;
                    continue;
                };
                out.push(Event::Start(Tag::Link { link_type, dest_url, title: title.clone(), id }));
            }
            // Links do not stand in links.
            Event::End(TagEnd::Link) if std::mem::take(&mut dead) => {}
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alt = plain_text(&events[at..]);
                // Refused by the checks: what is no picture of the site is its words.
                let html = player(look, from, dest_url, &alt).unwrap_or_else(|| {
                    picture_at(look.site, from, dest_url)
                        .map_or_else(|| escaped(&alt), |own| own.html(&look.page.root(), &alt, title, lazy))
                });
                lazy = true;
                // The words of a picture are in its element.
                resume = at + extent(&events[at..]);
                out.push(Event::Html(html.into()));
            }
            Event::Start(Tag::Table(columns)) => {
                table = TableCells { columns, heads: heads(&events[at..]), ..TableCells::default() };
                let label = escaped(&look.table_label(table.heads.first().map_or("", String::as_str)));
                let region = format!("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">");
                out.push(Event::Html((region + "<table class=\"stack\">").into()));
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                table = TableCells { in_head: matches!(event, Event::Start(Tag::TableHead)), column: 0, ..table };
                out.push(event.clone());
            }
            Event::Start(Tag::TableCell) => out.push(Event::Html(table.open().into())),
            Event::End(TagEnd::TableCell) => out.push(Event::Html(table.close().into())),
            Event::End(TagEnd::Table) => out.extend([event.clone(), Event::Html("</div>".into())]),
            Event::FootnoteReference(name) => {
                let (number, id) = notes.refer(name);
                let id = if id == 1 { format!(" id=\"{prefix}noteref.{number}\"") } else { String::new() };
                let mark = format!("<sup><a href=\"#{prefix}note.{number}\"{id}>[{number}]</a></sup>");
                out.push(Event::Html(mark.into()));
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let number = notes.number(name);
                out.push(Event::Html(format!("<aside class=\"footnote\" id=\"{prefix}note.{number}\">").into()));
                if notes.is_referred(name) {
                    let back = format!("<sup><a href=\"#{prefix}noteref.{number}\" aria-label=\"");
                    let label = Event::Text(look.footnote_label(number).into());
                    out.extend([Event::Html(back.into()), label, Event::Html(format!("\">{number}</a></sup>").into())]);
                }
            }
            Event::End(TagEnd::FootnoteDefinition) => out.push(Event::Html("</aside>\n".into())),
            _ => out.push(event.clone()),
        }
    }
    let mut html_text = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html_text, out.into_iter());
    html_text
}

/// Where a written link leads from the page; none to a page that is not public yet.
fn address(look: &Look<'_, '_>, from: &RelPath, kind: LinkType, written: &str, prefix: &str) -> Option<String> {
    if kind == LinkType::Email {
        return Some(written.to_owned());
    }
    if let Some(anchor) = written.strip_prefix('#') {
        return Some(format!("#{prefix}{anchor}"));
    }
    Some(match look.site.href(from, written, false, look.page.lang)? {
        (outside, true) if is_safe(&outside) => outside,
        // Refused by the checks; nothing that could run gets through even so.
        (_, true) => "#".to_owned(),
        (inside, false) => format!("{}{inside}", look.page.root()),
    })
}

/// The heading cells of the table that `events` begin with.
fn heads(events: &[Placed<'_>]) -> Vec<String> {
    let head = events.iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::TableHead)));
    let cells = head.enumerate().filter(|(_, (event, _))| matches!(event, Event::Start(Tag::TableCell)));
    cells.map(|(at, _)| plain_text(&events[at..]).trim().to_owned()).collect()
}

/// Heading levels that begin where the text stands and never skip one, whatever was written.
struct Levels {
    base: usize,
    /// Written levels that are open, outermost first.
    open: Vec<HeadingLevel>,
    current: HeadingLevel,
}

impl Levels {
    fn open(&mut self, written: HeadingLevel) -> HeadingLevel {
        while self.open.last().is_some_and(|last| *last >= written) {
            self.open.pop();
        }
        self.open.push(written);
        let level = (self.base + self.open.len() - 1).min(6);
        self.current = HeadingLevel::try_from(level).unwrap_or(HeadingLevel::H6);
        self.current
    }
}

/// Where in a table the text is. On a phone each cell says the heading of its column, which it has in `data-h`. Alignment is a class: a style attribute would need a weaker content security policy.
#[derive(Default)]
struct TableCells<'a> {
    columns: &'a [Alignment],
    heads: Vec<String>,
    in_head: bool,
    column: usize,
}

impl TableCells<'_> {
    fn open(&self) -> String {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        match self.heads.get(self.column).filter(|head| !head.is_empty()) {
            _ if self.in_head => format!("<th scope=\"col\"{class}>"),
            Some(head) => format!("<td{class} data-h=\"{}\">", escaped(head)),
            None => format!("<td{class}>"),
        }
    }

    fn close(&mut self) -> &'static str {
        self.column += 1;
        if self.in_head { "</th>" } else { "</td>" }
    }
}

/// Footnotes, numbered in the order in which the text refers to them.
struct Notes<'a> {
    numbers: HashMap<&'a str, usize>,
    /// How often each was referred to so far.
    references: HashMap<&'a str, usize>,
    /// How many are referred to at all; the others come after them.
    referred: usize,
}

impl<'a> Notes<'a> {
    fn new(events: &'a [Placed<'_>]) -> Notes<'a> {
        let mut notes = Notes { numbers: HashMap::new(), references: HashMap::new(), referred: 0 };
        for (event, _) in events {
            if let Event::FootnoteReference(name) = event {
                notes.number(name);
            }
        }
        notes.referred = notes.numbers.len();
        notes
    }

    fn number(&mut self, name: &'a str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(name).or_insert(next)
    }

    fn is_referred(&self, name: &str) -> bool {
        self.numbers.get(name).is_some_and(|number| *number <= self.referred)
    }

    /// The number of the note, and which of the references to it this is.
    fn refer(&mut self, name: &'a str) -> (usize, usize) {
        let count = self.references.entry(name).or_insert(0);
        *count += 1;
        let count = *count;
        (self.number(name), count)
    }
}

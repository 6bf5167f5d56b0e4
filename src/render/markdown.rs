//! Bodies to HTML: links become addresses, headings get their anchors and fit below the page's own, footnotes and tables
//! get the form that reads well without styles.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use serde::Serialize;

use crate::base::anchors::Anchors;
use crate::base::foreign::{is_foreign, may_have};
use crate::base::lang::{Lang, Text};
use crate::base::markdown::{Placed, events, extent, is_inline, lone_link, plain_text, said};
use crate::base::path::RelPath;
use crate::base::thai::is_thai;
use crate::base::together::together;
use crate::ita::body::{Bodies, Body, Heading, in_lang};
use crate::ita::target::is_safe;
use crate::render::look::Look;
use crate::render::parts::media::{card, player};
use crate::render::parts::picture::picture_at;
use crate::render::theme::{escaped, marked};

/// A Markdown text as HTML.
#[derive(Serialize)]
pub(crate) struct BodyView {
    html: String,
    lang: Option<&'static str>,
}

/// The body of a page, as a reader of its language sees it.
pub(crate) fn body(look: &Look<'_, '_>, bodies: &Bodies) -> Option<BodyView> {
    let (body, lang) = in_lang(bodies, look.lang())?;
    Some(BodyView { html: html(look, body, lang), lang: look.mark(lang) })
}

/// A text of a YAML file that may hold Markdown, with headings from `level` on and ids that begin with `name`.
pub(crate) fn text(look: &Look<'_, '_>, text: &Text, name: &str, level: usize) -> BodyView {
    let (words, lang) = text.get(look.lang());
    let setting = Setting { prefix: format!("{name}."), level, lang };
    BodyView { html: render(look, &text.span.path, words, events(words), &setting, None), lang: look.mark(lang) }
}

/// The HTML of a page's body. Its headings begin at `h2`, below the title.
fn html(look: &Look<'_, '_>, body: &Body, lang: Lang) -> String {
    let setting = Setting { prefix: String::new(), level: 2, lang };
    render(look, &body.path, body.text(), body.events(), &setting, Some(&body.headings))
}

/// Where in a page a text stands.
struct Setting {
    /// What its ids begin with, so that two texts of one page cannot claim the same.
    prefix: String,
    /// The level of its highest headings, 2 to 6.
    level: usize,
    /// The language that it is marked with.
    lang: Lang,
}

/// `events` are those of the text. `known`: the headings as the parser named them; a text that it did not read as a body
/// gets its names here.
fn render(
    look: &Look<'_, '_>,
    from: &RelPath,
    text: &str,
    events: Vec<Placed<'_>>,
    setting: &Setting,
    known: Option<&[Heading]>,
) -> String {
    let prefix = &setting.prefix;
    let mut levels = Levels { base: setting.level, open: Vec::new(), current: HeadingLevel::H2 };
    let mut anchors = Anchors::default();
    let mut notes = Notes::new(&events);
    let mut table = TableCells::default();
    // The heading that the text is below.
    let mut above = String::new();
    // Whether the lists that are open are numbered.
    let mut numbered = Vec::new();
    // Within a link to a page that is not public yet, which is shown as text.
    let mut dead = false;
    let units = look.word("figure_units");
    // Within a block of code, which stands as it is typed.
    let mut typed = false;
    let mut out = Vec::with_capacity(events.len() + 8);
    // What is made as a whole ends here.
    let (mut lazy, mut resume) = (known.is_none(), 0);
    // The words that stand together end here, and whether all of them are in the other language.
    let (mut run, mut is_marked) = (0, false);
    let mut known = known.unwrap_or_default().iter().map(|heading| heading.anchor.clone());
    for (at, (event, place)) in events.iter().enumerate() {
        if at == run && std::mem::take(&mut is_marked) {
            out.push(Event::Html("</span>".into()));
        }
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
        if at >= run && is_inline(event) {
            run = at + events[at..].iter().take_while(|(event, _)| is_inline(event)).count();
            let written = text.get(place.start..events[run - 1].1.end).unwrap_or(text);
            is_marked = may_have(written, setting.lang) && is_foreign(&said(&events[at..run]), setting.lang);
            if is_marked {
                out.push(Event::Html(format!("<span lang=\"{}\">", setting.lang.other().tag()).into()));
            }
        }
        match event {
            // Refused by the checks; left out here so that nothing slips through.
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Heading { level, id, .. }) => {
                above = plain_text(&events[at..]);
                let name = || anchors.name(id.as_deref(), &above);
                let anchor = format!("{prefix}{}", known.next().unwrap_or_else(name));
                let level = levels.open(*level);
                let id = Some(CowStr::from(anchor));
                out.push(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }));
            }
            Event::End(TagEnd::Heading(_)) => out.push(Event::End(TagEnd::Heading(levels.current))),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let (link_type, id) = (*link_type, id.clone());
                let Some(to) = address(look, from, link_type, dest_url, prefix) else {
                    dead = true;
                    continue;
                };
                // On paper the address of another site is written out, once.
                let words = plain_text(&events[at..]);
                let bare = to == words || to.split_once("://").is_some_and(|(_, host)| host == words);
                let outside = to.starts_with("http://") || to.starts_with("https://");
                let link = Event::Start(Tag::Link { link_type, dest_url: to.into(), title: title.clone(), id });
                out.push(if outside { external(link, bare) } else { link });
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
                let first = table.heads.iter().find(|head| !head.is_empty());
                let name = if above.is_empty() { first.map_or("", String::as_str) } else { &above };
                let region = region("div class=\"table\"", &look.region("table", name));
                out.push(Event::Html((region + "<table class=\"stack\">").into()));
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                table = TableCells { in_head: matches!(event, Event::Start(Tag::TableHead)), column: 0, ..table };
                out.push(event.clone());
            }
            Event::Start(Tag::TableCell) => out.push(Event::Html(table.open().into())),
            Event::End(TagEnd::TableCell) => out.push(Event::Html(table.close().into())),
            Event::End(TagEnd::Table) => out.extend([event.clone(), Event::Html("</div>".into())]),
            Event::Text(words) => {
                let words = if typed { Cow::Borrowed(&**words) } else { together(words, &units) };
                let html = (!is_marked).then(|| marked(&words, setting.lang)).flatten();
                out.push(match (html, words) {
                    (Some(html), _) => Event::Html(html.into()),
                    (None, Cow::Borrowed(_)) => event.clone(),
                    (None, Cow::Owned(text)) => Event::Text(text.into()),
                });
            }
            Event::Code(words) if !is_marked && is_foreign(words, setting.lang) => {
                let (lang, words) = (setting.lang.other().tag(), escaped(words));
                out.push(Event::Html(format!("<code lang=\"{lang}\">{words}</code>").into()));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                typed = true;
                out.push(Event::Html((region("pre", &look.region("as_typed", &above)) + "<code>").into()));
            }
            Event::End(TagEnd::CodeBlock) => {
                typed = false;
                out.push(Event::Html("</code></pre>\n".into()));
            }
            Event::TaskListMarker(done) => {
                let (sign, key) = if *done { ("☑", "task_done") } else { ("☐", "task_open") };
                let name = escaped(&look.word(key));
                out.push(Event::Html(format!("<span role=\"img\" aria-label=\"{name}\">{sign}</span> ").into()));
            }
            Event::Start(Tag::List(first)) => {
                numbered.push(first.is_some());
                // `1)` is not `1.`.
                out.push(match first.filter(|_| has_brackets(&text[place.clone()])) {
                    Some(first) => Event::Html(format!("<ol class=\"round\" start=\"{first}\">\n").into()),
                    None => event.clone(),
                });
            }
            Event::End(TagEnd::List(_)) => {
                numbered.pop();
                out.push(event.clone());
            }
            // An entry that has its own number keeps it.
            Event::Start(Tag::Item) if numbered.last() == Some(&false) && is_numbered(&text[place.clone()]) => {
                out.push(Event::Html("<li class=\"own\">".into()));
            }
            Event::FootnoteReference(name) => {
                let (number, nth) = notes.refer(name);
                let id = note_mark(prefix, number, nth);
                let mark = format!("<sup><a href=\"#{prefix}note.{number}\" id=\"{id}\">[{number}]</a></sup>");
                out.push(Event::Html(mark.into()));
            }
            Event::Start(Tag::FootnoteDefinition(_)) => notes.start = out.len(),
            Event::End(TagEnd::FootnoteDefinition) => {
                let words = out.split_off(notes.start);
                notes.texts.push(words);
            }
            _ => out.push(event.clone()),
        }
    }
    notes.section(look, prefix, &mut out);
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

/// A link to another site, of which the words may be its address.
fn external(link: Event<'_>, bare: bool) -> Event<'static> {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, std::iter::once(link));
    let class = if bare { " class=\"url\"" } else { "" };
    Event::Html(html.replacen("<a", &format!("<a rel=\"noopener external\"{class}"), 1).into())
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

/// The opening tag of a part that may scroll, and is reached and named for those who do not use a mouse.
fn region(tag: &str, name: &str) -> String {
    format!("<{tag} role=\"region\" tabindex=\"0\" aria-label=\"{}\">", escaped(name))
}

/// Whether an entry of a list without numbers was numbered by hand, as `๑.`, `ก.` or `(1)`.
fn is_numbered(entry: &str) -> bool {
    entry.trim_start().starts_with(|c: char| c == '(' || c == '#' || c.is_numeric() || is_thai(c))
}

/// Whether a list is numbered `1)`.
fn has_brackets(list: &str) -> bool {
    list.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(')')
}

/// Where in a table the text is. On a phone each cell says the heading of its column, which it has in `data-h`. Alignment is
/// a class: a style attribute would need a weaker content security policy.
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
            Some(_) if self.in_head => format!("<th scope=\"col\"{class}>"),
            None if self.names_rows() => format!("<th scope=\"row\"{class}>"),
            Some(head) => format!("<td{class} data-h=\"{}\">", escaped(head)),
            None => format!("<td{class}>"),
        }
    }

    fn close(&mut self) -> &'static str {
        let named = self.heads.get(self.column).is_some_and(|head| !head.is_empty());
        let head = if self.in_head { named } else { !named && self.names_rows() };
        self.column += 1;
        if head { "</th>" } else { "</td>" }
    }

    /// Below an empty corner stand the names of rows.
    fn names_rows(&self) -> bool {
        !self.in_head && self.column == 0 && self.heads.iter().skip(1).any(|head| !head.is_empty())
    }
}

/// Footnotes, numbered in the order in which the text refers to them. Their names are one in capitals and small letters.
struct Notes<'a> {
    numbers: HashMap<String, usize>,
    /// How often each was referred to so far.
    references: HashMap<usize, usize>,
    /// The names of the notes, in the order in which they are written, and what each says.
    names: Vec<&'a str>,
    texts: Vec<Vec<Event<'a>>>,
    /// Where what the present note says begins.
    start: usize,
}

impl<'a> Notes<'a> {
    fn new(events: &'a [Placed<'_>]) -> Notes<'a> {
        let (numbers, references) = (HashMap::new(), HashMap::new());
        let mut notes = Notes { numbers, references, names: Vec::new(), texts: Vec::new(), start: 0 };
        for (event, _) in events {
            match event {
                Event::FootnoteReference(name) => _ = notes.number(name),
                Event::Start(Tag::FootnoteDefinition(name)) => notes.names.push(name),
                _ => {}
            }
        }
        notes
    }

    fn number(&mut self, name: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(name.to_lowercase()).or_insert(next)
    }

    /// The number of the note, and which of the references to it this is.
    fn refer(&mut self, name: &str) -> (usize, usize) {
        let number = self.number(name);
        let count = self.references.entry(number).or_insert(0);
        *count += 1;
        (number, *count)
    }

    /// Adds all notes in their order, each with its ways back. Of two that have one name the first counts.
    fn section(mut self, look: &Look<'_, '_>, prefix: &str, out: &mut Vec<Event<'a>>) {
        let mut texts = BTreeMap::new();
        for (name, words) in std::mem::take(&mut self.names).into_iter().zip(std::mem::take(&mut self.texts)) {
            texts.entry(self.number(name)).or_insert(words);
        }
        if texts.is_empty() {
            return;
        }
        let name = escaped(&look.region("footnotes", ""));
        out.push(Event::Html(format!("<section class=\"footnotes\" aria-label=\"{name}\"><ol>\n").into()));
        for (number, words) in texts {
            out.push(Event::Html(format!("<li id=\"{prefix}note.{number}\">").into()));
            out.extend(words);
            for nth in 1..=self.references.get(&number).copied().unwrap_or_default() {
                let shown = if nth == 1 { number.to_string() } else { format!("{number}-{nth}") };
                let (id, label) = (note_mark(prefix, number, nth), escaped(&look.footnote_label(&shown)));
                out.push(Event::Html(format!("<a href=\"#{id}\" aria-label=\"{label}\">↩ {shown}</a> ").into()));
            }
            out.push(Event::Html("</li>\n".into()));
        }
        out.push(Event::Html("</ol></section>\n".into()));
    }
}

/// The id of a mark that refers to a note.
fn note_mark(prefix: &str, number: usize, nth: usize) -> String {
    if nth == 1 { format!("{prefix}noteref.{number}") } else { format!("{prefix}noteref.{number}-{nth}") }
}

//! A text on its way to HTML, event by event.

use std::borrow::Cow;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::base::anchors::Anchors;
use crate::base::foreign::{is_foreign, may_have};
use crate::base::lang::Lang;
use crate::base::markdown::{Placed, extent, is_inline, lone_link, plain_text, said};
use crate::base::path::RelPath;
use crate::base::thai::is_thai;
use crate::base::together::together;
use crate::ita::body::Heading;
use crate::render::look::Look;
use crate::render::markdown::levels::Levels;
use crate::render::markdown::links::{address, external};
use crate::render::markdown::notes::Notes;
use crate::render::markdown::table::TableCells;
use crate::render::parts::media::{card, player};
use crate::render::parts::picture::picture_at;
use crate::render::theme::{escaped, marked};

/// Where in a page a text stands.
pub(super) struct Setting {
    /// What its ids begin with, so that two texts of one page cannot claim the same.
    pub prefix: String,
    /// The level of its highest headings, 2 to 6.
    pub level: usize,
    /// The language that it is marked with.
    pub lang: Lang,
}

/// What is written so far, and where in the text that is.
pub(super) struct Writer<'w, 's, 'p> {
    look: &'w Look<'s, 'p>,
    from: &'w RelPath,
    text: &'w str,
    events: &'w [Placed<'w>],
    setting: &'w Setting,
    /// The headings that are left, as the parser named them.
    known: std::slice::Iter<'w, Heading>,
    levels: Levels,
    anchors: Anchors,
    notes: Notes<'w>,
    table: TableCells<'w>,
    /// The heading that the text is below.
    above: String,
    /// Whether the lists that are open are numbered.
    numbered: Vec<bool>,
    /// Within a link to a page that is not public yet, which is shown as text.
    is_dead: bool,
    /// Within a block of code, which stands as it is typed.
    is_typed: bool,
    /// Whether pictures may be fetched when they come into sight.
    is_lazy: bool,
    /// What is made as a whole ends here.
    resume: usize,
    /// The words that stand together end here, and whether all of them are in the other language.
    run: usize,
    is_marked: bool,
    /// The words of units, which stay beside their figures.
    units: String,
    out: Vec<Event<'w>>,
}

impl<'w, 's, 'p> Writer<'w, 's, 'p> {
    /// `events` are those of the text. `known`: the headings as the parser named them; a text that it did not read as a body
    /// gets its names here.
    pub(super) fn new(
        look: &'w Look<'s, 'p>,
        from: &'w RelPath,
        text: &'w str,
        events: &'w [Placed<'w>],
        setting: &'w Setting,
        known: Option<&'w [Heading]>,
    ) -> Writer<'w, 's, 'p> {
        Writer {
            look,
            from,
            text,
            events,
            setting,
            known: known.unwrap_or_default().iter(),
            levels: Levels::new(setting.level),
            anchors: Anchors::default(),
            notes: Notes::new(events),
            table: TableCells::default(),
            above: String::new(),
            numbered: Vec::new(),
            is_dead: false,
            is_typed: false,
            is_lazy: known.is_none(),
            resume: 0,
            run: 0,
            is_marked: false,
            units: look.word("figure_units"),
            out: Vec::with_capacity(events.len() + 8),
        }
    }

    pub(super) fn write(mut self) -> String {
        (0..self.events.len()).for_each(|at| self.event(at));
        self.notes.section(self.look, &self.setting.prefix, &mut self.out);
        let mut html = String::with_capacity(self.text.len() * 3 / 2);
        pulldown_cmark::html::push_html(&mut html, self.out.into_iter());
        html
    }

    fn html(&mut self, html: impl Into<CowStr<'w>>) {
        self.out.push(Event::Html(html.into()));
    }

    fn event(&mut self, at: usize) {
        let (event, place) = &self.events[at];
        if at == self.run && std::mem::take(&mut self.is_marked) {
            self.html("</span>");
        }
        if at < self.resume || self.lone_link(at) {
            return;
        }
        self.mark(at);
        match event {
            // Refused by the checks; left out here so that nothing slips through.
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(tag) => self.start(at, tag, self.text.get(place.clone()).unwrap_or_default()),
            Event::End(tag) => self.end(event, *tag),
            Event::Text(words) => self.words(event, words),
            Event::Code(words) if !self.is_marked && is_foreign(words, self.setting.lang) => {
                let (lang, words) = (self.setting.lang.other().tag(), escaped(words));
                self.html(format!("<code lang=\"{lang}\">{words}</code>"));
            }
            Event::TaskListMarker(done) => {
                let (sign, key) = if *done { ("☑", "task_done") } else { ("☐", "task_open") };
                let name = escaped(&self.look.word(key));
                self.html(format!("<span role=\"img\" aria-label=\"{name}\">{sign}</span> "));
            }
            Event::FootnoteReference(name) => {
                let mark = self.notes.refer(name, &self.setting.prefix);
                self.html(mark);
            }
            _ => self.out.push(event.clone()),
        }
    }

    /// Writes a link that is a paragraph of its own as a card, or a film as its player; tells whether it is any.
    fn lone_link(&mut self, at: usize) -> bool {
        let rest = &self.events[at..];
        let Some((target, words)) = lone_link(rest) else { return false };
        let film = || player(self.look, self.from, target, &words).map(|html| format!("<p>{html}</p>\n"));
        let Some(html) = card(self.look, target, &words).or_else(film) else { return false };
        self.resume = at + extent(rest);
        self.html(html);
        true
    }

    /// Marks words that stand together from here on, where all of them are in the other language.
    fn mark(&mut self, at: usize) {
        let (event, place) = &self.events[at];
        if at < self.run || !is_inline(event) {
            return;
        }
        self.run = at + self.events[at..].iter().take_while(|(event, _)| is_inline(event)).count();
        let written = self.text.get(place.start..self.events[self.run - 1].1.end).unwrap_or(self.text);
        let lang = self.setting.lang;
        self.is_marked = may_have(written, lang) && is_foreign(&said(&self.events[at..self.run]), lang);
        if self.is_marked {
            self.html(format!("<span lang=\"{}\">", lang.other().tag()));
        }
    }

    /// The beginning of something, which was written so.
    fn start(&mut self, at: usize, tag: &'w Tag<'w>, written: &str) {
        let event = || Event::Start(tag.clone());
        match tag {
            Tag::Heading { level, id, .. } => self.heading(at, *level, id.as_deref()),
            Tag::Link { link_type, dest_url, title, id } => self.link(at, (*link_type, id), dest_url, title),
            Tag::Image { dest_url, title, .. } => self.image(at, dest_url, title),
            Tag::Table(columns) => self.table(at, columns),
            Tag::TableHead | Tag::TableRow => {
                self.table.row(*tag == Tag::TableHead);
                self.out.push(event());
            }
            Tag::TableCell => self.html(self.table.open()),
            Tag::CodeBlock(_) => {
                self.is_typed = true;
                self.html(region("pre", &self.look.region("as_typed", &self.above)) + "<code>");
            }
            Tag::List(first) => {
                self.numbered.push(first.is_some());
                // `1)` is not `1.`.
                match first.filter(|_| has_brackets(written)) {
                    Some(first) => self.html(format!("<ol class=\"round\" start=\"{first}\">\n")),
                    None => self.out.push(event()),
                }
            }
            // An entry that has its own number keeps it.
            Tag::Item if self.numbered.last() == Some(&false) && is_numbered(written) => {
                self.html("<li class=\"own\">");
            }
            Tag::FootnoteDefinition(_) => self.notes.begin(&self.out),
            _ => self.out.push(event()),
        }
    }

    fn end(&mut self, event: &'w Event<'w>, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.out.push(Event::End(TagEnd::Heading(self.levels.current))),
            // Links do not stand in links.
            TagEnd::Link if std::mem::take(&mut self.is_dead) => {}
            TagEnd::TableCell => {
                let html = self.table.close();
                self.html(html);
            }
            TagEnd::Table => self.out.extend([event.clone(), Event::Html("</div>".into())]),
            TagEnd::CodeBlock => {
                self.is_typed = false;
                self.html("</code></pre>\n");
            }
            TagEnd::List(_) => {
                self.numbered.pop();
                self.out.push(event.clone());
            }
            TagEnd::FootnoteDefinition => self.notes.end(&mut self.out),
            _ => self.out.push(event.clone()),
        }
    }

    fn heading(&mut self, at: usize, level: HeadingLevel, id: Option<&str>) {
        self.above = plain_text(&self.events[at..]);
        let known = self.known.next().map(|heading| heading.anchor.clone());
        let anchor = known.unwrap_or_else(|| self.anchors.name(id, &self.above));
        let id = Some(CowStr::from(format!("{}{anchor}", self.setting.prefix)));
        let level = self.levels.open(level);
        self.out.push(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }));
    }

    fn link(&mut self, at: usize, (link_type, id): (LinkType, &CowStr<'w>), target: &str, title: &CowStr<'w>) {
        let Some(to) = address(self.look, self.from, link_type, target, &self.setting.prefix) else {
            self.is_dead = true;
            return;
        };
        // On paper the address of another site is written out, once.
        let words = plain_text(&self.events[at..]);
        let bare = to == words || to.split_once("://").is_some_and(|(_, host)| host == words);
        let outside = to.starts_with("http://") || to.starts_with("https://");
        let link = Event::Start(Tag::Link { link_type, dest_url: to.into(), title: title.clone(), id: id.clone() });
        self.out.push(if outside { external(link, bare) } else { link });
    }

    fn image(&mut self, at: usize, target: &str, title: &str) {
        let rest = &self.events[at..];
        let alt = plain_text(rest);
        let picture = || picture_at(self.look.site, self.from, target);
        // Refused by the checks: what is no picture of the site is its words.
        let html = player(self.look, self.from, target, &alt).unwrap_or_else(|| {
            picture().map_or_else(|| escaped(&alt), |own| own.html(&self.look.page.root(), &alt, title, self.is_lazy))
        });
        self.is_lazy = true;
        // The words of a picture are in its element.
        self.resume = at + extent(rest);
        self.html(html);
    }

    fn table(&mut self, at: usize, columns: &'w [Alignment]) {
        self.table = TableCells::new(columns, &self.events[at..]);
        let name = if self.above.is_empty() { self.table.name() } else { &self.above };
        let region = region("div class=\"table\"", &self.look.region("table", name));
        self.html(region + "<table class=\"stack\">");
    }

    fn words(&mut self, event: &'w Event<'w>, words: &'w str) {
        let words = if self.is_typed { Cow::Borrowed(words) } else { together(words, &self.units) };
        let html = (!self.is_marked).then(|| marked(&words, self.setting.lang)).flatten();
        self.out.push(match (html, words) {
            (Some(html), _) => Event::Html(html.into()),
            (None, Cow::Borrowed(_)) => event.clone(),
            (None, Cow::Owned(text)) => Event::Text(text.into()),
        });
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

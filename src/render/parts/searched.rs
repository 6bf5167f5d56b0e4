//! What is searched of a page, as it says it (`pages::view`).

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::date::Day;
use crate::base::lang::{Lang, Text};
use crate::base::markdown::{Placed, events};
use crate::base::thai::joined_lines;
use crate::ita::agency::Agency;
use crate::ita::body::{Bodies, in_lang};
use crate::ita::document::{Document, Facts};
use crate::ita::places::kind::Title;
use crate::ita::table::set::TableSet;
use crate::render::look::Look;

/// Between texts that do not stand in one sentence.
const BETWEEN: &str = " · ";

/// What is searched of one page.
pub(crate) struct Entry {
    pub(crate) href: String,
    /// The number that stands before the title, `O12`; empty for most pages.
    pub(crate) code: String,
    pub(crate) title: String,
    /// What the page belongs to, which tells the same subject of different years apart.
    pub(crate) section: String,
    /// Its headings, each with the text below it; the first has none.
    pub(crate) blocks: Vec<(String, String)>,
}

/// What is searched of a page that has said its texts.
pub(crate) fn entry<'s, 'p>(look: &Look<'s, 'p>, say: impl FnOnce(&mut Texts<'_, 's, 'p>)) -> Entry {
    let mut texts = Texts { look, blocks: vec![(String::new(), String::new())] };
    say(&mut texts);
    let place = look.page.place;
    let (code, title) = match place.title() {
        Title::Numbered(number, text) => (number, look.phrase(text)),
        title => (String::new(), look.title(title)),
    };
    let blocks = texts.blocks.into_iter().filter(|(heading, text)| !heading.is_empty() || !text.is_empty());
    let section = look.title(place.section()).text.into_owned();
    Entry { href: look.page.href(), code, title: title.text.into_owned(), section, blocks: blocks.collect() }
}

/// The texts of one page, as they are gathered.
pub(crate) struct Texts<'l, 's, 'p> {
    look: &'l Look<'s, 'p>,
    /// Headings with what stands below each; the first has none.
    blocks: Vec<(String, String)>,
}

impl<'s, 'p> Texts<'_, 's, 'p> {
    /// The agency whose facts a page may show.
    pub(crate) fn agency(&self) -> &'p Agency {
        &self.look.site.portal.agency
    }

    pub(crate) fn lang(&self) -> Lang {
        self.look.lang()
    }

    /// The tables that the page shows.
    pub(crate) fn tables(&self) -> Vec<&'s TableSet<'p>> {
        self.look.site.tables.of_page(&self.look.page.place.address())
    }

    /// Begins what stands below a heading.
    pub(crate) fn heading(&mut self, heading: &str) {
        self.blocks.push((heading.to_owned(), String::new()));
    }

    /// What every page with a file of its own says beside its text and its summary.
    pub(crate) fn facts(&mut self, facts: &'p Facts) {
        let Facts { owner, updated: _, summary: _, documents, tables: _, awaiting, source: _, dates: _ } = facts;
        self.texts(owner);
        for Document { id: _, file: _, title, date, language: _ } in documents {
            self.text(title);
            date.iter().for_each(|day| self.day(day.value));
        }
        self.texts(awaiting);
    }

    pub(crate) fn day(&mut self, day: Day) {
        self.add(&self.look.date(day));
    }

    pub(crate) fn body(&mut self, bodies: &'p Bodies) {
        if let Some((body, _)) = in_lang(bodies, self.look.lang()) {
            self.events(body.events());
        }
    }

    /// The words of a Markdown text; each heading begins a block.
    pub(crate) fn markdown(&mut self, text: &Text) {
        self.events(events(text.get(self.look.lang()).0));
    }

    fn events(&mut self, events: Vec<Placed<'_>>) {
        let (mut words, mut heading) = (String::new(), None);
        for (event, _) in events {
            match event {
                Event::Start(Tag::Heading { .. }) => {
                    self.add(&std::mem::take(&mut words));
                    heading = Some(String::new());
                }
                Event::End(TagEnd::Heading(_)) => {
                    let heading = heading.take().unwrap_or_default();
                    self.blocks.push((one_line(&heading), String::new()));
                }
                Event::Text(text) | Event::Code(text) => heading.as_mut().unwrap_or(&mut words).push_str(&text),
                // Cells and items of lists stand apart; bold and links do not.
                Event::SoftBreak => heading.as_mut().unwrap_or(&mut words).push('\n'),
                Event::HardBreak | Event::Start(Tag::Item | Tag::TableCell | Tag::Paragraph) => {
                    heading.as_mut().unwrap_or(&mut words).push(' ');
                }
                Event::End(end) if !is_inline(end) => words.push(' '),
                _ => {}
            }
        }
        self.add(&words);
    }

    pub(crate) fn text(&mut self, text: &Text) {
        self.add(text.get(self.look.lang()).0);
    }

    pub(crate) fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t Text>) {
        texts.into_iter().for_each(|text| self.text(text));
    }

    pub(crate) fn add(&mut self, text: &str) {
        let Some((_, block)) = self.blocks.last_mut() else { return };
        let text = one_line(text);
        if !text.is_empty() {
            block.push_str(if block.is_empty() { "" } else { BETWEEN });
            block.push_str(&text);
        }
    }
}

fn one_line(text: &str) -> String {
    joined_lines(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_inline(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

//! Footnotes.

use std::collections::{BTreeMap, HashMap};

use pulldown_cmark::{Event, Tag};

use crate::base::markdown::Placed;
use crate::render::look::Look;
use crate::render::theme::escaped;

/// Footnotes, numbered in the order in which the text refers to them. Their names are one in capitals and small letters.
pub(super) struct Notes<'a> {
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
    pub(super) fn new(events: &'a [Placed<'_>]) -> Notes<'a> {
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

    /// The mark of one more reference to a note.
    pub(super) fn refer(&mut self, name: &str, prefix: &str) -> String {
        let number = self.number(name);
        let count = self.references.entry(number).or_insert(0);
        *count += 1;
        let id = note_mark(prefix, number, *count);
        format!("<sup><a href=\"#{prefix}note.{number}\" id=\"{id}\">[{number}]</a></sup>")
    }

    /// Begins a note at the end of what is written.
    pub(super) fn begin(&mut self, out: &[Event<'a>]) {
        self.start = out.len();
    }

    /// Takes a note from what is written.
    pub(super) fn end(&mut self, out: &mut Vec<Event<'a>>) {
        self.texts.push(out.split_off(self.start));
    }

    /// Adds all notes in their order, each with its ways back. Of two that have one name the first counts.
    pub(super) fn section(mut self, look: &Look<'_, '_>, prefix: &str, out: &mut Vec<Event<'a>>) {
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

//! The dialect of Markdown that bodies are written in, as a list of events with their places. Both the parser, which looks
//! for faults, and the renderer, which makes HTML, start from this list, so they cannot disagree.
//!
//! An address of the Web or of mail is a link, as people paste it (`pasted_links`). What Thai office writing means by a list,
//! a paragraph or a heading is one: `mended` and `stars` say what is read in its place.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::base::edits::{Edit, Mended};
use crate::base::mended::lines;
pub(crate) use crate::base::mended::{Jumble, Placed};
use crate::base::pasted_links::{has_address, link, linked};
use crate::base::stars::{JOINER, marks, stars};
use crate::base::underscores::{doubtful, mends};

/// Where a body defines links for others, each with its name: `[name]: here`.
pub(crate) fn definitions(text: &str) -> Vec<(String, Range<usize>)> {
    let parser = Parser::new_ext(text, options());
    parser.reference_definitions().iter().map(|(name, own)| (name.to_owned(), own.span.clone())).collect()
}

/// What is read in the place of a text: found once, and used by all who read it.
#[derive(Clone, Debug, Default)]
pub struct Mends(Arc<[Mended]>);

impl Mends {
    /// The events of the text that they were found in.
    pub(crate) fn events<'a>(&self, text: &'a str) -> Vec<Placed<'a>> {
        self.finished(text, self.0.last().map_or_else(|| written(text), |mended| owned(&mended.text)))
    }

    /// The events with the places of the text itself, and addresses as links.
    fn finished<'a>(&self, text: &'a str, mut events: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
        for mended in self.0.iter().rev() {
            events.iter_mut().for_each(|(_, place)| *place = mended.origin(place));
        }
        with_links(text, events)
    }
}

/// What a text is read as.
#[derive(Default)]
pub(crate) struct Read<'a> {
    pub events: Vec<Placed<'a>>,
    pub mends: Mends,
    /// What in its lines reads otherwise than it looks and cannot be mended.
    pub jumbles: Vec<(Range<usize>, Jumble)>,
}

/// All events of a text: what is meant by what was written, and addresses as links.
pub(crate) fn events(text: &str) -> Vec<Placed<'_>> {
    read(text).events
}

/// The events of a text, with what they are the events of.
pub(crate) fn read(text: &str) -> Read<'_> {
    let mut events = written(text);
    let (edits, jumbles) = lines(text, &events);
    let mut layers: Vec<Mended> = Vec::new();
    layers.extend(Mended::new(text, &edits));
    events = layers.last().map_or(events, |mended| owned(&mended.text));
    // Words of what became a paragraph are mended too.
    let edits = within(layers.last().map_or(text, |mended| &mended.text), &events);
    if let Some(mended) = Mended::new(layers.last().map_or(text, |mended| &mended.text), &edits) {
        events = owned(&mended.text);
        layers.push(mended);
    }
    let mends = Mends(layers.into());
    Read { events: mends.finished(text, events), mends, jumbles }
}

/// The events of a text as it stands.
fn written(text: &str) -> Vec<Placed<'_>> {
    Parser::new_ext(text, options()).into_offset_iter().collect()
}

/// The events of a mended text, without what joined its marks to its words.
fn owned(text: &str) -> Vec<Placed<'static>> {
    let plain = |event: Event<'_>| match event {
        Event::Text(own) if own.contains(JOINER) => Event::Text(own.replace(JOINER, "").into()),
        event => event.into_static(),
    };
    let events = Parser::new_ext(text, options()).into_offset_iter().map(|(event, place)| (plain(event), place));
    events.filter(|(event, _)| !matches!(event, Event::Text(own) if own.is_empty())).collect()
}

/// What to mend in the words of a text: its stars, and braces in a heading that are no anchor.
fn within(text: &str, events: &[Placed<'_>]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut code = false;
    for run in events.chunk_by(|(a, _), (b, _)| is_inline(a) && is_inline(b)) {
        match &run[0] {
            (Event::Start(Tag::CodeBlock(_)), _) => code = true,
            (Event::End(TagEnd::CodeBlock), _) => code = false,
            (Event::Start(Tag::Heading { .. }), place) => {
                let end = braces(&text[place.clone()]).map(|end| place.start + end);
                edits.extend(end.map(|end| (end..end, JOINER.to_string())));
            }
            (first, _) if !code && is_inline(first) => {
                stars(text, run, &mut edits);
                texts(run).into_iter().for_each(|stretch| mends(text, stretch, &mut edits));
            }
            _ => {}
        }
    }
    edits.sort_by_key(|(place, _)| place.start);
    edits
}

/// Where braces at the end of a heading end that hold anything but an anchor, and would not be shown: `{#a b}`.
fn braces(heading: &str) -> Option<usize> {
    let end = heading.rfind('}')?;
    let inside = heading[..end].rsplit_once('{')?.1.trim();
    let is_last = heading[end + 1..].chars().all(|c| c.is_whitespace() || "#=->".contains(c));
    let is_anchor =
        inside.strip_prefix('#').is_some_and(|name| !name.is_empty() && !name.contains(char::is_whitespace));
    (is_last && !is_anchor).then_some(end + 1)
}

/// The events with addresses as links.
fn with_links<'a>(text: &'a str, events: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    if !has_address(text) {
        return events;
    }
    let mut repaired = Vec::with_capacity(events.len());
    let mut run = Vec::new();
    for placed in events {
        if is_inline(&placed.0) {
            run.push(placed);
        } else {
            mend(text, std::mem::take(&mut run), &mut repaired);
            repaired.push(placed);
        }
    }
    mend(text, run, &mut repaired);
    repaired
}

/// Adds a run of text to what comes before it.
fn mend<'a>(text: &'a str, run: Vec<Placed<'a>>, before: &mut Vec<Placed<'a>>) {
    let is_code = matches!(before.last(), Some((Event::Start(Tag::CodeBlock(_)), _)));
    let link = link(text, &run).filter(|_| !is_code);
    let run = link.unwrap_or(run);
    before.append(&mut if is_code { run } else { linked(text, run) });
}

/// The stretches of a text that are words, outside code: what stands side by side is one.
pub(crate) fn texts(events: &[Placed<'_>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut code = false;
    for (event, place) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => match found.last_mut().filter(|last| last.end == place.start) {
                Some(last) => last.end = place.end,
                None => found.push(place.clone()),
            },
            _ => {}
        }
    }
    found
}

/// Where a `**`, a `~~` or a `__` was left as text, among events that `events` gave.
pub(crate) fn unpaired(text: &str, events: &[Placed<'_>]) -> Vec<Range<usize>> {
    texts(events).into_iter().flat_map(|run| signs(text, run.clone()).into_iter().chain(doubtful(text, run))).collect()
}

/// Two stars or more side by side, and two tildes beside a letter, unless they are escaped.
fn signs(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let glued = |at: &Range<usize>| {
        let beside = [text[..at.start].chars().next_back(), text[at.end..].chars().next()];
        text[at.clone()].starts_with('*') || beside.iter().flatten().any(|c| c.is_alphanumeric())
    };
    marks(text, run).filter(|at| at.len() > 1 && glued(at)).collect()
}

/// The words of the heading (or link, or cell) that starts at the head of `events`, without its markup.
pub(crate) fn plain_text(events: &[Placed<'_>]) -> String {
    let mut depth = 0;
    let mut out = String::new();
    for (event, _) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    out
}

/// What is said by a run of text, aside from words of programs.
pub(crate) fn said(run: &[Placed<'_>]) -> String {
    let mut out = String::new();
    for (event, _) in run {
        match event {
            Event::Text(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// The words of a whole text, without its markup.
pub(crate) fn words(text: &str) -> String {
    let mut out = String::new();
    for (event, _) in events(text) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            event if !is_inline(&event) => out.push(' '),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many of `events` belong to the element that they begin with.
pub(crate) fn extent(events: &[Placed<'_>]) -> usize {
    let mut depth = 0;
    for (count, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return count + 1;
        }
    }
    events.len()
}

/// Where a paragraph leads that `events` begin with, if it is nothing but a link of words: the target
/// and the words.
pub(crate) fn lone_link<'e>(events: &'e [Placed<'_>]) -> Option<(&'e str, String)> {
    let [(Event::Start(Tag::Paragraph), _), link @ ..] = events else { return None };
    let Some((Event::Start(Tag::Link { dest_url, .. }), _)) = link.first() else { return None };
    let end = extent(link);
    let alone = matches!(link.get(end), Some((Event::End(TagEnd::Paragraph), _)));
    let picture = link[..end].iter().any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })));
    (alone && !picture).then(|| (&**dest_url, plain_text(link)))
}

fn options() -> Options {
    // No smart punctuation: it spoils quotes beside Thai.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Whether an event belongs to the line of words that it stands in.
pub(crate) fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => {
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
        }
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => true,
        Event::SoftBreak | Event::HardBreak => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::{events, lone_link, options, plain_text, unpaired, with_links, words};

    /// The text with bold runs in square brackets.
    fn bold(text: &str) -> String {
        events(text)
            .iter()
            .map(|(event, _)| match event {
                Event::Start(Tag::Strong) => "[".to_owned(),
                Event::End(TagEnd::Strong) => "]".to_owned(),
                Event::Text(text) | Event::Code(text) => text.to_string(),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn thai_bold_beside_punctuation() {
        let cases = [
            ("**พ.ร.บ.**ข้อมูล", "[พ.ร.บ.]ข้อมูล"),
            ("เพิ่มขึ้น**๕๐%**ของ", "เพิ่มขึ้น[๕๐%]ของ"),
            ("การ**\"ก\"**ข", "การ[\"ก\"]ข"),
            ("**ก.**ข **ค.**ง", "[ก.]ข [ค.]ง"),
            ("**ก.**ข **ค**", "[ก.]ข [ค]"),
            ("a [**ก.**ข](x) **b**", "a [ก.]ข [b]"),
            ("ปกติ **ก** และ **ข**", "ปกติ [ก] และ [ข]"),
            ("เพิ่มขึ้น**๕๐%**ของ ***คงที่***", "เพิ่มขึ้น[๕๐%]ของ [คงที่]"),
            ("***คงที่*** เพิ่มขึ้น**๕๐%**ของ", "[คงที่] เพิ่มขึ้น[๕๐%]ของ"),
            ("เพิ่มขึ้น**๕๐%**ของ *** ก", "เพิ่มขึ้น[๕๐%]ของ *** ก"),
            ("เพิ่มขึ้น**๕๐%**ของ และ**คงที่**ใน", "เพิ่มขึ้น[๕๐%]ของ และ[คงที่]ใน"),
        ];
        for (text, expected) in cases {
            assert_eq!(bold(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_paired_is_left_and_reported() {
        for text in ["**ก.ข", "ก\\*\\*ข**", "**ก [ข.**ค](x)"] {
            let list = events(text);
            assert_eq!(unpaired(text, &list).len(), if text.contains('[') { 2 } else { 1 }, "{text}");
        }
        let code = events("`**` ก");
        assert_eq!(unpaired("`**` ก", &code).len(), 0);
    }

    #[test]
    fn braces_of_a_heading_are_an_anchor_or_shown() {
        for (text, expected) in [
            ("## ก {#a}", ("ก", Some("a"))),
            ("## ก {#a} ##", ("ก {#a}", None)),
            ("## ก {#a b}", ("ก {#a b}", None)),
            ("## ก {#a #b}", ("ก {#a #b}", None)),
            ("## ก {ข}", ("ก {ข}", None)),
            ("## ก {#}", ("ก {#}", None)),
            ("ก {ข}\n---", ("ก {ข}", None)),
        ] {
            let list = events(text);
            let Event::Start(Tag::Heading { id, .. }) = &list[0].0 else { panic!("{text}") };
            assert_eq!((plain_text(&list).as_str(), id.as_deref()), expected, "{text}");
        }
    }

    #[test]
    fn an_address_that_stands_alone_is_a_link() {
        let url = "https://www.youtube.com/watch?v=a_b_c&t=1";
        assert!(
            events(&format!("- {url}\n- ก\n")).iter().any(|(event, _)| matches!(event, Event::Start(Tag::Link { .. })))
        );
        for text in [url.to_owned(), format!("  {url}  \n"), format!("ก\n\n{url}\n\nข"), format!("> {url}\n")] {
            let list = events(&text);
            let found: Vec<_> = (0..list.len()).filter_map(|at| lone_link(&list[at..])).collect();
            assert_eq!(found, [(url, url.to_owned())], "{text}");
            let place = list.iter().find(|(event, _)| matches!(event, Event::Start(Tag::Link { .. }))).unwrap();
            assert_eq!(&text[place.1.clone()], url);
        }
        for text in [format!("`{url}`"), format!("    {url}"), format!("```\n{url}\n```"), "https://".to_owned()] {
            assert!(events(&text).iter().all(|(event, _)| !matches!(event, Event::Start(Tag::Link { .. }))), "{text}");
        }
        assert_eq!(words("**ก.**ข [ค](x)\n\n- ง\n- จ\n"), "ก.ข ค ง จ");
    }

    #[test]
    fn what_is_mended_keeps_its_places() {
        let text = "\tดู[ก](ข.md)**พ.ร.บ.**ค\n\n๑. [ง](จ.md)\n๒. ฉ";
        let list = events(text);
        let places = list.iter().filter(|(event, _)| matches!(event, Event::Start(Tag::Link { .. } | Tag::Strong)));
        let written: Vec<&str> = places.map(|(_, place)| &text[place.clone()]).collect();
        assert_eq!(written, ["[ก](ข.md)", "**พ.ร.บ.**", "[ง](จ.md)"]);
        assert_eq!(words(text), "ดูกพ.ร.บ.ค ๑. ง ๒. ฉ");
    }

    /// The examples of CommonMark 0.31.2 and those of tables of GitHub's dialect, under CC-BY-SA 4.0.
    #[test]
    fn where_nothing_is_mended_markdown_is_as_specified() {
        let examples: Vec<&str> = include_str!("../../tests/markdown/commonmark.txt").split("␞\n").collect();
        let plain = |text| with_links(text, Parser::new_ext(text, options()).into_offset_iter().collect());
        let other: Vec<&&str> = examples.iter().filter(|text| events(text) != plain(text)).collect();
        assert_eq!((examples.len(), other), (652 + 8, vec![&"5*6*78\n"]), "a product is one");
    }
}

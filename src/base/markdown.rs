//! The dialect of Markdown that bodies are written in, as a list of events with their places. Both the parser, which looks
//! for faults, and the renderer, which makes HTML, start from this list, so they cannot disagree.
//!
//! An address of the Web or of mail is a link, as people paste it (`pasted_links`).
//!
//! CommonMark decides whether `**` opens or closes by the spaces and punctuation around it. Thai has no spaces between
//! words, so `**พ.ร.บ.**ข้อมูล` stays unbold. Such a run of text is paired again by order here.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::base::pasted_links::{has_address, link, linked};
use crate::base::thai::{is_thai, slug};

/// An event and the bytes of the body that it comes from.
pub(crate) type Placed<'a> = (Event<'a>, Range<usize>);

/// Where a body defines links for others: `[name]: here`.
pub(crate) fn definitions(text: &str) -> Vec<Range<usize>> {
    let parser = Parser::new_ext(text, options());
    parser.reference_definitions().iter().map(|(_, own)| own.span.clone()).collect()
}

/// All events of a body, with the bold of Thai text repaired, and addresses as links.
pub(crate) fn events(text: &str) -> Vec<Placed<'_>> {
    let events: Vec<Placed> = Parser::new_ext(text, options()).into_offset_iter().collect();
    if !text.contains("**") && !has_address(text) {
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
    let mended = link.unwrap_or_else(|| repair_bold(text, run));
    before.append(&mut if is_code { mended } else { linked(text, mended) });
}

/// Where a `**` was left as text, among events that `events` gave.
pub(crate) fn unpaired_bold(text: &str, events: &[Placed<'_>]) -> Vec<Range<usize>> {
    texts(events).into_iter().flat_map(|run| stars(text, run)).collect()
}

/// Where words stand that are no code. They come in several events, as stars do in events of their own, and are one here.
pub(crate) fn texts(events: &[Placed<'_>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut in_code = false;
    for (event, place) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => match found.last_mut().filter(|last| last.end == place.start) {
                Some(last) => last.end = place.end,
                None => found.push(place.clone()),
            },
            _ => {}
        }
    }
    found
}

/// Two stars or more side by side, unless they are escaped.
fn stars(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = run.start;
    while let Some(first) = text[at..run.end].find("**").map(|found| at + found) {
        let length = text[first..run.end].bytes().take_while(|&byte| byte == b'*').count();
        if !text[..first].ends_with('\\') {
            found.push(first..first + length);
        }
        at = first + length;
    }
    found
}

/// Names for the headings of one page: from an own name or from the text, never the same twice. With each name, the number
/// that was last given to one of its like.
pub(crate) struct Anchors(HashMap<String, usize>);

impl Default for Anchors {
    /// `main` is the place that every page's skip link leads to.
    fn default() -> Anchors {
        Anchors(HashMap::from([("main".to_owned(), 1)]))
    }
}

impl Anchors {
    pub(crate) fn name(&mut self, own: Option<&str>, heading: &str) -> String {
        let base = own.map(slug).unwrap_or_else(|| slug(heading));
        let base = if base.is_empty() { "section".to_owned() } else { base };
        let mut name = base.clone();
        let mut count = self.0.get(&base).copied().unwrap_or(0);
        if count > 0 {
            while self.0.contains_key(&name) {
                count += 1;
                name = format!("{base}-{count}");
            }
            self.0.insert(name.clone(), 1);
        }
        self.0.insert(base, count.max(1));
        name
    }
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

/// A part of a run: a `**`, whether it became bold or was left as text, or anything else.
enum Part<'a> {
    Mark { at: Range<usize>, container: usize },
    Other(Placed<'a>),
}

/// Pairs the `**` of one block by order, if one of them was left as text beside a Thai letter and all pairs nest well.
fn repair_bold<'a>(text: &str, run: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    let beside_thai = |at: Range<usize>| {
        text[..at.start].chars().next_back().is_some_and(is_thai) || text[at.end..].chars().next().is_some_and(is_thai)
    };
    let leftover = (0..run.len()).filter_map(|at| leftover_mark(text, &run[at..]));
    let broken = leftover.chain(bold_in_bold(&run)).any(beside_thai);
    if !broken {
        return run;
    }
    let parts = split_marks(text, &run);
    let marks: Vec<(Range<usize>, usize)> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Mark { at, container } => Some((at.clone(), *container)),
            Part::Other(_) => None,
        })
        .collect();
    let nested = marks.chunks(2).all(|pair| matches!(pair, [open, close] if open.1 == close.1));
    if !nested {
        return run;
    }
    let mut seen = 0;
    parts
        .into_iter()
        .map(|part| match part {
            Part::Other(placed) => placed,
            Part::Mark { .. } => {
                let pair = seen / 2 * 2;
                let extent = marks[pair].0.start..marks[pair + 1].0.end;
                seen += 1;
                let event = if seen % 2 == 1 { Event::Start(Tag::Strong) } else { Event::End(TagEnd::Strong) };
                (event, extent)
            }
        })
        .collect()
}

/// The stars that open a bold inside a bold: nobody means it, but CommonMark pairs `ก**ข%**ค **ง**` that way.
fn bold_in_bold<'r>(run: &'r [Placed<'_>]) -> impl Iterator<Item = Range<usize>> + 'r {
    let mut depth = 0;
    run.iter().filter_map(move |(event, place)| {
        match event {
            Event::Start(Tag::Strong) => depth += 1,
            Event::End(TagEnd::Strong) => depth -= 1,
            _ => return None,
        }
        (depth > 1).then_some(place.start..place.start + 2)
    })
}

/// Takes a run apart at every `**`. `container` numbers the innermost link, image or emphasis around a mark.
fn split_marks<'a>(text: &str, run: &[Placed<'a>]) -> Vec<Part<'a>> {
    let mut parts = Vec::with_capacity(run.len());
    let mut containers = vec![0];
    let mut at = 0;
    while at < run.len() {
        let container = containers.last().copied().unwrap_or(0);
        let (event, place) = &run[at];
        let starred = text[place.start..].starts_with("**");
        if let Some(place) = leftover_mark(text, &run[at..]) {
            parts.push(Part::Mark { at: place, container });
            at += 2;
            continue;
        }
        match event {
            Event::Start(Tag::Strong) if starred => {
                parts.push(Part::Mark { at: place.start..place.start + 2, container });
            }
            Event::End(TagEnd::Strong) if starred => {
                parts.push(Part::Mark { at: place.end - 2..place.end, container });
            }
            _ => {
                match event {
                    Event::Start(_) => containers.push(at + 1),
                    Event::End(_) => drop(containers.pop()),
                    _ => {}
                }
                parts.push(Part::Other(run[at].clone()));
            }
        }
        at += 1;
    }
    parts
}

/// The place of a `**` left as text at the head of `events`: two lone stars side by side, not escaped.
fn leftover_mark(text: &str, events: &[Placed]) -> Option<Range<usize>> {
    let [(Event::Text(first), a), (Event::Text(second), b), ..] = events else { return None };
    let stars = &**first == "*" && &**second == "*" && a.len() == 1 && b.len() == 1 && a.end == b.start;
    let escaped = text[..a.start].ends_with(['\\', '*']) || text[b.end..].starts_with('*');
    (stars && !escaped).then_some(a.start..b.end)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Tag, TagEnd};

    use super::{Anchors, events, lone_link, unpaired_bold, words};

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
            assert_eq!(unpaired_bold(text, &list).len(), if text.contains('[') { 2 } else { 1 }, "{text}");
        }
        let code = events("`**` ก");
        assert_eq!(unpaired_bold("`**` ก", &code).len(), 0);
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
    fn anchors_are_unique() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.name(None, "ผล การประเมิน"), "ผล-การประเมิน");
        assert_eq!(anchors.name(None, "ผล การประเมิน"), "ผล-การประเมิน-2");
        assert_eq!(anchors.name(Some("Own"), "x"), "own");
        assert_eq!(anchors.name(None, "!!"), "section");
    }
}

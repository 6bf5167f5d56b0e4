//! Addresses of the Web that people paste, without anything that makes them a link.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// A run of text that is nothing but an address, as a link to it.
pub(super) fn link<'a>(text: &'a str, run: &[(Event<'a>, Range<usize>)]) -> Option<Vec<(Event<'a>, Range<usize>)>> {
    let start = run.iter().map(|(_, place)| place.start).min()?;
    let end = run.iter().map(|(_, place)| place.end).max()?;
    let own = text.get(start..end)?;
    let words = own.trim();
    let rest = words.strip_prefix("https://").or_else(|| words.strip_prefix("http://"))?;
    if rest.is_empty() || rest.contains(|c: char| c.is_whitespace() || "<>[]`\"|\\".contains(c)) {
        return None;
    }
    let start = start + own.len() - own.trim_start().len();
    let at = start..start + words.len();
    let link = Tag::Link { link_type: LinkType::Autolink, dest_url: words.into(), title: "".into(), id: "".into() };
    let events = [Event::Start(link), Event::Text(words.into()), Event::End(TagEnd::Link)];
    Some(events.map(|event| (event, at.clone())).into())
}

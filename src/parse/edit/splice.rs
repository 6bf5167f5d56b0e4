//! The one stretch of a text that a change replaces, and with what.

use std::ops::Range;

use crate::parse::edit::change::Change;
use crate::parse::edit::extents::Extents;
use crate::parse::edit::value::{Step, Value};
use crate::parse::skeleton::value::line;
use crate::parse::tree::{Entry, Node, NodeKind};

pub(super) struct Splice {
    pub at: Range<usize>,
    pub text: String,
}

impl Splice {
    pub(super) fn made(&self, text: &str) -> String {
        format!("{}{}{}", &text[..self.at.start], self.text, &text[self.at.end..])
    }
}

/// So long may an entry of a list be on one line.
const SHORT: usize = 72;

/// Ways to make a change, the best first.
pub(super) fn candidates(text: &str, root: &Node, change: &Change) -> Vec<Splice> {
    let place = Extents(text);
    let made = match change {
        Change::Append(way, entry) => append(place, root, way, entry),
        Change::Set(way, value) => set(place, root, way, value),
        Change::Translate(way, en) => translate(place, root, way, en),
        Change::Rename(way, name) => rename(root, way, name),
    };
    made.unwrap_or_default()
}

/// What stands at the end of a way, or how far it goes.
struct Spot<'n, 'w> {
    node: &'n Node,
    /// The key that has it; none for the document, and for a value of a list.
    entry: Option<&'n Entry>,
    /// What of the way is not there.
    rest: &'w [Step],
}

fn spot<'n, 'w>(root: &'n Node, way: &'w [Step]) -> Option<Spot<'n, 'w>> {
    let mut spot = Spot { node: root, entry: None, rest: way };
    while let Some((step, rest)) = spot.rest.split_first() {
        match (&spot.node.kind, step) {
            (NodeKind::Map(entries), Step::Key(key)) => {
                let Some(entry) = entries.iter().find(|entry| entry.key.value == *key) else { break };
                spot = Spot { node: &entry.value, entry: Some(entry), rest };
            }
            (NodeKind::List(values), Step::At(at)) => spot = Spot { node: values.get(*at)?, entry: None, rest },
            (NodeKind::Null, Step::Key(_)) => break,
            _ => return None,
        }
    }
    Some(spot)
}

/// A value within maps of the keys that are missing.
fn nested(rest: &[Step], value: &Value) -> Option<Value> {
    rest.iter().rev().try_fold(value.clone(), |value, step| match step {
        Step::Key(key) => Some(Value::Map(vec![(key.clone(), value)])),
        Step::At(_) => None,
    })
}

fn append(place: Extents<'_>, root: &Node, way: &[Step], entry: &Value) -> Option<Vec<Splice>> {
    let spot = spot(root, way)?;
    let begun = Value::List(vec![entry.clone()]);
    match (&spot.node.kind, spot.rest) {
        (NodeKind::List(values), []) => match (values.first(), values.last()) {
            (Some(first), Some(last)) => Some(vec![last_of(place, first, last, entry)?]),
            _ => Some(vec![fill(place, root, spot.entry?, &begun)?]),
        },
        (NodeKind::Map(_), [Step::Key(key), rest @ ..]) => add_key(place, root, spot.node, key, &nested(rest, &begun)?),
        (NodeKind::Null, rest) => Some(vec![fill(place, root, spot.entry?, &nested(rest, &begun)?)?]),
        _ => None,
    }
}

/// An entry after the last of a list.
fn last_of(place: Extents<'_>, first: &Node, last: &Node, entry: &Value) -> Option<Splice> {
    let (open, end) = (place.open(first)?, place.range(last)?.end);
    if place.0[open..].starts_with('[') {
        return in_brackets(place, place.range(last)?.start, end, &entry.flow());
    }
    let column = place.column(open);
    // As those before it are written: spaces after the dash, brackets or lines.
    let start = place.range(first)?.start;
    let gap = if place.line_start(start) == place.line_start(open) { start - open - 1 } else { 1 };
    let brackets = place.is_flow(last).unwrap_or(true);
    Some(new_lines(place, place.below(end, column), column, |indent, end| {
        dashed(entry, indent, &" ".repeat(gap.max(1)), brackets, end)
    }))
}

/// Something after the last value of a list or map in brackets, on a line of its own if that has one.
fn in_brackets(place: Extents<'_>, start: usize, end: usize, new: &str) -> Option<Splice> {
    let text = place.0;
    if !place.begins_line(start) {
        return Some(Splice { at: end..end, text: format!(", {new}") });
    }
    let (indent, line) = (&text[place.line_start(start)..start], place.line_end(end));
    let rest = text[end..line].trim_end_matches(['\r', '\n']);
    let eol = place.line_break(end);
    let closes = |c: char| rest.trim_start().trim_start_matches(',').trim_start().starts_with(c);
    if closes(']') || closes('}') {
        return Some(Splice { at: end..end, text: format!(",{eol}{indent}{new}") });
    }
    let comma = rest.trim_start().starts_with(',');
    let (before, after) = if comma { ("", ",") } else { (",", "") };
    Some(Splice { at: end..line, text: format!("{before}{rest}{eol}{indent}{new}{after}{eol}") })
}

/// A value for a key that has none, or an empty list.
fn fill(place: Extents<'_>, root: &Node, entry: &Entry, value: &Value) -> Option<Splice> {
    let colon = place.colon(entry)?;
    let end = place.range(&entry.value).map_or(colon, |range| range.end);
    let line = place.line_end(end);
    let rest = &place.0[end..line];
    let bare = rest.trim_end_matches(['\r', '\n']);
    let key = entry.key.span.start as usize;
    let blocks = is_block(place, root, entry) && matches!(value, Value::List(_));
    if !blocks || place.0[colon..end].contains('\n') {
        return Some(Splice { at: colon..end, text: format!(" {}", value.flow()) });
    }
    let eol = place.line_break(key);
    let lines = below_key(value, place.column(key), eol);
    let lines = if rest == bare { lines.trim_end() } else { &lines };
    Some(Splice { at: colon..line, text: format!("{bare}{eol}{lines}") })
}

/// Whether a key stands in a block, where its value may have lines of its own.
fn is_block(place: Extents<'_>, node: &Node, entry: &Entry) -> bool {
    let inside = |node: &Node| is_block(place, node, entry);
    match &node.kind {
        NodeKind::Map(entries) if entries.iter().any(|own| own.key.span == entry.key.span) => {
            place.is_flow(node) == Some(false)
        }
        NodeKind::Map(entries) => entries.iter().any(|own| inside(&own.value)),
        NodeKind::List(values) => values.iter().any(inside),
        NodeKind::Null | NodeKind::Scalar(_) => false,
    }
}

/// A key that a map does not have.
fn add_key(place: Extents<'_>, root: &Node, map: &Node, key: &str, value: &Value) -> Option<Vec<Splice>> {
    let NodeKind::Map(entries) = &map.kind else { return None };
    let one = format!("{}: {}", line(key), value.flow());
    let Some((first, last)) = entries.first().zip(entries.last()) else {
        let range = place.range(map)?;
        return Some(vec![Splice { at: range.start + 1..range.start + 1, text: one }]);
    };
    let end = place.entry_end(last)?;
    if place.is_flow(map)? {
        return Some(vec![in_brackets(place, last.key.span.start as usize, end, &one)?]);
    }
    let column = place.column(first.key.span.start as usize);
    let begins = |at: usize| {
        new_lines(place, at, column, |indent, eol| match value {
            Value::List(_) => format!("{indent}{}:{eol}{}", line(key), below_key(value, column, eol)),
            _ => format!("{indent}{one}{eol}"),
        })
    };
    let example = Some(root).filter(|root| root.span == map.span).and_then(|_| example(place, key));
    Some(example.into_iter().chain([place.below(end, column)]).map(begins).collect())
}

/// The end of the comment that shows how a key would be written, as drafts have it.
fn example(place: Extents<'_>, key: &str) -> Option<usize> {
    let (mut at, mut found) = (0, None);
    while at < place.0.len() {
        let end = place.line_end(at);
        let words = place.0[at..end].strip_prefix('#').map(|words| words.strip_prefix(' ').unwrap_or(words));
        let shows = |words: &str| words.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
        match (found, words) {
            (None, Some(words)) if shows(words) => found = Some(end),
            (Some(_), Some(words)) if words.starts_with(' ') => found = Some(end),
            (Some(_), _) => break,
            (None, _) => {}
        }
        at = end;
    }
    found
}

fn set(place: Extents<'_>, root: &Node, way: &[Step], value: &Value) -> Option<Vec<Splice>> {
    let spot = spot(root, way)?;
    let one = |splice| Some(vec![splice]);
    match (&spot.node.kind, spot.rest) {
        (NodeKind::Map(_), [Step::Key(key), rest @ ..]) => add_key(place, root, spot.node, key, &nested(rest, value)?),
        (NodeKind::Null, rest) => match spot.entry {
            Some(entry) => one(fill(place, root, entry, &nested(rest, value)?)?),
            None => one(Splice { at: place.range(spot.node)?, text: nested(rest, value)?.flow() }),
        },
        (NodeKind::Scalar(_), []) => {
            let at = place.range(spot.node)?;
            let text = quoted_as(&place.0[at.clone()], value);
            one(Splice { at, text })
        }
        (NodeKind::List(_) | NodeKind::Map(_), []) => {
            let at = place.range(spot.node)?;
            if place.is_flow(spot.node)? {
                return one(Splice { at, text: value.flow() });
            }
            let at = place.colon(spot.entry?)?..at.end;
            one(Splice { at, text: format!(" {}", value.flow()) })
        }
        _ => None,
    }
}

/// A value in the quotes of the one before it.
fn quoted_as(old: &str, value: &Value) -> String {
    match (value, old.chars().next()) {
        (Value::Text(text), Some('"')) => serde_json::Value::from(text.as_str()).to_string(),
        (Value::Text(text), Some('\'')) if !text.contains(|c: char| c.is_control()) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        _ => value.flow(),
    }
}

fn translate(place: Extents<'_>, root: &Node, way: &[Step], en: &str) -> Option<Vec<Splice>> {
    let spot = spot(root, way)?;
    let text = match &spot.node.kind {
        NodeKind::Map(_) => {
            let way: Vec<Step> = way.iter().cloned().chain(["en".into()]).collect();
            return set(place, root, &way, &Value::text(en));
        }
        NodeKind::Scalar(text) => text,
        _ => return None,
    };
    let at = place.range(spot.node)?;
    let (old, en) = (&place.0[at.clone()], Value::text(en).flow());
    if let Some(entry) = spot.entry.filter(|_| old.starts_with(['|', '>'])) {
        return Some(vec![block_beside(place, entry, at.end, &en)?]);
    }
    let both = |th: &str| Splice { at: at.clone(), text: format!("{{th: {th}, en: {en}}}") };
    Some(vec![both(old), both(&line(text))])
}

/// A text of several lines, moved in below `th`, with its English after it.
fn block_beside(place: Extents<'_>, entry: &Entry, end: usize, en: &str) -> Option<Splice> {
    let (colon, key) = (place.colon(entry)?, entry.key.span.start as usize);
    let (eol, indent) = (place.line_break(key), " ".repeat(place.column(key) + 2));
    let head = place.line_end(colon);
    let lines = place.0[head..end].split_inclusive('\n');
    let moved: String =
        lines.map(|line| if line.trim().is_empty() { line.to_owned() } else { format!("  {line}") }).collect();
    let th = place.0[colon..head].trim();
    Some(Splice { at: colon..end, text: format!("{eol}{indent}th: {th}{eol}{moved}{eol}{indent}en: {en}") })
}

fn rename(root: &Node, way: &[Step], name: &str) -> Option<Vec<Splice>> {
    let entry = spot(root, way).filter(|spot| spot.rest.is_empty())?.entry?;
    Some(vec![Splice { at: entry.key.span.bytes(), text: line(name) }])
}

/// Lines that begin where a line begins.
fn new_lines(place: Extents<'_>, at: usize, column: usize, lines: impl Fn(&str, &str) -> String) -> Splice {
    let ended = at == 0 || place.0[..at].ends_with('\n');
    let eol = place.line_break(place.line_start(at.saturating_sub(1)));
    let lines = lines(&" ".repeat(column), eol);
    // Where the last line of a file has no end, the new one has none either.
    let text = if ended { lines } else { format!("{eol}{}", lines.trim_end_matches(['\r', '\n'])) };
    Splice { at: at..at, text }
}

/// A list below its key, which stands in this column.
fn below_key(value: &Value, column: usize, eol: &str) -> String {
    let Value::List(values) = value else { return String::new() };
    let indent = " ".repeat(column + 2);
    let own = |value: &Value| dashed(value, &indent, " ", value.flow().chars().count() <= SHORT, eol);
    values.iter().map(own).collect()
}

/// An entry of a list, in brackets or with a line for each key.
fn dashed(value: &Value, indent: &str, gap: &str, brackets: bool, eol: &str) -> String {
    match value {
        Value::Map(entries) if !brackets && !entries.is_empty() => {
            let inner = format!("{indent} {gap}");
            let lines = entries.iter().map(|(key, value)| format!("{}: {}", line(key), value.flow()));
            let lines: Vec<String> = lines.collect();
            format!("{indent}-{gap}{}{eol}", lines.join(&format!("{eol}{inner}")))
        }
        other => format!("{indent}-{gap}{}{eol}", other.flow()),
    }
}

//! XML as a stream of what matters here: elements by their local names, text with its references resolved, and what stands
//! beside the text. Nothing is kept, and nesting costs nothing.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::base::document::Fault;
use crate::io::inspect::limits;

/// One step through a part.
pub(super) enum Step<'a> {
    Open(&'a str, &'a BytesStart<'a>),
    Close(&'a str),
    Text(&'a str),
    /// A comment, an instruction or a declaration.
    Aside(&'a str),
    /// A reference to something that the file declares itself.
    Reference,
}

/// Longer texts are not put together with their neighbours.
const LONG: usize = 4096;

/// Walks through a part from its first element to its last. A text is one step, however many references part it: some
/// programs write every Thai letter as one.
///
/// # Errors
/// If it is no sound XML, or too large.
pub(super) fn walk(part: impl BufRead, mut step: impl FnMut(Step<'_>)) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(part);
    let (mut buffer, mut words) = (Vec::new(), String::new());
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|error| fault(&error))?;
        match &event {
            Event::Text(text) if is_joined(text) => {
                words.push_str(&text.xml10_content());
                buffer.clear();
                continue;
            }
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref().ok().flatten();
                match c.or_else(|| named(reference)) {
                    Some(c) => words.push(c),
                    None => step(Step::Reference),
                }
                buffer.clear();
                continue;
            }
            _ if words.is_empty() => {}
            _ => {
                step(Step::Text(&words));
                words.clear();
            }
        }
        match &event {
            Event::Start(start) => step(Step::Open(start.local_name().as_ref(), start)),
            Event::Empty(start) => {
                let name = start.local_name();
                step(Step::Open(name.as_ref(), start));
                step(Step::Close(name.as_ref()));
            }
            Event::End(end) => step(Step::Close(end.local_name().as_ref())),
            Event::Text(text) => step(Step::Text(&text.xml10_content())),
            Event::CData(text) => step(Step::Text(&text.xml10_content())),
            Event::Comment(text) | Event::DocType(text) => step(Step::Aside(text)),
            Event::PI(text) => step(Step::Aside(text)),
            Event::Eof => return Ok(()),
            Event::Decl(_) | Event::GeneralRef(_) => {}
        }
        buffer.clear();
    }
}

/// Whether a piece of a text may be one with the next: not where it only ends a line between elements.
fn is_joined(piece: &str) -> bool {
    piece.len() <= LONG && !(piece.contains('\n') && piece.trim().is_empty())
}

/// The characters that need no declaration, and the one that pages of the Web use everywhere.
fn named(reference: &str) -> Option<char> {
    Some(match reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        _ => return None,
    })
}

/// The attributes of an element: local names, and values with their references resolved.
pub(super) fn attributes<'a>(start: &'a BytesStart<'_>) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
    let mut own = start.attributes();
    own.with_checks(false);
    own.filter_map(Result::ok).map(|attribute| {
        let name = attribute.key.local_name().into_inner();
        match unescape(&attribute.value) {
            Ok(Cow::Owned(value)) => (name, Cow::Owned(value)),
            // As it is written, or nobody knows better.
            Ok(Cow::Borrowed(_)) | Err(_) => (name, attribute.value),
        }
    })
}

/// Whether the values of all attributes have only references that every document may have.
pub(super) fn is_resolved(start: &BytesStart<'_>) -> bool {
    let mut own = start.attributes();
    own.with_checks(false).filter_map(Result::ok).all(|own| unescape(&own.value).is_ok())
}

/// The value of an attribute by its local name.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    attributes(start).find(|(own, _)| *own == name).map(|(_, value)| value.into_owned())
}

/// Whether bytes begin as XML does, in UTF-8 or UTF-16.
pub(super) fn begins(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let seen = |byte: &&u8| !byte.is_ascii_whitespace() && !matches!(byte, 0 | 0xFE | 0xFF);
    head.iter().take(200).find(seen) == Some(&b'<')
}

/// Whether bytes that begin as XML are UTF-8, by the mark or the declaration at their beginning.
pub(super) fn is_plain(head: &[u8]) -> bool {
    let declaration = String::from_utf8_lossy(&head[..head.len().min(200)]).to_lowercase();
    let declaration = declaration.split("?>").next().unwrap_or_default();
    let other = declaration.starts_with("<?xml") && declaration.contains("encoding");
    !head.contains(&0) && (!other || declaration.contains("utf-8"))
}

fn fault(error: &quick_xml::Error) -> Fault {
    match error {
        quick_xml::Error::Io(error) => limits::fault(error),
        _ => Fault::Broken,
    }
}

//! A part of an office document as a stream of what matters here: elements by their local names, and text with its
//! references resolved. Nothing is kept, and nesting costs nothing.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::base::document::Fault;
use crate::io::inspect::archive;

/// One step through a part.
pub(super) enum Step<'a> {
    Open(&'a str, &'a BytesStart<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// Walks through a part from its first element to its last.
///
/// # Errors
/// If it is no sound XML, or too large.
pub(super) fn walk(part: impl BufRead, mut step: impl FnMut(Step<'_>)) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|error| fault(&error))?;
        match &event {
            Event::Start(start) => step(Step::Open(&local(start), start)),
            Event::Empty(start) => {
                let name = local(start);
                step(Step::Open(&name, start));
                step(Step::Close(&name));
            }
            Event::End(end) => step(Step::Close(end.local_name().as_ref())),
            Event::Text(text) => step(Step::Text(&text.xml10_content())),
            Event::CData(text) => step(Step::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref().ok().flatten();
                let named = || match &**reference {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                };
                if let Some(c) = c.or_else(named) {
                    step(Step::Text(c.encode_utf8(&mut [0; 4])));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// The value of an attribute by its local name.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let own = start.attributes().filter_map(Result::ok);
    let mut own = own.filter(|attribute| attribute.key.local_name().as_ref() == name);
    let value = own.next()?;
    let text = value.value.into_owned();
    Some(quick_xml::escape::unescape(&text).map(|text| text.into_owned()).unwrap_or(text))
}

fn local(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

fn fault(error: &quick_xml::Error) -> Fault {
    match error {
        quick_xml::Error::Io(error) => archive::fault(error),
        _ => Fault::Broken,
    }
}

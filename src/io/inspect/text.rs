//! Plain text: tables with commas, notes, data, web pages. Read in whatever encoding they are, so that nothing hides in one,
//! and once more without what parts a number for the computer only: marks, folded lines, packed bytes.

use data_encoding::BASE64_NOPAD;

use crate::base::document::{Fault, FileKind, Inspected, Layer, Location, Part, Planted};
use crate::base::personal::Hit;
use crate::base::table::{Cell, Table};
use crate::base::thai::is_thai;
use crate::io::inspect::decode::decode;
use crate::io::inspect::found::Found;
use crate::io::inspect::limits::Budget;
use crate::io::inspect::said::{self, Version};
use crate::io::inspect::{drawing, rich, xml};

/// Shorter runs of letters are words and hashes, not files.
const SHORTEST: usize = 200;

/// The delimiter of a table is told by so many of its first lines.
const FIRST: usize = 20;

pub(super) fn inspect(bytes: &[u8], kind: FileKind, ending: &str, budget: &mut Budget) -> Result<Inspected, Fault> {
    let (text, encoding) = decode(bytes);
    let mut found = Found::new();
    found.inspected.layer = if text.contains(is_thai) { Layer::Thai } else { Layer::Foreign };
    found.inspected.encoding = Some(encoding);
    if ending == "csv" && kind == FileKind::Text {
        found.inspected.numbers = rows(&text)?;
        return Ok(found.end());
    }
    found.text(&text, |line| Location::Line(line + 1));
    let more = |_| Location::Part(Part::Markup);
    if xml::begins(bytes) {
        marks(&text, &mut found);
    } else if text.contains('<') {
        found.text(&without_marks(&text), more);
    }
    if text.trim_start().starts_with("{\\rtf") {
        found.text(&rich::text(bytes), more);
    }
    // Calendars and cards of addresses fold long lines.
    if text.trim_start().starts_with("BEGIN:") {
        found.text(&text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", ""), more);
    }
    for (at, bytes) in packed(&text).into_iter().enumerate() {
        found.packed(&format!("base64 {}", at + 1), bytes, budget);
    }
    let active = match kind {
        FileKind::Drawing => drawing::active(&text),
        _ if xml::begins(bytes) => drawing::active_data(&text),
        _ => None,
    };
    found.inspected.active = found.inspected.active.take().or(active);
    Ok(found.end())
}

/// A text with marks, as it is read without them.
fn marks(text: &str, found: &mut Found) {
    let place = |_| Location::Part(Part::Markup);
    for version in [Version::Now, Version::Before] {
        // Pages of the Web are no sound XML, and programs read them all the same.
        let Ok(said) = said::read(text.as_bytes(), version) else {
            return found.text(&without_marks(text), place);
        };
        found.text(&said.shown, place);
        said.aside.iter().for_each(|(_, words)| found.text(words, place));
        if said.shown.contains('<') {
            found.text(&without_marks(&said.shown), place);
        }
        found.inspected.active = found.inspected.active.take().or(said.active);
        if said.unresolved {
            found.unread("<!ENTITY>");
        }
        if !said.deleted {
            break;
        }
    }
}

/// A text without what stands between angle brackets: marks of a format go, cells are parted, and what ends a line ends it.
pub(super) fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, mark)) = rest.split_once('<') {
        out.push_str(before);
        let Some((mark, after)) = mark.split_once('>') else { break };
        let name = mark.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        match &*name.to_ascii_lowercase() {
            "td" | "th" if mark.starts_with('/') => out.push('\t'),
            "p" | "div" | "br" | "tr" | "li" | "h1" | "h2" | "h3" | "h4" | "title" | "table" | "option" => {
                out.push('\n')
            }
            _ => {}
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The files that stand in a text as letters: pictures of a drawing, attachments of a calendar.
fn packed(text: &str) -> Vec<Vec<u8>> {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let (bytes, mut found, mut at) = (text.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        let mut run = Vec::new();
        while at < bytes.len() {
            let own = bytes[at..].iter().take_while(|byte| letter(byte)).count();
            run.extend_from_slice(&bytes[at..at + own]);
            at += own;
            // A line ends, and the next may begin with spaces.
            let blank = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let folds = own > 0 && bytes[at..at + blank].contains(&b'\n');
            if !folds {
                break;
            }
            at += blank;
        }
        at += 1;
        if run.len() >= SHORTEST {
            // Four letters are three bytes; what is over belongs to no byte.
            run.truncate(run.len() - usize::from(run.len() % 4 == 1));
            found.extend(BASE64_NOPAD.decode(&run).ok());
        }
    }
    found
}

fn rows(text: &str) -> Result<Vec<Planted>, Fault> {
    let common = [b',', b';', b'\t', b'|'];
    let parted =
        |delimiter: &u8| text.lines().take(FIRST).flat_map(str::bytes).filter(|byte| byte == delimiter).count();
    let delimiter = common.into_iter().rev().max_by_key(parted).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(delimiter);
    let mut table = Table::default();
    for (at, record) in reader.from_reader(text.as_bytes()).records().enumerate() {
        let record = record.map_err(|_| Fault::Broken)?;
        let line = record.position().map_or(at + 1, |position| usize::try_from(position.line()).unwrap_or(at + 1));
        let cells: Vec<Cell> = record.iter().map(str::to_owned).enumerate().collect();
        table.row(line, &cells);
    }
    let hits = table.hits().into_iter();
    Ok(hits
        .map(|((line, _), Hit { number, certainty, .. })| Planted { number, certainty, place: Location::Line(line) })
        .collect())
}

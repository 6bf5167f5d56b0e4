//! Word, Excel, PowerPoint and OpenDocument: every part. What is XML is read whatever its name, so that nothing hides in a part
//! that nobody thought of; every other part is read as what it is, or told as not read.

use std::sync::Arc;

use crate::base::allowed::runs;
use crate::base::document::{Active, Fault, FileKind, Inspected, Layer, Location, Part, Unread};
use crate::base::hollow::{LOOKED, beginning, is_hollow};
use crate::base::thai::{count_alphanumeric, is_thai};
use crate::io::inspect::archive::Archive;
use crate::io::inspect::decode::decode;
use crate::io::inspect::found::Found;
use crate::io::inspect::grid::{self, Grids};
use crate::io::inspect::limits::Budget;
use crate::io::inspect::said::{self, Said, Version};
use crate::io::inspect::sheet::{Book, SHARED};
use crate::io::inspect::{members, raw, signature, text};

/// Where the lines of a part stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Text,
    Slide(usize),
    Beside(Part),
}

pub(super) fn inspect(archive: &mut Archive, kind: FileKind, budget: &mut Budget) -> Result<Inspected, Fault> {
    let mut book = if kind == FileKind::Excel { Some(Book::read(archive, budget)?) } else { None };
    let mut reading = Reading { found: Found::new(), thai: false, letters: 0, beginning: String::new() };
    let mut grids = budget.grids.take();
    members::outside(archive, &mut reading.found);
    let names: Vec<String> = archive.names().to_vec();
    let (mut read, mut rows) = (None, 0);
    if let Some(said) = book.as_mut().and_then(Book::take_said) {
        reading.said(&said, room(SHARED), SHARED, budget);
        read = archive.named(SHARED);
    }
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.ends_with('/')) {
        match book.as_ref().and_then(|book| book.sheet(name)) {
            Some(sheet) => {
                let part = archive.xml(at, budget)?;
                match (part, &book) {
                    (Some(part), Some(book)) => rows += book.rows(part, sheet, &mut reading.found, grids.as_mut())?,
                    _ => reading.found.unread(name),
                }
            }
            None if Some(at) == read => {}
            None => reading.part(archive, at, name, budget)?,
        }
    }
    let Reading { mut found, thai, letters, beginning } = reading;
    if kind != FileKind::Excel {
        found.inspected.layer = Layer::of(thai, letters > 0);
        found.inspected.letters = Some(letters);
        found.inspected.is_hollow = is_hollow(&beginning);
    }
    // Heads alone tell what the rows would, and a picture may say all.
    found.inspected.is_hollow |= rows == 1;
    found.inspected.is_hollow &= !found.inspected.unread.iter().any(Unread::may_say);
    let slides = names.iter().filter(|name| matches!(room(name), Room::Slide(_))).count();
    found.inspected.pages = (kind == FileKind::PowerPoint).then_some(slides);
    found.inspected.active = found.inspected.active.take().or(macros(archive, kind, budget));
    let found = found.end();
    Ok(match grids {
        Some(grids) => with_grids(found, grids, book.as_ref(), archive, budget)?,
        None => found,
    })
}

/// Adds the sheets of a workbook. Those of an OpenDocument are read by themselves, and searched by their cells too.
fn with_grids(
    found: Inspected,
    mut grids: Grids,
    book: Option<&Book>,
    archive: &mut Archive,
    budget: &mut Budget,
) -> Result<Inspected, Fault> {
    if let Some(book) = book {
        let grids = grids.end(|name| book.order(name));
        return Ok(Inspected { grids: Some(Arc::new(grids)), ..found });
    }
    let Some(at) = archive.named("content.xml") else { return Ok(found) };
    if let Some(part) = archive.xml(at, budget)? {
        grid::open::read(part, &mut grids)?;
    }
    Ok(grid::told(found, grids.end(|_| 0)))
}

/// A document while its parts are read.
struct Reading {
    found: Found,
    thai: bool,
    letters: usize,
    /// As much of its text as tells whether it says anything.
    beginning: String,
}

impl Reading {
    fn part(&mut self, archive: &mut Archive, at: usize, name: &str, budget: &mut Budget) -> Result<(), Fault> {
        let room = room(name);
        let is_xml = archive.xml(at, budget).map(|part| part.map(|part| said::read(part, Version::Now)));
        match is_xml {
            Ok(None) => self.other(archive, at, name, budget),
            Ok(Some(Ok(said))) => {
                self.said(&said, room, name, budget);
                said.seen.iter().for_each(|seen| self.said(seen, room, name, budget));
                let before = if said.deleted { archive.xml(at, budget)? } else { None };
                let before = before.map(|part| said::read(part, Version::Before)).transpose()?;
                before.iter().for_each(|before| self.said(before, room, name, budget));
                Ok(())
            }
            // Drawings for old versions of Office are not always sound; the text of a document is.
            Ok(Some(Err(Fault::Broken))) if !room.is_main() => self.unsound(archive, at, name, budget),
            Err(Fault::Broken) if !room.is_main() => {
                self.found.unread(name);
                Ok(())
            }
            Ok(Some(Err(fault))) | Err(fault) => Err(fault),
        }
    }

    fn said(&mut self, said: &Said, room: Room, name: &str, budget: &mut Budget) {
        if room.is_main() {
            self.thai = self.thai || said.shown.contains(is_thai);
            self.letters += count_alphanumeric(&said.shown);
            if self.beginning.len() < LOOKED {
                self.beginning.push_str(beginning(&said.shown));
                self.beginning.push('\n');
            }
        }
        self.found.text(&said.shown, |line| room.place(line));
        self.found.all_packed(name, &said.shown, budget);
        for (line, words) in &said.aside {
            self.found.text(words, |_| room.place(*line));
        }
        let own = &mut self.found.inspected.active;
        *own = own.take().or_else(|| said.active.clone());
        if said.unresolved {
            self.found.unread(name);
        }
    }

    fn unsound(&mut self, archive: &mut Archive, at: usize, name: &str, budget: &mut Budget) -> Result<(), Fault> {
        self.found.unread(name);
        if let Some(bytes) = archive.bytes(at, budget)? {
            let words = decode(&bytes).0;
            self.found.text(&text::without_marks(&words), |_| Location::Part(Part::Drawing));
        }
        Ok(())
    }

    /// A part that is no XML.
    fn other(&mut self, archive: &mut Archive, at: usize, name: &str, budget: &mut Budget) -> Result<(), Fault> {
        match archive.bytes(at, budget)? {
            None => self.found.unread(name),
            Some(bytes) if is_wordless(name) && signature::kind(&bytes) == FileKind::Unknown => {
                self.found.text(&raw::texts(&bytes), |_| Location::Part(Part::Properties));
            }
            Some(bytes) => {
                let (kind, _) = self.found.within(name, bytes, budget);
                if kind == FileKind::Program && self.found.inspected.active.is_none() {
                    self.found.inspected.active = Some(Active::Part(name.to_owned()));
                }
            }
        }
        Ok(())
    }
}

impl Room {
    fn is_main(self) -> bool {
        matches!(self, Room::Text | Room::Slide(_))
    }

    fn place(self, line: usize) -> Location {
        match self {
            Room::Text => Location::Paragraph(line + 1),
            Room::Slide(number) => Location::Slide(number),
            Room::Beside(part) => Location::Part(part),
        }
    }
}

/// Where the text of a part stands for the reader.
fn room(name: &str) -> Room {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.strip_suffix(".xml").unwrap_or(file);
    let kind = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let inside = ["word/", "ppt/", "xl/"].iter().find_map(|folder| name.strip_prefix(folder)).unwrap_or_default();
    match kind {
        "content" if name == "content.xml" => Room::Text,
        "document" if inside == file => Room::Text,
        "slide" if inside.starts_with("slides/slide") => Room::Slide(stem[kind.len()..].parse().unwrap_or(0)),
        // An OpenDocument keeps its page headers among its styles.
        "styles" | "header" | "footer" | "slideMaster" | "slideLayout" => Room::Beside(Part::Margin),
        "footnotes" | "endnotes" | "notesSlide" => Room::Beside(Part::Note),
        _ if kind.to_lowercase().contains("comment") => Room::Beside(Part::Comment),
        _ if inside.starts_with("drawings/") || inside.starts_with("charts/") => Room::Beside(Part::Drawing),
        "drawing" | "vmlDrawing" | "chart" | "data" => Room::Beside(Part::Drawing),
        _ => Room::Beside(Part::Properties),
    }
}

/// Parts that hold no words of anybody: fonts, the settings of a printer, the layout of pages. What they hold is searched as
/// it stands there, unless it is something else than its name says.
fn is_wordless(name: &str) -> bool {
    let name = name.to_lowercase();
    let fonts = [".odttf", ".fntdata", ".ttf", ".otf"];
    fonts.iter().any(|ending| name.ends_with(ending)) || name.contains("/printersettings/") || name == "layout-cache"
}

/// Programs of a document: in a part of their own, told by the list of what its parts are, or a file that was put into it.
fn macros(archive: &mut Archive, kind: FileKind, budget: &mut Budget) -> Option<Active> {
    let names: Vec<String> = archive.names().iter().map(|name| name.to_lowercase()).collect();
    let program = |name: &String| {
        let basic = name.starts_with("basic/") || name.starts_with("scripts/");
        let open = kind == FileKind::OpenDocument && basic && !name.ends_with('/');
        open || name.ends_with("vbaproject.bin") || name.contains("/macrosheets/") || name.contains("/activex/")
    };
    let kinds = archive.named("[Content_Types].xml").and_then(|at| archive.bytes(at, budget).ok().flatten());
    let kinds = kinds.map(|bytes| decode(&bytes).0.to_lowercase()).unwrap_or_default();
    let told = ["macroenabled", "macrosheet", "vbaproject"].iter().any(|kind| kinds.contains(kind));
    let part = || {
        let own = names.iter().position(|name| name.rsplit_once('.').is_some_and(|(_, ending)| runs(ending)));
        own.map(|at| Active::Part(archive.names()[at].clone()))
    };
    (told || names.iter().any(program)).then_some(Active::Macros).or_else(part)
}

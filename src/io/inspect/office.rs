//! Word, PowerPoint and OpenDocument: the text of every part, as lines; what was deleted but is still kept counts too.

use crate::base::document::{Fault, FileKind, Inspected, Layer, Location, Part, Planted, Unread};
use crate::base::personal::Column;
use crate::base::thai::is_thai;
use crate::io::inspect::archive::Archive;
use crate::io::inspect::xml::{Step, attribute, walk};

/// The text of one part has at most so many bytes.
const MAX_TEXT: usize = 32 << 20;

/// Where the lines of a part stand.
#[derive(Clone, Copy)]
enum Room {
    Text,
    Slide(usize),
    Beside(Part),
}

pub(super) fn inspect(archive: &mut Archive, kind: FileKind) -> Result<Inspected, Fault> {
    let mut places = Vec::new();
    let mut column = Column::default();
    let (mut thai, mut any) = (false, false);
    let names: Vec<String> = archive.names().to_vec();
    for (name, room) in names.iter().filter_map(|name| Some((name, room(name)?))) {
        let text = lines(archive, name)?;
        if matches!(room, Room::Text | Room::Slide(_)) {
            thai |= text.contains(is_thai);
            any |= text.contains(char::is_alphanumeric);
        }
        column.cell(&text, "", places.len());
        places.push((room, text));
    }
    let layer = if thai {
        Layer::Thai
    } else if any {
        Layer::Foreign
    } else {
        Layer::Absent
    };
    let numbers = column.hits().into_iter().map(|(at, hit)| {
        let (room, text) = &places[at];
        let before = &text[..hit.at.start];
        let place = match room {
            Room::Text => Location::Paragraph(before.matches('\n').count() + 1),
            Room::Slide(number) => Location::Slide(*number),
            Room::Beside(part) => Location::Part(*part),
        };
        Planted { number: hit.number, certainty: hit.certainty, place }
    });
    let slides = places.iter().filter(|(room, _)| matches!(room, Room::Slide(_))).count();
    let pages = (kind == FileKind::PowerPoint).then_some(slides);
    // Pictures in a document are not read: one without text is as good as a scan.
    let unread = if layer == Layer::Absent { vec![Unread::Whole] } else { Vec::new() };
    Ok(Inspected { numbers: numbers.collect(), layer, pages, unread, ..Inspected::default() })
}

/// Where the text of a part stands for the reader; `None` for parts without text of their own.
fn room(name: &str) -> Option<Room> {
    let file = name.rsplit('/').next().unwrap_or(name);
    if name.starts_with("docProps/") || name == "meta.xml" {
        return file.ends_with(".xml").then_some(Room::Beside(Part::Properties));
    }
    if name.ends_with(".rels") {
        return Some(Room::Beside(Part::Properties));
    }
    if name == "content.xml" {
        return Some(Room::Text);
    }
    if name == "styles.xml" {
        return Some(Room::Beside(Part::Margin)); // an OpenDocument keeps its page headers here
    }
    let inside = ["word/", "ppt/", "xl/"].iter().find_map(|folder| name.strip_prefix(folder))?;
    let stem = file.strip_suffix(".xml")?;
    let kind = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = stem[kind.len()..].parse().unwrap_or(0);
    Some(match kind {
        "document" => Room::Text,
        "slide" if inside.starts_with("slides/") => Room::Slide(number),
        "header" | "footer" | "slideMaster" | "slideLayout" => Room::Beside(Part::Margin),
        "footnotes" | "endnotes" | "notesSlide" => Room::Beside(Part::Note),
        _ if kind.to_lowercase().contains("comment") => Room::Beside(Part::Comment),
        "drawing" | "vmlDrawing" | "chart" | "data" => Room::Beside(Part::Drawing),
        "styles" | "settings" | "fontTable" | "theme" | "webSettings" | "numbering" | "presProps" | "viewProps"
        | "tableStyles" | "presentation" | "stylesWithEffects" => return None,
        _ => Room::Beside(Part::Properties),
    })
}

/// The text of a part: a line for each paragraph, the cells of a row parted by tabs.
pub(super) fn lines(archive: &mut Archive, name: &str) -> Result<String, Fault> {
    let part = archive.part(name)?;
    let mut text = String::new();
    let mut full = false;
    let mut cells = 0;
    walk(part, |step| {
        full |= text.len() > MAX_TEXT;
        if full {
            return;
        }
        match step {
            Step::Text(words) if words.trim().is_empty() && words.contains('\n') => {}
            Step::Text(words) => text.push_str(words),
            Step::Open("tab" | "s", _) => text.push(' '),
            Step::Open("br" | "line-break", _) => text.push('\n'),
            Step::Open("noBreakHyphen", _) => text.push('-'),
            Step::Open("tc" | "table-cell", _) => cells += 1,
            Step::Open(_, start) => {
                for said in ["descr", "title", "Target"].iter().filter_map(|name| attribute(start, name)) {
                    text.push_str(&format!("\n{said}\n"));
                }
            }
            Step::Close("tc" | "table-cell") => {
                cells -= 1;
                text.truncate(text.trim_end_matches(' ').len());
                text.push(if cells > 0 { ' ' } else { '\t' });
            }
            Step::Close("p" | "h") => text.push(if cells > 0 { ' ' } else { '\n' }),
            Step::Close(
                "tr" | "table-row" | "comment" | "si" | "instrText" | "property" | "title" | "subject" | "creator"
                | "description" | "keywords" | "lastModifiedBy" | "lpwstr" | "Company" | "Manager",
            ) => text.push('\n'),
            Step::Close(_) => {}
        }
    })?;
    if full { Err(Fault::Bomb) } else { Ok(text) }
}

//! PDF: pages, password, text. The text of a page is put together line by line as it is drawn, forms inside it too. Pages
//! without text are pictures, which nobody can search.

use lopdf::{Dictionary, Document, Error, LoadOptions, Object};

use crate::base::document::{Fault, Inspected, Layer, Location, Part, Planted, Unread};
use crate::base::personal::Column;
use crate::base::thai::is_thai;
use crate::io::inspect::pdf_text::Pages;

/// One stream has at most so many bytes when it is unpacked.
const MAX_STREAM: usize = 32 << 20;

/// So many pages are read.
const MAX_PAGES: usize = 3000;

/// The mark at the end of a file stands in its last so many bytes; some programs add a little after it.
const END: usize = 4096;

/// Keys whose values are words that a reader may see or copy.
const WORDS: &[&[u8]] = &[
    b"Title",
    b"Author",
    b"Subject",
    b"Keywords",
    b"Contents",
    b"V",
    b"DV",
    b"TU",
    b"T",
    b"Alt",
    b"ActualText",
    b"RC",
    b"URI",
];

pub(super) fn inspect(bytes: &[u8]) -> Result<Inspected, Fault> {
    let options = LoadOptions::with_max_decompressed_size(MAX_STREAM);
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| fault(&error))?;
    if document.is_encrypted() {
        return Err(Fault::Locked);
    }
    let ids = document.get_pages();
    if ids.is_empty() {
        return Err(Fault::Broken);
    }
    let mut pages = Pages::new(&document);
    let mut column = Column::default();
    let (mut thai, mut pictures) = (false, 0);
    for (number, id) in ids.iter().take(MAX_PAGES) {
        let text = pages.text(*id)?;
        thai |= text.contains(is_thai);
        pictures += usize::from(!text.contains(char::is_alphanumeric));
        column.cell(&text, "", *number as usize);
    }
    // Page numbers begin at 1; what is on no page comes by 0.
    column.cell(&beside(&document), "", 0);
    let read = ids.len().min(MAX_PAGES);
    let layer = match () {
        () if thai => Layer::Thai,
        // Letters that are drawn and cannot be read are no picture.
        () if pictures == read && pages.is_whole() => Layer::Absent,
        () => Layer::Foreign,
    };
    let place = |page| if page == 0 { Location::Part(Part::Form) } else { Location::Page(page) };
    let hits = column.hits().into_iter();
    let numbers = hits.map(|(page, hit)| Planted { number: hit.number, certainty: hit.certainty, place: place(page) });
    let reasons = [
        (pictures > 0, Unread::PicturePages(pictures)),
        (read < ids.len(), Unread::Rest),
        (!pages.is_whole(), Unread::Letters),
        (has_files(&document), Unread::Part("EmbeddedFile".to_owned())),
    ];
    let unread = reasons.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect();
    Ok(Inspected {
        pages: Some(ids.len()),
        pictures,
        layer,
        numbers: numbers.collect(),
        unread,
        fault: (!ends(bytes)).then_some(Fault::Broken),
        ..Inspected::default()
    })
}

/// Whether the file has its end. The library mends what is cut short; its readers might not.
fn ends(bytes: &[u8]) -> bool {
    bytes[bytes.len().saturating_sub(END)..].windows(5).any(|window| window == b"%%EOF")
}

fn fault(error: &Error) -> Fault {
    match error {
        Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) => Fault::Locked,
        Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Fault::Bomb,
        _ => Fault::Broken,
    }
}

/// Titles, comments, fields of forms: a line for each.
fn beside(document: &Document) -> String {
    let mut text = String::new();
    for object in document.objects.values() {
        let own = match object {
            Object::Dictionary(own) => own,
            Object::Stream(stream) => {
                if stream.dict.has_type(b"Metadata") {
                    let bytes = stream.get_plain_content_with_limit(MAX_STREAM).unwrap_or_default();
                    text.push_str(&String::from_utf8_lossy(&bytes));
                }
                &stream.dict
            }
            _ => continue,
        };
        for word in WORDS.iter().filter_map(|key| own.get(key).ok()) {
            if let Ok(word) = lopdf::decode_text_string(word) {
                text.push_str(&word);
                text.push('\n');
            }
        }
    }
    text
}

/// Whether other files are hidden inside, which are not searched.
fn has_files(document: &Document) -> bool {
    let is_file = |own: &Dictionary| own.has_type(b"EmbeddedFile") || own.has(b"EF");
    document.objects.values().any(|object| match object {
        Object::Dictionary(own) => is_file(own),
        Object::Stream(stream) => is_file(&stream.dict),
        _ => false,
    })
}

//! PDF: pages, password, text, and every object beside: those of earlier versions, those that no page shows, files within.
//! Pages are read as they are drawn and once more by where their letters stand; all strings of all objects are words.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use lopdf::{Document, LoadOptions, Object};

use crate::base::document::{Active, Fault, Inspected, Layer, Location, Part, Planted, Unread};
use crate::base::hollow::{LOOKED, beginning, is_folio, is_hollow};
use crate::base::national::Number;
use crate::base::personal::Certainty;
use crate::base::thai::{count_alphanumeric, is_thai};
use crate::io::inspect::found::tell;
use crate::io::inspect::pdf::draw::{Drawing, MANY, Page};
use crate::io::inspect::pdf::layout::Matrix;
use crate::io::inspect::pdf::notes::Notes;
use crate::io::inspect::pdf::objects::{MAX_STREAM, Objects, Refusal};
use crate::io::inspect::pdf::pages::{A4, Sheet, contents, pages};
use crate::io::inspect::pdf::resources::{Fonts, Resources};
use crate::io::inspect::pdf::words::Words;

mod beside;
mod draw;
mod fields;
mod font;
mod layout;
mod letters;
mod line;
mod notes;
mod object;
mod objects;
mod pages;
mod pictures;
mod resources;
mod token;
mod words;

/// So many pages are read.
const MAX_PAGES: usize = 3000;

/// So many earlier versions are read as whole pages; of those before them the streams are read one by one.
const MAX_VERSIONS: usize = 16;

/// The mark at the end of a file stands in its last so many bytes; some programs add a little after it.
const END: usize = 4096;

/// Reads a PDF; `depth` tells how many files it is within.
pub(super) fn inspect(bytes: &[u8], depth: usize) -> Result<Inspected, Fault> {
    let reader = Reader::new(bytes, depth);
    if reader.notes.is_encrypted {
        let had_versions = !reader.objects.cuts().is_empty();
        drop(reader);
        let plain = decrypted(bytes)?;
        let mut found = Reader::new(&plain, depth).inspect()?;
        if had_versions {
            tell(&mut found.unread, Unread::Part("earlier versions".to_owned()));
        }
        return Ok(found);
    }
    reader.inspect()
}

/// The same document without its encryption, if it opens without a password.
fn decrypted(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let options = LoadOptions::with_max_decompressed_size(MAX_STREAM);
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|_| Fault::Locked)?;
    if document.is_encrypted() {
        return Err(Fault::Locked);
    }
    let mut plain = Vec::new();
    document.save_to(&mut plain).map_err(|_| Fault::Locked)?;
    Ok(plain)
}

struct Reader<'a> {
    bytes: &'a [u8],
    objects: Objects<'a>,
    notes: Notes,
    words: Words,
    fonts: Fonts,
    /// Streams that were drawn by a page.
    drawn: Vec<bool>,
    /// Pages that were read, with the streams they are drawn by.
    read: HashSet<(usize, Vec<usize>)>,
    unread: Vec<Unread>,
    /// Letters that nobody knows, of the worst page.
    unknown: usize,
    /// Numbers in files within, how many there are beyond those, and what in them a computer would run.
    attached: Vec<Planted>,
    more: usize,
    /// What could be addresses in files within.
    within: Vec<(String, Location)>,
    active: Option<Active>,
    depth: usize,
}

/// What the pages of the newest version are.
#[derive(Default)]
struct Summary {
    pages: usize,
    thai: bool,
    foreign: bool,
    /// Letters and digits of all pages.
    letters: usize,
    /// As much of their text as tells whether they say anything.
    beginning: String,
    /// Whether any page has more letters than its number.
    says: bool,
    /// Pages that are only pictures.
    pictures: usize,
    /// What those show, and whether all of it is pictures that can be looked at by themselves.
    shown: BTreeSet<usize>,
    is_looked_at: bool,
    /// Pages with a large picture beside their text.
    pictured: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], depth: usize) -> Reader<'a> {
        let (mut words, mut notes) = (Words::default(), Notes::default());
        let objects = Objects::find(bytes, &mut words, &mut notes);
        for list in std::mem::take(&mut notes.font_lists) {
            if let Some(Object::Dictionary(fonts)) = objects.latest(list, usize::MAX).map(|entry| objects.value(entry))
            {
                notes.note_fonts(&fonts);
            }
        }
        // One leads to the next, perhaps in a circle.
        let mut seen = HashSet::new();
        while let Some(opens) = notes.opens.pop() {
            let new = seen.len() < MANY && seen.insert(opens);
            if let Some(action) = objects.latest(opens, usize::MAX).filter(|_| new).map(|entry| objects.value(entry)) {
                notes.note_opening(&action);
            }
        }
        let fonts = Fonts::new(std::mem::take(&mut notes.fonts));
        let drawn = vec![false; objects.len()];
        Reader {
            bytes,
            objects,
            notes,
            words,
            fonts,
            drawn,
            read: HashSet::new(),
            unread: Vec::new(),
            unknown: 0,
            attached: Vec::new(),
            more: 0,
            within: Vec::new(),
            active: None,
            depth,
        }
    }

    fn inspect(mut self) -> Result<Inspected, Fault> {
        let sheets = self.root(usize::MAX).map(|root| pages(&self.objects, root, usize::MAX)).unwrap_or_default();
        if sheets.is_empty() {
            return Err(Fault::Broken);
        }
        let mut summary = Summary { pages: sheets.len(), is_looked_at: true, ..Summary::default() };
        for (at, sheet) in sheets.iter().take(MAX_PAGES).enumerate() {
            self.current(sheet, at + 1, &mut summary)?;
        }
        for cut in self.objects.cuts().into_iter().rev().take(MAX_VERSIONS) {
            let sheets = self.root(cut).map(|root| pages(&self.objects, root, cut)).unwrap_or_default();
            for sheet in sheets.iter().take(MAX_PAGES) {
                self.hidden(sheet, cut)?;
            }
        }
        // Pages that no version shows.
        for entry in std::mem::take(&mut self.notes.pages) {
            self.hidden(&Sheet { entry, resources: None, area: A4 }, usize::MAX)?;
        }
        self.beside();
        self.fields(&summary.beginning);
        Ok(self.told(summary))
    }

    /// The number of the root that is named last before byte `cut`.
    fn root(&self, cut: usize) -> Option<u32> {
        let named = self.notes.roots.iter().filter(|(at, _)| *at < cut).max_by_key(|(at, _)| *at);
        named.map(|(_, id)| *id).filter(|id| self.objects.latest(*id, cut).is_some())
    }

    /// Reads a page of the newest version.
    fn current(&mut self, sheet: &Sheet, number: usize, summary: &mut Summary) -> Result<(), Fault> {
        let Some((page, text, letters)) = self.sheet(sheet, usize::MAX, Location::Page(number))? else {
            // The same drawing as on another page.
            return Ok(());
        };
        // Who drew a letter that nobody knows meant one all the same.
        summary.letters += letters + page.unknown;
        if summary.beginning.len() < LOOKED {
            summary.beginning.push_str(beginning(&text));
            summary.beginning.push('\n');
        }
        summary.says |= page.unknown > 0 || (letters > 0 && !is_folio(&text));
        let is_painted = page.is_painted || !page.pictures.is_empty();
        if page.pictures.fill(letters, sheet.area) || (letters == 0 && is_painted && page.unknown == 0) {
            summary.pictures += 1;
            summary.is_looked_at &= !page.is_painted && page.pictures.are_parts();
            summary.shown.extend(page.pictures.parts());
            return Ok(());
        }
        if page.pictures.is_large(sheet.area) {
            summary.pictured.push(number);
        }
        summary.thai = summary.thai || text.contains(is_thai);
        summary.foreign |= letters > 0 || page.unknown > 0;
        Ok(())
    }

    /// Reads a page that the newest version does not show.
    fn hidden(&mut self, sheet: &Sheet, cut: usize) -> Result<(), Fault> {
        if let Some((page, ..)) = self.sheet(sheet, cut, Location::Part(Part::Form))? {
            self.see_pictures(&page, sheet.area);
        }
        Ok(())
    }

    /// Tells once of pictures that were drawn beside the pages of the newest version.
    fn see_pictures(&mut self, page: &Page, area: f32) {
        let reason = Unread::Picture(Some("beside the pages".to_owned()));
        if page.pictures.is_large(area) {
            tell(&mut self.unread, reason);
        }
    }

    /// Reads a page, unless it was read before; gives its text as it is drawn, and how many letters and digits it has.
    fn sheet(&mut self, sheet: &Sheet, cut: usize, place: Location) -> Result<Option<(Page, String, usize)>, Fault> {
        let Object::Dictionary(own) = self.objects.value(sheet.entry) else { return Ok(None) };
        let streams = contents(&own, &self.objects, cut);
        if !self.read.insert((sheet.entry, streams.clone())) {
            return Ok(None);
        }
        let mut content = Vec::new();
        for entry in streams {
            let body = self.objects.body(entry);
            let (Object::Dictionary(own), Some(data)) = (&body.value, body.stream) else { continue };
            match self.objects.unpack(own, data, MAX_STREAM.saturating_sub(content.len())) {
                Ok(part) => content.extend(part),
                Err(Refusal::TooLarge) => return Err(Fault::Bomb),
                Err(Refusal::Broken) => continue, // and told when all streams are looked at
            }
            content.push(b'\n');
            self.drawn[entry] = true;
        }
        let resources = sheet.resources.as_deref().or(own.get(b"Resources").ok());
        let resources = Resources::of(resources, &self.objects, cut);
        let mut page = self.drawing(cut, |drawing| drawing.draw(&content, &resources, Matrix::default(), 0));
        let (text, letters) = self.say(&mut page, place);
        Ok(Some((page, text, letters)))
    }

    fn drawing(&mut self, cut: usize, draw: impl FnOnce(&mut Drawing<'_, 'a>)) -> Page {
        let Reader { objects, fonts, words, drawn, .. } = self;
        let mut drawing = Drawing { objects, fonts, words, drawn, cut, page: Page::default() };
        draw(&mut drawing);
        drawing.page
    }

    /// Searches what was drawn: in the order of drawing, and by place.
    fn say(&mut self, page: &mut Page, place: Location) -> (String, usize) {
        let number = if let Location::Page(number) = place { number } else { 0 };
        let text = std::mem::take(&mut page.line.text);
        let layout = std::mem::take(&mut page.layout);
        self.objects.is_cut.set(self.objects.is_cut.get() || layout.is_cut);
        self.words.page(&text, number);
        let placed = layout.text();
        if placed != text {
            self.words.page(&placed, number);
        }
        // One mark in a hundred letters hides nothing; one letter of four may.
        let known = count_alphanumeric(&text);
        let unknown = if page.unknown * 4 > known { page.unknown.saturating_mul(MANY) } else { page.unknown };
        self.unknown = self.unknown.max(unknown);
        (text, known)
    }

    fn told(self, summary: Summary) -> Inspected {
        let Reader { bytes, objects, notes, mut words, mut unread, attached, within, more, active, unknown, .. } = self;
        let layer = match () {
            () if summary.thai => Layer::Thai,
            () if summary.foreign => Layer::Foreign,
            () => Layer::Absent,
        };
        // A page that is a picture, unless that is blank, and letters that cannot be read may say anything.
        let blank = || summary.shown.iter().all(|entry| pictures::is_flat(*entry, &objects));
        let reasons = [
            (summary.pictures > 0).then_some(Unread::PicturePages(summary.pictures)),
            (!summary.pictured.is_empty()).then(|| Unread::Picture(Some(pictures::names(&summary.pictured)))),
            (unknown >= MANY).then_some(Unread::Letters),
            (objects.is_cut.get() || words.is_cut() || summary.pages > MAX_PAGES).then_some(Unread::Rest),
        ];
        unread.splice(0..0, reasons.into_iter().flatten());
        // What was not read may say something.
        let is_read = unread.iter().all(|reason| matches!(reason, Unread::PicturePages(_)));
        let is_hollow = unknown == 0
            && is_read
            && (!summary.says || is_hollow(&summary.beginning))
            && summary.pictured.is_empty()
            && summary.is_looked_at
            && blank();
        let addresses = words.take_addresses();
        // A page is read twice, and each number of it told once.
        let mut once: BTreeMap<(usize, Number), Certainty> = BTreeMap::new();
        for (page, hit) in words.hits() {
            let certainty = once.entry((page, hit.number)).or_insert(hit.certainty);
            *certainty = hit.certainty.max(*certainty);
        }
        let place = |page| if page == 0 { Location::Part(Part::Form) } else { Location::Page(page) };
        let own = once.into_iter().map(|((page, number), certainty)| Planted { number, certainty, place: place(page) });
        let numbers = own.chain(attached).collect();
        let addresses = addresses.into_iter().map(|(word, page)| (word, place(page))).chain(within).collect();
        Inspected {
            pages: Some(summary.pages),
            pictures: summary.pictures,
            layer,
            letters: Some(summary.letters),
            is_hollow,
            numbers,
            addresses,
            more_numbers: more,
            unread,
            active: notes.is_active.then_some(Active::Script).or(notes.fetches.map(Active::Reference)).or(active),
            fault: (!ends(bytes)).then_some(Fault::Broken),
            ..Inspected::default()
        }
    }
}

/// Whether the file has its end. What is cut short has lost the objects that stood there.
fn ends(bytes: &[u8]) -> bool {
    bytes[bytes.len().saturating_sub(END)..].windows(5).any(|window| window == b"%%EOF")
}

//! The index that the search page fetches: for each language one start file, which names every page, and parts with what
//! the pages say. The start file tells of each part which pairs of letters stand in it, so that a browser fetches only
//! parts that can hold what is looked for; there the texts themselves decide. `search.js` of the theme reads it.

use serde_json::json;

use crate::base::encoding::json_in_windows_874;
use crate::base::lang::Lang;
use crate::base::thai::{letters, normalise};
use crate::ita::places::kind::PageKind;
use crate::ita::places::search::SearchPlace;
use crate::ita::portal::Portal;
use crate::render::page::{Page, all};
use crate::render::pages;
use crate::render::parts::searched::Entry;
use crate::render::site::Site;

/// How many pages a part tells of. Fixed, so that the files are known before any text is read.
const PAGES: usize = 60;

/// How many kinds of pairs of letters a part tells apart. A real part has some four thousand different ones.
const PAIRS: usize = 8192;

/// The index of one language.
pub(crate) struct Index {
    pub(crate) start: Vec<u8>,
    pub(crate) parts: Vec<Vec<u8>>,
    /// The address of the start file, with a mark that changes when anything in the index does.
    pub(crate) href: String,
}

/// Some pages in the order of the index.
struct Part {
    bytes: Vec<u8>,
    /// Which pairs of letters stand in it, four of them a hexadecimal digit.
    pairs: String,
    /// Each page as the start file names it, with its section.
    pages: Vec<(serde_json::Value, String)>,
}

/// The folder of the index in a language.
pub(crate) fn folder(lang: Lang) -> String {
    SearchPlace.address().in_lang(lang)
}

/// The name of the start file in the folder, and of a part, counted from 0.
pub(crate) const START: &str = "index.txt";

pub(crate) fn name(part: usize) -> String {
    format!("{}.txt", part + 1)
}

/// How many parts the index of a language has.
pub(crate) fn count(portal: &Portal) -> usize {
    portal.places().len().saturating_sub(1).div_ceil(PAGES)
}

/// Makes the index by itself: for one who waits in a lock, where other threads must not be waited for.
pub(crate) fn index(site: &Site<'_>, lang: Lang) -> Index {
    let pages = sorted(site, lang);
    put_together(lang, pages.chunks(PAGES).map(|pages| part(site, pages)).collect())
}

/// The pages to be found: those of no year, then the newest year first, so that of equal results the newest comes first.
fn sorted<'a>(site: &Site<'a>, lang: Lang) -> Vec<Page<'a>> {
    let search = SearchPlace.address();
    let own = all(site.portal).into_iter().filter(|page| page.lang == lang && page.place.address() != search);
    let mut own: Vec<Page> = own.collect();
    own.sort_by_key(|page| page.place.year().map(std::cmp::Reverse));
    own
}

fn part<'a>(site: &Site<'a>, pages: &[Page<'a>]) -> Part {
    let entries: Vec<Entry> = pages.iter().map(|page| pages::entry(site, page)).collect();
    let mut pairs = vec![false; PAIRS];
    for entry in &entries {
        let heads = [&entry.code, &entry.title, &entry.section];
        let texts = entry.blocks.iter().flat_map(|(heading, text)| [heading, text]);
        heads.into_iter().chain(texts).for_each(|text| mark(text, &mut pairs));
        mark(&look_alike(&entry.code), &mut pairs);
    }
    let texts: Vec<Vec<&String>> =
        entries.iter().map(|entry| entry.blocks.iter().flat_map(|(heading, text)| [heading, text]).collect()).collect();
    // Writing texts as JSON cannot fail.
    let bytes = json_in_windows_874(&serde_json::to_string(&texts).unwrap_or_default());
    let pairs = pairs.chunks(4).map(|four| {
        let value = four.iter().enumerate().map(|(at, there)| u32::from(*there) << at).sum();
        char::from_digit(value, 16).unwrap_or('0')
    });
    let page = |entry: &Entry| (json!([entry.href, entry.code, entry.title]), entry.section.clone());
    Part { bytes, pairs: pairs.collect(), pages: entries.iter().map(page).collect() }
}

/// Marks the pairs of letters of a text. Terms have no spaces, so no pair has one.
fn mark(text: &str, pairs: &mut [bool]) {
    for word in normalise(text).split_whitespace() {
        let mut before = None;
        for letter in letters(word) {
            if let Some(before) = before {
                pairs[place(before, letter)] = true;
            }
            before = Some(letter);
        }
    }
}

/// The place of a pair of letters among all. `search.js` has the same arithmetic.
fn place(first: &str, second: &str) -> usize {
    let units = first.encode_utf16().chain(second.encode_utf16());
    let hash = units.fold(0_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(16_777_619));
    (hash ^ (hash >> 15)) as usize % PAIRS
}

/// A code as those type it who take its letter O for a nought: `O12` as `012`, and so `๐๑๒`.
fn look_alike(code: &str) -> String {
    let digits = code.strip_prefix(['O', 'o']).filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    digits.map(|digits| format!("0{digits}")).unwrap_or_default()
}

fn put_together(lang: Lang, parts: Vec<Part>) -> Index {
    let mut sections: Vec<String> = Vec::new();
    let mut pages = Vec::new();
    for (mut page, section) in parts.iter().flat_map(|part| part.pages.iter().cloned()) {
        let at = sections.iter().position(|known| *known == section).unwrap_or_else(|| {
            sections.push(section);
            sections.len() - 1
        });
        page.as_array_mut().into_iter().for_each(|page| page.push(at.into()));
        pages.push(page);
    }
    let version = |bytes: &[u8]| blake3::hash(bytes).to_hex()[..8].to_owned();
    let file = |(at, part): (usize, &Part)| json!([format!("{}?v={}", name(at), version(&part.bytes)), part.pairs]);
    let files: Vec<_> = parts.iter().enumerate().map(file).collect();
    let start = json!({"size": PAGES, "sections": sections, "pages": pages, "parts": files});
    let start = json_in_windows_874(&start.to_string());
    let href = format!("{}{START}?v={}", folder(lang), version(&start));
    Index { start, parts: parts.into_iter().map(|part| part.bytes).collect(), href }
}

//! The index that the search page fetches: for each language one start file, which names every page, and parts with what
//! the pages say. The start file tells of each part which pairs of letters stand in it, so that a browser fetches only
//! parts that can hold what is looked for; there the texts themselves decide. `search.js` of the theme reads it.

use std::sync::OnceLock;

use serde_json::json;

use crate::base::encoding::json_in_windows_874;
use crate::base::lang::Lang;
use crate::base::thai::{is_joined, searchable};
use crate::ita::places::Place;
use crate::ita::places::kind::PageKind;
use crate::ita::places::search::SearchPlace;
use crate::render::page::Page;
use crate::render::pages;
use crate::render::parts::searched::Entry;
use crate::render::site::Site;

/// How many pages a part tells of. Fixed, so that the files are known before any text is read.
const PAGES: usize = 60;

/// How many kinds of pairs of letters a part tells apart. A real part has some four thousand different ones.
const PAIRS: usize = 8192;

/// The index of one language. A part is as large as the texts of its pages, so none is kept, only what the start file tells
/// of it.
pub(crate) struct Index {
    lang: Lang,
    /// The pages to be found, by their places among all.
    order: OnceLock<Vec<usize>>,
    heads: Vec<OnceLock<Head>>,
    start: OnceLock<Start>,
}

/// The start file.
pub(crate) struct Start {
    pub(crate) bytes: Vec<u8>,
    /// Its address, with a mark that changes when anything in the index does.
    pub(crate) href: String,
}

/// What the start file tells of a part.
struct Head {
    /// The mark of its content.
    version: String,
    /// Which pairs of letters stand in it, four of them a letter from `a` to `p`: digits could happen to be a citizen's number.
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
pub(crate) fn count(places: &[Place<'_>]) -> usize {
    places.len().saturating_sub(1).div_ceil(PAGES)
}

impl Index {
    pub(crate) fn new(places: &[Place<'_>], lang: Lang) -> Index {
        let heads = (0..count(places)).map(|_| OnceLock::new()).collect();
        Index { lang, order: OnceLock::new(), heads, start: OnceLock::new() }
    }

    /// A part, counted from 0. Who takes every part before the start file has each made once.
    pub(crate) fn part<'a>(&self, site: &Site<'a>, all: &[Page<'a>], at: usize) -> Vec<u8> {
        let (head, bytes) = self.make(site, all, at);
        let _ = self.heads[at].set(head);
        bytes
    }

    /// The start file. Who asks waits in a lock, where other threads must not be waited for: parts that nobody has asked for
    /// are made one by one.
    pub(crate) fn start<'a>(&self, site: &Site<'a>, all: &[Page<'a>]) -> &Start {
        let head = |at: usize| self.heads[at].get_or_init(|| self.make(site, all, at).0);
        self.start.get_or_init(|| start(self.lang, &(0..self.heads.len()).map(head).collect::<Vec<_>>()))
    }

    fn make<'a>(&self, site: &Site<'a>, all: &[Page<'a>], at: usize) -> (Head, Vec<u8>) {
        let order = self.order.get_or_init(|| order(all, self.lang));
        let own = order.chunks(PAGES).nth(at).unwrap_or_default();
        part(site, &own.iter().map(|at| all[*at]).collect::<Vec<_>>())
    }
}

/// The pages to be found: those of no year, then the newest year first, so that of equal results the newest comes first.
fn order(all: &[Page<'_>], lang: Lang) -> Vec<usize> {
    let search = SearchPlace.address();
    let is_own = |at: &usize| all[*at].lang == lang && all[*at].place.address() != search;
    let mut own: Vec<usize> = (0..all.len()).filter(is_own).collect();
    own.sort_by_key(|at| all[*at].place.year().map(std::cmp::Reverse));
    own
}

fn part<'a>(site: &Site<'a>, pages: &[Page<'a>]) -> (Head, Vec<u8>) {
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
        let value = four.iter().enumerate().map(|(at, there)| u8::from(*there) << at).sum::<u8>();
        char::from(b'a' + value)
    });
    let page = |entry: &Entry| (json!([entry.href, entry.code, entry.title]), entry.section.clone());
    let pages = entries.iter().map(page).collect();
    (Head { version: version(&bytes), pairs: pairs.collect(), pages }, bytes)
}

/// Marks the pairs of letters of a text. Terms have no spaces, so no pair has one.
fn mark(text: &str, pairs: &mut [bool]) {
    let mut mark = |pair: Option<u32>| pair.into_iter().for_each(|pair| pairs[place(pair)] = true);
    // The hash of the letter at hand, and of the pair that it makes with the one before.
    let (mut letter, mut pair) = (None, None);
    for c in searchable(text).chars() {
        if c.is_whitespace() {
            mark(pair);
            (letter, pair) = (None, None);
            continue;
        }
        if letter.is_none() || !is_joined(c) {
            mark(pair);
            (letter, pair) = (Some(0), letter);
        }
        (letter, pair) = (letter.map(|hash| hashed(hash, c)), pair.map(|hash| hashed(hash, c)));
    }
    mark(pair);
}

/// The hash of some letters, from that of those before. `search.js` has the same arithmetic, and so for `place`.
fn hashed(before: u32, c: char) -> u32 {
    let unit = |hash: u32, unit: &u16| (hash ^ u32::from(*unit)).wrapping_mul(16_777_619);
    c.encode_utf16(&mut [0; 2]).iter().fold(before, unit)
}

/// The place of a pair of letters among all.
fn place(pair: u32) -> usize {
    (pair ^ (pair >> 15)) as usize % PAIRS
}

/// A code as those type it who take its letter O for a nought: `O12` as `012`, and so `๐๑๒`.
fn look_alike(code: &str) -> String {
    let digits = code.strip_prefix(['O', 'o']).filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    digits.map(|digits| format!("0{digits}")).unwrap_or_default()
}

fn start(lang: Lang, heads: &[&Head]) -> Start {
    let mut sections: Vec<&str> = Vec::new();
    let mut pages = Vec::new();
    for (page, section) in heads.iter().flat_map(|head| &head.pages) {
        let at = sections.iter().position(|known| known == section).unwrap_or_else(|| {
            sections.push(section);
            sections.len() - 1
        });
        let mut page = page.clone();
        page.as_array_mut().into_iter().for_each(|page| page.push(at.into()));
        pages.push(page);
    }
    let file = |(at, head): (usize, &&Head)| json!([format!("{}?v={}", name(at), head.version), head.pairs]);
    let files: Vec<_> = heads.iter().enumerate().map(file).collect();
    let start = json!({"size": PAGES, "sections": sections, "pages": pages, "parts": files});
    let bytes = json_in_windows_874(&start.to_string());
    let href = format!("{}{START}?v={}", folder(lang), version(&bytes));
    Start { bytes, href }
}

/// The mark of a file's content.
fn version(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..8].to_owned()
}

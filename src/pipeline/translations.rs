//! The texts that have no English as a sheet for people, and what somebody has filled in.

use std::collections::{HashMap, HashSet};

use crate::base::grid::{Grid, Row};
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::stub::is_stub;
use crate::base::thai::{is_thai, same_words};
use crate::export;
use crate::export::column::Table;
use crate::export::workbook::{LONGEST, length, workbook};
use crate::ita::cell_type::CellType;
use crate::ita::portal::Portal;
use crate::parse::untranslated::untranslated;
pub(crate) use crate::parse::untranslated::{Untranslated, english_of};

/// The heads of the sheet, in their order, with the widths of the columns.
const HEADS: [(Bilingual<&str>, u16); 4] = [
    (both("ไฟล์", "File"), 28),
    (both("ที่", "Place"), 24),
    (both("ภาษาไทย", "Thai"), 60),
    (both("ภาษาอังกฤษ (เติมที่นี่)", "English (fill in here)"), 60),
];

/// What the sheet is called.
const NAME: Bilingual<&str> = both("คำแปล", "Translations");

/// The form of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Xlsx,
    Csv,
}

impl Form {
    /// The form that the ending of a file's name asks for.
    pub(crate) fn of(ending: &str) -> Option<Form> {
        match ending.to_lowercase().as_str() {
            "xlsx" => Some(Form::Xlsx),
            "csv" => Some(Form::Csv),
            _ => None,
        }
    }
}

/// Every text without English, what most pages show first.
pub(crate) fn list(sources: &Sources, portal: &Portal) -> Vec<Untranslated> {
    untranslated(sources, portal)
}

/// A sheet to fill in.
pub(crate) struct Sheet {
    pub bytes: Vec<u8>,
    pub rows: usize,
    /// The pages whose text no cell can hold.
    pub too_long: Vec<RelPath>,
}

pub(crate) fn sheet(list: &[Untranslated], form: Form, lang: Lang) -> Option<Sheet> {
    let (fit, long): (Vec<_>, Vec<_>) = list.iter().partition(|own| length(&own.thai) <= LONGEST);
    let row = |own: &&Untranslated| {
        vec![Some(own.path.to_string()), Some(own.place.get(lang).clone()), Some(own.thai.clone()), None]
    };
    let table = Table {
        columns: HEADS.iter().map(|(head, _)| ((*head.get(lang)).into(), CellType::Text)).collect(),
        rows: fit.iter().map(row).collect(),
    };
    let bytes = match form {
        Form::Xlsx => workbook(&table, NAME.get(lang), &HEADS.map(|(_, width)| width)).ok()?,
        Form::Csv => export::csv(&table),
    };
    Some(Sheet { bytes, rows: fit.len(), too_long: long.into_iter().map(|own| own.path.clone()).collect() })
}

/// What somebody has filled in.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    /// Each text with its English.
    pub texts: Vec<(Untranslated, String)>,
    /// Rows whose Thai is another one now.
    pub changed: Vec<String>,
    /// Rows whose place is gone, or has English by now.
    pub gone: Vec<String>,
    /// Rows whose English is Thai.
    pub thai: Vec<String>,
    /// Places with a different English in two rows, of which none is taken.
    pub twice: Vec<String>,
    /// Rows whose English is still to be written: `…`.
    pub unwritten: Vec<String>,
}

/// Takes the rows with English, as `list` gives what has none now, whichever language names the places. `None` if no sheet
/// has such columns.
pub(crate) fn filled(grids: &[Grid], list: &[Untranslated]) -> Option<Filled> {
    let (columns, rows) = grids.iter().find_map(|grid| {
        let at = grid.rows.iter().position(|row| columns(row).is_some())?;
        Some((columns(&grid.rows[at])?, &grid.rows[at + 1..]))
    })?;
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, lang) in (0..list.len()).flat_map(|at| Lang::ALL.map(|lang| (at, lang))) {
        known.entry(format!("{}: {}", list[at].path, list[at].place.get(lang))).or_insert(at);
    }
    let mut filled = Filled::default();
    // Which row was the first of each place, where it stands among the texts, and which of them a later row contradicts.
    let (mut first, mut names, mut contradicted) = (HashMap::new(), Vec::new(), HashSet::new());
    for row in rows {
        let [file, place, thai, english] = columns.map(|column| row.cell(column).text.trim());
        if english.is_empty() {
            continue;
        }
        let name = format!("{file}: {place}");
        match known.get(&name).map(|at| (*at, &list[*at])) {
            Some(_) if is_thai_text(english) => filled.thai.push(name),
            Some((_, own)) if is_stub(english) && !is_stub(&own.thai) => filled.unwritten.push(name),
            Some((text, own)) if same(&own.thai, thai) => {
                let english = plain(bare(english, &own.thai));
                let at = *first.entry(text).or_insert(filled.texts.len());
                match filled.texts.get(at) {
                    None => {
                        names.push(name);
                        filled.texts.push((own.clone(), english));
                    }
                    Some((_, other)) if *other != english => drop(contradicted.insert(at)),
                    Some(_) => {}
                }
            }
            Some(_) => filled.changed.push(name),
            None => filled.gone.push(name),
        }
    }
    for (at, (text, name)) in std::mem::take(&mut filled.texts).into_iter().zip(names).enumerate() {
        match contradicted.contains(&at) {
            true => filled.twice.push(name),
            false => filled.texts.push(text),
        }
    }
    Some(filled)
}

/// The columns of the heads, in either language and any order.
fn columns(row: &Row) -> Option<[usize; 4]> {
    let find = |head: &Bilingual<&str>| {
        let named = |text: &str| same_words(text, head.th) || same_words(text, head.en);
        row.cells.iter().position(|cell| !cell.is_blank() && named(&cell.text))
    };
    let found: Vec<usize> = HEADS.iter().filter_map(|(head, _)| find(head)).collect();
    found.try_into().ok()
}

/// Whether two texts are the same but for spaces and line ends, and for the sign that keeps a text from being a formula.
fn same(own: &str, cell: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    words(own) == words(cell) || cell.strip_prefix('\'').is_some_and(|cell| words(own) == words(cell))
}

/// Whether a text has Thai letters, and no others.
fn is_thai_text(text: &str) -> bool {
    text.contains(is_thai) && !text.contains(|c: char| c.is_ascii_alphabetic())
}

/// A text without the quotes that somebody put around it, unless the Thai has them too.
fn bare<'t>(text: &'t str, thai: &str) -> &'t str {
    let quoted = [('"', '"'), ('“', '”')].into_iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.contains([open, close]) && !thai.starts_with(open)).then_some(inner.trim())
    });
    quoted.filter(|inner| !inner.is_empty()).unwrap_or(text)
}

/// A text as files hold it.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

//! What the words beside a figure name: a question or an item, an indicator, an instrument, or the whole.

use crate::base::glyphs::plain;
use crate::base::thai::{covered, is_thai, normalise, same_words};
use crate::ita::catalogue::{Catalogue, Indicator};
use crate::ita::ids::Ids;
use crate::ita::labels::Labels;

/// What a line is about, that has no code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Labelled {
    Instrument(String),
    Indicator(String),
    Overall,
    /// Of what the lines above it are about.
    Total,
    /// A group of items, which has no figure of its own in a result.
    Group,
    /// A code of some kind that the catalogue does not have.
    Unknown,
}

/// What stands before a code.
const BEFORE: &[&str] = &["ข้อคำถามที่", "ข้อคำถาม", "คำถามที่", "คำถาม", "ข้อที่", "ข้อ", "question", "item", "no."];

const INDICATOR: &[&str] = &["ตัวชี้วัดที่", "ตัวชี้วัด", "indicator"];
const GROUP: &[&str] = &["ตัวชี้วัดย่อย", "sub-indicator"];
const PART: &[&str] = &["ส่วนที่", "ส่วน", "part"];
const OVERALL: &[&str] = &[
    "คะแนนรวม",
    "ภาพรวม",
    "รวมทั้งสิ้น",
    "รวมทั้งหมด",
    "คะแนนเฉลี่ยรวม",
    "ผลการประเมินรวม",
    "คะแนนสุทธิ",
    "overall",
    "grand total",
];
const TOTAL: &[&str] = &["รวม", "เฉลี่ย", "ค่าเฉลี่ย", "คะแนนเฉลี่ย", "average", "mean", "total", "sum"];

/// How much of a name must stand in a heading that is about it.
const ENOUGH: f64 = 0.9;

pub(super) struct Reader<'a> {
    catalogue: &'a Catalogue,
    all: Labels<'a>,
    /// The labels of each instrument.
    own: Vec<(&'a str, Labels<'a>)>,
    indicators: Ids<'a>,
    /// The codes are those of questions, as a head says.
    of_questions: bool,
}

impl<'a> Reader<'a> {
    /// For sheets with these cells.
    pub(super) fn new<'t>(catalogue: &'a Catalogue, mut cells: impl Iterator<Item = &'t str>) -> Reader<'a> {
        let own = catalogue.instruments.iter().map(|one| one.id.value.as_str());
        Reader {
            catalogue,
            all: Labels::new(catalogue, None),
            own: own.map(|id| (id, Labels::new(catalogue, Some(id)))).collect(),
            indicators: Ids::new(catalogue.indicators.iter().map(|own| own.id.value.as_str())),
            of_questions: cells.any(heads_codes),
        }
    }

    /// The question or item that a cell names: by its code, alone or before its words. A number alone is one only within an
    /// instrument.
    pub(super) fn code(&self, text: &str, instrument: Option<&str>) -> Option<String> {
        let plain = plain(text);
        // The score of a code; a number behind the word is the score itself.
        let plain = match plain.trim_start().strip_prefix("คะแนน").map(str::trim_start) {
            Some(rest) if !rest.starts_with(|c: char| c.is_ascii_digit()) => rest.to_owned(),
            _ => plain.to_string(),
        };
        let lower = plain.to_lowercase();
        let bare = BEFORE
            .iter()
            .find_map(|word| lower.strip_prefix(word))
            .map_or(&*plain, |rest| &plain[plain.len() - rest.len()..]);
        let marked = bare.len() < plain.len();
        let bare = bare.trim();
        let end = |c: char| c.is_whitespace() || ".:)(-–".contains(c);
        let mut words = bare.splitn(3, end).filter(|word| !word.is_empty());
        let (first, second) = (words.next()?, words.next().unwrap_or_default());
        // `i1-i3` is none of them.
        if bare[first.len()..].trim_start().starts_with(['-', '–', '/']) && self.all.ids.spelt(first).is_some() {
            let other = self.all.ids.spelt(second).is_some() || second.parse::<u32>().is_ok();
            if other && !second.is_empty() {
                return None;
            }
        }
        let joined = format!("{first}{second}");
        let letters = |word: &str| word.chars().all(char::is_alphabetic) && word.chars().count() < 5;
        let tried = [Some(bare), Some(first), letters(first).then_some(joined.as_str())];
        for word in tried.into_iter().flatten() {
            let number = word.chars().all(|c| c.is_ascii_digit());
            let labels = instrument.and_then(|id| self.labels(id));
            let found = match (number, labels) {
                (false, _) => self.all.ids.spelt(word),
                // Its own number first; only then what a letter was misread as.
                (true, Some(labels)) if marked || word == bare => {
                    numbered(labels, word).or_else(|| labels.ids.meant(word))
                }
                // A zero in the place of the letter.
                (true, _) => self.all.ids.spelt(word).filter(|_| word.starts_with('0') || marked),
            };
            if let Some(id) = found {
                return Some(id.to_owned());
            }
        }
        // Behind the number of its line.
        let rest = plain.trim_start_matches(|c: char| c.is_ascii_digit() || " .)".contains(c));
        if rest.starts_with(char::is_alphabetic) && rest.len() < plain.len() {
            return self.code(rest, None);
        }
        // The words alone, as a table without codes has them.
        let long = text.chars().filter(|c| is_thai(*c)).count() > 12;
        let same =
            || self.all.by_words(text).filter(|id| self.all.words(id).is_some_and(|own| covered(own, text) > ENOUGH));
        if long && self.label(text).is_none() { same().map(str::to_owned) } else { None }
    }

    /// The instrument and the question of it that one cell names: `IIT ข้อ 4`.
    pub(super) fn within(&self, text: &str) -> Option<(String, String)> {
        let instrument = self.instrument(text)?;
        let lower = plain(text).to_lowercase();
        let at = BEFORE.iter().filter_map(|word| lower.find(word)).min()?;
        let code = self.code(&lower[at..], Some(&instrument))?;
        Some((instrument, code))
    }

    fn labels(&self, instrument: &str) -> Option<&Labels<'a>> {
        self.own.iter().find(|(id, _)| *id == instrument).map(|(_, labels)| labels)
    }

    /// The instrument that a question or item is measured by: the only one that has it, else the one that is `near`; else all
    /// that have it.
    pub(super) fn measured_by(&self, code: &str, near: Option<&str>) -> Result<String, Vec<String>> {
        let own: Vec<&str> = self.own.iter().filter(|(_, labels)| labels.ids.has(code)).map(|(id, _)| *id).collect();
        match (own.as_slice(), near) {
            ([one], _) => Ok((*one).to_owned()),
            (many, Some(near)) if many.contains(&near) => Ok(near.to_owned()),
            (many, _) => Err(many.iter().map(|id| (*id).to_owned()).collect()),
        }
    }

    /// The instruments that measure an indicator.
    pub(super) fn instruments_of(&self, indicator: &str) -> Vec<String> {
        let own = self.catalogue.indicators.iter().find(|own| own.id.value == indicator);
        own.iter().flat_map(|own| &own.instruments).map(|id| id.value.clone()).collect()
    }

    /// The instrument whose id is all that a cell says.
    pub(super) fn named_instrument(&self, text: &str) -> Option<String> {
        let squeezed = squeezed(text);
        let is =
            |id: &str, name: &str| squeezed == self::squeezed(id) || short(name).is_some_and(|own| squeezed == own);
        let own = self.catalogue.instruments.iter().find(|own| is(&own.id.value, &own.name.th));
        own.map(|own| own.id.value.clone())
    }

    /// The one instrument that a text names.
    pub(super) fn instrument(&self, text: &str) -> Option<String> {
        let squeezed = squeezed(text);
        let exact = |id: &str, name: &str| {
            squeezed.contains(&self::squeezed(id))
                || same_words(name, text)
                || same_words(name.rsplit_once('(').map_or(name, |(long, _)| long), text)
                || short(name).is_some_and(|own| squeezed.contains(&own))
        };
        self.one(exact).or_else(|| self.one(|_, name| covered(name, text) > ENOUGH))
    }

    /// The only instrument whose id and name are such.
    fn one(&self, is: impl Fn(&str, &str) -> bool) -> Option<String> {
        let mut own = self.catalogue.instruments.iter().filter(|own| is(&own.id.value, &own.name.th));
        own.next().filter(|_| own.next().is_none()).map(|own| own.id.value.clone())
    }

    /// What a cell without a code is about.
    pub(super) fn label(&self, text: &str) -> Option<Labelled> {
        let normal = normalise(&plain(text));
        let normal = normal.trim();
        let begins = |words: &[&str]| words.iter().any(|word| normal.starts_with(&normalise(word)));
        let holds = |words: &[&str]| words.iter().any(|word| normal.contains(&normalise(word)));
        if holds(GROUP) {
            return Some(Labelled::Group);
        }
        if let Some(id) = self.indicator(normal) {
            return Some(Labelled::Indicator(id));
        }
        if let Some(id) = self.instrument(text) {
            return Some(Labelled::Instrument(id));
        }
        match () {
            () if holds(OVERALL) => Some(Labelled::Overall),
            () if begins(TOTAL) => Some(Labelled::Total),
            () if is_code(&plain(text)) => {
                Some(self.lettered(&plain(text)).map_or(Labelled::Unknown, Labelled::Indicator))
            }
            () => None,
        }
    }

    /// The indicator that `i1` is where no question is called so.
    fn lettered(&self, text: &str) -> Option<String> {
        let begins = |id: &&str| id.starts_with(['i', 'I']);
        let number = text.trim().strip_prefix(['i', 'I'])?.trim_start_matches([' ', '-', '.']);
        let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        let none = !self.of_questions && !self.all.ids.as_slice().iter().any(begins);
        self.indicators.spelt(&number[..end]).filter(|_| none).map(str::to_owned)
    }

    /// The indicator that a text names, by its number or by its words.
    fn indicator(&self, normal: &str) -> Option<String> {
        let number = INDICATOR.iter().find_map(|word| {
            let rest = normal.split_once(&normalise(word))?.1.trim_start();
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(rest.len());
            self.indicators.spelt(rest[..end].trim_end_matches('.'))
        });
        let named = || {
            let words = normal.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
            let same = |own: &&Indicator| {
                same_words(&own.name.th, words) || own.name.en.as_deref().is_some_and(|en| same_words(en, words))
            };
            self.catalogue.indicators.iter().find(same).map(|own| own.id.value.as_str())
        };
        number.or_else(named).map(str::to_owned)
    }
}

/// Whether a cell is the head of a column of codes.
pub(super) fn heads_codes(cell: &str) -> bool {
    BEFORE.iter().any(|word| same_words(word, cell))
}

/// The one label with a number.
fn numbered<'a>(labels: &Labels<'a>, number: &str) -> Option<&'a str> {
    let bare = number.trim_start_matches('0');
    let own = |id: &&&str| id.trim_start_matches(|c: char| !c.is_ascii_digit()) == bare;
    let mut all = labels.ids.as_slice().iter().filter(own);
    all.next().filter(|_| all.next().is_none()).copied()
}

/// Whether a text is a code of some kind: a letter or two and a number.
fn is_code(text: &str) -> bool {
    let letters = text.chars().take_while(char::is_ascii_alphabetic).count();
    let rest = text[letters..].trim_start_matches([' ', '-', '.']);
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    (1..=4).contains(&letters) && (1..=3).contains(&digits) && !rest[digits..].starts_with(char::is_alphanumeric)
}

/// The short name that stands in brackets behind a long one.
fn short(name: &str) -> Option<String> {
    let own = squeezed(name.trim_end().strip_suffix(')')?.rsplit_once('(')?.1);
    (own.chars().count() > 3).then_some(own)
}

/// Letters and digits of a name, without the word for its part.
fn squeezed(text: &str) -> String {
    let normal = PART.iter().fold(normalise(&plain(text)), |text, word| text.replace(&normalise(word), ""));
    normal.chars().filter(|c| c.is_alphanumeric()).collect()
}

//! What was asked in one year: instruments, indicators, questions, items and their requirements. All of it is content.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::covers::Covers;
use crate::ita::holds::Holds;
use crate::ita::score::{Exact, Score};
use crate::ita::visibility::{Elsewhere, Visibility};
use crate::ita::year::FiscalYear;

/// The number of an item (ข้อ) in its year's catalogue, as `O12` or `MOIT 1`. It means nothing without its year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemCode(String);

impl ItemCode {
    /// Any text with a letter or digit that an address can be made from.
    pub fn new(text: &str) -> Option<ItemCode> {
        let code = ItemCode(text.trim().to_owned());
        let plain = code.0.chars().all(|c| c.is_ascii_alphanumeric() || " .-".contains(c));
        (plain && !code.slug().is_empty()).then_some(code)
    }

    /// The part of the address: `o12`, `moit-1`.
    pub fn slug(&self) -> String {
        let words = self.0.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ItemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What one year's assessment asked.
#[derive(Clone, Debug)]
pub struct Catalogue {
    pub path: RelPath,
    pub name: Text,
    /// The final list is not published yet.
    pub provisional: bool,
    /// The English titles are translations of ours, not official ones.
    pub working_translation: bool,
    pub note: Option<Text>,
    pub visibility: Option<Visibility>,
    /// Where the documents of the year were published, once it is closed.
    pub published_at: Option<Elsewhere>,
    /// The overall score to reach.
    pub target: Option<Score>,
    pub instruments: Vec<Instrument>,
    /// Ratings from the best down.
    pub bands: Vec<Band>,
    pub indicators: Vec<Indicator>,
    /// Where its facts come from, by the key that items cite.
    pub sources: BTreeMap<String, Text>,
}

/// One of the year's measuring instruments (เครื่องมือ), such as the staff survey.
#[derive(Clone, Debug)]
pub struct Instrument {
    pub id: Spanned<String>,
    pub name: Text,
    /// Its share of the overall score, 0 to 1.
    pub weight: Spanned<Exact>,
}

/// A rating and what it takes.
#[derive(Clone, Debug)]
pub struct Band {
    pub id: Spanned<String>,
    pub name: Text,
    /// The lowest overall score.
    pub overall: Score,
    /// The lowest score of every instrument, where the rating asks for one.
    pub each: Option<Score>,
}

/// An indicator (ตัวชี้วัด): questions of a survey, or groups of disclosure items.
#[derive(Clone, Debug)]
pub struct Indicator {
    pub id: Spanned<String>,
    pub name: Text,
    /// The instruments that measure it.
    pub instruments: Vec<Spanned<String>>,
    /// Its score is the mean of its groups, not of its items.
    pub by_groups: bool,
    pub questions: Vec<Question>,
    pub groups: Vec<Group>,
}

/// A question of a survey, `i1` or `e9`.
#[derive(Clone, Debug)]
pub struct Question {
    pub id: Spanned<String>,
    pub text: Text,
}

/// Items under one heading (ตัวชี้วัดย่อย).
#[derive(Clone, Debug)]
pub struct Group {
    pub id: Spanned<String>,
    pub name: Text,
    pub items: Vec<ItemSpec>,
}

/// What the catalogue says of one item.
#[derive(Clone, Debug)]
pub struct ItemSpec {
    pub code: Spanned<ItemCode>,
    pub title: Text,
    /// The time the data must cover, in words.
    pub period: Option<Text>,
    /// Numbers of the same subject in earlier years.
    pub was: Vec<(FiscalYear, Spanned<String>)>,
    /// The time that its data covers.
    pub covers: Option<Covers>,
    pub requirements: Vec<Requirement>,
    pub requirements_note: Option<Text>,
    pub sources: Vec<Spanned<String>>,
}

/// A part that the item must show (องค์ประกอบด้านข้อมูล).
#[derive(Clone, Debug)]
pub struct Requirement {
    pub id: Spanned<String>,
    pub text: Text,
    /// The time that it covers, where that is not the item's.
    pub covers: Option<Covers>,
    /// What must hold of its evidence.
    pub holds: Option<Holds>,
    pub sources: Vec<Spanned<String>>,
}

impl Group {
    /// Its place on the page of its year.
    pub(crate) fn anchor(&self) -> String {
        format!("g{}", self.id.value.replace(char::is_whitespace, "_"))
    }
}

impl Requirement {
    /// Its place on the page of its item. Headings have no dot in their names, so that none can take it.
    pub(crate) fn anchor(&self) -> String {
        format!("r.{}", self.id.value.replace(char::is_whitespace, "_"))
    }
}

impl Catalogue {
    /// Every item in the order of the catalogue, with its indicator and group.
    pub fn items(&self) -> impl Iterator<Item = (&Indicator, &Group, &ItemSpec)> {
        self.indicators.iter().flat_map(|indicator| {
            indicator.groups.iter().flat_map(move |group| group.items.iter().map(move |item| (indicator, group, item)))
        })
    }

    pub fn item(&self, code: &ItemCode) -> Option<&ItemSpec> {
        self.items().map(|(_, _, item)| item).find(|item| item.code.value == *code)
    }

    /// The item with a code as it is written in an item's file.
    pub(crate) fn spec(&self, code: &str) -> Option<&ItemSpec> {
        self.items().map(|(_, _, item)| item).find(|item| item.code.value.as_str() == code)
    }

    pub fn question(&self, id: &str) -> Option<(&Indicator, &Question)> {
        let mut all =
            self.indicators.iter().flat_map(|indicator| indicator.questions.iter().map(move |q| (indicator, q)));
        all.find(|(_, question)| question.id.value == id)
    }
}

impl Indicator {
    /// Its questions and items, each with its id and its words.
    pub fn asked(&self) -> impl Iterator<Item = (&str, &Text)> {
        let items = self.groups.iter().flat_map(|group| &group.items);
        let items = items.map(|item| (item.code.value.as_str(), &item.title));
        self.questions.iter().map(|question| (question.id.value.as_str(), &question.text)).chain(items)
    }
}

#[cfg(test)]
mod tests {
    use super::ItemCode;

    #[test]
    fn codes_become_addresses() {
        let slug = |text: &str| ItemCode::new(text).map(|code| code.slug());
        assert_eq!(slug("O12").as_deref(), Some("o12"));
        assert_eq!(slug("MOIT 1").as_deref(), Some("moit-1"));
        assert_eq!(slug("๐๑๒"), None);
        assert_eq!(slug("--"), None);
    }
}

//! What was asked in one year: instruments, indicators, questions, items and their requirements. All of it is content.

use std::collections::BTreeMap;

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::covers::Covers;
use crate::ita::holds::Holds;
use crate::ita::item_code::ItemCode;
use crate::ita::release::ReleaseHead;
use crate::ita::score::{Exact, Score};
use crate::ita::visibility::{Elsewhere, Visibility};
use crate::ita::year::FiscalYear;

/// What one year's assessment asked.
#[derive(Clone, Debug)]
pub struct Catalogue {
    pub path: RelPath,
    /// The catalogue of the program that it goes on from.
    pub from: Option<Spanned<String>>,
    /// What it leaves out of that one.
    pub removed: Vec<Spanned<String>>,
    pub name: Text,
    /// The final list is not published yet.
    pub provisional: bool,
    /// The English titles are translations of ours, not official ones.
    pub working_translation: bool,
    pub note: Option<Text>,
    pub visibility: Option<Visibility>,
    /// Where the documents of the year were published, once it is closed.
    pub published_at: Option<Elsewhere>,
    /// The day on which its answer sheet was handed in.
    pub submitted: Option<Spanned<Day>>,
    /// The full score of everything in it.
    pub full: Score,
    /// Patterns of addresses that are not for the public (`ita::not_public`).
    pub not_public: Vec<String>,
    /// The overall score to reach.
    pub target: Option<Score>,
    pub instruments: Vec<Instrument>,
    /// Ratings from the best down.
    pub bands: Vec<Band>,
    pub indicators: Vec<Indicator>,
    /// The issues by which its result is to be analysed.
    pub issues: Vec<IssueSpec>,
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

/// An issue by which the result of a year is to be analysed, with the questions and items that it joins.
#[derive(Clone, Debug)]
pub struct IssueSpec {
    pub id: Spanned<String>,
    pub title: Text,
    pub rows: Vec<Spanned<String>>,
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
    /// The heads of its table that releases of purchases are made from.
    pub releases: Vec<ReleaseHead>,
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

    /// The codes of its items, in their order.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        self.items().map(|(_, _, spec)| spec.code.value.as_str())
    }

    /// What its items cite of earlier years, to be brought to its normal form.
    pub(crate) fn old_codes(&mut self) -> impl Iterator<Item = (FiscalYear, &mut Spanned<String>)> {
        let groups = self.indicators.iter_mut().flat_map(|indicator| &mut indicator.groups);
        let items = groups.flat_map(|group| &mut group.items);
        items.flat_map(|item| item.was.iter_mut().map(|(year, code)| (*year, code)))
    }

    pub fn item(&self, code: &ItemCode) -> Option<&ItemSpec> {
        self.items().map(|(_, _, item)| item).find(|item| item.code.value == *code)
    }

    pub(crate) fn question(&self, id: &str) -> Option<(&Indicator, &Question)> {
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

//! The issues of a year's analysis, its development points, and what the assessor advised.

use crate::base::date::Day;
use crate::base::lang::{Bilingual, Text};
use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::body::Link;
use crate::ita::published::Published;
use crate::ita::score::{Exact, Score, mean};

/// One year's analysis.
#[derive(Clone, Debug)]
pub struct Analysis {
    pub path: RelPath,
    /// The instruments whose scores the rows show.
    pub instruments: Vec<Spanned<String>>,
    pub issues: Vec<Issue>,
    pub points: Vec<Point>,
    pub advice: Vec<Advice>,
    pub note: Option<Text>,
    /// Questions and items that stand in no issue, or in two, on purpose.
    pub apart: Vec<Spanned<String>>,
    /// What the official document of the analysis says beside its figures.
    pub memo: Memo,
    /// The links in its texts that hold Markdown, as pages in each language show them.
    pub links: Bilingual<Vec<Link>>,
}

/// The frame of the analysis as an official document (บันทึกข้อความ). What is not known is missing.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    pub office: Option<Text>,
    pub number: Option<Text>,
    pub date: Option<Day>,
    pub subject: Option<Text>,
    /// To whom it is addressed.
    pub to: Option<Text>,
    /// What happened before.
    pub background: Option<Text>,
    /// What limits the agency in the assessment.
    pub limits: Option<Text>,
    /// What the writer asks for.
    pub proposal: Option<Text>,
    /// The writer, then those who give their opinion.
    pub signatures: Vec<Signature>,
    /// Where it differs from the signed paper.
    pub differences: Vec<Difference>,
}

/// A place where the signed paper prints something else.
#[derive(Clone, Debug)]
pub struct Difference {
    pub at: Text,
    pub printed: Text,
    pub here: Text,
}

#[derive(Clone, Debug)]
pub struct Signature {
    pub name: Text,
    pub position: Text,
    /// The heading above the place for an opinion; none for the writer.
    pub opinion: Option<Text>,
}

/// An issue (ประเด็น): questions and items that belong together.
#[derive(Clone, Debug)]
pub struct Issue {
    pub id: Spanned<String>,
    pub title: Text,
    /// Ids of questions and codes of items.
    pub rows: Vec<Spanned<String>>,
    pub findings: Option<Text>,
    pub recommendations: Option<Text>,
    /// Keys that are written and have nothing yet.
    pub open: Vec<Spanned<String>>,
    pub printed: Printed,
}

/// What a document prints of an issue beside its text. No page shows it: it is held against what is computed.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    pub average: Published,
    /// Whether it says that every row reaches the target.
    pub all_pass: Option<Spanned<bool>>,
    /// The rows that it calls lower than a score.
    pub below: Vec<(Spanned<Score>, Vec<Spanned<String>>)>,
    /// Rows with the words or the score that stand in its table.
    pub rows: Vec<PrintedRow>,
}

/// A row of an issue as a table prints it.
#[derive(Clone, Debug)]
pub struct PrintedRow {
    pub id: Spanned<String>,
    pub title: Option<Spanned<String>>,
    pub score: Published,
}

/// A development point (ประเด็นการพัฒนา): a question to raise, and how.
#[derive(Clone, Debug)]
pub struct Point {
    pub id: Spanned<String>,
    pub question: Spanned<String>,
    pub instrument: Option<Spanned<String>>,
    pub issue: Option<Spanned<String>>,
    /// The question and its score as a document prints them here.
    pub title: Option<Spanned<String>>,
    pub score: Published,
    pub approach: Text,
    pub owner: Option<Text>,
    /// Measures that answer it, as `2569/m01`.
    pub measures: Vec<Spanned<String>>,
    pub note: Option<Text>,
}

/// A recommendation of the assessor.
#[derive(Clone, Debug)]
pub struct Advice {
    pub instrument: Option<Spanned<String>>,
    pub question: Option<Spanned<String>>,
    pub text: Text,
    /// Items of the same year that it points to.
    pub items: Vec<Spanned<String>>,
    pub note: Option<Text>,
    /// A note, to readers or to the staff, says why it stands so.
    pub explained: bool,
}

/// What the rows of an issue amount to. Lists and averages are never typed, always computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The mean of all rows; `None` if a row has no score.
    pub average: Option<Exact>,
    /// `None` where none of those that have a score is below, and some have none.
    pub below_target: Option<Vec<String>>,
    pub below_full: Option<Vec<String>>,
}

impl Issue {
    /// Whether a row has this label, as it is written.
    pub(crate) fn lists(&self, label: &str) -> bool {
        self.rows.iter().any(|row| row.value == label)
    }

    /// Sums the issue up, with `score` giving a row's score, `target` the pass mark and `full` the full score of the year.
    pub fn summary(&self, target: Option<Score>, full: Score, score: impl Fn(&str) -> Option<Score>) -> Summary {
        let rows = || self.rows.iter().map(|row| (&row.value, score(&row.value)));
        let below = |mark: Score| {
            let below = rows().filter(|(_, score)| score.is_some_and(|score| score < mark));
            let below: Vec<String> = below.map(|(id, _)| id.clone()).collect();
            (!below.is_empty() || rows().all(|(_, score)| score.is_some())).then_some(below)
        };
        Summary {
            average: mean(rows().map(|(_, score)| score.map(Score::exact))),
            below_target: target.and_then(below),
            below_full: below(full),
        }
    }
}

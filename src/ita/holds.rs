//! What must hold of the evidence for a requirement, as the catalogue says it.

use crate::base::span::Spanned;
use crate::ita::contact::ContactKind;
use crate::ita::covers::Covers;

/// The checks of one requirement; without any, evidence is judged by its substance alone.
#[derive(Clone, Debug, Default)]
pub struct Holds {
    pub table: Option<TableCheck>,
    pub people: Option<PeopleCheck>,
    /// The kinds of contacts that must have a value.
    pub contacts: Vec<ContactKind>,
    /// Hosts that agencies share for their e-mail; where there are any, it is at the agency's own host or at one of these.
    pub mail: Vec<Spanned<String>>,
    /// The endings of files in which the same document must be offered.
    pub files: Vec<Spanned<String>>,
    pub news: Option<NewsCheck>,
    pub measures: Option<MeasuresCheck>,
}

impl Holds {
    /// Whether nothing is asked after all.
    pub(crate) fn is_empty(&self) -> bool {
        let Holds { table, people, contacts, mail: _, files, news, measures } = self;
        let lists = contacts.is_empty() && files.is_empty();
        lists && table.is_none() && people.is_none() && news.is_none() && measures.is_none()
    }

    /// Whether any table would do, whatever it is about: that one is there tells nothing of what is asked.
    pub(crate) fn takes_any_table(&self) -> bool {
        let others = Holds { table: None, ..self.clone() };
        self.table.as_ref().is_some_and(|table| {
            let TableCheck { columns, only, rows: _, blanks: _, equal, kinds, months } = table;
            columns.is_empty() && !only && equal.is_empty() && kinds.is_empty() && months.is_none()
        }) && others.is_empty()
    }
}

/// What must hold of one of the item's tables.
#[derive(Clone, Debug, Default)]
pub struct TableCheck {
    /// The heads that must be there, in this order.
    pub columns: Vec<Spanned<String>>,
    /// There are no others.
    pub only: bool,
    /// How many rows there are at least.
    pub rows: usize,
    pub blanks: Blanks,
    /// A value that every row has in a column.
    pub equal: Vec<(Spanned<String>, Equal)>,
    /// What the cells of a column are, where they say anything.
    pub kinds: Vec<(Spanned<String>, ColumnKind)>,
    pub months: Option<MonthsCheck>,
}

/// Which columns may have empty cells.
#[derive(Clone, Debug, Default)]
pub enum Blanks {
    /// Nothing is said of them.
    #[default]
    Any,
    None,
    /// These alone.
    In(Vec<Spanned<String>>),
}

/// What a cell must equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Equal {
    /// The fiscal year that the requirement covers.
    Year,
    /// The agency's name, or its short one.
    Agency,
    Text(String),
}

/// What every cell of a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Of money or of things, and not below nothing.
    Amount,
    /// A day or a month of about the time that is covered.
    Date,
    /// Something in words.
    Words,
}

impl ColumnKind {
    /// The word in the catalogue.
    pub const WORDS: [(&'static str, ColumnKind); 3] =
        [("amount", ColumnKind::Amount), ("date", ColumnKind::Date), ("words", ColumnKind::Words)];
}

/// Every month of a time has a row, or one that says there was nothing.
#[derive(Clone, Debug)]
pub struct MonthsCheck {
    pub column: Spanned<String>,
    /// `None`: what the requirement covers.
    pub from: Option<Covers>,
}

/// What must hold of the people.
#[derive(Clone, Debug)]
pub struct PeopleCheck {
    /// Those of these groups, each of which has so many; everybody without it.
    pub groups: Vec<Spanned<String>>,
    /// Those whose position is one of these, of this agency; everybody without it.
    pub position: Vec<Spanned<String>>,
    pub at_least: usize,
    pub each: Vec<PersonField>,
}

/// A fact of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonField {
    Name,
    Position,
    Photo,
    Phone,
    Email,
}

impl PersonField {
    /// The word in the catalogue.
    pub const WORDS: [(&'static str, PersonField); 5] = [
        ("name", PersonField::Name),
        ("position", PersonField::Position),
        ("photo", PersonField::Photo),
        ("phone", PersonField::Phone),
        ("email", PersonField::Email),
    ];
}

/// How many news there must be, and whether within what the requirement covers.
#[derive(Clone, Copy, Debug)]
pub struct NewsCheck {
    pub at_least: usize,
    pub within_period: bool,
}

/// What every measure of the year must have.
#[derive(Clone, Debug)]
pub struct MeasuresCheck {
    pub each: Vec<MeasureField>,
}

/// A fact of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureField {
    /// What came of it.
    Result,
    /// A document, or evidence of a step.
    Evidence,
}

impl MeasureField {
    /// The word in the catalogue.
    pub const WORDS: [(&'static str, MeasureField); 2] =
        [("result", MeasureField::Result), ("evidence", MeasureField::Evidence)];
}

//! What evidence can want, as data. Its words are in `words`.

use crate::base::date::Day;
use crate::base::document::Fault;
use crate::base::path::RelPath;
use crate::ita::article::Show;
use crate::ita::contact::ContactKind;
use crate::ita::evidence::misfit::Misfit;
use crate::ita::holds::{ColumnKind, MeasureField, PersonField};
use crate::ita::life::Phase;
use crate::ita::year::{FiscalYear, Period};

/// Something that evidence does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The document is not among the files.
    File,
    /// It names a document, a page, a heading or a table that is not there.
    Unknown,
    /// The file may not be published.
    Refused,
    /// The file does not open.
    Unreadable(Fault),
    /// The file has no text in it.
    Empty,
    /// The file has nothing in it at all, or nothing but blank pages.
    Blank,
    /// The text of the PDF has so few letters.
    FewLetters(usize),
    /// The file opens and says nothing: that it is being made, one letter over and over, heads without rows.
    Hollow,
    /// The document or the page is of another time.
    OtherTime(Misfit),
    /// The item's own period is of another time than is asked for.
    ItemPeriod(Period),
    /// The page is awaited itself.
    PageAwaits(RelPath),
    /// The page is a draft, or comes on a later day.
    Unpublished(RelPath, Phase),
    /// The page only leads to what other pages say.
    LeadsOn(String),
    /// The item offers itself.
    Itself,
    /// The item that is named has no evidence but other items.
    RestsOnItems(RelPath),
    /// The page says nothing, or nothing of substance.
    PageEmpty(String),
    /// The page shows something of which there is none.
    NothingShown(String, Show),
    /// A word stands for what is to be written: in this file and line.
    Leftover {
        file: RelPath,
        line: usize,
        text: String,
    },
    /// The same in an entry's own words.
    Unwritten(String),
    /// What should say why something does not apply, and does not.
    NoReason(String),
    /// Nothing of substance stands below the heading.
    SectionEmpty(String),
    /// The news is of a day to come.
    NotYet(Day),
    /// Only its makers can reach the host, or it leads elsewhere for a while.
    TestHost(String),
    /// The start page of a host.
    StartPage(String),
    PlainHttp,
    /// A folder of a shared drive on this host.
    SharedFolder(String),
    /// A page of this host that asks for a password, or says that nothing is there.
    Closed(String),
    /// No page of this site answers at the address.
    NoSuchPage(String),
    /// The page has no such heading.
    NoSuchHeading(String),
    /// The item says itself that it still awaits something.
    ItemAwaits,
    /// A check asks for what the evidence does not show.
    NotShown(Asked),
    /// So many people of a group, where so many are asked for.
    People {
        group: Option<String>,
        /// How their positions begin.
        position: Vec<String>,
        has: usize,
        asked: usize,
    },
    /// Facts of a person.
    Person {
        name: String,
        field: PersonField,
    },
    /// People with one photograph between them.
    OnePhoto(Vec<String>),
    /// No contact of this kind has a value.
    Contact(ContactKind),
    /// Endings in which the document is not offered.
    Files {
        document: String,
        missing: Vec<String>,
    },
    News {
        has: usize,
        asked: usize,
        within: Option<Period>,
    },
    NoMeasures(FiscalYear),
    Measure {
        id: String,
        field: MeasureField,
    },
    Table(TableName, TableLack),
}

/// What a check looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    People,
    Contacts,
    News,
    Measures,
    /// A document; its endings.
    Files,
    /// A table; the file that could be one, if the evidence names such a file.
    Table(Option<RelPath>),
}

/// A table as an officer finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableName {
    pub id: String,
    pub file: String,
    /// Empty for a file that is no workbook.
    pub sheet: String,
}

/// What a table does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableLack {
    /// Nothing of it can be shown, or there is nothing below its heads.
    Unread,
    NoRows,
    Column(String),
    /// This column stands before the other.
    Order(String, String),
    /// A column that the form does not have.
    Extra(String),
    Rows {
        has: usize,
        asked: usize,
    },
    Blank(CellName),
    Unequal {
        cell: CellName,
        value: String,
        asked: String,
    },
    /// A cell that is not what its column holds.
    Kind {
        cell: CellName,
        value: String,
        asked: ColumnKind,
    },
    /// What the workbook does not show: its sheet, a column by its head, or every row.
    Hidden(Hidden),
    /// A month without a row, as `10/2567`.
    Month(usize, i16),
    /// The cells of a column in which no month can be read.
    NoMonth(CellName),
    /// So many more.
    More(usize),
}

/// What a workbook hides of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hidden {
    Sheet,
    Column(String),
    Rows,
}

/// A cell as people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellName {
    pub row: usize,
    pub name: String,
    pub column: String,
}

impl TableLack {
    /// The cell that it is about.
    pub(crate) fn cell(&self) -> Option<&CellName> {
        match self {
            TableLack::Blank(cell) | TableLack::NoMonth(cell) => Some(cell),
            TableLack::Unequal { cell, .. } | TableLack::Kind { cell, .. } => Some(cell),
            _ => None,
        }
    }

    /// Whether it and another are the same fault of cells of one column.
    pub(crate) fn is_alike(&self, other: &TableLack) -> bool {
        let column = |lack: &TableLack| lack.cell().map(|cell| cell.column.clone());
        match (self, other) {
            (TableLack::Unequal { value: a, asked: b, .. }, TableLack::Unequal { value: c, asked: d, .. }) => {
                (a, b, column(self)) == (c, d, column(other))
            }
            (TableLack::Blank(_), TableLack::Blank(_))
            | (TableLack::NoMonth(_), TableLack::NoMonth(_))
            | (TableLack::Kind { .. }, TableLack::Kind { .. }) => column(self) == column(other),
            _ => false,
        }
    }
}

impl Lack {
    /// Whether another rule tells it, at a place of its own.
    pub(crate) fn is_told_elsewhere(&self) -> bool {
        match self {
            Lack::File | Lack::Unknown | Lack::Refused | Lack::Blank | Lack::Unreadable(_) | Lack::OtherTime(_) => true,
            Lack::TestHost(_) | Lack::SharedFolder(_) => true,
            Lack::Table(_, what) => matches!(what, TableLack::Unread | TableLack::NoRows | TableLack::Hidden(_)),
            _ => false,
        }
    }
}

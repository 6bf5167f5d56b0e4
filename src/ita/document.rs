//! Attachments and what they prove.

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::span::{Span, Spanned};
use crate::ita::table::Table;

/// A file that a page offers.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name by which evidence refers to it.
    pub id: Option<Spanned<String>>,
    /// The attachment, as a path among the sources; `None` if what was written is no path.
    pub file: Spanned<Option<RelPath>>,
    pub title: Text,
    pub date: Option<Spanned<Day>>,
    /// The language it is written in, a BCP 47 tag.
    pub language: Option<String>,
}

impl Document {
    /// Whether evidence refers to it by `id`.
    pub(crate) fn is(&self, id: &str) -> bool {
        self.id.as_ref().is_some_and(|own| own.value == id)
    }
}

/// What an item offers for a requirement of its catalogue.
#[derive(Clone, Debug)]
pub struct Evidence {
    pub requirements: Claimed,
    pub proof: Proof,
    pub note: Option<Text>,
    /// Who has looked at it and signed.
    pub checked: Option<Signed>,
    /// Whether what it names is there: a document that is not among the files answers nothing.
    pub there: bool,
    pub span: Span,
}

/// That a person has looked at something.
#[derive(Clone, Debug)]
pub struct Signed {
    pub by: Text,
    pub on: Spanned<Day>,
}

/// Which requirements an evidence entry is for.
#[derive(Clone, Debug)]
pub enum Claimed {
    All,
    Some(Vec<Spanned<String>>),
}

impl Claimed {
    /// Whether the requirement of an id is among them.
    pub(crate) fn is_for(&self, requirement: &str) -> bool {
        match self {
            Claimed::All => true,
            Claimed::Some(ids) => ids.iter().any(|id| id.value == requirement),
        }
    }
}

/// Where the evidence is.
#[derive(Clone, Debug)]
pub enum Proof {
    /// A document of the same page, by its id.
    Document(Spanned<String>),
    /// A page of this site, by its source file.
    Page(Spanned<String>),
    /// A heading of the same page's body.
    Section(Spanned<String>),
    /// A table of the same page, by its id.
    Table(Spanned<String>),
    /// An address elsewhere.
    Url(Spanned<String>),
    /// The requirement does not apply, and why.
    NotApplicable(Text),
}

impl Proof {
    /// The key that the proof is written under.
    pub fn key(&self) -> &'static str {
        match self {
            Proof::Document(_) => "document",
            Proof::Page(_) => "page",
            Proof::Section(_) => "section",
            Proof::Table(_) => "table",
            Proof::Url(_) => "url",
            Proof::NotApplicable(_) => "not_applicable",
        }
    }

    /// What was written there; `None` for a reason.
    pub fn written(&self) -> Option<&Spanned<String>> {
        match self {
            Proof::Document(written)
            | Proof::Page(written)
            | Proof::Section(written)
            | Proof::Table(written)
            | Proof::Url(written) => Some(written),
            Proof::NotApplicable(_) => None,
        }
    }

    /// Whether both lead to the same, or give the same reason.
    pub(crate) fn is_same(&self, other: &Proof) -> bool {
        let words = |of: &Proof| match of {
            Proof::NotApplicable(reason) => reason.th.clone(),
            _ => of.written().map(|written| written.value.clone()).unwrap_or_default(),
        };
        self.key() == other.key() && words(self) == words(other)
    }
}

/// What a page says of itself beside its text.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub owner: Option<Text>,
    pub updated: Option<Day>,
    pub summary: Option<Text>,
    pub documents: Vec<Document>,
    /// Files whose rows are shown.
    pub tables: Vec<Table>,
    /// What is still missing.
    pub awaiting: Option<Text>,
    /// Where the facts come from, where that is not the agency's common source.
    pub source: Option<Text>,
    /// Every date of the front matter.
    pub dates: Vec<Dated>,
}

impl Facts {
    /// The document of that id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.is(id))
    }

    /// The table of that id.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id.value == id)
    }
}

/// A date as it was written.
#[derive(Clone, Debug)]
pub struct Dated {
    /// Its key: `updated`, `date`, `done`, `from`, `to`.
    pub key: String,
    pub day: Spanned<Day>,
}

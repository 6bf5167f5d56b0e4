//! A file of the content as it was read: what it holds, what it says to the staff, what is wrong in it.

use std::sync::Arc;

use crate::base::diag::Diagnostic;
use crate::base::path::RelPath;
use crate::base::source::{self, Sources};
use crate::base::upload::Target;
use crate::ita::agency::Agency;
use crate::ita::answered::Answered;
use crate::ita::article::Article;
use crate::ita::body::Body;
use crate::ita::catalogue::Catalogue;
use crate::ita::document::Facts;
use crate::ita::issue::Analysis;
use crate::ita::item::Item;
use crate::ita::measure::Measure;
use crate::ita::people::{Person, Unit};
use crate::ita::privacy::Privacy;
use crate::ita::published::Scores;
use crate::ita::staff::Note;
use crate::ita::year::FiscalYear;

/// A file of the content, read by itself.
#[derive(Clone, Debug)]
pub struct File {
    /// The year that it is a part of.
    pub(crate) year: Option<FiscalYear>,
    pub parsed: Parsed,
    /// What it says to the agency's own people.
    pub notes: Vec<Note>,
    pub findings: Vec<Diagnostic>,
}

/// Whether these are the same files, as they were read once.
pub(crate) fn are_same(own: &[Arc<File>], other: &[Arc<File>]) -> bool {
    own.len() == other.len() && own.iter().zip(other).all(|(own, other)| Arc::ptr_eq(own, other))
}

/// What one file holds.
#[derive(Clone, Debug)]
pub enum Parsed {
    Agency(Box<Agency>),
    People(Vec<Person>, Vec<Unit>),
    Privacy(Privacy),
    Catalogue(FiscalYear, Arc<Catalogue>),
    Scores(FiscalYear, Scores),
    Analysis(FiscalYear, Analysis),
    Answered(FiscalYear, Answered),
    Item(FiscalYear, Item),
    Measure(FiscalYear, Measure),
    Article(Box<Article>),
    Targets(Vec<Target>),
    /// An English body for the file that is named.
    English(RelPath, Body),
    Nothing,
}

impl Parsed {
    pub(super) fn year(&self) -> Option<FiscalYear> {
        match self {
            Parsed::Catalogue(year, _)
            | Parsed::Scores(year, _)
            | Parsed::Analysis(year, _)
            | Parsed::Answered(year, _)
            | Parsed::Item(year, _)
            | Parsed::Measure(year, _) => Some(*year),
            Parsed::English(thai, _) => FiscalYear::of_file(thai),
            Parsed::Agency(_)
            | Parsed::People(..)
            | Parsed::Privacy(_)
            | Parsed::Article(_)
            | Parsed::Targets(_)
            | Parsed::Nothing => None,
        }
    }
}

impl File {
    fn facts(&self) -> Option<&Arc<Facts>> {
        match &self.parsed {
            Parsed::Item(_, own) => Some(&own.facts),
            Parsed::Measure(_, own) => Some(&own.facts),
            Parsed::Article(own) => Some(&own.facts),
            _ => None,
        }
    }

    /// The files of its tables, which are all that `read_tables` looks at.
    pub(crate) fn tables(&self, sources: &Sources) -> Vec<Option<source::File>> {
        let tables = self.facts().into_iter().flat_map(|facts| &facts.tables);
        tables.map(|table| sources.files.get(table.file.value.as_ref()?).cloned()).collect()
    }

    /// Reads what stands in the files of its tables.
    pub(crate) fn read_tables(&mut self, sources: &Sources) {
        let facts = match &mut self.parsed {
            Parsed::Item(_, own) => &mut own.facts,
            Parsed::Measure(_, own) => &mut own.facts,
            Parsed::Article(own) => &mut own.facts,
            _ => return,
        };
        if !facts.tables.is_empty() {
            Arc::make_mut(facts).tables.iter_mut().for_each(|table| table.read(sources));
        }
    }
}

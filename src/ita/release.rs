//! Which columns of a table of purchases are which fields of a release in the Open Contracting Data Standard 1.1
//! (<https://standard.open-contracting.org/1.1/en/schema/>). The catalogue says so of an item, and the agency has a prefix
//! that Open Contracting registered for it.

use crate::base::date::Day;
use crate::base::span::Spanned;
use crate::ita::table::Table;

/// A field of a release, for which a column has the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseField {
    /// The number of the purchase, which its process is known by; without it a row is no release.
    Project,
    Title,
    Method,
    /// The budget of the purchase, and where that is from.
    Budget,
    BudgetSource,
    /// What it was estimated to cost, and what was agreed.
    Estimate,
    Amount,
    Supplier,
}

impl ReleaseField {
    /// The keys in the catalogue.
    pub const WORDS: [(&'static str, ReleaseField); 8] = [
        ("project", ReleaseField::Project),
        ("title", ReleaseField::Title),
        ("method", ReleaseField::Method),
        ("budget", ReleaseField::Budget),
        ("budget_source", ReleaseField::BudgetSource),
        ("estimate", ReleaseField::Estimate),
        ("amount", ReleaseField::Amount),
        ("supplier", ReleaseField::Supplier),
    ];
}

/// The head of the column that has a field.
pub type ReleaseHead = (ReleaseField, Spanned<String>);

/// How a table is told as releases.
#[derive(Clone, Debug)]
pub struct Releases<'a> {
    /// `ocds-` and six letters or digits.
    pub prefix: &'a str,
    /// The day on which the table was published as it is.
    pub day: Day,
    /// The columns of the table, from 0.
    columns: Vec<(ReleaseField, usize)>,
}

impl<'a> Releases<'a> {
    /// Those of a table with these heads; `None` where it does not tell the numbers of purchases.
    pub(crate) fn of(table: &Table, heads: &[ReleaseHead], prefix: &'a str, day: Day) -> Option<Releases<'a>> {
        let columns = heads.iter().filter_map(|(field, head)| Some((*field, table.column(&head.value)?)));
        let releases = Releases { prefix, day, columns: columns.collect() };
        releases.column(ReleaseField::Project).map(|_| releases)
    }

    pub(crate) fn column(&self, field: ReleaseField) -> Option<usize> {
        self.columns.iter().find(|(own, _)| *own == field).map(|(_, column)| *column)
    }
}

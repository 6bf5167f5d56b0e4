//! A column with its cell: the name, the type and the value stand together, so that no value can slip under another name.

use std::borrow::Cow;

use crate::base::date::Day;
use crate::ita::cell_type::CellType;
use crate::ita::open_data::Column;
use crate::ita::score::Score;
use crate::ita::year::FiscalYear;

/// The columns of a table that has a row for every `R`.
pub(super) struct Columns<'a, R>(Vec<(Column, Cell<'a, R>)>);

/// What stands in a row's cell. `None` is a missing value, never a zero.
type Cell<'a, R> = Box<dyn Fn(&R) -> Option<String> + 'a>;

impl<'a, R> Columns<'a, R> {
    pub(super) fn new() -> Columns<'a, R> {
        Columns(Vec::new())
    }

    /// Adds a column, its type taken from what its cells hold.
    pub(super) fn with<V: Value>(mut self, name: &'static str, cell: impl Fn(&R) -> Option<V> + 'a) -> Columns<'a, R> {
        self.0.push((Column { name, cells: V::TYPE }, Box::new(move |row| cell(row).map(V::written))));
        self
    }

    /// The columns without their cells.
    pub(super) fn heads(&self) -> Vec<Column> {
        self.0.iter().map(|(column, _)| *column).collect()
    }

    pub(super) fn table(&self, rows: impl IntoIterator<Item = R>) -> Table {
        let cells = |row: R| self.0.iter().map(|(_, cell)| cell(&row)).collect();
        Table {
            columns: self.heads().into_iter().map(|own| (own.name.into(), own.cells)).collect(),
            rows: rows.into_iter().map(cells).collect(),
        }
    }
}

/// A table, ready to be written.
pub(crate) struct Table {
    pub columns: Vec<(Cow<'static, str>, CellType)>,
    /// A cell for each column.
    pub rows: Vec<Vec<Option<String>>>,
}

/// Rows that are written one after the other; those of a large table are never all made at once.
pub(crate) trait Rows {
    fn columns(&self) -> Vec<(&str, CellType)>;
    fn height(&self) -> usize;
    /// A cell for each column.
    fn row(&self, at: usize) -> impl Iterator<Item = Option<Cow<'_, str>>>;
}

impl Rows for Table {
    fn columns(&self) -> Vec<(&str, CellType)> {
        self.columns.iter().map(|(name, cells)| (&**name, *cells)).collect()
    }

    fn height(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, at: usize) -> impl Iterator<Item = Option<Cow<'_, str>>> {
        self.rows[at].iter().map(|cell| cell.as_deref().map(Cow::Borrowed))
    }
}

/// What may stand in a cell.
pub(super) trait Value {
    const TYPE: CellType;
    fn written(self) -> String;
}

/// An address of the Web.
pub(super) struct Url(pub String);

macro_rules! values {
    ($($value:ty => $kind:ident),* $(,)?) => {$(
        impl Value for $value {
            const TYPE: CellType = CellType::$kind;
            fn written(self) -> String {
                self.to_string()
            }
        }
    )*};
}

values! {
    String => Text, &str => Text, usize => Whole, u64 => Whole, FiscalYear => Whole, Score => Number, Day => Day, bool => Truth,
}

impl Value for Url {
    const TYPE: CellType = CellType::Address;
    fn written(self) -> String {
        self.0
    }
}

//! The tables of a site as data: what their files are called and where they are. An address comes of the page and the id.

use crate::base::date::Day;
use crate::base::grid::{Cell, Value};
use crate::base::source::Sources;
use crate::ita::address::Address;
use crate::ita::document::Facts;
use crate::ita::open_data::{CellType, FOLDER, Form};
use crate::ita::portal::Portal;
use crate::ita::table::Table;

/// The data of one table.
#[derive(Clone, Debug)]
pub struct TableSet<'a> {
    /// The page that names it.
    pub page: Address,
    pub modified: Option<Day>,
    pub table: Table<'a>,
}

/// Every table that can be shown, in the order of the pages.
#[derive(Clone, Debug, Default)]
pub struct Tables<'a>(Vec<TableSet<'a>>);

/// A column of the data: its name, which is its head, and what its cells are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn<'a> {
    pub name: String,
    pub english: Option<&'a str>,
    pub cells: CellType,
}

impl<'a> Tables<'a> {
    pub fn of(portal: &'a Portal, sources: &'a Sources) -> Tables<'a> {
        let mut tables: Vec<TableSet<'_>> = Vec::new();
        for place in portal.places() {
            let Some(Facts { tables: specs, updated, .. }) = place.facts() else { continue };
            let own = specs.iter().map(|spec| Table::of(spec, sources)).filter(Table::is_shown);
            let own = own.map(|table| TableSet { page: place.address(), modified: *updated, table });
            tables.extend(own);
        }
        tables.sort_by_cached_key(TableSet::stem);
        // Two tables of one id are told; the first of them has the address.
        tables.dedup_by_key(|set| set.stem());
        Tables(tables)
    }

    pub fn all(&self) -> &[TableSet<'a>] {
        &self.0
    }

    /// The addresses of all files.
    pub fn addresses(&self) -> Vec<String> {
        self.0.iter().flat_map(|set| Form::ALL.map(|form| set.address(form))).collect()
    }

    /// Those of a page, as its file lists them.
    pub fn of_page(&self, page: &Address) -> Vec<&TableSet<'a>> {
        let stem = stem(page, "");
        let start = self.0.partition_point(|set| set.stem() < stem);
        let own =
            self.0[start..].iter().take_while(|set| set.stem().starts_with(&stem)).filter(|set| set.page == *page);
        let mut own: Vec<&TableSet<'_>> = own.collect();
        own.sort_by_key(|set| set.table.spec.span.start);
        own
    }

    /// The table that has a file, by its address from the root of the site.
    pub(crate) fn with_file(&self, address: &str) -> Option<(&TableSet<'a>, Form)> {
        let form = Form::ALL.into_iter().find(|form| address.ends_with(&format!(".{}", form.ending())))?;
        let stem = &address[..address.len() - form.ending().len() - 1];
        let at = self.0.binary_search_by(|set| set.stem().as_str().cmp(stem)).ok()?;
        Some((&self.0[at], form))
    }
}

impl<'a> TableSet<'a> {
    /// The file's address from the root of the site, `data/ita/2568/o12/list.csv`.
    pub fn address(&self, form: Form) -> String {
        format!("{}.{}", self.stem(), form.ending())
    }

    /// Its name among all data, `ita.2568.o12.list`.
    pub fn name(&self) -> String {
        let stem = self.stem();
        stem.trim_start_matches(FOLDER).trim_start_matches('/').to_lowercase().replace('/', ".")
    }

    /// The file's name, `list.csv`.
    pub fn file(&self, form: Form) -> String {
        format!("{}.{}", self.table.spec.id.value, form.ending())
    }

    /// Its columns; of two with one head the second is numbered, by a number that makes no other head of it.
    pub fn columns(&self) -> Vec<TableColumn<'a>> {
        let heads = &self.table.heads;
        let mut columns: Vec<TableColumn<'_>> = Vec::with_capacity(heads.len());
        for (at, head) in heads.iter().enumerate() {
            let first = heads.iter().position(|own| own.text == head.text) == Some(at);
            let numbered = (2..).map(|number| format!("{} ({number})", head.text));
            let is_free = |name: &String| {
                heads.iter().all(|own| own.text != *name) && columns.iter().all(|own| own.name != *name)
            };
            let name = if first { Some(head.text.clone()) } else { numbered.into_iter().find(is_free) };
            let name = name.unwrap_or_default();
            columns.push(TableColumn { name, english: head.english, cells: self.table.cells(at) });
        }
        columns
    }

    fn stem(&self) -> String {
        stem(&self.page, &self.table.spec.id.value)
    }
}

fn stem(page: &Address, id: &str) -> String {
    let page = if page.as_str().is_empty() { "index/" } else { page.as_str() };
    format!("{FOLDER}/{page}{id}")
}

impl Table<'_> {
    /// What the cells of a column are, where all of them are that.
    pub fn cells(&self, column: usize) -> CellType {
        let is = |of: fn(&Cell) -> bool| self.filled(column).next().is_some() && self.filled(column).all(of);
        match () {
            () if is(is_figure) => CellType::Number,
            () if is(|cell| matches!(cell.value, Value::Day(_))) => CellType::Day,
            () => CellType::Text,
        }
    }
}

/// Whether a cell is worth no more than its figure: `00042` is a name.
fn is_figure(cell: &Cell) -> bool {
    let named = cell.text.len() > 1 && cell.text.starts_with('0') && !cell.text.starts_with("0.");
    matches!(cell.value, Value::Number(_)) && !named
}

//! The tables of a site as data: what their files are called and where they are. An address comes of the page and the id.

use crate::base::date::Day;
use crate::ita::address::Address;
use crate::ita::document::Facts;
use crate::ita::open_data::{FOLDER, Form};
use crate::ita::portal::Portal;
use crate::ita::table::Table;

/// The data of one table.
#[derive(Clone, Debug)]
pub struct TableSet<'a> {
    /// The page that names it.
    pub page: Address,
    pub modified: Option<Day>,
    pub table: &'a Table,
    /// The address of its files without their endings, `data/ita/2568/o12/list`.
    stem: String,
}

/// Every table that can be shown, in the order of their addresses.
#[derive(Clone, Debug, Default)]
pub struct Tables<'a>(Vec<TableSet<'a>>);

impl<'a> Tables<'a> {
    pub fn of(portal: &'a Portal) -> Tables<'a> {
        let mut tables: Vec<TableSet<'_>> = Vec::new();
        for place in portal.places() {
            let Some(Facts { tables: own, updated, .. }) = place.facts() else { continue };
            tables.extend(own.iter().filter(|table| table.is_shown()).map(|table| {
                let page = place.address();
                TableSet { stem: stem(&page, &table.id.value), page, modified: *updated, table }
            }));
        }
        tables.sort_by(|a, b| a.stem.cmp(&b.stem));
        // Two tables of one id are told; the first of them has the address.
        tables.dedup_by(|a, b| a.stem == b.stem);
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
        let start = self.0.partition_point(|set| set.stem < stem);
        let own = self.0[start..].iter().take_while(|set| set.stem.starts_with(&stem)).filter(|set| set.page == *page);
        let mut own: Vec<&TableSet<'_>> = own.collect();
        own.sort_by_key(|set| set.table.span.start);
        own
    }

    /// The table that has a file, by its address from the root of the site.
    pub(crate) fn with_file(&self, address: &str) -> Option<(&TableSet<'a>, Form)> {
        let (stem, ending) = address.rsplit_once('.')?;
        let form = Form::ALL.into_iter().find(|form| form.ending() == ending)?;
        let at = self.0.binary_search_by(|set| set.stem.as_str().cmp(stem)).ok()?;
        Some((&self.0[at], form))
    }
}

impl TableSet<'_> {
    /// The file's address from the root of the site, `data/ita/2568/o12/list.csv`.
    pub fn address(&self, form: Form) -> String {
        format!("{}.{}", self.stem, form.ending())
    }

    /// Its name among all data, `ita.2568.o12.list`.
    pub fn name(&self) -> String {
        self.stem.trim_start_matches(FOLDER).trim_start_matches('/').to_lowercase().replace('/', ".")
    }

    /// The file's name, `list.csv`.
    pub fn file(&self, form: Form) -> String {
        format!("{}.{}", self.table.id.value, form.ending())
    }
}

fn stem(page: &Address, id: &str) -> String {
    let page = if page.as_str().is_empty() { "index/" } else { page.as_str() };
    format!("{FOLDER}/{page}{id}")
}

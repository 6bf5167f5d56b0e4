//! The tables of a site as data: what their files are called and where they are. An address comes of the page and the id.

use crate::base::date::Day;
use crate::ita::address::Address;
use crate::ita::document::Facts;
use crate::ita::open_data::{FOLDER, Form};
use crate::ita::places::Place;
use crate::ita::portal::Portal;
use crate::ita::release::Releases;
use crate::ita::table::Table;

/// The end of the address of releases.
const RELEASES: &str = ".ocds.json";

/// The data of one table.
#[derive(Clone, Debug)]
pub struct TableSet<'a> {
    /// The page that names it.
    pub page: Address,
    pub modified: Option<Day>,
    pub table: &'a Table,
    /// How it is offered to who compares purchases.
    pub releases: Option<Releases<'a>>,
    /// The address of its files without their endings, `data/ita/2568/o12/list`.
    stem: String,
}

/// Every table that can be shown, in the order of their addresses.
#[derive(Clone, Debug, Default)]
pub struct Tables<'a>(Vec<TableSet<'a>>);

impl<'a> Tables<'a> {
    pub fn of(portal: &'a Portal, places: &[Place<'a>]) -> Tables<'a> {
        let mut tables: Vec<TableSet<'_>> = Vec::new();
        for place in places {
            let Some(Facts { tables: own, updated, .. }) = place.facts() else { continue };
            tables.extend(own.iter().filter(|table| table.is_shown()).map(|table| {
                let page = place.address();
                let heads = place.spec().map(|spec| &spec.releases);
                let known = heads.zip(portal.agency.ocid_prefix.as_deref()).zip(*updated);
                let releases = known.and_then(|((heads, prefix), day)| Releases::of(table, heads, prefix, day));
                TableSet { stem: stem(&page, &table.id.value), page, modified: *updated, table, releases }
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
        let releases = |set: &TableSet<'_>| set.releases.is_some().then(|| set.releases_address());
        self.0.iter().flat_map(|set| Form::ALL.map(|form| set.address(form)).into_iter().chain(releases(set))).collect()
    }

    /// Those of a page, as its file lists them.
    pub(crate) fn of_page(&self, page: &Address) -> Vec<&TableSet<'a>> {
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
        Some((self.with_stem(stem)?, form))
    }

    /// The table whose releases have a file.
    pub(crate) fn with_releases(&self, address: &str) -> Option<(&TableSet<'a>, &Releases<'a>)> {
        let set = self.with_stem(address.strip_suffix(RELEASES)?)?;
        Some((set, set.releases.as_ref()?))
    }

    fn with_stem(&self, stem: &str) -> Option<&TableSet<'a>> {
        let at = self.0.binary_search_by(|set| set.stem.as_str().cmp(stem)).ok()?;
        Some(&self.0[at])
    }
}

impl TableSet<'_> {
    /// The file's address from the root of the site, `data/ita/2568/o12/list.csv`.
    pub fn address(&self, form: Form) -> String {
        format!("{}.{}", self.stem, form.ending())
    }

    /// The address of its releases, `data/ita/2568/o12/list.ocds.json`.
    pub(crate) fn releases_address(&self) -> String {
        format!("{}{RELEASES}", self.stem)
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

//! The portal: everything a site says, as one immutable value.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::date::Day;
use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::address::Address;
use crate::ita::agency::Agency;
use crate::ita::article::{Article, ArticleKind};
use crate::ita::assessment::Assessment;
use crate::ita::attachments::Attachments;
use crate::ita::life::Phase;
use crate::ita::measure::Measure;
use crate::ita::not_public::NotPublic;
use crate::ita::privacy::Privacy;
use crate::ita::staff::Note;
use crate::ita::table::Table;
use crate::ita::target::{Target, target};
use crate::ita::visibility::Visibility;
use crate::ita::year::FiscalYear;

#[derive(Clone, Debug)]
pub struct Portal {
    pub agency: Agency,
    /// The personal numbers that may be published, if any.
    pub privacy: Option<Privacy>,
    pub years: BTreeMap<FiscalYear, Arc<Assessment>>,
    /// Pages, news (newest first) and services, each kind in its order.
    pub articles: Vec<Article>,
    /// The articles that are drafts or still to come, with their addresses: no link leads there.
    pub(crate) unpublished: BTreeMap<RelPath, Address>,
    /// What the content says to the agency's own people, file by file; never published.
    pub notes: Vec<Note>,
    pub files: Arc<Attachments>,
    /// Files of the content that have a fault of their own. What they should hold may be missing here, and whoever asks
    /// for it is not to blame.
    pub faulty: BTreeSet<RelPath>,
    /// Below these addresses pages may be missing for the same reason.
    pub hidden: Vec<Address>,
}

impl Portal {
    /// How many documents the pages of the site offer.
    pub fn documents(&self) -> usize {
        let items = self.shown().flat_map(|year| &year.items).map(|item| &item.facts);
        let measures = self.shown().flat_map(|year| &year.measures).map(|measure| &measure.facts);
        let facts = items.chain(measures).chain(self.articles.iter().map(|article| &article.facts));
        facts.map(|facts| facts.documents.len()).sum()
    }

    /// The tables that a page names.
    pub(crate) fn tables(&self, path: &RelPath) -> &[Table] {
        let items = self.years.values().flat_map(|year| &year.items).map(|item| (&item.path, &item.facts));
        let measures = self.years.values().flat_map(|year| &year.measures).map(|own| (&own.path, &own.facts));
        let mut pages = items.chain(measures).chain(self.articles.iter().map(|own| (&own.path, &own.facts)));
        pages.find(|(own, _)| *own == path).map_or(&[], |(_, facts)| &facts.tables)
    }

    /// The files that documents and tables of pages name.
    pub(crate) fn offers(&self) -> impl Iterator<Item = &Spanned<Option<RelPath>>> {
        let items = self.years.values().flat_map(|year| &year.items).map(|item| &item.facts);
        let measures = self.years.values().flat_map(|year| &year.measures).map(|measure| &measure.facts);
        let facts = items.chain(measures).chain(self.articles.iter().map(|article| &article.facts));
        facts.flat_map(|facts| {
            let tables = facts.tables.iter().map(|table| &table.file);
            facts.documents.iter().map(|document| &document.file).chain(tables)
        })
    }

    /// The last change of anything that has a day.
    pub fn updated(&self) -> Option<Day> {
        let articles = self.articles.iter().filter_map(|article| article.facts.updated.or(article.date));
        self.shown().filter_map(Assessment::updated).chain(articles).max()
    }

    /// The measure written as `2569/m01`.
    pub fn measure(&self, written: &str) -> Option<(&Assessment, &Measure)> {
        let (year, id) = written.split_once('/')?;
        let assessment = self.years.get(&FiscalYear::parse(year)?)?;
        Some((assessment, assessment.measures.iter().find(|measure| measure.id == id)?))
    }

    /// The years that have pages.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = &Assessment> {
        self.years.values().map(|own| &**own).filter(|assessment| assessment.visibility() != Visibility::Hidden)
    }

    /// The newest year that has items and that menus lead to.
    pub(crate) fn newest(&self) -> Option<&Assessment> {
        self.years.values().map(|own| &**own).rev().find(|own| own.catalogue.is_some() && own.is_listed())
    }

    /// The hidden year in whose folder a file of the content stands.
    pub(crate) fn hides(&self, path: &RelPath) -> Option<FiscalYear> {
        let year = FiscalYear::of_file(path)?;
        self.years.get(&year).filter(|assessment| assessment.visibility() == Visibility::Hidden).map(|_| year)
    }

    /// The attachments of the years that have pages, and those of no year.
    pub(crate) fn public_files(&self) -> impl Iterator<Item = (&RelPath, &String)> {
        let all = self.shown().count() == self.years.len();
        self.files.iter().filter(move |(path, _)| all || self.hides(path).is_none())
    }

    /// The patterns of addresses that are not for the public, of all years.
    pub(crate) fn not_public(&self) -> NotPublic<'_> {
        let catalogues = self.years.values().filter_map(|year| year.catalogue.as_deref());
        NotPublic::new(catalogues.flat_map(|catalogue| catalogue.not_public.iter().map(String::as_str)))
    }

    /// What a target means that is written in the file `from`.
    pub(crate) fn target(&self, from: &RelPath, written: &str, from_content: bool) -> Target {
        target(Some(&self.agency.base_url.value), from, written, from_content)
    }

    /// The file that a target leads to, written as a path or as an address of the site.
    pub(crate) fn file_at(&self, from: &RelPath, written: &str, from_content: bool) -> Option<RelPath> {
        match self.target(from, written, from_content) {
            Target::Address { address, .. } => self.files.at(&address).cloned(),
            Target::File { path, .. } => Some(path),
            Target::Outside | Target::Nowhere => None,
        }
    }

    /// Whether a link leads to an article that is a draft or still to come.
    pub(crate) fn is_unpublished(&self, target: &Target) -> bool {
        match target {
            Target::File { path, .. } => self.unpublished.contains_key(path),
            Target::Address { address, .. } => {
                let own = address.strip_prefix("en/").unwrap_or(address).trim_end_matches('/');
                !own.is_empty() && self.unpublished.values().any(|one| one.as_str().trim_end_matches('/') == own)
            }
            Target::Outside | Target::Nowhere => false,
        }
    }

    /// Whether an address of the site is below that of a hidden year.
    pub(crate) fn hides_address(&self, address: &str) -> bool {
        let hidden = self.years.values().filter(|year| year.visibility() == Visibility::Hidden);
        let mut below = hidden.flat_map(|year| [Address::year(year.year), Address::scores_of(year.year)]);
        below.any(|own| address.starts_with(own.as_str()))
    }

    /// Whether the file at `path` has a fault of its own.
    pub(crate) fn is_faulty(&self, path: &str) -> bool {
        self.faulty.contains(path)
    }

    /// The articles of a kind that lists show, in their order.
    pub(crate) fn listed(&self, kind: ArticleKind) -> impl DoubleEndedIterator<Item = &Article> {
        self.articles(kind).filter(|article| !matches!(article.life.phase, Phase::Over(_)))
    }

    pub fn articles(&self, kind: ArticleKind) -> impl DoubleEndedIterator<Item = &Article> {
        self.articles.iter().filter(move |article| article.kind == kind)
    }
}

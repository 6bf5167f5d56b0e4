//! A site at one moment as a value: whole, unchanging, and able to make any of its files.

use std::sync::Arc;

use rayon::prelude::*;
use self_cell::self_cell;

use crate::base::diag::Diagnostic;
use crate::base::lang::Lang;
use crate::base::output::{Asset, Output};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::words::Words;
use crate::check::published::{Published, Seen, leak};
use crate::export::data::Data;
use crate::export::tables;
use crate::ita::agency::BaseUrl;
use crate::ita::options::Options;
use crate::ita::portal::Portal;
use crate::ita::staff::Note;
use crate::render::Plan;
use crate::render::theme::Theme;

/// Everything that the files of a site are made from.
pub struct Whole {
    pub portal: Portal,
    /// What is published of it, where that is not all.
    pub published: Option<Portal>,
    pub sources: Arc<Sources>,
    pub words: Arc<Words>,
    pub options: Options,
    /// The numbers that the checks have judged.
    pub(crate) seen: Seen,
}

impl Whole {
    /// What pages and data may say.
    fn public(&self) -> &Portal {
        self.published.as_ref().unwrap_or(&self.portal)
    }
}

self_cell!(
    struct WithPlan {
        owner: Whole,
        #[covariant]
        dependent: Plan,
    }
);

/// A planned site. None of its files is made before it is asked for, and none is kept.
pub struct Site(WithPlan);

impl Site {
    pub fn new(whole: Whole, theme: Theme) -> Site {
        Site(WithPlan::new(whole, |whole| {
            Plan::new(whole.public(), theme, &whole.words, &whole.sources, &whole.options, tables::columns)
        }))
    }

    pub fn portal(&self) -> &Portal {
        &self.whole().portal
    }

    pub fn sources(&self) -> &Sources {
        &self.whole().sources
    }

    /// The words of its pages.
    pub(crate) fn words(&self) -> &Words {
        &self.whole().words
    }

    pub fn options(&self) -> &Options {
        &self.whole().options
    }

    /// The address of the site, without which no page knows where it is.
    pub fn base_url(&self) -> &BaseUrl {
        self.options().address(self.portal())
    }

    /// Whether the site has a file.
    pub fn has(&self, path: &RelPath) -> bool {
        self.plan().has(path)
    }

    /// What is said to the staff about the page that a file is.
    pub(crate) fn notes(&self, path: &RelPath) -> Vec<&Note> {
        let Some(place) = self.plan().place(path) else { return Vec::new() };
        self.portal().notes.iter().filter(|note| place.is_about(note)).collect()
    }

    /// Every page by its address from the root of the site, with its language and its title.
    pub(crate) fn contents(&self) -> impl Iterator<Item = (String, Lang, String)> {
        self.plan().contents()
    }

    /// What is wrong with the templates, as one page of each kind and language shows.
    pub(crate) fn try_templates(&self) -> Vec<Diagnostic> {
        self.plan().try_templates()
    }

    /// What is wrong with the templates, as every page shows. Each is made and let go. `None` when that was given up,
    /// because `go_on` said so.
    pub(crate) fn try_pages(&self, go_on: impl Fn() -> bool + Sync) -> Option<Vec<Diagnostic>> {
        let fault = |path: &&RelPath| self.searched(path, self.plan().make(path)?).err();
        let pages = self.plan().pages();
        let faults: Option<Vec<_>> = pages.par_iter().map(|path| go_on().then(|| fault(path))).collect();
        Some(faults?.into_iter().flatten().collect())
    }

    /// A file, if nothing is in it that must not be published.
    fn searched(&self, path: &RelPath, made: Result<Asset, Diagnostic>) -> Result<Asset, Diagnostic> {
        let whole = self.whole();
        match made? {
            Asset::Bytes(bytes) => {
                let page = self.plan().place(path).and_then(|place| place.source());
                let published = Published { path, page, bytes: &bytes };
                match leak(&whole.seen, &whole.portal, &whole.sources, &published) {
                    Some(finding) => Err(finding),
                    None => Ok(Asset::Bytes(bytes)),
                }
            }
            other => Ok(other),
        }
    }

    fn whole(&self) -> &Whole {
        self.0.borrow_owner()
    }

    fn plan(&self) -> &Plan<'_> {
        self.0.borrow_dependent()
    }

    /// What the open data is made from.
    fn data(&self) -> Data<'_> {
        let whole = self.whole();
        let Whole { sources, words, .. } = whole;
        let (sets, leads, tables) = self.plan().data();
        Data { portal: whole.public(), sources, sets, leads, tables, words, base_url: self.base_url() }
    }
}

impl Output for Site {
    fn paths(&self) -> Vec<RelPath> {
        let data = self
            .whole()
            .public()
            .data_addresses(self.data().tables.addresses())
            .into_iter()
            .filter_map(|address| RelPath::new(&address));
        self.plan().paths().into_iter().chain(data.filter(|path| !self.has(path))).collect()
    }

    fn make(&self, path: &RelPath) -> Option<Result<Asset, Diagnostic>> {
        let data = self.data().file(path.as_str()).map(|bytes| Ok(Asset::Bytes(bytes)));
        data.or_else(|| self.plan().make(path)).map(|made| self.searched(path, made))
    }
}

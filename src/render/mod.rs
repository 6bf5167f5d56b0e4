//! Portal and theme to output: every page of every language, feeds, site maps, attachments and assets.
//! HTML is made here and nowhere else, because only here are addresses known. The plan knows every file of the site
//! before any is made, so that a build makes them all and the preview makes the one that is asked for.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use crate::base::diag::Diagnostic;
use crate::base::lang::{Bilingual, Lang};
use crate::base::output::{Asset, FEED, NOT_FOUND, ROBOTS, SITE_MAP};
use crate::base::path::RelPath;
use crate::base::picture::Form;
use crate::base::portable::Portable;
use crate::base::source::Sources;
use crate::base::words::Words;
use crate::ita::address::Address;
use crate::ita::alias::{forwarding, forwardings};
use crate::ita::leads::Leads;
use crate::ita::open_data::DataSet;
use crate::ita::options::Options;
use crate::ita::pictures::{Uses, known, uses};
use crate::ita::places::Place;
use crate::ita::portal::Portal;
use crate::ita::table::set::Tables;
use crate::render::page::Page;
use crate::render::parts::document_rows::SharedRows;
use crate::render::parts::frame;
use crate::render::parts::picture::picture;
use crate::render::parts::pieces::Pieces;
use crate::render::press::Press;
use crate::render::search::Index;
use crate::render::site::{Columns, Site};
use crate::render::theme::Theme;

mod accent;
mod contents;
mod feed;
mod forward;
mod look;
mod markdown;
mod measured;
mod own_files;
mod page;
mod pages;
mod parts;
mod press;
pub(crate) mod rules;
mod search;
mod site;
mod sitemap;
pub(crate) mod theme;
mod whole;

/// The style sheet of a theme, which takes the agency's colour.
const STYLE: &str = "style.css";

/// Every file that a site will have, and all that is needed to make each.
pub(crate) struct Plan<'a> {
    site: Site<'a>,
    theme: Theme,
    pieces: Pieces<'a>,
    rows: SharedRows,
    pages: Vec<Page<'a>>,
    /// The index of each language's search page.
    indexes: Bilingual<Index>,
    /// All but the attachments that are published as they are.
    files: HashMap<RelPath, File>,
    /// Pictures that nobody has the address of.
    only_shown: BTreeSet<RelPath>,
}

/// One file to be.
#[derive(Clone, Debug)]
enum File {
    /// A page, by its place in the plan.
    Page(usize),
    NotFound(Lang),
    /// A page at the old address of another: that page's place in `forwardings`, which of its aliases, the language.
    Forward(usize, usize, Lang),
    SiteMap(Lang),
    Feed(Lang),
    /// The feed of a tag, by its place in the list of tags.
    TagFeed(Lang, usize),
    /// The file of the search index that names every page.
    SearchStart(Lang),
    /// A part of the search index, from 0.
    SearchPart(Lang, usize),
    Robots,
    /// A file among the sources, as it is.
    Copy(RelPath),
    /// What is made of a picture among the sources.
    Picture(RelPath, Form),
    /// The theme's style sheet, with what the agency adds to it.
    Style(RelPath),
}

impl<'a> Plan<'a> {
    /// Plans the site of a portal.
    pub(crate) fn new(
        portal: &'a Portal,
        mut theme: Theme,
        words: &'a Words,
        sources: &'a Sources,
        options: &'a Options,
        columns: Columns,
    ) -> Plan<'a> {
        let own = || Site::new(portal, words, sources, options, columns);
        let (uses, site) = rayon::join(|| uses(portal, sources), own);
        let pages = page::all(portal, &site.places);
        let own = accent(portal);
        let css = theme.asset_href(sources, STYLE, &own);
        Lang::ALL.into_iter().for_each(|lang| theme.share(lang, &frame::shared(&site, lang, css.clone()), words));
        let files = files(&site, &theme, &pages, &uses);
        let indexes = Bilingual::each(|lang| Index::new(&site.places, lang));
        Plan {
            pieces: Pieces::new(&site),
            rows: SharedRows::default(),
            site,
            theme,
            pages,
            indexes,
            files,
            only_shown: uses.only_shown,
        }
    }

    /// Where every file will be: the parts of search indexes first, which their start files tell of, then each picture once,
    /// with which its other sizes are made.
    pub(crate) fn paths(&self) -> Vec<RelPath> {
        let rank = |file: &File| match file {
            File::SearchPart(..) => 0,
            File::Picture(_, Form::Size(0) | Form::Clean) => 1,
            _ => 2,
        };
        let published = self.site.portal.files.iter().filter_map(|(path, address)| {
            let at = RelPath::new(address).filter(|at| !self.files.contains_key(at))?;
            Some((rank(&self.published(path)?), at))
        });
        let own = self.files.iter().map(|(path, file)| (rank(file), path.clone()));
        let mut paths: Vec<_> = own.chain(published).collect();
        paths.par_sort_unstable();
        paths.into_iter().map(|(_, path)| path).collect()
    }

    /// What an attachment is published as, if it is.
    fn published(&self, path: &RelPath) -> Option<File> {
        let file = match known(self.site.sources, path) {
            Some(_) => File::Picture(path.clone(), Form::Clean),
            None => File::Copy(path.clone()),
        };
        (!self.only_shown.contains(path)).then_some(file)
    }

    fn file(&self, path: &RelPath) -> Option<File> {
        let attachment = || self.published(self.site.portal.files.at(path.as_str())?);
        self.files.get(path).cloned().or_else(attachment)
    }

    /// What open data is made from, as the pages have it: the sets, where what is written leads, the tables that are shown.
    pub(crate) fn data(&self) -> (&[DataSet<'a>], &Leads<'a>, &Tables<'a>) {
        (&self.site.data, &self.site.leads, &self.site.tables)
    }

    /// Whether the site will have a file.
    pub(crate) fn has(&self, path: &RelPath) -> bool {
        self.file(path).is_some()
    }

    /// The place that a file is the page of.
    pub(crate) fn place(&self, path: &RelPath) -> Option<Place<'a>> {
        match self.file(path)? {
            File::Page(at) => Some(self.pages[at].place),
            _ => None,
        }
    }

    /// Makes one file, or tells what is wrong with its template. `None` for a path that the site does not have.
    pub(crate) fn make(&self, path: &RelPath) -> Option<Result<Asset, Diagnostic>> {
        self.file(path).map(|file| self.asset(&file))
    }

    /// Every page by its address from the root of the site, with its language and its title.
    pub(crate) fn contents(&self) -> impl Iterator<Item = (String, Lang, String)> {
        self.pages.iter().map(|page| (page.href(), page.lang, pages::title_of(&self.site, page)))
    }

    /// Where every file will be that a template makes or that joins what stands apart, and that may therefore be faulty.
    pub(crate) fn pages(&self) -> Vec<&RelPath> {
        let made = |file: &File| matches!(file, File::Page(_) | File::NotFound(_) | File::SearchPart(..));
        let mut pages: Vec<_> = self.files.iter().filter(|(_, file)| made(file)).map(|(path, _)| path).collect();
        pages.par_sort_unstable();
        pages
    }

    /// What is wrong with the templates, as one page of each kind and language shows.
    pub(crate) fn try_templates(&self) -> Vec<Diagnostic> {
        let mut kinds = HashSet::new();
        let pages = self.pages.iter().enumerate().filter(|(_, page)| kinds.insert((page.place.look(), page.lang)));
        let pages = pages.map(|(at, _)| File::Page(at));
        let files: Vec<File> = pages.chain(Lang::ALL.map(File::NotFound)).collect();
        files.par_iter().filter_map(|file| self.asset(file).err()).collect()
    }

    fn asset(&self, file: &File) -> Result<Asset, Diagnostic> {
        let start = |lang: Lang| self.indexes.get(lang).start(&self.site, &self.pages);
        let index = |lang: Lang| start(lang).href.as_str();
        let press = Press {
            theme: &self.theme,
            pieces: &self.pieces,
            rows: &self.rows,
            names: &self.site.portal.agency.unbroken,
            index: &index,
        };
        let text = match file {
            File::Page(at) => pages::page(&press, &self.site, &self.pages[*at])?,
            File::NotFound(lang) => pages::not_found(&press, &self.site, *lang)?,
            File::Forward(at, alias, lang) => {
                let page = forwarding(self.site.portal, *at);
                page.map(|page| forward::forward(&self.site, &page, &page.aliases[*alias].value, *lang))
                    .unwrap_or_default()
            }
            File::SiteMap(lang) => sitemap::sitemap(&self.site, &self.pages, *lang),
            File::Feed(lang) => feed::feed(&self.site, *lang, None),
            File::TagFeed(lang, at) => feed::feed(&self.site, *lang, self.site.portal.agency.tags.get(*at)),
            File::SearchStart(lang) => return Ok(Asset::Bytes(start(*lang).bytes.clone())),
            File::SearchPart(lang, at) => {
                return Ok(Asset::Bytes(self.indexes.get(*lang).part(&self.site, &self.pages, *at)));
            }
            File::Robots => sitemap::robots(&self.site),
            File::Style(path) => {
                let text = self.site.sources.texts.get(path).map(|text| text.to_string()).unwrap_or_default();
                text + &accent(self.site.portal)
            }
            File::Copy(path) => return Ok(self.site.copy(path)),
            File::Picture(path, form) => {
                return Ok(self.site.recipe(path, *form).unwrap_or_else(|| self.site.copy(path)));
            }
        };
        Ok(Asset::Bytes(text.into_bytes()))
    }
}

/// The pages at old addresses, in every language.
fn forwards(site: &Site<'_>) -> impl Iterator<Item = (RelPath, File)> {
    let pages = forwardings(site.portal).enumerate();
    let aliases =
        pages.flat_map(|(at, own)| own.aliases.iter().enumerate().map(move |(place, alias)| (at, place, alias)));
    aliases.flat_map(|(at, place, alias)| {
        let languages = site.portal.agency.languages.iter();
        languages.filter_map(move |&lang| Some((forward::file(&alias.value, lang)?, File::Forward(at, place, lang))))
    })
}

/// Lists the files of a site; a later one of the same path stands for an earlier one.
fn files(site: &Site<'_>, theme: &Theme, pages: &[Page<'_>], uses: &Uses) -> HashMap<RelPath, File> {
    let pages = pages.iter().enumerate().map(|(at, page)| (page.route(), File::Page(at)));
    let mut files: HashMap<RelPath, File> = forwards(site).chain(pages).collect();
    let mut add = |name: &str, file: File| {
        if let Some(path) = RelPath::new(name) {
            files.insert(path, file);
        }
    };
    for &lang in &site.portal.agency.languages {
        let prefix = site.prefix(lang);
        add(&format!("{prefix}{NOT_FOUND}"), File::NotFound(lang));
        add(&format!("{prefix}{SITE_MAP}"), File::SiteMap(lang));
        add(&format!("{prefix}{FEED}"), File::Feed(lang));
        for (at, tag) in site.portal.agency.tags.iter().enumerate() {
            add(&Address::feed_of(&tag.id.value, lang), File::TagFeed(lang, at));
        }
        let folder = search::folder(lang);
        add(&format!("{folder}{}", search::START), File::SearchStart(lang));
        (0..search::count(&site.places))
            .for_each(|part| add(&format!("{folder}{}", search::name(part)), File::SearchPart(lang, part)));
    }
    add(ROBOTS, File::Robots);
    for path in uses.shown.keys() {
        let files = picture(site, path).map(|own| own.files).unwrap_or_default();
        files.iter().enumerate().for_each(|(at, file)| add(&file.href, File::Picture(path.clone(), Form::Size(at))));
    }
    for (inside, path) in theme.assets() {
        let file = if inside == STYLE { File::Style(path.clone()) } else { File::Copy(path.clone()) };
        add(&format!("assets/{inside}"), file);
    }
    // An address of an older site may differ in capital letters alone from a folder of this one: servers tell them apart,
    // and Windows does not.
    let unfit = unfit(&files);
    files.retain(|path, _| !unfit.contains(path));
    files
}

/// The pages at old addresses that cannot stand beside the others on every computer; a server leads on from there.
fn unfit(files: &HashMap<RelPath, File>) -> HashSet<RelPath> {
    let capital = |path: &RelPath| path.as_str().bytes().any(|byte| byte.is_ascii_uppercase());
    let is_odd = |own: &(&RelPath, &File)| matches!(own.1, File::Forward(..)) && capital(own.0);
    let (mut odd, others): (Vec<_>, Vec<_>) = files.iter().partition(is_odd);
    if odd.is_empty() {
        return HashSet::new();
    }
    let mut names = Portable::default();
    let open_data = ["data/datapackage.json"].into_iter();
    for path in others.iter().map(|(path, _)| path.as_str()).chain(open_data) {
        let _ = names.enter(path); // which the checks have told
    }
    odd.sort_unstable_by_key(|(path, _)| *path);
    odd.retain(|(path, _)| names.enter(path.as_str()).is_err());
    odd.into_iter().map(|(path, _)| path.clone()).collect()
}

/// What the agency's colour adds to the style sheet.
fn accent(portal: &Portal) -> String {
    portal.agency.front.accent.as_ref().map(|accent| accent::css(accent.value)).unwrap_or_default()
}

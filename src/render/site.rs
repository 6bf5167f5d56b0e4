//! What every page may ask of the whole site: where files lead, which issue a row is in, what an item was before.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::base::date::Day;
use crate::base::lang::{Lang, Text};
use crate::base::output::Asset;
use crate::base::path::RelPath;
use crate::base::picture::{Form, Recipe};
use crate::base::source::Sources;
use crate::base::words::Words;
use crate::ita::address::Address;
use crate::ita::agency::BaseUrl;
use crate::ita::article::{Article, ArticleKind};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::ItemSpec;
use crate::ita::issue::Issue;
use crate::ita::leads::Leads;
use crate::ita::life::Phase;
use crate::ita::measure::Measure;
use crate::ita::open_data::{Column, DataSet, Set};
use crate::ita::options::Options;
use crate::ita::pictures::known;
use crate::ita::places::Place;
use crate::ita::portal::Portal;
use crate::ita::table::set::Tables;
use crate::ita::year::FiscalYear;

/// Something known by a year and a name in it: the code of an item, a row, the id of an issue.
type ByYear<'a, T> = HashMap<FiscalYear, HashMap<&'a str, T>>;

/// The columns of a set of open data, as `export` writes them.
pub(super) type Columns = fn(Set) -> Vec<Column>;

/// The portal with the look-ups that pages need, made once.
pub(crate) struct Site<'a> {
    pub(crate) portal: &'a Portal,
    /// Every place, in reading order.
    pub(crate) places: Vec<Place<'a>>,
    pub(crate) words: &'a Words,
    pub(crate) sources: &'a Sources,
    pub(crate) today: Day,
    pub(crate) base_url: &'a BaseUrl,
    /// The open data of the site.
    pub data: Vec<DataSet<'a>>,
    /// The tables that pages show.
    pub(crate) tables: Tables<'a>,
    pub columns: Columns,
    pub(crate) leads: Leads<'a>,
    specs: ByYear<'a, &'a ItemSpec>,
    /// Items of later years that were this one.
    later: ByYear<'a, Vec<(FiscalYear, &'a str)>>,
    issues: ByYear<'a, Vec<&'a Issue>>,
    /// By the year of the analysis and the issue's id.
    measures: ByYear<'a, Vec<(&'a Assessment, &'a Measure)>>,
    /// The public news about a tag, the newest first.
    about: HashMap<&'a str, Vec<&'a Article>>,
}

impl<'a> Site<'a> {
    pub(super) fn new(
        portal: &'a Portal,
        words: &'a Words,
        sources: &'a Sources,
        options: &'a Options,
        columns: Columns,
    ) -> Site<'a> {
        let places = portal.places();
        let tables = Tables::of(portal, &places);
        let mut site = Site {
            leads: Leads::new(portal, &places, &tables),
            places,
            portal,
            words,
            sources,
            today: options.today,
            base_url: options.address(portal),
            data: portal.data_sets(),
            tables,
            columns,
            specs: HashMap::new(),
            later: HashMap::new(),
            issues: HashMap::new(),
            measures: HashMap::new(),
            about: HashMap::new(),
        };
        let mut news: Vec<&Article> =
            portal.articles(ArticleKind::News).filter(|one| one.life.phase == Phase::Public).collect();
        news.sort_by_key(|article| Reverse(article.date));
        for article in news {
            article.tags.iter().for_each(|tag| site.about.entry(&tag.value).or_default().push(article));
        }
        for assessment in portal.years.values() {
            let year = assessment.year;
            for (_, _, spec) in assessment.catalogue.iter().flat_map(|catalogue| catalogue.items()) {
                let code = spec.code.value.as_str();
                site.specs.entry(year).or_default().insert(code, spec);
                for (before, old) in &spec.was {
                    site.later.entry(*before).or_default().entry(&old.value).or_default().push((year, code));
                }
            }
            for issue in assessment.analysis.iter().flat_map(|analysis| &analysis.issues) {
                for row in &issue.rows {
                    site.issues.entry(year).or_default().entry(&row.value).or_default().push(issue);
                }
            }
            for measure in &assessment.measures {
                if let Some(issue) = &measure.issue {
                    let (of, id) = &issue.value;
                    site.measures.entry(*of).or_default().entry(id).or_default().push((assessment, measure));
                }
            }
        }
        site
    }

    /// A file among the sources, as it is.
    pub(crate) fn copy(&self, path: &RelPath) -> Asset {
        let text = self.sources.texts.get(path).map(|text| text.as_bytes());
        let file = self.sources.files.get(path);
        match text.or_else(|| file?.embedded) {
            Some(bytes) => Asset::Bytes(bytes.to_vec()),
            None => {
                let hash = file.and_then(|file| file.inspected.as_ref()?.hash.clone());
                Asset::CopyOf { path: path.clone(), hash }
            }
        }
    }

    /// The folder of a language's pages: empty or `en/`.
    pub(crate) fn prefix(&self, lang: Lang) -> String {
        Address::home().in_lang(lang)
    }

    /// The address, relative to the root of the site, of what `written` in the file `from` leads to, and whether that is
    /// outside the site. None for a page that is not public yet.
    pub(crate) fn href(&self, from: &RelPath, written: &str, from_content: bool, lang: Lang) -> Option<(String, bool)> {
        self.leads.href(from, written, from_content, lang)
    }

    /// The place at an address relative to the root of the site, in either language.
    pub(crate) fn place_at(&self, href: &str) -> Option<Place<'a>> {
        self.leads.place_at(href)
    }

    pub(crate) fn spec(&self, year: FiscalYear, code: &str) -> Option<&'a ItemSpec> {
        self.specs.get(&year)?.get(code).copied()
    }

    /// The same subject in earlier years, newest first, over all links of the catalogues.
    pub(crate) fn earlier(&self, year: FiscalYear, spec: &'a ItemSpec) -> Vec<(FiscalYear, &'a ItemSpec)> {
        let mut found: Vec<(FiscalYear, &ItemSpec)> = Vec::new();
        let mut open = vec![(year, spec)];
        while let Some((_, spec)) = open.pop() {
            for (before, code) in &spec.was {
                let known = found.iter().any(|(year, spec)| year == before && spec.code.value.as_str() == code.value);
                if let Some(spec) = self.spec(*before, &code.value).filter(|_| !known && *before < year) {
                    found.push((*before, spec));
                    open.push((*before, spec));
                }
            }
        }
        let order = |year: &FiscalYear, spec: &ItemSpec| {
            let catalogue = self.portal.years.get(year)?.catalogue.as_deref()?;
            catalogue.codes().position(|code| code == spec.code.value.as_str())
        };
        found.sort_by_cached_key(|(year, spec)| (std::cmp::Reverse(*year), order(year, spec)));
        found
    }

    /// The public news about a tag, the newest first.
    pub(crate) fn about(&self, tag: &str) -> &[&'a Article] {
        self.about.get(tag).map_or(&[], Vec::as_slice)
    }

    /// Items of later years that name this one as what they were.
    pub(crate) fn later(&self, year: FiscalYear, code: &str) -> &[(FiscalYear, &'a str)] {
        list(&self.later, year, code)
    }

    /// The issues of a year that a question or item is a row of.
    pub(crate) fn issues(&self, year: FiscalYear, row: &str) -> &[&'a Issue] {
        list(&self.issues, year, row)
    }

    /// The measures that answer an issue of a year's analysis.
    pub(crate) fn measures(&self, year: FiscalYear, issue: &str) -> &[(&'a Assessment, &'a Measure)] {
        list(&self.measures, year, issue)
    }

    /// What is made of a picture of the content.
    pub(crate) fn recipe(&self, path: &RelPath, form: Form) -> Option<Asset> {
        let (picture, hash) = known(self.sources, path)?;
        Some(Asset::Picture(Recipe { path: path.clone(), hash, picture, form }))
    }

    /// The name that the site goes by: the short one where there is one.
    pub(crate) fn name(&self) -> &'a Text {
        self.portal.agency.short_name.as_ref().unwrap_or(&self.portal.agency.name)
    }
}

fn list<'s, T>(index: &'s ByYear<'_, Vec<T>>, year: FiscalYear, name: &str) -> &'s [T] {
    index.get(&year).and_then(|names| names.get(name)).map_or(&[], Vec::as_slice)
}

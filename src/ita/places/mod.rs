//! The places of a portal: every page that its site will have, before it has a language or a look. A kind of page is one
//! file here, and one of the same name in `render/pages/`, which makes its HTML.

use std::mem::{Discriminant, discriminant};
use std::ops::Deref;

use crate::base::lang::Lang;
use crate::ita::article::{ArticleKind, Show};
use crate::ita::places::analysis::AnalysisPlace;
use crate::ita::places::article::ArticlePlace;
use crate::ita::places::documents::{DocumentsPlace, Order};
use crate::ita::places::home::HomePlace;
use crate::ita::places::issue::IssuePlace;
use crate::ita::places::issues::IssuesPlace;
use crate::ita::places::item::ItemPlace;
use crate::ita::places::kind::PageKind;
use crate::ita::places::list::{ListPlace, lists};
use crate::ita::places::measure::MeasurePlace;
use crate::ita::places::measures::{MeasuresPlace, OwnersPlace};
use crate::ita::places::report::ReportPlace;
use crate::ita::places::scores::ScoresPlace;
use crate::ita::places::search::SearchPlace;
use crate::ita::places::year::{WholeYearPlace, YearPlace};
use crate::ita::places::year_scores::YearScoresPlace;
use crate::ita::places::years::YearsPlace;
use crate::ita::portal::Portal;

pub(crate) mod analysis;
pub(crate) mod article;
pub(crate) mod documents;
pub(crate) mod home;
pub(crate) mod issue;
pub(crate) mod issues;
pub(crate) mod item;
pub(crate) mod kind;
pub(crate) mod list;
pub(crate) mod measure;
pub(crate) mod measures;
pub(crate) mod report;
pub(crate) mod scores;
pub(crate) mod search;
pub(crate) mod year;
pub(crate) mod year_scores;
pub(crate) mod years;

/// A page of the portal. It answers what its kind answers; only `render/pages/mod.rs` asks which kind it is.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    Home(HomePlace<'a>),
    Years(YearsPlace),
    Year(YearPlace<'a>),
    WholeYear(WholeYearPlace<'a>),
    Item(ItemPlace<'a>),
    Issues(IssuesPlace<'a>),
    Issue(IssuePlace<'a>),
    Analysis(AnalysisPlace<'a>),
    Measures(MeasuresPlace<'a>),
    Owners(OwnersPlace<'a>),
    Measure(MeasurePlace<'a>),
    Report(ReportPlace<'a>),
    Scores(ScoresPlace),
    YearScores(YearScoresPlace<'a>),
    List(ListPlace<'a>),
    Article(ArticlePlace<'a>),
    Documents(DocumentsPlace),
    Search(SearchPlace),
}

impl<'a> Deref for Place<'a> {
    type Target = dyn PageKind<'a> + 'a;

    fn deref(&self) -> &Self::Target {
        match self {
            Place::Home(place) => place,
            Place::Years(place) => place,
            Place::Year(place) => place,
            Place::WholeYear(place) => place,
            Place::Item(place) => place,
            Place::Issues(place) => place,
            Place::Issue(place) => place,
            Place::Analysis(place) => place,
            Place::Measures(place) => place,
            Place::Owners(place) => place,
            Place::Measure(place) => place,
            Place::Report(place) => place,
            Place::Scores(place) => place,
            Place::YearScores(place) => place,
            Place::List(place) => place,
            Place::Article(place) => place,
            Place::Documents(place) => place,
            Place::Search(place) => place,
        }
    }
}

impl Place<'_> {
    /// What tells apart places that look different, whatever stands in them.
    pub fn look(&self) -> (Discriminant<Self>, Option<(ArticleKind, Option<Show>)>) {
        let article = match self {
            Place::Article(ArticlePlace { article }) => Some((article.kind, article.show)),
            _ => None,
        };
        (discriminant(self), article)
    }

    /// Whether another place is the next or the one before in the series that this one is a part of.
    pub(crate) fn is_beside(&self, other: &Self) -> bool {
        match (self, other) {
            (Place::List(list), Place::List(other)) => list.is_beside(other),
            _ => self.is_in_series() && discriminant(self) == discriminant(other) && self.year() == other.year(),
        }
    }
}

impl Portal {
    pub fn home(&self) -> Place<'_> {
        Place::Home(HomePlace { agency: &self.agency })
    }

    /// Every place of the site, in reading order. Both languages have all of them.
    pub fn places(&self) -> Vec<Place<'_>> {
        let mut places = vec![self.home(), Place::Years(YearsPlace)];
        for assessment in self.shown() {
            if assessment.catalogue.is_some() {
                let whole = Place::WholeYear(WholeYearPlace { assessment });
                places.extend([Place::Year(YearPlace { assessment }), whole]);
            }
            for (_, group, spec) in assessment.catalogue.iter().flat_map(|catalogue| catalogue.items()) {
                let item = assessment.item(&spec.code.value);
                places.push(Place::Item(ItemPlace { assessment, group, spec, item }));
            }
            if let Some(analysis) = &assessment.analysis {
                places.push(Place::Issues(IssuesPlace { assessment, analysis }));
                let issues = analysis.issues.iter();
                places.extend(issues.map(|issue| Place::Issue(IssuePlace { assessment, analysis, issue })));
                places.extend(assessment.year.next().map(|written_in| {
                    let own = self.years.get(&written_in).map(|own| &**own);
                    Place::Analysis(AnalysisPlace { assessment, analysis, written_in, own })
                }));
            }
            if !assessment.measures.is_empty() {
                let owners = Place::Owners(OwnersPlace { assessment });
                places.extend([Place::Measures(MeasuresPlace { assessment }), owners]);
                let measures = assessment.measures.iter();
                places.extend(measures.map(|measure| Place::Measure(MeasurePlace { assessment, measure })));
                places.push(Place::Report(ReportPlace { assessment }));
            }
        }
        places.push(Place::Scores(ScoresPlace));
        let scored = self.shown().filter(|year| year.scores.is_some());
        places.extend(scored.map(|assessment| Place::YearScores(YearScoresPlace { assessment })));
        places.extend(lists(self).into_iter().map(Place::List));
        places.extend(self.articles.iter().map(|article| Place::Article(ArticlePlace { article })));
        // A list of one needs no other order.
        let orders = if self.documents() > 1 { &Order::ALL[..] } else { &Order::ALL[..1] };
        places.extend(orders.iter().map(|&order| Place::Documents(DocumentsPlace { order })));
        places.push(Place::Search(SearchPlace));
        places
    }
}

const TRACKING: &[&str] =
    &["fbclid=", "gclid=", "igsh=", "igshid=", "utm_", "mc_cid=", "mc_eid=", "_ga=", "openExternalBrowser="];

/// Whether a page of the site is written with its host and a query, as a program of the old site was. Only the search takes
/// one.
pub(crate) fn asks(address: &str, query: &str, whole: bool) -> bool {
    let search = SearchPlace.address();
    // What networks and mail programs add to an address asks nothing.
    let asks = |part: &str| !part.is_empty() && !TRACKING.iter().any(|name| part.starts_with(name));
    let asked = query.trim_start_matches('?').split('&').any(asks);
    whole && asked && !Lang::ALL.iter().any(|lang| search.in_lang(*lang) == address)
}

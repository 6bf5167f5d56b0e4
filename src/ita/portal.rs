//! The portal: everything a site says, as one immutable value, and the list of its places.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::{Discriminant, discriminant};

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::ita::address::Address;
use crate::ita::agency::Agency;
use crate::ita::article::{Article, Kind, Show};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Group, ItemSpec};
use crate::ita::document::Facts;
use crate::ita::issue::{Analysis, Issue};
use crate::ita::item::Item;
use crate::ita::measure::Measure;
use crate::ita::privacy::Privacy;
use crate::ita::year::FiscalYear;

#[derive(Clone, Debug)]
pub struct Portal {
    pub agency: Agency,
    /// The personal numbers that may be published, if any.
    pub privacy: Option<Privacy>,
    pub years: BTreeMap<FiscalYear, Assessment>,
    /// Pages, news (newest first) and services, each kind in its order.
    pub articles: Vec<Article>,
    /// Attachments: their path among the sources, and below the site's root.
    pub files: BTreeMap<RelPath, String>,
    /// Files of the content that have a fault of their own. What they should hold may be missing here, and whoever asks
    /// for it is not to blame.
    pub faulty: BTreeSet<RelPath>,
    /// Below these addresses pages may be missing for the same reason.
    pub hidden: Vec<Address>,
}

/// A page of the portal, before it has a language or a look.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    Home,
    Years,
    Year(&'a Assessment),
    /// The whole year on one page.
    All(&'a Assessment),
    Item(&'a Assessment, &'a Group, &'a ItemSpec, Option<&'a Item>),
    Scores,
    ScoresOf(&'a Assessment),
    Issues(&'a Assessment, &'a Analysis),
    Issue(&'a Assessment, &'a Analysis, &'a Issue),
    /// The official document of an analysis, in the year after the one that it looks at.
    Document(&'a Assessment, &'a Analysis, FiscalYear),
    Measures(&'a Assessment),
    /// The measures by who is responsible.
    Owners(&'a Assessment),
    Measure(&'a Assessment, &'a Measure),
    /// All news, or all services.
    List(Kind),
    Article(&'a Article),
    /// All documents, in an order.
    Documents(Order),
    Search,
}

/// An order of the list of all documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// As the pages that offer them.
    Page,
    /// The newest first; those without a date last.
    Date,
    Title,
    Kind,
}

impl Portal {
    /// Every place of the site, in reading order. Both languages have all of them.
    pub fn places(&self) -> Vec<Place<'_>> {
        let mut places = vec![Place::Home, Place::Years];
        for assessment in self.years.values() {
            if assessment.catalogue.is_some() {
                places.extend([Place::Year(assessment), Place::All(assessment)]);
            }
            for (_, group, spec) in assessment.catalogue.iter().flat_map(|catalogue| catalogue.items()) {
                places.push(Place::Item(assessment, group, spec, assessment.item(&spec.code.value)));
            }
            if let Some(analysis) = &assessment.analysis {
                places.push(Place::Issues(assessment, analysis));
                places.extend(analysis.issues.iter().map(|issue| Place::Issue(assessment, analysis, issue)));
                places.extend(assessment.year.next().map(|year| Place::Document(assessment, analysis, year)));
            }
            if !assessment.measures.is_empty() {
                places.extend([Place::Measures(assessment), Place::Owners(assessment)]);
                places.extend(assessment.measures.iter().map(|measure| Place::Measure(assessment, measure)));
            }
        }
        places.push(Place::Scores);
        places.extend(self.years.values().filter(|year| year.scores.is_some()).map(Place::ScoresOf));
        places.extend([Place::List(Kind::News), Place::List(Kind::Service)]);
        places.extend(self.articles.iter().map(Place::Article));
        // A list of one needs no other order.
        let orders = if self.documents() > 1 { &Order::ALL[..] } else { &Order::ALL[..1] };
        places.extend(orders.iter().copied().map(Place::Documents));
        places.push(Place::Search);
        places
    }

    /// How many documents the pages of the site offer.
    pub fn documents(&self) -> usize {
        let items = self.years.values().flat_map(|year| &year.items).map(|item| &item.facts);
        let measures = self.years.values().flat_map(|year| &year.measures).map(|measure| &measure.facts);
        let facts = items.chain(measures).chain(self.articles.iter().map(|article| &article.facts));
        facts.map(|facts| facts.documents.len()).sum()
    }

    /// The measure written as `2569/m01`.
    pub fn measure(&self, written: &str) -> Option<(&Assessment, &Measure)> {
        let (year, id) = written.split_once('/')?;
        let assessment = self.years.get(&FiscalYear::parse(year)?)?;
        Some((assessment, assessment.measures.iter().find(|measure| measure.id == id)?))
    }

    /// Whether the file at `path` has a fault of its own.
    pub fn is_faulty(&self, path: &str) -> bool {
        self.faulty.contains(path)
    }

    pub fn articles(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Article> {
        self.articles.iter().filter(move |article| article.kind == kind)
    }
}

impl<'a> Place<'a> {
    pub fn address(&self) -> Address {
        match self {
            Place::Home => Address::home(),
            Place::Years => Address::years(),
            Place::Year(of) => Address::year(of.year),
            Place::All(of) => Address::all(of.year),
            Place::Item(of, _, spec, _) => Address::item(of.year, &spec.code.value),
            Place::Scores => Address::scores(),
            Place::ScoresOf(of) => Address::scores_of(of.year),
            Place::Issues(of, _) => Address::issues(of.year),
            Place::Issue(of, _, issue) => Address::issue(of.year, &issue.id.value),
            Place::Document(_, _, year) => Address::analysis(*year),
            Place::Measures(of) => Address::measures(of.year),
            Place::Owners(of) => Address::measures_by_owner(of.year),
            Place::Measure(of, measure) => Address::measure(of.year, &measure.id),
            Place::List(kind) => Address::section(kind.folder()),
            Place::Article(article) if article.name.is_empty() => Address::home(),
            Place::Article(article) => Address::article(article.kind, &article.name),
            Place::Documents(Order::Page) => Address::section("documents"),
            Place::Documents(order) => Address::section(&format!("documents/{}", order.word())),
            Place::Search => Address::section("search"),
        }
    }

    /// What kind of place it is: places of one kind look alike.
    pub fn kind(&self) -> (Discriminant<Place<'a>>, Option<(Kind, Option<Show>)>) {
        let article = match self {
            Place::Article(article) => Some((article.kind, article.show)),
            _ => None,
        };
        (discriminant(self), article)
    }

    /// The source file that the place is made from: a link to the file leads to the place.
    pub fn source(&self) -> Option<&'a RelPath> {
        match *self {
            Place::Year(of) => of.catalogue.as_ref().map(|catalogue| &catalogue.path),
            Place::Item(_, _, _, item) => item.map(|item| &item.path),
            Place::ScoresOf(of) => of.scores.as_ref().map(|scores| &scores.path),
            Place::Issues(_, analysis) => Some(&analysis.path),
            Place::Measure(_, measure) => Some(&measure.path),
            Place::Article(article) => Some(&article.path),
            _ => None,
        }
    }

    /// What the place's page says of itself beside its text, where it has a file of its own for that.
    pub fn facts(&self) -> Option<&'a Facts> {
        match *self {
            Place::Item(_, _, _, item) => item.map(|item| &*item.facts),
            Place::Measure(_, measure) => Some(&measure.facts),
            Place::Article(article) => Some(&article.facts),
            _ => None,
        }
    }

    /// The fiscal year that the place is about.
    pub fn year(&self) -> Option<FiscalYear> {
        match self {
            Place::Year(of) | Place::All(of) | Place::Item(of, ..) | Place::ScoresOf(of) => Some(of.year),
            Place::Issues(of, _) | Place::Issue(of, ..) | Place::Document(of, ..) => Some(of.year),
            Place::Measures(of) | Place::Owners(of) | Place::Measure(of, _) => Some(of.year),
            Place::Home | Place::Years | Place::Scores | Place::List(_) => None,
            Place::Article(_) | Place::Documents(_) | Place::Search => None,
        }
    }

    /// Where in the sources the place's address is decided, for findings about it.
    pub fn span(&self) -> Option<Span> {
        match self {
            Place::Item(_, _, spec, _) => Some(spec.code.span.clone()),
            Place::Issue(_, _, issue) => Some(issue.id.span.clone()),
            _ => self.source().map(Span::file),
        }
    }
}

impl Order {
    /// Every order; the first is that of the list itself.
    pub const ALL: [Order; 4] = [Order::Page, Order::Date, Order::Title, Order::Kind];

    /// The word of its address, and of its name in a theme.
    pub fn word(self) -> &'static str {
        match self {
            Order::Page => "by-page",
            Order::Date => "by-date",
            Order::Title => "by-title",
            Order::Kind => "by-kind",
        }
    }
}

//! The open data of a site: which sets it has, how their files are called and where they are. What stands in the tables is
//! in `export::tables`.

use crate::base::date::Day;
use crate::ita::article::ArticleKind;
use crate::ita::assessment::Assessment;
use crate::ita::cell_type::CellType;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;

/// The folder of the open data.
pub(crate) const FOLDER: &str = "data";

/// The description of all tables and columns, a Data Package (<https://specs.frictionlessdata.io/data-package/>).
pub const PACKAGE: &str = "data/datapackage.json";

/// The catalogue of all sets in the vocabulary DCAT 3 (<https://www.w3.org/TR/vocab-dcat-3/>), as JSON-LD.
pub const CATALOGUE: &str = "data/catalog.jsonld";

/// The form of the maps, as JSON Schema.
pub(crate) const MAP_SCHEMA: &str = "data/map.schema.json";

/// Where the map of a year is: what is offered for each item and requirement.
pub(crate) fn map_address(year: FiscalYear) -> String {
    format!("{FOLDER}/map-{year}.json")
}

/// What a set is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Set {
    Items,
    Requirements,
    Scores,
    Issues,
    Measures,
    Documents,
    News,
    Services,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Csv,
    Json,
}

/// A set that the site has: of one year, or of the whole site.
#[derive(Clone, Copy, Debug)]
pub struct DataSet<'a> {
    pub set: Set,
    pub assessment: Option<&'a Assessment>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub cells: CellType,
}

impl Set {
    pub const ALL: [Set; 8] = [
        Set::Items,
        Set::Requirements,
        Set::Scores,
        Set::Issues,
        Set::Measures,
        Set::Documents,
        Set::News,
        Set::Services,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Set::Items => "items",
            Set::Requirements => "requirements",
            Set::Scores => "scores",
            Set::Issues => "issues",
            Set::Measures => "measures",
            Set::Documents => "documents",
            Set::News => "news",
            Set::Services => "services",
        }
    }
}

impl Form {
    pub const ALL: [Form; 2] = [Form::Csv, Form::Json];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Csv => "csv",
            Form::Json => "json",
        }
    }

    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Form::Csv => "text/csv",
            Form::Json => "application/json",
        }
    }
}

impl Column {
    /// The word of the theme that says what it means.
    pub(crate) fn description(self) -> String {
        format!("column_{}", self.name)
    }
}

impl DataSet<'_> {
    /// `items-2568`, `documents`.
    pub fn name(&self) -> String {
        match self.assessment {
            Some(assessment) => format!("{}-{}", self.set.word(), assessment.year),
            None => self.set.word().to_owned(),
        }
    }

    /// The file's name, `items-2568.csv`.
    pub fn file(&self, form: Form) -> String {
        format!("{}.{}", self.name(), form.ending())
    }

    /// The file's address from the root of the site, `data/items-2568.csv`.
    pub fn address(&self, form: Form) -> String {
        format!("{FOLDER}/{}", self.file(form))
    }

    /// The form of its file that is at an address.
    pub(crate) fn form_at(&self, address: &str) -> Option<Form> {
        let (folder, file) = address.split_once('/')?;
        // Most are of another set: no name is put together for those.
        let own = folder == FOLDER && file.starts_with(self.set.word());
        Form::ALL.into_iter().find(|form| own && self.file(*form) == file)
    }

    /// Its title, of a pattern with a place for the year.
    pub fn title(&self, pattern: &str) -> String {
        match self.assessment {
            Some(assessment) => pattern.replace("{year}", &assessment.year.to_string()),
            None => pattern.to_owned(),
        }
    }

    /// The last day that is known of what stands in it.
    pub fn modified(&self) -> Option<Day> {
        let assessment = self.assessment?;
        match self.set {
            Set::Items | Set::Requirements => assessment.items.iter().filter_map(|item| item.facts.updated).max(),
            Set::Scores => assessment.announced(),
            Set::Issues => assessment.analysis.as_ref().and_then(|analysis| analysis.memo.date),
            Set::Measures => assessment.measures.iter().filter_map(|measure| measure.facts.updated).max(),
            Set::Documents | Set::News | Set::Services => None,
        }
    }
}

impl Portal {
    /// The open data that the site has, year by year.
    pub fn data_sets(&self) -> Vec<DataSet<'_>> {
        let of_year = |assessment: &'_ Assessment, set: Set| match set {
            Set::Items => assessment.catalogue.is_some(),
            Set::Requirements => {
                assessment.catalogue.iter().flat_map(|own| own.items()).any(|(.., spec)| !spec.requirements.is_empty())
            }
            Set::Scores => assessment.scores.is_some(),
            Set::Issues => assessment.analysis.as_ref().is_some_and(|analysis| !analysis.issues.is_empty()),
            Set::Measures => !assessment.measures.is_empty(),
            Set::Documents | Set::News | Set::Services => false,
        };
        let years = self.shown().flat_map(|assessment| Set::ALL.map(|set| (assessment, set)));
        let years = years
            .filter(|(assessment, set)| of_year(assessment, *set))
            .map(|(assessment, set)| DataSet { set, assessment: Some(assessment) });
        let lists = |kind: ArticleKind| self.listed(kind).next().is_some();
        let of_site = [
            (Set::Documents, self.documents() > 0),
            (Set::News, lists(ArticleKind::News)),
            (Set::Services, lists(ArticleKind::Service)),
        ];
        let of_site = of_site.into_iter().filter(|(_, has)| *has).map(|(set, _)| DataSet { set, assessment: None });
        years.chain(of_site).collect()
    }

    /// The years that have a map: whose items are asked for in public.
    pub(crate) fn maps(&self) -> Vec<&Assessment> {
        self.shown().filter(|own| own.catalogue.as_deref().is_some_and(|own| own.items().next().is_some())).collect()
    }

    /// The address of every file of open data, from the root of the site, with those of the tables that are `shown`.
    pub fn data_addresses(&self, shown: Vec<String>) -> Vec<String> {
        let sets = self.data_sets();
        let none = sets.is_empty() && shown.is_empty();
        let about: &[&str] = if none { &[] } else { &[PACKAGE, CATALOGUE] };
        let tables = sets.iter().flat_map(|set| Form::ALL.map(|form| set.address(form)));
        let maps: Vec<String> = self.maps().into_iter().map(|own| map_address(own.year)).collect();
        let schema = (!maps.is_empty()).then(|| MAP_SCHEMA.to_owned());
        tables.chain(maps).chain(schema).chain(shown).chain(about.iter().map(|address| (*address).to_owned())).collect()
    }
}

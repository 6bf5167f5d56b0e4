//! References as they are typed, brought to the one form in which what they name is written: Thai digits, a zero for the
//! letter O, a space more or less. Only where nothing else can be meant; whoever looks at a portal later sees that form.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::base::span::{Span, Spanned};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Catalogue, ItemSpec};
use crate::ita::document::Claimed;
use crate::ita::ids::Ids;
use crate::ita::issue::{Analysis, Issue};
use crate::ita::item::Item;
use crate::ita::labels::Labels;
use crate::ita::measure::Measure;
use crate::ita::published::Scores;
use crate::ita::year::FiscalYear;

/// What was written in other characters than what it means.
#[derive(Debug)]
pub(crate) struct Spelling {
    pub at: Span,
    pub written: String,
    pub normal: String,
}

/// The names that years may use of each other.
#[derive(Default, PartialEq, Eq)]
pub(crate) struct Names {
    codes: BTreeMap<FiscalYear, Vec<String>>,
    issues: BTreeMap<FiscalYear, Vec<String>>,
    measures: Vec<String>,
}

impl Names {
    pub(crate) fn of_catalogue(&mut self, year: FiscalYear, catalogue: &Catalogue) {
        self.codes.insert(year, owned(catalogue.codes()));
    }

    pub(crate) fn of_analysis(&mut self, year: FiscalYear, analysis: &Analysis) {
        self.issues.insert(year, owned(issue_ids(&analysis.issues)));
    }

    pub(crate) fn of_measure(&mut self, year: FiscalYear, measure: &Measure) {
        self.measures.push(format!("{year}/{}", measure.id));
    }
}

/// The same, to look things up in.
pub(crate) struct Known<'n> {
    codes: BTreeMap<FiscalYear, Ids<'n>>,
    issues: BTreeMap<FiscalYear, Ids<'n>>,
    measures: Ids<'n>,
}

impl<'n> Known<'n> {
    pub(crate) fn new(names: &'n Names) -> Known<'n> {
        let by_year = |names: &'n BTreeMap<FiscalYear, Vec<String>>| {
            names.iter().map(|(year, names)| (*year, ids(names))).collect()
        };
        Known { codes: by_year(&names.codes), issues: by_year(&names.issues), measures: ids(&names.measures) }
    }
}

/// Brings every reference of a year to its normal form, and tells which were not.
pub(crate) fn settle(assessment: &mut Assessment, known: &Known<'_>) -> Vec<Spelling> {
    let mut settler = Settler(Vec::new());
    settler.other_years(assessment, known);
    let Assessment { catalogue, items, scores, analysis, .. } = assessment;
    if let Some(catalogue) = catalogue {
        settler.items(catalogue, items);
        scores.iter_mut().for_each(|scores| settler.scores(catalogue, scores));
        analysis.iter_mut().for_each(|analysis| settler.analysis(catalogue, analysis));
    }
    analysis.iter_mut().for_each(|analysis| settler.points(analysis));
    settler.0
}

struct Settler(Vec<Spelling>);

impl Settler {
    fn settle(&mut self, ids: &Ids<'_>, written: &mut Spanned<String>) {
        if !ids.has(&written.value)
            && let Some(normal) = ids.spelt(&written.value)
        {
            self.rename(written, normal);
        }
    }

    fn rename(&mut self, written: &mut Spanned<String>, normal: &str) {
        let before = std::mem::replace(&mut written.value, normal.to_owned());
        self.0.push(Spelling { at: written.span.clone(), written: before, normal: normal.to_owned() });
    }

    /// Settles what the words beside it do not say to be something else.
    fn label(&mut self, labels: &Labels<'_>, written: &mut Spanned<String>, words: Option<&str>) {
        if labels.ids.has(&written.value) {
            return;
        }
        let Some(normal) = labels.ids.spelt(&written.value) else { return };
        let said = words.and_then(|words| labels.by_words(words));
        if said.is_none_or(|said| said == normal) {
            self.rename(written, normal);
        }
    }

    /// Old numbers, issues and measures that are named across years.
    fn other_years(&mut self, assessment: &mut Assessment, known: &Known<'_>) {
        let Known { codes, issues, measures } = known;
        let unknown =
            |(year, code): &(FiscalYear, Spanned<String>)| codes.get(year).is_some_and(|ids| !ids.has(&code.value));
        // As evidence below, it is copied only where something may have to be changed.
        let odd = |own: &Catalogue| own.items().any(|(.., spec)| spec.was.iter().any(unknown));
        if let Some(catalogue) = assessment.catalogue.as_mut().filter(|own| odd(own)) {
            for (year, code) in Arc::make_mut(catalogue).old_codes() {
                codes.get(&year).into_iter().for_each(|ids| self.settle(ids, code));
            }
        }
        for issue in assessment.measures.iter_mut().filter_map(|measure| measure.issue.as_mut()) {
            let (year, id) = &issue.value;
            let mut id = Spanned { value: id.clone(), span: issue.span.clone() };
            issues.get(year).into_iter().for_each(|ids| self.settle(ids, &mut id));
            issue.value.1 = id.value;
        }
        let points = assessment.analysis.iter_mut().flat_map(|analysis| &mut analysis.points);
        points.flat_map(|point| &mut point.measures).for_each(|measure| self.settle(measures, measure));
    }

    fn items(&mut self, catalogue: &Catalogue, items: &mut [Item]) {
        let codes = Ids::new(catalogue.codes());
        let specs: HashMap<&str, &ItemSpec> =
            catalogue.items().map(|(_, _, spec)| (spec.code.value.as_str(), spec)).collect();
        for item in items {
            self.settle(&codes, &mut item.code);
            let asked = specs.get(item.code.value.as_str()).map(|spec| &spec.requirements);
            let asked = Ids::new(asked.into_iter().flatten().map(|one| one.id.value.as_str()));
            let odd = |claimed: &Claimed| match claimed {
                Claimed::Some(ids) => ids.iter().any(|id| !asked.has(&id.value)),
                Claimed::All => false,
            };
            // Evidence is shared with what is kept of the file, so it is copied only where something is to be changed.
            if item.evidence.iter().any(|one| odd(&one.requirements)) {
                let mut evidence = item.evidence.to_vec();
                for one in &mut evidence {
                    let Claimed::Some(ids) = &mut one.requirements else { continue };
                    ids.iter_mut().for_each(|id| self.settle(&asked, id));
                }
                item.evidence = evidence.into();
            }
        }
    }

    fn scores(&mut self, catalogue: &Catalogue, scores: &mut Scores) {
        let instruments = Ids::new(catalogue.instruments.iter().map(|one| one.id.value.as_str()));
        let indicators = Ids::new(catalogue.indicators.iter().map(|one| one.id.value.as_str()));
        self.keys(&instruments, scores.instruments.iter_mut().map(|(id, _)| id).collect());
        self.keys(&indicators, scores.indicators.iter_mut().map(|(id, _)| id).collect());
        self.keys(&instruments, scores.rows.iter_mut().map(|(id, _)| id).collect());
        for (instrument, rows) in &mut scores.rows {
            let asked = Labels::new(catalogue, Some(&instrument.value));
            self.keys(&asked.ids, rows.iter_mut().map(|row| &mut row.id).collect());
        }
    }

    /// The keys of one table, none of which may be there twice.
    fn keys(&mut self, ids: &Ids<'_>, keys: Vec<&mut Spanned<String>>) {
        let mut there: HashSet<String> = keys.iter().map(|key| key.value.clone()).collect();
        for key in keys.into_iter().filter(|key| !ids.has(&key.value)) {
            if ids.spelt(&key.value).is_some_and(|normal| there.insert(normal.to_owned())) {
                self.settle(ids, key);
            }
        }
    }

    fn analysis(&mut self, catalogue: &Catalogue, analysis: &mut Analysis) {
        let instruments = Ids::new(catalogue.instruments.iter().map(|one| one.id.value.as_str()));
        let labels = Labels::new(catalogue, None);
        analysis.instruments.iter_mut().for_each(|id| self.settle(&instruments, id));
        analysis.issues.iter_mut().for_each(|issue| self.rows(&labels, issue));
        for point in &mut analysis.points {
            point.instrument.iter_mut().for_each(|id| self.settle(&instruments, id));
            let words = point.title.as_ref().map(|title| title.value.as_str());
            self.question(catalogue, &labels, point.instrument.as_ref(), &mut point.question, words);
        }
        let codes = Ids::new(catalogue.codes());
        for advice in &mut analysis.advice {
            advice.instrument.iter_mut().for_each(|id| self.settle(&instruments, id));
            if let Some(question) = &mut advice.question {
                self.question(catalogue, &labels, advice.instrument.as_ref(), question, Some(&advice.text.th));
            }
            advice.items.iter_mut().for_each(|item| self.settle(&codes, item));
        }
    }

    /// A question of an instrument; `labels` are those of all.
    fn question(
        &mut self,
        catalogue: &Catalogue,
        labels: &Labels<'_>,
        instrument: Option<&Spanned<String>>,
        question: &mut Spanned<String>,
        words: Option<&str>,
    ) {
        if !labels.ids.has(&question.value) {
            let own = Labels::new(catalogue, instrument.map(|id| id.value.as_str()));
            self.label(&own, question, words);
        }
    }

    /// The rows of an issue, as listed, as printed, and as a document calls them low.
    fn rows(&mut self, labels: &Labels<'_>, issue: &mut Issue) {
        for row in &mut issue.rows {
            let mut printed = issue.printed.rows.iter_mut().find(|printed| printed.id.span == row.span);
            let words = printed.as_ref().and_then(|printed| printed.title.as_ref()).map(|title| title.value.clone());
            self.label(labels, row, words.as_deref());
            printed.iter_mut().for_each(|printed| printed.id.value.clone_from(&row.value));
        }
        for listed in issue.printed.below.iter_mut().flat_map(|(_, rows)| rows) {
            self.settle(&labels.ids, listed);
            if !labels.ids.has(&listed.value) {
                // Of several that it may mean, the one that is a row of the issue.
                let rows = Ids::new(issue.rows.iter().map(|row| row.value.as_str()));
                rows.meant(&listed.value).into_iter().for_each(|row| self.rename(listed, row));
            }
        }
    }

    /// The issues that development points belong to.
    fn points(&mut self, analysis: &mut Analysis) {
        let Analysis { issues, points, .. } = analysis;
        let issues = Ids::new(issue_ids(issues));
        let named = points.iter_mut().filter_map(|point| point.issue.as_mut());
        named.for_each(|issue| self.settle(&issues, issue));
    }
}

fn issue_ids(issues: &[Issue]) -> impl Iterator<Item = &str> {
    issues.iter().map(|issue| issue.id.value.as_str())
}

fn owned<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    names.map(str::to_owned).collect()
}

fn ids(names: &[String]) -> Ids<'_> {
    Ids::new(names.iter().map(String::as_str))
}

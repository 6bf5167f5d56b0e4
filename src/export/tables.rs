//! The tables of the open data: for each set what a row is, and its columns with their cells.

use crate::base::lang::Text;
use crate::export::column::{Columns, Table, Url};
use crate::export::data::Data;
use crate::ita::address::Address;
use crate::ita::article::{Article, ArticleKind};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Group, ItemSpec, Requirement};
use crate::ita::document::Document;
use crate::ita::issue::{Issue, Summary};
use crate::ita::item::Item;
use crate::ita::measure::{Measure, Step};
use crate::ita::open_data::{Column, DataSet, Set};
use crate::ita::published::{Published, Row};
use crate::ita::score::Score;
use crate::ita::state;

/// The columns of a set, by themselves.
pub(crate) fn columns(set: Set) -> Vec<Column> {
    match set {
        Set::Items => items().heads(),
        Set::Requirements => requirements().heads(),
        Set::Scores => scores().heads(),
        Set::Issues => issues().heads(),
        Set::Measures => measures().heads(),
        Set::Documents => documents().heads(),
        Set::News => news().heads(),
        Set::Services => services().heads(),
    }
}

/// The table of a set.
pub(crate) fn table(data: &Data<'_>, set: &DataSet<'_>) -> Table {
    let year = set.assessment.into_iter();
    match set.set {
        Set::Items => items().table(year.flat_map(items_of)),
        Set::Requirements => requirements().table(year.flat_map(items_of).flat_map(requirements_of)),
        Set::Scores => scores().table(year.flat_map(scores_of)),
        Set::Issues => issues().table(year.flat_map(issues_of)),
        Set::Measures => measures().table(year.flat_map(measures_of)),
        Set::Documents => documents().table(documents_of(data)),
        Set::News => news().table(news_of(data)),
        Set::Services => services().table(services_of(data)),
    }
}

/// An item of a year, answered or not.
#[derive(Clone, Copy)]
struct ItemRow<'a> {
    assessment: &'a Assessment,
    group: &'a Group,
    spec: &'a ItemSpec,
    item: Option<&'a Item>,
}

impl ItemRow<'_> {
    /// What is told of years that are counted: of others nobody waits for the evidence.
    fn counted<T>(&self, told: T) -> Option<T> {
        self.assessment.is_counted().then_some(told)
    }
}

fn items_of(assessment: &Assessment) -> impl Iterator<Item = ItemRow<'_>> {
    let specs = assessment.catalogue.iter().flat_map(|catalogue| catalogue.items());
    specs.map(|(_, group, spec)| ItemRow { assessment, group, spec, item: assessment.item(&spec.code.value) })
}

fn items<'a>() -> Columns<'a, ItemRow<'a>> {
    Columns::<ItemRow>::new()
        .with("fiscal_year_be", |row| Some(row.assessment.year))
        .with("code", |row| Some(row.spec.code.value.as_str()))
        .with("group", |row| Some(row.group.id.value.as_str()))
        .with("title_th", |row| Some(row.spec.title.th.as_str()))
        .with("title_en", |row| row.spec.title.en.as_deref())
        .with("state", |row| row.counted(state::of_item(row.spec, row.item).word()))
        .with("requirements", |row| Some(row.spec.requirements.len()))
        .with("requirements_met", |row| row.counted(state::answered(row.spec, row.item)))
        .with("score", |row| row.assessment.row(&[], row.spec.code.value.as_str()).and_then(|(_, row)| row.value()))
        .with("updated", |row| row.item.and_then(|item| item.facts.updated))
}

/// A requirement of an item.
struct RequirementRow<'a> {
    item: ItemRow<'a>,
    requirement: &'a Requirement,
}

impl RequirementRow<'_> {
    fn evidence(&self) -> usize {
        self.item.item.map_or(0, |item| item.evidence_for(&self.requirement.id.value).count())
    }
}

fn requirements_of(item: ItemRow<'_>) -> impl Iterator<Item = RequirementRow<'_>> {
    item.spec.requirements.iter().map(move |requirement| RequirementRow { item, requirement })
}

fn requirements<'a>() -> Columns<'a, RequirementRow<'a>> {
    Columns::<RequirementRow>::new()
        .with("fiscal_year_be", |row| Some(row.item.assessment.year))
        .with("code", |row| Some(row.item.spec.code.value.as_str()))
        .with("requirement", |row| Some(row.requirement.id.value.as_str()))
        .with("text_th", |row| Some(row.requirement.text.th.as_str()))
        .with("text_en", |row| row.requirement.text.en.as_deref())
        .with("state", |row| row.item.counted(state::of_requirement(row.requirement, row.item.item).word()))
        .with("evidence", |row| Some(row.evidence()))
}

/// A published figure, or the score of a question or an item.
struct ScoreRow<'a> {
    assessment: &'a Assessment,
    level: &'static str,
    id: &'a str,
    score: Option<Score>,
    /// Where it is the score of a question or an item: the instrument, and the row itself.
    row: Option<(&'a str, &'a Row)>,
}

/// The published figures of a year, then every question and item.
fn scores_of(assessment: &Assessment) -> impl Iterator<Item = ScoreRow<'_>> {
    assessment.scores.iter().flat_map(move |scores| {
        let figure = move |level, id, score: &Published| {
            let score = score.as_ref().map(|score| score.value);
            ScoreRow { assessment, level, id, score, row: None }
        };
        let overall = figure("overall", "overall", &scores.overall);
        let instruments = scores.instruments.iter().map(move |(id, score)| figure("instrument", &id.value, score));
        let indicators = scores.indicators.iter().map(move |(id, score)| figure("indicator", &id.value, score));
        let rows = scores.rows.iter().flat_map(|(instrument, rows)| rows.iter().map(|row| (&*instrument.value, row)));
        let rows = rows.map(move |own @ (_, row)| ScoreRow {
            assessment,
            level: "row",
            id: &row.id.value,
            score: row.value(),
            row: Some(own),
        });
        std::iter::once(overall).chain(instruments).chain(indicators).chain(rows)
    })
}

fn scores<'a>() -> Columns<'a, ScoreRow<'a>> {
    Columns::<ScoreRow>::new()
        .with("fiscal_year_be", |row| Some(row.assessment.year))
        .with("level", |row| Some(row.level))
        .with("instrument", |row| row.row.map(|(instrument, _)| instrument))
        .with("id", |row| Some(row.id))
        .with("score", |row| row.score)
        .with("full_score", |row| Some(row.assessment.full()))
        .with("derived", |row| row.row.map(|(_, row)| row.derived))
}

/// An issue of a year's analysis, with what its rows amount to.
struct IssueRow<'a> {
    assessment: &'a Assessment,
    issue: &'a Issue,
    summary: Summary,
}

fn issues_of(assessment: &Assessment) -> impl Iterator<Item = IssueRow<'_>> {
    let target = assessment.catalogue.as_deref().and_then(|catalogue| catalogue.target);
    assessment.analysis.iter().flat_map(move |analysis| {
        let score = move |id: &str| assessment.row(&analysis.instruments, id).and_then(|(_, row)| row.value());
        analysis.issues.iter().map(move |issue| IssueRow {
            assessment,
            issue,
            summary: issue.summary(target, assessment.full(), score),
        })
    })
}

fn issues<'a>() -> Columns<'a, IssueRow<'a>> {
    Columns::<IssueRow>::new()
        .with("fiscal_year_be", |row| Some(row.assessment.year))
        .with("issue", |row| Some(row.issue.id.value.as_str()))
        .with("title_th", |row| Some(row.issue.title.th.as_str()))
        .with("title_en", |row| row.issue.title.en.as_deref())
        .with("rows", |row| Some(row.issue.rows.len()))
        .with("average", |row| row.summary.average.map(Score::rounded))
        .with("below_target", |row| row.summary.below_target.as_ref().map(|own| own.join(" ")))
        .with("below_full", |row| row.summary.below_full.as_ref().map(|own| own.join(" ")))
}

/// A step of a measure.
struct StepRow<'a> {
    assessment: &'a Assessment,
    measure: &'a Measure,
    number: usize,
    step: &'a Step,
}

fn measures_of(assessment: &Assessment) -> impl Iterator<Item = StepRow<'_>> {
    assessment.measures.iter().flat_map(move |measure| {
        measure.steps.iter().zip(1..).map(move |(step, number)| StepRow { assessment, measure, number, step })
    })
}

fn measures<'a>() -> Columns<'a, StepRow<'a>> {
    Columns::<StepRow>::new()
        .with("fiscal_year_be", |row| Some(row.assessment.year))
        .with("measure", |row| Some(row.measure.id.as_str()))
        .with("issue", |row| row.measure.issue.as_ref().map(|of| format!("{}/{}", of.value.0, of.value.1)))
        .with("title_th", |row| Some(row.measure.title.th.as_str()))
        .with("title_en", |row| row.measure.title.en.as_deref())
        .with("owner", |row| row.measure.facts.owner.as_ref().map(|owner| owner.th.as_str()))
        .with("from", |row| row.measure.period.as_ref().map(|period| period.value.from))
        .with("to", |row| row.measure.period.as_ref().map(|period| period.value.to))
        .with("step", |row| Some(row.number))
        .with("step_th", |row| Some(row.step.text.th.as_str()))
        .with("step_en", |row| row.step.text.en.as_deref())
        .with("done", |row| row.step.done)
        .with("evidenced", |row| Some(row.step.evidence.is_some()))
        .with("budget_th", |row| row.measure.budget.as_ref().map(|text| text.th.as_str()))
        .with("budget_en", |row| row.measure.budget.as_ref().and_then(|text| text.en.as_deref()))
        .with("result_th", |row| row.measure.result.as_ref().map(|text| text.th.as_str()))
        .with("result_en", |row| row.measure.result.as_ref().and_then(|text| text.en.as_deref()))
        .with("problem_th", |row| row.measure.problem.as_ref().map(|text| text.th.as_str()))
        .with("problem_en", |row| row.measure.problem.as_ref().and_then(|text| text.en.as_deref()))
        .with("suggestion_th", |row| row.measure.suggestion.as_ref().map(|text| text.th.as_str()))
        .with("suggestion_en", |row| row.measure.suggestion.as_ref().and_then(|text| text.en.as_deref()))
}

/// A document with the page that offers it.
struct DocumentRow<'a> {
    page: String,
    document: &'a Document,
    file: String,
    format: String,
    size: Option<u64>,
}

fn documents_of<'a>(data: &Data<'a>) -> Vec<DocumentRow<'a>> {
    let mut rows = Vec::new();
    for place in data.portal.places() {
        let page = data.base_url.join(place.address().as_str());
        rows.extend(place.facts().iter().flat_map(|facts| &facts.documents).filter_map(|document| {
            let path = document.file.value.as_ref()?;
            Some(DocumentRow {
                page: page.clone(),
                document,
                file: data.base_url.join(data.portal.files.get(path)?),
                format: path.ending().to_lowercase(),
                size: data.sources.files.get(path).map(|file| file.size),
            })
        }));
    }
    rows
}

fn documents<'a>() -> Columns<'a, DocumentRow<'a>> {
    Columns::<DocumentRow>::new()
        .with("page", |row| Some(Url(row.page.clone())))
        .with("title_th", |row| Some(row.document.title.th.as_str()))
        .with("title_en", |row| row.document.title.en.as_deref())
        .with("file", |row| Some(Url(row.file.clone())))
        .with("format", |row| Some(row.format.clone()))
        .with("size", |row| row.size)
        .with("date", |row| row.document.date.as_ref().map(|day| day.value))
        .with("language", |row| row.document.language.as_deref())
}

/// A piece of news with the address of its page.
struct NewsRow<'a> {
    url: String,
    article: &'a Article,
}

fn news_of<'a>(data: &Data<'a>) -> Vec<NewsRow<'a>> {
    let url = |own: &Article| data.base_url.join(Address::article(own.kind, &own.name).as_str());
    data.portal.listed(ArticleKind::News).map(|article| NewsRow { url: url(article), article }).collect()
}

fn news<'a>() -> Columns<'a, NewsRow<'a>> {
    Columns::<NewsRow>::new()
        .with("url", |row| Some(Url(row.url.clone())))
        .with("date", |row| row.article.date)
        .with("title_th", |row| Some(row.article.title.th.as_str()))
        .with("title_en", |row| row.article.title.en.as_deref())
        .with("summary_th", |row| row.article.facts.summary.as_ref().map(|text| text.th.as_str()))
        .with("summary_en", |row| row.article.facts.summary.as_ref().and_then(|text| text.en.as_deref()))
        .with("tags", |row| {
            let tags: Vec<&str> = row.article.tags.iter().map(|tag| tag.value.as_str()).collect();
            Some(tags.join(" ")).filter(|tags| !tags.is_empty())
        })
        .with("updated", |row| row.article.facts.updated)
        .with("expires", |row| row.article.life.expires.as_ref().map(|day| day.value))
}

/// A service with the address of its page.
struct ServiceRow<'a> {
    address: String,
    article: &'a Article,
}

fn services_of<'a>(data: &Data<'a>) -> Vec<ServiceRow<'a>> {
    let row = |article: &'a Article| {
        let address = Address::article(article.kind, &article.name);
        ServiceRow { address: data.base_url.join(address.as_str()), article }
    };
    data.portal.articles(ArticleKind::Service).map(row).collect()
}

fn services<'a>() -> Columns<'a, ServiceRow<'a>> {
    fn thai(text: &Option<Text>) -> Option<&str> {
        text.as_ref().map(|text| text.th.as_str())
    }
    Columns::<ServiceRow>::new()
        .with("address", |row| Some(Url(row.address.clone())))
        .with("title_th", |row| Some(row.article.title.th.as_str()))
        .with("title_en", |row| row.article.title.en.as_deref())
        .with("who", |row| thai(&row.article.service.who))
        .with("bring", |row| {
            let bring: Vec<&str> = row.article.service.bring.iter().map(|text| text.th.as_str()).collect();
            (!bring.is_empty()).then(|| bring.join("; "))
        })
        .with("fee", |row| thai(&row.article.service.fee))
        .with("time", |row| thai(&row.article.service.time))
        .with("where", |row| thai(&row.article.service.place))
        .with("start", |row| {
            let start = &row.article.service.start.as_ref()?.value;
            start.starts_with("http").then(|| Url(start.clone()))
        })
        .with("updated", |row| row.article.facts.updated)
}

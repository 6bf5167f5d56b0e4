//! The tables of the open data.

use crate::base::lang::Text;
use crate::export::Table;
use crate::ita::assessment::{Assessment, Row};
use crate::ita::item::{State, state};

/// The items of a year with how far they are answered.
pub fn items(of: &Assessment) -> Table {
    let specs = of.catalogue.iter().flat_map(|catalogue| catalogue.items());
    let row = |(_, group, spec): (_, &crate::ita::catalogue::Group, &crate::ita::catalogue::ItemSpec)| {
        let item = of.item(&spec.code.value);
        let met = spec.requirements.iter().filter(|one| item.is_some_and(|item| item.state_of(one) != State::Awaiting));
        let word = if state(spec, item) == State::Met { "met" } else { "awaiting" };
        let score = of.row(&[], spec.code.value.as_str()).and_then(|(_, row)| row.value());
        vec![
            Some(of.year.to_string()),
            Some(spec.code.value.to_string()),
            Some(group.id.value.clone()),
            Some(spec.title.th.clone()),
            spec.title.en.clone(),
            Some(word.to_owned()),
            Some(spec.requirements.len().to_string()),
            Some(met.count().to_string()),
            score.map(|score| score.to_string()),
            item.and_then(|item| item.facts.updated).map(|day| day.to_string()),
        ]
    };
    const COLUMNS: &[&str] = &[
        "fiscal_year_be",
        "code",
        "group",
        "title_th",
        "title_en",
        "state",
        "requirements",
        "requirements_met",
        "score",
        "updated",
    ];
    Table { columns: COLUMNS, rows: specs.map(row).collect() }
}

/// Every question and item score of a year, then the published figures.
pub fn scores(of: &Assessment) -> Table {
    let year = || Some(of.year.to_string());
    let mut rows = Vec::new();
    if let Some(scores) = &of.scores {
        let figure = |level: &str, id: &str, score: Option<String>| {
            vec![year(), Some(level.to_owned()), None, Some(id.to_owned()), score, None]
        };
        let text = |score: &crate::ita::assessment::Published| score.as_ref().map(|score| score.value.to_string());
        rows.push(figure("overall", "overall", text(&scores.overall)));
        rows.extend(scores.instruments.iter().map(|(id, score)| figure("instrument", &id.value, text(score))));
        rows.extend(scores.indicators.iter().map(|(id, score)| figure("indicator", &id.value, text(score))));
        for (instrument, list) in &scores.rows {
            rows.extend(list.iter().map(|row: &Row| {
                let derived = row.derived.to_string();
                let score = row.value().map(|score| score.to_string());
                let name = Some(instrument.value.clone());
                vec![year(), Some("row".to_owned()), name, Some(row.id.value.clone()), score, Some(derived)]
            }));
        }
    }
    const COLUMNS: &[&str] = &["fiscal_year_be", "level", "instrument", "id", "score", "derived"];
    Table { columns: COLUMNS, rows }
}

/// The steps of a year's measures.
pub fn measures(of: &Assessment) -> Table {
    let thai = |text: &Option<Text>| text.as_ref().map(|text| text.th.clone());
    let mut rows = Vec::new();
    for measure in &of.measures {
        let issue = measure.issue.as_ref().map(|issue| format!("{}/{}", issue.value.0, issue.value.1));
        let period = measure.period.as_ref().map(|period| period.value);
        for (at, step) in measure.steps.iter().enumerate() {
            rows.push(vec![
                Some(of.year.to_string()),
                Some(measure.id.clone()),
                issue.clone(),
                Some(measure.title.th.clone()),
                measure.title.en.clone(),
                thai(&measure.facts.owner),
                period.map(|period| period.from.to_string()),
                period.map(|period| period.to.to_string()),
                Some((at + 1).to_string()),
                Some(step.text.th.clone()),
                step.text.en.clone(),
                step.done.map(|day| day.to_string()),
            ]);
        }
    }
    const COLUMNS: &[&str] = &[
        "fiscal_year_be",
        "measure",
        "issue",
        "title_th",
        "title_en",
        "owner",
        "from",
        "to",
        "step",
        "step_th",
        "step_en",
        "done",
    ];
    Table { columns: COLUMNS, rows }
}

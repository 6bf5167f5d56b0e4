//! The tables of the open data.

use crate::base::lang::Text;
use crate::export::{Data, Rows};
use crate::ita::assessment::{Assessment, Row};
use crate::ita::issue::Issue;
use crate::ita::item::{State, state};
use crate::ita::open_data::{DataSet, Set};
use crate::ita::score::Score;

/// The rows of a set, a cell for each of its columns.
pub fn rows(data: &Data<'_>, set: &DataSet<'_>) -> Rows {
    match (set.set, set.of) {
        (Set::Items, Some(of)) => items(of),
        (Set::Requirements, Some(of)) => requirements(of),
        (Set::Scores, Some(of)) => scores(of),
        (Set::Issues, Some(of)) => issues(of),
        (Set::Measures, Some(of)) => measures(of),
        (Set::Documents, _) => documents(data),
        (_, None) => Rows::new(),
    }
}

/// The items of a year with how far they are answered.
fn items(of: &Assessment) -> Rows {
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
    specs.map(row).collect()
}

/// What each item of a year asks for, and whether it is there.
fn requirements(of: &Assessment) -> Rows {
    let mut rows = Rows::new();
    for (.., spec) in of.catalogue.iter().flat_map(|catalogue| catalogue.items()) {
        let item = of.item(&spec.code.value);
        rows.extend(spec.requirements.iter().map(|one| {
            let evidence = item.map_or(0, |item| item.evidence_for(&one.id.value).count());
            vec![
                Some(of.year.to_string()),
                Some(spec.code.value.to_string()),
                Some(one.id.value.clone()),
                Some(one.text.th.clone()),
                one.text.en.clone(),
                Some(one.confidence.word().to_owned()),
                Some(item.map_or(State::Awaiting, |item| item.state_of(one)).word().to_owned()),
                Some(evidence.to_string()),
            ]
        }));
    }
    rows
}

/// Every question and item score of a year, then the published figures.
fn scores(of: &Assessment) -> Rows {
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
    rows
}

/// The steps of a year's measures.
fn measures(of: &Assessment) -> Rows {
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
    rows
}

/// The issues of a year's analysis with what their rows amount to.
fn issues(of: &Assessment) -> Rows {
    let Some(analysis) = &of.analysis else { return Rows::new() };
    let target = of.catalogue.as_ref().and_then(|catalogue| catalogue.target);
    let score = |id: &str| of.row(&analysis.instruments, id).and_then(|(_, row)| Row::value(row));
    let row = |issue: &Issue| {
        let summary = issue.summary(target, score);
        vec![
            Some(of.year.to_string()),
            Some(issue.id.value.clone()),
            Some(issue.title.th.clone()),
            issue.title.en.clone(),
            Some(issue.rows.len().to_string()),
            summary.average.map(|average| Score::rounded(average).to_string()),
            Some(summary.below_target.join(" ")),
            Some(summary.below_full.join(" ")),
        ]
    };
    analysis.issues.iter().map(row).collect()
}

/// Every document that a page offers.
fn documents(data: &Data<'_>) -> Rows {
    let mut rows = Rows::new();
    for place in data.portal.places() {
        let page = data.base_url.join(place.address().as_str());
        let Some(facts) = place.facts() else { continue };
        rows.extend(facts.documents.iter().filter_map(|document| {
            let path = document.file.value.as_ref()?;
            let ending = path.ending();
            Some(vec![
                Some(page.clone()),
                Some(document.title.th.clone()),
                document.title.en.clone(),
                Some(data.base_url.join(data.portal.files.get(path)?)),
                Some(ending.to_lowercase()),
                data.sources.files.get(path).map(|file| file.size.to_string()),
                document.date.as_ref().map(|day| day.value.to_string()),
                document.language.clone(),
            ])
        }));
    }
    rows
}

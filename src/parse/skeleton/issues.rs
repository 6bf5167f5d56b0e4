//! The draft of a year's analysis: every issue with the questions and items that it joins, and places for what was found.

use std::collections::BTreeSet;

use crate::base::lang::{Bilingual, Text, both};
use crate::base::path::RelPath;
use crate::ita::catalogue::{Catalogue, Indicator};
use crate::ita::year::FiscalYear;
use crate::parse::shape::Shape;
use crate::parse::shapes::analysis::{ISSUE, ISSUES};
use crate::parse::skeleton::item::one_line;
use crate::parse::skeleton::{Draft, Drafter, pages, schema_line, value};

/// An issue to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    pub id: String,
    pub title: Text,
    /// Ids of questions and codes of items, as the year's catalogue has them.
    pub rows: Vec<String>,
}

/// A point to treat that comes from what the site holds already; what nobody has written is left to the officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Carried {
    pub question: String,
    pub instrument: Option<String>,
    pub issue: Option<String>,
    /// What is to be done, where that was written before: in Thai, and in English.
    pub approach: Option<Bilingual<String>>,
    pub owner: Option<Text>,
    /// The measure that goes on, as `2569/m01`.
    pub measure: Option<String>,
    /// Where it comes from.
    pub why: Bilingual<String>,
}

/// The analysis of a year by issues.
pub(crate) fn issues(
    drafter: &Drafter,
    year: FiscalYear,
    catalogue: &Catalogue,
    outlines: &[Outline],
    points: &[Carried],
) -> Option<Draft> {
    let path = RelPath::new(&format!("content/{year}/issues.yaml"))?;
    let Shape::Record(fields) = &ISSUES else { return None };
    let listed = outlines.iter().map(|outline| issue(drafter, &path, catalogue, outline)).collect();
    let mut text = format!("{}{}", schema_line(&path), pages::fill(drafter));
    text += &drafter.comment(both(
        "คะแนนและค่าเฉลี่ยไม่ต้องเขียน โปรแกรมคำนวณจาก scores.yaml",
        "scores and averages need no writing: they are computed from scores.yaml",
    ));
    let carried: String = points.iter().zip(1..).map(|(one, id)| point(drafter, one, id)).collect();
    let mut given = vec![("instruments", shown(catalogue)), ("issues", listed)];
    given.extend(Some(("points", carried)).filter(|(_, carried)| !carried.is_empty()));
    text += &drafter.record(&path, fields, &given);
    let apart = apart(catalogue, outlines);
    if !apart.is_empty() {
        text += &drafter.comment(both!(
            "ยังไม่อยู่ในประเด็นใด: {apart} เติมใน rows หรือบอกเหตุผลไว้ที่ apart",
            "in no issue yet: {apart}; add them to `rows`, or say why under `apart`"
        ));
    }
    Some(Draft { path, text })
}

/// One issue, with places for what an analysis says of it; `check` tells those that nobody has filled in.
fn issue(drafter: &Drafter, path: &RelPath, catalogue: &Catalogue, outline: &Outline) -> String {
    let mut text =
        format!("\n  - id: {}\n    title: {}\n    rows:", value::line(&outline.id), value::text(&outline.title));
    let words = |id: &str| {
        let mut asked = catalogue.indicators.iter().flat_map(Indicator::asked);
        asked.find(|(own, _)| *own == id).map(|(_, words)| one_line(words.get(drafter.lang).0))
    };
    for id in &outline.rows {
        let words = words(id).map(|words| format!("  # {words}")).unwrap_or_default();
        text += &format!("\n      - {}{words}", value::line(id));
    }
    if outline.rows.is_empty() {
        text += " []";
    }
    let Shape::Record(fields) = &ISSUE else { return text };
    let open = ["findings", "recommendations"].map(|key| (key, "null".to_owned()));
    let said = fields.iter().filter(|field| open.iter().any(|(key, _)| *key == field.key));
    let lines: String = said.map(|field| drafter.record(path, std::slice::from_ref(field), &open)).collect();
    lines.lines().for_each(|line| text += &format!("\n    {line}"));
    text
}

/// A point with where it comes from. One of which nobody has said what to do is a comment, to be filled in.
fn point(drafter: &Drafter, own: &Carried, id: usize) -> String {
    let mut keys = vec![("id", id.to_string()), ("question", value::line(&own.question))];
    keys.extend(own.instrument.iter().map(|id| ("instrument", value::line(id))));
    keys.extend(own.issue.iter().map(|id| ("issue", value::line(id))));
    let approach = own.approach.as_ref().map(|text| value::bilingual(text.as_str()));
    keys.push(("approach", approach.clone().unwrap_or_else(|| "…".to_owned())));
    keys.extend(own.owner.iter().map(|owner| ("owner", value::text(owner))));
    keys.extend(own.measure.iter().map(|measure| ("measures", format!("[{measure}]"))));
    let why = own.why.get(drafter.lang);
    if approach.is_none() {
        let line = keys.iter().map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join(", ");
        return format!("\n  # {why}\n#  - {{{line}}}");
    }
    let line = |((key, value), at): (&(&str, String), usize)| {
        format!("\n  {} {key}: {value}", if at == 0 { "-" } else { " " })
    };
    format!("\n  # {why}") + &keys.iter().zip(0..).map(line).collect::<String>()
}

/// The instruments whose scores the rows show: of those that ask the same, the first.
fn shown(catalogue: &Catalogue) -> String {
    let mut asked = BTreeSet::new();
    let first = |id: &&str| {
        let measures = |own: &&Indicator| own.instruments.iter().any(|one| one.value == **id);
        let own = catalogue.indicators.iter().filter(measures).flat_map(Indicator::asked);
        own.fold(false, |new, (id, _)| asked.insert(id) || new)
    };
    let ids = catalogue.instruments.iter().map(|own| own.id.value.as_str());
    format!("[{}]", ids.filter(first).map(value::line).collect::<Vec<_>>().join(", "))
}

/// The questions and items that are in no issue.
fn apart(catalogue: &Catalogue, outlines: &[Outline]) -> String {
    let there: BTreeSet<&str> = outlines.iter().flat_map(|outline| &outline.rows).map(String::as_str).collect();
    let asked = catalogue.indicators.iter().flat_map(Indicator::asked).map(|(id, _)| id);
    asked.filter(|id| !there.contains(id)).collect::<Vec<_>>().join(", ")
}

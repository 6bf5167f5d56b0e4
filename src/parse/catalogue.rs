//! `catalogue.yaml` to a catalogue.

use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::catalogue::{
    Band, Catalogue, Group, Indicator, Instrument, IssueSpec, ItemSpec, Question, Requirement,
};
use crate::ita::item_code::ItemCode;
use crate::ita::release::{ReleaseField, ReleaseHead};
use crate::ita::score::Score;
use crate::ita::visibility::{Elsewhere, Visibility};
use crate::ita::year::FiscalYear;
use crate::parse::holds::{covers, holds, word};
use crate::parse::scalar::weight;
use crate::parse::tree::Node;

pub(super) fn catalogue(path: &RelPath, node: &Node) -> Option<Catalogue> {
    Some(Catalogue {
        path: path.clone(),
        from: node.line("from"),
        removed: node.lines("remove"),
        name: node.text("name")?,
        provisional: node.plain("status")? == "provisional",
        working_translation: node.flag("working_translation"),
        note: node.text("note"),
        visibility: visibility(node),
        published_at: node
            .get("published_at")
            .and_then(|node| Some(Elsewhere { url: node.line("url")?, text: node.text("text") })),
        submitted: node.get("submitted").and_then(Node::as_day),
        full: node.score("full").map_or(Score::FULL, |full| full.value),
        not_public: node.lines("not_public").into_iter().map(|own| own.value).collect(),
        target: node.score("target").map(|score| score.value),
        instruments: node.list("instruments").iter().filter_map(instrument).collect(),
        bands: bands(node),
        indicators: node.list("indicators").iter().filter_map(indicator).collect(),
        issues: node.list("issues").iter().filter_map(issue).collect(),
        sources: node
            .table("sources")
            .iter()
            .filter_map(|entry| Some((entry.key.value.clone(), entry.value.as_text()?)))
            .collect(),
    })
}

/// Who sees the year of a catalogue or of a result.
pub(super) fn visibility(node: &Node) -> Option<Visibility> {
    word(&node.plain("visibility")?, &Visibility::WORDS)
}

/// The rating bands of a catalogue or of a result.
pub(super) fn bands(node: &Node) -> Vec<Band> {
    let band = |node: &Node| {
        Some(Band {
            id: node.line("id")?,
            name: node.text("name")?,
            overall: node.score("overall")?.value,
            each: node.score("each").map(|score| score.value),
        })
    };
    node.list("bands").iter().filter_map(band).collect()
}

fn instrument(node: &Node) -> Option<Instrument> {
    let written = node.line("weight")?;
    let weight = Spanned { value: weight(&written.value)?, span: written.span };
    Some(Instrument { id: node.line("id")?, name: node.text("name")?, weight })
}

fn indicator(node: &Node) -> Option<Indicator> {
    let question = |node: &Node| Some(Question { id: node.line("id")?, text: node.text("text")? });
    Some(Indicator {
        id: node.line("id")?,
        name: node.text("name")?,
        instruments: node.lines("instruments"),
        by_groups: node.plain("average").as_deref() == Some("groups"),
        questions: node.list("questions").iter().filter_map(question).collect(),
        groups: node.list("groups").iter().filter_map(group).collect(),
    })
}

fn issue(node: &Node) -> Option<IssueSpec> {
    Some(IssueSpec { id: node.line("id")?, title: node.text("title")?, rows: node.lines("rows") })
}

fn group(node: &Node) -> Option<Group> {
    Some(Group {
        id: node.line("id")?,
        name: node.text("name")?,
        items: node.list("items").iter().filter_map(item).collect(),
    })
}

fn releases(node: &Node) -> Vec<ReleaseHead> {
    ReleaseField::WORDS.iter().filter_map(|(key, field)| Some((*field, node.line(key)?))).collect()
}

fn item(node: &Node) -> Option<ItemSpec> {
    let code = node.line("code")?;
    let requirement = |node: &Node| {
        Some(Requirement {
            id: node.line("id")?,
            text: node.text("text")?,
            covers: covers(node, "covers"),
            holds: holds(node),
            sources: node.lines("sources"),
        })
    };
    let was = node.table("was").iter().filter_map(|entry| {
        let year = FiscalYear::parse(&entry.key.value)?;
        Some(node.get("was")?.lines(&entry.key.value).into_iter().map(move |code| (year, code)))
    });
    let id = node.plain("id");
    let own = ItemCode::new(&code.value).map(|code| match &id {
        Some(id) => code.with_id(id),
        None => code,
    });
    Some(ItemSpec {
        code: Spanned { value: own?, span: code.span },
        title: node.text("title")?,
        period: node.text("period"),
        was: was.flatten().collect(),
        covers: covers(node, "covers"),
        releases: node.get("releases").map(releases).unwrap_or_default(),
        requirements: node.list("requirements").iter().filter_map(requirement).collect(),
        requirements_note: node.text("requirements_note"),
        sources: node.lines("sources"),
    })
}

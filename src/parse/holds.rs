//! The checks of a requirement, from `holds:` and `covers:` of a catalogue.

use crate::ita::contact::ContactKind;
use crate::ita::covers::Covers;
use crate::ita::holds::{
    Blanks, ColumnKind, Equal, Holds, MeasureField, MeasuresCheck, MonthsCheck, NewsCheck, PeopleCheck, PersonField,
    TableCheck,
};
use crate::parse::tree::Node;

/// What an item or a requirement covers.
pub(super) fn covers(node: &Node, key: &str) -> Option<Covers> {
    word(&node.plain(key)?, &Covers::WORDS)
}

/// What must hold; `None` where nothing is said.
pub(super) fn holds(node: &Node) -> Option<Holds> {
    let node = node.get("holds")?;
    Some(Holds {
        table: node.get("table").map(table),
        people: node.get("people").map(people),
        contacts: words(node, "contacts", &ContactKind::WORDS),
        mail: node.lines("mail"),
        files: node.lines("files"),
        news: node.get("news").map(news),
        measures: node.get("measures").map(|node| MeasuresCheck { each: words(node, "each", &MeasureField::WORDS) }),
    })
}

fn table(node: &Node) -> TableCheck {
    let blanks = node.lines("blanks");
    let equal = node.table("equal").iter().filter_map(|entry| {
        let value = match entry.value.scalar()? {
            "year" => Equal::Year,
            "agency" => Equal::Agency,
            text => Equal::Text(text.to_owned()),
        };
        Some((entry.key.clone(), value))
    });
    let kinds = node.table("kinds").iter();
    let kinds = kinds.filter_map(|entry| Some((entry.key.clone(), word(entry.value.scalar()?, &ColumnKind::WORDS)?)));
    TableCheck {
        columns: node.lines("columns"),
        only: node.flag("only"),
        rows: count(node, "rows"),
        blanks: match blanks.as_slice() {
            [] => Blanks::Any,
            [one] if one.value == "none" => Blanks::None,
            _ => Blanks::In(blanks),
        },
        equal: equal.collect(),
        kinds: kinds.collect(),
        months: node
            .get("months")
            .and_then(|node| Some(MonthsCheck { column: node.line("column")?, from: covers(node, "from") })),
    }
}

fn people(node: &Node) -> PeopleCheck {
    PeopleCheck {
        groups: node.lines("group"),
        position: node.lines("position"),
        at_least: count(node, "at_least"),
        each: words(node, "each", &PersonField::WORDS),
    }
}

fn news(node: &Node) -> NewsCheck {
    NewsCheck { at_least: count(node, "at_least"), within_period: node.plain("within").as_deref() == Some("period") }
}

/// A number of things that must be there: one, where nothing is said.
fn count(node: &Node, key: &str) -> usize {
    node.number(key).unwrap_or(1)
}

fn words<T: Copy>(node: &Node, key: &str, known: &[(&str, T)]) -> Vec<T> {
    node.lines(key).iter().filter_map(|one| word(&one.value, known)).collect()
}

/// What a word means, of those that are known.
pub(super) fn word<T: Copy>(written: &str, known: &[(&str, T)]) -> Option<T> {
    known.iter().find(|(name, _)| *name == written).map(|(_, value)| *value)
}

//! `scores.yaml` and `issues.yaml` to a published result and its analysis.

use crate::base::diag::Diagnostic;
use crate::base::lang::Bilingual;
use crate::base::path::RelPath;
use crate::base::span::{Span, Spanned};
use crate::ita::body::Link;
use crate::ita::issue::{Advice, Analysis, Difference, Issue, Memo, Point, Printed, PrintedRow, Signature};
use crate::ita::published::{Published, Reasons, Row, Scores};
use crate::ita::score::Score;
use crate::parse::catalogue::{bands, visibility};
use crate::parse::fragment;
use crate::parse::tree::{Entry, Node, NodeKind};

/// The texts of an analysis that hold Markdown: their lists and their keys.
const MARKDOWN: [(&str, &str); 4] =
    [("issues", "findings"), ("issues", "recommendations"), ("points", "approach"), ("advice", "text")];

pub(super) fn scores(path: &RelPath, node: &Node) -> Scores {
    let figures = |key: &str| -> Vec<(Spanned<String>, Published)> {
        node.table(key).iter().map(|entry| (entry.key.clone(), announced(&entry.value))).collect()
    };
    let reasons = |key: &str| {
        let reason = |entry: &Entry| Some((entry.key.value.clone(), entry.value.text("note")?));
        node.table(key).iter().filter_map(reason).collect()
    };
    let of_instrument = |entry: &Entry| {
        let NodeKind::Map(rows) = &entry.value.kind else { return None };
        Some((entry.key.clone(), rows.iter().map(row).collect()))
    };
    Scores {
        path: path.clone(),
        full: node.score("full").map(|full| full.value),
        announced: node.get("announced").and_then(Node::as_day),
        overall: node.get("overall").and_then(announced),
        blank: blank(node, "overall"),
        rating: node.line("rating"),
        instruments: figures("instruments"),
        indicators: figures("indicators"),
        rows: node.table("scores").iter().filter_map(of_instrument).collect(),
        bands: bands(node),
        note: node.text("note"),
        reasons: Reasons {
            overall: node.get("overall").and_then(|own| own.text("note")),
            instruments: reasons("instruments"),
            indicators: reasons("indicators"),
        },
        visibility: visibility(node),
    }
}

/// A figure, alone or beside a reason.
fn announced(node: &Node) -> Published {
    node.as_score().or_else(|| node.score("score"))
}

/// The place of a key that is written with null.
fn blank(node: &Node, key: &str) -> Option<Span> {
    let NodeKind::Map(entries) = &node.kind else { return None };
    let entry = entries.iter().find(|entry| entry.key.value == key && matches!(entry.value.kind, NodeKind::Null))?;
    Some(entry.key.span.clone())
}

fn row(entry: &Entry) -> Row {
    let value = &entry.value;
    Row { id: entry.key.clone(), score: announced(value), derived: value.flag("derived"), note: value.text("note") }
}

pub(super) fn analysis(path: &RelPath, file: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Analysis {
    Analysis {
        path: path.clone(),
        instruments: node.lines("instruments"),
        issues: node.list("issues").iter().filter_map(issue).collect(),
        points: node.list("points").iter().filter_map(point).collect(),
        advice: node.list("advice").iter().filter_map(advice).collect(),
        note: node.text("note"),
        apart: node.list("apart").iter().flat_map(|node| node.lines("ids")).collect(),
        memo: node.get("memo").map(memo).unwrap_or_default(),
        links: links(file, node, findings),
    }
}

fn memo(node: &Node) -> Memo {
    let signature = |node: &Node| {
        Some(Signature { name: node.text("name")?, position: node.text("position")?, opinion: node.text("opinion") })
    };
    let difference = |node: &Node| {
        Some(Difference { at: node.text("at")?, printed: node.text("printed")?, here: node.text("here")? })
    };
    Memo {
        office: node.text("office"),
        number: node.text("number"),
        date: node.day("date"),
        subject: node.text("subject"),
        to: node.text("to"),
        background: node.text("background"),
        limits: node.text("limits"),
        proposal: node.text("proposal"),
        signatures: node.list("signatures").iter().filter_map(signature).collect(),
        differences: node.list("differences").iter().filter_map(difference).collect(),
    }
}

/// What the texts that hold Markdown lead to.
fn links(file: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Bilingual<Vec<Link>> {
    let mut links = Bilingual::<Vec<Link>>::default();
    for (list, key) in MARKDOWN {
        for text in node.list(list).iter().filter_map(|entry| entry.get(key)) {
            let Bilingual { th, en } = fragment::links(file, text, findings);
            links.th.extend(th);
            links.en.extend(en);
        }
    }
    links
}

fn issue(node: &Node) -> Option<Issue> {
    let id = |row: &Node| row.spanned().or_else(|| row.line("id"));
    let open = |key: &str| Some(Spanned { value: key.to_owned(), span: blank(node, key)? });
    Some(Issue {
        id: node.line("id")?,
        title: node.text("title")?,
        rows: node.list("rows").iter().filter_map(id).collect(),
        findings: node.text("findings"),
        recommendations: node.text("recommendations"),
        open: ["findings", "recommendations"].into_iter().filter_map(open).collect(),
        printed: printed(node),
    })
}

/// What a document prints of an issue.
fn printed(node: &Node) -> Printed {
    let below = |entry: &Entry| {
        let mark = Spanned { value: Score::parse(&entry.key.value).ok()?, span: entry.key.span.clone() };
        Some((mark, node.get("below")?.lines(&entry.key.value)))
    };
    let row =
        |node: &Node| Some(PrintedRow { id: node.line("id")?, title: node.line("title"), score: node.score("score") });
    Printed {
        average: node.score("average"),
        all_pass: node.line("passes").map(|word| word.map(|word| word == "all")),
        below: node.table("below").iter().filter_map(below).collect(),
        rows: node.list("rows").iter().filter_map(row).collect(),
    }
}

fn point(node: &Node) -> Option<Point> {
    Some(Point {
        id: node.line("id")?,
        question: node.line("question")?,
        instrument: node.line("instrument"),
        issue: node.line("issue"),
        title: node.line("title"),
        score: node.score("score"),
        approach: node.text("approach")?,
        owner: node.text("owner"),
        measures: node.lines("measures"),
        note: node.text("note"),
    })
}

fn advice(node: &Node) -> Option<Advice> {
    Some(Advice {
        instrument: node.line("instrument"),
        question: node.line("question"),
        text: node.text("text")?,
        items: node.lines("items"),
        note: node.text("note"),
        explained: ["note", "staff_note"].iter().any(|key| node.get(key).is_some()),
    })
}

//! The front matter of items, measures and articles.

use std::sync::Arc;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::span::{Span, Spanned};
use crate::base::thai::arabic_digits;
use crate::ita::article::{Article, ArticleKind, Show};
use crate::ita::document::{Claimed, Dated, Document, Evidence, Facts, Proof, Signed};
use crate::ita::evidence::verdict::Verdicts;
use crate::ita::faq::Faq;
use crate::ita::gallery::{Gallery, Shot};
use crate::ita::item::Item;
use crate::ita::life::{Life, Phase};
use crate::ita::measure::{Measure, Step};
use crate::ita::service::Service;
use crate::ita::table::{Content, Table};
use crate::ita::year::FiscalYear;
use crate::parse::holds::word;
use crate::parse::shapes::pages::{PROOFS, STEP_PROOFS};
use crate::parse::tree::{Node, NodeKind, number};

pub(super) static RULES: &[&Rule] = &[&EVIDENCE_PROOF, &MEASURE_ISSUE];

static EVIDENCE_PROOF: Rule = Rule::new(
    "evidence-proof",
    Error,
    both("หลักฐานหนึ่งรายการชี้ไปที่เดียว", "an evidence entry points to one thing"),
    both("ผู้ประเมินต้องเปิดหลักฐานได้ทันที", "the assessor must be able to open it"),
);

static MEASURE_ISSUE: Rule = Rule::new(
    "measure-issue",
    Error,
    both("ช่อง issue เขียนเป็น ปี/ประเด็น", "`issue` is written year/issue"),
    both("ประเด็นหมายเลขเดียวกันมีทุกปี", "every year has an issue of that number"),
);

/// The keys of dates.
const DATES: [&str; 8] = ["updated", "date", "done", "from", "to", "on", "publish", "expires"];

pub(super) fn item(path: &RelPath, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Item> {
    let evidence = node.list("evidence").iter().filter_map(|node| evidence(node, findings)).collect();
    Some(Item {
        path: path.clone(),
        code: node.line("code")?,
        period: node.get("period").and_then(Node::as_period),
        facts: Arc::new(facts(node)),
        evidence,
        answer: node.text("answer"),
        bodies: Bilingual::default(),
        verdicts: Verdicts::default(),
    })
}

pub(super) fn measure(path: &RelPath, id: String, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Measure> {
    let mut step = |node: &Node| {
        let evidence = node.get("evidence").and_then(|node| one_proof(node, STEP_PROOFS, findings));
        Some(Step { text: node.text("text")?, done: node.day("done"), evidence, span: node.span.clone() })
    };
    let steps = node.list("steps").iter().filter_map(&mut step).collect();
    Some(Measure {
        path: path.clone(),
        id,
        title: node.text("title")?,
        aliases: node.lines("aliases"),
        issue: node.line("issue").and_then(|written| issue(written, findings)),
        period: node.get("period").and_then(Node::as_period),
        facts: Arc::new(facts(node)),
        steps,
        result: node.text("result"),
        problem: node.text("problem"),
        suggestion: node.text("suggestion"),
        budget: node.text("budget"),
        bodies: Bilingual::default(),
    })
}

pub(super) fn article(path: &RelPath, kind: ArticleKind, name: String, node: &Node) -> Option<Article> {
    let show = node.plain("show").and_then(|written| word(&written, &Show::WORDS));
    Some(Article {
        path: path.clone(),
        kind,
        name,
        title: node.text("title")?,
        aliases: node.lines("aliases"),
        date: node.day("date"),
        life: life(node),
        pinned: node.flag("pinned"),
        tags: node.lines("tags"),
        order: node.number("order"),
        show,
        image: node.get("image").and_then(shot),
        gallery: node.get("gallery").and_then(gallery),
        service: Service::default(),
        faq: Faq::default(),
        facts: Arc::new(facts(node)),
        bodies: Bilingual::default(),
    })
}

/// News come newest first behind those that are pinned, everything else by its place and then by its name.
pub(super) fn reading_order(article: &Article) -> impl Ord {
    let newest = std::cmp::Reverse(article.date.filter(|_| article.kind == ArticleKind::News));
    (article.kind, !article.pinned, newest, article.order.unwrap_or(u32::MAX), article.name.clone())
}

fn life(node: &Node) -> Life {
    let day = |key| node.get(key).and_then(Node::as_day);
    Life { draft: node.flag("draft"), publish: day("publish"), expires: day("expires"), phase: Phase::Public }
}

/// A picture, by its file alone or with its words.
fn shot(node: &Node) -> Option<Shot> {
    let file = match node.scalar() {
        Some(_) => node.as_file()?,
        None => node.file("file")?,
    };
    Some(Shot { file, caption: node.text("caption") })
}

/// The pictures of a folder, which is read later, or of a list.
fn gallery(node: &Node) -> Option<Gallery> {
    let folder = node.spanned().map(|written| written.span.path.resolve(written.value.trim().trim_end_matches('/')));
    node.kind.is_said().then(|| Gallery {
        span: node.span.clone(),
        folder,
        shots: node.items().iter().filter_map(shot).collect(),
    })
}

fn facts(node: &Node) -> Facts {
    let document = |node: &Node| {
        Some(Document {
            id: node.line("id"),
            file: node.file("file")?,
            title: node.text("title")?,
            date: node.get("date").and_then(Node::as_day),
            language: node.plain("language"),
        })
    };
    Facts {
        owner: node.text("owner"),
        updated: node.day("updated"),
        summary: node.text("summary"),
        documents: node.list("documents").iter().filter_map(document).collect(),
        tables: node.list("tables").iter().filter_map(table).collect(),
        // That the Thai is missing is told; what is awaited is so all the same.
        awaiting: node.text("awaiting").or_else(|| node.get("awaiting")?.text("en")),
        source: node.text("source"),
        dates: dates(node),
    }
}

fn table(node: &Node) -> Option<Table> {
    let columns = node.table("columns").iter();
    Some(Table {
        id: node.line("id")?,
        file: node.file("file")?,
        sheet: node.line("sheet"),
        header: node.line("header").and_then(|row| Some(Spanned { value: number(&row.value)?, span: row.span })),
        title: node.text("title")?,
        columns: columns.filter_map(|own| Some((own.key.clone(), own.value.spanned()?.value))).collect(),
        span: node.span.clone(),
        content: Content::default(),
    })
}

/// Every date below a node, by the keys that dates have.
fn dates(node: &Node) -> Vec<Dated> {
    match &node.kind {
        NodeKind::List(values) => values.iter().flat_map(dates).collect(),
        NodeKind::Map(entries) => entries
            .iter()
            .flat_map(|entry| {
                let dated = DATES.contains(&&*entry.key.value).then(|| entry.value.as_day()).flatten();
                let own = dated.map(|day| Dated { key: entry.key.value.clone(), day });
                own.into_iter().chain(dates(&entry.value)).collect::<Vec<_>>()
            })
            .collect(),
        NodeKind::Scalar(_) | NodeKind::Null => Vec::new(),
    }
}

fn evidence(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Evidence> {
    let claimed: Vec<_> = node.lines("requirement").into_iter().flat_map(each_of_range).collect();
    let all = matches!(claimed.as_slice(), [one] if one.value == "all");
    let proof = one_proof(node, PROOFS, findings);
    Some(Evidence {
        requirements: if all { Claimed::All } else { Claimed::Some(claimed) },
        proof: proof?,
        note: node.text("note"),
        checked: node.get("checked").and_then(signed),
        there: true,
        span: node.span.clone(),
    })
}

/// The numbers of `3-5`, each by itself.
fn each_of_range(written: Spanned<String>) -> Vec<Spanned<String>> {
    let plain = arabic_digits(&written.value);
    let ends = plain.split_once(['-', '–']).and_then(|(from, to)| {
        let number = |text: &str| text.trim().parse::<u32>().ok();
        Some((number(from)?, number(to)?)).filter(|(from, to)| from < to && to - from < RANGE)
    });
    match ends {
        Some((from, to)) => {
            (from..=to).map(|id| Spanned { value: id.to_string(), span: written.span.clone() }).collect()
        }
        None => vec![written],
    }
}

/// No item has more requirements.
const RANGE: u32 = 60;

fn signed(node: &Node) -> Option<Signed> {
    Some(Signed { by: node.text("by")?, on: node.get("on").and_then(Node::as_day)? })
}

/// The proof that an entry gives; a finding unless it is exactly one. `kinds` are the keys that it may use.
fn one_proof(node: &Node, kinds: &[&str], findings: &mut Vec<Diagnostic>) -> Option<Proof> {
    let mut proofs = proofs(node);
    if proofs.len() != 1 {
        let said = if proofs.is_empty() {
            both("หลักฐานรายการนี้ไม่บอกว่าอยู่ที่ใด", "this evidence does not say where it is")
        } else {
            both("หลักฐานรายการนี้ชี้ไปหลายที่", "this evidence points to several things")
        };
        let kinds = kinds.join(", ");
        findings.push(
            Diagnostic::new(&EVIDENCE_PROOF, &node.span, said)
                .hint(both!("ใส่เพียงอย่างเดียวจาก {kinds}", "give one of {kinds}")),
        );
    }
    proofs.pop()
}

/// Makes a proof of what was written.
type MakeProof = fn(Spanned<String>) -> Proof;

/// Every proof that an entry gives; a sound one gives exactly one.
fn proofs(node: &Node) -> Vec<Proof> {
    let kinds: [(&str, MakeProof); 5] = [
        ("document", Proof::Document),
        ("page", Proof::Page),
        ("section", Proof::Section),
        ("table", Proof::Table),
        ("url", Proof::Url),
    ];
    let given = kinds.into_iter().filter_map(|(key, kind)| node.line(key).map(kind));
    given.chain(node.text("not_applicable").map(Proof::NotApplicable)).collect()
}

/// `2568/1`: the year of the analysis and the issue's id there.
fn issue(written: Spanned<String>, findings: &mut Vec<Diagnostic>) -> Option<Spanned<(FiscalYear, String)>> {
    let parsed =
        written.value.split_once('/').and_then(|(year, id)| Some((FiscalYear::parse(year)?, id.trim().to_owned())));
    if parsed.is_none() {
        findings.push(bad_issue(&written.value, &written.span));
    }
    parsed.map(|value| Spanned { value, span: written.span })
}

fn bad_issue(written: &str, at: &Span) -> Diagnostic {
    let said = both!("“{written}” ไม่บอกปีและประเด็น", "`{written}` does not name a year and an issue");
    Diagnostic::new(&MEASURE_ISSUE, at, said).hint(both("เขียนเช่น 2568/1", "write it as 2568/1"))
}

#[cfg(test)]
mod tests {
    use super::{RelPath, Span, Spanned, each_of_range};

    #[test]
    fn a_range_names_each_requirement_and_no_item_has_more_than_sixty() {
        let span = Span::file(&RelPath::new("a.md").unwrap());
        let ids = |written: &str| -> Vec<String> {
            let each = each_of_range(Spanned { value: written.to_owned(), span: span.clone() });
            each.into_iter().map(|one| one.value).collect()
        };
        assert_eq!(ids("3-5"), ["3", "4", "5"]);
        assert_eq!(ids("๓ – ๔"), ["3", "4"]);
        assert_eq!(ids("1-60").len(), 60);
        for whole in ["1-61", "5-5", "5-3", "1", "1.1-2", "all", "-"] {
            assert_eq!(ids(whole), [whole]);
        }
    }
}

//! Names that are the same to a reader: titles that differ in case, digits or look-alike spellings alone, and ids of
//! documents. Titles of the catalogue are not the agency's to choose.

use std::collections::{HashMap, HashSet};

use crate::base::diag::Severity::{Error, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Text, both};
use crate::base::span::{Span, Spanned};
use crate::base::thai::normalise;
use crate::check::family::{Family, Subject};
use crate::ita::article::ArticleKind;
use crate::ita::assessment::Assessment;
use crate::ita::document::Facts;

pub(super) const FAMILY: Family = Family { rules: &[&NAME_TWICE, &DOCUMENT_TWICE], apply };

static NAME_TWICE: Rule = Rule::new(
    "name-twice",
    Warning,
    both("ชื่อเรื่องในกลุ่มเดียวกันไม่ซ้ำ", "titles side by side are different"),
    both(
        "ผู้อ่านแยกไม่ออก และมักเป็นไฟล์ที่คัดลอกแล้วลืมแก้",
        "readers cannot tell them apart; mostly one is a copy that was not edited",
    ),
);

static DOCUMENT_TWICE: Rule = Rule::new(
    "document-id-twice",
    Error,
    both("id ของเอกสารไม่ซ้ำในหน้าเดียวกัน", "a document's id stands once on a page"),
    both("หลักฐานที่อ้าง id นี้จะชี้เอกสารผิด", "evidence that names the id would lead to the wrong document"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let mut findings = titles(portal.agency.people.iter().map(|person| &person.name));
    for kind in ArticleKind::ALL {
        findings.extend(titles(portal.articles(kind).map(|article| &article.title)));
    }
    findings.extend(portal.years.values().flat_map(|year| of_year(year)));
    let items = portal.years.values().flat_map(|year| &year.items).map(|item| &item.facts);
    let measures = portal.years.values().flat_map(|year| &year.measures).map(|measure| &measure.facts);
    let articles = portal.articles.iter().map(|article| &article.facts);
    findings.extend(items.chain(measures).chain(articles).flat_map(|facts| documents(facts)));
    findings
}

fn of_year(assessment: &Assessment) -> Vec<Diagnostic> {
    let issues = assessment.analysis.iter().flat_map(|analysis| &analysis.issues).map(|issue| &issue.title);
    let mut findings = titles(issues);
    findings.extend(titles(assessment.measures.iter().map(|measure| &measure.title)));
    findings
}

fn titles<'a>(titles: impl Iterator<Item = &'a Text>) -> Vec<Diagnostic> {
    let mut seen: HashMap<String, &Text> = HashMap::new();
    let mut findings = Vec::new();
    for title in titles {
        let key = normalise(&title.th).split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(first) = seen.insert(key, title) {
            findings.push(twice(title, &first.span));
        }
    }
    findings
}

fn twice(title: &Text, first: &Span) -> Diagnostic {
    let (name, file) = (&title.th, &first.path);
    let said = both!("ชื่อ “{name}” มีอยู่แล้วใน {file}", "`{name}` is the name of another one in {file}");
    Diagnostic::new(&NAME_TWICE, &title.span, said)
        .hint(both("เติมคำที่บอกความต่าง เช่น ปีหรือสถานที่", "add what tells them apart, such as the year or the place"))
}

fn documents(facts: &Facts) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let ids = facts.documents.iter().filter_map(|document| document.id.as_ref());
    let again = ids.filter(|id| !seen.insert(id.value.to_lowercase()));
    let finding = |id: &Spanned<String>| {
        let name = &id.value;
        let said = both!("มีเอกสาร id “{name}” อยู่แล้วในหน้านี้", "this page has a document `{name}` already");
        Diagnostic::new(&DOCUMENT_TWICE, &id.span, said)
            .hint(both("ตั้ง id ใหม่ให้เอกสารนี้", "give this document another id"))
    };
    again.map(finding).collect()
}

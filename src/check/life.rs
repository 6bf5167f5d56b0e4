//! The life of pages, and what news are about.

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::check::family::{Family, Subject};
use crate::check::unknown::unknown_of;
use crate::ita::article::Article;
use crate::ita::ids::Ids;
use crate::ita::portal::Portal;

pub(super) const FAMILY: Family = Family { rules: &[&NEVER_PUBLIC], apply };

static NEVER_PUBLIC: Rule = Rule::new(
    "never-public",
    Error,
    both("expires ไม่มาก่อน publish", "`expires` is not before `publish`"),
    both("หน้านั้นจะไม่เคยอยู่ในรายการใด", "the page would never be in a list"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let mut findings: Vec<Diagnostic> = portal.articles.iter().filter_map(never_public).collect();
    if !portal.is_faulty("content/agency.yaml") {
        let notices = portal.agency.front.notices.iter();
        findings.extend(notices.filter(|own| own.from.is_some_and(|from| from > own.until.value)).map(|own| {
            let said =
                both("ประกาศนี้สิ้นสุดก่อนวันเริ่ม จึงไม่เคยแสดง", "the notice is over before it begins, and is never shown");
            Diagnostic::new(&NEVER_PUBLIC, &own.until.span, said)
                .hint(both("แก้ from หรือ until", "correct `from` or `until`"))
        }));
        findings.extend(tags(portal));
    }
    findings
}

fn never_public(article: &Article) -> Option<Diagnostic> {
    let (publish, expires) = article.life.publish.as_ref().zip(article.life.expires.as_ref())?;
    let Bilingual { th, en } = Bilingual::each(|lang| publish.value.in_words(lang));
    let said = both!("หน้านี้สิ้นสุดก่อนวันเผยแพร่ ({th})", "the page is over before it comes ({en})");
    let finding = || Diagnostic::new(&NEVER_PUBLIC, &expires.span, said);
    (expires.value < publish.value)
        .then(finding)
        .map(|own| own.hint(both("แก้วันใดวันหนึ่ง", "correct one of the two days")))
}

fn tags(portal: &Portal) -> Vec<Diagnostic> {
    let known = Ids::new(portal.agency.tags.iter().map(|tag| tag.id.value.as_str()));
    let written = portal.articles.iter().flat_map(|article| &article.tags);
    let none = both(
        "เขียนใน agency.yaml เช่น tags: [{id: event, title: กิจกรรม}]",
        "list it in agency.yaml, as tags: [{id: event, title: {th: กิจกรรม, en: Events}}]",
    );
    unknown_of(&known, written, both("เรื่อง (tags) ชื่อ", "tag"), none)
}

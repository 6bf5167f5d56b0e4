//! Attachments: what pages offer must be there.

use std::sync::Arc;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::path::RelPath;
use crate::base::span::{Span, Spanned};
use crate::check::family::{Family, Subject};
use crate::ita::document::Facts;

pub(super) const FAMILY: Family = Family { rules: &[&ATTACHMENT_MISSING], apply };

static ATTACHMENT_MISSING: Rule = Rule::new(
    "attachment-missing",
    Error,
    both("เอกสารที่อ้างถึงมีอยู่จริง", "an offered document is there"),
    both("ลิงก์เสียเพียงลิงก์เดียวทำให้ข้อนั้นได้ 0 คะแนน", "one dead link costs the item its whole score"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let items = portal.years.values().flat_map(|year| &year.items).map(|item| &item.facts);
    let measures = portal.years.values().flat_map(|year| &year.measures).map(|measure| &measure.facts);
    let facts = items.chain(measures).chain(portal.articles.iter().map(|article| &article.facts));
    let documents = facts.flat_map(|facts: &Arc<Facts>| &facts.documents).map(|document| &document.file);
    let photos = portal.agency.people.iter().filter_map(|person| person.photo.as_ref());
    documents.chain(photos).chain(&portal.agency.front.logo).filter_map(|file| missing(subject, file)).collect()
}

fn missing(subject: &Subject<'_>, file: &Spanned<Option<RelPath>>) -> Option<Diagnostic> {
    match &file.value {
        Some(path) if subject.portal.files.contains_key(path) || subject.portal.is_faulty(path.as_str()) => None,
        Some(path) => Some(not_there(subject, path, &file.span)),
        None => Some(
            Diagnostic::new(&ATTACHMENT_MISSING, &file.span, "ที่อยู่ไฟล์นี้ใช้ไม่ได้", "this is not the path of a file").hint(
                "เขียนเทียบจากไฟล์นี้ เช่น ../files/plan.pdf ใช้ / ไม่ใช่ \\",
                "write it from this file, as ../files/plan.pdf, with / and not \\",
            ),
        ),
    }
}

/// The finding for a file that is not among the attachments, with the one that was probably meant.
pub(super) fn not_there(subject: &Subject<'_>, path: &RelPath, at: &Span) -> Diagnostic {
    let th = format!("ไม่มีไฟล์ {path}");
    let finding = Diagnostic::new(&ATTACHMENT_MISSING, at, th, format!("there is no file {path}"));
    let neighbours = subject.sources.files.keys().filter(|known| known.folder() == path.folder());
    match subject.nearest(path.file_name(), neighbours.map(RelPath::file_name)) {
        Some(meant) => finding.hint(
            format!("ในโฟลเดอร์นั้นมี {meant} ตรวจตัวพิมพ์เล็กใหญ่ด้วย"),
            format!("that folder has {meant}; small and capital letters differ"),
        ),
        None => finding.hint("วางไฟล์ไว้ที่นั่น หรือแก้ชื่อ", "put the file there, or correct the name"),
    }
}

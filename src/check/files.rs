//! Attachments: what pages offer must be there, and what is there should be offered.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::base::diag::Severity::{Error, Note};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::reading::about;
use crate::base::span::{Span, Spanned};
use crate::base::thai::normalise;
use crate::check::family::{Family, Subject};
use crate::check::kinds::is_refused;
use crate::ita::named::{named, offered};
use crate::ita::year::FiscalYear;

pub(super) const FAMILY: Family = Family { rules: &[&ATTACHMENT_MISSING, &ORPHAN, &ORPHAN_REFUSED], apply };

static ATTACHMENT_MISSING: Rule = Rule::new(
    "attachment-missing",
    Error,
    both("เอกสารที่อ้างถึงมีอยู่จริง", "an offered document is there"),
    both("ลิงก์เสียเพียงลิงก์เดียวทำให้ข้อนั้นได้ 0 คะแนน", "one dead link costs the item its whole score"),
);

static ORPHAN: Rule = Rule::new(
    "attachment-orphan",
    Note,
    both("ไฟล์แนบทุกไฟล์มีหน้าที่อ้างถึง", "every attachment is named by a page"),
    both(
        "ไฟล์ที่ไม่มีหน้าใดอ้างถึงก็เผยแพร่ด้วย และมักเป็นฉบับเก่าหรือฉบับที่วางผิดที่",
        "a file that no page names is published all the same, and is mostly an old or a misplaced one",
    ),
);

static ORPHAN_REFUSED: Rule = Rule::new(
    "attachment-orphan-refused",
    Error,
    both("orphans: refuse: ทุกไฟล์แนบมีหน้าอ้างถึง", "nothing unnamed, with `orphans: refuse`"),
    both("หน่วยงานเลือกให้เผยแพร่เฉพาะไฟล์ที่มีหน้าอ้างถึง", "the agency chose to publish only what a page names"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let moved = portal.agency.moved.iter().map(|own| &own.to);
    let missing = offered(portal).chain(moved).filter_map(|file| missing(subject, file));
    missing.chain(orphans(subject)).collect()
}

/// Attachments that nothing names. Where a page could not be read, who knows what it names.
fn orphans(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    if !portal.faulty.is_empty() {
        return Vec::new();
    }
    let named = named(portal);
    let refused = portal.agency.attachments.refuse_orphans;
    let inspected = |path: &RelPath| subject.sources.files.get(path)?.inspected.as_deref();
    // Nobody should name a file that is refused.
    let refusal = |path: &RelPath| inspected(path).is_some_and(|inspected| is_refused(subject, path, inspected));
    let orphans = portal.files.keys().filter(|path| !named.contains(*path) && !refusal(path));
    if refused {
        return orphans.map(|path| about(&ORPHAN_REFUSED, path, NOT_NAMED, NAME_IT)).collect();
    }
    let mut folders: BTreeMap<&str, Vec<&RelPath>> = BTreeMap::new();
    orphans.for_each(|path| folders.entry(path.folder()).or_default().push(path));
    folders.into_values().map(unnamed).collect()
}

/// The files of one folder that no page names.
fn unnamed(files: Vec<&RelPath>) -> Diagnostic {
    let more = files.len() - 1;
    if more == 0 {
        return about(&ORPHAN, files[0], NOT_NAMED, NAME_IT);
    }
    let said = both!(
        "ไม่มีหน้าใดอ้างถึงไฟล์นี้ และอีก {more} ไฟล์ในโฟลเดอร์เดียวกัน",
        "no page names this file, nor {more} more of the same folder"
    );
    about(&ORPHAN, files[0], said, NAME_IT)
}

const NOT_NAMED: Bilingual<&str> = both("ไม่มีหน้าใดอ้างถึงไฟล์นี้", "no page names this file");
const NAME_IT: Bilingual<&str> = both(
    "อ้างถึงใน documents ของหน้าที่เกี่ยวข้อง หรือลบไฟล์",
    "name it in the `documents` of the page that it belongs to, or delete it",
);

fn missing(subject: &Subject<'_>, file: &Spanned<Option<RelPath>>) -> Option<Diagnostic> {
    match &file.value {
        Some(path) if subject.portal.files.contains_key(path) || subject.portal.is_faulty(path.as_str()) => None,
        Some(path) => Some(not_there(subject, path, &file.span)),
        None => Some(
            Diagnostic::new(&ATTACHMENT_MISSING, &file.span, both("ที่อยู่ไฟล์นี้ใช้ไม่ได้", "this is not the path of a file"))
                .hint(both(
                    "เขียนเทียบจากไฟล์นี้ เช่น ../files/plan.pdf ใช้ / ไม่ใช่ \\",
                    "write it from this file, as ../files/plan.pdf, with / and not \\",
                )),
        ),
    }
}

/// Whether what stands there is never published: hidden files, the targets of uploads, what people have accepted. What hosts
/// and programs agree on has a hidden folder of its own.
pub(super) fn is_kept(path: &str) -> bool {
    let inside = path.strip_prefix("content/").unwrap_or(path);
    let hidden = |part: &str| part.starts_with('.') && part != ".well-known";
    inside.split('/').any(hidden) || ["upload.yaml", "privacy.yaml"].iter().any(|own| own.eq_ignore_ascii_case(inside))
}

/// The finding for a link to a file that is read and never published.
pub(super) fn not_public(rule: &'static Rule, path: &dyn Display, at: &Span) -> Diagnostic {
    Diagnostic::new(rule, at, both!("ไฟล์ {path} ไม่ได้เผยแพร่บนเว็บ", "the file {path} is not published"))
        .hint(both("ลิงก์ไปหน้าที่แสดงข้อมูลนั้น หรือลบลิงก์", "link to the page that shows what it says, or remove the link"))
}

/// The finding for a file that is not among the attachments, with the one that was probably meant.
pub(super) fn not_there(subject: &Subject<'_>, path: &RelPath, at: &Span) -> Diagnostic {
    let finding = Diagnostic::new(&ATTACHMENT_MISSING, at, both!("ไม่มีไฟล์ {path}", "there is no file {path}"));
    let neighbours = subject.sources.files.keys().filter(|known| known.folder() == path.folder());
    match subject.nearest(path.file_name(), neighbours.map(RelPath::file_name)) {
        Some(meant) => {
            let name = path.file_name();
            let Bilingual { th, en } = match meant {
                _ if meant.eq_ignore_ascii_case(name) => {
                    both(" ตัวพิมพ์เล็กใหญ่ต่างกัน", "; small and capital letters differ")
                }
                _ if normalise(meant) == normalise(name) => both(
                    " อักษรเดียวกันแต่พิมพ์คนละแบบ คัดลอกชื่อไฟล์มาวาง",
                    ", whose letters are the same and composed differently: copy its name",
                ),
                _ => both(" หมายถึงไฟล์นั้นหรือไม่", ": is that one meant?"),
            };
            finding.hint(both!("ในโฟลเดอร์นั้นมี {meant}{th}", "that folder has {meant}{en}"))
        }
        None => match attachments_place(path) {
            Some(place) => {
                let link = at.path.link_to(&place);
                let there = subject.sources.files.contains_key(&place);
                finding.hint(match there {
                    true => both!("เขียน {link}", "write {link}"),
                    false => both!("วางไฟล์ที่ {place} แล้วเขียน {link}", "put the file to {place}, and write {link}"),
                })
            }
            None => finding.hint(both("วางไฟล์ไว้ที่นั่น หรือแก้ชื่อ", "put the file there, or correct the name")),
        },
    }
}

/// Where an attachment belongs that was looked for beside the texts: in `files` of its year, or of the site.
fn attachments_place(path: &RelPath) -> Option<RelPath> {
    let inside = path.below("content").filter(|inside| !inside.split('/').rev().skip(1).any(|part| part == "files"))?;
    let year = inside.split_once('/').map(|(first, _)| first).filter(|first| FiscalYear::parse(first).is_some());
    let folder = year.map_or_else(|| "content/files".to_owned(), |year| format!("content/{year}/files"));
    RelPath::new(&format!("{folder}/{}", path.file_name()))
}

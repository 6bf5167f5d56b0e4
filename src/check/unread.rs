//! What of the attachments was not searched for personal data, and why: a finding for each document where a number is likely,
//! and one for the pictures and recordings of a folder.

use std::collections::BTreeMap;

use crate::base::diag::Severity::{Note, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::document::{Fault, FileKind, Inspected, Layer, Unread};
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::check::family::Subject;
use crate::check::kinds::is_refused;

pub(super) static NOT_SEARCHED: Rule = Rule::new(
    "document-not-searched",
    Warning,
    both("เอกสารทุกไฟล์ตรวจหาข้อมูลส่วนบุคคลได้", "every document can be searched for personal data"),
    both("สิ่งที่โปรแกรมอ่านไม่ได้ คนต้องตรวจเอง", "what the program cannot read, a person must look through"),
)
.held();

pub(super) static PICTURE_NOT_SEARCHED: Rule = Rule::new(
    "picture-not-searched",
    Note,
    both("มีคนดูภาพขนาดใหญ่ วิดีโอ และเสียงแล้ว", "somebody looked at large pictures and recordings"),
    both(
        "ภาพถ่ายบัตรประชาชนหรือเอกสารอ่านได้ด้วยตาคนเท่านั้น ตราและโลโก้ขนาดเล็กไม่ต้องดู",
        "only a person can read a photographed card or paper; small seals and logos need no look",
    ),
)
.held();

/// So many unread parts are named.
const NAMED: usize = 3;

/// What a file is told as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Document,
    Picture,
    Recording,
}

pub(super) fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut folders: BTreeMap<(Told, &str), Vec<RelPath>> = BTreeMap::new();
    // Of a theme, fonts and scripts are nobody's papers.
    let is_paper = |path: &RelPath| FileKind::of_ending(path.ending()).is_some();
    let sought = |path: &RelPath| path.below("content").is_some() || is_paper(path);
    for (path, file) in subject.sources.files.iter().filter(|(path, _)| sought(path)) {
        let Some(inspected) = file.inspected.as_deref() else { continue };
        match told(path, inspected) {
            None => {}
            Some(_) if is_refused(subject, path, inspected) => {}
            Some(Told::Document) => findings.push(document(path, inspected)),
            Some(_) if subject.accepted.takes(path, &PICTURE_NOT_SEARCHED) => {}
            Some(told) => {
                let folder = path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
                folders.entry((told, folder)).or_default().push(path.clone());
            }
        }
    }
    findings.extend(folders.into_iter().map(|((told, _), files)| folder(told, files)));
    findings
}

/// How a file is told that was not wholly searched. Faults and scans are told by `documents`, old documents by `kinds`.
fn told(path: &RelPath, inspected: &Inspected) -> Option<Told> {
    match (inspected.fault, inspected.kind) {
        _ if inspected.unread.is_empty() => None,
        // Beside the members that ask for a password there may be others that were not read.
        (Some(Fault::Locked), FileKind::Zip) => Some(Told::Document),
        (Some(_), _) => None,
        (None, FileKind::OldOffice) if FileKind::of_ending(path.ending()) == Some(FileKind::OldOffice) => None,
        (None, FileKind::Pdf) if inspected.layer == Layer::Absent => None,
        (None, FileKind::Video | FileKind::Sound) => Some(Told::Recording),
        _ if inspected.unread.iter().all(|unread| matches!(unread, Unread::Picture(_))) => Some(Told::Picture),
        _ => Some(Told::Document),
    }
}

fn document(path: &RelPath, inspected: &Inspected) -> Diagnostic {
    let (kind, reasons) = (inspected.kind.words(), reasons(&inspected.unread));
    let said = both(
        format!("ไฟล์นี้ ({}) ไม่ได้ตรวจหาข้อมูลส่วนบุคคลทั้งหมด: {}", kind.th, reasons.th),
        format!("this file, {}, was not wholly searched for personal data: {}", kind.en, reasons.en),
    );
    Diagnostic::new(&NOT_SEARCHED, &Span::file(path), said).hint(both(
        "เปิดดูเองว่าไม่มีเลขประจำตัวหรือข้อมูลส่วนบุคคลอื่น",
        "look through it yourself for numbers and other personal data",
    ))
}

/// Why parts of a file were not searched, each reason once.
fn reasons(unread: &[Unread]) -> Bilingual<String> {
    let parts: Vec<&str> =
        unread.iter().filter_map(|unread| if let Unread::Part(name) = unread { Some(&**name) } else { None }).collect();
    let mut all: Vec<Bilingual<String>> = unread.iter().filter_map(reason).collect();
    all.dedup();
    if !parts.is_empty() {
        let names = parts.iter().take(NAMED).map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
        let Bilingual { th, en } = match parts.len().saturating_sub(NAMED) {
            0 => Bilingual::default(),
            more => both!(" และอีก {more} ส่วน", " and {more} more"),
        };
        all.push(both!("ไม่ได้อ่าน {names}{th}", "{names}{en} could not be read"));
    }
    Bilingual::each(|lang| all.iter().map(|words| words.get(lang).as_str()).collect::<Vec<_>>().join("; "))
}

/// A reason in words; `None` for a part, which has a name.
fn reason(unread: &Unread) -> Option<Bilingual<String>> {
    let said = match unread {
        Unread::Whole => both!("อ่านไฟล์ชนิดนี้ไม่ได้", "nothing of it could be read"),
        Unread::PicturePages(count) => {
            let en = match count {
                1 => "1 page is a picture without text".to_owned(),
                _ => format!("{count} pages are pictures without text"),
            };
            both(format!("{count} หน้าเป็นภาพ ไม่มีข้อความ"), en)
        }
        Unread::Picture(_) => {
            both!("มีภาพขนาดใหญ่ที่อาจเป็นภาพถ่ายเอกสาร", "it has pictures as large as a photographed paper")
        }
        Unread::Letters => {
            both!("ฟอนต์ไม่บอกว่าตัวอักษรคืออะไร", "a font does not tell what its letters are")
        }
        Unread::Rest => {
            both!("มีมากกว่าที่อ่าน หรือมีส่วนที่ไม่มีในรายการ", "it has more than is read, or more than it lists")
        }
        Unread::Part(_) => return None,
    };
    Some(said)
}

/// The pictures or recordings of one folder.
fn folder(told: Told, files: Vec<RelPath>) -> Diagnostic {
    let (first, count) = (Span::file(&files[0]), files.len());
    let number = |one, many| if count == 1 { one } else { many };
    let Bilingual { th, en } = match told {
        Told::Recording => both("วิดีโอหรือเสียง", number("video or sound", "videos or sounds")),
        Told::Picture | Told::Document => both(
            "ภาพขนาดใหญ่หรือเอกสารที่มีภาพขนาดใหญ่",
            number("large picture, or document that has some,", "large pictures, or documents that have some,"),
        ),
    };
    let th = format!("โฟลเดอร์นี้มี{th} {count} ไฟล์ที่ไม่ได้ตรวจหาข้อมูลส่วนบุคคล");
    let said = match count {
        1 => both!("{th} คือไฟล์นี้", "1 {en} of this folder was not searched for personal data: this one"),
        _ => both!(
            "{th} ไฟล์แรกคือไฟล์นี้",
            "{count} {en} of this folder were not searched for personal data, this one first"
        ),
    };
    Diagnostic::new(&PICTURE_NOT_SEARCHED, &first, said).of(files).hint(both(
        "ดูเองว่าไม่มีภาพบัตรประชาชนหรือเอกสารที่มีเลขประจำตัว",
        "see yourself that none shows an identity card or a paper with a citizen's number",
    ))
}

#[cfg(test)]
mod tests {
    use super::{Unread, reasons};

    #[test]
    fn every_reason_has_its_words_and_is_told_once() {
        let part = |name: &str| Unread::Part(name.to_owned());
        let all = [
            Unread::Whole,
            Unread::PicturePages(1),
            Unread::PicturePages(2),
            Unread::Picture(None),
            Unread::Picture(Some("a.png".to_owned())),
            Unread::Letters,
            Unread::Rest,
            part("a.bin"),
            part("b.bin"),
        ];
        let told = reasons(&all);
        let right = "nothing of it could be read; 1 page is a picture without text; 2 pages are pictures without text; it has \
                     pictures as large as a photographed paper; a font does not tell what its letters are; it has more than is \
                     read, or more than it lists; “a.bin”, “b.bin” could not be read";
        assert_eq!(told.en, right);
        assert_eq!(told.th.matches("; ").count(), right.matches("; ").count(), "{}", told.th);
    }
}

//! Films and sound that pages play: with captions, and small enough for a telephone.

use std::collections::BTreeMap;

use crate::base::diag::Severity::{Error, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::document::FileKind;
use crate::base::lang::{Lang, both};
use crate::base::path::RelPath;
use crate::base::reading::about;
use crate::base::span::Span;
use crate::check::family::{Family, Subject};
use crate::ita::media::{captions, played};
use crate::ita::written::written;

pub(super) const FAMILY: Family = Family { rules: &[&CAPTIONS, &LARGE], apply };

static CAPTIONS: Rule = Rule::new(
    "video-captions",
    Warning,
    both("วิดีโอมีคำบรรยายที่อ่านได้", "a film has captions"),
    both(
        "ผู้ที่ไม่ได้ยินและผู้ที่เปิดเสียงไม่ได้อ่านคำบรรยายแทน (WCAG 1.2.2)",
        "who cannot hear it, or cannot turn on the sound, reads them instead (WCAG 1.2.2)",
    ),
);

static LARGE: Rule = Rule::new(
    "media-large",
    Error,
    both("วิดีโอและเสียงไม่เกิน 100 MB", "a film or a recording has at most 100 MB"),
    both(
        "โฮสต์ของหน่วยงานมักรับไฟล์ใหญ่กว่านี้ไม่ได้ และโทรศัพท์เปิดไม่ไหว",
        "the hosts of agencies mostly refuse larger files, and telephones cannot play them",
    ),
);

/// Bytes of a film.
const MOST: u64 = 100 * 1024 * 1024;

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let films: Vec<&RelPath> = portal.files.keys().filter(|path| played(path).is_some()).collect();
    let large = films.iter().filter_map(|path| {
        let size = subject.sources.files.get(*path)?.size;
        (size > MOST).then(|| too_large(path, size))
    });
    let mut findings: Vec<Diagnostic> = large.collect();
    let silent = |path: &RelPath| {
        let captioned = captions(path).any(|(lang, file)| lang == Lang::Th && portal.files.contains_key(&file));
        played(path) == Some(FileKind::Video) && !captioned
    };
    if films.iter().any(|path| silent(path)) {
        let mut shown: BTreeMap<RelPath, &Span> = BTreeMap::new();
        for link in written(portal) {
            if let Some(path) = portal.file_at(&link.at.path, link.target, link.from_content) {
                shown.entry(path).or_insert(link.at);
            }
        }
        findings.extend(shown.iter().filter(|(path, _)| silent(path)).map(|(path, at)| without_captions(path, at)));
    }
    findings
}

fn without_captions(path: &RelPath, at: &Span) -> Diagnostic {
    let name = path.file_name();
    let stem = name.strip_suffix(path.ending()).unwrap_or(name);
    Diagnostic::new(&CAPTIONS, at, both!("วิดีโอ {name} ไม่มีคำบรรยาย", "the film {name} has no captions")).hint(both!(
        "วางไฟล์ {stem}vtt ข้างวิดีโอ (YouTube และโปรแกรมตัดต่อส่งออกเป็น .vtt ได้) ภาษาอังกฤษคือ {stem}en.vtt",
        "put {stem}vtt beside it (YouTube and editors of films export .vtt); English is {stem}en.vtt"
    ))
}

fn too_large(path: &RelPath, size: u64) -> Diagnostic {
    let megabytes = size / (1024 * 1024);
    about(
        &LARGE,
        path,
        both!("ไฟล์นี้ใหญ่ {megabytes} MB", "this file has {megabytes} MB"),
        both(
            "บันทึกใหม่ให้เล็กลง เช่น 720p ด้วย HandBrake หรือวางไว้ที่ YouTube แล้วเขียนที่อยู่ของมันเป็นย่อหน้าเดียว",
            "save it smaller, as 720p with HandBrake, or put it on YouTube and write its address as a paragraph of its own",
        ),
    )
}

//! What a file or a folder was meant to be that stands where prongsai reads none, or under a name that it does not know.

use crate::base::date::BUDDHIST_OFFSET;
use crate::base::document::FileKind;
use crate::base::lang::{Bilingual, both};
use crate::base::names::plain_name;
use crate::base::path::RelPath;
use crate::base::thai::nearest;
use crate::ita::article::ArticleKind;
use crate::ita::year::FiscalYear;

/// The YAML files of the content, and those of a year.
const OF_SITE: &[&str] = &["agency.yaml", "people.yaml", "privacy.yaml", "upload.yaml"];
const OF_A_YEAR: &[&str] = &["catalogue.yaml", "scores.yaml", "issues.yaml"];

pub(super) fn is_article(folder: &str) -> bool {
    ArticleKind::ALL.iter().any(|kind| kind.folder() == folder)
}

/// The year of a folder. One in Thai digits would be a second folder for the same year.
pub(super) fn year(folder: &str) -> Option<FiscalYear> {
    FiscalYear::parse(folder).filter(|year| year.to_string() == folder)
}

/// What to do with a file that has no role.
pub(super) fn file(path: &RelPath) -> Bilingual<String> {
    let name = path.file_name();
    let inside = path.below("content").unwrap_or_default();
    // Smaller letters alone make no file known that stands beside the year folders.
    let helps = |right: &str| {
        right != name && (inside.contains('/') || !right.eq_ignore_ascii_case(name) || OF_SITE.contains(&right))
    };
    if let Some(right) = text_name(name).filter(|right| helps(right)) {
        return match name.to_lowercase().ends_with(".txt") {
            true => {
                both!("Notepad เติม .txt ให้เอง เปลี่ยนชื่อเป็น {right}", "Notepad has added .txt; rename it to {right}")
            }
            false => both!("เปลี่ยนชื่อเป็น {right}", "rename it to {right}"),
        };
    }
    let place = place_for(inside, name);
    let of_text = name.strip_suffix(".txt").or(name.strip_suffix(".yaml")).filter(|_| holds_texts(inside));
    match (of_text, place) {
        (Some(stem), Some(place)) => both!(
            "ถ้าเป็นข้อความของหน้า เปลี่ยนชื่อเป็น {stem}.md ถ้าเป็นเอกสารแนบ ย้ายไปที่ {place}",
            "if it is the text of a page, rename it to {stem}.md; an attachment belongs to {place}"
        ),
        (Some(stem), None) => both!("เปลี่ยนชื่อเป็น {stem}.md", "rename it to {stem}.md"),
        (None, Some(place)) => both!("ย้ายไปที่ {place}", "move it to {place}"),
        (None, None) => match known_name(inside) {
            Some(meant) => both!("หมายถึง {meant} ใช่หรือไม่", "did you mean {meant}?"),
            None if matches!(path.ending(), "md" | "yaml") => both(
                "ข้ออยู่ใน items ของปี เอกสารแนบอยู่ใน files เรื่องอื่นดู content/README.md",
                "items stand in `items` of their year, attachments in `files`; for the rest see content/README.md",
            )
            .into(),
            None => both(
                "ลบออกจาก content ถ้าเป็นเอกสาร บันทึกเป็น PDF แล้วเพิ่มด้วย prongsai add",
                "take it out of `content`; a document is saved as PDF and brought in by `prongsai add`",
            )
            .into(),
        },
    }
}

/// What to do with a folder that the content does not have, in which `path` stands.
pub(super) fn folder(path: &RelPath, folder: &str) -> Bilingual<String> {
    // The explorer makes `2568 (1)` and `2568 - Copy`.
    let copied = folder.split([' ', '-', '(', '_']).next().filter(|first| *first != folder);
    if let Some(of) = copied.filter(|first| year(first).is_some() || is_article(first) || *first == "files") {
        return both!(
            "คล้ายสำเนาของ {of} ถ้าไม่ใช้ ย้ายทั้งโฟลเดอร์ออกจาก content",
            "it looks like a copy of {of}: move the whole folder out of `content` if it is not needed"
        );
    }
    let is_text = matches!(path.ending(), "md" | "yaml");
    let articles = ArticleKind::ALL.iter().map(|kind| kind.folder()).filter(|_| is_text);
    match year_meant(folder).as_deref().or_else(|| nearest(folder, articles.chain(["files"]))) {
        Some(meant) => both!("หมายถึง {meant} ใช่หรือไม่", "did you mean {meant}?"),
        None if !is_text && FileKind::of_ending(path.ending()).is_some() => {
            let file = plain_name(path.file_name(), "files");
            both!(
                "เอกสารและภาพอยู่ใน files: ย้ายไปที่ content/files/{file}",
                "documents and pictures stand in `files`: move it to content/files/{file}"
            )
        }
        None => both(
            "ใช้ปี พ.ศ. เช่น 2568 หรือ pages, news, services, files",
            "use a Buddhist year such as 2568, or pages, news, services, files",
        )
        .into(),
    }
}

/// What to do with a file below the folder `above` whose name cannot become an address, if it is a copy that the explorer
/// made: `a (1).md`,
/// `a - Copy.md`, `a - สำเนา.md`.
pub(super) fn copy(name: &str, above: &str) -> Option<Bilingual<String>> {
    let (stem, ending) = name.rsplit_once('.')?;
    let (of, rest) = stem.split_once(' ')?;
    let rest = rest.trim_start_matches(['-', ' ']).to_lowercase();
    let counted = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let copied = rest.starts_with("copy") || rest.starts_with("สำเนา");
    (copied || counted.is_some_and(|count| count.bytes().all(|byte| byte.is_ascii_digit()))).then(|| {
        let better = plain_name(&format!("{of}-2.{ending}"), above);
        both!(
            "คล้ายสำเนาของ {of}.{ending} ถ้าไม่ใช้ ลบไฟล์นี้ ถ้าใช้ ตั้งชื่อใหม่ เช่น {better}",
            "it looks like a copy of {of}.{ending}: delete it, or give it a name of its own, such as {better}"
        )
    })
}

/// The year that a folder names in other digits, in another era, or with a word before it: `๒๕๖๘`, `2025`, `ปี 2568`.
fn year_meant(folder: &str) -> Option<String> {
    let digits = folder.trim_start_matches(|c: char| !c.is_numeric());
    let common = || {
        digits.parse::<i16>().ok()?.checked_add(BUDDHIST_OFFSET).and_then(|year| FiscalYear::parse(&year.to_string()))
    };
    FiscalYear::parse(digits).or_else(common).map(|year| year.to_string())
}

/// Whether a file stands where the texts of items, measures and articles do.
fn holds_texts(inside: &str) -> bool {
    match inside.split('/').collect::<Vec<_>>()[..] {
        [folder, _, ..] if is_article(folder) => true,
        [folder, inner, _, ..] => year(folder).is_some() && ["items", "measures"].contains(&inner),
        _ => false,
    }
}

/// The name of a YAML file as its folder knows it.
fn known_name(inside: &str) -> Option<&'static str> {
    let name = inside.strip_suffix(".yaml")?;
    match inside.split_once('/') {
        None => nearest(inside, OF_SITE.iter().copied()),
        Some((folder, rest)) if year(folder).is_some() && !rest.contains('/') => {
            nearest(rest, OF_A_YEAR.iter().copied())
        }
        Some(_) => None,
    }
    .filter(|_| !name.is_empty())
}

/// The name of a text file as it should be written: small letters in its ending, and nothing that a program has added.
fn text_name(name: &str) -> Option<String> {
    let small = name.to_lowercase();
    let bare = small.strip_suffix(".txt").unwrap_or(&small);
    let (stem, ending) =
        [(".en.md", ".en.md"), (".markdown", ".md"), (".md", ".md"), (".yaml", ".yaml"), (".yml", ".yaml")]
            .into_iter()
            .find_map(|(written, right)| Some((bare.strip_suffix(written)?, right)))?;
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    Some(format!("{stem}{ending}"))
}

/// The one place that a file belongs to, as far as its name and its folder tell.
fn place_for(inside: &str, name: &str) -> Option<String> {
    let folder = inside.split('/').next().filter(|folder| *folder != inside).unwrap_or_default();
    let of_year = |inner: &str| Some(format!("content/{}/{inner}/{name}", year(folder)?));
    match name.strip_suffix(".md") {
        Some(stem) => {
            let stem = stem.strip_suffix(".en").unwrap_or(stem);
            let letters = stem.trim_end_matches(|c: char| c.is_ascii_digit());
            let numbered = letters.len() < stem.len() && letters.chars().all(|c| c.is_ascii_alphabetic());
            match inside.contains('/') || stem != name.trim_end_matches(".md") {
                true => of_year(if letters == "m" { "measures" } else { "items" }).filter(|_| numbered),
                false => Some(format!("content/pages/{}", plain_name(name, "pages"))).filter(|_| !numbered),
            }
        }
        None if FileKind::of_ending(name.rsplit('.').next().unwrap_or_default()).is_none() => None,
        None => of_year("files").or_else(|| Some(format!("content/files/{name}"))),
    }
}

//! Which file of the content is what, by its path alone.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::names::{is_reserved, plain_name};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::thai::nearest;
use crate::ita::address::Address;
use crate::ita::answered;
use crate::ita::article::ArticleKind;
use crate::ita::year::FiscalYear;
use crate::parse::misplaced::{self, is_article, year};

pub(super) static RULES: &[&Rule] = &[&FOLDER_UNKNOWN, &FILE_UNEXPECTED, &FILE_NAME];

static FOLDER_UNKNOWN: Rule = Rule::new(
    "folder-unknown",
    Error,
    both("โฟลเดอร์ใน content มีชื่อที่รู้จัก", "folders of the content have known names"),
    both("ไฟล์ในโฟลเดอร์อื่นจะไม่ขึ้นเว็บ", "files in other folders would not be published"),
);

static FILE_UNEXPECTED: Rule = Rule::new(
    "file-unexpected",
    Error,
    both("ไฟล์อยู่ในที่ที่ prongsai อ่าน", "files stand where prongsai reads them"),
    both("ไฟล์ผิดที่จะไม่ขึ้นเว็บ", "a file elsewhere would not be published"),
);

static FILE_NAME: Rule = Rule::new(
    "file-name",
    Error,
    both("ชื่อไฟล์ใช้อักษรโรมัน ตัวเลข และขีด", "file names use Latin letters, digits and hyphens"),
    both("ชื่อไฟล์กลายเป็นที่อยู่เว็บ ซึ่งต้องใช้ได้กับทุกระบบ", "the name becomes an address that must work everywhere"),
);

/// The guide for the officer, in a new site: a name that people read, no address.
pub(super) const GUIDE: &str = "คู่มือ.md";

/// What an office gives for its papers: `export` reads it, and no page shows it.
const OF_OFFICE: [&str; 3] = ["memo.docx", "garuda.png", "garuda.jpg"];

/// Whether a file that is no text is meant for the site.
pub(super) fn is_of_site(path: &RelPath) -> bool {
    path.below("content").is_some_and(|inside| !OF_OFFICE.contains(&inside))
}

/// What a text file of the content holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Agency,
    People,
    Privacy,
    Catalogue(FiscalYear),
    Scores(FiscalYear),
    Issues(FiscalYear),
    /// The last answer sheet of a year, which `export itas` writes.
    Answered(FiscalYear),
    Item(FiscalYear),
    /// A measure with its id.
    Measure(FiscalYear, String),
    /// An article with its name.
    Article(ArticleKind, String),
    /// The English body of the file that is named.
    English(RelPath),
    /// Where the site is uploaded to.
    Upload,
    /// Not part of the site: `content/README.md`.
    Ignored,
}

impl Role {
    /// The address at or below which the pages are that need this file.
    pub(super) fn address(&self) -> Option<Address> {
        match self {
            Role::Catalogue(year) => Some(Address::year(*year)),
            Role::Scores(year) => Some(Address::scores_of(*year)),
            Role::Issues(year) => Some(Address::issues(*year)),
            Role::Measure(year, _) => Some(Address::measures(*year)),
            Role::Article(kind, name) if !name.is_empty() => Some(Address::article(*kind, name)),
            _ => None,
        }
    }
}

/// The role of a text file, or the finding that it has none.
pub(super) fn role(path: &RelPath) -> Result<Role, Diagnostic> {
    let inside = path.below("content").ok_or_else(|| unexpected(path))?;
    match path.as_str().strip_suffix(".en.md").filter(|_| inside.contains('/')) {
        Some(stem) => {
            let thai = RelPath::new(&format!("{stem}.md")).ok_or_else(|| unexpected(path))?;
            own_role(path, thai.below("content").unwrap_or_default()).map(|_| Role::English(thai))
        }
        None => own_role(path, inside),
    }
}

/// The role of a file that stands at `inside` of the content; findings are about `path`.
fn own_role(path: &RelPath, inside: &str) -> Result<Role, Diagnostic> {
    let parts: Vec<&str> = inside.split('/').collect();
    let kind = |folder: &str| ArticleKind::ALL.into_iter().find(|kind| kind.folder() == folder);
    match parts.as_slice() {
        ["agency.yaml"] => Ok(Role::Agency),
        ["people.yaml"] => Ok(Role::People),
        ["privacy.yaml"] => Ok(Role::Privacy),
        ["upload.yaml"] => Ok(Role::Upload),
        ["README.md" | GUIDE] => Ok(Role::Ignored),
        [folder, .., _] if kind(folder).is_some() => {
            let kind = kind(folder).ok_or_else(|| unexpected(path))?;
            let name = inside[folder.len() + 1..].strip_suffix(".md").ok_or_else(|| unexpected(path))?;
            sound_name(path, name)?;
            if kind != ArticleKind::Page && name == "index" {
                return Err(no_index(path, kind));
            }
            let own = name.strip_suffix("index").filter(|rest| rest.is_empty() || rest.ends_with('/'));
            Ok(Role::Article(kind, own.unwrap_or(name).trim_end_matches('/').to_owned()))
        }
        [folder, rest @ ..] if !rest.is_empty() => {
            let year = year(folder).ok_or_else(|| unknown_folder(path, folder))?;
            match rest {
                [inner, _, ..] if !OF_YEAR.contains(inner) => Err(unknown_inner(path, folder, inner)),
                ["catalogue.yaml"] => Ok(Role::Catalogue(year)),
                ["scores.yaml"] => Ok(Role::Scores(year)),
                ["issues.yaml"] => Ok(Role::Issues(year)),
                [answered::FILE] => Ok(Role::Answered(year)),
                ["items", file] if file.ends_with(".md") => Ok(Role::Item(year)),
                ["measures", file] => {
                    let id = file.strip_suffix(".md").ok_or_else(|| unexpected(path))?;
                    sound_name(path, id)?;
                    Ok(Role::Measure(year, id.to_owned()))
                }
                _ => Err(unexpected(path)),
            }
        }
        _ => Err(unexpected(path)),
    }
}

/// The address of an attachment below the site's root, if the file stands where attachments stand: `files/2568/a.pdf`
/// for `content/2568/files/a.pdf`, `files/a.pdf` for `content/files/a.pdf`.
pub(super) fn attachment(path: &RelPath) -> Result<String, Diagnostic> {
    let inside = path.below("content").ok_or_else(|| unexpected(path))?;
    let address = match inside.split('/').collect::<Vec<_>>().as_slice() {
        ["files", rest @ ..] if !rest.is_empty() => format!("files/{}", rest.join("/")),
        [folder, "files", rest @ ..] if !rest.is_empty() && !is_article(folder) => {
            let year = year(folder).ok_or_else(|| unknown_folder(path, folder))?;
            format!("files/{year}/{}", rest.join("/"))
        }
        [folder, inner, _, ..] if year(folder).is_some() && !OF_YEAR.contains(inner) => {
            return Err(unknown_inner(path, folder, inner));
        }
        [folder, _, ..] if year(folder).is_none() && !is_article(folder) => {
            return Err(unknown_folder(path, folder));
        }
        _ => return Err(unexpected(path)),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let sound = address.chars().all(plain) && !address.split('/').any(is_reserved);
    if sound { Ok(address) } else { Err(bad_name(path, plain)) }
}

/// The folders of a year.
const OF_YEAR: &[&str] = &["items", "measures", "files"];

fn sound_name(path: &RelPath, name: &str) -> Result<(), Diagnostic> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "/-".contains(c);
    let sound = name.chars().all(plain) && !name.split('/').any(is_reserved);
    if sound { Ok(()) } else { Err(bad_name(path, |c| plain(c) || c == '.')) }
}

/// The finding for a name with characters that are not `plain`, shown from the first folder that has one.
fn bad_name(path: &RelPath, plain: impl Fn(char) -> bool) -> Diagnostic {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let bad = parts.iter().position(|part| !part.chars().all(&plain) || is_reserved(part)).unwrap_or(parts.len() - 1);
    let folder = bad + 1 < parts.len();
    let name = parts[bad];
    let what = if folder {
        both("ชื่อโฟลเดอร์", "the name of the folder")
    } else {
        both("ชื่อไฟล์", "the file name")
    };
    let why = match is_reserved(name) {
        true => both("ใช้ไม่ได้ เพราะ Windows เก็บชื่อนี้ไว้ใช้เอง", "is one that Windows keeps for itself"),
        false => both("ใช้เป็นที่อยู่เว็บไม่ได้", "cannot become an address"),
    };
    let said = both(format!("{} “{name}” {}", what.th, why.th), format!("{} `{name}` {}", what.en, why.en));
    let above = parts[..bad].last().copied().unwrap_or_default();
    let better = plain_name(parts[bad], above);
    let finding = Diagnostic::new(&FILE_NAME, &Span::file(path), said);
    if let Some(copy) = misplaced::copy(name, above).filter(|_| !folder) {
        return finding.hint(copy);
    }
    finding.hint(both!(
        "เปลี่ยน “{name}” เป็นตัวอักษร a–z ตัวเลข 0–9 และขีดกลาง ไม่มีช่องว่าง เช่น {better}",
        "rename `{name}` with letters a–z, digits and hyphens, without spaces, such as {better}"
    ))
}

fn unknown_folder(path: &RelPath, folder: &str) -> Diagnostic {
    let said = both!("ไม่รู้จักโฟลเดอร์ “{folder}”", "the folder `{folder}` is not known");
    Diagnostic::new(&FOLDER_UNKNOWN, &Span::file(path), said).hint(misplaced::folder(path, folder))
}

/// A folder inside a year that a year does not have.
fn unknown_inner(path: &RelPath, year: &str, folder: &str) -> Diagnostic {
    let said = both!("ปี {year} ไม่มีโฟลเดอร์ชื่อ “{folder}”", "{year} has no folder `{folder}`");
    let finding = Diagnostic::new(&FOLDER_UNKNOWN, &Span::file(path), said);
    match nearest(folder, OF_YEAR.iter().copied()) {
        Some(meant) => finding.hint(both!("หมายถึง {meant} ใช่หรือไม่", "did you mean {meant}?")),
        None => finding.hint(both(
            "ข้ออยู่ใน items มาตรการอยู่ใน measures เอกสารแนบอยู่ใน files",
            "items stand in `items`, measures in `measures`, attachments in `files`",
        )),
    }
}

/// News and services are lists, which have no text of their own.
fn no_index(path: &RelPath, kind: ArticleKind) -> Diagnostic {
    let folder = kind.folder();
    let finding = Diagnostic::new(
        &FILE_UNEXPECTED,
        &Span::file(path),
        both!(
            "index.md ไม่มีความหมายในโฟลเดอร์ {folder} หน้ารวมสร้างให้เอง",
            "index.md means nothing in `{folder}`, whose page is made by itself"
        ),
    );
    match kind {
        ArticleKind::News => finding.hint(both(
            "เปลี่ยนชื่อไฟล์ให้ขึ้นต้นด้วยวันที่ของข่าว ปี-เดือน-วัน-ชื่อ.md",
            "rename it so that it begins with the day of the news: YEAR-MONTH-DAY-name.md",
        )),
        _ => finding.hint(both("เปลี่ยนชื่อไฟล์ เช่น birth.md", "rename it, as birth.md")),
    }
}

fn unexpected(path: &RelPath) -> Diagnostic {
    let name = path.file_name();
    let said = both!("prongsai ไม่รู้ว่าไฟล์ “{name}” คืออะไร", "prongsai does not know what the file `{name}` is");
    Diagnostic::new(&FILE_UNEXPECTED, &Span::file(path), said).hint(misplaced::file(path))
}

/// Tells what is the same for a whole folder once, with all of its files.
pub(super) fn once_a_folder(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut places: HashMap<(&'static str, String, String), usize> = HashMap::new();
    for finding in findings {
        if !RULES.contains(&finding.rule) {
            told.push(finding);
            continue;
        }
        let key = (finding.rule.code, finding.message().en.clone(), finding.help().en.clone());
        match places.entry(key) {
            Entry::Vacant(place) => {
                place.insert(told.len());
                told.push(finding);
            }
            Entry::Occupied(place) => {
                let first = &mut told[*place.get()];
                let files = first.files().iter().cloned().chain([finding.at.path.clone()]).collect();
                *first = first.clone().of(files);
            }
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::{RelPath, Role, attachment, role};

    fn code(path: &str) -> Result<Role, &'static str> {
        role(&RelPath::new(path).unwrap()).map_err(|finding| finding.rule.code)
    }

    #[test]
    fn files_have_roles() {
        assert_eq!(code("content/agency.yaml"), Ok(Role::Agency));
        assert!(matches!(code("content/2568/items/o01.md"), Ok(Role::Item(_))));
        assert!(matches!(code("content/2568/items/o01.en.md"), Ok(Role::English(_))));
        assert!(matches!(code("content/pages/about/index.md"), Ok(Role::Article(_, name)) if name == "about"));
        assert!(matches!(code("content/pages/index.md"), Ok(Role::Article(_, name)) if name.is_empty()));
        assert_eq!(code("content/25680/items/o01.md"), Err("folder-unknown"));
        assert_eq!(code("content/pages/ติดต่อ.md"), Err("file-name"));
        for name in ["con.md", "aux/index.md", "lpt1.en.md"] {
            assert_eq!(code(&format!("content/pages/{name}")), Err("file-name"), "{name}");
        }
        assert_eq!(code("content/2568/item/o01.md"), Err("folder-unknown"));
        assert_eq!(code("content/2568/items/o01.md.txt"), Err("file-unexpected"));
    }

    #[test]
    fn attachments_have_addresses() {
        let address = |path: &str| attachment(&RelPath::new(path).unwrap()).map_err(|finding| finding.rule.code);
        assert_eq!(address("content/2568/files/o12/a.xlsx").as_deref(), Ok("files/2568/o12/a.xlsx"));
        assert_eq!(address("content/files/a.pdf").as_deref(), Ok("files/a.pdf"));
        for name in ["แผน.pdf", "con.pdf", "Nul.csv", "aux/plan.pdf", "plan."] {
            assert_eq!(address(&format!("content/files/{name}")), Err("file-name"), "{name}");
        }
        assert_eq!(address("content/2568/items/a.pdf"), Err("file-unexpected"));
    }
}

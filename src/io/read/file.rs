//! One file of a site as it is read: a text, an attachment, or a finding that says why it is neither.

use std::path::Path;
use std::sync::Arc;

use walkdir::DirEntry;

use crate::base::diag::Diagnostic;
use crate::base::document::FileKind;
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::reading::{
    CONTENT_MISSING, FILE_KIND, FILE_OUTSIDE, FILE_TOO_LARGE, FILE_UNREADABLE, MAX_TEXT, about, changed, decode,
};
use crate::base::source::File;
use crate::io::complaint::complaint;
use crate::io::inspect::inspector::{Inspector, NotRead};
use crate::io::read::wanted::Wanted;
use crate::io::real::real;

/// The folders of a site that are read.
pub(crate) const FOLDERS: [&str; 2] = ["content", "themes"];

/// What became of one entry of a folder.
pub(crate) enum FileRead {
    Text(RelPath, Arc<str>),
    Attachment(RelPath, File),
    Fault(Diagnostic),
    /// Nothing that a site is made of, or nothing new.
    Nothing,
}

/// What systems and editors leave behind and nobody means. Settings of a host are no such thing: whoever put them here
/// meant to change it.
pub(crate) fn is_litter(name: &str) -> bool {
    let known = ["Thumbs.db", "desktop.ini"].iter().any(|known| known.eq_ignore_ascii_case(name));
    let settings = name.to_lowercase().starts_with(".ht") || name.eq_ignore_ascii_case(".user.ini");
    (name.starts_with(['.', '~']) && !settings) || name.ends_with('~') || known
}

/// Reads one entry of a folder of the site at `root`; a file that may be shown as a table with its sheets.
pub(super) fn read(root: &Path, entry: walkdir::Result<DirEntry>, inspector: &Inspector, tables: &Wanted) -> FileRead {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return unreadable_entry(root, &error),
    };
    if entry.file_type().is_dir() {
        return FileRead::Nothing;
    }
    let Some(path) = relative(root, entry.path()) else {
        return unreadable_name(root, entry.path());
    };
    let size = match file_size(root, &entry, &path) {
        Ok(size) => size,
        Err(finding) => return FileRead::Fault(finding),
    };
    if !is_text(&path) {
        // A theme publishes documents too, if it has any; what its pictures and fonts hold is its own affair.
        let document = |kind: FileKind| kind != FileKind::Image;
        if path.below("content").is_none() && !FileKind::of_ending(path.ending()).is_some_and(document) {
            return FileRead::Attachment(path, File { size, embedded: None, inspected: None });
        }
        return match inspector.inspect(entry.path(), &path, tables.has(&path)) {
            Ok(found) => FileRead::Attachment(path, File { size, embedded: None, inspected: Some(found) }),
            Err(NotRead::Failed(error)) => FileRead::Fault(unreadable(&path, &complaint(&error))),
            Err(NotRead::Changed) => FileRead::Fault(changed(&path)),
        };
    }
    if size > MAX_TEXT {
        return FileRead::Fault(about(
            &FILE_TOO_LARGE,
            &path,
            both("ไฟล์ข้อความนี้ใหญ่เกิน 8 MB", "this text file has more than 8 MB"),
            both("แบ่งเป็นหลายไฟล์ หรือวางเป็นเอกสารแนบใน files", "split it, or offer it as an attachment in `files`"),
        ));
    }
    match std::fs::read(entry.path()) {
        Ok(bytes) => match decode(&path, bytes) {
            Ok(text) => FileRead::Text(path, text.into()),
            Err(finding) => FileRead::Fault(finding),
        },
        Err(error) => FileRead::Fault(unreadable(&path, &complaint(&error))),
    }
}

/// The size of an ordinary file, or why the entry is none.
fn file_size(root: &Path, entry: &DirEntry, path: &RelPath) -> Result<u64, Diagnostic> {
    let target = if entry.file_type().is_symlink() {
        let target = real(entry.path()).map_err(|error| unreadable(path, &complaint(&error)))?;
        if !is_public(root, &target) {
            return Err(about(
                &FILE_OUTSIDE,
                path,
                both(
                    "ลิงก์นี้ชี้ไปนอก content และ themes หรือไปยังไฟล์ที่ซ่อนหรือเป็นความลับ",
                    "this link leads out of `content` and `themes`, or to a file that is hidden or secret",
                ),
                both("คัดลอกไฟล์จริงมาวางแทน", "copy the file here instead"),
            ));
        }
        target
    } else {
        entry.path().to_owned()
    };
    let metadata = std::fs::metadata(&target).map_err(|error| unreadable(path, &complaint(&error)))?;
    if metadata.is_file() {
        return Ok(metadata.len());
    }
    Err(about(
        &FILE_KIND,
        path,
        both("สิ่งนี้ไม่ใช่ไฟล์ธรรมดา", "this is not an ordinary file"),
        both("ลบออกจาก content", "take it out of the content"),
    ))
}

/// Whether what a link leads to may be published: part of the site, not hidden, and not one of the files that are for
/// nobody else.
fn is_public(root: &Path, target: &Path) -> bool {
    let Some(path) = relative(root, target) else { return false };
    let hidden = path.as_str().split('/').any(|part| part.starts_with('.'));
    let secret = ["upload.yaml", "privacy.yaml"].contains(&path.file_name());
    FOLDERS.iter().any(|folder| path.below(folder).is_some()) && !hidden && !secret
}

/// Whether a file is read as text: pages, data and templates, but nothing that is offered for download.
pub(crate) fn is_text(path: &RelPath) -> bool {
    let ending = path.ending();
    if path.below("content").is_some() {
        return matches!(ending, "md" | "yaml") && !path.as_str().contains("/files/");
    }
    matches!(ending, "html" | "yaml" | "css" | "js" | "xml" | "svg" | "txt" | "json")
}

/// A path of the system as one below the root of the site.
pub(crate) fn relative(root: &Path, path: &Path) -> Option<RelPath> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    let text = parts?.join("/");
    RelPath::new(&if cfg!(windows) { with_small_ending(text) } else { text })
}

/// Windows does not tell `O12.MD` from `O12.md`, and some of its programs write the one for the other.
fn with_small_ending(text: String) -> String {
    let at = |ending: &str| text.len().checked_sub(ending.len()).filter(|at| text.is_char_boundary(*at));
    let same = |ending: &str| at(ending).is_some_and(|at| text[at..].eq_ignore_ascii_case(ending));
    match [".en.md", ".md", ".yaml"].into_iter().find(|ending| same(ending)) {
        Some(ending) => format!("{}{ending}", &text[..text.len() - ending.len()]),
        None => text,
    }
}

/// The finding that there is nothing to make a site from.
pub(crate) fn no_content() -> Option<Diagnostic> {
    let path = RelPath::new("content")?;
    Some(about(
        &CONTENT_MISSING,
        &path,
        both("ที่นี่ไม่มีโฟลเดอร์ content", "there is no folder `content` here"),
        both(
            "สั่งงานในโฟลเดอร์ของเว็บไซต์ หรือบอกโฟลเดอร์ด้วย --site",
            "run prongsai in the site's folder, or name the folder with --site",
        ),
    ))
}

fn unreadable(path: &RelPath, why: &Bilingual<String>) -> Diagnostic {
    let Bilingual { th, en } = why;
    about(
        &FILE_UNREADABLE,
        path,
        both!("เปิดไฟล์นี้ไม่ได้: {th}", "this file cannot be opened: {en}"),
        both("ปิดโปรแกรมที่เปิดไฟล์อยู่ และตรวจสิทธิ์การอ่าน", "close programs that hold it, and check its permissions"),
    )
}

fn unreadable_entry(root: &Path, error: &walkdir::Error) -> FileRead {
    let path = error.path().and_then(|path| relative(root, path)).or_else(|| RelPath::new("content"));
    let why = error.io_error().map_or_else(|| Bilingual::each(|_| error.to_string()), complaint);
    path.map_or(FileRead::Nothing, |path| FileRead::Fault(unreadable(&path, &why)))
}

/// A name that is not Unicode, or has a backslash: it could become no address.
fn unreadable_name(root: &Path, path: &Path) -> FileRead {
    let parent = path.parent().and_then(|parent| relative(root, parent)).or_else(|| RelPath::new("content"));
    let name = Bilingual::each(|_| path.file_name().unwrap_or_default().to_string_lossy().into_owned());
    parent.map_or(FileRead::Nothing, |parent| FileRead::Fault(unreadable(&parent, &name)))
}

#[cfg(test)]
mod tests {
    use super::with_small_ending;

    #[test]
    fn endings_are_small_letters() {
        let small = |path: &str| with_small_ending(path.to_owned());
        assert_eq!(small("content/2568/items/O12.MD"), "content/2568/items/O12.md");
        assert_eq!(small("content/pages/a.EN.Md"), "content/pages/a.en.md");
        assert_eq!(small("content/Agency.YAML"), "content/Agency.yaml");
        for same in ["content/files/A.PDF", "ก", "md", "content/pages/แผน.md"] {
            assert_eq!(small(same), same);
        }
    }
}

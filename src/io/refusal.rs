//! Why a site was not written: refused for safety, locked by another build, or failed on the disk; each in Thai and
//! in English, with what to do. The exit codes that follow from it are the command line's.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use crate::base::diag::Diagnostic;
use crate::base::lang::{Bilingual, both};
use crate::base::mask::mask;
use crate::io::complaint::complaint;
use crate::io::real::without_prefix;

/// Why `write` did not write the site.
#[derive(Debug)]
pub enum WriteError {
    /// Writing could harm something that prongsai did not make. Nothing was created.
    Refused(Refusal),
    /// Another build writes to the same folder and holds this lock.
    Locked(PathBuf),
    /// Pages that could not be made for faults in their templates, and files that are not what was inspected: all of them.
    Faulty(Vec<Diagnostic>),
    /// The disk is full, a permission is missing, a file vanished. The error names the path.
    Failed(anyhow::Error),
    /// The same while files were replaced one by one: some are new ones, and the next start goes on.
    Begun(anyhow::Error),
}

/// What prongsai does not do, even when asked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The output folder is the root of a file system.
    Root(PathBuf),
    /// The output folder is the home folder, or holds it.
    Home(PathBuf),
    /// The output folder is the site's own folder, or holds it.
    Site(PathBuf),
    /// The output folder is, holds or lies in a folder of sources, here by name.
    Sources(PathBuf, &'static str),
    /// The output folder is or lies in prongsai's own work folder.
    WorkFolder(PathBuf),
    Symlink(PathBuf),
    NotAFolder(PathBuf),
    /// The output folder has content, of which this is one, and no manifest.
    NotOurs(PathBuf, PathBuf),
    /// A file that prongsai did not write stands where a page must go.
    InTheWay(PathBuf),
    /// A name that Windows keeps for itself or cannot hold.
    ReservedName(String),
    /// A name longer than file systems hold: 255 bytes, which is 85 Thai letters.
    LongName(String),
    /// Two paths that are one file on Windows and macOS, or one path that is both file and folder.
    SameFile(String, String),
}

impl WriteError {
    /// What happened and what to do.
    pub fn words(&self) -> Bilingual<String> {
        match self {
            WriteError::Refused(refusal) => refusal.words(),
            WriteError::Locked(lock) => {
                let lock = shown(lock);
                both!(
                    "มีการสร้างเว็บลงโฟลเดอร์นี้อยู่แล้ว ({lock} ถูกล็อก) รอให้เสร็จหรือปิดโปรแกรมนั้นก่อน ไม่ต้องลบไฟล์ล็อก ล็อกหมดไปเองเมื่อโปรแกรมนั้นจบ",
                    "another build is writing to this folder ({lock} is locked); wait for it or stop it. \
                     There is no need to delete the lock file: the lock ends with that program"
                )
            }
            WriteError::Faulty(findings) => {
                let count = findings.len();
                both!(
                    "ทำหน้าหรือไฟล์ไม่ได้ {count} รายการ เว็บเดิมยังอยู่ครบ",
                    "pages or files that cannot be made: {count}; the old site is as it was"
                )
            }
            WriteError::Failed(error) => {
                let Bilingual { th, en } = cause(error);
                both!(
                    "เขียนเว็บไม่สำเร็จ: {th} เว็บเดิมยังอยู่ครบ ({error:#})",
                    "the site could not be written: {en}; the old site is as it was ({error:#})"
                )
            }
            WriteError::Begun(error) => {
                let Bilingual { th, en } = cause(error);
                both!(
                    "เขียนเว็บได้บางไฟล์: {th} ไม่มีไฟล์ใดขาดครึ่ง การสั่งครั้งต่อไปจะทำส่วนที่เหลือต่อ ({error:#})",
                    "a part of the site was written: {en}; no file is torn, and the next build goes on with the rest ({error:#})"
                )
            }
        }
    }
}

impl Refusal {
    /// What is refused, why, and what to do instead.
    pub fn words(&self) -> Bilingual<String> {
        match self {
            Refusal::Root(out) => both!(
                "{} เป็นรากของระบบไฟล์ จะใช้เป็นโฟลเดอร์ผลลัพธ์ไม่ได้ ให้ใช้โฟลเดอร์ว่างแทน เช่น --out public",
                "{} is the root of a file system and cannot be the output folder; choose an empty folder, such as --out public",
                shown(out)
            ),
            Refusal::Home(out) => both!(
                "{} เป็นโฟลเดอร์ส่วนตัวของผู้ใช้หรือครอบโฟลเดอร์นั้นอยู่ จะใช้เป็นโฟลเดอร์ผลลัพธ์ไม่ได้ ให้ใช้โฟลเดอร์ว่างแทน เช่น --out public",
                "{} is your home folder or holds it, and cannot be the output folder; choose an empty folder, such as --out public",
                shown(out)
            ),
            Refusal::Site(out) => both!(
                "{} เป็นโฟลเดอร์ของเว็บนี้เองหรือครอบโฟลเดอร์นั้นอยู่ จะใช้เป็นโฟลเดอร์ผลลัพธ์ไม่ได้ ให้ใช้โฟลเดอร์ย่อยแทน เช่น --out public",
                "{} is the site's own folder or holds it, and cannot be the output folder; choose a folder inside it, such as --out public",
                shown(out)
            ),
            Refusal::Sources(out, part) => both!(
                "{} ทับซ้อนกับโฟลเดอร์ต้นฉบับ {part}/ จะใช้เป็นโฟลเดอร์ผลลัพธ์ไม่ได้ ให้ใช้โฟลเดอร์อื่น เช่น --out public",
                "{} overlaps the source folder {part}/ and cannot be the output folder; choose another, such as --out public",
                shown(out)
            ),
            Refusal::WorkFolder(out) => both!(
                "{} อยู่ในโฟลเดอร์ทำงานของ prongsai จะใช้เป็นโฟลเดอร์ผลลัพธ์ไม่ได้ ให้ใช้โฟลเดอร์อื่น เช่น --out public",
                "{} is in prongsai's own work folder and cannot be the output folder; choose another, such as --out public",
                shown(out)
            ),
            Refusal::Symlink(out) => both!(
                "{} เป็นลิงก์ (symlink) ไปยังที่อื่น prongsai ไม่เขียนผ่านลิงก์ ให้ระบุโฟลเดอร์จริง",
                "{} is a symbolic link, which prongsai does not follow when it writes; give the folder that it points to",
                shown(out)
            ),
            Refusal::NotAFolder(out) => both!(
                "{} เป็นไฟล์ ไม่ใช่โฟลเดอร์ ให้ระบุชื่อโฟลเดอร์อื่น",
                "{} is a file, not a folder; choose another output folder",
                shown(out)
            ),
            Refusal::NotOurs(out, example) => {
                let (out, example) = (shown(out), shown(example));
                both!(
                    "{out} มีไฟล์ที่ prongsai ไม่ได้สร้าง (เช่น {example}) จึงไม่เขียนทับ ให้ใช้โฟลเดอร์ว่าง หรือย้ายไฟล์เหล่านั้นออกก่อน",
                    "{out} has files that prongsai did not make (such as {example}) and is left alone; \
                     choose an empty folder, or move those files away first"
                )
            }
            Refusal::InTheWay(file) => both!(
                "{} ไม่ใช่ไฟล์ที่ prongsai สร้าง แต่ชื่อตรงกับที่ที่ต้องเขียนหน้าเว็บ จึงไม่เขียนทับ ให้ย้ายหรือเปลี่ยนชื่อไฟล์นี้",
                "{} was not made by prongsai but is where a page must be written; move or rename it",
                shown(file)
            ),
            Refusal::ReservedName(path) => both!(
                "ใช้ชื่อ {path} ไม่ได้ เพราะ Windows สงวนชื่อหรืออักขระนี้ไว้ ให้เปลี่ยนชื่อไฟล์ต้นฉบับ",
                "the name {path} cannot be used: Windows reserves it or a character in it; rename the source file"
            ),
            Refusal::LongName(path) => both!(
                "ชื่อ {path} ยาวเกินไป แต่ละส่วนยาวได้ไม่เกิน 255 ไบต์ (อักษรไทย 85 ตัว) ให้ตั้งชื่อไฟล์ต้นฉบับให้สั้นลง",
                "the name {path} is too long: each part may have at most 255 bytes (85 Thai letters); shorten the source's name"
            ),
            Refusal::SameFile(one, other) => both!(
                "{one} กับ {other} เป็นที่เดียวกันบน Windows และ macOS ให้เปลี่ยนชื่อไฟล์ต้นฉบับไฟล์หนึ่ง",
                "{one} and {other} are the same file on Windows and macOS; rename one of the sources"
            ),
        }
    }
}

impl From<Refusal> for WriteError {
    fn from(refusal: Refusal) -> WriteError {
        WriteError::Refused(refusal)
    }
}

impl From<anyhow::Error> for WriteError {
    fn from(error: anyhow::Error) -> WriteError {
        WriteError::Failed(error)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().en)
    }
}

impl Error for WriteError {}

/// A path for people: no national number whole, without steps on the spot, and without the `\\?\` that lifts the length limit
/// of Windows.
pub(crate) fn shown(path: &Path) -> String {
    mask(&without_prefix(&tidy(path))).into_owned()
}

/// A path without steps on the spot.
pub(crate) fn tidy(path: &Path) -> String {
    let steps: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if steps.as_os_str().is_empty() { ".".to_owned() } else { steps.display().to_string() }
}

fn cause(error: &anyhow::Error) -> Bilingual<String> {
    match error.chain().find_map(|cause| cause.downcast_ref::<io::Error>()) {
        // What was there a moment ago, as it was read.
        Some(system) if system.kind() == ErrorKind::NotFound => {
            both!("ไฟล์หายไประหว่างทำงาน ให้สั่งใหม่", "a file disappeared in the meantime; try again")
        }
        Some(system) => complaint(system),
        None => both!("ดิสก์หรือระบบไฟล์แจ้งข้อผิดพลาด", "the disk or file system reported an error"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};
    use std::path::Path;

    use anyhow::Context;

    use super::{WriteError, shown};

    #[test]
    fn a_full_disk_is_named_in_both_languages() {
        let full: Result<(), Error> = Err(ErrorKind::StorageFull.into());
        let words = WriteError::from(full.context("cannot write /x/a.html").unwrap_err()).words();
        assert!(words.th.contains("ดิสก์เต็ม") && words.th.contains("/x/a.html"), "{}", words.th);
        assert!(words.en.contains("disk is full") && words.en.contains("/x/a.html"), "{}", words.en);
    }

    #[test]
    fn paths_are_shown_without_what_says_nothing() {
        assert_eq!(shown(Path::new(r"\\?\C:\site\public")), r"C:\site\public");
        let odd = ["./../a", "./.", ".", "a/./b"].map(|path| shown(Path::new(path)).replace('\\', "/"));
        assert_eq!(odd, ["../a", ".", ".", "a/b"]);
    }
}

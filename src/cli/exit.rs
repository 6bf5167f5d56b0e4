//! How a command ends: its exit code, and what it says when it must stop.

use std::process::ExitCode;

use crate::base::lang::Bilingual;
use crate::io::busy::Busy;
use crate::io::refusal::WriteError;

/// The exit codes of prongsai.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    /// Errors in the content.
    Errors = 1,
    /// Wrong arguments.
    Usage = 2,
    /// Refused for safety.
    Refused = 3,
    /// Disk or permission.
    Disk = 4,
    /// Network or remote host.
    Network = 5,
    /// Another run holds the lock.
    Locked = 6,
    /// A fault of the program.
    Bug = 70,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// What the system complains of, in Thai: its own words are English, or those of the system's language.
pub(super) fn cause(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    let known = match error.kind() {
        _ if Busy::of(error) == Some(Busy::Held) => "ไฟล์เปิดอยู่ในโปรแกรมอื่น ปิดโปรแกรมนั้นแล้วสั่งใหม่",
        Kind::NotFound => "ไม่มีไฟล์หรือโฟลเดอร์นั้น ตรวจชื่อและที่อยู่",
        Kind::PermissionDenied => "ไม่มีสิทธิ์อ่านหรือเขียน ปิดโปรแกรมที่เปิดไฟล์นี้อยู่ ดูว่าไฟล์ไม่ได้ตั้งเป็นอ่านอย่างเดียว แล้วสั่งใหม่",
        Kind::AlreadyExists => "มีไฟล์ชื่อนั้นอยู่แล้ว ใช้ชื่ออื่น",
        Kind::StorageFull | Kind::QuotaExceeded => "ดิสก์เต็ม ลบไฟล์ที่ไม่ใช้แล้วสั่งใหม่",
        Kind::ReadOnlyFilesystem => "ดิสก์นี้เขียนไม่ได้ ย้ายโฟลเดอร์ของเว็บไปไว้ในเครื่อง",
        Kind::NotADirectory => "ส่วนหนึ่งของที่อยู่เป็นไฟล์ ไม่ใช่โฟลเดอร์",
        Kind::IsADirectory => "ที่อยู่นั้นเป็นโฟลเดอร์ ไม่ใช่ไฟล์",
        Kind::InvalidFilename => "ชื่อไฟล์นั้นใช้ไม่ได้",
        _ => return format!("ระบบไม่ยอมให้ทำ ({error})"),
    };
    known.to_owned()
}

/// The path that an error is about: what it was about to do stands before it, as `cannot open PATH`.
fn place(error: &anyhow::Error) -> Option<String> {
    let told = error.chain().filter(|own| own.downcast_ref::<std::io::Error>().is_none()).last()?.to_string();
    let rest = told.strip_prefix("cannot ").and_then(|rest| rest.split_once(' ')).map(|(_, path)| path.to_owned());
    rest.or_else(|| Some(told).filter(|told| !told.contains(' ')))
}

/// Why a command stopped.
#[derive(Debug)]
pub(super) struct Stop {
    pub exit: Exit,
    pub message: Bilingual<String>,
}

impl Stop {
    pub(super) fn new(exit: Exit, th: impl Into<String>, en: impl Into<String>) -> Stop {
        Stop { exit, message: Bilingual { th: th.into(), en: en.into() } }
    }

    /// An error of the disk, with the path that it carries.
    pub(super) fn disk(error: &anyhow::Error) -> Stop {
        let system = error.chain().find_map(|own| own.downcast_ref::<std::io::Error>()).map(cause);
        let th = match (system, place(error)) {
            (Some(words), Some(place)) => format!("{place}: {words}"),
            (Some(words), None) => format!("{words} ({error:#})"),
            (None, _) => format!("({error:#})"),
        };
        Stop::new(Exit::Disk, format!("อ่านหรือเขียนไฟล์ไม่สำเร็จ: {th}"), format!("file error: {error:#}"))
    }

    /// Why the site was not written.
    pub(super) fn write(error: WriteError) -> Stop {
        let exit = match error {
            WriteError::Refused(_) => Exit::Refused,
            WriteError::Locked(_) => Exit::Locked,
            WriteError::Faulty(_) => Exit::Errors,
            WriteError::Failed(_) | WriteError::Begun(_) => Exit::Disk,
        };
        Stop { exit, message: error.words() }
    }

    /// A panic: the program's own fault.
    pub(super) fn bug() -> Stop {
        Stop::new(
            Exit::Bug,
            "ข้อผิดพลาดภายในของ prongsai เว็บไซต์ยังครบ (อันเดิมหรืออันใหม่) โปรดแจ้งผู้พัฒนาพร้อมข้อความข้างบน",
            "internal error in prongsai; your site is intact, the old one or the new one. Please report this with the lines above",
        )
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use super::Stop;

    #[test]
    fn an_error_of_the_disk_is_told_in_one_language_with_what_to_do() {
        let full = anyhow::Error::new(Error::from(ErrorKind::StorageFull)).context("cannot keep content/agency.yaml");
        let told = Stop::disk(&full).message;
        assert_eq!(told.th, "อ่านหรือเขียนไฟล์ไม่สำเร็จ: content/agency.yaml: ดิสก์เต็ม ลบไฟล์ที่ไม่ใช้แล้วสั่งใหม่");
        assert!(told.en.contains("cannot keep content/agency.yaml"), "{}", told.en);
        let other = anyhow::Error::new(Error::from(ErrorKind::NotFound)).context("a/ข.pdf");
        assert!(Stop::disk(&other).message.th.contains("a/ข.pdf: ไม่มีไฟล์"));
    }
}

//! How a command ends: its exit code, and what it says when it must stop.

use std::process::ExitCode;

use crate::base::lang::{Bilingual, both};
use crate::io::complaint::complaint_in;
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

impl Exit {
    /// Stops a command with this code, and says why.
    pub(super) fn because(self, message: impl Into<Bilingual<String>>) -> Stop {
        Stop { exit: self, message: message.into() }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// What was about to be done, the whole before its parts, without the system's words: `cannot open PATH`.
fn attempts(error: &anyhow::Error) -> Vec<String> {
    error.chain().take_while(|own| !own.is::<std::io::Error>()).map(ToString::to_string).collect()
}

/// The path that an attempt is about; some name it alone.
fn path(attempt: &str) -> &str {
    attempt.strip_prefix("cannot ").and_then(|rest| rest.split_once(' ')).map_or(attempt, |(_, path)| path)
}

/// Why a command stopped.
#[derive(Debug)]
pub(super) struct Stop {
    pub exit: Exit,
    pub message: Bilingual<String>,
}

impl Stop {
    /// An error of the disk, with the path that it carries.
    pub(super) fn disk(error: &anyhow::Error) -> Stop {
        let Some(system) = complaint_in(error) else {
            return Exit::Disk.because(both!("อ่านหรือเขียนไฟล์ไม่สำเร็จ: ({error:#})", "file error: {error:#}"));
        };
        let attempts = attempts(error);
        let Bilingual { th, en } = match attempts.last() {
            Some(last) => {
                both(format!("{}: {}", path(last), system.th), format!("{}: {}", attempts.join(": "), system.en))
            }
            None => system.map(|system| format!("{system} ({error:#})")),
        };
        Exit::Disk.because(both!("อ่านหรือเขียนไฟล์ไม่สำเร็จ: {th}", "file error: {en}"))
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
        Exit::Bug.because(both(
            "ข้อผิดพลาดภายในของ prongsai เว็บไซต์ยังครบ (อันเดิมหรืออันใหม่) โปรดแจ้งผู้พัฒนาพร้อมข้อความข้างบน",
            "internal error in prongsai; your site is intact, the old one or the new one. Please report this with the lines above",
        ))
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
        assert_eq!(told.th, "อ่านหรือเขียนไฟล์ไม่สำเร็จ: content/agency.yaml: ดิสก์เต็ม ให้เพิ่มที่ว่างแล้วสั่งใหม่");
        let en = "file error: cannot keep content/agency.yaml: the disk is full; free some space and try again";
        assert_eq!(told.en, en);
        // Not in the words of this system, which on a Thai Windows are Thai ones.
        let missing = std::fs::read("a/แผน งาน.pdf").unwrap_err();
        let told = Stop::disk(&anyhow::Error::new(missing).context("a/แผน งาน.pdf")).message;
        assert_eq!(told.th, "อ่านหรือเขียนไฟล์ไม่สำเร็จ: a/แผน งาน.pdf: ไม่มีไฟล์หรือโฟลเดอร์นั้น ตรวจชื่อและที่อยู่");
        assert_eq!(
            told.en,
            "file error: a/แผน งาน.pdf: there is no such file or folder; look at the name and the place"
        );
    }
}

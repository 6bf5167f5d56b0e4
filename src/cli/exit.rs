//! How a command ends: its exit code, and what it says when it must stop.

use std::process::ExitCode;

use crate::base::lang::Bilingual;
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
        Stop::new(Exit::Disk, format!("อ่านหรือเขียนไฟล์ไม่สำเร็จ: {error:#}"), format!("file error: {error:#}"))
    }

    /// Why the site was not written.
    pub(super) fn write(error: WriteError) -> Stop {
        let exit = match error {
            WriteError::Refused(_) => Exit::Refused,
            WriteError::Locked(_) => Exit::Locked,
            WriteError::Faulty(_) => Exit::Errors,
            WriteError::Failed(_) => Exit::Disk,
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

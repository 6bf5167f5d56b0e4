//! What can go wrong with a host, and whether it is worth another try. Texts of hosts are kept as they came; what must not
//! be shown of them is taken out where they are told.

use std::fmt;
use std::io;

use crate::base::lang::{Bilingual, both};

/// Something went wrong with a host.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub cause: Cause,
    /// What the host or the system said.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The line was cut, or the host was silent for too long.
    Cut,
    /// The host cannot just now.
    Busy,
    /// What arrived is not what was sent.
    Torn,
    /// No permission.
    Denied,
    /// No room, or no more of the quota.
    Full,
    /// There is no such file or folder.
    Missing,
    /// Login failed.
    Login,
    /// The host is not proven to be the one that is meant.
    Trust,
    /// What the host holds is far longer than anything that prongsai has written there.
    Long,
    /// The host said no for another reason.
    Refused,
    /// A file of the site cannot be read here.
    Local,
    /// The person stopped it.
    Stopped,
}

impl Fault {
    pub(crate) fn new(cause: Cause, text: impl Into<String>) -> Fault {
        Fault { cause, text: text.into() }
    }

    /// A fault of the line; what another place has marked keeps its mark.
    pub(crate) fn line(error: &io::Error) -> Fault {
        if let Some(fault) = error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>()) {
            return fault.clone();
        }
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Fault::new(Cause::Cut, "no reply"),
            _ => Fault::new(Cause::Cut, error.to_string()),
        }
    }

    /// A file of the host is longer than is read.
    pub(crate) fn long(path: &str) -> Fault {
        Fault::new(Cause::Long, path)
    }

    /// A fault of a file system.
    pub(crate) fn disk(error: &io::Error) -> Fault {
        use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        if error.get_ref().is_some_and(|inner| inner.is::<Fault>()) {
            return Fault::line(error);
        }
        let cause = match error.kind() {
            PermissionDenied | ReadOnlyFilesystem => Cause::Denied,
            StorageFull | QuotaExceeded => Cause::Full,
            _ => Cause::Refused,
        };
        Fault::new(cause, error.to_string())
    }

    /// Whether the same may succeed a moment later.
    pub(crate) fn is_transient(&self) -> bool {
        matches!(self.cause, Cause::Cut | Cause::Busy | Cause::Torn)
    }

    /// Whether nothing else can succeed either.
    pub(crate) fn is_final(&self) -> bool {
        matches!(self.cause, Cause::Login | Cause::Trust | Cause::Stopped)
    }

    /// Carries the fault through code that knows only `io::Error`.
    pub(crate) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }
}

impl Cause {
    /// What happened.
    pub(crate) fn words(self) -> Bilingual<&'static str> {
        match self {
            Cause::Cut => both("การเชื่อมต่อหลุดหรือโฮสต์ไม่ตอบ", "the connection was lost or the host did not reply"),
            Cause::Busy => both("โฮสต์ไม่ว่าง", "the host is busy"),
            Cause::Torn => both("ไฟล์ที่โฮสต์ได้รับไม่ครบหรือไม่ตรง", "the file on the host is not what was sent"),
            Cause::Denied => both("โฮสต์ไม่ให้สิทธิ์", "permission denied by the host"),
            Cause::Full => both("พื้นที่ของโฮสต์เต็ม", "no space left on the host"),
            Cause::Missing => both("ไม่มีไฟล์หรือโฟลเดอร์นี้", "no such file or folder"),
            Cause::Login => both("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง", "wrong user name or password"),
            Cause::Trust => both("ยืนยันไม่ได้ว่าเป็นโฮสต์ที่ต้องการ", "the identity of the host could not be verified"),
            Cause::Long => both(
                "ไฟล์บันทึกบนโฮสต์ใหญ่ผิดปกติ prongsai ไม่ได้เขียนไว้ ให้ลบไฟล์นั้นบนโฮสต์แล้วส่งใหม่",
                "the record on the host is far longer than prongsai writes; delete that file on the host and upload again",
            ),
            Cause::Refused => both("โฮสต์ปฏิเสธ", "the host refused"),
            Cause::Local => both("อ่านไฟล์ในเครื่องนี้ไม่ได้", "a file on this computer could not be read"),
            Cause::Stopped => both("ยกเลิกตามคำสั่ง", "cancelled"),
        }
    }

    /// The name for programs; never changed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Cause::Cut => "cut",
            Cause::Busy => "busy",
            Cause::Torn => "torn",
            Cause::Denied => "denied",
            Cause::Full => "full",
            Cause::Missing => "missing",
            Cause::Login => "login",
            Cause::Trust => "trust",
            Cause::Long => "long",
            Cause::Refused => "refused",
            Cause::Local => "local",
            Cause::Stopped => "stopped",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.cause.words().en, self.text)
    }
}

impl std::error::Error for Fault {}

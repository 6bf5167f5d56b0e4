//! What can go wrong with a host, and whether it is worth another try. Texts of hosts are kept as they came; what must not
//! be shown of them is taken out where they are told.

use std::fmt;
use std::io;

/// Something went wrong with a host.
#[derive(Clone, Debug)]
pub struct Fault {
    pub cause: Cause,
    /// What the host or the system said.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
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
    /// The host said no for another reason.
    Refused,
    /// A file of the site cannot be read here.
    Local,
    /// The person stopped it.
    Stopped,
}

impl Fault {
    pub fn new(cause: Cause, text: impl Into<String>) -> Fault {
        Fault { cause, text: text.into() }
    }

    /// A fault of the line; what another place has marked keeps its mark.
    pub fn line(error: &io::Error) -> Fault {
        if let Some(fault) = error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>()) {
            return fault.clone();
        }
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Fault::new(Cause::Cut, "no answer"),
            _ => Fault::new(Cause::Cut, error.to_string()),
        }
    }

    /// A fault of a file system.
    pub fn disk(error: &io::Error) -> Fault {
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
    pub fn is_transient(&self) -> bool {
        matches!(self.cause, Cause::Cut | Cause::Busy | Cause::Torn)
    }

    /// Whether nothing else can succeed either.
    pub fn is_final(&self) -> bool {
        matches!(self.cause, Cause::Login | Cause::Trust | Cause::Stopped)
    }

    /// Carries the fault through code that knows only `io::Error`.
    pub fn into_io(self) -> io::Error {
        io::Error::other(self)
    }
}

impl Cause {
    /// What happened, in Thai and in English.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Cause::Cut => ["การเชื่อมต่อขาดหรือโฮสต์ไม่ตอบ", "the line was cut or the host did not answer"],
            Cause::Busy => ["โฮสต์ยังไม่พร้อม", "the host cannot just now"],
            Cause::Torn => ["ไฟล์ที่โฮสต์ได้รับไม่ครบหรือไม่ตรง", "the host did not keep all that was sent"],
            Cause::Denied => ["โฮสต์ไม่อนุญาต", "the host does not allow it"],
            Cause::Full => ["พื้นที่ของโฮสต์เต็ม", "the host has no room left"],
            Cause::Missing => ["ไม่มีไฟล์หรือโฟลเดอร์นี้", "there is no such file or folder"],
            Cause::Login => ["ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง", "the user name or the password is wrong"],
            Cause::Trust => ["ไม่แน่ใจว่าเป็นโฮสต์ที่ต้องการ", "the host is not proven to be the one meant"],
            Cause::Refused => ["โฮสต์ปฏิเสธ", "the host refused"],
            Cause::Local => ["อ่านไฟล์ในเครื่องนี้ไม่ได้", "a file on this computer cannot be read"],
            Cause::Stopped => ["หยุดตามที่สั่ง", "stopped as asked"],
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.cause.words()[1], self.text)
    }
}

impl std::error::Error for Fault {}

//! What the system complains of, in both languages: its own words are English, or those of the system's language.

use std::io::{Error, ErrorKind};

use crate::base::lang::{Bilingual, both};
use crate::io::busy::Busy;

/// What is wrong and what to do.
pub(crate) fn complaint(error: &Error) -> Bilingual<String> {
    known(error).map_or_else(|| both!("ระบบไม่ยอมให้ทำ ({error})", "the system refuses ({error})"), Bilingual::from)
}

/// The same of an error that the system's is in.
pub(crate) fn complaint_in(error: &anyhow::Error) -> Option<Bilingual<String>> {
    error.chain().find_map(|own| own.downcast_ref::<Error>()).map(complaint)
}

fn known(error: &Error) -> Option<Bilingual<&'static str>> {
    Some(match error.kind() {
        _ if Busy::of(error) == Some(Busy::Held) => both(
            "โปรแกรมอื่นเปิดไฟล์นี้อยู่ (เช่น Excel โปรแกรมดู PDF หน้าต่างคำสั่ง) ให้ปิดแล้วสั่งใหม่",
            "another program has it open, such as Excel, a viewer or a console; close it there and try again",
        ),
        ErrorKind::NotFound => {
            both("ไม่มีไฟล์หรือโฟลเดอร์นั้น ตรวจชื่อและที่อยู่", "there is no such file or folder; look at the name and the place")
        }
        ErrorKind::PermissionDenied => both(
            "ไม่มีสิทธิ์อ่านหรือเขียน ปิดโปรแกรมที่เปิดไฟล์นี้อยู่ ดูว่าไฟล์ไม่ได้ตั้งเป็นอ่านอย่างเดียว แล้วสั่งใหม่",
            "permission denied; close programs that have it open, see that it is not read-only, and try again",
        ),
        ErrorKind::AlreadyExists => {
            both("มีไฟล์ชื่อนั้นอยู่แล้ว ใช้ชื่ออื่น", "there is a file of that name already; take another name")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            both("ดิสก์เต็ม ให้เพิ่มที่ว่างแล้วสั่งใหม่", "the disk is full; free some space and try again")
        }
        ErrorKind::ReadOnlyFilesystem => both(
            "ดิสก์นี้เขียนไม่ได้ ย้ายโฟลเดอร์ของเว็บไปไว้ในเครื่อง",
            "this disk cannot be written to; move the site's folder to this computer",
        ),
        ErrorKind::NotADirectory => {
            both("ส่วนหนึ่งของที่อยู่เป็นไฟล์ ไม่ใช่โฟลเดอร์", "a part of the path is a file, not a folder")
        }
        ErrorKind::IsADirectory => both("ที่อยู่นั้นเป็นโฟลเดอร์ ไม่ใช่ไฟล์", "this is a folder, not a file"),
        ErrorKind::InvalidFilename => both("ชื่อไฟล์นั้นใช้ไม่ได้", "this name cannot be used"),
        _ => return None,
    })
}

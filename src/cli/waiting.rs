//! What is said of files that other programs have open.

use std::path::Path;

use crate::base::lang::Lang;
use crate::io::refusal::shown;
use crate::io::synced::service;

/// That a file is waited for, and what to do.
pub(super) fn waiting(path: &Path, lang: Lang) -> String {
    let name = shown(path);
    let own = lang.choose(
        format!("รอ {name}: โปรแกรมอื่นเปิดอยู่ ปิดโปรแกรมนั้นแล้วจะทำต่อเอง (รอไม่เกิน 15 วินาที)"),
        format!("waiting for {name}: another program has it open; close it there and this goes on (15 s at most)"),
    );
    [Some(own), in_cloud(path, lang)].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// That a folder is one of a cloud, if it is.
pub(super) fn in_cloud(path: &Path, lang: Lang) -> Option<String> {
    service(path).map(|cloud| {
        lang.choose(
            format!(
                "โฟลเดอร์นี้อยู่ใน {cloud} ซึ่งเปิดไฟล์ค้างไว้ขณะส่งขึ้นคลาวด์ ถ้าสร้างเว็บช้าหรือไม่สำเร็จ ให้ย้ายโฟลเดอร์ของเว็บออกมาไว้ในเครื่อง หรือหยุดซิงก์ชั่วคราว"
            ),
            format!(
                "this folder is in {cloud}, which has files open while it sends them; should builds be slow or refused, \
                 move the site's folder out of it, or pause it"
            ),
        )
    })
}

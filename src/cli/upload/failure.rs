//! Why an upload did not come to its end, and what a person can do about it.

use std::fmt::Write;

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::upload::{Target, TargetKind};
use crate::cli::exit::{Exit, Stop};
use crate::cli::upload::list;
use crate::io::upload::engine::{Failure, Halt, STALE};
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::lock::Holder;
use crate::io::upload::secret::Secret;

/// Why an upload stopped that had begun.
pub(super) fn halted(halt: Halt, target: &Target, secret: &Secret) -> Stop {
    match halt {
        Halt::Locked(Holder { who, age, ahead }) => {
            let clock =
                Bilingual::each(|lang| ahead.map_or_else(String::new, |ahead| format!("\n{}", theirs(ahead, lang))));
            let minutes = age.as_secs().div_ceil(60);
            let free = STALE.saturating_sub(age).as_secs().div_ceil(60);
            Exit::Locked.because(both(
                format!(
                    "{who} กำลังอัปโหลดอยู่ (ล็อกไว้ {minutes} นาทีแล้ว) รอให้เสร็จก่อน ถ้าไม่มีใครอัปโหลดแล้ว ล็อกจะหมดเองใน {free} นาที{}",
                    clock.th
                ),
                format!(
                    "{who} is uploading (the lock is {minutes} minutes old); wait until it is done. If nobody is uploading any more, the lock expires in {free} minutes{}",
                    clock.en
                ),
            ))
        }
        Halt::Changed => Exit::Locked.because(both(
            "มีผู้อื่นแก้เว็บที่โฮสต์ระหว่างนี้ จึงไม่ได้แก้อะไร สั่งอีกครั้งเพื่อดูแผนใหม่",
            "the site on the host was changed in the meantime, so nothing was done; run the command again to see the new plan",
        )),
        Halt::Here(error) => Stop::disk(&error),
        Halt::Failed { failures, public } => failed(&failures, public, target, secret),
    }
}

/// That the clock of whoever holds the lock does not agree with ours or the host's.
fn theirs(ahead: i64, lang: Lang) -> String {
    let by = time(ahead, lang);
    match (lang, ahead > 0) {
        (Lang::Th, true) => format!(
            "นาฬิกาของเครื่องนั้นเร็วไป {by} เวลาของล็อกจึงเชื่อไม่ได้ ให้ตั้งนาฬิกาให้ตรง ถ้าแน่ใจว่าไม่มีใครอัปโหลด ให้ลบโฟลเดอร์ prongsai-lock ที่โฮสต์"
        ),
        (Lang::Th, false) => format!(
            "นาฬิกาของเครื่องนั้นช้าไป {by} เวลาของล็อกจึงเชื่อไม่ได้ ให้ตั้งนาฬิกาให้ตรง ถ้าแน่ใจว่าไม่มีใครอัปโหลด ให้ลบโฟลเดอร์ prongsai-lock ที่โฮสต์"
        ),
        (Lang::En, _) => format!(
            "the clock of that computer is {by} {}, so that the times of the lock mean little: set it right. If you are sure that nobody is uploading, delete the folder prongsai-lock on the host",
            if ahead > 0 { "ahead" } else { "behind" }
        ),
    }
}

/// That the clock of this computer does not agree with the host's.
pub(super) fn clock(ahead: i64, lang: Lang) -> String {
    let by = time(ahead, lang);
    match (lang, ahead > 0) {
        (Lang::Th, true) => format!("นาฬิกาของเครื่องนี้เร็วกว่าของโฮสต์ {by} ให้ตั้งนาฬิกาให้ตรง มิฉะนั้นเครื่องอื่นจะเข้าใจอายุของล็อกผิด"),
        (Lang::Th, false) => format!("นาฬิกาของเครื่องนี้ช้ากว่าของโฮสต์ {by} ให้ตั้งนาฬิกาให้ตรง มิฉะนั้นเครื่องอื่นจะเข้าใจอายุของล็อกผิด"),
        (Lang::En, _) => format!(
            "the clock of this computer is {by} {} the host's: set it right, or other computers mistake how old a lock is",
            if ahead > 0 { "ahead of" } else { "behind" }
        ),
    }
}

/// That the host cannot replace a file in one step.
pub(super) fn gap(lang: Lang) -> &'static str {
    lang.choose(
        "โฮสต์นี้แทนไฟล์เดิมในขั้นเดียวไม่ได้ หน้าที่เปลี่ยนจะหายไปชั่วขณะทีละหน้า ถ้าเป็น SFTP ขอให้ผู้ดูแลเปิด posix-rename@openssh.com ถ้าเป็น FTP ให้ยอมให้เปลี่ยนชื่อทับไฟล์เดิม",
        "this host cannot replace a file in one step, so that each page that changes is missing for a moment; ask its people for posix-rename@openssh.com (SFTP), or to allow renaming over a file (FTP)",
    )
}

/// A time without its sign: minutes, hours or days.
fn time(seconds: i64, lang: Lang) -> String {
    let minutes = seconds.unsigned_abs().div_ceil(60);
    let (count, unit) = match minutes {
        0..120 => (minutes, both("นาที", "minutes")),
        120..2880 => (minutes / 60, both("ชั่วโมง", "hours")),
        _ => (minutes / 1440, both("วัน", "days")),
    };
    format!("{count} {}", unit.pick(lang))
}

/// A fault before anything was planned.
pub(super) fn before(fault: &Fault, target: &Target, secret: &Secret) -> Stop {
    if target.kind == TargetKind::Folder && fault.cause == Cause::Missing {
        let Target { name, folder, .. } = target;
        return Exit::Network.because(both!(
            "ไม่มีโฟลเดอร์ {folder} จึงไม่ได้ส่งอะไร สร้างโฟลเดอร์นี้ หรือต่อดิสก์ที่มีโฟลเดอร์นี้ หรือแก้ folder: ของ {name} ใน content/upload.yaml",
            "the folder {folder} does not exist, so nothing was sent: create it, connect the disk that it is on, or correct `folder:` of {name} in content/upload.yaml"
        ));
    }
    failed(&[Failure { path: String::new(), fault: fault.clone() }], false, target, secret)
}

fn failed(failures: &[Failure], public: bool, target: &Target, secret: &Secret) -> Stop {
    let exit = match failures.iter().map(|failure| failure.fault.cause).collect::<Vec<_>>().as_slice() {
        [Cause::Trust] => Exit::Refused,
        causes if causes.iter().all(|cause| *cause == Cause::Local) => Exit::Disk,
        _ => Exit::Network,
    };
    let message = Bilingual::each(|lang| {
        let shown = target.shown();
        let mut text = match lang {
            Lang::Th => format!("อัปโหลดไป {shown} ไม่สำเร็จ"),
            Lang::En => format!("the upload to {shown} failed"),
        };
        let lines: Vec<String> = failures.iter().map(|failure| line(failure, secret, lang)).collect();
        list::add(&mut text, &lines, lang);
        if failures.iter().any(|failure| failure.path.is_empty() && failure.fault.cause == Cause::Missing) {
            text.push_str(lang.choose(
                "\nตรวจ folder: ใน content/upload.yaml ว่าเป็นโฟลเดอร์ที่มีอยู่ที่โฮสต์",
                "\nsee that `folder:` in content/upload.yaml is a folder that the host has",
            ));
        }
        text.push_str(match (lang, public) {
            (Lang::Th, false) => "\nเว็บที่โฮสต์ยังเป็นเหมือนเดิม สั่งอีกครั้งจะส่งเฉพาะที่ยังไม่ได้ส่ง",
            (Lang::Th, true) => "\nไฟล์ที่โฮสต์ครบทุกไฟล์ บางหน้าใหม่แล้ว บางหน้ายังเดิม สั่งอีกครั้งเพื่อทำต่อให้เสร็จ",
            (Lang::En, false) => {
                "\nthe site on the host is as it was; run the command again to send only what is missing"
            }
            (Lang::En, true) => {
                "\nevery file on the host is complete, some pages new and some old; run the command again to finish"
            }
        });
        text
    });
    Stop { exit, message }
}

fn line(Failure { path, fault }: &Failure, secret: &Secret, lang: Lang) -> String {
    let mut text = if path.is_empty() { String::new() } else { format!("{path}: ") };
    text.push_str(fault.cause.words().get(lang));
    let said = secret.mask(&fault.text);
    if !said.is_empty() {
        let _ = write!(text, " ({said})");
    }
    text
}

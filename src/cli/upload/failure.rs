//! Why an upload did not come to its end, and what a person can do about it.

use std::fmt::Write;

use crate::base::lang::{Bilingual, Lang};
use crate::base::upload::Target;
use crate::cli::exit::{Exit, Stop};
use crate::cli::upload::list;
use crate::io::upload::engine::{Failure, Halt, STALE};
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::secret::Secret;

/// Why an upload stopped that had begun.
pub(super) fn halted(halt: Halt, target: &Target, secret: &Secret) -> Stop {
    match halt {
        Halt::Locked(who, age) => {
            let minutes = age.as_secs().div_ceil(60);
            let free = STALE.saturating_sub(age).as_secs().div_ceil(60);
            Stop::new(
                Exit::Locked,
                format!(
                    "{who} กำลังอัปโหลดอยู่ (ล็อกไว้ {minutes} นาทีแล้ว) รอให้เสร็จก่อน ถ้าไม่มีใครอัปโหลดแล้ว ล็อกจะหมดเองใน {free} นาที"
                ),
                format!(
                    "{who} is uploading (the lock is {minutes} minutes old); wait until it is done. If nobody is uploading any more, the lock expires in {free} minutes"
                ),
            )
        }
        Halt::Changed => Stop::new(
            Exit::Locked,
            "มีผู้อื่นแก้เว็บที่โฮสต์ระหว่างนี้ จึงไม่ได้แก้อะไร สั่งอีกครั้งเพื่อดูแผนใหม่",
            "the site on the host was changed in the meantime, so nothing was done; run the command again to see the new plan",
        ),
        Halt::Here(error) => Stop::disk(&error),
        Halt::Failed { failures, public } => failed(&failures, public, target, secret),
    }
}

/// A fault before anything was planned.
pub(super) fn before(fault: &Fault, target: &Target, secret: &Secret) -> Stop {
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

//! What an upload tells: the plan before, the result after, and why it stopped. For people in two languages, for programs as
//! JSON, for the log in one line a file. Nothing here holds a secret: what hosts say goes through its mask.

use std::fmt::Write;

use serde_json::json;

use crate::base::lang::{Bilingual, Lang};
use crate::base::upload::Target;
use crate::cli::exit::{Exit, Stop};
use crate::io::upload::engine::{Event, Failure, Halt};
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::files::Files;
use crate::io::upload::plan::Refusal;
use crate::io::upload::secret::Secret;
use crate::io::upload::survey::Survey;
use crate::ita::agency::BaseUrl;

/// So many names are shown to people; the rest is counted.
const SHOWN: usize = 20;

/// What has come of an upload so far.
pub struct Outcome {
    pub exit: Exit,
    target: String,
    address: BaseUrl,
    planned: [Vec<String>; 3],
    bytes: u64,
    placed: Vec<String>,
    removed: Vec<String>,
    failed: Vec<(String, &'static str, String)>,
    kept: Vec<String>,
}

impl Outcome {
    pub fn new(target: &Target, address: &BaseUrl) -> Outcome {
        let (target, address) = (target.name.clone(), address.clone());
        let (placed, removed, failed, kept) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Outcome {
            exit: Exit::Done,
            target,
            address,
            planned: Default::default(),
            bytes: 0,
            placed,
            removed,
            failed,
            kept,
        }
    }

    /// Takes the plan down.
    pub fn plan(&mut self, found: &Survey) {
        let of = |new| -> Vec<String> {
            let files = found.plan.send.iter().filter(|file| file.new == new);
            files.map(|file| file.path.to_string()).collect()
        };
        self.planned = [of(true), of(false), found.plan.remove.iter().map(ToString::to_string).collect()];
        self.bytes = found.plan.bytes();
        self.kept = found.kept.iter().map(ToString::to_string).collect();
    }

    /// Takes down what a zip holds.
    pub fn pack(&mut self, files: &Files, bytes: u64) {
        self.planned[0] = files.manifest.0.keys().map(ToString::to_string).collect();
        self.bytes = bytes;
    }

    /// Takes down what happens.
    pub fn note(&mut self, event: Event, secret: &Secret) {
        match event {
            Event::Placed(file) => self.placed.push(file.path.to_string()),
            Event::Removed(path) => self.removed.push(path.to_string()),
            Event::Failed(Failure { path, fault }) => {
                self.failed.push((path.clone(), name(fault.cause), secret.mask(&fault.text)));
            }
            Event::Sent(_) | Event::Recorded => {}
        }
    }

    /// The files that stand under their names now.
    pub fn placed(&self) -> &[String] {
        &self.placed
    }

    /// The addresses of pages that are public now.
    fn pages(&self) -> Vec<String> {
        let pages = self.placed.iter().filter(|path| path.ends_with(".html") && !path.ends_with("404.html"));
        pages.map(|path| public(&self.address, path)).collect()
    }

    pub fn json(&self) -> String {
        let [new, changed, removed] = &self.planned;
        let failed: Vec<_> = self
            .failed
            .iter()
            .map(|(path, cause, text)| json!({ "path": path, "cause": cause, "text": text }))
            .collect();
        let value = json!({
            "target": self.target,
            "exit": self.exit as u8,
            "plan": { "new": new, "changed": changed, "removed": removed, "bytes": self.bytes },
            "kept": self.kept,
            "sent": self.placed,
            "removed": self.removed,
            "failed": failed,
            "pages": self.pages(),
        });
        format!("{value:#}\n")
    }

    /// The summary of an upload that came to its end.
    pub fn human(&self, lang: Lang) -> String {
        let (sent, removed) = (self.placed.len(), self.removed.len());
        if sent + removed == 0 {
            return lang.choose("โฮสต์มีเว็บไซต์ล่าสุดอยู่แล้ว", "the host already holds this site").to_owned();
        }
        let mut text = match lang {
            Lang::Th => format!("ส่งแล้ว {sent} ไฟล์ ลบ {removed} ไฟล์"),
            Lang::En => format!("{sent} files sent, {removed} deleted"),
        };
        let pages = self.pages();
        if !pages.is_empty() {
            text.push_str(lang.choose("\nหน้าที่เปลี่ยน:", "\nchanged pages:"));
            list(&mut text, &pages, lang);
        }
        text
    }
}

/// The address that visitors see a file at.
pub fn public(address: &BaseUrl, path: &str) -> String {
    let page = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    address.join(page.unwrap_or(path))
}

/// What will happen, before it does.
pub fn plan(found: &Survey, target: &Target, lang: Lang) -> String {
    let plan = &found.plan;
    let new = plan.send.iter().filter(|file| file.new).count();
    let (changed, removed, bytes) = (plan.send.len() - new, plan.remove.len(), size(plan.bytes()));
    let shown = target.shown();
    let mut text = match lang {
        Lang::Th => format!("{shown}: ใหม่ {new} ไฟล์ เปลี่ยน {changed} ไฟล์ ลบ {removed} ไฟล์ ส่ง {bytes}"),
        Lang::En => format!("{shown}: {new} new, {changed} changed, {removed} to delete, {bytes} to send"),
    };
    if !plan.remove.is_empty() {
        text.push_str(lang.choose("\nจะลบ:", "\nto delete:"));
        list(&mut text, &plan.remove, lang);
    }
    if !found.strangers.is_empty() {
        let names: Vec<String> =
            found.strangers.iter().map(|own| format!("{}{}", own.name, if own.is_folder { "/" } else { "" })).collect();
        text.push_str(lang.choose(
            "\nprongsai ยังไม่เคยส่งเว็บขึ้นที่นี่ และที่นี่มีของอยู่แล้ว ซึ่งจะไม่ถูกลบ:",
            "\nprongsai has never uploaded to this folder, and it is not empty; what is there stays:",
        ));
        list(&mut text, &names, lang);
    }
    if !found.replaced.is_empty() {
        text.push_str(lang.choose("\nไฟล์เหล่านี้ของเดิมจะถูกแทนที่:", "\nthese files of others will be replaced:"));
        list(&mut text, &found.replaced, lang);
    }
    if !found.kept.is_empty() {
        text.push_str(lang.choose(
            "\nโฮสต์มีการตั้งค่าของตัวเองอยู่แล้ว จึงไม่ส่งของ prongsai ทับ:",
            "\nthe host has settings of its own, so those of prongsai are not sent:",
        ));
        list(&mut text, &found.kept, lang);
    }
    text
}

/// A zip that was written, and what to do with it.
pub fn packed(files: usize, bytes: u64, target: &Target, lang: Lang) -> String {
    let (shown, bytes) = (target.shown(), size(bytes));
    match lang {
        Lang::Th => format!("{shown}: {files} ไฟล์ {bytes} เปิดตัวจัดการไฟล์ของโฮสต์ อัปโหลดไฟล์นี้ลงโฟลเดอร์ของเว็บ แล้วสั่งแตกไฟล์"),
        Lang::En => format!(
            "{shown}: {files} files, {bytes}; open the host's file manager, upload it into the site's folder, and extract it there"
        ),
    }
}

/// Why nothing was done, and what to do.
pub fn refused(refusal: &Refusal, site: &str) -> Stop {
    let words = match refusal {
        Refusal::OtherSite(other) => Bilingual {
            th: format!(
                "ที่ปลายทางนี้เป็นเว็บอื่น คือ {other} ไม่ใช่ {site} จึงไม่ได้แก้อะไรเลย ตรวจชื่อโฮสต์และโฟลเดอร์ใน content/upload.yaml ถ้าเว็บเดิมย้ายชื่อ ให้ลบไฟล์ prongsai-manifest.txt ที่โฮสต์ก่อน"
            ),
            en: format!(
                "this target holds another site, {other}, not {site}; nothing was changed. Check host and folder in content/upload.yaml. If the site has moved to a new address, delete prongsai-manifest.txt on the host first"
            ),
        },
        Refusal::TooMany { deletions, allowed } => Bilingual {
            th: format!(
                "ต้องลบ {deletions} ไฟล์ มากกว่า {allowed} ไฟล์ที่ยอมให้ลบได้ จึงไม่ได้แก้อะไรเลย ถ้าตั้งใจลบจริง ให้เติม --max-deletes {deletions}"
            ),
            en: format!(
                "{deletions} files would be deleted, more than the {allowed} that are allowed; nothing was changed. If it is meant, add --max-deletes {deletions}"
            ),
        },
        Refusal::InTheWay(paths) => {
            let names = paths.iter().take(SHOWN).map(|path| path.as_str()).collect::<Vec<_>>().join(", ");
            Bilingual {
                th: format!("ไฟล์ของผู้อื่นอยู่ตรงที่ต้องวางหน้าเว็บ: {names} ไม่ได้แก้อะไรเลย ย้ายหรือลบไฟล์เหล่านี้ที่โฮสต์ก่อน"),
                en: format!(
                    "files that prongsai did not put there stand where pages must go: {names}; nothing was changed. Move or delete them on the host first"
                ),
            }
        }
    };
    Stop { exit: Exit::Refused, message: words }
}

/// Why an upload did not come to its end.
pub fn halted(halt: Halt, target: &Target, secret: &Secret) -> Stop {
    match halt {
        Halt::Locked(who, age) => {
            let minutes = age.as_secs().div_ceil(60);
            let free = crate::io::upload::engine::STALE.saturating_sub(age).as_secs().div_ceil(60);
            Stop::new(
                Exit::Locked,
                format!(
                    "{who} กำลังอัปโหลดอยู่ (ล็อกไว้ {minutes} นาทีแล้ว) รอให้เสร็จก่อน ถ้าไม่มีใครอัปโหลดแล้ว ล็อกจะหมดเองใน {free} นาที"
                ),
                format!(
                    "{who} is uploading (the lock is {minutes} minutes old); wait for it. If nobody is, the lock ends by itself in {free} minutes"
                ),
            )
        }
        Halt::Changed => Stop::new(
            Exit::Locked,
            "มีผู้อื่นแก้เว็บที่โฮสต์ระหว่างนี้ จึงไม่ได้แก้อะไร สั่งอีกครั้งเพื่อดูแผนใหม่",
            "somebody has changed the host meanwhile, so nothing was done; run it again to see the new plan",
        ),
        Halt::Here(error) => Stop::disk(&error),
        Halt::Failed { failures, public } => failed(&failures, public, target, secret),
    }
}

/// A fault before anything was planned.
pub fn fault(fault: &Fault, target: &Target, secret: &Secret) -> Stop {
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
        for Failure { path, fault } in failures.iter().take(SHOWN) {
            let [th, en] = fault.cause.words();
            let (words, said) = (lang.choose(th, en), secret.mask(&fault.text));
            let at = if path.is_empty() { String::new() } else { format!("{path}: ") };
            let said = if said.is_empty() { said } else { format!(" ({said})") };
            let _ = write!(text, "\n  {at}{words}{said}");
        }
        rest(&mut text, failures.len(), lang);
        text.push_str(match (lang, public) {
            (Lang::Th, false) => "\nเว็บที่โฮสต์ยังเป็นเหมือนเดิม สั่งอีกครั้งจะส่งเฉพาะที่ยังไม่ได้ส่ง",
            (Lang::Th, true) => "\nไฟล์ที่โฮสต์ครบทุกไฟล์ บางหน้าใหม่แล้ว บางหน้ายังเดิม สั่งอีกครั้งเพื่อทำต่อให้เสร็จ",
            (Lang::En, false) => "\nthe site on the host is as it was; run it again to send only what is missing",
            (Lang::En, true) => {
                "\nevery file on the host is whole, some pages new and some old; run it again to finish"
            }
        });
        text
    });
    Stop { exit, message }
}

/// What the log says of an event: what happened, and to what.
pub fn log_line(event: Event, secret: &Secret) -> Option<(&'static str, String)> {
    match event {
        Event::Placed(file) => {
            let what = if file.new { "new" } else { "changed" };
            Some((what, format!("{} {} {}", file.path, file.entry.size, file.entry.hash)))
        }
        Event::Removed(path) => Some(("deleted", path.to_string())),
        Event::Recorded => Some(("complete", String::new())),
        Event::Failed(Failure { path, fault }) => {
            Some(("failed", format!("{path} {} {}", name(fault.cause), secret.mask(&fault.text))))
        }
        Event::Sent(_) => None,
    }
}

/// The name of a cause for programs; never changed.
fn name(cause: Cause) -> &'static str {
    match cause {
        Cause::Cut => "cut",
        Cause::Busy => "busy",
        Cause::Torn => "torn",
        Cause::Denied => "denied",
        Cause::Full => "full",
        Cause::Missing => "missing",
        Cause::Login => "login",
        Cause::Trust => "trust",
        Cause::Refused => "refused",
        Cause::Local => "local",
        Cause::Stopped => "stopped",
    }
}

/// Names in lines of their own, the first of them.
pub fn list(text: &mut String, names: &[impl ToString], lang: Lang) {
    for name in names.iter().take(SHOWN) {
        let _ = write!(text, "\n  {}", name.to_string());
    }
    rest(text, names.len(), lang);
}

fn rest(text: &mut String, all: usize, lang: Lang) {
    if let Some(more) = all.checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = match lang {
            Lang::Th => write!(text, "\n  และอีก {more}"),
            Lang::En => write!(text, "\n  and {more} more"),
        };
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

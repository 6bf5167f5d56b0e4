//! What has come of an upload: for people in two languages, for programs as JSON. Nothing here holds a secret: what hosts
//! say goes through its mask.

use serde::Serialize;
use serde_json::json;

use crate::base::lang::Lang;
use crate::base::output::NOT_FOUND;
use crate::base::path::RelPath;
use crate::cli::exit::Exit;
use crate::cli::upload::list;
use crate::cli::upload::request::UploadRequest;
use crate::io::upload::engine::{Event, Failure};
use crate::io::upload::files::Files;
use crate::io::upload::secret::Secret;
use crate::io::upload::survey::Survey;

/// What has come of an upload so far.
pub(super) struct UploadResult {
    pub exit: Exit,
    plan: Planned,
    /// Files that the host no longer held as they were sent.
    differing: Vec<String>,
    /// Whether all that the host holds was looked at.
    looked: bool,
    kept: Vec<String>,
    sent: Vec<String>,
    removed: Vec<String>,
    failed: Vec<Failed>,
}

#[derive(Default, Serialize)]
struct Planned {
    new: Vec<String>,
    changed: Vec<String>,
    removed: Vec<String>,
    bytes: u64,
}

#[derive(Serialize)]
struct Failed {
    path: String,
    cause: &'static str,
    text: String,
}

impl UploadResult {
    /// Nothing but the plan yet.
    pub(super) fn of_plan(found: &Survey) -> UploadResult {
        let names = |new| {
            let files = found.plan.send.iter().filter(|file| file.new == new);
            files.map(|file| file.path.to_string()).collect()
        };
        let removed = found.plan.remove.iter().map(ToString::to_string).collect();
        let plan = Planned { new: names(true), changed: names(false), removed, bytes: found.plan.bytes() };
        let names = |paths: &[RelPath]| paths.iter().map(ToString::to_string).collect();
        UploadResult {
            differing: names(&found.differing),
            looked: found.looked,
            kept: names(&found.kept),
            ..UploadResult::new(plan)
        }
    }

    /// A zip that holds these files and leaves others out, which a person must delete.
    pub(super) fn of_zip(files: &Files, withdrawn: &[RelPath], bytes: u64) -> UploadResult {
        let new = files.manifest.0.keys().map(ToString::to_string).collect();
        let removed = withdrawn.iter().map(ToString::to_string).collect();
        UploadResult::new(Planned { new, removed, bytes, ..Planned::default() })
    }

    fn new(plan: Planned) -> UploadResult {
        UploadResult {
            exit: Exit::Done,
            plan,
            differing: Vec::new(),
            looked: false,
            kept: Vec::new(),
            sent: Vec::new(),
            removed: Vec::new(),
            failed: Vec::new(),
        }
    }

    /// Takes down what happens.
    pub(super) fn note(&mut self, event: Event<'_>, secret: &Secret) {
        match event {
            Event::Placed(file) => self.sent.push(file.path.to_string()),
            Event::Removed(path) => self.removed.push(path.to_string()),
            Event::Failed(Failure { path, fault }) => {
                let (cause, text) = (fault.cause.name(), secret.mask(&fault.text));
                self.failed.push(Failed { path: path.clone(), cause, text });
            }
            Event::Sent(_) | Event::Recorded | Event::Clock(_) | Event::Gap => {}
        }
    }

    /// Whether nothing was to be done.
    pub(super) fn is_idle(&self) -> bool {
        self.sent.is_empty() && self.removed.is_empty()
    }

    /// The files that stand under their names now.
    pub(super) fn sent(&self) -> &[String] {
        &self.sent
    }

    /// The addresses of pages that are public now.
    fn pages(&self, request: &UploadRequest<'_>) -> Vec<String> {
        let pages = self.sent.iter().filter(|path| path.ends_with(".html") && !path.ends_with(NOT_FOUND));
        pages.map(|path| request.public_address(path)).collect()
    }

    pub(super) fn json(&self, request: &UploadRequest<'_>) -> String {
        let value = json!({
            "target": request.target.name,
            "exit": self.exit as u8,
            "plan": self.plan,
            "differing": self.differing,
            "kept": self.kept,
            "sent": self.sent,
            "removed": self.removed,
            "failed": self.failed,
            "pages": self.pages(request),
        });
        format!("{value:#}\n")
    }

    /// The summary of an upload that came to its end.
    pub(super) fn human(&self, request: &UploadRequest<'_>) -> String {
        let (sent, removed, lang) = (self.sent.len(), self.removed.len(), request.lang);
        if sent + removed == 0 {
            return match self.looked {
                true => lang.choose(
                    "โฮสต์มีเว็บไซต์ล่าสุดอยู่แล้ว ทุกไฟล์ขนาดตรงกับที่ส่ง",
                    "the host already holds the latest site; every file has the size of what was sent",
                ),
                false => lang.choose(
                    "ไม่มีอะไรเปลี่ยนตั้งแต่ส่งครั้งก่อน ครั้งนี้ไม่ได้ดูไฟล์ที่โฮสต์: --check เทียบเว็บจริงกับที่สร้าง --all ส่งทุกไฟล์ใหม่",
                    "nothing has changed since the last upload; what stands on the host was not looked at: --check compares the public site with what was built, --all sends every file again",
                ),
            }
            .to_owned();
        }
        let mut text = match lang {
            Lang::Th => format!("ส่งแล้ว {sent} ไฟล์ ลบ {removed} ไฟล์"),
            Lang::En => format!("{sent} files sent, {removed} deleted"),
        };
        let pages = self.pages(request);
        if !pages.is_empty() {
            text.push_str(lang.choose("\nหน้าที่เปลี่ยน:", "\nchanged pages:"));
            list::add(&mut text, &pages, lang);
        }
        text
    }
}

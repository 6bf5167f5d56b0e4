//! Findings that keep the site from being uploaded, and that a person has accepted: each for one content of one file, in
//! the list `accepted` of `privacy.yaml`.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::ita::portal::Portal;
use crate::ita::privacy::{Acceptance, mark};

pub(super) static ACCEPTANCE_UNUSED: Rule = Rule::new(
    "acceptance-unused",
    Warning,
    both("สิ่งที่มีผู้ดูแล้วใน privacy.yaml ยังเป็นอย่างที่ดู", "what privacy.yaml accepts is still as it was looked at"),
    both(
        "ไฟล์ที่แก้หลังจากดูแล้ว ยังไม่มีใครดู",
        "nobody has looked at a file that was changed since; an entry left over says otherwise",
    ),
);

/// What a site has accepted.
pub(super) struct Accepted<'a>(Vec<Entry<'a>>);

struct Entry<'a> {
    acceptance: &'a Acceptance,
    path: Option<RelPath>,
    file: Standing,
    used: AtomicBool,
}

/// How a file stands to what was looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Same,
    Changed,
    Gone,
}

impl<'a> Accepted<'a> {
    pub(super) fn of(portal: &'a Portal, sources: &Sources) -> Accepted<'a> {
        let entries = portal.privacy.iter().flat_map(|privacy| &privacy.accepted);
        Accepted(entries.map(|acceptance| Entry::of(acceptance, sources)).collect())
    }

    /// Whether a finding of this rule at a file is accepted; remembers the entry. Whoever tells of several files at once
    /// asks before counting them.
    pub(super) fn takes(&self, path: &RelPath, rule: &Rule) -> bool {
        let fits = |entry: &&Entry| entry.file == Standing::Same && entry.acceptance.rule.value == rule.code;
        let mut fitting = self.0.iter().filter(fits).filter(|entry| entry.path.as_ref() == Some(path));
        let entry = fitting.next().filter(|_| rule.held);
        entry.inspect(|entry| entry.used.store(true, Ordering::Relaxed)).is_some()
    }

    /// The findings that are not accepted, each of the files that are left.
    pub(super) fn left(&self, findings: impl IntoIterator<Item = Diagnostic>) -> impl Iterator<Item = Diagnostic> {
        findings.into_iter().filter_map(|finding| {
            if !finding.rule.held || self.0.is_empty() {
                return Some(finding);
            }
            let left = finding.files().iter().filter(|path| !self.takes(path, finding.rule));
            let left: Vec<RelPath> = left.cloned().collect();
            (!left.is_empty()).then(|| finding.of(left))
        })
    }

    /// Entries that accept nothing any more.
    pub(super) fn unused(&self) -> impl Iterator<Item = Diagnostic> {
        self.0.iter().filter(|entry| !entry.used.load(Ordering::Relaxed)).map(Entry::unused)
    }
}

impl<'a> Entry<'a> {
    fn of(acceptance: &'a Acceptance, sources: &Sources) -> Entry<'a> {
        let is_it = |path: &RelPath| mark(sources, path).is_some_and(|mark| mark == acceptance.hash.value);
        let named = acceptance.path();
        let is_there = named.as_ref().is_some_and(|path| mark(sources, path).is_some());
        // An attachment that got another name is still the one that somebody has looked at.
        let moved = if is_there { None } else { sources.files.keys().find(|path| is_it(path)).cloned() };
        let path = moved.or(named);
        let file = match path.as_ref().and_then(|path| mark(sources, path)) {
            Some(mark) if mark == acceptance.hash.value => Standing::Same,
            Some(_) => Standing::Changed,
            None => Standing::Gone,
        };
        Entry { acceptance, path, file, used: AtomicBool::new(false) }
    }

    fn unused(&self) -> Diagnostic {
        let Acceptance { file, rule, .. } = self.acceptance;
        let (file, rule) = (&file.value, &rule.value);
        let said = match self.file {
            Standing::Changed => both!(
                "{file} ถูกแก้หลังจากที่มีผู้ดูแล้ว รายการนี้จึงใช้ไม่ได้",
                "{file} has changed since somebody looked at it, so that this entry is void"
            ),
            Standing::Gone => both!("ไม่มีไฟล์ {file} ในเว็บไซต์", "the site has no file {file}"),
            Standing::Same => {
                both!("{file} ไม่มีอะไรที่กฎ {rule} กันไว้แล้ว", "the rule {rule} holds nothing of {file} back any more")
            }
        };
        Diagnostic::new(&ACCEPTANCE_UNUSED, &self.acceptance.hash.span, said).hint(both(
            "ลบรายการนี้ ถ้ายังมีสิ่งที่ต้องดู คำสั่ง prongsai upload จะถามใหม่",
            "delete this entry; `prongsai upload` asks again for what is still to be looked at",
        ))
    }
}

//! Whether a site is safe to upload: the one place that decides what holds it back.

use crate::base::diag::Diagnostic;
use crate::base::held::{Held, HeldFile};
use crate::base::source::Sources;
use crate::base::span::Position;
use crate::ita::privacy::mark;

/// The findings that keep a site from being uploaded. What a person has accepted is no finding any more.
pub(crate) fn held(findings: &[Diagnostic], sources: &Sources) -> Vec<Held> {
    findings.iter().filter(|finding| finding.rule.held && !finding.is_error()).map(|one| of(one, sources)).collect()
}

fn of(finding: &Diagnostic, sources: &Sources) -> Held {
    let path = &finding.at.path;
    let at = match sources.texts.get(path) {
        Some(text) => format!("{path}:{}", Position::of(text, finding.at.bytes().start).line),
        None => path.to_string(),
    };
    let file = |path| HeldFile { path: format!("{path}"), mark: mark(sources, path) };
    Held {
        rule: finding.rule.code.to_owned(),
        at,
        why: finding.message().clone(),
        files: finding.files().iter().map(file).collect(),
    }
}

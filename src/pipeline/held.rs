//! Whether a site is safe to upload: the one place that decides what holds it back.

use std::collections::HashMap;

use crate::base::diag::Diagnostic;
use crate::base::held::{Held, HeldFile};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::Lines;
use crate::ita::privacy::mark;

/// The findings that keep a site from being uploaded. What a person has accepted is no finding any more.
pub(crate) fn held(findings: &[Diagnostic], sources: &Sources) -> Vec<Held> {
    let mut files = Files { sources, marks: HashMap::new(), lines: HashMap::new() };
    findings.iter().filter(|finding| finding.rule.held).map(|one| files.held(one)).collect()
}

/// What is asked of each file once, however much was found in it.
struct Files<'a> {
    sources: &'a Sources,
    marks: HashMap<&'a RelPath, Option<String>>,
    lines: HashMap<&'a RelPath, Lines<'a>>,
}

impl<'a> Files<'a> {
    fn held(&mut self, finding: &'a Diagnostic) -> Held {
        let path = &finding.at.path;
        let at = match self.sources.texts.get(path) {
            Some(text) => {
                let lines = self.lines.entry(path).or_insert_with(|| Lines::new(text));
                format!("{path}:{}", lines.position(finding.at.bytes().start).line)
            }
            None => path.to_string(),
        };
        let files = finding.files().iter().map(|path| {
            let mark = self.marks.entry(path).or_insert_with(|| mark(self.sources, path));
            HeldFile { path: path.to_string(), mark: mark.clone() }
        });
        Held { rule: finding.rule.code.to_owned(), at, why: finding.message().clone(), files: files.collect() }
    }
}

#[cfg(test)]
mod tests {
    use crate::base::diag::Severity;
    use crate::pipeline::rules;

    #[test]
    fn nothing_is_held_that_no_site_is_made_with_anyhow() {
        let held: Vec<_> = rules().filter(|rule| rule.held).collect();
        assert!(!held.is_empty() && held.iter().all(|rule| rule.severity != Severity::Error), "{held:?}");
    }
}

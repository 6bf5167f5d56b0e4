//! What open pages are told of the preview, as one line of JSON: which site they should show, and what is wrong in the
//! newest. `preview.js` reads it.

use serde_json::{Value, json};

use crate::base::diag::Diagnostic;
use crate::base::source::Sources;
use crate::cli::report::{Count, Shown, finding_json};

/// As many findings fit a page; the start page has them all.
const MOST: usize = 40;

/// Which site is shown: both numbers only grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// Raised when pages must be fetched again.
    pub content: u64,
    /// Raised when only stylesheets must.
    pub style: u64,
}

/// The state as JSON without line breaks.
pub fn state(version: Version, findings: &[Diagnostic], sources: &Sources) -> String {
    let count = Count::of(findings);
    json!({
        "content": version.content,
        "style": version.style,
        "errors": count.errors,
        "warnings": count.warnings,
        "notes": count.notes,
        "findings": worst_first(findings, sources).take(MOST).collect::<Vec<_>>(),
    })
    .to_string()
}

/// Every finding with its place and its line, the gravest first.
pub fn worst_first<'a>(findings: &'a [Diagnostic], sources: &'a Sources) -> impl Iterator<Item = Value> + 'a {
    let mut sorted: Vec<&Diagnostic> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.rule.severity);
    sorted.into_iter().map(|finding| {
        let shown = Shown::new(finding, sources);
        let mut value = finding_json(&shown);
        value["at"] = shown.at().into();
        // The line in three parts, so that the middle one can be marked whatever the width of its letters.
        value["line"] = shown.place.as_ref().map_or(Value::Null, |place| json!(place.parts()));
        value
    })
}

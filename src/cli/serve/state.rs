//! What open pages are told of the preview, as one line of JSON: which site they should show, and what is wrong in the
//! newest. `preview.js` reads it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::base::diag::Diagnostic;
use crate::base::source::Sources;
use crate::cli::report::count::Count;
use crate::cli::report::{Shown, finding_json};

/// As many findings fit a page; the start page has them all.
const MOST: usize = 40;

/// Which site is shown: both numbers only grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Version {
    /// Raised when pages must be fetched again.
    pub content: u64,
    /// Raised when only stylesheets must.
    pub style: u64,
}

/// What a rebuild took, for whoever measures the preview.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// When the change was noticed.
    pub noticed: SystemTime,
    pub read: Duration,
    pub parse: Duration,
    pub check: Duration,
}

impl Default for Parts {
    fn default() -> Parts {
        Parts { noticed: UNIX_EPOCH, read: Duration::ZERO, parse: Duration::ZERO, check: Duration::ZERO }
    }
}

impl Parts {
    /// Milliseconds; points in time since 1970.
    fn json(self) -> Value {
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let at = |time: SystemTime| ms(time.duration_since(UNIX_EPOCH).unwrap_or_default());
        let (noticed, told) = (at(self.noticed), at(SystemTime::now()));
        json!({"noticed": noticed, "read": ms(self.read), "parse": ms(self.parse), "check": ms(self.check), "told": told})
    }
}

/// The state as JSON without line breaks.
pub(super) fn state(version: Version, findings: &[Diagnostic], sources: &Sources, parts: Parts) -> String {
    let count = Count::of(findings);
    json!({
        "content": version.content,
        "style": version.style,
        "errors": count.errors,
        "warnings": count.warnings,
        "notes": count.notes,
        "parts": parts.json(),
        "findings": worst_first(findings, sources).take(MOST).collect::<Vec<_>>(),
    })
    .to_string()
}

/// Every finding with its place and its line, the gravest first.
pub(super) fn worst_first<'a>(findings: &'a [Diagnostic], sources: &'a Sources) -> impl Iterator<Item = Value> + 'a {
    let mut sorted: Vec<&Diagnostic> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.rule.severity);
    sorted.into_iter().map(|finding| {
        let shown = Shown::new(finding, sources);
        let mut value = finding_json(&shown);
        value["at"] = shown.at().into();
        // The line in three parts, so that the middle one can be marked whatever the width of its letters.
        value["line"] = shown.place.as_ref().map_or(Value::Null, |place| json!(place.line().parts()));
        value
    })
}

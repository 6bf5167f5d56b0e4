//! Findings as JSON, in both languages. `docs/reports/check.json` is its schema.

use serde_json::{Value, json};

use crate::base::lang::{Bilingual, Lang};
use crate::base::span::Position;
use crate::cli::report::count::Count;
use crate::cli::report::shown::Shown;

/// Raised when a program that reads the report would have to change.
const VERSION: u32 = 1;

pub(super) fn json(findings: &[Shown<'_>]) -> String {
    let count = Count::of(findings.iter().map(|shown| shown.finding));
    let report = json!({
        "version": VERSION,
        "tool": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
        "counts": {"errors": count.errors, "warnings": count.warnings, "notes": count.notes},
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    });
    format!("{report:#}\n")
}

/// One finding.
pub fn finding(shown: &Shown<'_>) -> Value {
    let place = shown.place.as_ref();
    let hint = Bilingual::each(|lang| shown.hint(lang));
    json!({
        "code": shown.finding.rule.code,
        "severity": shown.finding.rule.severity.word(),
        "path": shown.path,
        "start": place.map(|place| position(place.start)),
        "end": place.map(|place| position(place.end)),
        "excerpt": place.map(|place| place.line().excerpt().to_owned()),
        "message": {"th": shown.message(Lang::Th), "en": shown.message(Lang::En)},
        "hint": {"th": hint.th, "en": hint.en},
    })
}

fn position(at: Position) -> Value {
    json!({"line": at.line, "column": at.column})
}

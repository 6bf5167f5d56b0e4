//! Findings as the workflow commands of GitHub, which mark the line in a pull request.

use std::fmt::Write;

use crate::base::diag::Severity;
use crate::base::lang::Lang;
use crate::cli::report::shown::{Shown, fix_word};

pub(super) fn github(findings: &[Shown<'_>], lang: Lang) -> String {
    let mut text = String::new();
    for shown in findings {
        let command = match shown.finding.rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = format!("file={}", property(&shown.path));
        if let Some(place) = &shown.place {
            let (start, end) = (place.start, place.end);
            let _ = write!(properties, ",line={},endLine={},col={}", start.line, end.line, start.column);
            // A column of the end is understood within one line only.
            if start.line == end.line {
                let _ = write!(properties, ",endColumn={}", end.column);
            }
        }
        let hint = shown.hint(lang).map(|hint| format!("\n{}: {hint}", fix_word(lang))).unwrap_or_default();
        let message = data(&format!("{}{hint}", shown.message(lang)));
        let _ = writeln!(text, "::{command} {properties},title={}::{message}", property(shown.finding.rule.code));
    }
    text
}

/// A message: line ends and the sign of escapes are written as escapes.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: what ends it is an escape too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

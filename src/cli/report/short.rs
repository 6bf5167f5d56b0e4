//! A line for each finding: `path:line:column: error[code]: sentence (help: what to do)`.

use std::fmt::Write;

use crate::base::lang::Lang;
use crate::cli::report::shown::{Shown, fix_word};

pub(super) fn short(findings: &[Shown<'_>], lang: Lang) -> String {
    let mut text = String::new();
    for shown in findings {
        let _ = writeln!(text, "{}", line(shown, lang));
    }
    text
}

/// One finding on one line, whatever line ends its sentences have.
pub(super) fn line(shown: &Shown<'_>, lang: Lang) -> String {
    let (word, code) = (shown.finding.rule.severity.word(), shown.finding.rule.code);
    let hint = shown.hint(lang).map(|hint| format!(" ({}: {hint})", fix_word(lang))).unwrap_or_default();
    let text = format!("{}: {word}[{code}]: {}{hint}", shown.at(), shown.message(lang));
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

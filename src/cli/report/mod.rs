//! Findings drawn for people, for editors and for other programs. Every form tells the same facts, taken from [`Shown`],
//! and none of them a full national number.

use crate::base::diag::{Diagnostic, Severity};
use crate::base::lang::Lang;
use crate::base::source::Sources;
pub use crate::cli::report::json::finding as finding_json;
pub use crate::cli::report::shown::Shown;

mod github;
mod human;
mod json;
mod sarif;
mod short;
mod shown;

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With excerpts, grouped by file, for a terminal.
    Human,
    /// A line for each finding, for editors.
    Short,
    /// In both languages; `docs/reports/check.json` is its schema.
    Json,
    /// The interchange format of static analysis, version 2.1.0.
    Sarif,
    /// The commands by which a workflow of GitHub marks lines.
    Github,
}

/// How many findings of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

/// The findings in a form.
pub fn report(form: Form, findings: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let shown: Vec<Shown<'_>> = Shown::all(findings, sources);
    match form {
        Form::Human => human::human(&shown, lang),
        Form::Short => short::short(&shown, lang),
        Form::Json => json::json(&shown),
        Form::Sarif => sarif::sarif(&shown, lang),
        Form::Github => github::github(&shown, lang),
    }
}

/// One finding as people see it, without colours: for the handbook of rules.
pub fn plain(finding: &Diagnostic, sources: &Sources, lang: Lang) -> String {
    human::block(&Shown::new(finding, sources), lang, &human::plain())
}

impl Form {
    pub const WORDS: [&'static str; 5] = ["human", "short", "json", "sarif", "github"];

    /// The form by its word on the command line; people's where there is none.
    pub fn of(word: Option<&str>) -> Form {
        match word {
            Some("short") => Form::Short,
            Some("json") => Form::Json,
            Some("sarif") => Form::Sarif,
            Some("github") => Form::Github,
            _ => Form::Human,
        }
    }
}

impl Count {
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> Count {
        findings.into_iter().fold(Count::default(), |mut count, finding| {
            match finding.rule.severity {
                Severity::Error => count.errors += 1,
                Severity::Warning => count.warnings += 1,
                Severity::Note => count.notes += 1,
            }
            count
        })
    }

    /// `3 errors, 1 warning`; nothing for what there is none of.
    pub fn words(self, lang: Lang) -> String {
        let kinds = [
            (self.errors, "ข้อผิดพลาด", ["error", "errors"]),
            (self.warnings, "คำเตือน", ["warning", "warnings"]),
            (self.notes, "หมายเหตุ", ["note", "notes"]),
        ];
        let some = kinds.into_iter().filter(|(count, ..)| *count > 0);
        let words = some.map(|(count, th, [one, many])| match lang {
            Lang::Th => format!("{th} {count} จุด"),
            Lang::En => format!("{count} {}", if count == 1 { one } else { many }),
        });
        words.collect::<Vec<_>>().join(lang.choose(" ", ", "))
    }
}

/// The word before what to do.
fn fix_word(lang: Lang) -> &'static str {
    lang.choose("วิธีแก้", "help")
}

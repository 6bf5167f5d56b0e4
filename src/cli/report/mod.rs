//! Findings drawn for people, for editors and for other programs. Every form tells the same facts, taken from [`Shown`],
//! and none of them a full national number.

use crate::base::diag::Diagnostic;
use crate::base::lang::Lang;
use crate::base::source::Sources;
pub use crate::cli::report::json::finding as finding_json;
pub use crate::cli::report::shown::Shown;
use crate::cli::typed::typed;

pub mod count;
mod github;
mod human;
mod json;
mod repeated;
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

/// The findings in a form.
pub fn report(form: Form, findings: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let shown: Vec<Shown<'_>> = Shown::all(findings, sources);
    match form {
        Form::Human => typed(&human::human(&shown, lang)),
        Form::Short => typed(&short::short(&shown, lang)),
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

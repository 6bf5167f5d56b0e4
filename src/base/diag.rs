//! Findings: what is wrong, where, and what to do, as data. Drawing them is the command line's task.

use std::borrow::Cow;

use crate::base::lang::Bilingual;
use crate::base::mask::mask;
use crate::base::path::RelPath;
use crate::base::span::Span;

/// How grave a finding is. Only an error stops a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
    Note,
}

impl Severity {
    /// The word that stands before the code in a report.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A rule of prongsai. Each stands beside the code that applies it; `pipeline::rules` lists them all.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable name, lower-case words joined by hyphens. Never reused for another meaning.
    pub code: &'static str,
    pub severity: Severity,
    /// What the rule asks, in a few words.
    pub title: Bilingual<&'static str>,
    /// Why it matters to the agency or to its readers.
    pub why: Bilingual<&'static str>,
    /// Whether a finding of it keeps the site from being uploaded until a named person accepts it.
    pub held: bool,
}

impl Rule {
    /// A rule with its title and its reason.
    pub const fn new(
        code: &'static str,
        severity: Severity,
        title: Bilingual<&'static str>,
        why: Bilingual<&'static str>,
    ) -> Rule {
        Rule { code, severity, title, why, held: false }
    }

    /// The same rule, of which a finding keeps the site from being uploaded until a named person accepts it.
    pub const fn held(self) -> Rule {
        Rule { held: true, ..self }
    }
}

/// One finding: a rule broken at a place. Its sentences never hold a whole national number, whatever they quote; who draws
/// the text or the path that it is about masks those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub rule: &'static Rule,
    pub at: Span,
    files: Vec<RelPath>,
    message: Bilingual<String>,
    help: Bilingual<String>,
}

impl Diagnostic {
    /// A finding with its sentence in Thai and in English; `hint` adds what to do.
    pub fn new(rule: &'static Rule, at: &Span, message: impl Into<Bilingual<String>>) -> Diagnostic {
        Diagnostic {
            rule,
            at: at.clone(),
            files: vec![at.path.clone()],
            message: masked(message),
            help: Bilingual::default(),
        }
    }

    pub fn hint(mut self, help: impl Into<Bilingual<String>>) -> Diagnostic {
        self.help = masked(help);
        self
    }

    /// The same finding, told once of several files.
    pub fn of(self, files: Vec<RelPath>) -> Diagnostic {
        Diagnostic { files, ..self }
    }

    /// The files that it tells of; mostly the one that it is at.
    pub fn files(&self) -> &[RelPath] {
        &self.files
    }

    /// What is wrong here, naming the thing.
    pub fn message(&self) -> &Bilingual<String> {
        &self.message
    }

    /// What to do about it; empty where the finding does not say.
    pub fn help(&self) -> &Bilingual<String> {
        &self.help
    }

    pub fn is_error(&self) -> bool {
        self.rule.severity == Severity::Error
    }
}

/// Whether there is an error, with which no site is made.
pub(crate) fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(Diagnostic::is_error)
}

/// A sentence with nothing left of the national numbers that it quotes but their masked form.
fn masked(sentence: impl Into<Bilingual<String>>) -> Bilingual<String> {
    sentence.into().map(|text| match mask(&text) {
        Cow::Owned(masked) => masked,
        Cow::Borrowed(_) => text,
    })
}

/// Puts findings in the order of files and places, the graver first at one place, and drops repeats.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| {
        (&a.at, a.rule.severity, a.rule.code, &a.message.en).cmp(&(&b.at, b.rule.severity, b.rule.code, &b.message.en))
    });
    findings.dedup();
}

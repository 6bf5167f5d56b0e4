//! Findings drawn for people and for editors. The excerpt's caret stands under the character that it means, also in
//! Thai, where marks take no width.

use std::fmt::Write;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::base::diag::{Diagnostic, Severity};
use crate::base::lang::Lang;
use crate::base::mask::mask;
use crate::base::source::{Position, Sources};
use crate::base::upload::is_confidential;

/// Every finding with its excerpt, in colour; where colour is not wanted, the stream takes it away.
pub fn human(findings: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    for finding in findings {
        text.push_str(&one(finding, sources, lang, &renderer));
        text.push_str("\n\n");
    }
    mask(&text).into_owned()
}

/// A line for each finding: `path:line:column: error[code]: sentence`.
pub fn short(findings: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let mut text = String::new();
    for finding in findings {
        let place = place(finding, sources);
        let (word, code) = (finding.rule.severity.word(), finding.rule.code);
        let _ = writeln!(text, "{place}: {word}[{code}]: {}", finding.message.get(lang));
    }
    mask(&text).into_owned()
}

/// How many findings of each severity there are.
pub fn count(findings: &[Diagnostic]) -> (usize, usize) {
    let of = |severity| findings.iter().filter(|finding| finding.rule.severity == severity).count();
    (of(Severity::Error), of(Severity::Warning))
}

fn one(finding: &Diagnostic, sources: &Sources, lang: Lang, renderer: &Renderer) -> String {
    let level = match finding.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let path = finding.at.path.as_str();
    let title = level.primary_title(finding.message.get(lang)).id(finding.rule.code);
    let hint = finding.hint.get(lang);
    let hint = (!hint.is_empty()).then(|| Level::HELP.with_name(Some(fix_word(lang))).message(hint.as_str()));
    let text = sources.texts.get(path).filter(|text| !text.is_empty());
    let group = match text {
        // An excerpt could show a password that somebody has written there.
        Some(text) if is_confidential(&finding.at.path) => {
            let Position { line, column } = Position::of(text, finding.at.start as usize);
            title.element(annotate_snippets::Origin::path(path).line(line).char_column(column))
        }
        Some(text) => {
            let (first_line, excerpt, span) = excerpt(text, finding.at.bytes());
            let annotation = AnnotationKind::Primary.span(span);
            title.element(Snippet::source(excerpt).line_start(first_line).path(path).annotation(annotation))
        }
        None => title.element(annotate_snippets::Origin::path(path)),
    };
    renderer.render(&[match hint {
        Some(hint) => group.element(hint),
        None => group,
    }])
}

fn fix_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Th => "วิธีแก้",
        Lang::En => "help",
    }
}

/// The lines that a span touches, at most three, so that a long text is not drawn whole: the number of the first, the
/// lines, and the span within them.
fn excerpt(text: &str, span: std::ops::Range<usize>) -> (usize, &str, std::ops::Range<usize>) {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (boundary(span.start), boundary(span.end.max(span.start)));
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let end = end.min(line_end).max(start);
    let line = text[line_start..line_end].trim_end_matches('\r');
    let within = (start - line_start).min(line.len())..(end - line_start).min(line.len());
    (Position::of(text, start).line, line, within)
}

fn place(finding: &Diagnostic, sources: &Sources) -> String {
    let path = finding.at.path.as_str();
    match sources.texts.get(path) {
        Some(text) => {
            let Position { line, column } = Position::of(text, finding.at.start as usize);
            format!("{path}:{line}:{column}")
        }
        None => path.to_owned(),
    }
}

//! Findings for people: grouped by file, the worst first, counted. The excerpt's caret stands under the character that it
//! means, also in Thai, where marks take no width.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::base::diag::Severity;
use crate::base::lang::Lang;
use crate::cli::report::count::Count;
use crate::cli::report::repeated::Repeated;
use crate::cli::report::short;
use crate::cli::report::shown::{Excerpt, Shown, fix_word};

/// One rule's findings in one file that are shown whole; of more, only the lines are told.
const WHOLE: usize = 3;

/// How many lines of further findings are told.
const LINES: usize = 20;

/// How many files the table at the end has.
const FILES: usize = 12;

/// Every finding in colour; where colour is not wanted, the stream takes it away.
pub(super) fn human<'a>(findings: &'a [Shown<'a>], lang: Lang) -> String {
    let mut by_path: BTreeMap<&str, Vec<&Shown<'_>>> = BTreeMap::new();
    for shown in findings {
        by_path.entry(&shown.path).or_default().push(shown);
    }
    let mut files: Vec<File<'_>> = by_path.into_iter().map(File::new).collect();
    files.sort_by_key(|file| (Reverse((file.count.errors, file.count.warnings)), file.path));
    let (grave, noted): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.count.errors + file.count.warnings > 0);
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    let mut repeated = Repeated::of(findings);
    for file in &grave {
        file.draw(&mut text, lang, &mut repeated, &renderer);
    }
    notes(&mut text, &noted, lang, &mut repeated);
    table(&mut text, &grave, lang);
    explain(&mut text, &grave, lang);
    text
}

/// The findings of one file.
struct File<'a> {
    path: &'a str,
    count: Count,
    /// The graver first, then by place.
    findings: Vec<&'a Shown<'a>>,
}

impl<'a> File<'a> {
    fn new((path, mut findings): (&'a str, Vec<&'a Shown<'a>>)) -> File<'a> {
        findings.sort_by_key(|shown| (shown.finding.rule.severity, shown.finding.at.start));
        File { path, count: Count::of(findings.iter().map(|shown| shown.finding)), findings }
    }

    fn draw(&self, text: &mut String, lang: Lang, repeated: &mut Repeated<'a>, renderer: &Renderer) {
        let rules = self.by_rule(repeated);
        if rules.is_empty() {
            return;
        }
        let _ = writeln!(text, "== {}: {}\n", self.path, self.count.words(lang));
        for (code, same) in rules {
            let whole = if same.len() > WHOLE + 1 { WHOLE } else { same.len() };
            for shown in &same[..whole] {
                let others = repeated.others(shown, lang);
                if shown.finding.rule.severity == Severity::Note {
                    let _ = writeln!(text, "{}{others}", short::line(shown, lang));
                } else {
                    let _ = writeln!(text, "{}{others}\n", block(shown, lang, renderer));
                }
            }
            if whole < same.len() {
                let _ = writeln!(text, "{}\n", more(code, &same[whole..], lang));
            }
        }
        if text.ends_with("\n\n") {
            return;
        }
        text.push('\n');
    }

    /// The findings by rule, each rule at the place of its first one, without those that another file stands for.
    fn by_rule(&self, repeated: &Repeated<'a>) -> Vec<(&'static str, Vec<&'a Shown<'a>>)> {
        let mut rules: Vec<(&str, Vec<&Shown<'_>>)> = Vec::new();
        for shown in self.findings.iter().filter(|shown| !repeated.is_told(shown)) {
            let code = shown.finding.rule.code;
            match rules.iter_mut().find(|(known, _)| *known == code) {
                Some((_, same)) => same.push(shown),
                None => rules.push((code, vec![shown])),
            }
        }
        rules
    }
}

/// Excerpts without colours.
pub(super) fn plain() -> Renderer {
    Renderer::plain().decor_style(DecorStyle::Ascii)
}

/// One finding with its excerpt.
pub(super) fn block(shown: &Shown<'_>, lang: Lang, renderer: &Renderer) -> String {
    let level = match shown.finding.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(shown.message(lang)).id(shown.finding.rule.code);
    let hint = shown.hint(lang).map(|hint| Level::HELP.with_name(Some(fix_word(lang))).message(hint));
    let line = shown.place.as_ref().map(Excerpt::line);
    let group = match shown.place.as_ref().zip(line.as_ref()) {
        Some((place, line)) => {
            let annotation = AnnotationKind::Primary.span(line.within.clone());
            let snippet = Snippet::source(&*line.text).line_start(place.start.line).path(&*shown.path);
            title.element(snippet.annotation(annotation))
        }
        None => title.element(Origin::path(&*shown.path)),
    };
    renderer.render(&[match hint {
        Some(hint) => group.element(hint),
        None => group,
    }])
}

/// What is left of a rule's findings in a file, by their lines.
fn more(code: &str, rest: &[&Shown<'_>], lang: Lang) -> String {
    let count = rest.len();
    let mut lines: Vec<usize> = rest.iter().filter_map(|shown| Some(shown.place.as_ref()?.start.line)).collect();
    lines.dedup();
    let open = if lines.len() > LINES { ", …" } else { "" };
    let lines = lines.iter().take(LINES).map(usize::to_string).collect::<Vec<_>>().join(", ");
    match lang {
        Lang::Th => format!("และอีก {count} จุดแบบเดียวกัน [{code}] ที่บรรทัด {lines}{open}"),
        Lang::En => format!("and {count} more of the same [{code}] in lines {lines}{open}"),
    }
}

/// Files with nothing but notes: a line each, for there may be many.
fn notes<'a>(text: &mut String, files: &[&File<'a>], lang: Lang, repeated: &mut Repeated<'a>) {
    for (code, same) in files.iter().flat_map(|file| file.by_rule(repeated)).collect::<Vec<_>>() {
        let whole = if same.len() > WHOLE + 1 { WHOLE } else { same.len() };
        for shown in same[..whole].iter().filter(|shown| !repeated.is_told(shown)).collect::<Vec<_>>() {
            let _ = writeln!(text, "{}{}", short::line(shown, lang), repeated.others(shown, lang));
        }
        if whole < same.len() {
            let _ = writeln!(text, "{}", more(code, &same[whole..], lang));
        }
    }
    if !files.is_empty() {
        text.push('\n');
    }
}

/// The files with errors and warnings once more, where there are several: what was said of the first has scrolled away.
fn table(text: &mut String, files: &[&File<'_>], lang: Lang) {
    if files.len() < 2 {
        return;
    }
    for file in files.iter().take(FILES) {
        let _ = writeln!(text, "  {}: {}", file.path, file.count.words(lang));
    }
    if let Some(more) = files.len().checked_sub(FILES).filter(|more| *more > 0) {
        let _ = match lang {
            Lang::Th => writeln!(text, "  และอีก {more} ไฟล์"),
            Lang::En => writeln!(text, "  and {more} more files"),
        };
    }
    text.push('\n');
}

fn explain(text: &mut String, files: &[&File<'_>], lang: Lang) {
    if let Some(first) = files.first().and_then(|file| file.findings.first()) {
        let code = first.finding.rule.code;
        let _ = match lang {
            Lang::Th => writeln!(text, "เหตุผลและตัวอย่างของกฎ: prongsai check --explain {code}"),
            Lang::En => writeln!(text, "Why, with an example: prongsai check --explain {code}"),
        };
    }
}

//! A finding with its place as people count it and the line that it stands in, without any full national number. Every form
//! of the report is made from this.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::diag::Diagnostic;
use crate::base::lang::Lang;
use crate::base::limits;
use crate::base::mask::{mask, mask_with};
use crate::base::source::Sources;
use crate::base::span::{Lines, Position};
use crate::base::upload::is_confidential;

/// How many characters of a line an excerpt for programs has; a line of a spoilt file may have millions.
const WINDOW: usize = 240;

pub struct Shown<'a> {
    pub finding: &'a Diagnostic,
    pub path: Cow<'a, str>,
    /// `None` where the file is no text, or none was read.
    pub place: Option<Excerpt<'a>>,
}

/// A stretch of a text file.
pub struct Excerpt<'a> {
    pub start: Position,
    pub end: Position,
    /// What is near it of the line that it begins in, as it was written.
    near: &'a str,
    /// The part of it in that line, in bytes.
    within: Range<usize>,
}

/// The line of a place as it may be shown, made when it is asked for: most forms of a report show few of them.
pub struct Line<'a> {
    pub text: Cow<'a, str>,
    /// The place in it, in bytes.
    pub within: Range<usize>,
}

impl<'a> Shown<'a> {
    pub fn new(finding: &'a Diagnostic, sources: &'a Sources) -> Shown<'a> {
        Shown::with(finding, lines(finding, sources).as_ref())
    }

    /// Findings in the order of the files. The lines of each file are counted once, however many findings it has.
    pub fn all(findings: &'a [Diagnostic], sources: &'a Sources) -> Vec<Shown<'a>> {
        let files = findings.chunk_by(|a, b| a.at.path == b.at.path);
        let shown = files.flat_map(|own| {
            let lines = lines(&own[0], sources);
            own.iter().map(move |finding| Shown::with(finding, lines.as_ref()))
        });
        shown.collect()
    }

    fn with(finding: &'a Diagnostic, lines: Option<&Lines<'a>>) -> Shown<'a> {
        let path = mask(finding.at.path.as_str());
        Shown { finding, path, place: lines.map(|lines| Excerpt::shown(lines, finding)) }
    }

    /// `path:line:column`, or the path alone.
    pub fn at(&self) -> String {
        match &self.place {
            Some(Excerpt { start: Position { line, column }, .. }) => format!("{}:{line}:{column}", self.path),
            None => self.path.to_string(),
        }
    }

    pub fn message(&self, lang: Lang) -> &str {
        self.finding.message().get(lang)
    }

    /// What to do; `None` where the finding does not say.
    pub fn hint(&self, lang: Lang) -> Option<&str> {
        Some(self.finding.help().get(lang).as_str()).filter(|hint| !hint.is_empty())
    }
}

/// The word before what to do.
pub(super) fn fix_word(lang: Lang) -> &'static str {
    lang.choose("วิธีแก้", "help")
}

/// The file that a finding is about, if it is a text and was read.
fn lines<'a>(finding: &Diagnostic, sources: &'a Sources) -> Option<Lines<'a>> {
    let text = sources.texts.get(finding.at.path.as_str())?;
    (!text.is_empty()).then(|| Lines::new(text))
}

impl<'a> Excerpt<'a> {
    /// The place of a finding; without its line where that could hold a password that somebody has written there.
    fn shown(lines: &Lines<'a>, finding: &Diagnostic) -> Excerpt<'a> {
        let place = Excerpt::of(lines, finding.at.bytes());
        match is_confidential(&finding.at.path) {
            true => Excerpt { near: "", within: 0..0, ..place },
            false => place,
        }
    }

    fn of(lines: &Lines<'a>, span: Range<usize>) -> Excerpt<'a> {
        let text = lines.text;
        let boundary = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (boundary(span.start), boundary(span.end.max(span.start)));
        let Range { start: line_start, end: line_end } = lines.line(start);
        // Of a line of millions of characters only what is near: it is masked for each finding.
        let line_start = boundary(line_start.max(start.saturating_sub(limits::LINE)));
        let line_end = boundary(line_end.min(start.saturating_add(limits::LINE)));
        let line = text[line_start..line_end].trim_end_matches('\r');
        let inside = |at: usize| (at.min(line_end) - line_start).min(line.len());
        let within = inside(start)..inside(end.max(start));
        Excerpt { start: lines.position(start), end: lines.position(end), near: line, within }
    }

    /// The line with no national number left in it.
    pub fn line(&self) -> Line<'a> {
        let (text, within) = mask_with(self.near, self.within.clone());
        Line { text, within }
    }
}

impl Line<'_> {
    /// The line, cut down to what is near the place.
    pub fn excerpt(&self) -> &str {
        &self.text[self.window()]
    }

    /// The same in three parts: before the place, the place itself, and after it.
    pub fn parts(&self) -> [&str; 3] {
        let Range { start, end } = self.window();
        let (from, to) = (self.within.start, self.within.end.min(end));
        [&self.text[start..from], &self.text[from..to], &self.text[to..end]]
    }

    fn window(&self) -> Range<usize> {
        let before = self.text[..self.within.start].char_indices().rev().nth(WINDOW / 4);
        let after = self.text[self.within.start..].char_indices().nth(WINDOW * 3 / 4);
        let from = before.map_or(0, |(at, _)| at);
        let to = after.map_or(self.text.len(), |(at, _)| self.within.start + at);
        from..to
    }
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, Lines};

    #[test]
    fn of_a_line_without_end_only_what_is_near_is_shown() {
        let text = format!("a\n{}\nb", "ก".repeat(1_000));
        let own = Excerpt::of(&Lines::new(&text), 2..5);
        assert_eq!((own.near.len(), own.within), (999, 0..3));
        let own = Excerpt::of(&Lines::new(&text), text.len() - 5..text.len() - 2);
        assert!(own.near.len() == 1_005 && own.near.ends_with('ก'), "{}", own.near.len());
        assert_eq!(&own.near[own.within], "ก");
        let own = Excerpt::of(&Lines::new("a\r\nb"), 0..4);
        assert_eq!((own.near, own.within), ("a", 0..1));
    }
}

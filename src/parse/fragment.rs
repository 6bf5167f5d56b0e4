//! Markdown inside YAML: the faults and links of a value, at the places where its text stands in the file. A text that YAML
//! has changed, by folding its lines or by escapes, is known by the place of the whole value.

use std::ops::Range;

use crate::base::diag::Diagnostic;
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::span::Span;
use crate::ita::body::Link;
use crate::parse::markdown;
use crate::parse::tree::{Node, NodeKind};

/// The links to elsewhere that pages in each language show of a text in one or both languages. `file` is the whole source.
pub(super) fn links(file: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Bilingual<Vec<Link>> {
    let NodeKind::Map(_) = &node.kind else {
        let links = of_value(file, node, findings);
        return both(links.clone(), links);
    };
    let mut of = |lang: Lang| node.get(lang.tag()).map(|node| of_value(file, node, findings));
    let th = of(Lang::Th).unwrap_or_default();
    Bilingual { en: of(Lang::En).unwrap_or_else(|| th.clone()), th }
}

fn of_value(file: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Vec<Link> {
    let Some(text) = node.scalar() else { return Vec::new() };
    let lines = Lines::new(file, node, text);
    let span = |place: Range<usize>| lines.as_ref().map_or_else(|| node.span.clone(), |lines| lines.span(node, place));
    let Some(contents) = markdown::read(text, &span, findings) else { return Vec::new() };
    let own = |target: &str| {
        target.strip_prefix('#').is_some_and(|anchor| contents.headings.iter().any(|heading| heading.anchor == anchor))
    };
    contents.links.into_iter().filter(|link| !own(&link.target)).collect()
}

/// Where each line of a value begins, in the value and in the file.
struct Lines(Vec<(usize, usize)>);

impl Lines {
    /// `None` if some line does not stand in the file as it is in the value.
    fn new(file: &str, node: &Node, text: &str) -> Option<Lines> {
        let (mut lines, mut at, mut from) = (Vec::new(), 0, node.span.start as usize);
        let raw = file.get(..node.span.end as usize)?;
        for line in text.split_inclusive('\n') {
            let words = line.trim_end_matches('\n');
            let found = from + raw.get(from..)?.find(words)?;
            lines.push((at, found));
            (at, from) = (at + line.len(), found + words.len());
        }
        Some(Lines(lines))
    }

    fn span(&self, node: &Node, place: Range<usize>) -> Span {
        let file = |at: usize| {
            let line = self.0.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            self.0.get(line).map_or(node.span.start as usize, |(start, place)| place + (at - start))
        };
        // An end belongs to the line before it.
        let end = if place.is_empty() { file(place.start) } else { file(place.end - 1) + 1 };
        Span::new(&node.span.path, file(place.start)..end)
    }
}

//! Both languages and the agency's own name: pages without English, and names that are nearly right.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem::Finder;
use rayon::prelude::*;

use crate::base::diag::Severity::{Note, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Lang, Text, both};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::thai::{normalise, slips};
use crate::check::family::{Family, Subject};
use crate::ita::body::Bodies;

pub(super) const FAMILY: Family = Family { rules: &[&TRANSLATION_MISSING, &AGENCY_NAME], apply };

static TRANSLATION_MISSING: Rule = Rule::new(
    "translation-missing",
    Note,
    both("หน้ามีเนื้อหาภาษาอังกฤษ", "pages have their English text"),
    both(
        "หน้าอังกฤษที่ไม่มีคำแปลจะแสดงภาษาไทย และไม่อยู่ในแผนผังเว็บ",
        "without it the English page shows Thai, and is left out of the site map",
    ),
);

static AGENCY_NAME: Rule = Rule::new(
    "agency-name",
    Warning,
    both("ชื่อหน่วยงานสะกดเหมือนใน agency.yaml", "the agency's name is spelled as in agency.yaml"),
    both("ชื่อที่สะกดผิดทำให้เอกสารราชการไม่น่าเชื่อถือ", "an agency that misspells its own name is not believed"),
);

/// How long a name must be for one and for two wrong letters to leave no doubt what was meant.
const LONG: usize = 8;
const VERY_LONG: usize = 16;

/// How many files a note names.
const SHOWN: usize = 3;

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = untranslated(subject);
    let agency = &subject.portal.agency;
    let texts = [Some(&agency.name), agency.short_name.as_ref()].into_iter().flatten();
    let names: Vec<Name<'_>> = texts
        .flat_map(|text: &Text| [Some(text.th.as_str()), text.en.as_deref()])
        .flatten()
        .filter_map(Name::new)
        .collect();
    let texts: Vec<_> = subject.sources.texts.iter().filter(|(path, _)| path.below("content").is_some()).collect();
    let faults = texts.par_iter().flat_map_iter(|(path, text)| names.iter().flat_map(|name| name.misspelt(path, text)));
    findings.extend(faults.collect::<Vec<_>>());
    findings
}

/// One note a folder: the pages that have a Thai body and no English one.
fn untranslated(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    if !portal.agency.languages.contains(&Lang::En) {
        return Vec::new();
    }
    let items = portal.years.values().flat_map(|year| &year.items).map(|item| (&item.path, &item.bodies));
    let measures =
        portal.years.values().flat_map(|year| &year.measures).map(|measure| (&measure.path, &measure.bodies));
    let articles = portal.articles.iter().map(|article| (&article.path, &article.bodies));
    let mut folders: BTreeMap<&str, Vec<&RelPath>> = BTreeMap::new();
    for (path, _) in items.chain(measures).chain(articles).filter(|(_, bodies)| lacks_english(bodies)) {
        folders.entry(path.folder()).or_default().push(path);
    }
    folders.into_values().filter_map(|pages| no_english(&pages)).collect()
}

fn lacks_english(bodies: &Bodies) -> bool {
    bodies.th.as_ref().is_some_and(|body| !body.is_blank()) && bodies.en.as_ref().is_none_or(|body| body.is_blank())
}

fn no_english(pages: &[&RelPath]) -> Option<Diagnostic> {
    let mut pages = pages.to_vec();
    pages.sort();
    let (first, count) = (*pages.first()?, pages.len());
    let mut names = pages.iter().take(SHOWN).map(|path| path.file_name()).collect::<Vec<_>>().join(", ");
    if count > SHOWN {
        names.push_str(", …");
    }
    let said =
        both!("ไม่มีภาษาอังกฤษ {count} หน้าในโฟลเดอร์นี้: {names}", "pages of this folder without English: {count} ({names})");
    let file = first.file_name().trim_end_matches(".md");
    let finding = Diagnostic::new(&TRANSLATION_MISSING, &Span::file(first), said);
    Some(finding.hint(both!("เขียนคำแปลในไฟล์ {file}.en.md", "write the translation into {file}.en.md")))
}

/// A name of the agency, cut in as many pieces as leave one whole when some letters are wrong.
struct Name<'a> {
    whole: &'a str,
    normal: String,
    slips: usize,
    /// Each with the letters of the name before it.
    pieces: Vec<(usize, Finder<'a>)>,
}

impl<'a> Name<'a> {
    fn new(whole: &'a str) -> Option<Name<'a>> {
        let starts: Vec<usize> = whole.char_indices().map(|(at, _)| at).chain([whole.len()]).collect();
        let length = starts.len() - 1;
        let slips = if length < VERY_LONG { 1 } else { 2 };
        let cut = |piece: usize| starts[piece * length / (slips + 1)];
        let piece = |at: usize| (at * length / (slips + 1), Finder::new(&whole[cut(at)..cut(at + 1)]));
        let pieces = (0..=slips).map(piece).collect();
        (length >= LONG).then(|| Name { whole, normal: plain(whole), slips, pieces })
    }

    /// Where `text` has the name with a slip or two.
    fn misspelt(&self, path: &RelPath, text: &str) -> Vec<Diagnostic> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (before, piece) in &self.pieces {
            for at in piece.find_iter(text.as_bytes()) {
                let seen = found.iter().any(|place| place.contains(&at));
                found.extend(self.near(text, at, *before).filter(|_| !seen));
            }
        }
        found.sort_by_key(|place| place.start);
        found.dedup_by(|a, b| a.start < b.end);
        found
            .into_iter()
            .filter(|place| !is_comment(path, text, place.start))
            .map(|place| self.finding(path, text, place))
            .collect()
    }

    /// The stretch around a piece at `at` that is the name with a slip or two. `before`: letters of the name before it.
    fn near(&self, text: &str, at: usize, before: usize) -> Option<Range<usize>> {
        // The name as it is: by far the commonest case.
        let start = back(text, at, before);
        if text[start..].starts_with(self.whole) {
            return None;
        }
        let length = self.whole.chars().count();
        // The others begin and end so many letters from here at most, each of which counts once.
        let own = plain(&text[start..ahead(text, start, length)]);
        if slips(&self.normal, &own) > 4 * self.slips {
            return None;
        }
        let mut best: Option<(usize, Range<usize>)> = None;
        for start in (before.saturating_sub(self.slips)..=before + self.slips).map(|letters| back(text, at, letters)) {
            for end in (length - self.slips..=length + self.slips).map(|letters| ahead(text, start, letters)) {
                if !is_word(text, start..end) {
                    continue;
                }
                let written = plain(&text[start..end]);
                let distance = slips(&self.normal, &written);
                if distance == 0 {
                    return None;
                }
                if distance <= self.slips && best.as_ref().is_none_or(|(least, _)| distance < *least) {
                    best = Some((distance, start..end));
                }
            }
        }
        best.map(|(_, place)| place)
    }

    fn finding(&self, path: &RelPath, text: &str, place: Range<usize>) -> Diagnostic {
        let (written, name) = (text[place.clone()].trim(), self.whole);
        let said = both!("“{written}” ไม่ตรงกับชื่อหน่วยงาน", "`{written}` is not the agency's name");
        Diagnostic::new(&AGENCY_NAME, &Span::new(path, place), said).hint(both!("เขียน {name}", "write {name}"))
    }
}

/// False for a stretch that begins or ends inside a word of Latin letters, or with a space.
fn is_word(text: &str, place: Range<usize>) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let inside = &text[place.clone()];
    let cut_before = latin(text[..place.start].chars().next_back()) && latin(inside.chars().next());
    let cut_after = latin(inside.chars().next_back()) && latin(text[place.end..].chars().next());
    !cut_before && !cut_after && inside.trim().len() == inside.len()
}

/// A text in its normal form without spaces.
fn plain(text: &str) -> String {
    normalise(text).split_whitespace().collect()
}

/// `letters` characters before `at`.
fn back(text: &str, at: usize, letters: usize) -> usize {
    text[..at].char_indices().rev().take(letters).last().map_or(at, |(at, _)| at)
}

/// `letters` characters after `at`.
fn ahead(text: &str, at: usize, letters: usize) -> usize {
    text[at..].char_indices().nth(letters).map_or(text.len(), |(length, _)| at + length)
}

/// True in a comment of YAML, which no page shows.
fn is_comment(path: &RelPath, text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let before = &text[line..at];
    let in_yaml = path.as_str().ends_with(".yaml") || text.starts_with("---") && !text[3..at].contains("\n---");
    in_yaml && (before.trim_start().starts_with('#') || before.contains(" #"))
}

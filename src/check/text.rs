//! Texts that cannot be read: Thai that was opened in a wrong encoding and saved again, and pages that say nothing.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diag::Severity::{Error, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Lang, both};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::thai::{is_mark, is_thai};
use crate::check::family::{Family, Subject};
use crate::check::links::proofs;
use crate::ita::article::Article;
use crate::ita::body::Body;
use crate::ita::document::Proof;
use crate::ita::item::Item;
use crate::ita::places::article::ArticlePlace;
use crate::ita::places::kind::PageKind;
use crate::ita::portal::Portal;
use crate::ita::target::Target;

pub(super) const FAMILY: Family = Family { rules: &[&TEXT_MANGLED, &TEXT_VOWEL, &PAGE_EMPTY, &TEXT_LEFTOVER], apply };

static TEXT_MANGLED: Rule = Rule::new(
    "text-mangled",
    Error,
    both("ภาษาไทยอ่านได้ ไม่ใช่อักขระต่างด้าว", "Thai text is readable, not strange Latin letters"),
    both(
        "ไฟล์เคยถูกเปิดด้วยรหัสผิดแล้วบันทึกทับ ประชาชนจะอ่านไม่ออก",
        "the file was opened in a wrong encoding and saved; nobody can read it",
    ),
);

static TEXT_VOWEL: Rule = Rule::new(
    "text-vowel",
    Warning,
    both("สระและวรรณยุกต์พิมพ์ครั้งเดียว สระแอพิมพ์ด้วยตัว แ", "a vowel or a tone is typed once, and แ as one letter"),
    both(
        "เเ สองตัวดูเหมือน แ และสระที่พิมพ์ซ้ำมองไม่เห็น แต่ค้นหาไม่พบและอ่านออกเสียงผิด",
        "two เ look like แ, and of a vowel typed twice one is not seen: such words are neither found nor read aloud",
    ),
);

static PAGE_EMPTY: Rule = Rule::new(
    "page-empty",
    Warning,
    both("หน้าที่เผยแพร่มีเนื้อหา", "a page that is published says something"),
    both(
        "ประชาชนเปิดมาพบแต่ชื่อเรื่อง และไม่รู้ว่ารออะไรอยู่",
        "readers find a title and nothing else, and do not know what is awaited",
    ),
);

static TEXT_LEFTOVER: Rule = Rule::new(
    "text-leftover",
    Warning,
    both("ไม่มีที่ว่างที่ยังไม่ได้เติมในเนื้อหา", "no place of a text is left to be filled in"),
    both(
        "ประชาชนอ่านพบคำว่า รอข้อมูล หรือ xxx แทนข้อมูลจริง",
        "readers find `xxx` or `to be filled in` where the fact should be",
    ),
);

/// Words of other languages have fewer letters with marks in a row than this.
const RUN: usize = 4;

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let texts: Vec<_> = subject.sources.texts.iter().filter(|(path, _)| path.below("content").is_some()).collect();
    let of_text = |(path, text): &(&RelPath, &Arc<str>)| finding(path, text).into_iter().chain(vowel(path, text));
    let mut findings: Vec<Diagnostic> = texts.par_iter().flat_map_iter(of_text).collect();
    // Where evidence rests on it, the item says that it is wanting.
    let silent = |article: &&Article| is_empty(article) && !is_evidence(subject.portal, article);
    findings.extend(subject.portal.articles.iter().filter(silent).map(empty));
    findings.extend(unfilled(subject.portal));
    findings
}

/// Texts with a place that nobody has filled in, where nothing else tells it: no evidence rests on them, and no `awaiting`.
fn unfilled(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let rests = |item: &Item| item.evidence.iter().any(|own| matches!(own.proof, Proof::Section(_)));
    // Which pages are evidence is asked of few.
    let has = |own: &&Article| own.bodies.th.iter().chain(&own.bodies.en).any(|body| body.prose.leftover.is_some());
    let articles = portal.articles.iter().filter(has);
    let articles = articles.filter(|own| own.facts.awaiting.is_none() && !is_evidence(portal, own));
    let years = || portal.years.values();
    let items = years().flat_map(|year| &year.items).filter(move |own| own.facts.awaiting.is_none() && !rests(own));
    let measures = years().flat_map(|year| &year.measures).filter(|own| own.facts.awaiting.is_none());
    let bodies = articles.map(|own| &own.bodies).chain(items.map(|own| &own.bodies));
    let bodies = bodies.chain(measures.map(|own| &own.bodies));
    bodies.flat_map(|own| own.th.iter().chain(&own.en)).filter_map(leftover)
}

fn leftover(body: &Body) -> Option<Diagnostic> {
    let at = body.prose.leftover.clone()?;
    let shown: String =
        body.text()[at.clone()].split_whitespace().collect::<Vec<_>>().join(" ").chars().take(40).collect();
    let at = Span::new(&body.path, body.range.start + at.start..body.range.start + at.end);
    let said = both!("“{shown}” ยังไม่ใช่ข้อมูลจริง", "`{shown}` is a place that was left to be filled in");
    Some(Diagnostic::new(&TEXT_LEFTOVER, &at, said).hint(both(
        "แทนด้วยข้อมูลจริง หรือลบออก ถ้ายังรออยู่ เขียน awaiting: ว่ารออะไร",
        "write the fact in its place, or delete it; say in `awaiting` what is still awaited",
    )))
}

fn is_evidence(portal: &Portal, article: &Article) -> bool {
    let own = ArticlePlace { article }.address().in_lang(Lang::Th);
    proofs(portal).any(|page| match portal.target(&page.span.path, &page.value, false) {
        Target::File { path, .. } => path == article.path,
        Target::Address { address, .. } => address.trim_matches('/') == own.trim_matches('/'),
        Target::Outside | Target::Nowhere => false,
    })
}

/// Whether a page shows nothing but its title, and does not say that anything is awaited.
fn is_empty(article: &Article) -> bool {
    let Article { show, image, gallery, facts, bodies, .. } = article;
    let shown = show.is_some() || image.is_some() || gallery.is_some();
    let beside = !facts.documents.is_empty() || !facts.tables.is_empty() || facts.awaiting.is_some();
    let says = bodies.th.as_ref().is_some_and(|body| !body.text().trim().is_empty());
    !shown && !beside && facts.summary.is_none() && !says && !article.has_fields()
}

fn empty(article: &Article) -> Diagnostic {
    Diagnostic::new(&PAGE_EMPTY, &Span::file(&article.path), both("หน้านี้ยังไม่มีเนื้อหา", "this page has no content yet"))
        .hint(both(
            "เขียนเนื้อหาใต้เส้น --- เส้นที่สอง หรือเขียน awaiting: ว่ารออะไร",
            "write it below the second line of hyphens, or say in `awaiting` what is awaited",
        ))
}

/// Thai text read as Thai of Windows: each letter becomes one of these pairs and a third letter.
const PAIRS: [&str; 2] = ["เธ", "เน"];

/// One finding a file: where one word is mangled, most are.
fn finding(path: &RelPath, text: &str) -> Option<Diagnostic> {
    let place = mangled(text).or_else(|| doubled(text)).or_else(|| lone(text))?;
    let shown: String = text[place.clone()].chars().take(20).collect();
    let at = Span::new(path, place);
    let said = match shown.as_str() {
        "\u{FFFD}" => both!("ตรงนี้เคยมีตัวอักษร แต่หายไปแล้ว", "a letter stood here and was lost"),
        _ => both!("“{shown}” คือภาษาไทยที่เปิดด้วยรหัสผิด", "`{shown}` is Thai text that was read in a wrong encoding"),
    };
    Some(Diagnostic::new(&TEXT_MANGLED, &at, said).hint(both(
        "กู้ไฟล์เดิมก่อนบันทึก หรือพิมพ์ส่วนนี้ใหม่ แล้วบันทึกเป็น UTF-8",
        "restore the file from before it was saved, or type this again, and save it as UTF-8",
    )))
}

/// One finding a file for a vowel that was typed as two others, or twice.
fn vowel(path: &RelPath, text: &str) -> Option<Diagnostic> {
    let places: Vec<usize> = text.match_indices("เเ").map(|(at, _)| at).collect();
    let Some(first) = places.first().copied() else { return again(path, text) };
    let from = text[..first]
        .rfind(|c: char| !is_thai(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let word: String = text[from..].chars().take_while(|c| is_thai(*c)).take(20).collect();
    let right = word.replace("เเ", "แ");
    let said = match places.len() {
        1 => both!("“{word}” พิมพ์สระเอสองตัวแทนสระแอ", "`{word}` has two เ for the one letter แ"),
        count => both!(
            "“{word}” พิมพ์สระเอสองตัวแทนสระแอ ทั้งไฟล์มี {count} แห่ง",
            "`{word}` has two เ for the one letter แ; the file has {count} such places"
        ),
    };
    let at = Span::new(path, first..first + "เเ".len());
    Some(
        Diagnostic::new(&TEXT_VOWEL, &at, said)
            .hint(both!("พิมพ์ {right} หรือแทนที่ เเ ด้วย แ ทั้งไฟล์", "write {right}, or replace เเ by แ in the whole file")),
    )
}

/// One finding a file for a vowel or a tone that was typed twice.
fn again(path: &RelPath, text: &str) -> Option<Diagnostic> {
    let one = |c: &char| is_mark(*c) || *c == 'ำ';
    let bytes = text.as_bytes();
    // A Thai letter has three bytes, of which the first is the same.
    let twice = |at: &usize| bytes[*at] == 0xE0 && bytes.get(at + 3..at + 6) == bytes.get(*at..at + 3);
    let (at, c) = (0..bytes.len()).filter(twice).find_map(|at| Some((at, text[at..].chars().next().filter(one)?)))?;
    let more = text[at..].len() - text[at..].trim_start_matches(c).len();
    let said = both!("“{c}” พิมพ์ซ้ำ ตัวที่ซ้ำมองไม่เห็น", "`{c}` was typed more than once, which nobody sees");
    let at = Span::new(path, at + c.len_utf8()..at + more);
    Some(Diagnostic::new(&TEXT_VOWEL, &at, said).hint(both("ลบตัวที่ซ้ำ", "delete all but one")))
}

/// The first run of characters that Thai becomes: letters and signs of Western Europe, or the mark for what was lost.
fn mangled(text: &str) -> Option<Range<usize>> {
    // All of them begin with one of these bytes, which Thai text hardly has.
    if !text.bytes().any(|byte| matches!(byte, 0xC2 | 0xC3 | 0xEF)) {
        return None;
    }
    let mut run = 0..0;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let strange = matches!(c, '\u{A1}'..='\u{FF}' | '‚' | '„' | '…' | '†' | '‡' | '€' | '™' | '›' | '‹');
        if c == '\u{FFFD}' {
            return Some(at..at + c.len_utf8());
        }
        if strange {
            run = if run.end == at { run.start..at + c.len_utf8() } else { at..at + c.len_utf8() };
        } else if run.end == at
            && text[run.clone()].chars().filter(|c| ('\u{A1}'..='\u{FF}').contains(c)).count() >= RUN
        {
            return Some(run);
        }
    }
    None
}

/// A value without one letter that anybody reads: two Thai letters of Windows-874 may be sound UTF-8 for a sign of Western
/// Europe.
fn lone(text: &str) -> Option<Range<usize>> {
    if !text.bytes().any(|byte| matches!(byte, 0xC2 | 0xC3)) {
        return None;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let value = line.split_once(": ").map_or("", |(_, value)| value).trim_end();
        let signs = value.chars().any(|c| ('\u{A1}'..='\u{FB}').contains(&c));
        let strange = |c: char| ('\u{A1}'..='\u{FB}').contains(&c) || c == ' ';
        if signs && value.chars().all(strange) {
            let at = start + line.trim_end().len() - value.len();
            return Some(at..at + value.len());
        }
        start += line.len();
    }
    None
}

/// The first run of letters that Thai becomes where it was read as Windows-874.
fn doubled(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = text[from..].find(PAIRS[0]).map(|at| from + at) {
        let (mut end, mut count) = (start, 0);
        while let Some(pair) = PAIRS.iter().find(|pair| text[end..].starts_with(**pair)) {
            let third = text[end + pair.len()..].chars().next().filter(|c| !c.is_ascii_whitespace());
            end += pair.len() + third.map_or(0, char::len_utf8);
            count += 1;
        }
        if count >= RUN {
            return Some(start..end);
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{doubled, lone, mangled};

    #[test]
    fn thai_in_disguise_is_found_and_other_languages_are_not() {
        for (text, there) in [
            ("title: à¸ªà¸§à¸±à¸ª", true),
            ("สวัสดี ÊÇÑÊ´Õ ครับ", true),
            ("หาย\u{FFFD}ไป", true),
            ("naïve café, Åsgård ½ × 3 «ok»… ÆØÅ", false),
            ("100 ตร.ม.² ± 5 °C", false),
        ] {
            assert_eq!(mangled(text).is_some(), there, "{text}");
        }
        assert_eq!(lone("---\ntitle: ¡\n"), Some(11..13));
        assert!(lone("title: ¡Hola!\nunit: 5 °C\n").is_none());
        assert!(doubled("title: เธชเธงเธฑเธชเธ”เธต").is_some());
        assert!(doubled("เธอและเธอ เธอเธอ เน้นเนื้อหา").is_none());
    }
}

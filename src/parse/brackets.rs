//! Brackets that were meant to be a link or a picture and stay text: `[ก] (ข.pdf)`, `[ก](ข.pdf` without its end, `(ก)[ข.pdf]`,
//! `[ก]../ข.pdf`, `[[ข]]`.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::document::FileKind;
use crate::base::lang::{Bilingual, both};
use crate::base::markdown::{Placed, definitions, texts};
use crate::base::span::Span;
use crate::parse::reads::NEAR;
use crate::parse::targets::{FORM, MARKDOWN_NOT_A_LINK, UNCLOSED, is_path, not_a_link};

pub(super) static RULES: &[&Rule] = &[&MARKDOWN_BRACKETS];

static MARKDOWN_BRACKETS: Rule = Rule::new(
    "markdown-brackets",
    Warning,
    both("วงเล็บที่ตามด้วยวงเล็บไม่ใช่ลิงก์ที่เขียนผิด", "brackets before parentheses are no link gone wrong"),
    both("ถ้าตั้งใจให้เป็นลิงก์ ประชาชนจะกดไม่ได้", "if a link was meant, nobody can follow it"),
);

/// What to do about brackets with a space behind them.
const HAS_GAP: Bilingual<&str> = both(
    "ถ้าเป็นลิงก์ ลบช่องว่างระหว่าง ] กับ ( ถ้าไม่ใช่ เขียน \\[ แทน [",
    "a link has no space between ] and (; if it is none, write \\[ for the [",
);

/// What to do about brackets before words.
const HAS_NO_TARGET: Bilingual<&str> = both(
    "ถ้าเป็นลิงก์ เขียนชื่อไฟล์หรือที่อยู่ใน ( ) ถ้าไม่ใช่ เขียน \\[ แทน [",
    "write a file or an address into the parentheses; if it is no link, write \\[ for the [",
);

/// How a path begins that stands right behind brackets.
const PATHS: &[&str] = &["../", "./", "files/", "/files/"];

type Fault = (Range<usize>, &'static Rule, Bilingual<&'static str>);

/// All of them in a text.
pub(super) fn faults(text: &str, events: &[Placed<'_>], span: &dyn Fn(Range<usize>) -> Span) -> Vec<Diagnostic> {
    let mut faults: Vec<Fault> = Vec::new();
    for run in texts(events) {
        let signs = text[run.clone()].match_indices([']', ')']).map(|(at, _)| run.start + at);
        faults.extend(signs.filter_map(|at| after(text, &run, at)));
        faults.extend(doubled(text, &run));
        faults.extend(wide(text, &run));
    }
    let faults = faults.into_iter().map(|(at, rule, hint)| not_a_link(rule, &span(at), hint));
    let faults = faults.chain(unused(text, events, span));
    faults.chain(events.iter().filter_map(|placed| parted(text, placed, span))).collect()
}

/// The fault of what follows a `]` or a `)` at a place of a stretch of text.
fn after(text: &str, run: &Range<usize>, at: usize) -> Option<Fault> {
    let own = &text[at + 1..run.end];
    let gap = own.len() - own.trim_start_matches(' ').len();
    let square = text[at..].starts_with(']');
    let name: String = text[run.start..at].chars().rev().take(NEAR).take_while(|c| *c != '[').collect();
    let before = &text[..at - name.len()];
    if text[..at].ends_with('\\') || (square && before.ends_with("\\[")) {
        return None;
    }
    let words = name.contains(char::is_alphabetic);
    let inside =
        |rest: &str, end: char| -> String { rest.chars().take(NEAR).take_while(|c| *c != end && *c != '\n').collect() };
    if let Some(rest) = own[gap..].strip_prefix('[') {
        let inside = inside(rest, ']');
        let end = (at + 1 + gap + 1 + inside.len() + 1).min(run.end);
        // What nothing closes is one only if its first word leads somewhere.
        let closed = rest[inside.len()..].starts_with(']');
        let target = if closed { inside.trim() } else { inside.split_whitespace().next().unwrap_or_default() };
        let leads = is_target(target) && !inside.starts_with('#') && (closed || !square);
        return leads.then_some((at..end, &MARKDOWN_NOT_A_LINK, FORM));
    }
    if !square {
        return None;
    }
    if before.ends_with('[') && words && PATHS.iter().any(|path| own.starts_with(path)) {
        let end = own.find(char::is_whitespace).unwrap_or(own.len());
        return Some((at..at + 1 + end, &MARKDOWN_NOT_A_LINK, FORM));
    }
    // A line may end between the two.
    let broken = usize::from(text[at + 1 + gap..].starts_with("\n("));
    let gap = gap + broken;
    // An address in the parentheses is a link of its own, and no part of this stretch.
    let rest = text[at + 1 + gap..].strip_prefix('(')?;
    let inside = inside(rest, ')');
    let (spaced, path) = (inside.trim().contains(char::is_whitespace), is_path(inside.trim_start_matches('<')));
    let leads = is_target(inside.trim()) || (path && gap == 0);
    // Without a gap a path with spaces in it is told by `targets`, and one word that is no path is no link.
    if (gap == 0 && if spaced { path } else { !leads }) || !(leads || words) || (broken > 0 && !leads) {
        return None;
    }
    let hint = match () {
        () if gap > 0 => HAS_GAP,
        () if !rest[inside.len()..].starts_with(')') => UNCLOSED,
        () if spaced => HAS_NO_TARGET,
        () => FORM,
    };
    let rule = if leads { &MARKDOWN_NOT_A_LINK } else { &MARKDOWN_BRACKETS };
    Some((at..(at + 2 + gap + inside.len() + 1).min(text.len()), rule, hint))
}

/// `[[name]]`, as links are written elsewhere. What is no name of a page may be anything.
fn doubled(text: &str, run: &Range<usize>) -> Vec<Fault> {
    let own = &text[run.clone()];
    let starts = own.match_indices("[[").map(|(at, _)| at).filter(|at| !text[..run.start + at].ends_with('\\'));
    let found = starts.filter_map(|at| {
        let near = &own[at + 2..own.floor_char_boundary(at + 2 + NEAR)];
        let inside = near.split_once("]]")?.0;
        let name = inside.split('|').next().unwrap_or(inside).trim();
        let page = is_target(name) || (name.is_ascii() && !name.contains(char::is_whitespace));
        let rule = if page { &MARKDOWN_NOT_A_LINK } else { &MARKDOWN_BRACKETS };
        let place = run.start + at..run.start + at + inside.len() + 4;
        inside.contains(char::is_alphabetic).then_some((place, rule, FORM))
    });
    found.collect()
}

/// Brackets of a keyboard for Chinese, in one place or both: `［ก］（ข.pdf）`.
fn wide(text: &str, run: &Range<usize>) -> Vec<Fault> {
    // The first byte of each, which most texts have not.
    if memchr::memchr2(0xE3, 0xEF, &text.as_bytes()[run.clone()]).is_none() {
        return Vec::new();
    }
    let signs =
        ["］(", "］（", "】(", "】（", "]（"].into_iter().flat_map(|sign| text[run.clone()].match_indices(sign));
    let found = signs.filter_map(|(at, sign)| {
        // An address in the parentheses is a link of its own, and no part of this stretch.
        let start = run.start + at + sign.len();
        let near = &text[start..text.floor_char_boundary(start + NEAR)];
        let inside = near.split([')', '）', '\n']).next().filter(|inside| is_target(inside.trim()))?;
        Some((run.start + at..start + inside.len(), &MARKDOWN_NOT_A_LINK, FORM))
    });
    found.collect()
}

/// `[name]: here` for links that nothing has: the line is not shown, whatever it says.
fn unused(text: &str, events: &[Placed<'_>], span: &dyn Fn(Range<usize>) -> Span) -> Vec<Diagnostic> {
    let begins = |line: &str| line.trim_start().starts_with('[') && line.contains("]:") && !line.contains("[^");
    if !text.lines().any(begins) {
        return Vec::new();
    }
    let plain = |name: &str| name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let name = |event: &Event<'_>| match event {
        Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => Some(plain(id)),
        _ => None,
    };
    let used: HashSet<String> = events.iter().filter_map(|(event, _)| name(event)).collect();
    // `[//]: # (…)` is a comment.
    let said = |name: &str| name.contains(char::is_alphabetic) && name != "comment";
    let lost = definitions(text).into_iter().filter(|(name, _)| said(name) && !used.contains(&plain(name)));
    let finding = lost.map(|(name, place)| {
        let behind = text[place.clone()].rsplit_once("]:").map_or("", |(_, behind)| behind.trim());
        let rule = if is_target(behind) { &MARKDOWN_NOT_A_LINK } else { &MARKDOWN_BRACKETS };
        let said = both!(
            "บรรทัดนี้จะไม่ขึ้นบนหน้าเว็บ เพราะ [{name}]: ใช้บอกที่อยู่ของลิงก์ และไม่มีลิงก์ใดใช้",
            "this line is not shown: `[{name}]:` says where links lead, and none has this name"
        );
        Diagnostic::new(rule, &span(place), said).hint(both(
            "ถ้าเป็นลิงก์ เขียน [ข้อความ](ที่อยู่) ถ้าเป็นข้อความ เขียน \\[ แทน [",
            "a link is written [words](address); for text write \\[ for the [",
        ))
    });
    finding.collect()
}

/// A picture whose `!` is parted from its brackets, which makes it a link.
fn parted(text: &str, (event, place): &Placed<'_>, span: &dyn Fn(Range<usize>) -> Span) -> Option<Diagnostic> {
    let Event::Start(Tag::Link { dest_url, .. }) = event else { return None };
    let before = text[..place.start].strip_suffix(' ')?.trim_end_matches(' ').strip_suffix('!')?;
    let ending = dest_url.rsplit_once('.').map_or("", |(_, ending)| ending);
    let stands = !before.ends_with(|c: char| !c.is_whitespace());
    (stands && FileKind::of_ending(ending) == Some(FileKind::Image)).then(|| {
        let said = both("ตรงนี้คล้ายภาพแต่เป็นลิงก์", "this looks like a picture but is a link");
        let finding = Diagnostic::new(&MARKDOWN_NOT_A_LINK, &span(before.len()..place.end), said);
        finding.hint(both("ลบช่องว่างระหว่าง ! กับ [", "a picture has no space between ! and ["))
    })
}

/// Whether brackets hold what a link could lead to: an address, an anchor, a path or a file.
fn is_target(inside: &str) -> bool {
    let starts = ["#", "mailto:", "tel:"].iter().any(|start| inside.starts_with(start));
    // In a sentence an address is a link by itself.
    let last = inside.split_whitespace().next_back().filter(|_| !inside.contains("www."));
    starts || (is_path(inside) && (!inside.contains(char::is_whitespace) || last.is_some_and(is_path)))
}

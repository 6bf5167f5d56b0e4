//! Markdown as the checks and the renderer need it: headings with anchors, links with places, and the faults in between.
//! Texts of YAML files that hold Markdown are read here too, by way of `fragment`.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::base::anchors::Anchors;
use crate::base::diag::Severity::{Error, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::limits::NESTING;
use crate::base::markdown::{self, Mends, Placed, Read, plain_text, texts, unpaired};
use crate::base::path::RelPath;
use crate::base::prose::{Prose, prose};
use crate::base::reading::{control, trap};
use crate::base::span::Span;
use crate::ita::body::{Body, Heading, Link};
use crate::parse::targets::{
    HAS_SPACE, LINK_FORM, MARKDOWN_NOT_A_LINK, MARKDOWN_UNSAFE_LINK, UNCLOSED, fault, mails, mistyped, not_a_link,
    not_links,
};
use crate::parse::{brackets, reads, wording};

pub(super) static RULES: &[&Rule] = &[&MARKDOWN_HTML, &MARKDOWN_NESTING, &MARKDOWN_BOLD];

/// Errors that leave everything in its place.
pub(super) static HARMLESS: &[&Rule] = &[&MARKDOWN_HTML, &MARKDOWN_UNSAFE_LINK, &MARKDOWN_NOT_A_LINK, &LINK_FORM];

static MARKDOWN_HTML: Rule = Rule::new(
    "markdown-html",
    Error,
    both("เนื้อหาไม่ใช้ HTML", "bodies hold no HTML"),
    both("HTML ที่วางมาจากที่อื่นทำให้หน้าเว็บพังและไม่ปลอดภัย", "pasted HTML breaks pages and is not safe"),
);

static MARKDOWN_NESTING: Rule = Rule::new(
    "markdown-nesting",
    Error,
    both("เนื้อหาไม่ซ้อนกันลึกเกิน 32 ชั้น", "a body nests at most 32 deep"),
    both("ไม่มีผู้อ่านคนใดอ่านได้ และเบราว์เซอร์จะค้าง", "nobody can read it, and browsers give up"),
);

static MARKDOWN_BOLD: Rule = Rule::new(
    "markdown-bold",
    Warning,
    both("ตัวหนาและขีดฆ่าเปิดแล้วปิด", "bold and what is struck out are opened and closed"),
    both("** หรือ ~~ ที่เหลือจะปรากฏบนหน้าเว็บ", "a `**` or `~~` left over appears on the page"),
)
.held();

/// How many marks more at the beginning of a line are refused unread.
const ABSURD: usize = 200;

/// What a text holds that others must know of.
#[derive(Default)]
pub(super) struct Contents {
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub prose: Prose,
    pub mends: Mends,
}

/// Reads the body that stands at `range` of a source file.
pub(super) fn parse(path: &RelPath, source: &Arc<str>, range: Range<usize>, findings: &mut Vec<Diagnostic>) -> Body {
    let span = |place: Range<usize>| Span::new(path, range.start + place.start..range.start + place.end);
    let contents = read(&source[range.clone()], &span, findings);
    // A body that nests too deep is as good as empty, so that nobody else has to walk it.
    let range = if contents.is_some() { range.clone() } else { range.start..range.start };
    let Contents { headings, links, prose, mends } = contents.unwrap_or_default();
    let (headings, links) = (headings.into(), links.into());
    Body { path: path.clone(), source: source.clone(), range, mends, headings, links, prose }
}

/// Reads a text whose bytes stand where `span` says, and reports what is wrong in it. `None` if it nests too deep.
pub(super) fn read(
    text: &str,
    span: &dyn Fn(Range<usize>) -> Span,
    findings: &mut Vec<Diagnostic>,
) -> Option<Contents> {
    let absurd = absurd(text);
    let Read { events, mends, jumbles } = if absurd.is_some() { Default::default() } else { markdown::read(text) };
    if let Some(deep) = absurd.or_else(|| too_deep(&events)) {
        let said = both!("ตรงนี้ซ้อนกันลึกเกิน {NESTING} ชั้น", "this nests deeper than {NESTING} levels");
        let finding = Diagnostic::new(&MARKDOWN_NESTING, &span(deep), said);
        findings.push(finding.hint(both("ลดชั้นของ > หรือรายการ", "take away levels of quotes or lists")));
        return None;
    }
    let contents = Contents { mends, ..contents(text, &events, span) };
    findings.extend(contents.links.iter().filter_map(|link| fault(&link.target, &link.span)));
    findings.extend(events.iter().filter_map(|(event, place)| misplaced(text, event, place, span)));
    findings.extend(unpaired(text, &events).into_iter().map(|place| {
        let mark = &text[place.clone()];
        let said = both!("{mark} ตรงนี้จับคู่ไม่ได้", "this `{mark}` has no partner");
        let finding = Diagnostic::new(&MARKDOWN_BOLD, &span(place), said);
        finding.hint(both(
            "เปิดและปิดในย่อหน้าเดียวกัน ติดกับตัวอักษรโดยไม่เว้นวรรคด้านใน เช่น **ข้อความ**",
            "open and close it within one paragraph, with no space between the marks and the words: `**words**`",
        ))
    }));
    let unread = texts(&events).into_iter().flat_map(|place| not_links(text, place)).map(|at| {
        let hint = if text[at.clone()].ends_with([')', '>']) { HAS_SPACE } else { UNCLOSED };
        not_a_link(&MARKDOWN_NOT_A_LINK, &span(at), hint)
    });
    let mut unread: Vec<Diagnostic> = unread.chain(brackets::faults(text, &events, span)).collect();
    unread.sort_by_key(|finding| finding.at.start);
    // What stands within another is mended with it.
    unread.dedup_by(|next, last| next.at.start < last.at.end);
    findings.extend(unread);
    let mistyped = texts(&events).into_iter().flat_map(|place| mistyped(text, place));
    findings.extend(mistyped.filter_map(|at| fault(&text[at.clone()], &span(at))));
    findings.extend(texts(&events).into_iter().flat_map(|place| mails(text, place, span)));
    findings.extend(reads::faults(text, &events, &jumbles, span));
    findings.extend(wording::faults(text, &events, span));
    Some(contents)
}

fn contents(text: &str, events: &[Placed<'_>], span: &dyn Fn(Range<usize>) -> Span) -> Contents {
    let (prose, sections) = prose(events);
    let mut sections = sections.into_iter();
    let mut contents = Contents { prose, ..Contents::default() };
    let mut anchors = Anchors::default();
    for (at, (event, place)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                let heading = plain_text(&events[at..]);
                let anchor = anchors.name(id.as_deref(), &heading);
                let prose = sections.next().unwrap_or_default();
                contents.headings.push(Heading { text: heading, anchor, prose });
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                let at = target_place(text, place, dest_url);
                contents.links.push(Link { target, image: false, span: span(at) });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let at = target_place(text, place, dest_url);
                contents.links.push(Link { target: dest_url.to_string(), image: true, span: span(at) });
            }
            _ => {}
        }
    }
    contents
}

/// HTML, and characters that cannot be seen and were written as entities.
fn misplaced(
    text: &str,
    event: &Event<'_>,
    place: &Range<usize>,
    span: &dyn Fn(Range<usize>) -> Span,
) -> Option<Diagnostic> {
    match event {
        Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) if !is_comment(&text[place.clone()]) => {
            let line = text[place.clone()].lines().next().unwrap_or_default();
            let (shown, at) = (line.trim(), span(place.start..place.start + line.trim_end().len()));
            let said = both!("มี HTML ในเนื้อหา: {shown}", "HTML in the body: {shown}");
            let finding = Diagnostic::new(&MARKDOWN_HTML, &at, said);
            let hint = html_help(shown);
            Some(finding.hint(hint))
        }
        Event::Text(words) => {
            let (_, c) = trap(words).filter(|_| trap(text).is_none())?;
            Some(control(&span(place.clone()), c, both("ข้อความนี้", "this text")))
        }
        _ => None,
    }
}

/// What to write in the place of some HTML.
fn html_help(shown: &str) -> Bilingual<&'static str> {
    let shown = shown.to_ascii_lowercase();
    if ["<iframe", "<embed", "<object"].iter().any(|frame| shown.contains(frame)) {
        return both(
            "กรอบของเว็บอื่นส่งข้อมูลผู้อ่านออกไป: วางที่อยู่ของวิดีโอเป็นย่อหน้าเดียว หรือใส่ภาพแผนที่ที่วาดเองพร้อมลิงก์",
            "a frame of another site tells it who reads: put the address of a film into a paragraph of its own, or a \
             drawn map with a link",
        );
    }
    if ["<video", "<audio"].iter().any(|media| shown.contains(media)) {
        return both("เขียน ![ชื่อวิดีโอ](../files/clip.mp4)", "write ![its title](../files/clip.mp4)");
    }
    both("ใช้ Markdown แทน ถ้าต้องการตัวอักษร < ให้พิมพ์ \\<", "use Markdown instead; for the character itself write \\<")
}

/// The place of the target inside the link's own text, or the whole link where it stands elsewhere.
fn target_place(text: &str, link: &Range<usize>, target: &str) -> Range<usize> {
    let found = text[link.clone()].rfind(target).filter(|_| !target.is_empty());
    found.map_or(link.clone(), |at| link.start + at..link.start + at + target.len())
}

/// True for nothing but comments, as browsers end them.
fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(inside) =
        rest.strip_prefix("<!--").filter(|inside| !inside.starts_with('>') && !inside.starts_with("->"))
    {
        let Some((_, after)) = inside.split_once("-->") else { return false };
        rest = after.trim_start();
    }
    rest.is_empty()
}

/// A line that opens so many quotes or lists that the reader of Markdown itself would take minutes over what follows.
fn absurd(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let numbered = |at: usize| line[..at].ends_with(|c: char| c.is_ascii_digit());
        let opens = line.char_indices().take_while(|(_, c)| c.is_ascii_digit() || " \t>-*+.)".contains(*c));
        let mut marks = opens.filter(|&(at, c)| ">-*+".contains(c) || ".)".contains(c) && numbered(at));
        if let Some((at, _)) = marks.nth(NESTING).filter(|_| marks.nth(ABSURD).is_some() && !is_rule(line)) {
            return Some(start + at..start + at + 1);
        }
        start += line.len();
    }
    None
}

/// A line across the page: one mark and nothing else.
fn is_rule(line: &str) -> bool {
    ['-', '*'].iter().any(|&mark| line.chars().all(|c| c == mark || c.is_whitespace()))
}

/// Where block quotes or lists nest too deep.
fn too_deep(events: &[Placed<'_>]) -> Option<Range<usize>> {
    let mut depth = 0;
    events.iter().find_map(|(event, place)| {
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::Item | Tag::DefinitionListDefinition) => depth += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::DefinitionListDefinition) => depth -= 1,
            _ => return None,
        }
        (depth > NESTING).then_some(place.start..place.start + 1)
    })
}

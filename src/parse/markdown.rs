//! A body as the checks and the renderer need it: headings with anchors, links with places, and the faults in between.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::base::diag::Diagnostic;
use crate::base::markdown::{Anchors, Placed, events, plain_text, unpaired_bold};
use crate::base::path::RelPath;
use crate::base::source::Span;
use crate::ita::body::{Body, Heading, Link};
use crate::parse::rules::{MARKDOWN_BOLD, MARKDOWN_HTML, MARKDOWN_NESTING, MARKDOWN_NOT_A_LINK, MARKDOWN_UNSAFE_LINK};

/// Deeper nesting of quotes and lists is refused: it is never meant.
const MAX_NESTING: usize = 32;

/// Reads the body that stands at `range` of a source file.
pub fn parse(path: &RelPath, source: &Arc<str>, range: Range<usize>, findings: &mut Vec<Diagnostic>) -> Body {
    let text = &source[range.clone()];
    let mut body = Body {
        path: path.clone(),
        source: source.clone(),
        range: range.clone(),
        headings: Vec::new(),
        links: Vec::new(),
    };
    let span = |place: Range<usize>| Span::new(path, range.start + place.start..range.start + place.end);
    if let Some(deep) = too_deep(text) {
        let th = format!("ตรงนี้ซ้อนกันลึกเกิน {MAX_NESTING} ชั้น");
        let en = format!("this nests deeper than {MAX_NESTING} levels");
        let finding = Diagnostic::new(&MARKDOWN_NESTING, &span(deep), th, en);
        findings.push(finding.hint("ลดชั้นของ > หรือรายการ", "take away levels of quotes or lists"));
        body.range = range.start..range.start;
        return body;
    }
    let events = events(text);
    let mut anchors = Anchors::default();
    for (at, (event, place)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                let heading = plain_text(&events[at..]);
                let anchor = anchors.name(id.as_deref(), &heading);
                body.headings.push(Heading { text: heading, anchor });
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                let at = target_place(text, place, dest_url);
                body.links.push(Link { target, image: false, span: span(at) });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let at = target_place(text, place, dest_url);
                body.links.push(Link { target: dest_url.to_string(), image: true, span: span(at) });
            }
            Event::Html(html) | Event::InlineHtml(html) if !is_comment(html) => {
                let shown = html.lines().next().unwrap_or_default().trim();
                let at = span(place.start..place.start + html.lines().next().unwrap_or_default().len());
                let finding = Diagnostic::new(
                    &MARKDOWN_HTML,
                    &at,
                    format!("มี HTML ในเนื้อหา: {shown}"),
                    format!("HTML in the body: {shown}"),
                );
                findings.push(finding.hint(
                    "ใช้ Markdown แทน ถ้าต้องการตัวอักษร < ให้พิมพ์ \\<",
                    "use Markdown instead; for the character itself write \\<",
                ));
            }
            _ => {}
        }
    }
    findings.extend(body.links.iter().filter(|link| !is_safe(&link.target)).map(unsafe_link));
    findings.extend(unpaired_bold(text, &events).into_iter().map(|place| {
        let finding = Diagnostic::new(&MARKDOWN_BOLD, &span(place), "** ตรงนี้จับคู่ไม่ได้", "this `**` has no partner");
        finding.hint("เปิดและปิดตัวหนาในย่อหน้าเดียวกัน", "open and close bold within one paragraph")
    }));
    findings.extend(not_links(text, &events).map(|place| {
        let th = "ตรงนี้คล้ายลิงก์แต่ไม่ใช่";
        let finding = Diagnostic::new(&MARKDOWN_NOT_A_LINK, &span(place), th, "this looks like a link but is none");
        finding.hint("ถ้าชื่อไฟล์มีช่องว่าง ให้เปลี่ยนชื่อไฟล์ใช้ขีดกลางแทน", "name the file with hyphens instead of spaces")
    }));
    body
}

/// True for the schemes that a reader's browser only follows: everything else can run or reveal something.
fn is_safe(target: &str) -> bool {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.trim().to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https" | "mailto" | "tel") => true,
        Some(other) => other.contains(['/', '#', '?']),
        None => !target.starts_with("//"),
    }
}

fn unsafe_link(link: &Link) -> Diagnostic {
    let target = link.target.chars().take(60).collect::<String>();
    let th = format!("ลิงก์ “{target}” ไม่ปลอดภัย");
    Diagnostic::new(&MARKDOWN_UNSAFE_LINK, &link.span, th, format!("the link `{target}` is not safe"))
        .hint("ใช้ที่อยู่ที่ขึ้นต้นด้วย https:// หรือชื่อไฟล์", "use an address with https:// or a file's path")
}

/// The place of the target inside the link's own text, or the whole link where it stands elsewhere.
fn target_place(text: &str, link: &Range<usize>, target: &str) -> Range<usize> {
    let found = text[link.clone()].rfind(target).filter(|_| !target.is_empty());
    found.map_or(link.clone(), |at| link.start + at..link.start + at + target.len())
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.is_empty() || (html.starts_with("<!--") && html.ends_with("-->"))
}

/// `[text](name with space.pdf)`: CommonMark leaves it as text.
fn not_links<'a>(text: &'a str, events: &'a [Placed<'a>]) -> impl Iterator<Item = Range<usize>> + 'a {
    events.windows(2).filter_map(move |pair| {
        let [(Event::Text(bracket), a), (Event::Text(rest), b)] = pair else { return None };
        let shaped = &**bracket == "]" && a.end == b.start && rest.starts_with('(');
        let inside = shaped.then(|| rest.split(')').next().unwrap_or(rest))?;
        let end = (b.start + inside.len() + 1).min(text.len());
        let link = inside.contains(['.', '/']) && inside.contains(char::is_whitespace) && text.is_char_boundary(end);
        link.then_some(a.start..end)
    })
}

/// Where block quotes or lists nest too deep, judged by the markers at the beginnings of lines alone: cheap, and before
/// the parser meets them.
fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut markers = 0;
        let mut chars = line.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                ' ' | '\t' => continue,
                '>' => markers += 1,
                '-' | '*' | '+' if chars.peek().is_some_and(|(_, next)| *next == ' ') => markers += 1,
                _ => break,
            }
            if markers > MAX_NESTING {
                return Some(start + at..start + at + 1);
            }
        }
        start += line.len();
    }
    None
}

//! `agency.yaml`.

use crate::base::colour::Colour;
use crate::base::diag::Diagnostic;
use crate::base::lang::{Lang, Text, both};
use crate::base::path::RelPath;
use crate::base::percent::decoded;
use crate::base::span::{Span, Spanned};
use crate::ita::agency::{Agency, AttachmentRules, BaseUrl, Deadline, Licence, MenuEntry, MovedFile};
use crate::ita::contact::{Contact, ContactKind};
use crate::ita::front::{Banner, Digits, FooterEntry, Front, Notice};
use crate::ita::tag::Tag;
use crate::ita::year::FiscalYear;
use crate::parse::holds::word;
use crate::parse::scalar::VALUE_INVALID;
use crate::parse::tree::Node;

/// The theme of a site that names none.
const DEFAULT_THEME: &str = "default";

pub(super) fn agency(node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Agency> {
    let base_url = node.line("base_url")?;
    let base_url = Spanned { value: BaseUrl::parse(&base_url.value)?, span: base_url.span };
    let mut languages: Vec<Lang> =
        node.lines("languages").iter().filter_map(|tag| Lang::from_tag(&tag.value)).chain([Lang::Th]).collect();
    if node.get("languages").is_none() {
        languages = Lang::ALL.to_vec();
    }
    languages.sort();
    languages.dedup();
    let legacy = node.lines("legacy").into_iter().filter_map(|own| legacy(&base_url.value, own, findings)).collect();
    Some(Agency {
        name: node.text("name")?,
        short_name: node.text("short_name"),
        place: node.text("place"),
        base_url,
        languages,
        legacy,
        synonyms: node.lines("synonyms").into_iter().map(|own| own.value).collect(),
        unbroken: node.lines("unbroken").into_iter().map(|own| own.value).collect(),
        ocid_prefix: node.plain("ocid_prefix"),
        theme: node.line("theme").unwrap_or(Spanned { value: DEFAULT_THEME.to_owned(), span: node.span.clone() }),
        licence: node
            .get("licence")
            .and_then(|node| Some(Licence { name: node.text("name")?, url: node.plain("url") })),
        contacts: node.list("contacts").iter().filter_map(contact).collect(),
        channels: Vec::new(),
        menu: node.list("menu").iter().filter_map(menu_entry).collect(),
        moved: node.list("moved").iter().filter_map(moved).collect(),
        tags: node.list("tags").iter().filter_map(tag).collect(),
        people: Vec::new(),
        deadlines: node.list("deadlines").iter().filter_map(deadline).collect(),
        units: Vec::new(),
        front: front(node),
        attachments: attachments(node),
    })
}

/// The words of `digits`, `audience` and `orphans` that mean something.
const THAI_DIGITS: &str = "thai";
const STAFF: &str = "staff";
const REFUSE: &str = "refuse";

/// What stands in for an agency whose file could not be read, so that everything else is still checked.
pub(super) fn unknown(path: &RelPath) -> Agency {
    let span = Span::file(path);
    let base_url = BaseUrl::parse("https://site.invalid/").expect("a constant address is sound");
    Agency {
        name: Text { th: "—".to_owned(), en: None, span: span.clone() },
        short_name: None,
        place: None,
        base_url: Spanned { value: base_url, span: span.clone() },
        languages: Lang::ALL.to_vec(),
        legacy: Vec::new(),
        synonyms: Vec::new(),
        unbroken: Vec::new(),
        ocid_prefix: None,
        theme: Spanned { value: DEFAULT_THEME.to_owned(), span },
        licence: None,
        contacts: Vec::new(),
        channels: Vec::new(),
        menu: Vec::new(),
        moved: Vec::new(),
        tags: Vec::new(),
        people: Vec::new(),
        deadlines: Vec::new(),
        units: Vec::new(),
        front: Front::default(),
        attachments: AttachmentRules::default(),
    }
}

/// The beginning of an address, written after the host or with all of it. With none, every dead link would be another
/// program's.
fn legacy(base: &BaseUrl, own: Spanned<String>, findings: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    let written = own.value.trim();
    let inside = if written.contains("://") { base.inside(written).unwrap_or_default() } else { written };
    let value = decoded(inside.split(['?', '#']).next().unwrap_or_default()).trim_matches('/').to_owned();
    if value.is_empty() {
        let said =
            both!("“{written}” เป็นทั้งเว็บไซต์ หรือไม่ได้อยู่ในเว็บไซต์นี้", "`{written}` takes in the whole site, or is not on it");
        findings.push(Diagnostic::new(&VALUE_INVALID, &own.span, said).hint(both(
            "เขียนต้นของที่อยู่ที่โปรแกรมอื่นให้บริการ เช่น /webboard/",
            "write the beginning of the addresses that the other program has, as /webboard/",
        )));
        return None;
    }
    Some(Spanned { value, span: own.span })
}

fn contact(node: &Node) -> Option<Contact> {
    Some(Contact {
        kind: node.plain("kind").and_then(|kind| word(&kind, &ContactKind::WORDS)),
        label: node.text("label")?,
        value: node.text("value"),
        url: node.plain("url"),
        picture: node.file("picture"),
        hotline: node.flag("hotline"),
    })
}

fn deadline(node: &Node) -> Option<Deadline> {
    let year = FiscalYear::parse(&node.plain("year")?)?;
    Some(Deadline { year, day: node.day("date")?, title: node.text("title") })
}

fn menu_entry(node: &Node) -> Option<MenuEntry> {
    Some(MenuEntry {
        title: node.text("title")?,
        to: node.line("to"),
        entries: node.list("entries").iter().filter_map(menu_entry).collect(),
    })
}

fn moved(node: &Node) -> Option<MovedFile> {
    let to = node.file("to")?;
    let name = to.value.as_ref().map_or("", RelPath::file_name).to_owned();
    let title = Text { th: name, en: None, span: to.span.clone() };
    Some(MovedFile { from: node.line("from")?, to, title })
}

fn tag(node: &Node) -> Option<Tag> {
    Some(Tag { id: node.line("id")?, title: node.text("title")? })
}

fn attachments(node: &Node) -> AttachmentRules {
    let own = node.list("attachments");
    let ending = |written: Spanned<String>| Spanned {
        value: written.value.trim_start_matches('.').to_lowercase(),
        span: written.span,
    };
    AttachmentRules {
        endings: own.iter().filter_map(|entry| entry.line("ending")).map(ending).collect(),
        refuse_orphans: node.plain("orphans").is_some_and(|orphans| orphans == REFUSE),
    }
}

fn front(node: &Node) -> Front {
    let accent = node
        .line("accent")
        .and_then(|written| Some(Spanned { value: Colour::parse(&written.value)?, span: written.span }));
    let thai = node.plain("digits").is_some_and(|digits| digits == THAI_DIGITS);
    Front {
        accent,
        logo: node.file("logo"),
        report: node.line("report"),
        source: node.text("source"),
        banners: node.list("banners").iter().filter_map(banner).collect(),
        notices: node.list("notices").iter().filter_map(notice).collect(),
        footer: node.list("footer").iter().filter_map(footer).collect(),
        digits: if thai { Digits::Thai } else { Digits::Arabic },
    }
}

fn notice(node: &Node) -> Option<Notice> {
    Some(Notice {
        text: node.text("text")?,
        to: node.line("to"),
        from: node.day("from"),
        until: node.get("until").and_then(Node::as_day)?,
    })
}

fn footer(node: &Node) -> Option<FooterEntry> {
    Some(FooterEntry { title: node.text("title")?, to: node.line("to") })
}

fn banner(node: &Node) -> Option<Banner> {
    Some(Banner {
        title: node.text("title")?,
        text: node.text("text"),
        to: node.line("to"),
        staff: node.plain("audience").is_some_and(|audience| audience == STAFF),
    })
}

#[cfg(test)]
mod tests {
    use crate::base::date::Day;
    use crate::base::path::RelPath;
    use crate::base::source::Sources;
    use crate::ita::front::Digits;
    use crate::pipeline::portal;

    #[test]
    fn digits_are_arabic_unless_thai_ones_are_asked_for() {
        let path = RelPath::new("content/agency.yaml").unwrap();
        for (line, digits) in
            [("", Digits::Arabic), ("digits: arabic\n", Digits::Arabic), ("digits: thai\n", Digits::Thai)]
        {
            let text = format!("name: ก\nbase_url: https://a.example/\n{line}");
            let sources = Sources { texts: [(path.clone(), text.as_str().into())].into(), ..Sources::default() };
            assert!(portal(&sources, Day::new(2025, 1, 1).unwrap()).0.agency.front.digits == digits, "{line}");
        }
    }
}

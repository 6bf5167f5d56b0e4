//! Links inside the site: files, pages and headings that they lead to must exist, in the right case.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::path::RelPath;
use crate::base::source::{Span, Spanned};
use crate::base::thai::{nearest, slug};
use crate::check::files::not_there;
use crate::check::{Family, Subject};
use crate::ita::agency::MenuEntry;
use crate::ita::body::{Bodies, Body, Link};
use crate::ita::document::Proof;
use crate::ita::portal::{Place, Portal};
use crate::ita::target::{Target, target};

pub const FAMILY: Family = Family { rules: &[&LINK_BROKEN, &ANCHOR_BROKEN], apply };

static LINK_BROKEN: Rule = Rule::new(
    "link-broken",
    Error,
    ["ลิงก์ภายในเว็บไปถึงหน้าที่มีจริง", "links inside the site lead somewhere"],
    ["ลิงก์เสียเพียงลิงก์เดียวทำให้ข้อนั้นได้ 0 คะแนน", "one dead link costs the item its whole score"],
);

static ANCHOR_BROKEN: Rule = Rule::new(
    "anchor-broken",
    Error,
    ["ลิงก์ไปหัวข้อชี้หัวข้อที่มีจริง", "links to headings lead to a heading"],
    ["ผู้ประเมินต้องพบข้อมูลทันทีที่เปิดลิงก์", "the assessor must land on the data at once"],
);

/// What links are held against.
struct Known<'a> {
    subject: &'a Subject<'a>,
    addresses: BTreeSet<String>,
    /// The pages that files become; `None` for the anchors of a page that is not written by hand.
    pages: BTreeMap<RelPath, Option<&'a Bodies>>,
}

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let known = Known::new(subject);
    let mut findings: Vec<Diagnostic> = Vec::new();
    for bodies in known.pages.values().flatten() {
        for body in [&bodies.th, &bodies.en].into_iter().flatten() {
            findings.extend(body.links.iter().filter_map(|link| known.link(body, link)));
        }
    }
    findings.extend(menu(&subject.portal.agency.menu).filter_map(|to| known.target(to, true)));
    findings.extend(proofs(subject.portal).filter_map(|page| known.target(page, false)));
    findings
}

impl<'a> Known<'a> {
    fn new(subject: &'a Subject<'a>) -> Known<'a> {
        let places = subject.portal.places();
        let data = subject.portal.data_files().into_iter().map(|file| file.address);
        let addresses = places.iter().map(|place| place.address().as_str().to_owned()).chain(data).collect();
        let bodies = |place: &Place<'a>| match *place {
            Place::Item(_, _, _, Some(item)) => Some(&item.bodies),
            Place::Measure(_, measure) => Some(&measure.bodies),
            Place::Article(article) => Some(&article.bodies),
            _ => None,
        };
        let pages = places.iter().filter_map(|place| Some((place.source()?.clone(), bodies(place)))).collect();
        Known { subject, addresses, pages }
    }

    fn link(&self, body: &Body, link: &Link) -> Option<Diagnostic> {
        let written = Spanned { value: link.target.clone(), span: link.span.clone() };
        match link.target.strip_prefix('#') {
            Some(anchor) => self.anchor(anchor, Some(&body.path), &link.span),
            None => self.target(&written, false),
        }
    }

    /// Holds a written target against what exists. `from_content`: file paths count from `content/`, not from the file.
    fn target(&self, written: &Spanned<String>, from_content: bool) -> Option<Diagnostic> {
        match target(&written.span.path, &written.value, from_content) {
            Target::Outside => None,
            Target::Address { address, .. } => {
                let address = address.strip_prefix("en/").unwrap_or(&address);
                let files = || self.subject.portal.files.values().any(|known| known == address);
                let there = self.addresses.contains(address) || files();
                (!there).then(|| self.no_page(&format!("/{address}"), &written.span))
            }
            Target::File { path, anchor } => match self.pages.contains_key(&path) {
                true => anchor.and_then(|anchor| self.anchor(&anchor, Some(&path), &written.span)),
                false if self.subject.portal.files.contains_key(&path) => None,
                false if path.as_str().contains("/files/") => Some(not_there(self.subject, &path, &written.span)),
                false => Some(self.no_file(&path, &written.span)),
            },
            Target::Nowhere => Some(self.no_page(&written.value, &written.span)),
        }
    }

    fn anchor(&self, anchor: &str, page: Option<&RelPath>, at: &Span) -> Option<Diagnostic> {
        let page = page?;
        let thai = RelPath::new(&page.as_str().replace(".en.md", ".md"));
        let bodies = (*self.pages.get(thai.as_ref().unwrap_or(page))?)?;
        let all = [&bodies.th, &bodies.en].into_iter().flatten().flat_map(|body| &body.headings);
        let anchors: Vec<&str> = all.map(|heading| heading.anchor.as_str()).collect();
        if anchors.contains(&anchor) {
            return None;
        }
        let th = format!("ไม่มีหัวข้อ #{anchor} ในหน้านั้น");
        let finding = Diagnostic::new(&ANCHOR_BROKEN, at, th, format!("that page has no heading #{anchor}"));
        let meant = nearest(&slug(anchor), anchors.iter().copied());
        let shown = anchors.iter().take(8).map(|name| format!("#{name}")).collect::<Vec<_>>().join(" ");
        Some(match meant {
            Some(name) => finding.hint(format!("หมายถึง #{name} ใช่หรือไม่"), format!("did you mean #{name}?")),
            None => finding.hint(format!("หัวข้อที่มี: {shown}"), format!("its headings: {shown}")),
        })
    }

    fn no_page(&self, address: &str, at: &Span) -> Diagnostic {
        let finding =
            Diagnostic::new(&LINK_BROKEN, at, format!("ไม่มีหน้า {address}"), format!("there is no page {address}"));
        let wanted = address.trim_matches('/');
        match nearest(wanted, self.addresses.iter().map(|known| known.trim_end_matches('/'))) {
            Some(meant) => finding.hint(format!("หมายถึง /{meant}/ ใช่หรือไม่"), format!("did you mean /{meant}/?")),
            None => finding.hint("แก้ที่อยู่ หรือลบลิงก์", "correct the address, or remove the link"),
        }
    }

    fn no_file(&self, path: &RelPath, at: &Span) -> Diagnostic {
        let finding = Diagnostic::new(&LINK_BROKEN, at, format!("ไม่มีไฟล์ {path}"), format!("there is no file {path}"));
        match nearest(path.as_str(), self.pages.keys().map(RelPath::as_str)) {
            Some(meant) => finding.hint(format!("หมายถึง {meant} ใช่หรือไม่"), format!("did you mean {meant}?")),
            None => finding.hint("ตรวจชื่อและจำนวน ../ โดยนับจากไฟล์นี้", "check the name, and count the ../ from this file"),
        }
    }
}

fn menu(entries: &[MenuEntry]) -> Box<dyn Iterator<Item = &Spanned<String>> + '_> {
    Box::new(entries.iter().flat_map(|entry| entry.to.iter().chain(menu(&entry.entries))))
}

/// Pages that evidence names.
fn proofs(portal: &Portal) -> impl Iterator<Item = &Spanned<String>> {
    let items = portal.years.values().flat_map(|year| &year.items).flat_map(|item| &item.evidence);
    let steps = portal.years.values().flat_map(|year| &year.measures).flat_map(|measure| &measure.steps);
    let all = items.map(|evidence| &evidence.proof).chain(steps.filter_map(|step| step.evidence.as_ref()));
    all.filter_map(|proof| match proof {
        Proof::Page(page) => Some(page),
        _ => None,
    })
}

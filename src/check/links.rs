//! Every link that is written, wherever it stands: files, pages and headings of the site that it leads to must exist, in the
//! right case.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::base::diag::Severity::{Error, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Lang, both};
use crate::base::pasted_links::{Kind, addresses};
use crate::base::path::RelPath;
use crate::base::span::{Span, Spanned};
use crate::base::telephone::is_telephone;
use crate::base::thai::{nearest, slug};
use crate::check::family::{Family, Subject};
use crate::check::files::{is_kept, not_public, not_there};
use crate::ita::body::{Bodies, Heading, in_lang};
use crate::ita::document::Proof;
use crate::ita::item::Item;
use crate::ita::places::{Place, asks};
use crate::ita::portal::Portal;
use crate::ita::table::set::Tables;
use crate::ita::target::{Target, flaw, shown};
use crate::ita::visibility::Visibility;
use crate::ita::web::Parts;
use crate::ita::written::{Role, Written, written};
use crate::ita::year::FiscalYear;

pub(super) const FAMILY: Family =
    Family { rules: &[&LINK_BROKEN, &ANCHOR_BROKEN, &LINK_UNPUBLISHED, &LINK_OWN_HOST, &LINK_PICTURE], apply };

static LINK_BROKEN: Rule = Rule::new(
    "link-broken",
    Error,
    both("ลิงก์ภายในเว็บไปถึงหน้าที่มีจริง", "links inside the site lead somewhere"),
    both("ลิงก์เสียเพียงลิงก์เดียวทำให้ข้อนั้นได้ 0 คะแนน", "one dead link costs the item its whole score"),
);

static ANCHOR_BROKEN: Rule = Rule::new(
    "anchor-broken",
    Error,
    both("ลิงก์ไปหัวข้อชี้หัวข้อที่มีจริง", "links to headings lead to a heading"),
    both("ผู้ประเมินต้องพบข้อมูลทันทีที่เปิดลิงก์", "the assessor must land on the data at once"),
);

static LINK_UNPUBLISHED: Rule = Rule::new(
    "link-unpublished",
    Warning,
    both("ลิงก์ไปหน้าที่เผยแพร่แล้ว", "links lead to pages that are public"),
    both("ลิงก์ไปฉบับร่างเปิดไม่ได้ จึงแสดงเป็นข้อความ", "a link to a draft leads nowhere, so only its text is shown"),
);

static LINK_OWN_HOST: Rule = Rule::new(
    "link-own-host",
    Warning,
    both("ที่อยู่บนเว็บนี้ที่เขียนเต็มมีหน้าจริง", "whole addresses on this site's host are those of its pages"),
    both(
        "ที่อยู่ที่คัดลอกจากเบราว์เซอร์อาจเป็นของเว็บเก่า ซึ่งจะหายไปเมื่อเว็บนี้ขึ้นแทน",
        "an address copied from the browser may be of the old site, which is gone once this one stands there",
    ),
);

static LINK_PICTURE: Rule = Rule::new(
    "link-picture",
    Error,
    both("ภาพที่แสดงเป็นไฟล์ของเว็บนี้", "a picture is a file of this site"),
    both(
        "หน้าเว็บไม่ดึงภาพจากเว็บอื่น ผู้อ่านจะเห็นแต่คำ",
        "pages fetch no pictures from other sites, and readers see its words only",
    ),
);

/// What links are held against.
struct Known<'a> {
    subject: &'a Subject<'a>,
    /// Everything that the site will have, relative to its root, in every language.
    addresses: BTreeSet<String>,
    /// The addresses of the pages that files become.
    pages: BTreeMap<&'a RelPath, String>,
    /// The bodies at an address, for pages that are written by hand.
    bodies: BTreeMap<String, &'a Bodies>,
    /// What else there is on a page to lead to, by its address and its name there.
    marks: HashSet<(String, String)>,
    /// Files of items. One without a page has a finding of its own.
    items: HashSet<&'a RelPath>,
}

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let known = Known::new(subject);
    let portal = subject.portal;
    let words = words(subject);
    let words =
        words.iter().map(|(target, at)| Written { target, at, from_content: true, role: Role::Way, lang: None });
    let links: Vec<Written> = written(portal).chain(words).collect();
    let mut findings: Vec<Diagnostic> = Vec::new();
    for &lang in &portal.agency.languages {
        let shown = links.iter().filter(|link| link.lang.is_none_or(|own| own == lang));
        findings.extend(shown.filter_map(|link| known.link(link, lang)));
    }
    if portal.agency.languages.contains(&Lang::En) {
        findings.extend(portal.years.values().flat_map(|year| &year.items).flat_map(english_sections));
    }
    findings
}

/// The addresses in the words of a theme.
pub(super) fn words(subject: &Subject<'_>) -> Vec<(String, Span)> {
    let of_theme = |path: &RelPath| path.below("themes").is_some_and(|path| path.contains("/i18n/"));
    let texts = subject.sources.texts.iter().filter(|(path, _)| of_theme(path));
    let own = texts.flat_map(|(path, text)| {
        let webs = addresses(text).into_iter().filter(|(kind, _)| *kind == Kind::Web);
        webs.map(move |(_, place)| (text[place.clone()].to_owned(), Span::new(path, place)))
    });
    own.collect()
}

impl<'a> Known<'a> {
    fn new(subject: &'a Subject<'a>) -> Known<'a> {
        let portal = subject.portal;
        let places = portal.places();
        let address = |place: &Place<'a>| place.address().as_str().to_owned();
        let bodies = |place: &Place<'a>| Some((address(place), place.bodies()?));
        Known {
            subject,
            addresses: portal.addresses(&places, &Tables::of(portal, &places)),
            pages: places.iter().filter_map(|place| Some((place.source()?, address(place)))).collect(),
            bodies: places.iter().filter_map(bodies).collect(),
            marks: places
                .iter()
                .flat_map(|place| place.marks().into_iter().map(|mark| (address(place), mark)))
                .collect(),
            items: portal.years.values().flat_map(|year| &year.items).map(|item| &item.path).collect(),
        }
    }

    /// Holds a link against what exists, as a page in `lang` shows it.
    fn link(&self, link: &Written<'_>, lang: Lang) -> Option<Diagnostic> {
        let (portal, at) = (self.subject.portal, link.at);
        // It was told while it was read.
        if flaw(link.target).is_some() {
            return None;
        }
        let target = portal.target(&at.path, link.target, link.from_content);
        if portal.is_unpublished(&target) {
            // The evidence tells it by itself, and drafts may wait for each other.
            let waits = link.role == Role::Evidence || portal.is_unpublished(&portal.target(&at.path, "#x", false));
            return (!waits).then(|| unpublished(&target, at));
        }
        if link.role == Role::Image && self.is_no_picture(&target, link.target) {
            return Some(no_picture(&target, at));
        }
        match target {
            Target::Outside => None,
            Target::Address { address, query, anchor, whole } => match self.known(&address, whole) {
                Some(known) if asks(known, &query, whole) => {
                    let told = portal.agency.is_legacy(&address) || link.role == Role::Evidence;
                    (!told).then(|| no_program(&format!("{address}{query}"), at))
                }
                Some(address) => {
                    let (page, lang) = match address.strip_prefix("en/") {
                        Some(page) => (page, Lang::En),
                        None => (address, lang),
                    };
                    anchor.and_then(|anchor| self.anchor(&anchor, page, lang, at))
                }
                None => self.no_address(&address, whole, link),
            },
            Target::File { path, anchor: Some(anchor) } if link.target.trim().starts_with('#') => {
                let page = self.pages.get(&path).filter(|page| self.bodies.contains_key(*page));
                page.map_or_else(|| no_heading(&anchor, &[], None, at), |page| self.anchor(&anchor, page, lang, at))
            }
            Target::File { path, .. } if portal.hides(&path).is_some() => {
                portal.hides(&path).map(|year| hidden(year, at))
            }
            Target::File { path, .. } if is_kept(path.as_str()) => Some(not_public(&LINK_BROKEN, &path, at)),
            Target::File { path, anchor } => match self.pages.get(&path) {
                Some(page) => anchor.and_then(|anchor| self.anchor(&anchor, page, lang, at)),
                None if portal.files.contains_key(&path) || portal.is_faulty(path.as_str()) => None,
                None if self.items.contains(&path) => None,
                None if self.subject.sources.texts.contains_key(&path) => Some(not_public(&LINK_BROKEN, &path, at)),
                None if path.as_str().contains("/files/") => Some(not_there(self.subject, &path, at)),
                None => Some(self.no_file(&path, at)),
            },
            Target::Nowhere if link.target.trim().is_empty() => Some(leads_nowhere(at)),
            Target::Nowhere if link.target.contains('\\') => Some(backslashes(link.target, at)),
            Target::Nowhere => Some(self.no_page(link.target, at)),
        }
    }

    /// The address of the site that is meant. Hosts lead from one without its last slash to the other.
    fn known(&self, address: &str, whole: bool) -> Option<&str> {
        let slash = || self.addresses.get(&format!("{address}/")).filter(|_| whole);
        self.addresses.get(address).or_else(slash).map(String::as_str)
    }

    /// Whether what an image names is anything but a file of the site.
    fn is_no_picture(&self, target: &Target, written: &str) -> bool {
        let web = || Parts::of(written).is_some_and(|parts| parts.is_web());
        match target {
            Target::Outside => web(),
            Target::Address { address, whole, .. } => match self.known(address, *whole) {
                Some(known) => known.is_empty() || known.ends_with('/'),
                None => *whole,
            },
            Target::File { path, .. } => self.pages.contains_key(path),
            Target::Nowhere => false,
        }
    }

    /// The finding for an address of the site where there is nothing.
    fn no_address(&self, address: &str, whole: bool, link: &Written<'_>) -> Option<Diagnostic> {
        let portal = self.subject.portal;
        let faulty = || portal.hidden.iter().any(|hidden| address.starts_with(hidden.as_str()));
        if let Some(year) = hidden_year(portal, address) {
            return Some(hidden(year, link.at));
        }
        if is_kept(address) {
            return Some(not_public(&LINK_BROKEN, &address, link.at));
        }
        if portal.agency.is_legacy(address) || faulty() || (whole && link.role == Role::Evidence) {
            return None;
        }
        Some(if whole { self.no_own_page(address, link.at) } else { self.no_page(&format!("/{address}"), link.at) })
    }

    fn no_own_page(&self, address: &str, at: &Span) -> Diagnostic {
        let said = both!("เว็บนี้ไม่มีหน้า /{address}", "this site has no page /{address}");
        let first = address.split_inclusive('/').next().unwrap_or_default();
        Diagnostic::new(&LINK_OWN_HOST, at, said).hint(both!(
            "แก้ที่อยู่ให้เป็นหน้าของเว็บนี้ ถ้าโปรแกรมอื่นบนโฮสต์เดียวกันแสดงหน้านั้น เติม legacy: [/{first}] ใน content/agency.yaml",
            "give the address of one of its pages; if another program on this host answers there, add `legacy: [/{first}]` to content/agency.yaml"
        ))
    }

    /// Holds an anchor against the body that a page in `lang` shows.
    fn anchor(&self, anchor: &str, page: &str, lang: Lang, at: &Span) -> Option<Diagnostic> {
        if self.has_mark(page, anchor) {
            return None;
        }
        match in_lang(self.bodies.get(page)?, lang) {
            Some((body, Lang::En)) if body.path != at.path => no_heading(anchor, &body.headings, Some(&body.path), at),
            Some((body, _)) => no_heading(anchor, &body.headings, None, at),
            None => no_heading(anchor, &[], None, at),
        }
    }

    fn has_mark(&self, page: &str, name: &str) -> bool {
        self.marks.contains(&(page.to_owned(), name.to_owned()))
    }

    fn no_page(&self, address: &str, at: &Span) -> Diagnostic {
        let finding = Diagnostic::new(&LINK_BROKEN, at, both!("ไม่มีหน้า {address}", "there is no page {address}"));
        let wanted = address.trim_matches('/');
        match self.subject.nearest(wanted, self.addresses.iter().map(|known| known.trim_end_matches('/'))) {
            Some(meant) => {
                let slash = if self.addresses.contains(meant) { "" } else { "/" };
                finding.hint(both!("หมายถึง /{meant}{slash} ใช่หรือไม่", "did you mean /{meant}{slash}?"))
            }
            None => finding.hint(both("แก้ที่อยู่ หรือลบลิงก์", "correct the address, or remove the link")),
        }
    }

    fn no_file(&self, path: &RelPath, at: &Span) -> Diagnostic {
        let finding = Diagnostic::new(&LINK_BROKEN, at, both!("ไม่มีไฟล์ {path}", "there is no file {path}"));
        let name = path.file_name();
        if is_telephone(name) {
            return finding.hint(both!("เบอร์โทรเขียน tel:{name}", "a telephone is written tel:{name}"));
        }
        let page = [format!("{path}.md"), format!("{path}/index.md")].map(|own| RelPath::new(&own));
        if let Some(own) = page.into_iter().flatten().find(|own| self.pages.contains_key(own)) {
            return finding.hint(both!("หมายถึง {own} ใช่หรือไม่", "did you mean {own}?"));
        }
        // A mistyped name is sought in its own folder, a mistyped folder by the name: comparing with every page would take
        // long on a large site.
        let pages = self.pages.keys();
        let alike = pages.filter(|known| known.folder() == path.folder() || known.file_name() == path.file_name());
        match self.subject.nearest(path.as_str(), alike.map(|known| known.as_str())) {
            Some(meant) => finding.hint(both!("หมายถึง {meant} ใช่หรือไม่", "did you mean {meant}?")),
            None => finding
                .hint(both("ตรวจชื่อและจำนวน ../ โดยนับจากไฟล์นี้", "check the name, and count the ../ from this file")),
        }
    }
}

/// The finding for the path of a file as Windows writes it.
fn backslashes(written: &str, at: &Span) -> Diagnostic {
    let right = written.trim().replace('\\', "/");
    Diagnostic::new(&LINK_BROKEN, at, both!("ไม่มีหน้า {}", "there is no page {}", shown(written)))
        .hint(both!("ใช้ / แทน \\ เขียน {right}", "write / for \\: {right}"))
}

/// The finding for a page of the site that is asked as a program is.
fn no_program(address: &str, at: &Span) -> Diagnostic {
    Diagnostic::new(&LINK_OWN_HOST, at, both!("เว็บนี้ไม่มีหน้า /{address}", "this site has no page /{address}")).hint(both(
        "ใช้ที่อยู่ของหน้าที่ต้องการในเว็บนี้ ซึ่งไม่มี ? ต่อท้าย",
        "give the address of the page that is meant, which has no `?` at its end",
    ))
}

/// The hidden year that an address of the site is about.
fn hidden_year(portal: &Portal, address: &str) -> Option<FiscalYear> {
    let hidden = |year: &FiscalYear| portal.years[year].visibility() == Visibility::Hidden;
    address.split('/').filter_map(FiscalYear::parse).filter(|year| portal.years.contains_key(year)).find(hidden)
}

fn hidden(year: FiscalYear, at: &Span) -> Diagnostic {
    let said = both!(
        "ปี {year} ซ่อนอยู่ (visibility: hidden) จึงไม่มีหน้าและไฟล์ของปีนั้นในเว็บ",
        "{year} is hidden (`visibility: hidden`), so the site has no page and no file of it"
    );
    Diagnostic::new(&LINK_BROKEN, at, said).hint(both(
        "ลบลิงก์ หรือเปลี่ยนปีนั้นเป็น visibility: archive",
        "remove the link, or make that year `visibility: archive`",
    ))
}

fn unpublished(target: &Target, at: &Span) -> Diagnostic {
    let page = match target {
        Target::File { path, .. } => path.to_string(),
        Target::Address { address, .. } => format!("/{address}"),
        Target::Outside | Target::Nowhere => String::new(),
    };
    let said =
        both!("{page} ยังไม่เผยแพร่ ลิงก์นี้จึงแสดงเป็นข้อความ", "{page} is not public yet, so this link is shown as text");
    Diagnostic::new(&LINK_UNPUBLISHED, at, said).hint(both(
        "ลิงก์จะใช้ได้เองเมื่อหน้านั้นเผยแพร่ (ลบ draft หรือถึงวัน publish) และสร้างเว็บอีกครั้ง",
        "it becomes a link when that page is public (no `draft`, the day of `publish`) and the site is built again",
    ))
}

fn no_picture(target: &Target, at: &Span) -> Diagnostic {
    if *target == Target::Outside || matches!(target, Target::Address { whole: true, .. }) {
        let said = both("ภาพของเว็บอื่นไม่แสดงบนหน้านี้", "a picture of another site is not shown");
        return Diagnostic::new(&LINK_PICTURE, at, said).hint(both(
            "บันทึกภาพลงในโฟลเดอร์ files แล้วเขียน ![คำบรรยาย](../files/photo.jpg) วิดีโอให้วางที่อยู่เป็นย่อหน้าเดียว",
            "save it into a folder `files` and write ![what it shows](../files/photo.jpg); the address of a film stands in \
             a paragraph of its own",
        ));
    }
    Diagnostic::new(&LINK_PICTURE, at, both("ตรงนี้เป็นหน้าเว็บ ไม่ใช่ภาพ", "this is a page, no picture"))
        .hint(both("ลบ ! เพื่อให้เป็นลิงก์ หรือใส่ชื่อไฟล์ภาพ", "take the ! away for a link, or name the file of a picture"))
}

fn leads_nowhere(at: &Span) -> Diagnostic {
    Diagnostic::new(&LINK_BROKEN, at, both("ลิงก์นี้ไม่ได้ชี้ไปที่ใด", "this link leads nowhere"))
        .hint(both("เขียนว่าไปที่ใด หรือลบลิงก์", "write where it leads, or remove the link"))
}

/// The finding for an anchor that none of `headings` has. `file` is named where the page has one for each language.
fn no_heading(anchor: &str, headings: &[Heading], file: Option<&RelPath>, at: &Span) -> Option<Diagnostic> {
    let anchors: Vec<&str> = headings.iter().map(|heading| heading.anchor.as_str()).collect();
    if anchors.contains(&anchor) {
        return None;
    }
    let said = match file {
        Some(file) => both!("ไม่มีหัวข้อ #{anchor} ในไฟล์ {file}", "{file} has no heading #{anchor}"),
        None => both!("ไม่มีหัวข้อ #{anchor} ในหน้านั้น", "that page has no heading #{anchor}"),
    };
    let finding = Diagnostic::new(&ANCHOR_BROKEN, at, said);
    if let Some(name) = nearest(&slug(anchor), anchors.iter().copied()) {
        return Some(finding.hint(both!("หมายถึง #{name} ใช่หรือไม่", "did you mean #{name}?")));
    }
    if anchors.is_empty() {
        let said =
            both("หน้านั้นไม่มีหัวข้อ ให้เขียนหัวข้อ หรือตัด # ออก", "that page has no headings; write one, or take the # away");
        return Some(finding.hint(said));
    }
    let shown = anchors.iter().take(8).map(|name| format!("#{name}")).collect::<Vec<_>>().join(" ");
    Some(match file {
        Some(_) => finding.hint(both!(
            "เติม {{#{anchor}}} ท้ายหัวข้อที่ตรงกัน ซึ่งมี: {shown}",
            "write {{#{anchor}}} after the heading that is meant; its headings: {shown}"
        )),
        None => finding.hint(both!("หัวข้อที่มี: {shown}", "its headings: {shown}")),
    })
}

/// Sections that evidence names and that the English body lacks. Those of the Thai body are held in `references`.
fn english_sections(item: &Item) -> Vec<Diagnostic> {
    let Some((english, Lang::En)) = in_lang(&item.bodies, Lang::En) else { return Vec::new() };
    let thai = item.bodies.th.iter().flat_map(|body| body.headings.iter());
    let thai: HashSet<&str> = thai.map(|heading| heading.anchor.as_str()).collect();
    let sections = item.evidence.iter().filter_map(|evidence| match &evidence.proof {
        Proof::Section(anchor) if thai.contains(anchor.value.as_str()) => Some(anchor),
        _ => None,
    });
    sections
        .filter_map(|anchor| no_heading(&anchor.value, &english.headings, Some(&english.path), &anchor.span))
        .collect()
}

/// Pages that evidence names.
pub(super) fn proofs(portal: &Portal) -> impl Iterator<Item = &Spanned<String>> {
    let items = portal.shown().flat_map(|year| &year.items).flat_map(|item| item.evidence.iter());
    let steps = portal.shown().flat_map(|year| &year.measures).flat_map(|measure| &measure.steps);
    let all = items.map(|evidence| &evidence.proof).chain(steps.filter_map(|step| step.evidence.as_ref()));
    all.filter_map(|proof| match proof {
        Proof::Page(page) => Some(page),
        _ => None,
    })
}

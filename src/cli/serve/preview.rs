//! What the preview answers: the site as it is shown at the moment, the pages of the preview itself, and the state that
//! open pages are told.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use serde_json::json;

use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::lang::Lang;
use crate::base::mask::mask;
use crate::base::output::{Asset, NOT_FOUND, Output};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::cli::serve::check_list;
use crate::cli::serve::itas;
use crate::cli::serve::overview;
use crate::cli::serve::state::{Parts, Version, state};
use crate::cli::status::words;
use crate::io::http::events::Events;
use crate::io::http::pages::{Found, OWN, Pages};
use crate::io::pictures::store::Pictures;
use crate::io::real::real;
use crate::ita::staff::Note;
use crate::pipeline::planned::Planned;
use crate::pipeline::site::Site;

/// The files of the preview's own pages, by their name below [`OWN`].
const FILES: [(&str, &str); 8] = [
    ("preview.js", include_str!("page/preview.js")),
    ("worker.js", include_str!("page/worker.js")),
    ("preview.css", include_str!("page/preview.css")),
    ("element.js", include_str!("page/element.js")),
    ("overview.js", include_str!("page/overview.js")),
    ("itas.js", include_str!("page/itas.js")),
    ("itas.html", DRAWN),
    ("", DRAWN),
];

/// A page of the webmaster's own, which its script fills.
const DRAWN: &str = include_str!("page/own.html");

/// A page for when there is no site to show yet.
const NOTHING: &str = include_str!("page/nothing.html");

/// The preview, asked by browsers and told by the rebuilds.
pub(super) struct Preview {
    root: PathBuf,
    lang: Lang,
    today: Day,
    events: Arc<Events>,
    /// What pages show of pictures, made when a browser asks for it.
    pictures: Pictures,
    now: RwLock<Now>,
}

/// The preview at this moment.
#[derive(Default)]
struct Now {
    /// The site that pages come from, and the number of its rebuild.
    shown: Option<(Arc<Planned>, u64)>,
    version: Version,
    /// The newest site, whose findings these are; not always the one that is shown.
    newest: Option<Arc<Planned>>,
    findings: Vec<Diagnostic>,
    parts: Parts,
}

impl Preview {
    pub(super) fn new(root: &Path, lang: Lang, today: Day) -> Preview {
        let (pictures, now) = (Pictures::reading(root), RwLock::default());
        Preview { root: root.to_owned(), lang, today, events: Arc::default(), pictures, now }
    }

    pub(super) fn events(&self) -> Arc<Events> {
        self.events.clone()
    }

    /// Shows a site that is not checked yet; the findings stay those of before.
    pub(super) fn show(&self, site: Arc<Planned>, number: u64, style_only: bool, parts: Parts) {
        let mut now = self.write();
        now.parts = parts;
        let before = now.show(site, number, style_only);
        self.tell(&now);
        drop(now);
        // A large site takes its time to be let go, and nobody waits for that.
        drop(before);
    }

    /// Shows a checked site, with what is wrong in it.
    pub(super) fn settle(
        &self,
        site: Arc<Planned>,
        number: u64,
        style_only: bool,
        findings: Vec<Diagnostic>,
        parts: Parts,
    ) {
        let mut now = self.write();
        now.parts = parts;
        let before = now.show(site.clone(), number, style_only);
        (now.newest, now.findings) = (Some(site), findings);
        self.tell(&now);
        drop(now);
        drop(before);
    }

    /// Shows the last good site, with what is wrong in the newest.
    pub(super) fn keep(&self, good: Option<Arc<Planned>>, newest: Option<Arc<Planned>>, findings: Vec<Diagnostic>) {
        let mut now = self.write();
        let same = match (&now.shown, &good) {
            (Some((shown, _)), Some(good)) => Arc::ptr_eq(shown, good),
            (None, None) => true,
            _ => false,
        };
        if !same {
            now.version.content += 1;
            now.shown = good.map(|good| (good, 0));
        }
        (now.newest, now.findings) = (newest, findings);
        self.tell(&now);
    }

    fn tell(&self, now: &Now) {
        let none = Sources::default();
        let sources = now.newest.as_ref().map_or(&none, |newest| newest.site.sources());
        self.events.tell(&state(now.version, &now.findings, sources, now.parts));
    }

    fn read(&self) -> RwLockReadGuard<'_, Now> {
        self.now.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Now> {
        self.now.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// A page or file of the preview itself.
    fn own(&self, name: &str) -> Found {
        if name == "overview.json" {
            let now = self.read();
            let newest = now.newest.as_ref();
            let json = newest.map_or_else(String::new, |newest| {
                mask(&overview::overview(&newest.site, &now.findings, self.today, self.lang).to_string()).into_owned()
            });
            return Found::Bytes { name: name.to_owned(), bytes: json.into_bytes() };
        }
        if let Some(year) = name.strip_prefix("itas-").and_then(|rest| rest.strip_suffix(".json")) {
            let now = self.read();
            let sheet = now.newest.as_ref().and_then(|newest| itas::sheet(&newest.site, year, self.today));
            let json = sheet.map_or_else(String::new, |sheet| mask(&sheet.to_string()).into_owned());
            return Found::Bytes { name: name.to_owned(), bytes: json.into_bytes() };
        }
        let newest = self.read().newest.clone();
        if let Some(page) = newest.and_then(|newest| check_list::page(&newest.site, name)) {
            let bytes = mask(&page).into_owned().into_bytes();
            return Found::Bytes { bytes: with_script(bytes, name, self.read().version, &[]), name: name.to_owned() };
        }
        match FILES.iter().find(|(known, _)| *known == name) {
            Some((name, text)) => {
                let html = if name.is_empty() { "index.html" } else { name };
                let page = name.strip_suffix(".html").unwrap_or("overview");
                let text = text.replace("LANG", self.lang.tag()).replace("PAGE_NAME", page);
                Found::Bytes {
                    name: html.to_owned(),
                    bytes: with_script(text.into_bytes(), html, self.read().version, &[]),
                }
            }
            None => Found::Nothing(Vec::new()),
        }
    }

    /// The folder that the site has on its host, `/` or `/portal/`: here it has the same.
    fn folder<'a>(&self, site: &'a Site) -> &'a str {
        site.base_url().folder()
    }

    /// What the site has at a path below its folder.
    fn of_site(&self, site: &Site, version: Version, path: &str) -> Found {
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let made = RelPath::new(&file).and_then(|file| site.make(&file));
        match made {
            Some(Ok(Asset::Bytes(bytes))) => {
                let notes = RelPath::new(&file).map(|file| site.notes(&file)).unwrap_or_default();
                Found::Bytes { bytes: with_script(bytes, &file, version, &notes), name: file }
            }
            Some(Ok(Asset::CopyOf { path, .. })) => self.copy(&path),
            Some(Ok(Asset::Picture(recipe))) => match self.pictures.make(&recipe) {
                Ok(bytes) => Found::Bytes { bytes, name: file },
                Err(_) => Found::Nothing(Vec::new()),
            },
            Some(Err(_)) => nothing(path, version),
            None => {
                let page = RelPath::new(&format!("{path}/index.html")).filter(|page| site.has(page));
                match page {
                    Some(_) => Found::Elsewhere(format!("{}{path}/", self.folder(site))),
                    None => Found::Nothing(not_found(site, path, version)),
                }
            }
        }
    }

    /// A file among the sources. A link that leads out of the site by now is not followed.
    fn copy(&self, source: &RelPath) -> Found {
        match real(&self.root.join(source.as_str())) {
            Ok(path) if path.starts_with(&self.root) => Found::File(path),
            _ => Found::Nothing(Vec::new()),
        }
    }
}

impl Now {
    /// Shows a site, and gives back the one that was shown before it.
    fn show(&mut self, site: Arc<Planned>, number: u64, style_only: bool) -> Option<Arc<Planned>> {
        if self.shown.as_ref().is_some_and(|(_, shown)| *shown == number) {
            return None;
        }
        let before = self.shown.replace((site, number)).map(|(before, _)| before);
        match before {
            Some(_) if style_only => self.version.style += 1,
            _ => self.version.content += 1,
        }
        before
    }
}

impl Pages for Preview {
    fn find(&self, path: &str) -> Found {
        if let Some(own) = path.strip_prefix(OWN) {
            return self.own(own);
        }
        // The lock is not held while a page is made.
        let (shown, version) = {
            let now = self.read();
            (now.shown.clone(), now.version)
        };
        let Some((shown, _)) = shown else { return nothing(path, version) };
        let site = &shown.site;
        let folder = self.folder(site);
        match path.strip_prefix(folder) {
            Some(inside) => self.of_site(site, version, inside),
            None if path == "/" || format!("{path}/") == folder => Found::Elsewhere(folder.to_owned()),
            None => Found::Nothing(not_found(site, "", version)),
        }
    }
}

/// The page for what does not exist, in the language of the path.
fn not_found(site: &Site, path: &str, version: Version) -> Vec<u8> {
    let english = RelPath::new(&format!("en/{NOT_FOUND}")).filter(|_| path.starts_with("en/"));
    let made = english.and_then(|page| site.make(&page)).or_else(|| site.make(&RelPath::new(NOT_FOUND)?));
    match made {
        Some(Ok(Asset::Bytes(bytes))) => with_script(bytes, NOT_FOUND, version, &[]),
        _ => Vec::new(),
    }
}

/// A page that only the preview's own findings are shown on.
fn nothing(path: &str, version: Version) -> Found {
    let lang = if path.trim_start_matches('/').starts_with("en/") { Lang::En } else { Lang::Th };
    let html = NOTHING.replace("LANG", lang.tag());
    Found::Bytes { name: "index.html".to_owned(), bytes: with_script(html.into_bytes(), "index.html", version, &[]) }
}

/// A page with the one script tag that the preview adds, which says what the staff is told of it; any other file as it is.
fn with_script(bytes: Vec<u8>, name: &str, version: Version, notes: &[&Note]) -> Vec<u8> {
    if !name.ends_with(".html") {
        return bytes;
    }
    let Version { content, style } = version;
    let notes = if notes.is_empty() { String::new() } else { format!(" data-notes=\"{}\"", said(notes, name)) };
    let tag = format!("<script src=\"{OWN}preview.js\" data-state=\"{content}.{style}\"{notes} async></script>");
    let end = b"</body>";
    let at = bytes.windows(end.len()).rposition(|part| part == end).unwrap_or(bytes.len());
    [&bytes[..at], tag.as_bytes(), &bytes[at..]].concat()
}

/// Notes as a list of texts in the language of a page, as JSON that can stand in an attribute.
fn said(notes: &[&Note], page: &str) -> String {
    let lang = if page.starts_with("en/") { Lang::En } else { Lang::Th };
    let one = |note: &&Note| match note.beside.last() {
        None => words::note(note, lang),
        Some(entry) => format!("{} {}: {}", entry.list, entry.name, words::note(note, lang)),
    };
    let json = json!(notes.iter().map(one).collect::<Vec<_>>()).to_string();
    mask(&json).replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

//! The flow for a site that is being edited: what has not changed is not parsed again, and a page is made when somebody
//! asks for it. The result of each step is what `build` makes of the same sources.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use self_cell::self_cell;

use crate::base::diag::{self, Diagnostic};
use crate::base::lang::Lang;
use crate::base::output::Asset;
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::Spanned;
use crate::base::words::Words;
use crate::check;
use crate::export::Data;
use crate::ita::agency::BaseUrl;
use crate::ita::portal::Portal;
use crate::parse::{self, Parsed};
use crate::pipeline::dress;
use crate::render::theme::Theme;
use crate::render::{Options, Plan};

/// What is kept from one save to the next: every file of the content as it was parsed, and the compiled theme.
#[derive(Default)]
pub struct Kept {
    files: BTreeMap<RelPath, KeptFile>,
    theme: Option<KeptTheme>,
}

/// A parsed file with the text that it was parsed from.
struct KeptFile {
    text: Arc<str>,
    parsed: (Parsed, Vec<Diagnostic>),
}

/// A compiled theme with the texts that it was compiled from.
struct KeptTheme {
    texts: Vec<(RelPath, Arc<str>)>,
    name: Spanned<String>,
    words: Arc<Words>,
    theme: Theme,
    findings: Vec<Diagnostic>,
    /// Set once every kind of page could be made with it.
    proven: Arc<OnceLock<()>>,
}

/// Everything that the pages of a site are made from.
struct Whole {
    portal: Portal,
    sources: Arc<Sources>,
    words: Arc<Words>,
    options: Options,
}

self_cell!(
    struct Planned {
        owner: Whole,
        #[covariant]
        dependent: Plan,
    }
);

/// A site at one moment: whole, unchanging, and able to make any of its files.
pub struct Live {
    planned: Planned,
    /// What is wrong by the files themselves; the checks of the whole site come after.
    findings: Vec<Diagnostic>,
    /// Whether the theme has been tried; shared with later moments of the same theme.
    proven: Arc<OnceLock<()>>,
}

impl Kept {
    /// Reads sources again, at the cost of what has changed in them.
    pub fn read(&mut self, sources: Arc<Sources>, options: &Options) -> Live {
        let mut findings = sources.findings.clone();
        let (portal, faults) = parse::assemble(&sources, self.parse(&sources));
        findings.extend(faults);
        let kept = self.theme(&sources, &portal.agency.theme);
        findings.extend(kept.findings.iter().cloned());
        let (words, theme, proven) = (kept.words.clone(), kept.theme.clone(), kept.proven.clone());
        let whole = Whole { portal, sources, words, options: options.clone() };
        let planned = Planned::new(whole, |of| Plan::new(&of.portal, theme, &of.words, &of.sources, &of.options));
        Live { planned, findings, proven }
    }

    /// The files of the content, each parsed once for each of its texts.
    fn parse(&mut self, sources: &Sources) -> Vec<(Parsed, Vec<Diagnostic>)> {
        let content = || sources.texts.iter().filter(|(path, _)| path.below("content").is_some());
        self.files.retain(|path, _| sources.texts.contains_key(path));
        let same = |kept: &KeptFile, text: &Arc<str>| Arc::ptr_eq(&kept.text, text) || kept.text == *text;
        let is_new = |(path, text): &(&RelPath, &Arc<str>)| !self.files.get(*path).is_some_and(|kept| same(kept, text));
        let new: Vec<_> = content().filter(is_new).collect();
        let parsed = new.into_par_iter().map(|(path, text)| {
            let file = KeptFile { text: text.clone(), parsed: parse::file(path, text) };
            (path.clone(), file)
        });
        let parsed: Vec<_> = parsed.collect();
        self.files.extend(parsed);
        self.files.values().map(|kept| kept.parsed.clone()).collect()
    }

    /// The words and the theme, compiled once for each of their texts.
    fn theme(&mut self, sources: &Sources, name: &Spanned<String>) -> &KeptTheme {
        let texts = sources.texts.iter().filter(|(path, _)| path.below("themes").is_some());
        let texts: Vec<_> = texts.map(|(path, text)| (path.clone(), text.clone())).collect();
        let kept = self.theme.take().filter(|kept| kept.texts == texts && kept.name == *name);
        self.theme.insert(kept.unwrap_or_else(|| {
            let (words, theme, findings) = dress(sources, name);
            KeptTheme { texts, name: name.clone(), words: Arc::new(words), theme, findings, proven: Arc::default() }
        }))
    }
}

impl Live {
    /// What is wrong by the files themselves.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Everything that is wrong, in the order of the files: the files themselves, and the checks of the whole site.
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut findings = self.findings.clone();
        findings.extend(check::check(self.portal(), self.sources(), self.planned.borrow_owner().options.today));
        if !findings.iter().any(Diagnostic::is_error) {
            findings.extend(self.try_theme());
        }
        diag::sort(&mut findings);
        findings
    }

    /// What is wrong with the templates, tried on one page of each kind. A sound theme is tried once.
    fn try_theme(&self) -> Vec<Diagnostic> {
        if self.proven.get().is_some() {
            return Vec::new();
        }
        let findings = self.planned.borrow_dependent().try_templates();
        if findings.is_empty() {
            let _ = self.proven.set(());
        }
        findings
    }

    /// Makes one file of the site, or tells what is wrong with its template. `None` for a path that the site does not have.
    pub fn make(&self, path: &RelPath) -> Option<Result<Asset, Diagnostic>> {
        let data = self.data().file(path.as_str()).map(|bytes| Ok(Asset::Bytes(bytes)));
        data.or_else(|| self.planned.borrow_dependent().make(path))
    }

    /// What the open data is made from.
    fn data(&self) -> Data<'_> {
        let Whole { portal, sources, words, .. } = self.planned.borrow_owner();
        Data { portal, sources, words, base_url: self.base_url() }
    }

    /// The path of every file that the site has.
    pub fn paths(&self) -> Vec<RelPath> {
        let data = self.portal().data_addresses().into_iter().filter_map(|address| RelPath::new(&address));
        let mut paths: Vec<RelPath> = self.planned.borrow_dependent().paths().cloned().chain(data).collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// Whether the site has a file.
    pub fn has(&self, path: &RelPath) -> bool {
        self.planned.borrow_dependent().has(path)
    }

    /// Every page by its address from the root of the site, with its language and its title.
    pub fn contents(&self) -> Vec<(String, Lang, String)> {
        self.planned.borrow_dependent().contents().collect()
    }

    /// The address of the site, without which no page knows where it is.
    pub fn base_url(&self) -> &BaseUrl {
        let whole = self.planned.borrow_owner();
        whole.options.address(&whole.portal)
    }

    pub fn portal(&self) -> &Portal {
        &self.planned.borrow_owner().portal
    }

    pub fn sources(&self) -> &Sources {
        &self.planned.borrow_owner().sources
    }
}

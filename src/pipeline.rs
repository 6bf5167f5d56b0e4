//! The whole flow on one page: text in, a portal in the middle, a site at the end that can make any of its files. Never
//! fails, reads no clock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::base::answer::Answer;
use crate::base::date::Day;
use crate::base::diag::{self, Diagnostic, Rule, has_errors};
use crate::base::lang::Bilingual;
use crate::base::output::Output;
use crate::base::path::RelPath;
use crate::base::reading;
use crate::base::redirect::Redirect;
use crate::base::source::Sources;
use crate::base::span::Spanned;
use crate::base::upload::Target;
use crate::check;
use crate::check::published::Seen;
use crate::ita::agency::BaseUrl;
use crate::ita::alias;
use crate::ita::evidence;
use crate::ita::media;
use crate::ita::options::Options;
use crate::ita::pictures;
use crate::ita::portal::Portal;
use crate::parse;
/// Changes to a file that leave the rest of it as it is.
pub(crate) use crate::parse::edit;
/// The form of the files, and how an older site becomes one of today.
pub(crate) use crate::parse::format;
/// The links of a file after others were moved.
pub(crate) use crate::parse::retarget;
/// First drafts of files, which are written from the tables of the parser.
pub(crate) use crate::parse::skeleton as drafts;
use crate::pipeline::live::Kept;
use crate::pipeline::planned::{Dress, Planned};
use crate::pipeline::site::{Site, Whole};
use crate::render;
use crate::render::theme::{BASE, Theme};

pub(crate) mod held;
pub(crate) mod live;
pub(crate) mod papers;
pub(crate) mod planned;
pub(crate) mod site;
pub(crate) mod translations;

/// What a build has come to.
pub struct Built {
    pub site: Site,
    /// Everything that is wrong, in the order of the files.
    pub findings: Vec<Diagnostic>,
}

impl Built {
    pub fn portal(&self) -> &Portal {
        self.site.portal()
    }

    /// The files of the site; none when there are errors, so that nothing half-right is ever written.
    pub fn output(&self) -> Option<&dyn Output> {
        if has_errors(&self.findings) { None } else { Some(&self.site) }
    }

    /// Adds what was found later.
    pub fn add(&mut self, findings: Vec<Diagnostic>) {
        planned::add(&mut self.findings, findings);
    }
}

/// The names of the stages, in their order, as a build reports them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Parse,
    Check,
}

/// Compiles sources to a site, whose pages are made when somebody pulls them.
pub fn build(sources: &Sources, options: &Options) -> Built {
    build_watched(sources.clone(), options, |_| {})
}

/// Compiles sources to a site, telling each stage as it begins.
pub fn build_watched(sources: impl Into<Arc<Sources>>, options: &Options, mut begins: impl FnMut(Stage)) -> Built {
    begins(Stage::Parse);
    let planned = plan(sources.into(), options, None);
    begins(Stage::Check);
    let findings = planned.check();
    Built { site: planned.site, findings }
}

/// Finds everything that is wrong with sources. Every page is made for that, and none is kept.
pub fn check(sources: impl Into<Arc<Sources>>, options: &Options) -> Built {
    let planned = plan(sources.into(), options, None);
    let mut findings = planned.check();
    planned.try_pages(&mut findings, || true);
    Built { site: planned.site, findings }
}

/// Text to a planned site: gather, parse, dress, plan. With what is `kept` of the last time, at the cost of what has changed.
pub(crate) fn plan(sources: Arc<Sources>, options: &Options, kept: Option<&mut Kept>) -> Planned {
    let named = &parse::theme(&sources);
    // Who edits the site sees its drafts, and nobody else.
    let drafts = kept.is_some();
    let own = || dress(&sources, named);
    let ((portal, mut findings), dress) = match kept {
        Some(kept) => (read(&sources, options.today, Some(&mut *kept)), kept.dress(&sources, named, own)),
        None => rayon::join(|| read(&sources, options.today, None), own),
    };
    let Dress { words, theme, findings: unfit, proven } = dress;
    findings.extend(unfit);
    let published = portal.published(drafts);
    let whole = Whole { portal, published, sources, words, options: options.clone(), seen: Seen::default() };
    Planned { site: Site::new(whole, theme), findings, proven }
}

/// The portal of a site on a day, with what is wrong by its files, for whoever makes no page of it.
pub fn portal(sources: &Sources, today: Day) -> (Portal, Vec<Diagnostic>) {
    read(sources, today, None)
}

/// The same with what the checks of the whole site find.
pub(crate) fn checked(sources: &Sources, today: Day) -> (Portal, Vec<Diagnostic>) {
    let (portal, mut findings) = read(sources, today, None);
    planned::add_checks(&mut findings, &portal, sources, today);
    (portal, findings)
}

fn read(sources: &Sources, today: Day, mut kept: Option<&mut Kept>) -> (Portal, Vec<Diagnostic>) {
    let files = match &mut kept {
        Some(kept) => kept.gather(sources),
        None => parse::files(&parse::texts(sources), sources),
    };
    let (mut portal, faults) = parse::assemble(sources, files, kept.as_mut().map(|kept| &mut kept.assembled));
    portal.live_on(today);
    let judged = kept.map(|kept| kept.judged(&portal, sources, today));
    evidence::judge(&mut portal, sources, today, judged);
    (portal, sources.findings.iter().cloned().chain(faults).collect())
}

/// The name of a kind of agency, from the file that the program carries of it.
pub(crate) fn kind_name(path: &RelPath, text: &str) -> Bilingual<String> {
    parse::kind_name(path, text)
}

/// The words and the theme that a site names.
fn dress(sources: &Sources, named: &Spanned<String>) -> Dress {
    let (words, mut findings) = parse::words::words(sources, BASE, &named.value);
    let (theme, faults) = Theme::compile(sources, &named.value, &named.span, &words);
    findings.extend(faults);
    Dress { words: Arc::new(words), theme, findings, proven: Arc::new(OnceLock::new()) }
}

/// The site's address, the targets that it is uploaded to, and the files whose personal numbers are allowed.
pub(crate) fn publication(sources: &Sources) -> (Option<BaseUrl>, Vec<Target>, BTreeSet<String>) {
    parse::publication::publication(sources)
}

/// Whether a text of the content has a password, so that nobody else may have it.
pub(crate) fn has_secret(path: &RelPath, text: &str) -> bool {
    parse::upload::has_secret(path, text)
}

/// Every rule of prongsai: the source of the codes, of `check --explain` and of the handbook.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    reading::RULES
        .iter()
        .copied()
        .chain(parse::rules())
        .chain(render::rules::RULES.iter().copied())
        .chain(check::rules())
}

/// The addresses that the page of a file had; `None` for files that are no such pages.
pub(crate) fn aliases<'p>(portal: &'p Portal, path: &RelPath) -> Option<&'p [Spanned<String>]> {
    alias::forwardings(portal).find(|own| own.path == path).map(|own| own.aliases)
}

/// The pictures that pages show and nobody has the address of.
pub(crate) fn only_shown(portal: &Portal) -> BTreeSet<RelPath> {
    pictures::only_shown(portal)
}

/// Where the captions of a film may stand; nothing for other files.
pub(crate) fn captions(path: &RelPath) -> impl Iterator<Item = RelPath> {
    media::played(path).map(|_| media::captions(path).map(|(_, own)| own)).into_iter().flatten()
}

/// Every old address of the site's pages, for whoever writes rules of a web server.
pub(crate) fn redirects(portal: &Portal) -> Vec<Redirect> {
    alias::redirects(portal)
}

/// Every address outside the site that its content names. Nothing is asked here.
pub fn outside_links(portal: &Portal) -> Vec<Spanned<String>> {
    check::outside::links(portal)
}

/// Adds to the findings what is wrong with outside links, by what their addresses answered.
pub fn add_outside(findings: &mut Vec<Diagnostic>, links: &[Spanned<String>], answers: &BTreeMap<String, Answer>) {
    findings.extend(check::outside::judge(links, answers));
    diag::sort(findings);
}

/// The names of the schemas for editors.
pub fn schema_names() -> impl Iterator<Item = &'static str> {
    parse::schema::names()
}

/// An editor's schema as JSON text.
pub fn schema(name: &str) -> Option<String> {
    parse::schema::schema(name)
}

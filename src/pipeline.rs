//! The whole flow on one page: text in, a portal in the middle, an output at the end. Never fails, reads no clock.

use std::collections::BTreeMap;

use crate::base::answer::Answer;
use crate::base::diag::{self, Diagnostic, Rule};
use crate::base::output::Output;
use crate::base::reading;
use crate::base::source::Sources;
use crate::base::span::Spanned;
use crate::base::upload::Target;
use crate::base::words::Words;
use crate::check;
use crate::export::Data;
use crate::ita::agency::BaseUrl;
use crate::ita::portal::Portal;
use crate::parse;
use crate::render::theme::{BASE, Theme};
use crate::render::{self, Options, Plan};

pub mod live;

/// What a build has made.
pub struct Built {
    pub portal: Portal,
    /// The site; empty when there are errors, so that nothing half-right is ever written.
    pub output: Output,
    /// Everything that is wrong, in the order of the files.
    pub findings: Vec<Diagnostic>,
}

/// The names of the stages, in their order, as a build reports them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Parse,
    Check,
    Render,
}

/// Compiles sources to a site.
pub fn build(sources: &Sources, options: &Options) -> Built {
    build_watched(sources, options, |_| {})
}

/// Compiles sources to a site, telling each stage as it begins.
pub fn build_watched(sources: &Sources, options: &Options, mut begins: impl FnMut(Stage)) -> Built {
    let mut findings = sources.findings.clone();
    begins(Stage::Parse);
    let (portal, faults) = parse::portal(sources);
    findings.extend(faults);
    begins(Stage::Check);
    let named = &portal.agency.theme;
    let (faults, (words, theme, unfit)) =
        rayon::join(|| check::check(&portal, sources, options.today), || dress(sources, named));
    findings.extend(faults.into_iter().chain(unfit));
    let mut output = Output::default();
    if !findings.iter().any(Diagnostic::is_error) {
        begins(Stage::Render);
        let data = Data { portal: &portal, sources, words: &words, base_url: options.address(&portal) };
        let ((pages, faults), tables) =
            rayon::join(|| Plan::new(&portal, theme, &words, sources, options).render(), || data.output());
        findings.extend(faults);
        output = pages;
        output.0.extend(tables.0);
    }
    findings.iter_mut().for_each(Diagnostic::hide_numbers);
    diag::sort(&mut findings);
    if findings.iter().any(Diagnostic::is_error) {
        output.0.clear();
    }
    Built { portal, output, findings }
}

/// The words and the theme that a site names, with what is wrong in them.
fn dress(sources: &Sources, named: &Spanned<String>) -> (Words, Theme, Vec<Diagnostic>) {
    let (words, mut findings) = parse::words::words(sources, BASE, &named.value);
    let (theme, faults) = Theme::compile(sources, &named.value, &named.span, &words);
    findings.extend(faults);
    (words, theme, findings)
}

/// The site's address and the targets that it is uploaded to.
pub fn publication(sources: &Sources) -> (Option<BaseUrl>, Vec<Target>) {
    parse::publication(sources)
}

/// Every rule of prongsai: the source of the codes, of `check --explain` and of the handbook.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let own = [reading::RULES, parse::rules::RULES, parse::wording::RULES, render::rules::RULES];
    own.into_iter().flatten().copied().chain(check::rules())
}

/// Every address outside the site that its content names. Nothing is asked here.
pub fn outside_links(portal: &Portal) -> Vec<Spanned<String>> {
    check::outside::links(portal)
}

/// Adds to the findings what is wrong with outside links, by what their addresses answered.
pub fn add_outside(findings: &mut Vec<Diagnostic>, links: &[Spanned<String>], answers: &BTreeMap<String, Answer>) {
    findings.extend(check::outside::judge(links, answers));
    findings.iter_mut().for_each(Diagnostic::hide_numbers);
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

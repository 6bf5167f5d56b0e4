//! A site that is planned and not checked yet: what build, check and preview have in common.

use std::sync::{Arc, OnceLock};

use crate::base::date::Day;
use crate::base::diag::{self, Diagnostic, has_errors};
use crate::base::source::Sources;
use crate::base::words::Words;
use crate::check;
use crate::ita::portal::Portal;
use crate::parse::{placeholder, spelling};
use crate::pipeline::site::Site;
use crate::render::theme::Theme;

/// The words and the theme of a site, with what is wrong in them.
#[derive(Clone)]
pub(crate) struct Dress {
    pub words: Arc<Words>,
    pub theme: Theme,
    pub findings: Vec<Diagnostic>,
    /// Set once every kind of page could be made with it.
    pub proven: Arc<OnceLock<()>>,
}

/// A site with what is wrong by the files themselves.
pub(crate) struct Planned {
    pub site: Site,
    pub findings: Vec<Diagnostic>,
    /// Whether the theme has been tried; shared with later moments of the same theme.
    pub proven: Arc<OnceLock<()>>,
}

impl Planned {
    /// What is wrong with the files and, by the checks, with the whole site, in the order of the files.
    pub(crate) fn check(&self) -> Vec<Diagnostic> {
        let (site, mut findings) = (&self.site, self.findings.clone());
        add_checks(&mut findings, site.portal(), site.sources(), site.options().today);
        findings
    }

    /// Adds to what `check` found what a page of each kind shows of the theme. A sound theme is tried once.
    pub(crate) fn try_theme(&self, findings: &mut Vec<Diagnostic>) {
        if self.proven.get().is_some() || has_errors(findings) {
            return;
        }
        let faults = self.site.try_templates();
        if faults.is_empty() {
            let _ = self.proven.set(());
        }
        add(findings, faults);
    }

    /// Adds to what `check` found what only making every page shows. False when that was given up, because `go_on` said so.
    pub(crate) fn try_pages(&self, findings: &mut Vec<Diagnostic>, go_on: impl Fn() -> bool + Sync) -> bool {
        if has_errors(findings) {
            return true;
        }
        match self.site.try_pages(go_on) {
            Some(faults) => {
                add(findings, faults);
                true
            }
            None => false,
        }
    }
}

/// Adds to what is wrong with the files what the checks of the whole site find, and takes away what a person has accepted.
pub(super) fn add_checks(findings: &mut Vec<Diagnostic>, portal: &Portal, sources: &Sources, today: Day) {
    *findings = check::check(std::mem::take(findings), portal, sources, today);
    spelling::leave_the_graver(findings);
    placeholder::leave_alone(findings);
    diag::sort(findings);
}

/// Adds findings, each at its place.
pub(crate) fn add(findings: &mut Vec<Diagnostic>, more: Vec<Diagnostic>) {
    findings.extend(more);
    diag::sort(findings);
}

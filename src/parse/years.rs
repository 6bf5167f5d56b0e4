//! The years of a portal, each put together from its own files. A year takes nothing else from the rest of the site than the
//! names that years use of each other and which attachments there are, so that it is put together again only when one of
//! these or a file of its own is another.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diag::Diagnostic;
use crate::base::path::RelPath;
use crate::ita::assessment::Assessment;
use crate::ita::attachments::Attachments;
use crate::ita::spelling::{Known, Names, settle};
use crate::ita::year::FiscalYear;
use crate::parse::figure;
use crate::parse::parsed::{File, Parsed, are_same};
use crate::parse::spelling;

/// A year as it was put together.
#[derive(Clone)]
pub(super) struct Year {
    /// None where there is nothing but English texts.
    pub assessment: Option<Arc<Assessment>>,
    pub findings: Vec<Diagnostic>,
    /// English texts without a Thai page, by the file of that page.
    pub lone: Vec<(RelPath, RelPath)>,
}

/// What is kept of the years, with the files that they were put together from and what they took from the rest of the site.
#[derive(Default)]
pub(super) struct Years {
    names: Names,
    attachments: Arc<Attachments>,
    years: BTreeMap<FiscalYear, (Vec<Arc<File>>, Year)>,
}

impl Years {
    fn of(&self, year: FiscalYear, files: &[Arc<File>]) -> Option<&Year> {
        let (own, known) = self.years.get(&year)?;
        are_same(own, files).then_some(known)
    }
}

/// Puts every year together from its files, but for those that are kept and the same.
pub(super) fn years(
    files: BTreeMap<FiscalYear, Vec<Arc<File>>>,
    names: Names,
    attachments: &Arc<Attachments>,
    kept: Option<&mut Years>,
) -> BTreeMap<FiscalYear, Year> {
    let known = Known::new(&names);
    let make = |year, files| put_together(year, files, &known, attachments);
    let Some(kept) = kept else {
        return files.into_par_iter().map(|(year, files)| (year, make(year, files))).collect();
    };
    if kept.names != names || !Arc::ptr_eq(&kept.attachments, attachments) {
        kept.years.clear();
    }
    let own = files.into_par_iter().map(|(year, files)| {
        let made = kept.of(year, &files).cloned().unwrap_or_else(|| make(year, files.clone()));
        (year, (files, made))
    });
    kept.years = own.collect();
    (kept.names, kept.attachments) = (names, attachments.clone());
    kept.years.iter().map(|(year, (_, made))| (*year, made.clone())).collect()
}

fn put_together(year: FiscalYear, files: Vec<Arc<File>>, known: &Known<'_>, attachments: &Attachments) -> Year {
    let mut own = Assessment::new(year);
    let (mut english, mut there) = (BTreeMap::new(), false);
    for file in files {
        let parsed = Arc::unwrap_or_clone(file).parsed;
        there |= !matches!(parsed, Parsed::English(..));
        match parsed {
            Parsed::Catalogue(_, catalogue) => own.catalogue = Some(catalogue),
            Parsed::Scores(_, scores) => own.scores = Some(scores),
            Parsed::Analysis(_, analysis) => own.analysis = Some(analysis),
            Parsed::Answered(_, sheet) => own.answered = Some(sheet),
            Parsed::Item(_, item) => own.items.push(item),
            Parsed::Measure(_, measure) => own.measures.push(measure),
            Parsed::English(thai, body) => drop(english.insert(thai, body)),
            _ => {}
        }
    }
    own.items.iter_mut().for_each(|item| item.bodies.en = english.remove(&item.path));
    own.measures.iter_mut().for_each(|measure| measure.bodies.en = english.remove(&measure.path));
    let mut findings = Vec::new();
    figure::within(&mut own, &mut findings);
    findings.extend(settle(&mut own, known).iter().map(spelling::note));
    let lone = english.into_iter().map(|(thai, body)| (thai, body.path)).collect();
    Year { assessment: there.then(|| Arc::new(own.complete(attachments))), findings, lone }
}

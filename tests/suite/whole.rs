//! A whole site in memory, as no build ever holds it: every file, and everything that is wrong.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use prongsai::base::output::Asset;
use prongsai::base::path::RelPath;
use prongsai::base::source::Sources;
use prongsai::ita::options::Options;
use prongsai::pipeline::{self, Built};
use rayon::prelude::*;

/// A built site, of which every file was made.
pub struct Whole {
    built: Built,
    /// Empty when there are errors.
    pub output: BTreeMap<RelPath, Asset>,
}

impl Deref for Whole {
    type Target = Built;

    fn deref(&self) -> &Built {
        &self.built
    }
}

impl DerefMut for Whole {
    fn deref_mut(&mut self) -> &mut Built {
        &mut self.built
    }
}

/// Builds a site and pulls every file of it.
pub fn build(sources: &Sources, options: &Options) -> Whole {
    let mut built = pipeline::build(sources, options);
    let files = built.output().map(|site| {
        let files =
            site.paths().into_par_iter().map(|path| (path.clone(), site.make(&path).expect("a path of the site")));
        files.collect::<Vec<_>>()
    });
    let (mut output, mut faults) = (BTreeMap::new(), Vec::new());
    for (path, made) in files.into_iter().flatten() {
        match made {
            Ok(asset) => drop(output.insert(path, asset)),
            Err(finding) => faults.push(finding),
        }
    }
    built.add(faults);
    if built.output().is_none() {
        output.clear();
    }
    Whole { built, output }
}

//! What is kept of a site that is being edited, so that only what has changed is parsed and compiled again. Each step is
//! the flow's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::date::Day;
use crate::base::path::RelPath;
use crate::base::source::{self, Sources};
use crate::base::span::Spanned;
use crate::ita::address::Address;
use crate::ita::evidence::Judged;
use crate::ita::portal::Portal;
use crate::parse;
use crate::parse::Assembled;
use crate::parse::parsed::{File, are_same};
use crate::pipeline::planned::Dress;

/// What is kept from one save to the next: every file of the content as it was parsed, the years as they were put together and
/// judged, and the compiled theme.
#[derive(Default)]
pub(crate) struct Kept {
    files: BTreeMap<RelPath, KeptFile>,
    pub(super) assembled: Assembled,
    judged: Judged,
    outside: Option<Outside>,
    theme: Option<KeptTheme>,
}

/// What verdicts rest on that stands in no year.
struct Outside {
    files: Vec<Arc<File>>,
    attachments: Arc<BTreeMap<RelPath, source::File>>,
    hidden: Vec<Address>,
    today: Day,
}

impl Outside {
    fn is_same(&self, other: &Outside) -> bool {
        are_same(&self.files, &other.files)
            && Arc::ptr_eq(&self.attachments, &other.attachments)
            && (&self.hidden, self.today) == (&other.hidden, other.today)
    }
}

/// A parsed file with the text that it was parsed from, and with what the files of its tables held.
struct KeptFile {
    text: Arc<str>,
    tables: Vec<Option<source::File>>,
    parsed: Arc<File>,
}

/// A compiled theme with the texts that it was compiled from.
struct KeptTheme {
    texts: Vec<(RelPath, Arc<str>)>,
    name: Spanned<String>,
    dress: Dress,
}

impl KeptFile {
    /// Reads the tables again whose files are others by now.
    fn keep_up(&mut self, sources: &Sources) {
        let same = |(file, kept): (&Option<source::File>, &Option<source::File>)| match (file, kept) {
            (Some(file), Some(kept)) => file.is_same_look(kept),
            (file, kept) => file.is_none() && kept.is_none(),
        };
        let tables = self.parsed.tables(sources);
        if !tables.iter().zip(&self.tables).all(same) {
            Arc::make_mut(&mut self.parsed).read_tables(sources);
            self.tables = tables;
        }
    }
}

impl Kept {
    /// The files of the content, each parsed once for each of its texts.
    pub(crate) fn gather(&mut self, sources: &Sources) -> Vec<Arc<File>> {
        let same = |kept: &KeptFile, text: &Arc<str>| Arc::ptr_eq(&kept.text, text) || kept.text == *text;
        let texts = parse::texts(sources);
        let mut new = texts.clone();
        new.retain(|(path, text)| !self.files.get(*path).is_some_and(|kept| same(kept, text)));
        let parsed = parse::files(&new, sources);
        let kept = new.into_iter().zip(parsed).map(|((path, text), parsed)| {
            (path.clone(), KeptFile { text: text.clone(), tables: parsed.tables(sources), parsed })
        });
        self.files.extend(kept);
        if self.files.len() > texts.len() {
            self.files.retain(|path, _| sources.texts.contains_key(path));
        }
        if !self.outside.as_ref().is_some_and(|last| Arc::ptr_eq(&last.attachments, &sources.files)) {
            self.files.par_iter_mut().for_each(|(_, kept)| kept.keep_up(sources));
        }
        self.files.values().map(|kept| kept.parsed.clone()).collect()
    }

    /// The verdicts of the last time, if what stands in no year is as it was.
    pub(super) fn judged(&mut self, portal: &Portal, sources: &Sources, today: Day) -> &mut Judged {
        let files = self.files.values().map(|kept| &kept.parsed).filter(|file| file.year.is_none()).cloned().collect();
        let (attachments, hidden) = (sources.files.clone(), portal.hidden.clone());
        let now = Outside { files, attachments, hidden, today };
        if !self.outside.as_ref().is_some_and(|last| last.is_same(&now)) {
            self.judged = Judged::default();
        }
        self.outside = Some(now);
        &mut self.judged
    }

    /// The words and the theme that a site names, made by `dress` once for each of their texts.
    pub(crate) fn dress(&mut self, sources: &Sources, name: &Spanned<String>, dress: impl FnOnce() -> Dress) -> Dress {
        let texts = sources.texts.iter().filter(|(path, _)| path.below("themes").is_some());
        let texts: Vec<_> = texts.map(|(path, text)| (path.clone(), text.clone())).collect();
        let kept = self.theme.take().filter(|kept| kept.texts == texts && kept.name == *name);
        let kept = self.theme.insert(kept.unwrap_or_else(|| KeptTheme { texts, name: name.clone(), dress: dress() }));
        kept.dress.clone()
    }
}

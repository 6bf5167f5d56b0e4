//! What is told of several files of a folder in the same words: the first of them stands for all, as for a key that was
//! misspelt once and copied.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::base::lang::Lang;
use crate::cli::report::shown::Shown;

/// In so many files of a folder it is told once.
const MANY: usize = 4;

/// How many of the others are named.
const NAMED: usize = 12;

/// A folder, a rule, what is said and what to do.
type Same<'a> = (&'a str, &'static str, &'a str, Option<&'a str>);

#[derive(Default)]
pub(super) struct Repeated<'a> {
    /// The files of each, by their names.
    files: BTreeMap<Same<'a>, BTreeSet<&'a str>>,
    told: HashSet<Same<'a>>,
}

impl<'a> Repeated<'a> {
    pub(super) fn of(findings: &'a [Shown<'a>]) -> Repeated<'a> {
        let mut files: BTreeMap<Same<'a>, BTreeSet<&'a str>> = BTreeMap::new();
        for shown in findings {
            files.entry(same(shown)).or_default().insert(parts(shown).1);
        }
        files.retain(|_, files| files.len() >= MANY);
        Repeated { files, told: HashSet::new() }
    }

    /// Whether another file has stood for this one.
    pub(super) fn is_told(&self, shown: &'a Shown<'a>) -> bool {
        self.told.contains(&same(shown))
    }

    /// A line on the other files that a finding stands for, which are not told of it again; nothing where there is none.
    pub(super) fn others(&mut self, shown: &'a Shown<'a>, lang: Lang) -> String {
        let Some((same, files)) = self.files.get_key_value(&same(shown)) else { return String::new() };
        if !self.told.insert(*same) {
            return String::new();
        }
        let others: Vec<&str> = files.iter().filter(|name| **name != parts(shown).1).copied().collect();
        let open = if others.len() > NAMED { ", …" } else { "" };
        let (count, names) = (others.len(), others[..others.len().min(NAMED)].join(", "));
        match lang {
            Lang::Th => format!("\nและแบบเดียวกันอีก {count} ไฟล์ใน {}: {names}{open}", same.0),
            Lang::En => format!("\nand the same in {count} more files of {}: {names}{open}", same.0),
        }
    }
}

fn same<'a>(shown: &'a Shown<'a>) -> Same<'a> {
    (parts(shown).0, shown.finding.rule.code, shown.message(Lang::Th), shown.hint(Lang::Th))
}

/// The folder and the name of a finding's file.
fn parts<'a>(shown: &'a Shown<'a>) -> (&'a str, &'a str) {
    shown.path.rsplit_once('/').unwrap_or(("", &shown.path))
}

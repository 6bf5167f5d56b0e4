//! The word files of a theme, `themes/NAME/i18n/th.yaml` and `en.yaml`. A site's own file adds to the default theme's and
//! replaces what it repeats.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Lang, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::Span;
use crate::base::words::Words;
use crate::parse::shape::Shape;
use crate::parse::tree::{Entry, NodeKind};
use crate::parse::{validate, yaml};

pub(crate) static RULES: &[&Rule] = &[&WORD_MISSING];

static WORD_MISSING: Rule = Rule::new(
    "word-missing",
    Error,
    both("คำของหน้าเว็บมีครบทั้งสองภาษา", "the words of the pages stand in both languages"),
    both("คำที่ขาดทำให้หน้าเว็บมีช่องว่าง", "a missing word leaves a gap on the page"),
);

/// Reads the words of `theme` over those of the theme `base`.
pub(crate) fn words(sources: &Sources, base: &str, theme: &str) -> (Words, Vec<Diagnostic>) {
    let own = |lang: Lang| in_lang(sources, [base, theme], lang);
    let ((th, mut findings), (en, more)) = rayon::join(|| own(Lang::Th), || own(Lang::En));
    let words = Words { th, en };
    findings.extend(more);
    findings.extend(one_sided(&words, theme));
    (words, findings)
}

/// The words of one language, those of a later theme over those of an earlier one.
fn in_lang(sources: &Sources, themes: [&str; 2], lang: Lang) -> (BTreeMap<String, String>, Vec<Diagnostic>) {
    let (mut words, mut findings) = (BTreeMap::new(), Vec::new());
    let names = themes.map(|name| format!("themes/{name}/i18n/{}.yaml", lang.tag()));
    let layered = sources.default_words.get(&lang).into_iter().map(|text| (names[0].clone(), text.clone()));
    let files = names.iter().filter_map(|name| Some((name.clone(), sources.texts.get(name.as_str())?.clone())));
    let mut layers: Vec<(String, Arc<str>)> = layered.chain(files).collect();
    layers.dedup_by(|a, b| a.1 == b.1);
    for (name, text) in layers {
        let Some(path) = RelPath::new(&name) else { continue };
        let Some(node) = yaml::parse(&path, &text, 0, &mut findings) else { continue };
        validate::check(&node, &Shape::Table(&Shape::Id, &Shape::Line), &mut findings);
        let NodeKind::Map(entries) = node.kind else { continue };
        words.extend(
            entries.into_iter().filter_map(|Entry { key, value }| Some((key.value, value.scalar()?.trim().to_owned()))),
        );
    }
    (words, findings)
}

/// A phrase that only one language has.
fn one_sided(words: &Words, theme: &str) -> Vec<Diagnostic> {
    let sides = both((&words.th, &words.en), (&words.en, &words.th));
    let missing = |lang: Lang| {
        let (own, other) = sides.get(lang);
        let keys = other.keys().filter(|key| !own.contains_key(*key));
        let path = RelPath::new(&format!("themes/{theme}/i18n/{}.yaml", lang.tag()));
        keys.filter_map(move |key| Some(finding(&path.clone()?, key))).collect::<Vec<_>>()
    };
    Lang::ALL.into_iter().flat_map(missing).collect()
}

fn finding(path: &RelPath, key: &str) -> Diagnostic {
    let said = both!("ไม่มีคำ “{key}” ในไฟล์นี้", "the word `{key}` is missing here");
    Diagnostic::new(&WORD_MISSING, &Span::file(path), said).hint(both!("เพิ่มบรรทัด {key}: …", "add a line `{key}: …`"))
}

//! The word files of a theme, `themes/NAME/i18n/th.yaml` and `en.yaml`. A site's own file adds to the default theme's and
//! replaces what it repeats.

use std::sync::Arc;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::Span;
use crate::base::words::Words;
use crate::parse::shape::Shape;
use crate::parse::tree::NodeKind;
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
    let mut findings = Vec::new();
    let mut words = Words::default();
    for lang in Lang::ALL {
        let names = [base, theme].map(|name| format!("themes/{name}/i18n/{}.yaml", lang.tag()));
        let layered = sources.default_words.get(&lang).into_iter().map(|text| (names[0].clone(), text.clone()));
        let files = names.iter().filter_map(|name| Some((name.clone(), sources.texts.get(name.as_str())?.clone())));
        let mut layers: Vec<(String, Arc<str>)> = layered.chain(files).collect();
        layers.dedup_by(|a, b| a.1 == b.1);
        for (name, text) in layers {
            let Some(path) = RelPath::new(&name) else { continue };
            let Some(node) = yaml::parse(&path, &text, 0, &mut findings) else { continue };
            validate::check(&node, &Shape::Table(&Shape::Id, &Shape::Line), &mut findings);
            let NodeKind::Map(entries) = &node.kind else { continue };
            let list = match lang {
                Lang::Th => &mut words.th,
                Lang::En => &mut words.en,
            };
            list.extend(
                entries
                    .iter()
                    .filter_map(|entry| Some((entry.key.value.clone(), entry.value.scalar()?.trim().to_owned()))),
            );
        }
    }
    findings.extend(one_sided(&words, theme));
    (words, findings)
}

/// A phrase that only one language has.
fn one_sided(words: &Words, theme: &str) -> Vec<Diagnostic> {
    let sides = Bilingual { th: (&words.th, &words.en), en: (&words.en, &words.th) };
    let missing = |lang: Lang| {
        let (own, other) = sides.get(lang);
        let keys = other.keys().filter(|key| !own.contains_key(*key));
        let path = RelPath::new(&format!("themes/{theme}/i18n/{}.yaml", lang.tag()));
        keys.filter_map(move |key| Some(finding(&path.clone()?, key))).collect::<Vec<_>>()
    };
    Lang::ALL.into_iter().flat_map(missing).collect()
}

fn finding(path: &RelPath, key: &str) -> Diagnostic {
    let th = format!("ไม่มีคำ “{key}” ในไฟล์นี้");
    Diagnostic::new(&WORD_MISSING, &Span::file(path), th, format!("the word `{key}` is missing here"))
        .hint(format!("เพิ่มบรรทัด {key}: …"), format!("add a line `{key}: …`"))
}

//! The word files of a theme, `themes/NAME/i18n/th.yaml` and `en.yaml`. A site's own file adds to the default theme's and
//! replaces what it repeats.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Lang, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::{Span, Spanned};
use crate::base::thai::nearest;
use crate::base::words::{Words, places};
use crate::parse::shape::Shape;
use crate::parse::tree::{Entry, NodeKind};
use crate::parse::{validate, yaml};

pub(crate) static RULES: &[&Rule] = &[&WORD_MISSING, &WORD_PLACE];

static WORD_MISSING: Rule = Rule::new(
    "word-missing",
    Error,
    both("คำของหน้าเว็บมีครบทั้งสองภาษา", "the words of the pages stand in both languages"),
    both("คำที่ขาดทำให้หน้าเว็บมีช่องว่าง", "a missing word leaves a gap on the page"),
);

static WORD_PLACE: Rule = Rule::new(
    "word-place",
    Error,
    both("คำที่เขียนทับมีที่เติมค่าครบ", "a word that replaces another has its places"),
    both(
        "ตัวเลขหรือชื่อจะหายไปจากหน้าเว็บ หรือ {…} จะขึ้นตามที่พิมพ์",
        "a figure or a name is lost on the page, or `{…}` is shown as typed",
    ),
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
    let (mut words, mut findings) = (BTreeMap::<String, String>::new(), Vec::new());
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
        for Entry { key, value } in entries {
            let Some(said) = value.scalar().map(|text| text.trim().to_owned()) else { continue };
            let said = Spanned { value: said, span: value.span };
            findings.extend(words.get(&key.value).and_then(|before| other_places(before, &said)));
            words.insert(key.value, said.value);
        }
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
        keys.filter_map(move |key| Some(finding(&path.clone()?, key, own))).collect::<Vec<_>>()
    };
    Lang::ALL.into_iter().flat_map(missing).collect()
}

fn finding(path: &RelPath, key: &str, other: &BTreeMap<String, String>) -> Diagnostic {
    let said = both!("ไม่มีคำ “{key}” ในไฟล์นี้", "the word `{key}` is missing here");
    let finding = Diagnostic::new(&WORD_MISSING, &Span::file(path), said);
    match nearest(key, other.keys().map(String::as_str)) {
        Some(meant) => finding.hint(both!(
            "ถ้าหมายถึง {meant} แก้ชื่อในไฟล์ของอีกภาษา ถ้าเป็นคำใหม่ เพิ่มบรรทัด {key}: …",
            "if {meant} is meant, correct the name in the file of the other language; for a new word add a line `{key}: …`"
        )),
        None => finding.hint(both!("เพิ่มบรรทัด {key}: …", "add a line `{key}: …`")),
    }
}

/// A word that replaces another and has not its places.
fn other_places(before: &str, said: &Spanned<String>) -> Option<Diagnostic> {
    let lost = places(before).find(|place| !places(&said.value).any(|own| own == *place));
    // What the program does not fill is shown as it was typed.
    let odd = said.value.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    let odd = odd.into_iter().find(|own| !places(before).any(|place| place == *own));
    let (told, hint) = match (lost, odd) {
        (_, Some(odd)) => (
            both!("โปรแกรมไม่เติมค่าให้ {{{odd}}}", "nothing fills {{{odd}}}"),
            both!("ใช้ที่เติมค่าเดิม: {before}", "use the places of the word as it was: {before}"),
        ),
        (Some(lost), None) => (
            both!("คำนี้ไม่มี {{{lost}}}", "{{{lost}}} is missing in this word"),
            both!(
                "เขียน {{{lost}}} ตรงที่ต้องการให้ค่าขึ้น เดิมคือ {before}",
                "write {{{lost}}} where its value shall stand; it was {before}"
            ),
        ),
        (None, None) => return None,
    };
    Some(Diagnostic::new(&WORD_PLACE, &said.span, told).hint(hint))
}

//! Changes to a file of the content, in its text: a YAML file, or the front matter of a Markdown file. Every byte that the
//! change is not about stays: comments, order, quotes, indentation, line ends, a byte order mark. What comes out is parsed
//! again and must say what the file said before plus the change; else nothing is changed, and a sentence says so.

use crate::base::diag::Diagnostic;
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::parse::edit::splice::Splice;
use crate::parse::tree::Node;
use crate::parse::{front_matter, yaml};

pub(crate) use crate::parse::edit::change::Change;
pub(crate) use crate::parse::edit::value::{Step, Value};

mod change;
mod place;
mod splice;
#[cfg(test)]
mod tests;
mod value;

/// The text of a file after changes, each of which sees what those before it made.
///
/// # Errors
/// If the file has faults, or it is not sure that nothing else would change.
pub(crate) fn edited(path: &RelPath, text: &str, changes: &[Change]) -> Result<String, Bilingual<String>> {
    let bare = text.trim_start_matches('\u{FEFF}');
    let mark = &text[..text.len() - bare.len()];
    let mut text = bare.to_owned();
    for change in changes {
        text = once(path, &text, change)?;
    }
    Ok(format!("{mark}{text}"))
}

/// Shows what a file says with its places.
///
/// # Errors
/// If the file has faults.
pub(in crate::parse) fn with_tree(
    path: &RelPath,
    text: &str,
    look: impl FnOnce(&Node),
) -> Result<(), Bilingual<String>> {
    let text = text.trim_start_matches('\u{FEFF}');
    look(&tree(path, &text[part(path, text)?])?);
    Ok(())
}

/// What a file says, for whoever asks before a change.
pub(crate) fn value(path: &RelPath, text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{FEFF}');
    let yaml = part(path, text).ok()?;
    Some(Value::of(&tree(path, &text[yaml]).ok()?))
}

fn once(path: &RelPath, text: &str, change: &Change) -> Result<String, Bilingual<String>> {
    let yaml = part(path, text)?;
    let own = &text[yaml.clone()];
    let before = tree(path, own)?;
    let mut wanted = Value::of(&before);
    let refusal = || unsure(path, change);
    wanted.change(change).ok_or_else(refusal)?;
    let wanted = wanted.sorted();
    let right = |splice: Splice| {
        let changed = splice.made(own);
        let whole = format!("{}{changed}{}", &text[..yaml.start], &text[yaml.end..]);
        // The front matter must end where it ended.
        let same = part(path, &whole).is_ok_and(|yaml| whole[yaml] == changed);
        let after = tree(path, &changed).ok()?;
        (same && Value::of(&after).sorted() == wanted).then_some(whole)
    };
    splice::candidates(own, &before, change).into_iter().find_map(right).ok_or_else(refusal)
}

/// Where the YAML of a file is.
fn part(path: &RelPath, text: &str) -> Result<std::ops::Range<usize>, Bilingual<String>> {
    if path.ending() != "md" {
        return Ok(0..text.len());
    }
    let mut findings = Vec::new();
    let parts = front_matter::split(path, text, &mut findings);
    parts.map(|parts| parts.yaml).ok_or_else(|| faulty(path, &findings))
}

fn tree(path: &RelPath, yaml: &str) -> Result<Node, Bilingual<String>> {
    let mut findings = Vec::new();
    let node = yaml::parse(path, yaml, 0, &mut findings);
    let sound = !findings.iter().any(Diagnostic::is_error);
    node.filter(|_| sound).ok_or_else(|| faulty(path, &findings))
}

fn faulty(path: &RelPath, findings: &[Diagnostic]) -> Bilingual<String> {
    let why =
        |message: fn(&Diagnostic) -> &Bilingual<String>| findings.first().map(message).cloned().unwrap_or_default();
    let Bilingual { th, en } = why(Diagnostic::message);
    both(
        format!("{path} ยังมีข้อผิดพลาด จึงไม่ได้แก้: {th} (สั่ง prongsai check แล้วแก้ก่อน)"),
        format!("{path} has faults and was not changed: {en} (run `prongsai check` and correct it first)"),
    )
}

/// The refusal, with what a person can do by hand.
fn unsure(path: &RelPath, change: &Change) -> Bilingual<String> {
    let lines = change.by_hand();
    both(
        format!("{path} เขียนในรูปแบบที่โปรแกรมแก้ให้โดยไม่แตะส่วนอื่นไม่ได้ จึงไม่ได้แก้ ให้แก้เอง:\n{lines}"),
        format!("{path} is written in a way that cannot be changed safely, and was not changed. By hand:\n{lines}"),
    )
}

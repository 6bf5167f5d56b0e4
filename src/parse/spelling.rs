//! Codes, ids and years that are typed in Thai digits or in characters that look like Latin ones: they are read in their
//! normal form where they can mean one thing only, and the officer is told.

use std::collections::HashSet;

use crate::base::diag::Severity::Note;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::glyphs::plain;
use crate::base::lang::both;
use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::item_code::Forms;
use crate::ita::spelling::Spelling;
use crate::parse::scalar::fits;
use crate::parse::shape::Shape;
use crate::parse::tree::{Node, NodeKind};

pub(super) static RULES: &[&Rule] = &[&CODE_SPELLING];

static CODE_SPELLING: Rule = Rule::new(
    "code-spelling",
    Note,
    both("รหัสเขียนแบบเดียวทุกที่", "a code is written in one way everywhere"),
    both(
        "prongsai อ่านรหัสนี้ได้ แต่คนที่ค้นหาหรือแก้ไฟล์ต่ออาจหาไม่พบ",
        "prongsai can read it, but whoever searches for the code or edits the file later may miss it",
    ),
);

/// The note on a code that was read as another.
pub(super) fn note(spelling: &Spelling) -> Diagnostic {
    let Spelling { at, written, normal } = spelling;
    Diagnostic::new(&CODE_SPELLING, at, both!("อ่าน “{written}” เป็น {normal}", "`{written}` is read as {normal}"))
        .hint(both!("พิมพ์เป็น {normal}", "write {normal}"))
}

/// Takes away what is said of the spelling of something that has to be corrected or deleted anyway.
pub(crate) fn leave_the_graver(findings: &mut Vec<Diagnostic>) {
    let note = |finding: &Diagnostic| finding.rule == &CODE_SPELLING;
    if findings.iter().any(note) {
        let graver = findings.iter().filter(|finding| finding.rule.severity != Note);
        let places: HashSet<(RelPath, u32)> = graver.map(|one| (one.at.path.clone(), one.at.start)).collect();
        findings.retain(|one| !note(one) || !places.contains(&(one.at.path.clone(), one.at.start)));
    }
}

/// Brings what a file gives a name to, and its years, to the normal form. What it refers to is settled by `ita::spelling`,
/// when all that there is is known.
pub(super) fn settle(node: &mut Node, shape: &Shape, findings: &mut Vec<Diagnostic>) {
    let mut codes = Vec::new();
    each(node, shape, &mut |written, shape| codes.extend(matches!(shape, Shape::Code).then(|| written.value.clone())));
    let forms = Forms::new(codes.iter().map(String::as_str));
    each(node, shape, &mut |written, shape| {
        let value = written.value.trim();
        let normal = match shape {
            Shape::Code => match forms.meant(value).as_slice() {
                [one] => one.clone(),
                _ => return,
            },
            _ => plain(value).into_owned(),
        };
        if normal != value && fits(&normal, &written.span, shape) {
            let at = written.span.clone();
            findings.push(note(&Spelling { at, written: value.to_owned(), normal: normal.clone() }));
            written.value = normal;
        }
    });
}

/// Shows every code, id and year of a tree.
fn each(node: &mut Node, shape: &Shape, see: &mut impl FnMut(&mut Spanned<String>, &Shape)) {
    match (shape, &mut node.kind) {
        (Shape::Record(fields) | Shape::OneOf(_, fields), NodeKind::Map(entries)) => {
            for entry in entries {
                if let Some(field) = fields.iter().find(|field| field.key == entry.key.value) {
                    each(&mut entry.value, &field.shape, see);
                }
            }
        }
        (Shape::List(inner), NodeKind::List(values)) => values.iter_mut().for_each(|value| each(value, inner, see)),
        (Shape::Table(keys, values), NodeKind::Map(entries)) => {
            for entry in entries {
                if is_code(keys) {
                    see(&mut entry.key, keys);
                }
                each(&mut entry.value, values, see);
            }
        }
        (Shape::Either(single, _), NodeKind::Scalar(_)) => each(node, single, see),
        (Shape::Either(_, many), _) => each(node, many, see),
        (shape, NodeKind::Scalar(value)) if is_code(shape) => {
            let mut written = Spanned { value: std::mem::take(value), span: node.span.clone() };
            see(&mut written, shape);
            *value = written.value;
        }
        _ => {}
    }
}

fn is_code(shape: &Shape) -> bool {
    matches!(shape, Shape::Id | Shape::Code | Shape::Slug | Shape::Year | Shape::Issue)
}

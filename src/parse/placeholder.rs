//! Values that are still the example of a draft: they would be published as they are.

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::span::Span;
use crate::base::stub::is_stub;
use crate::parse::shape::Shape;

pub(super) static RULES: &[&Rule] = &[&PLACEHOLDER];

static PLACEHOLDER: Rule = Rule::new(
    "placeholder",
    Error,
    both("ค่าตัวอย่างถูกแทนด้วยข้อมูลจริง", "examples are replaced by facts"),
    both("… และ name.pdf จะขึ้นเว็บตามที่เขียน", "`…` and name.pdf would be published as they stand"),
);

/// The name of a file in the examples of drafts.
pub(super) const FILE: &str = "name";

/// The host in the examples of drafts.
pub(super) const HOST: &str = "www.example.go.th";

/// The finding for a value that nobody has filled in.
pub(super) fn left(value: &str, at: &Span, shape: &Shape) -> Option<Diagnostic> {
    let stem = |path: &str| {
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        name.rsplit_once('.').is_some_and(|(stem, _)| stem.eq_ignore_ascii_case(FILE))
    };
    let folder = || value.strip_suffix('/').is_some_and(|path| path.rsplit('/').next() == Some(FILE));
    let host = || {
        let rest = value.split_once("://").map_or(value, |(_, rest)| rest);
        rest.trim_end_matches('/').trim_start_matches("www.") == HOST.trim_start_matches("www.")
    };
    let example = match shape {
        Shape::File => stem(value),
        Shape::Target => stem(value) || folder() || host(),
        Shape::Url => host(),
        _ => false,
    };
    // The folder above is a path.
    let above = || value.split('/').all(|part| part == "..");
    (example || (is_stub(value) && !above())).then(|| {
        let said = both!("“{value}” เป็นเพียงตัวอย่าง ยังไม่ใช่ข้อมูลจริง", "`{value}` is only an example");
        Diagnostic::new(&PLACEHOLDER, at, said)
            .hint(both("ใส่ข้อมูลจริง หรือลบบรรทัดนี้ถ้ายังไม่ทราบ", "write the fact, or delete the line while it is not known"))
    })
}

/// Takes away what else is said of the same value: once it is replaced, nothing of that holds.
pub(crate) fn leave_alone(findings: &mut Vec<Diagnostic>) {
    let places: Vec<Span> = findings.iter().filter(|one| one.rule == &PLACEHOLDER).map(|one| one.at.clone()).collect();
    if !places.is_empty() {
        let inside =
            |at: &Span| places.iter().any(|own| own.path == at.path && own.start <= at.start && at.start <= own.end);
        findings.retain(|one| one.rule == &PLACEHOLDER || !inside(&one.at));
    }
}

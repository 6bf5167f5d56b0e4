//! A catalogue that says `from:` and holds only what differs. It is filled up with the one that the program carries, and
//! then is as good as one that was written whole. What comes from the program has its place at `from:`, where a person can
//! change it.

use crate::base::diag::Severity::Note;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::path::RelPath;
use crate::base::span::{Span, Spanned};
use crate::base::thai::nearest;
use crate::ita::library::{Kept, Library};
use crate::ita::year::FiscalYear;
use crate::parse::filling::{CATALOGUE_FROM, FLAT, Filling, REMOVE, suggest};
use crate::parse::shape::Shape;
use crate::parse::shapes::catalogue::CATALOGUE;
use crate::parse::tree::{Entry, Node, NodeKind, number};
use crate::parse::yaml;

pub(super) static RULES: &[&Rule] = &[&CATALOGUE_FROM, &CATALOGUE_EDITION];

static CATALOGUE_EDITION: Rule = Rule::new(
    "catalogue-edition",
    Note,
    both("แคตตาล็อกเป็นฉบับล่าสุดที่โปรแกรมมี", "a catalogue is of the newest edition that the program has"),
    both(
        "ฉบับใหม่แก้สิ่งที่ฉบับก่อนพลาด แต่ปีที่ปิดแล้วไม่เปลี่ยนเองจนกว่าจะสั่ง",
        "a new edition mends what an older one missed; a closed year never changes until somebody says so",
    ),
);

/// A catalogue as a tree, with all that it takes from the program.
pub(super) fn whole(path: &RelPath, text: &str, library: &Library<'_>) -> Option<Node> {
    let node = yaml::parse(path, text, 0, &mut Vec::new())?;
    filled(FiscalYear::of_file(path)?, node, library, &mut Vec::new())
}

/// The catalogue with all that it takes from the program; `None` where nobody can tell what that is.
pub(super) fn filled(
    year: FiscalYear,
    own: Node,
    library: &Library<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let Shape::Record(fields) = &CATALOGUE else { return Some(own) };
    let Some(from) = own.line("from") else {
        alone(&own, true, findings);
        return Some(own);
    };
    let kept = find(year, &from, &own, library, findings)?;
    let mut base = yaml::parse(kept.path, kept.text, 0, &mut Vec::new())?;
    place(&mut base, &from.span);
    Some(Filling { findings }.whole(base, own, fields))
}

/// The catalogue of the program that is meant.
fn find<'t>(
    year: FiscalYear,
    from: &Spanned<String>,
    own: &Node,
    library: &Library<'t>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Kept<'t>> {
    let name = &from.value;
    let parts = name.split_once('/').and_then(|(kind, year)| Some((kind, FiscalYear::parse(year)?)));
    let found = parts.and_then(|(kind, of)| Some((kind, of, library.editions(kind, of)?)));
    let Some((kind, of, editions)) = found else {
        let known: Vec<String> = library.names().collect();
        let said = both!("โปรแกรมไม่มีแคตตาล็อก “{name}”", "the program has no catalogue `{name}`");
        let finding = Diagnostic::new(&CATALOGUE_FROM, &from.span, said);
        let all = || known.iter().map(String::as_str);
        let newest = |(kind, _): (&str, &str)| all().filter(|one| one.starts_with(&format!("{kind}/"))).max();
        let near = name.split_once('/').and_then(newest).or_else(|| nearest(name, all()));
        let same_year = || all().find(|one| one.ends_with(&format!("/{year}")));
        findings.push(suggest(finding, near.or_else(same_year), &known));
        return None;
    };
    if of != year {
        let said =
            both!("ไฟล์นี้เป็นของปี {year} แต่ต่อจากแคตตาล็อกปี {of}", "this is the file of {year}, and it goes on from {of}");
        let finding = Diagnostic::new(&CATALOGUE_FROM, &from.span, said);
        findings.push(match library.editions(kind, year) {
            Some(_) => finding.hint(both!("เขียน {kind}/{year}", "write {kind}/{year}")),
            None => finding.hint(both!(
                "โปรแกรมยังไม่มีแคตตาล็อกปี {year}: ลบไฟล์นี้ แล้วสั่ง prongsai new year {year}",
                "the program has none of {year} yet: delete this file, and run `prongsai new year {year}`"
            )),
        });
    }
    let (newest, kept) = editions.last_key_value()?;
    let Some(edition) = own.line("edition") else {
        let finding = Diagnostic::new(&CATALOGUE_FROM, &from.span, both("ไม่มี “edition”", "`edition` is missing"));
        findings.push(finding.hint(both!("เพิ่มบรรทัด edition: {newest}", "add a line `edition: {newest}`")));
        return Some(*kept);
    };
    // What is no number is told by its shape.
    let Some(wanted) = number(&edition.value) else { return Some(*kept) };
    match editions.get(&wanted) {
        Some(kept) => {
            findings.extend((wanted < *newest).then(|| newer(year, &edition, name, *newest)));
            Some(*kept)
        }
        None => {
            let said = both!("{name} ไม่มีฉบับ {wanted}", "{name} has no edition {wanted}");
            let known: Vec<String> = editions.keys().map(u32::to_string).collect();
            findings.push(suggest(Diagnostic::new(&CATALOGUE_FROM, &edition.span, said), None, &known));
            Some(*kept)
        }
    }
}

fn newer(year: FiscalYear, edition: &Spanned<String>, name: &str, newest: u32) -> Diagnostic {
    let said = both!("โปรแกรมมีแคตตาล็อก {name} ฉบับ {newest} แล้ว", "the program has edition {newest} of {name} by now");
    Diagnostic::new(&CATALOGUE_EDITION, &edition.span, said).hint(both!(
        "สั่ง prongsai new catalogue {year} --update เพื่อดูว่าอะไรจะเปลี่ยน",
        "`prongsai new catalogue {year} --update` shows what would change"
    ))
}

/// Tells what means nothing in a catalogue that takes nothing from the program.
fn alone(node: &Node, top: bool, findings: &mut Vec<Diagnostic>) {
    match &node.kind {
        NodeKind::List(values) => values.iter().for_each(|value| alone(value, false, findings)),
        NodeKind::Map(entries) => {
            for Entry { key, value } in entries {
                if key.value == REMOVE || (top && FLAT.contains(&key.value.as_str())) {
                    let name = &key.value;
                    let said =
                        both!("“{name}” ตรงนี้ใช้ได้เมื่อมี from เท่านั้น", "`{name}` means something here only beside `from`");
                    findings.push(
                        Diagnostic::new(&CATALOGUE_FROM, &key.span, said)
                            .hint(both("ลบบรรทัดนี้ หรือเพิ่ม from", "delete it, or add `from`")),
                    );
                } else {
                    alone(value, false, findings);
                }
            }
        }
        NodeKind::Null | NodeKind::Scalar(_) => {}
    }
}

/// Gives a value and all in it one place.
fn place(node: &mut Node, at: &Span) {
    node.span = at.clone();
    match &mut node.kind {
        NodeKind::List(values) => values.iter_mut().for_each(|value| place(value, at)),
        NodeKind::Map(entries) => {
            for entry in entries {
                entry.key.span = at.clone();
                place(&mut entry.value, at);
            }
        }
        NodeKind::Null | NodeKind::Scalar(_) => {}
    }
}

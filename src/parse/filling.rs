//! Writes what a catalogue of a site says over one of the program: items by code, all else that has an id by that, at its
//! place; takes away what is not wanted. A name that the program's catalogue does not have is told.

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::span::Spanned;
use crate::base::thai::arabic_digits;
use crate::ita::ids::Ids;
use crate::ita::spelling::Spelling;
use crate::parse::shape::{Field, Shape};
use crate::parse::spelling;
use crate::parse::tree::{Entry, Node, NodeKind};

pub(super) static CATALOGUE_FROM: Rule = Rule::new(
    "catalogue-from",
    Error,
    both("สิ่งที่แคตตาล็อกอ้างถึงในโปรแกรมมีจริง", "what a catalogue names of the program's own is there"),
    both(
        "สิ่งที่เขียนไว้ใต้รหัสที่ไม่มีจะไม่มีผลโดยไม่มีใครรู้",
        "what stands under a name that is not there would be left out in silence",
    ),
);

/// The lists of a site's catalogue whose entries are put where the program has them.
pub(super) const FLAT: &[&str] = &["items", "questions"];
pub(super) const REMOVE: &str = "remove";

/// One catalogue being filled up.
pub(super) struct Filling<'f> {
    pub findings: &'f mut Vec<Diagnostic>,
}

impl Filling<'_> {
    /// The whole catalogue: what stands under `items` and `questions` by itself is put where the program has it.
    pub(super) fn whole(mut self, mut base: Node, own: Node, fields: &[Field]) -> Node {
        let NodeKind::Map(entries) = own.kind else { return own };
        // What was taken away is remembered, so that whoever names it is told why it is not there.
        let removed = entries.iter().find(|entry| entry.key.value == REMOVE).cloned();
        let (flat, nested): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().partition(|entry| FLAT.contains(&entry.key.value.as_str()));
        self.record(&mut base, Node { kind: NodeKind::Map(nested), span: own.span }, fields);
        for Entry { key, value } in flat {
            let mut lists = Vec::new();
            gather(&mut base, fields, &key.value, &mut lists);
            match value.kind {
                NodeKind::List(values) if lists.is_empty() && !values.is_empty() => {
                    let name = &key.value;
                    let said =
                        both!("แคตตาล็อกของโปรแกรมไม่มี “{name}” ใด", "the program's catalogue has no `{name}` at all");
                    let finding = Diagnostic::new(&CATALOGUE_FROM, &key.span, said);
                    self.findings.push(suggest(finding, None, &[]));
                }
                NodeKind::List(values) => self.list(lists, values),
                NodeKind::Null => {}
                // A list in its place tells that one was wanted.
                kind => put(&mut base, Entry { key, value: Node { kind, span: value.span } }),
            }
        }
        removed.into_iter().for_each(|entry| put(&mut base, entry));
        base
    }

    /// Writes what a record says over what the program says.
    fn record(&mut self, base: &mut Node, own: Node, fields: &[Field]) {
        let NodeKind::Map(entries) = own.kind else { return *base = own };
        base.span = own.span;
        let mut removed = Vec::new();
        for mut entry in entries {
            let field = fields.iter().find(|field| field.key == entry.key.value);
            let Some(shape) = field.map(|field| &field.shape).filter(|_| entry.value.kind.is_said()) else {
                put_unless_there(base, entry);
                continue;
            };
            if entry.key.value == REMOVE {
                removed = entry.value.items().iter().filter_map(Node::spanned).collect();
                // What is no list of names is told by its shape.
                let name = |own: &Node| own.spanned().is_some();
                if !matches!(entry.value.kind, NodeKind::List(_)) || !entry.value.items().iter().all(name) {
                    put(base, entry);
                }
                continue;
            }
            if let Some(value) = base.take(&entry.key.value) {
                entry.value = self.value(value, entry.value, shape);
            }
            put(base, entry);
        }
        removed.iter().for_each(|name| self.remove(base, fields, name));
    }

    fn value(&mut self, mut base: Node, mut own: Node, shape: &Shape) -> Node {
        match (shape, &mut own.kind) {
            (Shape::List(Shape::Record(fields)), NodeKind::List(values)) if id(fields).is_some() => {
                let values = std::mem::take(values);
                if values.is_empty() {
                    let said = both("รายการว่างตรงนี้ไม่มีผล", "an empty list here changes nothing");
                    let finding = Diagnostic::new(&CATALOGUE_FROM, &own.span, said);
                    self.findings.push(finding.hint(both(
                        "ลบบรรทัดนี้ หรือเอาของโปรแกรมออกด้วย remove",
                        "delete it, or take what the program has away with `remove`",
                    )));
                }
                self.list(vec![(&mut base, *fields)], values);
                base
            }
            (Shape::Table(..), NodeKind::Map(_)) => over(base, own),
            (Shape::Text, NodeKind::Map(_)) => match base.kind {
                NodeKind::Map(_) => over(base, own),
                // A name that serves both languages is the Thai one.
                _ => {
                    let key = Spanned { value: Lang::Th.tag().to_owned(), span: base.span.clone() };
                    put_unless_there(&mut own, Entry { key, value: base });
                    own
                }
            },
            _ => own,
        }
    }

    /// Writes entries over those of the same id, in whichever of the lists they stand.
    fn list(&mut self, mut lists: Vec<(&mut Node, &[Field])>, own: Vec<Node>) {
        let mut seen: Vec<String> = Vec::new();
        for entry in own {
            let Some((_, fields)) = lists.first() else { return };
            let Some(written) = id(fields).and_then(|id| entry.line(id.key)) else {
                // That it has no id is told by its shape.
                if let Some((Node { kind: NodeKind::List(values), .. }, _)) = lists.first_mut() {
                    values.push(entry);
                }
                continue;
            };
            let known: Vec<String> = lists.iter().flat_map(|(list, fields)| names(list, fields)).collect();
            let Some(meant) = self.meant(&written, &known) else { continue };
            if seen.contains(&meant) {
                let said = both!("มี “{meant}” ซ้ำในที่เดียวกัน", "`{meant}` stands here a second time");
                let finding = Diagnostic::new(&CATALOGUE_FROM, &written.span, said);
                self.findings.push(finding.hint(both("รวมเป็นที่เดียว", "put both into one")));
            }
            for (list, fields) in &mut lists {
                let NodeKind::List(values) = &mut list.kind else { continue };
                if let Some(at) = values.iter().position(|value| name(value, fields).as_deref() == Some(&*meant)) {
                    let key = id(fields).map_or("", |id| id.key);
                    let mut entry = entry.clone();
                    let kind = NodeKind::Scalar(meant.clone());
                    put(
                        &mut entry,
                        Entry {
                            key: written.clone().map(|_| key.to_owned()),
                            value: Node { kind, span: written.span.clone() },
                        },
                    );
                    self.record(&mut values[at], entry, fields);
                }
            }
            seen.push(meant);
        }
    }

    /// The one of the known names that a person wrote, told where it is spelt otherwise, and where there is none.
    fn meant(&mut self, written: &Spanned<String>, known: &[String]) -> Option<String> {
        let ids = Ids::new(known.iter().map(String::as_str));
        let name = &written.value;
        if ids.has(name) {
            return Some(name.clone());
        }
        if let Some(normal) = ids.spelt(name) {
            let (at, written, normal) = (written.span.clone(), name.clone(), normal.to_owned());
            self.findings.push(spelling::note(&Spelling { at, written, normal: normal.clone() }));
            return Some(normal);
        }
        let said = both!("แคตตาล็อกของโปรแกรมไม่มี “{name}” ตรงนี้", "the program's catalogue has no `{name}` here");
        let finding = Diagnostic::new(&CATALOGUE_FROM, &written.span, said);
        let suggested = ids.suggested(name);
        let Bilingual { th, en } = both(" หรือ ", " or ").map(|word| suggested.join(word));
        self.findings.push(match suggested.is_empty() {
            true => suggest(finding, None, &first_names(known)),
            false => finding.hint(both!("หมายถึง {th} ใช่หรือไม่", "did you mean {en}?")),
        });
        None
    }

    /// The one known name of letters and a number that is written by the number alone, told as another spelling.
    fn numbered(&mut self, written: &Spanned<String>, known: &[String]) -> Option<String> {
        let number = arabic_digits(written.value.trim());
        let own = number.trim_start_matches('0');
        if own.is_empty() || !own.bytes().all(|byte| byte.is_ascii_digit()) || known.contains(&written.value) {
            return None;
        }
        // A zero before it is mostly the letter that looks like one.
        let letter = number.starts_with('0');
        let is = |name: &&String| {
            let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            digits.trim_start_matches('0') == own && (!letter || name.starts_with(['O', 'o']))
        };
        let mut all = known.iter().filter(is);
        let normal = all.next().filter(|_| all.next().is_none())?.clone();
        let (at, written) = (written.span.clone(), written.value.clone());
        self.findings.push(spelling::note(&Spelling { at, written, normal: normal.clone() }));
        Some(normal)
    }

    /// Takes away a key of a record that need not be there, or an entry of one of its lists; of the whole catalogue those
    /// entries too whose ids stand once in it.
    fn remove(&mut self, base: &mut Node, fields: &[Field], written: &Spanned<String>) {
        let free = |field: &&Field| !field.needed && !["from", "edition"].contains(&field.key);
        if fields.iter().filter(free).any(|field| field.key == written.value) && base.take(&written.value).is_some() {
            return;
        }
        let mut known = Vec::new();
        within(base, fields, &mut |list, fields| known.extend(names(list, fields)));
        let Some(meant) = self.numbered(written, &known).or_else(|| self.meant(written, &known)) else { return };
        let mut done = false;
        within(base, fields, &mut |list, fields| {
            if let (NodeKind::List(values), false) = (&mut list.kind, done) {
                let before = values.len();
                values.retain(|value| name(value, fields).as_deref() != Some(&*meant));
                done = values.len() < before;
            }
        });
    }
}

/// How many names a finding lists.
const SHOWN: usize = 12;

/// The first names, and how many there are besides.
fn first_names(known: &[String]) -> Vec<String> {
    let mut names: Vec<String> = known.iter().take(SHOWN).cloned().collect();
    names.extend((known.len() > SHOWN).then(|| format!("… {}", known.last().map_or("", |last| last))));
    names
}

/// The key that tells an entry from its neighbours.
fn id(fields: &[Field]) -> Option<&Field> {
    fields.iter().find(|field| field.needed && matches!(field.shape, Shape::Id | Shape::Code))
}

fn name(entry: &Node, fields: &[Field]) -> Option<String> {
    entry.plain(id(fields)?.key)
}

fn names(list: &Node, fields: &[Field]) -> Vec<String> {
    list.items().iter().filter_map(|entry| name(entry, fields)).collect()
}

/// Shows the lists of a record, then those of their entries, and so on; not what stands in an item, whose numbers are its
/// own.
fn within(node: &mut Node, fields: &[Field], see: &mut impl FnMut(&mut Node, &[Field])) {
    for round in [false, true] {
        for field in fields {
            let (Shape::List(Shape::Record(inner)), NodeKind::Map(entries)) = (&field.shape, &mut node.kind) else {
                continue;
            };
            let Some(entry) = entries.iter_mut().find(|entry| entry.key.value == field.key) else { continue };
            match (&mut entry.value.kind, id(inner).map(|id| &id.shape)) {
                (_, Some(_)) if !round => see(&mut entry.value, inner),
                (NodeKind::List(values), Some(Shape::Id)) if round => {
                    values.iter_mut().for_each(|value| within(value, inner, see));
                }
                _ => {}
            }
        }
    }
}

/// The lists of a key, wherever they stand.
fn gather<'n>(node: &'n mut Node, fields: &'n [Field], key: &str, lists: &mut Vec<(&'n mut Node, &'n [Field])>) {
    let NodeKind::Map(entries) = &mut node.kind else { return };
    for entry in entries {
        let field = fields.iter().find(|field| field.key == entry.key.value);
        let Some(Shape::List(Shape::Record(inner))) = field.map(|field| &field.shape) else { continue };
        if entry.key.value == key {
            lists.push((&mut entry.value, inner));
        } else if let NodeKind::List(values) = &mut entry.value.kind {
            values.iter_mut().for_each(|value| gather(value, inner, key, lists));
        }
    }
}

/// A map with another written over it, key by key.
fn over(mut base: Node, own: Node) -> Node {
    base.span = own.span;
    if let NodeKind::Map(entries) = own.kind {
        entries.into_iter().filter(|entry| entry.value.kind.is_said()).for_each(|entry| put(&mut base, entry));
    }
    base
}

/// Puts an entry in the place of that of the same key, else at the end.
fn put(node: &mut Node, entry: Entry) {
    let NodeKind::Map(entries) = &mut node.kind else { return };
    match entries.iter_mut().find(|own| own.key.value == entry.key.value) {
        Some(own) => *own = entry,
        None => entries.push(entry),
    }
}

fn put_unless_there(node: &mut Node, entry: Entry) {
    if node.get(&entry.key.value).is_none() {
        put(node, entry);
    }
}

/// Says what was probably meant, else what there is.
pub(super) fn suggest(finding: Diagnostic, meant: Option<&str>, known: &[String]) -> Diagnostic {
    let all = known.join(", ");
    match meant {
        Some(meant) => finding.hint(both!("หมายถึง {meant} ใช่หรือไม่", "did you mean {meant}?")),
        None if known.is_empty() => finding.hint(both("ลบบรรทัดนี้", "delete it")),
        None => finding.hint(both!("ที่มีอยู่: {all}", "there are: {all}")),
    }
}

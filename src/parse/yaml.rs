//! YAML text to a tree with places. The one room that knows the YAML library.
//!
//! Scalars are taken as they were written, so that `081234567`, `no` and `9.10` stay what the officer typed; what they mean
//! is decided by the shape that they must have.
//!
//! The name `serde_yaml` stands for `serde-saphyr`, which is maintained, gives every value its place in bytes, and holds a
//! budget against documents that are made to explode. The archived crate of that name gives wrong places and has no budget.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Location, Options};

use crate::base::candidate::may_hold;
use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::limits;
use crate::base::national::Number;
use crate::base::path::RelPath;
use crate::base::personal::{Certainty, find};
use crate::base::reading::{control, trap};
use crate::base::span::{Span, Spanned};
use crate::parse::syntax_advice;
use crate::parse::tree::{Entry, Node, NodeKind};

pub(super) static RULES: &[&Rule] = &[&YAML_DUPLICATE_KEY, &YAML_NUMBER_HIDDEN];

static YAML_DUPLICATE_KEY: Rule = Rule::new(
    "yaml-duplicate-key",
    Error,
    both("ชื่อช่องต้องไม่ซ้ำในที่เดียวกัน", "a key stands once"),
    both("มีสองค่า ไม่มีใครรู้ว่าค่าใดจริง", "with two values nobody knows which one is true"),
);

static YAML_NUMBER_HIDDEN: Rule = Rule::new(
    "yaml-number-hidden",
    Error,
    both("เลข 13 หลักเขียนตรงตัวในบรรทัดเดียว", "numbers stand as they are, on one line"),
    both(
        "เลขที่เขียนด้วยรหัสหรือต่อบรรทัดมองไม่เห็นในไฟล์ แต่ขึ้นบนหน้าเว็บครบทุกหลัก",
        "one that is written in escapes or over lines is not seen in the file, and the page shows it whole",
    ),
);

/// Reads one YAML document that starts at byte `offset` of the file `path`. `None` when it cannot be read at all.
pub(super) fn parse(path: &RelPath, text: &str, offset: usize, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let slips = syntax_advice::slips(path, text, offset);
    match serde_yaml::from_str_with_options::<serde_yaml::Spanned<Raw>>(text, options()) {
        // What the library stumbled over, or took for something else, is told at its cause.
        _ if !slips.is_empty() => {
            findings.extend(slips);
            None
        }
        Ok(raw) => {
            let node = TreeBuilder { path, text, offset, findings }.node(raw);
            let glued = syntax_advice::glued(&node);
            let sound = glued.is_none();
            findings.extend(glued);
            sound.then_some(node)
        }
        Err(error) => {
            let at = match error.location() {
                Some(location) => span(path, text, offset, location),
                None => Span::new(path, offset..offset),
            };
            let detail = error.without_snippet().to_string();
            let detail = detail.split(" at line ").next().unwrap_or(&detail);
            findings.push(syntax_advice::explain(text, offset, &at, detail));
            None
        }
    }
}

fn options() -> Options {
    let budget = serde_yaml::budget! {
        max_depth: limits::YAML_DEPTH,
        flow_nesting_limit: limits::YAML_DEPTH,
        max_aliases: 100,
        max_anchors: 100,
        max_nodes: limits::YAML_NODES,
    };
    serde_yaml::options! {
        budget: budget,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        with_snippet: false,
    }
}

/// The tree as the library gives it. Numbers and booleans keep only their places: their text is taken from the source.
enum Raw {
    Null,
    Plain,
    Text(String),
    List(Vec<serde_yaml::Spanned<Raw>>),
    Map(Vec<(serde_yaml::Spanned<String>, serde_yaml::Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Raw, E> {
        Ok(Raw::Text(String::from_utf8_lossy(bytes).into_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element()? {
            values.push(value);
        }
        Ok(Raw::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

/// Where the document is, while its tree gets its places.
struct TreeBuilder<'a> {
    path: &'a RelPath,
    text: &'a str,
    offset: usize,
    findings: &'a mut Vec<Diagnostic>,
}

impl TreeBuilder<'_> {
    fn node(&mut self, raw: serde_yaml::Spanned<Raw>) -> Node {
        let span = self.span(raw.defined);
        let kind = match raw.value {
            Raw::Null => NodeKind::Null,
            Raw::Text(text) => {
                self.findings.extend(unseen(&text, &span));
                self.findings.extend(self.hidden(&text, &span));
                NodeKind::Scalar(text)
            }
            Raw::Plain => {
                let start = (span.start as usize).saturating_sub(self.offset);
                let end = (span.end as usize).saturating_sub(self.offset);
                NodeKind::Scalar(self.text.get(start..end).unwrap_or_default().to_owned())
            }
            Raw::List(values) => NodeKind::List(values.into_iter().map(|value| self.node(value)).collect()),
            Raw::Map(entries) => {
                let entries = self.entries(entries);
                let span = entries.first().map_or(span, |entry| entry.key.span.clone());
                return Node { kind: NodeKind::Map(entries), span };
            }
        };
        Node { kind, span }
    }

    fn entries(&mut self, raw: Vec<(serde_yaml::Spanned<String>, serde_yaml::Spanned<Raw>)>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::with_capacity(raw.len());
        let mut known = HashSet::new();
        for (key, value) in raw {
            let key = Spanned { value: key.value, span: self.span(key.defined) };
            self.findings.extend(unseen(&key.value, &key.span));
            let value = self.node(value);
            if !known.insert(key.value.clone()) {
                let name = &key.value;
                let said = both!("มี “{name}” ซ้ำในที่เดียวกัน", "`{name}` stands here a second time");
                let finding = Diagnostic::new(&YAML_DUPLICATE_KEY, &key.span, said);
                self.findings.push(finding.hint(both("เหลือไว้เพียงบรรทัดเดียว", "keep one of the two lines")));
            } else {
                entries.push(Entry { key, value });
            }
        }
        entries
    }

    /// A citizen's number of a value that the text of the file does not show: in escapes, over lines, packed.
    fn hidden(&self, value: &str, at: &Span) -> Option<Diagnostic> {
        let start = (at.start as usize).saturating_sub(self.offset);
        let end = (at.end as usize).saturating_sub(self.offset);
        let written = self.text.get(start..end).unwrap_or_default();
        if !may_hold(value) || written.contains(value) {
            return None;
        }
        // The key says what the value is.
        let key = self.text[..start.min(self.text.len())].rsplit('\n').next().unwrap_or_default();
        let seen: Vec<Number> = find(written).into_iter().map(|hit| hit.number).collect();
        let hits = find(&format!("{key}{value}")).into_iter().filter(|hit| hit.certainty != Certainty::Body);
        let number = hits.map(|hit| hit.number).find(|number| !seen.contains(number))?;
        let said = both!(
            "ค่านี้อ่านได้เป็นเลขประจำตัวประชาชน {number} ซึ่งในไฟล์เขียนไว้เป็นรหัสหรือต่อบรรทัด",
            "this value reads as a citizen's number {number}, which the file has in escapes or over lines"
        );
        Some(Diagnostic::new(&YAML_NUMBER_HIDDEN, at, said).hint(both(
            "ลบเลขนี้ ถ้าเป็นเลขอื่นให้เขียนตรงตัวในบรรทัดเดียว",
            "delete the number; write one that is something else as it is, on one line",
        )))
    }

    fn span(&self, location: Location) -> Span {
        span(self.path, self.text, self.offset, location)
    }
}

/// Escapes such as `"\\u0000"` bring in what the file itself could not hold.
fn unseen(text: &str, at: &Span) -> Option<Diagnostic> {
    trap(text).map(|(_, c)| control(at, c, both("ค่านี้", "this value")))
}

fn span(path: &RelPath, text: &str, offset: usize, location: Location) -> Span {
    let place = location.span();
    let bytes = place.byte_offset().zip(place.byte_len()).and_then(|(start, length)| {
        let start = usize::try_from(start).ok()?;
        Some(start..start + usize::try_from(length).ok()?)
    });
    let bytes = bytes.unwrap_or_else(|| {
        let at = byte_of(text, location);
        at..at + text[at..].chars().next().map_or(0, char::len_utf8)
    });
    Span::new(path, offset + bytes.start..offset + bytes.end)
}

/// The byte at a line and column, which the library counts from 1, in characters.
fn byte_of(text: &str, location: Location) -> usize {
    let line = usize::try_from(location.line().saturating_sub(1)).unwrap_or(usize::MAX);
    let column = usize::try_from(location.column().saturating_sub(1)).unwrap_or(usize::MAX);
    let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>().min(text.len());
    let in_line = text[start..].char_indices().take_while(|(_, c)| *c != '\n').nth(column).map(|(at, _)| at);
    start + in_line.unwrap_or_else(|| text[start..].find(['\r', '\n']).unwrap_or(text.len() - start))
}

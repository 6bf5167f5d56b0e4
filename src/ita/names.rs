//! Names that exist, and the finding for one that does not, with what was probably meant.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::source::Spanned;
use crate::base::thai::{nearest, normalise};

pub static REFERENCE_UNKNOWN: Rule = Rule::new(
    "reference-unknown",
    Error,
    ["สิ่งที่อ้างถึงมีจริง", "what is referred to exists"],
    ["การอ้างที่ผิดทำให้ตารางและลิงก์ขาด", "a wrong reference leaves a hole in tables and links"],
);

/// How many names a finding lists.
const SHOWN: usize = 12;

/// The names of one kind, in their order.
pub struct Names<'a> {
    known: Vec<&'a str>,
    there: HashSet<&'a str>,
    /// By their skeleton; made when a wrong name is met.
    skeletons: OnceCell<HashMap<String, Vec<&'a str>>>,
}

impl<'a> Names<'a> {
    pub fn new(known: impl Iterator<Item = &'a str>) -> Names<'a> {
        let known: Vec<&str> = known.collect();
        Names { there: known.iter().copied().collect(), known, skeletons: OnceCell::new() }
    }

    pub fn has(&self, name: &str) -> bool {
        self.there.contains(name)
    }

    pub fn as_slice(&self) -> &[&'a str] {
        &self.known
    }

    /// The one name that looks like `text`: Thai digits, a zero or a Cyrillic letter for `O`, `l` for `i`, missing or
    /// extra zeros, other case.
    pub fn alike(&self, text: &str) -> Option<&'a str> {
        let skeletons = self.skeletons.get_or_init(|| {
            let mut skeletons: HashMap<String, Vec<&str>> = HashMap::new();
            for name in &self.known {
                skeletons.entry(skeleton(name)).or_default().push(name);
            }
            skeletons
        });
        match skeletons.get(&skeleton(text)).map(Vec::as_slice) {
            Some([one]) => Some(one),
            _ => None,
        }
    }

    /// The findings for those of `written` that are not among the names.
    pub fn hold<'w>(
        &self,
        written: impl Iterator<Item = &'w Spanned<String>>,
        what: [&str; 2],
        none: [&str; 2],
    ) -> Vec<Diagnostic> {
        written.filter(|name| !self.has(&name.value)).map(|name| self.unknown(name, what, none)).collect()
    }

    /// The finding that `written` names nothing. `what` says what it should be, `none` what to do where there is nothing
    /// of that kind at all.
    pub fn unknown(&self, written: &Spanned<String>, what: [&str; 2], none: [&str; 2]) -> Diagnostic {
        let name = &written.value;
        let (th, en) = (format!("ไม่มี{} “{name}”", what[0]), format!("there is no {} `{name}`", what[1]));
        let finding = Diagnostic::new(&REFERENCE_UNKNOWN, &written.span, th, en);
        if let Some(meant) = self.alike(name).or_else(|| self.numbered(name)).or_else(|| self.near(name)) {
            return finding.hint(format!("หมายถึง {meant} ใช่หรือไม่"), format!("did you mean {meant}?"));
        }
        if self.known.is_empty() {
            return finding.hint(none[0], none[1]);
        }
        let shown = self.known.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
        finding.hint(format!("ที่มีอยู่: {shown}"), format!("there are: {shown}"))
    }

    /// The one name with this number, where only the number was written.
    fn numbered(&self, text: &str) -> Option<&'a str> {
        let number = Some(normalise(text)).filter(|text| text.chars().all(|c| c.is_ascii_digit()))?;
        let mut same = self.known.iter().filter(|name| name.trim_start_matches(char::is_alphabetic) == number);
        same.next().copied().filter(|_| same.next().is_none())
    }

    /// A name a slip or two away. Of short names and numbers every one is near every other.
    fn near(&self, name: &str) -> Option<&'a str> {
        let enough = if name.chars().any(char::is_numeric) { 6 } else { 3 };
        let known = self.known.iter().copied();
        (name.chars().count() >= enough).then(|| nearest(name, known)).flatten()
    }
}

/// What is left of a name when all that looks alike is the same.
fn skeleton(name: &str) -> String {
    let letters = normalise(name).replace(['o', 'о', 'ο'], "0").replace(['l', 'i', '|'], "1");
    letters.replace(|c: char| !c.is_alphanumeric(), "").trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn look_alikes_find_their_name() {
        let known = Names::new(["O1", "O2", "O10", "O11", "i2"].into_iter());
        for text in ["๐๑", "0๑", "O๑", "o01", "О1", "O 1", "Ol"] {
            assert_eq!(known.alike(text), Some("O1"), "{text}");
        }
        assert_eq!(known.alike("๐๑๐"), Some("O10"));
        assert_eq!(known.alike("l2"), Some("i2"));
        assert_eq!(known.alike("O29"), None);
    }

    #[test]
    fn numbers_are_never_near() {
        let known = Names::new(["i1", "O35", "2569/m02", "excellent"].into_iter());
        for (text, meant) in
            [("i3", None), ("O36", None), ("8", None), ("2569/m01", Some("2569/m02")), ("excelent", Some("excellent"))]
        {
            assert_eq!(known.near(text), meant, "{text}");
        }
    }
}

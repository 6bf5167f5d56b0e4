//! The ids of one kind (codes of items, ids of questions, anchors of headings), and which of them a misread one means.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::base::glyphs::plain;
use crate::base::thai::{is_mark, nearest, normalise};

/// The ids of one kind, in their order.
pub(crate) struct Ids<'a> {
    known: Vec<&'a str>,
    there: HashSet<&'a str>,
    /// By their skeleton; made when a wrong name is met.
    skeletons: OnceLock<HashMap<String, Vec<&'a str>>>,
}

impl<'a> Ids<'a> {
    pub(crate) fn new(known: impl Iterator<Item = &'a str>) -> Ids<'a> {
        let known: Vec<&str> = known.collect();
        Ids { there: known.iter().copied().collect(), known, skeletons: OnceLock::new() }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.there.contains(name)
    }

    pub(crate) fn as_slice(&self) -> &[&'a str] {
        &self.known
    }

    /// The name that `text` spells in other characters, where nothing else can be meant. A number alone spells no name with
    /// letters, but for a zero in the place of the letter O.
    pub(crate) fn spelt(&self, text: &str) -> Option<&'a str> {
        let plain = plain(text);
        if let Some(same) = self.there.get(&*plain) {
            return Some(same);
        }
        let one = self.meant(text)?;
        let bare = is_number(&plain) && !plain.starts_with('0');
        (!bare || is_number(one)).then_some(one)
    }

    /// The one name that can be meant by `text`, from what it looks like and from its number.
    pub(crate) fn meant(&self, text: &str) -> Option<&'a str> {
        match self.candidates(text).as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The one of `some` names that can be meant by `text`.
    pub(crate) fn among(&self, text: &str, some: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        let candidates = self.candidates(text);
        let mut meant = some.filter(|name| candidates.contains(name));
        meant.next().filter(|_| meant.next().is_none())
    }

    /// Every name that was probably meant by a wrong one: what it can mean, else what is a slip or two away.
    pub(crate) fn suggested(&self, wrong: &str) -> Vec<&'a str> {
        let candidates = self.candidates(wrong);
        if candidates.is_empty() { self.near(wrong).into_iter().collect() } else { candidates }
    }

    /// Every name that can be meant by `text`. A digit 1 may be a misread `i`, so `17` is i7 as well as O17; `01` is O1 as
    /// well as 1.
    pub(crate) fn candidates(&self, text: &str) -> Vec<&'a str> {
        let (alike, numbered) = (self.looking_like(text), self.numbered(text));
        self.known.iter().copied().filter(|name| alike.contains(name) || numbered.contains(name)).collect()
    }

    /// The names that look like `text`: Thai digits, a zero or a Cyrillic letter for `O`, `l` for `i`, missing or extra
    /// zeros, other case.
    fn looking_like(&self, text: &str) -> &[&'a str] {
        let skeletons = self.skeletons.get_or_init(|| {
            let mut skeletons: HashMap<String, Vec<&str>> = HashMap::new();
            for name in &self.known {
                skeletons.entry(skeleton(name)).or_default().push(name);
            }
            skeletons
        });
        skeletons.get(&skeleton(text)).map_or(&[], Vec::as_slice)
    }

    /// The names with this number, where only the number was written.
    fn numbered(&self, text: &str) -> Vec<&'a str> {
        let number = plain(text);
        if !is_number(&number) {
            return Vec::new();
        }
        let bare = number.trim_start_matches('0');
        let same = |name: &&&str| match is_number(name) {
            true => name.trim_start_matches('0') == bare,
            false => name.trim_start_matches(|c: char| !c.is_ascii_digit()) == number,
        };
        self.known.iter().filter(same).copied().collect()
    }

    /// A name a slip or two away. Of short names and numbers every one is near every other.
    fn near(&self, name: &str) -> Option<&'a str> {
        let enough = if name.chars().any(char::is_numeric) { 6 } else { 3 };
        let known = self.known.iter().copied();
        (name.chars().count() >= enough).then(|| nearest(name, known)).flatten()
    }
}

/// What is left of a name when all that looks alike is the same: the letters O and I are digits, and zeros before a number
/// count for nothing. What parts two numbers stays, so that 1.1 is not 11.
pub(crate) fn skeleton(name: &str) -> String {
    let normal = normalise(&plain(name));
    let words = normal.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|word| !word.is_empty());
    let digit = |c: char| c.is_ascii_digit();
    let (mut out, mut before) = (String::new(), "");
    for word in words {
        // A zero by itself at the beginning is the letter.
        let parts = before.ends_with(digit) && word.starts_with(digit) && out != "0";
        out.extend(parts.then_some('.'));
        before = word;
        let mut rest = word;
        while !rest.is_empty() {
            let digits = rest.len() - rest.trim_start_matches(digit).len();
            let letters = rest.find(digit).unwrap_or(rest.len());
            let (run, after) = rest.split_at(digits.max(letters));
            match run.trim_start_matches('0') {
                // At the beginning a zero stands for the letter O, and more of them for nothing.
                number if digits > 0 && out.is_empty() && number.len() < run.len() => out += &format!("0{number}"),
                number if digits > 0 && after.is_empty() => out += if number.is_empty() { "0" } else { number },
                _ => out.extend(run.chars().map(as_digit)),
            }
            rest = after;
        }
    }
    out
}

fn as_digit(letter: char) -> char {
    match letter {
        'o' => '0',
        'l' | 'i' => '1',
        other => other,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn look_alikes_find_their_name() {
        let known = Ids::new(["O1", "O2", "O10", "O11", "O12", "i2"].into_iter());
        for text in
            ["๐๑", "0๑", "O๑", "o01", "О1", "Ο๑", "Ｏ１", "O 1", "O-1", "O\u{A0}1", "O\u{200B}1", "Ol", "O|", "0 1"]
        {
            assert_eq!(known.spelt(text), Some("O1"), "{text}");
        }
        for text in ["012", "o12", "O 12", "O-12", "O012", "๐-๑๒"] {
            assert_eq!(known.spelt(text), Some("O12"), "{text}");
        }
        assert_eq!(known.spelt("๐๑๐"), Some("O10"));
        assert_eq!(known.spelt("l2"), Some("i2"));
        for text in ["O29", "12", "๑๒", "2", "O1.1", "O1-2", "1 2", "x1", "", "O"] {
            assert_eq!(known.spelt(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_keep_their_parts() {
        let known = Ids::new(["1", "2", "11", "1.2", "มร.1", "มร.1.2", "มร.12", "ตช 3", "MOIT 1", "MIT 1"].into_iter());
        for (text, meant) in [
            ("๑", "1"),
            ("01", "1"),
            ("๑๑", "11"),
            ("๑.๒", "1.2"),
            ("มร ๑", "มร.1"),
            ("มร.๐๑", "มร.1"),
            ("มร๑.๒", "มร.1.2"),
            ("มร.๑๒", "มร.12"),
            ("ตช.๓", "ตช 3"),
            ("M0IT ๐๑", "MOIT 1"),
            ("MIT-๑", "MIT 1"),
        ] {
            assert_eq!(known.spelt(text), Some(meant), "{text}");
        }
        assert_eq!(known.spelt("1.1"), None);
    }

    #[test]
    fn two_meanings_are_none() {
        let known = Ids::new(["1", "O1", "m01", "m1", "i7", "O17"].into_iter());
        assert_eq!(known.spelt("๐๑"), None);
        assert_eq!(known.candidates("๐๑"), ["1", "O1", "m01"]);
        assert_eq!(known.spelt("ｍ01"), Some("m01"));
        assert_eq!(known.spelt("M1"), None);
        assert_eq!(known.spelt("๑๗"), None);
    }

    #[test]
    fn digits_alone_may_be_several_names() {
        let known = Ids::new(["i1", "i7", "i11", "O17"].into_iter());
        assert_eq!(known.candidates("๑๗"), ["i7", "O17"]);
        assert_eq!(known.candidates("๑๑"), ["i1", "i11"]);
        assert_eq!(known.meant("๐๑๗"), Some("O17"));
    }

    #[test]
    fn numbers_are_never_near() {
        let known = Ids::new(["i1", "O35", "2569/m02", "excellent"].into_iter());
        for (text, meant) in
            [("i3", None), ("O36", None), ("8", None), ("2569/m01", Some("2569/m02")), ("excelent", Some("excellent"))]
        {
            assert_eq!(known.near(text), meant, "{text}");
        }
    }
}

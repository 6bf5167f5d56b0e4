//! The ids of one kind (codes of items, ids of questions, anchors of headings), and which of them a misread one means.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::base::thai::{nearest, normalise};

/// The ids of one kind, in their order.
pub(crate) struct Ids<'a> {
    known: Vec<&'a str>,
    there: HashSet<&'a str>,
    /// By their skeleton; made when a wrong name is met.
    skeletons: OnceCell<HashMap<String, Vec<&'a str>>>,
}

impl<'a> Ids<'a> {
    pub(crate) fn new(known: impl Iterator<Item = &'a str>) -> Ids<'a> {
        let known: Vec<&str> = known.collect();
        Ids { there: known.iter().copied().collect(), known, skeletons: OnceCell::new() }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.there.contains(name)
    }

    pub(crate) fn as_slice(&self) -> &[&'a str] {
        &self.known
    }

    /// The one name that looks like `text`.
    pub(crate) fn alike(&self, text: &str) -> Option<&'a str> {
        match self.looking_like(text) {
            [one] => Some(one),
            _ => None,
        }
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

    /// Every name that can be meant by `text`. A digit 1 may be a misread `i`, so `17` is i7 as well as O17.
    fn candidates(&self, text: &str) -> Vec<&'a str> {
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
        let number = normalise(text);
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        let same = |name: &&&str| name.trim_start_matches(char::is_alphabetic) == number;
        self.known.iter().filter(same).copied().collect()
    }

    /// A name a slip or two away. Of short names and numbers every one is near every other.
    fn near(&self, name: &str) -> Option<&'a str> {
        let enough = if name.chars().any(char::is_numeric) { 6 } else { 3 };
        let known = self.known.iter().copied();
        (name.chars().count() >= enough).then(|| nearest(name, known)).flatten()
    }
}

/// What is left of a name when all that looks alike is the same.
pub(crate) fn skeleton(name: &str) -> String {
    let letters = normalise(name).replace(['o', 'о', 'ο'], "0").replace(['l', 'i', '|'], "1");
    let plain = letters.replace(|c: char| !c.is_alphanumeric(), "");
    // One zero at the beginning stands for the letter O, and more of them for nothing.
    let rest = plain.trim_start_matches('0');
    if rest.len() < plain.len() { format!("0{rest}") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn look_alikes_find_their_name() {
        let known = Ids::new(["O1", "O2", "O10", "O11", "i2"].into_iter());
        for text in ["๐๑", "0๑", "O๑", "o01", "О1", "O 1", "Ol"] {
            assert_eq!(known.alike(text), Some("O1"), "{text}");
        }
        assert_eq!(known.alike("๐๑๐"), Some("O10"));
        assert_eq!(known.alike("l2"), Some("i2"));
        assert_eq!(known.alike("O29"), None);
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

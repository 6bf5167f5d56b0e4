//! The number of an item (ข้อ) in its year's catalogue, the part of an address that is made of it, and the one form of the
//! numbers of a catalogue.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use crate::base::glyphs::plain;
use crate::base::thai::is_thai;
use crate::ita::ids::skeleton;

/// `O12`, `MOIT 1` or `มร.1`. It means nothing without its year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemCode {
    text: String,
    slug: String,
}

impl ItemCode {
    /// Any text of Thai and Latin letters, Arabic digits, spaces, dots and hyphens that an address can be made from.
    pub fn new(text: &str) -> Option<ItemCode> {
        let text = text.trim();
        let thai = |c: char| matches!(c, 'ก'..='\u{0E3A}' | 'เ'..='\u{0E4E}');
        let sound = text.chars().all(|c| c.is_ascii_alphanumeric() || thai(c) || " .-".contains(c));
        let slug = latin(text);
        (sound && !slug.is_empty()).then(|| ItemCode { text: text.to_owned(), slug })
    }

    /// The same code with an id of its own for its address.
    pub(crate) fn with_id(self, id: &str) -> ItemCode {
        ItemCode { slug: id.to_ascii_lowercase(), ..self }
    }

    /// The part of the address: `o12`, `moit-1`, `mr-1`.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for ItemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The words of a code in small Latin letters. It hangs on the code alone, so that no address changes when the catalogue gets
/// another item.
fn latin(code: &str) -> String {
    let words = code.split(|c: char| !c.is_ascii_alphanumeric() && !is_thai(c));
    let words = words.map(|word| word.chars().map(letter).collect::<String>()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// A letter as the Royal Institute writes it at the beginning of a syllable. Vowels and tones are left out: where they are
/// spoken cannot be seen.
fn letter(c: char) -> String {
    let consonant = match c {
        'ก' => "k",
        'ข' | 'ฃ' | 'ค' | 'ฅ' | 'ฆ' => "kh",
        'ง' => "ng",
        'จ' | 'ฉ' | 'ช' | 'ฌ' => "ch",
        'ซ' | 'ศ' | 'ษ' | 'ส' => "s",
        'ญ' | 'ย' => "y",
        'ฎ' | 'ด' => "d",
        'ฏ' | 'ต' => "t",
        'ฐ' | 'ฑ' | 'ฒ' | 'ถ' | 'ท' | 'ธ' => "th",
        'ณ' | 'น' => "n",
        'บ' => "b",
        'ป' => "p",
        'ผ' | 'พ' | 'ภ' => "ph",
        'ฝ' | 'ฟ' => "f",
        'ม' => "m",
        'ร' | 'ฤ' => "r",
        'ล' | 'ฦ' | 'ฬ' => "l",
        'ว' => "w",
        'ห' | 'ฮ' => "h",
        'อ' => "o",
        _ => return c.to_ascii_lowercase().to_string().chars().filter(char::is_ascii).collect(),
    };
    consonant.to_owned()
}

/// How the codes of one catalogue are written: what stands before their numbers.
pub(crate) struct Forms {
    codes: HashSet<String>,
    /// By what looks like it: the most frequent beginning.
    heads: BTreeMap<String, String>,
}

impl Forms {
    pub(crate) fn new<'a>(written: impl Iterator<Item = &'a str>) -> Forms {
        let mut counts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        let mut codes = HashSet::new();
        for code in written {
            let plain = plain(code);
            // What a Thai zero stands for is the question.
            if !code.contains('๐') {
                let head = parted(&plain).0.to_owned();
                *counts.entry(skeleton(&head)).or_default().entry(head).or_default() += 1;
            }
            codes.insert(plain.into_owned());
        }
        let most = |(look, heads): (String, BTreeMap<String, usize>)| {
            let head = heads.into_iter().max_by_key(|(_, count)| *count)?.0;
            Some((look, head))
        };
        Forms { codes, heads: counts.into_iter().filter_map(most).collect() }
    }

    /// The codes that `written` can mean among the others: its normal form alone, or that and what it is without the letter.
    pub(crate) fn meant(&self, written: &str) -> Vec<String> {
        let plain = plain(written).into_owned();
        let (head, number) = parted(&plain);
        let known = self.heads.get(&skeleton(head)).filter(|known| known.as_str() != "0" && *known != head);
        let open = head == "0" && written.trim() != plain;
        match known.map(|known| format!("{known}{number}")) {
            Some(normal) if !self.codes.contains(&normal) => vec![normal],
            Some(normal) if open => vec![normal, plain],
            None if open => vec![format!("O{number}"), plain],
            _ => vec![plain],
        }
    }
}

/// What stands before the number of a code, and the rest. A zero at the beginning can be the letter O.
fn parted(code: &str) -> (&str, &str) {
    let rest = code.strip_prefix('0').map(|rest| rest.trim_start_matches([' ', '-', '.']));
    match rest.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        Some(rest) => ("0", rest),
        None => code.split_at(code.find(|c: char| c.is_ascii_digit()).unwrap_or(code.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Forms, ItemCode};

    #[test]
    fn codes_become_addresses() {
        let slug = |text: &str| ItemCode::new(text).map(|code| code.slug().to_owned());
        for (code, address) in [
            ("O12", "o12"),
            ("MOIT 1", "moit-1"),
            ("มร.1", "mr-1"),
            ("มร.1.2", "mr-1-2"),
            ("ตช 3", "tch-3"),
            ("ข้อ 4", "kho-4"),
            ("ก-1", "k-1"),
        ] {
            assert_eq!(slug(code).as_deref(), Some(address), "{code}");
        }
        for code in ["๐๑๒", "มร.๑", "--", "ะา", "", "O/1", "О1", "฿1"] {
            assert_eq!(slug(code), None, "{code}");
        }
        assert_eq!(ItemCode::new("มร.1").map(|code| code.with_id("Integrity-1")).unwrap().slug(), "integrity-1");
    }

    #[test]
    fn codes_of_a_catalogue_have_one_form() {
        let meant =
            |others: &[&str], code: &str| Forms::new(others.iter().copied().chain([code])).meant(code).join(" or ");
        let o = ["O1", "O2", "O10"];
        for (code, normal) in
            [("๐๓", "O3"), ("03", "O3"), ("o3", "O3"), ("O 3", "O3"), ("О๓", "O3"), ("๐-๓", "O3"), ("O3", "O3")]
        {
            assert_eq!(meant(&o, code), normal, "{code}");
        }
        assert_eq!(meant(&o, "๐๑"), "O1 or 01");
        assert_eq!(meant(&o, "01"), "01");
        assert_eq!(meant(&o, "MOIT 1"), "MOIT 1");
        assert_eq!(meant(&[], "๐๑"), "O1 or 01");
        assert_eq!(meant(&["01", "02"], "O3"), "O3");
        assert_eq!(meant(&["๐๑", "๐๒"], "๐๓"), "O3 or 03");
        assert_eq!(meant(&["มร.๑", "มร.2"], "มร ๓"), "มร.3");
        assert_eq!(meant(&[], "มร.๑.๒"), "มร.1.2");
        assert_eq!(meant(&["MOIT 1", "MOIT 2"], "ＭOIT-๓"), "MOIT 3");
        assert_eq!(meant(&["1", "2"], "๓"), "3");
    }
}

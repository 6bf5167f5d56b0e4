//! A large site whose texts are like those of the agency: pages as long as its pages, made of chains of letters as its texts
//! have them, so that they compress as real ones do. Words of a list at random would compress half as well.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use prongsai::base::output::Asset;
use prongsai::base::path::RelPath;
use prongsai::base::source::Sources;
use prongsai::base::thai::is_thai;

use super::index::Index;
use crate::chance::Chance;
use crate::support::root;

/// How many letters decide the next.
const ORDER: usize = 6;

/// Items of one fiscal year.
const PER_YEAR: usize = 50;

/// What follows every run of letters in a text.
struct Chain {
    letters: Vec<char>,
    next: HashMap<Vec<char>, Vec<usize>>,
}

impl Chain {
    fn new(text: &str) -> Chain {
        let letters: Vec<char> = text.chars().collect();
        let mut next: HashMap<Vec<char>, Vec<usize>> = HashMap::new();
        for at in 0..letters.len() - ORDER {
            next.entry(letters[at..at + ORDER].to_vec()).or_default().push(at + ORDER);
        }
        Chain { letters, next }
    }

    /// A text of about so many letters, from the beginning of a word.
    fn text(&self, chance: &mut Chance, length: usize) -> String {
        let mut at = chance.place(self.letters.len() - ORDER - 1);
        while self.letters[at] != ' ' {
            at = (at + 1) % (self.letters.len() - ORDER - 1);
        }
        let mut made: Vec<char> = self.letters[at + 1..at + 1 + ORDER].to_vec();
        while made.len() < length {
            match self.next.get(&made[made.len() - ORDER..]) {
                Some(all) => made.push(self.letters[all[chance.place(all.len())]]),
                None => made.push(' '),
            }
            if made.ends_with(&[' ', ' ']) {
                let again = self.text(chance, ORDER);
                made.extend(again.chars());
            }
        }
        made.into_iter().collect::<String>().trim().to_owned()
    }
}

/// What the agency's pages of a language say, without signs that mean something in Markdown, and how long each is.
fn learn(index: &Index, keep: impl Fn(char) -> bool) -> (Chain, Vec<usize>) {
    let plain =
        |text: &str| text.chars().filter(|&c| keep(c) && !"*[]<>#|`_~\\&^{}+$:/".contains(c)).collect::<String>();
    let texts: Vec<String> = index.written.iter().map(|text| plain(text)).collect();
    let lengths = texts.iter().map(|text| text.chars().count()).collect();
    (Chain::new(&texts.join(" ")), lengths)
}

/// A site of `items` items in both languages, like the agency's.
pub fn sources(agency: &BTreeMap<RelPath, Asset>, items: usize) -> Sources {
    let mut sources = crate::support::read(&root()).expect("the folder can be read");
    let (thai, lengths) = learn(&Index::of(agency, "th"), |_| true);
    let (english, english_lengths) = learn(&Index::of(agency, "en"), |c| !is_thai(c));
    sources.texts.retain(|path, _| path.below("content").is_none());
    sources.files = Default::default();
    let agency = "name: {th: เทศบาล, en: Town}\nbase_url: https://town.example/\nlanguages: [th, en]\n".to_owned();
    let mut add = |path: String, text: String| {
        sources.texts.insert(RelPath::new(&format!("content/{path}")).expect("a path"), text.into());
    };
    add("agency.yaml".to_owned(), agency);
    let mut chance = Chance::new(1);
    for first in (0..items).step_by(PER_YEAR) {
        let year = 2550 + first / PER_YEAR;
        let mut catalogue = "name: {th: ก, en: A}\nstatus: final\ninstruments:\n  - {id: OIT, name: {th: ก, en: A}, weight: 1}\n\
            indicators:\n  - id: 1\n    name: {th: ก, en: A}\n    instruments: [OIT]\n    groups:\n      - id: 1.1\n        \
            name: {th: ก, en: A}\n        items:\n".to_owned();
        for item in first..items.min(first + PER_YEAR) {
            let code = item - first + 1;
            // JSON is YAML, so a quoted text of one is a quoted text of the other.
            let title = serde_json::json!({"th": thai.text(&mut chance, 45), "en": english.text(&mut chance, 50)});
            let _ = writeln!(catalogue, "          - {{code: O{code}, title: {title}}}");
            let at = item % lengths.len();
            add(
                format!("{year}/items/o{code}.md"),
                format!("---\ncode: O{code}\n---\n{}", body(&thai, &mut chance, lengths[at])),
            );
            add(format!("{year}/items/o{code}.en.md"), body(&english, &mut chance, english_lengths[at]));
        }
        add(format!("{year}/catalogue.yaml"), catalogue);
    }
    sources
}

/// A body of so many letters, with a heading over every five hundred.
fn body(chain: &Chain, chance: &mut Chance, length: usize) -> String {
    let mut text = String::new();
    for done in (0..length.max(1)).step_by(500) {
        let _ = write!(text, "## {}\n\n", chain.text(chance, 25));
        let _ = write!(text, "{}\n\n", chain.text(chance, (length - done).min(500)));
    }
    text
}

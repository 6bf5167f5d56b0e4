//! The files of the search index, read as the script reads them.

use std::collections::BTreeMap;

use encoding_rs::WINDOWS_874;
use prongsai::base::output::Asset;
use prongsai::base::path::RelPath;
use prongsai::base::thai::{letters, searchable};
use serde_json::Value;

use super::text;

/// The index of a language.
pub struct Index {
    pub start: Vec<u8>,
    pub parts: Vec<Part>,
    /// All that is searched of each page in normal form, by its address.
    pub pages: BTreeMap<String, String>,
    /// What each page says, as it is written, in the order of the index.
    pub written: Vec<String>,
}

pub struct Part {
    pub bytes: Vec<u8>,
    pub text: String,
    pairs: String,
}

impl Index {
    pub fn of(output: &BTreeMap<RelPath, Asset>, lang: &str) -> Index {
        let folder = if lang == "en" { "en/search/" } else { "search/" };
        let bytes = |name: &str| match &output[&RelPath::new(&format!("{folder}{name}")).expect("a path")] {
            Asset::Bytes(bytes) => bytes.clone(),
            Asset::CopyOf { .. } | Asset::Picture(_) => panic!("{name} is a copy"),
        };
        let read = |bytes: &[u8]| -> Value {
            let (text, _, faulty) = WINDOWS_874.decode(bytes);
            assert!(!faulty, "an index in Windows-874");
            serde_json::from_str(&text).expect("JSON")
        };
        let start = bytes("index.txt");
        let value = read(&start);
        let list = |value: &Value| value.as_array().expect("a list").clone();
        let size = value["size"].as_u64().expect("a number") as usize;
        let entries = list(&value["pages"]);
        let (mut parts, mut pages, mut written) = (Vec::new(), BTreeMap::new(), Vec::new());
        for (part, of) in list(&value["parts"]).iter().enumerate() {
            let (name, version) = text(&of[0]).split_once("?v=").expect("a version");
            let bytes = bytes(name);
            assert_eq!(version, &blake3::hash(&bytes).to_hex()[..8]);
            let mut all = String::new();
            for (at, texts) in list(&read(&bytes)).iter().enumerate() {
                let entry = &entries[part * size + at];
                let code = searchable(text(&entry[1]));
                let section = &value["sections"][entry[3].as_u64().expect("a number") as usize];
                let texts = list(texts);
                written.push(texts.iter().map(text).collect::<Vec<_>>().join(" "));
                let words =
                    texts.iter().map(text).chain([text(&entry[2]), text(section)]).collect::<Vec<_>>().join("\n");
                let words = format!("{code}\n{}\n{}", code.replacen('o', "0", 1), searchable(&words));
                all.push_str(&words);
                all.push('\n');
                assert!(pages.insert(text(&entry[0]).to_owned(), words).is_none(), "{entry} stands twice");
            }
            parts.push(Part { bytes, text: all, pairs: text(&of[1]).to_owned() });
        }
        assert_eq!(pages.len(), entries.len());
        Index { start, parts, pages, written }
    }
}

impl Part {
    /// Whether the part can hold a word, by the arithmetic of the script.
    pub fn may_hold(&self, word: &str) -> bool {
        let letters: Vec<&str> = letters(word).collect();
        letters.windows(2).all(|pair| {
            let units = pair[0].encode_utf16().chain(pair[1].encode_utf16());
            let hash = units.fold(0_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(16_777_619));
            let place = (hash ^ (hash >> 15)) as usize & (self.pairs.len() * 4 - 1);
            let four = self.pairs.as_bytes()[place / 4].checked_sub(b'a').expect("a letter from `a` on");
            four >> (place % 4) & 1 == 1
        })
    }
}

//! Words of the other language within a text, told by their letters: any Thai within English, and a sentence of Latin letters
//! within Thai. Names, abbreviations, codes and addresses are read alike in both, and are left alone.

use std::ops::Range;

use crate::base::lang::Lang;
use crate::base::thai::is_thai;

/// A sentence has as many words at least, so many of them in small letters: `Integrity and Transparency Assessment` is a name.
const WORDS: usize = 4;
const SMALL: usize = 3;

/// Where words of the other language stand in a text of `lang`, in order.
pub(crate) fn foreign(text: &str, lang: Lang) -> Vec<Range<usize>> {
    match lang {
        _ if !may_have(text, lang) => Vec::new(),
        Lang::En => thai(text),
        Lang::Th => sentences(text),
    }
}

/// Whether a text of `lang` is in the other language from its first word to its last.
pub(crate) fn is_foreign(text: &str, lang: Lang) -> bool {
    may_have(text, lang)
        && match lang {
            Lang::En => !text.contains(|c: char| c.is_ascii_alphabetic()),
            Lang::Th => !text.contains(is_thai) && is_sentence(text),
        }
}

/// The language that a text is in which was written as one of `lang`.
pub(crate) fn spoken(text: &str, lang: Lang) -> Lang {
    if is_foreign(text, lang) { lang.other() } else { lang }
}

/// Told by bytes, as most texts have nothing of the other language.
pub(crate) fn may_have(text: &str, lang: Lang) -> bool {
    match lang {
        // The first byte of every Thai letter, and of few others.
        Lang::En => memchr::memchr(0xE0, text.as_bytes()).is_some() && text.contains(is_thai),
        Lang::Th => text.bytes().filter(u8::is_ascii_lowercase).nth(2 * SMALL - 1).is_some(),
    }
}

/// Runs of Thai; spaces and digits between Thai words belong to them.
fn thai(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(is_thai).map(|at| from + at) {
        let end = text[start..].find(|c: char| c.is_ascii_alphabetic() || "<&".contains(c));
        let own = &text[start..end.map_or(text.len(), |end| start + end)];
        from = start + own.trim_end_matches(|c| !is_thai(c)).len();
        found.push(start..from);
    }
    found
}

/// Sentences between Thai words, from their first letter to their last, with the sign that ends them.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let between = text.split(is_thai).map(|own| {
        let own = own.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        own.trim_end_matches(|c: char| !c.is_ascii_alphabetic() && !".!?".contains(c))
    });
    let places = between.filter(|own| is_sentence(own)).map(|own| {
        let start = own.as_ptr() as usize - text.as_ptr() as usize;
        start..start + own.len()
    });
    places.collect()
}

fn is_sentence(text: &str) -> bool {
    let words = || {
        let bare = text.split_whitespace().map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation()));
        bare.filter(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic() || b"'-".contains(&b)))
    };
    let small = words().filter(|word| word.len() > 1 && word.bytes().all(|b| !b.is_ascii_uppercase()));
    words().count() >= WORDS && small.count() >= SMALL
}

#[cfg(test)]
mod tests {
    use super::{foreign, is_foreign};
    use crate::base::lang::Lang::{En, Th};

    #[test]
    fn words_of_the_other_language_are_told_by_their_letters() {
        for (text, lang, expected) in [
            ("The plan (แผน พ.ศ. 2569) and ข้อมูล.", En, &["แผน พ.ศ", "ข้อมูล"][..]),
            ("O12 ประกาศ ฉบับที่ 2", En, &["ประกาศ ฉบับที่"]),
            ("A plan for 2569", En, &[]),
            ("ดังนี้ “The office is open on all weekdays.” และ", Th, &["The office is open on all weekdays."]),
            (
                "the first of these words ก the last of these words",
                Th,
                &["the first of these words", "the last of these words"],
            ),
            ("ระบบ Integrity and Transparency Assessment (ITA) ปี", Th, &[]),
            ("ดู https://www.example.go.th/this/is/a/long/one หรือ a@b.go.th", Th, &[]),
            ("Organisation for Economic Co-operation and Development", Th, &[]),
            ("e-GP e-bidding e-market file.pdf index.html", Th, &[]),
            ("Download the form.", Th, &[]),
        ] {
            let found: Vec<&str> = foreign(text, lang).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_text_is_foreign_if_all_of_it_is() {
        for (text, lang, expected) in [
            ("ประกาศ 2569", En, true),
            ("ประกาศ ITA", En, false),
            ("2569", En, false),
            ("This page has not been translated.", Th, true),
            ("This page has not been translated. ก", Th, false),
            ("go to my A", Th, true),
            ("go to A B", Th, false),
            ("Facebook, LINE และ Government Smart Kiosk", Th, false),
            ("Government Smart Kiosk Project", Th, false),
        ] {
            assert_eq!(is_foreign(text, lang), expected, "{text}");
        }
    }
}

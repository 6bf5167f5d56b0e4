//! Thai text: one normal form for comparison, search and slugs; digits; and words that are nearly the same.
//! Nothing here cuts Thai into words: segmenters disagree with each other and with browsers.

use std::collections::HashSet;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::base::limits;

/// The form in which two spellings that look alike are equal: NFC, no invisible characters, `เ`+`เ` as `แ`, `ํ`+`า` as `ำ`,
/// vowel marks before tone marks, Arabic digits, lower case, one hyphen for all. Marks are never removed: `นำ` and `น้ำ`
/// stay different.
pub fn normalise(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    if is_normal(text) { text.to_owned() } else { normal_form(text) }
}

fn normal_form(text: &str) -> String {
    let mut plain: Vec<char> = Vec::with_capacity(text.len() / 2);
    for c in text.chars().filter(|&c| !is_invisible(c)).map(arabic_digit) {
        // Thai has no capitals, and most text is Thai.
        if is_thai(c) {
            plain.push(c)
        } else if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') {
            plain.push('-')
        } else {
            plain.extend(c.to_lowercase())
        }
    }
    // Nearly all text is composed as it is written, which is quicker to see than to do.
    let composed = plain.iter().all(|&c| is_composed(c)) || is_nfc_quick(plain.iter().copied()) == IsNormalized::Yes;
    if !composed {
        plain = plain.into_iter().nfc().collect();
    }
    let mut out: Vec<char> = Vec::with_capacity(plain.len());
    // Tones wait for what follows them: a vowel mark typed after them goes before them.
    let mut tones: Vec<char> = Vec::new();
    let mut changed = false;
    for c in plain {
        match (out.last().copied(), c) {
            (_, tone) if is_tone(tone) => tones.push(tone),
            (Some('เ'), 'เ') if tones.is_empty() => {
                replace_last(&mut out, 'แ');
                changed = true;
            }
            // Sara am typed as a circle and a leg, with tones between them or before: น + ํ + ้ + า and น + ้ + ํ + า.
            (Some('ํ'), 'า') => {
                out.pop();
                out.append(&mut tones);
                out.push('ำ');
                changed = true;
            }
            (_, mark) if is_vowel_mark(mark) => {
                changed |= !tones.is_empty();
                out.push(mark);
            }
            _ => {
                out.append(&mut tones);
                out.push(c);
            }
        }
    }
    out.append(&mut tones);
    // A mark that moved may stand before another that comes first in NFC.
    if changed { out.into_iter().nfc().collect() } else { out.into_iter().collect() }
}

/// Whether a text is surely in its normal form, as most is: it is quicker to see than to do.
fn is_normal(text: &str) -> bool {
    let mut before = '\0';
    text.chars().all(|c| {
        let moves = (c == 'เ' && before == 'เ') || (is_vowel_mark(c) && is_tone(before)) || c == '\u{0E4D}';
        before = c;
        is_composed(c) && !moves && !c.is_ascii_uppercase() && !matches!(c, '๐'..='๙')
    })
}

/// The form in which texts are searched: the normal one, with abbreviations without their stops (`พ.ร.บ.` is `พรบ`) and
/// amounts without their commas.
pub fn searchable(text: &str) -> String {
    let normal = normalise(text);
    if !normal.contains(['.', ',']) {
        return normal;
    }
    let mut out = String::with_capacity(normal.len());
    for (at, c) in normal.char_indices() {
        let before = out.chars().next_back();
        let three = || {
            let digits = normal[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
            digits == 3 && before.is_some_and(|c| c.is_ascii_digit())
        };
        let left_out = (c == '.' && before.is_some_and(is_letter)) || (c == ',' && three());
        out.extend((!left_out).then_some(c));
    }
    out
}

/// A Thai letter with what belongs to it, and no sign.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{0E01}'..='\u{0E2E}' | '\u{0E30}'..='\u{0E3A}' | '\u{0E40}'..='\u{0E45}' | '\u{0E47}'..='\u{0E4E}')
}

/// Lines as one: a space stands where they met, and none between two Thai letters, as a line may end within a word.
pub(crate) fn joined_lines(text: &str) -> String {
    let mut lines = text.split('\n').map(str::trim);
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let within = out.ends_with(is_letter) && line.starts_with(is_letter);
        out.push_str(if within { "" } else { " " });
        out.push_str(line);
    }
    out
}

/// How many letters and digits a text has.
pub(crate) fn count_alphanumeric(text: &str) -> usize {
    text.chars().filter(|c| is_alphanumeric(*c)).count()
}

/// `char::is_alphanumeric`, which looks long for what is not Latin: most text is Thai.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    is_alphabetic(c) || is_numeric(c)
}

/// `char::is_alphabetic`, in the same way.
pub(crate) fn is_alphabetic(c: char) -> bool {
    match c {
        '\u{E00}'..='\u{E7F}' => matches!(c, '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E46}' | '\u{E4D}'),
        _ => c.is_alphabetic(),
    }
}

/// `char::is_numeric`, in the same way.
pub(crate) fn is_numeric(c: char) -> bool {
    if matches!(c, '\u{E00}'..='\u{E7F}') { matches!(c, '๐'..='๙') } else { c.is_numeric() }
}

/// The letters of a text, each with the marks above and below it and a sara am: `น้ำ` is one. The search script cuts alike.
pub fn letters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.char_indices().skip(1).find(|(_, c)| !is_joined(*c)).map_or(rest.len(), |(at, _)| at);
        let (letter, after) = rest.split_at(end);
        rest = after;
        (!letter.is_empty()).then_some(letter)
    })
}

/// `text` with Thai digits as Arabic ones, everything else as it is.
pub(crate) fn arabic_digits(text: &str) -> String {
    text.chars().map(arabic_digit).collect()
}

/// The name of an anchor made from a heading: normal form, runs of anything but letters, marks and digits as one hyphen.
pub fn slug(heading: &str) -> String {
    let mut out = String::new();
    for c in normalise(heading).chars() {
        if is_alphanumeric(c) || is_mark(c) {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// True for a Thai letter, mark or digit.
pub fn is_thai(c: char) -> bool {
    ('\u{0E00}'..='\u{0E7F}').contains(&c)
}

/// Digits as Thai documents print them.
pub(crate) fn thai_digit(c: char) -> char {
    c.to_digit(10).filter(|_| c.is_ascii()).and_then(|digit| char::from_u32(0x0E50 + digit)).unwrap_or(c)
}

/// The candidate nearest to `word`, if it is near enough to be what was meant.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = normalise(word);
    let length = word.chars().count();
    let allowed = (length / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| (candidate, normalise(candidate)))
        // A letter has at most three bytes here: what is much longer or shorter need not be compared.
        .filter(|(_, normal)| normal.len().abs_diff(word.len()) <= allowed * 3)
        .map(|(candidate, normal)| (slips(&word, &normal), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many letters were left out, put in, changed or swapped between two texts.
pub(crate) fn slips(a: &str, b: &str) -> usize {
    // Names of one folder begin and end alike, and the comparison itself takes time.
    let same = |(x, y): &(char, char)| x == y;
    let head: usize = a.chars().zip(b.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (a, b) = (&a[head..], &b[head..]);
    let tail: usize = a.chars().rev().zip(b.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    // The comparison takes the product of both lengths; no name that somebody misspelt is as long as this.
    if a.len().max(b.len()) > limits::COMPARED {
        return a.len().max(b.len());
    }
    strsim::damerau_levenshtein(a, b)
}

/// True for texts that differ in nothing but spaces, punctuation and look-alike spellings.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    if surely_longer(a, b.chars().count()) || surely_longer(b, a.chars().count()) {
        return false;
    }
    let words = |text: &str| normalise(text).chars().filter(|c| is_alphanumeric(*c) || is_mark(*c)).collect::<String>();
    words(a) == words(b)
}

/// Whether the normal form of a text surely has more letters: it makes one of four at most. Told without reading on.
pub(crate) fn surely_longer(text: &str, letters: usize) -> bool {
    text.chars().filter(|c| is_alphanumeric(*c)).nth(4 * letters).is_some()
}

/// How much of `phrase` stands in `text`, 0 to 1: the share of its pieces of four letters, spaces left out.
pub(crate) fn covered(phrase: &str, text: &str) -> f64 {
    let pieces = |text: &str| -> Vec<[char; 4]> {
        let letters: Vec<char> = normalise(text).chars().filter(|c| is_alphanumeric(*c) || is_mark(*c)).collect();
        letters.windows(4).map(|four| [four[0], four[1], four[2], four[3]]).collect()
    };
    let (wanted, there) = (pieces(phrase), pieces(text).into_iter().collect::<HashSet<_>>());
    let found = wanted.iter().filter(|piece| there.contains(*piece)).count();
    if wanted.is_empty() { 0.0 } else { found as f64 / wanted.len() as f64 }
}

/// Letters that NFC leaves as they are, but for the order of marks and tones, which `normalise` knows itself.
fn is_composed(c: char) -> bool {
    c.is_ascii() || is_thai(c) && c != '\u{0E3A}'
}

fn arabic_digit(c: char) -> char {
    match c {
        '๐'..='๙' => char::from(b'0' + (c as u32 - '๐' as u32) as u8),
        _ => c,
    }
}

fn replace_last(out: &mut [char], c: char) {
    if let Some(last) = out.last_mut() {
        *last = c;
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

fn is_tone(c: char) -> bool {
    matches!(c, '\u{0E48}'..='\u{0E4B}')
}

fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}')
}

/// A mark that stands above or below a letter, and takes no room of its own.
pub(crate) fn is_mark(c: char) -> bool {
    is_tone(c) || is_vowel_mark(c) || matches!(c, '\u{0E4C}'..='\u{0E4E}')
}

/// What belongs to the letter before it.
pub(crate) fn is_joined(c: char) -> bool {
    is_mark(c) || matches!(c, '\u{0E33}' | '\u{0300}'..='\u{036F}')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::{joined_lines, letters, nearest, normal_form, normalise, searchable, slug};

    #[test]
    fn marks_stay_with_their_letters() {
        assert_eq!(letters("น้ำดื่ม a1").collect::<Vec<_>>(), ["น้ำ", "ดื่", "ม", " ", "a", "1"]);
        assert_eq!(letters("").count(), 0);
    }

    #[test]
    fn look_alike_spellings_are_equal() {
        let same = [
            ("น้ำ", "น\u{0E4D}\u{0E49}\u{0E32}"),
            ("น้ำ", "น\u{0E49}\u{0E4D}\u{0E32}"),
            ("ทำ", "ท\u{0E4D}\u{0E32}"),
            ("แก้", "เเก้"),
            ("ที่", "ท\u{0E48}\u{0E35}"),
            ("ปี ๒๕๖๘", "ปี 2568"),
            ("E-Service", "e-service"),
            ("งบ\u{200B}ประมาณ", "งบประมาณ"),
        ];
        for (a, b) in same {
            assert_eq!(normalise(a), normalise(b), "{a} {b}");
        }
        assert_ne!(normalise("นำ"), normalise("น้ำ"));
    }

    #[test]
    fn the_quick_way_sorts_marks_as_nfc_does() {
        let letters = ['ก', 'เ', 'ิ', 'ุ', 'ู', 'ฺ', '่', '้', '\u{0E4D}', 'า', 'ำ', '์'];
        let mut texts = vec![String::new()];
        for _ in 0..5 {
            let longer = texts.iter().flat_map(|text| letters.map(|letter| format!("{text}{letter}")));
            texts = longer.collect();
            for text in &texts {
                assert_eq!(normalise(text), normalise(&text.nfc().collect::<String>()), "{text:?}");
                assert_eq!(normalise(text), normal_form(text), "{text:?}");
            }
        }
    }

    #[test]
    fn abbreviations_and_amounts_are_searched_without_signs() {
        for (written, searched) in [
            ("พ.ร.บ. ๒๕๔๐", "พรบ 2540"),
            ("อบต.โสกก่าม", "อบตโสกก่าม"),
            ("1,234,567.50 บาท", "1234567.50 บาท"),
            ("1, 2 และ 1,23 กับ 1,2345", "1, 2 และ 1,23 กับ 1,2345"),
            ("E\u{2011}Service ก\u{2013}๑๒", "e-service ก-12"),
            ("a.b", "a.b"),
        ] {
            assert_eq!(searchable(written), searched, "{written}");
        }
        assert_eq!(joined_lines("องค์การบริหาร\nส่วนตำบล ครั้งที่ 2\nปี 2568\n a"), "องค์การบริหารส่วนตำบล ครั้งที่ 2 ปี 2568 a");
    }

    #[test]
    fn slugs_keep_thai_marks() {
        assert_eq!(slug("ข้อ ๑ (โครงสร้าง) และอำนาจหน้าที่!"), "ข้อ-1-โครงสร้าง-และอำนาจหน้าที่");
        assert_eq!(slug("***"), "");
    }

    #[test]
    fn nearest_gives_only_near_words() {
        assert_eq!(nearest("tilte", ["title", "date"]), Some("title"));
        assert_eq!(nearest("zzz", ["title", "date"]), None);
        assert_eq!(
            nearest("content/2568/items/o12.md", ["content/2568/items/o21.md"]),
            Some("content/2568/items/o21.md")
        );
        assert_eq!(nearest("abcab", ["ab"]), None);
    }
}

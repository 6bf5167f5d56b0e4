//! What somebody has left to be filled in: dots, `TODO`, the words of a form or of a draft's example. Only what is surely left
//! over counts: prose may trail off, a form has dotted lines, and `ระบุ` is an ordinary verb within a sentence.

use crate::base::thai::{is_alphanumeric, is_thai, normalise};

/// What stands for something that somebody meant to write, as a text of its own or behind a colon.
const LEFTOVER: &[&str] =
    &["todo", "tbd", "fixme", "รอข้อมูล", "รอข้อมูลจากหน่วยงาน", "รอเพิ่มข้อมูล", "ใส่ข้อมูลที่นี่", "ข้อความตัวอย่าง"];

/// Words that no finished text has.
const NEVER: &[&str] = &["TODO", "FIXME", "TBD"];

/// Whether a text is nothing but a place for one, or ends in one behind a colon: `…`, `xxx`, `(ใส่ชื่อ)`, `ชื่อ: รอข้อมูล`.
pub(crate) fn is_leftover(text: &str) -> bool {
    stands_for(text, &bare_word(text))
}

/// The same with the `bare_word` of the text at hand.
fn stands_for(text: &str, word: &str) -> bool {
    let colon = memchr::memchr2(b':', FULL_WIDTH, text.as_bytes()).is_some();
    let behind = colon.then(|| text.rsplit_once([':', '：'])).flatten();
    let behind = behind.filter(|(label, _)| label.contains(is_alphanumeric));
    let example = EXAMPLES.contains(&word) || is_asked(text, word);
    example
        || is_place(text, word)
        || behind.is_some_and(|(_, value)| is_place(value, &bare_word(value)))
        || never(text)
}

/// The first byte of letters as wide as Chinese ones, and of little else.
const FULL_WIDTH: u8 = 0xEF;

/// What a form prints before the place for a fact.
const LABELS: &[&str] = &[
    "นางสาว",
    "นาย",
    "นาง",
    "ว่าที่",
    "ชื่อ",
    "นามสกุล",
    "ตำแหน่ง",
    "เลขที่",
    "หมู่ที่",
    "ถนน",
    "ตำบล",
    "อำเภอ",
    "จังหวัด",
    "รหัสไปรษณีย์",
    "โทรศัพท์",
    "โทร",
    "อีเมล",
    "เรื่อง",
    "วันที่",
    "ปี",
    "ข้อ",
    "ระบุ",
];

/// What drafts and examples say in the place of a fact, without spaces.
const EXAMPLES: &[&str] = &[
    "fillin",
    "fillthisin",
    "tobefilledin",
    "yourtexthere",
    "placeholder",
    "กรอกข้อมูล",
    "กรอกข้อมูลที่นี่",
    "เติมข้อมูล",
    "เติมข้อความ",
    "ใส่ข้อมูล",
    "ใส่ข้อความ",
    "ระบุข้อมูล",
    "โปรดระบุ",
    "ตัวอย่างข้อความ",
    "ระบุ",
    "กรอก",
    "เติม",
    "ใส่",
];

/// In a table it is an answer, as a value of its own it is none.
const NONE: &str = "n/a";

/// What such a place in brackets begins with: `(ใส่ชื่อเรื่อง)`, `[ระบุวันที่]`.
const ASKS: &[&str] = &["ระบุ", "โปรดระบุ", "กรอก", "เติม", "ใส่", "insert", "fillin", "enter"];

/// Whether a text is nothing but brackets in which somebody is asked for it, by its `bare_word`.
fn is_asked(text: &str, word: &str) -> bool {
    let text = text.trim();
    let closed = [('(', ')'), ('[', ']'), ('<', '>'), ('{', '}')].into_iter().any(|(open, close)| {
        text.strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
            .is_some_and(|own| !own.contains([open, close]))
    });
    closed && ASKS.iter().any(|ask| word.starts_with(ask))
}

/// Whether a value is still the example of a draft or the empty place of a form: `…`, `นาย…`, `อำเภอ… จังหวัด…`, `fill in`.
/// That something is awaited is an answer.
pub(crate) fn is_stub(text: &str) -> bool {
    let word = bare_word(text);
    (stands_for(text, &word) && !word.starts_with("รอ")) || word == NONE || is_gap(text)
}

/// Whether a text is a stub or left over, by the `bare` text at hand.
pub(crate) fn is_unfilled(text: &str, bare: &str) -> bool {
    stands_for(text, bare) || is_gap(text)
}

/// Whether a text is the places of a form with what is printed before them.
fn is_gap(text: &str) -> bool {
    // Most texts have none of these bytes, of which the last begins an ellipsis.
    memchr::memchr3(b'.', b'_', 0xE2, text.as_bytes()).is_some()
        && ["…", "...", "___"].iter().any(|gap| text.contains(gap))
        && {
            let letters = text.chars().filter(|c| is_thai(*c) || is_alphanumeric(*c)).collect();
            LABELS.iter().fold(letters, |rest: String, label| rest.replace(label, "")).is_empty()
        }
}

fn is_place(text: &str, word: &str) -> bool {
    let dots = !text.trim().is_empty() && text.chars().all(|c| c.is_whitespace() || "….()[]".contains(c));
    let dots = dots && (text.contains('…') || text.matches('.').count() > 1);
    dots || (word.len() > 2 && word.bytes().all(|byte| byte == b'x'))
        || LEFTOVER.contains(&word)
        || word.starts_with("loremipsum")
}

/// `TODO` among other words, or a word of nothing but `xxx`.
fn never(text: &str) -> bool {
    // Each has one of these letters, and few texts have.
    if memchr::memchr3(b'D', b'X', b'x', text.as_bytes()).is_none() {
        return false;
    }
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.any(|word| NEVER.contains(&word) || (word.len() > 2 && word.bytes().all(|byte| byte == b'x')))
}

/// A text in its normal form, without spaces and the marks around it.
pub(crate) fn bare(text: &str) -> String {
    normalise(text).trim_matches(around).split_whitespace().collect()
}

fn around(c: char) -> bool {
    let mark = |c| matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '“' | '”' | '"' | '\'' | '*' | '_');
    c.is_whitespace() || mark(c) || matches!(c, '.' | '…' | '!' | '-' | '–' | '—')
}

/// The `bare` text where it is short; of a long one the beginning, if it may matter, and an ellipsis, which none of the
/// words above has.
fn bare_word(text: &str) -> String {
    let text = text.trim_matches(around);
    match text.char_indices().nth(LONG) {
        None => bare(text),
        Some((end, _)) if text.starts_with(['l', 'L']) => bare(&text[..end]) + "…",
        Some(_) => "…".to_owned(),
    }
}

/// A text of more letters is none of the words above, if they are not written with spaces between.
const LONG: usize = 40;

#[cfg(test)]
mod tests {
    use super::{is_leftover, is_stub};

    #[test]
    fn only_what_is_surely_left_over() {
        let left = [
            "…",
            "...",
            "( … )",
            "xxx",
            "โทร: xxx",
            "TODO",
            "ชื่อผู้บริหาร: …",
            "รอข้อมูล",
            "(รอข้อมูลจากหน่วยงาน)",
            "โทร xxx ต่อ 1",
            "ประกาศ TODO ก่อนสิ้นปี",
            "Lorem ipsum dolor",
            "http://www.xxx.go.th",
        ];
        for text in left {
            assert!(is_leftover(text), "{text}");
        }
        let prose = [
            "และแล้ว… ทุกอย่างก็เสร็จ",
            "เช่น ถนน ไฟฟ้า ประปา ...",
            "ข้าพเจ้า.................. ตำแหน่ง..............",
            "1-xxxx-xxxxx-xx-1",
            "08x-xxx-xxxx",
            "รอข้อมูลเพิ่มเติมจากจังหวัดแล้วจะประกาศ",
            "ครั้งที่ XXX",
            "-",
            "ไม่มี",
            "",
            ".",
            "ดังนี้:",
        ];
        for text in prose {
            assert!(!is_leftover(text), "{text}");
        }
    }

    #[test]
    fn a_stub_is_no_value_and_what_is_awaited_is_one() {
        let stubs = [
            "…",
            "......",
            "___",
            "นาย…",
            "อำเภอ… จังหวัด…",
            "เลขที่ ... หมู่ที่ ...",
            "fill in",
            "Fill me: …",
            "(กรอกข้อมูล)",
            "xxx",
            "ระบุ",
            "กรอก…",
            "(ใส่ชื่อเรื่อง)",
            "[ระบุวันที่]",
            "<insert title>",
            "N/A",
        ];
        for text in stubs {
            assert!(is_stub(text), "{text}");
        }
        for text in [
            "ประกาศเรื่องแผน…",
            "นายแดง ใจดี",
            "รอข้อมูล",
            "ปี 2569",
            "-",
            "",
            "จังหวัดเลย",
            "A & B ... C",
            "ระบุตัวผู้รับ",
            "ใส่ใจ",
            "(กรอก)แบบ(1)",
            "กรอกแบบคำขอที่สำนักงาน",
        ] {
            assert!(!is_stub(text), "{text}");
        }
    }
}

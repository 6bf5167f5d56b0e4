//! Digits in a text, however they are written: in the scripts of `numeral`, with hyphens, dots or spaces between them, with
//! characters that cannot be seen, with the marks of bold and of links, in the cells of a table, as entities, in the escapes
//! of an address, of JSON, of YAML and of Office. What they mean is not decided here.

use std::ops::Range;

use crate::base::numeral::{Form, numeral, value};
use crate::base::thai::{is_alphabetic, is_mark};

/// Between two groups stand so many bytes at most: tables are aligned with spaces.
const MAX_GAP: usize = 64;

/// So many borders of cells at most: a form has an empty cell or a hyphen between its boxes.
const MAX_CELLS: usize = 3;

/// The longest entity or escape.
const MAX_ESCAPE: usize = 16;

/// The longest mark of a link or a letter's style: an address is no longer in office writing.
const MAX_MARKS: usize = 256;

/// What stands around a digit that is drawn as in a box; around a note only the first ones.
const BOXES: [(char, char); 10] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('\u{FF08}', '\u{FF09}'),
    ('\u{3010}', '\u{3011}'),
    ('"', '"'),
    ('\'', '\''),
    ('“', '”'),
    ('‘', '’'),
    ('<', '>'),
];
const NOTES: usize = 5;

/// Elements that stand within a line, and part no word.
const INLINE: [&str; 16] =
    ["a", "abbr", "b", "bdi", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"];

/// A run of digits, and what stands between it and the one before.
#[derive(Debug)]
pub(crate) struct Group {
    pub at: Range<usize>,
    /// How many digits it has. They are read again where they are wanted: most are not, and all of a text take much memory.
    pub count: usize,
    pub gap: Gap,
}

impl Group {
    /// Value and bytes of each digit.
    pub(crate) fn digits(&self, text: &str) -> Vec<(u8, Range<usize>)> {
        let mut digits = Vec::with_capacity(self.count);
        run(text, self.at.start, |value, at| digits.push((value, at)));
        digits
    }
}

/// What stands between two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Something that ends a number.
    Break,
    /// One hyphen, dot, slash or line below, and nothing else that is seen.
    Mark(char),
    /// The same with spaces around it.
    LooseMark(char),
    Space,
    Cell,
    /// A comma, as in amounts and lists.
    Comma,
    /// Any other sign, once or more: `1:1017`.
    Sign,
    /// A note, with a hyphen or without: `1-1017-(ต่อ)-00123`.
    Note,
}

/// The groups of digits of a text. Those after a break could not be parts of one number with those before.
pub(crate) fn groups(text: &str) -> impl Iterator<Item = Group> {
    let mut last = 0;
    std::iter::from_fn(move || {
        let start = next_digit(text, last)?;
        let gap = if last == 0 { Gap::Break } else { gap(&text[last..start]) };
        let mut count = 0;
        last = run(text, start, |_, _| count += 1);
        Some(Group { at: start..last, count, gap })
    })
}

/// The place of the next digit at or after byte `from`. Bytes are looked at, because most of a text has no digit.
fn next_digit(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let own = || char_at(text, at).is_some_and(|(c, _)| value(c).is_some());
        let (found, length) = match &bytes[at..] {
            [] => return None,
            [b'0'..=b'9', ..] => (true, 1),
            // The figures of an escape are no digits: `%E0%B8%A1` is a letter.
            [b'%' | b'\\' | b'_', ..] => {
                char_at(text, at).map_or((false, 1), |(c, length)| (value(c).is_some(), length))
            }
            // Thai and its neighbours: most of a text.
            [0xE0, 0xB9 | 0xBB, 0x90..=0x99, ..] | [0xE0, 0xA5, 0xA6..=0xAF, ..] => (true, 3),
            [0xE0, ..] => (false, 3),
            [b'&' | 0xC2 | 0xD9 | 0xDB | 0xE1 | 0xE2 | 0xEF | 0xF0, ..] => (own(), 1),
            _ => (false, 1),
        };
        if found {
            return Some(at);
        }
        at += length;
    }
}

/// Gives the digits of one form from `start` on, with unseen characters between them, and where they end.
fn run(text: &str, start: usize, mut digit: impl FnMut(u8, Range<usize>)) -> usize {
    let (mut at, mut end, mut of) = (start, start, None::<Form>);
    while let Some((c, length)) = char_at(text, at) {
        if let Some((value, form)) = numeral(c) {
            if *of.get_or_insert(form) != form {
                break;
            }
            digit(value, at..at + length);
            end = at + length;
        } else if !is_unseen(c) {
            break;
        }
        at += length;
    }
    end
}

fn gap(text: &str) -> Gap {
    if text.len() > MAX_GAP {
        return Gap::Break;
    }
    // One form ends and another begins.
    if text.is_empty() {
        return Gap::Space;
    }
    let (mut mark, mut cells, mut commas, mut spaces, mut lines) = (None, 0, 0, 0, 0);
    let mut at = 0;
    while let Some((c, length)) = char_at(text, at) {
        at += length;
        match c {
            _ if is_unseen(c) => {}
            '\n' => lines += 1,
            '|' | '\t' => cells += 1,
            ',' => commas += 1,
            _ if is_blank(c) => spaces += 1,
            // Most of what stands between two groups begins with a letter.
            _ if mark.is_none() && is_alphabetic(c) && plain_mark(c).is_none() => return Gap::Break,
            _ if mark.is_some() => return sign(text),
            _ => match plain_mark(c) {
                Some(plain) => mark = Some(plain),
                None => return sign(text),
            },
        }
    }
    if commas > 0 {
        return if (mark, cells, commas, lines) == (None, 0, 1, 0) && spaces <= 1 { Gap::Comma } else { Gap::Break };
    }
    match (mark, cells) {
        (Some(mark), 0) if lines + spaces == 0 => Gap::Mark(mark),
        (Some('-'), 0) if lines <= 1 && spaces <= 2 => Gap::LooseMark('-'),
        (Some(mark), 0) if lines == 0 && spaces <= 2 => Gap::LooseMark(mark),
        (None | Some('-'), 1..=MAX_CELLS) if lines == 0 => Gap::Cell,
        (None, 0) if lines == 0 && (1..=3).contains(&spaces) => Gap::Space,
        _ => Gap::Break,
    }
}

/// The same where something else stands there: the ends of boxes, one sign of any other kind, or one around a note.
fn sign(text: &str) -> Gap {
    if let Some(gap) = boxed(text) {
        return gap;
    }
    let (mut mark, mut noted, mut spaces, mut at) = (None, false, 0, 0);
    while let Some((c, length)) = char_at(text, at) {
        let note = note(&text[at..], mark);
        at += note.unwrap_or(length);
        noted |= note.is_some();
        match c {
            _ if note.is_some() || is_unseen(c) => {}
            ' ' | '\u{A0}' if spaces < 3 => spaces += 1,
            _ => match plain_mark(c).or_else(|| is_sign(c).then_some(c)) {
                Some(plain) if mark.is_none_or(|mark| mark == plain) => mark = Some(plain),
                _ => return Gap::Break,
            },
        }
    }
    if noted { Gap::Note } else { Gap::Sign }
}

/// What stands between two boxes, by the end of one and the beginning of the next: `[1] [1]`, `"1","1"`.
fn boxed(text: &str) -> Option<Gap> {
    let text = text.trim();
    let (first, last) = (text.chars().next()?, text.chars().next_back()?);
    if first.is_alphanumeric() || !BOXES.contains(&(last, first)) || text.len() == first.len_utf8() {
        return None;
    }
    match text[first.len_utf8()..text.len() - last.len_utf8()].trim() {
        "" | "|" => Some(Gap::Cell),
        "," => Some(Gap::Comma),
        "-" => Some(Gap::LooseMark('-')),
        _ => None,
    }
}

/// How many bytes a note takes that a text begins with: in brackets, or a word after a hyphen and before another. What stands
/// between two groups has no digit.
fn note(text: &str, mark: Option<char>) -> Option<usize> {
    let first = text.chars().next()?;
    if let Some((_, close)) = BOXES.iter().take(NOTES).find(|(open, _)| *open == first) {
        return text.find(*close).map(|end| end + close.len_utf8());
    }
    let end = text.find(|c: char| !is_alphabetic(c) && !is_mark(c)).filter(|end| mark == Some('-') && *end > 0)?;
    (text[end..].chars().next().and_then(plain_mark) == mark).then_some(end)
}

/// Whether a character is a sign that people put between the groups of a number, as it is none of those that part others.
fn is_sign(c: char) -> bool {
    let brackets = || c != '\'' && BOXES.iter().any(|(open, close)| c == *open || c == *close);
    let drawn = matches!(c, '\u{2500}'..='\u{25FF}' | '\u{2610}'..='\u{2612}');
    let other = matches!(
        c,
        '\u{A6}' | '\u{2016}' | '\u{2019}' | '\u{2022}' | '\u{2026}' | '\u{2192}' | '\u{FF1A}' | '\u{FF1B}'
    );
    (c.is_ascii_punctuation() && !brackets()) || drawn || other
}

/// Spaces, and letters that look like one: the filler of Hangul and the empty one of Braille.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{2800}' | '\u{3164}')
}

/// One character for all that part groups in the same way.
pub(crate) fn plain_mark(c: char) -> Option<char> {
    match c {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' | '\u{FF70}' => {
            Some('-')
        }
        '.' | '·' | '\u{FF0E}' => Some('.'),
        '/' | '_' => Some(c),
        _ => None,
    }
}

/// Characters that are not seen in the page: of no width, or the marks of bold, of code and of escapes.
pub(crate) fn is_unseen(c: char) -> bool {
    has_no_width(c) || matches!(c, '*' | '`' | '\\')
}

/// Characters that take no room.
pub(crate) fn has_no_width(c: char) -> bool {
    matches!(c, '\u{0332}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}' | '\u{034F}'
        | '\u{180E}' | '\u{20E3}' | '\u{FE00}'..='\u{FE0F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The character at byte `at` and how many bytes it takes; marks that a page does not show are one of no width; `&nbsp;`,
/// `&#49;`, `&#x31;`, `%31`, `\u0031` and `_x0031_` are what they stand for.
fn char_at(text: &str, at: usize) -> Option<(char, usize)> {
    // Most of what is asked is a digit.
    if let Some(digit @ b'0'..=b'9') = text.as_bytes().get(at) {
        return Some((char::from(*digit), 1));
    }
    let rest = text.get(at..)?;
    let c = rest.chars().next()?;
    let meant = match c {
        '&' => entity(rest),
        '%' => escape(rest),
        '\\' | '_' => code(rest),
        '[' | ']' | '<' | '~' => marks(rest).map(|length| ('\u{200B}', length)),
        _ => None,
    };
    meant.or(Some((c, c.len_utf8())))
}

/// How many bytes of marks a text begins with: of a link, `[` before it or `](address)` behind, of text struck out, a
/// comment, or an element within a line.
fn marks(text: &str) -> Option<usize> {
    let near = &text.as_bytes()[..text.len().min(MAX_MARKS)];
    let line = &near[..memchr::memchr(b'\n', near).unwrap_or(near.len())];
    match line {
        [b'[', ..] => memchr::memmem::find(line, b"](").map(|_| 1),
        [b']', b'(' | b'[', ..] => {
            let end = memchr::memchr2(b')', b']', &line[1..])?;
            // The next box of a form.
            let boxed = std::str::from_utf8(&line[2..=end]).ok().and_then(only).is_some_and(|c| value(c).is_some());
            (!boxed).then_some(end + 2)
        }
        [b'~', b'~', ..] => Some(2),
        [b'<', b'!', b'-', b'-', ..] => memchr::memmem::find(line, b"-->").map(|end| end + 3),
        [b'<', rest @ ..] => {
            let name = rest.strip_prefix(b"/").unwrap_or(rest);
            let letters = name.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let inline = INLINE.iter().any(|known| name[..letters].eq_ignore_ascii_case(known.as_bytes()));
            memchr::memchr(b'>', line).filter(|_| inline).map(|end| end + 1)
        }
        _ => None,
    }
}

/// The only character of a text.
fn only(text: &str) -> Option<char> {
    let mut own = text.chars();
    own.next().filter(|_| own.next().is_none())
}

/// The character of an entity: digits, spaces and hyphens by their names, all others by their numbers.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(MAX_ESCAPE).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let meant = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => hexadecimal(hex)?,
            None => char::from_u32(number.parse().ok()?)?,
        },
        None => match name {
            "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
            "shy" | "zwnj" | "zwj" | "ZeroWidthSpace" | "NoBreak" => '\u{200B}',
            "hyphen" | "dash" | "ndash" | "mdash" | "minus" => '-',
            _ => return None,
        },
    };
    Some((meant, end + 1))
}

/// The character of `\u0031`, `\u{31}`, `\x31`, `\U00000031` of JSON, YAML and scripts, and of `_x0031_` of Office.
fn code(text: &str) -> Option<(char, usize)> {
    let fixed = |digits: usize| Some((hexadecimal(text.get(2..2 + digits)?)?, digits + 2));
    match text.as_bytes().get(..3)? {
        [b'_', b'x', _] => fixed(4).filter(|_| text[6..].starts_with('_')).map(|(c, length)| (c, length + 1)),
        [b'\\', b'u', b'{'] => {
            let end = text.bytes().take(MAX_ESCAPE).position(|byte| byte == b'}')?;
            Some((hexadecimal(&text[3..end])?, end + 1))
        }
        [b'\\', b'u', _] => fixed(4),
        [b'\\', b'x', _] => fixed(2),
        [b'\\', b'U', _] => fixed(8),
        _ => None,
    }
}

fn hexadecimal(digits: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// The character that the escapes at the beginning of a text stand for: `%31`, `%E0%B9%91`. Nothing but digits, what may
/// part them, and letters beyond ASCII: in `100%12` the sign is a sign.
fn escape(text: &str) -> Option<(char, usize)> {
    let hex = |at: usize| {
        let pair = text.get(at * 3..at * 3 + 3)?.strip_prefix('%')?;
        u8::from_str_radix(pair, 16).ok()
    };
    let first = hex(0)?;
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    let bytes: Vec<u8> = (0..length).map_while(hex).collect();
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let known = !c.is_ascii() || value(c).is_some() || plain_mark(c).is_some() || c == ' ';
    known.then_some((c, length * 3))
}

#[cfg(test)]
mod tests {
    use super::{Gap, entity, groups};

    #[test]
    fn a_form_may_have_empty_cells_between_its_boxes() {
        let gaps = |text: &str| groups(text).map(|group| group.gap).collect::<Vec<_>>();
        assert_eq!(gaps("1 | 2 | - | 3 | | | 4 | | | | 5"), [Gap::Break, Gap::Cell, Gap::Cell, Gap::Cell, Gap::Break]);
    }

    #[test]
    fn entities_are_what_a_page_shows_for_them() {
        let shown = |names: &str, meant: char| {
            for name in names.split(' ') {
                assert_eq!(entity(&format!("&{name};1")), Some((meant, name.len() + 2)), "{name}");
            }
        };
        shown("nbsp ensp emsp thinsp #32 #x20 #X20", ' ');
        shown("shy zwnj zwj ZeroWidthSpace NoBreak", '\u{200B}');
        shown("hyphen dash ndash mdash minus #45", '-');
        shown("#49 #x31", '1');
        for none in ["&amp;1", "&1;", "&#x;", "&#x110000;", "&nbsp 1"] {
            assert_eq!(entity(none), None, "{none}");
        }
    }
}

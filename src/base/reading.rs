//! What bytes must be to become a text of the content: UTF-8, of a sensible length, without invisible traps.

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::encoding::{Encoding, Guess, guess};
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::picture::Unfit;
use crate::base::span::Span;

pub(crate) static RULES: &[&Rule] = &[
    &FILE_ENCODING,
    &FILE_TOO_LARGE,
    &FILE_CONTROL,
    &FILE_KIND,
    &FILE_OUTSIDE,
    &FILE_UNREADABLE,
    &CONTENT_MISSING,
    &PICTURE_BROKEN,
    &PICTURE_LARGE,
];

/// Texts longer than this are refused; the longest real one is a hundredth of it.
pub(crate) const MAX_TEXT: u64 = crate::base::limits::TEXT;

pub(crate) static FILE_ENCODING: Rule = Rule::new(
    "file-encoding",
    Error,
    both("ไฟล์ข้อความเป็น UTF-8", "text files are UTF-8"),
    both("รหัสอื่นทำให้ภาษาไทยกลายเป็นตัวอักษรที่อ่านไม่ได้", "other encodings turn Thai into gibberish"),
);

pub(crate) static FILE_TOO_LARGE: Rule = Rule::new(
    "file-too-large",
    Error,
    both("ไฟล์ข้อความไม่เกิน 8 MB", "a text file has at most 8 MB"),
    both("ไฟล์ใหญ่ขนาดนี้มักวางผิด และไม่มีใครอ่านได้", "such a file is mostly misplaced, and nobody could read it"),
);

pub(crate) static FILE_CONTROL: Rule = Rule::new(
    "file-control",
    Error,
    both("ไม่มีตัวอักษรควบคุมที่มองไม่เห็น", "no invisible control characters"),
    both("ตัวอักษรเหล่านี้ทำให้ข้อความที่เห็นไม่ตรงกับที่เก็บ", "they make a text read otherwise than it is stored"),
);

pub(crate) static FILE_KIND: Rule = Rule::new(
    "file-kind",
    Error,
    both("ใน content มีแต่ไฟล์ธรรมดา", "the content holds ordinary files only"),
    both("ไฟล์พิเศษอ่านไม่ได้หรือไม่มีวันจบ", "special files cannot be read, or never end"),
);

pub(crate) static FILE_OUTSIDE: Rule = Rule::new(
    "file-outside",
    Error,
    both("ลิงก์ไฟล์ไม่ชี้ออกนอกเว็บไซต์", "symbolic links stay inside the site"),
    both("ไฟล์นอกเว็บไซต์อาจเป็นข้อมูลที่ห้ามเผยแพร่", "files outside may be none that the public should see"),
);

pub(crate) static FILE_UNREADABLE: Rule = Rule::new(
    "file-unreadable",
    Error,
    both("ไฟล์เปิดอ่านได้", "files can be opened"),
    both("ไฟล์ที่อ่านไม่ได้จะหายไปจากเว็บ", "what cannot be read would vanish from the site"),
);

pub(crate) static CONTENT_MISSING: Rule = Rule::new(
    "content-missing",
    Error,
    both("เว็บไซต์มีโฟลเดอร์ content", "a site has a folder `content`"),
    both("prongsai ทำเว็บจากไฟล์ในโฟลเดอร์นี้", "prongsai makes the site from the files in it"),
);

pub(crate) static PICTURE_BROKEN: Rule = Rule::new(
    "picture-broken",
    Error,
    both("ภาพที่แสดงเปิดได้ครบทั้งภาพ", "a picture that is shown opens, and is whole"),
    both("ภาพที่คัดลอกมาไม่ครบจะขึ้นเพียงครึ่งเดียวหรือไม่ขึ้นเลย", "one that was not copied to its end shows half, or not at all"),
);

pub(crate) static PICTURE_LARGE: Rule = Rule::new(
    "picture-too-large",
    Error,
    both("ภาพมีจุดไม่มากเกินกว่าที่ย่อได้", "a picture has no more points than can be made smaller"),
    both("ภาพที่ใหญ่เกินไปอาจทำให้เครื่องค้าง", "one that is too large would bring the computer to a stop"),
);

/// The finding for a picture that cannot be shown, at the file or at what names it.
pub(crate) fn unfit(path: &RelPath, at: &Span, why: Unfit) -> Diagnostic {
    match why {
        Unfit::Broken => Diagnostic::new(
            &PICTURE_BROKEN,
            at,
            both!("ภาพ {path} เสียหายหรือไม่ครบ", "the picture {path} is damaged or cut short"),
        )
        .hint(both(
            "คัดลอกจากกล้องหรือโทรศัพท์มาใหม่ หรือเปิดด้วยโปรแกรมภาพแล้วบันทึกเป็น JPEG",
            "copy it from the camera or telephone again, or open it in a program for pictures and save it as JPEG",
        )),
        Unfit::Large => Diagnostic::new(
            &PICTURE_LARGE,
            at,
            both!("ภาพ {path} มีจุดมากเกินกว่าที่ย่อได้", "the picture {path} has more points than can be made smaller"),
        )
        .hint(both(
            "เปิดใน Paint เลือก Resize ให้ด้านยาวไม่เกิน 6000 พิกเซล แล้วบันทึกเป็น JPEG",
            "open it in Paint, choose Resize, at most 6000 pixels on the long side, and save it as JPEG",
        )),
    }
}

/// Takes bytes as text: a BOM is dropped, everything else must be plain UTF-8.
pub fn decode(path: &RelPath, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    let text =
        String::from_utf8(bytes).map_err(|error| encoding(path, error.as_bytes(), error.utf8_error().valid_up_to()))?;
    let text = line_ends(text);
    // A theme is published as it is, on every system in the same bytes.
    let text = if path.below("themes").is_some() { text.replace("\r\n", "\n") } else { text };
    match trap(&text) {
        // The text of another encoding may be UTF-8 by chance: ASCII in UTF-16 has a NUL beside every letter.
        Some((at, '\0')) if matches!(guess(text.as_bytes()), Guess::Text(..)) => {
            Err(encoding(path, text.as_bytes(), at))
        }
        Some((at, c)) => {
            let line = text[..at].matches('\n').count() + 1;
            let span = Span::new(path, at..at + c.len_utf8());
            Err(control(&span, c, both!("บรรทัด {line}", "line {line}").as_str()))
        }
        None => Ok(text),
    }
}

/// The text with every line ended as Windows or Linux does. A CR alone is a line's end too, or was put before one twice.
fn line_ends(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let ends = text.as_bytes();
    let new = |at: usize| match (ends.get(at + 1), ends.get(at + 2)) {
        (Some(b'\n'), _) => '\r',
        (Some(b'\r'), Some(b'\n')) => ' ',
        _ => '\n',
    };
    text.char_indices().map(|(at, c)| if c == '\r' { new(at) } else { c }).collect()
}

/// The first character that cannot be seen and must not be in a text: NUL and other controls, and the marks that reverse
/// the direction of text.
pub(crate) fn trap(text: &str) -> Option<(usize, char)> {
    // Every trap has one of these bytes, and hardly any Thai text does: nearly all texts are passed over quickly.
    // Without a branch for each byte, so that a processor looks at many at once.
    let suspect = |byte: u8| {
        (byte < b' ') & (byte != b'\n') & (byte != b'\r') & (byte != b'\t')
            | (byte == 0x7F)
            | (byte == 0xC2)
            | (byte == 0xE2)
            | (byte >= 0xEF)
    };
    if !text.as_bytes().chunks(256).any(|bytes| bytes.iter().fold(false, |any, byte| any | suspect(*byte))) {
        return None;
    }
    text.char_indices().find(|&(_, c)| {
        let control = c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        // XML has no room for the last two of each plane, and no text a use for the others.
        let nothing = matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF) || matches!(c, '\u{FDD0}'..='\u{FDEF}');
        control || nothing || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    })
}

/// The finding for such a character; `holder` is what has it.
pub(crate) fn control(at: &Span, c: char, holder: Bilingual<&str>) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(c));
    let Bilingual { th, en } = holder;
    let said = both!("{th} มีตัวอักษรที่มองไม่เห็น {code}", "{en} has an invisible character {code}");
    Diagnostic::new(&FILE_CONTROL, at, said).hint(both(
        "ลบตัวอักษรนั้น มักติดมากับการคัดลอกจาก PDF หรือ Word",
        "delete it; it often comes with text copied from PDF or Word",
    ))
}

/// A finding about a whole file.
pub(crate) fn about(
    rule: &'static Rule,
    path: &RelPath,
    message: impl Into<Bilingual<String>>,
    hint: impl Into<Bilingual<String>>,
) -> Diagnostic {
    Diagnostic::new(rule, &Span::file(path), message).hint(hint)
}

/// The finding for a file that was not the same from the beginning of a build to its end.
pub(crate) fn changed(path: &RelPath) -> Diagnostic {
    about(
        &FILE_UNREADABLE,
        path,
        both(
            "ไฟล์นี้เปลี่ยนไประหว่างสร้างเว็บ จึงไม่ได้เผยแพร่",
            "this file changed while it was being built, and was not published",
        ),
        both(
            "ปิดโปรแกรมที่กำลังเขียนไฟล์นี้ รอให้คัดลอกเสร็จ แล้วสั่งสร้างใหม่",
            "close programs that write it, wait until it is copied, and build again",
        ),
    )
}

fn encoding(path: &RelPath, bytes: &[u8], at: usize) -> Diagnostic {
    let known = match guess(bytes) {
        Guess::Text(encoding, _) => Some(encoding),
        _ => None,
    };
    let marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let Bilingual { th, en } = match known {
        Some(Encoding::Windows874) => both("Windows-874 หรือ TIS-620", "Windows-874 or TIS-620"),
        Some(_) => both("UTF-16 (Notepad เรียกว่า Unicode)", "UTF-16 (Notepad calls it Unicode)"),
        None if marked => both("UTF-16 ที่เสียหาย", "damaged UTF-16"),
        None => both("รหัสอื่นที่ไม่ใช่ UTF-8", "some encoding other than UTF-8"),
    };
    let line = bytes[..at.min(bytes.len())].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let said = both!(
        "ไฟล์นี้ไม่ใช่ UTF-8 น่าจะเป็น {th} (พบที่บรรทัด {line})",
        "this file is not UTF-8; it looks like {en} (found in line {line})"
    );
    let finding = Diagnostic::new(&FILE_ENCODING, &Span::file(path), said);
    if known.is_some() {
        let spaced = path.as_str().contains([' ', '(', ')', '&', '\'']);
        let typed = if spaced { format!("\"{path}\"") } else { path.to_string() };
        return finding.hint(both!(
            "สั่ง prongsai convert {typed} ต้นฉบับจะยังอยู่ข้างกัน",
            "run `prongsai convert {typed}`; the original stays beside it"
        ));
    }
    finding.hint(both(
        "เปิดด้วย Notepad เลือก บันทึกเป็น… แล้วเลือกการเข้ารหัส UTF-8",
        "open it in Notepad, choose Save as…, and pick the encoding UTF-8",
    ))
}

#[cfg(test)]
mod tests {
    use super::{RelPath, decode, trap};

    #[test]
    fn no_text_has_what_nobody_sees() {
        let trapped = |c: &u32| char::from_u32(*c).is_some_and(|c| trap(&format!("ก{c}")) == Some((3, c)));
        let all: Vec<u32> = (0..=0x1_FFFF).filter(trapped).collect();
        let ranges: Vec<String> =
            all.chunk_by(|a, b| a + 1 == *b).map(|own| format!("{:02X}-{:02X}", own[0], own[own.len() - 1])).collect();
        let expected = "00-08 0B-0C 0E-1F 7F-9F 202A-202E 2066-2069 FDD0-FDEF FFFE-FFFF 1FFFE-1FFFF";
        assert_eq!(ranges.join(" "), expected);
    }

    #[test]
    fn encodings_are_named() {
        let path = RelPath::new("content/a.md").unwrap();
        let thai = b"\xca\xc7\xd1\xca\xb4\xd5\xa4\xc3\xd1\xba".to_vec();
        for (bytes, name) in [
            (thai, "Windows-874"),
            (b"\xFF\xFEa\0".to_vec(), "looks like UTF-16"),
            (b"a\0b\0c\0".to_vec(), "looks like UTF-16"),
            (b"\xFF\xFEa".to_vec(), "damaged UTF-16"),
            (b"plain \xFF text, mostly".to_vec(), "other than"),
        ] {
            let finding = decode(&path, bytes).unwrap_err();
            assert!(finding.message().en.contains(name), "{}", finding.message().en);
        }
        assert_eq!(decode(&path, b"\xEF\xBB\xBFabc\r\n".to_vec()).as_deref(), Ok("abc\r\n"));
        let style = RelPath::new("themes/ours/a.css").expect("a sound path");
        assert_eq!(decode(&style, b"a {}\r\nb {}\r\n".to_vec()).as_deref(), Ok("a {}\nb {}\n"));
        // Each in its place, so that findings keep theirs.
        assert_eq!(decode(&path, b"a\rb\r\rc\r\r\nd".to_vec()).as_deref(), Ok("a\nb\n\nc \r\nd"));
        assert_eq!(decode(&path, b"a\0b".to_vec()).unwrap_err().rule.code, "file-control");
    }
}

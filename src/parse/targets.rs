//! How links are written, in texts and in fields: so that they are links, and lead where they seem to.

use std::ops::Range;

use crate::base::diag::Severity::{Error, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::pasted_links::mistyped_mails;
use crate::base::span::Span;
use crate::ita::target::{Flaw, flaw, is_mistyped, shown};

pub(super) static RULES: &[&Rule] = &[&MARKDOWN_UNSAFE_LINK, &MARKDOWN_NOT_A_LINK, &LINK_FORM, &MAIL_FORM];

pub(super) static MARKDOWN_UNSAFE_LINK: Rule = Rule::new(
    "markdown-unsafe-link",
    Error,
    both("ลิงก์ใช้เฉพาะ https, http, mailto และ tel", "links use https, http, mailto or tel"),
    both("ลิงก์ชนิดอื่นรันโปรแกรมบนเครื่องผู้อ่านได้", "other links can run programs on the reader's machine"),
);

pub(super) static MARKDOWN_NOT_A_LINK: Rule = Rule::new(
    "markdown-not-a-link",
    Error,
    both("ลิงก์ต้องเป็นลิงก์จริง", "what looks like a link is one"),
    both(
        "ที่อยู่หรือชื่อไฟล์ที่มีช่องว่างทำให้ลิงก์กลายเป็นข้อความ",
        "a space in the address or the file's name turns the link into text",
    ),
);

pub(super) static LINK_FORM: Rule = Rule::new(
    "link-form",
    Error,
    both("ที่อยู่เว็บและอีเมลเขียนในรูปที่เบราว์เซอร์เข้าใจ", "addresses are written as browsers understand them"),
    both(
        "เบราว์เซอร์อ่าน https:www.… และ www.… เป็นหน้าของเว็บนี้ ซึ่งไม่มี",
        "browsers take `https:www.…` and `www.…` for pages of this very site, which are not there",
    ),
);

static MAIL_FORM: Rule = Rule::new(
    "mail-form",
    Warning,
    both("อีเมลพิมพ์ครบและไม่มีเครื่องหมายแทรก", "an address of mail is whole, with no other sign in it"),
    both("จดหมายไปไม่ถึง หรือไปถึงคนอื่น", "mail reaches nobody, or somebody else"),
);

/// The findings for addresses of mail with a slip, in a stretch of a text.
pub(super) fn mails(text: &str, place: Range<usize>, span: impl Fn(Range<usize>) -> Span) -> Vec<Diagnostic> {
    let found = mistyped_mails(&text[place.clone()]).into_iter();
    let at = found.map(|own| place.start + own.start..place.start + own.end);
    let finding = |at: Range<usize>| {
        let own = &text[at.clone()];
        let said = both!("“{own}” ไม่ใช่อีเมลที่ส่งถึงได้", "no mail reaches `{own}`");
        let finding = Diagnostic::new(&MAIL_FORM, &span(at), said);
        finding.hint(both(
            "เขียนติดกันด้วยจุด เช่น saraban@example.go.th",
            "write it in one piece, with stops, as saraban@example.go.th",
        ))
    };
    at.map(finding).collect()
}

/// The finding for a target that does not lead where it seems to, wherever that is.
pub(super) fn fault(target: &str, at: &Span) -> Option<Diagnostic> {
    let flaw = flaw(target)?;
    let help = help(&flaw);
    let target = shown(target);
    let finding = match flaw {
        Flaw::Password => {
            let said = both("ที่อยู่นี้มีรหัสผ่าน ซึ่งทุกคนจะเห็น", "a password stands in this address, where everybody sees it");
            Diagnostic::new(&MARKDOWN_UNSAFE_LINK, at, said)
        }
        Flaw::Unsafe => {
            let said = both!("ลิงก์ “{target}” ไม่ปลอดภัย", "the link `{target}` is not safe");
            Diagnostic::new(&MARKDOWN_UNSAFE_LINK, at, said)
        }
        _ => {
            let said = both!("“{target}” ไม่ใช่ที่อยู่ที่เบราว์เซอร์เปิดได้", "browsers cannot follow `{target}`");
            Diagnostic::new(&LINK_FORM, at, said)
        }
    };
    Some(finding.hint(help))
}

/// What to do about the path of a file on somebody's computer.
const DRIVE: Bilingual<&str> = both(
    "นี่คือไฟล์ในเครื่องนี้หรือในเครือข่ายของสำนักงาน คนอื่นเปิดไม่ได้: คัดลอกเข้ามาด้วย prongsai add แล้วลิงก์ไป ../files/ชื่อไฟล์",
    "this is a file of this computer or of the office's network, which nobody else can open: bring it in by `prongsai add`, \
     and link to ../files/NAME",
);

/// What to do about it.
pub(super) fn help(flaw: &Flaw) -> Bilingual<String> {
    match flaw {
        Flaw::Unsafe => both!("ใช้ที่อยู่ที่ขึ้นต้นด้วย https:// หรือชื่อไฟล์", "use an address with https:// or a file's path"),
        Flaw::Password => both!(
            "ลบชื่อผู้ใช้และรหัสผ่านก่อน @ และเปลี่ยนรหัสผ่านนั้น",
            "delete the name and the password before the @, and change that password"
        ),
        Flaw::Form(right) => both!("เขียนเป็น {right}", "write {right}"),
        Flaw::Local => DRIVE.into(),
        Flaw::Mail => both!(
            "เขียน mailto: ตามด้วยอีเมลเต็ม เช่น mailto:ชื่อ@โดเมน",
            "write `mailto:` and a whole address, as mailto:NAME@HOST"
        ),
        Flaw::Telephone => both!(
            "เขียน tel: ตามด้วยเบอร์เต็มเป็นตัวเลข พร้อมรหัสพื้นที่",
            "write `tel:` and the whole number in figures, with its area"
        ),
        Flaw::Space(at) => both!(
            "มีช่องว่างที่ตัวอักษรที่ {} ของที่อยู่: ลบ หรือเขียนเป็น %20",
            "there is a space at letter {} of it: delete it, or write %20",
            at + 1
        ),
        Flaw::Host(host) => both!(
            "“{host}” ไม่ใช่ชื่อเว็บ: คัดลอกที่อยู่จากเบราว์เซอร์ (ชื่อไทยลงท้ายด้วย .ไทย)",
            "`{host}` is no name of a host: copy the address from the browser (Thai names end in .ไทย)"
        ),
    }
}

/// What to do about brackets in another order.
pub(super) const FORM: Bilingual<&str> = both(
    "ลิงก์เขียน [ข้อความ](ที่อยู่) ภาพเขียน ![คำบรรยาย](ไฟล์) ถ้าไม่ใช่ เขียน \\[ แทน [",
    "a link is written [words](address), a picture ![what it shows](file); if it is none, write \\[ for the [",
);

/// What to do about a target without its end.
pub(super) const UNCLOSED: Bilingual<&str> =
    both("เติม ) ปิดท้ายที่อยู่: [ข้อความ](ที่อยู่)", "close the address by a ): [words](address)");

/// What to do about a target with a space in it.
pub(super) const HAS_SPACE: Bilingual<&str> = both(
    "เปลี่ยนชื่อไฟล์ให้ใช้ขีดกลางแทนช่องว่าง ในที่อยู่เว็บเขียนช่องว่างเป็น %20",
    "name the file with hyphens instead of spaces; in an address of the Web write %20 for a space",
);

pub(super) fn not_a_link(rule: &'static Rule, at: &Span, hint: Bilingual<&str>) -> Diagnostic {
    Diagnostic::new(rule, at, both("ตรงนี้คล้ายลิงก์แต่ไม่ใช่", "this looks like a link but is none")).hint(hint)
}

/// A path or an address that is looked for has no more bytes.
const LONGEST: usize = 1000;

/// `[text](name with space.pdf)` and `<https://… …>`, which CommonMark leaves as text, in a stretch of text.
pub(super) fn not_links(text: &str, place: Range<usize>) -> Vec<Range<usize>> {
    let own = &text[place.clone()];
    let ended = |start: usize, end: char| {
        let rest = &own[start..];
        let near = &rest[..rest.floor_char_boundary(LONGEST)];
        let inside =
            near.split([end, '\n']).next().filter(|inside| inside.len() < near.len() || near.len() == rest.len())?;
        inside.trim().contains(char::is_whitespace).then(|| (inside, start + inside.len()))
    };
    let escaped = |at: usize| text[..place.start + at].ends_with('\\');
    let links = own.match_indices("](").filter(|(at, _)| !escaped(*at)).filter_map(|(at, sign)| {
        let (inside, end) =
            ended(at + sign.len(), ')').filter(|(inside, _)| is_path(inside.trim_start_matches('<')))?;
        Some(at..(end + 1).min(own.len()).max(at + sign.len() + inside.len()))
    });
    let angles = ["<http://", "<https://", "<www.", "<mailto:"].into_iter().flat_map(|sign| own.match_indices(sign));
    let angles = angles.filter(|(at, _)| !escaped(*at) && !own[..*at].ends_with("](")).filter_map(|(at, _)| {
        let (_, end) = ended(at + 1, '>').filter(|(_, end)| own[*end..].starts_with('>'))?;
        Some(at..end + 1)
    });
    links.chain(angles).map(|at| place.start + at.start..place.start + at.end).collect()
}

/// Addresses in a stretch of text that would be links if their scheme were not mistyped.
pub(super) fn mistyped(text: &str, place: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let own = &text[place.clone()];
    // Each has one of these signs behind its scheme, and most texts have none.
    let signs = |bytes: &[u8]| memchr::memchr3(b':', b';', b'/', bytes).or_else(|| memchr::memchr(b'\\', bytes));
    let own = if signs(own.as_bytes()).is_some() { own } else { &own[..0] };
    let ends = |c: char| c.is_whitespace() || !c.is_ascii() || "()[]<>\"'`|*,".contains(c);
    let words = own.split(ends).map(|word| word.trim_end_matches(['.', ';', ':', '!', '?']));
    words.filter(|word| is_mistyped(word)).map(move |word| {
        let start = place.start + (word.as_ptr() as usize - own.as_ptr() as usize);
        start..start + word.len()
    })
}

/// Whether it is a path or an address, with spaces in it: `ไฟล์ ประกาศ.pdf`, not `ครั้งที่ 1/2568`.
pub(super) fn is_path(written: &str) -> bool {
    let begins =
        ["../", "./", "/", "files/", "http://", "https://", "www."].iter().any(|head| written.starts_with(head));
    let ends = |word: &str| {
        let word = word.split(['#', '?', '"']).next().unwrap_or(word);
        let ending = word.rsplit_once('.').map_or("", |(_, ending)| ending);
        (2..=5).contains(&ending.len())
            && ending.starts_with(|c: char| c.is_ascii_alphabetic())
            && ending.chars().all(|c| c.is_ascii_alphanumeric())
    };
    begins || written.split_whitespace().any(ends)
}

//! What the elements of documents do to the text in them, by their names.

use quick_xml::events::BytesStart;

use crate::io::inspect::xml::attribute;

/// Elements that do not part the text around them: runs of one format, links, insertions. What any other holds is a line.
pub(super) fn is_run(name: &str) -> bool {
    matches!(
        name,
        "r" | "t"
            | "span"
            | "a"
            | "ins"
            | "del"
            | "delText"
            | "hyperlink"
            | "smartTag"
            | "fld"
            | "fldSimple"
            | "sdt"
            | "sdtContent"
            | "dir"
            | "bdo"
            | "tspan"
            | "textPath"
            | "moveTo"
            | "moveFrom"
            | "b"
            | "i"
            | "u"
            | "em"
            | "strong"
            | "font"
            | "sub"
            | "sup"
            | "ruby"
            | "rubyBase"
            | "ruby-base"
            | "customXml"
            | "tab"
            | "sym"
    )
}

/// Remarks and notes that stand in the middle of a line and are no part of it.
pub(super) fn is_note(name: &str) -> bool {
    matches!(name, "annotation" | "note")
}

/// Elements whose name says nothing of the number in them.
pub(super) fn is_known(name: &str) -> bool {
    matches!(name, "p" | "h" | "si" | "v" | "text" | "id" | "li" | "div")
}

/// Whether an element says that the run it stands in is not seen: hidden, or white.
pub(super) fn conceals(name: &str, start: &BytesStart<'_>) -> bool {
    let value = |of: &str| attribute(start, of);
    match name {
        "vanish" | "webHidden" => value("val").is_none_or(|on| !matches!(&*on, "0" | "false" | "off")),
        "color" => value("val").is_some_and(|colour| colour.eq_ignore_ascii_case("FFFFFF")),
        _ => false,
    }
}

/// Field codes, and how a text is read aloud.
pub(super) fn is_code(name: &str) -> bool {
    matches!(name, "instrText" | "rPh")
}

/// `F031` is the `1` of a font of symbols.
pub(super) fn symbol(code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    char::from_u32(if (0xF000..0xF100).contains(&code) { code - 0xF000 } else { code })
}

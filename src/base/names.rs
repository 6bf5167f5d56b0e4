//! Names that can become addresses, and those that no file can have.

use crate::base::thai::normalise;

/// What is Latin in a text, in small letters, as words joined by hyphens. Thai is left out instead of spelled in Latin
/// letters, which nobody would look for; its digits count.
pub(crate) fn latin(text: &str) -> String {
    let kept: String = normalise(text).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join("-")
}

/// A name that can become an address: what is Latin in `name`, after the folder `above` where that alone says little.
pub(crate) fn plain_name(name: &str, above: &str) -> String {
    let ending = |end: &str| end.chars().all(|c| c.is_ascii_alphanumeric());
    let (stem, ending) = match name.rsplit_once('.') {
        _ if name.to_ascii_lowercase().ends_with(".en.md") => {
            (&name[..name.len() - ".en.md".len()], "en.md".to_owned())
        }
        // The Thai file is the one without a language.
        _ if name.to_ascii_lowercase().ends_with(".th.md") => (&name[..name.len() - ".th.md".len()], "md".to_owned()),
        Some((stem, end)) if ending(end) => (stem, end.to_lowercase()),
        _ => (name, String::new()),
    };
    let mut plain = latin(stem);
    // What is suggested must not be refused in turn.
    let taken = is_reserved(&plain) || plain == "index";
    if taken || !plain.contains(|c: char| c.is_ascii_alphabetic()) {
        let above = Some(latin(above)).filter(|above| !above.is_empty() && above != "files" && above != "content");
        let parts = [above.unwrap_or_else(|| "file".to_owned()), plain];
        plain = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("-");
    }
    if ending.is_empty() { plain } else { format!("{plain}.{ending}") }
}

/// Windows takes `con`, `CON.html` and `nul.tar.gz` for devices, and drops dots and spaces at the end of a name.
pub(crate) fn is_reserved(part: &str) -> bool {
    let device = part.split(['.', ':']).next().unwrap_or(part).trim_end().to_ascii_uppercase();
    let port = |name: &str| {
        let digit = device.strip_prefix(name).and_then(|rest| rest.chars().next());
        device.chars().count() == 4 && digit.is_some_and(|digit| matches!(digit, '1'..='9' | '¹' | '²' | '³'))
    };
    matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || port("COM")
        || port("LPT")
        || part.ends_with(['.', ' '])
        || part.chars().any(|c| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\'))
}

#[cfg(test)]
mod tests {
    use super::{is_reserved, plain_name};

    #[test]
    fn what_windows_keeps_for_itself() {
        for bad in
            ["CON", "nul.html", "aux.", "com1", "LPT9.txt", "COM¹", "a ", "a.", "a:b", "what?", "tab\t", "prn .x"]
        {
            assert!(is_reserved(bad), "{bad:?}");
        }
        for good in ["console", "com", "com10", "o01.html", "ข้อ 1", ".well-known", "auxiliary.css", "lptx"] {
            assert!(!is_reserved(good), "{good:?}");
        }
    }

    #[test]
    fn a_name_is_suggested_of_what_is_latin_in_it() {
        for (name, above, better) in [
            ("แผนดำเนินงาน ๒๕๖๘.pdf", "o12", "o12-2568.pdf"),
            ("Annual Plan (ฉบับที่ 2).PDF", "o12", "annual-plan-2.pdf"),
            ("แผน.xlsx", "files", "file.xlsx"),
            ("ข่าว.en.md", "news", "news.en.md"),
            ("t.EN.md", "news", "t.en.md"),
            ("Plan.EN.MD", "news", "plan.en.md"),
            ("Plan.TH.md", "news", "plan.md"),
            (".ซ่อน", "files", "file"),
            ("con.md", "pages", "pages-con.md"),
            ("ดัชนี Index.md", "news", "news-index.md"),
            ("แฟ้ม aux", "files", "file-aux"),
        ] {
            assert_eq!(plain_name(name, above), better, "{name}");
        }
    }
}

//! Which attachments may be published: those whose name and content are both of a known kind. Everything else could run on
//! the host or on a reader's computer, or nobody can open it.

use crate::base::document::FileKind;

/// Parts of a name that make hosts or computers run a file, wherever in the name they stand.
const RUNS: &[&str] = &[
    "php", "php3", "php4", "php5", "php7", "php8", "phtml", "pht", "phar", "phps", "asp", "aspx", "ashx", "asmx",
    "cer", "asa", "jsp", "jspx", "cfm", "cgi", "fcgi", "pl", "py", "rb", "lua", "sh", "bash", "shtml", "shtm", "stm",
    "htaccess", "htpasswd", "html", "htm", "xhtml", "xht", "mht", "mhtml", "hta", "htc", "js", "mjs", "vbs", "vbe",
    "wsf", "wsh", "ps1", "bat", "cmd", "exe", "dll", "scr", "msi", "pif", "cpl", "jar", "apk", "app", "dmg", "lnk",
    "url", "swf", "svgz", "docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "ppam",
];

/// Whether files with this ending, in small letters, run somewhere, so that no agency may allow them.
pub(crate) fn runs(ending: &str) -> bool {
    RUNS.contains(&ending)
}

/// Why a file is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// This part of its name makes something run.
    Runs(String),
    /// Its ending is not on the list; empty without one.
    Ending(String),
    /// It is something else than its ending says.
    Content { ending: String, expected: FileKind },
    /// It is a picture of another kind, which has this ending.
    Picture { ending: String, own: String },
    /// It is a program or a page of the Web, whatever its name.
    Program,
}

/// Why the file with this name, which is of this kind, may not be published. `added` are endings that the agency allows.
pub(crate) fn refusal(name: &str, kind: FileKind, mut added: impl Iterator<Item = impl AsRef<str>>) -> Option<Refusal> {
    let name = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    // Settings of a host, which make it run what it would not.
    if name.starts_with('.') || name == "web.config" {
        return Some(Refusal::Runs(name.trim_start_matches("web.").trim_start_matches('.').to_owned()));
    }
    let mut parts = name.split('.').skip(1);
    if let Some(part) = parts.find(|part| RUNS.contains(&part.trim())) {
        return Some(Refusal::Runs(part.trim().to_owned()));
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match FileKind::of_ending(ending) {
        Some(expected) if kind.serves_as(expected) => None,
        Some(expected) => Some(Refusal::Content { ending: ending.to_owned(), expected }),
        None if !added.any(|own| own.as_ref() == ending) => Some(Refusal::Ending(ending.to_owned())),
        None => matches!(kind, FileKind::Program | FileKind::WebPage).then_some(Refusal::Program),
    }
}

#[cfg(test)]
mod tests {
    use super::{FileKind, Refusal, refusal};

    #[test]
    fn name_and_content_must_both_be_known() {
        let why = |name: &str, kind| refusal(name, kind, ["dwg"].into_iter());
        for (name, kind) in [("a.PDF", FileKind::Pdf), ("v1.2.csv", FileKind::Text), ("a.dwg", FileKind::Unknown)] {
            assert_eq!(why(name, kind), None, "{name}");
        }
        for name in [
            "a.php",
            "a.php.pdf",
            "A.PHP7",
            ".htaccess",
            ".user.dwg",
            "web.config",
            "a.php.",
            "a.pdf.exe",
            "a.php .pdf",
        ] {
            assert!(matches!(why(name, FileKind::Pdf), Some(Refusal::Runs(_))), "{name}");
        }
        for name in ["a", "a.", "a.rar", "a.pdf ", "php"] {
            assert!(matches!(why(name, FileKind::Text), Some(Refusal::Ending(_))), "{name}");
        }
        assert!(matches!(why("a.pdf", FileKind::Unknown), Some(Refusal::Content { .. })));
        assert!(matches!(why("a.xml", FileKind::Drawing), Some(Refusal::Content { .. })));
        assert_eq!(why("a.dwg", FileKind::WebPage), Some(Refusal::Program));
    }
}

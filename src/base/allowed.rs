//! Which attachments may be published: those whose name and content are both of a known kind. Everything else could run on
//! the host or on a reader's computer, or nobody can open it.

use crate::base::document::FileKind;

/// Parts of a name that make hosts run a file or browsers show it as a page, wherever in the name they stand. All kinds of
/// `php` are told by their beginning.
const SERVED: &[&str] = &[
    "phtml", "phtm", "pht", "phar", "asp", "aspx", "asax", "ascx", "ashx", "asmx", "cshtml", "vbhtml", "cer", "asa",
    "jsp", "jspx", "jspf", "cfm", "cfml", "cgi", "fcgi", "pl", "py", "rb", "lua", "sh", "bash", "shtml", "shtm", "stm",
    "htaccess", "htpasswd", "html", "htm", "xhtml", "xht", "mht", "mhtml", "htc", "mjs", "swf", "svgz",
];

/// Parts of a name that make a reader's computer run a file, wherever in the name they stand.
const STARTED: &[&str] = &[
    "hta", "js", "jse", "vb", "vbs", "vbe", "ws", "wsc", "wsf", "wsh", "sct", "ps1", "psm1", "bat", "cmd", "com",
    "exe", "dll", "scr", "msi", "msp", "msc", "pif", "cpl", "reg", "inf", "scf", "gadget", "chm", "hlp", "xll", "jar",
    "apk", "app", "appx", "dmg", "lnk", "url", "docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "ppam",
];

/// Parts of a name that run in a reader's browser, which is what a theme has them for.
const PAGES: &[&str] = &["js", "mjs", "html", "htm"];

/// The endings under which people save such files instead, so that everybody can open them and nothing in them runs.
const INSTEAD: &[(&[&str], &[&str])] = &[
    (&["heic", "heif", "avif", "tif", "tiff", "bmp", "psd", "raw", "dng", "cr2", "nef", "jfif", "ai"], &["jpg", "png"]),
    (&["docm", "dotm", "dotx", "rtf", "pages", "wps"], &["docx", "pdf"]),
    (&["xlsm", "xltm", "xltx", "xlsb", "xlam", "numbers", "et"], &["xlsx", "csv"]),
    (&["pptm", "potm", "ppsm", "ppam", "ppsx", "potx", "key"], &["pptx", "pdf"]),
    (
        &["html", "htm", "xhtml", "mht", "mhtml", "dwg", "vsd", "vsdx", "pub", "xps", "oxps", "msg", "eml", "epub"],
        &["pdf"],
    ),
    (&["svgz"], &["svg", "png"]),
    (&["rar", "7z", "tar", "gz", "tgz", "zipx"], &["zip"]),
    (&["mov", "avi", "wmv", "mkv", "m4v", "3gp", "mpg", "mpeg", "flv", "webm"], &["mp4"]),
    (&["wav", "m4a", "wma", "aac", "ogg", "flac", "amr"], &["mp3"]),
    (&["shp", "kmz", "gpx"], &["geojson", "kml"]),
];

/// Files of the system that only lead to another file.
const SHORTCUTS: &[&str] = &["lnk", "url", "webloc", "desktop"];

/// Under which endings a file with this one is saved instead; empty where nobody knows.
pub(crate) fn instead(ending: &str) -> &'static [&'static str] {
    INSTEAD.iter().find(|(from, _)| from.contains(&ending)).map_or(&[], |(_, to)| to)
}

/// Whether a file with this ending only leads to another one.
pub(crate) fn is_shortcut(ending: &str) -> bool {
    SHORTCUTS.contains(&ending)
}

/// Why a file of a theme may not be published: what a host would run, or a picture that is none.
pub(crate) fn theme_refusal(name: &str, kind: FileKind) -> Option<Refusal> {
    let why = refusal(name, kind, std::iter::empty::<&str>())?;
    match &why {
        Refusal::Runs(part) => !PAGES.contains(&part.as_str()),
        Refusal::Content { .. } => true,
        Refusal::Ending(_) | Refusal::Picture { .. } | Refusal::Program => false,
    }
    .then_some(why)
}

/// Whether files with this ending, in small letters, run somewhere, so that no agency may allow them.
pub(crate) fn runs(ending: &str) -> bool {
    let own = ending.trim();
    let php = own.strip_prefix("php").is_some_and(|rest| rest == "s" || !rest.starts_with(char::is_alphabetic));
    php || SERVED.contains(&own) || starts(own)
}

/// Whether a file with this ending, in small letters, runs on the computer of whoever opens it.
pub(crate) fn starts(ending: &str) -> bool {
    STARTED.contains(&ending)
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
    if name.starts_with('.') || name == "web.config" || name.starts_with("web.config.") {
        return Some(Refusal::Runs(name.trim_start_matches("web.").trim_start_matches('.').to_owned()));
    }
    let mut parts = name.split('.').skip(1);
    if let Some(part) = parts.find(|part| runs(part)) {
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
        for (name, kind) in [
            ("a.PDF", FileKind::Pdf),
            ("v1.2.csv", FileKind::Text),
            ("a.phpbook.pdf", FileKind::Pdf),
            ("a.dwg", FileKind::Unknown),
        ] {
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
            "a.php_.pdf",
            "a.php-s.txt",
            "a.phps",
            "a.com.pdf",
            "a.asax.txt",
            "web.config.xml",
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

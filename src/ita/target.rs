//! What a link in the content means: a file, an address of the site, or somewhere outside; and what is wrong with how it is
//! written, wherever it leads.

use crate::base::pasted_links::is_mail;
use crate::base::path::RelPath;
use crate::base::percent::decoded;
use crate::base::telephone::is_telephone;
use crate::base::thai::arabic_digits;
use crate::ita::agency::BaseUrl;
use crate::ita::web::Parts;

/// Where a written target leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another site, a mail address, a telephone number.
    Outside,
    /// An address of this site, without its leading slash and the name of a start page. `query` begins with its `?`; `whole`:
    /// it was written with the host.
    Address { address: String, query: String, anchor: Option<String>, whole: bool },
    /// A file among the sources: a page's Thai file, or an attachment.
    File { path: RelPath, anchor: Option<String> },
    /// It leaves the site's folder or is empty.
    Nowhere,
}

/// Reads a target written in the file `from` of the site at `base`, if that is known. `from_content`: file paths count from
/// `content/` instead.
pub fn target(base: Option<&BaseUrl>, from: &RelPath, written: &str, from_content: bool) -> Target {
    let written = written.trim();
    if let Some(inside) = base.and_then(|base| base.inside(written)) {
        return own(inside, true);
    }
    if written.starts_with("//") || written.split_once(':').is_some_and(|(scheme, _)| !scheme.contains(['/', '#', '.']))
    {
        return Target::Outside;
    }
    if let Some(address) = written.strip_prefix('/') {
        return own(address, false);
    }
    let thai = |path: RelPath| match path.as_str().strip_suffix(".en.md") {
        Some(stem) => RelPath::new(&format!("{stem}.md")).unwrap_or(path),
        None => path,
    };
    let (path, _, anchor) = cut(written);
    if path.is_empty() && anchor.is_some() {
        return Target::File { path: thai(from.clone()), anchor };
    }
    let base = if from_content { RelPath::new("content/agency.yaml") } else { Some(from.clone()) };
    match base.and_then(|base| base.resolve(&path)).map(thai) {
        Some(path) => Target::File { path, anchor },
        None => Target::Nowhere,
    }
}

/// An address of the site, written after its root.
fn own(written: &str, whole: bool) -> Target {
    let (path, query, anchor) = cut(written);
    let start = path.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
    Target::Address { address: start.unwrap_or(&path).to_owned(), query, anchor, whole }
}

/// The path of a target, its query and its heading.
fn cut(written: &str) -> (String, String, Option<String>) {
    let (rest, anchor) = match written.split_once('#') {
        Some((rest, anchor)) => (rest, Some(decoded(anchor)).filter(|anchor| !anchor.is_empty())),
        None => (written, None),
    };
    let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
    (decoded(path), query.to_owned(), anchor)
}

/// What is wrong with how a target is written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It can run or reveal something.
    Unsafe,
    /// An address of the Web or of mail, as browsers do not understand it; and how it is written.
    Form(String),
    /// A name and a password stand before the host.
    Password,
    /// The letter of an address of the Web that is a space.
    Space(usize),
    /// What stands where the name of a host should.
    Host(String),
    /// A file of a computer or of an office's network: `C:\a`, `\\server\a`.
    Local,
    /// No address of mail, and no telephone.
    Mail,
    Telephone,
}

pub(crate) fn flaw(written: &str) -> Option<Flaw> {
    let written = written.trim();
    let drive = |head: &[u8]| head[0].is_ascii_alphabetic() && head[1] == b':' && matches!(head[2], b'\\' | b'/');
    if written.starts_with('\\') || written.as_bytes().get(..3).is_some_and(drive) {
        return Some(Flaw::Local);
    }
    if let Some(right) = form(written) {
        return Some(Flaw::Form(right));
    }
    let (scheme, rest) = written.split_once(':').unwrap_or_default();
    match &*scheme.to_ascii_lowercase() {
        "mailto" if !decoded(rest.split('?').next().unwrap_or(rest)).split(',').all(is_mail) => {
            return Some(Flaw::Mail);
        }
        // No telephone dials Thai digits.
        "tel" if arabic_digits(rest) != rest => return Some(Flaw::Form(format!("tel:{}", arabic_digits(rest)))),
        "tel" if !is_telephone(rest) => return Some(Flaw::Telephone),
        _ => {}
    }
    if !is_safe(written) {
        return Some(Flaw::Unsafe);
    }
    let parts = Parts::of(written).filter(Parts::is_web)?;
    if parts.has_password {
        return Some(Flaw::Password);
    }
    if let Some(at) = written.chars().position(char::is_whitespace) {
        return Some(Flaw::Space(at));
    }
    (!parts.has_host()).then(|| Flaw::Host(shown(&parts.host)))
}

/// How an address is written that somebody meant: `https:www.…`, `http:/…`, `https:\\…`, one with `\` for `/`, one in another,
/// a host without its scheme, a mail address without its own.
fn form(written: &str) -> Option<String> {
    if let Some((name, sign, rest)) = scheme(written) {
        return match sign {
            // A folder of that name.
            "/" | "\\" => None,
            _ if rest.is_empty() => None,
            _ if scheme(rest).is_some_and(|(_, sign, _)| sign.len() > 1) => {
                Some(form(rest).unwrap_or_else(|| rest.to_owned()))
            }
            "://" if !rest.contains('\\') && begins_with(written, name, sign) => None,
            _ => Some(format!("{name}://{}", rest.replace('\\', "/"))),
        };
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let host = written.split(['/', '?', '#', '\\']).next().unwrap_or(written);
    let name = host.strip_suffix(".").unwrap_or(host);
    if let Some((name, host)) = name.split_once('@') {
        let sound = !name.is_empty() && name.chars().all(|c| plain(c) || c == '+') && host.chars().all(plain);
        return (sound && written == format!("{name}@{host}") && host.contains('.'))
            .then(|| format!("mailto:{written}"));
    }
    let known = name.starts_with("www.") || ENDS.iter().any(|end| name.len() > end.len() && name.ends_with(end));
    (known && name.chars().all(plain)).then(|| format!("https://{}", written.replace('\\', "/")))
}

/// The scheme of the Web that a target begins with, as people type it (`htps://`, `https;//`), the marks after it, and the rest.
fn scheme(written: &str) -> Option<(&'static str, &str, &str)> {
    let (word, after) = written.split_at(written.find(|c: char| !c.is_ascii_alphabetic())?);
    let rest = after.trim_start_matches([':', ';', '/', '\\']);
    let sign = &after[..after.len() - rest.len()];
    if sign.is_empty() {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let exact = ["https", "http"].into_iter().find(|known| *known == word);
    let near = || {
        let alike = word.len() > 2 && word.contains("tp") && word.bytes().all(|byte| b"htps".contains(&byte));
        (alike && sign.contains("//")).then_some(if word.ends_with('s') { "https" } else { "http" })
    };
    Some((exact.or_else(near)?, sign, rest))
}

fn begins_with(written: &str, name: &str, sign: &str) -> bool {
    written.split_once(sign).is_some_and(|(word, _)| word.eq_ignore_ascii_case(name))
}

/// Whether a word of a text would be an address of the Web, if its scheme were not mistyped.
pub(crate) fn is_mistyped(word: &str) -> bool {
    let right = scheme(word).and_then(|_| form(word));
    right.as_deref().and_then(Parts::of).is_some_and(|parts| parts.has_host() && parts.name().contains('.'))
}

/// Ends of names of hosts, which no file of a site has.
const ENDS: &[&str] = &[".go.th", ".or.th", ".ac.th", ".co.th", ".in.th", ".mi.th", ".net", ".org"];

/// True for what a reader's browser only follows: files and addresses of the site, the Web, mail and telephone. Every
/// other scheme can run or reveal something. Browsers overlook tabs and line ends, and take `\` for `/`.
pub(crate) fn is_safe(written: &str) -> bool {
    let unseen = |c: char| c.is_whitespace() || c.is_control();
    let written = written.replace(unseen, "").replace('\\', "/");
    match written.split_once(':') {
        _ if written.starts_with("//") => false,
        Some((scheme, _)) => {
            let known = ["http", "https", "mailto", "tel"];
            known.contains(&&*scheme.to_ascii_lowercase()) || scheme.contains(['/', '#', '?'])
        }
        None => true,
    }
}

/// A target as it can be printed on one line.
pub fn shown(written: &str) -> String {
    let plain: String = written.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, Flaw, RelPath, Target, flaw, is_safe, target};

    #[test]
    fn what_can_run_is_not_safe() {
        for written in ["javascript:x", "java\tscript:x", "//h:8080/", "/\\h/", "\\\\h", "/\t/h", "C:\\a", "data:x"] {
            assert!(!is_safe(written), "{written:?}");
        }
        for written in ["https://h/", "MAILTO:a@b", "tel:+66", "a.md", "/ita/", "./a:b", "#a:b", "?q=a:b", ""] {
            assert!(is_safe(written), "{written:?}");
        }
    }

    #[test]
    fn how_addresses_are_written_wrong() {
        let form = |right: &str| Some(Flaw::Form(right.to_owned()));
        for (written, expected) in [
            ("https:www.a.go.th/a", form("https://www.a.go.th/a")),
            ("http:/www.a.go.th/b", form("http://www.a.go.th/b")),
            ("HTTPS:///a.go.th", form("https://a.go.th")),
            ("https//a.go.th/b", form("https://a.go.th/b")),
            ("https:\\\\a.go.th\\b", form("https://a.go.th/b")),
            ("https://a.go.th\\b\\c.pdf", form("https://a.go.th/b/c.pdf")),
            ("https://https://a.go.th/b", form("https://a.go.th/b")),
            ("http://https:/a.go.th/b", form("https://a.go.th/b")),
            ("www.a.go.th", form("https://www.a.go.th")),
            ("a.go.th/b?c", form("https://a.go.th/b?c")),
            ("b@a.go.th", form("mailto:b@a.go.th")),
            ("https://a.go.th/b c", Some(Flaw::Space(17))),
            ("https://www.อบต.go.th/", Some(Flaw::Host("www.อบต.go.th".to_owned()))),
            ("https://a.go.thดู", Some(Flaw::Host("a.go.thดู".to_owned()))),
            ("https://a,go.th/", Some(Flaw::Host("a,go.th".to_owned()))),
            ("https://", Some(Flaw::Host(String::new()))),
            ("https://u:secret@a.go.th/b", Some(Flaw::Password)),
            ("htps://a.go.th", form("https://a.go.th")),
            ("https;//a.go.th/b", form("https://a.go.th/b")),
            ("ttp//a.go.th", form("http://a.go.th")),
            ("C:\\a\\b.pdf", Some(Flaw::Local)),
            ("\\server\\a.pdf", Some(Flaw::Local)),
            ("mailto:", Some(Flaw::Mail)),
            ("mailto:abc", Some(Flaw::Mail)),
            ("mailto:a@b", Some(Flaw::Mail)),
            ("tel:", Some(Flaw::Telephone)),
            ("tel:๐๔๒๔๙๐๑๐๙", form("tel:042490109")),
            ("tel:หนึ่ง", Some(Flaw::Telephone)),
            ("tel:042", Some(Flaw::Telephone)),
            ("javascript:x", Some(Flaw::Unsafe)),
        ] {
            assert_eq!(flaw(written), expected, "{written}");
        }
        for sound in [
            "https://a.go.th/ก?x=https://b.go.th/",
            "http://localhost:4000/t/",
            "https://อบต.ไทย/",
            "https://[::1]/",
            "a.md",
            "../files/a.pdf",
            "/ita/",
            "#x",
            "",
            "mailto:b@a.go.th",
            "MAILTO:b@a.go.th,c%40a.go.th?subject=a",
            "tel:+66-42-000-001",
            "tel:191",
            "http.md",
            "https/a.md",
            "files/b@a.pdf",
            "https://u@a.go.th:80",
        ] {
            assert_eq!(flaw(sound), None, "{sound}");
        }
    }

    #[test]
    fn targets_of_every_kind() {
        let from = RelPath::new("content/2568/items/o01.md").unwrap();
        let file = |path: &str, anchor: Option<&str>| Target::File {
            path: RelPath::new(path).unwrap(),
            anchor: anchor.map(str::to_owned),
        };
        let base = BaseUrl::parse("https://www.own.go.th/portal").unwrap();
        let target =
            |from: &RelPath, written: &str, from_content: bool| target(Some(&base), from, written, from_content);
        let own = |address: &str, query: &str, anchor: Option<&str>, whole: bool| Target::Address {
            address: address.to_owned(),
            query: query.to_owned(),
            anchor: anchor.map(str::to_owned),
            whole,
        };
        assert_eq!(
            target(&from, "../../2569/measures/m03.en.md#ข-1", false),
            file("content/2569/measures/m03.md", Some("ข-1"))
        );
        assert_eq!(target(&from, "2568/items/o02.md", true), file("content/2568/items/o02.md", None));
        assert_eq!(target(&from, "o02.md#%E0%B8%81", false), file("content/2568/items/o02.md", Some("ก")));
        assert_eq!(target(&from, "https://www.nacc.go.th/#x", false), Target::Outside);
        assert_eq!(target(&from, "mailto:a@b.example", false), Target::Outside);
        assert_eq!(target(&from, "#ก", false), file("content/2568/items/o01.md", Some("ก")));
        assert_eq!(target(&from, "o02.md#", false), file("content/2568/items/o02.md", None));
        assert_eq!(target(&from, "/ita/", false), own("ita/", "", None, false));
        assert_eq!(target(&from, "/search/index.html?q=a#b", false), own("search/", "?q=a", Some("b"), false));
        for host in ["https://www.own.go.th", "HTTP://Own.go.th:80", "https://own.go.th"] {
            assert_eq!(target(&from, &format!("{host}/portal/%E0%B8%81#x"), false), own("ก", "", Some("x"), true));
            assert_eq!(target(&from, &format!("{host}/portal"), false), own("", "", None, true));
            assert_eq!(target(&from, &format!("{host}/portals/"), false), Target::Outside);
        }
        assert_eq!(target(&from, "../../../../x", false), Target::Nowhere);
    }
}

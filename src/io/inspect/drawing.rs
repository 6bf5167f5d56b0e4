//! Drawings in SVG: what in one a browser would run, or fetch from elsewhere.

use crate::base::document::Active;
use crate::io::inspect::xml::{Step, attributes, walk};

/// Elements that run something, or hold a page of the Web.
const PROGRAMS: &[&str] =
    &["script", "foreignObject", "iframe", "embed", "object", "handler", "listener", "audio", "video", "meta"];

/// The names of what browsers show: pages and drawings.
const SHOWN: &[&str] = &["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"];

/// What a browser would run or fetch; for a drawing that is no sound XML that is anything.
pub(super) fn active(text: &str) -> Option<Active> {
    if is_unread(text) {
        return Some(Active::Script);
    }
    let mut found = None;
    let mut style = false;
    let read = walk(text.as_bytes(), |step| {
        let own = match step {
            Step::Open(name, start) => {
                style |= name == "style";
                let program = PROGRAMS.iter().any(|program| program.eq_ignore_ascii_case(name));
                let more = || attributes(start).find_map(|(key, value)| of_attribute(name, key, &value));
                if program { Some(Active::Script) } else { more() }
            }
            Step::Close(name) => {
                style &= name != "style";
                None
            }
            Step::Text(words) if style => of_style(words),
            Step::Aside(words) => of_declaration(words),
            _ => None,
        };
        found = found.take().or(own);
    });
    if read.is_err() { found.or(Some(Active::Script)) } else { found }
}

/// Encodings in which a browser reads what is read here.
const READ: &[&str] = &[
    "utf-8",
    "utf8",
    "utf-16",
    "us-ascii",
    "ascii",
    "windows-874",
    "cp874",
    "tis-620",
    "iso-8859-11",
    "iso-8859-1",
    "windows-1252",
];

/// Whether a browser may read other letters than stand here: `+ADw-script`, or signs between the letters that it passes over.
fn is_unread(text: &str) -> bool {
    let head = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').strip_prefix("<?xml");
    let declared = head.and_then(|head| head.split("?>").next()?.split_once("encoding"));
    let said = declared.map(|(_, said)| said.split(['"', '\'']).nth(1).unwrap_or_default().trim().to_lowercase());
    text.contains(['\0', '\u{1B}']) || said.is_some_and(|said| !READ.contains(&&*said))
}

/// What a map in KML fetches by itself, or runs in the words beside a place.
pub(super) fn active_map(text: &str) -> Option<Active> {
    let plain = text.to_lowercase();
    if let Some((_, link)) = plain.split_once("<networklink") {
        let link = link.split_once("<href>").map_or("", |(_, after)| after.split('<').next().unwrap_or_default());
        return Some(Active::Reference(link.trim().to_owned()));
    }
    let runs =
        ["<script", "&lt;script", "javascript:", "<iframe", "&lt;iframe", "<object", "<embed", "onerror=", "onload="];
    runs.iter().any(|code| plain.contains(code)).then_some(Active::Script)
}

/// The same for data in XML: a browser shows them as a page or a drawing if they say that they are one, or name a style sheet.
pub(super) fn active_data(text: &str) -> Option<Active> {
    let mut shown = false;
    // Where it is no sound XML, what stands before the fault is shown and run.
    let _ = walk(text.as_bytes(), |step| match step {
        Step::Open(_, start) => shown |= attributes(start).any(|(_, value)| SHOWN.contains(&value.trim())),
        // What a document declares may make a page of any element.
        Step::Aside(words) => {
            let words = words.to_lowercase();
            shown |= ["xml-stylesheet", "<!entity", "<!attlist"].iter().any(|told| words.contains(told));
        }
        _ => {}
    });
    if shown || is_unread(text) { active(text) } else { None }
}

fn of_attribute(element: &str, key: &str, value: &str) -> Option<Active> {
    // A browser passes over spaces and controls in the name of a scheme.
    let plain: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let plain = plain.to_lowercase();
    let is_event = (key.len() > 2 && key.to_lowercase().starts_with("on"))
        || (key.eq_ignore_ascii_case("attributeName") && plain.starts_with("on"));
    if is_event
        || ["javascript:", "vbscript:", "data:text/html", "data:application"].iter().any(|code| plain.contains(code))
    {
        return Some(Active::Script);
    }
    match key {
        // A link is followed by a person, not by the drawing.
        "href" | "src" if element == "a" => None,
        "href" | "src" | "srcset" | "poster" | "background" | "action" | "formaction" | "ping" | "base" => {
            outside(value)
        }
        _ => of_style(value),
    }
}

/// What a style fetches.
fn of_style(words: &str) -> Option<Active> {
    let plain = words.to_lowercase();
    if let Some((_, after)) = plain.split_once("@import") {
        return Some(Active::Reference(address(after.trim_start().trim_start_matches("url("))));
    }
    // A style may write any letter as an escape.
    if plain.contains('\\') {
        return Some(Active::Reference(address(words)));
    }
    if let Some((_, after)) = plain.split_once("image-set(") {
        return Some(Active::Reference(address(after)));
    }
    plain.split("url(").skip(1).find_map(|after| outside(&address(after)))
}

/// A style sheet from elsewhere, or words that the drawing puts together by itself.
fn of_declaration(words: &str) -> Option<Active> {
    let plain = words.to_lowercase();
    if plain.starts_with("xml-stylesheet") {
        return Some(Active::Reference(address(plain.split("href=").nth(1).unwrap_or_default())));
    }
    let told: Vec<&str> = plain.split_whitespace().collect();
    if let [_, "system", address, ..] = told[..]
        && address.starts_with(['"', '\''])
    {
        return Some(Active::Reference(self::address(address)));
    }
    let programs = plain.contains("<!attlist") || !plain.split("<!entity").skip(1).all(is_namespace);
    programs.then_some(Active::Script)
}

/// Whether an entity stands for the address of a namespace, as programs for drawing declare them, and for nothing else.
fn is_namespace(entity: &str) -> bool {
    let Some(quote) = entity.find(['"', '\'']) else { return false };
    let (head, value) = entity.split_at(quote);
    let value = value[1..].split(&value[..1]).next().unwrap_or_default();
    let named = head.split_whitespace().count() == 1 && !head.contains('%');
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '.' | '-' | '_' | '#');
    named && (value.starts_with("http://") || value.starts_with("https://")) && value.chars().all(plain)
}

/// An address that is neither a place in the drawing itself nor a picture within it.
fn outside(value: &str) -> Option<Active> {
    let value = value.trim();
    let own = value.is_empty() || value.starts_with('#') || value.to_lowercase().starts_with("data:");
    (!own).then(|| Active::Reference(address(value)))
}

/// The address at the beginning of a text.
fn address(text: &str) -> String {
    let text = text.trim_start_matches([' ', '"', '\'', '\n', '\t']);
    text.split([')', '"', '\'', ' ', '\n', ';', '>']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Active, active, active_data, active_map};

    fn drawing(inside: &str) -> Option<Active> {
        active(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"x\">{inside}</svg>"))
    }

    #[test]
    fn what_runs_and_what_is_fetched() {
        for script in [
            "<script>1</script>",
            "<s:script xmlns:s='http://www.w3.org/2000/svg' href='#a'/>",
            "<g onload='a()'/>",
            "<a href='java&#10;script:a()'/>",
            "<set attributeName='href' to='javascript:a()'/>",
            "<foreignObject><p>1</p></foreignObject>",
            "<use href='data:text/html,1'/>",
            "<h:meta xmlns:h='http://www.w3.org/1999/xhtml' http-equiv='refresh' content='0;url=https://a.example'/>",
            "<animate attributeName='onclick' to='a()'/>",
            "<g>",
        ] {
            assert_eq!(drawing(script), Some(Active::Script), "{script}");
        }
        for reference in [
            "<image xlink:href='https://a.example/x'/>",
            "<image href='x.png'/>",
            "<use href='b.svg#a'/>",
            "<h:img xmlns:h='http://www.w3.org/1999/xhtml' srcset='//a.example/a 2x'/>",
            "<g style='fill: URL( \"https://a.example/x\" )'/>",
            "<g fill='url(x.svg#a)'/>",
            "<style>@import 'x.css';</style>",
            "<style>g { fill: image-set('https://a.example/x.png' 1x) }</style>",
            "<a ping='https://a.example' href='#a'/>",
            "<g xml:base='https://a.example/'/>",
            "<style>a { fill: u\\72l(x) }</style>",
        ] {
            assert!(matches!(drawing(reference), Some(Active::Reference(_))), "{reference}");
        }
        for quiet in [
            "<a href='https://a.example/'><text>ก</text></a>",
            "<use href='#a'/><g fill='url(#b)'/>",
            "<image href='data:image/png;base64,AAAA'/>",
            "<style>a { fill: red }</style>",
        ] {
            assert_eq!(drawing(quiet), None, "{quiet}");
        }
        let page = "<x xmlns:h='http://www.w3.org/1999/xhtm&#108;'><h:script>1</h:script></x>";
        assert_eq!(active_data(page), Some(Active::Script));
        let seven = "<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg>+ADw-script+AD4-</svg>";
        assert_eq!(active(seven), Some(Active::Script));
        for escaped in
            ["<?xml version='1.0' encoding='iso-2022-jp'?><svg/>", "<svg><scr\u{1B}(Bipt/></svg>", "<\0s\0v\0g\0/\0>\0"]
        {
            assert_eq!(active(escaped), Some(Active::Script), "{escaped:?}");
            assert_eq!(active_data(escaped), Some(Active::Script), "{escaped:?}");
        }
        assert_eq!(active("<?xml version='1.0' encoding='TIS-620' standalone='yes'?><svg/>"), None);
        assert_eq!(active_map("<kml><Point/><href>http://a.example/i.png</href></kml>"), None);
        assert_eq!(active_map("<kml><description><![CDATA[<script>1</script>]]></kml>"), Some(Active::Script));
        let link = "<kml><NetworkLink><Link><href>https://a.example/b</href>";
        assert_eq!(active_map(link), Some(Active::Reference("https://a.example/b".to_owned())));
        assert_eq!(active_data("<feed><link href='https://a.example/'/><script/></feed>"), None);
        assert_eq!(active("<?xml-stylesheet href=\"x.css\"?><svg/>"), Some(Active::Reference("x.css".to_owned())));
        let outside = "<!DOCTYPE svg SYSTEM 'https://a.example/a.dtd'><svg/>";
        assert_eq!(active(outside), Some(Active::Reference("https://a.example/a.dtd".to_owned())));
        assert_eq!(active("<!DOCTYPE svg [<!ENTITY a \"<script>1</script>\">]><svg>&a;</svg>"), Some(Active::Script));
        let xhtml = "<!ENTITY n 'http://www.w3.org/1999/xhtml'>";
        for (declared, inside) in [
            (xhtml, "<h:script xmlns:h='&n;'>1</h:script>"),
            ("<!ATTLIST script xmlns CDATA #FIXED 'http://www.w3.org/1999/xhtml'>", "<script>1</script>"),
            ("<!ATTLIST x onload CDATA 'a()'>", ""),
            ("<!ENTITY a 'javascr'>", "<a href='&a;ipt:a()'/>"),
            ("<!entity % a 'http://a.example'>", ""),
            ("<!ENTITY a SYSTEM 'http://a.example'>", "&a;"),
        ] {
            let document = format!("<!DOCTYPE x [{declared}]><x>{inside}</x>");
            assert_eq!(active_data(&document), Some(Active::Script), "{document}");
            assert_eq!(active(&document), Some(Active::Script), "{document}");
        }
        assert_eq!(active(&format!("<!DOCTYPE svg [{xhtml}]><svg xmlns:x='&n;'/>")), None);
        let common =
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">";
        assert_eq!(active(&format!("{common}<svg/>")), None);
    }
}

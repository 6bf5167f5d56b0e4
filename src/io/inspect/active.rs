//! What an office program runs or fetches by itself: elements, fields, formulas and addresses.

use quick_xml::events::BytesStart;

use crate::base::allowed::starts;
use crate::base::document::Active;
use crate::io::inspect::xml::{attribute, attributes};

/// Beginnings of addresses that run something wherever they stand.
const RUN: &[&str] = &[
    "javascript:",
    "vbscript:",
    "macro:",
    "vnd.sun.star.script:",
    "vnd.sun.star.expand:",
    "service:",
    "ms-msdt:",
    "ms-officecmd:",
    "search-ms:",
    "search:",
    "shell:",
    "mhtml:",
    "data:text/html",
];

/// Beginnings of addresses that something is fetched from.
const FETCH: &[&str] = &["http:", "https:", "ftp:", "smb:"];

/// Relations of Office whose target is fetched when the document is opened.
const LOADED: &[&str] = &["attachedtemplate", "oleobject", "frame", "subdocument", "afchunk", "image"];

/// Relations of Office to what is a program.
const PROGRAMS: &[&str] = &["vbaproject", "xlmacrosheet", "xlintlmacrosheet"];

/// Elements of OpenDocument whose link is fetched when the document is opened.
const LINKED: &[&str] = &[
    "image",
    "object",
    "object-ole",
    "floating-frame",
    "applet",
    "plugin",
    "section-source",
    "table-source",
    "cell-range-source",
    "background-image",
    "fill-image",
    "font-face-uri",
    "form",
];

/// Functions of spreadsheets that run or fetch something.
const FUNCTIONS: &[&str] = &[
    "CALL",
    "EXEC",
    "RTD",
    "DDE",
    "REGISTER",
    "REGISTER.ID",
    "WEBSERVICE",
    "IMAGE",
    "IMPORTXML",
    "IMPORTDATA",
    "IMPORTHTML",
    "IMPORTFEED",
    "IMPORTRANGE",
];

/// What an element makes an office program run, or fetch.
pub(super) fn element(name: &str, start: &BytesStart<'_>) -> Option<Active> {
    let value = |of: &str| attribute(start, of);
    let is = |of: &str, words: &[&str]| value(of).is_some_and(|own| words.contains(&&*own.to_lowercase()));
    let when = |found: bool| found.then_some(Active::Macros);
    match name {
        "ddeLink" | "dde-source" | "dde-connection-decl" | "execute-macro" | "macrosheet" | "ocx" => {
            return Some(Active::Macros);
        }
        "fldSimple" => return field(&value("instr")?),
        "Relationship" => return relation(&value("Type")?, &value("Target")?),
        // A button of a slide shows another one; the other listeners call a program.
        "event-listener" if value("action").is_none_or(|does| ["execute", "execute-macro"].contains(&&*does)) => {
            return Some(Active::Macros);
        }
        "script" if value("language").is_some() => return Some(Active::Script),
        "customUI" => return when(value("onLoad").is_some() || value("loadImage").is_some()),
        "cmd" => return when(is("type", &["verb"])),
        "reference" if is("storeType", &["filesystem"]) => return value("store").map(Active::Reference),
        "connectString" => return Some(Active::Reference(name.to_owned())),
        "oleLink" => return value("progId").map(Active::Reference),
        "webPr" => return value("url").map(Active::Reference),
        // Queries that stand in the workbook itself are run by whoever asks for it.
        "dbPr" => {
            let to = value("connection")?.to_lowercase();
            let own = to.contains("microsoft.mashup") || to.starts_with("data model connection");
            return (!own).then(|| Active::Reference(name.to_owned()));
        }
        "definedName" => {
            let own = value("name")?.to_lowercase();
            let own = own.trim_start_matches("_xlnm.");
            return when(["auto_open", "auto_close", "auto_activate"].iter().any(|begin| own.starts_with(begin)));
        }
        _ => {}
    }
    if !["action", "formula", "href", "Target"].iter().any(|key| start.contains(key)) {
        return None;
    }
    attributes(start).find_map(|(key, value)| match key {
        "action" => {
            let does = value.to_lowercase();
            when(does.starts_with("ppaction://program") || does.starts_with("ppaction://macro"))
        }
        "formula" => when(formula(&value)),
        "href" | "Target" if is_run(&value) => Some(Active::Script),
        // Data has links without a name of a space; those of OpenDocument always have one.
        "href"
            if LINKED.contains(&name) && start.attributes().flatten().any(|own| own.key.as_ref() == "xlink:href") =>
        {
            is_outside(&value).then(|| Active::Reference(value.into_owned()))
        }
        _ => None,
    })
}

fn relation(kind: &str, target: &str) -> Option<Active> {
    let kind = kind.rsplit('/').next().unwrap_or(kind).to_lowercase();
    if PROGRAMS.contains(&&*kind) {
        return Some(Active::Macros);
    }
    let loads = LOADED.contains(&&*kind) && is_outside(target);
    link(target).or_else(|| loads.then(|| Active::Reference(target.to_owned())))
}

/// What a link runs, or asks another computer for by the name and the password of whoever follows it.
fn link(to: &str) -> Option<Active> {
    if is_run(to) {
        return Some(Active::Script);
    }
    is_unc(to).then(|| Active::Reference(to.to_owned()))
}

/// What a field of Word starts or fetches.
pub(super) fn field(code: &str) -> Option<Active> {
    let mut words = code.split_whitespace();
    let does = words.next()?.to_uppercase();
    let mut rest = words.map(|word| word.trim_matches(['"', '“', '”']));
    match &*does {
        _ if does.starts_with("DDE") => Some(Active::Macros),
        "MACROBUTTON" => rest.next().filter(|name| name.to_lowercase().starts_with("auto")).map(|_| Active::Macros),
        "INCLUDETEXT" | "INCLUDEPICTURE" | "INCLUDE" | "IMPORT" | "LINK" | "RD" => {
            rest.find(|word| is_outside(word)).map(|word| Active::Reference(word.to_owned()))
        }
        "HYPERLINK" => rest.find_map(link),
        // Its numbers are letters, and those may be another field.
        "QUOTE" => {
            let said: String = rest.filter_map(|word| char::from_u32(word.parse().ok()?)).collect();
            said.to_uppercase().starts_with("DDE").then_some(Active::Macros)
        }
        _ => None,
    }
}

/// Whether a formula runs or fetches something.
pub(super) fn formula(formula: &str) -> bool {
    if !formula.contains(['(', '|']) {
        return false;
    }
    // What stands between quotes is a text, but for the address that is opened.
    let upper = formula.to_uppercase();
    let links =
        upper.contains("HYPERLINK(") && formula.split('"').skip(1).step_by(2).any(|text| is_run(text) || is_unc(text));
    let code: String = upper.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
    let calls = code.match_indices('(').any(|(at, _)| {
        let own = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
        let before = code[..at].trim_end();
        let name = &before[before.trim_end_matches(own).len()..];
        FUNCTIONS
            .iter()
            .any(|known| name.strip_suffix(known).is_some_and(|space| space.is_empty() || space.ends_with('.')))
    });
    links || calls || is_dde(&code)
}

/// Whether a text of a table is a formula to a spreadsheet that opens it, and one that runs or fetches something. In lines of
/// words a dash begins an entry of a list.
pub(super) fn cell(text: &str, is_words: bool) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\u{FEFF}'));
    let mut rest = text.chars();
    let begins = rest.next().is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    let entry = is_words && text.starts_with(['-', '+']) && rest.clone().next().is_some_and(char::is_whitespace);
    if !begins || entry {
        return false;
    }
    let own = rest.as_str().replace("\"\"", "\"");
    // An address that is put together tells somebody what stands in a cell.
    let code = own.split('"').step_by(2).collect::<String>().to_uppercase();
    (code.contains("HYPERLINK(") && (code.contains('&') || code.contains("CONCAT"))) || formula(&own)
}

/// Whether a text is a table in the form SYLK, which spreadsheets read whatever its ending.
pub(super) fn is_sylk(text: &str) -> bool {
    let records = ["C;", "F;", "O;", "NN;", "B;"];
    let record = |line: &str| records.iter().any(|begin| line.starts_with(begin));
    text.starts_with("ID;P") && text.lines().skip(1).take(100).any(record)
}

/// Whether a formula asks another program, as `cmd|' /C calc'!A0` does.
fn is_dde(code: &str) -> bool {
    // The name of a sheet, between quotes, may have the sign as well.
    let mut quoted = false;
    code.char_indices().any(|(at, c)| {
        quoted ^= c == '\'';
        let (before, after) = (&code[..at], &code[at + c.len_utf8()..]);
        let named = |before: &str| before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '\'');
        let told = named(before) && after.starts_with(|c: char| !c.is_whitespace());
        let spaced = named(before.trim_end()) && after.trim_start().starts_with('\'');
        c == '|' && !quoted && (told || spaced) && after.contains('!')
    })
}

/// What Office keeps on a computer: every document names its template there, as `Normal.dotm`.
const OFFICE: &[&str] = &["docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "ppam"];

/// Whether something runs when this address is opened: its scheme says so, or it is a program of the computer.
pub(super) fn is_run(address: &str) -> bool {
    let plain = plain(address);
    let local = plain.starts_with("file:") || plain.get(1..3) == Some(":/");
    RUN.iter().any(|scheme| plain.starts_with(scheme))
        || (local && plain.rsplit_once('.').is_some_and(|(_, ending)| starts(ending) && !OFFICE.contains(&ending)))
}

/// Whether something is fetched from elsewhere when this address is opened.
pub(super) fn is_outside(address: &str) -> bool {
    let plain = plain(address);
    FETCH.iter().any(|scheme| plain.starts_with(scheme)) || is_unc(address) || is_run(address)
}

/// Whether an address is a folder of another computer, which is told the name and the password of whoever opens it.
pub(super) fn is_unc(address: &str) -> bool {
    let plain = plain(address);
    let file = plain.strip_prefix("file:");
    let rest = file.unwrap_or(&plain);
    let host = rest.trim_start_matches('/');
    let here =
        host.is_empty() || host.get(1..2).is_some_and(|c| matches!(c, ":" | "|")) || host.starts_with("localhost/");
    // Three lead to this computer.
    let slashes = rest.len() - host.len();
    !here && (slashes == 2 || slashes > 3)
}

/// An address as programs read it.
fn plain(address: &str) -> String {
    let kept = address.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    kept.collect::<String>().to_lowercase().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::{cell, field, formula, is_outside, is_run, is_sylk, is_unc};

    #[test]
    fn what_runs_and_what_does_not() {
        for run in
            ["cmd|' /C calc'!A0", "2+cmd|'/C calc'!''", "RTD(\"x\",,\"y\")", "_xlfn.WEBSERVICE(A1)", "1+CALL (\"a\")"]
        {
            assert!(formula(run), "{run}");
        }
        assert!(
            formula("HYPERLINK(\"file:///c:/windows/cmd.exe\",\"x\")") && formula("of:=COM.MICROSOFT.WEBSERVICE(A1)")
        );
        for quiet in
            ["A1+B1", "'a|b'!A1", "\"cmd|x!\"", "RECALL(A1)", "IMAGE", "HYPERLINK(\"https://a.example/\"&A1,\"x\")"]
        {
            assert!(!formula(quiet), "{quiet}");
        }
        for start in [
            "=cmd|' /C calc'!A0",
            "\"\n=cmd|'/C calc'!A0",
            "-2+3+cmd|' /C calc'!A0",
            "＝cmd|'/C calc'!A0",
            "@SUM(1)*x|'y'!A0",
        ] {
            assert!(cell(start, true), "{start}");
        }
        assert!(cell("=HYPERLINK(\"http://a.example/?x=\"&A1,\"x\")", false));
        for quiet in [
            "-5",
            "=HYPERLINK(\"https://a.example/?a=1&b=2\")",
            "'=cmd|'/C calc'!A0",
            "=A1+B1",
            "=\"350\"",
            "+66 42 123456",
            "- หัวข้อ | ก",
            "cmd|' /C calc'!A0",
            "- CALL(1)",
        ] {
            assert!(!cell(quiet, true), "{quiet}");
        }
        assert!(is_sylk("ID;PWXL\nC;X1;EEXEC(\"a\")\n") && !is_sylk("ID;Phone\n1;2\n"));
        for code in [
            "DDEAUTO c:\\\\cmd.exe",
            " QUOTE 68 68 69 65 ",
            "INCLUDETEXT \"http://a.example/a\"",
            "MACROBUTTON AutoOpen a",
        ] {
            assert!(field(code).is_some(), "{code}");
        }
        for code in [
            "HYPERLINK \"https://a.example/\"",
            "MACROBUTTON NoMacro a",
            "PAGE",
            "LINK Excel.Sheet.12 \"C:\\\\a.xlsx\"",
            "QUOTE 1",
        ] {
            assert_eq!(field(code), None, "{code}");
        }
    }

    #[test]
    fn addresses_of_programs_and_of_other_computers() {
        for unc in ["\\\\host\\a", "//host/a", "file://host/a", "file:///\\\\host\\a", "file:////host/a"] {
            assert!(is_unc(unc) && is_outside(unc), "{unc}");
        }
        for own in [
            "file:///C:/Users/a.docx",
            "file://C:\\a.dotm",
            "C:\\a.docx",
            "../a.png",
            "/word/a.xml",
            "#a",
            "mailto:a@b.example",
        ] {
            assert!(!is_outside(own), "{own}");
        }
        assert!(is_run("java\nscript:a()") && is_run("file:///c:/windows/cmd.exe") && is_run("ms-msdt:/id"));
        assert!(!is_run("https://www.example.com") && !is_run("mailto:a@example.com"));
    }
}

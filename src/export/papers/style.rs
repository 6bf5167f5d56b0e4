//! The styles of papers in Thai offices: 16 points, headings in bold, two and a half centimetres before a paragraph. An office's
//! own document may have styles of these names; then they hold.

use crate::base::lang::Lang;
use crate::export::papers::paper::Style;

/// What offices here write with.
pub(super) const FONT: &str = "TH Sarabun New";

/// Each style: its name, what it is based on, what is true of its paragraphs, and of its letters.
const STYLES: &[(&str, &str, &str)] = &[
    ("header", "", ""),
    ("heading 1", "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"120\"/><w:jc w:val=\"center\"/>", BIG),
    ("heading 2", "<w:keepNext/><w:spacing w:before=\"120\"/>", BIG),
    ("heading 3", "<w:keepNext/><w:spacing w:before=\"120\"/><w:ind w:left=\"720\"/>", BOLD),
    ("heading 4", "<w:keepNext/><w:spacing w:before=\"80\"/><w:ind w:left=\"1080\"/>", BOLD),
    ("Paper Name", "<w:spacing w:after=\"60\" w:line=\"900\" w:lineRule=\"atLeast\"/><w:jc w:val=\"center\"/>", NAME),
    ("Paper Line", "", ""),
    (
        "Paper Body",
        "<w:spacing w:before=\"60\" w:after=\"40\"/><w:ind w:firstLine=\"1417\"/><w:jc w:val=\"thaiDistribute\"/>",
        "",
    ),
    ("Paper Hint", "<w:spacing w:before=\"40\" w:after=\"40\"/>", SMALL),
    ("Paper Item", "<w:jc w:val=\"thaiDistribute\"/>", ""),
    ("Paper Cell", "<w:keepLines/>", CELL),
    ("Paper Closing", "<w:keepNext/><w:spacing w:before=\"240\"/><w:ind w:firstLine=\"1417\"/>", ""),
    ("Paper Opinion", "<w:keepNext/><w:spacing w:before=\"360\"/>", BOLD),
    ("Paper Dots", "<w:keepNext/>", ""),
    ("Paper Sign", "<w:keepLines/><w:spacing w:before=\"720\"/><w:ind w:left=\"3969\"/><w:jc w:val=\"center\"/>", ""),
];

const BOLD: &str = "<w:b/><w:bCs/>";
const BIG: &str = "<w:b/><w:bCs/><w:sz w:val=\"34\"/><w:szCs w:val=\"34\"/>";
const NAME: &str = "<w:b/><w:bCs/><w:sz w:val=\"58\"/><w:szCs w:val=\"58\"/>";
const SMALL: &str = "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>";
const CELL: &str = "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>";

/// What the styles are called in the file.
pub(super) struct Names(Vec<(&'static str, String)>);

impl Names {
    pub(super) fn id(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| *own == name).map_or("Normal", |(_, id)| id.as_str())
    }

    pub(super) fn of(&self, style: Style) -> &str {
        self.id(match style {
            Style::Name => "Paper Name",
            Style::Line => "Paper Line",
            Style::Heading(1) => "heading 1",
            Style::Heading(2) => "heading 2",
            Style::Heading(3) => "heading 3",
            Style::Heading(_) => "heading 4",
            Style::Body => "Paper Body",
            Style::Hint => "Paper Hint",
            Style::Item(_) => "Paper Item",
            Style::Cell | Style::CellItem => "Paper Cell",
            Style::Closing => "Paper Closing",
            Style::Opinion => "Paper Opinion",
            Style::Dots => "Paper Dots",
            Style::Sign => "Paper Sign",
        })
    }
}

/// The part with the styles, and what each is called there. Those of the office come first; what it has not is added.
pub(super) fn styles(office: Option<&str>, lang: Lang) -> (String, Names) {
    let (begun, end) = match office.and_then(|own| own.rsplit_once("</w:styles>")) {
        Some((begun, _)) => (begun.to_owned(), "</w:styles>"),
        None => (default(lang), "</w:styles>"),
    };
    let known = office.map(named).unwrap_or_default();
    let (mut xml, mut ids) = (begun, Vec::new());
    for (name, paragraph, letters) in STYLES {
        let theirs = known.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, id)| id.clone());
        let id = theirs.unwrap_or_else(|| {
            let id = format!("Prongsai{}", name.replace(' ', ""));
            xml += &style(&id, name, paragraph, letters, &base(&known));
            id
        });
        ids.push((*name, id));
    }
    (xml + end, Names(ids))
}

fn style(id: &str, name: &str, paragraph: &str, letters: &str, base: &str) -> String {
    let level = name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
    // The place of the outline is after that of the alignment.
    let level = level.map(|level| format!("<w:outlineLvl w:val=\"{}\"/>", level - 1)).unwrap_or_default();
    let letters = if letters.is_empty() { String::new() } else { format!("<w:rPr>{letters}</w:rPr>") };
    format!(
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
         <w:basedOn w:val=\"{base}\"/><w:qFormat/><w:pPr>{paragraph}{level}</w:pPr>{letters}</w:style>"
    )
    .replace(" w:customStyle=\"1\"", if name.starts_with("Paper") { " w:customStyle=\"1\"" } else { "" })
}

/// What the styles are based on: the office's own plain one.
fn base(known: &[(String, String)]) -> String {
    known.iter().find(|(name, _)| name == "Normal").map_or("Normal", |(_, id)| id).to_owned()
}

fn default(lang: Lang) -> String {
    let own = if lang == Lang::Th { "th-TH" } else { "en-GB" };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault>\
         <w:rPr><w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:eastAsia=\"{FONT}\" w:cs=\"{FONT}\"/><w:sz w:val=\"32\"/>\
         <w:szCs w:val=\"32\"/><w:lang w:val=\"{own}\" w:eastAsia=\"en-US\" w:bidi=\"th-TH\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">\
         <w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
    )
}

/// The names of the styles of paragraphs in a part, with their ids.
fn named(styles: &str) -> Vec<(String, String)> {
    let value = |text: &str, key: &str| {
        let rest = &text[text.find(key)? + key.len()..];
        Some(rest[..rest.find('"')?].to_owned())
    };
    let own = styles.split("<w:style ").skip(1).filter(|own| own.contains("w:type=\"paragraph\""));
    own.filter_map(|own| Some((value(own, "<w:name w:val=\"")?, value(own, "w:styleId=\"")?))).collect()
}

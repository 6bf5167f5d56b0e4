//! The drafts of a whole small site. Its pages and their words are data, in the folder `site` beside this file.

use crate::base::path::RelPath;
use crate::parse::people::PEOPLE;
use crate::parse::shape::Shape;
use crate::parse::shapes::agency::AGENCY;
use crate::parse::skeleton::{Draft, Drafter, pages, schema_line};

/// Pages as they are, by their path in the content.
const PAGES: &[(&str, &str)] = &[
    ("pages/about/index.md", include_str!("site/pages/about/index.md")),
    ("pages/about/executives.md", include_str!("site/pages/about/executives.md")),
    ("pages/contact/index.md", include_str!("site/pages/contact/index.md")),
];

/// What git should leave alone.
const IGNORED: &str = "/public/\n/.prongsai/\n";

/// All files of a site, with what was answered of the agency as YAML values.
pub(crate) fn site(drafter: &Drafter, given: &[(&str, String)]) -> Vec<Draft> {
    let content = |name: &str| RelPath::new(&format!("content/{name}"));
    let mut drafts = Vec::new();
    if let Some(path) = content("agency.yaml") {
        let blocks = [
            ("contacts", indented(include_str!("site/contacts.yaml"))),
            ("menu", indented(include_str!("site/menu.yaml"))),
        ];
        let all: Vec<(&str, String)> = given.iter().cloned().chain(blocks).collect();
        drafts.extend(whole(drafter, path, &AGENCY, &all));
    }
    drafts.extend(content("people.yaml").and_then(|path| whole(drafter, path, &PEOPLE, &[])));
    drafts.extend(PAGES.iter().filter_map(|(name, text)| page(drafter, content(name)?, text)));
    drafts.extend(RelPath::new(".gitignore").map(|path| Draft { path, text: IGNORED.to_owned() }));
    drafts
}

fn whole(drafter: &Drafter, path: RelPath, shape: &Shape, given: &[(&str, String)]) -> Option<Draft> {
    let Shape::Record(fields) = shape else { return None };
    let text = format!("{}{}{}", schema_line(&path), pages::fill(drafter), drafter.record(&path, fields, given));
    Some(Draft { path, text })
}

/// A page that says how to fill it in.
fn page(drafter: &Drafter, path: RelPath, text: &str) -> Option<Draft> {
    let rest = text.strip_prefix("---\n")?;
    let text = format!("---\n{}{}{rest}", schema_line(&path), pages::how(drafter, &path));
    Some(Draft { path, text })
}

fn indented(block: &str) -> String {
    let lines = block.trim_end().lines();
    lines.map(|line| format!("\n  {line}")).collect()
}

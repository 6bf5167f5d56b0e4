//! The drafts of a whole site for a kind of agency. What pages and which menu it has, and its guide, is data beside the
//! catalogues: in `shared/site/` for every kind, in `KIND/site/` for one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::ita::catalogue::Catalogue;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::parse::people::PEOPLE;
use crate::parse::shape::Shape;
use crate::parse::shapes::SHEETS;
use crate::parse::shapes::agency::AGENCY;
use crate::parse::skeleton::item::{file_name, item};
use crate::parse::skeleton::{Draft, Drafter, pages, schema_line};

/// What git should leave alone.
const IGNORED: &str = "/public/\n/.prongsai/\n";

/// The folder of what is the same for every kind of agency.
const SHARED: &str = "shared";

/// A site to be.
pub(crate) struct Plan<'a> {
    pub kind: &'a str,
    /// The years that it begins with, each with its catalogue in `portal`; the menu leads to the newest.
    pub years: &'a [FiscalYear],
    /// What was answered of the agency, as YAML values.
    pub given: &'a [(&'static str, String)],
    /// What the program carries.
    pub carried: &'a BTreeMap<RelPath, Arc<str>>,
    /// The catalogues of all years of the kind.
    pub portal: &'a Portal,
}

/// All files of a site but its catalogues.
pub(crate) fn site(drafter: &Drafter, plan: &Plan<'_>) -> Vec<Draft> {
    let Some(newest) = plan.years.iter().max() else { return Vec::new() };
    let mut given = plan.given.to_vec();
    given.extend(own(plan, "contacts.yaml").map(|text| ("contacts", indented(text))));
    given.extend(menu(plan, *newest).map(|text| ("menu", indented(&text))));
    let agency = RelPath::new("content/agency.yaml").and_then(|path| whole(drafter, path, &AGENCY, &given));
    let people = RelPath::new("content/people.yaml").and_then(|path| whole(drafter, path, &PEOPLE, &[]));
    let mut drafts: Vec<Draft> = agency.into_iter().chain(people).collect();
    let mut files: BTreeMap<&str, &str> = BTreeMap::new();
    for folder in [SHARED, plan.kind] {
        let own = plan.carried.iter().filter_map(|(path, text)| Some((path.below(folder)?, text)));
        files.extend(own.filter_map(|(path, text)| Some((path.strip_prefix("site/")?, &**text))));
    }
    let year = newest.to_string();
    for (path, text) in files.into_iter().filter(|(path, _)| path.starts_with("content/")) {
        drafts.extend(RelPath::new(path).map(|path| file(drafter, path, &text.replace("{year}", &year))));
    }
    drafts.extend(reference(drafter, plan, &year));
    for (year, catalogue) in plan.years.iter().filter_map(|year| Some((*year, catalogue(plan, *year)?))) {
        drafts.extend(catalogue.items().filter_map(|(_, _, spec)| item(drafter, year, spec, None)));
    }
    drafts.extend(ignored());
    drafts
}

/// The file that says what git should leave alone.
pub(crate) fn ignored() -> Option<Draft> {
    RelPath::new(".gitignore").map(|path| Draft { path, text: IGNORED.to_owned() })
}

/// A file of the kind, else of every kind.
fn own<'a>(plan: &Plan<'a>, name: &str) -> Option<&'a str> {
    let mut places = [plan.kind, SHARED].into_iter();
    places.find_map(|folder| plan.carried.get(format!("{folder}/site/{name}").as_str())).map(|text| &**text)
}

fn whole(drafter: &Drafter, path: RelPath, shape: &Shape, given: &[(&str, String)]) -> Option<Draft> {
    let Shape::Record(fields) = shape else { return None };
    let text = format!("{}{}{}", schema_line(&path), pages::fill(drafter), drafter.record(&path, fields, given));
    Some(Draft { path, text })
}

/// A file as it is carried; one that editors know is told its schema, and a page how to fill it in.
fn file(drafter: &Drafter, path: RelPath, text: &str) -> Draft {
    let schema = schema_line(&path);
    let text = match text.strip_prefix("---\n") {
        Some(rest) => format!("---\n{schema}{}{rest}", pages::how(drafter, &path)),
        None if path.as_str().ends_with(".yaml") => format!("{schema}{text}"),
        None => text.to_owned(),
    };
    Draft { path, text }
}

fn indented(block: &str) -> String {
    let lines = block.trim_end().lines();
    lines.map(|line| format!("\n  {line}")).collect()
}

fn catalogue<'a>(plan: &Plan<'a>, year: FiscalYear) -> Option<&'a Catalogue> {
    plan.portal.years.get(&year)?.catalogue.as_deref()
}

/// The menu, which was written for one year, for another: each item by its number there, and none that was not asked.
fn menu(plan: &Plan<'_>, year: FiscalYear) -> Option<String> {
    let named =
        |path: &RelPath| FiscalYear::parse(path.below(plan.kind)?.strip_prefix("site/menu-")?.strip_suffix(".yaml")?);
    let (of, text) =
        plan.carried.iter().filter_map(|(path, text)| Some((named(path)?, text))).max_by_key(|(of, _)| *of)?;
    let mut lines = Vec::new();
    for line in text.lines() {
        let moved = |to: &str| format!("{year}/items/{to}.md");
        let Some((before, rest)) = line.split_once(&format!("{of}/items/")) else {
            lines.push(line.replace(&format!("/{of}/"), &format!("/{year}/")));
            continue;
        };
        let (name, after) = rest.split_once(".md")?;
        lines.extend(renumbered(plan, name, of, year).map(|name| format!("{before}{}{after}", moved(&name))));
    }
    Some(lines.join("\n"))
}

/// The name of an item's file in another year, by the numbers that catalogues say it had before.
fn renumbered(plan: &Plan<'_>, name: &str, of: FiscalYear, year: FiscalYear) -> Option<String> {
    let named = |catalogue: &Catalogue, code: &str| {
        let spec = catalogue.items().map(|(_, _, spec)| spec).find(|spec| spec.code.value.as_str() == code)?;
        Some(file_name(spec.code.value.slug()))
    };
    let (from, to) = (catalogue(plan, of)?, catalogue(plan, year)?);
    let spec = from.items().map(|(_, _, spec)| spec).find(|spec| file_name(spec.code.value.slug()) == name)?;
    if of == year {
        return Some(name.to_owned());
    }
    let earlier = spec.was.iter().find(|(own, _)| *own == year).and_then(|(_, code)| named(to, &code.value));
    let later = || {
        let came = |own: &(FiscalYear, _)| own.0 == of;
        let mut all = to.items().map(|(_, _, spec)| spec);
        let same = |code: &str| code == spec.code.value.as_str();
        all.find(|own| own.was.iter().any(|was| came(&(was.0, ())) && same(&was.1.value)))
            .map(|own| file_name(own.code.value.slug()))
    };
    earlier.or_else(later)
}

/// `content/README.md`: what every file may hold, in both languages, from the tables that the parser uses.
fn reference(drafter: &Drafter, plan: &Plan<'_>, year: &str) -> Option<Draft> {
    let mut text = String::new();
    for lang in Lang::ALL {
        let drafter = Drafter { lang, ..*drafter };
        text += &own(plan, &format!("readme.{}.md", lang.tag()))?.replace("{year}", year);
        // The words of a theme are not the content's, and `prongsai allow` writes privacy.yaml.
        for sheet in SHEETS.iter().filter(|sheet| !["words", "privacy"].contains(&sheet.name)) {
            let path =
                RelPath::new(&format!("content/{year}/items/{}.md", sheet.name)).filter(|_| sheet.name == "item");
            let path = path.or_else(|| RelPath::new(&format!("content/{}.yaml", sheet.name)))?;
            if let Shape::Record(fields) = sheet.shape {
                text +=
                    &format!("\n## {}\n\n```yaml\n{}```\n", sheet.title.get(lang), drafter.record(&path, fields, &[]));
            }
        }
        text.push('\n');
    }
    Some(Draft { path: RelPath::new("content/README.md")?, text: format!("{}\n", text.trim_end()) })
}

//! The draft of an item: what the catalogue asks, as comments to fill in, and what still holds of the year before.

use crate::base::lang::both;
use crate::base::path::RelPath;
use crate::base::thai::arabic_digits;
use crate::ita::catalogue::{ItemSpec, Requirement};
use crate::ita::covers::Covers;
use crate::ita::document::{Claimed, Document, Evidence, Proof};
use crate::ita::evidence::named_year::named_years;
use crate::ita::holds::Holds;
use crate::ita::item::Item;
use crate::ita::target::{Target, target};
use crate::ita::year::FiscalYear;
use crate::parse::shape::{Field, Shape};
use crate::parse::shapes::pages::ITEM;
use crate::parse::skeleton::catalogue::moved_on;
use crate::parse::skeleton::pages::how;
use crate::parse::skeleton::{Draft, Drafter, schema_line, value};

/// The item that answered the same subject the year before, and what its catalogue asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before<'a> {
    pub year: FiscalYear,
    pub spec: &'a ItemSpec,
    pub item: &'a Item,
}

/// A draft for an item of a year's catalogue.
pub(crate) fn item(drafter: &Drafter, year: FiscalYear, spec: &ItemSpec, before: Option<Before<'_>>) -> Option<Draft> {
    let path = RelPath::new(&format!("content/{year}/items/{}.md", file_name(spec.code.value.slug())))?;
    let mut given = vec![("code", value::line(spec.code.value.as_str()))];
    if let Some(owner) = before.and_then(|before| before.item.facts.owner.as_ref()) {
        given.push(("owner", value::text(owner)));
    }
    let standing: Vec<(String, String)> = before.iter().flat_map(|before| standing(before, spec, year)).collect();
    let documents: String = before.iter().flat_map(|before| documents(before, spec, &standing)).collect();
    if !documents.is_empty() {
        given.push(("documents", documents));
    }
    let Shape::Record(fields) = &ITEM else { return None };
    // Evidence comes last, requirement by requirement.
    let own = |field: &&Field| field.key != "evidence";
    let fields: Vec<&Field> = fields.iter().filter(own).collect();
    let fields: String =
        fields.iter().map(|field| drafter.record(&path, std::slice::from_ref(*field), &given)).collect();
    let text = format!(
        "---\n{}{}{}{fields}{}---\n",
        schema_line(&path),
        title(drafter, spec, before),
        how(drafter, &path),
        evidence(drafter, spec, &standing),
    );
    Some(Draft { path, text })
}

/// `o5` as `o05`, so that files stand in the order of their numbers.
pub(crate) fn file_name(slug: &str) -> String {
    let word = slug.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &slug[word.len()..];
    if number.len() == 1 { format!("{word}0{number}") } else { slug.to_owned() }
}

fn title(drafter: &Drafter, spec: &ItemSpec, before: Option<Before<'_>>) -> String {
    let (code, title) = (&spec.code.value, spec.title.get(drafter.lang).0);
    let mut text = format!("# {code} {}\n", one_line(title));
    if let Some(period) = &spec.period {
        let words = one_line(period.get(drafter.lang).0);
        text += &drafter.comment(both!("ช่วงเวลา {words}", "of the period {words}"));
    }
    if let Some(before) = before {
        let (year, code) = (before.year, &before.spec.code.value);
        text += &drafter.comment(both!("ปี {year} คือข้อ {code}", "in {year} this was {code}"));
    }
    text
}

/// The requirements in their order: evidence that still holds, else a place for it.
fn evidence(drafter: &Drafter, spec: &ItemSpec, standing: &[(String, String)]) -> String {
    let mut lines = drafter.comment(both(
        "หลักฐาน: แต่ละองค์ประกอบชี้ document (id ใน documents), table (id ใน tables), page, section, url หรือ not_applicable อย่างใดอย่างหนึ่ง",
        "each requirement names one of document (an id of `documents`), table (an id of `tables`), page, section, url, not_applicable",
    ));
    lines += "evidence:\n";
    let note = both("ยกมาจากปีก่อน ตรวจว่ายังใช้ได้", "carried over from the year before: check that it still holds");
    let stub = |ids: &str, proof: &str| format!("#  - {{requirement: {ids}, {proof}: …}}\n");
    let carried =
        |id: &str, proof: &str| format!("  - {{requirement: {id}, {proof}}}  # {}\n", note.pick(drafter.lang));
    if spec.requirements.is_empty() {
        let own: String = standing.iter().map(|(id, proof)| carried(id, proof)).collect();
        return lines + &if own.is_empty() { stub(ALL, "document") } else { own };
    }
    let stands = |own: &Requirement| standing.iter().find(|(id, _)| *id == own.id.value);
    // One table mostly shows all that is asked of it.
    let tabled = |own: &&Requirement| stands(own).is_none() && proof_of(own) == "table";
    let mut table: Vec<String> =
        spec.requirements.iter().filter(tabled).map(|own| value::line(&own.id.value)).collect();
    for requirement in &spec.requirements {
        lines += &format!("# {}. {}\n", requirement.id.value, one_line(requirement.text.get(drafter.lang).0));
        let id = value::line(&requirement.id.value);
        lines += &match stands(requirement) {
            Some((_, proof)) => carried(&id, proof),
            None if !tabled(&requirement) => stub(&id, proof_of(requirement)),
            // The last of them says it for all.
            None if table.last() == Some(&id) => match std::mem::take(&mut table).as_slice() {
                [one] => stub(one, "table"),
                many => stub(&format!("[{}]", many.join(", ")), "table"),
            },
            None => String::new(),
        };
    }
    lines
}

/// The kind of proof by which what must hold of a requirement can be seen.
fn proof_of(requirement: &Requirement) -> &'static str {
    match &requirement.holds {
        Some(Holds { table: Some(_), .. }) => "table",
        Some(holds) if holds.people.is_some() || holds.news.is_some() || !holds.contacts.is_empty() => "page",
        _ => "document",
    }
}

/// What evidence names that is for the whole item.
const ALL: &str = "all";

/// Evidence of the year before that is of no year, for a requirement in the same words: pages of the site and documents
/// that stand outside the years, and addresses elsewhere that do not name the year.
fn standing(before: &Before<'_>, spec: &ItemSpec, year: FiscalYear) -> Vec<(String, String)> {
    let carried = |evidence: &Evidence| {
        let proof = |covers: Option<Covers>| lasting(before, &evidence.proof, is_in_force(covers));
        let same = |id: &str| {
            let old = before.spec.requirements.iter().find(|old| old.id.value == id)?;
            // The words of a year name it.
            let words = moved_on(&old.text.th, before.year, year.buddhist() - before.year.buddhist());
            let own = spec.requirements.iter().find(|own| own.text.th == old.text.th || own.text.th == words)?;
            Some((own.id.value.clone(), proof(own.covers.or(spec.covers))?))
        };
        match &evidence.requirements {
            Claimed::Some(ids) => ids.iter().filter_map(|id| same(&id.value)).collect(),
            Claimed::All if spec.requirements.is_empty() => {
                proof(spec.covers).map(|proof| (ALL.to_owned(), proof)).into_iter().collect::<Vec<_>>()
            }
            Claimed::All => before.spec.requirements.iter().filter_map(|old| same(&old.id.value)).collect(),
        }
    };
    before.item.evidence.iter().flat_map(carried).collect()
}

fn is_in_force(covers: Option<Covers>) -> bool {
    covers == Some(Covers::InForce)
}

/// Proof that holds in the new year too. What is in force holds whatever year its file stands in.
fn lasting(before: &Before<'_>, proof: &Proof, in_force: bool) -> Option<String> {
    match proof {
        Proof::Page(page) => stays(page.span.path.clone(), &page.value),
        Proof::Url(url) => {
            let names = |year: i16| arabic_digits(&url.value).contains(&year.to_string());
            let dated = names(before.year.buddhist()) || names(before.year.common());
            (!dated).then(|| format!("url: {}", value::line(&url.value)))
        }
        Proof::Document(id) => {
            document(before, &id.value, in_force).map(|_| format!("document: {}", value::line(&id.value)))
        }
        Proof::Section(_) | Proof::Table(_) | Proof::NotApplicable(_) => None,
    }
}

/// A document of the year before whose file stands outside the years, or that is in force.
fn document<'a>(before: &Before<'a>, id: &str, in_force: bool) -> Option<&'a Document> {
    let mut all = before.item.facts.documents.iter();
    let own = all.find(|own| own.id.as_ref().is_some_and(|own| own.value == id))?;
    own.file.value.as_ref().filter(|file| in_force || !of_a_year(file.as_str()))?;
    Some(own).filter(|own| !is_dated(own, before.year))
}

/// A document that says that it is of a year: that of a plan for several years names both, and lasts.
fn is_dated(own: &Document, year: FiscalYear) -> bool {
    named_years(&own.title.th).iter().any(|named| named.year == year.buddhist())
}

/// The entries of the documents that are in force or that standing evidence names, each below the last.
fn documents(before: &Before<'_>, spec: &ItemSpec, standing: &[(String, String)]) -> Vec<String> {
    let named = |own: &&Document| {
        let proof = own.id.as_ref().map(|id| format!("document: {}", value::line(&id.value)));
        is_in_force(spec.covers) && !is_dated(own, before.year)
            || proof.is_some_and(|proof| standing.iter().any(|(_, own)| *own == proof))
    };
    let entry = |own: &Document| {
        let file = format!("../../{}", own.file.value.as_ref()?.below("content")?);
        let mut keys: Vec<(&str, String)> = own.id.iter().map(|id| ("id", value::line(&id.value))).collect();
        keys.extend([("file", value::line(&file)), ("title", value::text(&own.title))]);
        keys.extend(own.date.as_ref().map(|day| ("date", value::day(day.value))));
        keys.extend(own.language.as_deref().map(|language| ("language", value::line(language))));
        let keys: Vec<String> = keys.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
        Some(format!("\n  - {{{}}}", keys.join(", ")))
    };
    before.item.facts.documents.iter().filter(named).filter_map(entry).collect()
}

/// A page that belongs to no year, written from the new file, which stands as deep as the old one.
fn stays(from: RelPath, written: &str) -> Option<String> {
    let lasting = match target(None, &from, written, false) {
        Target::File { path, .. } => !of_a_year(path.as_str()),
        Target::Address { address, .. } => !of_a_year(&address),
        Target::Outside | Target::Nowhere => false,
    };
    lasting.then(|| format!("page: {}", value::line(written)))
}

fn of_a_year(path: &str) -> bool {
    path.split('/').any(|part| FiscalYear::parse(part).is_some())
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! The draft of a year's catalogue from that of the year before: everything is to be verified, and every item says which
//! number it had. What holds for one year only (periods, notes, sources) is left out.

use std::fmt::Write;

use crate::base::path::RelPath;
use crate::ita::catalogue::{Catalogue, Confidence, Group, Indicator, ItemSpec, Requirement};
use crate::ita::year::FiscalYear;
use crate::parse::shape::Shape;
use crate::parse::shapes::catalogue::CATALOGUE;
use crate::parse::skeleton::{Draft, Drafter, pages, schema_line, value};

/// A catalogue without anything asked, for the first year of a site.
pub fn first(drafter: &Drafter, year: FiscalYear, name: String) -> Option<Draft> {
    let path = path(year)?;
    let Shape::Record(fields) = &CATALOGUE else { return None };
    let given = [("name", name), ("status", "provisional".to_owned()), ("indicators", "[]".to_owned())];
    let text = format!("{}{}{}", schema_line(&path), pages::fill(drafter), drafter.record(fields, &given));
    Some(Draft { path, text })
}

/// The catalogue of `year` as that of the year `before` was.
pub fn next(drafter: &Drafter, year: FiscalYear, before: FiscalYear, old: &Catalogue) -> Option<Draft> {
    let path = path(year)?;
    let mut text = schema_line(&path);
    text += &drafter.comment(
        &format!("ร่างจากแคตตาล็อกปี {before} ยังไม่ใช่รายการของปี {year}"),
        &format!("drafted from the catalogue of {before}; this is not yet the list of {year}"),
    );
    text += &drafter.comment(
        "ตรวจทุกบรรทัดกับประกาศ แก้ชื่อ รหัส was และองค์ประกอบ ลบ confidence ที่ตรวจแล้ว แล้วเปลี่ยน status เป็น final",
        "hold every line against the announcement: titles, codes, was, requirements; delete `confidence` where it is verified, then set status to final",
    );
    // A text cannot fail to take more text.
    let _ = write(&mut text, drafter, before, old);
    Some(Draft { path, text })
}

fn path(year: FiscalYear) -> Option<RelPath> {
    RelPath::new(&format!("content/{year}/catalogue.yaml"))
}

fn write(out: &mut String, drafter: &Drafter, before: FiscalYear, old: &Catalogue) -> std::fmt::Result {
    writeln!(out, "\nname: {}", value::text(&old.name))?;
    writeln!(out, "status: provisional")?;
    if old.working_translation {
        writeln!(out, "working_translation: true")?;
    }
    let of_old = drafter.lang.choose(format!("ค่าของปี {before}"), format!("as in {before}"));
    if let Some(target) = old.target {
        writeln!(out, "target: {target}  # {of_old}")?;
    }
    if !old.instruments.is_empty() {
        writeln!(out, "\ninstruments:  # {of_old}")?;
    }
    for own in &old.instruments {
        let (id, name, weight) = (value::line(&own.id.value), value::text(&own.name), value::decimal(own.weight.value));
        writeln!(out, "  - {{id: {id}, name: {name}, weight: {weight}}}")?;
    }
    if !old.bands.is_empty() {
        writeln!(out, "\nbands:  # {of_old}")?;
    }
    for band in &old.bands {
        let (id, name, overall) = (value::line(&band.id.value), value::text(&band.name), band.overall);
        let each = band.each.map(|each| format!(", each: {each}")).unwrap_or_default();
        writeln!(
            out,
            "  - {{id: {id}, name: {name}, overall: {overall}{each}, confidence: {}}}",
            doubt(band.confidence)
        )?;
    }
    writeln!(out, "\nindicators:{}", if old.indicators.is_empty() { " []" } else { "" })?;
    old.indicators.iter().try_for_each(|own| indicator(out, drafter, before, own))
}

fn indicator(out: &mut String, drafter: &Drafter, before: FiscalYear, own: &Indicator) -> std::fmt::Result {
    writeln!(out, "  - id: {}\n    name: {}", value::line(&own.id.value), value::text(&own.name))?;
    if !own.instruments.is_empty() {
        let names: Vec<String> = own.instruments.iter().map(|one| value::line(&one.value)).collect();
        writeln!(out, "    instruments: [{}]", names.join(", "))?;
    }
    if own.by_groups {
        writeln!(out, "    average: groups")?;
    }
    if !own.questions.is_empty() {
        writeln!(out, "    questions:")?;
    }
    for question in &own.questions {
        writeln!(out, "      - {{id: {}, text: {}}}", value::line(&question.id.value), value::text(&question.text))?;
    }
    if !own.groups.is_empty() {
        writeln!(out, "    groups:")?;
    }
    own.groups.iter().try_for_each(|own| group(out, drafter, before, own))
}

fn group(out: &mut String, drafter: &Drafter, before: FiscalYear, own: &Group) -> std::fmt::Result {
    writeln!(out, "      - id: {}\n        name: {}", value::line(&own.id.value), value::text(&own.name))?;
    writeln!(out, "        confidence: {}", doubt(own.confidence))?;
    writeln!(out, "        items:{}", if own.items.is_empty() { " []" } else { "" })?;
    own.items.iter().try_for_each(|spec| item(out, drafter, before, spec))
}

fn item(out: &mut String, drafter: &Drafter, before: FiscalYear, spec: &ItemSpec) -> std::fmt::Result {
    let code = value::line(spec.code.value.as_str());
    writeln!(out, "          - code: {code}\n            title: {}", value::text(&spec.title))?;
    if let Some(period) = &spec.period {
        let words = value::text(period);
        let note = drafter.lang.choose(format!("ของปี {before}"), format!("of {before}"));
        writeln!(out, "            # period: {words}  # {note}")?;
    }
    writeln!(out, "            was: {{{}}}", history(before, spec))?;
    writeln!(out, "            confidence: {}", doubt(spec.confidence))?;
    if !spec.requirements.is_empty() {
        writeln!(out, "            requirements:")?;
    }
    spec.requirements.iter().try_for_each(|own| requirement(out, own))
}

fn requirement(out: &mut String, own: &Requirement) -> std::fmt::Result {
    let (id, text) = (value::line(&own.id.value), value::text(&own.text));
    writeln!(out, "              - {{id: {id}, text: {text}, confidence: {}}}", doubt(own.confidence))
}

/// The number of the year before, and those that it had before that.
fn history(before: FiscalYear, spec: &ItemSpec) -> String {
    let mut years = vec![(before, vec![value::line(spec.code.value.as_str())])];
    for (year, code) in &spec.was {
        match years.iter_mut().find(|(own, _)| own == year) {
            Some((_, codes)) => codes.push(value::line(&code.value)),
            None => years.push((*year, vec![value::line(&code.value)])),
        }
    }
    let parts: Vec<String> = years.iter().map(|(year, codes)| format!("{year}: [{}]", codes.join(", "))).collect();
    parts.join(", ")
}

/// What is sure of one year is not sure of the next.
fn doubt(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Recall => "recall",
        Confidence::Sure | Confidence::Likely | Confidence::Unsure => "unsure",
    }
}

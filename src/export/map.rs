//! The map of a year for machines: every item and requirement with the addresses of its evidence, so that whoever supervises
//! many agencies can check them without reading pages. `docs/reports/map.json` is its schema, which each site publishes too.

use serde_json::{Value, json};

use crate::base::lang::{Lang, Text};
use crate::export::data::Data;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::Requirement;
use crate::ita::document::{Evidence, Proof};
use crate::ita::item::Item;
use crate::ita::map::VERSION;
use crate::ita::open_data::{MAP_SCHEMA, map_address};
use crate::ita::pictures::known;
use crate::ita::places::item::ItemPlace;
use crate::ita::places::kind::PageKind;
use crate::ita::state;

/// The schema, as it is published beside the maps.
pub(super) const SCHEMA: &str = include_str!("../../docs/reports/map.json");

/// The map of a year.
pub(super) fn map(data: &Data<'_>, assessment: &Assessment) -> Value {
    let catalogue = assessment.catalogue.iter();
    let items = catalogue.flat_map(|own| own.items()).map(|(_, group, spec)| {
        let answer = assessment.item(&spec.code.value);
        item(data, &ItemPlace { assessment, group, spec, item: answer })
    });
    let agency = &data.portal.agency;
    json!({
        "$schema": data.base_url.join(MAP_SCHEMA),
        "version": VERSION,
        "address": data.base_url.join(&map_address(assessment.year)),
        "home": data.base_url.join(""),
        "agency": texts(&agency.name),
        "year": assessment.year.buddhist(),
        "items": items.collect::<Vec<_>>(),
    })
}

fn item(data: &Data<'_>, place: &ItemPlace<'_>) -> Value {
    let ItemPlace { assessment, spec, item, .. } = place;
    let counted = assessment.is_counted();
    let id = format!("{}/{}", assessment.year, spec.code.value.slug());
    let requirements = spec.requirements.iter().map(|one| requirement(data, (&id, counted), one, *item));
    // Where the catalogue lists no requirements, evidence is for the item as a whole.
    let whole = item.iter().filter(|_| spec.requirements.is_empty());
    let whole = whole.flat_map(|item| item.evidence.iter().filter_map(|one| evidence(data, item, one)));
    let whole: Vec<Value> = whole.collect();
    json!({
        "id": id,
        "code": spec.code.value.as_str(),
        "title": texts(&spec.title),
        "address": data.base_url.join(place.address().as_str()),
        "state": counted.then(|| state::of_item(spec, *item).word()),
        "updated": item.and_then(|item| item.facts.updated).map(|day| day.to_string()),
        "requirements": requirements.collect::<Vec<_>>(),
        "evidence": whole,
    })
}

fn requirement(data: &Data<'_>, (item_id, counted): (&str, bool), one: &Requirement, item: Option<&Item>) -> Value {
    let own = item.into_iter().flat_map(|item| item.evidence_for(&one.id.value).map(move |one| (item, one)));
    let own: Vec<Value> = own.filter_map(|(item, one)| evidence(data, item, one)).collect();
    json!({
        "id": format!("{item_id}/{}", one.id.value),
        "text": texts(&one.text),
        "state": counted.then(|| state::of_requirement(one, item).word()),
        "evidence": own,
    })
}

/// What is named as evidence, where it is there: of a document also the hash of what is published, and its day.
fn evidence(data: &Data<'_>, item: &Item, evidence: &Evidence) -> Option<Value> {
    let (href, outside) = data.leads.proof(item, &evidence.proof, Lang::Th).filter(|_| evidence.there)?;
    let document = match &evidence.proof {
        Proof::Document(id) => item.facts.document(&id.value),
        _ => None,
    };
    let path = document.and_then(|document| document.file.value.as_ref());
    // Pictures are published without what cameras write into them.
    let copied = path.filter(|path| known(data.sources, path).is_none());
    let hash = copied.and_then(|path| data.sources.files.get(path)?.inspected.as_ref()?.hash.clone());
    Some(json!({
        "kind": evidence.proof.key(),
        "address": if outside { href } else { data.base_url.join(&href) },
        "hash": hash.map(|hash| format!("blake3:{hash}")),
        "date": document.and_then(|document| document.date.as_ref()).map(|day| day.value.to_string()),
    }))
}

fn texts(text: &Text) -> Value {
    json!({"th": text.th, "en": text.en})
}

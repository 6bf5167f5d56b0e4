//! The catalogue of the open data in the vocabulary DCAT 3 (<https://www.w3.org/TR/vocab-dcat-3/>), as JSON-LD: what portals
//! of open data collect.

use serde_json::{Map, Value, json};

use crate::base::lang::{Bilingual, Lang};
use crate::export::data::Data;
use crate::ita::open_data::{CATALOGUE, DataSet, Form, PACKAGE};
use crate::ita::table::set::TableSet;

/// The catalogue of all sets.
pub(super) fn catalogue(data: &Data<'_>) -> Value {
    let agency = &data.portal.agency;
    let languages: Vec<&str> = agency.languages.iter().map(|lang| lang.tag()).collect();
    let mut catalogue = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": data.base_url.join(CATALOGUE),
        "@type": "dcat:Catalog",
        "dct:title": tagged(agency.name.written()),
        "dct:language": languages,
        "dct:publisher": publisher(data),
        "foaf:homepage": { "@id": data.base_url.join("") },
    });
    licensed(data, &mut catalogue);
    let tables = data.tables.all().iter().map(|set| table(data, set));
    catalogue["dcat:dataset"] = data.sets.iter().map(|set| dataset(data, set)).chain(tables).collect();
    catalogue
}

fn publisher(data: &Data<'_>) -> Value {
    let name = &data.portal.agency.name;
    json!({
        "@id": data.base_url.join("#agency"),
        "@type": "foaf:Organization",
        "foaf:name": tagged(name.written()),
    })
}

fn dataset(data: &Data<'_>, set: &DataSet<'_>) -> Value {
    let title = Bilingual::each(|lang| data.title(set, lang));
    let about = Bilingual::each(|lang| data.word(&format!("dataset_{}_text", set.set.word()), lang));
    let mut dataset = json!({
        "@id": format!("{}#{}", data.base_url.join(CATALOGUE), set.name()),
        "@type": "dcat:Dataset",
        "dct:identifier": set.name(),
        "dct:title": tagged(data.shown(title.as_str().map(Some))),
        "dct:description": tagged(data.shown(about.as_str().map(Some))),
        "dct:publisher": { "@id": data.base_url.join("#agency") },
        "dct:conformsTo": { "@id": data.base_url.join(PACKAGE) },
    });
    if let Some(day) = set.modified() {
        dataset["dct:modified"] = date(&day.to_string());
    }
    if let Some(period) = set.assessment.and_then(|of| of.year.period()) {
        dataset["dct:temporal"] = json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": date(&period.from.to_string()),
            "dcat:endDate": date(&period.to.to_string()),
        });
    }
    licensed(data, &mut dataset);
    dataset["dcat:distribution"] =
        Form::ALL.iter().map(|form| distribution(data, &set.address(*form), set.file(*form), *form)).collect();
    dataset
}

/// A table that a page shows, with the page itself.
fn table(data: &Data<'_>, set: &TableSet<'_>) -> Value {
    let mut dataset = json!({
        "@id": format!("{}#{}", data.base_url.join(CATALOGUE), set.name()),
        "@type": "dcat:Dataset",
        "dct:identifier": set.name(),
        "dct:title": tagged(data.shown(set.table.title.written())),
        "dct:publisher": { "@id": data.base_url.join("#agency") },
        "dct:conformsTo": { "@id": data.base_url.join(PACKAGE) },
        "dcat:landingPage": { "@id": data.base_url.join(set.page.as_str()) },
    });
    if let Some(day) = set.modified {
        dataset["dct:modified"] = date(&day.to_string());
    }
    licensed(data, &mut dataset);
    let forms = Form::ALL.iter().map(|form| distribution(data, &set.address(*form), set.file(*form), *form));
    let releases = set.releases.iter().map(|_| {
        let address = set.releases_address();
        let name = address.rsplit('/').next().unwrap_or_default().to_owned();
        let mut own = distribution(data, &address, name, Form::Json);
        own["dct:conformsTo"] = json!({ "@id": "https://standard.open-contracting.org/1.1/" });
        own
    });
    dataset["dcat:distribution"] = forms.chain(releases).collect();
    dataset
}

fn distribution(data: &Data<'_>, address: &str, file: String, form: Form) -> Value {
    let url = data.base_url.join(address);
    json!({
        "@type": "dcat:Distribution",
        "dct:title": file,
        "dcat:accessURL": { "@id": url },
        "dcat:downloadURL": { "@id": url },
        "dcat:mediaType": form.media_type(),
    })
}

/// Adds the licence, where the agency has given one.
fn licensed(data: &Data<'_>, thing: &mut Value) {
    if let Some(licence) = &data.portal.agency.licence {
        let name = tagged(licence.name.written());
        thing["dct:license"] = match &licence.url {
            Some(url) => json!({ "@id": url, "dct:title": name }),
            None => json!({ "@type": "dct:LicenseDocument", "dct:title": name }),
        };
    }
}

/// A text in its languages.
fn tagged(text: Bilingual<Option<&str>>) -> Value {
    let one = |lang: Lang| {
        let text = ("@value".to_owned(), text.pick(lang)?.into());
        Some(Value::Object(Map::from_iter([text, ("@language".to_owned(), lang.tag().into())])))
    };
    let mut all: Vec<Value> = Lang::ALL.into_iter().filter_map(one).collect();
    if all.len() == 1 { all.remove(0) } else { Value::Array(all) }
}

fn date(day: &str) -> Value {
    json!({ "@value": day, "@type": "xsd:date" })
}

//! A table of purchases as a release package of the Open Contracting Data Standard 1.1, a release for each row that has the
//! number of a purchase. What the table does not tell stays out.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value as Json, json};

use crate::base::grid::{Cell, Value};
use crate::base::thai::{arabic_digits, is_alphanumeric};
use crate::export::data::Data;
use crate::ita::release::{ReleaseField, Releases};
use crate::ita::table::set::TableSet;

/// What a Thai agency buys with.
const CURRENCY: &str = "THB";

/// Midnight in Thailand, behind a day.
const MIDNIGHT: &str = "T00:00:00+07:00";

/// The package, whose releases are made one after the other as they are written.
pub(super) struct Package<'a> {
    pub data: &'a Data<'a>,
    pub set: &'a TableSet<'a>,
    pub releases: &'a Releases<'a>,
}

impl Serialize for Package<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Package { data, set, releases } = self;
        let (agency, day) = (&data.portal.agency, format!("{}{MIDNIGHT}", releases.day));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("uri", &data.base_url.join(&set.releases_address()))?;
        map.serialize_entry("version", "1.1")?;
        map.serialize_entry("publishedDate", &day)?;
        map.serialize_entry("publisher", &json!({ "name": agency.name.th, "uri": data.base_url.join("") }))?;
        map.serialize_entry("releases", &All { package: self, day: &day })?;
        if let Some(url) = agency.licence.as_ref().and_then(|licence| licence.url.as_ref()) {
            map.serialize_entry("license", url)?;
        }
        map.end()
    }
}

struct All<'a> {
    package: &'a Package<'a>,
    day: &'a str,
}

impl Serialize for All<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Package { data, set, releases } = self.package;
        let buyer = json!({ "id": data.base_url.join(""), "name": data.portal.agency.name.th });
        let rows = (0..set.table.height()).filter_map(|row| Row { set, releases, row }.release(self.day, &buyer));
        serializer.collect_seq(rows)
    }
}

/// A row of the table.
struct Row<'a> {
    set: &'a TableSet<'a>,
    releases: &'a Releases<'a>,
    row: usize,
}

impl Row<'_> {
    fn release(&self, day: &str, buyer: &Json) -> Option<Json> {
        let project = arabic_digits(self.text(ReleaseField::Project)?);
        let ocid = format!("{}-{project}", self.releases.prefix);
        let supplier = self.text(ReleaseField::Supplier).map(|name| json!({ "id": name, "name": name }));
        let award = object([
            ("value", self.amount(ReleaseField::Amount)),
            ("suppliers", supplier.as_ref().map(|own| json!([own]))),
        ]);
        let role = |own: &Json, role: &str| {
            let mut own = own.clone();
            own["roles"] = json!([role]);
            own
        };
        let parties = std::iter::once(role(buyer, "buyer")).chain(supplier.as_ref().map(|own| role(own, "supplier")));
        let budget = object([
            ("amount", self.amount(ReleaseField::Budget)),
            ("description", self.text(ReleaseField::BudgetSource).map(Json::from)),
        ]);
        let tender = object([
            ("id", Some(json!(project))),
            ("title", self.text(ReleaseField::Title).map(Json::from)),
            ("procurementMethodDetails", self.text(ReleaseField::Method).map(Json::from)),
            ("value", self.amount(ReleaseField::Estimate)),
        ]);
        let award = award.map(|mut award| {
            award["id"] = json!(project);
            json!([award])
        });
        object([
            ("id", Some(json!(format!("{ocid}-{}", self.row + 1)))),
            ("tag", Some(json!([if award.is_some() { "award" } else { "tender" }]))),
            ("ocid", Some(json!(ocid))),
            ("date", Some(json!(day))),
            ("initiationType", Some(json!("tender"))),
            ("language", Some(json!("th"))),
            ("buyer", Some(buyer.clone())),
            ("parties", Some(parties.collect())),
            ("planning", budget.map(|budget| json!({ "budget": budget }))),
            ("tender", tender),
            ("awards", award),
        ])
    }

    fn cell(&self, field: ReleaseField) -> Option<&Cell> {
        let column = self.releases.column(field)?;
        Some(self.set.table.cell(self.row, column)).filter(|cell| !cell.is_blank())
    }

    /// What is written in a cell; a hyphen says that there is nothing.
    fn text(&self, field: ReleaseField) -> Option<&str> {
        let text = self.cell(field)?.text.trim();
        text.contains(is_alphanumeric).then_some(text)
    }

    fn amount(&self, field: ReleaseField) -> Option<Json> {
        match self.cell(field)?.value {
            Value::Number(amount) => Some(json!({ "amount": amount, "currency": CURRENCY })),
            _ => None,
        }
    }
}

/// What there is of an object; `None` where that is nothing.
fn object<const N: usize>(fields: [(&str, Option<Json>); N]) -> Option<Json> {
    let there = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let there: Map<String, Json> = there.collect();
    (!there.is_empty()).then_some(Json::Object(there))
}

//! The webmaster's start page as data: what awaits the assessment, everything that is wrong, and every page with its
//! addresses. `overview.js` draws it.

use serde_json::{Value, json};

use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::lang::Lang;
use crate::cli::report::count::Count;
use crate::cli::serve::state::worst_first;
use crate::cli::status;
use crate::ita::readiness::readiness;
use crate::pipeline::site::Site;

/// What the start page shows of the newest site.
pub(super) fn overview(site: &Site, findings: &[Diagnostic], today: Day, lang: Lang) -> Value {
    let (portal, count) = (site.portal(), Count::of(findings));
    let years = portal.years.keys().rev().filter(|year| portal.years[*year].catalogue.is_some());
    let years = years.filter_map(|year| readiness(portal, site.sources(), *year, today));
    let name = &portal.agency.name;
    json!({
        "lang": lang.tag(),
        "name": {"th": name.th, "en": name.en},
        "folder": site.base_url().folder(),
        "base_url": site.base_url().join(""),
        "languages": portal.agency.languages.iter().map(|lang| lang.tag()).collect::<Vec<_>>(),
        "counts": {"errors": count.errors, "warnings": count.warnings, "notes": count.notes},
        "findings": worst_first(findings, site.sources()).collect::<Vec<_>>(),
        "years": years.map(|ready| status::json::value(&ready, today)).collect::<Vec<_>>(),
        "pages": pages(site),
    })
}

/// Every page once, with its address and title in each language.
fn pages(site: &Site) -> Vec<Value> {
    let mut pages: Vec<Value> = Vec::new();
    for (href, lang, title) in site.contents() {
        let one = json!({"href": href, "title": title});
        // The languages of a page follow each other, Thai first.
        match pages.last_mut().filter(|_| lang != Lang::Th) {
            Some(page) => page[lang.tag()] = one,
            None => pages.push(json!({ lang.tag(): one })),
        }
    }
    pages
}

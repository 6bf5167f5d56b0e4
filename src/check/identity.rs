//! What holds between years, and addresses that two things claim.

use std::collections::{BTreeMap, HashSet};

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::source::{Span, Spanned};
use crate::check::{Family, Subject};
use crate::ita::address::Address;
use crate::ita::portal::{Place, Portal};
use crate::ita::rules::unknown;
use crate::ita::year::FiscalYear;

pub const FAMILY: Family = Family { rules: &[&ADDRESS_TWICE], apply };

static ADDRESS_TWICE: Rule = Rule::new(
    "address-twice",
    Error,
    ["หนึ่งที่อยู่มีหนึ่งหน้า", "one address, one page"],
    ["หน้าหนึ่งจะทับอีกหน้าหนึ่ง", "one page would overwrite the other"],
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = addresses(subject.portal);
    findings.extend(between_years(subject.portal));
    findings
}

fn addresses(portal: &Portal) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<Address, Option<Span>> = BTreeMap::new();
    let mut findings = Vec::new();
    for place in portal.places() {
        let address = place.address();
        // A year's repeated code is told by the catalogue's own rule.
        let (span, told) = (place.span(), matches!(place, Place::Item(..)));
        let reserved = matches!(place, Place::Article(_)) && address.as_str().starts_with("en/");
        let Some(first) = seen.insert(address.clone(), span.clone()).or(reserved.then_some(None)) else { continue };
        if let Some(at) = span.or(first).filter(|_| !told) {
            let th = format!("ที่อยู่ {address} มีหน้าอื่นใช้อยู่แล้ว");
            let en = format!("the address {address} belongs to another page already");
            let finding = Diagnostic::new(&ADDRESS_TWICE, &at, th, en);
            findings.push(finding.hint("เปลี่ยนชื่อไฟล์นี้", "give this file another name"));
        }
    }
    findings
}

/// Old numbers, issues and measures that are named across years.
fn between_years(portal: &Portal) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let all: HashSet<(FiscalYear, &str)> =
        portal.years.keys().flat_map(|year| codes(portal, *year).into_iter().map(|code| (*year, code))).collect();
    for assessment in portal.years.values() {
        for (_, _, spec) in assessment.catalogue.iter().flat_map(|catalogue| catalogue.items()) {
            let missing = spec.was.iter().filter(|(year, code)| !all.contains(&(*year, code.value.as_str())));
            findings.extend(missing.map(|(year, code)| {
                let what = [&*format!("ข้อในแคตตาล็อกปี {year} ชื่อ"), &*format!("item in the {year} catalogue named")];
                unknown(code, what, &codes(portal, *year))
            }));
        }
        for issue in assessment.measures.iter().filter_map(|measure| measure.issue.as_ref()) {
            let (year, id) = &issue.value;
            let analysis = portal.years.get(year).and_then(|assessment| assessment.analysis.as_ref());
            let known: Vec<&str> =
                analysis.iter().flat_map(|a| &a.issues).map(|known| known.id.value.as_str()).collect();
            if !known.contains(&id.as_str()) {
                let written = Spanned { value: id.clone(), span: issue.span.clone() };
                let what = [&*format!("ในปี {year} ประเด็น"), &*format!("issue of {year} named")];
                findings.push(unknown(&written, what, &known));
            }
        }
        for named in assessment.analysis.iter().flat_map(|analysis| &analysis.points).flat_map(|point| &point.measures)
        {
            if portal.measure(&named.value).is_none() {
                findings
                    .push(unknown(named, ["มาตรการ", "measure"], &[]).hint("เขียนเช่น 2569/m01", "write it as 2569/m01"));
            }
        }
    }
    findings
}

fn codes(portal: &Portal, year: FiscalYear) -> Vec<&str> {
    let catalogue = portal.years.get(&year).and_then(|assessment| assessment.catalogue.as_ref());
    catalogue.iter().flat_map(|catalogue| catalogue.items()).map(|(_, _, spec)| spec.code.value.as_str()).collect()
}

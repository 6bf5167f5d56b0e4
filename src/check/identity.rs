//! What holds between years, and addresses that two things claim.

use std::collections::{BTreeMap, HashSet};

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::output::{FEED, MANIFEST, NOT_FOUND, ROBOTS, SITE_MAP};
use crate::base::path::RelPath;
use crate::base::portable::{Portable, Unfit};
use crate::base::span::{Span, Spanned};
use crate::check::family::{Family, Subject};
use crate::check::unknown::unknown;
use crate::ita::alias::{Alias, forwardings};
use crate::ita::ids::Ids;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;

pub(super) const FAMILY: Family = Family { rules: &[&ADDRESS_TWICE, &ALIAS_UNUSABLE], apply };

static ADDRESS_TWICE: Rule = Rule::new(
    "address-twice",
    Error,
    both("หนึ่งที่อยู่มีหนึ่งหน้า", "one address, one page"),
    both("หน้าหนึ่งจะทับอีกหน้าหนึ่ง", "one page would overwrite the other"),
);

static ALIAS_UNUSABLE: Rule = Rule::new(
    "alias-unusable",
    Error,
    both("ที่อยู่เดิมเป็นที่อยู่ในเว็บนี้", "an old address is one of this site"),
    both("ผู้ที่เปิดที่อยู่เดิมจะไม่พบหน้านี้", "who opens the old address would not find the page"),
);

/// Files that every site has beside its pages.
const OWN_FILES: [&str; 5] = [NOT_FOUND, FEED, SITE_MAP, ROBOTS, MANIFEST];

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = addresses(subject.portal);
    findings.extend(between_years(subject.portal));
    findings
}

fn addresses(portal: &Portal) -> Vec<Diagnostic> {
    // Files of the output that differ only in capital letters are one file on many systems.
    let mut seen: BTreeMap<String, (Option<Span>, bool)> = BTreeMap::new();
    let mut findings = Vec::new();
    for place in portal.places() {
        let address = place.address();
        // A year's repeated code or issue is told by the catalogue's own rule.
        let (span, listed) = (place.span(), place.listed_at().is_some());
        let reserved = address.as_str().starts_with("en/");
        let file = format!("{}index.html", address.as_str()).to_lowercase();
        let before = seen.insert(file, (span.clone(), listed)).or(reserved.then_some((None, false)));
        let Some((first, first_listed)) = before else { continue };
        if let Some(at) = span.or(first).filter(|_| !(listed && first_listed)) {
            findings.push(address_twice(&address.to_string(), &at, both("หน้า", "page")));
        }
    }
    let (mut names, mut told) = (Portable::default(), HashSet::new());
    for (path, address) in portal.files.iter() {
        if let Err(Unfit::Same(other)) = names.enter(address)
            && !other.eq_ignore_ascii_case(address)
            && told.insert(path.folder())
        {
            findings.push(folder_twice(&other, path));
        }
        if seen.insert(address.to_lowercase(), (None, false)).is_some() {
            findings.push(address_twice(&format!("/{address}"), &Span::file(path), both("ไฟล์", "file")));
        }
    }
    seen.extend(OWN_FILES.map(|file| (file.to_owned(), (None, false))));
    for alias in forwardings(portal).flat_map(|page| page.aliases) {
        findings.extend(match Alias::parse(&alias.value) {
            None => Some(alias_unusable(alias)),
            Some(own) => {
                let taken = seen.insert(own.key(), (None, false)).is_some();
                let finding = || address_twice(&alias.value, &alias.span, both("หน้า", "page"));
                taken.then(finding).map(|own| own.hint(both("ลบที่อยู่เดิมนี้ออก", "take this old address out")))
            }
        });
    }
    findings
}

fn alias_unusable(alias: &Spanned<String>) -> Diagnostic {
    let said = both!("“{}” ไม่ใช่ที่อยู่ที่หน้าหนึ่งเคยมีได้", "`{}` is no address that a page can have had", alias.value);
    let finding = Diagnostic::new(&ALIAS_UNUSABLE, &alias.span, said);
    let inside = alias.value.trim().split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    match inside.map(|(_, path)| path.split('#').next().unwrap_or(path)).filter(|path| Alias::parse(path).is_some()) {
        Some(path) => finding.hint(both!("เขียน \"/{path}\"", "write \"/{path}\"")),
        None => finding.hint(both(
            "เขียนส่วนที่อยู่หลังชื่อเว็บ เช่น /old/units/ หรือ \"/index.php?id=3\" (ไม่ต้องใส่ /en หน้าอังกฤษตามไปเอง)",
            "write what follows the site's name, such as /old/units/ or \"/index.php?id=3\" (without /en: English follows)",
        )),
    }
}

/// `what` is the kind of thing that claims the address.
fn address_twice(address: &str, at: &Span, what: Bilingual<&str>) -> Diagnostic {
    let Bilingual { th, en } = what;
    let said = both!("ที่อยู่ {address} มี{th}อื่นใช้อยู่แล้ว", "the address {address} belongs to another {en} already");
    Diagnostic::new(&ADDRESS_TWICE, at, said).hint(both("เปลี่ยนชื่อไฟล์นี้", "give this file another name"))
}

/// Attachments in one folder that is spelled in two ways.
fn folder_twice(folder: &str, path: &RelPath) -> Diagnostic {
    let said = both!(
        "โฟลเดอร์ {folder} กับโฟลเดอร์ของไฟล์นี้ต่างกันแค่ตัวพิมพ์เล็กใหญ่ ซึ่งบน Windows คือที่เดียวกัน",
        "the folder {folder} and that of this file differ in capital letters alone, and are one on Windows"
    );
    let hint = both("ใช้ตัวพิมพ์แบบเดียวกันทั้งสองโฟลเดอร์", "spell both folders alike");
    Diagnostic::new(&ADDRESS_TWICE, &Span::file(path), said).hint(hint)
}

/// Old numbers, issues and measures that are named across years.
fn between_years(portal: &Portal) -> Vec<Diagnostic> {
    let codes: BTreeMap<FiscalYear, Ids<'_>> = portal.years.keys().map(|year| (*year, codes(portal, *year))).collect();
    let issues: BTreeMap<FiscalYear, Ids<'_>> =
        portal.years.keys().map(|year| (*year, issues(portal, *year))).collect();
    let measures = portal
        .years
        .values()
        .flat_map(|assessment| assessment.measures.iter().map(|one| format!("{}/{}", assessment.year, one.id)));
    let measures: Vec<String> = measures.collect();
    let measures = Ids::new(measures.iter().map(String::as_str));
    let mut findings = Vec::new();
    for assessment in portal.years.values() {
        for (_, _, spec) in assessment.catalogue.iter().flat_map(|catalogue| catalogue.items()) {
            findings.extend(spec.was.iter().filter_map(|(year, code)| old_number(portal, &codes, *year, code)));
        }
        let named = assessment.measures.iter().filter_map(|measure| measure.issue.as_ref());
        findings.extend(named.filter_map(|issue| unknown_issue(portal, &issues, issue)));
        let named = assessment.analysis.iter().flat_map(|analysis| &analysis.points).flat_map(|point| &point.measures);
        findings.extend(named.filter_map(|measure| unknown_measure(portal, &measures, measure)));
    }
    findings
}

fn old_number(
    portal: &Portal,
    codes: &BTreeMap<FiscalYear, Ids<'_>>,
    year: FiscalYear,
    code: &Spanned<String>,
) -> Option<Diagnostic> {
    // What the item was in a year that is not in this site is no business of it.
    portal.years.get(&year)?.catalogue.as_deref()?;
    let what = both!("ข้อในแคตตาล็อกปี {year} ชื่อ", "item in the {year} catalogue named");
    in_year(portal, codes.get(&year), year, "catalogue.yaml", code, what.as_str())
}

fn unknown_issue(
    portal: &Portal,
    issues: &BTreeMap<FiscalYear, Ids<'_>>,
    issue: &Spanned<(FiscalYear, String)>,
) -> Option<Diagnostic> {
    let (year, id) = &issue.value;
    let written = Spanned { value: id.clone(), span: issue.span.clone() };
    let what = both!("ในปี {year} ประเด็น", "issue of {year} named");
    in_year(portal, issues.get(year), *year, "issues.yaml", &written, what.as_str())
}

/// Holds a name against those that the file `file` of a year gives.
fn in_year(
    portal: &Portal,
    names: Option<&Ids<'_>>,
    year: FiscalYear,
    file: &str,
    written: &Spanned<String>,
    what: Bilingual<&str>,
) -> Option<Diagnostic> {
    let path = format!("content/{year}/{file}");
    if names.is_some_and(|names| names.has(&written.value)) || portal.is_faulty(&path) {
        return None;
    }
    let none = both!("เขียนไฟล์ {path} หรือแก้ปี", "write {path}, or correct the year");
    let nothing = Ids::new(std::iter::empty());
    Some(unknown(names.unwrap_or(&nothing), written, what, none.as_str()))
}

fn unknown_measure(portal: &Portal, measures: &Ids<'_>, named: &Spanned<String>) -> Option<Diagnostic> {
    let Some((year, id)) = named.value.split_once('/') else {
        let finding = unknown(measures, named, both("มาตรการ", "measure"), both("", ""));
        return Some(finding.hint(both("เขียนเช่น 2569/m01", "write it as 2569/m01")));
    };
    let year = FiscalYear::parse(year).map_or_else(|| year.to_owned(), |year| year.to_string());
    let path = format!("content/{year}/measures/{id}.md");
    if measures.has(&format!("{year}/{id}")) || portal.is_faulty(&path) {
        return None;
    }
    let none = both!("เขียนไฟล์ {path} หรือแก้ชื่อ", "write {path}, or correct the name");
    Some(unknown(measures, named, both("มาตรการ", "measure"), none.as_str()))
}

fn codes(portal: &Portal, year: FiscalYear) -> Ids<'_> {
    let catalogue = portal.years.get(&year).and_then(|assessment| assessment.catalogue.as_deref());
    let items = catalogue.into_iter().flat_map(|catalogue| catalogue.items());
    Ids::new(items.map(|(_, _, spec)| spec.code.value.as_str()))
}

fn issues(portal: &Portal, year: FiscalYear) -> Ids<'_> {
    let analysis = portal.years.get(&year).and_then(|assessment| assessment.analysis.as_ref());
    Ids::new(analysis.into_iter().flat_map(|analysis| &analysis.issues).map(|issue| issue.id.value.as_str()))
}

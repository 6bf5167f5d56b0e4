//! The catalogues that the program carries.

use std::collections::BTreeMap;

use prongsai::base::date::Day;
use prongsai::base::output::Asset;
use prongsai::base::path::RelPath;
use prongsai::base::source::Sources;
use prongsai::ita::library::Library;
use prongsai::ita::options::Options;
use prongsai::{io, parse};

use crate::whole;

const AGENCY: &str = "name: {th: อบต.ตัวอย่าง, en: Example SAO}\nbase_url: https://www.example.go.th/\n";

/// A site with one file for each of the years of a kind of agency.
fn site(own: impl Fn(&str, u32) -> String) -> Vec<(String, Sources)> {
    let carried = io::embedded::sources();
    let library = Library::new(&carried.catalogues);
    let site = |kind: &str| {
        let mut sources = carried.clone();
        let mut put = |path: String, text: String| {
            sources.texts.insert(RelPath::new(&path).expect("a path"), text.as_str().into());
        };
        put("content/agency.yaml".to_owned(), AGENCY.to_owned());
        for year in library.years(kind) {
            let editions = library.editions(kind, year).expect("a year has an edition");
            let (edition, kept) = editions.last_key_value().expect("a year has an edition");
            let text = own(&format!("{kind}/{year}"), *edition);
            put(format!("content/{year}/catalogue.yaml"), if text.is_empty() { kept.text.to_string() } else { text });
        }
        (kind.to_owned(), sources)
    };
    library.kinds().map(|(kind, _)| site(kind)).collect()
}

fn options() -> Options {
    Options { today: Day::parse("2569-01-05").expect("a day"), base_url: None }
}

fn texts(sources: &Sources) -> BTreeMap<String, Vec<u8>> {
    let built = whole::build(sources, &options());
    assert!(built.findings.is_empty(), "{:#?}", built.findings);
    let text = |asset| if let Asset::Bytes(bytes) = asset { Some(bytes) } else { None };
    built.output.into_iter().filter_map(|(path, asset)| Some((path.to_string(), text(asset)?))).collect()
}

#[test]
fn a_site_of_them_has_no_finding_and_is_as_if_they_were_written_in_it() {
    let taken = site(|name, edition| format!("from: {name}\nedition: {edition}\n"));
    let whole = site(|_, _| String::new());
    assert!(!taken.is_empty());
    for ((kind, taken), (_, whole)) in taken.iter().zip(&whole) {
        let (taken, whole) = (texts(taken), texts(whole));
        assert!(taken.len() > 100, "{kind}: {} files", taken.len());
        let differ: Vec<_> = taken.iter().filter(|(path, bytes)| whole.get(*path) != Some(bytes)).collect();
        assert_eq!((taken.len(), differ.len()), (whole.len(), 0), "{kind}: {:?}", differ.first());
    }
}

/// A finding in a file of the program could be mended by nobody.
#[test]
fn every_edition_reads_without_a_finding() {
    let carried = io::embedded::sources();
    let library = Library::new(&carried.catalogues);
    let mut known: Vec<&RelPath> = library.kinds().map(|(_, about)| about.path).collect();
    for (kind, _) in library.kinds() {
        for year in library.years(kind) {
            let editions = library.editions(kind, year).expect("a year has an edition");
            let newest = editions.keys().next_back();
            for (edition, kept) in editions {
                let name = match Some(edition) == newest {
                    true => format!("{kind}/{year}.yaml"),
                    false => format!("{kind}/{year}-{edition}.yaml"),
                };
                assert_eq!(kept.path.as_str(), name);
                assert!(kept.text.lines().any(|line| line == format!("edition: {edition}")), "{name}");
                let path = RelPath::new(&format!("content/{year}/catalogue.yaml")).expect("a path");
                let findings = parse::file(&path, kept.text, &Library::default()).findings;
                assert!(findings.is_empty(), "{name}: {findings:#?}");
                known.push(kept.path);
            }
        }
    }
    known.sort();
    assert_eq!(known, carried.catalogues.keys().collect::<Vec<_>>());
}

/// They are for every agency of their kind.
#[test]
fn they_name_no_agency_of_this_repository() {
    let agency = std::fs::read_to_string(crate::support::root().join("content/agency.yaml")).expect("it is there");
    let name = agency.lines().find_map(|line| line.trim().strip_prefix("th: ")).expect("a name");
    let place = name.rsplit("ตำบล").next().expect("a last part").trim();
    for (path, text) in io::embedded::sources().catalogues {
        assert!(!text.contains(place), "{path}: {place}");
    }
}

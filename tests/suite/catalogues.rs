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
    // What a new site begins with, and what is so for agencies of every kind, stand beside them.
    let is_catalogue = |path: &&RelPath| !path.as_str().contains("/site/") && !path.as_str().starts_with("shared/");
    let files = carried.catalogues.keys().filter(is_catalogue);
    assert_eq!(known, files.collect::<Vec<_>>());
}

/// Another kind of agency is a folder of data: no code knows the kinds.
#[test]
fn another_kind_of_agency_is_data_alone() {
    let mut sources = io::embedded::sources();
    let path = |name: &str| RelPath::new(name).expect("a path");
    let item = "{code: H1, title: {th: โครงสร้าง, en: Structure}}";
    let group = format!("groups: [{{id: 1.1, name: {{th: ก, en: A}}, items: [{item}]}}]");
    let hospital = format!(
        "edition: 1\nname: {{th: การประเมิน, en: Assessment}}\nstatus: final\nindicators:\n  - id: 1\n    name: {{th: ก, en: A}}\n    {group}\n"
    );
    sources.catalogues.insert(path("hospital/kind.yaml"), "name: {th: โรงพยาบาล, en: Hospitals}\n".into());
    sources.catalogues.insert(path("hospital/2569.yaml"), hospital.as_str().into());
    let library = Library::new(&sources.catalogues);
    assert!(library.kinds().any(|(kind, _)| kind == "hospital"));
    let own = "from: hospital/2569\nedition: ๑\nitems: [{code: H๑, title: {th: แผนผัง, en: Chart}}]\n";
    for (name, text) in [("content/agency.yaml", AGENCY), ("content/2569/catalogue.yaml", own)] {
        sources.texts.insert(path(name), text.into());
    }
    let built = whole::build(&sources, &options());
    let told: Vec<&str> = built.findings.iter().map(|finding| finding.rule.code).collect();
    assert!(built.findings.iter().all(|finding| !finding.is_error()), "{:#?}", built.findings);
    assert!(built.output.keys().any(|path| path.as_str() == "ita/2569/h1/index.html"), "{told:?}");
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

/// What is in force, runs on and belongs to no year goes over by itself; the rest is told.
#[test]
fn a_new_year_carries_what_still_holds_and_tells_what_does_not() {
    let place = crate::support::folder();
    let write = |name: &str, text: &str| {
        let path = place.path().join("content").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    };
    let evidence = "evidence: [{requirement: all, document: plan}]\n---\nแผนพัฒนาห้าปี\n";
    write("agency.yaml", AGENCY);
    write("2568/catalogue.yaml", "from: local-government/2568\nedition: 1\n");
    let item = |code: &str, file: &str| {
        let document = format!("documents: [{{id: plan, file: ../files/{file}, title: แผน, date: 2567-11-01}}]");
        format!("---\ncode: {code}\nowner: {{th: กองแผน, en: Planning}}\n{document}\n{evidence}")
    };
    write("2568/items/o05.md", &item("O5", "plan.csv"));
    write("2568/items/o06.md", &item("O6", "year.csv"));
    write("2568/files/plan.csv", "แผนงาน,งบประมาณ\nถนน,1\n");
    write("2568/files/year.csv", "แผนงาน,งบประมาณ\nไฟฟ้า,2\n");
    write("2568/issues.yaml", "issues:\n  - {id: 1, title: กระบวนการ, rows: [i1]}\n");
    let measure = |to: &str| {
        let steps = "steps:\n  - {text: ประชุม, done: 2568-01-05}\n  - {text: ติดตาม}\n";
        format!("---\ntitle: มาตรการ\nissue: 2568/1\nperiod: {{from: 2568-01-01, to: {to}}}\n{steps}---\n")
    };
    write("2568/measures/m01.md", &measure("2569-03-31"));
    write("2568/measures/m02.md", &measure("2568-09-30"));
    let site = place.path().to_str().expect("a plain path");
    let begun = crate::support::run(&["--site", site, "--lang", "en", "new", "year", "2569"]);
    let said = crate::support::said(&begun);
    assert_eq!(crate::support::code(&begun), 0, "{said}");
    let read = |name: &str| std::fs::read_to_string(place.path().join("content/2569").join(name)).expect(name);
    let plan = read("items/o05.md");
    for line in [
        "owner: {th: กองแผน, en: Planning}",
        "  - {id: plan, file: ../../2568/files/plan.csv, title: แผน, date: 2567-11-01}",
    ] {
        assert!(plan.contains(line), "{line}:\n{plan}");
    }
    assert!(!read("items/o06.md").contains("year.csv"), "{}", read("items/o06.md"));
    let measure = read("measures/m01.md");
    for line in ["issue: 2568/1", "period: {from: 2568-01-01, to: 2569-03-31}", "  - {text: ติดตาม}"] {
        assert!(measure.contains(line), "{line}:\n{measure}");
    }
    assert!(!measure.contains("ประชุม") && !place.path().join("content/2569/measures/m02.md").exists());
    for line in ["the documents of O6\n", "the texts of O5, O6\n", "the measures that have ended: m02\n"] {
        assert!(said.contains(line), "{line}:\n{said}");
    }
}

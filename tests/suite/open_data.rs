//! The open data and what pages tell search engines: every table is the same in both forms and as it is described, every
//! address in a description is a file of the site, and every page says where it stands.

use std::collections::{BTreeMap, BTreeSet};

use prongsai::ita::article::{Article, ArticleKind};
use prongsai::ita::life::Phase;
use prongsai::ita::open_data::{CATALOGUE, Form, PACKAGE, Set};
use prongsai::ita::table::set::Tables;
use serde_json::Value;

use crate::report::{faults, schema_of};
use crate::sites::{AGENCY, Page, SITES, Site, built};
use crate::support::{copy, folder, root, site};

/// A table as a spreadsheet reads it: the names of its columns, and the rows.
fn table(site: &Site, path: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let text = site.file(path);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or_else(|| panic!("{path} has no mark for Excel"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (names, rows)
}

fn json(site: &Site, path: &str) -> Value {
    serde_json::from_str(&site.file(path)).unwrap_or_else(|error| panic!("{}: {path}: {error}", site.name))
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// Every address below `@id`, `item`, `url` and the like that lies in the site, as a path in the output.
fn addresses(site: &Site, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => entries.values().for_each(|value| addresses(site, value, found)),
        Value::Array(values) => values.iter().for_each(|value| addresses(site, value, found)),
        Value::String(text) => {
            let base = &site.built.portal().agency.base_url.value;
            let path = base.inside(text).map(|path| path.split('#').next().unwrap_or_default().to_owned());
            found.extend(path.map(|path| match path.is_empty() || path.ends_with('/') {
                true => format!("{path}index.html"),
                false => path,
            }));
        }
        _ => {}
    }
}

/// How many tables of files the site shows.
fn tables(site: &Site) -> usize {
    Tables::of(site.built.portal(), &site.built.portal().places()).all().len()
}

#[test]
fn every_table_is_the_same_in_both_forms_and_as_it_is_described() {
    let mut rows_seen = 0;
    for site in SITES.iter() {
        let sets = site.built.portal().data_sets();
        if sets.is_empty() {
            assert!(!site.has(PACKAGE) && !site.has(CATALOGUE), "{}: nothing to describe", site.name);
            continue;
        }
        let package = json(site, PACKAGE);
        let described: BTreeMap<&str, &Value> =
            list(&package, "resources").iter().map(|one| (one["path"].as_str().unwrap(), one)).collect();
        assert_eq!(described.len(), sets.len() + tables(site), "{}", site.name);
        for set in &sets {
            let (names, rows) = table(site, &set.address(Form::Csv));
            let fields = list(&described[set.file(Form::Csv).as_str()]["schema"], "fields");
            let field = |at: usize, key: &str| fields[at][key].as_str().unwrap().to_owned();
            assert_eq!(names, (0..fields.len()).map(|at| field(at, "name")).collect::<Vec<_>>(), "{}", set.name());
            let objects = json(site, &set.address(Form::Json));
            let objects = objects.as_array().unwrap();
            assert_eq!(objects.len(), rows.len(), "{}", set.name());
            for (object, row) in objects.iter().zip(&rows) {
                for (at, cell) in row.iter().enumerate() {
                    same(&object[&names[at]], cell, &field(at, "type"));
                }
            }
            rows_seen += rows.len();
        }
        // The columns of an agency's own table have the heads that it gave them.
        let made = sets.iter().map(|set| described[set.file(Form::Csv).as_str()]);
        for field in made.flat_map(|one| list(&one["schema"], "fields")) {
            let text = field["description"].as_str().unwrap();
            let (th, en) = text.split_once(" / ").unwrap_or_else(|| panic!("{field}"));
            assert!(th.contains(prongsai::base::thai::is_thai) || th.contains('='), "{field}");
            assert!(en.contains(|c: char| c.is_ascii_alphabetic()), "{field}");
        }
    }
    assert!(rows_seen > 500, "{rows_seen} rows compared");
}

/// Nothing is left out of a table, and nothing stands in it twice.
#[test]
fn every_table_has_a_row_for_each_thing_of_the_site() {
    for site in SITES.iter() {
        let portal = site.built.portal();
        for set in portal.data_sets() {
            let (names, rows) = table(site, &set.address(Form::Csv));
            let of = |keys: &[&str]| -> Vec<String> {
                let at = keys.iter().map(|key| names.iter().position(|own| own == key).unwrap()).collect::<Vec<_>>();
                rows.iter().map(|row| at.iter().map(|at| &*row[*at]).collect::<Vec<_>>().join(" ")).collect()
            };
            let year = set.assessment;
            let items: Vec<_> = year.iter().flat_map(|year| &year.catalogue).flat_map(|own| own.items()).collect();
            let (has, expected): (_, Vec<String>) = match set.set {
                Set::Items => (of(&["code"]), items.iter().map(|(_, _, own)| own.code.value.to_string()).collect()),
                Set::Requirements => {
                    let asked = items.iter().flat_map(|(_, _, own)| own.requirements.iter().map(move |one| (own, one)));
                    let asked = asked.map(|(own, one)| format!("{} {}", own.code.value, one.id.value));
                    (of(&["code", "requirement"]), asked.collect())
                }
                Set::Scores => {
                    let scores = year.iter().flat_map(|year| &year.scores).collect::<Vec<_>>();
                    let figures = scores.iter().flat_map(|own| own.instruments.iter().chain(&own.indicators));
                    let figures = figures.map(|(id, _)| id.value.clone());
                    let rows = scores.iter().flat_map(|own| own.rows.iter().flat_map(|(_, rows)| rows));
                    let all = figures.chain(rows.map(|row| row.id.value.clone()));
                    (of(&["id"]), scores.iter().map(|_| "overall".to_owned()).chain(all).collect())
                }
                Set::Issues => {
                    let issues = year.iter().flat_map(|year| &year.analysis).flat_map(|own| &own.issues);
                    (of(&["issue"]), issues.map(|issue| issue.id.value.clone()).collect())
                }
                Set::Measures => {
                    let measures = year.iter().flat_map(|year| &year.measures);
                    let steps =
                        measures.flat_map(|own| (1..=own.steps.len()).map(move |at| format!("{} {at}", own.id)));
                    (of(&["measure", "step"]), steps.collect())
                }
                Set::News | Set::Services => {
                    let news = set.set == Set::News;
                    let kind = if news { ArticleKind::News } else { ArticleKind::Service };
                    let listed = |own: &&Article| own.life.phase == Phase::Public || !news;
                    let has = of(&[if news { "url" } else { "address" }]);
                    let address = |own: &Article| {
                        let end = format!("/{}/", own.name);
                        has.iter().find(|one| one.ends_with(&end)).cloned().unwrap_or(end)
                    };
                    let expected = portal.articles(kind).filter(listed).map(address).collect();
                    (has, expected)
                }
                Set::Documents => continue,
            };
            assert_eq!(has, expected, "{}: {}", site.name, set.name());
        }
    }
}

/// Holds a value of JSON against the cell of a table, and both against the type of the column.
fn same(value: &Value, cell: &str, kind: &str) {
    match value {
        Value::Null => assert_eq!(cell, ""),
        Value::Bool(_) => assert_eq!((kind, value.to_string().as_str()), ("boolean", cell)),
        Value::Number(number) if kind == "integer" => assert_eq!(number.to_string(), cell),
        Value::Number(number) => {
            assert_eq!(kind, "number");
            assert_eq!(number.as_f64(), cell.parse().ok());
        }
        Value::String(text) => {
            assert_eq!(text, cell);
            assert!(kind == "string" || kind == "date", "{kind}: {text}");
            let parts: Vec<usize> = text.split('-').map(str::len).collect();
            assert!(kind != "date" || parts == [4, 2, 2], "{text}");
        }
        other => panic!("{other} is no cell"),
    }
}

#[test]
fn every_address_in_the_catalogue_is_a_file_of_the_site() {
    for site in SITES.iter().filter(|site| site.has(CATALOGUE)) {
        let catalogue = json(site, CATALOGUE);
        let mut found = BTreeSet::new();
        addresses(site, &catalogue, &mut found);
        let missing: Vec<&String> = found.iter().filter(|path| !site.has(path)).collect();
        assert_eq!(missing, Vec::<&String>::new(), "{}", site.name);
        let sets = site.built.portal().data_sets();
        assert_eq!(list(&catalogue, "dcat:dataset").len(), sets.len() + tables(site));
        let tables = sets.iter().flat_map(|set| Form::ALL.map(|form| set.address(form)));
        let unnamed: Vec<String> = tables.filter(|path| !found.contains(path)).collect();
        assert_eq!(unnamed, Vec::<String>::new(), "{}", site.name);
    }
}

/// What a page tells search engines: its things by their kind.
fn told(page: &Page) -> BTreeMap<String, Vec<Value>> {
    let scripts = page.all(&["script"]).filter(|&at| page.attribute(at, "type") == Some("application/ld+json"));
    let mut things: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for at in scripts {
        let value: Value =
            serde_json::from_str(&page.text(at)).unwrap_or_else(|error| panic!("{}: {error}", page.route));
        assert_eq!(value["@context"], "https://schema.org", "{}", page.route);
        for thing in list(&value, "@graph") {
            things.entry(thing["@type"].as_str().unwrap().to_owned()).or_default().push(thing.clone());
        }
    }
    things
}

#[test]
fn every_page_tells_where_it_stands_and_what_it_holds() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for site in SITES.iter() {
        for page in site.pages.values().filter(|page| !page.is_not_found()) {
            let things = told(page);
            for (kind, own) in &things {
                *counts.entry(kind.clone()).or_default() += own.len();
                for thing in own {
                    let mut found = BTreeSet::new();
                    addresses(site, thing, &mut found);
                    let missing: Vec<&String> = found.iter().filter(|path| !site.has(path)).collect();
                    assert_eq!(missing, Vec::<&String>::new(), "{}: {}", site.name, page.route);
                }
            }
            let shown = page.all(&["nav"]).find(|&at| page.attribute(at, "class") == Some("crumbs"));
            let shown = shown.map_or(0, |at| page.below(at, &["li"]).len());
            let steps = things.get("BreadcrumbList").map_or(0, |own| list(&own[0], "itemListElement").len());
            // The page itself stands at the end; people read it in its heading.
            assert_eq!(steps, if shown == 0 { 0 } else { shown + 1 }, "{}: {}", site.name, page.route);
            let offers = page.all(&["a"]).filter_map(|at| page.attribute(at, "href"));
            let offers = offers.filter(|href| href.contains("data/") && href.ends_with(".csv")).count();
            let sets = things.get("Dataset").map_or(0, Vec::len);
            assert!(sets <= offers, "{}: {} tells of data that it does not offer", site.name, page.route);
        }
    }
    for kind in ["BreadcrumbList", "GovernmentOrganization", "Dataset", "NewsArticle"] {
        assert!(counts.get(kind).is_some_and(|count| *count > 0), "{kind}: {counts:?}");
    }
}

#[test]
fn a_title_cannot_end_the_data_of_its_page() {
    let site = built(AGENCY);
    for page in site.pages.values() {
        let html = &page.html;
        let data =
            html.split("<script type=\"application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
        assert!(data.is_none_or(|data| !data.contains(['<', '>', '&'])), "{}", page.route);
    }
}

#[test]
fn every_page_has_what_other_sites_show_of_it() {
    for page in SITES.iter().flat_map(|site| site.pages.values()).filter(|page| !page.is_not_found()) {
        let metas: BTreeMap<&str, &str> = page
            .all(&["meta"])
            .filter_map(|at| page.attribute(at, "property").zip(page.attribute(at, "content")))
            .collect();
        for name in ["og:type", "og:site_name", "og:title", "og:locale", "og:url"] {
            assert!(metas.get(name).is_some_and(|text| !text.is_empty()), "{}: {name}: {metas:?}", page.route);
        }
        let canonical = page.all(&["link"]).find(|&at| page.attribute(at, "rel") == Some("canonical"));
        assert_eq!(metas.get("og:url").copied(), canonical.and_then(|at| page.attribute(at, "href")), "{}", page.route);
    }
}

/// The site `evidence` with a table of its own for an item, and with other lines in place of some of its files.
fn with_table(item: &str, csv: &str, changes: &[(&str, &str, &str)]) -> Site {
    let place = folder();
    copy(&site("evidence"), place.path());
    let content = place.path().join("content");
    std::fs::write(content.join("2568/files").join(item).join("list.csv"), csv).expect("a file can be written");
    for (file, from, to) in changes {
        let text = std::fs::read_to_string(content.join(file)).expect("the site has the file");
        assert!(text.contains(from), "{file}: {from}");
        std::fs::write(content.join(file), text.replacen(from, to, 1)).expect("a file can be written");
    }
    Site::new("evidence", place.path())
}

/// Programs compare the numbers of purchases, in whatever digits they were typed.
#[test]
fn a_purchase_is_known_by_arabic_digits() {
    let csv = SITES
        .iter()
        .find(|site| site.name == "evidence")
        .expect("the site is there")
        .file("data/ita/2568/o12/list.csv");
    let number = csv.lines().nth(1).and_then(|row| row.rsplit(',').next()).expect("the last column has it");
    let thai: String =
        number.chars().map(|c| c.to_digit(10).map_or(c, |n| char::from_u32(0xE50 + n).unwrap_or(c))).collect();
    assert!(number != thai);
    let table = "    file: ../files/o12/list.xlsx\n    sheet: รายการ";
    let site = with_table(
        "o12",
        &csv.replacen(number, &thai, 1),
        &[("2568/items/o12.md", table, "    file: ../files/o12/list.csv")],
    );
    assert!(site.file("data/ita/2568/o12/list.csv").contains(&thai));
    let package = json(&site, "data/ita/2568/o12/list.ocds.json");
    assert_eq!(package["releases"][0]["ocid"], format!("ocds-213czf-{number}"));
}

/// Who checks the data must find what the item asks: the year that it covers, which may be the one before, and the agency by
/// either of its names.
#[test]
fn a_column_may_hold_what_the_item_asks_of_it() {
    let first = "- {id: 1, text: {th: \"งบประมาณที่ใช้\", en: \"Money spent\"}}";
    let offered = "code: O13\ntables: [{id: list, file: ../files/o14/list.csv, title: งบ}]\nevidence: [{requirement: 1, table: list}]";
    for (head, asked, cell, allowed) in [
        ("ปี", "year", "2567", serde_json::json!([2567])),
        ("หน่วยงาน", "agency", "อบต.นาตัวอย่าง", serde_json::json!(["องค์การบริหารส่วนตำบลนาตัวอย่าง", "อบต.นาตัวอย่าง"])),
    ] {
        let equal = format!("}}, holds: {{table: {{columns: [{head}], rows: 1, equal: {{{head}: {asked}}}}}}}}}");
        let holds = first.replace("}}", &equal);
        let changes = [("2568/catalogue.yaml", first, holds.as_str()), ("2568/items/o13.md", "code: O13", offered)];
        let package = json(&with_table("o14", &format!("{head},บาท\n{cell},1\n"), &changes), PACKAGE);
        let resource = list(&package, "resources").iter().find(|one| one["name"] == "ita.2568.o13.list");
        let field = &resource.expect("the table is described")["schema"]["fields"][0];
        assert_eq!(field["constraints"]["enum"], allowed, "{field}");
    }
}

/// Where a site offers the releases of its purchases.
fn release_files(site: &Site) -> Vec<String> {
    let places = site.built.portal().places();
    let tables = Tables::of(site.built.portal(), &places);
    tables.addresses().into_iter().filter(|address| address.ends_with(".ocds.json")).collect()
}

#[test]
fn purchases_are_releases_of_open_contracting() {
    let read = |name: &str| {
        let text = std::fs::read_to_string(root().join("tests/ocds").join(name)).expect("the schema is there");
        serde_json::from_str::<Value>(&text).expect("the schema is JSON")
    };
    let mut schema = read("release-package-schema.json");
    schema["properties"]["releases"]["items"] = read("release-schema.json");
    let schema = schema_of(&schema);
    let site = SITES.iter().find(|site| site.name == "evidence").expect("the site is there");
    let own = release_files(site);
    assert_eq!(own, ["data/ita/2568/o12/list.ocds.json"]);
    let package = json(site, &own[0]);
    assert_eq!(faults(&schema, &package), Vec::<String>::new());
    let (names, rows) = table(site, "data/ita/2568/o12/list.csv");
    let releases = list(&package, "releases");
    assert_eq!(releases.len(), rows.len(), "each row has the number of a purchase");
    for (row, release) in rows.iter().zip(releases) {
        let cell = |head: &str| &row[names.iter().position(|name| name.contains(head)).expect("the head is there")];
        let written = |value: &Value| value.as_f64().expect("a figure").to_string();
        assert_eq!(release["ocid"], format!("ocds-213czf-{}", cell("e-GP")));
        assert_eq!(release["tender"]["title"], **cell("ชื่อรายการ"));
        assert_eq!(release["awards"][0]["suppliers"][0]["name"], **cell("ผู้ประกอบการ"));
        assert_eq!(&written(&release["planning"]["budget"]["amount"]["amount"]), cell("วงเงิน"));
        assert_eq!(&written(&release["tender"]["value"]["amount"]), cell("ราคากลาง"));
        assert_eq!(&written(&release["awards"][0]["value"]["amount"]), cell("ราคาที่ตกลง"));
    }
    let mut spoilt = package.clone();
    spoilt["releases"][0]["tender"]["value"]["amount"] = "12,000".into();
    assert!(!faults(&schema, &spoilt).is_empty(), "the schema sees a text in place of a figure");
    // The same columns are in the catalogue of the showcase, whose agency has no prefix.
    assert!(SITES.iter().filter(|site| site.name != "evidence").all(|site| release_files(site).is_empty()));
}

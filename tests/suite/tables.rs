//! Tables of files from the file to the page, the data and the search.

use std::fs;
use std::path::Path;

use encoding_rs::WINDOWS_874;
use prongsai::base::output::Asset;
use prongsai::base::thai::normalise;
use prongsai::ita::open_data::{CATALOGUE, PACKAGE};
use serde_json::Value;

use crate::grids::{book, ods};
use crate::paper::{Sheet, rows, xlsx};
use crate::sites::{Site, options};
use crate::support::folder;
use crate::whole;

const AGENCY: &str = "name: {th: อบต.ตัวอย่าง, en: Example SAO}\nbase_url: https://www.example.go.th/\n";

/// A site with a page that names a table, and the table's file.
fn write(root: &Path, spec: &str, file: &str, bytes: &[u8]) {
    let files = root.join("content/files");
    fs::create_dir_all(&files).unwrap();
    fs::create_dir_all(root.join("content/pages")).unwrap();
    fs::write(root.join("content/agency.yaml"), AGENCY).unwrap();
    let page = format!(
        "---\ntitle: {{th: จัดซื้อ, en: Purchases}}\nupdated: 2568-10-01\ntables:\n  - {{id: list, file: ../files/{file}, \
         title: {{th: รายการจัดซื้อ, en: List of purchases}}{spec}}}\n---\nข้อความ\n"
    );
    fs::write(root.join("content/pages/buy.md"), page).unwrap();
    fs::write(files.join(file), bytes).unwrap();
}

fn site(spec: &str, file: &str, bytes: &[u8]) -> Site {
    let folder = folder();
    write(folder.path(), spec, file, bytes);
    Site::new(file, folder.path())
}

/// Rows with a number, a day, an amount of baht, and words that a spreadsheet might run.
fn purchases() -> Vec<u8> {
    let mut rows =
        String::from("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>ทะเบียน</t></is></c></row><row r=\"2\">");
    for (column, head) in ('A'..).zip(["ที่", "วันที่ลงนาม", "วงเงิน", "หมายเหตุ"])
    {
        rows.push_str(&format!("<c r=\"{column}2\" t=\"inlineStr\"><is><t>{head}</t></is></c>"));
    }
    rows.push_str(
        "</row><row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"B3\" s=\"1\"><v>45566</v></c><c r=\"C3\" s=\"5\"><v>1250.5</v></c>\
         <c r=\"D3\" t=\"inlineStr\"><is><t>=HYPERLINK(1)</t></is></c></row>\
         <row r=\"5\"><c r=\"A5\"><v>2</v></c><c r=\"B5\" s=\"1\"><v>45672</v></c><c r=\"C5\" s=\"5\"><v>498000</v></c>\
         <c r=\"D5\" t=\"inlineStr\"><is><t>-</t></is></c></row>\
         <row r=\"7\"><c r=\"A7\" t=\"inlineStr\"><is><t>ข้อมูล ณ สิ้นเดือน</t></is></c></row>",
    );
    book(&rows, "<mergeCells><mergeCell ref=\"A1:D1\"/></mergeCells>")
}

const ENGLISH: &str = ", columns: {ที่: No., วันที่ลงนาม: Signed, วงเงิน: Amount}";

#[test]
fn a_page_shows_its_table_in_its_own_words() {
    let site = site(ENGLISH, "list.xlsx", &purchases());
    let thai = site.page("buy/");
    assert_eq!(thai.texts(&["caption"]), ["รายการจัดซื้อ"]);
    assert_eq!(thai.texts(&["th"]), ["ที่", "วันที่ลงนาม", "วงเงิน", "หมายเหตุ", "1", "2"]);
    let cells = ["1 ตุลาคม 2567", "1,250.50 บาท", "=HYPERLINK(1)", "15 มกราคม 2568", "498,000.00 บาท", "-"];
    assert_eq!(thai.texts(&["td"]), cells);
    let html = site.file("buy/index.html");
    assert!(
        html.contains("<th scope=\"col\" class=\"num\">วงเงิน</th>")
            && html.contains("<th scope=\"row\" class=\"num\">1</th>")
    );
    assert!(
        html.contains("role=\"region\" tabindex=\"0\" aria-labelledby=\"table.list.name\""),
        "a keyboard scrolls it"
    );
    assert!(html.contains("ข้อมูล ณ สิ้นเดือน") && !html.contains("ทะเบียน"));
    let english = site.page("en/buy/");
    assert_eq!(english.texts(&["caption"]), ["List of purchases"]);
    assert_eq!(english.texts(&["th"]), ["No.", "Signed", "Amount", "หมายเหตุ", "1", "2"]);
    assert_eq!(english.texts(&["td"])[1], "1,250.50 baht");
    assert!(english.texts(&["td"])[0].starts_with("1 October"), "{:?}", english.texts(&["td"]));
    assert!(site.file("en/buy/index.html").contains("<tbody lang=\"th\">"));
    for file in ["data/buy/list.csv", "data/buy/list.json"] {
        assert!(thai.links().iter().any(|link| link.ends_with(file)), "{file}");
    }
    assert!(thai.links().iter().any(|link| link.ends_with("files/list.xlsx")));
}

#[test]
fn a_table_is_data_that_is_described() {
    let site = site(ENGLISH, "list.xlsx", &purchases());
    let csv = "\u{FEFF}ที่,วันที่ลงนาม,วงเงิน,หมายเหตุ\r\n1,2024-10-01,1250.5,'=HYPERLINK(1)\r\n2,2025-01-15,498000,-\r\n";
    assert_eq!(site.file("data/buy/list.csv"), csv);
    let json: Value = serde_json::from_str(&site.file("data/buy/list.json")).unwrap();
    let first = serde_json::json!({"ที่": 1, "วันที่ลงนาม": "2024-10-01", "วงเงิน": 1250.5, "หมายเหตุ": "=HYPERLINK(1)"});
    assert_eq!((json.as_array().unwrap().len(), &json[0]), (2, &first));
    let package: Value = serde_json::from_str(&site.file(PACKAGE)).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let own = resources.iter().find(|one| one["name"] == "buy.list").expect("the table is described");
    assert_eq!((&own["path"], &own["title"]), (&"buy/list.csv".into(), &"รายการจัดซื้อ".into()));
    let fields = serde_json::json!([
        {"name": "ที่", "type": "number", "title": "No."},
        {"name": "วันที่ลงนาม", "type": "date", "title": "Signed"},
        {"name": "วงเงิน", "type": "number", "title": "Amount"},
        {"name": "หมายเหตุ", "type": "string"},
    ]);
    assert_eq!(own["schema"]["fields"], fields);
    let catalogue: Value = serde_json::from_str(&site.file(CATALOGUE)).unwrap();
    let sets = catalogue["dcat:dataset"].as_array().unwrap();
    let own = sets.iter().find(|one| one["dct:identifier"] == "buy.list").expect("the table is in the catalogue");
    assert_eq!(own["dcat:landingPage"]["@id"], site.url("buy/"));
    assert_eq!(own["dct:modified"]["@value"], "2025-10-01");
    let urls: Vec<&Value> =
        own["dcat:distribution"].as_array().unwrap().iter().map(|one| &one["dcat:downloadURL"]["@id"]).collect();
    assert_eq!(urls, [&site.url("data/buy/list.csv"), &site.url("data/buy/list.json")]);
}

/// An English title is of no use where nobody is offered the page in English.
#[test]
fn the_catalogue_speaks_the_languages_of_the_site() {
    let folder = folder();
    write(folder.path(), "", "list.xlsx", &purchases());
    let titles = |site: Site| {
        let catalogue: Value = serde_json::from_str(&site.file(CATALOGUE)).unwrap();
        let own = catalogue["dcat:dataset"].as_array().unwrap().iter().find(|one| one["dct:identifier"] == "buy.list");
        own.expect("the table is in the catalogue")["dct:title"].to_string()
    };
    let both = titles(Site::new("both", folder.path()));
    assert!(both.contains("รายการจัดซื้อ") && both.contains("List of purchases"), "{both}");
    fs::write(folder.path().join("content/agency.yaml"), format!("{AGENCY}languages: [th]\n")).unwrap();
    let thai = titles(Site::new("thai", folder.path()));
    assert!(thai.contains("รายการจัดซื้อ") && !thai.contains("List of purchases"), "{thai}");
}

#[test]
fn a_long_table_is_cut_on_the_page_and_whole_as_data() {
    let lines: String = (1..=250).map(|number| format!("{number},ราย {number}\n")).collect();
    let site = site("", "list.csv", format!("ที่,ชื่อ\n{lines}").as_bytes());
    let page = site.page("buy/");
    assert_eq!(page.texts(&["td"]).len(), 200);
    assert!(site.file("buy/index.html").contains("แสดง 200 แถวแรก จากทั้งหมด 250 แถว"));
    assert_eq!(site.file("data/buy/list.csv").lines().count(), 251);
}

#[test]
fn the_text_of_a_table_is_searched() {
    let site = site("", "list.xlsx", &purchases());
    let parts = site.built.output.iter().filter(|(path, _)| path.as_str().contains("search"));
    let texts = parts.filter_map(|(_, asset)| match asset {
        Asset::Bytes(bytes) => Some(WINDOWS_874.decode(bytes).0.into_owned()),
        Asset::CopyOf { .. } | Asset::Picture(_) => None,
    });
    let all: String = texts.collect();
    for word in ["หมายเหตุ", "1,250.50 บาท", "ข้อมูล ณ สิ้นเดือน", "รายการจัดซื้อ"]
    {
        assert!(normalise(&all).contains(&normalise(word)), "{word} is not found");
    }
}

#[test]
fn personal_numbers_in_a_table_are_found() {
    let heads = "ที่,เลขประจำตัวประชาชน";
    let split: &[&[&str]] = &[&["ก", "ข", "ค", "ง", "จ", "ฉ"], &["ก", "1", "1001", "00000", "00", "0"]];
    let workbook = xlsx(&[Sheet { name: "ก", state: "visible", rows: rows(split) }], &[], &[]);
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[&str]| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(|text| cell(text)).collect::<String>())
    };
    let table = row(&["ก", "ข", "ค", "ง", "จ", "ฉ"]) + &row(&["ก", "1", "1001", "00000", "00", "0"]);
    let open = ods(&format!("<table:table table:name=\"ก\">{table}</table:table>"));
    for (file, bytes) in
        [("list.csv", format!("{heads}\n1,1100100000000\n").into_bytes()), ("list.xlsx", workbook), ("list.ods", open)]
    {
        let folder = folder();
        write(folder.path(), "", file, &bytes);
        let sources = crate::support::read(folder.path()).unwrap();
        let built = whole::build(&sources, &options());
        let codes: Vec<&str> = built.findings.iter().map(|finding| finding.rule.code).collect();
        assert!(
            codes.iter().any(|code| code.starts_with("personal") || code.starts_with("national")),
            "{file}: {codes:?}"
        );
    }
}

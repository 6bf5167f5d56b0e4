//! What a local office publishes beside its answers: services, questions, contacts, channels for complaints, films, and what
//! stands on every page.

use std::fs;
use std::sync::Arc;

use prongsai::base::date::Day;
use prongsai::base::path::RelPath;
use prongsai::ita::options::Options;
use serde_json::Value;

use crate::sites::{Site, options};
use crate::support::{copy, folder, read, site};
use crate::whole;

/// The agency of the small site that these tests begin with.
const AGENCY: &str = include_str!("../sites/two-years/content/agency.yaml");

/// A small site with these files, below its content, on a day.
fn office_on(day: &str, files: &[(&str, &str)]) -> Site {
    let root = folder();
    copy(&site("two-years"), root.path());
    for (path, text) in files {
        let path = root.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    let today = Day::parse(day).expect("a day");
    Site::of("office", whole::build(&read(root.path()).expect("it can be read"), &Options { today, base_url: None }))
}

fn office(files: &[(&str, &str)]) -> Site {
    office_on("2569-01-05", files)
}

/// What a page tells search engines of a type.
fn told(html: &str, kind: &str) -> Value {
    let text =
        html.split("<script type=\"application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let value: Value = serde_json::from_str(text.expect("the page tells something")).expect("JSON");
    let graph = value["@graph"].as_array().expect("a graph").clone();
    graph.into_iter().find(|node| node["@type"] == kind).unwrap_or_else(|| panic!("no {kind} in {html}"))
}

fn holds(html: &str, lines: &[&str]) {
    for line in lines {
        assert!(html.contains(line), "{line}\n{html}");
    }
}

const SERVICE: &str = "---
title: {th: ขอใบอนุญาต, en: Ask for a permit}
summary: {th: อนุญาตก่อสร้าง, en: To build.}
who: {th: เจ้าของที่ดิน, en: Owners of land}
bring:
  - {th: บัตรประชาชน, en: An identity card}
  - {th: โฉนด, en: The deed}
fee: {th: 20 บาท, en: 20 baht}
time: {th: 7 วัน, en: 7 days}
where: {th: กองช่าง, en: The engineers}
form: [../files/permit.csv, complaint.md, https://forms.example.go.th/permit]
start: https://eservice.example.go.th/permit
faq:
  - question: {th: ต้องมาเองหรือไม่, en: Must I come myself?}
    answer: {th: \"ไม่ต้อง **มอบอำนาจ**ได้ ดู [ขั้นตอน](complaint.md#steps)\", en: \"No, see [the steps](complaint.md#steps).\"}
  - {id: fee, question: เสียเงินไหม, answer: 20 บาท}
---
";

const FORM: &str = "ชื่อ,ที่อยู่\nก,ข\n";

#[test]
fn a_service_tells_what_people_need_in_one_design_and_to_search_engines() {
    let site = office(&[("services/permit.md", SERVICE), ("files/permit.csv", FORM)]);
    let (thai, english) = (&site.page("services/permit/").html, &site.page("en/services/permit/").html);
    holds(
        thai,
        &[
            "<a class=\"start\" href=\"https://eservice.example.go.th/permit\" rel=\"noopener external\">เริ่มขอรับบริการออนไลน์</a>",
            "<dt>ใครขอได้</dt><dd>เจ้าของที่ดิน</dd>",
            "<li>บัตรประชาชน</li><li>โฉนด</li>",
            "<dt>ค่าธรรมเนียม</dt><dd>20\u{A0}บาท</dd>",
            "<a href=\"../../files/permit.csv\">แบบฟอร์ม permit.csv</a>",
            "<a href=\"../../services/complaint/\">แจ้งเรื่องร้องเรียน</a>",
            "แบบฟอร์ม forms.example.go.th/permit</a>",
        ],
    );
    holds(
        english,
        &["<dt>Who may ask</dt><dd>Owners of land</dd>", "Start online</a>", "<dt>Time</dt><dd>7\u{A0}days</dd>"],
    );
    let service = told(english, "GovernmentService");
    assert_eq!(service["audience"]["audienceType"], "Owners of land");
    assert_eq!(service["offers"]["description"], "20 baht");
    assert_eq!(service["availableChannel"]["serviceUrl"], "https://eservice.example.go.th/permit");
    assert_eq!(service["provider"]["@id"], "https://town.example/#agency");
    holds(&site.page("en/services/").html, &["Who may ask: Owners of land · Time: 7\u{A0}days"]);
    let data = site.file("data/services.csv");
    holds(
        &data,
        &["https://town.example/services/permit/", "บัตรประชาชน; โฉนด", "https://eservice.example.go.th/permit"],
    );
}

#[test]
fn a_service_of_which_nothing_is_told_has_no_box() {
    let site = office(&[]);
    let html = &site.page("services/complaint/").html;
    assert!(!html.contains("class=\"panel service\"") && !html.contains("class=\"faq\""));
}

#[test]
fn questions_fold_and_open_by_their_anchor() {
    let site = office(&[("services/permit.md", SERVICE), ("files/permit.csv", FORM)]);
    let (thai, english) = (&site.page("services/permit/").html, &site.page("en/services/permit/").html);
    holds(
        thai,
        &[
            "<summary>ต้องมาเองหรือไม่</summary><div id=\"q.ต้องมาเองหรือไม่\">",
            "<strong>มอบอำนาจ</strong>ได้",
            "<a href=\"../../services/complaint/#steps\">ขั้นตอน</a>",
            "<div id=\"q.fee\">",
        ],
    );
    holds(english, &["<summary>Must I come myself?</summary><div id=\"q.ต้องมาเองหรือไม่\">"]);
    let faq = told(thai, "FAQPage");
    assert_eq!(faq["mainEntity"][0]["name"], "ต้องมาเองหรือไม่");
    assert_eq!(faq["mainEntity"][0]["acceptedAnswer"]["text"], "ไม่ต้อง มอบอำนาจได้ ดู ขั้นตอน");
}

#[test]
fn contacts_are_links_with_words_and_a_map_has_its_drawing() {
    let contacts = "
  - {kind: phone, label: {th: โทรศัพท์, en: Telephone}, value: 0 4249 0109 ต่อ 1}
  - {kind: email, label: {th: อีเมล, en: E-mail}, value: saraban@town.example}
  - {kind: line, label: LINE, value: \"@town\"}
  - {kind: facebook, label: Facebook, value: town.example}
  - {kind: map, label: {th: แผนที่, en: Map}, value: {th: ดูแผนที่, en: See the map}, url: https://maps.example/x, picture: files/map.svg}
  - {kind: hours, label: {th: เวลาทำการ, en: Hours}, value: {th: 08.30–16.30 น., en: 8.30 to 16.30}}
";
    let agency = AGENCY.replace("contacts:\n", &format!("contacts:{contacts}"));
    let page = "---\ntitle: {th: ติดต่อ, en: Contact}\nshow: contact\n---\n";
    let map = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path d=\"M0 0h9\"/></svg>";
    let site = office(&[("agency.yaml", &agency), ("pages/contact.md", page), ("files/map.svg", map)]);
    let html = &site.page("contact/").html;
    holds(
        html,
        &[
            "<a href=\"tel:042490109\">0 4249 0109</a> ต่อ 1",
            "<a href=\"mailto:saraban@town.example\">saraban@town.example</a>",
            "<a href=\"https://line.me/R/ti/p/%40town\" rel=\"noopener external\">@town</a>",
            "<a href=\"https://www.facebook.com/town.example\" rel=\"noopener external\">town.example</a>",
            "<a class=\"map\" href=\"https://maps.example/x\" rel=\"noopener external\">ดูแผนที่<br><img src=\"../files/map.svg\"",
            "<dd>08.30–16.30\u{A0}น.</dd>",
        ],
    );
    assert!(!html.contains("<iframe"));
    holds(&site.page("").html, &["\"telephone\":\"042490109\"", "\"email\":\"saraban@town.example\""]);
    // At the foot of every page, and at the head of the home page.
    for page in ["ita/", ""] {
        holds(&site.page(page).html, &["โทรศัพท์: <span><a href=\"tel:042490109\">"]);
    }
}

#[test]
fn complaints_show_the_channels_of_the_state_until_the_agency_has_its_own() {
    let page = ("pages/complain.md", "---\ntitle: {th: ร้องเรียน, en: Complaints}\nshow: complaints\n---\n");
    let site = office(&[page]);
    let html = &site.page("complain/").html;
    for number in ["1567", "1111", "1205", "1206"] {
        holds(html, &[&format!("<a href=\"tel:{number}\">{number}</a>")]);
    }
    holds(html, &["ที่มา: <a href=\"https://www.nacc.go.th/\"", "<p>ระหว่างที่ยังไม่มีช่องทางของหน่วยงานในหน้านี้"]);
    holds(&site.page("en/complain/").html, &["Damrongdhama Centre", "Office of the NACC"]);
    let own = "  - {kind: complaint, label: {th: สายตรงนายก, en: The mayor}, value: 08 1234 5678}\n";
    let agency = AGENCY.replace("contacts:\n", &format!("contacts:\n{own}"));
    let site = office(&[page, ("agency.yaml", &agency)]);
    let html = &site.page("complain/").html;
    holds(html, &["<a href=\"tel:0812345678\">"]);
    assert!(!html.contains("1567"));
    let awaited = agency.replace("08 1234 5678", "null");
    holds(&office(&[page, ("agency.yaml", &awaited)]).page("complain/").html, &["1567", "สายตรงนายก"]);
}

#[test]
fn the_frame_has_notices_until_their_last_day_and_what_the_agency_adds_at_the_foot() {
    let frame = "
notices:
  - {text: {th: ปิดทำการวันที่ 6, en: Closed on the 6th & <7th>}, until: 2569-01-06}
  - {text: {th: รับสมัคร, en: Vacancies}, to: pages/about/index.md, from: 2569-01-06, until: 2569-02-01}
footer:
  - {title: {th: สายด่วน 191, en: Call 191}}
  - {title: {th: ประวัติ, en: History}, to: pages/about/history.md}
";
    let agency = format!("{AGENCY}{frame}");
    let files = [("agency.yaml", agency.as_str())];
    let on = |day: &str| office_on(day, &files).page("ita/").html.clone();
    let notice = "<aside class=\"notices\" aria-label=\"ประกาศของหน่วยงาน\"><ul class=\"wrap\">";
    holds(&on("2569-01-05"), &[&format!("{notice}<li>ปิดทำการวันที่ 6</li></ul>")]);
    let both = format!("{notice}<li>ปิดทำการวันที่ 6</li><li><a href=\"../about/\">รับสมัคร</a></li></ul>");
    holds(&on("2569-01-06"), &[&both, "<li>สายด่วน 191</li>", "<li><a href=\"../about/history/\">ประวัติ</a></li>"]);
    assert!(!on("2569-02-02").contains("class=\"notices\""));
    let english = office_on("2569-01-05", &files);
    holds(&english.page("en/").html, &["Closed on the 6th &amp; &lt;7th&gt;", "<li>Call 191</li>"]);
    holds(&english.file("en/feed.xml"), &["<title>Closed on the 6th &amp; &lt;7th&gt;</title>"]);
    let fed = |day: &str| office_on(day, &files).file("feed.xml").matches("#notice-").count();
    assert_eq!(
        ["2569-01-05", "2569-01-06", "2569-01-07", "2569-02-02"].map(fed),
        [1, 2, 1, 0],
        "as the pages have them"
    );
}

#[test]
fn people_stand_in_their_groups_in_the_order_of_the_file() {
    let people = ["สภา", "กองคลัง", "สภา"].iter().zip(["หนึ่ง", "สอง", "สาม"]);
    let people =
        people.map(|(group, name)| format!("  - {{name: นาย{name} ตัวอย่าง, position: ผู้แทน, group: {group}}}\n"));
    let people = format!("people:\n{}", people.collect::<String>());
    let page = ("pages/people.md", "---\ntitle: {th: บุคลากร, en: People}\nshow: people\n---\n");
    let site = office(&[("people.yaml", &people), page]);
    let main = site.page("people/");
    assert_eq!(main.texts(&["h2"]), ["สภา", "กองคลัง"]);
    let places = ["นายหนึ่ง", "นายสาม", "กองคลัง", "นายสอง"].map(|word| main.html.find(word));
    assert!(places[0].is_some() && places.is_sorted(), "{places:?}");
}

#[test]
fn an_awaited_item_leads_to_the_answer_of_the_year_before_where_there_is_one() {
    let site = office(&[("2568/items/o04.md", "---\ncode: O4\n---\n")]);
    let lead = "ระหว่างนี้ดูข้อเดียวกันของปี 2567 ได้ที่ <a href=\"../../../ita/2567/";
    holds(&site.page("ita/2568/o3/").html, &[&format!("{lead}o4/\">")]);
    assert!(!site.page("ita/2568/o4/").html.contains(lead), "nothing was handed in then either");
}

#[test]
fn the_seal_is_the_icon_of_the_pages() {
    let seal = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path d=\"M0 0h9\"/></svg>";
    let agency = format!("{AGENCY}logo: files/seal.svg\n");
    let site = office(&[("agency.yaml", &agency), ("files/seal.svg", seal)]);
    holds(&site.page("ita/").html, &["<link rel=\"icon\" href=\"../files/seal.svg\">"]);
    holds(&office(&[]).page("ita/").html, &["<link rel=\"icon\" href=\"../assets/icon.svg\" type=\"image/svg+xml\">"]);
}

#[test]
fn films_and_sound_play_here_and_films_of_others_are_told_by_a_card() {
    let body = "---\ntitle: {th: สื่อ, en: Media}\n---\n
![พิธีเปิด](../files/opening.mp4)

[เสียงตามสาย](../files/call.mp3)

ดู [พิธีเปิด](../files/opening.mp4) อีกครั้ง

https://www.youtube.com/watch?v=a_b_c&t=1

[งานวันเด็ก](https://fb.watch/x/)

https://www.example.go.th/a_b
";
    let (film, sound) = ("\0\0\0\u{18}ftypmp42", "ID3\u{4}");
    let site = office(&[
        ("pages/media.md", body),
        ("files/opening.mp4", film),
        ("files/opening.vtt", "WEBVTT\n"),
        ("files/opening.en.vtt", "WEBVTT\n"),
        ("files/call.mp3", sound),
    ]);
    let (thai, english) = (&site.page("media/").html, &site.page("en/media/").html);
    holds(
        thai,
        &[
            "<video src=\"../files/opening.mp4\" controls preload=\"none\" aria-label=\"พิธีเปิด\"><track kind=\"captions\" \
             srclang=\"th\" label=\"ไทย\" src=\"../files/opening.vtt\" default>",
            "<audio src=\"../files/call.mp3\" controls preload=\"none\" aria-label=\"เสียงตามสาย\"></audio>",
            "<p>ดู <a href=\"../files/opening.mp4\">พิธีเปิด</a> อีกครั้ง</p>",
            "<b>YouTube</b> <a href=\"https://www.youtube.com/watch?v=a_b_c&amp;t=1\" rel=\"noopener external\" class=\"url\">",
            "ลิงก์นี้ไปยัง YouTube (www.youtube.com)",
            "<a href=\"https://fb.watch/x/\" rel=\"noopener external\">งานวันเด็ก</a>",
            "<a rel=\"noopener external\" class=\"url\" href=\"https://www.example.go.th/a_b\">https://www.example.go.th/a_b</a>",
            "media-src 'self'",
        ],
    );
    holds(english, &["src=\"../../files/opening.en.vtt\" default>", "This link goes to Facebook (fb.watch)"]);
    assert!(!thai.contains("<iframe") && !thai.contains("ytimg"));
    let orphans = site.built.findings.iter().filter(|finding| finding.rule.code.starts_with("attachment"));
    assert_eq!(orphans.count(), 0, "captions belong to their film");
}

#[test]
fn a_film_that_no_host_takes_is_refused_with_what_to_do() {
    let root = folder();
    copy(&site("two-years"), root.path());
    fs::create_dir_all(root.path().join("content/files")).expect("it can be made");
    fs::write(root.path().join("content/files/a.mp4"), "\0\0\0\u{18}ftypmp42").expect("it can be written");
    let mut sources = read(root.path()).expect("it can be read");
    let path = RelPath::new("content/files/a.mp4").expect("a path");
    for (megabytes, refused) in [(100, false), (101, true)] {
        Arc::make_mut(&mut sources.files).get_mut(&path).expect("the film").size = megabytes * 1024 * 1024;
        let built = whole::build(&sources, &options());
        let found = built.findings.iter().any(|finding| finding.rule.code == "media-large" && finding.is_error());
        assert_eq!(found, refused, "{megabytes} MB");
        assert!(!built.findings.iter().any(|finding| finding.rule.code == "document-large"));
    }
}

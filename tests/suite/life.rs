//! Drafts, pages that come on a day, and pages that are over: what of them is public, and what a build says of days to come.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use prongsai::base::date::Day;
use prongsai::base::output::{Asset, Output};
use prongsai::base::path::RelPath;
use prongsai::base::source::Sources;
use prongsai::ita::life::Phase;
use prongsai::ita::options::Options;
use prongsai::pipeline::{self, build};

use crate::preview::Preview;
use crate::support::{code, copy, folder, read, run, said, site};

/// A site of four pages in different moments of their lives, and one that links to all of them.
fn sources() -> Sources {
    let mut sources = read(&site("evidence")).expect("the site can be read");
    let mut add = |path: &str, text: &str| {
        sources.texts.insert(RelPath::new(path).expect("a sound path"), text.into());
    };
    let news = |life: &str, title: &str| {
        format!("---\ntitle: {{th: {title}, en: {title} in English}}\ndate: 2568-03-01\n{life}\n---\n{title} เนื้อหา\n")
    };
    add("content/news/2568-03-01-a.md", &news("draft: true\naliases: [/was/]", "ลับหนึ่ง"));
    add("content/news/2568-03-01-b.md", &news("publish: 2569-02-01", "ลับสอง"));
    add("content/news/2568-03-01-c.md", &news("publish: 2569-01-05\nexpires: 2569-01-05", "วันนี้วันเดียว"));
    add("content/news/2568-03-01-d.md", &news("expires: 2569-01-04", "พ้นแล้ว"));
    let links = ["a", "b", "c", "d"].map(|name| format!("[ไป{name}](../news/2568-03-01-{name}.md)"));
    add(
        "content/pages/links.md",
        &format!("---\ntitle: ลิงก์\n---\n{} [ด้วย](/en/news/2568-03-01-a/)\n", links.join(" ")),
    );
    let agency = RelPath::new("content/agency.yaml").expect("a sound path");
    let menu = "menu:\n  - {title: เก่า, to: news/2568-03-01-d.md}\n  - {title: ร่าง, to: news/2568-03-01-a.md}\n";
    let text = sources.texts[&agency].replacen("menu:\n", menu, 1);
    sources.texts.insert(agency, text.into());
    sources
}

fn options(day: &str) -> Options {
    Options { today: Day::parse(day).expect("a day"), base_url: None }
}

/// Every text of an output by its path.
fn files(output: &dyn Output) -> BTreeMap<String, String> {
    let made = output.paths().into_iter().filter_map(|path| match output.make(&path)? {
        Ok(Asset::Bytes(bytes)) => Some((path.to_string(), String::from_utf8_lossy(&bytes).into_owned())),
        _ => None,
    });
    made.collect()
}

#[test]
fn a_draft_is_nowhere_in_what_is_published() {
    let built = build(&sources(), &options("2569-01-05"));
    let files = files(built.output().expect("the site is sound"));
    assert!(files.contains_key("news/2568-03-01-c/index.html") && files.contains_key("data/items-2568.csv"));
    for (path, text) in &files {
        assert!(!path.contains("2568-03-01-a") && !path.contains("2568-03-01-b") && !path.contains("was"), "{path}");
        assert!(!text.contains("ลับหนึ่ง") && !text.contains("ลับสอง") && !text.contains("2568-03-01-b"), "{path}");
    }
    let links = &files["links/index.html"];
    assert!(links.contains("<p>ไปa ไปb <a href=\"../news/2568-03-01-c/\">ไปc</a>"), "{links}");
    let told: Vec<_> = built.findings.iter().filter(|own| own.rule.code == "link-unpublished").collect();
    assert_eq!(told.len(), 4, "three links and a menu: {told:?}");
}

/// A page that only says what it awaits is in no menu until something stands in it; its address is there all the time.
#[test]
fn a_page_that_awaits_everything_is_in_no_menu() {
    for (body, named) in [("", false), ("ตั้งขึ้นเมื่อปี 2540 จากสภาตำบลเดิม\n", true)]
    {
        let mut sources = sources();
        let page = format!("---\ntitle: ประวัติของเรา\nawaiting: ประวัติ ยังรอข้อมูล\n---\n{body}");
        sources.texts.insert(RelPath::new("content/pages/history.md").unwrap(), page.as_str().into());
        let agency = RelPath::new("content/agency.yaml").unwrap();
        let text = sources.texts[&agency].replacen("menu:\n", "menu:\n  - {title: ไปประวัติ, to: pages/history.md}\n", 1);
        sources.texts.insert(agency, text.into());
        let built = build(&sources, &options("2569-01-05"));
        let files = files(built.output().expect("the site is sound"));
        assert!(files.contains_key("history/index.html"));
        assert_eq!(files["index.html"].contains("ไปประวัติ"), named, "{body}");
    }
}

#[test]
fn what_is_over_leaves_lists_and_keeps_its_address() {
    let files = files(build(&sources(), &options("2569-01-05")).output().expect("the site is sound"));
    assert!(files["news/2568-03-01-d/index.html"].contains("สิ้นสุดวันที่ <time datetime=\"2026-01-04\""));
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html") && !path.starts_with("search")) {
        let links = text.matches("2568-03-01-d/").count();
        let own = [
            "news/2568-03-01-d/index.html",
            "en/news/2568-03-01-d/index.html",
            "links/index.html",
            "en/links/index.html",
            "en/search/index.html",
        ];
        assert!(links == 0 || own.contains(&path.as_str()), "{path} leads there");
    }
    assert!(!files["feed.xml"].contains("2568-03-01-d") && files["feed.xml"].contains("2568-03-01-c"));
}

#[test]
fn the_preview_has_drafts_and_says_so() {
    let place = folder();
    copy(&site("evidence"), place.path());
    for (path, text) in sources().texts.iter().filter(|(path, _)| path.below("content").is_some()) {
        fs::write(place.path().join(path.as_str()), text.as_bytes()).expect("it is written");
    }
    let preview = Preview::start(place.path(), &["--today", "2569-01-05"]);
    let page = |path: &str| preview.get(path).text();
    assert!(page("/news/2568-03-01-a/").contains("<b>ฉบับร่าง:</b>"));
    assert!(page("/en/news/2568-03-01-b/").contains("To be published on <time datetime=\"2026-02-01\">"));
    let (news, links) = (page("/news/"), page("/links/"));
    assert!(news.contains("<b>ฉบับร่าง</b>"), "{news}");
    assert!(links.contains("<p>ไปa ไปb <a"), "{links}");
    let item = place.path().join("content/2568/items/o01.md");
    let text = fs::read_to_string(&item).expect("it is read");
    fs::write(&item, text.replace("pages/about/structure.md", "news/2568-03-01-a.md")).expect("it is written");
    let sheet = || page("/_prongsai/itas-2568.json");
    preview.until("the item leads to a draft", || !sheet().contains("/about/structure/"));
    assert!(!sheet().contains("/news/2568-03-01-a/"), "a draft answers nothing: {}", sheet());
}

#[test]
fn a_page_goes_through_its_life() {
    let phase = |day: &str, name: &str| {
        let (portal, _) = pipeline::portal(&sources(), options(day).today);
        portal.articles.iter().find(|own| own.name == name).map(|own| own.life.phase).expect("it is there")
    };
    let day = |text: &str| Day::parse(text).expect("a day");
    assert_eq!(phase("2569-01-04", "2568-03-01-c"), Phase::Coming(day("2569-01-05")));
    assert!(phase("2569-01-05", "2568-03-01-c").is_published() && !phase("2569-01-05", "2568-03-01-a").is_published());
    assert_eq!(phase("2569-01-06", "2568-03-01-c"), Phase::Over(day("2569-01-05")));
}

#[test]
fn evidence_that_is_not_public_is_short() {
    let mut sources = sources();
    let item = RelPath::new("content/2568/items/o01.md").expect("a sound path");
    let text = sources.texts[&item].replace("../../pages/about/structure.md", "../../news/2568-03-01-a.md");
    sources.texts.insert(item, text.into());
    let built = build(&sources, &options("2569-01-05"));
    let told: Vec<String> =
        built.findings.iter().map(|own| format!("{} {}", own.rule.code, own.message().en)).collect();
    assert!(told.iter().any(|own| own.starts_with("evidence-short") && own.contains("is a draft")), "{told:?}");
    let page = &files(built.output().expect("the site is sound"))["ita/2568/o1/index.html"];
    assert!(!page.contains("2568-03-01-a") && !page.contains("ลับหนึ่ง"), "{page}");
}

#[test]
fn a_file_that_only_a_draft_names_is_not_published() {
    let mut sources = read(&site("evidence")).expect("the site can be read");
    let page =
        "---\ntitle: ร่าง\ndate: 2568-03-01\ndraft: true\ndocuments: [{file: ../files/NAME, title: เอกสาร}]\n---\nร่าง\n";
    let built = build(&sources, &options("2569-01-05"));
    let named: Vec<RelPath> = built.portal().files.keys().filter(|path| path.ending() == "pdf").cloned().collect();
    let shared = named.first().expect("the site has a file").clone();
    let (_, file) = sources.files.get_key_value(&shared).expect("it is there");
    let name = format!("only-draft.{}", shared.ending());
    let copy = file.clone();
    Arc::make_mut(&mut sources.files)
        .insert(RelPath::new(&format!("content/files/{name}")).expect("a sound path"), copy);
    let mut published = |draft: &str| {
        let text = page.replace("NAME", &name).replace("draft: true", draft);
        sources.texts.insert(RelPath::new("content/news/2568-03-01-a.md").expect("a sound path"), text.into());
        let paths = build(&sources, &options("2569-01-05")).site.paths();
        let paths: Vec<String> = paths.iter().map(ToString::to_string).collect();
        paths.contains(&format!("files/{name}"))
    };
    assert!(published("draft: false") && !published("draft: true"));
}

/// Builds a site and gives what was said.
fn built(site: &Path, day: &str) -> String {
    let output = run(&["--site", &site.to_string_lossy(), "--lang", "en", "build", "--today", day]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    said(&output)
}

#[test]
fn a_build_says_when_the_next_one_is_due_and_what_is_gone() {
    let place = folder();
    let root = place.path().join("site");
    copy(&site("evidence"), &root);
    let page = root.join("content/news/2568-02-14-road.md");
    let text = fs::read_to_string(&page).expect("the page");
    fs::write(&page, text.replacen("date:", "expires: 2569-01-31\ndate:", 1)).expect("it is written");
    let said = built(&root, "2569-01-05");
    assert!(said.contains("build again on 1 February B.E. 2569: content/news/2568-02-14-road.md (is over)"), "{said}");
    assert!(built(&root, "2569-01-05").contains("nothing has changed"));
    let over = built(&root, "2569-02-01");
    assert!(!over.contains("nothing has changed") && !over.contains("build again on"), "{over}");
    assert!(!over.contains("note: the page"), "its address stays: {over}");

    fs::write(&page, text.replacen("date:", "draft: true\ndate:", 1)).expect("it is written");
    fs::rename(root.join("content/pages/about/structure.md"), root.join("content/pages/about/units.md"))
        .expect("renamed");
    for path in ["content/agency.yaml", "content/2568/items/o01.md"] {
        let text = fs::read_to_string(root.join(path)).expect("a text");
        fs::write(root.join(path), text.replace("about/structure.md", "about/units.md")).expect("it is written");
    }
    let said = built(&root, "2569-02-01");
    let lost = "note: the page /about/structure/ is gone; if content/pages/about/units.md is where it is now, write in that file: aliases: [/about/structure/]";
    assert!(said.contains(lost), "{said}");
    assert!(said.contains("note: the page /news/2568-02-14-road/ is not public any more"), "{said}");
    assert_eq!(said.matches("note: the page").count(), 2, "{said}");
    let text = fs::read_to_string(root.join("content/pages/about/units.md")).expect("a text");
    fs::write(
        root.join("content/pages/about/units.md"),
        text.replacen("show:", "aliases: [/about/structure/]\nshow:", 1),
    )
    .expect("it is written");
    assert!(!built(&root, "2569-02-01").contains("note: the page /about"));
}

//! Pages at old addresses, which lead on to where a page is now.

use prongsai::base::date::Day;
use prongsai::base::output::Asset;
use prongsai::base::path::RelPath;
use prongsai::ita::options::Options;
use prongsai::pipeline::build;

use crate::support::{read, site};

/// The text of one file of a small site, one of whose pages has these aliases.
fn file(aliases: &str, path: &str) -> Option<String> {
    let mut sources = read(&site("evidence")).expect("the site can be read");
    let page = RelPath::new("content/pages/about/structure.md").expect("a sound path");
    let text = sources.texts[&page].replacen("show:", &format!("aliases: {aliases}\nshow:"), 1);
    sources.texts.insert(page, text.into());
    let built = build(&sources, &Options { today: Day::new(2026, 1, 5).expect("a day"), base_url: None });
    let output = built.output().expect("the site is sound");
    let path = RelPath::new(path).expect("a sound path");
    assert_eq!(output.paths().contains(&path), output.make(&path).is_some());
    match output.make(&path)?.expect("the page can be made") {
        Asset::Bytes(bytes) => Some(String::from_utf8(bytes).expect("text")),
        Asset::CopyOf { .. } | Asset::Picture(_) => None,
    }
}

#[test]
fn an_old_address_leads_on_in_both_languages() {
    let thai = file("[/old/units/]", "old/units/index.html").expect("a page");
    for line in [
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">",
        "<link rel=\"canonical\" href=\"https://www.natuayang.example/about/structure/\">",
        "<meta http-equiv=\"refresh\" content=\"0; url=../../about/structure/\">",
        "<main><a href=\"../../about/structure/\" lang=\"th\">โครงสร้างส่วนงาน</a></main>",
    ] {
        assert!(thai.contains(line), "{line}\n{thai}");
    }
    let english = file("[/old/units]", "en/old/units/index.html").expect("a page");
    assert!(english.contains("url=../../../en/about/structure/") && english.contains("The structure of the agency"));
}

#[test]
fn an_attachment_that_was_moved_is_led_to() {
    let mut sources = read(&site("evidence")).expect("the site can be read");
    let agency = RelPath::new("content/agency.yaml").expect("a sound path");
    let moved = "moved: [{from: /old/list/, to: 2568/files/o12/list.xlsx}, {from: /files/was.xlsx, to: 2568/files/o12/list.xlsx}]\n";
    let text = format!("{}{moved}", sources.texts[&agency]);
    sources.texts.insert(agency, text.into());
    let built = build(&sources, &Options { today: Day::new(2026, 1, 5).expect("a day"), base_url: None });
    let output = built.output().expect("the site is sound");
    let page = |path: &str| output.make(&RelPath::new(path).expect("a sound path")).map(|own| own.expect("a page"));
    for path in ["old/list/index.html", "en/old/list/index.html"] {
        let Some(Asset::Bytes(bytes)) = page(path) else { panic!("{path}") };
        let html = String::from_utf8(bytes).expect("text");
        assert!(html.contains("files/2568/o12/list.xlsx\"") && !html.contains("en/files"), "{html}");
    }
    assert!(page("files/was.xlsx").is_none(), "only a server can forward it");
}

#[test]
fn an_old_address_that_some_computer_cannot_hold_beside_the_pages_has_none() {
    for alias in ["/About/history.html", "/con/", "/Data/list.html"] {
        let path = alias.trim_matches('/');
        for path in [path.to_owned(), format!("{path}/index.html")] {
            assert_eq!(file(&format!("[{alias}]"), &path), None, "only a server can forward {path}");
        }
    }
    // Of two that differ in capital letters alone one has its page.
    assert!(file("[/old/a.html, /Old/b.html]", "old/a.html").is_some());
    assert_eq!(file("[/old/a.html, /Old/b.html]", "Old/b.html"), None);
}

#[test]
fn a_page_of_an_older_site_leads_on() {
    let html = file("[/old/Page.html]", "old/Page.html").expect("a page");
    assert!(html.contains("url=../about/structure/") && html.contains("noindex"), "{html}");
    let thai = file("[/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7]", "ข่าว/index.html").expect("a page");
    assert!(thai.contains("url=../about/structure/"), "{thai}");
    assert_eq!(file("[\"/index.php?id=3\"]", "index.php"), None);
}

//! The budgets of a page, compressed as a server sends it: a cheap phone on a slow line is the measure.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use prongsai::base::date::Day;
use prongsai::base::output::Asset;
use prongsai::ita::options::Options;

use crate::support::root;
use crate::whole;

pub fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

/// The most that a file of this path may weigh, in bytes.
fn budget(path: &str) -> Option<usize> {
    let kilobytes = match path {
        _ if path.ends_with(".css") => 8,
        _ if path.ends_with(".js") => 6,
        _ if !path.ends_with(".html") => return None,
        _ if path.contains("ita/scores/") => 40,
        _ if path.contains("search/") => 20,
        _ if path.contains("/all/") || path.contains("/analysis/") => 40,
        _ => 12,
    };
    Some(kilobytes * 1024)
}

#[test]
fn pages_stay_within_their_budgets() {
    let sources = crate::support::read(&root()).unwrap();
    let options = Options { today: Day::new(2026, 1, 5).unwrap(), base_url: None };
    let built = whole::build(&sources, &options);
    let mut weighed = 0;
    for (path, asset) in &built.output {
        let (Asset::Bytes(bytes), Some(budget)) = (asset, budget(path.as_str())) else { continue };
        weighed += 1;
        assert!(gzip(bytes) <= budget, "{path}: {} bytes, at most {budget}", gzip(bytes));
        let html = String::from_utf8_lossy(bytes);
        // What search engines are told is data and does not run.
        let html = html.replace("<script type=\"application/ld+json\">", "");
        let is_page = path.as_str().ends_with(".html") && !path.as_str().ends_with("search/index.html");
        assert!(!is_page || !html.contains("<script"), "{path} needs no script");
    }
    assert!(weighed > 300, "{weighed} files weighed");
}

#[test]
fn the_search_page_stays_in_its_budget_with_its_script() {
    let site = crate::sites::built(crate::sites::AGENCY);
    let weight = |path: &str| gzip(site.file(path).as_bytes());
    for page in ["search/index.html", "en/search/index.html"] {
        let all = weight(page) + weight("assets/search.js");
        assert!(all <= 20 * 1024, "{page} with its script: {all} bytes");
    }
}

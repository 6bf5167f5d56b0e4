//! News: lists by year in parts, tags with pages and feeds, what is pinned, and posts that lead on to others.

use std::fmt::Write;
use std::time::Duration;

use prongsai::base::date::Day;
use prongsai::base::output::{Asset, Output};
use prongsai::base::path::RelPath;
use prongsai::base::source::Sources;
use prongsai::ita::options::Options;
use prongsai::pipeline::{Built, build};

use crate::support::{quickest, read, site};

/// The site `evidence` with `count` news more, some of them about two tags.
fn sources(count: usize) -> Sources {
    let mut sources = read(&site("evidence")).expect("the site can be read");
    for number in 0..count {
        let (year, month, day) = (2566 + number % 3, 1 + number / 3 % 12, 1 + number / 36 % 28);
        let path = format!("content/news/{year}-{month:02}-{day:02}-n{number}.md");
        let mut head =
            format!("title: {{th: ข่าวลำดับ {number}, en: Post {number}}}\ndate: {year}-{month:02}-{day:02}\n");
        match number % 10 {
            0 => head.push_str("tags: [event]\n"),
            1 => head.push_str("tags: [event, tax]\n"),
            2 => head.push_str("tags: [tax]\n"),
            _ => {}
        }
        if number == 7 {
            let _ = writeln!(head, "pinned: true");
        }
        let text = format!("---\n{head}---\nเนื้อหาของข่าวลำดับ {number}\n");
        sources.texts.insert(RelPath::new(&path).expect("a sound path"), text.into());
        let english = RelPath::new(&path.replace(".md", ".en.md")).expect("a sound path");
        sources.texts.insert(english, format!("What post {number} says\n").into());
    }
    let agency = RelPath::new("content/agency.yaml").expect("a sound path");
    let tags = "\ntags:\n  - {id: event, title: {th: กิจกรรม, en: Events}}\n  - {id: tax, title: {th: ภาษี, en: Tax}}\n  - {id: none, title: ว่าง}\n";
    let text = sources.texts[&agency].to_string() + tags;
    sources.texts.insert(agency, text.into());
    sources
}

fn built(count: usize) -> Built {
    let built = build(&sources(count), &Options { today: Day::parse("2569-01-05").expect("a day"), base_url: None });
    assert!(built.output().is_some(), "{:?}", built.findings.iter().find(|own| own.is_error()));
    built
}

fn page(built: &Built, path: &str) -> String {
    match built.site.make(&RelPath::new(path).expect("a sound path")) {
        // Spaces that keep a year with its era are spaces.
        Some(Ok(Asset::Bytes(bytes))) => String::from_utf8(bytes).expect("text").replace('\u{a0}', " "),
        _ => panic!("there is no {path}"),
    }
}

/// The addresses of the posts that a page lists, in their order.
fn listed(html: &str) -> Vec<&str> {
    let cards = html.split("<li><p><a href=\"").skip(1);
    cards
        .map(|card| {
            card.split('"').next().unwrap_or_default().trim_end_matches('/').rsplit('/').next().unwrap_or_default()
        })
        .collect()
}

#[test]
fn every_post_is_in_the_list_of_its_year_and_no_page_has_more_than_fifty() {
    let built = built(200);
    let paths: Vec<String> = built.site.paths().iter().map(ToString::to_string).collect();
    let lists = paths.iter().filter(|path| {
        let own = path.strip_prefix("news/256").and_then(|rest| rest.strip_suffix("/index.html"));
        own.is_some_and(|own| own.len() == 1 || own.len() == 3)
    });
    let pages: Vec<String> = lists.map(|path| page(&built, path)).collect();
    assert!(pages.iter().all(|page| listed(page).len() <= 50));
    let mut all: Vec<&str> = pages.iter().flat_map(|page| listed(page)).collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 204, "with the four of the site itself");
    let second = page(&built, "news/2567/2/index.html");
    assert!(second.contains("<h1>ข่าวปีงบประมาณ พ.ศ. 2567 (หน้า 2)</h1>"));
    assert!(
        second.contains("rel=\"prev\" href=\"../../../news/2567/\"")
            && second.contains("rel=\"next\" href=\"../../../news/2566/\"")
    );
    let first = page(&built, "en/news/index.html");
    assert_eq!(listed(&first).len(), 50);
    assert_eq!(listed(&first)[0], "2567-03-01-n7", "what is pinned comes first");
    assert!(first.contains(">Fiscal year B.E. 2568</h2>") && first.contains("href=\"../../en/news/2566/\""));
    assert_eq!(listed(&page(&built, "index.html")).len(), 3);
}

#[test]
fn few_news_need_no_archive() {
    let built = built(20);
    assert!(!built.site.has(&RelPath::new("news/2568/index.html").expect("a sound path")));
    assert_eq!(listed(&page(&built, "news/index.html")).len(), 24);
}

#[test]
fn a_tag_has_a_list_a_feed_and_related_posts() {
    let built = built(200);
    let list = page(&built, "news/tags/event/index.html");
    assert!(list.contains("<h1>ข่าวเรื่องกิจกรรม</h1>") && list.contains("href=\"../../../news/tags/event/feed.xml\""));
    assert!(list.contains("news/tags/event/\" aria-current=\"page\">กิจกรรม</a>"));
    assert_eq!(listed(&list).len(), 40);
    assert!(page(&built, "news/tags/none/index.html").contains("ยังไม่มีข่าว"));
    let feed = page(&built, "en/news/tags/tax/feed.xml");
    assert!(
        feed.contains("<id>https://www.natuayang.example/en/news/tags/tax/</id>") && feed.contains(": Tax</title>")
    );
    assert_eq!(feed.matches("<entry>").count(), 30);
    let post = page(&built, "news/2567-03-01-n7/index.html");
    assert!(!post.contains("ข่าวที่เกี่ยวข้อง"), "it has no tags");
    let post = page(&built, "news/2567-12-01-n34/index.html");
    assert!(!post.contains("news/tags/tax/\">ภาษี"));
    let both = page(&built, "news/2568-10-04-n137/index.html");
    assert!(!both.contains("ข่าวที่เกี่ยวข้อง"));
    let tagged = page(&built, "news/2567-04-01-n10/index.html");
    assert!(tagged.contains("ข่าวที่เกี่ยวข้อง") && tagged.contains("news/tags/event/\">กิจกรรม</a>"));
    assert_eq!(listed(&tagged).len(), 3);
    assert!(!listed(&tagged).contains(&"2567-04-01-n10"), "not itself");
}

#[test]
fn many_news_cost_what_they_are() {
    let took = |count: usize| {
        let sources = sources(count);
        quickest(Duration::ZERO, || {
            let built = build(&sources, &Options { today: Day::parse("2569-01-05").expect("a day"), base_url: None });
            built.site.paths().iter().for_each(|path| drop(built.site.make(path)));
        })
    };
    let (few, many) = (took(100), took(400));
    assert!(many < few * 8, "four times the news took {many:?} after {few:?}");
}

//! What the default theme promises beside sound pages: a strict policy, a way to report a fault, charts that speak, the
//! official document, the ways in, and everything near the home page.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use prongsai::base::lang::Lang;
use prongsai::ita::address::Address;
use prongsai::ita::article::Show;
use prongsai::ita::places::Place;

use crate::sites::{AGENCY, Page, SITES, Site, built, options};
use crate::support::{copy, folder, root, site};
use crate::whole;

/// Every page of every site but those for unknown addresses.
fn pages() -> impl Iterator<Item = (&'static Site, &'static Page)> {
    let all = SITES.iter().flat_map(|site| site.pages.values().map(move |page| (site, page)));
    all.filter(|(_, page)| !page.is_not_found())
}

/// The agency's pages at an address, in both languages.
fn both(path: &str) -> [&'static Page; 2] {
    let site = built(AGENCY);
    [site.page(path), site.page(&format!("en/{path}"))]
}

/// The elements with a class.
fn of_class<'a>(page: &'a Page, class: &'a str) -> impl Iterator<Item = usize> + 'a {
    page.all(&[])
        .filter(move |&at| page.attribute(at, "class").is_some_and(|own| own.split(' ').any(|one| one == class)))
}

#[test]
fn every_page_has_a_policy_without_unsafe_inline_and_nothing_inline() {
    for (site, page) in SITES.iter().flat_map(|site| site.pages.values().map(move |page| (site, page))) {
        let at = || format!("{}:{}", site.name, page.route);
        if site.built.portal().agency.theme.value == "default" && site.name != "theme-override" {
            let policies: Vec<&str> = page
                .all(&["meta"])
                .filter(|&at| page.attribute(at, "http-equiv") == Some("Content-Security-Policy"))
                .filter_map(|at| page.attribute(at, "content"))
                .collect();
            assert_eq!(policies.len(), 1, "{}", at());
            assert!(policies[0].starts_with("default-src 'none'") && !policies[0].contains("unsafe"), "{}", at());
        }
        let inline = page.all(&[]).filter(|&at| page.attribute(at, "style").is_some() || page.name(at) == "style");
        assert_eq!(inline.count(), 0, "{}: the policy forbids styles in the page", at());
    }
}

#[test]
fn every_page_says_whose_it_is_how_old_and_where_to_report_a_fault() {
    let contact =
        |site: &'static Site| site.built.portal().articles.iter().find(|article| article.show == Some(Show::Contact));
    let mut told = 0;
    for (site, page) in pages().filter(|(site, _)| site.built.portal().agency.theme.value == "default") {
        let Some(about) = of_class(page, "about").next() else {
            panic!("{}:{} says nothing of itself", site.name, page.route);
        };
        let terms = page.below(about, &["dt"]).len();
        // News, services and the like have a source of their own, or none.
        let least = if page.route.contains("ita/") { 4 } else { 3 };
        assert_eq!(terms, page.below(about, &["dd"]).len(), "{}:{}", site.name, page.route);
        assert!((least..=4).contains(&terms), "{}:{}", site.name, page.route);
        let links = page.below(about, &["a"]).into_iter().filter_map(|at| page.attribute(at, "href"));
        let links: Vec<&str> = links.map(|href| href.trim_start_matches("./").trim_start_matches("../")).collect();
        let folder = if page.lang() == Lang::En { "en/" } else { "" };
        let expected: Vec<String> = contact(site).iter().map(|page| format!("{folder}{}/", page.name)).collect();
        assert_eq!(links, expected, "{}:{}", site.name, page.route);
        told += 1;
    }
    assert!(told > 350, "{told} pages");
}

/// Owner, time, age and source of pages of every kind, as the content has them: their own first, then those of what they
/// belong to.
#[test]
fn what_a_page_says_of_itself_is_what_the_content_says() {
    let (fiscal, thai) =
        ("1 October 2024 (B.E. 2567) to 30 September 2025 (B.E. 2568)", "1 ตุลาคม 2567 ถึง 30 กันยายน 2568");
    let (memo, in_english) = (
        "บันทึกข้อความ สำนักปลัด ที่ บก 80301/- ลงวันที่ 5 มกราคม 2569",
        "Memorandum of the Office of the Chief Administrator, no. BorKor 80301/-, 5 January B.E. 2569",
    );
    let office = "Office of the Chief Administrator, Sokkam Subdistrict Administrative Organization, Seka District, Bueng Kan Province";
    for (site, path, owner, period, updated, source) in [
        ("school", "ita/2568/o18/", "กลุ่มบริหารงบประมาณ", "1 ตุลาคม 2567 ถึง 31 มีนาคม 2568", "10 เมษายน 2568", ""),
        (
            "school",
            "en/ita/2568/o18/",
            "Budget Group",
            "1 October 2024 (B.E. 2567) to 31 March 2025 (B.E. 2568)",
            "10 April 2025 (B.E. 2568)",
            "",
        ),
        ("school", "ita/2568/o12/", "กลุ่มบริหารทั่วไป", thai, "15 มีนาคม 2568", ""),
        (
            "school",
            "en/ita/2569/measures/m01/",
            "Budget Group",
            "1 November 2025 (B.E. 2568) to 31 March 2026 (B.E. 2569)",
            "5 January 2026 (B.E. 2569)",
            "",
        ),
        ("school", "about/", "โรงเรียนตัวอย่าง", "", "10 กุมภาพันธ์ 2568", ""),
        ("school", "news/2568-05-20-open-house/", "กลุ่มบริหารทั่วไป", "", "20 พฤษภาคม 2568", ""),
        ("school", "en/ita/2568/", "Example School", fiscal, "20 September 2025 (B.E. 2568)", ""),
        ("school", "", "โรงเรียนตัวอย่าง", "", "5 มกราคม 2569", ""),
        (
            "two-years",
            "en/ita/scores/2568/",
            "Example Subdistrict Municipality",
            fiscal,
            "15 August 2025 (B.E. 2568)",
            "",
        ),
        ("two-years", "en/ita/scores/", "Example Subdistrict Municipality", "", "15 August 2025 (B.E. 2568)", ""),
        (
            AGENCY,
            "ita/2568/issues/",
            "สำนักปลัด องค์การบริหารส่วนตำบลโสกก่าม อำเภอเซกา จังหวัดบึงกาฬ",
            thai,
            "5 มกราคม 2569",
            memo,
        ),
        (AGENCY, "en/ita/2568/issues/4/", office, fiscal, "5 January 2026 (B.E. 2569)", in_english),
        (
            AGENCY,
            "en/services/",
            "Sokkam Subdistrict Administrative Organization",
            "",
            "5 January 2026 (B.E. 2569)",
            "",
        ),
    ] {
        let none = |told: &'static str, [thai, english]: [&'static str; 2]| match told {
            "" if path.starts_with("en/") => english,
            "" => thai,
            _ => told,
        };
        let period = none(period, ["ไม่ขึ้นกับปีงบประมาณ", "not tied to a fiscal year"]);
        let mut expected = vec![owner, period, updated, none(source, ["ไม่ได้ระบุที่มา", "no source stated"])];
        if source.is_empty() && !path.contains("ita/") {
            expected.pop();
        }
        let page = built(site).page(path);
        let about = of_class(page, "about").next().expect("the page says it");
        let told: Vec<String> = page.below(about, &["dd"]).into_iter().map(|at| page.text(at)).collect();
        assert_eq!(told, expected, "{site}: {path}");
    }
}

#[test]
fn charts_have_a_name_a_description_and_a_table_or_list_with_their_figures() {
    let mut charts = 0;
    for (site, page) in pages() {
        for svg in page.all(&["svg"]).filter(|&at| page.attribute(at, "role") == Some("img")) {
            charts += 1;
            let at = format!("{}:{}", site.name, page.route);
            let named = page.attribute(svg, "aria-labelledby").unwrap_or_default().split(' ').count();
            assert_eq!(named, 2, "{at}");
            for name in ["title", "desc"] {
                let [one] = page.below(svg, &[name])[..] else { panic!("{at}: not one {name}") };
                assert!(!page.text(one).is_empty(), "{at}: an empty {name}");
            }
            // What a chart writes beside its bars stands in the page's text as well.
            let texts = page.below(svg, &["text"]).into_iter().map(|at| page.text(at));
            let figures =
                texts.filter(|text| text.contains('.') && text.chars().all(|c| c.is_ascii_digit() || c == '.'));
            let cells: BTreeSet<String> = page.all(&["td", "b"]).map(|at| page.text(at)).collect();
            for figure in figures {
                assert!(cells.iter().any(|cell| cell.contains(&figure)), "{at}: {figure} stands only in the chart");
            }
        }
    }
    assert!(charts >= 12, "{charts} charts");
}

#[test]
fn a_year_without_a_figure_is_drawn_as_a_gap() {
    for page in both("ita/scores/") {
        let bars = |class: &str| of_class(page, class).filter(|&at| page.name(at) == "rect").count();
        assert_eq!((bars("fill"), bars("gap")), (3, 2), "{}", page.route);
    }
}

#[test]
fn the_official_document_has_computed_averages_this_year_s_numbers_and_the_digits_asked_for() {
    let [thai, english] = both("ita/2569/analysis/");
    let main = |page: &Page| page.text(page.all(&["article"]).next().expect("the document"));
    // Worked out by hand from the rows of each issue; the memorandum prints 99.64 seven times.
    let averages = ["99.68", "100.00", "100.00", "95.56", "100.00", "100.00", "100.00"];
    let sums = of_class(english, "sum").filter(|&at| english.name(at) == "tr");
    let sums: Vec<String> = sums.map(|at| english.text(at)).collect();
    assert_eq!(sums.len(), 7);
    for (sum, average) in sums.iter().zip(averages) {
        assert!(sum.ends_with(average), "{sum}");
    }
    let text = main(thai);
    assert!(text.contains("๙๙.๖๘") && text.contains("บก ๘๐๓๐๑/-") && text.contains("๕ มกราคม ๒๕๖๙"));
    assert!(!text.chars().any(|c| c.is_ascii_digit()), "a digit that is not Thai: {text}");
    assert!(main(english).contains("BorKor 80301/-") && !main(english).contains('๙'));
    // Advice on O8 of the analysed year names what O8 is in this one.
    let links = thai.links();
    assert!(links.iter().any(|link| link.ends_with("2568/o8/")) && links.iter().any(|link| link.ends_with("2569/o8/")));
    let steps: usize =
        built(AGENCY).built.portal().years.values().flat_map(|of| &of.measures).map(|one| one.steps.len()).sum();
    let items = thai.all(&["td"]).flat_map(|cell| thai.below(cell, &["li"]));
    assert_eq!(items.count(), steps, "every step of every measure");
}

/// Advice on an item says what that is in the year that answers it, and not in those that come later.
#[test]
fn advice_leads_to_the_items_of_the_year_after() {
    let place = folder();
    copy(&site("school"), place.path());
    for year in ["2569", "2570"] {
        let catalogue = "name: การประเมิน\nstatus: final\ninstruments: [{id: OIT, name: ก, weight: 1}]\nindicators:\n  - {id: 9, name: ข, \
            instruments: [OIT], groups: [{id: 9.1, name: ค, items: [{code: O5, title: ง, was: {2568: [O4]}}]}]}\n";
        std::fs::create_dir_all(place.path().join("content").join(year)).expect("a folder can be made");
        std::fs::write(place.path().join("content").join(year).join("catalogue.yaml"), catalogue).expect("a file");
    }
    let site = Site::new("school", place.path());
    let links = site.page("ita/2568/issues/").links();
    let leads = |end: &str| links.iter().any(|link| link.ends_with(end));
    assert!(leads("2568/o4/") && leads("2569/o5/") && !leads("2570/o5/"), "{links:?}");
}

#[test]
fn a_document_in_arabic_digits_where_none_are_asked_for() {
    let page = built("school").page("ita/2569/analysis/");
    assert!(!page.text(page.all(&["main"]).next().expect("main")).contains(['๐', '๙']));
}

#[test]
fn everything_that_is_assessed_is_two_clicks_from_home() {
    let site = built(AGENCY);
    let portal = site.built.portal();
    for lang in Lang::ALL {
        let home = Address::home().in_lang(lang);
        let near = near(site, &format!("{home}index.html"));
        let shown = [Show::People, Show::Contact, Show::Units];
        let wanted = portal.places().into_iter().filter(|place| match place {
            Place::Item(_) | Place::Scores(_) | Place::YearScores(_) | Place::Measures(_) | Place::Analysis(_) => true,
            Place::Article(it) => {
                let article = it.article;
                article.show.is_some_and(|show| shown.contains(&show)) || article.name == "contact/complaints"
            }
            _ => false,
        });
        for place in wanted {
            let route = format!("{}index.html", place.address().in_lang(lang));
            let clicks = near.get(&route).copied().unwrap_or(usize::MAX);
            // Old years are reached through the list of years.
            let old = matches!(place, Place::Item(it) if it.assessment.scores.as_ref().is_none_or(|scores| scores.overall.is_none()));
            assert!(clicks <= 2 + usize::from(old), "{route} is {clicks} clicks away");
        }
    }
}

/// How many clicks each page is away, as far as three.
fn near(site: &Site, start: &str) -> HashMap<String, usize> {
    let mut clicks = HashMap::from([(start.to_owned(), 0)]);
    let mut open = VecDeque::from([start.to_owned()]);
    while let Some(route) = open.pop_front() {
        let (page, count) = (&site.pages[&route], clicks[&route] + 1);
        if count > 3 {
            continue;
        }
        for href in page.all(&["a"]).filter_map(|at| page.attribute(at, "href")) {
            let mut parts: Vec<&str> = page.route.split('/').collect();
            parts.pop();
            for part in href.split('#').next().unwrap_or_default().split('/') {
                match part {
                    "" | "." => {}
                    ".." => drop(parts.pop()),
                    _ => parts.push(part),
                }
            }
            parts.push("index.html");
            let to = parts.join("/");
            if site.pages.contains_key(&to) && !clicks.contains_key(&to) {
                clicks.insert(to.clone(), count);
                open.push_back(to);
            }
        }
    }
    clicks
}

#[test]
fn banners_lead_somewhere_and_the_staff_s_survey_is_nowhere() {
    let mut sources = crate::support::read(&crate::support::root()).expect("the folder can be read");
    let agency =
        sources.texts.iter_mut().find(|(path, _)| path.as_str() == "content/agency.yaml").expect("the agency").1;
    let with = agency.replacen(
        "    to: null\n    audience: staff",
        "    to: https://survey.example/staff\n    audience: staff",
        1,
    );
    let with = with.replacen("    to: null\n", "    to: https://survey.example/public\n", 1);
    *agency = with.into();
    let site = Site::of("agency with surveys", whole::build(&sources, &options()));
    let all: BTreeMap<&String, &Page> =
        site.pages.iter().filter(|(_, page)| page.html.contains("survey.example/staff")).collect();
    assert!(all.is_empty(), "the staff's survey is on {:?}", all.keys());
    let banners = |site: &Site| -> Vec<String> {
        let home = site.page("");
        let list = of_class(home, "banners").next().expect("banners");
        home.below(list, &["a"])
            .into_iter()
            .map(|at| home.attribute(at, "href").unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(banners(&site), ["./contact/complaints/", "https://survey.example/public"]);
    assert_eq!(banners(built(AGENCY)), ["./contact/complaints/"], "what has no evidence yet is not offered");
}

/// Score, what is published and what comes next stand in one box in this order, and none of them is a nought.
#[test]
fn the_numbers_of_the_home_page_tell_one_story() {
    for (name, path, heads, says) in [
        (AGENCY, "", ["ผลคะแนน", "ข้อมูลที่เปิดเผย", "งานต่อไป"], "10 มาตรการ รวม 53 ขั้นตอน ยังไม่มีรายงานว่าแล้วเสร็จ"),
        (AGENCY, "en/", ["Scores", "Disclosed", "What comes next"], "10 measures with 53 steps"),
        ("showcase", "", ["ผลคะแนน", "ข้อมูลที่เปิดเผย", "งานต่อไป"], "28 จาก 28 ข้อ เปิดเผยครบแล้ว"),
    ] {
        let page = built(name).page(path);
        let panel = of_class(page, "panel").next().expect("the box");
        let told: Vec<String> = page.below(panel, &["h3"]).into_iter().map(|at| page.text(at)).collect();
        assert!(told.len() == 3 && told.iter().zip(heads).all(|(own, head)| own.starts_with(head)), "{told:?}");
        assert!(page.text(panel).contains(says), "{}", page.text(panel));
        let figures = page.below(panel, &["b"]).into_iter().map(|at| page.text(at));
        assert!(figures.filter(|own| own == "0").count() == 0, "{name}:{path}");
    }
}

/// A long page lists what stands in it, after its title and before its text; each line leads to a heading. Pages of items
/// begin with their evidence instead.
#[test]
fn long_pages_list_what_stands_in_them() {
    let mut listed = BTreeSet::new();
    for (site, page) in pages() {
        let Some(list) = of_class(page, "contents").next() else { continue };
        let at = format!("{}:{}", site.name, page.route);
        let links: Vec<&str> =
            page.below(list, &["a"]).into_iter().filter_map(|at| page.attribute(at, "href")).collect();
        assert!(links.len() > 2, "{at}");
        for link in links {
            let id = link.strip_prefix('#').expect("a place of the page");
            let named = page.all(&["h2", "h3"]).filter(|&at| page.attribute(at, "id") == Some(id));
            assert_eq!(named.count(), 1, "{at} {link}");
        }
        assert!(!page.html.contains("data-contents"), "{at}");
        listed.insert((site.name.as_str(), page.route.trim_end_matches("index.html")));
    }
    let of_agency =
        ["ita/scores/2568/", "ita/2569/analysis/", "ita/2568/issues/", "ita/2568/all/", "ita/2569/measures/"];
    for path in of_agency.iter().flat_map(|path| [(*path).to_owned(), format!("en/{path}")]) {
        assert!(listed.contains(&(AGENCY, path.as_str())), "{path}: {listed:?}");
    }
    for path in ["", "about/", "ita/2568/o12/", "contact/"] {
        assert!(!listed.contains(&(AGENCY, path)) && !listed.contains(&("showcase", path)), "{path}");
    }
}

/// What is not known of the ways to reach an agency is said once, and not with every way.
#[test]
fn awaited_contacts_are_one_row() {
    for path in ["", "contact/", "en/", "en/contact/"] {
        let page = built(AGENCY).page(path);
        let (rows, awaited) = (of_class(page, "none"), if page.lang() == Lang::En { "awaited" } else { "รอข้อมูล" });
        assert_eq!(rows.filter(|&at| page.name(at) == "dd").count(), 1, "{path}");
        let terms = page.all(&["dt"]).filter(|&at| page.text(at) == awaited);
        assert_eq!(terms.count(), 1, "{path}");
    }
}

#[test]
fn a_measure_that_is_done_is_not_told_to_be_over() {
    let page = built("showcase").page("ita/2569/measures/");
    let cards: Vec<String> =
        of_class(page, "cards").flat_map(|list| page.below(list, &["li"])).map(|at| page.text(at)).collect();
    let done = cards.iter().filter(|own| own.contains("แล้วเสร็จ 4 จาก 4"));
    assert!(done.clone().count() > 0 && done.clone().all(|own| own.contains("(แล้วเสร็จ)")), "{cards:?}");
}

#[test]
fn no_line_ends_between_a_figure_that_is_filled_in_and_its_unit() {
    let mut whole = BTreeSet::new();
    for (site, page) in pages().filter(|(site, _)| site.name == "showcase" || site.name == AGENCY) {
        for unit in ["ขั้นตอน", "steps", "KB"] {
            for (at, _) in page.html.match_indices(unit) {
                let before = page.html[..at].trim_end_matches("&nbsp;");
                let figure = |text: &str| text.ends_with(|c: char| c.is_ascii_digit() || ('๐'..='๙').contains(&c));
                assert!(!before.strip_suffix(' ').is_some_and(figure), "{}:{} {unit}", site.name, page.route);
                let kept = before.strip_suffix('\u{a0}').is_some_and(figure) || (before.len() < at && figure(before));
                whole.extend(kept.then_some(unit));
            }
        }
    }
    assert_eq!(whole.len(), 3, "{whole:?}");
}

/// Paper is white, and what is white on it is not there.
#[test]
fn no_letters_are_white_on_paper() {
    let css = std::fs::read_to_string(root().join("themes/default/static/style.css")).expect("the styles");
    let blocks: Vec<&str> = css.split("@media print {").skip(1).filter_map(|rest| rest.split("\n}").next()).collect();
    assert!(!blocks.is_empty());
    for own in blocks.iter().flat_map(|block| block.split(['{', ';', '}'])) {
        let white = own.trim().strip_prefix("color:").map(str::trim);
        let white = white.is_some_and(|value| ["#fff", "#ffffff", "white", "var(--on-accent)"].contains(&value));
        assert!(!white, "{own}");
    }
}

#[test]
fn measures_are_filtered_by_plain_links() {
    for (path, groups, count) in [("ita/2569/measures/", "issue-", 7), ("ita/2569/measures/owners/", "owner-", 3)] {
        for page in both(path) {
            let ids: Vec<&str> = page
                .all(&["section"])
                .filter_map(|at| page.attribute(at, "id"))
                .filter(|id| id.starts_with(groups))
                .collect();
            let counted: Vec<String> = (1..=count).map(|at| format!("{groups}{at}")).collect();
            assert_eq!(ids, counted, "{}", page.route);
            let links = page.links();
            for id in ids {
                assert!(links.iter().any(|link| link.ends_with(&format!("#{id}"))), "{}: no link to {id}", page.route);
            }
        }
    }
}

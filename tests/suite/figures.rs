//! The figures of the assessment: what the arithmetic gives from the scores of questions and items alone, and that the built
//! pages print it in both languages.

use std::collections::BTreeMap;

use prongsai::base::lang::Lang;
use prongsai::base::span::Spanned;
use prongsai::ita::assessment::Assessment;
use prongsai::ita::engine::{Computed, compute};
use prongsai::ita::issue::Summary;
use prongsai::ita::published::{Published, Row, Scores};
use prongsai::ita::score::{Exact, Score};
use prongsai::ita::year::FiscalYear;

use crate::sites::{AGENCY, Page, Site, built};

/// A site's year.
fn year(site: &'static Site, year: &str) -> &'static Assessment {
    let year = FiscalYear::parse(year).expect("a year");
    site.built.portal().years.get(&year).unwrap_or_else(|| panic!("{} has no year {year}", site.name))
}

fn rounded(value: Option<Exact>) -> Option<String> {
    value.map(|value| Score::rounded(value).to_string())
}

/// What follows from the scores of questions and items when nothing else was published.
fn computed(of: &Assessment) -> Computed {
    let (catalogue, scores) = (of.catalogue.as_ref().expect("a catalogue"), of.scores.as_ref().expect("scores"));
    let bare =
        Scores { overall: None, rating: None, instruments: Vec::new(), indicators: Vec::new(), ..scores.clone() };
    let computed = compute(catalogue, &bare);
    assert_eq!(Some(&computed), of.computed.as_ref(), "published figures have no part in the arithmetic");
    computed
}

/// Holds computed figures against expected ones; `None` is a figure that cannot be computed.
fn hold(of: &BTreeMap<String, Option<Exact>>, expected: &[(&str, Option<&str>)]) {
    let actual: Vec<(&str, Option<String>)> = of.iter().map(|(id, value)| (id.as_str(), rounded(*value))).collect();
    let mut expected: Vec<_> = expected.iter().map(|(id, value)| (*id, value.map(str::to_owned))).collect();
    expected.sort();
    assert_eq!(actual, expected);
}

/// The rating that follows from the figures of a year.
fn rated(of: &Assessment) -> Option<&str> {
    of.rating().map(|band| band.id.value.as_str())
}

/// What the rows of every issue amount to.
fn summaries(of: &Assessment) -> Vec<Summary> {
    let analysis = of.analysis.as_ref().expect("an analysis");
    let target = of.catalogue.as_ref().and_then(|catalogue| catalogue.target);
    let score = |id: &str| of.row(&analysis.instruments, id).and_then(|(_, row)| Row::value(row));
    analysis.issues.iter().map(|issue| issue.summary(target, of.full(), score)).collect()
}

/// The texts of the cells of the row that begins with the cell `head` or `N. head`.
fn cells(page: &Page, head: &str) -> Vec<String> {
    let rows = page.all(&["tr"]).map(|row| page.below(row, &["th", "td"]));
    let mut rows = rows.map(|cells| cells.into_iter().map(|cell| page.text(cell)).collect::<Vec<_>>());
    let row =
        rows.find(|cells| cells.first().is_some_and(|first| first == head || first.ends_with(&format!(". {head}"))));
    row.unwrap_or_else(|| panic!("{} has no row {head}", page.route))
}

/// The values that a page's lists of facts give.
fn facts(page: &Page) -> Vec<String> {
    page.texts(&["dd"])
}

/// Whatever stands by itself on a page, a figure for example.
fn shown(page: &Page) -> Vec<String> {
    page.texts(&["b", "strong", "dd", "td"])
}

/// The page of an address in both languages.
fn both(site: &'static Site, address: &str) -> [(Lang, &'static Page); 2] {
    [(Lang::Th, site.page(address)), (Lang::En, site.page(&format!("en/{address}")))]
}

/// Holds that the page of a year's scores prints every published and every computed figure beside its name.
fn printed(site: &'static Site, name: &str) {
    let of = year(site, name);
    let (catalogue, scores) = (of.catalogue.as_ref().expect("a catalogue"), of.scores.as_ref().expect("scores"));
    let computed = computed(of);
    let figure = |list: &[(Spanned<String>, Published)], id: &str| {
        let (_, found) = list.iter().find(|(own, _)| own.value == id)?;
        found.as_ref().map(|score| score.value.to_string())
    };
    for (lang, page) in both(site, &format!("ita/scores/{name}/")) {
        let hold = |head: &str, published: Option<String>, computed: Option<String>| {
            let cells = cells(page, head);
            let [.., left, right] = &cells[..] else { panic!("{}: {cells:?}", page.route) };
            for (cell, expected) in [(left, published), (right, computed)] {
                match expected {
                    Some(expected) => assert_eq!(*cell, expected, "{}: {cells:?}", page.route),
                    None => assert!(
                        Score::parse(cell).is_err() && !cell.is_empty(),
                        "{}: no figure, in words: {cells:?}",
                        page.route
                    ),
                }
            }
        };
        for one in &catalogue.instruments {
            let id = &one.id.value;
            hold(one.name.get(lang).0, figure(&scores.instruments, id), rounded(computed.instruments[id]));
        }
        for one in &catalogue.indicators {
            let id = &one.id.value;
            hold(one.name.get(lang).0, figure(&scores.indicators, id), rounded(computed.indicators[id]));
        }
        if let Some(overall) = &scores.overall {
            assert!(shown(page).contains(&overall.value.to_string()), "{} lacks {}", page.route, overall.value);
        }
    }
}

// The agency

#[test]
fn the_agency_s_scores_of_2568() {
    let computed = computed(year(built(AGENCY), "2568"));
    hold(
        &computed.instruments,
        &[("IIT", Some("98.96")), ("EIT1", Some("100.00")), ("EIT2", Some("99.67")), ("OIT", Some("100.00"))],
    );
    let full = Some("100.00");
    hold(
        &computed.indicators,
        &[
            ("1", Some("99.26")),
            ("2", full),
            ("3", full),
            ("4", Some("95.56")),
            ("5", full),
            ("6", full),
            ("7", full),
            ("8", Some("99.50")),
            ("9", full),
            ("10", full),
        ],
    );
    assert_eq!(rounded(computed.overall).as_deref(), Some("99.64"));
    printed(built(AGENCY), "2568");
}

/// Of a question that has no score nobody can say that it is not below.
#[test]
fn an_issue_with_an_unknown_score_has_no_list_of_none() {
    let of = year(built(AGENCY), "2568");
    let analysis = of.analysis.as_ref().expect("an analysis");
    let issue = analysis.issues.iter().find(|issue| issue.rows.len() > 1).expect("an issue with two rows");
    let first = issue.rows[0].value.as_str();
    let below = |known: Score| {
        let summary = issue.summary(Some(of.full()), of.full(), |id| (id == first).then_some(known));
        assert_eq!(summary.below_target, summary.below_full);
        summary.below_full
    };
    assert_eq!(below(of.full()), None);
    assert_eq!(below(Score::parse("0").expect("a score")), Some(vec![first.to_owned()]));
}

#[test]
fn the_agency_s_issues_of_2568() {
    let site = built(AGENCY);
    let of = year(site, "2568");
    let summaries = summaries(of);
    let averages: Vec<_> = summaries.iter().filter_map(|summary| rounded(summary.average)).collect();
    assert_eq!(averages, ["99.68", "100.00", "100.00", "95.56", "100.00", "100.00", "100.00"]);
    let below: Vec<_> =
        summaries.iter().map(|summary| summary.below_full.clone().unwrap_or_default().join(" ")).collect();
    assert_eq!(below, ["i2", "", "", "i10", "", "", ""]);
    assert!(
        summaries.iter().all(|summary| summary.below_target.as_ref().is_some_and(Vec::is_empty)),
        "none is below 85"
    );
    for (number, summary) in (1..).zip(&summaries) {
        let average = rounded(summary.average).expect("an average");
        for (_, page) in both(site, &format!("ita/2568/issues/{number}/")) {
            assert_eq!(facts(page)[0], average, "{}", page.route);
            for id in summary.below_full.iter().flatten() {
                assert!(facts(page).contains(id), "{}: {:?}", page.route, facts(page));
            }
        }
        for (lang, page) in both(site, "ita/2568/issues/") {
            let analysis = of.analysis.as_ref().expect("an analysis");
            let title = analysis.issues[number - 1].title.get(lang).0;
            assert!(cells(page, title).contains(&average), "{}: {:?}", page.route, cells(page, title));
        }
    }
}

#[test]
fn the_agency_s_ratings_by_year() {
    let site = built(AGENCY);
    let expected = [
        ("2564", Some("95.53"), Some("AA")),
        ("2565", Some("99.15"), Some("AA")),
        ("2566", None, None),
        ("2567", None, None),
        ("2568", Some("99.64"), Some("excellent")),
    ];
    for (name, overall, band) in expected {
        let of = year(site, name);
        let published =
            of.scores.as_ref().and_then(|scores| scores.overall.as_ref()).map(|score| score.value.to_string());
        assert_eq!((published.as_deref(), rated(of)), (overall, band), "{name}");
        for (lang, page) in both(site, "ita/scores/") {
            let rows = page.all(&["tr"]).map(|row| page.below(row, &["th", "td"]));
            let mut rows = rows.map(|row| row.into_iter().map(|cell| page.text(cell)).collect::<Vec<_>>());
            let row = rows.find(|row| row.first().is_some_and(|head| head.contains(name)));
            let row = row.unwrap_or_else(|| panic!("{} has no row of {name}", page.route));
            let figures: Vec<String> = row[1..].iter().filter_map(|cell| first_score(cell)).collect();
            assert_eq!(figures.first().map(String::as_str), overall, "{}: {row:?}", page.route);
            let band = band.and_then(|id| of.bands().iter().find(|band| band.id.value == id));
            if let Some(band) = band {
                let word = band.name.get(lang).0;
                assert!(row.iter().any(|cell| cell == word), "{}: {row:?} lacks {word}", page.route);
            }
        }
    }
    for (_, home) in both(site, "") {
        assert!(shown(home).contains(&"99.64".to_owned()), "{} lacks 99.64", home.route);
    }
}

/// The score that a cell begins with, if it does.
fn first_score(cell: &str) -> Option<String> {
    let word = cell.split_whitespace().next()?;
    Score::parse(word).ok().filter(|_| word.contains('.')).map(|score| score.to_string())
}

#[test]
fn the_agency_s_items_and_measures() {
    let site = built(AGENCY);
    for (name, count) in [("2566", 43), ("2567", 35), ("2568", 28), ("2569", 26)] {
        let of = year(site, name);
        let items = of.catalogue.as_ref().map_or(0, |catalogue| catalogue.items().count());
        assert_eq!(items, count, "{name}");
        for (_, page) in both(site, &format!("ita/{name}/")) {
            let folder = format!("{}ita/{name}/", if page.lang() == Lang::En { "en/" } else { "" });
            let items = page.links().into_iter().filter(|href| href.contains(&format!("{folder}o"))).count();
            assert_eq!(items, count, "{}", page.route);
            // Of a year in the archive nothing is counted.
            assert_eq!(
                facts(page).iter().any(|fact| fact.contains(&count.to_string())),
                !["2566", "2567"].contains(&name),
                "{}: {:?}",
                page.route,
                facts(page)
            );
        }
        let answered = if ["2568", "2569"].contains(&name) { count } else { 0 };
        assert_eq!(of.items.len(), answered, "items of {name} with a file");
    }
    let measures = &year(site, "2569").measures;
    let steps: usize = measures.iter().map(|measure| measure.steps.len()).sum();
    assert_eq!((measures.len(), steps), (10, 53));
    for (_, page) in both(site, "ita/2569/measures/") {
        let facts = facts(page);
        assert!(facts.contains(&"10".to_owned()), "{}: {facts:?}", page.route);
        assert!(facts.iter().any(|fact| fact.contains("53")), "{}: {facts:?}", page.route);
    }
    for measure in measures {
        for (_, page) in both(site, &format!("ita/2569/measures/{}/", measure.id)) {
            let lists = page.all(&["ol"]).map(|list| {
                page.below(list, &["li"]).into_iter().filter(|&at| page.nodes[at].parent == Some(list)).count()
            });
            assert!(
                lists.max().unwrap_or(0) >= measure.steps.len(),
                "{} shows fewer than {} steps",
                page.route,
                measure.steps.len()
            );
        }
    }
}

// The small sites, by hand

#[test]
fn the_school_s_scores_with_two_that_are_missing() {
    let site = built("school");
    let of = year(site, "2568");
    let computed = computed(of);
    let indicators = [("1", "91.67"), ("2", "85.56"), ("3", "87.25"), ("4", "89.75"), ("5", "89.92")];
    let indicators: Vec<_> = indicators.into_iter().map(|(id, value)| (id, Some(value))).chain([("6", None)]).collect();
    hold(&computed.indicators, &indicators);
    hold(&computed.instruments, &[("STAFF", Some("89.91")), ("FAMILY", Some("87.13")), ("OIT", None)]);
    assert_eq!((computed.overall, rated(of)), (None, None));
    let summaries = summaries(of);
    let averages: Vec<_> = summaries.iter().map(|summary| rounded(summary.average)).collect();
    let expected = [Some("86.11"), Some("84.07"), Some("88.48"), Some("96.25"), None];
    assert_eq!(averages, expected.map(|value| value.map(str::to_owned)));
    printed(site, "2568");
    for (_, page) in both(site, "ita/2568/issues/5/") {
        assert!(
            first_score(&facts(page)[0]).is_none(),
            "{}: a missing average is no figure: {:?}",
            page.route,
            facts(page)
        );
    }
    for (number, expected) in (1..).zip(expected) {
        for (_, page) in both(site, &format!("ita/2568/issues/{number}/")) {
            assert_eq!(first_score(&facts(page)[0]).as_deref(), expected, "{}", page.route);
        }
    }
}

#[test]
fn the_town_s_scores_of_two_years() {
    let site = built("two-years");
    let expected = [
        ("2567", [("1", "97.39"), ("2", "92.50"), ("3", "83.33")], ("94.94", "83.33"), "87.98", "pass"),
        ("2568", [("1", "91.51"), ("2", "94.07"), ("3", "100.00")], ("92.79", "100.00"), "97.11", "good"),
    ];
    for (name, indicators, (iit, oit), overall, band) in expected {
        let of = year(site, name);
        let computed = computed(of);
        hold(&computed.indicators, &indicators.map(|(id, value)| (id, Some(value))));
        hold(&computed.instruments, &[("IIT", Some(iit)), ("OIT", Some(oit))]);
        assert_eq!((rounded(computed.overall).as_deref(), rated(of)), (Some(overall), Some(band)), "{name}");
        printed(site, name);
        let word = of.bands().iter().find(|known| known.id.value == band).expect("the band is known");
        for (lang, page) in both(site, &format!("ita/scores/{name}/")) {
            assert!(facts(page).contains(&word.name.get(lang).0.to_owned()), "{}: {:?}", page.route, facts(page));
        }
    }
}

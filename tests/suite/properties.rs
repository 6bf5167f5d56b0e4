//! What holds for any input: the arithmetic of scores, years and days in every spelling, Thai text, paths, and bodies that
//! somebody wrote to do harm.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

use prongsai::base::date::Day;
use prongsai::base::diag::Diagnostic;
use prongsai::base::lang::Text;
use prongsai::base::path::RelPath;
use prongsai::base::source::Sources;
use prongsai::base::span::{Span, Spanned};
use prongsai::base::thai::{normalise, slug};
use prongsai::ita::catalogue::{Catalogue, Group, Indicator, Instrument, ItemSpec, Question};
use prongsai::ita::engine::{Computed, compute};
use prongsai::ita::item_code::ItemCode;
use prongsai::ita::published::{Reasons, Row, Scores};
use prongsai::ita::score::{Exact, Score, mean};
use prongsai::ita::year::FiscalYear;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::chance::cases;
use crate::sites::{Kind, Page, Site, options};
use crate::support::site;
use crate::whole::{self, Whole};

// The arithmetic of scores

/// A year with its rows: by instrument, then indicator, then group, the scores in hundredths.
#[derive(Clone, Debug)]
struct Year {
    /// In per cent; together 100.
    weights: Vec<u8>,
    indicators: Vec<Made>,
}

#[derive(Clone, Debug)]
struct Made {
    by_groups: bool,
    /// The first group holds the questions of a survey, the others items.
    groups: Vec<usize>,
    /// For each instrument that measures the indicator: its scores by group.
    scores: BTreeMap<usize, Vec<Vec<i64>>>,
}

fn text() -> Text {
    Text { th: "ก".to_owned(), en: None, span: Span::file(&path()) }
}

fn path() -> RelPath {
    RelPath::new("content/2568/catalogue.yaml").expect("a path")
}

fn at<T>(value: T) -> Spanned<T> {
    Spanned { value, span: Span::file(&path()) }
}

fn any_year() -> impl Strategy<Value = Year> {
    let weights = prop_oneof![Just(vec![100]), (1u8..100).prop_map(|first| vec![first, 100 - first])];
    weights.prop_flat_map(|weights| {
        let count = weights.len();
        let indicators = prop::collection::vec(any_indicator(count), 1..4);
        indicators.prop_map(move |mut indicators| {
            // Every instrument measures something.
            for instrument in 0..count {
                if !indicators.iter().any(|made| made.scores.contains_key(&instrument)) {
                    let groups = indicators[0].groups.iter().map(|&length| vec![5_000; length]).collect();
                    indicators[0].scores.insert(instrument, groups);
                }
            }
            Year { weights: weights.clone(), indicators }
        })
    })
}

fn any_indicator(instruments: usize) -> impl Strategy<Value = Made> {
    (any::<bool>(), prop::collection::vec(1usize..4, 1..4)).prop_flat_map(move |(by_groups, groups)| {
        let lengths = groups.clone();
        let scores = lengths.into_iter().map(|length| prop::collection::vec(0i64..=10_000, length)).collect::<Vec<_>>();
        let measured = prop::collection::btree_map(0..instruments, scores, 1..=instruments);
        measured.prop_map(move |scores| Made { by_groups, groups: groups.clone(), scores })
    })
}

impl Year {
    fn id(indicator: usize, group: usize, row: usize) -> String {
        format!("R{indicator}-{group}-{row}")
    }

    fn catalogue(&self) -> Catalogue {
        let instruments = self.weights.iter().enumerate().map(|(number, weight)| Instrument {
            id: at(format!("I{number}")),
            name: text(),
            weight: at(Exact::new(i128::from(*weight), 100)),
        });
        let indicators = self.indicators.iter().enumerate().map(|(number, made)| {
            let rows = |group: usize, length: usize| (0..length).map(move |row| Year::id(number, group, row));
            let items = |group: usize, length: usize| rows(group, length).map(|id| spec(&id)).collect();
            // With groups the questions would count as one row each, so they become items too.
            let (questions, groups) =
                if made.by_groups { (0, &made.groups[..]) } else { (made.groups[0], &made.groups[1..]) };
            let first = usize::from(!made.by_groups);
            Indicator {
                id: at(number.to_string()),
                name: text(),
                instruments: made.scores.keys().map(|instrument| at(format!("I{instrument}"))).collect(),
                by_groups: made.by_groups,
                questions: rows(0, questions).map(|id| Question { id: at(id), text: text() }).collect(),
                groups: groups
                    .iter()
                    .enumerate()
                    .map(|(group, &length)| Group {
                        id: at(group.to_string()),
                        name: text(),
                        items: items(group + first, length),
                    })
                    .collect(),
            }
        });
        Catalogue {
            from: None,
            removed: Vec::new(),
            full: Score::FULL,
            path: path(),
            name: text(),
            provisional: false,
            working_translation: false,
            note: None,
            visibility: None,
            published_at: None,
            submitted: None,
            not_public: Vec::new(),
            target: None,
            instruments: instruments.collect(),
            bands: Vec::new(),
            issues: Vec::new(),
            indicators: indicators.collect(),
            sources: BTreeMap::new(),
        }
    }

    /// Every score as instrument, row and hundredths.
    fn rows(&self) -> Vec<(usize, String, i64)> {
        let mut rows = Vec::new();
        for (number, made) in self.indicators.iter().enumerate() {
            for (instrument, groups) in &made.scores {
                for (group, scores) in groups.iter().enumerate() {
                    rows.extend(
                        scores
                            .iter()
                            .enumerate()
                            .map(|(row, score)| (*instrument, Year::id(number, group, row), *score)),
                    );
                }
            }
        }
        rows
    }

    /// The same by hand: fractions of whole numbers, in hundredths of a point.
    fn by_hand(&self) -> (BTreeMap<String, Fraction>, Vec<Fraction>, Fraction) {
        let part = |made: &Made, groups: &Vec<Vec<i64>>| {
            let whole =
                |scores: &[i64]| Fraction(scores.iter().map(|&score| i128::from(score)).sum(), scores.len() as i128);
            if made.by_groups {
                average(&groups.iter().map(|group| whole(group)).collect::<Vec<_>>())
            } else {
                whole(&groups.concat())
            }
        };
        let indicators = self.indicators.iter().enumerate().map(|(number, made)| {
            let parts: Vec<Fraction> = made.scores.values().map(|groups| part(made, groups)).collect();
            (number.to_string(), average(&parts))
        });
        let instruments: Vec<Fraction> = (0..self.weights.len())
            .map(|instrument| {
                let measured =
                    self.indicators.iter().filter_map(|made| Some(part(made, made.scores.get(&instrument)?)));
                average(&measured.collect::<Vec<_>>())
            })
            .collect();
        let overall = instruments.iter().zip(&self.weights).fold(Fraction(0, 1), |sum, (value, weight)| {
            sum.plus(Fraction(value.0 * i128::from(*weight), value.1 * 100))
        });
        (indicators.collect(), instruments, overall)
    }
}

/// A fraction of the test's own, so that the library's is not held against itself.
#[derive(Clone, Copy, Debug)]
struct Fraction(i128, i128);

impl Fraction {
    fn plus(self, other: Fraction) -> Fraction {
        let (above, below) = (self.0 * other.1 + other.0 * self.1, self.1 * other.1);
        let divisor = divisor(above, below);
        Fraction(above / divisor, below / divisor)
    }

    /// Hundredths, half up.
    fn rounded(self) -> i128 {
        (2 * self.0 + self.1) / (2 * self.1)
    }
}

fn divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a.max(1) } else { divisor(b, a % b) }
}

fn average(values: &[Fraction]) -> Fraction {
    let sum = values.iter().fold(Fraction(0, 1), |sum, value| sum.plus(*value));
    Fraction(sum.0, sum.1 * values.len() as i128)
}

fn spec(code: &str) -> ItemSpec {
    ItemSpec {
        code: at(ItemCode::new(code).expect("a code")),
        title: text(),
        period: None,
        was: Vec::new(),
        covers: None,
        releases: Vec::new(),
        requirements: Vec::new(),
        requirements_note: None,
        sources: Vec::new(),
    }
}

fn scores(rows: &[(usize, String, Option<i64>)]) -> Scores {
    let mut by_instrument: Vec<(Spanned<String>, Vec<Row>)> = Vec::new();
    for (instrument, id, value) in rows {
        let name = format!("I{instrument}");
        let row =
            Row { id: at(id.clone()), score: value.map(|value| at(hundredths(value))), derived: false, note: None };
        match by_instrument.iter_mut().find(|(known, _)| known.value == name) {
            Some((_, rows)) => rows.push(row),
            None => by_instrument.push((at(name), vec![row])),
        }
    }
    Scores {
        full: None,
        path: path(),
        announced: None,
        overall: None,
        blank: None,
        rating: None,
        instruments: Vec::new(),
        indicators: Vec::new(),
        rows: by_instrument,
        bands: Vec::new(),
        note: None,
        reasons: Reasons::default(),
        visibility: None,
    }
}

fn hundredths(value: i64) -> Score {
    Score::rounded(Exact::new(i128::from(value), 100))
}

fn all(year: &Year) -> Vec<(usize, String, Option<i64>)> {
    year.rows().into_iter().map(|(instrument, id, value)| (instrument, id, Some(value))).collect()
}

fn printed(value: i128) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}

fn shown(value: Option<Exact>) -> Option<String> {
    value.map(|value| Score::rounded(value).to_string())
}

/// Every figure of a computed year.
fn figures(computed: &Computed) -> Vec<Option<Exact>> {
    let parts = computed.parts.values().chain(computed.indicators.values()).chain(computed.instruments.values());
    parts.copied().chain([computed.overall]).collect()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_engine_agrees_with_whole_numbers(year in any_year()) {
        let computed = compute(&year.catalogue(), &scores(&all(&year)));
        let (indicators, instruments, overall) = year.by_hand();
        for (id, value) in indicators {
            prop_assert_eq!(shown(computed.indicators[&id]), Some(printed(value.rounded())), "indicator {}", id);
        }
        for (number, value) in instruments.into_iter().enumerate() {
            let id = format!("I{number}");
            prop_assert_eq!(shown(computed.instruments[&id]), Some(printed(value.rounded())), "instrument {}", id);
        }
        prop_assert_eq!(shown(computed.overall), Some(printed(overall.rounded())));
    }

    #[test]
    fn every_figure_lies_between_the_lowest_and_the_highest_row(year in any_year()) {
        let rows: Vec<i64> = year.rows().into_iter().map(|(_, _, value)| value).collect();
        let (low, high) = (rows.iter().min().copied().unwrap_or(0), rows.iter().max().copied().unwrap_or(0));
        let computed = compute(&year.catalogue(), &scores(&all(&year)));
        for figure in figures(&computed) {
            let figure = figure.expect("nothing is missing");
            prop_assert!(hundredths(low).exact() <= figure && figure <= hundredths(high).exact());
        }
    }

    #[test]
    fn order_does_not_matter(year in any_year(), turn in any::<Index>(), reverse in any::<bool>()) {
        let mut rows = all(&year);
        let mut catalogue = year.catalogue();
        let expected = compute(&catalogue, &scores(&rows));
        let turned = turn.index(rows.len());
        rows.rotate_left(turned);
        for indicator in &mut catalogue.indicators {
            let count = indicator.groups.len().max(1);
            indicator.groups.rotate_left(turned % count);
            indicator.instruments.reverse();
            if reverse {
                indicator.questions.reverse();
                indicator.groups.iter_mut().for_each(|group| group.items.reverse());
            }
        }
        if reverse {
            rows.reverse();
            catalogue.indicators.reverse();
            catalogue.instruments.reverse();
        }
        prop_assert_eq!(compute(&catalogue, &scores(&rows)), expected);
    }

    #[test]
    fn a_missing_row_is_missing_in_all_that_needs_it(year in any_year(), which in any::<Index>(), absent in any::<bool>()) {
        let mut rows = all(&year);
        let lost = which.index(rows.len());
        let (instrument, id) = (format!("I{}", rows[lost].0), rows[lost].1.clone());
        let indicator = id[1..].split('-').next().unwrap_or_default().to_owned();
        let whole = compute(&year.catalogue(), &scores(&rows));
        // A row that says null and a row that is not there are the same.
        if absent {
            rows.remove(lost);
        } else {
            rows[lost].2 = None;
        }
        let computed = compute(&year.catalogue(), &scores(&rows));
        prop_assert_eq!(computed.overall, None);
        for (key, value) in &computed.instruments {
            prop_assert_eq!(*value, if *key == instrument { None } else { whole.instruments[key] });
        }
        for (key, value) in &computed.indicators {
            prop_assert_eq!(*value, if *key == indicator { None } else { whole.indicators[key] });
        }
        for (key, value) in &computed.parts {
            let needs = (key.0.as_str(), key.1.as_str()) == (instrument.as_str(), indicator.as_str());
            prop_assert_eq!(*value, if needs { None } else { whole.parts[key] });
        }
    }

    #[test]
    fn a_mean_is_rounded_half_up_once(values in prop::collection::vec(0i64..=10_000, 1..60)) {
        let exact = mean(values.iter().map(|&value| Some(hundredths(value).exact()))).expect("there are values");
        let (sum, count) = (values.iter().sum::<i64>(), values.len() as i64);
        let expected = (2 * sum + count) / (2 * count);
        prop_assert_eq!(Score::rounded(exact).to_string(), printed(i128::from(expected)));
        prop_assert_eq!(mean(values.iter().map(|_| None)), None);
    }

    #[test]
    fn a_score_survives_writing_and_reading(value in 0i64..=10_000, zeros in 0usize..4, spaces in " {0,2}") {
        let score = hundredths(value);
        let written = score.to_string();
        prop_assert_eq!(&written, &printed(i128::from(value)));
        let longer = format!("{written}{}", "0".repeat(zeros));
        let shorter = written.trim_end_matches('0').trim_end_matches('.').to_owned();
        for text in [written.clone(), longer, shorter, thai_digits(&written), format!("{spaces}{written}{spaces}")] {
            prop_assert_eq!(Score::parse(&text), Ok(score), "{:?}", text);
        }
        let (above, below) = (format!("{}.01", 1000 + value), format!("-{written}"));
        prop_assert!(Score::parse(&above).is_err());
        prop_assert!(value == 0 || Score::parse(&below).is_err());
    }

    #[test]
    fn any_text_is_a_score_or_none(text in ".{0,12}") {
        if let Ok(score) = Score::parse(&text) {
            prop_assert!(score <= Score::FULL);
            prop_assert_eq!(Score::parse(&score.to_string()), Ok(score));
        }
    }
}

// Years and days

const MONTHS: [(&str, &str, &str); 12] = [
    ("มกราคม", "ม.ค.", "January"),
    ("กุมภาพันธ์", "ก.พ.", "February"),
    ("มีนาคม", "มี.ค.", "March"),
    ("เมษายน", "เม.ย.", "April"),
    ("พฤษภาคม", "พ.ค.", "May"),
    ("มิถุนายน", "มิ.ย.", "June"),
    ("กรกฎาคม", "ก.ค.", "July"),
    ("สิงหาคม", "ส.ค.", "August"),
    ("กันยายน", "ก.ย.", "September"),
    ("ตุลาคม", "ต.ค.", "October"),
    ("พฤศจิกายน", "พ.ย.", "November"),
    ("ธันวาคม", "ธ.ค.", "December"),
];

fn thai_digits(text: &str) -> String {
    let digits: Vec<char> = "๐๑๒๓๔๕๖๗๘๙".chars().collect();
    text.chars().map(|c| c.to_digit(10).map_or(c, |digit| digits[digit as usize])).collect()
}

/// How many days a month has, by the rule of 1582.
fn days(year: i32, month: usize) -> u32 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_day_is_the_same_in_every_spelling(buddhist in 2400i32..=2700, month in 1usize..=12, day in 1u32..=31) {
        let common = buddhist - 543;
        let (long, short, english) = MONTHS[month - 1];
        let mut spellings = Vec::new();
        for year in [buddhist, common] {
            spellings.extend([
                format!("{year}-{month:02}-{day:02}"),
                format!("{year}-{month}-{day}"),
                format!("{day}/{month}/{year}"),
                format!("{day} {long} {year}"),
                format!("{day} {short} {year}"),
                format!("  {day}  {long}   {year} "),
                format!("{day} {english} {year}"),
                format!("{day} {} {year}", english.to_lowercase()),
            ]);
        }
        spellings.push(format!("{day} {long} พ.ศ. {buddhist}"));
        spellings.extend(spellings.clone().iter().map(|text| thai_digits(text)));
        let exists = day <= days(common, month);
        let expected = format!("{common:04}-{month:02}-{day:02}");
        for text in spellings {
            let parsed = Day::parse(&text).ok().map(|day| day.to_string());
            prop_assert_eq!(parsed.as_ref(), Some(&expected).filter(|_| exists), "{}", text);
        }
    }

    #[test]
    fn a_day_survives_writing_and_reading(buddhist in 2401i32..=2700, month in 1usize..=12, day in 1u32..=28) {
        let written = format!("{buddhist}-{month:02}-{day:02}");
        let first = Day::parse(&written).expect("there is such a day");
        prop_assert_eq!(Day::parse(&first.to_string()), Ok(first));
        prop_assert_eq!((i32::from(first.buddhist_year()), first.month(), u32::from(first.day().unsigned_abs())), (buddhist, month, day));
    }

    #[test]
    fn a_fiscal_year_is_the_days_of_its_period(year in 2401i16..=2699, month in 1usize..=12, day in 1u32..=28) {
        let fiscal = FiscalYear::parse(&year.to_string()).expect("a year");
        let period = fiscal.period().expect("a period");
        prop_assert_eq!(period.from.to_string(), format!("{}-10-01", year - 544));
        prop_assert_eq!(period.to.to_string(), format!("{}-09-30", year - 543));
        for edge in [period.from, period.to] {
            prop_assert_eq!(FiscalYear::of(edge), Some(fiscal));
        }
        let written = Day::parse(&format!("{year}-{month:02}-{day:02}")).expect("a day");
        let of = FiscalYear::of(written).expect("a year");
        prop_assert_eq!(of.buddhist(), year + i16::from(month >= 10));
        let inside = period.from <= written && written <= period.to;
        prop_assert_eq!(inside, of == fiscal);
        prop_assert_eq!(FiscalYear::parse(&thai_digits(&fiscal.to_string())), Some(fiscal));
        prop_assert_eq!(fiscal.common(), fiscal.buddhist() - 543);
    }

    #[test]
    fn any_text_is_a_day_or_none(text in prop_oneof![".{0,20}", "[0-9๐-๙]{1,12}[-/ ][0-9๐-๙]{0,12}[-/ ][0-9๐-๙]{0,12}"]) {
        if let Ok(day) = Day::parse(&text) {
            prop_assert!((2400..=2700).contains(&day.buddhist_year()), "{}", text);
            prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
        }
        let _ = FiscalYear::parse(&text);
    }
}

// Thai text and paths

/// Letters that meet in Thai text, and a few that change when they are put together or made small.
fn thai_text() -> impl Strategy<Value = String> {
    let letters = "กขนทปเแโใไำาะัิีึืฺุู็่้๊๋์ํ๎ๆฯ๐๙ 19aE-.é\u{301}\u{307}\u{200B}\u{200D}\u{2060}\u{FEFF}\u{AD}ßİÅKΣ한";
    let letters: Vec<char> = letters.chars().collect();
    prop_oneof![prop::collection::vec(select(letters), 0..12).prop_map(String::from_iter), ".{0,12}"]
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_normal_form_is_its_own(text in prop::collection::vec(thai_text(), 4)) {
        for text in text {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once.clone(), "{:?}", text);
            let anchor = slug(&text);
            prop_assert_eq!(slug(&anchor), anchor.clone(), "{:?}", text);
            prop_assert!(!anchor.contains(char::is_whitespace) && !anchor.contains(['#', '/', '"', '<', '&']), "{:?}", anchor);
        }
    }

    #[test]
    fn a_path_never_leaves_its_root(from in "[a-z]{1,2}(/[a-z]{1,2}){0,3}", link in "(\\.\\./|\\./|/|[a-zก.]{0,3}|\\\\|[a-z]{1,2}/){0,8}") {
        let base = RelPath::new(&from).expect("a path");
        // The same by hand: every step of the way, from the folder of the file.
        let mut open: Option<Vec<&str>> = Some(from.split('/').collect());
        open.iter_mut().for_each(|parts| parts.truncate(parts.len() - 1));
        for part in link.split('/') {
            let Some(parts) = &mut open else { break };
            match part {
                "." => {}
                ".." => if parts.pop().is_none() { open = None },
                _ => parts.push(part),
            }
        }
        let sound = |parts: &Vec<&str>| !parts.is_empty() && parts.iter().all(|part| !part.is_empty() && !part.contains('\\'));
        let expected = open.filter(sound).map(|parts| parts.join("/"));
        let resolved = base.resolve(&link);
        prop_assert_eq!(resolved.as_ref().map(RelPath::as_str), expected.as_deref(), "{} from {}", link, from);
        if let Some(path) = resolved {
            let unsound = path.as_str().split('/').any(|part| ["", ".", ".."].contains(&part));
            prop_assert!(!unsound && !path.as_str().starts_with('/'), "{:?}", path);
        }
    }
}

// Bodies and titles that anybody may write

/// A small site that builds fast; a body is put into its one page.
static PLAIN: LazyLock<Sources> =
    LazyLock::new(|| crate::support::read(&site("theme-override")).expect("the folder can be read"));

fn with_page(title: &str, body: &str) -> Whole {
    let mut sources = PLAIN.clone();
    let title = serde_json::to_string(title).expect("a text can be quoted");
    let file = RelPath::new("content/pages/about.md").expect("a path");
    sources.texts.insert(file, format!("---\ntitle: {{th: {title}, en: {title}}}\n---\n{body}").into());
    whole::build(&sources, &options())
}

/// The page of a build; `None` if it has errors.
fn page(built: &Whole) -> Option<Page> {
    let errors: Vec<&Diagnostic> = built.findings.iter().filter(|finding| finding.is_error()).collect();
    let asset = built.output.get("about/index.html");
    assert_eq!(errors.is_empty(), asset.is_some(), "a site is built exactly when there are no errors: {errors:?}");
    match asset? {
        prongsai::base::output::Asset::Bytes(bytes) => {
            Some(Page::parse("about/index.html".to_owned(), String::from_utf8(bytes.clone()).expect("pages are UTF-8")))
        }
        _ => None,
    }
}

/// What on a page could run, load or deceive.
fn harm(page: &Page) -> Vec<String> {
    let elements = [
        "script",
        "iframe",
        "object",
        "embed",
        "style",
        "form",
        "button",
        "textarea",
        "select",
        "base",
        "math",
        "template",
        "noscript",
        "marquee",
        "video",
        "audio",
        "plaintext",
        "xmp",
        "frameset",
    ];
    // The theme's own buttons open and close its menu, which stands outside the text; the home page has a field to search.
    let is_search = |at: usize| page.attribute(at, "role") == Some("search");
    let own = |at: usize| {
        let menu = page.name(at) == "button" && page.around(at).any(|at| page.name(at) == "header");
        menu || is_search(at) || page.around(at).any(is_search)
    };
    // What search engines are told is data: it does not run, and nothing in it can end it.
    let is_data = |at: usize| {
        let json = page.attribute(at, "type") == Some("application/ld+json");
        json && page.name(at) == "script" && !page.text(at).contains(['<', '>', '&'])
    };
    let mut faults: Vec<String> =
        page.all(&elements).filter(|&at| !own(at) && !is_data(at)).map(|at| format!("<{}>", page.name(at))).collect();
    for at in page.all(&[]) {
        let Kind::Element { name, attributes } = &page.nodes[at].kind else { continue };
        faults.extend(attributes.keys().filter(|key| key.starts_with("on")).map(|key| format!("<{name} {key}>")));
        for key in ["href", "src", "action", "xlink:href", "srcset"] {
            let Some(url) = attributes.get(key) else { continue };
            // Browsers drop tabs, line ends and leading blanks before they look for a scheme.
            let url: String = url.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
            let url = url.trim_start_matches(|c: char| c <= ' ').to_lowercase();
            let scheme =
                url.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']));
            let known = scheme.is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme));
            faults.extend((!known || url.starts_with("//")).then(|| format!("<{name} {key}={url}>")));
        }
    }
    let once = ["html", "head", "body", "main", "h1", "title"];
    // A chart has a title of its own.
    let own = |at: &usize| page.around(*at).all(|at| page.name(at) != "svg");
    let more = once.into_iter().filter(|name| page.all(&[name]).filter(own).count() != 1);
    faults.extend(more.map(|name| format!("not one <{name}>")));
    faults.extend(crate::web::balance(&page.html, true).err());
    faults
}

/// Pieces that Markdown, HTML, YAML and templates give a meaning to.
fn pieces() -> impl Strategy<Value = String> {
    let known = [
        "<script>alert(1)</script>",
        "</main>",
        "</div></body>",
        "<img src=x onerror=alert(1)>",
        "<a href=",
        "onclick=\"x\"",
        "<!--",
        "-->",
        "[ก](",
        "](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](&#106;avascript:alert(1))",
        "[x](//evil.example)",
        "<javascript:alert(1)>",
        "<https://a.example>",
        "![x](vbscript:x)",
        "[x]: javascript:alert(1)\n\n[x]",
        "[^1]",
        "[^1]: note\n",
        "[^</aside>]",
        "**",
        "***",
        "_",
        "~~",
        "`",
        "```\n",
        "```\"onclick=x\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "|",
        "# ",
        "## h {#\"onx=1}\n",
        "## h {onclick=x .c #i}\n",
        "- [ ] ",
        "> ",
        "1. ",
        "\n: ",
        "\n",
        "\n\n",
        "    ",
        "\\",
        "&lt;script&gt;",
        "&amp;",
        "&#60;script&#62;",
        "{{ 1 }}",
        "{% if %}",
        "---\n",
        "ก",
        "พ.ร.บ.",
        "น้ำ",
        " ",
        "\u{0}",
        "\u{202E}",
        "\u{FEFF}",
        "😀",
        "\"",
        "'",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        "&",
    ];
    prop_oneof![3 => select(known.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn no_body_puts_its_own_markup_on_a_page(parts in prop::collection::vec(pieces(), 0..14)) {
        let built = with_page("ก", &parts.concat());
        if let Some(page) = page(&built) {
            prop_assert_eq!(harm(&page), Vec::<String>::new(), "{}", page.html);
        }
    }

    #[test]
    fn no_title_puts_its_own_markup_on_a_page(parts in prop::collection::vec(pieces(), 1..6)) {
        // Invisible controls are refused when a file is read, before there is a title.
        let trap = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        let title = parts.concat().replace(trap, " ");
        let built = with_page(&title, "ก");
        if let Some(page) = page(&built) {
            prop_assert_eq!(harm(&page), Vec::<String>::new(), "{}", page.html);
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(words(&page.texts(&["h1"])[0]), words(&title));
        }
    }

    #[test]
    fn what_is_escaped_is_shown_as_it_is(words in prop::collection::vec("[!-~ก-ฮะ-ูเ-์๐-๙a-z]{1,8}", 1..8)) {
        let mut body = String::new();
        for word in &words {
            for c in word.chars() {
                let _ = if c.is_ascii_punctuation() { write!(body, "\\{c}") } else { write!(body, "{c}") };
            }
            body.push(' ');
        }
        let built = with_page("ก", &body);
        let errors: Vec<String> = built.findings.iter().filter(|finding| finding.is_error()).map(crate::sites::line).collect();
        prop_assert!(errors.is_empty(), "{:?}: {:?}", body, errors);
        let page = page(&built).expect("there are no errors");
        prop_assert!(page.text(page.all(&["main"]).next().expect("a main part")).contains(&words.join(" ")), "{}", page.html);
    }
}

/// Titles, names and short texts of every kind in one site: the file, and the text in both languages that is taken out.
const TITLES: &[(&str, &str)] = &[
    ("content/agency.yaml", "{th: เกี่ยวกับโรงเรียน, en: About the school}"),
    ("content/agency.yaml", "{th: โทรศัพท์, en: Telephone}"),
    ("content/2568/catalogue.yaml", "{th: แบบสอบถามครูและบุคลากร, en: Survey of teachers and staff}"),
    ("content/2568/catalogue.yaml", "{th: การใช้งบประมาณ, en: Use of budget}"),
    ("content/2568/catalogue.yaml", "{th: ครูรับรู้แผนการใช้งบประมาณ, en: Teachers know the budget plan.}"),
    ("content/2568/catalogue.yaml", "{th: ข้อมูลพื้นฐาน, en: Basic information}"),
    ("content/2568/catalogue.yaml", "{th: โครงสร้างโรงเรียน, en: School structure}"),
    ("content/2568/catalogue.yaml", "{th: แผนผังโครงสร้างโรงเรียน, en: A chart of the school's structure}"),
    ("content/2568/issues.yaml", "{th: การเรียนการสอนที่โปร่งใส, en: Transparent teaching}"),
    ("content/2568/issues.yaml", "{th: งบประมาณและการจัดซื้อจัดจ้าง, en: Budget and procurement}"),
    ("content/2568/items/o18.md", "{th: กลุ่มบริหารงบประมาณ, en: Budget Group}"),
    ("content/2568/items/o18.md", "{th: รายการจัดซื้อจัดจ้างรอบหกเดือนแรก, en: Procurements of the first half-year}"),
    ("content/2568/items/o18.md", "{th: รายการจัดซื้อจัดจ้าง, en: List of procurements}"),
    (
        "content/2569/measures/m01.md",
        "{th: ชี้แจงการใช้งบประมาณในที่ประชุมครู, en: Explain the spending at the teachers' meeting}",
    ),
    ("content/2569/measures/m01.md", "{th: จัดทำสรุปการใช้งบประมาณ, en: Prepare a summary of the spending}"),
];

/// Charts draw titles, downloads are named by them, menus and lists repeat them: on every page they are text, and nothing else.
#[test]
fn no_title_of_any_kind_puts_its_own_markup_on_any_page() {
    let school = crate::support::read(&site("school")).expect("the folder can be read");
    for title in [
        "<script>alert(1)</script>",
        "ก</title></svg></text><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)\" x=\"",
        "' onfocus='alert(1)",
        "ก <b>ข</b> &amp; &lt;i&gt; & ค",
        "{{ 1 + 1 }}{% if x %}",
    ] {
        let mut sources = school.clone();
        let quoted = serde_json::to_string(title).expect("a text can be quoted");
        for (file, old) in TITLES {
            let text = sources.texts.get_mut(*file).unwrap_or_else(|| panic!("there is no {file}"));
            assert!(text.contains(old), "{file} has no {old}");
            *text = text.replace(old, &format!("{{th: {quoted}, en: {quoted}}}")).into();
        }
        let built = Site::of("school of harm", whole::build(&sources, &options()));
        let faults: Vec<String> = built
            .pages
            .values()
            // The search page has its form and script.
            .filter(|page| !page.href().ends_with("search/"))
            .flat_map(|page| harm(page).into_iter().map(|fault| format!("{}: {fault}", page.route)))
            .collect();
        assert_eq!(faults, Vec::<String>::new(), "{title}");
        for file in ["feed.xml", "en/feed.xml", "sitemap.xml"] {
            assert_eq!(crate::web::balance(&built.file(file), false).err(), None, "{title}: {file}");
        }
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for path in
            ["ita/2569/measures/m01/", "en/ita/2569/measures/m01/", "ita/2568/issues/1/", "en/ita/2568/issues/2/"]
        {
            let heading = &built.page(path).texts(&["h1"])[0];
            assert!(words(heading).ends_with(&words(title)), "{path}: {heading}");
        }
        let page = built.page("ita/2568/o18/");
        let mut names = page.all(&["a"]).filter_map(|at| page.attribute(at, "download"));
        let name = names.next().expect("the item offers a document");
        let opens = |at: &_| page.attribute(*at, "href").is_some_and(|to| to.ends_with(".csv"));
        let text = page.all(&["a"]).find(|at| opens(at) && page.attribute(*at, "download").is_none());
        assert_eq!(words(&page.text(text.expect("the document opens"))), words(title));
        assert_eq!(name, format!("{}.csv", title.replace(['/', '\\', ':', '"'], "-")));
    }
}

//! `prongsai audit URL`: reads the map of a year from a live site, whoever made it, and tells of each requirement whether what
//! it names answers: without signing in, and as it was published.

use std::collections::BTreeMap;
use std::time::Duration;

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};
use url::Url;

use crate::base::answer::Answer;
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::span::{Span, Spanned};
use crate::cli::command::{Setting, Subcommand, argument, today_argument};
use crate::cli::exit::{Exit, Stop};
use crate::cli::progress;
use crate::cli::terminal::say;
use crate::io::external::audit::{Auditor, Bounds, Found};
use crate::io::external::manners::Manners;
use crate::ita::map::{Map, MapEvidence, MapItem};
use crate::ita::open_data::map_address;
use crate::ita::target::shown;
use crate::ita::year::FiscalYear;
use crate::pipeline;

pub(super) const COMMAND: Subcommand = Subcommand { name: "audit", arguments, run };

/// A map is sought in so many years, from the one of today on backwards.
const YEARS: usize = 4;

/// For one request, a large document included.
const PATIENCE: Duration = Duration::from_secs(120);

fn arguments(command: Command, lang: Lang) -> Command {
    let about = lang.choose(
        "ตรวจเว็บไซต์ที่เผยแพร่แล้ว ตามดัชนีหลักฐานของปี (data/map-ปี.json) ว่าหลักฐานเปิดได้จริง",
        "audits a live site by the map of a year (data/map-YEAR.json): whether its evidence answers",
    );
    let url = lang.choose("ที่อยู่ของเว็บไซต์ หรือของดัชนีหลักฐาน (.json)", "the address of the site, or of a map (.json)");
    let year = both("ปีงบประมาณ (ปกติคือปีล่าสุดที่มีดัชนีหลักฐาน)", "fiscal year (default: the newest that has a map)");
    command
        .about(about)
        .arg(Arg::new("url").value_name("URL").required(true).help(url))
        .arg(argument("year", "N", lang, year))
        .arg(
            argument("format", "human|json", lang, both("รูปแบบรายงาน", "report format"))
                .value_parser(["human", "json"])
                .default_value("human"),
        )
        .arg(today_argument(lang))
}

/// What was found of one address, and why it is not as the map says.
struct Looked<'m> {
    address: &'m str,
    word: &'static str,
    why: Option<Bilingual<String>>,
}

/// What was found of a requirement, or of an item as a whole.
struct Part<'m> {
    id: &'m str,
    state: Option<&'m str>,
    looked: Vec<Looked<'m>>,
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let lang = setting.lang;
    let home = address(matches.get_one::<String>("url").map_or("", String::as_str))?;
    let manners = Manners { patience: PATIENCE, ..Manners::default() };
    let mut auditor = Auditor::new(&home, &manners, Bounds::default());
    let home = auditor.home().clone();
    let (at, map) = found(&mut auditor, &home, &years(setting, matches.get_one("year"))?)?;
    let bar = progress::count(map.items.len(), lang.choose("ตรวจข้อ", "looking at items"));
    let mut items: Vec<(&MapItem, Vec<Part<'_>>)> = Vec::new();
    for item in &map.items {
        items.push((item, parts(&mut auditor, item)));
        bar.inc(1);
    }
    bar.finish_and_clear();
    let text = match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => format!("{:#}\n", value(&at, &map, &items, lang)),
        _ => human(&at, &map, &items, lang),
    };
    say(&text)?;
    let stands =
        |parts: &Vec<Part<'_>>| parts.iter().all(|part| !part.is_claim() || !part.is_wrong()) && is_asked(parts);
    let broken = items.iter().any(|(_, parts)| !stands(parts));
    Ok(if broken { Exit::Errors } else { Exit::Done })
}

fn address(text: &str) -> Result<Url, Stop> {
    let written = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    Url::parse(&written).ok().filter(|url| ["http", "https"].contains(&url.scheme()) && url.has_host()).ok_or_else(
        || {
            let text = shown(text);
            let said = both!(
                "“{text}” ไม่ใช่ที่อยู่เว็บ เช่น https://www.example.go.th/",
                "`{text}` is not an address such as https://www.example.go.th/"
            );
            Exit::Usage.because(said)
        },
    )
}

/// The years whose maps are sought.
fn years(setting: &Setting, year: Option<&String>) -> Result<Vec<FiscalYear>, Stop> {
    let Some(text) = year else {
        let newest = FiscalYear::of(setting.today);
        return Ok(std::iter::successors(newest, |year| year.previous()).take(YEARS).collect());
    };
    let year = FiscalYear::parse(text).ok_or_else(|| {
        let said = both!("“{text}” ไม่ใช่ปี พ.ศ. เช่น 2568", "`{text}` is not a Buddhist fiscal year such as 2568");
        Exit::Usage.because(said)
    })?;
    Ok(vec![year])
}

/// The first map that is there, with its address.
fn found(auditor: &mut Auditor<'_>, home: &Url, years: &[FiscalYear]) -> Result<(Url, Map), Stop> {
    let mut folder = home.clone();
    if home.path().ends_with(".json") {
        let bytes = auditor.map(home).map_err(|answer| no_map(home, &answer))?;
        return Ok((home.clone(), Map::read(&bytes).ok_or_else(|| unreadable(home))?));
    }
    folder.set_path(&format!("{}/", home.path().trim_end_matches('/')));
    let (mut last, mut odd) = (None, None);
    for year in years {
        let Ok(at) = folder.join(&map_address(*year)) else { continue };
        match auditor.map(&at).map(|bytes| Map::read(&bytes)) {
            Ok(Some(map)) => return Ok((at, map)),
            // Some hosts answer with a page where there is none.
            Ok(None) => {
                odd.get_or_insert(at);
                continue;
            }
            Err(answer) => last = Some((at, answer)),
        }
        // A host that does not answer is not asked again and again.
        if !matches!(last, Some((_, Answer::Gone(_)))) {
            break;
        }
    }
    Err(match (odd, last) {
        (None, Some((at, answer))) => no_map(&at, &answer),
        (odd, _) => unreadable(odd.as_ref().unwrap_or(home)),
    })
}

fn no_map(at: &Url, answer: &Answer) -> Stop {
    let why = why(at.as_str(), answer).unwrap_or_default();
    let said = both(
        format!("อ่านดัชนีหลักฐานไม่ได้: {} บอกปีด้วย --year หรือบอกที่อยู่ของดัชนีเอง", why.th),
        format!("no map could be read: {}. Give --year, or the address of the map", why.en),
    );
    Exit::Network.because(said)
}

fn unreadable(at: &Url) -> Stop {
    let said = both!(
        "{at} ไม่ใช่ดัชนีหลักฐานที่โปรแกรมนี้อ่านได้ (data/map-ปี.json รุ่น 1)",
        "{at} is no map that this program can read (data/map-YEAR.json, version 1)"
    );
    Exit::Network.because(said)
}

/// What an answer means, in the words of `check --external`.
fn why(address: &str, answer: &Answer) -> Option<Bilingual<String>> {
    let place = RelPath::new("map.json")?;
    let links = [Spanned { value: address.to_owned(), span: Span::file(&place) }];
    let mut findings = Vec::new();
    pipeline::add_outside(&mut findings, &links, &BTreeMap::from([(address.to_owned(), answer.clone())]));
    findings.first().map(|finding| finding.message().clone())
}

fn parts<'m>(auditor: &mut Auditor<'_>, item: &'m MapItem) -> Vec<Part<'m>> {
    let page = look(auditor, &item.address, None);
    let mut of = |evidence: &'m [MapEvidence]| -> Vec<Looked<'m>> {
        evidence.iter().map(|one| look(auditor, &one.address, one.hash.as_deref())).collect()
    };
    let mut whole = vec![page];
    whole.extend(of(&item.evidence));
    let whole = Part { id: &item.code, state: item.state.as_deref(), looked: whole };
    let requirements = item.requirements.iter();
    let requirements =
        requirements.map(|one| Part { id: &one.id, state: one.state.as_deref(), looked: of(&one.evidence) });
    std::iter::once(whole).chain(requirements).collect()
}

fn look<'m>(auditor: &mut Auditor<'_>, address: &'m str, hash: Option<&str>) -> Looked<'m> {
    let asked = hash.and_then(|hash| hash.strip_prefix("blake3:"));
    let (word, why) = match auditor.find(address, asked.is_some()) {
        Found::There(own) if own.as_deref() == asked => ("answers", None),
        Found::There(_) => ("changed", Some(both!("ไฟล์ไม่ตรงกับที่ดัชนีประกาศ", "the file is not as the map publishes it"))),
        Found::Elsewhere => ("elsewhere", Some(both!("อยู่เว็บอื่น จึงไม่ได้ตรวจ", "on another host, not asked"))),
        Found::Beyond => {
            ("beyond", Some(both!("เกินขนาด จำนวน หรือเวลาที่ตรวจได้", "beyond what is asked in size, number or time")))
        }
        Found::Wrong(answer @ (Answer::SignIn(_) | Answer::Closed(_))) => ("sign_in", why(address, &answer)),
        Found::Wrong(answer) => ("broken", why(address, &answer)),
    };
    Looked { address, word, why }
}

impl Looked<'_> {
    fn is_wrong(&self) -> bool {
        ["changed", "sign_in", "broken"].contains(&self.word)
    }
}

/// Whether the page of an item that is claimed was asked, which is on the site itself.
fn is_asked(parts: &[Part<'_>]) -> bool {
    let whole = parts.first().filter(|whole| whole.is_claim());
    whole.is_none_or(|whole| whole.looked.first().is_some_and(|page| page.word == "answers"))
}

impl Part<'_> {
    /// Whether the map says that it is met. Of years that are not counted nothing is said, and what is offered is held.
    fn is_claim(&self) -> bool {
        match self.state {
            Some(state) => ["holds", "checked", "given", "complete", "partial"].contains(&state),
            None => !self.looked.is_empty(),
        }
    }

    fn is_wrong(&self) -> bool {
        self.looked.iter().any(Looked::is_wrong)
    }

    fn word(&self) -> &'static str {
        match () {
            () if self.is_wrong() => "broken",
            () if self.looked.iter().any(|own| own.word == "answers") => "answers",
            () if self.looked.is_empty() => "nothing",
            () => "not_asked",
        }
    }
}

fn human(at: &Url, map: &Map, items: &[(&MapItem, Vec<Part<'_>>)], lang: Lang) -> String {
    let mut text = format!("{at}\n");
    for (item, parts) in items {
        for part in parts {
            for looked in part.looked.iter().filter(|own| own.word != "answers") {
                let why = looked.why.as_ref().map_or("", |why| why.get(lang));
                let of = if part.id == item.code { String::new() } else { format!(" ({})", shown(part.id)) };
                text += &format!("{}{of}: {}: {}\n", shown(&item.code), plain(looked.address), plain(why));
            }
        }
    }
    let all: Vec<&Part<'_>> = items.iter().flat_map(|(_, parts)| parts.iter().skip(1)).collect();
    let count = |word: &str| all.iter().filter(|part| part.word() == word).count();
    let (year, asked, number) = (map.year, items.len(), all.len());
    let (answers, broken, rest, none) = (count("answers"), count("broken"), count("not_asked"), count("nothing"));
    text += &lang.choose(
        format!("ปี {year}: {asked} ข้อ {number} องค์ประกอบ: เปิดได้ {answers} เปิดไม่ได้ {broken} ไม่ได้ตรวจ {rest} ไม่มีหลักฐาน {none}\n"),
        format!("{year}: items {asked}, requirements {number}: {answers} answer, {broken} do not, {rest} not asked, {none} without evidence\n"),
    );
    text
}

/// What somebody else wrote, as it can be printed on one line.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect()
}

fn value(at: &Url, map: &Map, items: &[(&MapItem, Vec<Part<'_>>)], lang: Lang) -> Value {
    let looked = |own: &Looked<'_>| json!({"address": own.address, "found": own.word, "why": own.why.as_ref().map(|why| why.get(lang))});
    let part = |part: &Part<'_>| {
        let looked: Vec<Value> = part.looked.iter().map(looked).collect();
        json!({"id": part.id, "state": part.state, "found": part.word(), "evidence": looked})
    };
    let item = |(item, parts): &(&MapItem, Vec<Part<'_>>)| {
        let requirements: Vec<Value> = parts.iter().skip(1).map(part).collect();
        json!({"code": item.code, "whole": parts.first().map(part), "requirements": requirements})
    };
    json!({"version": 1, "map": at.as_str(), "year": map.year, "items": items.iter().map(item).collect::<Vec<_>>()})
}

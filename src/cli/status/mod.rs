//! `prongsai status`: how ready a year is for the assessment. It tells what is missing, and fails for it only where that is
//! asked with `--ready`.

use clap::{ArgMatches, Command};

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::source::Sources;
use crate::cli::command::{Setting, Subcommand, argument, flag, today_argument};
use crate::cli::exit::{Exit, Stop};
use crate::cli::status::human::Around;
use crate::cli::terminal::{say, tell};
use crate::cli::typed::typed;
use crate::ita::portal::Portal;
use crate::ita::readiness::{Readiness, newest, readiness};
use crate::ita::translation;
use crate::ita::year::FiscalYear;
use crate::pipeline;
use crate::pipeline::translations;

mod agenda;
mod csv;
mod human;
pub(crate) mod json;
pub(crate) mod words;

pub(super) const COMMAND: Subcommand = Subcommand { name: "status", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let year =
        both("ปีงบประมาณ เช่น 2569 (ปกติคือปีล่าสุดที่มีข้อ)", "fiscal year, such as 2569 (default: the newest with items)");
    command
        .about(lang.choose("ความพร้อมรับการประเมินของปีหนึ่ง", "shows how ready a year is for the assessment"))
        .arg(argument("year", "N", lang, year))
        .arg(
            argument("format", "human|json|csv", lang, both("รูปแบบรายงาน", "report format"))
                .value_parser(["human", "json", "csv"])
                .default_value("human"),
        )
        .arg(flag(
            "ready",
            lang,
            both(
                "จบด้วยรหัส 1 ถ้ายังมีข้อที่ไม่ครบ ใช้เป็นด่านก่อนวันประเมิน",
                "end with code 1 unless every item is complete: a gate before the assessment",
            ),
        ))
        .arg(
            flag(
                "strict",
                lang,
                both(
                    "ใช้กับ --ready: หลักฐานที่ยังรอคนตรวจนับว่ายังไม่พร้อม",
                    "with --ready: evidence that nobody has looked at yet is not ready",
                ),
            )
            .requires("ready"),
        )
        .arg(today_argument(lang))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let sources = setting.sources()?;
    let (portal, findings) = pipeline::checked(&sources, setting.today);
    let year = of_year(&portal, matches.get_one::<String>("year"))?;
    let ready = readiness(&portal, &sources, year, setting.today).ok_or_else(none)?;
    let text = match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => json::json(&ready, setting.today),
        Some("csv") => csv::csv(&ready, setting.lang),
        _ => typed(&human::human(&ready, &around(&portal, &sources, year), setting.lang)),
    };
    say(&text)?;
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    if errors > 0 {
        tell(&faulty(errors, setting.lang));
    }
    if !matches.get_flag("ready") {
        return Ok(Exit::Done);
    }
    let strict = matches.get_flag("strict");
    if errors == 0 && ready.is_ready(strict) {
        return Ok(Exit::Done);
    }
    if !ready.is_ready(strict) {
        tell(&unready(&ready, strict, setting.lang));
    }
    Ok(Exit::Errors)
}

/// The year that was asked for, which has a catalogue; the newest without one.
pub(crate) fn of_year(portal: &Portal, text: Option<&String>) -> Result<FiscalYear, Stop> {
    let Some(text) = text else { return newest(portal).ok_or_else(none) };
    let has_catalogue = |year: &FiscalYear| portal.years.get(year).is_some_and(|own| own.catalogue.is_some());
    FiscalYear::parse(text).filter(has_catalogue).ok_or_else(|| unknown(portal, text))
}

/// What the report says of the site beside the year.
fn around(portal: &Portal, sources: &Sources, year: FiscalYear) -> Around {
    let others =
        portal.years.values().filter(|own| own.year != year && own.catalogue.is_some() && !own.items.is_empty());
    let wanted = translation::wanted(&portal.agency);
    Around {
        untranslated: if wanted { translations::list(sources, portal).len() } else { 0 },
        years: others.map(|own| own.year).rev().collect(),
    }
}

/// The items that keep a year from being ready.
fn unready(ready: &Readiness<'_>, strict: bool, lang: Lang) -> String {
    let items = ready.items.iter().filter(|standing| !standing.is_ready(strict));
    let codes: Vec<&str> = items.map(|standing| standing.spec.code.value.as_str()).collect();
    let (count, year, codes) = (codes.len(), ready.assessment.year, codes.join(", "));
    match lang {
        Lang::Th => format!("ปี {year} ยังไม่พร้อม {count} ข้อ: {codes}"),
        Lang::En => format!("{year} is not ready; items that are not: {count}: {codes}"),
    }
}

/// With errors in the content a part of it may not have been read, so that the report may show too little.
pub(crate) fn faulty(errors: usize, lang: Lang) -> String {
    match lang {
        Lang::Th => format!("เนื้อหามีข้อผิดพลาด {errors} จุด รายงานนี้จึงอาจไม่ครบ ดูด้วย prongsai check"),
        Lang::En => format!("errors in the content: {errors}; this report may be incomplete. Run prongsai check"),
    }
}

fn unknown(portal: &Portal, text: &str) -> Stop {
    let known: Vec<FiscalYear> =
        portal.years.values().filter(|year| year.catalogue.is_some()).map(|year| year.year).collect();
    let years = known.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if years.is_empty() {
        return none();
    }
    let Bilingual { mut th, mut en } =
        both!("ไม่มีแคตตาล็อกของปี {text} ปีที่มีคือ {years}", "there is no catalogue of {text}; there are: {years}");
    // Who asks for a year that is over means another one.
    if FiscalYear::parse(text).is_some_and(|year| known.iter().all(|known| *known < year)) {
        th += &format!(" เริ่มปีใหม่ด้วย prongsai new year {text}");
        en += &format!(". `prongsai new year {text}` begins it");
    }
    Exit::Usage.because(both(th, en))
}

fn none() -> Stop {
    Exit::Usage.because(both(
        "ยังไม่มีปีใดที่มีแคตตาล็อก ให้เพิ่ม content/ปี/catalogue.yaml",
        "no year has a catalogue yet; add content/YEAR/catalogue.yaml",
    ))
}

//! `prongsai import scores FILE --year N`: the result of a year from a spreadsheet or a text, into its `scores.yaml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::cli::ask::{Asker, consent};
use crate::cli::changes::{change, on_disk};
use crate::cli::command::{Setting, Subcommand, argument, flag};
use crate::cli::exit::{Exit, Stop};
use crate::cli::import::{file, understood};
use crate::cli::new::result::asked;
use crate::cli::new::work::Work;
use crate::cli::terminal::{say, tell};
use crate::io::history::Act;
use crate::ita::figure::Figure;
use crate::ita::results::{Doubt, results};
use crate::ita::score::Score;
use crate::pipeline;
use crate::pipeline::drafts::Drafter;
use crate::pipeline::edit::{self, Change, Step, Value};

const WHY: Bilingual<&str> = both(
    "เหตุที่ตัวเลขตามประกาศไม่ตรงกับที่คำนวณจากรายข้อ จะขึ้นเว็บข้างตัวเลข (เว้นว่างเพื่อไม่เขียน)",
    "why the announced figures are not those that the questions give, shown beside them (empty: nothing is written)",
);

pub(super) const KIND: Subcommand = Subcommand { name: "scores", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let year = both("ปีงบประมาณของผลคะแนน เช่น 2568", "the fiscal year of the result, such as 2568");
    command
        .about(lang.choose("ผลคะแนนของปีจากตารางหรือข้อความ", "the result of a year from a spreadsheet or a text"))
        .arg(Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf)).help(lang.choose(
            "ไฟล์ .xlsx .xls .ods .csv หรือ .txt หรือ - สำหรับข้อความที่วาง",
            "an .xlsx, .xls, .ods, .csv or .txt, or - for a text that is pasted",
        )))
        .arg(argument("year", "N", lang, year))
        .arg(argument("note", "TEXT", lang, WHY))
        .arg(flag("yes", lang, both("เขียนโดยไม่ถาม", "write without asking")))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lang, today) = (setting.lang, setting.today);
    let work = Work { setting, ask: Asker { lang, matches, places: Vec::new() }, drafter: Drafter { lang, today } };
    let year = work.year()?;
    let (portal, sources) = work.portal()?;
    let (own, catalogue) = asked(&portal, year)?;
    let path = format!("content/{year}/scores.yaml");
    if portal.is_faulty(&path) {
        return Err(Exit::Errors.because(both!(
            "{path} ยังมีข้อผิดพลาด: สั่ง prongsai check แล้วแก้ก่อน",
            "{path} has faults: run `prongsai check` and correct them first"
        )));
    }
    let Some(from) = matches.get_one::<PathBuf>("file") else { return Ok(Exit::Usage) };
    let read = results(&file::sheets(from)?, catalogue, year);
    say(&understood::figures(&read, own, lang))?;
    let doubts = understood::doubts(&read, catalogue.full, lang);
    doubts.iter().for_each(|line| tell(line));
    let known: BTreeMap<Figure, Score> =
        read.figures.iter().map(|(figure, (score, _))| (figure.clone(), *score)).collect();
    if known.is_empty() {
        return Err(Exit::Errors.because(both(
            match doubts.is_empty() {
                true => "ไม่พบคะแนนที่เข้าใจได้ ตารางต้องมีรหัสข้อและคะแนนในแถวเดียวกัน",
                false => "ยังไม่มีคะแนนที่นำเข้าได้ เหตุอยู่ข้างบน",
            },
            match doubts.is_empty() {
                true => "no score was understood: a row must hold a code and its score",
                false => "no score could be taken; the reasons are above",
            },
        )));
    }
    let path = RelPath::new(&path).ok_or_else(Stop::bug)?;
    let stands = sources.texts.contains_key(&path).then(|| on_disk(&setting.site, &path));
    let old = stands.transpose()?;
    let new = match &old {
        Some(text) => edited(&path, text, &known)?,
        None => pipeline::drafts::scores::scores(&work.drafter, year, catalogue, &known).ok_or_else(Stop::bug)?.text,
    };
    if old.as_ref() == Some(&new) {
        tell(lang.choose("ตัวเลขเหมือนเดิมทุกตัว ไม่ได้เขียนอะไร", "every figure is as it was; nothing was written"));
        return Ok(Exit::Done);
    }
    let new = sound(&work, &sources, &path, new)?;
    consent(matches.get_flag("yes"), lang, both("เขียนลง scores.yaml ไหม", "write this into scores.yaml?"))?;
    let act = match old {
        Some(old) => Act::Replace { path: path.clone(), old: old.into_bytes(), new: new.into_bytes() },
        None => Act::Create(path.clone(), new.into_bytes()),
    };
    change(&setting.site, vec![act])?;
    say(&format!("{path}\n"))?;
    let left = read.doubts.iter().filter(|doubt| !matches!(doubt, Doubt::Rounded(..))).count();
    if left > 0 {
        tell(&lang.choose(
            format!("ยังไม่ได้นำเข้า {left} เรื่องตามที่บอกไว้ข้างบน ตรวจกับประกาศแล้วเขียนใน {path} เอง"),
            format!(
                "told above and not taken: {left}; check them against the announcement, and write them into {path}"
            ),
        ));
    }
    tell(lang.choose("ต่อไป: สั่ง prongsai check", "next: run `prongsai check`"));
    Ok(Exit::Done)
}

/// The text, if `check` has nothing against it. A figure that the questions do not give is written with the reason of a
/// person, or not at all.
fn sound(work: &Work<'_>, sources: &Sources, path: &RelPath, text: String) -> Result<String, Stop> {
    let faults = understood::faults(sources, path, &text, work.setting);
    // Who gives the reason knows them.
    if faults.others || !work.ask.matches.contains_id("note") {
        Some(&faults.told).filter(|told| !told.is_empty()).into_iter().for_each(|told| tell(told));
    }
    if faults.others {
        return Err(Exit::Errors.because(both(
            "ยังไม่ได้เขียนอะไร: แก้ตารางหรือ scores.yaml ตามที่บอกข้างบน แล้วสั่งใหม่",
            "nothing was written: correct the sheet or scores.yaml as told above, and run this again",
        )));
    }
    if faults.differing.is_empty() {
        return Ok(text);
    }
    let Some(reason) = work.ask.optional("note", WHY)? else {
        return Err(Exit::Errors.because(both(
            "ยังไม่ได้เขียนอะไร: ตรวจตัวเลขข้างบนกับประกาศ ถ้าประกาศเขียนไว้อย่างนั้นจริง สั่งอีกครั้งโดยเติม --note \"เหตุที่ต่าง\"",
            "nothing was written: check the figures above against the announcement; if it says so, run this again with --note \"why they differ\"",
        )));
    };
    let of = |(figure, score): &(Figure, Score)| {
        let way = figure.keys().into_iter().map(Step::from).collect();
        Change::Set(way, Value::map([("score", Value::text(score.to_string())), ("note", Value::text(&reason))]))
    };
    let changes: Vec<Change> = faults.differing.iter().map(of).collect();
    edit::edited(path, &text, &changes).map_err(|message| Stop { exit: Exit::Refused, message })
}

/// The text of a result with figures put in their places; everything else stays as it was.
fn edited(path: &RelPath, text: &str, known: &BTreeMap<Figure, Score>) -> Result<String, Stop> {
    let before = edit::value(path, text);
    let mut changes = Vec::new();
    for (figure, score) in known {
        let mut way: Vec<Step> = figure.keys().into_iter().map(Step::from).collect();
        let old = before.as_ref().and_then(|value| value.get(&way));
        let written = match old {
            // With a note beside it.
            Some(Value::Map(_)) => {
                way.push("score".into());
                before.as_ref().and_then(|value| value.get(&way))
            }
            other => other,
        };
        let same = matches!(written, Some(Value::Text(text)) if Score::parse(text) == Ok(*score));
        if !same {
            changes.push(Change::Set(way, Value::text(score.to_string())));
        }
    }
    edit::edited(path, text, &changes).map_err(|message| Stop { exit: Exit::Refused, message })
}

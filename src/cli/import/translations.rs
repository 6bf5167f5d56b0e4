//! `prongsai import translations FILE.xlsx`: the English that somebody has filled in, back to the places of the Thai.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::cli::ask::consent;
use crate::cli::changes::{change, on_disk};
use crate::cli::command::{Setting, Subcommand, flag};
use crate::cli::exit::{Exit, Stop};
use crate::cli::import::file;
use crate::cli::terminal::{say, tell};
use crate::io::history::Act;
use crate::pipeline;
use crate::pipeline::edit::{Change, edited};
use crate::pipeline::translations::{Filled, Untranslated, english_of, filled, list};

pub(super) const KIND: Subcommand = Subcommand { name: "translations", arguments, run };

/// How much of a text is shown, and of how many.
const SHOWN_LETTERS: usize = 60;
const SHOWN: usize = 40;
/// How many rows that were passed over are named.
const NAMES: usize = 5;

fn arguments(command: Command, lang: Lang) -> Command {
    command
        .about(lang.choose(
            "คำแปลที่เติมในตารางของ export translations",
            "the English that was filled into the sheet of `export translations`",
        ))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(lang.choose("ตารางที่เติมแล้ว .xlsx หรือ .csv", "the filled sheet, .xlsx or .csv")),
        )
        .arg(flag("yes", lang, both("เขียนโดยไม่ถาม", "write without asking")))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let Some(from) = matches.get_one::<PathBuf>("file") else { return Ok(Exit::Usage) };
    let lang = setting.lang;
    let grids = file::sheets(from)?;
    let sources = setting.sources()?;
    let filled = filled(&grids, &list(&sources, &pipeline::portal(&sources, setting.today).0)).ok_or_else(|| {
        Exit::Errors.because(both(
            "ตารางนี้ไม่มีหัวช่องของไฟล์คำแปล: ใช้ไฟล์ที่ได้จาก prongsai export translations คำแปล.xlsx โดยไม่เปลี่ยนแถวแรก",
            "this sheet does not have the heads of translations: fill in the file that `prongsai export translations FILE.xlsx` writes, and keep its first row",
        ))
    })?;
    say(&shown(&filled, lang))?;
    left(&filled, lang);
    let (acts, refused) = acts(&setting.site, &sources, &filled.texts)?;
    refused.iter().for_each(|words| tell(words.get(lang)));
    if acts.is_empty() {
        tell(lang.choose("ไม่มีคำแปลใหม่ ไม่ได้เขียนอะไร", "no new English; nothing was written"));
        return Ok(if refused.is_empty() { Exit::Done } else { Exit::Refused });
    }
    let files = acts.len();
    consent(matches.get_flag("yes"), lang, both("เขียนคำแปลเหล่านี้ไหม", "write these?"))?;
    change(&setting.site, acts)?;
    tell(&lang.choose(
        format!("เขียนแล้ว {files} ไฟล์ ต่อไป: สั่ง prongsai check"),
        format!("files written: {files}; next: run `prongsai check`"),
    ));
    Ok(if refused.is_empty() { Exit::Done } else { Exit::Refused })
}

/// What will be written, a line each.
fn shown(filled: &Filled, lang: Lang) -> String {
    let line = |(own, english): &(Untranslated, String)| {
        let words = english.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = words.chars().take(SHOWN_LETTERS).collect();
        let more = if short.len() < words.len() { "…" } else { "" };
        format!("{}: {}: {short}{more}\n", own.path, own.place.get(lang))
    };
    let mut text: String = filled.texts.iter().take(SHOWN).map(line).collect();
    if let Some(more) = filled.texts.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        text += &lang.choose(format!("และอีก {more} รายการ\n"), format!("and {more} more\n"));
    }
    text
}

/// Tells the rows that stay as they are, and why.
fn left(filled: &Filled, lang: Lang) {
    for name in &filled.changed {
        tell(&lang.choose(
            format!("{name}: ภาษาไทยเปลี่ยนไปแล้ว จึงไม่ได้ใส่คำแปลนี้"),
            format!("{name}: the Thai has changed since; this English was left out"),
        ));
    }
    for name in &filled.thai {
        tell(&lang.choose(
            format!("{name}: ช่องภาษาอังกฤษเป็นภาษาไทย จึงไม่ได้ใส่ เขียนเป็นภาษาอังกฤษแล้วสั่งใหม่"),
            format!("{name}: what stands as English is Thai, and was left out; write English, and run this again"),
        ));
    }
    for name in &filled.twice {
        tell(&lang.choose(
            format!("{name}: มีสองแถวที่แปลไม่เหมือนกัน จึงไม่ได้ใส่ เหลือไว้แถวเดียวแล้วสั่งใหม่"),
            format!("{name}: two rows say different things, and none was taken; keep one of them, and run this again"),
        ));
    }
    for name in &filled.unwritten {
        tell(&lang.choose(
            format!("{name}: คำแปลยังไม่ได้เขียน จึงไม่ได้ใส่"),
            format!("{name}: the English is still to be written, and was left out"),
        ));
    }
    if !filled.gone.is_empty() {
        let (count, all) = (filled.gone.len(), shown_names(&filled.gone));
        tell(&lang.choose(
            format!("ข้ามไป {count} แถว ซึ่งมีภาษาอังกฤษแล้ว หรือข้อความนั้นถูกย้ายหรือลบไปแล้ว ไม่ต้องทำอะไร: {all}"),
            format!("passed over {count} rows, which have English by now, or whose text was moved or deleted; nothing is to be done: {all}"),
        ));
    }
}

/// The first of some names.
fn shown_names(names: &[String]) -> String {
    let more = if names.len() > NAMES { ", …" } else { "" };
    format!("{}{more}", names.iter().take(NAMES).map(String::as_str).collect::<Vec<_>>().join(", "))
}

/// What to write: the files with their new texts, and why some cannot be changed.
fn acts(
    site: &Path,
    sources: &Sources,
    texts: &[(Untranslated, String)],
) -> Result<(Vec<Act>, Vec<Bilingual<String>>), Stop> {
    let mut changes: BTreeMap<&RelPath, Vec<Change>> = BTreeMap::new();
    let (mut acts, mut refused) = (Vec::new(), Vec::new());
    let replace = |path: &RelPath, old: String, new: String| Act::Replace {
        path: path.clone(),
        old: old.into_bytes(),
        new: new.into_bytes(),
    };
    for (own, english) in texts {
        let Some(change) = own.change(english) else {
            let path = english_of(&own.path).ok_or_else(Stop::bug)?;
            let new = format!("{}\n", english.trim_end());
            acts.push(match sources.texts.contains_key(&path) {
                true => replace(&path, on_disk(site, &path)?, new),
                false => Act::Create(path, new.into_bytes()),
            });
            continue;
        };
        changes.entry(&own.path).or_default().push(change);
    }
    for (path, changes) in changes {
        let old = on_disk(site, path)?;
        match edited(path, &old, &changes) {
            Ok(new) => acts.push(replace(path, old, new)),
            Err(words) => refused.push(words),
        }
    }
    Ok((acts, refused))
}

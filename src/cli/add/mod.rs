//! `prongsai add YEAR CODE FILE…`, `add news SLUG FILE…`, `add page PATH FILE…`: copies files in under good names and writes
//! their documents, tables and evidence into the front matter of the page, where no other byte changes. A file that the
//! check refuses is refused before anything is written.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::base::diag::{Diagnostic, Severity};
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::cli::add::incoming::Incoming;
use crate::cli::add::page::Page;
use crate::cli::ask::{Asker, Question};
use crate::cli::changes::change;
use crate::cli::command::{Setting, Subcommand, argument, flag};
use crate::cli::diff::diff;
use crate::cli::exit::{Exit, Stop};
use crate::cli::files::{dropped, named};
use crate::cli::new::work::Work;
use crate::cli::report::{self, Form};
use crate::cli::terminal::{say, tell};
use crate::io::history::Act;
use crate::pipeline;
use crate::pipeline::drafts::Drafter;

mod claim;
mod incoming;
mod page;
mod shot;

pub(super) const COMMAND: Subcommand = Subcommand { name: "add", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let about = both(
        "เพิ่มไฟล์ให้ข้อ ข่าว หรือหน้า พร้อมเขียนเอกสารและหลักฐานให้",
        "adds files to an item, news or a page, and writes their documents and evidence",
    );
    let place = |name, word, help: Bilingual<&'static str>| Arg::new(name).value_name(word).help(help.pick(lang));
    let option = |name, value, help| argument(name, value, lang, help);
    command
        .about(about.pick(lang))
        .arg(place(
            "to",
            "YEAR|news|page",
            both("ปีงบประมาณ พ.ศ. หรือ news หรือ page", "the fiscal year, or `news`, or `page`"),
        ))
        .arg(place(
            "name",
            "CODE|SLUG|PATH",
            both(
                "รหัสข้อ (O12) รหัสมาตรการ (m01) ชื่อสั้นของข่าว หรือที่อยู่ของหน้า",
                "the item's number (O12) or a measure's (m01), the news' short name, or the page's address",
            ),
        ))
        .arg(
            place("files", "FILE", both("ไฟล์ โฟลเดอร์ หรือ *.pdf", "files, folders, or *.pdf"))
                .action(ArgAction::Append)
                .num_args(0..)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option(
                "file",
                "FILE",
                both(
                    "เหมือน FILE เมื่อยังไม่บอกว่าเพิ่มที่ใด โปรแกรมจะถาม",
                    "the same as FILE where it has not been said what it is added to: that is asked",
                ),
            )
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf)),
        )
        .arg(option(
            "requirement",
            "N",
            both(
                "องค์ประกอบที่ไฟล์นี้ตอบ: 1 หรือ 1,2 หรือ all หรือ none",
                "the requirements it answers: 1, or 1,2, or all, or none",
            ),
        ))
        .arg(option(
            "title",
            "TEXT",
            both("ชื่อเอกสาร (ปกติจากชื่อไฟล์)", "the document's title (default: from the file's name)"),
        ))
        .arg(option("title-en", "TEXT", both("ชื่อเอกสารภาษาอังกฤษ", "its title in English")))
        .arg(option("date", "DAY", both("วันที่ของเอกสาร เช่น 2568-10-01", "the document's date, as 2568-10-01")))
        .arg(option(
            "language",
            "TAG",
            both("ภาษาของเอกสาร ถ้าไม่ใช่ไทย เช่น en", "its language where that is not Thai, as en"),
        ))
        .arg(option("as", "NAME", both("ชื่อไฟล์บนเว็บ เช่น o12-list.xlsx", "its name on the site, as o12-list.xlsx")))
        .arg(option(
            "table",
            "yes|no",
            both("แสดงไฟล์ Excel หรือ CSV เป็นตารางบนหน้า", "shows an Excel or CSV file as a table on the page"),
        ))
        .arg(option(
            "picture",
            "yes|no",
            both(
                "แสดงภาพเป็นภาพของข่าวหรือหน้า (ปกติ yes) no: เป็นเอกสารให้ดาวน์โหลด",
                "shows a picture as one of the news or the page (default: yes); no: a document to download",
            ),
        ))
        .arg(flag("dry-run", lang, both("แสดงสิ่งที่จะเปลี่ยน ไม่เขียนอะไร", "shows what would change, and writes nothing")))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lang, today) = (setting.lang, setting.today);
    let work =
        Work { setting, ask: Asker { lang, matches, places: vec!["to", "name"] }, drafter: Drafter { lang, today } };
    let (portal, sources) = work.portal()?;
    let mut page = Page::asked(&work, &portal)?;
    let files = wanted(&work, matches)?;
    if files.len() > 1 && ["title", "title-en", "date", "as"].iter().any(|name| matches.contains_id(name)) {
        return Err(Exit::Usage.because(both(
            "--title, --title-en, --date และ --as ใช้กับครั้งละหนึ่งไฟล์",
            "--title, --title-en, --date and --as are for one file at a time",
        )));
    }
    let before = pipeline::checked(&sources, today).1;
    let (mut after, mut acts, mut came, mut claimed) = (sources, Vec::new(), Vec::new(), false);
    for file in &files {
        let mut incoming = Incoming::look(&work, file, &page, &portal, &after)?;
        incoming.several = files.len() > 1;
        incoming.place(&mut after);
        refuse(&incoming, &pipeline::checked(&after, today).1)?;
        let first = incoming.to.clone();
        incoming.ask(&work, &page, &after)?;
        if incoming.to != first && !incoming.is_there() {
            Arc::make_mut(&mut after.files).remove(&first);
            incoming.place(&mut after);
        }
        page.take(&incoming.to, &incoming.lines)?;
        claimed |= incoming.lines.claim.is_some();
        acts.extend(incoming.act());
        came.push(incoming.to);
    }
    after.texts.insert(page.path.clone(), Arc::from(page.text.trim_start_matches('\u{FEFF}')));
    let new = news(&before, pipeline::checked(&after, today).1, &page.path, &came);
    if let Some(error) = new.iter().find(|finding| finding.is_error()) {
        return Err(refusal(&page.path.to_string(), error));
    }
    if matches.get_flag("dry-run") {
        let files = acts.iter().map(shown).collect::<String>();
        say(&format!("{files}{}", diff(page.path.as_str(), page.before(), &page.text)))?;
        return Ok(Exit::Done);
    }
    let (path, awaiting) = (page.path.clone(), page.awaiting().filter(|_| claimed));
    came.push(path.clone());
    acts.extend(page.act(&setting.site));
    change(&setting.site, acts)?;
    came.iter().try_for_each(|path| say(&format!("{path}\n")))?;
    if !new.is_empty() {
        tell(&report::report(Form::Human, &new, &after, lang));
    }
    awaiting.iter().for_each(|line| tell(&awaited(lang, &path, *line)));
    tell(lang.choose(
        "ต่อไป: สั่ง prongsai check (ย้อนกลับได้ด้วย prongsai undo)",
        "next: run `prongsai check` (`prongsai undo` takes this back)",
    ));
    Ok(Exit::Done)
}

/// What is said of a page that got evidence and says that it awaits some.
fn awaited(lang: Lang, path: &RelPath, line: usize) -> String {
    lang.choose(
        format!("{path}:{line} ยังเขียนว่ารออยู่ (awaiting): ถ้าได้ครบแล้วให้ลบบรรทัดนั้น"),
        format!("{path}:{line} still says what is awaited (`awaiting`): delete that line if nothing is"),
    )
}

/// The files to add: those of the command line, else asked for.
fn wanted(work: &Work<'_>, matches: &ArgMatches) -> Result<Vec<PathBuf>, Stop> {
    let words: Vec<&PathBuf> = ["files", "file"].iter().filter_map(|name| matches.get_many(name)).flatten().collect();
    if !words.is_empty() {
        return named(words);
    }
    let ask = both("ลากไฟล์มาวางที่นี่แล้วกด Enter", "drop the files here and press Enter");
    // Its argument, if there is one, is no text.
    let asked = Asker { lang: work.setting.lang, matches: &ArgMatches::default(), places: vec!["files"] };
    asked.answer(&Question { name: "files", ask, otherwise: None }, |text| {
        named(&dropped(text)).map_err(|stop| stop.message)
    })
}

/// Refuses a file that the check refuses, whatever page it is for.
fn refuse(incoming: &Incoming, findings: &[Diagnostic]) -> Result<(), Stop> {
    let about = |finding: &&Diagnostic| finding.is_error() && finding.files().contains(&incoming.to);
    match findings.iter().filter(about).find(|finding| finding.rule.code != "attachment-orphan-refused") {
        Some(finding) => Err(refusal(&incoming.from.display().to_string(), finding)),
        None => Ok(()),
    }
}

fn refusal(what: &str, finding: &Diagnostic) -> Stop {
    let why = Bilingual::each(|lang| {
        let help = finding.help().get(lang);
        let help = if help.is_empty() {
            String::new()
        } else {
            format!("\n{}: {help}", lang.choose("วิธีแก้", "help"))
        };
        format!("{}{help}", finding.message().get(lang))
    });
    Exit::Refused.because(both(
        format!("ไม่ได้เพิ่ม {what}: {} [{}]", why.th, finding.rule.code),
        format!("{what} was not added: {} [{}]", why.en, finding.rule.code),
    ))
}

/// What is found of the page and the files that was not found before.
fn news(before: &[Diagnostic], after: Vec<Diagnostic>, page: &RelPath, files: &[RelPath]) -> Vec<Diagnostic> {
    let about = |finding: &Diagnostic| finding.files().iter().any(|path| path == page || files.contains(path));
    // What was found before stands elsewhere in the text now.
    let known = |finding: &Diagnostic| {
        before
            .iter()
            .any(|own| (own.rule, own.message(), &own.at.path) == (finding.rule, finding.message(), &finding.at.path))
    };
    // What is still awaited of an item is no news.
    let grave = |finding: &Diagnostic| finding.rule.severity != Severity::Note;
    after.into_iter().filter(|finding| grave(finding) && about(finding) && !known(finding)).collect()
}

fn shown(act: &Act) -> String {
    match act {
        Act::Copy { from, to, .. } => format!("+ {to} ← {}\n", from.display()),
        Act::Move { from, to } => format!("{from} → {to}\n"),
        Act::Create(path, _) | Act::Replace { path, .. } | Act::Remove { path, .. } => format!("{path}\n"),
    }
}

impl Incoming {
    fn place(&self, sources: &mut Sources) {
        if !self.is_there() {
            Arc::make_mut(&mut sources.files).insert(self.to.clone(), self.file.clone());
        }
    }
}

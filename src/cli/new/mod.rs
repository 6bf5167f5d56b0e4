//! `prongsai new KIND`: first drafts that pass `check` and say in comments what to fill in. Asks on a terminal, never
//! replaces a file, and ends by telling the paths and the next step.

use clap::{Arg, ArgMatches, Command};

use crate::base::lang::{Bilingual, Lang};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::cli::ask::Asker;
use crate::cli::exit::{Exit, Stop};
use crate::cli::{Setting, Subcommand, argument, say, tell};
use crate::io::draft::{self, DraftError};
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline;
use crate::pipeline::drafts::{Draft, Drafter, schema_for};

mod item;
mod site;
mod text;
mod year;

pub const COMMAND: Subcommand = Subcommand { name: "new", arguments, run };

/// One kind of draft: its name, what it is, its arguments, and what it does.
struct Draftable {
    name: &'static str,
    about: Bilingual<&'static str>,
    /// Arguments that stand by their place, then options; each with its help.
    places: &'static [(&'static str, Bilingual<&'static str>)],
    options: &'static [(&'static str, Bilingual<&'static str>)],
    run: fn(&Work<'_>) -> Result<Exit, Stop>,
}

static KINDS: &[Draftable] = &[site::KIND, year::KIND, item::KIND, text::MEASURE, text::NEWS, text::PAGE];

/// What each kind works with.
struct Work<'a> {
    setting: &'a Setting,
    ask: Asker<'a>,
    drafter: Drafter,
}

fn arguments(command: Command, lang: Lang) -> Command {
    let about = lang
        .choose("เริ่มไฟล์ใหม่ที่ผ่านการตรวจและบอกว่าต้องเติมอะไร", "begins a file that passes check and says what to fill in");
    let command = command.about(about).subcommand_required(true).arg_required_else_help(true);
    KINDS.iter().fold(command, |command, kind| {
        let own = Command::new(kind.name).about(kind.about.pick(lang));
        let places = kind.places.iter().map(|(name, help)| Arg::new(*name).help(help.pick(lang)));
        let options = kind.options.iter().map(|(name, help)| argument(name, "TEXT", lang, *help));
        command.subcommand(own.args(places.chain(options)))
    })
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let Some((name, own)) = matches.subcommand() else { return Ok(Exit::Usage) };
    let Some(kind) = KINDS.iter().find(|kind| kind.name == name) else { return Ok(Exit::Usage) };
    let (lang, today) = (setting.lang, setting.today);
    (kind.run)(&Work { setting, ask: Asker { lang, matches: own }, drafter: Drafter { lang, today } })
}

impl Work<'_> {
    /// The portal as it is, with its sources; a draft does not wait until everything else is right.
    fn portal(&self) -> Result<(Portal, Sources), Stop> {
        let site = &self.setting.site;
        if !site.join("content").is_dir() {
            let shown = site.display();
            return Err(Stop::new(
                Exit::Usage,
                format!("{shown} ไม่มีโฟลเดอร์ content: สั่งในโฟลเดอร์ของเว็บไซต์ หรือเริ่มเว็บไซต์ด้วย prongsai new site"),
                format!(
                    "{shown} has no folder `content`: run this in a site's folder, or begin one with `prongsai new site`"
                ),
            ));
        }
        let sources = crate::io::read::read(site).map_err(|error| Stop::disk(&error))?;
        Ok((pipeline::portal(&sources).0, sources))
    }

    /// A year, with Arabic or Thai digits.
    fn year(&self) -> Result<FiscalYear, Stop> {
        let question = crate::cli::ask::Question {
            name: "year",
            ask: Bilingual::new("ปีงบประมาณ พ.ศ.", "the fiscal year, Buddhist era"),
            otherwise: None,
        };
        self.ask.answer(&question, |text| FiscalYear::parse(text).ok_or_else(|| no_year(text)))
    }

    /// Writes the drafts with the schemas that they name, and tells their paths. `next` is what to do then.
    fn write(&self, root: &std::path::Path, drafts: Vec<Draft>, next: Bilingual<String>) -> Result<Exit, Stop> {
        let mut schemas: Vec<Draft> = drafts.iter().filter_map(|draft| schema_for(&draft.path)).collect();
        // A schema that stands there already is as good: it belongs to the program, and may be newer.
        schemas.retain(|schema| !root.join(schema.path.as_str()).exists());
        schemas.sort_by(|a, b| a.path.cmp(&b.path));
        schemas.dedup_by(|a, b| a.path == b.path);
        let paths: Vec<RelPath> = drafts.iter().map(|draft| draft.path.clone()).collect();
        let all: Vec<(RelPath, String)> = drafts.into_iter().chain(schemas).map(|own| (own.path, own.text)).collect();
        draft::create(root, &all).map_err(|error| match error {
            DraftError::Exists(path) => exists(&path),
            DraftError::Failed(error) => Stop::disk(&error),
        })?;
        let shown = root.strip_prefix(".").unwrap_or(root);
        say(&paths.iter().map(|path| format!("{}\n", shown.join(path.as_str()).display())).collect::<String>())?;
        tell(next.get(self.setting.lang));
        Ok(Exit::Done)
    }
}

/// What to do after a file was begun.
fn fill_in() -> Bilingual<String> {
    Bilingual::new(
        "ต่อไป: เปิดไฟล์ เติมข้อมูล แล้วสั่ง prongsai check".to_owned(),
        "next: open the file, fill it in, and run `prongsai check`".to_owned(),
    )
}

/// The refusal to replace what stands there.
fn exists(path: &RelPath) -> Stop {
    Stop::new(
        Exit::Refused,
        format!("มี {path} อยู่แล้ว ไม่เขียนทับ: แก้ไฟล์นั้น หรือใช้ชื่ออื่น"),
        format!("{path} is there already and was not replaced: edit it, or choose another name"),
    )
}

fn no_year(text: &str) -> Bilingual<String> {
    Bilingual::new(
        format!("“{text}” ไม่ใช่ปีงบประมาณ พ.ศ. เช่น 2569 (ถ้าเป็นปี ค.ศ. ให้บวก 543)"),
        format!("`{text}` is not a Buddhist fiscal year such as 2569 (add 543 to a year of the common era)"),
    )
}

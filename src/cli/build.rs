//! `prongsai build`: content to `public/`, all or nothing.

use std::path::PathBuf;
use std::time::Instant;

use clap::{ArgMatches, Command, value_parser};

use crate::base::diag::{Diagnostic, Severity};
use crate::base::lang::{Bilingual, Lang};
use crate::base::source::Sources;
use crate::cli::exit::{Exit, Stop};
use crate::cli::progress::Progress;
use crate::cli::{Setting, Subcommand, argument, base_url_argument, check, summary, tell, today_argument};
use crate::io::durable::Durable;
use crate::io::made::{self, Made};
use crate::io::write::write;
use crate::ita::options::Options;
use crate::pipeline::{self, Built};

pub const COMMAND: Subcommand = Subcommand { name: "build", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    with_arguments(command, lang).about(lang.choose("สร้างเว็บไซต์ลงใน public/", "builds the site into public/"))
}

/// The arguments of a build, for every command that begins with one.
pub fn with_arguments(command: Command, lang: Lang) -> Command {
    let help = ["โฟลเดอร์ผลลัพธ์ (ปกติคือ public ในเว็บไซต์)", "output folder (default: public/ in the site)"];
    command
        .arg(argument("out", "DIR", lang, help).value_parser(value_parser!(PathBuf)))
        .arg(base_url_argument(lang))
        .arg(today_argument(lang))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    build(setting, matches, |_| Ok(())).map(|(exit, ())| exit)
}

/// Builds the site as the arguments ask. `look` sees what was read before anything is made of it, and may stop it all.
pub fn build<T>(
    setting: &Setting,
    matches: &ArgMatches,
    look: impl FnOnce(&Sources) -> Result<T, Stop>,
) -> Result<(Exit, T), Stop> {
    let begun = Instant::now();
    let progress = Progress::new(setting.lang);
    let out = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| setting.site.join("public"));
    progress.reading();
    let sources = crate::io::read::read(&setting.site).map_err(|error| Stop::disk(&error))?;
    let seen = look(&sources)?;
    let mark = made::mark(&sources, &setting.site, &format!("{:?} {:?}", setting.today, setting.base_url));
    if let Some(summary) = made::unchanged(&setting.site, &out, &mark).map_err(Stop::write)? {
        progress.finish();
        tell(&summary::unchanged(&summary, begun.elapsed(), setting.lang));
        return Ok((Exit::Done, seen));
    }
    let options = Options { today: setting.today, base_url: setting.base_url.clone() };
    let Built { site, output, findings } = pipeline::build_watched(sources, &options, |stage| progress.stage(stage));
    let (portal, sources) = (site.portal(), site.sources());
    if !findings.is_empty() {
        progress.finish();
    }
    check::show(&findings, sources, setting.lang);
    if findings.iter().any(Diagnostic::is_error) {
        tell(&summary::findings(&findings, setting.lang));
        return Ok((Exit::Errors, seen));
    }
    progress.writing();
    // What is graver than a note the next build must say again, so it is not remembered.
    let made = Made { mark, summary: Bilingual::each(|lang| summary::site(portal, lang)) };
    let made = Some(&made).filter(|_| findings.iter().all(|finding| finding.rule.severity == Severity::Note));
    let written = write(&output, sources, &setting.site, &out, Durable::Yes, made).map_err(Stop::write);
    progress.finish();
    let written = written?;
    tell(&summary::build(portal, &written.changes, &findings, begun.elapsed(), setting.lang));
    // The program ends here: to take thousands of pages apart in memory would only cost time.
    std::mem::forget((site, output));
    Ok((Exit::Done, seen))
}

//! `prongsai build`: content to `public/`, all or nothing.

use std::path::PathBuf;
use std::time::Instant;

use clap::{ArgMatches, Command, value_parser};

use crate::base::held::Held;
use crate::base::lang::{Lang, both};
use crate::base::redirect::Redirect;
use crate::base::source::Sources;
use crate::cli::command::{Setting, Subcommand, argument, base_url_argument, today_argument};
use crate::cli::exit::{Exit, Stop};
use crate::cli::gone::Gone;
use crate::cli::progress::Progress;
use crate::cli::terminal::tell;
use crate::cli::waiting::in_cloud;
use crate::cli::{check, summary};
use crate::io::durable::Durable;
use crate::io::looks::Looks;
use crate::io::refusal::WriteError;
use crate::io::stamp::{self, Stamp};
use crate::io::write::{self, write};
use crate::ita::options::Options;
use crate::pipeline::held::held;
use crate::pipeline::{self, Built};

pub(crate) const COMMAND: Subcommand = Subcommand { name: "build", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    with_arguments(command, lang).about(lang.choose("สร้างเว็บไซต์ลงใน public/", "builds the site into public/"))
}

/// The arguments of a build, for every command that begins with one.
pub(crate) fn with_arguments(command: Command, lang: Lang) -> Command {
    let help = both("โฟลเดอร์ผลลัพธ์ (ปกติคือ public ในเว็บไซต์)", "output folder (default: public/ in the site)");
    command
        .arg(argument("out", "DIR", lang, help).value_parser(value_parser!(PathBuf)))
        .arg(base_url_argument(lang))
        .arg(today_argument(lang))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let begun = Instant::now();
    let out = out(setting, matches);
    let known = stamp::is_there(&setting.site, &out);
    let looks = known.then(|| Looks::of(&setting.site, &options(setting))).flatten();
    if let Some(looks) = &looks
        && let Some(stamp) = stamp::untouched(&setting.site, &out, looks).map_err(Stop::write)?
    {
        tell(&summary::unchanged(stamp.told.get(setting.lang), begun.elapsed(), setting.lang));
        return Ok(Exit::Done);
    }
    let built = build(setting, matches, looks.as_ref(), |_| Ok(()))?;
    Ok(if built.errors == 0 { Exit::Done } else { Exit::Errors })
}

fn out(setting: &Setting, matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| setting.site.join("public"))
}

/// What a build is made by, beside its sources.
fn options(setting: &Setting) -> String {
    format!("{:?} {:?}", setting.today, setting.base_url)
}

/// What a build has come to.
pub(crate) struct Outcome<T> {
    /// How many errors kept it from being written.
    pub errors: usize,
    /// What was seen of the sources.
    pub seen: T,
    /// What keeps the site from being uploaded.
    pub held: Vec<Held>,
    /// The old addresses that the host is told of.
    pub redirects: Vec<Redirect>,
}

/// Builds the site as the arguments ask. `looks` are those of the sources, to be remembered if nothing has changed. `look` sees
/// what was read before anything is made of it, and may stop it all.
pub(crate) fn build<T>(
    setting: &Setting,
    matches: &ArgMatches,
    looks: Option<&Looks>,
    look: impl FnOnce(&Sources) -> Result<T, Stop>,
) -> Result<Outcome<T>, Stop> {
    let begun = Instant::now();
    let progress = Progress::new(setting.lang);
    let out = out(setting, matches);
    // Once is enough, before there is a site.
    if !out.exists() {
        in_cloud(&out, setting.lang).iter().for_each(|hint| tell(hint));
    }
    progress.reading();
    let sources = setting.sources()?;
    let seen = look(&sources)?;
    let mark = stamp::mark(&sources, &setting.site, &options(setting));
    if let Some(stamp) = stamp::unchanged(&setting.site, &out, &mark, looks).map_err(Stop::write)? {
        progress.finish();
        tell(&summary::unchanged(stamp.told.get(setting.lang), begun.elapsed(), setting.lang));
        return Ok(Outcome { errors: 0, seen, held: stamp.held, redirects: stamp.redirects });
    }
    let options = Options { today: setting.today, base_url: setting.base_url.clone() };
    let mut built = pipeline::build_watched(sources, &options, |stage| progress.stage(stage));
    let lasts = stamp::may_be_remembered(built.site.sources());
    let held = held(&built.findings, built.site.sources());
    let gone = Gone::of(&write::before(&setting.site, &out).map_err(Stop::write)?, &built.site);
    let told = summary::told(&built, &held, &gone);
    let redirects = pipeline::redirects(built.portal());
    let stamp = Stamp { mark, told, held, redirects };
    let written = built.output().map(|output| {
        progress.making();
        write(output, &setting.site, &out, Durable::Yes, lasts.then_some(&stamp))
    });
    progress.finish();
    if let Some(Ok(written)) = written {
        tell(&summary::build(stamp.told.get(setting.lang), &written.changes, begun.elapsed(), setting.lang));
        // The program ends here: to take thousands of pages apart in memory would only cost time.
        std::mem::forget(built);
        return Ok(Outcome { errors: 0, seen, held: stamp.held, redirects: stamp.redirects });
    }
    let failed = stop(written.and_then(Result::err), &mut built);
    check::show(&built.findings, built.site.sources(), setting.lang);
    failed?;
    tell(&summary::total(&built.findings, &stamp.held, setting.lang));
    let errors = built.findings.iter().filter(|finding| finding.is_error()).count();
    Ok(Outcome { errors, seen, held: stamp.held, redirects: stamp.redirects })
}

/// Why nothing was written, unless it is for findings; those of pages are added to the others.
fn stop(error: Option<WriteError>, built: &mut Built) -> Result<(), Stop> {
    match error {
        Some(WriteError::Faulty(faults)) => built.add(faults),
        Some(error) => return Err(Stop::write(error)),
        None => {}
    }
    Ok(())
}

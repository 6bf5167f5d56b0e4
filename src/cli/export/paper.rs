//! What the commands of all papers have in common: the year, the file whose ending tells the form, and what keeps a paper
//! from being written.

use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command, value_parser};

use crate::base::diag::Diagnostic;
use crate::base::lang::{Lang, both};
use crate::base::output::MANIFEST;
use crate::base::personal::Certainty;
use crate::base::source::Sources;
use crate::cli::changes::taken;
use crate::cli::command::{Setting, argument, base_url_argument, flag, today_argument};
use crate::cli::exit::{Exit, Stop};
use crate::cli::status::{faulty, of_year};
use crate::cli::terminal::{say, tell};
use crate::io::inspect;
use crate::io::real::real;
use crate::io::refusal::shown;
use crate::io::replace;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline;
use crate::pipeline::papers::Form;

/// The folders of a site that are published, or that its own commands keep.
const NOT_IN: [&str; 4] = ["public", "content", "themes", ".prongsai"];

/// A paper that somebody asks for, and the site that it is made of.
pub(super) struct Order<'s> {
    pub setting: &'s Setting,
    pub sources: Sources,
    pub portal: Portal,
    pub findings: Vec<Diagnostic>,
    pub year: FiscalYear,
    pub form: Form,
    /// The language of the paper, which goes to a Thai office whatever the messages speak.
    pub lang: Lang,
    to: PathBuf,
}

/// `--year`, `--out` and what else every paper takes; `forms` are the endings that it knows.
pub(super) fn arguments(command: Command, lang: Lang, forms: &str) -> Command {
    let year = both(
        "ปีงบประมาณที่ถูกประเมิน เช่น 2568 (ปกติคือปีล่าสุดที่มีข้อ)",
        "the fiscal year that is assessed, such as 2568 (default: the newest with items)",
    );
    let out = lang.choose(
        format!("ไฟล์ใหม่ที่จะเขียน ชื่อลงท้ายด้วย {forms}"),
        format!("the new file to write; its name ends with {forms}"),
    );
    let file = argument("out", "FILE", lang, both("", "")).help(out).required(true);
    command
        .arg(flag("english", lang, both("ฉบับภาษาอังกฤษ", "in English; without it in Thai")))
        .arg(argument("year", "N", lang, year))
        .arg(file.value_parser(value_parser!(PathBuf)))
        .arg(base_url_argument(lang))
        .arg(today_argument(lang))
}

impl<'s> Order<'s> {
    /// Reads what is asked for, and the site. With errors in the content the paper may say too little, which is told.
    pub(super) fn read(setting: &'s Setting, matches: &ArgMatches, forms: &[Form]) -> Result<Order<'s>, Stop> {
        let to = matches.get_one::<PathBuf>("out").cloned().unwrap_or_default();
        let form = Form::of(&to.extension().unwrap_or_default().to_string_lossy()).filter(|form| forms.contains(form));
        let form = form.ok_or_else(|| unknown_form(forms))?;
        refuse(&setting.site, &to)?;
        let sources = setting.sources()?;
        let (portal, findings) = pipeline::checked(&sources, setting.today);
        let year = of_year(&portal, matches.get_one::<String>("year"))?;
        let errors = findings.iter().filter(|finding| finding.is_error()).count();
        if errors > 0 {
            tell(&faulty(errors, setting.lang));
        }
        let lang = if matches.get_flag("english") { Lang::En } else { Lang::Th };
        Ok(Order { setting, sources, portal, findings, year, form, lang, to })
    }

    /// Writes the paper, unless somebody's number is in it: what was made is read as an attachment is.
    pub(super) fn write(&self, bytes: Vec<u8>) -> Result<(), Stop> {
        let found = inspect::bytes_of(bytes.clone(), self.form.ending());
        if found.fault.is_some() {
            return Err(Stop::bug());
        }
        let allowed = |number| self.portal.privacy.as_ref().is_some_and(|privacy| privacy.allows(number));
        let sure = found.numbers.iter().filter(|own| own.certainty == Certainty::Sure);
        if let Some(own) = sure.into_iter().find(|own| !allowed(own.number)) {
            let number = &own.number;
            return Err(Exit::Refused.because(both!(
                "ไม่ได้เขียนไฟล์ เพราะจะมีเลขประจำตัวประชาชน {number}: ลบเลขนี้จากเนื้อหา แล้วสั่งใหม่",
                "nothing was written, for it would have the citizen's number {number}: delete it from the content"
            )));
        }
        let possible = found.numbers.iter().any(|own| own.certainty != Certainty::Sure && !allowed(own.number));
        if possible || !found.own_numbers.is_empty() {
            tell(self.setting.lang.choose(
                "เอกสารนี้มีเลขที่อาจเป็นของบุคคล (บัตรประชาชน บัญชี หนังสือเดินทาง หรือมือถือ) ตรวจก่อนส่งให้ผู้อื่น",
                "this paper has numbers that may be a person's (card, account, passport, mobile): look at it before you give it away",
            ));
        }
        replace::create(&self.to, &mut bytes.as_slice()).map_err(|error| Stop::disk(&error))?;
        say(&format!("{}\n", shown(&self.to)))
    }
}

fn unknown_form(forms: &[Form]) -> Stop {
    let names = |or: &str| forms.iter().map(|form| format!(".{}", form.ending())).collect::<Vec<_>>().join(or);
    Exit::Usage.because(both(
        format!("ชื่อไฟล์ใน --out ต้องลงท้ายด้วย {}", names(" หรือ ")),
        format!("the file's name in --out must end with {}", names(" or ")),
    ))
}

/// Refuses a file that would be published, or that is there already.
fn refuse(site: &Path, to: &Path) -> Result<(), Stop> {
    if to.symlink_metadata().is_ok() {
        return Err(taken(&shown(to)));
    }
    let whole = |path: &Path| real(path).or_else(|_| std::path::absolute(path)).ok();
    let own: Vec<PathBuf> = NOT_IN.iter().filter_map(|name| whole(&site.join(name))).collect();
    // The folder that is there already, for the others will be made below it.
    let there = std::path::absolute(to).unwrap_or_else(|_| to.to_owned());
    let there = there.ancestors().skip(1).find_map(|folder| real(folder).ok()).unwrap_or_default();
    let absolute = std::path::absolute(to).unwrap_or_else(|_| to.to_owned());
    let built = there.ancestors().any(|folder| folder.join(MANIFEST).is_file());
    if built || own.iter().any(|folder| there.starts_with(folder) || absolute.starts_with(folder)) {
        let folder = shown(to.parent().unwrap_or(to));
        return Err(Exit::Refused.because(both!(
            "ไม่เขียนลงใน {folder} ซึ่งเป็นของเว็บไซต์: เอกสารนี้เป็นของภายใน ใช้โฟลเดอร์อื่น",
            "{folder} belongs to the site, and this paper is for the office: choose another folder"
        )));
    }
    Ok(())
}

//! `prongsai check`: every finding, and nothing written.

use clap::{ArgMatches, Command};

use crate::base::diag::Diagnostic;
use crate::base::lang::{Lang, both};
use crate::cli::command::{Setting, Subcommand, argument, flag, today_argument};
use crate::cli::exit::{Exit, Stop};
use crate::cli::explain::explain;
use crate::cli::report::count::Count;
use crate::cli::report::{Form, report};
use crate::cli::terminal::{say, tell};
use crate::cli::{external, summary};
use crate::ita::options::Options;
use crate::pipeline;
use crate::pipeline::held::held;

pub(super) const COMMAND: Subcommand = Subcommand { name: "check", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    command
        .about(lang.choose("ตรวจเนื้อหาโดยไม่เปลี่ยนอะไร", "checks the content; changes nothing"))
        .arg(
            argument("format", "human|short|json|sarif|github", lang, both("รูปแบบรายงาน", "report format"))
                .value_parser(Form::WORDS)
                .default_value("human"),
        )
        .arg(argument("explain", "CODE", lang, both("อธิบายกฎ", "explains a rule")))
        .arg(flag(
            "external",
            lang,
            both("ถามลิงก์ภายนอกด้วย (ใช้อินเทอร์เน็ต)", "also checks links to other sites (uses the network)"),
        ))
        .arg(flag("deny-warnings", lang, both("ถือว่าคำเตือนเป็นข้อผิดพลาด", "treats warnings as errors")))
        .arg(today_argument(lang))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    if let Some(code) = matches.get_one::<String>("explain") {
        return explain(code, setting.lang);
    }
    let sources = setting.sources()?;
    let options = Options { today: setting.today, base_url: None };
    let mut built = pipeline::check(sources, &options);
    if matches.get_flag("external") {
        external::add(setting, built.site.portal(), &mut built.findings)?;
    }
    let form = Form::of(matches.get_one::<String>("format").map(String::as_str));
    let text = report(form, &built.findings, built.site.sources(), setting.lang);
    say(&text)?;
    let held = held(&built.findings, built.site.sources());
    tell(&summary::total(&built.findings, &held, setting.lang));
    let count = Count::of(&built.findings);
    let denied = matches.get_flag("deny-warnings") && count.warnings > 0;
    Ok(if count.errors > 0 || denied { Exit::Errors } else { Exit::Done })
}

/// Findings on stderr, for commands whose output is something else.
pub(super) fn show(findings: &[Diagnostic], sources: &crate::base::source::Sources, lang: Lang) {
    if !findings.is_empty() {
        tell(report(Form::Human, findings, sources, lang).trim_end());
    }
}

//! `prongsai export measures`: the report on carrying out the measures of a year.

use clap::{ArgMatches, Command};

use crate::base::lang::{Lang, both};
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};
use crate::cli::export::memo::{as_document, site};
use crate::cli::export::paper::{Order, arguments as of_paper};
use crate::cli::terminal::tell;
use crate::ita::address::Address;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline::papers::{Form, measures_table};

pub(super) const KIND: Subcommand = Subcommand { name: "measures", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let about = lang.choose(
        "รายงานผลการดำเนินการตามมาตรการ (ปีที่ถูกประเมิน หรือปีของมาตรการเอง)",
        "the report on carrying out the measures (of the year that was assessed, or of the measures' own)",
    );
    of_paper(command.about(about), lang, ".docx, .csv")
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let order = Order::read(setting, matches, &[Form::Docx, Form::Csv])?;
    let year = of_measures(&order.portal, order.year)?;
    let site = site(&order);
    let bytes = match order.form {
        Form::Csv => measures_table(&site, year).ok_or_else(Stop::bug)?,
        _ => as_document(&order, &site, &Address::measures_report(year))?,
    };
    order.write(bytes)?;
    let lang = setting.lang;
    tell(&lang.choose(format!("มาตรการปี {year}"), format!("the measures of {year}")));
    Ok(Exit::Done)
}

/// The year whose measures are meant: those of the year itself, else those that answer its analysis, a year later.
pub(super) fn of_measures(portal: &Portal, year: FiscalYear) -> Result<FiscalYear, Stop> {
    let has = |year: &FiscalYear| portal.years.get(year).is_some_and(|own| !own.measures.is_empty());
    [Some(year), year.next()].into_iter().flatten().find(has).ok_or_else(|| {
        Exit::Usage.because(both!(
            "ปี {year} และปีถัดไปไม่มีมาตรการ: เริ่มด้วย prongsai new measure",
            "neither {year} nor the year after has measures: begin with `prongsai new measure`"
        ))
    })
}

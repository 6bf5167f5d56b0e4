//! `prongsai inspect-attachment`: what prongsai starts by itself to read attachments; people have no use for it.

use clap::{ArgMatches, Command};

use crate::base::lang::Lang;
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};
use crate::io::inspect::worker;

pub(super) const COMMAND: Subcommand = Subcommand { name: worker::COMMAND, arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    command.hide(true).about(lang.choose("อ่านเอกสารแนบให้ prongsai เอง", "reads attachments for prongsai itself"))
}

fn run(_: &Setting, _: &ArgMatches) -> Result<Exit, Stop> {
    worker::serve().map_err(|error| Stop::disk(&error.into()))?;
    Ok(Exit::Done)
}

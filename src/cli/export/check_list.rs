//! `prongsai export check-list`: for each who is responsible, what is asked of him, with lines for what he hands in.

use clap::{ArgMatches, Command};

use crate::base::lang::{Lang, both};
use crate::base::thai::same_words;
use crate::cli::command::{Setting, Subcommand, argument};
use crate::cli::exit::{Exit, Stop};
use crate::cli::export::memo::office;
use crate::cli::export::paper::{Order, arguments as of_paper};
use crate::pipeline::papers::{Form, check_list, everybody, owners};

pub(super) const KIND: Subcommand = Subcommand { name: "check-list", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let about = lang.choose(
        "รายการที่ขอจากผู้รับผิดชอบแต่ละคน พร้อมช่องให้กรอก",
        "what is asked of each who is responsible, with lines to fill in",
    );
    let owner = both(
        "ผู้รับผิดชอบ ตาม owner ในไฟล์ (ปกติทุกคน คนละแผ่น)",
        "who is responsible, as `owner` of the files says (default: all)",
    );
    of_paper(command.about(about), lang, ".docx").arg(argument("owner", "NAME", lang, owner))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let order = Order::read(setting, matches, &[Form::Docx])?;
    let all = owners(&order.portal, order.year);
    let chosen: Vec<String> = match matches.get_one::<String>("owner") {
        None => everybody(&order.portal, order.year),
        Some(name) => {
            let is = |text: &&&crate::base::lang::Text| {
                same_words(&text.th, name) || text.en.as_ref().is_some_and(|en| same_words(en, name))
            };
            all.iter().filter(is).map(|own| own.th.clone()).collect()
        }
    };
    if chosen.is_empty() {
        let known = all.iter().map(|own| own.th.as_str()).collect::<Vec<_>>().join(", ");
        let year = order.year;
        return Err(Exit::Usage.because(both!(
            "ไม่มีผู้รับผิดชอบชื่อนี้ในปี {year}: มี {known}",
            "nobody of this name is responsible in {year}; there are: {known}"
        )));
    }
    let bytes = check_list(&order.portal, order.year, &chosen, order.lang, &office(&order)?);
    order.write(bytes)?;
    Ok(Exit::Done)
}

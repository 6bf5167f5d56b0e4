//! `prongsai export memo`: the memorandum of a year's analysis, to sign and to number.

use std::sync::Arc;

use clap::{ArgMatches, Command};

use crate::base::lang::{Lang, both};
use crate::base::path::RelPath;
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};
use crate::cli::export::paper::{Order, arguments as of_paper};
use crate::cli::terminal::tell;
use crate::io::refusal::shown;
use crate::ita::address::Address;
use crate::ita::options::Options;
use crate::ita::year::FiscalYear;
use crate::pipeline;
use crate::pipeline::papers::{Form, Office, Picture};
use crate::pipeline::site::Site;

pub(super) const KIND: Subcommand = Subcommand { name: "memo", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let about = lang.choose(
        "บันทึกข้อความวิเคราะห์ผลการประเมิน สำหรับลงนามและออกเลข",
        "the memorandum of the analysis, to sign and to number",
    );
    of_paper(command.about(about), lang, ".docx")
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let order = Order::read(setting, matches, &[Form::Docx])?;
    let analysed = || order.portal.years.values().rev().find(|own| own.analysis.is_some()).map(|own| own.year);
    let year = if matches.contains_id("year") { order.year } else { analysed().unwrap_or(order.year) };
    let site = site(&order);
    let analysed = order.portal.years.get(&year).filter(|own| own.analysis.is_some());
    let written_in = analysed.and_then(|own| own.year.next()).ok_or_else(|| no_analysis(year))?;
    let address = Address::analysis(written_in);
    let bytes = as_document(&order, &site, &address)?;
    order.write(bytes)?;
    tell(setting.lang.choose(
        "ต่อไป: เปิดใน Word ตรวจทุกหน้า แล้วออกเลขและลงนาม",
        "next: open it in Word, look at every page, then number and sign it",
    ));
    Ok(Exit::Done)
}

/// The site that an order is made of, planned and not made.
pub(super) fn site(order: &Order<'_>) -> Site {
    let options = Options { today: order.setting.today, base_url: order.setting.base_url.clone() };
    pipeline::plan(Arc::new(order.sources.clone()), &options, None).site
}

/// A page of the site as a document of the office.
pub(super) fn as_document(order: &Order<'_>, site: &Site, address: &Address) -> Result<Vec<u8>, Stop> {
    let office = office(order)?;
    let page = pipeline::papers::page(site, address, order.lang, &office).ok_or_else(|| {
        Exit::Usage.because(both(
            "เว็บไซต์ไม่มีหน้านี้ในภาษาที่ขอ (languages ใน agency.yaml และ visibility ของปี)",
            "the site has no such page in that language (`languages` of agency.yaml, `visibility` of the year)",
        ))
    })?;
    page.map_err(|finding| {
        let told = |lang| finding.message().get(lang).to_owned();
        Exit::Errors.because(both(told(Lang::Th), told(Lang::En)))
    })
}

/// What the office's own files say of how it writes.
pub(super) fn office(order: &Order<'_>) -> Result<Office, Stop> {
    let read = |name: &str| {
        let path = RelPath::new(&format!("content/{name}")).filter(|path| order.sources.files.contains_key(path))?;
        let place = order.setting.site.join(path.as_str());
        Some(std::fs::read(&place).map_err(|error| Stop::disk(&anyhow::Error::new(error).context(shown(&place)))))
    };
    let mut office = match read("memo.docx").transpose()? {
        Some(bytes) => Office::of(&bytes).map_err(|fault| {
            Exit::Errors
                .because(both(format!("content/memo.docx {}", fault.th), format!("content/memo.docx {}", fault.en)))
        })?,
        None => Office::default(),
    };
    for name in ["garuda.png", "garuda.jpg"] {
        if let Some(bytes) = read(name).transpose()? {
            office.garuda = Picture::new(name, bytes).or(office.garuda);
        }
    }
    Ok(office)
}

fn no_analysis(year: FiscalYear) -> Stop {
    Exit::Usage.because(both!(
        "ปี {year} ยังไม่มีการวิเคราะห์ (issues.yaml): เริ่มด้วย prongsai new issues {year}",
        "{year} has no analysis yet (issues.yaml): begin with `prongsai new issues {year}`"
    ))
}

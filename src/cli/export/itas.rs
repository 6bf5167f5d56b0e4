//! `prongsai export itas --year N --out FILE`: the answer sheet of a year, for whoever fills in the assessor's form. What it
//! says is kept in `content/N/itas.yaml`, so that every later one can tell what has changed, until one is made with `--keep`.

use clap::{ArgMatches, Command};

use crate::base::diag::has_errors;
use crate::base::lang::{Lang, both};
use crate::base::path::RelPath;
use crate::cli::changes::{change, on_disk};
use crate::cli::command::{Setting, Subcommand, flag};
use crate::cli::exit::{Exit, Stop};
use crate::cli::export::paper::{Order, arguments as common};
use crate::cli::terminal::tell;
use crate::io::history::Act;
use crate::ita::answer_sheet::{AnswerSheet, Row, answer_sheet};
use crate::ita::answered::FILE;
use crate::ita::way::MOST;
use crate::pipeline::papers::{self, Form};

pub(super) const KIND: Subcommand = Subcommand { name: "itas", arguments, run };

const FORMS: [Form; 3] = [Form::Xlsx, Form::Csv, Form::Json];

fn arguments(command: Command, lang: Lang) -> Command {
    let about = lang.choose(
        "ใบตอบของปี: แต่ละข้อมีหรือไม่ ที่อยู่ เส้นทางคลิก คำอธิบาย",
        "the answer sheet of a year: what is there, its addresses, clicks and words",
    );
    let ready =
        both("ไม่เขียนไฟล์ถ้ามีข้อใดอ้างหลักฐานที่ยังไม่ผ่าน", "write nothing if an item claims evidence that does not hold");
    let keep = both(
        "เทียบใบตอบต่อ ๆ ไปกับใบนี้ (ปกติเทียบกับใบที่เก็บไว้ใบแรก จนกว่าจะสั่ง)",
        "compare later sheets with this one (default: with the one that is kept)",
    );
    let command = common(command.about(about), lang, ".xlsx, .csv, .json");
    command.arg(flag("ready", lang, ready)).arg(flag("keep", lang, keep))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let order = Order::read(setting, matches, &FORMS)?;
    let portal = &order.portal;
    let base_url = setting.base_url.as_ref().unwrap_or(&portal.agency.base_url.value);
    let when = (order.year, setting.today);
    let sheet = answer_sheet(portal, &order.sources, base_url, when, order.lang).ok_or_else(|| hidden(&order))?;
    let words = papers::words(portal, &order.sources);
    // Only a workbook bounds its cells.
    let workbook = order.form == Form::Xlsx;
    let cut = if workbook { papers::answer_sheet::cut(&sheet, order.lang, &words) } else { Vec::new() };
    if matches.get_flag("ready") {
        refuse(&order, &sheet, &cut)?;
    }
    let bytes = papers::answer_sheet::answer_sheet(&sheet, order.form, order.lang, &words).ok_or_else(Stop::bug)?;
    order.write(bytes)?;
    report(&sheet, &cut, setting.lang);
    keep(&order, &sheet, matches.get_flag("keep"))?;
    Ok(Exit::Done)
}

fn hidden(order: &Order<'_>) -> Stop {
    let year = order.year;
    Exit::Refused.because(both!(
        "ปี {year} ซ่อนอยู่ (visibility: hidden) จึงไม่มีที่อยู่ให้ตอบ",
        "{year} is hidden (`visibility: hidden`), so that it has no address to give"
    ))
}

/// With `--ready` nothing is written that is not so.
fn refuse(order: &Order<'_>, sheet: &AnswerSheet<'_>, cut: &[&str]) -> Result<(), Stop> {
    if has_errors(&order.findings) {
        let said = both("ไม่ได้เขียนใบตอบ เพราะเนื้อหามีข้อผิดพลาด", "no sheet was written, for the content has errors");
        return Err(Exit::Errors.because(said));
    }
    if !cut.is_empty() {
        let codes = cut.join(", ");
        return Err(Exit::Errors.because(both!(
            "ไม่ได้เขียนใบตอบ เพราะข้อความยาวเกินช่องของ Excel ในข้อ {codes}: เขียน answer ให้สั้นลง หรือใช้ .csv",
            "no sheet was written: a text is longer than a cell of Excel holds in {codes}; shorten `answer`, or use .csv"
        )));
    }
    let codes = codes(sheet, order.setting.lang, |row| !row.holds());
    if codes.is_empty() {
        return Ok(());
    }
    Err(Exit::Errors.because(both!(
        "ไม่ได้เขียนใบตอบ เพราะหลักฐานที่อ้างยังไม่ผ่านในข้อ {codes}: ดูด้วย prongsai status --year {}",
        "no sheet was written: evidence that does not hold is claimed in {codes}; see `prongsai status --year {}`",
        order.year
    )))
}

/// The items of which something is so.
fn codes(sheet: &AnswerSheet<'_>, lang: Lang, is: impl Fn(&Row<'_>) -> bool) -> String {
    let rows: Vec<&Row<'_>> = sheet.rows.iter().filter(|row| is(row)).collect();
    if rows.len() > 1 && rows.len() == sheet.rows.len() {
        return lang.choose(format!("ทุกข้อ ({})", rows.len()), format!("all {} items", rows.len()));
    }
    rows.iter().map(|row| row.standing.spec.code.value.as_str()).collect::<Vec<_>>().join(", ")
}

/// Tells what the sheet should not be handed in with.
fn report(sheet: &AnswerSheet<'_>, cut: &[&str], lang: Lang) {
    let told = [
        (cut.join(", "), both("ข้อความยาวเกินช่องของ Excel จึงถูกตัด", "texts longer than a cell of Excel, which are cut")),
        (
            codes(sheet, lang, |row| row.is_changed()),
            both("ที่อยู่ต่างจากใบตอบครั้งก่อน", "addresses that differ from the last sheet"),
        ),
        (
            codes(sheet, lang, |row| !row.holds()),
            both("หลักฐานที่อ้างยังไม่ผ่าน", "evidence that is claimed and does not hold"),
        ),
        (
            codes(sheet, lang, |row| row.way.is_none()),
            both("ไม่มีเมนูหรือหน้าแรกพาไปถึง", "neither menu nor home page leads there"),
        ),
        (
            codes(sheet, lang, |row| row.way.as_ref().is_some_and(|way| way.clicks() > MOST)),
            both("ต้องคลิกเกิน 2 ครั้งจากหน้าแรก", "more than 2 clicks from the home page"),
        ),
        (
            codes(sheet, lang, |row| row.way.as_ref().is_some_and(|way| !way.by_menu)),
            both("เมนูไม่มี มีทางจากหน้าแรกเท่านั้น", "left out of the menu; only the home page leads there"),
        ),
        (
            codes(sheet, lang, |row| row.explanation().is_some_and(|(_, draft)| draft)),
            both(
                "คำอธิบายร่างจาก summary (เขียน answer เอง)",
                "explanations that are drafts from `summary` (write `answer`)",
            ),
        ),
    ];
    for (codes, words) in told.into_iter().filter(|(codes, _)| !codes.is_empty()) {
        tell(&format!("{}: {codes}", words.pick(lang)));
    }
}

/// Keeps the addresses of the first sheet beside the items, and those of a later one where that is asked for: so every sheet
/// is compared with what was told, however often it is made. One that was handed in stays.
fn keep(order: &Order<'_>, sheet: &AnswerSheet<'_>, anew: bool) -> Result<(), Stop> {
    let (lang, year) = (order.setting.lang, order.year);
    let last = sheet.assessment.answered.as_ref();
    if sheet.assessment.frozen().is_some() {
        tell(lang.choose(
            "ส่งใบตอบแล้ว (submitted) จึงคงที่อยู่ที่ส่งไว้ใน itas.yaml",
            "the sheet was handed in (`submitted`): itas.yaml keeps the addresses that were given",
        ));
        return Ok(());
    }
    if order.setting.base_url.is_some() || has_errors(&order.findings) {
        tell(lang.choose(
            "ไม่ได้เก็บที่อยู่ของใบตอบนี้ เพราะใช้ --base-url หรือเนื้อหามีข้อผิดพลาด",
            "the addresses of this sheet are not kept: it was made with `--base-url`, or the content has errors",
        ));
        return Ok(());
    }
    let same = sheet.rows.len() == last.map_or(0, |last| last.items.len());
    if same && !sheet.rows.iter().any(Row::is_changed) {
        return Ok(());
    }
    if let Some(last) = last.filter(|_| !anew) {
        let day = last.date.map(|day| day.in_words(lang)).unwrap_or_default();
        tell(&lang.choose(
            format!("เทียบกับใบตอบที่เก็บไว้ ({day}) ถ้าใช้ใบนี้แทน ใส่ --keep"),
            format!("compared with the sheet that is kept ({day}); if this one takes its place, add `--keep`"),
        ));
        return Ok(());
    }
    let Some(path) = RelPath::new(&format!("content/{year}/{FILE}")) else { return Ok(()) };
    let new = papers::answer_sheet::kept(sheet, order.setting.today).into_bytes();
    let act = match last {
        Some(_) => Act::Replace { old: on_disk(&order.setting.site, &path)?.into_bytes(), path: path.clone(), new },
        None => Act::Create(path.clone(), new),
    };
    change(&order.setting.site, vec![act])?;
    tell(&lang.choose(
        format!("เก็บที่อยู่ของใบตอบไว้ใน {path} เมื่อส่งแล้ว เขียน submitted: วันที่ส่ง ใน catalogue.yaml ของปีนั้น"),
        format!("{path} keeps the addresses of this sheet; once it is handed in, write `submitted: DATE` into catalogue.yaml"),
    ));
    Ok(())
}

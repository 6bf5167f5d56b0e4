//! What keeps a site from being uploaded is shown in one list, and goes out only when a person whose name is written down
//! has looked at it. The answer stands in `content/privacy.yaml`, for this content of each file.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use clap::ArgMatches;

use crate::base::held::Held;
use crate::base::lang::{Bilingual, Lang, both};
use crate::cli::ask::somebody_answers;
use crate::cli::ask::{Asker, Question};
use crate::cli::command::Setting;
use crate::cli::exit::{Exit, Stop};
use crate::cli::privacy_file::{self, ACCEPTED, Decision, FILE};
use crate::cli::terminal::tell;
use crate::cli::upload::request::UploadRequest;
use crate::ita::privacy::{SIGNATURE, accepted_name};

/// Goes on when nothing holds the site back or when a person takes that upon himself; false in a dry run that finds more.
pub(super) fn settle(
    request: &UploadRequest<'_>,
    held: &[Held],
    setting: &Setting,
    matches: &ArgMatches,
) -> Result<bool, Stop> {
    if held.is_empty() {
        return Ok(true);
    }
    tell(&list(held, setting.lang));
    let unread: Vec<&str> =
        held.iter().flat_map(|one| &one.files).filter(|file| file.mark.is_none()).map(|file| &*file.path).collect();
    if !unread.is_empty() {
        return Err(too_large(&unread.join(", ")));
    }
    if request.dry_run {
        tell(&how(request, setting.lang));
        return Ok(false);
    }
    if !matches.get_flag("accept") && !somebody_answers(request.sure) {
        return Err(refused(request));
    }
    let signed = |name, ask| {
        let question = Question { name, ask, otherwise: Some(String::new()) };
        let answer = |text: &str| if text.is_empty() { Ok(None) } else { privacy_file::meant(name, text).map(Some) };
        Asker { lang: setting.lang, matches, places: Vec::new() }.answer(&question, answer)
    };
    let by = signed(
        "by",
        both("ชื่อของผู้ที่ดูทั้งหมดนี้แล้ว (ว่างไว้: ไม่ส่ง)", "who has looked at all of them (empty: nothing is sent)"),
    )?;
    let Some(by) = by else { return Err(refused(request)) };
    let reason = signed("reason", both("เหตุผลที่เผยแพร่ได้", "why they may go out"))?;
    let Some(reason) = reason else { return Err(refused(request)) };
    let decision = Decision { reason: &reason, by: &by, date: setting.today };
    let count = write(held, &decision, setting)?;
    tell(&setting.lang.choose(format!("{FILE}: รับรองแล้ว {count} รายการ"), format!("{FILE}: {count} accepted")));
    Ok(true)
}

/// Enters each rule at each file once, and tells how many entries there are.
fn write(held: &[Held], decision: &Decision<'_>, setting: &Setting) -> Result<usize, Stop> {
    let each = held.iter().flat_map(|one| one.files.iter().map(|file| (file, one.rule.as_str())));
    let each: BTreeSet<_> = each.collect();
    let entries = each.iter().map(|(file, rule)| {
        decision.entry(accepted_name(&file.path), file.mark.as_deref().unwrap_or_default(), Some(rule))
    });
    let entries: String = entries.collect();
    let text = privacy_file::read(&setting.site)?;
    privacy_file::enter(&setting.site, text.as_deref(), &privacy_file::random_key()?, ACCEPTED, &entries)?;
    Ok(each.len())
}

/// All of it: whoever signs for a list must see the whole.
fn list(held: &[Held], lang: Lang) -> String {
    let mut text = lang
        .choose(
            "ก่อนอัปโหลด ต้องมีผู้ดูสิ่งเหล่านี้ด้วยตาตัวเอง หรือแก้ก่อน:",
            "somebody must look at these before they go out, or mend them:",
        )
        .to_owned();
    for Held { rule, at, why, files } in held {
        let _ = write!(text, "\n  {at}: {} [{rule}]", why.get(lang));
        for file in files.iter().filter(|_| files.len() > 1) {
            let _ = write!(text, "\n    {}", file.path);
        }
    }
    text
}

/// The command that accepts.
fn how(request: &UploadRequest<'_>, lang: Lang) -> String {
    let site = match request.site {
        site if site == Path::new(".") => String::new(),
        site => format!(" --site \"{}\"", site.display()),
    };
    let (name, sign) = (&request.target.name, SIGNATURE.pick(lang));
    let command = format!("prongsai{site} upload {name} --accept {sign}");
    match lang {
        Lang::Th => format!("เมื่อดูครบแล้ว: {command} (บันทึกชื่อและเหตุผลไว้ใน {FILE})"),
        Lang::En => format!("once they were looked at: {command} (which writes name and reason into {FILE})"),
    }
}

fn refused(request: &UploadRequest<'_>) -> Stop {
    let Bilingual { th, en } = Bilingual::each(|lang| how(request, lang));
    Exit::Refused.because(both!("ยังไม่ได้ส่งอะไร {th}", "nothing was sent; {en}"))
}

fn too_large(files: &str) -> Stop {
    Exit::Refused.because(both!(
        "ยังไม่ได้ส่งอะไร {files} ใหญ่เกินกว่าจะอ่าน จึงรับรองไม่ได้ ให้แบ่งหรือลดขนาดก่อน",
        "nothing was sent; {files} is too large to be read, so that nobody can accept it: split it or make it smaller"
    ))
}

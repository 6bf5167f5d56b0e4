//! Old addresses of what was moved, so that whoever has one comes to the new place: `aliases` of pages, and for attachments
//! `moved` in `agency.yaml`.

use std::path::Path;

use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::personal::find_in_name;
use crate::cli::changes::on_disk;
use crate::cli::exit::{Exit, Stop};
use crate::cli::rename::edited::Edited;
use crate::ita::portal::Portal;
use crate::pipeline;
use crate::pipeline::edit::{Change, Value, edited, value};

/// How many addresses of files are told one by one.
const SHOWN: usize = 5;

/// The addresses of a file before and now.
type Addresses = (String, String);

/// Whether an address has a citizen's number, which is written nowhere once more.
pub(super) fn holds_a_number(address: &str) -> bool {
    !find_in_name(address).is_empty()
}

/// A page with the address that it had, so that it forwards, and without the one that it has again; `None` for a file
/// that cannot forward.
pub(super) fn forwarded(page: &Edited, portal: &Portal, (before, now): &Addresses) -> Result<Option<String>, Stop> {
    let Some(known) = pipeline::aliases(portal, &page.from).filter(|_| before.ends_with('/')) else { return Ok(None) };
    if holds_a_number(before) {
        return Ok(None);
    }
    let is = |alias: &str, address: &str| alias.trim_matches('/') == address.trim_matches('/');
    let old = known.iter().map(|alias| alias.value.as_str());
    let mut aliases: Vec<String> = old.filter(|alias| !is(alias, now)).map(str::to_owned).collect();
    let is_there = aliases.iter().any(|alias| is(alias, before));
    let (way, new) = (vec!["aliases".into()], format!("/{before}"));
    let change = match aliases.len() == known.len() {
        true if is_there => return Ok(Some(page.new.clone())),
        true => Change::Append(way, Value::text(new)),
        false => {
            aliases.extend(Some(new).filter(|_| !is_there));
            Change::Set(way, Value::List(aliases.into_iter().map(Value::text).collect()))
        }
    };
    edited(&page.to, &page.new, &[change]).map(Some).map_err(refused)
}

/// Writes into `agency.yaml` where attachments were, and takes out what one has come back to.
pub(super) fn note(site: &Path, files: &[(&RelPath, &Addresses)], texts: &mut Vec<Edited>) -> Result<(), Stop> {
    let Some(path) = RelPath::new("content/agency.yaml").filter(|_| !files.is_empty()) else { return Ok(()) };
    if texts.iter().all(|own| own.from != path) {
        let old = on_disk(site, &path)?;
        texts.push(Edited { from: path.clone(), to: path.clone(), new: old.clone(), old });
    }
    let Some(agency) = texts.iter_mut().find(|own| own.from == path) else { return Ok(()) };
    let way = || vec!["moved".into()];
    let entry = |(to, (before, _)): &(&RelPath, &Addresses)| {
        let to = to.below("content").unwrap_or_default();
        Value::map([("from", Value::text(format!("/{before}"))), ("to", Value::text(to))])
    };
    let is_back = |entry: &Value| match entry.get(&["from".into()]) {
        Some(Value::Text(from)) => files.iter().any(|(_, (_, now))| from.trim().trim_start_matches('/') == now),
        _ => false,
    };
    let changes = match value(&path, &agency.new).as_ref().and_then(|own| own.get(&way())) {
        Some(Value::List(known)) if known.iter().any(is_back) => {
            let kept = known.iter().filter(|own| !is_back(own)).cloned();
            vec![Change::Set(way(), Value::List(kept.chain(files.iter().map(entry)).collect()))]
        }
        _ => files.iter().map(|own| Change::Append(way(), entry(own))).collect(),
    };
    agency.new = edited(&path, &agency.new, &changes).map_err(refused)?;
    Ok(())
}

fn refused(message: Bilingual<String>) -> Stop {
    Stop { exit: Exit::Refused, message }
}

/// What is said of the addresses that files had.
pub(super) fn told(files: &[(&RelPath, &Addresses)]) -> Bilingual<String> {
    let lines = files.iter().take(SHOWN).map(|(_, (before, now))| format!("/{before} → /{now}\n"));
    let lines: String = lines.collect();
    let more = files.len().saturating_sub(SHOWN);
    let more = match more {
        0 => both(String::new(), String::new()),
        _ => both!("และอีก {more} ไฟล์\n", "and {more} more\n"),
    };
    both(
        format!(
            "{lines}{}ผู้เปิดที่อยู่เดิมจะไปถึงที่อยู่ใหม่หลังอัปโหลด (จดไว้ที่ moved ใน content/agency.yaml) ถ้าโฮสต์ไม่ใช่ Apache \
             ให้ส่งไฟล์จาก prongsai export redirects ให้ผู้ดูแลโฮสต์ หรือแจ้งที่อยู่ใหม่กับผู้ที่เคยได้ที่อยู่เดิม",
            more.th
        ),
        format!(
            "{lines}{}the old address leads to the new one after an upload (noted under `moved` in content/agency.yaml); \
             where the host is no Apache, give its keeper what `prongsai export redirects` writes, or tell the new address \
             to those who have the old one",
            more.en
        ),
    )
}

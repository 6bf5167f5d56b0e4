//! `prongsai upload --check`: whether the public sees what was built.

use serde_json::json;

use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::base::upload::Server;
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
use crate::cli::upload::list;
use crate::cli::upload::request::UploadRequest;
use crate::io::upload::interrupt;
use crate::io::upload::public_site::{Difference, LastChanged, differences};

/// Asks the public site for what the last upload has changed; where nothing is remembered of one, for everything.
pub(super) fn check(request: &UploadRequest<'_>) -> Result<Exit, Stop> {
    let (asked, differing) = compare(request, LastChanged::of(&request.work(), &request.target.name).read())?;
    if request.json {
        say(&for_programs(asked, &differing))?;
    }
    tell(&for_people(asked, &differing, request.lang));
    Ok(if differing.is_empty() { Exit::Done } else { Exit::Network })
}

/// So many pages are asked for where nobody wanted a check: a documents' host may be large, and slow.
const DOUBTED: usize = 500;

/// Before anybody is told that the host holds the site, where nobody has looked for a day: somebody may have edited a page
/// there without changing its size. `None` where the public site is right, or cannot be reached from here.
pub(super) fn doubted(request: &UploadRequest<'_>) -> Result<Option<Exit>, Stop> {
    let last = LastChanged::of(&request.work(), &request.target.name);
    if request.json || !last.is_old() {
        return Ok(None);
    }
    let pages: Vec<RelPath> =
        request.built()?.manifest.0.keys().filter(|path| path.as_str().ends_with(".html")).cloned().collect();
    let (_, home) = compare(request, RelPath::new("index.html").into_iter().collect())?;
    if home.iter().any(|(_, own)| matches!(own, Difference::Fault(_))) {
        return Ok(None);
    }
    let step = pages.len().div_ceil(DOUBTED).max(1);
    let (asked, differing) = compare(request, pages.into_iter().step_by(step).collect())?;
    if differing.iter().all(|(_, own)| matches!(own, Difference::Fault(_))) {
        if differing.is_empty() {
            last.found_right();
        }
        return Ok(None);
    }
    tell(&for_people(asked, &differing, request.lang));
    Ok(Some(Exit::Network))
}

/// Asks the public site for some files, or for all where none of them is known, and tells how many were asked for.
fn compare(request: &UploadRequest<'_>, wanted: Vec<RelPath>) -> Result<(usize, Vec<(String, Difference)>), Stop> {
    let files = request.built()?;
    let mut paths: Vec<RelPath> = wanted.into_iter().filter(|path| files.manifest.0.contains_key(path)).collect();
    if paths.is_empty() {
        paths = files.manifest.0.keys().cloned().collect();
    }
    if request.target.server == Server::Apache {
        paths.retain(|path| !request.redirects.iter().any(|own| own.hides(path.as_str())));
    }
    let address = |path: &RelPath| request.public_address(path.as_str());
    let differing = differences(&files, &paths, address, request.timeout(), &interrupt::flag());
    Ok((paths.len(), differing))
}

/// How the public site compares with what was built.
fn for_people(asked: usize, differing: &[(String, Difference)], lang: Lang) -> String {
    if differing.is_empty() {
        return match lang {
            Lang::Th => format!("เว็บจริง {asked} ไฟล์ตรงกับที่สร้าง"),
            Lang::En => format!("{asked} files on the public site are as they were built"),
        };
    }
    let count = differing.len();
    let mut text = match lang {
        Lang::Th => format!("เว็บจริงไม่ตรงกับที่สร้าง {count} จาก {asked} ไฟล์"),
        Lang::En => format!("{count} of {asked} files on the public site are not as they were built"),
    };
    let unreached = differing.iter().all(|(_, own)| matches!(own, Difference::Fault(_)));
    // Where nothing is reached, one line says it for all.
    let shown = if unreached { &differing[..1] } else { differing };
    let lines: Vec<String> = shown.iter().map(|(at, difference)| format!("{at}: {}", why(difference, lang))).collect();
    list::add(&mut text, &lines, lang);
    if unreached {
        text.push_str(lang.choose(
            "\nเข้าเว็บจริงไม่ได้เลย: ดูว่าเครื่องนี้ต่ออินเทอร์เน็ตอยู่ และ base_url ใน content/agency.yaml เป็นที่อยู่ที่เปิดในเบราว์เซอร์ได้",
            "\nthe public site cannot be reached at all: see that this computer is online, and that `base_url` in content/agency.yaml is an address that opens in a browser",
        ));
        return text;
    }
    text.push_str(lang.choose(
        "\nถ้าเพิ่งอัปโหลด CDN หรือแคชอาจยังเก็บหน้าเดิม ถ้ามีผู้แก้ไฟล์ที่โฮสต์ ให้สั่ง prongsai upload --all",
        "\nright after an upload, a CDN or a cache may still serve the old page; if somebody has edited files on the host, run prongsai upload --all",
    ));
    text
}

/// The same for programs.
fn for_programs(asked: usize, differing: &[(String, Difference)]) -> String {
    let differing: Vec<_> =
        differing.iter().map(|(at, own)| json!({ "address": at, "why": why(own, Lang::En) })).collect();
    format!("{:#}\n", json!({ "checked": asked, "differing": differing }))
}

fn why(difference: &Difference, lang: Lang) -> String {
    match difference {
        Difference::Status(status) => match lang {
            Lang::Th => format!("เว็บตอบรหัส {status}"),
            Lang::En => format!("the site answers {status}"),
        },
        Difference::Content => lang.choose("เนื้อหาต่างกัน", "its content differs").to_owned(),
        Difference::Fault(fault) => {
            format!("{} ({})", fault.cause.words().get(lang), fault.text)
        }
    }
}

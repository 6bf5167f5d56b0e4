//! Pages that a build takes away: who has their addresses would find nothing there, unless another page takes them over.

use crate::base::lang::Lang;
use crate::base::output::Manifest;
use crate::base::thai::nearest;
use crate::ita::address::Address;
use crate::pipeline::site::Site;

/// What becomes of pages that the last build had.
pub(super) struct Gone {
    /// Addresses that nothing leads on from, each with the new page that is most like it.
    lost: Vec<(String, Option<String>)>,
    /// Addresses of pages that are drafts, or still to come, by their files.
    withheld: Vec<(String, String)>,
}

/// How many addresses are told one by one.
const SHOWN: usize = 10;

impl Gone {
    /// Holds what was written the last time against what will be.
    pub(super) fn of(before: &Manifest, site: &Site) -> Gone {
        let page = |path: &str| path.strip_suffix("index.html").map(str::to_owned);
        let portal = site.portal();
        let mut gone = Gone { lost: Vec::new(), withheld: Vec::new() };
        let paths = before.0.keys().filter(|path| path.below("en").is_none() && !site.has(path));
        let addresses = paths.filter_map(|path| page(path.as_str())).filter(|own| !Address::is_list(own));
        let mut new = None;
        for address in addresses.filter(|own| !portal.hides_address(own)) {
            if let Some((path, _)) = portal.unpublished.iter().find(|(_, own)| own.as_str() == address) {
                gone.withheld.push((address, path.to_string()));
                continue;
            }
            let new: &Vec<String> = new.get_or_insert_with(|| {
                let articles = portal.articles.iter().map(|one| Address::article(one.kind, &one.name));
                let is_new = |own: &String| !before.0.contains_key(&*format!("{own}index.html"));
                articles.map(|own| own.as_str().to_owned()).filter(is_new).collect()
            });
            let meant = nearest(&address, new.iter().map(String::as_str)).or(match new.as_slice() {
                [only] => Some(only.as_str()),
                _ => None,
            });
            let file = portal.articles.iter().find(|one| Some(Address::article(one.kind, &one.name).as_str()) == meant);
            gone.lost.push((address, file.map(|own| own.path.to_string())));
        }
        gone
    }

    /// Notes, a line each; empty where nothing is gone.
    pub(super) fn words(&self, lang: Lang) -> String {
        let lost = self.lost.iter().map(|(own, file)| match file {
            Some(file) => lang.choose(
                format!("หมายเหตุ: ไม่มีหน้า /{own} แล้ว ถ้าย้ายมาที่ {file} เขียนในส่วนหัวของไฟล์นั้น aliases: [/{own}]"),
                format!(
                    "note: the page /{own} is gone; if {file} is where it is now, write in that file: aliases: [/{own}]"
                ),
            ),
            None => lang.choose(
                format!("หมายเหตุ: ไม่มีหน้า /{own} แล้ว ให้ผู้ที่เปิดที่อยู่เดิมไปหน้าอื่น โดยเขียนในส่วนหัวของหน้านั้น aliases: [/{own}]"),
                format!("note: the page /{own} is gone; in the page that takes its place write: aliases: [/{own}]"),
            ),
        });
        let withheld = self.withheld.iter().map(|(own, file)| {
            lang.choose(
                format!("หมายเหตุ: หน้า /{own} ไม่เผยแพร่แล้ว เพราะ {file} เป็นฉบับร่างหรือยังไม่ถึงวัน publish"),
                format!("note: the page /{own} is not public any more: {file} is a draft, or its `publish` is to come"),
            )
        });
        let all: Vec<String> = lost.chain(withheld).collect();
        let mut lines: Vec<String> = all.iter().take(SHOWN).cloned().collect();
        if all.len() > SHOWN {
            let more = all.len() - SHOWN;
            lines.push(lang.choose(format!("และอีก {more} หน้า"), format!("and {more} more pages")));
        }
        lines.join("\n")
    }
}

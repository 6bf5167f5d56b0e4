//! `prongsai check --external`: what other sites answer. The one place of `check` that touches the network.

use std::collections::BTreeSet;

use crate::base::diag::Diagnostic;
use crate::base::lang::{Lang, both};
use crate::cli::command::Setting;
use crate::cli::exit::{Exit, Stop};
use crate::cli::progress;
use crate::cli::terminal::tell;
use crate::io::external::manners::Manners;
use crate::io::external::{Asked, Offline, ask};
use crate::ita::portal::Portal;
use crate::pipeline;

/// Asks every outside address of the portal, and adds what is wrong to the findings.
pub(super) fn add(setting: &Setting, portal: &Portal, findings: &mut Vec<Diagnostic>) -> Result<(), Stop> {
    let links = pipeline::outside_links(portal);
    let addresses: BTreeSet<String> = links.iter().map(|link| link.value.clone()).collect();
    let bar = progress::count(addresses.len(), setting.lang.choose("ถามเว็บภายนอก", "asking other sites"));
    let asked = ask(&setting.site, &addresses, &Manners::default(), &|| bar.inc(1));
    bar.finish_and_clear();
    let Asked { answers, remembered } = asked.map_err(|Offline| offline())?;
    let (all, new) = (addresses.len(), addresses.len() - remembered);
    tell(&match setting.lang {
        Lang::Th => format!("ถามที่อยู่ภายนอก {all} แห่ง: ถามใหม่ {new} จำได้จากวันนี้ {remembered}"),
        Lang::En => format!("links to other sites: {all}, asked now {new}, remembered from today {remembered}"),
    });
    pipeline::add_outside(findings, &links, &answers);
    Ok(())
}

fn offline() -> Stop {
    Exit::Network.because(both(
        "ต่ออินเทอร์เน็ตไม่ได้: ไม่พบเว็บใดเลย ตรวจการเชื่อมต่อแล้วสั่งใหม่ หรือสั่ง check โดยไม่มี --external",
        "no network: no host could be found. Check the connection and run this again, or `check` without --external",
    ))
}

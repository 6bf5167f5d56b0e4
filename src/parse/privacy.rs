//! `privacy.yaml`.

use crate::ita::privacy::{Acceptance, Allowance, Privacy};
use crate::parse::tree::Node;

pub(super) fn privacy(node: &Node) -> Option<Privacy> {
    Some(Privacy {
        key: node.plain("key")?,
        allowed: node.list("allowed").iter().filter_map(allowance).collect(),
        accepted: node.list("accepted").iter().filter_map(acceptance).collect(),
    })
}

fn acceptance(node: &Node) -> Option<Acceptance> {
    Some(Acceptance { file: node.line("file")?, hash: node.line("hash")?, rule: node.line("rule")? })
}

fn allowance(node: &Node) -> Option<Allowance> {
    Some(Allowance { file: node.line("file")?, hash: node.line("hash")? })
}

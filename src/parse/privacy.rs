//! `privacy.yaml`.

use crate::ita::privacy::{Allowance, Privacy};
use crate::parse::tree::Node;

pub(super) fn privacy(node: &Node) -> Option<Privacy> {
    Some(Privacy { key: node.plain("key")?, allowed: node.list("allowed").iter().filter_map(allowance).collect() })
}

fn allowance(node: &Node) -> Option<Allowance> {
    Some(Allowance { file: node.line("file")?, hash: node.line("hash")? })
}

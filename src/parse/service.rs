//! What the front matter of a service tells beside its title.

use crate::ita::service::Service;
use crate::parse::tree::Node;

pub(super) fn service(node: &Node) -> Service {
    let bring = node.get("bring");
    // One thing needs no list.
    let alone = bring.filter(|own| own.scalar().is_some());
    let bring = alone.into_iter().chain(bring.map_or(&[][..], Node::items));
    Service {
        who: node.text("who"),
        bring: bring.filter_map(Node::as_text).collect(),
        fee: node.text("fee"),
        time: node.text("time"),
        place: node.text("where"),
        forms: node.lines("form"),
        start: node.line("start"),
    }
}

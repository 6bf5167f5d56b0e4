//! `shared/channels.yaml` of the program: where everybody can complain, whatever the agency.

use crate::base::source::Sources;
use crate::ita::channel::Channel;
use crate::parse::tree::Node;
use crate::parse::yaml;

const FILE: &str = "shared/channels.yaml";

pub(super) fn channels(sources: &Sources) -> Vec<Channel> {
    let Some((path, text)) = sources.catalogues.get_key_value(FILE) else { return Vec::new() };
    let node = yaml::parse(path, text, 0, &mut Vec::new());
    let list = node.as_ref().map_or(&[][..], |node| node.list("channels"));
    list.iter().filter_map(channel).collect()
}

fn channel(node: &Node) -> Option<Channel> {
    Some(Channel {
        name: node.text("name")?,
        about: node.text("about")?,
        phone: node.plain("phone")?,
        source: node.text("source")?,
        url: node.plain("url")?,
    })
}

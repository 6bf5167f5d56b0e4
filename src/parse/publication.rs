//! What an upload asks of the content, however little else of it can be read.

use std::collections::BTreeSet;

use crate::base::source::Sources;
use crate::base::upload::{FILE, Target};
use crate::ita::agency::BaseUrl;
use crate::ita::library::Library;
use crate::parse::file;
use crate::parse::parsed::Parsed;

/// The site's address and the targets that it is uploaded to, as far as they can be read.
pub(crate) fn publication(sources: &Sources) -> (Option<BaseUrl>, Vec<Target>, BTreeSet<String>) {
    let parsed = |name: &str| {
        let (path, text) = sources.texts.get_key_value(name)?;
        Some(file(path, text, &Library::default()).parsed)
    };
    let address = match parsed("content/agency.yaml") {
        Some(Parsed::Agency(agency)) => Some(agency.base_url.value),
        _ => None,
    };
    let targets = match parsed(FILE) {
        Some(Parsed::Targets(targets)) => targets,
        _ => Vec::new(),
    };
    let allowed = match parsed("content/privacy.yaml") {
        Some(Parsed::Privacy(privacy)) => {
            let files = privacy.allowed.iter().map(|entry| entry.file.value.trim_start_matches("content/").to_owned());
            files.collect()
        }
        _ => BTreeSet::new(),
    };
    (address, targets, allowed)
}

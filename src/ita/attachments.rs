//! The attachments of a site: files of the content that are published as they are.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;

use crate::base::path::RelPath;

/// Their paths among the sources, each with its address below the site's root.
#[derive(Debug, Default)]
pub struct Attachments {
    by_path: BTreeMap<RelPath, String>,
    by_address: HashMap<String, RelPath>,
}

impl Attachments {
    /// The one at an address below the site's root.
    pub(crate) fn at(&self, address: &str) -> Option<&RelPath> {
        self.by_address.get(address)
    }
}

impl FromIterator<(RelPath, String)> for Attachments {
    fn from_iter<I: IntoIterator<Item = (RelPath, String)>>(files: I) -> Attachments {
        let by_path = BTreeMap::from_iter(files);
        let by_address = by_path.iter().map(|(path, address)| (address.clone(), path.clone())).collect();
        Attachments { by_path, by_address }
    }
}

impl Deref for Attachments {
    type Target = BTreeMap<RelPath, String>;

    fn deref(&self) -> &BTreeMap<RelPath, String> {
        &self.by_path
    }
}

//! The map of a year as somebody else publishes it: only what an audit asks for is taken, and nothing of it is trusted.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct Map {
    pub version: u64,
    pub year: i64,
    pub items: Vec<MapItem>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct MapItem {
    pub code: String,
    pub address: String,
    pub state: Option<String>,
    pub requirements: Vec<MapRequirement>,
    pub evidence: Vec<MapEvidence>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct MapRequirement {
    pub id: String,
    pub state: Option<String>,
    pub evidence: Vec<MapEvidence>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct MapEvidence {
    pub address: String,
    pub hash: Option<String>,
}

/// The version of maps that this program reads.
pub(crate) const VERSION: u64 = 1;

impl Map {
    /// Reads a map; `None` for anything else.
    pub(crate) fn read(bytes: &[u8]) -> Option<Map> {
        serde_json::from_slice(bytes).ok().filter(|map: &Map| map.version == VERSION)
    }
}

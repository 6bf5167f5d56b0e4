//! Fetches what a map names, as politely as links are asked, and within bounds: a map is somebody else's, and what it may ask
//! of this machine and of its own host is little.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use url::{Host, Url};

use crate::base::answer::{Answer, Trouble};
use crate::io::external::manners::Manners;
use crate::io::external::visit::Visitor;

/// What a map may ask.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// How large a map is.
    pub map: u64,
    /// How many addresses are asked.
    pub addresses: usize,
    /// How large one file is, and all together.
    pub file: u64,
    pub all: u64,
    /// How long all takes.
    pub time: Duration,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds { map: 8 << 20, addresses: 2_000, file: 200 << 20, all: 2 << 30, time: Duration::from_secs(30 * 60) }
    }
}

/// What an address gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It answers; its BLAKE3, where it was asked for.
    There(Option<String>),
    /// It is on another host than the map, which is not asked.
    Elsewhere,
    /// It is beyond what a map may ask.
    Beyond,
    Wrong(Answer),
}

/// Asks one host what its map names.
pub struct Auditor<'m> {
    visitor: Visitor<'m>,
    home: Url,
    bounds: Bounds,
    ends: Instant,
    left: u64,
    asked: BTreeMap<(String, bool), Found>,
}

impl Auditor<'_> {
    /// `home` is an address on the host that alone is asked: under the name that it gives its visitors, as `www.` and `https:`.
    pub fn new<'m>(home: &Url, manners: &'m Manners, bounds: Bounds) -> Auditor<'m> {
        // This machine needs no rest between two requests.
        let own = match home.host() {
            Some(Host::Ipv4(own)) => own.is_loopback(),
            Some(Host::Ipv6(own)) => own.is_loopback(),
            _ => false,
        };
        let home = Visitor::new(manners).named(home);
        let visitor = if own { Visitor::within(manners, &home).at_once() } else { Visitor::within(manners, &home) };
        let ends = Instant::now() + bounds.time;
        Auditor { visitor, home, bounds, ends, left: bounds.all, asked: BTreeMap::new() }
    }

    pub fn home(&self) -> &Url {
        &self.home
    }

    /// The bytes of a map.
    pub fn map(&mut self, address: &Url) -> Result<Vec<u8>, Answer> {
        let mut bytes = Vec::new();
        let most = self.bounds.map;
        match self.visitor.fetch(address, most, &mut |part| bytes.extend_from_slice(part))? {
            Some(_) => Ok(bytes),
            None => Err(Answer::Trouble(Trouble::Large)),
        }
    }

    /// What an address gives: `whole` asks for its hash too.
    pub fn find(&mut self, address: &str, whole: bool) -> Found {
        let Ok(mut url) = Url::parse(address) else { return Found::Wrong(Answer::Trouble(Trouble::Garbage)) };
        url.set_fragment(None);
        if url.origin() != self.home.origin() || !url.username().is_empty() {
            return Found::Elsewhere;
        }
        let key = (url.to_string(), whole);
        if let Some(known) = self.asked.get(&key) {
            return known.clone();
        }
        if self.asked.len() >= self.bounds.addresses || Instant::now() > self.ends {
            return Found::Beyond;
        }
        let found = if whole { self.hash(&url) } else { self.look(&url) };
        self.asked.insert(key, found.clone());
        found
    }

    fn look(&mut self, url: &Url) -> Found {
        match self.visitor.visit(url.clone()) {
            Answer::Fine | Answer::Moved(_) => Found::There(None),
            wrong => Found::Wrong(wrong),
        }
    }

    fn hash(&mut self, url: &Url) -> Found {
        let mut hasher = blake3::Hasher::new();
        let most = self.bounds.file.min(self.left);
        let mut length = 0;
        let read = self.visitor.fetch(url, most, &mut |part| {
            hasher.update(part);
            length += part.len() as u64;
        });
        self.left = self.left.saturating_sub(length);
        match read {
            Ok(Some(_)) => Found::There(Some(hasher.finalize().to_hex().to_string())),
            Ok(None) => Found::Beyond,
            Err(answer) => Found::Wrong(answer),
        }
    }
}

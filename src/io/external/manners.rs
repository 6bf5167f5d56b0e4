//! How politely other sites are asked.

use std::time::Duration;

/// How to behave.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// How many hosts are asked at once.
    pub hosts: usize,
    /// Between two requests to a host.
    pub pause: Duration,
    /// For one request, from the name's look-up to the answer's head.
    pub patience: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
    /// How long a good answer is good for.
    pub keep: Duration,
}

impl Default for Manners {
    fn default() -> Manners {
        Manners {
            hosts: 8,
            pause: Duration::from_millis(500),
            patience: Duration::from_secs(20),
            redirects: 5,
            keep: Duration::from_secs(24 * 60 * 60),
        }
    }
}

//! Where everybody can complain, whatever the agency: what pages show until the agency's own channels are known.

use crate::base::lang::Text;

/// A channel of the state for complaints.
#[derive(Clone, Debug)]
pub struct Channel {
    pub name: Text,
    /// What it is for.
    pub about: Text,
    pub phone: String,
    /// Who says so, and where.
    pub source: Text,
    pub url: String,
}

//! Evidence at an address of the Web: a page of its own, on a host that everybody reaches, by https; on this site's own host
//! one of its pages.

use crate::base::span::Spanned;
use crate::ita::evidence::ground::{Ground, Thing};
use crate::ita::evidence::lack::Lack;
use crate::ita::places::asks;
use crate::ita::target::{Target, flaw};
use crate::ita::web::{Parts, SHORT, is_of, is_placeholder, is_test};

/// What an address does not have, or the thing of this site that it leads to.
pub(super) fn judge<'g, 'a>(
    ground: &'g Ground<'a>,
    url: &Spanned<String>,
) -> Result<Option<(Thing<'g, 'a>, Option<String>)>, Lack> {
    // Told by the rules of reading.
    let Some(parts) = Parts::of(&url.value).filter(|parts| parts.is_web() && flaw(&url.value).is_none()) else {
        return Err(Lack::Unknown);
    };
    if let Target::Address { address, query, anchor, whole } = ground.portal.target(&url.span.path, &url.value, false) {
        let faulty = || ground.portal.hidden.iter().any(|hidden| address.starts_with(hidden.as_str()));
        return match ground.at(&address) {
            Some(_) if address.is_empty() => Err(Lack::StartPage(parts.host)),
            Some(_) if parts.scheme == "http" && ground.portal.agency.base_url.value.is_secure() => {
                Err(Lack::PlainHttp)
            }
            Some(_) if asks(&address, &query, whole) && !ground.portal.agency.is_legacy(&address) => {
                Err(Lack::NoSuchPage(format!("{address}{query}")))
            }
            Some(thing) => Ok(Some((thing, anchor))),
            None if faulty() || ground.portal.agency.is_legacy(&address) => Ok(None),
            None => Err(Lack::NoSuchPage(address)),
        };
    }
    // What the agency gives as a way to reach it is what it is.
    let mut contacts = ground.portal.agency.contacts.iter();
    match () {
        () if is_test(parts.name()) || is_placeholder(parts.name()) => Err(Lack::TestHost(parts.name().to_owned())),
        () if is_of(parts.name(), SHORT) && !parts.is_map() => Err(Lack::TestHost(parts.name().to_owned())),
        () if parts.has_gap() => Err(Lack::Unwritten(url.value.clone())),
        () if contacts.any(|contact| contact.is_at(&url.value)) => Ok(None),
        // A service online has a host below the agency's own to itself, and begins at its root.
        () if parts.is_start() && !ground.portal.agency.base_url.value.is_above(parts.name()) => {
            Err(Lack::StartPage(parts.name().to_owned()))
        }
        () if parts.is_shared_folder() => Err(Lack::SharedFolder(parts.name().to_owned())),
        () if parts.is_closed() => Err(Lack::Closed(parts.name().to_owned())),
        () if parts.is_search() => Err(Lack::LeadsOn(parts.name().to_owned())),
        () if parts.scheme == "http" => Err(Lack::PlainHttp),
        () => Ok(None),
    }
}

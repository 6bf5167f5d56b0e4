//! How far an item is answered, and who has looked.

use serde::Serialize;

use crate::ita::catalogue::ItemSpec;
use crate::ita::item::Item;
use crate::ita::progress::State;
use crate::ita::state;

#[derive(Serialize)]
pub(crate) struct Standing {
    /// `complete`, `partial` or `awaiting`.
    state: &'static str,
    /// How many of its requirements are answered, of how many.
    met: usize,
    asked: usize,
    /// How many of them prongsai has checked, and how many a person has signed for.
    by_system: usize,
    by_person: usize,
}

pub(crate) fn standing(spec: &ItemSpec, item: Option<&Item>) -> Standing {
    Standing {
        state: state::of_item(spec, item).word(),
        met: state::answered(spec, item),
        asked: spec.requirements.len(),
        by_system: state::count(spec, item, &[State::Holds]),
        by_person: state::count(spec, item, &[State::Checked]),
    }
}

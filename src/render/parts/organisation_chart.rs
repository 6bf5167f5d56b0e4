//! The parts of the organisation as a tree, each with the people who hold a post there.

use serde::Serialize;

use crate::ita::people::Unit;
use crate::render::look::{Look, Phrase};
use crate::render::parts::searched::Texts;

/// A unit and those under it.
#[derive(Serialize)]
pub(crate) struct UnitView<'a> {
    name: Phrase<'a>,
    note: Option<Phrase<'a>>,
    units: Vec<UnitView<'a>>,
}

/// The units at the top. A circle, which the checks refuse, is left out.
pub(crate) fn units<'p>(look: &Look<'_, 'p>) -> Vec<UnitView<'p>> {
    under(look, &look.site.portal.agency.units, None)
}

fn under<'p>(look: &Look<'_, 'p>, units: &'p [Unit], above: Option<&str>) -> Vec<UnitView<'p>> {
    let own = units.iter().filter(|unit| unit.under.as_ref().map(|id| id.value.as_str()) == above);
    let view = |Unit { id, name, under: _, note }: &'p Unit| UnitView {
        name: look.phrase(name),
        note: note.as_ref().map(|text| look.phrase(text)),
        units: under(look, units, Some(&id.value)),
    };
    own.map(view).collect()
}

/// Says what is searched of them.
pub(crate) fn say_units<'p>(texts: &mut Texts<'_, '_, 'p>, units: &'p [Unit]) {
    for Unit { id: _, name, under: _, note } in units {
        texts.text(name);
        texts.texts(note);
    }
}

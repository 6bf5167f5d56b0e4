//! The list of years.

use serde::Serialize;

use crate::ita::places::years::YearsPlace;
use crate::render::look::Look;
use crate::render::pages::view::PageView;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::searched::Texts;
use crate::render::parts::year_row::{self, YearRow};
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct Years<'a> {
    page: Frame<'a>,
    years: Vec<YearRow<'a>>,
}

impl<'p> PageView<'p> for YearsPlace {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        let years = look.site.portal.years.values().rev().map(|assessment| year_row::row(look, assessment)).collect();
        press.page("years", look, &Years { page: frame(look), years })
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // A list of what other pages say.
    }
}

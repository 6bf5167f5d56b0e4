//! What a kind of page does to be seen and to be found.

use crate::render::look::Look;
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::Rendered;

pub(crate) trait PageView<'p> {
    /// The page by the template of its kind.
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered;

    /// Says what is searched of the page: its own words, without those that it shares with others of its kind, and without
    /// what it repeats of other pages.
    fn say(&self, texts: &mut Texts<'_, '_, 'p>);
}

//! All news, or all services.

use serde::Serialize;

use crate::ita::places::list::ListPlace;
use crate::render::look::Look;
use crate::render::pages::view::PageView;
use crate::render::parts::article_rows::{ArticleRow, article_rows};
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct List<'a> {
    page: Frame<'a>,
    kind: &'static str,
    articles: Vec<ArticleRow<'a>>,
}

impl<'p> PageView<'p> for ListPlace {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        let articles = article_rows(look, self.kind).collect();
        press.page("list", look, &List { page: frame(look), kind: self.kind.folder(), articles })
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // A list of what other pages say.
    }
}

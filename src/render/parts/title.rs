//! The title of every place, as it stands in its heading, in breadcrumbs and in lists.

use crate::base::lang::Text;
use crate::ita::article::Kind;
use crate::ita::portal::{Order, Place};
use crate::ita::year::FiscalYear;
use crate::render::look::{Look, Phrase};

pub(crate) fn title<'p>(look: &Look<'_, 'p>, place: Place<'p>) -> Phrase<'p> {
    let word = |key: &str| look.own(&look.word(key));
    let of_year = |key: &str, year: FiscalYear| look.own(&look.word(key).replace("{year}", &year.to_string()));
    let numbered = |number: &str, text: &'p Text| {
        let title = look.phrase(text);
        Phrase { text: format!("{number} {}", title.text).into(), lang: title.lang }
    };
    match place {
        Place::Home => look.phrase(&look.site.portal.agency.name),
        Place::Years => word("years"),
        Place::Year(of) => of_year("year_title", of.year),
        Place::All(of) => of_year("all_title", of.year),
        Place::Item(_, _, spec, _) => numbered(spec.code.value.as_str(), &spec.title),
        Place::Scores => word("scores"),
        Place::ScoresOf(of) => of_year("scores_title", of.year),
        Place::Issues(of, _) => of_year("issues_title", of.year),
        Place::Issue(_, _, issue) => numbered(&format!("{}.", issue.id.value), &issue.title),
        Place::Document(of, ..) => of_year("analysis_title", of.year),
        Place::Owners(of) => of_year("owners_title", of.year),
        Place::Measures(of) => of_year("measures_title", of.year),
        Place::Measure(_, measure) => look.phrase(&measure.title),
        Place::List(kind) => word(kind.folder()),
        Place::Article(article) => look.phrase(&article.title),
        Place::Documents(Order::Page) => word("documents"),
        Place::Documents(order) => word(&format!("documents_{}", order.word())),
        Place::Search => word("search"),
    }
}

/// The heading under which a place stands in the index.
pub(crate) fn section<'p>(look: &Look<'_, 'p>, place: Place<'p>) -> Phrase<'p> {
    match place {
        Place::Year(of) | Place::All(of) | Place::Item(of, ..) => title(look, Place::Year(of)),
        Place::Issues(of, analysis) | Place::Issue(of, analysis, _) | Place::Document(of, analysis, _) => {
            title(look, Place::Issues(of, analysis))
        }
        Place::Measures(of) | Place::Owners(of) | Place::Measure(of, _) => title(look, Place::Measures(of)),
        Place::Scores | Place::ScoresOf(_) => title(look, Place::Scores),
        Place::List(kind) => title(look, Place::List(kind)),
        Place::Article(article) if article.kind != Kind::Page => title(look, Place::List(article.kind)),
        Place::Home | Place::Years | Place::Article(_) | Place::Documents(_) | Place::Search => {
            look.own(&look.word(Kind::Page.folder()))
        }
    }
}

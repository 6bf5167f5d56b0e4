//! What of a portal is public on a day.

use std::sync::Arc;

use crate::base::date::Day;
use crate::base::path::RelPath;
use crate::ita::article::Article;
use crate::ita::life::Phase;
use crate::ita::named::named;
use crate::ita::places::article::ArticlePlace;
use crate::ita::places::kind::PageKind;
use crate::ita::portal::Portal;
use crate::ita::visibility::Visibility;

impl Portal {
    /// Writes into each article where it stands in its life on a day.
    pub(crate) fn live_on(&mut self, today: Day) {
        self.articles.iter_mut().for_each(|article| article.life.phase = article.life.on(today));
        let hidden = self.articles.iter().filter(|article| !article.life.phase.is_published());
        let hidden = hidden.map(|article| (article.path.clone(), ArticlePlace { article }.address()));
        self.unpublished = hidden.collect();
    }

    /// What is published, where that is not all: the same without the years that are hidden and their files. Without
    /// `drafts` also without the articles that are not public yet, and without the files that only they name.
    pub(crate) fn published(&self, drafts: bool) -> Option<Portal> {
        let all = drafts || self.unpublished.is_empty();
        if all && self.shown().count() == self.years.len() {
            return None;
        }
        let mut years = self.years.clone();
        years.retain(|_, assessment| assessment.visibility() != Visibility::Hidden);
        let files = self.public_files().map(|(path, address)| (path.clone(), address.clone())).collect();
        let mut own = Portal { years, files: Arc::new(files), notes: Vec::new(), ..self.clone() };
        if !all {
            let public = |article: &Article| article.life.phase.is_published();
            let (public, hidden) = std::mem::take(&mut own.articles).into_iter().partition(public);
            let years = std::mem::take(&mut own.years);
            own.articles = hidden;
            let theirs = named(&own);
            (own.articles, own.years) = (public, years);
            let named = named(&own);
            let files = own.files.iter().filter(|(path, _)| named.contains(*path) || !theirs.contains(*path));
            own.files = Arc::new(files.map(|(path, address)| (path.clone(), address.clone())).collect());
        }
        Some(own)
    }

    /// The next day on which pages change by themselves, with what makes them, so that somebody builds again then.
    pub(crate) fn due(&self, today: Day) -> Option<(Day, Vec<Turn<'_>>)> {
        let turn = |day: Option<Day>, path, becomes| Some((day?, Turn { path, becomes }));
        let articles = self.articles.iter().filter_map(|article| {
            let day = article.life.next(today)?;
            let comes = article.life.on(day) == Phase::Public;
            turn(Some(day), &article.path, if comes { Becomes::Public } else { Becomes::Over })
        });
        let measures = self.shown().flat_map(|assessment| &assessment.measures).filter(|measure| !measure.is_done());
        let measures = measures.filter_map(|measure| Some((&measure.path, measure.period.as_ref()?.value)));
        let measures = measures.flat_map(|(path, period)| {
            [turn(Some(period.from), path, Becomes::Running), turn(period.to.next(), path, Becomes::Past)]
        });
        let notices = self.agency.front.notices.iter().flat_map(|notice| {
            let path = &notice.until.span.path;
            [turn(notice.from, path, Becomes::Public), turn(notice.until.value.next(), path, Becomes::Over)]
        });
        let mut turns: Vec<_> = articles.chain(measures.chain(notices).flatten()).collect();
        turns.retain(|(day, _)| *day > today);
        let day = turns.iter().map(|(day, _)| *day).min()?;
        Some((day, turns.into_iter().filter(|(own, _)| *own == day).map(|(_, turn)| turn).collect()))
    }
}

/// A file of which pages show something else from some day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turn<'a> {
    pub path: &'a RelPath,
    pub becomes: Becomes,
}

/// What a page or a notice becomes, or the period of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Becomes {
    Public,
    Over,
    Running,
    Past,
}

#[cfg(test)]
mod tests {
    use super::Day;
    use crate::base::path::RelPath;
    use crate::base::source::Sources;
    use crate::pipeline::portal;

    const AGENCY: &str = "name: ก\nbase_url: https://a.example/\n\
        notices: [{text: ก, from: 2568-01-10, until: 2568-01-12}, {text: ข, until: 2568-01-12}]\n";
    const MEASURE: &str =
        "---\ntitle: ก\nperiod: {from: 2568-02-01, to: 2568-02-28}\nsteps: [{text: ก, done: null}]\n---\n";
    const NEWS: &str = "---\ntitle: ก\ndate: 2568-01-01\npublish: 2568-03-10\nexpires: 2568-03-20\n---\n";

    #[test]
    fn every_day_on_which_pages_turn_is_told_before_it_comes() {
        let done = MEASURE.replace("null", "2568-01-01");
        let texts = [
            ("content/agency.yaml", AGENCY),
            ("content/2568/catalogue.yaml", "name: ก\nstatus: final\nindicators: []\n"),
            ("content/2568/measures/m01.md", MEASURE),
            ("content/2568/measures/m02.md", &done.replace("02-28", "02-20")),
            ("content/news/2568-01-01-a.md", NEWS),
        ];
        let texts = texts.into_iter().map(|(path, text)| (RelPath::new(path).unwrap(), text.into())).collect();
        let sources = Sources { texts, ..Sources::default() };
        let mut told = Vec::new();
        let mut today = Day::new(2025, 1, 1).unwrap();
        while let Some((day, turns)) = portal(&sources, today).0.due(today) {
            let turns = turns.iter().map(|turn| format!(" {} {:?}", turn.path.file_name(), turn.becomes));
            told.push(format!("{day}:{}", turns.collect::<String>()));
            today = day;
        }
        let expected = [
            "2025-01-10: agency.yaml Public",
            "2025-01-13: agency.yaml Over agency.yaml Over",
            "2025-02-01: m01.md Running",
            "2025-03-01: m01.md Past",
            "2025-03-10: 2568-01-01-a.md Public",
            "2025-03-21: 2568-01-01-a.md Over",
        ];
        assert_eq!(told, expected);
    }
}

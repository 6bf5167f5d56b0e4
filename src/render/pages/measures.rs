//! The measures of a year, by the issue that they answer and by who is responsible.

use serde::Serialize;

use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::measure::Measure;
use crate::ita::open_data::Set;
use crate::ita::places::measures::{MeasuresPlace, OwnersPlace};
use crate::ita::year::FiscalYear;
use crate::render::look::{Link, Look, Phrase};
use crate::render::pages::view::PageView;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::measure_rows::{MeasureRow, issue_link, measure_row, ordered, timeline};
use crate::render::parts::open_data::data;
use crate::render::parts::searched::Texts;
use crate::render::parts::timeline::Timeline;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct Measures<'a> {
    page: Frame<'a>,
    year: i16,
    /// The newest day of what is shown.
    as_of: Option<String>,
    /// What the groups are: `issue` or `owner`.
    by: &'static str,
    groups: Vec<Group<'a>>,
    /// Links to each group of this page and of the other one.
    issues: Vec<Link<'a>>,
    owners: Vec<Link<'a>>,
    /// The report on carrying them out.
    report: Link<'a>,
    /// The whole list without a filter.
    whole: String,
    timeline: Option<Timeline<'a>>,
    data: Vec<Link<'a>>,
    count: usize,
    steps: usize,
    done: usize,
}

/// The measures that answer one issue, or that one unit is responsible for; those without come last, without a name.
#[derive(Serialize)]
struct Group<'a> {
    id: String,
    name: Option<Phrase<'a>>,
    /// The page of the issue.
    link: Option<Link<'a>>,
    measures: Vec<MeasureRow<'a>>,
}

impl<'p> PageView<'p> for MeasuresPlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("measures", look, &list(look, self.assessment, "issue", by_issue(look, self.assessment)))
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // A list of what other pages say.
    }
}

impl<'p> PageView<'p> for OwnersPlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("measures", look, &list(look, self.assessment, "owner", by_owner(look, self.assessment)))
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // A list of what other pages say.
    }
}

fn list<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment, by: &'static str, groups: Vec<Group<'p>>) -> Measures<'p> {
    let filter = |groups: &[Group<'p>], address: Address| -> Vec<Link<'p>> {
        let link = |group: &Group<'p>| {
            let href = format!("{}#{}", look.href(&address), group.id);
            let name = group.name.clone().unwrap_or_else(|| look.own(&look.word("other_measures")));
            Link { title: name, href, outside: false }
        };
        groups.iter().map(link).collect()
    };
    let steps = || assessment.measures.iter().flat_map(|measure| &measure.steps);
    Measures {
        page: frame(look),
        year: assessment.year.buddhist(),
        as_of: assessment.measures.iter().filter_map(Measure::as_of).max().map(|day| day.to_string()),
        by,
        issues: filter(&by_issue(look, assessment), Address::measures(assessment.year)),
        owners: filter(&by_owner(look, assessment), Address::measures_by_owner(assessment.year)),
        report: look.link(look.own(&look.word("report_link")), &Address::measures_report(assessment.year)),
        whole: look.page.href(),
        groups,
        timeline: timeline(look, assessment, ordered(look, assessment)),
        data: data(look, assessment, &[Set::Measures]),
        count: assessment.measures.len(),
        steps: steps().count(),
        done: assessment.measures.iter().map(Measure::done).sum(),
    }
}

fn by_issue<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment) -> Vec<Group<'p>> {
    let mut groups: Vec<(Option<&(FiscalYear, String)>, Group)> = Vec::new();
    for measure in ordered(look, assessment) {
        let own = measure.issue.as_ref().map(|issue| &issue.value);
        if groups.last().is_none_or(|(last, _)| *last != own) {
            let link = issue_link(look, measure.issue.as_ref());
            let name = link.as_ref().map(|link| link.title.clone());
            groups.push((own, Group { id: format!("issue-{}", groups.len() + 1), name, link, measures: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.measures.push(measure_row(look, assessment, measure));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn by_owner<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment) -> Vec<Group<'p>> {
    let mut groups: Vec<(Option<&str>, Group)> = Vec::new();
    for measure in ordered(look, assessment) {
        let owner = measure.facts.owner.as_ref();
        let own = owner.map(|owner| owner.th.as_str());
        let at = groups.iter().position(|(known, _)| *known == own).unwrap_or_else(|| {
            let id = format!("owner-{}", groups.len() + 1);
            let name = owner.map(|owner| look.phrase(owner));
            groups.push((own, Group { id, name, link: None, measures: Vec::new() }));
            groups.len() - 1
        });
        groups[at].1.measures.push(measure_row(look, assessment, measure));
    }
    // Those without an owner come last.
    groups.sort_by_key(|(own, _)| own.is_none());
    groups.into_iter().map(|(_, group)| group).collect()
}

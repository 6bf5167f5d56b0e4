//! What is searched of a page: its own words, without those that it shares with others of its kind, and without what it
//! repeats of other pages.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::lang::Text;
use crate::base::markdown::events;
use crate::ita::article::{Article, Show};
use crate::ita::assessment::Assessment;
use crate::ita::body::{Bodies, in_lang};
use crate::ita::catalogue::{Group, ItemSpec};
use crate::ita::document::{Evidence, Facts, Proof};
use crate::ita::issue::{Analysis, Issue, Memo, Point};
use crate::ita::item::Item;
use crate::ita::measure::Measure;
use crate::ita::portal::Place;
use crate::render::look::{Look, Phrase};
use crate::render::parts::title::{section, title};

/// Between texts that do not stand in one sentence.
const BETWEEN: &str = " · ";

/// What is searched of one page.
pub(crate) struct Entry {
    pub(crate) href: String,
    /// The number that stands before the title, `O12`; empty for most pages.
    pub(crate) code: String,
    pub(crate) title: String,
    /// What the page belongs to, which tells the same subject of different years apart.
    pub(crate) section: String,
    /// Its headings, each with the text below it; the first has none.
    pub(crate) blocks: Vec<(String, String)>,
}

pub(crate) fn entry(look: &Look<'_, '_>) -> Entry {
    let place = look.page.place;
    let mut texts = Texts { look, blocks: vec![(String::new(), String::new())] };
    texts.place(place);
    let (code, title) = match place {
        Place::Item(_, _, spec, _) => (spec.code.value.to_string(), look.phrase(&spec.title)),
        Place::Issue(_, _, issue) => (format!("{}.", issue.id.value), look.phrase(&issue.title)),
        _ => (String::new(), title(look, place)),
    };
    let Phrase { text: section, .. } = section(look, place);
    let blocks = texts.blocks.into_iter().filter(|(heading, text)| !heading.is_empty() || !text.is_empty());
    let (href, title) = (look.page.href(), title.text.into_owned());
    Entry { href, code, title, section: section.into_owned(), blocks: blocks.collect() }
}

/// The texts of one page, as they are gathered.
struct Texts<'l, 's, 'p> {
    look: &'l Look<'s, 'p>,
    /// Headings with what stands below each; the first has none.
    blocks: Vec<(String, String)>,
}

impl<'p> Texts<'_, '_, 'p> {
    fn place(&mut self, place: Place<'p>) {
        match place {
            Place::Home => self.texts(&self.look.site.portal.agency.place),
            Place::Year(of) => {
                self.texts(of.catalogue.iter().flat_map(|it| [Some(&it.name), it.note.as_ref()]).flatten())
            }
            Place::ScoresOf(of) => self.scores(of),
            Place::Item(_, group, spec, item) => self.item(group, spec, item),
            Place::Issues(_, analysis) => self.issues(analysis),
            Place::Issue(_, analysis, issue) => self.issue(analysis, issue),
            Place::Document(_, analysis, _) => self.memo(&analysis.memo),
            Place::Measure(_, measure) => self.measure(measure),
            Place::Article(article) => self.article(article),
            // Lists of what other pages say.
            Place::Years | Place::All(_) | Place::Scores | Place::Measures(_) | Place::Owners(_) => {}
            Place::List(_) | Place::Documents(_) | Place::Search => {}
        }
    }

    fn scores(&mut self, of: &'p Assessment) {
        self.texts(of.scores.iter().filter_map(|scores| scores.note.as_ref()));
        let indicators = of.catalogue.iter().flat_map(|catalogue| &catalogue.indicators);
        for indicator in indicators {
            self.text(&indicator.name);
            self.texts(indicator.questions.iter().map(|question| &question.text));
        }
    }

    fn item(&mut self, group: &'p Group, spec: &'p ItemSpec, item: Option<&'p Item>) {
        let facts = item.map(|item| &*item.facts);
        self.texts(facts.and_then(|facts| facts.summary.as_ref()));
        self.texts(spec.requirements.iter().map(|one| &one.text));
        self.texts(&spec.requirements_note);
        self.texts(&spec.period);
        self.text(&group.name);
        for Evidence { proof, note, .. } in item.iter().flat_map(|item| item.evidence.iter()) {
            if let Proof::NotApplicable(reason) = proof {
                self.text(reason);
            }
            self.texts(note);
        }
        facts.into_iter().for_each(|facts| self.facts(facts));
        item.into_iter().for_each(|item| self.body(&item.bodies));
    }

    fn issues(&mut self, analysis: &'p Analysis) {
        self.texts(&analysis.note);
        for advice in &analysis.advice {
            self.markdown(advice.text.get(self.look.lang()).0);
            self.texts(&advice.note);
        }
        analysis.points.iter().filter(|point| point.issue.is_none()).for_each(|point| self.point(point));
    }

    fn issue(&mut self, analysis: &'p Analysis, issue: &'p Issue) {
        for text in [&issue.findings, &issue.recommendations].into_iter().flatten() {
            self.markdown(text.get(self.look.lang()).0);
        }
        let own = |point: &&Point| point.issue.as_ref().is_some_and(|id| id.value == issue.id.value);
        analysis.points.iter().filter(own).for_each(|point| self.point(point));
    }

    fn point(&mut self, point: &'p Point) {
        self.markdown(point.approach.get(self.look.lang()).0);
        self.texts(point.owner.iter().chain(&point.note));
    }

    fn memo(&mut self, memo: &'p Memo) {
        self.texts([&memo.subject, &memo.office, &memo.number, &memo.to].into_iter().flatten());
        for text in [&memo.background, &memo.limits, &memo.proposal].into_iter().flatten() {
            self.markdown(text.get(self.look.lang()).0);
        }
        self.texts(memo.signatures.iter().flat_map(|one| [&one.name, &one.position]));
    }

    fn measure(&mut self, measure: &'p Measure) {
        self.texts(&measure.facts.summary);
        self.texts(measure.steps.iter().map(|step| &step.text));
        self.facts(&measure.facts);
        self.body(&measure.bodies);
    }

    fn article(&mut self, article: &'p Article) {
        if let Some(date) = article.date {
            self.add(&self.look.date(date));
        }
        self.texts(&article.facts.summary);
        self.facts(&article.facts);
        self.body(&article.bodies);
        let agency = &self.look.site.portal.agency;
        match article.show {
            Some(Show::People) => {
                for person in &agency.people {
                    self.texts([&person.name, &person.position].into_iter().chain(&person.group));
                    person.phone.iter().chain(&person.email).for_each(|text| self.add(text));
                    self.texts(&person.note);
                }
            }
            Some(Show::Contact) => {
                self.texts(agency.contacts.iter().flat_map(|one| [Some(&one.label), one.value.as_ref()]).flatten());
            }
            Some(Show::Units) => {
                self.texts(agency.units.iter().flat_map(|unit| [Some(&unit.name), unit.note.as_ref()]).flatten());
            }
            _ => {}
        }
    }

    fn facts(&mut self, facts: &'p Facts) {
        self.texts(&facts.owner);
        for document in &facts.documents {
            self.text(&document.title);
            document.date.iter().for_each(|day| self.add(&self.look.date(day.value)));
        }
        self.texts(&facts.awaiting);
    }

    fn body(&mut self, bodies: &'p Bodies) {
        if let Some((body, _)) = in_lang(bodies, self.look.lang()) {
            self.markdown(body.text());
        }
    }

    /// The words of a Markdown text; each heading begins a block.
    fn markdown(&mut self, text: &str) {
        let (mut words, mut heading) = (String::new(), None);
        for (event, _) in events(text) {
            match event {
                Event::Start(Tag::Heading { .. }) => {
                    self.add(&std::mem::take(&mut words));
                    heading = Some(String::new());
                }
                Event::End(TagEnd::Heading(_)) => {
                    let heading = heading.take().unwrap_or_default();
                    self.blocks.push((heading.split_whitespace().collect::<Vec<_>>().join(" "), String::new()));
                }
                Event::Text(text) | Event::Code(text) => heading.as_mut().unwrap_or(&mut words).push_str(&text),
                // Cells and items of lists stand apart; bold and links do not.
                Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Item | Tag::TableCell | Tag::Paragraph) => {
                    heading.as_mut().unwrap_or(&mut words).push(' ');
                }
                Event::End(end) if !is_inline(end) => words.push(' '),
                _ => {}
            }
        }
        self.add(&words);
    }

    fn text(&mut self, text: &Text) {
        self.add(text.get(self.look.lang()).0);
    }

    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t Text>) {
        texts.into_iter().for_each(|text| self.text(text));
    }

    fn add(&mut self, text: &str) {
        let Some((_, block)) = self.blocks.last_mut() else { return };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            block.push_str(if block.is_empty() { "" } else { BETWEEN });
            block.push_str(&text);
        }
    }
}

fn is_inline(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

//! Checks of what the site holds as data: people, contacts, news, measures. What is asked for must be there, and the evidence
//! must be a page that shows it.

use std::collections::BTreeMap;

use crate::base::document::{FileKind, Inspected};
use crate::base::prose::is_value;
use crate::base::span::Spanned;
use crate::base::stub::{bare, is_stub};
use crate::base::telephone::is_telephone;
use crate::base::thai::same_words;
use crate::ita::address::Address;
use crate::ita::article::{ArticleKind, Show};
use crate::ita::contact::{Contact, ContactKind};
use crate::ita::document::Proof;
use crate::ita::evidence::address;
use crate::ita::evidence::document;
use crate::ita::evidence::ground::{Found, Ground, Thing};
use crate::ita::evidence::lack::{Asked, Lack};
use crate::ita::evidence::page;
use crate::ita::evidence::post::is_post;
use crate::ita::evidence::time::Time;
use crate::ita::holds::{MeasureField, MeasuresCheck, NewsCheck, PeopleCheck, PersonField};
use crate::ita::measure::Measure;
use crate::ita::people::Person;
use crate::ita::web::{Parts, is_of as is_of_host, is_placeholder, is_test};
use crate::ita::year::FiscalYear;

/// What stands in the place of a name where nobody holds the post.
const VACANT: &[&str] = &[
    "ว่าง",
    "ตำแหน่งว่าง",
    "อัตราว่าง",
    "ไม่มี",
    "รอแต่งตั้ง",
    "รอสรรหา",
    "อยู่ระหว่างสรรหา",
    "นาย",
    "นาง",
    "นางสาว",
    "ชื่อ",
    "ชื่อ นามสกุล",
    "รักษาการ",
    "รักษาราชการแทน",
    "รอการแต่งตั้ง",
    "vacant",
    "name",
];

/// What the people do not have; `mail` are hosts of other agencies that theirs may be at.
pub(super) fn people(ground: &Ground<'_>, check: &PeopleCheck, mail: &[Spanned<String>]) -> Vec<Lack> {
    let agency = &ground.portal.agency;
    let holds = |person: &Person| {
        let is = |word: &Spanned<String>| is_post(&person.position.th, &word.value, agency);
        check.position.is_empty() || check.position.iter().any(is)
    };
    // A post that is vacant is nobody.
    let named = agency.people.iter().filter(|person| is_somebody(person) && holds(person));
    let mut lacks = Vec::new();
    let mut each: Vec<&Person> = Vec::new();
    let groups = check.groups.iter().map(|group| Some(group.value.as_str()));
    let groups: Vec<Option<&str>> = if check.groups.is_empty() { vec![None] } else { groups.collect() };
    for group in groups {
        let own: Vec<&Person> = named.clone().filter(|person| group.is_none_or(|group| is_of(person, group))).collect();
        if own.len() < check.at_least {
            let group = group.map(str::to_owned);
            let position = check.position.iter().map(|word| word.value.clone()).collect();
            lacks.push(Lack::People { group, position, has: own.len(), asked: check.at_least });
        }
        each.extend(own);
    }
    if check.each.contains(&PersonField::Photo) {
        lacks.extend(one_photo(ground, &each));
    }
    for person in each {
        let wanting = check.each.iter().filter(|field| !has(ground, person, **field, mail));
        lacks.extend(wanting.map(|field| Lack::Person { name: person.name.th.clone(), field: *field }));
    }
    lacks
}

/// Those who have one photograph between them: the outline of a head, or somebody else's.
fn one_photo(ground: &Ground<'_>, people: &[&Person]) -> Vec<Lack> {
    let mut faces: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for person in people {
        let Some(path) = person.photo.as_ref().and_then(|photo| photo.value.as_ref()) else { continue };
        let hash = ground.inspected(path).and_then(|file| file.hash.as_deref());
        let names = faces.entry(hash.unwrap_or(path.as_str())).or_default();
        // Who holds two posts is one person.
        if !names.iter().any(|name| same_words(name, &person.name.th)) {
            names.push(&person.name.th);
        }
    }
    let shared = faces.into_values().filter(|names| names.len() > 1);
    shared.map(|names| Lack::OnePhoto(names.into_iter().map(str::to_owned).collect())).collect()
}

fn is_of(person: &Person, group: &str) -> bool {
    let named = |text: &str| same_words(text, group);
    let own = person.group.as_ref();
    person.side.as_deref() == Some(group)
        || own.is_some_and(|text| named(&text.th) || text.en.as_deref().is_some_and(named))
}

/// Whether a post is held by somebody; where its name stands again nobody has written one.
fn is_somebody(person: &Person) -> bool {
    is_name(&person.name.th) && !same_words(&person.name.th, &person.position.th)
}

/// Whether an address of e-mail has a name and a host, not that of an example, nor, where a catalogue says which hosts agencies
/// share, that of another agency.
fn is_mail(ground: &Ground<'_>, text: &str, shared: &[Spanned<String>]) -> bool {
    let Some((name, host)) = text.trim().trim_end_matches('>').rsplit_once('@') else { return false };
    let host = host.to_lowercase();
    let sound = host.rsplit_once('.').is_some_and(|(_, last)| last.len() > 1)
        && !host.split('.').any(str::is_empty)
        && name.contains(char::is_alphanumeric);
    let own = ground.portal.agency.base_url.value.host().to_lowercase();
    let at_home = is_of_host(&own, &[&host]);
    let others = || !shared.iter().any(|known| is_of_host(&host, &[&known.value])) && is_other(&host, &own);
    let foreign = !at_home && (is_test(&host) || (!shared.is_empty() && others()));
    is_value(text) && sound && !is_placeholder(&host) && !foreign
}

/// Whether two hosts are of one registry, as all agencies are, and of two owners.
fn is_other(host: &str, own: &str) -> bool {
    let part = |host: &str, from_end: usize| host.rsplit('.').nth(from_end).map(str::to_owned);
    let same = |at| part(host, at) == part(own, at);
    same(0) && same(1) && !same(2)
}

/// Whether a contact says how to reach the agency. That there is none is no way, nor is the example of a draft, the start of
/// a host that everybody is on, or a map that nobody can open.
fn reaches(ground: &Ground<'_>, contact: &Contact, mail: &[Spanned<String>]) -> bool {
    let said = contact.value.as_ref().map_or("", |value| value.th.as_str());
    let addresses = || contact.url.as_deref().into_iter().chain(said.contains("://").then_some(said));
    let led = || addresses().filter_map(Parts::of).all(|to| !is_placeholder(to.name()) && !to.leads_nowhere());
    let sound = match contact.kind {
        Some(ContactKind::Email) => is_mail(ground, said, mail),
        Some(ContactKind::Map) => addresses().next().is_some() || contact.picture.is_some(),
        // A postal address has a number, or at least more than the name of a place.
        Some(ContactKind::Address) => {
            let letters = said.chars().filter(|c| c.is_alphanumeric()).count();
            !is_stub(said) && (letters >= SHORTEST || said.contains(char::is_numeric))
        }
        _ => true,
    };
    contact.has_value() && !bare(said).starts_with("ไม่มี") && sound && led()
}

/// A shorter text is the name of a place, and no postal address.
const SHORTEST: usize = 10;

/// Whether somebody is named: a post that is vacant has words in the place of a name.
pub(super) fn is_name(name: &str) -> bool {
    name.contains(char::is_alphabetic) && is_value(name) && !VACANT.iter().any(|word| same_words(word, name))
}

fn has(ground: &Ground<'_>, person: &Person, field: PersonField, mail: &[Spanned<String>]) -> bool {
    match field {
        PersonField::Name => is_name(&person.name.th),
        PersonField::Position => is_value(&person.position.th),
        PersonField::Phone => person.phone.as_deref().is_some_and(is_telephone),
        PersonField::Email => person.email.as_deref().is_some_and(|own| is_mail(ground, own, mail)),
        PersonField::Photo => {
            let file = person.photo.as_ref().and_then(|photo| photo.value.as_ref());
            let logo = ground.portal.agency.front.logo.as_ref().and_then(|logo| logo.value.as_ref());
            let seal = logo.and_then(|logo| ground.inspected(logo)?.hash.as_ref());
            // Nobody is a drawing, or the agency's seal.
            let is_face = |file: &Inspected| {
                !file.is_hollow && file.kind != FileKind::Drawing && (seal.is_none() || seal != file.hash.as_ref())
            };
            let is_seen = |path| Some(path) != logo && ground.inspected(path).is_none_or(is_face);
            file.is_some_and(|file| ground.portal.files.contains_key(file) && is_seen(file))
        }
    }
}

/// The kinds of contacts without a value.
pub(super) fn contacts(ground: &Ground<'_>, kinds: &[ContactKind], mail: &[Spanned<String>]) -> Vec<Lack> {
    let own = &ground.portal.agency.contacts;
    let there = |kind: ContactKind| {
        own.iter().any(|contact| contact.kind.is_some_and(|own| own.serves_as(kind)) && reaches(ground, contact, mail))
    };
    kinds.iter().filter(|kind| !there(**kind)).map(|kind| Lack::Contact(*kind)).collect()
}

/// What the news do not have.
pub(super) fn news(ground: &Ground<'_>, check: NewsCheck, time: Option<&Time>) -> Option<Lack> {
    let time = time.filter(|_| check.within_period);
    let has = page::news(ground, |day| time.is_none_or(|time| time.takes(day)));
    (has < check.at_least).then(|| Lack::News { has, asked: check.at_least, within: time.map(|time| time.period) })
}

/// What the measures of a year do not have.
pub(super) fn measures(ground: &Ground<'_>, check: &MeasuresCheck, year: FiscalYear) -> Vec<Lack> {
    let own = ground.measures(year);
    if own.is_empty() {
        return vec![Lack::NoMeasures(year)];
    }
    let wanting = own.iter().flat_map(|measure| {
        let fields = check.each.iter().filter(|field| !measure_has(ground, measure, **field));
        fields.map(|field| Lack::Measure { id: measure.id.clone(), field: *field })
    });
    wanting.collect()
}

fn measure_has(ground: &Ground<'_>, measure: &Measure, field: MeasureField) -> bool {
    match field {
        MeasureField::Result => measure.result.as_ref().is_some_and(|result| is_value(&result.th)),
        MeasureField::Evidence => {
            let mut proofs = measure.steps.iter().filter_map(|step| step.evidence.as_ref());
            page::has_files(ground, &measure.facts) || proofs.any(|proof| proves(ground, measure, proof))
        }
    }
}

/// Whether the evidence of a step is there.
fn proves(ground: &Ground<'_>, measure: &Measure, proof: &Proof) -> bool {
    match proof {
        Proof::Document(id) => measure.facts.document(&id.value).is_some_and(|own| document::is_sound(ground, own)),
        Proof::Page(to) => ground.named(to).is_some_and(|found| page::judge(ground, &found).is_none()),
        Proof::Url(url) => address::judge(ground, url).is_ok(),
        // A step is proved by none of these.
        Proof::Table(_) | Proof::Section(_) | Proof::NotApplicable(_) => false,
    }
}

/// Whether evidence leads to a page that shows what a check asks for, of a year.
pub(super) fn shows(ground: &Ground<'_>, found: Option<&Found<'_, '_>>, asked: &Asked, year: FiscalYear) -> bool {
    let Some((Thing::Page(place), _)) = found else { return false };
    match asked {
        Asked::People => place.shows() == Some(Show::People),
        Asked::Contacts => place.shows() == Some(Show::Contact),
        Asked::News => {
            let article = place.source().and_then(|path| ground.article(path));
            place.shows() == Some(Show::News) || article.is_some_and(|article| article.kind == ArticleKind::News)
        }
        Asked::Measures => place.address().as_str().starts_with(Address::measures(year).as_str()),
        Asked::Files | Asked::Table(_) => false,
    }
}

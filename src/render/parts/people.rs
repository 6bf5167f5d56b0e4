//! The executives of the agency, by their groups.

use serde::Serialize;

use crate::ita::people::Person;
use crate::render::look::{Look, Phrase};
use crate::render::parts::picture::{PictureView, picture};
use crate::render::parts::searched::Texts;

/// What names begin with; the longer ones first.
const TITLES: &[&str] = &["นางสาว", "นาง", "นาย"];

/// Thai vowels that are written before the letter that begins the syllable.
const LEADING: &[char] = &['เ', 'แ', 'โ', 'ใ', 'ไ'];

/// Executives of one group.
#[derive(Serialize)]
pub(crate) struct People<'a> {
    group: Option<Phrase<'a>>,
    people: Vec<PersonView<'a>>,
}

#[derive(Serialize)]
struct PersonView<'a> {
    name: Phrase<'a>,
    position: Phrase<'a>,
    phone: Option<&'a str>,
    email: Option<&'a str>,
    photo: Option<PictureView>,
    /// What stands in the place of a picture.
    initials: Phrase<'a>,
    note: Option<Phrase<'a>>,
}

pub(crate) fn people<'p>(look: &Look<'_, 'p>) -> Vec<People<'p>> {
    let mut groups: Vec<(Option<&str>, People)> = Vec::new();
    for person in &look.site.portal.agency.people {
        let group = person.group.as_ref();
        let name = group.map(|text| text.th.as_str());
        let at = groups.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            groups.push((name, People { group: group.map(|text| look.phrase(text)), people: Vec::new() }));
            groups.len() - 1
        });
        groups[at].1.people.push(view(look, person));
    }
    groups.into_iter().map(|(_, people)| people).collect()
}

fn view<'p>(look: &Look<'_, 'p>, person: &'p Person) -> PersonView<'p> {
    let Person { name, position, group: _, side: _, phone, email, photo, note } = person;
    let photo = photo.as_ref().and_then(|photo| picture(look.site, photo.value.as_ref()?));
    let name = look.phrase(name);
    PersonView {
        initials: Phrase { text: initials(&name.text).into(), lang: name.lang },
        name,
        position: look.phrase(position),
        phone: phone.as_deref(),
        email: email.as_deref(),
        photo,
        note: note.as_ref().map(|text| look.phrase(text)),
    }
}

/// The first letters of a name and a family name, without the title before them.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().filter(|word| !word.contains('.')).collect();
    let first = |word: &&str| {
        let own = TITLES.iter().find_map(|title| word.strip_prefix(title)).unwrap_or(word);
        own.chars().find(|c| c.is_alphabetic() && !LEADING.contains(c))
    };
    words[words.len().saturating_sub(2)..].iter().filter_map(first).collect()
}

/// Says what is searched of them.
pub(crate) fn say_people<'p>(texts: &mut Texts<'_, '_, 'p>, people: &'p [Person]) {
    for Person { name, position, group, side: _, phone, email, photo: _, note } in people {
        texts.texts([name, position].into_iter().chain(group));
        phone.iter().chain(email).for_each(|text| texts.add(text));
        texts.texts(note);
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_those_of_the_name() {
        for (name, expected) in [
            ("นายสมชาย ใจดี", "สจ"),
            ("นาง แก้วตา เพียรดี", "กพ"),
            ("น.ส.เมษา ไชยศรี", "ช"),
            ("ว่าที่ร้อยตรี เอก โสภา", "อส"),
            ("Mr. Somchai Jaidee", "SJ"),
            ("…", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}

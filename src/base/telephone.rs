//! Mobile telephone numbers of Thailand in a text: ten digits that begin with 06, 08 or 09, or the same after +66.

use std::ops::Range;

use crate::base::digits::{Gap, Group, groups};
use crate::base::thai::arabic_digits;

/// A mobile number, as its ten digits, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mobile {
    pub digits: String,
    pub at: Range<usize>,
}

/// Whether a text can be a telephone number: `191` is the shortest.
pub(crate) fn is_telephone(text: &str) -> bool {
    let digits: String = arabic_digits(text).chars().filter(char::is_ascii_digit).collect();
    // Nine digits and more begin with 0 in the country, or with the country's own number; fewer never do.
    let begins = match digits.len() {
        ..9 => !digits.starts_with('0'),
        _ => ["0", "66", "1"].iter().any(|start| digits.starts_with(start)),
    };
    // One that counts up or down, and one digit again and again, are dialled by nobody; `1111` is.
    let steps = |step: u8| digits.bytes().zip(digits.bytes().skip(1)).all(|(a, b)| (b + 10 - a) % 10 == step);
    let counts = digits.len() > 3 && (steps(1) || steps(9) || (digits.len() > 4 && steps(0)));
    digits.len() >= 3 && digits.bytes().any(|digit| digit != b'0') && begins && !counts
}

/// The mobile numbers of a text.
pub(crate) fn mobiles(text: &str) -> Vec<Mobile> {
    let mut found = Vec::new();
    let groups: Vec<Group> = groups(text).collect();
    for chain in groups.chunk_by(|_, next| next.gap != Gap::Break) {
        let mut first = 0;
        while first < chain.len() {
            let last = (first + 1..=chain.len()).find(|&last| count(&chain[first..last]) >= 10);
            let own = last.and_then(|last| mobile(text, chain, first..last).map(|mobile| (mobile, last)));
            first = own.as_ref().map_or(first + 1, |(_, last)| *last);
            found.extend(own.map(|(mobile, _)| mobile));
        }
    }
    found
}

/// Whether digits are those of a mobile number.
pub(crate) fn is_mobile(digits: &str) -> bool {
    digits.len() == 10 && ["06", "08", "09"].iter().any(|prefix| digits.starts_with(prefix))
}

fn count(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.count).sum()
}

fn mobile(text: &str, chain: &[Group], groups: Range<usize>) -> Option<Mobile> {
    let own = &chain[groups.clone()];
    let parted = own[1..].iter().all(|group| matches!(group.gap, Gap::Mark('-') | Gap::LooseMark('-') | Gap::Space));
    let joined = |gap: Option<Gap>| matches!(gap, Some(Gap::Mark(_)));
    let before = Some(chain[groups.start].gap);
    let after = chain.get(groups.end).map(|group| group.gap);
    if count(own) > 11 {
        return None;
    }
    let (start, end) = (own.first()?.at.start, own.last()?.at.end);
    let digits = own.iter().flat_map(|group| group.digits(text));
    let number: String = digits.map(|(digit, _)| char::from(b'0' + digit)).collect();
    let abroad = number.strip_prefix("66").filter(|_| text[..start].ends_with('+')).map(|rest| format!("0{rest}"));
    let number = abroad.unwrap_or(number);
    let word = |c: char| c.is_ascii_alphanumeric();
    let stands = !text[..start].ends_with(word) && !text[end..].starts_with(word);
    let sound = parted && stands && is_mobile(&number) && !joined(before) && !joined(after);
    sound.then_some(Mobile { digits: number, at: start..end })
}

#[cfg(test)]
mod tests {
    use super::{is_telephone, mobiles};

    #[test]
    fn what_nobody_dials_is_no_telephone() {
        for text in ["1234", "000-000-0000", "xxx", "-", "12345", "9999999999", "098-765-4321", "0123456789", "08"] {
            assert!(!is_telephone(text), "{text}");
        }
        for text in ["191", "1111", "1567", "042-490-109", "0 4249 0109 ต่อ 11", "+66 42 490 109"] {
            assert!(is_telephone(text), "{text}");
        }
    }

    #[test]
    fn mobiles_in_every_spelling_and_nothing_else() {
        for text in
            ["081-234-5678", "0812345678", "โทร ๐๘๑ ๒๓๔ ๕๖๗๘ ค่ะ", "tel:0812345678", "+66 81 234 5678", "(08-1234-5678)"]
        {
            let found: Vec<String> = mobiles(text).into_iter().map(|mobile| mobile.digits).collect();
            assert_eq!(found, ["0812345678"], "{text}");
        }
        for text in
            ["042-490-109", "0 4249 0109", "68019123456", "08123456789", "2568-08-15", "0.812345678", "a0812345678"]
        {
            assert_eq!(mobiles(text), [], "{text}");
        }
    }
}

//! Thirteen digits that the end of a line breaks: in a narrow column, or in the boxes of a form that stand below each other. Two
//! lines of figures hold such digits by chance, so that they count only where words announce them.

use std::ops::Range;

use crate::base::digits::{Gap, Group, is_unseen};
use crate::base::national::{LENGTH, Number};
use crate::base::thirteen::{Candidate, GROUPS, Shape, may_part};

/// Between two lines stand so many bytes at most, and so many borders of cells.
const MAX_GAP: usize = 64;
const MAX_BORDERS: usize = 4;

/// How a line may end within a line.
const BREAKS: [&str; 3] = ["<br>", "<br/>", "<br />"];

/// The candidates that stand on more than one of these lines, apart from what is known of them: the first `most`.
pub(crate) fn broken(text: &str, lines: &[&[Group]], known: &[Candidate], most: usize) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for at in 0..lines.len() - 1 {
        if found.len() == most {
            break;
        }
        let near = |own: &Candidate| {
            let from = known.partition_point(|other| other.at.end <= own.at.start);
            known.get(from).into_iter().chain(found.last()).any(|other| meet(&other.at, &own.at))
        };
        let own = candidate(text, lines, at).filter(|own| !near(own));
        found.extend(own);
    }
    found
}

fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether the first ends a line and the other begins the next, by what stands between two chains.
pub(crate) fn are_lines(between: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || matches!(c, '|' | '-' | '+' | '•') || is_unseen(c);
    // Nothing else stands there, and mostly something does.
    if between.len() > MAX_GAP || between.chars().find(|c| !blank(*c)).is_some_and(|c| c != '<') {
        return false;
    }
    if !between.contains('\n') && !between.contains(BREAKS[0].trim_end_matches('>')) {
        return false;
    }
    let plain = BREAKS.iter().fold(between.to_owned(), |plain, mark| plain.replace(mark, " "));
    let at_most = |most: usize, signs: &[char]| plain.matches(signs).count() <= most;
    // The entries of a list begin with a sign.
    at_most(1, &['\n'])
        && at_most(MAX_BORDERS, &['|', '\t'])
        && at_most(1, &['-', '+', '•'])
        && plain.chars().all(blank)
}

/// The candidate that begins with the line `at` and ends in a later one.
fn candidate(text: &str, lines: &[&[Group]], at: usize) -> Option<Candidate> {
    let (mut own, mut count, mut end) = (Vec::new(), 0, at);
    while count < LENGTH {
        for group in *lines.get(end)? {
            if count >= LENGTH {
                break;
            }
            count += group.count;
            own.push(group);
        }
        end += 1;
    }
    let used = end - at;
    if count != LENGTH || used < 2 {
        return None;
    }
    let whole: usize = lines[at..end - 1].iter().map(|line| line.len()).sum();
    let rest = lines[end - 1].get(own.len() - whole);
    let parted = lines[at..end].iter().flat_map(|line| line.iter().skip(1)).take(own.len());
    let sound = parted.clone().all(|group| may_part(group.gap) && group.gap != Gap::Cell);
    if !sound || rest.is_some_and(|group| matches!(group.gap, Gap::Mark(_))) {
        return None;
    }
    // Over more than two lines only the groups of the card, or a digit a line and no other beside them.
    let single = |line: Option<&&[Group]>| line.is_some_and(|line| line.len() == 1 && line[0].count == 1);
    let boxes = used == LENGTH && !single(lines.get(end)) && !single(at.checked_sub(1).and_then(|at| lines.get(at)));
    if used > 2 && !boxes && !own.iter().map(|group| group.count).eq(GROUPS) {
        return None;
    }
    let (values, digits): (Vec<u8>, Vec<_>) = own.iter().flat_map(|group| group.digits(text)).unzip();
    let number = Number::new(values.try_into().ok()?)?;
    Some(Candidate { number, at: own.first()?.at.start..own.last()?.at.end, shape: Shape::Broken, digits })
}

#[cfg(test)]
mod tests {
    use super::are_lines;

    #[test]
    fn a_line_ends_with_one_break_and_few_signs() {
        let gap = |length: usize| format!("\n{}", " ".repeat(length - 1));
        for between in ["\n", " \r\n  ", "<br>", "<br/>", " <br />\n", "\n- ", "\n• ", " |\n| ", "| |\n| |", &gap(64)]
        {
            assert!(are_lines(between), "{between:?}");
        }
        for between in [" ", "", "\n\n", "a\n", "\n- - ", "| | |\n| |", "\t\t\t\t\t\n", "<hr>", "<br", &gap(65)] {
            assert!(!are_lines(between), "{between:?}");
        }
    }
}

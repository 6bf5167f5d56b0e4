//! What a command would change in a text, as lines with `-` and `+` and a few around them.

/// So many lines are shown around a change.
const AROUND: usize = 2;
/// A change of more lines than this is shown as one piece.
const MOST: usize = 2000;

enum Line<'t> {
    Same(&'t str),
    Gone(&'t str),
    Came(&'t str),
}

/// The difference of two texts; empty where there is none.
pub(super) fn diff(name: &str, old: &str, new: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let front = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(a, b)| a == b).count();
    let mut lines: Vec<Line<'_>> = a[..front].iter().map(|line| Line::Same(line)).collect();
    lines.extend(middle(&a[front..a.len() - back], &b[front..b.len() - back]));
    lines.extend(a[a.len() - back..].iter().map(|line| Line::Same(line)));
    let changed: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| !matches!(line, Line::Same(_))).map(|(at, _)| at).collect();
    if changed.is_empty() {
        return String::new();
    }
    let near = |at: usize| {
        let next = changed.partition_point(|own| *own < at);
        let close = |own: Option<&usize>| own.is_some_and(|own| own.abs_diff(at) <= AROUND);
        close(changed.get(next)) || close(next.checked_sub(1).and_then(|before| changed.get(before)))
    };
    let (mut out, mut gap) = (format!("{name}\n"), false);
    for (at, line) in lines.iter().enumerate() {
        if !near(at) {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push_str("  …\n");
        }
        let (mark, text) = match line {
            Line::Same(text) => (' ', text),
            Line::Gone(text) => ('-', text),
            Line::Came(text) => ('+', text),
        };
        out.push_str(&format!("{mark} {text}\n"));
    }
    out
}

/// The shortest way from one to the other, by their longest common lines.
fn middle<'t>(a: &[&'t str], b: &[&'t str]) -> Vec<Line<'t>> {
    let whole = || a.iter().map(|line| Line::Gone(line)).chain(b.iter().map(|line| Line::Came(line))).collect();
    if a.len().max(b.len()) > MOST {
        return whole();
    }
    let width = b.len() + 1;
    let mut most = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let (down, right) = (most[(i + 1) * width + j], most[i * width + j + 1]);
            most[i * width + j] = if a[i] == b[j] { most[(i + 1) * width + j + 1] + 1 } else { down.max(right) };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            lines.push(Line::Same(a[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && most[(i + 1) * width + j] >= most[i * width + j + 1]) {
            lines.push(Line::Gone(a[i]));
            i += 1;
        } else {
            lines.push(Line::Came(b[j]));
            j += 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn only_what_is_near_a_change_is_shown() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let new = "1\n2\n3\n4\nx\n6\n7\n8\n9\ny\n";
        assert_eq!(diff("a", old, new), "a\n  …\n  3\n  4\n- 5\n+ x\n  6\n  7\n  8\n  9\n+ y\n");
        assert_eq!(diff("a", old, old), "");
        assert_eq!(diff("a", "", "x\n"), "a\n+ x\n");
    }
}

//! The names that the headings of a page are reached by.

use std::collections::HashMap;

use crate::base::thai::slug;

/// Names for the headings of one page: from an own name or from the text, never the same twice. With each name, the number
/// that was last given to one of its like.
pub(crate) struct Anchors(HashMap<String, usize>);

impl Default for Anchors {
    /// `main` is the place that every page's skip link leads to.
    fn default() -> Anchors {
        Anchors(HashMap::from([("main".to_owned(), 1)]))
    }
}

impl Anchors {
    pub(crate) fn name(&mut self, own: Option<&str>, heading: &str) -> String {
        let base = own.map(slug).unwrap_or_else(|| slug(heading));
        let base = if base.is_empty() { "section".to_owned() } else { base };
        let mut name = base.clone();
        let mut count = self.0.get(&base).copied().unwrap_or(0);
        if count > 0 {
            while self.0.contains_key(&name) {
                count += 1;
                name = format!("{base}-{count}");
            }
            self.0.insert(name.clone(), 1);
        }
        self.0.insert(base, count.max(1));
        name
    }
}

#[cfg(test)]
mod tests {
    use super::Anchors;

    #[test]
    fn anchors_are_unique() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.name(None, "ผล การประเมิน"), "ผล-การประเมิน");
        assert_eq!(anchors.name(None, "ผล การประเมิน"), "ผล-การประเมิน-2");
        assert_eq!(anchors.name(None, "ผล การประเมิน 2"), "ผล-การประเมิน-2-2", "a heading of that very name");
        assert_eq!(anchors.name(Some("Own"), "x"), "own");
        assert_eq!(anchors.name(None, "!!"), "section");
    }
}

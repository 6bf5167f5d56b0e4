//! How far a requirement, and an item, is answered: the states, and their words. Who is in which is told by `state`.

/// How far a requirement is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Evidence is there, and what the catalogue says must hold does.
    Holds,
    /// Evidence has substance, and a person has signed for it.
    Checked,
    /// Evidence has substance; only a person can tell whether it is what is asked.
    Given,
    /// Evidence is there, but it is empty or fails a check.
    Short,
    #[default]
    Awaiting,
    NotApplicable,
}

impl State {
    /// The word that templates and machine-readable reports know it by.
    pub fn word(self) -> &'static str {
        match self {
            State::Holds => "holds",
            State::Checked => "checked",
            State::Given => "given",
            State::Short => "short",
            State::Awaiting => "awaiting",
            State::NotApplicable => "not_applicable",
        }
    }

    /// The word that readers of the site see it by: whether there is evidence.
    pub(crate) fn shown(self) -> &'static str {
        match self {
            State::Holds | State::Checked | State::Given => "met",
            State::Short | State::Awaiting => "awaiting",
            State::NotApplicable => "not_applicable",
        }
    }

    /// Whether evidence answers it.
    pub(crate) fn is_met(self) -> bool {
        matches!(self, State::Holds | State::Checked | State::Given)
    }

    /// Whether nothing more is owed for it: it is met or does not apply.
    pub(crate) fn is_settled(self) -> bool {
        self.is_met() || self == State::NotApplicable
    }
}

/// How far an item is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Nothing more is owed for any requirement.
    Complete,
    /// Some requirements are answered, or all are and the item itself still awaits something.
    Partial,
    Awaiting,
}

impl Completeness {
    /// The word that templates and machine-readable reports know it by.
    pub fn word(self) -> &'static str {
        match self {
            Completeness::Complete => "complete",
            Completeness::Partial => "partial",
            Completeness::Awaiting => "awaiting",
        }
    }
}

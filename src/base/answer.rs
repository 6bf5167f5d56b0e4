//! What an address on the Web answered when it was asked. Asking is `io::external`'s, judging `check::outside`'s.

/// The end of a visit to an address, redirects followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The page is there.
    Fine,
    /// The page is there, and the address says for good that it is now at this one.
    Moved(String),
    /// The host says that there is no such page, with this status.
    Gone(u16),
    /// No host has that name.
    NoHost,
    /// Visitors are turned away with this status.
    Closed(u16),
    /// Visitors are sent to this address to sign in.
    SignIn(String),
    /// A browser would warn of its certificate.
    Certificate(Flaw),
    /// The host gave no answer.
    Silent(Silence),
    /// The host is in trouble.
    Trouble(Trouble),
}

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    Expired,
    /// It is for another name.
    OtherName,
    /// Nobody whom browsers trust has signed it.
    NotTrusted,
}

/// How a host stayed silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    TimedOut,
    /// It closed the connection, or refused one.
    HungUp,
    /// No way leads there.
    Unreachable,
}

/// What trouble a host is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    Status(u16),
    /// It sends visitors in circles, or on and on.
    Redirects,
    /// It sends visitors to another host, where nobody may follow.
    Away,
    /// It says more than is read.
    Large,
    /// What it says is no HTTP.
    Garbage,
}

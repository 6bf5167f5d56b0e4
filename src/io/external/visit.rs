//! One host's visitor: HEAD, then GET where HEAD was not welcome, redirects by hand so that each can be judged.

use std::io::{self, Read};
use std::net::ToSocketAddrs;
use std::time::Duration;

use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error};
use url::{Origin, Url};

use crate::base::answer::{Answer, Flaw, Silence, Trouble};
use crate::io::external::manners::Manners;

/// So that those who run the sites know who asks, and can ask us.
const NAME: &str = concat!("prongsai/", env!("CARGO_PKG_VERSION"), " (link check of a public agency's site)");

pub(super) struct Visitor<'m> {
    agent: Agent,
    manners: &'m Manners,
    /// A request was made before, so the next waits so long.
    been: bool,
    pause: Duration,
    /// Where alone it goes, redirects included.
    within: Option<Origin>,
}

/// What one request brought: its status, and where it sends on to.
struct Reply {
    status: u16,
    to: Option<String>,
}

impl Visitor<'_> {
    pub(super) fn new(manners: &Manners) -> Visitor<'_> {
        // Mozilla's list of trusted issuers: every machine judges as a citizen's browser would.
        let tls = TlsConfig::builder().root_certs(RootCerts::WebPki).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .user_agent(NAME)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .timeout_global(Some(manners.patience));
        Visitor { agent: config.build().new_agent(), manners, been: false, pause: manners.pause, within: None }
    }

    /// One that leaves the host of an address for no other.
    pub(super) fn within<'m>(manners: &'m Manners, home: &Url) -> Visitor<'m> {
        Visitor { within: Some(home.origin()), ..Visitor::new(manners) }
    }

    /// The same without a pause between two requests.
    pub(super) fn at_once(self) -> Self {
        Visitor { pause: Duration::ZERO, ..self }
    }

    /// Follows an address to its end.
    pub(super) fn visit(&mut self, start: Url) -> Answer {
        let mut url = start.clone();
        // Where redirects lead as long as all of them are for good.
        let (mut moved, mut for_good) = (None, true);
        for _ in 0..=self.manners.redirects {
            let reply = match self.ask(&url) {
                Ok(reply) => reply,
                Err(answer) => return answer,
            };
            let next = reply.to.filter(|_| (300..400).contains(&reply.status)).and_then(|to| url.join(&to).ok());
            let Some(next) = next else {
                return arrived(reply.status, moved);
            };
            if !["http", "https"].contains(&next.scheme()) {
                return Answer::Trouble(Trouble::Redirects);
            }
            if is_sign_in(&next) && !is_sign_in(&start) {
                return Answer::SignIn(next.to_string());
            }
            if self.within.as_ref().is_some_and(|own| *own != next.origin()) {
                return Answer::Trouble(Trouble::Away);
            }
            for_good &= [301, 308].contains(&reply.status);
            if for_good {
                moved = Some(next.to_string());
            }
            url = next;
        }
        Answer::Trouble(Trouble::Redirects)
    }

    /// An address under the name that its host gives its visitors: with `www.` or without, by `https:`. No other is followed.
    pub(super) fn named(&mut self, start: &Url) -> Url {
        let bare = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
        let mut url = start.clone();
        for _ in 0..=self.manners.redirects {
            let to = self.ask(&url).ok().filter(|reply| (300..400).contains(&reply.status)).and_then(|reply| reply.to);
            let Some(next) = to.and_then(|to| url.join(&to).ok()) else { break };
            let same = bare(&next) == bare(&url) && (next.scheme() == "https" || next.scheme() == url.scheme());
            if !same || next.origin() == url.origin() {
                break;
            }
            url = next;
        }
        let mut named = start.clone();
        let moved = named.set_scheme(url.scheme()).is_ok()
            && named.set_host(url.host_str()).is_ok()
            && named.set_port(url.port()).is_ok();
        if moved { named } else { start.clone() }
    }

    /// HEAD; and GET before anything bad is said, for some hosts answer only that.
    fn ask(&mut self, url: &Url) -> Result<Reply, Answer> {
        let well = |reply: &Reply| reply.status < 400;
        match self.request(url, true) {
            Ok(reply) if well(&reply) => Ok(reply),
            Err(Error::Timeout(_)) => Err(Answer::Silent(Silence::TimedOut)),
            Err(error) if certificate(&error).is_some() => Err(judged(&error, url)),
            _ => self.request(url, false).map_err(|error| judged(&error, url)),
        }
    }

    /// Reads a whole body, at most so many bytes, part by part; its length, or `None` where it is longer. Redirects are
    /// followed as those of a visit are.
    pub(super) fn fetch(&mut self, start: &Url, most: u64, part: &mut dyn FnMut(&[u8])) -> Result<Option<u64>, Answer> {
        let mut url = start.clone();
        for _ in 0..=self.manners.redirects {
            let mut response = self.send(&url, false).map_err(|error| judged(&error, &url))?;
            let status = response.status().as_u16();
            let to = response.headers().get("location").map(|to| String::from_utf8_lossy(to.as_bytes()).into_owned());
            match to.filter(|_| (300..400).contains(&status)).and_then(|to| url.join(&to).ok()) {
                Some(next) if is_sign_in(&next) => return Err(Answer::SignIn(next.to_string())),
                Some(next) if self.within.as_ref().is_none_or(|own| *own == next.origin()) => url = next,
                Some(_) => return Err(Answer::Trouble(Trouble::Away)),
                None if status == 200 => return read(&mut response.body_mut().as_reader(), most, part),
                None => match arrived(status, None) {
                    // Only a whole answer is what was published.
                    Answer::Fine => return Err(Answer::Trouble(Trouble::Status(status))),
                    wrong => return Err(wrong),
                },
            }
        }
        Err(Answer::Trouble(Trouble::Redirects))
    }

    fn request(&mut self, url: &Url, head: bool) -> Result<Reply, Error> {
        // The body is never read: dropping the response closes the connection.
        let response = self.send(url, head)?;
        let to = response.headers().get("location");
        let to = to.map(|to| String::from_utf8_lossy(to.as_bytes()).into_owned());
        Ok(Reply { status: response.status().as_u16(), to })
    }

    fn send(&mut self, url: &Url, head: bool) -> Result<Response<Body>, Error> {
        if std::mem::replace(&mut self.been, true) {
            std::thread::sleep(self.pause);
        }
        let mut asked = url.clone();
        asked.set_fragment(None);
        let request = if head { self.agent.head(asked.as_str()) } else { self.agent.get(asked.as_str()) };
        request.call()
    }
}

/// The parts of a body that is not longer than `most`.
fn read(from: &mut impl Read, most: u64, part: &mut dyn FnMut(&[u8])) -> Result<Option<u64>, Answer> {
    let (mut buffer, mut length) = (vec![0; 64 << 10], 0);
    loop {
        let count = from.read(&mut buffer).map_err(|_| Answer::Silent(Silence::HungUp))?;
        if count == 0 {
            return Ok(Some(length));
        }
        length += count as u64;
        if length > most {
            return Ok(None);
        }
        part(&buffer[..count]);
    }
}

/// The answer at the end of all redirects.
fn arrived(status: u16, moved: Option<String>) -> Answer {
    match status {
        // A host that is asked too often is there.
        429 => Answer::Fine,
        404 | 410 => Answer::Gone(status),
        401 | 403 | 407 => Answer::Closed(status),
        400.. => Answer::Trouble(Trouble::Status(status)),
        _ => moved.map_or(Answer::Fine, Answer::Moved),
    }
}

/// True for an address that looks like a page to sign in at.
fn is_sign_in(url: &Url) -> bool {
    let word = |part: &str| {
        let plain: String = part.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let known = ["login", "signin", "logon", "oauth", "oauth2", "sso", "saml", "saml2", "adfs"];
        known.contains(&plain.as_str()) || ["login", "signin", "logon"].iter().any(|end| plain.ends_with(end))
    };
    let host = url.host_str().unwrap_or_default();
    let first = host.split('.').next().unwrap_or_default();
    let parts = url.path_segments().into_iter().flatten();
    first == "accounts" || word(first) || parts.map(|part| part.split('.').next().unwrap_or_default()).any(word)
}

fn judged(error: &Error, url: &Url) -> Answer {
    if let Some(flaw) = certificate(error) {
        return Answer::Certificate(flaw);
    }
    match error {
        Error::Timeout(_) => Answer::Silent(Silence::TimedOut),
        Error::HostNotFound => Answer::NoHost,
        Error::Io(error) => broken(error, url),
        Error::ConnectionFailed => Answer::Silent(Silence::HungUp),
        _ => Answer::Trouble(Trouble::Garbage),
    }
}

/// What a failed connection means. A name that nobody knows fails as an error without a kind of its own.
fn broken(error: &io::Error, url: &Url) -> Answer {
    let named = || {
        let (host, port) = url.host_str().zip(url.port_or_known_default())?;
        (host.trim_matches(['[', ']']), port).to_socket_addrs().ok()
    };
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Answer::Silent(Silence::TimedOut),
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkDown => {
            Answer::Silent(Silence::Unreachable)
        }
        io::ErrorKind::ConnectionRefused
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Answer::Silent(Silence::HungUp),
        io::ErrorKind::InvalidData => Answer::Trouble(Trouble::Garbage),
        _ if named().is_some() => Answer::Silent(Silence::HungUp),
        _ => Answer::NoHost,
    }
}

/// What is wrong with the host's certificate, if that is what failed. The library tells it in words only.
fn certificate(error: &Error) -> Option<Flaw> {
    let words = error.to_string();
    let reason = words.split_once("invalid peer certificate: ").map(|(_, reason)| reason)?;
    Some(match reason {
        reason if reason.contains("xpired") => Flaw::Expired,
        reason if reason.contains("not valid for name") || reason.contains("NotValidForName") => Flaw::OtherName,
        _ => Flaw::NotTrusted,
    })
}

#[cfg(test)]
mod tests {
    use rustls::CertificateError;

    use super::{Error, Flaw, Url, certificate, io, is_sign_in};

    #[test]
    fn what_is_wrong_with_a_certificate() {
        let flaw = |error: CertificateError| {
            let error = rustls::Error::InvalidCertificate(error);
            certificate(&Error::Io(io::Error::new(io::ErrorKind::InvalidData, error)))
        };
        assert_eq!(flaw(CertificateError::Expired), Some(Flaw::Expired));
        assert_eq!(flaw(CertificateError::NotValidForName), Some(Flaw::OtherName));
        assert_eq!(flaw(CertificateError::UnknownIssuer), Some(Flaw::NotTrusted));
        assert_eq!(certificate(&Error::Io(io::Error::other("a certificate"))), None);
    }

    #[test]
    fn pages_to_sign_in_at() {
        for url in [
            "https://a.example/login",
            "https://a.example/users/sign_in?next=1",
            "https://a.example/wp-login.php",
            "https://accounts.example.com/ServiceLogin",
            "https://login.example.com/",
            "https://a.example/adfs/ls/",
        ] {
            assert!(is_sign_in(&Url::parse(url).unwrap()), "{url}");
        }
        for url in [
            "https://a.example/",
            "https://a.example/blog/ingredients",
            "https://a.example/signing/",
            "https://logins.example/a",
        ] {
            assert!(!is_sign_in(&Url::parse(url).unwrap()), "{url}");
        }
    }
}

//! Whether an SSH host is the one that is meant: by the keys in `known_hosts`, else by asking a person, else not at all.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use russh::Preferred;
use russh::client::Handler;
use russh::keys::known_hosts::{known_host_keys_path, learn_known_hosts_path};
use russh::keys::{Algorithm, HashAlg, PublicKey, PublicKeyOrCertificate};

use crate::base::upload::Target;
use crate::io::upload::fault::{Cause, Fault};

/// Asks a person whether a host with this name and this fingerprint is to be trusted. `None` where nobody can be asked.
pub(crate) type Ask = Option<fn(&str, &str) -> bool>;

/// Looks at the host's key during the handshake.
pub(crate) struct Guard {
    host: String,
    port: u16,
    path: PathBuf,
    known: Vec<PublicKey>,
    ask: Ask,
    verdict: Verdict,
}

/// Why a host was turned down; shared with who made the connection.
#[derive(Clone, Default)]
pub(crate) struct Verdict(Arc<Mutex<Option<String>>>);

impl Guard {
    pub(crate) fn new(target: &Target, ask: Ask) -> Result<Guard, Fault> {
        let home = std::env::home_dir()
            .ok_or_else(|| Fault::new(Cause::Trust, "there is no home folder to keep known_hosts in"))?;
        let path = home.join(".ssh").join("known_hosts");
        let (host, port) = (target.host.clone(), target.port());
        let keys = known_host_keys_path(&host, port, &path);
        let keys = keys.map_err(|error| Fault::new(Cause::Trust, format!("{}: {error}", path.display())))?;
        let known = keys.into_iter().map(|(_, key)| key).collect();
        Ok(Guard { host, port, path, known, ask, verdict: Verdict::default() })
    }

    /// Where the refusal will be found.
    pub(crate) fn verdict(&self) -> Verdict {
        self.verdict.clone()
    }

    /// Whether a person may be asked.
    pub(crate) fn asks(&self) -> bool {
        self.ask.is_some() && self.known.is_empty()
    }

    /// The kinds of keys that are known of the host come first, so that it shows one of them.
    pub(crate) fn preferred(&self) -> Preferred {
        let usual = Preferred::default();
        let is_known = |wanted: &&Algorithm| {
            self.known.iter().any(|key| match (key.algorithm(), wanted) {
                (Algorithm::Rsa { .. }, Algorithm::Rsa { .. }) => true,
                (known, wanted) => known == **wanted,
            })
        };
        let (known, others): (Vec<&Algorithm>, Vec<&Algorithm>) = usual.key.iter().partition(is_known);
        let key = known.into_iter().chain(others).cloned().collect();
        Preferred { key: Cow::Owned(key), ..usual }
    }

    fn trusts(&self, key: &PublicKey) -> Result<(), String> {
        let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
        if self.known.iter().any(|known| known.key_data() == key.key_data()) {
            return Ok(());
        }
        let path = self.path.display();
        if !self.known.is_empty() {
            return Err(format!("its key {fingerprint} is not the one in {path}"));
        }
        let shown = format!("{}:{}", self.host, self.port);
        match self.ask {
            Some(ask) if ask(&shown, &fingerprint) => learn_known_hosts_path(&self.host, self.port, key, &self.path)
                .map_err(|error| format!("{path}: {error}")),
            Some(_) => Err(format!("its key {fingerprint} was not accepted")),
            None => Err(format!("its key {fingerprint} is not in {path}")),
        }
    }
}

impl Verdict {
    /// The refusal, if there was one.
    pub(crate) fn fault(&self) -> Option<Fault> {
        let text = self.0.lock().ok()?.clone()?;
        Some(Fault::new(Cause::Trust, text))
    }
}

impl Handler for Guard {
    type Error = russh::Error;

    async fn check_server_key(&mut self, shown: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        let verdict = match shown {
            PublicKeyOrCertificate::PublicKey { key, .. } => self.trusts(key),
            _ => Err("it sent a certificate instead of a key".to_owned()),
        };
        let trusted = verdict.is_ok();
        if let (Err(why), Ok(mut told)) = (verdict, self.verdict.0.lock()) {
            *told = Some(why);
        }
        Ok(trusted)
    }
}

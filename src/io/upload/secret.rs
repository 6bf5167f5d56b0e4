//! Passwords: from the environment, the system's keyring or a person. Never from a file, an address or an argument.

use std::io::IsTerminal;

use keyring_core::Entry;
use russh::keys::load_secret_key;
use secrecy::{ExposeSecret, SecretString};

use crate::base::upload::Target;
use crate::io::upload::local_path;

/// The name under which the keyring keeps passwords.
const SERVICE: &str = "prongsai";

/// The variable that holds a password; with `_` and the target's name after it, that of one target.
pub(crate) const VARIABLE: &str = "PRONGSAI_PASSWORD";

/// Stands where a secret stood.
const MASK: &str = "•••";

/// A password, and where it came from.
pub(crate) struct Secret {
    pub value: SecretString,
    pub from: From,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// None is needed.
    Nowhere,
    Environment,
    Keyring,
    Person,
}

impl Secret {
    /// The secret for a target. `prompt` is what a person is asked; `None` where one is needed and nobody can be asked.
    pub(crate) fn find(target: &Target, prompt: &str) -> Option<Secret> {
        let own = format!("{VARIABLE}_{}", variable_part(&target.name));
        let secret = |value: String, from| Secret { value: value.into(), from };
        if let Some(value) = [own.as_str(), VARIABLE].iter().find_map(|name| std::env::var(name).ok()) {
            return Some(secret(value, From::Environment));
        }
        let open_key = target.key.as_ref().is_some_and(|path| !is_locked(path));
        if !target.kind.needs_login() || open_key {
            return Some(secret(String::new(), From::Nowhere));
        }
        if let Some(value) = entry(target).and_then(|entry| entry.get_password().ok()) {
            return Some(secret(value, From::Keyring));
        }
        let asked = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let value = asked.then(|| rpassword::prompt_password(prompt).ok()).flatten()?;
        Some(secret(value, From::Person))
    }

    /// Whether the system has a keyring that works.
    pub(crate) fn can_keep(target: &Target) -> bool {
        entry(target).is_some()
    }

    /// Keeps it in the system's keyring.
    pub(crate) fn keep(&self, target: &Target) -> bool {
        entry(target).is_some_and(|entry| entry.set_password(self.value.expose_secret()).is_ok())
    }

    /// A text without the secret, should a host have said it.
    pub(crate) fn mask(&self, text: &str) -> String {
        let secret = self.value.expose_secret();
        if secret.is_empty() { text.to_owned() } else { text.replace(secret, MASK) }
    }
}

/// The name of a target as part of a variable's name: `WEB_2` for `web-2`.
fn variable_part(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

fn is_locked(key: &str) -> bool {
    matches!(load_secret_key(local_path::in_home(key), None), Err(russh::keys::Error::KeyIsEncrypted))
}

/// The place of a password in the system's keyring, if there is one.
fn entry(target: &Target) -> Option<Entry> {
    let store: std::sync::Arc<keyring_core::CredentialStore> = store()?;
    store.build(SERVICE, &format!("{}@{}", target.user, target.host), None).ok()
}

#[cfg(target_os = "linux")]
fn store() -> Option<std::sync::Arc<keyring_core::CredentialStore>> {
    Some(linux_keyutils_keyring_store::Store::new().ok()?)
}

#[cfg(windows)]
fn store() -> Option<std::sync::Arc<keyring_core::CredentialStore>> {
    Some(windows_native_keyring_store::Store::new().ok()?)
}

#[cfg(target_os = "macos")]
fn store() -> Option<std::sync::Arc<keyring_core::CredentialStore>> {
    Some(apple_native_keyring_store::keychain::Store::new().ok()?)
}

#[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
fn store() -> Option<std::sync::Arc<keyring_core::CredentialStore>> {
    None
}

#[cfg(test)]
mod tests {
    use super::{From, Secret, variable_part};

    #[test]
    fn a_secret_is_masked_wherever_a_host_repeats_it() {
        let secret = Secret { value: "canary".to_owned().into(), from: From::Person };
        assert_eq!(secret.mask("530 PASS canary is wrong, canary!"), "530 PASS ••• is wrong, •••!");
        let none = Secret { value: String::new().into(), from: From::Nowhere };
        assert_eq!(none.mask("text"), "text");
        assert_eq!(variable_part("web-2"), "WEB_2");
        assert!(!format!("{:?}", secret.value).contains("canary"));
    }
}

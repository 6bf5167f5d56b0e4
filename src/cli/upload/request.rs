//! One upload as it was asked for: where the site lies, where it goes, and how.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::base::lang::Lang;
use crate::base::redirect::Redirect;
use crate::base::upload::{Server, Target};
use crate::cli::exit::Stop;
use crate::io::output_paths::WORK;
use crate::io::upload::files::Files;
use crate::io::upload::htaccess;
use crate::ita::agency::BaseUrl;

pub(super) struct UploadRequest<'a> {
    pub lang: Lang,
    pub site: &'a Path,
    /// The folder that the site was built into.
    pub out: PathBuf,
    pub target: Target,
    /// The address that the public will see the site at.
    pub address: BaseUrl,
    /// Files whose personal numbers are published knowingly, by their path on the site.
    pub allowed: BTreeSet<String>,
    /// Old addresses that the host is told of.
    pub redirects: Vec<Redirect>,
    pub dry_run: bool,
    /// Nothing need be asked.
    pub sure: bool,
    /// Sends also what has not changed.
    pub all: bool,
    /// How many deletions are allowed.
    pub max_deletes: Option<usize>,
    /// The result goes to programs.
    pub json: bool,
}

impl UploadRequest<'_> {
    /// The work folder of the site.
    pub(super) fn work(&self) -> PathBuf {
        self.site.join(WORK)
    }

    pub(super) fn timeout(&self) -> Duration {
        Duration::from_secs(self.target.timeout)
    }

    /// The files that the build made.
    pub(super) fn built(&self) -> Result<Files, Stop> {
        Files::of(&self.out).map_err(|error| Stop::disk(&error))
    }

    /// The files that go to the target: those of the build, and what its server needs.
    pub(super) fn files(&self) -> Result<Files, Stop> {
        let mut files = self.built()?;
        if self.target.server == Server::Apache {
            let settings = htaccess::settings(files.manifest.0.keys(), self.address.folder(), &self.redirects);
            settings.into_iter().for_each(|(path, bytes)| files.add(path, bytes));
        }
        Ok(files)
    }

    /// The address that visitors see a file at.
    pub(super) fn public_address(&self, path: &str) -> String {
        let page = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        self.address.join(page.unwrap_or(path))
    }
}

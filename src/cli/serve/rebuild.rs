//! From save to screen: each change is read, put together, shown, and then checked. With an error the last good site stays.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use crate::base::diag::{Diagnostic, has_errors};
use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::cli::serve::checker::Checker;
use crate::cli::serve::event::Event;
use crate::cli::serve::preview::Preview;
use crate::cli::serve::state::Parts;
use crate::cli::summary;
use crate::cli::terminal::tell;
use crate::io::read::folder::{Changed, SiteFolder};
use crate::io::watch::{Mode, Notice};
use crate::ita::options::Options;
use crate::pipeline;
use crate::pipeline::live::Kept;
use crate::pipeline::planned::Planned;

/// So long a site waits for its own checks before it is shown: a small one is never seen with a mistake.
const HEAD_START: Duration = Duration::from_millis(10);

/// After folders have come or gone, everything is looked at once more when it has become quiet: notices from within a new
/// folder may have been missed.
const SETTLED: Duration = Duration::from_millis(150);

/// After other changes, and while something could not be read, as a file that another program holds, so much later:
/// Windows tells of a folder that was moved away, and not always of what was in it.
const ONCE_MORE: Duration = Duration::from_secs(2);

/// The preview as it is rebuilt.
pub(super) struct Rebuilds {
    reader: SiteFolder,
    kept: Kept,
    options: Options,
    preview: Arc<Preview>,
    checker: Checker,
    lang: Lang,
    number: u64,
    newest: Option<Rebuild>,
    /// The last site that passed its checks; what is shown while there are errors.
    good: Option<Arc<Planned>>,
    /// The last site of which every page could be made; what is good when the newest turns out not to be.
    proven: Option<Arc<Planned>>,
    /// When to look once more.
    look_at: Option<Instant>,
    /// What the newest rebuild took.
    parts: Parts,
}

/// A site, and how far it has come.
struct Rebuild {
    planned: Arc<Planned>,
    what: String,
    took: Duration,
    style_only: bool,
    step: Step,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It waits for its checks, and is not shown.
    Unshown,
    /// It waits for its checks, and is shown, or is known to have errors and never will be.
    Shown,
    Checked,
}

impl Rebuilds {
    /// Builds the site for the first time.
    pub(super) fn begin(
        reader: SiteFolder,
        options: Options,
        preview: Arc<Preview>,
        events: Sender<Event>,
        lang: Lang,
    ) -> Rebuilds {
        let checker = Checker::start(events);
        let kept = Kept::default();
        let mut rebuilds = Rebuilds {
            reader,
            kept,
            options,
            preview,
            checker,
            lang,
            number: 0,
            newest: None,
            good: None,
            proven: None,
            look_at: None,
            parts: Parts::default(),
        };
        rebuilds.rebuild(&[], Instant::now());
        rebuilds.show();
        rebuilds
    }

    /// Answers events for ever; ends when nobody can send any more.
    pub(super) fn run(&mut self, events: &Receiver<Event>) {
        loop {
            let event = match self.wait() {
                Some(time) => events.recv_timeout(time),
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match event {
                Ok(event) => self.answer(std::iter::once(event).chain(events.try_iter())),
                Err(RecvTimeoutError::Timeout) => self.timeout(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// How long to wait for an event at most.
    fn wait(&self) -> Option<Duration> {
        let until = |time: Instant| time.saturating_duration_since(Instant::now());
        if self.is_unshown() { Some(HEAD_START) } else { self.look_at.map(until) }
    }

    fn timeout(&mut self) {
        if self.is_unshown() {
            self.show();
        } else if self.look_at.take().is_some() {
            self.change(&Changed::Look);
        }
    }

    /// Answers what has come together: many changes are one.
    fn answer(&mut self, events: impl Iterator<Item = Event>) {
        let (mut paths, mut look, mut all) = (BTreeSet::new(), false, false);
        for event in events {
            match event {
                Event::Notice(Notice::Changed(Changed::Paths(more))) => paths.extend(more),
                Event::Notice(Notice::Changed(Changed::Look)) => look = true,
                Event::Notice(Notice::Changed(Changed::All)) => all = true,
                Event::Notice(Notice::Mode(mode)) => self.tell_mode(&mode),
                Event::Checked { number, findings, took } if number == self.number => {
                    self.parts.check = took;
                    self.checked(findings);
                }
                Event::Tried { number, findings } if number == self.number => self.tried(findings),
                Event::Checked { .. } | Event::Tried { .. } => {}
            }
        }
        match (all, paths.is_empty()) {
            (true, _) => return self.change(&Changed::All),
            (false, false) => self.change(&Changed::Paths(paths)),
            (false, true) => {}
        }
        if look {
            self.change(&Changed::Look);
        }
    }

    fn change(&mut self, changed: &Changed) {
        let (begun, noticed) = (Instant::now(), SystemTime::now());
        let different = self.reader.update(changed);
        let look_at = match changed {
            Changed::Paths(paths) if paths.iter().any(|path| path.is_dir()) => Some(begun + SETTLED),
            Changed::Paths(_) => Some(begun + ONCE_MORE),
            Changed::Look | Changed::All => self.reader.has_unread().then_some(begun + ONCE_MORE),
        };
        self.look_at = self.look_at.into_iter().chain(look_at).min();
        if !different.is_empty() {
            self.parts = Parts { noticed, read: begun.elapsed(), ..Parts::default() };
            self.rebuild(&different, begun);
        }
    }

    fn rebuild(&mut self, different: &[RelPath], begun: Instant) {
        self.tell_line(None);
        self.number += 1;
        self.checker.expect(self.number);
        let parsing = Instant::now();
        let planned = Arc::new(pipeline::plan(self.reader.sources(), &self.options, Some(&mut self.kept)));
        self.parts.parse = parsing.elapsed();
        let style = |path: &RelPath| path.below("themes").is_some() && path.as_str().ends_with(".css");
        let broken = has_errors(&planned.findings);
        self.checker.check(self.number, planned.clone());
        if broken {
            self.preview.keep(self.good.clone(), Some(planned.clone()), planned.findings.clone());
        }
        self.newest = Some(Rebuild {
            planned,
            what: what(different),
            took: begun.elapsed(),
            style_only: !different.is_empty() && different.iter().all(style),
            // What is known to be wrong is never shown; there is nothing to wait for.
            step: if broken { Step::Shown } else { Step::Unshown },
        });
    }

    fn is_unshown(&self) -> bool {
        self.newest.as_ref().is_some_and(|newest| newest.step == Step::Unshown)
    }

    /// Shows the newest site before its checks are done.
    fn show(&mut self) {
        if let Some(newest) = self.newest.as_mut().filter(|newest| newest.step == Step::Unshown) {
            newest.step = Step::Shown;
            self.preview.show(newest.planned.clone(), self.number, newest.style_only, self.parts);
        }
    }

    /// The checks of the newest site are done.
    fn checked(&mut self, findings: Vec<Diagnostic>) {
        self.tell_line(Some(&findings));
        let Some(newest) = &mut self.newest else { return };
        newest.step = Step::Checked;
        let planned = newest.planned.clone();
        if has_errors(&findings) {
            self.preview.keep(self.good.clone(), Some(planned), findings);
        } else {
            self.good = Some(planned.clone());
            self.preview.settle(planned, self.number, newest.style_only, findings, self.parts);
        }
    }

    /// Every page of the newest site was made once. One that cannot be made is an error as any other.
    fn tried(&mut self, findings: Vec<Diagnostic>) {
        let Some(planned) = self.newest.as_ref().map(|newest| newest.planned.clone()) else { return };
        if has_errors(&findings) {
            self.good.take_if(|good| Arc::ptr_eq(good, &planned));
            self.good = self.good.take().or_else(|| self.proven.clone());
            self.preview.keep(self.good.clone(), Some(planned), findings);
        } else {
            self.proven = Some(planned);
        }
    }

    /// A line for the newest rebuild; without `findings` for one that was overtaken before it was checked.
    fn tell_line(&self, findings: Option<&[Diagnostic]>) {
        let Some(Rebuild { planned, what, took, .. }) = self.newest.as_ref().filter(|own| own.step != Step::Checked)
        else {
            return;
        };
        let portal = planned.site.portal();
        let pages = portal.places().len() * portal.agency.languages.len();
        let ms = took.as_secs_f64() * 1000.0;
        let findings =
            findings.map_or_else(String::new, |findings| format!(" · {}", summary::findings(findings, self.lang)));
        tell(&match self.lang {
            Lang::Th => format!("{what}{pages} หน้า · {ms:.0} มิลลิวินาที{findings}"),
            Lang::En => format!("{what}{pages} pages · {ms:.0} ms{findings}"),
        });
    }

    fn tell_mode(&self, mode: &Mode) {
        match mode {
            Mode::Notices => {}
            Mode::Polling => tell(self.lang.choose("ดูไฟล์เป็นระยะ", "polling for changes")),
            Mode::PollingAfter(error) => tell(&match self.lang {
                Lang::Th => format!("ระบบแจ้งการเปลี่ยนแปลงให้ไม่ได้ ({error}) จึงดูไฟล์เป็นระยะแทน"),
                Lang::En => {
                    format!("file notifications are not available ({error}); polling for changes instead")
                }
            }),
        }
    }
}

/// What has changed, in a few words: `content/2568/items/o12.md (+2) · `.
fn what(different: &[RelPath]) -> String {
    match different {
        [] => String::new(),
        [one] => format!("{one} · "),
        [first, rest @ ..] => format!("{first} (+{}) · ", rest.len()),
    }
}

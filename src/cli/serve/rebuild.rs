//! From save to screen: each change is read, put together, shown, and then checked. With an error the last good site stays.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use crate::base::diag::Diagnostic;
use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::cli::serve::checker::Checker;
use crate::cli::serve::desk::Desk;
use crate::cli::serve::state::Parts;
use crate::cli::{summary, tell};
use crate::io::read::folder::{Changed, SiteFolder};
use crate::io::watch::{Mode, Notice};
use crate::pipeline::live::{Kept, Live};
use crate::render::Options;

/// So long a site waits for its own checks before it is shown: a small one is never seen with a mistake.
const HEAD_START: Duration = Duration::from_millis(10);

/// After folders have come or gone, everything is looked at once more when it has become quiet: notices from within a new
/// folder may have been missed.
const SETTLED: Duration = Duration::from_millis(150);

/// What the preview waits for.
pub enum Event {
    Notice(Notice),
    /// The checks of the site with this number are done.
    Checked {
        number: u64,
        findings: Vec<Diagnostic>,
        took: Duration,
    },
    /// A page of the site with this number could not be made.
    Faulty {
        number: u64,
        finding: Diagnostic,
    },
}

/// The preview as it is rebuilt.
pub struct Rebuilds {
    reader: SiteFolder,
    kept: Kept,
    options: Options,
    desk: Arc<Desk>,
    checker: Checker,
    lang: Lang,
    number: u64,
    /// The last site without errors; what is shown while there are some.
    good: Option<Arc<Live>>,
    /// The newest site, while it waits for its checks.
    waiting: Option<Rebuild>,
    /// When to look once more.
    look_at: Option<Instant>,
    /// What the newest rebuild took.
    parts: Parts,
}

/// A site that is not checked yet.
struct Rebuild {
    live: Arc<Live>,
    what: String,
    took: Duration,
    style_only: bool,
    shown: bool,
}

impl Rebuilds {
    /// Builds the site for the first time.
    pub fn begin(reader: SiteFolder, options: Options, desk: Arc<Desk>, events: Sender<Event>, lang: Lang) -> Rebuilds {
        let checker = Checker::start(events);
        let kept = Kept::default();
        let mut rebuilds = Rebuilds {
            reader,
            kept,
            options,
            desk,
            checker,
            lang,
            number: 0,
            good: None,
            waiting: None,
            look_at: None,
            parts: Parts::default(),
        };
        rebuilds.rebuild(&[], Instant::now());
        if rebuilds.waiting.as_ref().is_some_and(|rebuild| !rebuild.shown) {
            rebuilds.show();
        }
        rebuilds
    }

    /// Answers events for ever; ends when nobody can send any more.
    pub fn run(&mut self, events: &Receiver<Event>) {
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
        let unshown = self.waiting.as_ref().is_some_and(|rebuild| !rebuild.shown);
        let until = |time: Instant| time.saturating_duration_since(Instant::now());
        if unshown { Some(HEAD_START) } else { self.look_at.map(until) }
    }

    fn timeout(&mut self) {
        if self.waiting.as_ref().is_some_and(|rebuild| !rebuild.shown) {
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
                Event::Faulty { number, finding } if number == self.number => self.desk.add(finding),
                Event::Checked { .. } | Event::Faulty { .. } => {}
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
        if let Changed::Paths(paths) = changed
            && paths.iter().any(|path| path.is_dir())
        {
            self.look_at = Some(begun + SETTLED);
        }
        let different = self.reader.update(changed);
        if !different.is_empty() {
            self.parts = Parts { noticed, read: begun.elapsed(), ..Parts::default() };
            self.rebuild(&different, begun);
        }
    }

    fn rebuild(&mut self, different: &[RelPath], begun: Instant) {
        self.tell_line(None);
        self.number += 1;
        let parsing = Instant::now();
        let live = Arc::new(self.kept.read(self.reader.sources(), &self.options));
        self.parts.parse = parsing.elapsed();
        let style = |path: &RelPath| path.below("themes").is_some() && path.as_str().ends_with(".css");
        let broken = live.findings().iter().any(Diagnostic::is_error);
        self.checker.check(self.number, live.clone());
        self.waiting = Some(Rebuild {
            live,
            what: what(different),
            took: begun.elapsed(),
            style_only: !different.is_empty() && different.iter().all(style),
            // What is known to be wrong is never shown; there is nothing to wait for.
            shown: broken,
        });
        if broken {
            let findings = self.waiting.iter().flat_map(|rebuild| rebuild.live.findings().to_vec()).collect();
            self.keep_good(findings);
        }
    }

    /// Shows the waiting site before its checks are done.
    fn show(&mut self) {
        if let Some(rebuild) = &mut self.waiting {
            rebuild.shown = true;
            self.desk.show(rebuild.live.clone(), self.number, rebuild.style_only, self.parts);
        }
    }

    /// The checks of the newest site are done.
    fn checked(&mut self, findings: Vec<Diagnostic>) {
        let Some(rebuild) = &self.waiting else { return };
        let live = rebuild.live.clone();
        self.tell_line(Some(&findings));
        if findings.iter().any(Diagnostic::is_error) {
            self.keep_good(findings);
        } else {
            let style_only = self.waiting.take().is_some_and(|rebuild| rebuild.style_only);
            self.good = Some(live.clone());
            self.desk.settle(live, self.number, style_only, findings, self.parts);
        }
        self.waiting = None;
    }

    /// Shows the last good site with what is wrong with the newest.
    fn keep_good(&self, findings: Vec<Diagnostic>) {
        let newest = self.waiting.as_ref().map(|rebuild| rebuild.live.clone());
        self.desk.keep(self.good.clone(), newest, findings);
    }

    /// A line for the newest rebuild; without `findings` for one that was overtaken before it was checked.
    fn tell_line(&self, findings: Option<&[Diagnostic]>) {
        let Some(Rebuild { live, what, took, .. }) = &self.waiting else { return };
        let pages = live.portal().places().len() * live.portal().agency.languages.len();
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
            Mode::Polling => tell(self.lang.choose("ดูไฟล์เป็นระยะ", "looking at the files again and again")),
            Mode::PollingAfter(error) => tell(&match self.lang {
                Lang::Th => format!("ระบบแจ้งการเปลี่ยนแปลงให้ไม่ได้ ({error}) จึงดูไฟล์เป็นระยะแทน"),
                Lang::En => {
                    format!("the system gives no notices ({error}); looking at the files again and again instead")
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

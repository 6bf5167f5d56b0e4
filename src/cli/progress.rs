//! A bar on a terminal for builds that take longer than a moment. Elsewhere nothing is drawn.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::lang::{Bilingual, Lang, both};
use crate::pipeline::Stage;

/// Shorter builds show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// The stages of a build as a bar on stderr.
pub(super) struct Progress {
    bar: ProgressBar,
    lang: Lang,
}

impl Progress {
    pub(super) fn new(lang: Lang) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(4), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {msg} {elapsed}") {
            bar.set_style(style);
        }
        if std::io::stderr().is_terminal() {
            appear_later(&bar);
        }
        Progress { bar, lang }
    }

    /// The site's files are read.
    pub(super) fn reading(&self) {
        self.step(both("เปิดไฟล์", "reading files"));
    }

    /// A stage of the pipeline begins.
    pub(super) fn stage(&self, stage: Stage) {
        match stage {
            Stage::Parse => self.step(both("อ่านเนื้อหา", "reading the content")),
            Stage::Check => self.step(both("ตรวจ", "checking")),
        }
    }

    /// The pages are made and written.
    pub(super) fn making(&self) {
        self.step(both("สร้างหน้าเว็บ", "making pages"));
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn step(&self, words: Bilingual<&'static str>) {
        self.bar.set_message(words.pick(self.lang));
        self.bar.inc(1);
    }
}

/// A bar that counts `total` steps of something that always takes longer than a moment.
pub(super) fn count(total: usize, what: &'static str) -> ProgressBar {
    bar(total as u64, "{bar:24} {msg} {pos}/{len}").with_message(what)
}

/// A bar for bytes that are sent: how many, and how fast. How long it will still take nobody knows.
pub(super) fn bytes(total: u64) -> ProgressBar {
    bar(total, "{bar:24} {bytes}/{total_bytes} {bytes_per_sec}")
}

fn bar(total: u64, template: &str) -> ProgressBar {
    let shown = std::io::stderr().is_terminal() && total > 0;
    let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(total), target);
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Shows the bar once the patience is over, also in the middle of a long stage, unless it has finished by then.
fn appear_later(bar: &ProgressBar) {
    let late = bar.downgrade();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        if let Some(bar) = late.upgrade().filter(|bar| !bar.is_finished()) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(100));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{Lang, Progress, Stage};

    #[test]
    fn the_bar_is_full_when_the_last_stage_begins() {
        let progress = Progress::new(Lang::En);
        let told = || (progress.bar.position(), progress.bar.message());
        progress.reading();
        assert_eq!(told(), (1, "reading files".to_owned()));
        progress.stage(Stage::Parse);
        assert_eq!(told(), (2, "reading the content".to_owned()));
        progress.stage(Stage::Check);
        assert_eq!(told(), (3, "checking".to_owned()));
        progress.making();
        assert_eq!(told(), (4, "making pages".to_owned()));
        assert_eq!(progress.bar.length(), Some(4));
        progress.finish();
        assert!(progress.bar.is_finished());
    }
}

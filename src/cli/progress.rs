//! A bar on a terminal for builds that take longer than a moment. Elsewhere nothing is drawn.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::lang::Lang;
use crate::pipeline::Stage;

/// Shorter builds show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// The stages of a build as a bar on stderr.
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
    lang: Lang,
}

impl Progress {
    pub fn new(lang: Lang) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(6), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {msg} {elapsed}") {
            bar.set_style(style);
        }
        Progress { bar, begun: Instant::now(), lang }
    }

    /// A stage of the pipeline begins.
    pub fn stage(&self, stage: Stage) {
        match stage {
            Stage::Parse => self.step("อ่านเนื้อหา", "reading the content"),
            Stage::Check => self.step("ตรวจ", "checking"),
            Stage::Render => self.step("สร้างหน้าเว็บ", "rendering pages"),
            Stage::Export => self.step("ข้อมูลเปิด", "open data"),
        }
    }

    /// The files are written.
    pub fn writing(&self) {
        self.step("เขียนไฟล์", "writing files");
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn step(&self, th: &'static str, en: &'static str) {
        if self.bar.is_hidden() && self.begun.elapsed() > PATIENCE && std::io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(Duration::from_millis(100));
        }
        self.bar.set_message(if self.lang == Lang::Th { th } else { en });
        self.bar.inc(1);
    }
}

//! Answers for a command: from its arguments, else asked for on a terminal, a line each. Elsewhere nothing is asked: what
//! is missing is told. The terminal's own line editing serves Thai best.

use std::io::{BufRead, ErrorKind, IsTerminal, Write};

use clap::ArgMatches;

use crate::base::lang::{Bilingual, Lang, both};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::tell;

/// One thing to know.
pub(super) struct Question<'q> {
    /// The name of its argument, which is an option unless it is a `place`.
    pub name: &'q str,
    pub ask: Bilingual<&'q str>,
    /// What an empty answer means; `None` where there must be one.
    pub otherwise: Option<String>,
}

/// Finds the answers of one run of a command.
pub(super) struct Asker<'m> {
    pub lang: Lang,
    pub matches: &'m ArgMatches,
    /// The names of the arguments that are written without a name.
    pub places: Vec<&'static str>,
}

impl Asker<'_> {
    /// The answer as `read` takes it, which says in both languages what is wrong with one that it refuses.
    pub(super) fn answer<T>(
        &self,
        question: &Question<'_>,
        read: impl Fn(&str) -> Result<T, Bilingual<String>>,
    ) -> Result<T, Stop> {
        let refuse = |message| Stop { exit: Exit::Usage, message };
        if let Some(given) = self.matches.try_get_one::<String>(question.name).ok().flatten() {
            return read(given.trim()).map_err(refuse);
        }
        if !std::io::stdin().is_terminal() {
            return match &question.otherwise {
                Some(value) => read(value).map_err(refuse),
                None => Err(self.missing(question)),
            };
        }
        loop {
            let default = question.otherwise.as_deref().filter(|value| !value.is_empty());
            let shown = default.map(|value| format!(" [{value}]")).unwrap_or_default();
            tell(&format!("{}{shown}", question.ask.pick(self.lang)));
            let mut err = anstream::stderr();
            let _ = write!(err, "> ").and_then(|()| err.flush());
            let Some(line) = line()? else { return Err(self.missing(question)) };
            let answer = if line.is_empty() { question.otherwise.as_deref() } else { Some(line.as_str()) };
            match answer.map(&read) {
                Some(Ok(value)) => return Ok(value),
                Some(Err(wrong)) => tell(wrong.get(self.lang)),
                None => tell(self.lang.choose("ต้องตอบข้อนี้", "this needs an answer")),
            }
        }
    }

    /// Whether a question would be put to a person.
    pub(super) fn may_ask(&self, name: &str) -> bool {
        !self.matches.contains_id(name) && std::io::stdin().is_terminal()
    }

    /// Whether this command has an argument of this name.
    pub(super) fn takes(&self, name: &str) -> bool {
        self.matches.try_contains_id(name).is_ok()
    }

    fn missing(&self, question: &Question<'_>) -> Stop {
        let (name, Bilingual { th, en }) = (question.name, question.ask);
        match self.places.contains(&name) {
            true => Exit::Usage.because(both!(
                "ยังขาดหนึ่งอย่าง ({th}): เขียนต่อท้ายคำสั่ง",
                "one thing is missing, {en}: write it behind the command"
            )),
            false => Exit::Usage.because(both!("ยังไม่บอก{th}: เติม --{name}", "`--{name}` is missing: {en}")),
        }
    }

    /// A text that may be anything but empty.
    pub(super) fn text(&self, name: &str, ask: Bilingual<&str>) -> Result<String, Stop> {
        self.answer(&Question { name, ask, otherwise: None }, some_text)
    }

    /// A text that may be left out.
    pub(super) fn optional(&self, name: &str, ask: Bilingual<&str>) -> Result<Option<String>, Stop> {
        let question = Question { name, ask, otherwise: Some(String::new()) };
        self.answer(&question, |text| Ok(Some(text.to_owned()).filter(|text| !text.is_empty())))
    }
}

pub(super) fn some_text(text: &str) -> Result<String, Bilingual<String>> {
    let empty = || both!("ต้องมีข้อความ", "this cannot be empty");
    Some(text.to_owned()).filter(|text| !text.is_empty()).ok_or_else(empty)
}

/// Reads an answer of yes or no.
pub(super) fn yes_or_no(text: &str) -> Result<bool, Bilingual<String>> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "ใช่" => Ok(true),
        "no" | "n" | "ไม่" | "ไม่ใช่" => Ok(false),
        _ => Err(both!("ตอบ yes หรือ no", "answer yes or no")),
    }
}

/// A line that was typed; `None` at the end.
pub(super) fn line() -> Result<Option<String>, Stop> {
    let mut text = String::new();
    match std::io::stdin().lock().read_line(&mut text) {
        Ok(0) => Ok(None),
        // Thai in an old encoding: asked again.
        Err(error) if error.kind() == ErrorKind::InvalidData => Ok(Some(String::new())),
        Ok(_) => Ok(Some(typed(&text).to_owned())),
        Err(error) => Err(Stop::disk(&anyhow::Error::new(error))),
    }
}

/// What somebody means by a line: a shell of Windows begins what it hands on with a mark.
fn typed(line: &str) -> &str {
    line.trim().trim_start_matches('\u{FEFF}')
}

/// Whether somebody sits at a terminal and wants to be asked.
pub(super) fn somebody_answers(sure: bool) -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal() && !sure
}

/// Goes on only if a person means what was shown, here or by `--yes`.
pub(super) fn consent(sure: bool, lang: Lang, question: Bilingual<&str>) -> Result<(), Stop> {
    if sure {
        return Ok(());
    }
    if !somebody_answers(false) {
        return Err(Exit::Refused.because(both(
            "ยังไม่ได้เขียนอะไร ถ้าถูกต้องแล้ว สั่งอีกครั้งโดยเติม --yes",
            "nothing was written; if this is right, run the command again with --yes",
        )));
    }
    match yes(question.get(lang)) {
        true => Ok(()),
        false => Err(Exit::Refused.because(both("ยังไม่ได้เขียนอะไร", "nothing was written"))),
    }
}

/// Asks a question on the terminal. Anything but a clear yes is a no.
pub(super) fn yes(question: &str) -> bool {
    let mut err = anstream::stderr();
    let _ = write!(err, "{question} [y/N] ");
    let _ = err.flush();
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && ["y", "yes", "ใช่"].contains(&answer.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn a_line_is_what_was_typed() {
        assert_eq!(["ก ข\r\n", "\u{FEFF}ก ข\r\n", " \n", ""].map(typed), ["ก ข", "ก ข", "", ""]);
    }
}

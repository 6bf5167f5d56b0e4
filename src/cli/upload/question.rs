//! What an upload asks a person: for the password, whether to trust a host, and whether the plan is meant.

use crate::base::lang::{Lang, both};
use crate::base::upload::{Target, TargetKind};
use crate::cli::ask::{somebody_answers, yes};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::tell;
use crate::io::upload::known_hosts::Ask;
use crate::io::upload::secret::{self, Secret, VARIABLE};
use crate::io::upload::survey::Survey;

pub(super) struct Questions {
    /// Somebody sits at a terminal and wants to be asked.
    asks: bool,
    lang: Lang,
}

impl Questions {
    pub(super) fn new(sure: bool, lang: Lang) -> Questions {
        Questions { asks: somebody_answers(sure), lang }
    }

    pub(super) fn password(&self, target: &Target) -> Result<Secret, Stop> {
        let shown = target.shown();
        let prompt = match self.lang {
            Lang::Th => format!("รหัสผ่านของ {shown}: "),
            Lang::En => format!("password for {shown}: "),
        };
        Secret::find(target, &prompt).ok_or_else(|| {
            Exit::Usage.because(both!(
                "ไม่มีรหัสผ่านของ {shown} ให้ใส่ในตัวแปร {VARIABLE} หรือสั่งงานในหน้าต่างที่พิมพ์ตอบได้",
                "no password for {shown}: set {VARIABLE}, or run this command in a terminal"
            ))
        })
    }

    /// Offers to keep a password that a person has typed and that was right.
    pub(super) fn keep(&self, secret: &Secret, target: &Target) {
        let typed = secret.from == secret::From::Person && target.kind != TargetKind::PlainFtp;
        if self.asks && typed && Secret::can_keep(target) {
            let question = both("เก็บรหัสผ่านไว้ในที่เก็บรหัสของเครื่องนี้ไหม", "save the password in this computer's keyring?");
            if yes(question.pick(self.lang)) && !secret.keep(target) {
                tell(self.lang.choose("เก็บรหัสผ่านไม่สำเร็จ", "the password could not be saved"));
            }
        }
    }

    /// Whether an SSH host that nobody knows yet is to be trusted.
    pub(super) fn trust(&self) -> Ask {
        match (self.asks, self.lang) {
            (false, _) => None,
            (true, Lang::Th) => Some(|host, key| trusts(host, key, Lang::Th)),
            (true, Lang::En) => Some(|host, key| trusts(host, key, Lang::En)),
        }
    }

    /// Goes on only if the plan is meant.
    pub(super) fn consent(&self, found: &Survey, sure: bool) -> Result<(), Stop> {
        if sure || (found.plan.is_empty() && found.strangers.is_empty()) {
            return Ok(());
        }
        if !self.asks {
            return Err(Exit::Refused.because(both(
                "ยังไม่ได้ส่งอะไร ถ้าแผนนี้ถูกต้อง ให้สั่งอีกครั้งโดยเติม --yes",
                "nothing was sent; if this plan is right, run the command again with --yes",
            )));
        }
        match yes(self.lang.choose("ส่งตามแผนนี้ไหม", "send this?")) {
            true => Ok(()),
            false => Err(Exit::Refused.because(both("ยังไม่ได้ส่งอะไร", "nothing was sent"))),
        }
    }
}

fn trusts(host: &str, fingerprint: &str, lang: Lang) -> bool {
    let question = match lang {
        Lang::Th => {
            format!("ยังไม่รู้จักโฮสต์ {host}\nลายนิ้วมือของกุญแจ: {fingerprint}\nถามผู้ให้บริการว่าตรงกันไหม ถ้าตรง จะเชื่อถือโฮสต์นี้ไหม")
        }
        Lang::En => format!(
            "the host {host} is not known yet\nits key's fingerprint is {fingerprint}\nask your hosting provider whether it is right; trust it?"
        ),
    };
    yes(&question)
}

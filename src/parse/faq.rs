//! The questions of a page, with what their answers lead to.

use crate::base::anchors::Anchors;
use crate::base::diag::Diagnostic;
use crate::base::lang::Bilingual;
use crate::ita::body::Link;
use crate::ita::faq::{Faq, Question};
use crate::parse::fragment;
use crate::parse::tree::Node;

/// What anchors of questions begin with, so that no heading of the body has the same.
const PREFIX: &str = "q.";

/// `file` is the whole source.
pub(super) fn faq(file: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Faq {
    let mut anchors = Anchors::default();
    let mut links = Bilingual::<Vec<Link>>::default();
    let mut questions = Vec::new();
    for entry in node.list("faq") {
        let (Some(question), Some(written)) = (entry.text("question"), entry.get("answer")) else { continue };
        let Some(answer) = written.as_text() else { continue };
        let own = entry.plain("id");
        let anchor = format!("{PREFIX}{}", anchors.name(own.as_deref(), &question.th));
        let Bilingual { th, en } = fragment::links(file, written, findings);
        links.th.extend(th);
        links.en.extend(en);
        questions.push(Question { anchor, question, answer });
    }
    Faq { questions, links }
}

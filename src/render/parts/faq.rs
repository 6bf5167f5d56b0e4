//! The questions of a page: folding sections that open by their anchor, for readers and for search engines.

use serde::Serialize;
use serde_json::{Value, json};

use crate::base::markdown::words;
use crate::ita::faq::{Faq, Question};
use crate::render::look::{Look, Phrase};
use crate::render::markdown::{self, BodyView};
use crate::render::parts::searched::Texts;

/// The level of headings in an answer, below the heading of all questions.
const LEVEL: usize = 3;

#[derive(Serialize)]
pub(crate) struct QuestionView<'a> {
    anchor: &'a str,
    question: Phrase<'a>,
    answer: BodyView,
}

pub(crate) fn questions<'p>(look: &Look<'_, 'p>, faq: &'p Faq) -> Vec<QuestionView<'p>> {
    let view = |own: &'p Question| QuestionView {
        anchor: &own.anchor,
        question: look.phrase(&own.question),
        answer: markdown::text(look, &own.answer, &own.anchor, LEVEL),
    };
    faq.questions.iter().map(view).collect()
}

/// Says what is searched of them.
pub(crate) fn say_questions<'p>(texts: &mut Texts<'_, '_, 'p>, faq: &'p Faq) {
    for Question { anchor: _, question, answer } in &faq.questions {
        let lang = texts.lang();
        texts.heading(question.get(lang).0);
        texts.markdown(answer);
    }
}

/// The questions in the vocabulary of <https://schema.org>.
pub(crate) fn linked(look: &Look<'_, '_>, faq: &Faq) -> Option<Value> {
    let lang = look.lang();
    let question = |own: &Question| {
        let answer = json!({ "@type": "Answer", "text": words(own.answer.get(lang).0) });
        json!({ "@type": "Question", "name": own.question.get(lang).0, "acceptedAnswer": answer })
    };
    let questions: Vec<Value> = faq.questions.iter().map(question).collect();
    (!questions.is_empty()).then(|| json!({ "@type": "FAQPage", "mainEntity": questions }))
}

//! Tables of a body, which read well without styles and on a phone.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::base::markdown::{Placed, plain_text};
use crate::render::theme::escaped;

/// Where in a table the text is. On a phone each cell says the heading of its column, which it has in `data-h`. Alignment is
/// a class: a style attribute would need a weaker content security policy.
#[derive(Default)]
pub(super) struct TableCells<'a> {
    columns: &'a [Alignment],
    heads: Vec<String>,
    in_head: bool,
    column: usize,
}

impl<'a> TableCells<'a> {
    /// Those of the table that `events` begin with.
    pub(super) fn new(columns: &'a [Alignment], events: &[Placed<'_>]) -> TableCells<'a> {
        TableCells { columns, heads: heads(events), ..TableCells::default() }
    }

    /// The first heading that says anything.
    pub(super) fn name(&self) -> &str {
        self.heads.iter().find(|head| !head.is_empty()).map_or("", String::as_str)
    }

    /// Begins a row, or the head.
    pub(super) fn row(&mut self, in_head: bool) {
        (self.in_head, self.column) = (in_head, 0);
    }

    /// The opening tag of the next cell.
    pub(super) fn open(&self) -> String {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        match self.heads.get(self.column).filter(|head| !head.is_empty()) {
            Some(_) if self.in_head => format!("<th scope=\"col\"{class}>"),
            None if self.names_rows() => format!("<th scope=\"row\"{class}>"),
            Some(head) => format!("<td{class} data-h=\"{}\">", escaped(head)),
            None => format!("<td{class}>"),
        }
    }

    /// Its closing tag.
    pub(super) fn close(&mut self) -> &'static str {
        let named = self.heads.get(self.column).is_some_and(|head| !head.is_empty());
        let head = if self.in_head { named } else { !named && self.names_rows() };
        self.column += 1;
        if head { "</th>" } else { "</td>" }
    }

    /// Below an empty corner stand the names of rows.
    fn names_rows(&self) -> bool {
        !self.in_head && self.column == 0 && self.heads.iter().skip(1).any(|head| !head.is_empty())
    }
}

/// The heading cells of the table that `events` begin with.
fn heads(events: &[Placed<'_>]) -> Vec<String> {
    let head = events.iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::TableHead)));
    let cells = head.enumerate().filter(|(_, (event, _))| matches!(event, Event::Start(Tag::TableCell)));
    cells.map(|(at, _)| plain_text(&events[at..]).trim().to_owned()).collect()
}

//! The pages of one version of a PDF, in order, with what they have from the branches above them.

use std::collections::HashSet;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use crate::io::inspect::pdf::objects::Objects;

/// So many branches and pages are visited.
const MAX_NODES: usize = 50_000;

/// A page before it is drawn.
pub(super) struct Sheet {
    pub entry: usize,
    pub resources: Option<Rc<Object>>,
    /// In the units of the page; an A4 sheet where it does not tell.
    pub area: f32,
}

pub(super) const A4: f32 = 595.0 * 842.0;

/// A branch that is to be visited.
struct Branch {
    id: u32,
    resources: Option<Rc<Object>>,
    area: f32,
}

/// The pages below a root, of the newest objects before byte `cut` of the file.
pub(super) fn pages(objects: &Objects<'_>, root: u32, cut: usize) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let root = objects.latest(root, cut).map(|entry| objects.value(entry));
    let top = root.as_ref().and_then(|root| root.as_dict().ok()).and_then(|root| root.get(b"Pages").ok());
    let Some(Object::Reference((id, _))) = top else { return sheets };
    let mut open = vec![Branch { id: *id, resources: None, area: A4 }];
    let mut seen = HashSet::new();
    while let Some(branch) = open.pop() {
        if seen.len() >= MAX_NODES {
            objects.is_cut.set(true);
            break;
        }
        let Some(entry) = objects.latest(branch.id, cut).filter(|_| seen.insert(branch.id)) else { continue };
        let Object::Dictionary(own) = objects.value(entry) else { continue };
        let (resources, area) = inherited(&own, branch, objects, cut);
        match objects.resolved(own.get(b"Kids").ok(), cut) {
            Some(Object::Array(kids)) => {
                for kid in kids.iter().rev().filter_map(|kid| kid.as_reference().ok()) {
                    open.push(Branch { id: kid.0, resources: resources.clone(), area });
                }
            }
            _ => sheets.push(Sheet { entry, resources, area }),
        }
    }
    sheets
}

fn inherited(own: &Dictionary, above: Branch, objects: &Objects<'_>, cut: usize) -> (Option<Rc<Object>>, f32) {
    let resources = own.get(b"Resources").ok().map(|own| Rc::new(own.clone())).or(above.resources);
    let corners = match objects.resolved(own.get(b"MediaBox").ok(), cut) {
        Some(Object::Array(corners)) => corners.iter().filter_map(|corner| corner.as_float().ok()).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let area = match corners[..] {
        [left, bottom, right, top] => ((right - left) * (top - bottom)).abs(),
        _ => above.area,
    };
    (resources, area)
}

/// The streams that a page is drawn by.
pub(super) fn contents(page: &Dictionary, objects: &Objects<'_>, cut: usize) -> Vec<usize> {
    let entry = |value: &Object| objects.latest(value.as_reference().ok()?.0, cut);
    match page.get(b"Contents") {
        Ok(Object::Array(parts)) => parts.iter().filter_map(entry).collect(),
        Ok(one) => match objects.resolved(Some(one), cut) {
            // The stream itself is no list.
            Some(Object::Array(parts)) => parts.iter().filter_map(entry).collect(),
            _ => entry(one).into_iter().collect(),
        },
        Err(_) => Vec::new(),
    }
}

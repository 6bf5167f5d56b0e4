//! The page of an item: the order of things, each thing named once, what stands in its place, what an officer can cite.

use std::collections::BTreeSet;

use crate::sites::{Page, built};

fn page(path: &str) -> &'static Page {
    built("evidence").page(path)
}

/// Elements of a name with a class.
fn of_class<'a>(page: &'a Page, name: &'a str, class: &'a str) -> Vec<usize> {
    let has = |at: usize| page.attribute(at, "class").is_some_and(|own| own.split(' ').any(|one| one == class));
    page.all(&[name]).filter(|&at| has(at)).collect()
}

/// The requirements on a page, by their anchors.
fn anchors(page: &Page) -> Vec<&str> {
    let ids = page.all(&["li"]).filter_map(|at| page.attribute(at, "id"));
    ids.filter(|id| id.starts_with("r.")).collect()
}

#[test]
fn evidence_comes_before_what_is_asked() {
    for page in [page("ita/2568/o12/"), page("en/ita/2568/o12/")] {
        let headings = page.all(&["h2"]).collect::<Vec<_>>();
        let places = [
            of_class(page, "ul", "strip")[0],
            headings[0],
            of_class(page, "ul", "exhibits")[0],
            headings[1],
            of_class(page, "ul", "asked")[0],
            of_class(page, "p", "cite")[0],
            of_class(page, "div", "body")[0],
            of_class(page, "details", "fold")[0],
        ];
        assert!(places.is_sorted(), "{}: {places:?}", page.route);
    }
}

#[test]
fn what_answers_all_is_named_once() {
    let page = page("ita/2568/o12/");
    assert_eq!(anchors(page).len(), 18);
    let title = "รายการจัดซื้อจัดจ้าง 6 เดือนแรก ปีงบประมาณ พ.ศ. 2568";
    let main = page.text(page.all(&["main"]).next().expect("a main part"));
    assert_eq!(main.matches(title).count(), 1, "{main}");
    let files = page.links().into_iter().filter(|href| href.ends_with("list.xlsx")).count();
    assert_eq!(files, 3, "to open, to keep, and below its table");
    let [head] = of_class(page, "h3", "by")[..] else { panic!("one group") };
    assert_eq!(page.text(head), "องค์ประกอบ 1–18: หลักฐานที่ 1, หลักฐานที่ 2");
    assert!(main.contains("ครบ 18/18"), "{main}");
    let all = built("evidence").page("ita/2568/all/");
    let links = all.links().into_iter().filter(|href| href.ends_with("list.xlsx")).count();
    assert_eq!(links, 1, "the year on one page names it once as well");
}

#[test]
fn people_contacts_units_and_news_stand_in_the_item() {
    for (path, told) in [
        ("ita/2568/o1/", "กองช่าง"),
        ("ita/2568/o2/", "p4@natuayang.example"),
        ("en/ita/2568/o2/", "Mrs. Kaew Mankhong"),
        ("ita/2568/o3/", "0 4200 0000"),
        ("ita/2568/o4/", "เปิดใช้ถนนคอนกรีตสายบ้านนา-หนองสมมติ"),
    ] {
        let page = page(path);
        let [own] = of_class(page, "section", "exhibit")[..] else { panic!("{path}: one thing in its place") };
        assert!(page.text(own).contains(told), "{path}");
        let last = page.below(own, &["a"]).pop().expect("the way to the page");
        assert!(page.attribute(last, "aria-labelledby").is_some(), "{path}: its name says which page");
    }
    let news = page("ita/2568/o4/");
    let own = of_class(news, "section", "exhibit")[0];
    assert_eq!(news.below(own, &["li"]).len(), 3, "the newest alone");
}

#[test]
fn a_table_stands_in_the_item_with_all_its_columns() {
    for (path, head, same) in [
        ("ita/2568/o12/", "เลขที่โครงการในระบบ e-GP", "ปีงบประมาณ: 2568"),
        ("en/ita/2568/o12/", "e-GP project no.", "Fiscal year: 2568"),
    ] {
        let page = page(path);
        let [table] = page.all(&["table"]).collect::<Vec<_>>()[..] else { panic!("{path}: one table") };
        let heads = page.below(page.below(table, &["thead"])[0], &["th"]);
        assert_eq!((heads.len(), page.text(heads[15])), (16, head.to_owned()));
        let rows = page.below(page.below(table, &["tbody"])[0], &["tr"]);
        assert_eq!(rows.len(), 12);
        // What is the same in every row is said once on a phone, where its cells are not shown.
        let said: Vec<String> = of_class(page, "small", "same").into_iter().map(|at| page.text(at)).collect();
        assert_eq!(said[0], same);
        let each = page.below(rows[0], &["td"]).into_iter();
        let each = each.filter(|&at| page.attribute(at, "class").is_some_and(|class| class.ends_with("each")));
        assert_eq!(each.count(), said.len());
    }
}

#[test]
fn a_person_without_a_picture_has_initials() {
    let page = page("ita/2568/o2/");
    let initials: Vec<String> = of_class(page, "span", "initials").into_iter().map(|at| page.text(at)).collect();
    assert_eq!(initials, ["กม"]);
}

#[test]
fn an_item_in_part_says_of_each_group_how_it_stands() {
    let page = page("en/ita/2568/o14/");
    let heads: Vec<String> = of_class(page, "h3", "by").into_iter().map(|at| page.text(at)).collect();
    assert_eq!(
        heads,
        [
            "Elements 1, 3: Evidence 1 page 1",
            "Element 2: Does not apply (No project uses money.)",
            "Elements 4, 5: Awaiting evidence"
        ]
    );
    assert!(page.text(of_class(page, "ul", "strip")[0]).starts_with("3 of 5 "));
}

#[test]
fn an_awaited_item_is_one_sentence_and_a_list() {
    for (path, sentence) in [
        (
            "ita/2568/o13/",
            "รอข้อมูล: รายงานผลการจัดซื้อจัดจ้างของปี 2567 ยังรอไฟล์จากหน่วยงาน (ผู้รับผิดชอบ: กองคลัง) \
             ระหว่างนี้ดูข้อเดียวกันของปี 2567 ได้ที่ O16 รายงานผลการจัดซื้อจัดจ้าง",
        ),
        ("en/ita/2568/o16/", "Evidence for this item is awaited."),
    ] {
        let page = page(path);
        let notices: Vec<String> = of_class(page, "p", "notice").into_iter().map(|at| page.text(at)).collect();
        assert_eq!(notices, [sentence]);
        let [list] = of_class(page, "ul", "asked")[..] else { panic!("{path}: one list") };
        assert!(page.below(list, &["span"]).is_empty(), "{path}: nothing is said of each row");
        assert_eq!(of_class(page, "span", "state").len(), 1, "{path}: the state is said once");
        assert!(of_class(page, "ul", "exhibits").is_empty());
    }
}

#[test]
fn an_item_and_each_requirement_can_be_cited() {
    for (path, codes) in [("ita/2568/o12/", 18), ("en/ita/2568/o14/", 5), ("ita/2568/o16/", 2)] {
        let page = page(path);
        let [cite] = of_class(page, "p", "cite")[..] else { panic!("{path}: one address") };
        let address = page.text(page.below(cite, &["code"])[0]);
        assert_eq!(address, built("evidence").url(path));
        let own = anchors(page);
        let links: BTreeSet<&str> = page.links().into_iter().filter_map(|href| href.strip_prefix('#')).collect();
        assert_eq!(own.len(), codes, "{path}");
        assert!(own.iter().all(|anchor| links.contains(anchor)), "{path}: the number leads to the place");
    }
    assert_eq!(anchors(page("ita/2568/o14/")), ["r.1", "r.3", "r.2", "r.4", "r.5"]);
}

#[test]
fn a_score_does_not_stand_beside_what_is_awaited() {
    for path in ["ita/2568/o13/", "ita/2568/o14/"] {
        let page = page(path);
        assert!(!page.text(of_class(page, "ul", "strip")[0]).contains("100.00"), "{path}");
        assert!(page.text(of_class(page, "details", "fold")[0]).contains("100.00"), "{path}");
    }
    let complete = page("ita/2568/o12/");
    assert!(complete.text(of_class(complete, "ul", "strip")[0]).contains("100.00"));
}

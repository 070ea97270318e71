//! The index follows the files: what is added, edited, renamed or removed, and what goes wrong.

use std::sync::atomic::AtomicBool;

use byline::index::Index;
use byline::index::sync::{Parse, Unlisted, Update};
use tempfile::tempdir;

use super::shelf::{Files, headlines, story};

fn two() -> Files {
    Files::of([
        story("First", 2026, 1, 1).text("alpha"),
        story("Second", 2026, 1, 2).text("beta"),
    ])
}

#[track_caller]
fn check(files: &Files, index: &Index, query: &str, expect: &[&str]) {
    assert_eq!(headlines(&files.ask(index, query)), expect, "{query}");
}

#[test]
fn an_unchanged_folder_is_not_read_again() {
    let files = two();
    let index = files.index();
    let outcome = files.sync(&index);
    assert_eq!(
        (outcome.read, outcome.unchanged, outcome.removed),
        (0, 2, 0)
    );
}

#[test]
fn added_edited_and_removed_files_are_taken_in() {
    let mut files = two();
    let index = files.index();
    files.put("2.txt", 1, [story("Third", 2026, 1, 3).text("gamma")]);
    files.put("0.txt", 2, [story("First again", 2026, 1, 1).text("delta")]);
    files.0.remove("1.txt");
    let outcome = files.sync(&index);
    assert_eq!(
        (outcome.read, outcome.unchanged, outcome.removed),
        (2, 0, 1)
    );
    check(&files, &index, "", &["Third", "First again"]);
    check(&files, &index, "alpha ", &[]);
    check(&files, &index, "beta ", &[]);
    check(&files, &index, "delta ", &["First again"]);
}

#[test]
fn a_renamed_file_keeps_its_stories() {
    let mut files = two();
    let index = files.index();
    let file = files.0.remove("1.txt").expect("a file");
    files.0.insert("renamed.txt".to_owned(), file);
    files.sync(&index);
    check(&files, &index, "", &["Second", "First"]);
    let page = files.ask(&index, "beta ");
    assert_eq!(&*page.rows[0].id.path, "renamed.txt");
}

#[test]
fn a_file_may_hold_many_stories() {
    let mut files = Files::default();
    let stories = (0..300).map(|number| story(&format!("Story {number}"), 2026, 1, 1).text("same"));
    files.put("many.txt", 1, stories);
    let index = files.index();
    let page = files.ask(&index, "");
    assert_eq!(page.total.count(), 300);
    assert_eq!(headlines(&page)[..3], ["Story 0", "Story 1", "Story 2"]);
    files.put("many.txt", 2, [story("Only one", 2026, 1, 1).text("same")]);
    files.sync(&index);
    check(&files, &index, "", &["Only one"]);
    check(&files, &index, "same ", &["Only one"]);
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let mut files = two();
    files.put("bad.txt", 1, [story("unreadable", 2026, 1, 1)]);
    files.put("worse.txt", 1, [story("panic", 2026, 1, 1)]);
    let index = Index::in_memory().expect("enough memory");
    let outcome = files.sync(&index);
    assert_eq!(outcome.failed.len(), 2, "{:?}", outcome.failed);
    check(&files, &index, "", &["Second", "First"]);
    files.put("bad.txt", 1, [story("Readable now", 2026, 1, 5)]);
    files.sync(&index);
    check(&files, &index, "", &["Readable now", "Second", "First"]);
}

#[test]
fn what_could_not_be_listed_is_not_taken_for_gone() {
    let files = two();
    let index = files.index();
    let walk = vec![Err(anyhow::anyhow!("no permission"))];
    let outcome = index
        .update(
            walk.into_iter(),
            Update {
                parse: &|_, _, _| Ok(()),
                watch: &mut |_| (),
                stop: &AtomicBool::new(false),
            },
        )
        .expect("an index that can be written");
    assert_eq!(outcome.failed, ["no permission"]);
    check(&files, &index, "", &["Second", "First"]);
}

#[test]
fn what_could_not_be_listed_keeps_only_what_lies_there() {
    let mut files = two();
    files.put("shut/3.txt", 1, [story("Third", 2026, 1, 3).text("gamma")]);
    let index = files.index();
    let unlisted = Unlisted {
        path: "shut".into(),
        message: "shut could not be looked at".to_owned(),
    };
    files.0.remove("shut/3.txt");
    files.0.remove("0.txt");
    let walk = files.states().into_iter().chain([Err(unlisted.into())]);
    let outcome = index.update(
        walk.collect::<Vec<_>>().into_iter(),
        Update {
            parse: &|_, _, _| Ok(()),
            watch: &mut |_| (),
            stop: &AtomicBool::new(false),
        },
    );
    let outcome = outcome.expect("an index that can be written");
    assert_eq!(outcome.failed, ["shut could not be looked at"]);
    assert_eq!((outcome.removed, outcome.unchanged), (1, 1));
    check(&files, &index, "", &["Third", "Second"]);
}

#[test]
fn what_another_process_has_read_meanwhile_is_not_read_again() {
    let files = two();
    let folder = tempdir().expect("a scratch folder");
    let index = Index::open(folder.path()).expect("a new index");
    let another = Index::open(folder.path()).expect("the same index");
    let walk = files
        .states()
        .into_iter()
        .enumerate()
        .map(|(number, file)| {
            if number == 0 {
                files.sync(&another);
            }
            file
        });
    let walk: Box<dyn Iterator<Item = _> + Send> = Box::new(walk);
    let outcome = index.update(
        walk,
        Update {
            parse: &|_, _, _| panic!("it is there already"),
            watch: &mut |_| (),
            stop: &AtomicBool::new(false),
        },
    );
    let outcome = outcome.expect("an index that can be written");
    assert_eq!((outcome.read, outcome.failed.len()), (0, 0));
    check(&files, &index, "", &["Second", "First"]);
}

#[test]
fn a_walk_that_panics_is_no_success() {
    let files = two();
    let index = files.index();
    let walk = (0..1).map(|_| panic!("a walk that gives up"));
    let outcome = index.update(
        walk,
        Update {
            parse: &|_, _, _| Ok(()),
            watch: &mut |_| (),
            stop: &AtomicBool::new(false),
        },
    );
    assert!(outcome.is_err());
    check(&files, &index, "", &["Second", "First"]);
}

#[test]
fn an_interrupted_update_goes_on_next_time() {
    let files = two();
    let index = Index::in_memory().expect("enough memory");
    let outcome = files.sync_until(&index, &AtomicBool::new(true));
    assert!(outcome.interrupted);
    files.sync(&index);
    check(&files, &index, "", &["Second", "First"]);
}

#[test]
fn an_index_on_disk_is_there_next_time() {
    let folder = tempdir().expect("a scratch folder");
    let files = two();
    files.sync(&Index::open(folder.path()).expect("a new index"));
    let index = Index::open(folder.path()).expect("the same index");
    check(&files, &index, "", &["Second", "First"]);
    assert_eq!(files.sync(&index).unchanged, 2);
}

#[test]
fn an_empty_folder_is_taken_as_it_is() {
    let scratch = tempdir().expect("a scratch folder");
    let folder = scratch.path().join("index");
    std::fs::create_dir(&folder).expect("a folder");
    Index::open(&folder).expect("a new index");
    assert!(!scratch.path().join("index.aside").exists());
}

#[test]
fn an_index_of_another_edition_is_put_aside() {
    let scratch = tempdir().expect("a scratch folder");
    let folder = scratch.path().join("index");
    let files = two();
    files.sync(&Index::open(&folder).expect("a new index"));
    std::fs::write(folder.join("byline-edition"), "0\n").expect("a file that can be written");
    let index = Index::open(&folder).expect("an index made anew");
    check(&files, &index, "", &[]);
    assert!(scratch.path().join("index.aside").is_dir());
    assert_eq!(files.sync(&index).read, 2);
}

#[test]
fn a_damaged_index_is_put_aside() {
    for damage in ["cut", "zeroed", "missing"] {
        let scratch = tempdir().expect("a scratch folder");
        let folder = scratch.path().join("index");
        let files = two();
        files.sync(&Index::open(&folder).expect("a new index"));
        for file in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = file.path();
            if path.extension().is_none_or(|extension| extension != "fast") {
                continue;
            }
            let length = file.metadata().expect("a file").len() as usize;
            match damage {
                "cut" => std::fs::write(&path, vec![1; length / 2]),
                "zeroed" => std::fs::write(&path, vec![0; length]),
                _ => std::fs::remove_file(&path),
            }
            .expect("a file that can be damaged");
        }
        let index = Index::open(&folder).expect(damage);
        files.sync(&index);
        check(&files, &index, "", &["Second", "First"]);
    }
}

#[test]
fn a_second_byline_reads_while_the_first_writes() {
    let folder = tempdir().expect("a scratch folder");
    let mut files = two();
    let first = Index::open(folder.path()).expect("a new index");
    files.sync(&first);
    let second = Index::open(folder.path()).expect("the same index");
    check(&files, &second, "", &["Second", "First"]);
    files.put("2.txt", 1, [story("Third", 2026, 1, 3)]);
    files.sync(&first);
    second.refresh().expect("an index that can be read");
    check(&files, &second, "", &["Third", "Second", "First"]);
}

#[test]
fn who_cannot_write_says_so() {
    let folder = tempdir().expect("a scratch folder");
    let files = two();
    let first = Index::open(folder.path()).expect("a new index");
    let second = Index::open(folder.path()).expect("the same index");
    let inner = std::sync::Mutex::new(None);
    let parse: &Parse<'_> = &|_, _, _| {
        let outcome = files.sync(&second);
        *inner.lock().expect("one thread at a time") = Some(outcome.locked);
        Ok(())
    };
    let update = Update {
        parse,
        watch: &mut |_| (),
        stop: &AtomicBool::new(false),
    };
    first
        .update(files.states().into_iter().take(1), update)
        .expect("an index that can be written");
    assert_eq!(*inner.lock().expect("one thread at a time"), Some(true));
}

#[test]
fn many_small_parts_become_few() {
    let folder = tempdir().expect("a scratch folder");
    let index = Index::open(folder.path()).expect("a new index");
    let mut files = Files::default();
    for number in 0..40 {
        let headline = format!("Story {number}");
        files.put(&format!("{number}.txt"), 1, [story(&headline, 2026, 1, 1)]);
        files.sync(&index);
    }
    let stats = index.stats().expect("an index that can be read");
    assert_eq!((stats.files, stats.stories), (40, 40));
    assert!(stats.parts <= 9, "{} parts", stats.parts);
}

#[test]
fn what_was_merged_is_deleted_by_the_same_update() {
    let folder = tempdir().expect("a scratch folder");
    let index = Index::open(folder.path()).expect("a new index");
    let mut files = Files::default();
    let parts = || index.stats().expect("an index that can be read").parts;
    let mut before = 0;
    while parts() >= before {
        before = parts();
        let headline = format!("Story {before}");
        files.put(&format!("{before}.txt"), 1, [story(&headline, 2026, 1, 1)]);
        files.sync(&index);
    }
    let entries = std::fs::read_dir(folder.path())
        .expect("a folder")
        .flatten();
    let kept = entries.filter(|entry| entry.path().extension().is_some_and(|kind| kind == "idx"));
    assert_eq!(kept.count(), parts());
}

#[test]
fn a_few_files_make_a_single_part() {
    let numbers = 0..40;
    let files = Files::of(numbers.map(|number| story(&format!("Story {number}"), 2026, 1, 1)));
    let stats = files.index().stats().expect("an index that can be read");
    assert_eq!((stats.stories, stats.parts), (40, 1));
}

#[test]
fn an_index_that_may_only_be_read_is_asked_as_it_is() {
    let mut files = Files::of([story("Strike", 2026, 3, 1).said("Ana Rivera", "The quay is ours")]);
    let folder = tempfile::tempdir().expect("a scratch folder");
    files.sync(&Index::open(folder.path()).expect("a new index"));
    let index = Index::open_to_read(folder.path()).expect("the same index");
    assert!(index.is_read_only());
    assert_eq!(headlines(&files.ask(&index, "strike")), ["Strike"]);
    // Where nothing has changed, there is nothing to write.
    assert_eq!(files.sync(&index).unchanged, 1);
    files.put("new.txt", 1, [story("Ferry", 2026, 3, 2)]);
    let update = Update {
        parse: &|_, _, _| Ok(()),
        watch: &mut |_| (),
        stop: &AtomicBool::new(false),
    };
    let denied = index.update(files.states().into_iter(), update);
    assert!(denied.is_err());
    assert_eq!(headlines(&files.ask(&index, "strike")), ["Strike"]);
    let nowhere = folder.path().join("nowhere");
    assert!(Index::open_to_read(&nowhere).is_err() && !nowhere.exists());
}

#[test]
fn a_flipped_bit_is_found_before_it_answers() {
    let files = Files::of([
        story("Strike", 2026, 3, 1).said("Ana Rivera", "The quay is ours"),
        story("Ferry", 2026, 3, 2).said("Tom Roe", "We sail"),
    ]);
    for ending in ["idx", "fast", "store", "pos", "term", "fieldnorm"] {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let folder = scratch.path().join("index");
        files.sync(&Index::open(&folder).expect("a new index"));
        assert!(
            Index::open(&folder)
                .expect("whole")
                .verify()
                .expect("readable")
        );
        let entries = std::fs::read_dir(&folder).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let file = paths
            .into_iter()
            .find(|path| path.extension().is_some_and(|found| found == ending));
        let file = file.expect("a file of each kind");
        let mut bytes = std::fs::read(&file).expect("a file");
        bytes[3] ^= 1;
        // What is indexed is read-only.
        std::fs::remove_file(&file).expect("a file");
        std::fs::write(&file, bytes).expect("a file");
        let index = Index::open(&folder).expect("an index made anew");
        assert_eq!(index.snapshot().expect("readable").stories(), 0, "{ending}");
        assert!(scratch.path().join("index.aside").exists(), "{ending}");
        assert_eq!(files.sync(&index).read, 2, "{ending}");
    }
}

//! The library against real folders.

use std::fs;

use super::*;

fn library(files: &[(&str, &str)]) -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().expect("a scratch folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let library = Library::open(folder.path()).expect("a library");
    (folder, library)
}

fn paths(library: &Library) -> Vec<String> {
    let mut paths: Vec<_> = library
        .walk()
        .map(|entry| entry.expect("an entry").path.to_string())
        .collect();
    paths.sort();
    paths
}

#[test]
fn the_walk_finds_articles_only() {
    let (_folder, library) = library(&[
        ("a.txt", "A"),
        ("sub/b.md", "B"),
        ("README", "C"),
        ("photo.png", "D"),
        (".hidden.txt", "E"),
        (".ignore", "drafts/\n"),
        (".gitignore", "kept.txt\n"),
        ("drafts/f.txt", "F"),
        ("kept.txt", "G"),
        ("many.jsonl", "{}"),
    ]);
    assert_eq!(
        paths(&library),
        ["README", "a.txt", "kept.txt", "many.jsonl", "sub/b.md"]
    );
}

#[test]
fn a_fingerprint_changes_with_the_file() {
    let (folder, library) = library(&[("a.txt", "A")]);
    let print = || {
        library
            .walk()
            .next()
            .expect("an entry")
            .expect("readable")
            .fingerprint
    };
    let before = print();
    assert_eq!(before, print());
    fs::write(folder.path().join("a.txt"), "A longer text").expect("a file");
    assert_ne!(before, print());
    assert!(before.modified > 0);
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_end_the_walk_there() {
    let (folder, library) = library(&[("sub/a.txt", "A")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/back")).expect("a link");
    assert_eq!(paths(&library), ["sub/a.txt"]);
}

#[test]
fn records_are_loaded_by_their_offset() {
    let lines =
        "{\"title\":\"One\",\"text\":\"First.\"}\n\n{\"title\":\"Two\",\"text\":\"Second.\"}\n";
    let (_folder, library) = library(&[("many.jsonl", lines)]);
    let stories = library.stories("many.jsonl").expect("stories");
    assert_eq!(stories.len(), 2);
    assert_eq!((stories[1].0.ordinal, stories[1].0.offset), (1, 33));
    assert_eq!(library.load(&stories[1].0).expect("a story"), stories[1].1);
}

#[test]
fn a_story_that_is_gone_is_told() {
    let (_folder, library) = library(&[("a.txt", "A")]);
    let id = StoryId {
        path: "a.txt".into(),
        ordinal: 3,
        offset: 0,
    };
    let error = library
        .load(&id)
        .expect_err("there is one story only")
        .to_string();
    assert_eq!(error, "a.txt no longer holds story 3");
}

#[test]
fn stories_are_found_by_path_and_headline() {
    let (_folder, library) = library(&[
        ("a.txt", "The ferry sails\nText of it, long enough."),
        ("b.txt", "The ferry rests\nText of it, long enough."),
    ]);
    let path = |text: &str| library.find(text).map(|(id, _)| id.path.to_string());
    assert_eq!(path("b.txt").ok().as_deref(), Some("b.txt"));
    assert_eq!(path("b.txt#0").ok().as_deref(), Some("b.txt"));
    assert_eq!(path("RESTS").ok().as_deref(), Some("b.txt"));
    let many = path("ferry").expect_err("two stories").to_string();
    assert!(
        many.contains("2 headlines") && many.contains("a.txt#0  The ferry sails"),
        "{many}"
    );
    let none = path("harbour").expect_err("no story").to_string();
    assert!(none.contains("no story is named “harbour”"), "{none}");
}

#[test]
fn a_file_without_text_is_skipped_with_its_reason() {
    let (folder, library) = library(&[]);
    fs::write(folder.path().join("a.txt"), b"%PDF-1.4 \0\0").expect("a file");
    let error = library.stories("a.txt").expect_err("no text");
    assert!(error.downcast_ref::<Skipped>().is_some());
    assert!(
        error
            .to_string()
            .ends_with("a.txt is a PDF, not text; skipped"),
        "{error}"
    );
}

#[test]
fn a_wrong_folder_is_told_with_a_remedy() {
    let (folder, _library) = library(&[("a.txt", "A")]);
    let message = |name: &str| {
        Library::open(&folder.path().join(name))
            .expect_err("no folder")
            .to_string()
    };
    assert!(message("nowhere").contains("there is no folder"));
    assert!(message("a.txt").contains("is a file, not a folder"));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_looked_at_is_named_once() {
    use std::os::unix::ffi::OsStrExt as _;

    let (folder, library) = library(&[("a.txt", "A")]);
    std::os::unix::fs::symlink("/nowhere/at/all", folder.path().join("gone.txt")).expect("a link");
    let misnamed = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    // Not every file system takes such a name.
    let is_written = fs::write(folder.path().join(misnamed), "B").is_ok();
    let mut unseen: Vec<String> = library
        .walk()
        .filter_map(|entry| entry.err().map(|unseen| unseen.to_string()))
        .collect();
    unseen.sort();
    let mut expect = vec!["gone.txt is a link that leads nowhere"];
    if is_written {
        expect.insert(
            0,
            "caf\u{fffd}.txt has a name that is not UTF-8; rename it so that byline can read it",
        );
    }
    assert_eq!(unseen, expect);
}

#[test]
fn what_a_file_says_of_its_size_is_not_believed() {
    let (folder, library) = library(&[("a.txt", "A")]);
    for name in ["disk", "disk.txt", "disk.jsonl"] {
        let file = fs::File::create(folder.path().join(name)).expect("a file");
        if file.set_len(30 << 30).is_err() {
            // Not every file system has files with holes.
            return;
        }
        let error = library.stories(name).expect_err("no text").to_string();
        assert!(
            error.contains("is binary data, not text; skipped"),
            "{error}"
        );
    }
}

#[test]
fn what_is_larger_than_allowed_is_left_out_and_said() {
    let (folder, library) = library(&[("small.txt", "The ferry\n\nIt sails.\n")]);
    let library = library.with_largest(Largest::megabytes(1));
    fs::write(
        folder.path().join("large.txt"),
        "words of it\n".repeat(100_000),
    )
    .expect("a file");
    let error = library
        .stories("large.txt")
        .expect_err("too large")
        .to_string();
    assert!(
        error.ends_with("large.txt is larger than 1 MB; skipped; see `largest` in config.toml"),
        "{error}"
    );
    assert_eq!(library.stories("small.txt").expect("a story").len(), 1);
    let left_out = library
        .walk()
        .filter(|entry| entry.as_ref().is_ok_and(|entry| library.leaves_out(entry)));
    assert_eq!(left_out.count(), 1);
}

#[test]
fn a_record_that_is_too_long_is_left_out_and_the_others_are_read() {
    let record =
        |title: &str, text: &str| format!("{{\"title\":\"{title}\",\"text\":\"{text}\"}}\n");
    let long = "word ".repeat(300_000);
    let lines = [
        record("One", "First."),
        record("Two", &long),
        record("Three", "Last."),
    ]
    .concat();
    let (_folder, library) = library(&[("many.jsonl", &lines)]);
    let library = library.with_largest(Largest::megabytes(1));
    let mut headlines = Vec::new();
    let read = library.stories_with("many.jsonl", &mut |_, story| {
        headlines.push(story.meta.headline);
    });
    let error = read.expect_err("one is too long").to_string();
    assert_eq!(headlines, ["One", "Three"]);
    assert!(
        error.contains("has a line longer than 1 MB at byte 32, which is left out"),
        "{error}"
    );
    let all = 0..lines.len() as u64;
    let mut count = 0;
    let stretch = library.stories_of_stretch("many.jsonl", all, &mut |_, _| count += 1);
    assert!(stretch.is_err() && count == 2);
}

#[test]
fn folders_of_the_index_hold_no_articles() {
    let (_folder, library) = library(&[
        ("a.txt", "A"),
        ("cache/byline-edition", "1"),
        ("cache/notes.txt", "B"),
    ]);
    assert_eq!(paths(&library), ["a.txt"]);
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn folders_linked_among_themselves_are_each_looked_through_once() {
        let names: Vec<String> = (0..12).map(|number| format!("f{number:02}")).collect();
        let files: Vec<String> = names.iter().map(|name| format!("{name}/a.txt")).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|name| (name.as_str(), "A")).collect();
        let (folder, library) = library(&files);
        for from in &names {
            for to in &names {
                let link = folder.path().join(from).join(format!("to-{to}"));
                symlink(folder.path().join(to), link).expect("a link");
            }
        }
        let expect: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        assert_eq!(paths(&library), expect, "under their own names");
    }

    #[test]
    fn a_folder_elsewhere_is_found_under_the_first_link_to_it() {
        let elsewhere = tempfile::tempdir().expect("a scratch folder");
        fs::create_dir(elsewhere.path().join("deep")).expect("a folder");
        fs::create_dir(elsewhere.path().join("drafts")).expect("a folder");
        for name in ["x.txt", "deep/y.txt", "drafts/z.txt"] {
            fs::write(elsewhere.path().join(name), "X").expect("a file");
        }
        let (folder, library) = library(&[("a.txt", "A"), (".ignore", "drafts/\n")]);
        for link in ["two", "one"] {
            symlink(elsewhere.path(), folder.path().join(link)).expect("a link");
        }
        symlink(elsewhere.path().join("x.txt"), folder.path().join("x.txt")).expect("a link");
        symlink(folder.path(), elsewhere.path().join("back")).expect("a link");
        for _ in 0..5 {
            assert_eq!(
                paths(&library),
                ["a.txt", "one/deep/y.txt", "one/x.txt", "x.txt"]
            );
        }
    }

    #[test]
    fn a_library_may_be_a_link_itself() {
        let (folder, _) = library(&[("sub/a.txt", "A")]);
        let link = folder.path().join("link");
        symlink(folder.path().join("sub"), &link).expect("a link");
        let library = Library::open(&link).expect("a library");
        assert_eq!(paths(&library), ["a.txt"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_system_makes_up_is_left_out_and_said() {
        let refused = Library::open(Path::new("/proc")).expect_err("no articles");
        assert!(
            refused
                .to_string()
                .contains("/proc is made up by the system"),
            "{refused}"
        );
        let (folder, library) = library(&[("a.txt", "A")]);
        symlink("/proc", folder.path().join("all")).expect("a link");
        let (found, unseen): (Vec<_>, Vec<_>) = library.walk().partition(Result::is_ok);
        let unseen: Vec<String> = unseen
            .iter()
            .filter_map(|found| found.as_ref().err())
            .map(ToString::to_string)
            .collect();
        assert_eq!(found.len(), 1);
        assert_eq!(
            unseen,
            ["all is made up by the system while it is looked at; left out"]
        );
    }
}

#[test]
fn what_belongs_to_a_saved_page_is_no_article() {
    let (_folder, library) = library(&[
        ("ferry.html", "<p>A"),
        ("ferry_files/frame.html", "<p>B"),
        ("notes_files/c.txt", "C"),
        ("letters/tmp/e", "E"),
        ("letters/cur/1700.M1P2.host:2,S", "Subject: D"),
        ("other/1700.M1P2.host", "F"),
    ]);
    let expect = [
        "ferry.html",
        "letters/cur/1700.M1P2.host:2,S",
        "letters/tmp/e",
        "notes_files/c.txt",
    ];
    assert_eq!(paths(&library), expect);
}

#[test]
fn what_is_left_out_is_counted_by_kind() {
    let files = [
        ("a.txt", ""),
        ("b.PDF", ""),
        ("sub/c.pdf", ""),
        ("d.png", ""),
    ];
    let (_folder, library) = library(&files);
    let told = library.left_out().to_string();
    assert_eq!(told, "left out: 3 files (2 .pdf, 1 .png)");
}

#[test]
fn files_are_a_library_for_once() {
    let (folder, _) = library(&[("a.txt", "The ferry\n\nIt sails."), ("b.txt", "B")]);
    let file = folder.path().join("a.txt");
    let library = Library::of_files(std::slice::from_ref(&file)).expect("a library");
    assert!(library.is_passing());
    let path = file.to_string_lossy().into_owned();
    assert_eq!(paths(&library), std::slice::from_ref(&path));
    let (id, story) = library.stories(&path).expect("stories").remove(0);
    assert_eq!(library.load(&id).expect("the story"), story);
    assert_eq!(story.meta.headline, "The ferry");
    let itself = folder.path().to_path_buf();
    assert!(Library::of_files(&[itself]).is_err());
    assert!(Library::of_files(&[folder.path().join("nowhere")]).is_err());
}

#[test]
fn a_pipe_is_a_library_for_once() {
    let library =
        Library::of_stream(b"<!doctype html><title>Salt</title><h1>Salt</h1><p>It rains.".to_vec());
    assert_eq!(paths(&library), [STREAM]);
    let (id, story) = library.stories(STREAM).expect("stories").remove(0);
    assert_eq!(story.text, "Salt\nIt rains.");
    assert_eq!(library.load(&id).expect("the story"), story);
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packed, bytes).expect("packed");
    packed.finish().expect("packed")
}

#[test]
fn packed_files_are_read_as_what_they_hold() {
    let (folder, library) = library(&[]);
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), packed(bytes)).expect("a file");
    };
    write("a.md.gz", b"# The ferry\n\nIt sails.\n");
    write(
        "b.jsonl.gz",
        b"{\"title\":\"One\",\"text\":\"x\"}\n{\"title\":\"Two\",\"text\":\"y\"}\n",
    );
    write("c.tar.gz", b"no article");
    write("d.txt.gz", b"%PDF-1.7 no text");
    assert_eq!(paths(&library), ["a.md.gz", "b.jsonl.gz", "d.txt.gz"]);
    let headlines = |path: &str| -> Vec<String> {
        let stories = library.stories(path).expect("it is read");
        let headline = |(_, story): (StoryId, Story)| story.meta.headline;
        stories.into_iter().map(headline).collect()
    };
    assert_eq!(headlines("a.md.gz"), ["The ferry"]);
    assert_eq!(headlines("b.jsonl.gz"), ["One", "Two"]);
    let (id, second) = library.stories("b.jsonl.gz").expect("it is read").remove(1);
    assert_eq!(library.load(&id).expect("it is there").text, second.text);
    assert!(
        library
            .stories("d.txt.gz")
            .expect_err("no text")
            .is::<Skipped>()
    );
}

#[test]
fn what_unpacks_to_more_than_is_read_is_told() {
    let (folder, library) = library(&[]);
    let library = library.with_largest(Largest::megabytes(1));
    let bomb = packed(&vec![b'a'; 30 << 20]);
    assert!(bomb.len() < 1 << 20);
    fs::write(folder.path().join("a.txt.gz"), bomb).expect("a file");
    let error = library.stories("a.txt.gz").expect_err("too large");
    assert!(error.to_string().contains("larger than 1 MB"), "{error:#}");
    let cut = &packed(b"# The ferry\n\nIt sails.\n")[..25];
    fs::write(folder.path().join("b.txt.gz"), cut).expect("a file");
    let error = library.stories("b.txt.gz").expect_err("cut short");
    assert!(error.to_string().contains("cannot unpack"), "{error:#}");
}

#[test]
fn a_page_that_an_archive_keeps_in_many_forms_is_one_story() {
    let (_folder, library) = library(&[
        ("archive/1712345678.42/index.json", "{}"),
        ("archive/1712345678.42/index.html", "<html>about</html>"),
        ("archive/1712345678.42/singlefile.html", "<html>one</html>"),
        (
            "archive/1712345678.42/readability/content.html",
            "<p>one</p>",
        ),
        ("archive/1712345679/index.json", "{}"),
        ("archive/1712345679/readability/content.html", "<p>two</p>"),
        ("archive/1712345679/readability/article.json", "{}"),
        ("archive/1712345679/x.example/two.html", "<p>two</p>"),
        ("archive/1712345680/notes.txt", "no archive"),
    ]);
    assert_eq!(
        paths(&library),
        [
            "archive/1712345678.42/singlefile.html",
            "archive/1712345679/readability/content.html",
            "archive/1712345680/notes.txt",
        ]
    );
}
